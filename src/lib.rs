//! 三张图 · Three Maps.
#![doc = ""]

pub mod progress;
pub mod units;
