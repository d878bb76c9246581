//! Geometry beyond single algorithms of crate geo: boxes, geodesic measures, validity.

mod bbox;
mod measure;
mod validity;

pub use bbox::BBox;
pub use measure::{area_m2, distance_m, length_m, metres_per_degree};
pub use validity::{Fault, Finding, faults, ring_faults, self_intersection};
