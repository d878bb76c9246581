//! 三张图 · Three Maps.

pub mod app;
pub mod cli;
pub mod crs;
pub mod diagnostic;
pub mod filter;
pub mod geometry;
pub mod jobs;
pub mod layer;
pub mod maps;
pub mod progress;
pub mod read;
#[cfg(feature = "gui")]
pub mod render;
pub mod scene;
pub mod stats;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
pub mod units;
pub mod write;
