//! `info`: what a file holds.

use super::arguments::InfoArguments;
use super::console::{Console, Stop};
use super::input::{self, Named, Read};
use super::json;
use super::said;
use super::table::{Align, Table, grouped};
use crate::diagnostic::Diagnostic;
use crate::layer::{Column, FieldType, GeometryType, Layer, MeasuredTo};
use crate::maps::binding::{Binding, Guess, Naming, State, guess_words, kind_words};
use crate::maps::derive::stations_in_words;
use crate::maps::schema::{self, FieldDef};
use serde_json::{Map, Value, json};

/// Runs the command. A file that cannot be read does not keep the others from being told.
pub(super) fn run(console: &mut Console, arguments: &InfoArguments) -> Result<(), Stop> {
    let mut files = Vec::new();
    let mut outcome = Ok(());
    let (all, _) = input::expanded(console, &arguments.files)?;
    said::take_of(console, &arguments.said, &all, &arguments.files)?;
    for named in &all {
        // With its index: what is told here is all that opening it takes, in time and in memory.
        let read = input::attempt_named(console, named);
        if let Ok(read) = &read
            && !read.layer.index.build_or_stop(&console.cancel)
        {
            return Err(Stop::Failed);
        }
        let diagnostics: Vec<Diagnostic> = match &read {
            Ok(read) => read.layer.diagnostics.iter().chain(&read.notices).cloned().collect(),
            Err(diagnostics) => {
                outcome = Err(Stop::Failed);
                diagnostics.clone()
            }
        };
        console.report_all(&diagnostics);
        if console.json {
            files.push(file(console, named, read.as_ref().ok(), &diagnostics));
        } else if let Ok(read) = &read {
            print(console, read, named.filter())?;
        }
    }
    if console.json {
        console.answer(&json!({ "files": files }))?;
    }
    console.finish().and(outcome)
}

fn file(console: &Console, named: &Named, read: Option<&Read>, diagnostics: &[Diagnostic]) -> Value {
    let layer = read.map(|read| &read.layer);
    let describe = |read: &Read| {
        let mut value = describe(console, read);
        if named.saved.is_some() {
            value["filter"] = json!(named.filter());
        }
        value
    };
    json!({
        "path": named.name,
        "size": layer.map(|layer| layer.source.size),
        "sha256": layer.map(|layer| layer.source.sha256.as_str()),
        "layers": read.iter().map(|read| describe(read)).collect::<Vec<_>>(),
        "warnings": json::warnings(diagnostics, console.lang),
    })
}

/// Geometry types that occur, with their numbers; null geometries always.
fn geometry(layer: &Layer) -> Vec<(GeometryType, usize)> {
    let mut counts = GeometryType::ALL.map(|geometry_type| (geometry_type, 0));
    for row in 0..layer.len() {
        let found = layer.shapes.geometry_type(row);
        if let Some((_, count)) = counts.iter_mut().find(|(geometry_type, _)| *geometry_type == found) {
            *count += 1;
        }
    }
    counts.into_iter().filter(|&(found, count)| count > 0 || found == GeometryType::Null).collect()
}

fn describe(console: &Console, Read { layer, binding, .. }: &Read) -> Value {
    let kind = binding.kind();
    let geometry: Map<String, Value> =
        geometry(layer).into_iter().map(|(found, count)| (found.name().to_owned(), count.into())).collect();
    let fields: Vec<Value> = layer
        .columns
        .iter()
        .map(|column| {
            let naming = Naming::from(binding);
            let def = naming.field(&column.name);
            json!({
                "name": column.name,
                "type": column.field_type(),
                "null": column.null_count(),
                "missing": column.missing_count(),
                "not_number": column.other_count(),
                "label": def.map(|def| def.label(console.lang)),
                "unit": Some(naming.unit_label(&column.name, console.lang)).filter(|unit| !unit.is_empty()),
                "unit_by_person": is_unit_said(binding, &column.name),
                "private": naming.is_private(&column.name),
                "field": def.map(|def| def.key),
                "field_likely": likely_field(binding, &column.name).map(|def| def.key),
                "field_by_person": is_field_said(binding, &column.name),
                "derived": column.is_derived,
                "formula": def.and_then(|def| def.formula_label(console.lang)).filter(|_| column.is_derived),
            })
        })
        .collect();
    json!({
        "name": layer.name,
        "features": layer.len(),
        "geometry": geometry,
        "bbox": json::bbox(&layer.bbox()),
        "crs": layer.source.crs,
        "memory": memory(layer),
        "kind": kind,
        "kind_by_person": binding.is_kind_by_person(),
        "kind_likely": likely(console, binding),
        "reference_day": layer.derived_for.map(|day| day.to_string()),
        "stations": match &layer.measured_to {
            Some(MeasuredTo::Other { file, sha256, .. }) => json!({ "file": file, "sha256": sha256 }),
            Some(MeasuredTo::Bundled) | None => Value::Null,
        },
        "fields": fields,
    })
}

/// Bytes that the layer holds in memory, by what holds them.
fn memory(layer: &Layer) -> Value {
    let memory = layer.memory();
    json!({
        "shapes": memory.shapes_bytes,
        "index": memory.index_bytes,
        "columns": memory.columns_bytes,
        "spans": memory.spans_bytes,
        "total": memory.total_bytes(),
    })
}

fn print(
    console: &mut Console,
    Read { layer, binding, .. }: &Read,
    filter: Option<&str>,
) -> Result<(), Stop> {
    let lang = console.lang;
    console.line(layer.source.name())?;
    let bbox = layer.bbox();
    let box_text = if bbox.is_empty() {
        console.text("cli-info-nowhere", &[])
    } else {
        format!("{:.6}, {:.6}, {:.6}, {:.6}", bbox.west, bbox.south, bbox.east, bbox.north)
    };
    let geometry: Vec<String> = geometry(layer)
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(found, count)| format!("{} {}", found.name(), grouped(count as u64)))
        .collect();
    let mut facts = Table::new([(String::new(), Align::Left), (String::new(), Align::Left)]);
    for (key, value) in [
        ("cli-info-layer", layer.name.clone()),
        ("cli-info-kind", kind_words(binding, lang)),
        ("cli-info-features", grouped(layer.len() as u64)),
        ("cli-info-geometry", geometry.join(", ")),
        ("cli-info-box", box_text),
        ("cli-info-crs", layer.source.crs.clone()),
        ("cli-info-size", grouped(layer.source.size)),
        ("cli-info-sha256", layer.source.sha256.clone()),
    ] {
        facts.row(vec![console.text(key, &[]), value]);
    }
    if let Some(filter) = filter {
        facts.row(vec![console.text("cli-info-filter", &[]), filter.to_owned()]);
    }
    for line in facts.lines().iter().skip(1) {
        console.line(line)?;
    }
    if binding.kind().is_none() && !binding.is_kind_by_person() {
        for guess in &binding.recognised().guesses {
            console.line(format!("  {}: {}", guess.kind.label(lang), guess_words(guess, lang)))?;
        }
    }
    if layer.columns.is_empty() {
        return Ok(());
    }
    console.line("")?;
    let headers = [
        ("cli-info-field", Align::Left),
        ("cli-info-label", Align::Left),
        ("cli-info-unit", Align::Left),
        ("cli-info-type", Align::Left),
        ("cli-info-null", Align::Right),
        ("cli-info-missing", Align::Right),
        ("cli-info-remark", Align::Left),
    ];
    let mut fields = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
    for column in &layer.columns {
        let naming = Naming::from(binding);
        let likely = likely_field(binding, &column.name);
        let def = naming.field(&column.name).or(likely);
        let private = naming.is_private(&column.name);
        let name = &column.name;
        let by_person = [is_field_said(binding, name), is_unit_said(binding, name)];
        fields.row(vec![
            column.name.clone(),
            def.map_or("", |def| def.label(lang)).to_owned(),
            naming.unit_label(&column.name, lang).to_owned(),
            console.text(type_key(column.field_type()), &[]),
            grouped(column.null_count() as u64),
            grouped(column.missing_count() as u64),
            remark(
                console,
                column,
                [likely.is_some(), private, column.is_derived, by_person[0], by_person[1]],
            ),
        ]);
    }
    for line in fields.lines() {
        console.line(line)?;
    }
    formulas(console, layer, binding)
}

/// The kinds that come into question, and why.
fn likely(console: &Console, binding: &Binding) -> Vec<Value> {
    let described = |guess: &Guess| json!({ "kind": guess.kind, "why": guess_words(guess, console.lang) });
    binding.recognised().guesses.iter().map(described).collect()
}

/// Whether a person said the unit of a column.
fn is_unit_said(binding: &Binding, column: &str) -> bool {
    binding.entry(column).is_some_and(|entry| entry.said_unit.is_some())
}

/// The field that a column is likely, and not taken for without a person's word.
fn likely_field(binding: &Binding, column: &str) -> Option<&'static FieldDef> {
    let entry = binding.entry(column).filter(|entry| entry.state == State::Proposed)?;
    binding.definition(entry.key.as_deref()?)
}

/// Whether a person said which field a column is, or that it is none.
fn is_field_said(binding: &Binding, column: &str) -> bool {
    binding.entry(column).is_some_and(|entry| entry.by_person)
}

/// Whether a column's field is in doubt, whether it is private, whether it was worked out, what a person said.
fn remark(console: &Console, column: &Column, marks: [bool; 5]) -> String {
    let keys = [
        "cli-info-likely",
        "cli-info-private",
        "cli-info-derived",
        "cli-info-field-said",
        "cli-info-unit-said",
    ];
    let marks = marks.iter().zip(keys).filter(|(is_so, _)| **is_so);
    let mut marks: Vec<String> = marks.map(|(_, key)| console.text(key, &[])).collect();
    if column.others.is_some() {
        marks.push(console.text("cli-info-not-number", &[("count", column.other_count().into())]));
    }
    marks.join(console.lang.pick("、", ", "))
}

/// How the derived fields come about, and for which day.
fn formulas(console: &mut Console, layer: &Layer, binding: &Binding) -> Result<(), Stop> {
    let lang = console.lang;
    let derived = layer.columns.iter().filter(|column| column.is_derived);
    let lines: Vec<String> = derived
        .filter_map(|column| Some((column, schema::field(binding, &column.name)?.formula_label(lang)?)))
        .map(|(column, formula)| {
            let stations = stations_in_words(layer, &column.name, lang);
            let stations = stations.map(|words| format!(" ({words})")).unwrap_or_default();
            format!("  {}: {formula}{stations}", column.name)
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    console.line("")?;
    let day = layer.derived_for.map(|day| day.to_string());
    console.line(match day {
        Some(day) => console.text("cli-info-formulas-on", &[("day", day.into())]),
        None => console.text("cli-info-formulas", &[]),
    })?;
    for line in lines {
        console.line(line)?;
    }
    Ok(())
}

fn type_key(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Bool => "cli-type-bool",
        FieldType::Integer => "cli-type-integer",
        FieldType::Real => "cli-type-real",
        FieldType::Text => "cli-type-text",
        FieldType::Date => "cli-type-date",
        FieldType::DateTime => "cli-type-date-time",
        FieldType::Json => "cli-type-json",
    }
}
