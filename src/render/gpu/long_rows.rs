//! The rows of a layer that have so many positions that no view shows all of them (see `detail`).

use crate::geometry::BBox;
use crate::layer::Layer;
use crate::scene::mercator::{world_from_bbox, world_from_lon_lat};

/// Rows of more positions than this are drawn as finely as a view can show them.
pub const LONG_POSITIONS: usize = 4096;

/// Long rows, and how they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct LongRows {
    /// Rows of the layer, each with the number under which its state is found.
    pub rows: Vec<(u32, u32)>,
    /// The box around them in Web Mercator metres.
    pub world: BBox,
    /// Where local positions count from, in Web Mercator metres.
    pub origin: [f64; 2],
    /// Whether the inside of areas is drawn, or their outlines alone.
    pub has_insides: bool,
}

impl LongRows {
    /// None yet.
    pub fn new(has_insides: bool) -> Self {
        Self { rows: Vec::new(), world: BBox::EMPTY, origin: [0.0; 2], has_insides }
    }

    /// The long ones of some rows, numbered 0, 1, … in the order given: the outlines of what is chosen.
    pub fn outlined(layer: &Layer, rows: &[u32]) -> Self {
        let mut long = Self::new(false);
        for (&row, number) in rows.iter().zip(0..).filter(|&(&row, _)| (row as usize) < layer.len()) {
            if is_long(layer, row) {
                long.add(layer, row, number);
            }
        }
        long
    }

    /// Adds a row; the first says where positions count from.
    pub fn add(&mut self, layer: &Layer, row: u32, number: u32) {
        let bbox = layer.shapes.get(row as usize).bbox();
        if self.rows.is_empty() {
            self.origin = world_from_lon_lat(bbox.center());
        }
        self.world = self.world.union(&world_from_bbox(&bbox));
        self.rows.push((row, number));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether a row has more positions than a view shows.
pub(super) fn is_long(layer: &Layer, row: u32) -> bool {
    layer.shapes.get(row as usize).positions().len() > LONG_POSITIONS
}
