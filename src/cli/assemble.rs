//! `assemble`: neighbouring parcels that together reach an area.

use super::arguments::AssembleArguments;
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::said;
use super::table::{Align, Table, grouped};
use crate::diagnostic::Diagnostic;
use crate::layer::Layer;
use crate::maps::assembly::{
    Assemblies, Group, MOST_GROUPS, MOST_PARCELS, MOST_TOLERANCE_M, Question, TOLERANCE_M, assemble,
};
use crate::maps::binding::Naming;
use crate::maps::check::id_of;
use crate::text::number_fixed;
use crate::units::{m2_from_mu, mu_from_m2};
use serde_json::{Value, json};

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &AssembleArguments) -> Result<(), Stop> {
    let tolerance_m = arguments.tolerance_m.unwrap_or(TOLERANCE_M);
    if !(arguments.area_mu > 0.0 && arguments.area_mu.is_finite()) {
        return Err(console.wrong_usage(&Diagnostic::error("assembly-area-wrong")));
    }
    if !(0.0..=MOST_TOLERANCE_M).contains(&tolerance_m) {
        let most = number_fixed(MOST_TOLERANCE_M, 0);
        return Err(console.wrong_usage(&Diagnostic::error("assembly-tolerance-wrong").with("most", most)));
    }
    let filter = input::filter(console, arguments.filter.as_deref())?;
    said::take(console, &arguments.said, std::slice::from_ref(&arguments.file))?;
    let Read { layer, binding, .. } = input::layer(console, &arguments.file)?;
    let filter = input::in_own_words(console, filter.as_ref(), &layer, &binding)?;
    let rows = input::rows(console, &layer, filter.as_ref())?;
    let question = Question {
        layer: &layer,
        naming: (&binding).into(),
        rows: &rows,
        area_m2: m2_from_mu(arguments.area_mu),
        tolerance_m,
        most: arguments.most.unwrap_or(MOST_GROUPS),
    };
    let found = assemble(&question, &console.cancel).ok_or(Stop::Failed)?;
    let naming = Naming::from(&binding);
    if console.json {
        answer(console, &layer, naming, &found)
    } else {
        print(console, &layer, naming, &found)
    }
}

fn answer(console: &mut Console, layer: &Layer, naming: Naming<'_>, found: &Assemblies) -> Result<(), Stop> {
    let numbers =
        |rows: &[u32]| -> Vec<u64> { rows.iter().map(|&row| layer.feature_number(row as usize)).collect() };
    let group = |group: &Group| -> Value {
        json!({
            "features": numbers(&group.rows),
            "ids": ids(layer, naming, &group.rows),
            "area_m2": group.area_m2,
            "area_mu": mu_from_m2(group.area_m2),
            "sum_m2": group.sum_m2,
            "overlap_m2": group.overlap_m2,
            "gap_m2": group.gap_m2,
            "perimeter_m": group.perimeter_m,
            "compactness": group.compactness,
            "owners": { "known": group.owners.known, "unknown": group.owners.unknown, "names": group.owners.names },
            "outline": group.outline,
        })
    };
    console.answer(&json!({
        "groups": found.groups.iter().map(group).collect::<Vec<_>>(),
        "found": found.found,
        "parcels": found.parcels,
        "alone": numbers(&found.alone),
        "unplaced": found.unplaced,
        "not_tried": found.not_tried,
        "too_long": found.too_long,
    }))
}

fn ids(layer: &Layer, naming: Naming<'_>, rows: &[u32]) -> Vec<Option<String>> {
    rows.iter().map(|&row| id_of(layer, naming, row as usize)).collect()
}

fn print(console: &mut Console, layer: &Layer, naming: Naming<'_>, found: &Assemblies) -> Result<(), Stop> {
    let args = [
        ("listed", found.groups.len().into()),
        ("found", found.found.into()),
        ("parcels", found.parcels.into()),
        ("alone", found.alone.len().into()),
    ];
    console.line(console.text("cli-assembly-found", &args))?;
    if !found.groups.is_empty() {
        let headers = [
            ("assembly-area", Align::Right),
            ("assembly-parcels", Align::Right),
            ("assembly-owners", Align::Right),
            ("assembly-compactness", Align::Right),
            ("assembly-gaps", Align::Right),
            ("cli-check-id", Align::Left),
        ];
        let mut table = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
        for group in &found.groups {
            let names: Vec<String> = ids(layer, naming, &group.rows)
                .into_iter()
                .zip(&group.rows)
                .map(|(id, &row)| id.unwrap_or_else(|| format!("#{}", layer.feature_number(row as usize))))
                .collect();
            let owners = match group.owners.known {
                Some(known) if group.owners.unknown == 0 => known.to_string(),
                Some(known) => format!("{known}+?{}", group.owners.unknown),
                None => "?".to_owned(),
            };
            table.row(vec![
                number_fixed(mu_from_m2(group.area_m2), 1),
                grouped(group.rows.len() as u64),
                owners,
                number_fixed(group.compactness, 3),
                number_fixed(group.gap_m2, 0),
                names.join(" "),
            ]);
        }
        for line in table.lines() {
            console.line(line)?;
        }
    }
    for (key, count) in [
        ("assembly-unplaced", found.unplaced),
        ("assembly-not-tried", found.not_tried),
        ("assembly-too-long", found.too_long),
    ] {
        if count > 0 {
            let args = [("count", count.into()), ("most", MOST_PARCELS.into())];
            Console::note(&console.text(key, &args));
        }
    }
    Ok(())
}
