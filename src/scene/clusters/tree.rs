//! The clusters of a layer at all zoom levels.

use super::SPACING_PT;
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use crate::scene::mercator::{HALF_WORLD_M, world_from_lon_lat};

/// Finer levels are never gathered: 0.6 m a point of the screen and less.
const MAX_LEVEL: u8 = 18;
/// One in so many points must share its cell with another, or nothing is gathered at a level.
const CROWDED: usize = 4;
/// Side of the world at level 0 in points of the screen, as [`crate::scene::Camera`] has it.
const WORLD_PT: f64 = 256.0;
/// Points or cells between two looks at the token.
const STRIDE: usize = 1 << 12;

/// A cluster, or a point that stands alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Where its sign stands, Web Mercator metres: the mean of its points' places.
    pub at: [f64; 2],
    /// Its points.
    pub count: u32,
    /// The row of a point that stands alone; of a cluster that of one of its points.
    pub row: u32,
    /// The first zoom level at which it comes apart; of a single point the level after all.
    pub apart_at: u8,
    /// Where its shares begin and end in the level's list.
    shares: [u32; 2],
}

/// What one zoom level shows, in the order of the curve.
#[derive(Clone, Debug, Default, PartialEq)]
struct Level {
    clusters: Vec<Cluster>,
    /// Class number and count, by class number.
    shares: Vec<(u8, u32)>,
}

/// The clusters of a layer's matching points at all zoom levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClusterTree {
    /// By zoom level, from 0; none where points never crowd.
    levels: Vec<Level>,
}

impl Cluster {
    /// Whether it is one point.
    pub fn is_single(&self) -> bool {
        self.count == 1
    }
}

impl ClusterTree {
    /// Of a layer whose rows have classes; `rows` are those that match, `None`: all. Points have signs of
    /// a diameter of `point_pt` points of the screen. `None` where it was cancelled.
    pub fn of(
        layer: &Layer,
        classes: &[u8],
        rows: Option<&RowSet>,
        point_pt: f32,
        cancel: &CancelToken,
    ) -> Option<Self> {
        let place = |row: usize| {
            let &at = layer.shapes.get(row).positions().first()?;
            let at = world_from_lon_lat(at);
            at.iter().all(|metres| metres.is_finite()).then_some(at)
        };
        let mut points = Vec::new();
        let mut add = |row: usize| {
            if let Some(at) = place(row) {
                points.push((morton(at), at, row as u32, classes.get(row).copied().unwrap_or_default()));
            }
        };
        match rows {
            Some(rows) => rows.iter().for_each(&mut add),
            None => (0..layer.len()).for_each(&mut add),
        }
        if cancel.is_cancelled() {
            return None;
        }
        // Points of one place are alike but for their class: what comes of them does not depend on which
        // comes first.
        points.sort_unstable_by(|a, b| {
            let place = a.1[0].total_cmp(&b.1[0]).then(a.1[1].total_cmp(&b.1[1]));
            a.0.cmp(&b.0).then(place).then(a.3.cmp(&b.3)).then(a.2.cmp(&b.2))
        });
        let codes: Vec<u64> = points.iter().map(|point| point.0).collect();
        let Some(finest) = finest_level(&codes, point_pt) else { return Some(Self::default()) };
        let mut level = Level::default();
        for (number, &(_, at, row, class)) in points.iter().enumerate() {
            let start = number as u32;
            level.shares.push((class, 1));
            level.clusters.push(Cluster {
                at,
                count: 1,
                row,
                apart_at: finest + 1,
                shares: [start, start + 1],
            });
        }
        drop(points);
        let mut levels = Vec::with_capacity(usize::from(finest) + 1);
        for number in (0..=finest).rev() {
            level = gathered(level, number, cancel)?;
            levels.push(level.clone());
        }
        levels.reverse();
        Some(Self { levels })
    }

    /// The level that a zoom shows; `None` where points are shown as they are.
    pub fn level_at(&self, zoom: f64) -> Option<usize> {
        let level = zoom.floor().max(0.0) as usize;
        (level < self.levels.len()).then_some(level)
    }

    /// Levels that are gathered, from 0 on.
    pub fn level_count(&self) -> usize {
        self.levels.len()
    }

    /// What a level shows; nothing where there is no such level.
    pub fn clusters(&self, level: usize) -> &[Cluster] {
        self.levels.get(level).map_or(&[], |level| &level.clusters)
    }

    /// The classes of a cluster of a level with their counts, by class number.
    pub fn shares(&self, level: usize, cluster: &Cluster) -> &[(u8, u32)] {
        let [from, to] = cluster.shares.map(|at| at as usize);
        self.levels.get(level).and_then(|level| level.shares.get(from..to)).unwrap_or_default()
    }

    /// The rows of a level that stand alone, of a layer of `len` rows.
    pub fn singles(&self, level: usize, len: usize) -> RowSet {
        let singles = self.clusters(level).iter().filter(|cluster| cluster.is_single());
        RowSet::from_rows(len, singles.map(|cluster| cluster.row))
    }
}

/// The place of a position on a Z-order curve over the world, 32 bits each way.
fn morton(at: [f64; 2]) -> u64 {
    let [x, y] = at.map(|metres| {
        let share = (metres + HALF_WORLD_M) / (2.0 * HALF_WORLD_M);
        // Saturates at the edges of the world.
        spread((share * 4_294_967_296.0) as u32)
    });
    x | (y << 1)
}

/// A zero before each bit.
fn spread(bits: u32) -> u64 {
    let mut wide = u64::from(bits);
    for (shift, mask) in [
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        wide = (wide | (wide << shift)) & mask;
    }
    wide
}

/// The finest level at which points crowd, from their places on the curve in order; `None` where they
/// crowd at none. A cell is the power of two that a sign fits into, so that cells are pieces of the curve
/// and one walk counts them at all levels.
fn finest_level(codes: &[u64], point_pt: f32) -> Option<u8> {
    // Neighbours on the curve whose cells are the same down to so many halvings of the world.
    let mut shared = [0_usize; 33];
    for pair in codes.windows(2) {
        shared[((pair[0] ^ pair[1]).leading_zeros() / 2) as usize] += 1;
    }
    let sign_pt = f64::from(point_pt).clamp(1.0, WORLD_PT);
    let halvings = (WORLD_PT / sign_pt).log2().floor() as usize;
    (0..=MAX_LEVEL).rev().find(|&level| {
        let same: usize = shared[(halvings + usize::from(level)).min(32)..].iter().sum();
        same > 0 && same * CROWDED >= codes.len()
    })
}

/// Gathers the signs of a finer level until none is too near to another; `None` where it was cancelled.
fn gathered(mut level: Level, number: u8, cancel: &CancelToken) -> Option<Level> {
    let distance_m = SPACING_PT * 2.0 * HALF_WORLD_M / (WORLD_PT * f64::from(number).exp2());
    loop {
        let before = level.clusters.len();
        level = once(&level, distance_m, number, cancel)?;
        // Gathering moves signs: two may have come near to each other. Each round leaves fewer, so this
        // ends.
        if level.clusters.len() == before {
            return Some(level);
        }
    }
}

/// One round: each sign that nobody has taken in takes in all within a distance.
fn once(from: &Level, distance_m: f64, number: u8, cancel: &CancelToken) -> Option<Level> {
    let cells = Cells::of(&from.clusters, distance_m);
    let mut taken = vec![false; from.clusters.len()];
    let mut near = Vec::new();
    let mut counts = [0_u32; 256];
    let mut out = Level::default();
    for (first, cluster) in from.clusters.iter().enumerate() {
        if first % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        if taken[first] {
            continue;
        }
        near.clear();
        cells.near(cluster.at, |other| {
            let [dx, dy] = [0, 1].map(|axis| from.clusters[other].at[axis] - cluster.at[axis]);
            if !taken[other] && dx * dx + dy * dy < distance_m * distance_m {
                near.push(other);
            }
        });
        // The sums of floating point depend on the order: that of the curve, whatever the cells'.
        near.sort_unstable();
        let mut sum = [0.0, 0.0];
        let (mut count, mut classes) = (0, [u8::MAX, u8::MIN]);
        for &member in &near {
            taken[member] = true;
            let member = &from.clusters[member];
            let weight = f64::from(member.count);
            sum = [0, 1].map(|axis| member.at[axis].mul_add(weight, sum[axis]));
            count += member.count;
            let [start, end] = member.shares.map(|at| at as usize);
            for &(class, of_class) in &from.shares[start..end] {
                counts[usize::from(class)] += of_class;
                classes = [classes[0].min(class), classes[1].max(class)];
            }
        }
        let start = out.shares.len() as u32;
        for class in classes[0]..=classes[1] {
            let of_class = std::mem::take(&mut counts[usize::from(class)]);
            if of_class > 0 {
                out.shares.push((class, of_class));
            }
        }
        let is_new = near.len() > 1;
        out.clusters.push(Cluster {
            at: if is_new { sum.map(|sum| sum / f64::from(count)) } else { cluster.at },
            count,
            row: cluster.row,
            apart_at: if is_new { number + 1 } else { cluster.apart_at },
            shares: [start, out.shares.len() as u32],
        });
    }
    Some(out)
}

/// Signs by the cells of a grid, for looking round a place.
struct Cells {
    side_m: f64,
    /// (row and column of the cell, number of the sign), in order.
    members: Vec<([i32; 2], u32)>,
}

impl Cells {
    fn of(clusters: &[Cluster], side_m: f64) -> Self {
        let mut cells = Self { side_m, members: Vec::with_capacity(clusters.len()) };
        for (number, cluster) in clusters.iter().enumerate() {
            cells.members.push((cells.cell(cluster.at), number as u32));
        }
        cells.members.sort_unstable();
        cells
    }

    fn cell(&self, [x, y]: [f64; 2]) -> [i32; 2] {
        [(y / self.side_m).floor() as i32, (x / self.side_m).floor() as i32]
    }

    /// Signs of the cell of a place and of the eight around it: all within a side, and some beyond.
    fn near(&self, at: [f64; 2], mut each: impl FnMut(usize)) {
        let [row, column] = self.cell(at);
        for row in row - 1..=row + 1 {
            // The three cells of a row stand one after the other.
            let from = self.members.partition_point(|(cell, _)| *cell < [row, column - 1]);
            let cells = self.members[from..].iter().take_while(|(cell, _)| *cell <= [row, column + 1]);
            cells.for_each(|&(_, number)| each(number as usize));
        }
    }
}
