//! The lie of the land: river, street grid, districts. Everything else is laid out on it.
//!
//! Positions are approximate, from general knowledge of 下沙: good enough to be recognised, not to be
//! measured.

use super::plane::{Point, beside, from_lon_lat, grid, inside, smooth};

/// A street of the grid, at `at` metres across its own direction.
#[derive(Clone, Copy)]
pub(super) struct Street {
    pub(super) name: &'static str,
    pub(super) at: f64,
    pub(super) class: &'static str,
    pub(super) width_m: f64,
    pub(super) lanes: u64,
    /// A canal runs beside it.
    pub(super) canal: bool,
}

const fn street(name: &'static str, at: f64, class: &'static str, width_m: f64, lanes: u64) -> Street {
    Street { name, at, class, width_m, lanes, canal: false }
}

const fn with_canal(street: Street) -> Street {
    Street { canal: true, ..street }
}

/// Streets that run north and south, from west to east; `at` is `u` of the grid.
#[rustfmt::skip]
pub(super) const NORTH_SOUTH: &[Street] = &[
    street("1号大街", -2950.0, "主干路", 40.0, 6),
    street("海达南路", -2330.0, "主干路", 44.0, 6),
    street("下沙路", -1800.0, "主干路", 44.0, 6),
    street("高沙路", -1265.0, "次干路", 30.0, 4),
    with_canal(street("5号大街", -560.0, "次干路", 32.0, 4)),
    street("文泽路", 126.0, "主干路", 42.0, 6),
    street("文津路", 800.0, "次干路", 32.0, 4),
    with_canal(street("9号大街", 1430.0, "主干路", 40.0, 6)),
    street("文海南路", 2061.0, "主干路", 44.0, 6),
    street("11号大街", 2700.0, "次干路", 32.0, 4),
    street("19号大街", 3300.0, "次干路", 30.0, 4),
    street("23号大街", 3850.0, "次干路", 32.0, 4),
    street("25号大街", 4450.0, "支路", 24.0, 2),
];

/// Streets that run east and west, from north to south; `at` is `v` of the grid.
#[rustfmt::skip]
pub(super) const EAST_WEST: &[Street] = &[
    with_canal(street("德胜快速路", 2900.0, "快速路", 60.0, 8)),
    street("学正街", 2450.0, "次干路", 32.0, 4),
    street("学源街", 2000.0, "主干路", 40.0, 6),
    street("学林街", 1500.0, "主干路", 40.0, 6),
    street("金沙大道", 905.0, "主干路", 50.0, 6),
    street("4号大街", 380.0, "次干路", 32.0, 4),
    with_canal(street("6号大街", -130.0, "主干路", 40.0, 6)),
    street("10号大街", -650.0, "主干路", 40.0, 6),
    street("12号大街", -1170.0, "主干路", 40.0, 6),
    street("14号大街", -1700.0, "次干路", 32.0, 4),
    street("18号大街", -2230.0, "次干路", 32.0, 4),
];

/// West edge of the subdistrict, `u` of the grid.
const WEST: f64 = -3130.0;

/// What a block between streets is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Sites, buildings and firms.
    Free,
    /// A campus, park or green: laid out by its own table.
    Taken,
    /// Homes: quiet on the map, some firms.
    Homes,
}

/// A block between streets, without the streets.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// Position in the grid: column from the west, row from the north.
    pub(super) cell: (usize, usize),
    /// West, east, south and north edge in `u` and `v` of the grid.
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) south: f64,
    pub(super) north: f64,
    pub(super) used: Use,
}

impl Block {
    /// The point at a share of its width and height.
    pub(super) fn at(&self, x: f64, y: f64) -> Point {
        grid(self.west + (self.east - self.west) * x, self.south + (self.north - self.south) * y)
    }

    /// Its four corners, drawn in by `margin` metres.
    pub(super) fn ring(&self, margin: f64) -> Vec<Point> {
        let (w, e) = (self.west + margin, self.east - margin);
        let (s, n) = (self.south + margin, self.north - margin);
        vec![grid(w, s), grid(e, s), grid(e, n), grid(w, n)]
    }

    /// Where it lies, in words: the two streets that meet at its south-west corner.
    pub(super) fn address(&self) -> String {
        format!("{}与{}交叉口附近", EAST_WEST[self.cell.1 + 1].name, NORTH_SOUTH[self.cell.0].name)
    }
}

/// Blocks that are not free: (column, row) of campuses, parks and greens come from their tables.
const HOMES: &[(usize, usize)] = &[
    (0, 2),
    (0, 4),
    (1, 2),
    (2, 3),
    (2, 5),
    (4, 3),
    (4, 4),
    (5, 4),
    (7, 4),
    (8, 3),
    (8, 4),
    (9, 5),
    (10, 4),
    (10, 2),
    (6, 4),
    (11, 3),
];

/// The ground, worked out once.
pub(super) struct Ground {
    /// The town's bank of the Qiantang, from the south-west to the north-east.
    pub(super) bank: Vec<Point>,
    /// The subdistrict.
    pub(super) boundary: Vec<Point>,
    /// Land inside the riverside road.
    pub(super) inland: Vec<Point>,
    /// Blocks on dry land inside the subdistrict, row by row from the north-west.
    pub(super) blocks: Vec<Block>,
}

/// The town's bank: the river comes from the south-west, passes the town in the south and turns
/// north-east.
const BANK: &[(f64, f64)] = &[
    (120.2220, 30.2930),
    (120.2450, 30.2845),
    (120.2680, 30.2785),
    (120.2925, 30.2752),
    (120.3190, 30.2738),
    (120.3450, 30.2748),
    (120.3660, 30.2790),
    (120.3830, 30.2870),
    (120.3950, 30.2982),
    (120.4035, 30.3105),
    (120.4130, 30.3240),
    (120.4260, 30.3370),
    (120.4430, 30.3490),
    (120.4650, 30.3590),
    (120.4900, 30.3660),
];

/// Distance of the riverside road from the bank.
pub(super) const RIVERSIDE_M: f64 = 260.0;

impl Ground {
    pub(super) fn new(taken: &[(usize, usize)]) -> Self {
        let control: Vec<_> = BANK.iter().map(|p| from_lon_lat(p.0, p.1)).collect();
        let bank = smooth(&control, 8);
        let inland = closed_to_the_north(&beside(&bank, RIVERSIDE_M));
        let boundary = boundary(&bank);
        let mut ground = Self { bank, boundary, inland, blocks: Vec::new() };
        ground.blocks = ground.lay_blocks(taken);
        ground
    }

    fn lay_blocks(&self, taken: &[(usize, usize)]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let margin = |street: &Street| street.width_m / 2.0 + if street.canal { 42.0 } else { 14.0 };
        for (row, pair) in EAST_WEST.windows(2).enumerate() {
            for (column, sides) in NORTH_SOUTH.windows(2).enumerate() {
                let cell = (column, row);
                let used = if taken.contains(&cell) {
                    Use::Taken
                } else if HOMES.contains(&cell) {
                    Use::Homes
                } else {
                    Use::Free
                };
                let block = Block {
                    cell,
                    west: sides[0].at + margin(&sides[0]),
                    east: sides[1].at - margin(&sides[1]),
                    south: pair[1].at + margin(&pair[1]),
                    north: pair[0].at - margin(&pair[0]),
                    used,
                };
                let dry = block.ring(-30.0).iter().all(|p| inside(*p, &self.inland));
                if dry && block.ring(0.0).iter().all(|p| inside(*p, &self.boundary)) {
                    blocks.push(block);
                }
            }
        }
        blocks
    }

    /// The block of a cell.
    pub(super) fn block(&self, cell: (usize, usize)) -> Option<&Block> {
        self.blocks.iter().find(|block| block.cell == cell)
    }

    /// The part of a straight line from `a` on that stays on dry land.
    pub(super) fn on_land(&self, a: Point, b: Point) -> (Point, Point) {
        let at = |t: f64| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
        let steps = 400;
        let mut end = 1.0;
        for step in 0..=steps {
            let t = f64::from(step) / f64::from(steps);
            if !inside(at(t), &self.inland) {
                end = f64::from(step - 1) / f64::from(steps);
                break;
            }
        }
        // The last stretch, to the riverside road itself.
        let (mut dry, mut wet) = (end, (end + 1.0 / f64::from(steps)).min(1.0));
        for _ in 0..20 {
            let t = f64::midpoint(dry, wet);
            if inside(at(t), &self.inland) { dry = t } else { wet = t }
        }
        (a, at(dry))
    }
}

fn closed_to_the_north(line: &[Point]) -> Vec<Point> {
    let mut ring = line.to_vec();
    ring.extend([(16_000.0, 9_000.0), (-16_000.0, 9_000.0)]);
    ring
}

/// The subdistrict: about 41 km² between the north edge, the west edge and the bank.
fn boundary(bank: &[Point]) -> Vec<Point> {
    let north: Vec<Point> = NORTH_EDGE.iter().map(|&(u, v)| grid(u, v)).collect();
    let first = crossing(bank, |p| super::plane::to_grid(p).0 > WEST);
    let last = crossing(bank, |p| super::plane::to_grid(p).1 > NORTH_EDGE[0].1);
    let mut ring: Vec<Point> = vec![grid(WEST, -600.0), grid(WEST - 60.0, -1500.0)];
    ring.extend_from_slice(&bank[first..last]);
    ring.extend(north);
    ring
}

/// North edge from east to west in the grid.
const NORTH_EDGE: &[(f64, f64)] = &[
    (4_900.0, 2_760.0),
    (4_100.0, 2_950.0),
    (2_700.0, 2_965.0),
    (1_430.0, 3_040.0),
    (-560.0, 3_030.0),
    (-1_800.0, 2_960.0),
    (-2_950.0, 2_950.0),
    (WEST + 60.0, 2_300.0),
    (WEST, 890.0),
];

fn crossing(line: &[Point], past: impl Fn(Point) -> bool) -> usize {
    line.iter().position(|p| past(*p)).unwrap_or(line.len())
}
