//! Geometry beyond single algorithms of crate geo: boxes, geodesic measures, validity, overlaps.

mod area;
mod bbox;
mod cover;
mod convex;
mod measure;
mod measurement;
mod near;
mod overlap;
mod shared;
mod validity;

pub use area::{Area, is_on_globe, looks_swapped};
pub use bbox::BBox;
pub use convex::{Overlap, convex_overlap, is_convex_ring};
pub use cover::polygon_covers;
pub use measure::{
    area_m2, area_m2_unless_cancelled, distance_m, distance_to_lines_m, length_m, metres_per_degree,
};

pub use measurement::{Measurement, distance_between_m};
pub use near::is_within_m;
pub use overlap::{Plane, outside, overlap, perimeter, polygons_of};
pub use shared::shared_length_m;
pub use validity::{Fault, Finding, faults, ring_faults, self_intersection};
