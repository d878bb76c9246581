//! Tests of the library and the command line: one binary, one module for each theme.

mod catalogues;
mod cli;
mod cql2;
mod filter;
mod house;
mod maps;
mod reading;
mod scene;
mod session;
mod sources;
