//! Types of columns, row by row and in parts.

use super::*;
use crate::layer::{FieldType, Value};
use proptest::prelude::*;

fn column(cells: Vec<Cell<'_>>) -> Column {
    let mut builder = ColumnBuilder::new("x".into(), 0);
    for cell in cells {
        builder.push(cell);
    }
    builder.finish()
}

#[test]
fn integers_widen_to_reals_only_where_exact() {
    let narrow = column(vec![Cell::Integer(2), Cell::Null, Cell::Real(0.5)]);
    assert_eq!(narrow.field_type(), FieldType::Real);
    assert_eq!(narrow.value(0), Value::Real(2.0));
    assert_eq!(narrow.value(1), Value::Null);
    let wide = column(vec![Cell::Integer(i64::MAX), Cell::Real(0.5)]);
    assert_eq!(wide.value(0), Value::Json("9223372036854775807"));
    assert_eq!(wide.value(1), Value::Json("0.5"));
}

#[test]
fn missing_is_not_null() {
    let mixed = column(vec![Cell::Missing, Cell::Null, Cell::Bool(true)]);
    assert_eq!(
        [mixed.value(0), mixed.value(1), mixed.value(2)],
        [Value::Missing, Value::Null, Value::Bool(true)]
    );
    assert_eq!((mixed.missing_count(), mixed.null_count()), (1, 1));
}

#[test]
fn dates_need_every_value_to_be_a_date() {
    let text = |text: &'static str| Cell::Text(Cow::Borrowed(text));
    assert_eq!(column(vec![text("2024-02-29"), Cell::Null]).value(0).to_text(), "2024-02-29");
    assert_eq!(column(vec![text("2024-02-29")]).field_type(), FieldType::Date);
    assert_eq!(column(vec![text("2023-02-29")]).field_type(), FieldType::Text);
    assert_eq!(column(vec![text("2024-02-29T10:00:00+08:00")]).field_type(), FieldType::DateTime);
    assert_eq!(column(vec![text("2024-02-29"), text("x")]).field_type(), FieldType::Text);
}

#[test]
fn a_text_among_numbers_makes_no_text_of_them() {
    let mixed = column(vec![
        Cell::Integer(2),
        Cell::Text("8-9".into()),
        Cell::Real(0.5),
        Cell::Null,
        Cell::Integer(3),
        Cell::Missing,
    ]);
    assert_eq!(mixed.field_type(), FieldType::Real);
    let values = [0, 1, 2, 3, 4, 5].map(|row| mixed.value(row));
    let text = Value::Json("\"8-9\"");
    let expected = [Value::Real(2.0), text, Value::Real(0.5), Value::Null, Value::Real(3.0), Value::Missing];
    assert_eq!(values, expected);
    assert_eq!((mixed.null_count(), mixed.missing_count(), mixed.other_count()), (1, 1, 1));
}

#[test]
fn mixed_values_keep_their_json() {
    let mixed =
        column(vec![Cell::Text("a\"b".into()), Cell::Integer(1), Cell::Json("[1, 2]"), Cell::Missing]);
    assert_eq!(mixed.value(0), Value::Json(r#""a\"b""#));
    assert_eq!(mixed.value(1), Value::Json("1"));
    assert_eq!(mixed.value(2), Value::Json("[1, 2]"));
    assert_eq!(mixed.value(3), Value::Missing);
}

#[test]
fn mostly_distinct_texts_are_stored_plain() {
    let many = column((0..10_000).map(|n| Cell::Text(format!("n{n}").into())).collect());
    assert!(matches!(many.values, Values::Text(TextArray::Plain(_))));
    assert_eq!(many.value(9_999), Value::Text("n9999"));
    let few = column((0..10_000).map(|n| Cell::Text(format!("n{}", n % 7).into())).collect());
    assert!(matches!(few.values, Values::Text(TextArray::Dictionary(_))));
}

/// Cells of every kind; few distinct ones, so that types meet.
fn any_cell() -> impl Strategy<Value = Cell<'static>> {
    prop_oneof![
        4 => Just(Cell::Missing),
        4 => Just(Cell::Null),
        1 => any::<bool>().prop_map(Cell::Bool),
        4 => (-3_i64..9).prop_map(Cell::Integer),
        1 => any::<i64>().prop_map(Cell::Integer),
        4 => any::<i16>().prop_map(|n| Cell::Real(f64::from(n) / 8.0)),
        4 => (0..20).prop_map(|n| Cell::Text(format!("2024-02-{n:02}").into())),
        2 => (0..20).prop_map(|n| Cell::Text(format!("2024-02-01T{n:02}:00:00Z").into())),
        4 => "[a-c\"]{0,2}".prop_map(|text| Cell::Text(text.into())),
        1 => Just(Cell::Json("[1, 2]")),
    ]
}

/// Columns that stay with one or two kinds of cells, as real ones do.
fn any_column() -> impl Strategy<Value = Vec<Cell<'static>>> {
    let kinds = prop::collection::vec(any_cell(), 1..4);
    prop_oneof![
        kinds.prop_flat_map(|cells| prop::collection::vec(prop::sample::select(cells), 0..60)),
        prop::collection::vec(any_cell(), 0..30),
    ]
}

proptest! {
    #[test]
    fn a_column_in_parts_is_the_column(cells in any_column(), part in 1_usize..9, plain in any::<bool>()) {
        let whole = column(cells.clone());
        let mut parts = ColumnBuilder::new("x".into(), 0);
        for cells in cells.chunks(part) {
            let mut builder = ColumnBuilder::new("x".into(), 0);
            if plain {
                builder = builder.without_dictionary();
            }
            for cell in cells {
                builder.push(cell.clone());
            }
            parts.append(&builder);
        }
        let parts = parts.finish();
        prop_assert_eq!(format!("{:?}", whole.values), format!("{:?}", parts.values));
        prop_assert_eq!(&whole.missing, &parts.missing);
        for (row, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Missing => prop_assert_eq!(whole.value(row), Value::Missing),
                Cell::Null => prop_assert_eq!(whole.value(row), Value::Null),
                _ => prop_assert!(!whole.value(row).is_none()),
            }
        }
    }
}

#[test]
fn a_dictionary_is_given_up_at_the_same_row_whatever_the_parts() {
    let texts: Vec<String> =
        (0..12_000).map(|n| format!("n{}", if n < 9000 { n % 4500 } else { n })).collect();
    let cells = || texts.iter().map(|text| Cell::Text(text.as_str().into()));
    let whole = column(cells().collect());
    for part in [1, 7, 1000, 4096, 9001] {
        let all: Vec<Cell<'_>> = cells().collect();
        let mut parts = ColumnBuilder::new("x".into(), 0);
        for cells in all.chunks(part) {
            let mut builder = ColumnBuilder::new("x".into(), 0);
            for cell in cells {
                builder.push(cell.clone());
            }
            parts.append(&builder);
        }
        let parts = parts.finish();
        let is_plain = |column: &Column| matches!(column.values, Values::Text(TextArray::Plain(_)));
        assert_eq!(is_plain(&parts), is_plain(&whole), "{part}");
        assert!((0..whole.len()).all(|row| parts.value(row) == whole.value(row)), "{part}");
    }
}

#[test]
fn whole_numbers_among_reals_keep_their_text_when_texts_follow() {
    let text = || Cell::Text("x".into());
    let mixed = column(vec![Cell::Integer(2), Cell::Real(0.5), Cell::Integer(3), text(), text(), text()]);
    assert_eq!(mixed.value(0), Value::Json("2"));
    assert_eq!(mixed.value(1), Value::Json("0.5"));
    assert_eq!(mixed.value(2), Value::Json("3"));
}
