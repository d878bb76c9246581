//! Tests of the library and the command line.

mod scene;
