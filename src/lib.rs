//! 三张图 · Three Maps.

pub mod diagnostic;
pub mod geometry;
pub mod layer;
pub mod progress;
pub mod text;
pub mod units;
