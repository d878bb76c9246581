//! R-trees over the rows' boxes, behind one small type.
//!
//! The rows are dealt into tiles that lie beside each other, each with an R-tree of its own: tiles are
//! built on all cores, and a cancelled build stops at the next tile. Boxes are kept as 32-bit floats
//! rounded outward, half the bytes of 64-bit ones; a box is wider than the shape by less than a metre,
//! so what is found is held against the shape itself before it counts.

use super::Shapes;
use crate::geometry::BBox;
use crate::progress::CancelToken;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::sync::{Arc, Mutex, OnceLock};

type Entry = GeomWithData<Rectangle<[f32; 2]>, u32>;

/// Rows of a tile at most.
const TILE_ROWS: usize = 1 << 15;

/// Fewer rows are not worth a tile of their own.
const LEAST_TILE_ROWS: usize = 1 << 12;

/// Finds rows by their boxes. Rows without a position are not in it.
///
/// The trees are built where somebody asks for them, or where they are first needed: a filter that looks at
/// values alone needs none.
#[derive(Clone, Debug)]
pub struct SpatialIndex {
    shapes: Arc<Shapes>,
    tiles: OnceLock<Vec<RTree<Entry>>>,
    bbox: BBox,
}

impl SpatialIndex {
    /// The index of shapes, not built yet.
    pub fn of(shapes: Arc<Shapes>) -> Self {
        let bbox = BBox::of(shapes.positions());
        Self::within(shapes, bbox)
    }

    /// The same where the box around all positions is known.
    pub fn within(shapes: Arc<Shapes>, bbox: BBox) -> Self {
        Self { shapes, tiles: OnceLock::new(), bbox }
    }

    /// Bulk-loads the boxes of all rows, on all cores; false where somebody cancelled.
    pub fn build_or_stop(&self, cancel: &CancelToken) -> bool {
        if self.tiles.get().is_none() {
            let tiles = bulk_loaded(&self.shapes, cancel);
            if cancel.is_cancelled() {
                return false;
            }
            // Somebody else may have been faster, with the same trees.
            self.tiles.set(tiles).ok();
        }
        true
    }

    fn tiles(&self) -> &[RTree<Entry>] {
        self.tiles.get_or_init(|| bulk_loaded(&self.shapes, &CancelToken::default()))
    }

    /// Rows whose box touches `bbox`, in no particular order, and rows that miss it by less than the
    /// rounding of their boxes (a 16-millionth of the coordinate, at most 1.7 m).
    pub fn rows_in(&self, bbox: &BBox) -> impl Iterator<Item = u32> + '_ {
        let (lower, upper) = ([down(bbox.west), down(bbox.south)], [up(bbox.east), up(bbox.north)]);
        let envelope = AABB::from_corners(lower, upper);
        // An empty box has its corners the wrong way round, and `from_corners` would put them right.
        let tiles = if bbox.is_empty() { &[] } else { self.tiles() };
        tiles
            .iter()
            .filter(move |tile| {
                let tile = tile.root().envelope();
                (0..2).all(|axis| tile.lower()[axis] <= upper[axis] && tile.upper()[axis] >= lower[axis])
            })
            .flat_map(move |tile| tile.locate_in_envelope_intersecting(envelope))
            .map(|entry| entry.data)
    }

    /// The box around all rows, exact; empty where none has a position.
    pub fn bbox(&self) -> BBox {
        self.bbox
    }

    /// Bytes held in memory, as far as can be told from outside of the trees: a node of the tree is a
    /// box and a list, and has five children on average.
    pub fn heap_bytes(&self) -> usize {
        let rows: usize = self.tiles.get().map_or(0, |tiles| tiles.iter().map(RTree::size).sum());
        rows * NODE_BYTES + rows / 4 * NODE_BYTES
    }
}

/// What a tree keeps for an entry, or for a node above: the larger of the two.
const NODE_BYTES: usize = size_of::<rstar::RTreeNode<Entry>>();

fn bulk_loaded(shapes: &Shapes, cancel: &CancelToken) -> Vec<RTree<Entry>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(shapes.len() / LEAST_TILE_ROWS).max(1);
    let rows_each = shapes.len().div_ceil(threads).max(1);
    let rows_of =
        |part: usize| (part * rows_each).min(shapes.len())..((part + 1) * rows_each).min(shapes.len());
    let mut all = Vec::with_capacity(shapes.len());
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            (1..threads).map(|part| scope.spawn(move || entries(shapes, rows_of(part)))).collect();
        all.extend(entries(shapes, rows_of(0)));
        for part in parts {
            all.extend(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
    });
    // A tile for each thread, where one could hold them all.
    let most = all.len().div_ceil(threads).min(TILE_ROWS);
    build_tiles(all, most, threads, cancel)
}

fn entries(shapes: &Shapes, rows: std::ops::Range<usize>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let bbox = shapes.get(row).bbox();
        if !bbox.is_empty() {
            let rectangle =
                Rectangle::from_corners([down(bbox.west), down(bbox.south)], [up(bbox.east), up(bbox.north)]);
            entries.push(Entry::new(rectangle, row as u32));
        }
    }
    entries
}

/// Halves the rows, by turns along the longer side, until each part is a tile of so many at most.
fn build_tiles(entries: Vec<Entry>, most: usize, threads: usize, cancel: &CancelToken) -> Vec<RTree<Entry>> {
    if threads <= 1 {
        let mut tiles = Vec::new();
        let mut waiting = vec![entries];
        while let Some(entries) = waiting.pop() {
            if entries.is_empty() || cancel.is_cancelled() {
                continue;
            }
            if entries.len() <= most {
                tiles.push(RTree::bulk_load(entries));
            } else {
                let (first, second) = halves(entries);
                waiting.extend([second, first]);
            }
        }
        return tiles;
    }
    // Each thread takes what waits: a part to halve, or a tile to build.
    let waiting = Mutex::new((vec![entries], 0_usize));
    let tiles = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let work = || {
            loop {
                let taken = waiting.lock().ok().and_then(|mut waiting| {
                    let part = waiting.0.pop();
                    waiting.1 += usize::from(part.is_some());
                    part.map_or((waiting.1 > 0).then_some(None), |part| Some(Some(part)))
                });
                let Some(taken) = taken else { return };
                let Some(part) = taken else {
                    std::thread::yield_now();
                    continue;
                };
                let mut more = Vec::new();
                if !part.is_empty() && !cancel.is_cancelled() {
                    if part.len() <= most {
                        let tile = RTree::bulk_load(part);
                        if let Ok(mut tiles) = tiles.lock() {
                            tiles.push(tile);
                        }
                    } else {
                        let (first, second) = halves(part);
                        more.extend([second, first]);
                    }
                }
                if let Ok(mut waiting) = waiting.lock() {
                    waiting.0.extend(more);
                    waiting.1 -= 1;
                }
            }
        };
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    tiles.into_inner().unwrap_or_default()
}

/// Two halves of as many rows, split across the longer side of the box around them.
fn halves(mut entries: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
    let mut around = ([f32::MAX; 2], [f32::MIN; 2]);
    for entry in &entries {
        let (lower, upper) = (entry.geom().lower(), entry.geom().upper());
        for axis in 0..2 {
            around.0[axis] = around.0[axis].min(lower[axis]);
            around.1[axis] = around.1[axis].max(upper[axis]);
        }
    }
    let axis = usize::from(around.1[1] - around.0[1] > around.1[0] - around.0[0]);
    let middle = entries.len() / 2;
    entries.select_nth_unstable_by(middle, |a, b| {
        a.geom().lower()[axis].total_cmp(&b.geom().lower()[axis]).then(a.data.cmp(&b.data))
    });
    let second = entries.split_off(middle);
    entries.shrink_to_fit();
    (entries, second)
}

/// The largest 32-bit float not above a number; infinite ones stay.
fn down(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) > value { near.next_down() } else { near }
}

/// The smallest 32-bit float not below a number.
fn up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value { near.next_up() } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{layer, point, polygon};
    use proptest::prelude::*;

    #[test]
    fn a_box_is_never_narrower_than_its_shape() {
        for value in [0.0, 0.1, -0.1, 120.337_895_8, -179.999_999_999, 1e-300, 1e300, -1e300] {
            assert!(f64::from(down(value)) <= value && value <= f64::from(up(value)), "{value}");
        }
        assert_eq!((down(120.5), up(120.5)), (120.5, 120.5), "what 32 bits hold stays");
    }

    #[test]
    fn many_tiles_find_what_a_look_at_every_row_finds() {
        let rows = 3 * TILE_ROWS + 17;
        let place = |row: usize| [(row * 7919 % 1013) as f64 / 7.0, (row * 104_729 % 997) as f64 / 13.0];
        let mut shapes = crate::layer::ShapesBuilder::default();
        for row in 0..rows {
            shapes.position(place(row), f64::NAN);
            shapes.end_ring();
            shapes.end_part(crate::layer::PartType::Point);
            shapes.end_row(crate::layer::GeometryType::Point);
        }
        let shapes = shapes.finish();
        let index = SpatialIndex::of(shapes.into());
        assert_eq!(index.heap_bytes(), 0, "nobody asked yet");
        assert!(index.build_or_stop(&CancelToken::default()));
        assert!(index.tiles().len() > 3, "{}", index.tiles().len());
        assert_eq!(index.tiles().iter().map(RTree::size).sum::<usize>(), rows);
        let shapes = &index.shapes;
        assert_eq!(index.bbox(), BBox::of(shapes.positions()));
        for window in [BBox::new(10.0, 10.0, 12.0, 13.0), BBox::new(0.0, 0.0, 0.0, 0.0), index.bbox()] {
            let touches = |row: &u32| shapes.get(*row as usize).bbox().intersects(&window);
            let mut found: Vec<u32> = index.rows_in(&window).filter(touches).collect();
            found.sort_unstable();
            let expected: Vec<u32> = (0..rows as u32).filter(touches).collect();
            assert_eq!(found, expected);
        }
        let cancel = CancelToken::default();
        cancel.cancel();
        let stopped = SpatialIndex::of(shapes.clone());
        assert!(!stopped.build_or_stop(&cancel));
        assert_eq!(stopped.rows_in(&index.bbox()).count(), rows, "and can still be asked");
    }

    proptest! {
        #[test]
        fn nothing_that_touches_is_missed(
            places in prop::collection::vec((-180.0..180.0_f64, -90.0..90.0_f64, 0.0..5.0_f64), 0..40),
            window in (-180.0..180.0_f64, -90.0..90.0_f64, 0.0..90.0_f64),
        ) {
            let shapes: Vec<_> = places.iter().map(|&(x, y, size)| {
                Some(if size < 1.0 { point(x, y) } else { polygon(&[[x, y], [x + size, y], [x, y + size], [x, y]]) })
            }).collect();
            let layer = layer(vec![], &shapes);
            let (x, y, size) = window;
            let window = BBox::new(x, y, x + size, y + size);
            let found: Vec<u32> = layer.index.rows_in(&window).collect();
            for row in 0..layer.len() {
                let touches = layer.shapes.get(row).bbox().intersects(&window);
                prop_assert!(!touches || found.contains(&(row as u32)));
            }
            prop_assert!(layer.index.rows_in(&BBox::EMPTY).next().is_none());
        }
    }
}
