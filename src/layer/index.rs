//! The R-tree over the rows' boxes, behind one small type.

use super::Shapes;
use crate::geometry::BBox;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

type Entry = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// Finds rows by their boxes. Rows without a position are not in it.
#[derive(Clone, Debug)]
pub struct SpatialIndex {
    tree: RTree<Entry>,
}

impl SpatialIndex {
    /// Bulk-loads the boxes of all rows.
    pub fn build(shapes: &Shapes) -> Self {
        let entries = (0..shapes.len())
            .filter_map(|row| {
                let bbox = shapes.get(row).bbox();
                (!bbox.is_empty()).then(|| {
                    Entry::new(
                        Rectangle::from_corners([bbox.west, bbox.south], [bbox.east, bbox.north]),
                        row as u32,
                    )
                })
            })
            .collect();
        Self { tree: RTree::bulk_load(entries) }
    }

    /// Rows whose box touches `bbox`, in no particular order.
    pub fn rows_in(&self, bbox: &BBox) -> impl Iterator<Item = u32> + '_ {
        let envelope = AABB::from_corners([bbox.west, bbox.south], [bbox.east, bbox.north]);
        self.tree.locate_in_envelope_intersecting(envelope).map(|entry| entry.data)
    }

    /// The box around all rows; empty where none has a position.
    pub fn bbox(&self) -> BBox {
        if self.tree.size() == 0 {
            return BBox::EMPTY;
        }
        let envelope = self.tree.root().envelope();
        let ([west, south], [east, north]) = (envelope.lower(), envelope.upper());
        BBox { west, south, east, north }
    }

    /// Rows in the index.
    pub fn len(&self) -> usize {
        self.tree.size()
    }

    /// Whether no row is in the index.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
