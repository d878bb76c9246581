//! Groups by value, range and year, and what they come to.

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
