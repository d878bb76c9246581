//! 三张图 · Three Maps.

pub mod text;
pub mod units;
pub mod diagnostic;
pub mod progress;
pub mod json;
pub mod geometry;
pub mod crs;
pub mod layer;
pub mod read;
pub mod write;
pub mod filter;
pub mod stats;
pub mod maps;
pub mod scene;
#[cfg(feature = "gui")]
pub mod render;
pub mod jobs;
pub mod app;
#[cfg(feature = "gui")]
pub mod ui;
pub mod cli;
