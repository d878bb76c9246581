//! What a view shows, without drawing it: camera, symbology, legend, labels, scale bar,
//! what a person draws on the map.
//!
//! Everything here is data and pure functions, so that the window, pictures and tests see one truth.

mod camera;
mod classes_of_kinds;
mod classes_of_numbers;
mod classify;
pub mod clusters;
mod crowding;
mod drawing;
#[cfg(test)]
pub(crate) mod fixtures;
mod flight;
pub mod labels;
pub mod legend;
pub mod mercator;
mod of_kind;
mod pick;
mod restyle;
mod scale_bar;
pub mod schemes;
mod styling;
mod symbology;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM};
pub use classify::{RowLooks, class_of, classify, other_class, size_of};
pub use crowding::{LEAST_POINT_SCALE, point_scale};
pub use drawing::{Drawing, Drawn, Tool};
pub use pick::rows_at;
pub use restyle::{FieldNumbers, Styled, styled};
pub use scale_bar::ScaleBar;
pub use styling::{ColorBy, LabelBy, LabelsFrom, OFFICIAL_SCHEME, Styling};
pub use symbology::{Class, Hatch, Label, MAX_CLASSES, NumberRange, Rgb, SizeBy, Stroke, Style, Symbol};
