//! Test towns of any size: parcels of 5 to 12 vertices with seven properties, one feature a line, in
//! constant memory, and the same bytes whatever the number of threads.
//!
//! A feature is made from the seed and its number alone. The file's order is not the order in space: a
//! feature's cell is its number put through a permutation (a Feistel network over the next power of
//! four, walked until it falls inside the town), so no shuffled list is kept. Threads make blocks of
//! features by turns and hand them over in order; each has at most a few of them under way.

use super::dice::Dice;
use crate::progress::{CancelToken, Progress, Tick};
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Features that a thread makes at a time: about a megabyte of text.
const BLOCK: u64 = 2_048;
/// Finished blocks that may wait, for each thread.
const WAITING: usize = 4;

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
    std::thread::scope(|scope| {
        let makers: Vec<Maker> = (0..threads)
            .map(|first| {
                let (made, blocks) = sync_channel(WAITING);
                let (used, empty) = sync_channel(WAITING + 2);
                let plan = &plan;
                scope.spawn(move || plan.blocks(first * BLOCK, threads * BLOCK, &made, &empty));
                Maker { blocks, used }
            })
            .collect();
        let mut tick = Tick::default();
        for maker in makers.iter().cycle().take(parcels.div_ceil(BLOCK) as usize) {
            if cancel.is_cancelled() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            // A thread that failed leaves an error, not a hole in the file.
            let block = maker.blocks.recv().map_err(|_gone| io::Error::other("a generator thread failed"))?;
            out.write_all(&block)?;
            tick.bytes += block.len() as u64;
            tick.features = (tick.features + BLOCK).min(parcels);
            progress.tick(tick);
            // Where the thread is done already, nobody fills it again.
            maker.used.try_send(block).ok();
        }
        Ok::<(), io::Error>(())
    })?;
    out.write_all(b"\n]}\n")?;
    out.flush()
}

/// A thread that makes every nth block.
struct Maker {
    blocks: Receiver<Vec<u8>>,
    /// Blocks to be filled again.
    used: SyncSender<Vec<u8>>,
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

    /// Makes the blocks that begin at `start` and at every `stride` after it, until there are no more
    /// or nobody wants them.
    fn blocks(&self, start: u64, stride: u64, made: &SyncSender<Vec<u8>>, empty: &Receiver<Vec<u8>>) {
        for start in (start..self.parcels).step_by(stride as usize) {
            let mut block = empty.try_recv().unwrap_or_default();
            block.clear();
            for index in start..(start + BLOCK).min(self.parcels) {
                self.feature(index, &mut block);
            }
            if made.send(block).is_err() {
                return;
            }
        }
    }

    /// Appends a feature, with the comma before it.
    fn feature(&self, index: u64, text: &mut Vec<u8>) {
        let mut dice = Dice::new(self.seed, index);
        let road = ROADS[dice.below(12) as usize];
        let (house, building) = (dice.whole(1, 1_999), dice.whole(1, 59));
        let category = CATEGORIES[dice.weighted(&CATEGORY_WEIGHTS)];
        let status = STATUSES[dice.weighted(&STATUS_WEIGHTS)];
        let area_mu = libm::exp(2.2 + 0.9 * dice.normal());
        let floors = dice.whole(1, 33);
        let price = (!dice.chance(30)).then(|| dice.range(3.0, 900.0));
        let (year, month, day) = (dice.whole(2015, 2025), dice.whole(1, 12), dice.whole(1, 28));
        if index > 0 {
            put(text, ",\n");
        }
        put(text, "{\"type\":\"Feature\",\"properties\":{\"id\":\"LP");
        whole(text, index, 8);
        put(text, "\",\"name\":\"白杨街道");
        put(text, road);
        whole(text, house, 1);
        put(text, "号");
        whole(text, building, 1);
        put(text, "幢\",\"category\":\"");
        put(text, category);
        put(text, "\",\"area_mu\":");
        decimal(text, area_mu, 3);
        put(text, ",\"floors\":");
        whole(text, floors, 1);
        put(text, ",\"status\":\"");
        put(text, status);
        put(text, "\",\"price\":");
        match price {
            Some(price) => decimal(text, price, 2),
            None => put(text, "null"),
        }
        put(text, ",\"updated\":\"");
        whole(text, year, 4);
        put(text, "-");
        whole(text, month, 2);
        put(text, "-");
        whole(text, day, 2);
        put(text, "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
        self.ring(&mut dice, self.cell(index), text);
        put(text, "]]}}");
    }

    /// A closed ring of 5 to 12 positions round the middle of a cell, counterclockwise.
    fn ring(&self, dice: &mut Dice, cell: u64, text: &mut Vec<u8>) {
        let half = self.side as f64 * STEP / 2.0;
        let x = 120.35 - half + ((cell % self.side) as f64 + 0.5 + dice.range(-0.12, 0.12)) * STEP;
        let y = 30.31 - half + ((cell / self.side) as f64 + 0.5 + dice.range(-0.12, 0.12)) * STEP;
        let corners = dice.whole(4, 11);
        let turn = dice.unit() * std::f64::consts::TAU;
        let radius = STEP * dice.range(0.18, 0.42);
        let mut first = [0.0; 2];
        for corner in 0..corners {
            let share = (corner as f64 + dice.range(-0.3, 0.3)) / corners as f64;
            let angle = turn + std::f64::consts::TAU * share;
            let r = radius * dice.range(0.7, 1.0);
            let at = [x + r * libm::cos(angle), y + 0.86 * r * libm::sin(angle)];
            if corner == 0 {
                first = at;
            }
            position(text, at);
            put(text, ",");
        }
        position(text, first);
    }
}

fn put(text: &mut Vec<u8>, words: &str) {
    text.extend_from_slice(words.as_bytes());
}

/// Appends a whole number with at least so many digits.
fn whole(text: &mut Vec<u8>, mut value: u64, digits: usize) {
    let start = text.len();
    while value > 0 || text.len() < start + digits {
        text.push(b'0' + (value % 10) as u8);
        value /= 10;
    }
    text[start..].reverse();
}

/// Appends a number with so many decimals, as the standard library writes it: a town has millions of
/// them, and its own way, exact to any number of digits, would take half of the time.
fn decimal(text: &mut Vec<u8>, value: f64, decimals: u32) {
    let scale = 10_u64.pow(decimals);
    let scaled = value.abs() * scale as f64;
    // Near a half the last bit of the product would decide, not the value.
    if (scaled.fract() - 0.5).abs() < 1e-6 {
        put(text, &format!("{value:.0$}", decimals as usize));
        return;
    }
    let scaled = scaled.round() as u64;
    if value < 0.0 && scaled > 0 {
        text.push(b'-');
    }
    whole(text, scaled / scale, 1);
    text.push(b'.');
    whole(text, scaled % scale, decimals as usize);
}

/// Appends a position: seven decimals, a centimetre, without the zeros behind them.
fn position(text: &mut Vec<u8>, [lon, lat]: [f64; 2]) {
    for (value, before) in [(lon, b'['), (lat, b',')] {
        text.push(before);
        decimal(text, value, 7);
        while text.last() == Some(&b'0') {
            text.pop();
        }
        if text.last() == Some(&b'.') {
            text.pop();
        }
    }
    text.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Silent;
    use sha2::{Digest, Sha256};

    fn made_by(threads: u64, parcels: u64) -> Vec<u8> {
        let mut out = Vec::new();
        town_on(threads, parcels, 7, &mut out, &Silent, &CancelToken::default()).expect("a vector takes all");
        out
    }

    #[test]
    fn the_town_does_not_depend_on_the_number_of_threads() {
        let parcels = BLOCK * 13 + 17;
        let alone = made_by(1, parcels);
        for threads in [2, 5, 16] {
            assert!(made_by(threads, parcels) == alone, "{threads} threads");
        }
    }

    #[test]
    fn a_small_town_is_the_same_for_ever() {
        // Benches and their figures of years ago speak of these bytes.
        let hash = crate::text::hexadecimal(&Sha256::digest(made_by(2, 1_000)));
        assert_eq!(hash, "01695e5f4d6e5157baff04db7a1d4c2c32889c3fa9fab8af26c8cb25cbfda496");
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        let written = |value: f64, decimals: u32| {
            let mut text = Vec::new();
            decimal(&mut text, value, decimals);
            String::from_utf8(text).expect("ASCII")
        };
        for value in
            [0.0, 0.004, 1.0, 120.123_456_74, 899.999, 29.0, -3.25, 10.05, 0.125, 2.675, 0.000_15, 2e6]
        {
            for decimals in [2, 3, 7] {
                let theirs = format!("{value:.0$}", decimals as usize);
                assert_eq!(written(value, decimals), theirs);
            }
        }
        let mut text = Vec::new();
        position(&mut text, [120.5, -30.0]);
        position(&mut text, [-0.000_000_01, 0.125]);
        assert_eq!(String::from_utf8_lossy(&text), "[120.5,-30][0,0.125]");
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
