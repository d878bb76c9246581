//! Sums as people read them: one way for status line, inspector and chart, so that the same sum is the
//! same figure wherever it stands.

use super::{fields, format};
use crate::app::LayerEntry;
use crate::text::{Lang, text_with};
use crate::units::{M2_PER_HECTARE, m2_from_mu};

/// Whether a field is the one of the schema, under its key or another of its names.
pub(super) fn is_field(entry: &LayerEntry, field: &str, key: &str) -> bool {
    field == key || fields::definition(entry, field).is_some_and(|definition| definition.key == key)
}

/// The sum of a field: 亩 with one decimal, others whole where they are and with two otherwise.
pub(super) fn number_of_total(entry: &LayerEntry, field: &str, sum: f64) -> String {
    let decimals = if is_field(entry, field, "area_mu") {
        1
    } else if sum.fract().abs() < 1e-9 {
        0
    } else {
        2
    };
    format::fixed(sum, decimals)
}

/// The sum of a field and its unit; 亩 with hectares beside.
pub(super) fn figure_of_total(entry: &LayerEntry, field: &str, sum: f64, lang: Lang) -> (String, String) {
    let number = number_of_total(entry, field, sum);
    if is_field(entry, field, "area_mu") && entry.binding.other_unit(field).is_none() {
        let hectares = m2_from_mu(sum) / M2_PER_HECTARE;
        return (
            number,
            text_with(lang, "status-total-area", &[("hectares", format::fixed(hectares, 1).into())]),
        );
    }
    (number, fields::unit(entry, field, lang).to_owned())
}
