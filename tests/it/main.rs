//! Tests of the library and the command line: one binary, one module for each theme.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::items_after_statements,
    reason = "a test's helpers fail, say what they skip, and import where they use, as its tests do"
)]

mod cancel;
mod catalogues;
mod cli;
mod cli_day;
mod cli_fields;
mod cli_kinds;
mod cli_ledger;
mod cli_mixed;
mod cli_own_words;
mod cli_units;
mod cli_workspace;
mod copying;
mod codes;
mod cql2;
mod filter;
mod find;
mod house;
mod kinds;
mod maps;
mod match_sites;
mod reading;
mod readme;
mod scene;
mod session;
mod sources;
mod streaming;
mod styling;
mod towns;
