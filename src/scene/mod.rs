//! What a view shows, without drawing it: camera, symbology, legend, labels, scale bar.
//!
//! Everything here is data and pure functions, so that the window, pictures and tests see one truth.

mod camera;
#[cfg(test)]
pub(crate) mod fixtures;
mod flight;
pub mod labels;
pub mod legend;
pub mod mercator;
mod of_kind;
mod pick;
mod scale_bar;
mod symbology;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM};
pub use pick::rows_at;
pub use scale_bar::ScaleBar;
pub use symbology::{Class, Label, MAX_CLASSES, Rgb, Stroke, Style, Symbol, classify, other_class};
