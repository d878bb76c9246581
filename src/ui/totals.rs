//! Sums as people read them: one way for status line, inspector and chart, so that the same sum is the
//! same figure wherever it stands.

use super::{fields, format};
use crate::app::LayerEntry;
use crate::maps::binding::MeasureUnit;
use crate::text::{Lang, text_with, unit_behind};
use crate::units::{M2_PER_HECTARE, m2_from_mu};

/// Whether a field is the one of the schema, under its key or another of its names.
pub(super) fn is_field(entry: &LayerEntry, field: &str, key: &str) -> bool {
    field == key || fields::definition(entry, field).is_some_and(|definition| definition.key == key)
}

/// A sum in the schema's unit, whatever unit the file has: what overview, brief and ledger reckon in. The
/// column's own numbers (table, filter cards, legend) stay as the file has them, their unit beside them.
pub(super) fn in_schema(entry: &LayerEntry, field: &str, sum: f64) -> f64 {
    sum * entry.binding.factor(field)
}

/// The unit of a sum.
pub(super) fn unit(entry: &LayerEntry, field: &str, lang: Lang) -> &'static str {
    match fields::definition(entry, field) {
        Some(definition) if entry.binding.other_unit(field).is_some() => definition.unit_label(lang),
        _ => fields::unit(entry, field, lang),
    }
}

/// A field with the unit of its sum in brackets.
pub(super) fn label_with_unit(entry: &LayerEntry, field: &str, lang: Lang) -> String {
    let (label, unit) = (fields::label(entry, field, lang), unit(entry, field, lang));
    if unit.is_empty() { label } else { format!("{label} ({unit})") }
}

/// The sum of a field in the schema's unit: 亩 with one decimal, others whole where they are and with two
/// otherwise.
pub(super) fn number_of_total(entry: &LayerEntry, field: &str, sum: f64) -> String {
    let sum = in_schema(entry, field, sum);
    rounded(entry, field, sum)
}

fn rounded(entry: &LayerEntry, field: &str, sum: f64) -> String {
    let decimals = if is_field(entry, field, "area_mu") {
        1
    } else if sum.fract().abs() < 1e-9 {
        0
    } else {
        2
    };
    format::fixed(sum, decimals)
}

/// Of how many rows a sum is, where some of them have no value: `8,329 / 14,800 个有值`.
pub(super) fn measured_of(measured: usize, rows: usize, lang: Lang) -> Option<String> {
    let args =
        [("measured", format::count(measured as u64).into()), ("rows", format::count(rows as u64).into())];
    (0 < measured && measured < rows).then(|| text_with(lang, "total-measured-of", &args))
}

/// The sum of a field and its unit; 亩 with hectares beside, and what the file's own numbers add up to where
/// they are in another unit.
pub(super) fn figure_of_total(entry: &LayerEntry, field: &str, sum: f64, lang: Lang) -> (String, String) {
    let number = number_of_total(entry, field, sum);
    let mut unit = unit_behind(unit(entry, field, lang));
    if is_field(entry, field, "area_mu") {
        let hectares = m2_from_mu(in_schema(entry, field, sum)) / M2_PER_HECTARE;
        unit = text_with(lang, "status-total-area", &[("hectares", format::fixed(hectares, 1).into())]);
    }
    // Hectares stand there already.
    let is_told = |own: &MeasureUnit| is_field(entry, field, "area_mu") && *own == MeasureUnit::Hectare;
    if let Some(own) = entry.binding.other_unit(field).filter(|own| !is_told(own)) {
        let own =
            format!("{} {}", format::number((sum * 100.0).round() / 100.0), unit_behind(own.label(lang)));
        unit = text_with(lang, "status-total-own-unit", &[("unit", unit.into()), ("own", own.into())]);
    }
    (number, unit)
}
