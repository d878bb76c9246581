//! Rows in the order of a field: what a table sorted by one of its columns shows.
//!
//! Numbers, dates and instants go by size, `false` before `true`; text as the Unicode collation has it
//! for Chinese (CLDR `zh`: numbers, then Han by pinyin, then Latin; digits by the number that they write,
//! so that 22-2 stands before 22-14); nested values by the code points of their JSON. Rows without a value
//! stand last in either direction, equal ones in file order.

use super::merge::sorted;
use super::ranks::{ranks_of_keys, ranks_of_texts};
use super::{Column, Layer, TextArray, Values};
use crate::progress::CancelToken;
use arrow_array::{Array, StringArray};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// By which field rows stand, and in which direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The field, by its exact name.
    pub field: String,
    /// Greatest first.
    pub descending: bool,
}

/// Fewer rows than one in so many of a layer are ordered by themselves, where the places of all are not
/// known yet.
const FEW: usize = 8;

impl Layer {
    /// The given rows in an order; in file order where the layer has no such field. `None` where it was
    /// cancelled.
    pub fn rows_in_order(
        &self,
        mut rows: Vec<u32>,
        order: Option<&Order>,
        cancel: &CancelToken,
    ) -> Option<Vec<u32>> {
        rows.sort_unstable();
        let Some((order, column)) = order.and_then(|order| Some((order, self.column(&order.field)?))) else {
            return Some(rows);
        };
        let array = column.values.array();
        let (filled, missing): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|&row| array.is_valid(row as usize));
        let down = order.descending;
        let mut ordered = match &column.values {
            Values::Bool(array) => by_number(&filled, down, cancel, |row| u64::from(array.value(row))),
            Values::Integer(array) => by_number(&filled, down, cancel, |row| rank_i64(array.value(row))),
            Values::Real(array) => by_number(&filled, down, cancel, |row| rank_f64(array.value(row))),
            Values::Date(array) => {
                by_number(&filled, down, cancel, |row| rank_i64(i64::from(array.value(row))))
            }
            Values::DateTime(array) => by_number(&filled, down, cancel, |row| rank_i64(array.value(row))),
            Values::Text(TextArray::Dictionary(array)) => {
                let ranks = self.ranks_of(column, cancel)?;
                by_rank(&filled, down, cancel, |row| array.key(row).map_or(0, |code| ranks[code]))
            }
            Values::Text(TextArray::Plain(_)) | Values::Json(_) => {
                if filled.len() < self.len() / FEW && self.known.ranks(&column.name).is_none() {
                    let ranks = ranks_among(column, &filled, cancel)?;
                    let places: Vec<u32> = (0..filled.len() as u32).collect();
                    let ordered = by_rank(&places, down, cancel, |place| ranks[place])?;
                    Some(ordered.into_iter().map(|place| filled[place as usize]).collect())
                } else {
                    let ranks = self.ranks_of(column, cancel)?;
                    by_rank(&filled, down, cancel, |row| ranks[row])
                }
            }
        }?;
        ordered.extend(missing);
        Some(ordered)
    }

    /// The place of each row's text among all, or of each of a dictionary's; kept for the next order.
    fn ranks_of(&self, column: &Column, cancel: &CancelToken) -> Option<Arc<[u32]>> {
        if let Some(known) = self.known.ranks(&column.name) {
            return Some(known);
        }
        let texts = match &column.values {
            Values::Text(TextArray::Dictionary(array)) => array.values().len(),
            _ => column.len(),
        };
        let numbers: Vec<u32> = (0..texts as u32).collect();
        let ranks: Arc<[u32]> = ranks_among(column, &numbers, cancel)?.into();
        self.known.keep_ranks(&column.name, &ranks);
        Some(ranks)
    }
}

/// The places of the texts of some rows among them, or of a dictionary's; those that are null come first.
fn ranks_among(column: &Column, numbers: &[u32], cancel: &CancelToken) -> Option<Vec<u32>> {
    match &column.values {
        Values::Text(TextArray::Dictionary(array)) => {
            let texts = array.values().as_any().downcast_ref::<StringArray>()?;
            ranks_of_texts(numbers, |code| texts.value(code as usize), cancel)
        }
        Values::Text(TextArray::Plain(texts)) => {
            ranks_of_texts(numbers, |row| texts.value(row as usize), cancel)
        }
        Values::Json(texts) => ranks_of_keys(numbers, cancel, &|row, key| {
            key.extend_from_slice(texts.value(row as usize).as_bytes());
            true
        }),
        _ => None,
    }
}

/// A whole number as one without sign, in the same order.
fn rank_i64(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// A number's bits in the order of [`f64::total_cmp`].
fn rank_f64(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
}

fn by_number(
    rows: &[u32],
    descending: bool,
    cancel: &CancelToken,
    rank: impl Fn(usize) -> u64,
) -> Option<Vec<u32>> {
    let ranked: Vec<(u64, u32)> = rows
        .iter()
        .map(|&row| {
            let rank = rank(row as usize);
            // Turned round by its bits, so that equal ones keep file order in both directions.
            (if descending { !rank } else { rank }, row)
        })
        .collect();
    let ranked = sorted(ranked, cancel, &Ord::cmp)?;
    Some(ranked.into_iter().map(|(_, row)| row).collect())
}

/// The same where ranks are small: rank and row in one number.
fn by_rank(
    rows: &[u32],
    descending: bool,
    cancel: &CancelToken,
    rank: impl Fn(usize) -> u32,
) -> Option<Vec<u32>> {
    let ranked: Vec<u64> = rows
        .iter()
        .map(|&row| {
            let rank = rank(row as usize);
            u64::from(if descending { !rank } else { rank }) << 32 | u64::from(row)
        })
        .collect();
    let ranked = sorted(ranked, cancel, &Ord::cmp)?;
    Some(ranked.into_iter().map(|ranked| ranked as u32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::collation::Collation;
    use crate::layer::testing::{column, layer};
    use crate::layer::{Column, Value};
    use arrow_array::{
        BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    };
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn order(field: &str, descending: bool) -> Order {
        Order { field: field.to_owned(), descending }
    }

    fn in_order(column: Column, descending: bool) -> Vec<u32> {
        let (name, len) = (column.name.clone(), column.len());
        let rows = (0..len as u32).rev().collect();
        layer(vec![column], &vec![None; len])
            .rows_in_order(rows, Some(&order(&name, descending)), &CancelToken::default())
            .unwrap()
    }

    /// The same by comparing two rows at a time.
    fn naive(column: &Column, descending: bool) -> Vec<u32> {
        let collation = Collation::new();
        let compare = |a: Value<'_>, b: Value<'_>| match (a, b) {
            (Value::Text(a), Value::Text(b)) => collation.compare(a, b),
            (Value::Bool(a), Value::Bool(b)) => a.cmp(&b),
            (Value::Integer(a), Value::Integer(b)) => a.cmp(&b),
            (Value::Date(a), Value::Date(b)) => a.cmp(&b),
            (Value::Real(a), Value::Real(b)) => a.total_cmp(&b),
            _ => Ordering::Equal,
        };
        let mut rows: Vec<u32> = (0..column.len() as u32).collect();
        rows.sort_by(|&a, &b| {
            let (a, b) = (column.value(a as usize), column.value(b as usize));
            a.is_none().cmp(&b.is_none()).then_with(|| {
                let ordering = compare(a, b);
                if descending { ordering.reverse() } else { ordering }
            })
        });
        rows
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_comparing_row_with_row(
            numbers in proptest::collection::vec(proptest::option::of(-3_i64..3), 0..40),
            texts in proptest::collection::vec(
                proptest::option::of("[0-9ab沿江下沙东文泽重庆]{0,4}"), 0..40),
            descending: bool,
        ) {
            let reals: Vec<Option<f64>> = numbers.iter().map(|n| n.map(|n| n as f64 / 3.0)).collect();
            let dictionary: DictionaryArray<arrow_array::types::Int32Type> =
                texts.iter().map(Option::as_deref).collect();
            let all = [
                Values::Integer(Int64Array::from(numbers.clone())),
                Values::Real(Float64Array::from(reals)),
                Values::Bool(numbers.iter().map(|n| n.map(|n| n > 0)).collect::<BooleanArray>()),
                Values::Date(numbers.iter().map(|n| n.map(|n| n as i32)).collect::<Date32Array>()),
                Values::Text(TextArray::Dictionary(dictionary)),
                Values::Text(TextArray::Plain(texts.iter().map(Option::as_deref).collect::<LargeStringArray>())),
            ];
            for values in all {
                let column = column("field", values);
                prop_assert_eq!(in_order(column.clone(), descending), naive(&column, descending));
            }
        }

        #[test]
        fn numbers_rank_as_they_compare(a: f64, b: f64, m: i64, n: i64) {
            prop_assert_eq!(rank_f64(a).cmp(&rank_f64(b)), a.total_cmp(&b));
            prop_assert_eq!(rank_i64(m).cmp(&rank_i64(n)), m.cmp(&n));
        }
    }

    #[test]
    fn an_order_is_the_same_the_second_time_and_of_a_few_rows() {
        let texts: Vec<Option<String>> =
            (0..100).map(|at| (at % 9 > 0).then(|| format!("文泽{}路", at * 37 % 20))).collect();
        let texts: LargeStringArray = texts.iter().map(Option::as_deref).collect();
        let column = column("name", Values::Text(TextArray::Plain(texts)));
        let layer = layer(vec![column.clone()], &vec![None; 100]);
        let listed = |rows: Vec<u32>, descending| {
            layer.rows_in_order(rows, Some(&order("name", descending)), &CancelToken::default()).unwrap()
        };
        let few = |all: &[u32]| -> Vec<u32> { all.iter().copied().filter(|row| row % 12 == 0).collect() };
        let (up, down) = (naive(&column, false), naive(&column, true));
        assert_eq!(listed(few(&up), true), few(&down));
        assert!(layer.known.ranks("name").is_none(), "a few rows are ordered by themselves");
        assert_eq!(listed(up.clone(), false), up);
        assert!(layer.known.ranks("name").is_some());
        assert_eq!(listed(up.clone(), true), down);
        assert_eq!(listed(few(&up), false), few(&up));
        // Another derived column of the same name has an order of its own.
        let derived = |text: &'static str| {
            let texts: LargeStringArray = (0..100).map(|at| Some(if at == 5 { text } else { "b" })).collect();
            crate::layer::testing::column("state", Values::Text(TextArray::Plain(texts)))
        };
        let first = |layer: &Layer| {
            let rows = (0..100).collect();
            layer.rows_in_order(rows, Some(&order("state", false)), &CancelToken::default()).unwrap()[0]
        };
        let one = layer.with_derived([derived("a")]);
        assert_eq!(first(&one), 5);
        let other = one.with_derived([derived("c")]);
        assert_eq!(first(&other), 0);
        assert!(other.known.ranks("name").is_some(), "fields of the source are as they were");
    }

    #[test]
    fn chinese_goes_by_pinyin_and_digits_by_their_number() {
        let names = ["云水 22-14", "云水 22-2", "下沙", "金沙", "Riverside", "文泽", "11", "9"];
        let texts: LargeStringArray = names.iter().copied().map(Some).collect();
        let rows = in_order(column("name", Values::Text(TextArray::Plain(texts))), false);
        let found: Vec<&str> = rows.iter().map(|&row| names[row as usize]).collect();
        // jīn, wén, xià, yún
        assert_eq!(found, ["9", "11", "金沙", "文泽", "下沙", "云水 22-2", "云水 22-14", "Riverside"]);
    }

    #[test]
    fn nothing_comes_of_a_cancelled_sort_and_file_order_of_an_unknown_field() {
        let values = Values::Integer(Int64Array::from(vec![3, 1, 2]));
        let layer = layer(vec![column("n", values)], &[None, None, None]);
        let cancel = CancelToken::default();
        assert_eq!(layer.rows_in_order(vec![2, 0, 1], None, &cancel).unwrap(), [0, 1, 2]);
        let other = order("other", true);
        assert_eq!(layer.rows_in_order(vec![2, 0, 1], Some(&other), &cancel).unwrap(), [0, 1, 2]);
        cancel.cancel();
        assert!(layer.rows_in_order(vec![2, 0, 1], Some(&order("n", true)), &cancel).is_none());
    }
}
