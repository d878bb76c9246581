//! The peer for reading: the `geojson` crate's `FeatureReader`, a whole file into a vector of features.
//!
//! `cargo bench --bench feature_reader -- FILE` prints the seconds that it took and how many there are,
//! as one JSON object; without a file it reads a town of ten thousand parcels that it makes itself.

#![allow(clippy::print_stdout, reason = "a bench: it prints, and stops where it cannot go on")]

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Write};
use std::time::Instant;
use three_maps::maps::synth;
use three_maps::progress::{CancelToken, Silent};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo hands over `--bench` or `--test` too.
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    #[expect(clippy::single_match_else, reason = "two ways to be given a file")]
    let (seconds, features) = match &file {
        Some(path) => read(File::open(path)?)?,
        None => {
            let mut town = Vec::new();
            synth::town(10_000, 7, &mut town, &Silent, &CancelToken::default())?;
            read(Cursor::new(town))?
        }
    };
    let answer = serde_json::json!({ "seconds": seconds, "features": features });
    writeln!(std::io::stdout(), "{answer}")?;
    Ok(())
}

/// Seconds for all features of a collection, and their number.
fn read(source: impl Read) -> Result<(f64, usize), geojson::Error> {
    let begin = Instant::now();
    let reader = geojson::FeatureReader::from_reader(BufReader::with_capacity(1 << 20, source));
    let features: Vec<geojson::Feature> = reader.features().collect::<Result<_, _>>()?;
    Ok((begin.elapsed().as_secs_f64(), features.len()))
}
