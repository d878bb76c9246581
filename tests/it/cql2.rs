//! OGC's own examples of CQL2 (21-065r2), text beside JSON: each parses, the twins agree, and each
//! comes back from its own text.
//!
//! The files are found through `THREE_MAPS_CORPUS`; without it the test says so and ends.

use std::collections::BTreeMap;
use std::path::Path;
use three_maps::filter::Filter;

/// Examples that do not parse, each with the reason.
const NOT_READ: &[(&str, &str)] = &[];

/// Text and JSON twins that differ, each with the reason.
const TWINS_DIFFER: &[(&str, &str)] = &[];

/// Fewer than this many files means that the corpus is not where it should be.
const AT_LEAST: usize = 150;

fn examples(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            if path.extension()? != ending {
                return None;
            }
            let name = path.file_stem()?.to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
        .collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "a skip and the count must be seen")]
fn the_standards_own_examples_are_read() {
    let Some(corpus) = std::env::var_os("THREE_MAPS_CORPUS") else {
        eprintln!("skipped: THREE_MAPS_CORPUS is not set, OGC's CQL2 examples were not read");
        return;
    };
    let folder = Path::new(&corpus).join("cql2/examples");
    let texts = examples(&folder.join("text"), "txt");
    let jsons = examples(&folder.join("json"), "json");
    let (mut read, mut twins, mut wrong) = (0, 0, Vec::new());
    let known = |list: &[(&str, &str)], name: &str| list.iter().any(|(listed, _)| *listed == name);
    for (name, source) in texts.iter().chain(&jsons) {
        let found = Filter::parse(source);
        match (&found, known(NOT_READ, name)) {
            (Ok(filter), false) => {
                read += 1;
                if Filter::parse(&filter.to_text()).as_ref() != Ok(filter) {
                    wrong.push(format!("{name} does not come back from {filter}"));
                }
                if Filter::from_json(&filter.to_json()).as_ref() != Ok(filter) {
                    wrong.push(format!("{name} does not come back from {}", filter.to_json()));
                }
            }
            (Err(_), true) => {}
            (Err(error), false) => wrong.push(format!("{name}: {error}")),
            (Ok(_), true) => wrong.push(format!("{name} is read now: take it off the list")),
        }
    }
    for (name, text) in &texts {
        // `example54-alt01.txt` is another spelling of `example54.json`.
        let stem = name.split("-alt").next().unwrap_or(name);
        let Some(json) = jsons.get(name).or_else(|| jsons.get(stem)) else { continue };
        if let (Ok(left), Ok(right)) = (Filter::parse(text), Filter::parse(json)) {
            twins += 1;
            if (left != right) != known(TWINS_DIFFER, name) {
                wrong.push(format!("{name}: {left} beside {right}"));
            }
        }
    }
    eprintln!("CQL2: {read} of {} examples read, {twins} pairs compared", texts.len() + jsons.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read >= AT_LEAST, "only {read} examples under {}", folder.display());
}
