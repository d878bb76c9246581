//! Geometry beyond single algorithms of crate geo: boxes, geodesic measures, validity, picking.

mod bbox;

pub use bbox::BBox;
