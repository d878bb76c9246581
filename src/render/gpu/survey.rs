//! Where a layer's rows lie and how large they are, before anything is drawn: the rows in the order in
//! which they are drawn, cut into blocks of neighbours of one size.
//!
//! Sizes are classes of powers of two that begin anew with every level of the overview, so that a level
//! decides for whole blocks whether they are drawn one by one or in the overview. Large classes come
//! first: they are drawn below small ones, and are on the screen first while a layer streams in.
//!
//! Rows of very many positions stand apart ([`Survey::long`]): they are drawn as finely as a view can show
//! them (see `detail`).
//!
//! Costs 4 bytes a row with a position, and 88 bytes a block of about 450 parcels.

use super::long_rows::{LongRows, is_long};
use crate::geometry::BBox;
use crate::layer::{Layer, PartType};
use crate::scene::mercator::{HALF_WORLD_M, RADIUS_M, world_from_bbox, world_from_lon_lat};
use std::ops::Range;

/// Web Mercator metres of a texel of level 0, where the world has 256.
pub(crate) const LEVEL_0_TEXEL_M: f64 = 2.0 * HALF_WORLD_M / 256.0;

/// Positions after which a block is closed.
const BLOCK_POSITIONS: usize = 4096;

/// Positions after which a piece is closed: with its triangles some 5 MB, what one frame uploads.
const PIECE_POSITIONS: usize = 1 << 18;

/// So many points that follow each other on the curve say together how dense they lie.
const POINTS_TOGETHER: usize = 256;

/// A row of points counts as large as this many times the way to its neighbours: in the overview they
/// are drawn where their signs cover each other anyway.
const POINT_SIZE_IN_SPACINGS: f64 = 2.0;

/// The classes that sizes fall into.
const CLASSES: Range<i32> = -40..9;

/// Neighbouring rows of one size that are drawn or skipped together.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The box around them in Web Mercator metres.
    pub world: BBox,
    /// The class of their sizes: from two to the power of it on, to twice that, in texels of level 0.
    pub class: i32,
    /// Into [`Survey::order`].
    pub rows: Range<u32>,
    /// Width or height of the rows, whichever is greater, on average, in Web Mercator metres.
    pub mean_size_m: f64,
}

/// A layer's rows in the order in which they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Where local positions count from, in Web Mercator metres.
    pub origin: [f64; 2],
    /// Rows of the layer, with a position or not.
    pub row_count: usize,
    /// The rows with a position, the long ones left out, by size class, then along a Hilbert curve.
    pub order: Vec<u32>,
    /// The order cut into blocks.
    pub blocks: Vec<Block>,
    /// The blocks cut into pieces that are built and uploaded as one.
    pub pieces: Vec<Range<usize>>,
    /// Rows of so many positions that no view shows all of them, under their own numbers.
    pub long: LongRows,
    /// Whether any row has areas, lines, points.
    pub has: [bool; 3],
}

/// What is noted of a row.
struct Entry {
    row: u32,
    class: i32,
    curve: u32,
    size_m: f32,
    is_point: bool,
}

impl Survey {
    /// Looks at all rows of a layer: about 0.2 µs a row; for large layers call it on a worker.
    pub fn of(layer: &Layer) -> Self {
        let mut survey = Self {
            origin: [0.0; 2],
            row_count: layer.len(),
            order: Vec::new(),
            blocks: Vec::new(),
            pieces: Vec::new(),
            long: LongRows::new(true),
            has: [false; 3],
        };
        let mut entries = survey.entries(layer);
        entries.sort_unstable_by_key(|entry| (entry.curve, entry.row));
        spread_points(layer, &mut entries);
        entries.sort_unstable_by_key(|entry| (-entry.class, entry.curve, entry.row));
        survey.cut(layer, &entries);
        survey.order = entries.into_iter().map(|entry| entry.row).collect();
        survey
    }

    /// The rows of a block.
    pub fn rows_of(&self, block: &Block) -> &[u32] {
        &self.order[block.rows.start as usize..block.rows.end as usize]
    }

    /// Bytes held in memory.
    pub fn memory_bytes(&self) -> usize {
        4 * self.order.len() + 8 * self.long.rows.len() + size_of::<Block>() * self.blocks.len()
    }

    fn entries(&mut self, layer: &Layer) -> Vec<Entry> {
        let bbox = layer.bbox();
        let scale = |value: f64, low: f64, high: f64| {
            if high > low { ((value - low) / (high - low) * 65_535.0) as u32 } else { 0 }
        };
        let mut middles: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        let mut entries = Vec::with_capacity(layer.len());
        for row in 0..layer.len() {
            let shape = layer.shapes.get(row);
            let own = shape.bbox();
            if own.is_empty() {
                continue;
            }
            let mut is_point = true;
            for part in shape.parts() {
                self.has[kind(part.part_type)] = true;
                is_point &= part.part_type == PartType::Point;
            }
            if is_long(layer, row as u32) {
                self.long.add(layer, row as u32, row as u32);
                continue;
            }
            let [x, y] = own.center();
            middles[0].push(x);
            middles[1].push(y);
            let width_m = RADIUS_M * (own.east - own.west).to_radians();
            let height_m = RADIUS_M * (own.north - own.south).to_radians() / y.to_radians().cos().max(0.087);
            let size_m = width_m.max(height_m);
            entries.push(Entry {
                row: row as u32,
                class: size_class(size_m),
                curve: hilbert(scale(x, bbox.west, bbox.east), scale(y, bbox.south, bbox.north)),
                size_m: size_m as f32,
                is_point,
            });
        }
        // The median, so that one stray row (0° N, 0° E is common) does not cost all others their
        // precision.
        let median = |values: &mut Vec<f64>| {
            let at = values.len() / 2;
            if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(at, f64::total_cmp).1 }
        };
        let [x, y] = &mut middles;
        self.origin = world_from_lon_lat([median(x), median(y)]);
        entries
    }

    fn cut(&mut self, layer: &Layer, entries: &[Entry]) {
        let (mut first, mut positions, mut in_piece, mut piece_first) = (0, 0, 0, 0);
        let (mut bbox, mut sizes_m) = (BBox::EMPTY, 0.0);
        for (at, entry) in entries.iter().enumerate() {
            let shape = layer.shapes.get(entry.row as usize);
            bbox = bbox.union(&shape.bbox());
            positions += shape.positions().len();
            sizes_m += f64::from(entry.size_m);
            let ends = entries.get(at + 1).is_none_or(|next| next.class != entry.class);
            if !ends && positions < BLOCK_POSITIONS {
                continue;
            }
            self.blocks.push(Block {
                world: world_from_bbox(&bbox),
                class: entry.class,
                rows: first as u32..at as u32 + 1,
                mean_size_m: sizes_m / (at + 1 - first) as f64,
            });
            in_piece += positions;
            if in_piece >= PIECE_POSITIONS || at + 1 == entries.len() {
                self.pieces.push(piece_first..self.blocks.len());
                (piece_first, in_piece) = (self.blocks.len(), 0);
            }
            (first, positions, bbox, sizes_m) = (at + 1, 0, BBox::EMPTY, 0.0);
        }
    }
}

fn kind(part_type: PartType) -> usize {
    match part_type {
        PartType::Polygon => 0,
        PartType::Line => 1,
        PartType::Point => 2,
    }
}

/// The class of a size in Web Mercator metres.
pub(crate) fn size_class(size_m: f64) -> i32 {
    let exact = (size_m / LEVEL_0_TEXEL_M).log2().floor();
    if exact.is_finite() { (exact as i32).clamp(CLASSES.start, CLASSES.end - 1) } else { CLASSES.start }
}

/// Points have no size of their own: how far apart they lie stands for it. Entries come along the curve.
fn spread_points(layer: &Layer, entries: &mut [Entry]) {
    let mut points: Vec<&mut Entry> = entries.iter_mut().filter(|entry| entry.is_point).collect();
    for together in points.chunks_mut(POINTS_TOGETHER) {
        let bbox = together
            .iter()
            .fold(BBox::EMPTY, |bbox, entry| bbox.union(&layer.shapes.get(entry.row as usize).bbox()));
        let world = world_from_bbox(&bbox);
        let area_m2 = (world.east - world.west) * (world.north - world.south);
        let spacing_m = (area_m2 / together.len() as f64).sqrt();
        for entry in together {
            entry.size_m = entry.size_m.max((spacing_m * POINT_SIZE_IN_SPACINGS) as f32);
            entry.class = size_class(f64::from(entry.size_m));
        }
    }
}

/// Distance along the Hilbert curve of order 16 of a cell; after Warren, Hacker's Delight, 2nd ed.,
/// section 16-2.
fn hilbert(mut x: u32, mut y: u32) -> u32 {
    let mut distance = 0;
    let mut side = 1_u32 << 15;
    while side > 0 {
        let (right, up) = (u32::from(x & side > 0), u32::from(y & side > 0));
        distance = (distance << 2) | ((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = !x;
                y = !y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixtures::{Geo, layer, square};

    #[test]
    fn neighbours_on_the_curve_are_neighbours_on_the_map() {
        // Order 16 restricted to the lowest 4 bits: each step of the curve moves one cell.
        let mut cells: Vec<(u32, [i64; 2])> = (0..16_u32)
            .flat_map(|x| (0..16_u32).map(move |y| (hilbert(x, y), [i64::from(x), i64::from(y)])))
            .collect();
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let step = (pair[0].1[0] - pair[1].1[0]).abs() + (pair[0].1[1] - pair[1].1[1]).abs();
            assert_eq!(step, 1, "{pair:?}");
        }
    }

    #[test]
    fn every_row_with_a_position_stands_in_one_block_of_its_size_large_ones_first() {
        let mut rows: Vec<(Geo, Option<&str>, &str)> = vec![(Geo::Nothing, None, "nowhere")];
        for number in 0..3000 {
            let (x, y) = (120.0 + f64::from(number % 60) * 0.01, 30.0 + f64::from(number / 60) * 0.01);
            let side = if number % 7 == 0 { 0.009 } else { 0.001 };
            rows.push((Geo::Area(vec![square([x, y, x + side, y + side])]), None, "parcel"));
        }
        let layer = layer(&rows);
        let survey = Survey::of(&layer);
        let mut seen = survey.order.clone();
        seen.sort_unstable();
        assert_eq!(seen, (1..3001).collect::<Vec<u32>>());
        let mut next = 0;
        for block in &survey.blocks {
            assert_eq!(block.rows.start, next);
            next = block.rows.end;
            for &row in survey.rows_of(block) {
                let bbox = layer.shapes.get(row as usize).bbox();
                let world = world_from_bbox(&bbox);
                assert_eq!(block.world.union(&world), block.world);
                let size = (world.east - world.west).max(world.north - world.south) / LEVEL_0_TEXEL_M;
                let range = f64::from(block.class).exp2()..f64::from(block.class + 1).exp2();
                assert!(size >= range.start * 0.999 && size < range.end * 1.001, "{size} in {range:?}");
            }
        }
        assert_eq!(next as usize, survey.order.len());
        assert!(survey.blocks.windows(2).all(|pair| pair[0].class >= pair[1].class));
        assert_eq!(survey.pieces.iter().map(Range::len).sum::<usize>(), survey.blocks.len());
    }

    #[test]
    fn points_are_as_large_as_they_lie_apart() {
        let rows: Vec<(Geo, Option<&str>, &str)> = (0..1024)
            .map(|number| {
                let at = [120.0 + f64::from(number % 32) * 0.001, 0.001 * f64::from(number / 32)];
                (Geo::Point(at), None, "station")
            })
            .collect();
        let survey = Survey::of(&layer(&rows));
        let spacing_m = RADIUS_M * 0.001_f64.to_radians();
        for block in &survey.blocks {
            let near = block.mean_size_m / (POINT_SIZE_IN_SPACINGS * spacing_m);
            assert!((0.8..1.1).contains(&near), "{near}");
        }
    }
}
