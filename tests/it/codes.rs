//! The national table of industries against somebody else's transcription of the standard.

use std::collections::BTreeMap;
use three_maps::maps::codes::industry::{all, find};

/// Where that transcription keeps names of the standard before its amendment 1 (2019). Transcriptions of
/// the amended standard have these as our table does.
const AMENDED: &[&str] = &[
    "0521", "111", "1110", "112", "1120", "119", "1190", "1439", "2439", "2442", "2443", "3425", "3432",
    "3524", "3586", "376", "395", "4023", "5511", "5621", "684", "6840", "746", "7462",
];

/// Where it is in error: 303 stands there with the classes of 2011, 7289 with a word of its own, 9299 as
/// 9292.
const IN_ERROR: &[&str] = &["3032", "3033", "3034", "3035", "7289", "9292"];

/// What it leaves out.
const LEFT_OUT: &[&str] = &["9299", "970"];

#[test]
fn the_table_agrees_with_a_transcription() {
    let Some(corpus) = std::env::var_os("THREE_MAPS_CORPUS") else {
        eprintln!("skipped: THREE_MAPS_CORPUS is not set, the table of industries was not compared");
        return;
    };
    let path = std::path::Path::new(&corpus).join("codes/gbt4754_2017.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let plain = |name: &str| name.replace('（', "(").replace('）', ")").replace(' ', "");
    let mut theirs: BTreeMap<String, String> = BTreeMap::new();
    for line in text.trim_start_matches('\u{feff}').lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(code), Some(name)) = (cells.next(), cells.next())
            && !name.is_empty()
        {
            theirs.entry(code.to_owned()).or_insert_with(|| plain(name));
        }
    }
    assert!(theirs.len() > 1900, "only {} rows were read", theirs.len());
    let mut wrong = Vec::new();
    for (code, name) in &theirs {
        let ours = find(code).map(|entry| plain(entry.zh));
        let is_known = AMENDED.contains(&code.as_str()) || IN_ERROR.contains(&code.as_str());
        if (ours.as_ref() != Some(name)) != is_known {
            wrong.push(format!("{code}: {ours:?}, there {name}, known to differ: {is_known}"));
        }
    }
    for entry in all() {
        let code = if entry.digits.is_empty() { entry.section.to_string() } else { entry.digits.to_owned() };
        if !theirs.contains_key(&code) && !LEFT_OUT.contains(&code.as_str()) {
            wrong.push(format!("{code} {} is not there", entry.zh));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
