//! Rows put together by a field: by its values, by ranges of its numbers, by years of its dates; and
//! what each group comes to.
//!
//! Which groups there are follows from the rows that are looked at (`shown`, or the whole column where
//! edges must stay where they are), never from the rows that match: a chart does not jump while
//! somebody filters by its bars. Rows without a value are a group of their own.

use super::breaks::pretty_edges;
use super::summary;
use crate::layer::{Column, FieldType, RowSet, TextArray, Value, Values};
use crate::progress::CancelToken;
use arrow_array::cast::AsArray;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is said of each group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "measure")]
pub enum Measure {
    /// How many rows it has.
    #[default]
    Count,
    /// What a number field adds up to.
    Sum {
        /// The field.
        field: String,
    },
}

/// What the rows of a group have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupKey {
    /// One value.
    Value {
        /// As plain text: what its spellings stand for, or what the file has.
        value: String,
        /// How the file spells it.
        spellings: Vec<String>,
    },
    /// Numbers of a range.
    Numbers {
        /// From here on.
        low: f64,
        /// Up to here, exclusive; the last range has its upper edge too.
        high: f64,
        /// The greatest number of the whole column in the range: the range in words that include their
        /// ends is `low` to `greatest`. `None` where the column has no number in it.
        greatest: Option<f64>,
    },
    /// Dates of some years.
    Years {
        /// First year.
        first: i16,
        /// Last year, inclusive.
        last: i16,
    },
    /// The values that have no group of their own.
    Others {
        /// How many they are.
        values: usize,
    },
    /// No value.
    Missing,
}

impl GroupKey {
    fn of((value, spellings): Spelt) -> Self {
        Self::Value { value, spellings }
    }

    /// A value that is spelt in one way.
    pub fn value(text: &str) -> Self {
        Self::Value { value: text.to_owned(), spellings: vec![text.to_owned()] }
    }
}

/// What rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// The rows.
    pub rows: usize,
    /// Sum of the measured field; 0 where rows are counted.
    pub sum: f64,
    /// Rows without a value of the measured field, which the sum leaves out.
    pub unmeasured: usize,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The rows that match.
    pub matching: Tally,
    /// All rows that are looked at.
    pub shown: Tally,
}

/// Groups of a field, in the order in which they stand in a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The groups; ranges and years without gaps, rows without a value last, where there are any.
    pub groups: Vec<Group>,
    /// The rows that match, all together.
    pub matching: Tally,
}

/// Ranges that a chart of numbers has, about.
const RANGES: usize = 10;
/// A chart of years has no more bars than this.
const MOST_YEARS: i32 = 16;
/// How wide a range of years can be; the last is wide enough for any date.
const YEARS_APART: [i32; 9] = [1, 2, 5, 10, 20, 50, 100, 500, 5000];

/// What a text stands for, where it is a code or a label of one: rows of all spellings are one group.
pub type CodeOf<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

/// What to group, and over which rows.
#[derive(Clone, Copy)]
pub struct Grouping<'a> {
    /// The field.
    pub column: &'a Column,
    /// The field to add up; rows are counted where `None`.
    pub measured: Option<&'a Column>,
    /// The rows that match; all of them are in `shown`.
    pub matching: &'a RowSet,
    /// The rows that are looked at.
    pub shown: &'a RowSet,
    /// The field's values in an order of their own, where they have one (a closed set such as small,
    /// medium, large); other values stand by what they come to.
    pub domain: &'a [&'a str],
    /// Which spellings are one value.
    pub code_of: CodeOf<'a>,
    /// Groups of values there are at most, the rest and rows without a value counted.
    pub most: usize,
}

/// Groups rows by a field. `None` where it was cancelled.
pub fn groups(grouping: &Grouping<'_>, cancel: &CancelToken) -> Option<Groups> {
    let (keys, group_of) = match grouping.column.field_type() {
        FieldType::Integer | FieldType::Real => ranges(grouping),
        FieldType::Date | FieldType::DateTime => years(grouping),
        FieldType::Bool | FieldType::Text | FieldType::Json => categories(grouping, cancel)?,
    };
    if cancel.is_cancelled() {
        return None;
    }
    let len = grouping.shown.len_all();
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
    for (row, group) in grouping.shown.iter().zip(group_of) {
        rows[group].push(row as u32);
    }
    let mut groups = Vec::with_capacity(keys.len());
    for (key, rows) in keys.into_iter().zip(rows) {
        if cancel.is_cancelled() {
            return None;
        }
        // Rows without a value are a group only where there are any.
        if key == GroupKey::Missing && rows.is_empty() {
            continue;
        }
        let shown = RowSet::from_rows(len, rows);
        let matching = shown.and(grouping.matching);
        groups.push(Group {
            key,
            matching: tally(grouping.measured, &matching),
            shown: tally(grouping.measured, &shown),
        });
    }
    Some(Groups { groups, matching: tally(grouping.measured, grouping.matching) })
}

/// The same sums as everywhere else, so that chart, cards and status line agree to the last digit.
/// What rows come to: how many, and what a measured field adds up to over those that have it.
pub fn tally(measured: Option<&Column>, rows: &RowSet) -> Tally {
    match measured {
        None => Tally { rows: rows.count(), sum: 0.0, unmeasured: 0 },
        Some(column) => {
            let summary = summary(column, rows);
            Tally { rows: rows.count(), sum: summary.sum, unmeasured: summary.none }
        }
    }
}

/// Keys of groups, and the group of each row that is looked at.
type Grouped = (Vec<GroupKey>, Vec<usize>);

fn categories(grouping: &Grouping<'_>, cancel: &CancelToken) -> Option<Grouped> {
    let (values, value_of) = distinct(grouping, cancel)?;
    let mut weights = vec![0.0; values.len()];
    for (row, value) in grouping.shown.iter().zip(&value_of) {
        let Some(value) = *value else { continue };
        weights[value] += match grouping.measured {
            None => 1.0,
            Some(column) => column.value(row).as_f64().filter(|value| value.is_finite()).unwrap_or(0.0),
        };
    }
    let mut by_weight: Vec<usize> = (0..values.len()).collect();
    let name = |at: usize| values[at].0.as_str();
    by_weight.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then_with(|| name(a).cmp(name(b))));
    // The last value is not folded away alone: its own group takes no more room.
    let room = grouping.most.saturating_sub(1).max(1);
    let named = if by_weight.len() <= room { by_weight.len() } else { room.saturating_sub(1).max(1) };
    let place = |name: &str| grouping.domain.iter().position(|known| *known == name);
    // A stable sort: values that no domain knows stay by weight, after those that it knows.
    by_weight[..named].sort_by_key(|&value| place(name(value)).unwrap_or(usize::MAX));
    let others = values.len() - named;
    let mut group_of_value = vec![named; values.len()];
    for (group, &value) in by_weight[..named].iter().enumerate() {
        group_of_value[value] = group;
    }
    let mut keys: Vec<GroupKey> =
        by_weight[..named].iter().map(|&value| GroupKey::of(values[value].clone())).collect();
    if others > 0 {
        keys.push(GroupKey::Others { values: others });
    }
    keys.push(GroupKey::Missing);
    let missing = keys.len() - 1;
    let group_of =
        value_of.into_iter().map(|value| value.map_or(missing, |value| group_of_value[value])).collect();
    Some((keys, group_of))
}

/// A value and its spellings.
type Spelt = (String, Vec<String>);

/// The distinct values of the rows that are looked at, and which one each row has.
fn distinct(grouping: &Grouping<'_>, cancel: &CancelToken) -> Option<(Vec<Spelt>, Vec<Option<usize>>)> {
    let (column, rows) = (grouping.column, grouping.shown);
    let mut values: Vec<Spelt> = Vec::new();
    let mut of_value: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_text: BTreeMap<String, usize> = BTreeMap::new();
    let mut value_of = Vec::with_capacity(rows.count());
    // One look into the tree a code instead of one a row.
    let dictionary = match &column.values {
        Values::Text(TextArray::Dictionary(array)) => Some(array),
        _ => None,
    };
    let mut of_code: Vec<Option<usize>> =
        vec![None; dictionary.map_or(0, |array| arrow_array::Array::len(array.values().as_ref()))];
    for (at, row) in rows.iter().enumerate() {
        if at % 65_536 == 0 && cancel.is_cancelled() {
            return None;
        }
        let code = dictionary.and_then(|array| array.key(row));
        if let Some(known) = code.and_then(|code| of_code[code]) {
            value_of.push(Some(known));
            continue;
        }
        let value = column.value(row);
        if value.is_none() {
            value_of.push(None);
            continue;
        }
        let text = value.to_text();
        let value = if let Some(&known) = of_text.get(text.as_ref()) {
            known
        } else {
            let name = (grouping.code_of)(&text).unwrap_or(&text);
            let value = of_value.get(name).copied().unwrap_or(values.len());
            if value == values.len() {
                of_value.insert(name.to_owned(), value);
                values.push((name.to_owned(), Vec::new()));
            }
            values[value].1.push(text.to_string());
            of_text.insert(text.into_owned(), value);
            value
        };
        if let Some(code) = code {
            of_code[code] = Some(value);
        }
        value_of.push(Some(value));
    }
    // Spellings that no row has which is looked at: the value is theirs too.
    let others = dictionary.into_iter().flat_map(|array| array.values().as_string::<i32>().iter().flatten());
    for text in others.filter(|text| !of_text.contains_key(*text)) {
        if let Some(&value) = (grouping.code_of)(text).and_then(|code| of_value.get(code)) {
            values[value].1.push(text.to_owned());
        }
    }
    for (_, spellings) in &mut values {
        spellings.sort_unstable();
    }
    Some((values, value_of))
}

/// Ranges between round edges that come from the whole column.
fn ranges(grouping: &Grouping<'_>) -> Grouped {
    let column = grouping.column;
    let number = |row: usize| column.value(row).as_f64().filter(|value| value.is_finite());
    let every = || (0..column.len()).filter_map(number);
    let (min, max) = every()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), value| (min.min(value), max.max(value)));
    if min > max {
        return (vec![GroupKey::Missing], vec![0; grouping.shown.count()]);
    }
    let edges = if column.field_type() == FieldType::Integer {
        // Each whole number has room of its own, the greatest one too.
        pretty_edges(min, max + 1.0, RANGES.min((max - min) as usize + 1))
    } else {
        pretty_edges(min, max, RANGES)
    };
    let last = edges.len().saturating_sub(2);
    let range_of = |value: f64| edges.partition_point(|edge| *edge <= value).saturating_sub(1).min(last);
    let mut greatest = vec![None; last + 1];
    for value in every() {
        let known = &mut greatest[range_of(value)];
        *known = Some(known.map_or(value, |known: f64| known.max(value)));
    }
    let mut keys: Vec<GroupKey> = edges
        .windows(2)
        .zip(greatest)
        .map(|(ends, greatest)| GroupKey::Numbers { low: ends[0], high: ends[1], greatest })
        .collect();
    keys.push(GroupKey::Missing);
    let missing = keys.len() - 1;
    let group_of = grouping.shown.iter().map(|row| number(row).map_or(missing, range_of)).collect();
    (keys, group_of)
}

/// Years, or as many years together as leave no more than [`MOST_YEARS`] bars.
fn years(grouping: &Grouping<'_>) -> Grouped {
    let column = grouping.column;
    let year = |row: usize| year_of(&column.value(row));
    let bounds = (0..column.len()).filter_map(year).fold(None, |bounds, year| match bounds {
        Some((min, max)) => Some((year.min(min), year.max(max))),
        None => Some((year, year)),
    });
    let Some((min, max)) = bounds.map(|(min, max)| (i32::from(min), i32::from(max))) else {
        return (vec![GroupKey::Missing], vec![0; grouping.shown.count()]);
    };
    let bars = |apart: i32| max.div_euclid(apart) - min.div_euclid(apart) + 1;
    let apart = YEARS_APART.into_iter().find(|&apart| bars(apart) <= MOST_YEARS).unwrap_or(5000);
    let start = min.div_euclid(apart);
    let mut keys: Vec<GroupKey> = (0..bars(apart))
        .map(|at| {
            let first = (start + at) * apart;
            GroupKey::Years { first: first as i16, last: (first + apart - 1) as i16 }
        })
        .collect();
    keys.push(GroupKey::Missing);
    let missing = keys.len() - 1;
    let group_of = grouping
        .shown
        .iter()
        .map(|row| year(row).map_or(missing, |year| (i32::from(year).div_euclid(apart) - start) as usize))
        .collect();
    (keys, group_of)
}

/// The year of a date, or of an instant in UTC, as the filter compares them.
fn year_of(value: &Value<'_>) -> Option<i16> {
    match *value {
        Value::Date(days) => jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
            .map(jiff::civil::Date::year),
        Value::DateTime(millis) => jiff::Timestamp::from_millisecond(millis)
            .ok()
            .map(|instant| jiff::tz::Offset::UTC.to_datetime(instant).year()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
