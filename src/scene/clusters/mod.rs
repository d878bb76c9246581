//! Points gather where their signs would cover each other: each cluster becomes one sign with its count and
//! a ring of the shares of its classes, so that a map of a town says where how many of what are.
//!
//! # How they are gathered
//!
//! Hierarchical greedy clustering, as crate `supercluster` of Mapbox does it (V. Agafonkin, "Clustering
//! millions of points on a map with Supercluster", 2016): at the finest zoom level at which points crowd,
//! each point in turn takes in all that lie within a distance of it, and stands at the middle of all;
//! each coarser level gathers the signs of the one before. So a cluster at a level is made of whole clusters of
//! the next finer one, and coming nearer only takes clusters apart. A grid would cut clusters at its lines.
//!
//! Three things differ, because here it must not matter how a file is sorted and no sign may cover
//! another:
//!
//! - points are taken along a Z-order curve (G. M. Morton, 1966), not in the order of their rows;
//! - a level is gathered again and again until no two signs are nearer than [`SPACING_PT`], which is more
//!   than two of the largest signs take: at its level and any scale up to the next none covers another;
//! - the finest level is not fixed: it is the last at which a quarter of the points share a cell of about
//!   their own size with another. Ten firms that a filter leaves stay ten points from far away, while
//!   thousands gather.
//!
//! Levels are whole zoom steps: moving the map, or the scale within a step, changes no cluster.
//!
//! # What it costs
//!
//! Each level is a sort and a look at the neighbours: 5 ms for 14,800 points and 0.35 s for a million, all
//! levels together, measured on one core; once a filter or style, on a worker. What a view shows is bounded by its
//! size, because signs keep their distance.

mod sign;
#[cfg(test)]
mod tests;
mod tree;

pub use sign::{LEAST_SHARE, RING_PT, RingArc, Share, Sign, arcs, composition, radius_pt, signs};
pub use tree::{Cluster, ClusterTree};

use crate::layer::{GeometryType, Layer};

/// Signs are no nearer to each other than this, in points of the screen at their level.
pub const SPACING_PT: f64 = 52.0;

/// Layers of fewer points are not gathered unless a person wants it: each can be told.
pub const FROM_POINTS: usize = 300;

/// Whether a layer can be gathered: it has points and nothing else. Asked every frame, so it does not look
/// at the rows.
pub fn can_gather(layer: &Layer) -> bool {
    GeometryType::ALL.into_iter().all(|geometry_type| match geometry_type {
        GeometryType::Point => layer.shapes.has_type(geometry_type),
        GeometryType::Null => true,
        _ => !layer.shapes.has_type(geometry_type),
    })
}

/// Whether a layer is gathered where nobody has said.
pub fn gathers_by_itself(layer: &Layer) -> bool {
    layer.len() >= FROM_POINTS && can_gather(layer)
}
