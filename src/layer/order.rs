//! Rows in the order of a field: what a table sorted by one of its columns shows.
//!
//! Numbers, dates and instants go by size, `false` before `true`; text as the Unicode collation has it
//! for Chinese (CLDR `zh`: numbers, then Han by pinyin, then Latin; digits by the number that they write,
//! so that 22-2 stands before 22-14); nested values by the code points of their JSON. Rows without a value
//! stand last in either direction, equal ones in file order.

use super::{Layer, TextArray, Values};
use crate::progress::CancelToken;
use arrow_array::{Array, StringArray};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// By which field rows stand, and in which direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The field, by its exact name.
    pub field: String,
    /// Greatest first.
    pub descending: bool,
}

/// Between two looks at the cancel token at most this many rows are sorted.
const RUN: usize = 65_536;

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
        let mut sorted = match &column.values {
            Values::Bool(array) => by_number(&filled, down, cancel, |row| u64::from(array.value(row))),
            Values::Integer(array) => by_number(&filled, down, cancel, |row| rank_i64(array.value(row))),
            Values::Real(array) => by_number(&filled, down, cancel, |row| rank_f64(array.value(row))),
            Values::Date(array) => {
                by_number(&filled, down, cancel, |row| rank_i64(i64::from(array.value(row))))
            }
            Values::DateTime(array) => by_number(&filled, down, cancel, |row| rank_i64(array.value(row))),
            Values::Text(TextArray::Dictionary(array)) => {
                let values = array.values().as_any().downcast_ref::<StringArray>()?;
                let ranks = ranks(values, cancel)?;
                by_number(&filled, down, cancel, |row| array.key(row).map_or(0, |code| ranks[code]))
            }
            Values::Text(TextArray::Plain(array)) => {
                let collation = Collation::new();
                by_key(&filled, down, cancel, |row| collation.key(array.value(row)))
            }
            Values::Json(array) => by_key(&filled, down, cancel, |row| array.value(row).as_bytes().into()),
        }?;
        sorted.extend(missing);
        Some(sorted)
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
    let mut ranked: Vec<(u64, u32)> = rows
        .iter()
        .map(|&row| {
            let rank = rank(row as usize);
            // Turned round by its bits, so that equal ones keep file order in both directions.
            (if descending { !rank } else { rank }, row)
        })
        .collect();
    sort_in_runs(&mut ranked, cancel, Ord::cmp)?;
    Some(ranked.into_iter().map(|(_, row)| row).collect())
}

fn by_key(
    rows: &[u32],
    descending: bool,
    cancel: &CancelToken,
    key: impl Fn(usize) -> Box<[u8]>,
) -> Option<Vec<u32>> {
    let mut keyed = Vec::with_capacity(rows.len());
    for run in rows.chunks(RUN) {
        if cancel.is_cancelled() {
            return None;
        }
        keyed.extend(run.iter().map(|&row| (key(row as usize), row)));
    }
    sort_in_runs(
        &mut keyed,
        cancel,
        |(left, _), (right, _)| {
            if descending { right.cmp(left) } else { left.cmp(right) }
        },
    )?;
    Some(keyed.into_iter().map(|(_, row)| row).collect())
}

/// Sorts run by run, so that it can be cancelled, and merges the runs; stable.
fn sort_in_runs<T>(
    items: &mut [T],
    cancel: &CancelToken,
    compare: impl Fn(&T, &T) -> Ordering + Copy,
) -> Option<()> {
    for run in items.chunks_mut(RUN) {
        if cancel.is_cancelled() {
            return None;
        }
        run.sort_by(compare);
    }
    // The standard library's sort finds the sorted runs and only merges them.
    items.sort_by(compare);
    (!cancel.is_cancelled()).then_some(())
}

/// The place of each of a dictionary's values among them; equal ones share it.
fn ranks(values: &StringArray, cancel: &CancelToken) -> Option<Vec<u64>> {
    let collation = Collation::new();
    let mut keyed: Vec<(Box<[u8]>, usize)> = (0..values.len())
        .filter(|&code| values.is_valid(code))
        .map(|code| (collation.key(values.value(code)), code))
        .collect();
    sort_in_runs(&mut keyed, cancel, Ord::cmp)?;
    let mut ranks = vec![0; values.len()];
    let mut rank = 0;
    for (at, (key, code)) in keyed.iter().enumerate() {
        rank += u64::from(at > 0 && keyed[at - 1].0 != *key);
        ranks[*code] = rank;
    }
    Some(ranks)
}

/// How texts compare. Without its data, which is compiled in, by code points.
struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    fn new() -> Self {
        let mut preferences = "zh"
            .parse::<icu_locale_core::Locale>()
            .map(|locale| CollatorPreferences::from(&locale))
            .unwrap_or_default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(CollatorBorrowed::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Bytes that compare as the texts do.
    fn key(&self, text: &str) -> Box<[u8]> {
        let Some(collator) = &self.0 else { return text.as_bytes().into() };
        let mut key = Vec::with_capacity(text.len() + 8);
        let Ok(()) = collator.write_sort_key_to(text, &mut key);
        key.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer};
    use crate::layer::{Column, Value};
    use arrow_array::{
        BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    };
    use proptest::prelude::*;

    fn order(field: &str, descending: bool) -> Order {
        Order { field: field.to_owned(), descending }
    }

    fn sorted(column: Column, descending: bool) -> Vec<u32> {
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
            (Value::Text(a), Value::Text(b)) => collation.0.as_ref().unwrap().compare(a, b),
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
                prop_assert_eq!(sorted(column.clone(), descending), naive(&column, descending));
            }
        }

        #[test]
        fn numbers_rank_as_they_compare(a: f64, b: f64, m: i64, n: i64) {
            prop_assert_eq!(rank_f64(a).cmp(&rank_f64(b)), a.total_cmp(&b));
            prop_assert_eq!(rank_i64(m).cmp(&rank_i64(n)), m.cmp(&n));
        }
    }

    #[test]
    fn chinese_goes_by_pinyin_and_digits_by_their_number() {
        let names = ["云水 22-14", "云水 22-2", "下沙", "金沙", "Riverside", "文泽", "11", "9"];
        let texts: LargeStringArray = names.iter().copied().map(Some).collect();
        let rows = sorted(column("name", Values::Text(TextArray::Plain(texts))), false);
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
