//! Boxes of the view that are taken, by cells of a grid.

use super::Bounds;
use std::collections::BTreeMap;

/// Side of a cell.
const CELL_PT: f64 = 64.0;

/// Boxes that are taken.
#[derive(Default)]
pub(super) struct Taken {
    boxes: Vec<Bounds>,
    cells: BTreeMap<(i32, i32), Vec<usize>>,
}

impl Taken {
    fn cells_of([left, top, right, bottom]: Bounds) -> impl Iterator<Item = (i32, i32)> {
        let cell = |value: f64| (value / CELL_PT).floor() as i32;
        (cell(left)..=cell(right)).flat_map(move |x| (cell(top)..=cell(bottom)).map(move |y| (x, y)))
    }

    /// Whether a box shares no inside with any taken one.
    pub(super) fn is_free(&self, bounds: Bounds) -> bool {
        let [left, top, right, bottom] = bounds;
        Self::cells_of(bounds).filter_map(|cell| self.cells.get(&cell)).flatten().all(|&at| {
            let other = self.boxes[at];
            right <= other[0] || other[2] <= left || bottom <= other[1] || other[3] <= top
        })
    }

    /// Takes a box.
    pub(super) fn add(&mut self, bounds: Bounds) {
        for cell in Self::cells_of(bounds) {
            self.cells.entry(cell).or_default().push(self.boxes.len());
        }
        self.boxes.push(bounds);
    }
}
