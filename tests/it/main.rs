//! Tests of the library and the command line.

mod cql2;
mod filter;
