//! `query`: rows that match a filter, one GeoJSON feature a line, or their count.
//!
//! A line is the feature with its file's own bytes (moved to WGS 84 and turned to the right-hand rule
//! where RFC 7946 asks for it), private fields and all: this is for looking at one's own files.
//! `export` is for handing over.

use super::arguments::QueryArguments;
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::said;
use super::table::{Align, Table, grouped};
use crate::layer::{Layer, RowSet};
use crate::maps::derive;
use crate::write::FeatureLines;
use serde_json::json;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &QueryArguments) -> Result<(), Stop> {
    let filter = input::filter(console, arguments.filter.as_deref())?;
    said::take(console, &arguments.said, &arguments.files)?;
    let mut counts = Vec::new();
    let mut day = None;
    for path in &arguments.files {
        let Read { layer, binding, .. } = input::layer(console, path)?;
        let filter = input::in_own_words(console, filter.as_ref(), &layer, &binding)?;
        let asked = derive::day_of_filter(&layer, filter.as_ref());
        input::say_day(console, asked.filter(|_| day.is_none()));
        day = day.or(asked);
        let rows = input::rows(console, &layer, filter.as_ref())?;
        if arguments.count {
            counts.push((path, rows.count() as u64, layer.len() as u64));
        } else {
            features(console, &layer, &rows)?;
        }
    }
    if arguments.count {
        print_counts(console, &counts, day)?;
    }
    Ok(())
}

fn print_counts(
    console: &mut Console,
    counts: &[(&String, u64, u64)],
    day: Option<jiff::civil::Date>,
) -> Result<(), Stop> {
    let (matching, total) =
        counts.iter().fold((0, 0), |(matching, total), count| (matching + count.1, total + count.2));
    if console.json {
        let mut answer = json!({ "matching": matching, "total": total });
        if let Some(day) = day {
            answer["reference_day"] = day.to_string().into();
        }
        if counts.len() > 1 {
            answer["files"] = counts
                .iter()
                .map(|(path, matching, total)| json!({ "path": path, "matching": matching, "total": total }))
                .collect();
        }
        return console.answer(&answer);
    }
    if counts.len() == 1 {
        return console.line(format!("{matching} / {total}"));
    }
    let headers = [
        ("cli-count-file", Align::Left),
        ("cli-count-matching", Align::Right),
        ("cli-count-all", Align::Right),
    ];
    let mut table = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
    for (path, matching, total) in counts {
        table.row(vec![(*path).clone(), grouped(*matching), grouped(*total)]);
    }
    table.row(vec![console.text("cli-count-sum", &[]), grouped(matching), grouped(total)]);
    for line in table.lines() {
        console.line(line)?;
    }
    Ok(())
}

fn features(console: &mut Console, layer: &Layer, rows: &RowSet) -> Result<(), Stop> {
    let mut lines = FeatureLines::open(layer).map_err(|diagnostic| console.failed(&diagnostic))?;
    for row in rows.iter() {
        let line = lines.line(row).map_err(|diagnostic| console.failed(&diagnostic))?;
        console.raw(line)?;
    }
    lines.finish().map_err(|diagnostic| console.failed(&diagnostic))
}
