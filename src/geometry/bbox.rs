//! Axis-parallel boxes in degrees (west, south, east, north), never crossing the antimeridian.

use serde::{Deserialize, Serialize};

/// A box; empty where `west > east`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BBox {
    /// Smallest longitude (or x).
    pub west: f64,
    /// Smallest latitude (or y).
    pub south: f64,
    /// Greatest longitude (or x).
    pub east: f64,
    /// Greatest latitude (or y).
    pub north: f64,
}

impl Default for BBox {
    /// The empty box.
    fn default() -> Self {
        Self::EMPTY
    }
}

impl BBox {
    /// The box that holds nothing; extending it gives the box of what was added.
    pub const EMPTY: Self =
        Self { west: f64::INFINITY, south: f64::INFINITY, east: f64::NEG_INFINITY, north: f64::NEG_INFINITY };

    /// A box from its sides.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Self {
        Self { west, south, east, north }
    }

    /// The box around positions.
    pub fn of(positions: &[[f64; 2]]) -> Self {
        let mut bbox = Self::EMPTY;
        for &position in positions {
            bbox.add(position);
        }
        bbox
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        !(self.west <= self.east && self.south <= self.north)
    }

    /// Makes room for a position.
    pub fn add(&mut self, [x, y]: [f64; 2]) {
        self.west = self.west.min(x);
        self.south = self.south.min(y);
        self.east = self.east.max(x);
        self.north = self.north.max(y);
    }

    /// The box around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether they share at least one position (touching counts).
    pub fn intersects(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Whether a position lies inside or on the edge.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        self.west <= x && x <= self.east && self.south <= y && y <= self.north
    }

    /// The box that holds everything within some metres of a position; `None` near a pole or the
    /// antimeridian, where no box does.
    pub fn around([x, y]: [f64; 2], radius_m: f64) -> Option<Self> {
        // The ellipsoid's radii of curvature differ by 1 %: 2 % more than asked is on the safe side.
        let north_degrees = radius_m * 1.02 / super::metres_per_degree(0.0)[1];
        let farthest = (y.abs() + north_degrees).min(90.0);
        let east_degrees = radius_m * 1.02 / super::metres_per_degree(farthest)[0];
        let bbox = Self::new(x - east_degrees, y - north_degrees, x + east_degrees, y + north_degrees);
        let whole = bbox.west >= -180.0 && bbox.east <= 180.0 && bbox.south > -89.0 && bbox.north < 89.0;
        (whole && radius_m >= 0.0).then_some(bbox)
    }

    /// The middle.
    pub fn center(&self) -> [f64; 2] {
        [f64::midpoint(self.west, self.east), f64::midpoint(self.south, self.north)]
    }

    /// As the array of RFC 7946, section 5; `None` where empty.
    pub fn to_array(&self) -> Option<[f64; 4]> {
        (!self.is_empty()).then_some([self.west, self.south, self.east, self.north])
    }
}
