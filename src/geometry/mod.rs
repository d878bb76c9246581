//! Geometry beyond single algorithms of crate geo: boxes, geodesic measures, validity.

mod area;
mod bbox;
mod cover;
mod measure;
mod measurement;
mod near;
mod validity;

pub use area::{Area, is_on_globe};
pub use bbox::BBox;
pub use cover::polygon_covers;
pub use measure::{area_m2, distance_m, distance_to_lines_m, length_m, metres_per_degree};
pub use measurement::{Measurement, distance_between_m};
pub use near::is_within_m;
pub use validity::{Fault, Finding, faults, ring_faults, self_intersection};
