//! Values that cannot be: negative areas, a floor area ratio of 35, a height of 0, 120 %.

use super::fields::{Bound, Fields};
use super::sink::Sink;
use crate::layer::{FieldType, Value};
use crate::maps::schema::{FieldDef, FieldKind};
use crate::text::number;

/// Limits of single fields, both included; what goes by a unit stands in [`limits_of_unit`].
#[rustfmt::skip]
const LIMITS: &[(&str, f64, f64)] = &[
    // The highest ratios of built plots in China are about 25; plans of parcels stay far below.
    ("far_min", 0.0, 30.0), ("far_max", 0.01, 30.0),
    ("height_max", 1.0, 1000.0), ("clear_height_m", 1.0, 100.0), ("net_height_m", 1.0, 100.0),
    ("column_spacing_m", 1.0, 200.0), ("span_m", 1.0, 200.0),
    ("load_t_m2", 0.01, 100.0), ("floors", 1.0, 200.0),
    // 城镇国有土地使用权出让和转让暂行条例, article 12: 70 years at most, for housing.
    ("term_years", 1.0, 70.0),
    ("area_m2", 0.01, 1e11), ("area_mu", 0.0001, 1e8), ("area_km2", 1e-6, 1e7),
    ("gfa_m2", 0.01, 1e8), ("invest", 0.0, 1e5),
];

/// Limits that a unit has by itself.
fn limits_of_unit(def: &FieldDef) -> Option<(f64, f64)> {
    match def.unit?.zh {
        "%" => Some((0.0, 100.0)),
        "0–1" => Some((0.0, 1.0)),
        // Areas, lengths, weights, money, people: none of them is negative.
        _ => Some((0.0, f64::INFINITY)),
    }
}

/// What each column of numbers may hold.
pub(super) struct Limits<'a> {
    limits: Vec<(Bound<'a>, f64, f64)>,
    /// Columns that should hold numbers and hold text, at least in part.
    worded: Vec<Bound<'a>>,
}

impl<'a> Limits<'a> {
    pub(super) fn of(fields: &Fields<'a>, day: Option<jiff::civil::Date>) -> Self {
        let is_number = |bound: &&Bound<'_>| matches!(bound.def.kind, FieldKind::Number | FieldKind::Integer);
        let is_worded = |bound: &&Bound<'_>| {
            !matches!(bound.column.field_type(), FieldType::Integer | FieldType::Real)
                || bound.column.others.is_some()
        };
        let numbers = || fields.bound.iter().filter(is_number);
        let limits = numbers().filter_map(|bound| {
            let own = LIMITS.iter().find(|(key, ..)| *key == bound.def.key);
            let (least, most) = match (own, bound.def.key) {
                // The first incubator of China opened in Wuhan in 1987; nobody is certified ahead.
                (_, "certified_year") => (1987.0, day.map_or(9999.0, |day| f64::from(day.year()))),
                (Some(&(_, least, most)), _) => (least, most),
                (None, _) => limits_of_unit(bound.def)
                    .or((bound.def.kind == FieldKind::Integer).then_some((0.0, f64::INFINITY)))?,
            };
            Some((*bound, least, most))
        });
        Self { limits: limits.collect(), worded: numbers().filter(is_worded).copied().collect() }
    }

    pub(super) fn look(&self, row: usize, sink: &mut Sink) {
        for &(bound, least, most) in &self.limits {
            if bound.number(row).is_none_or(|value| (least..=most).contains(&value)) {
                continue;
            }
            sink.add("value-impossible", &[row as u32], || {
                // What may be stands in the unit of what is.
                let in_file = |number: f64| significant(bound.as_written(row, number).0);
                let unit = bound.as_written(row, least).1;
                vec![
                    ("field", bound.column.name.as_str().into()),
                    ("value", bound.with_unit(row)),
                    ("range", bound.measured(&range(in_file(least), in_file(most)), unit)),
                ]
            });
        }
        for bound in &self.worded {
            let value = bound.column.value(row);
            let is_there =
                matches!(value, Value::Text(_) | Value::Json(_)) && !bound.written(row).trim().is_empty();
            // A unit behind the number is one of the field's measure, or it is no such number.
            let rule = match bound.number(row) {
                None => "value-not-number",
                // Filters and sums go by the column's numbers.
                Some(_) if bound.column.others.is_some() => "value-in-words",
                Some(_) => continue,
            };
            if is_there {
                sink.add(rule, &[row as u32], || {
                    vec![("field", bound.column.name.as_str().into()), ("value", bound.written(row).into())]
                });
            }
        }
    }
}

/// A limit without the digits that converting it brings.
fn significant(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let scale = 10_f64.powi(4 - number.abs().log10().floor() as i32);
    (number * scale).round() / scale
}

/// A range in words that need no language.
fn range(least: f64, most: f64) -> String {
    if most.is_finite() {
        format!("{}–{}", number(least), number(most))
    } else {
        format!("≥ {}", number(least))
    }
}

/// The beginning of a value that may be long.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        text.chars().take(MOST).chain(['…']).collect()
    }
}
