//! Tests of the library and the command line: one binary, one module for each theme.

mod catalogues;
mod house;
mod sources;
