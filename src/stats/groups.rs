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
mod tests {
    use super::*;
    use crate::layer::testing::column;
    use arrow_array::{Date32Array, DictionaryArray, Float64Array, Int64Array};

    fn texts(values: &[Option<&str>]) -> Column {
        let array: DictionaryArray<arrow_array::types::Int32Type> = values.iter().copied().collect();
        column("status", Values::Text(TextArray::Dictionary(array)))
    }

    fn run(column: &Column, measured: Option<&Column>, matching: &[u32], most: usize) -> Groups {
        let matching = RowSet::from_rows(column.len(), matching.iter().copied());
        run_over(column, measured, &matching, &RowSet::all(column.len()), most)
    }

    fn run_over(
        column: &Column,
        measured: Option<&Column>,
        matching: &RowSet,
        shown: &RowSet,
        most: usize,
    ) -> Groups {
        let grouping = Grouping {
            column,
            measured,
            matching,
            shown,
            domain: &["在建", "闲置"],
            code_of: &|text| match text {
                "闲置" | "Idle" => Some("闲置"),
                _ => None,
            },
            most,
        };
        groups(&grouping, &CancelToken::default()).unwrap()
    }

    fn values(groups: &Groups) -> Vec<(GroupKey, usize, usize)> {
        groups.groups.iter().map(|one| (one.key.clone(), one.matching.rows, one.shown.rows)).collect()
    }

    fn value(text: &str) -> GroupKey {
        GroupKey::value(text)
    }

    #[test]
    fn values_of_a_domain_stand_in_its_order_and_missing_ones_last() {
        let status = texts(&[Some("闲置"), Some("闲置"), None, Some("已用"), Some("已用"), Some("在建")]);
        let area = vec![Some(68.4), Some(102.8), Some(1.0), None, Some(3.3), Some(35.2)];
        let area = column("area_mu", Values::Real(Float64Array::from(area)));
        let groups = run(&status, Some(&area), &[0, 1, 3, 4], 12);
        assert_eq!(
            values(&groups),
            [(value("在建"), 0, 1), (value("闲置"), 2, 2), (value("已用"), 2, 2), (GroupKey::Missing, 0, 1)]
        );
        assert!((groups.groups[1].matching.sum - 171.2).abs() < 1e-12);
        assert_eq!(groups.groups[2].matching.unmeasured, 1);
        assert_eq!(groups.matching, Tally { rows: 4, sum: 174.5, unmeasured: 1 });
    }

    #[test]
    fn spellings_of_one_value_are_one_group_in_the_place_of_their_code() {
        let status = texts(&[Some("Idle"), Some("已用"), Some("闲置"), Some("Idle"), Some("在建")]);
        let groups = run(&status, None, &[0, 2], 12);
        let spellings = vec!["Idle".to_owned(), "闲置".to_owned()];
        let idle = GroupKey::Value { value: "闲置".to_owned(), spellings };
        assert_eq!(values(&groups), [(value("在建"), 0, 1), (idle.clone(), 2, 3), (value("已用"), 0, 1)]);
        // A spelling that only rows have at which nobody looks is one of the value's all the same.
        let third = RowSet::from_rows(5, [2]);
        assert_eq!(values(&run_over(&status, None, &third, &third, 12)), [(idle, 1, 1)]);
        // Where the file has labels alone, they stand where their codes do.
        let labels = texts(&[Some("已用"), Some("已用"), Some("Idle")]);
        let idle = GroupKey::Value { value: "闲置".to_owned(), spellings: vec!["Idle".to_owned()] };
        assert_eq!(values(&run(&labels, None, &[], 12)), [(idle, 0, 1), (value("已用"), 0, 2)]);
    }

    #[test]
    fn what_has_no_room_is_folded_into_one() {
        let names: Vec<String> = (0..30).map(|at| format!("n{:02}", at / 2)).collect();
        let column = texts(&names.iter().map(|name| Some(name.as_str())).collect::<Vec<_>>());
        let groups = run(&column, None, &[0, 1, 29], 4);
        assert_eq!(
            values(&groups),
            [(value("n00"), 2, 2), (value("n01"), 0, 2), (GroupKey::Others { values: 13 }, 1, 26)]
        );
        // Three values have room for three groups: none is folded away alone.
        let few = texts(&[Some("a"), Some("b"), Some("c")]);
        assert_eq!(run(&few, None, &[], 4).groups.len(), 3);
    }

    #[test]
    fn whole_numbers_have_ranges_of_their_own_and_ends_belong_to_one() {
        let floors = column("floors", Values::Integer(Int64Array::from(vec![1, 2, 2, 3, 6])));
        let groups = run(&floors, None, &[0, 4], 12);
        let lows: Vec<f64> = groups
            .groups
            .iter()
            .map(|group| if let GroupKey::Numbers { low, .. } = group.key { low } else { f64::NAN })
            .collect();
        assert_eq!(lows, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let rows: Vec<usize> = groups.groups.iter().map(|group| group.shown.rows).collect();
        assert_eq!(rows, [1, 2, 1, 0, 0, 1]);
        let area = column("area", Values::Real(Float64Array::from(vec![0.0, 9.9, 10.0, 100.0])));
        let groups = run(&area, None, &[], 12);
        assert_eq!(
            groups.groups[0].key,
            GroupKey::Numbers { low: 0.0, high: 10.0, greatest: Some(9.9) },
            "an edge belongs to the range above it"
        );
        assert_eq!(groups.groups.iter().map(|group| group.shown.rows).sum::<usize>(), 4);
    }

    #[test]
    fn dates_stand_by_year_without_gaps() {
        let days = |year: i16| {
            let span = jiff::civil::date(1970, 1, 1).until(jiff::civil::date(year, 7, 1)).unwrap();
            Some(span.get_days())
        };
        let dates = Date32Array::from(vec![days(2021), days(2024), None, days(2024)]);
        let groups = run(&column("on", Values::Date(dates)), None, &[3], 12);
        let year = |year| GroupKey::Years { first: year, last: year };
        assert_eq!(
            values(&groups),
            [
                (year(2021), 0, 1),
                (year(2022), 0, 0),
                (year(2023), 0, 0),
                (year(2024), 1, 2),
                (GroupKey::Missing, 0, 1)
            ]
        );
        let dates = Date32Array::from(vec![days(1931), days(2024)]);
        let decades = run(&column("on", Values::Date(dates)), None, &[], 12);
        assert_eq!(decades.groups[0].key, GroupKey::Years { first: 1930, last: 1939 });
        assert_eq!(decades.groups.len(), 10);
    }

    #[test]
    fn a_column_without_values_is_one_group() {
        for empty in [
            Values::Real(Float64Array::from(vec![None, None])),
            Values::Date(Date32Array::from(vec![None, None])),
        ] {
            let groups = run(&column("empty", empty), None, &[1], 12);
            assert_eq!(values(&groups), [(GroupKey::Missing, 1, 2)]);
        }
    }
}
