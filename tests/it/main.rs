//! Tests of the library and the command line: one binary, one module for each theme.

mod catalogues;
mod cql2;
mod filter;
mod house;
mod reading;
mod scene;
mod sources;
