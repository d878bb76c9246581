//! Test towns of any size: parcels of 5 to 12 vertices with seven properties, one feature a line, in
//! constant memory, and the same bytes whatever the number of threads.
//!
//! A feature is made from the seed and its number alone. The file's order is not the order in space: a
//! feature's cell is its number put through a permutation (a Feistel network over the next power of
//! four, walked until it falls inside the town), so no shuffled list is kept.

use super::dice::Dice;
use super::json::number;
use crate::progress::{CancelToken, Progress, Tick};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Features that a thread makes at a time: a few MB of text.
const BLOCK: u64 = 8_192;

const CATEGORIES: [&str; 8] =
    ["住宅", "商业服务", "工业厂房", "仓储物流", "教育科研", "医疗卫生", "公园绿地", "农业用地"];
const CATEGORY_WEIGHTS: [u64; 8] = [40, 14, 12, 7, 5, 3, 8, 11];
const STATUSES: [&str; 4] = ["在用", "空置", "在建", "待拆迁"];
const STATUS_WEIGHTS: [u64; 4] = [70, 15, 10, 5];
const ROADS: [&str; 12] = [
    "金沙大道",
    "文泽路",
    "文津路",
    "学林街",
    "学源街",
    "学正街",
    "海达南路",
    "下沙路",
    "文海南路",
    "之江东路",
    "围垦街",
    "松乔街",
];
/// Side of a cell in degrees, about 45 m.
const STEP: f64 = 0.000_45;

/// Writes a town of `parcels` parcels around the middle of Xiasha as GeoJSON.
///
/// # Errors
/// What `out` fails with; [`io::ErrorKind::Interrupted`] where `cancel` asked to stop, with what was
/// written so far left in `out`.
pub fn town(
    parcels: u64,
    seed: u64,
    out: &mut dyn Write,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> io::Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    town_on(threads, parcels, seed, out, progress, cancel)
}

fn town_on(
    threads: u64,
    parcels: u64,
    seed: u64,
    out: &mut dyn Write,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"name\":\"town\",\"features\":[\n")?;
    let plan = Plan::new(parcels, seed);
    let mut tick = Tick::default();
    let mut next = 0;
    while next < parcels {
        if cancel.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let starts: Vec<u64> =
            (0..threads).map(|i| next + i * BLOCK).filter(|start| *start < parcels).collect();
        let blocks: Vec<String> = std::thread::scope(|scope| {
            let plan = &plan;
            let running: Vec<_> =
                starts.iter().map(|&start| scope.spawn(move || plan.block(start))).collect();
            // A thread that failed leaves an error below, not a hole in the file.
            running.into_iter().map_while(|thread| thread.join().ok()).collect()
        });
        if blocks.len() != starts.len() {
            return Err(io::Error::other("a generator thread failed"));
        }
        for block in &blocks {
            out.write_all(block.as_bytes())?;
            tick.bytes += block.len() as u64;
        }
        next += BLOCK * threads;
        tick.features = next.min(parcels);
        progress.tick(tick);
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

/// What every feature needs to know of the town.
struct Plan {
    parcels: u64,
    seed: u64,
    /// Cells along a side of the square town.
    side: u64,
    /// Bits of each half of the Feistel network.
    half_bits: u32,
    keys: [u64; 4],
}

impl Plan {
    fn new(parcels: u64, seed: u64) -> Self {
        let mut side = (parcels as f64).sqrt() as u64;
        while side * side < parcels {
            side += 1;
        }
        let mut half_bits = 1;
        while 1_u64 << (2 * half_bits) < parcels {
            half_bits += 1;
        }
        let mut dice = Dice::new(seed, u64::MAX);
        let keys = [dice.bits(), dice.bits(), dice.bits(), dice.bits()];
        Self { parcels, seed, side, half_bits, keys }
    }

    /// The cell of a feature: each feature has one of its own.
    fn cell(&self, index: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let mut at = index;
        loop {
            let (mut left, mut right) = (at >> self.half_bits, at & mask);
            for key in self.keys {
                let mut mixed = (right ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                mixed ^= mixed >> 29;
                mixed = mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
                (left, right) = (right, left ^ ((mixed >> 32) & mask));
            }
            at = left << self.half_bits | right;
            if at < self.parcels {
                return at;
            }
        }
    }

    /// The features from `start` on, with the commas between them.
    fn block(&self, start: u64) -> String {
        let end = (start + BLOCK).min(self.parcels);
        let mut text = String::with_capacity((end - start) as usize * 460);
        for index in start..end {
            if index > 0 {
                text.push_str(",\n");
            }
            // Writing into a String cannot fail.
            self.feature(index, &mut text).unwrap_or_default();
        }
        text
    }

    fn feature(&self, index: u64, text: &mut String) -> std::fmt::Result {
        let mut dice = Dice::new(self.seed, index);
        let road = ROADS[dice.below(12) as usize];
        let (house, building) = (dice.whole(1, 1_999), dice.whole(1, 59));
        let category = CATEGORIES[dice.weighted(&CATEGORY_WEIGHTS)];
        let status = STATUSES[dice.weighted(&STATUS_WEIGHTS)];
        let area_mu = libm::exp(2.2 + 0.9 * dice.normal());
        let floors = dice.whole(1, 33);
        let price =
            if dice.chance(30) { "null".to_owned() } else { format!("{:.2}", dice.range(3.0, 900.0)) };
        let (year, month, day) = (dice.whole(2015, 2025), dice.whole(1, 12), dice.whole(1, 28));
        write!(
            text,
            "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"LP{index:08}\",\"name\":\"白杨街道{road}{house}号{building}幢\",\
             \"category\":\"{category}\",\"area_mu\":{area_mu:.3},\"floors\":{floors},\"status\":\"{status}\",\
             \"price\":{price},\"updated\":\"{year}-{month:02}-{day:02}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
        )?;
        self.ring(&mut dice, self.cell(index), text)?;
        text.write_str("]]}}")
    }

    /// A closed ring of 5 to 12 positions round the middle of a cell, counterclockwise.
    fn ring(&self, dice: &mut Dice, cell: u64, text: &mut String) -> std::fmt::Result {
        let half = self.side as f64 * STEP / 2.0;
        let x = 120.35 - half + ((cell % self.side) as f64 + 0.5 + dice.range(-0.12, 0.12)) * STEP;
        let y = 30.31 - half + ((cell / self.side) as f64 + 0.5 + dice.range(-0.12, 0.12)) * STEP;
        let corners = dice.whole(4, 11);
        let turn = dice.unit() * std::f64::consts::TAU;
        let radius = STEP * dice.range(0.18, 0.42);
        let mut first = String::new();
        for corner in 0..corners {
            let share = (corner as f64 + dice.range(-0.3, 0.3)) / corners as f64;
            let angle = turn + std::f64::consts::TAU * share;
            let r = radius * dice.range(0.7, 1.0);
            let (lon, lat) = (x + r * libm::cos(angle), y + 0.86 * r * libm::sin(angle));
            let position = format!("[{},{}]", number(lon, 7), number(lat, 7));
            text.push_str(&position);
            text.push(',');
            if corner == 0 {
                first = position;
            }
        }
        text.write_str(&first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Silent;

    fn made_by(threads: u64, parcels: u64) -> Vec<u8> {
        let mut out = Vec::new();
        town_on(threads, parcels, 7, &mut out, &Silent, &CancelToken::default()).expect("a vector takes all");
        out
    }

    #[test]
    fn the_town_does_not_depend_on_the_number_of_threads() {
        let parcels = BLOCK * 2 + 17;
        assert!(made_by(1, parcels) == made_by(3, parcels));
    }

    #[test]
    fn every_parcel_has_a_cell_of_its_own() {
        let plan = Plan::new(1_000, 3);
        let mut cells: Vec<u64> = (0..1_000).map(|index| plan.cell(index)).collect();
        assert!(cells.windows(2).any(|pair| pair[0] > pair[1]), "file order is space order");
        cells.sort_unstable();
        assert_eq!(cells, (0..1_000).collect::<Vec<u64>>());
    }

    #[test]
    fn towns_of_no_and_one_parcel_are_whole_files() {
        for parcels in [0, 1, 5] {
            let text = String::from_utf8(made_by(2, parcels)).expect("UTF-8");
            let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(json["features"].as_array().map(Vec::len), Some(parcels as usize));
        }
    }

    #[test]
    fn a_cancelled_town_says_so() {
        let cancel = CancelToken::default();
        cancel.cancel();
        let mut out = Vec::new();
        let error = town_on(1, 10, 7, &mut out, &Silent, &cancel).expect_err("cancelled");
        assert_eq!(error.kind(), io::ErrorKind::Interrupted);
    }
}
