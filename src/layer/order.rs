//! Rows in the order of a field: what a table sorted by one of its columns shows.
//!
//! Numbers, dates and instants go by size, `false` before `true`; text as the Unicode collation has it
//! for Chinese (CLDR `zh`: numbers, then Han by pinyin, then Latin; digits by the number that they write,
//! so that 22-2 stands before 22-14); nested values by the code points of their JSON. Rows without a value
//! stand last in either direction, equal ones in file order.

use super::merge::{each, sorted};
use super::{Layer, TextArray, Values};
use crate::progress::CancelToken;
use arrow_array::{Array, StringArray};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use serde::{Deserialize, Serialize};

/// By which field rows stand, and in which direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The field, by its exact name.
    pub field: String,
    /// Greatest first.
    pub descending: bool,
}

/// Keys that a thread makes before it looks at the cancel token.
const KEYS: usize = 16_384;

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
                let values = array.values().as_any().downcast_ref::<StringArray>()?;
                let ranks = ranks(values, cancel)?;
                by_number(&filled, down, cancel, |row| array.key(row).map_or(0, |code| ranks[code]))
            }
            Values::Text(TextArray::Plain(array)) => {
                let collation = Collation::new();
                by_key(&filled, down, cancel, |row, key| collation.write_key(array.value(row), key))
            }
            Values::Json(array) => by_key(&filled, down, cancel, |row, key| {
                key.extend_from_slice(array.value(row).as_bytes());
            }),
        }?;
        ordered.extend(missing);
        Some(ordered)
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

fn by_key(
    rows: &[u32],
    descending: bool,
    cancel: &CancelToken,
    write_key: impl Fn(usize, &mut Vec<u8>) + Sync,
) -> Option<Vec<u32>> {
    let keys = Keys::of(rows, cancel, write_key)?;
    let mut items = Vec::with_capacity(rows.len());
    for at in 0..rows.len() as u32 {
        items.push((keys.begins(at), at));
    }
    // Most are told apart by how they begin; equal ones keep file order in both directions.
    let ascending = |left: &(u64, u32), right: &(u64, u32)| {
        left.0.cmp(&right.0).then_with(|| keys.get(left.1).cmp(keys.get(right.1)))
    };
    let items = sorted(items, cancel, &|left: &(u64, u32), right: &(u64, u32)| {
        let ordering = ascending(left, right);
        (if descending { ordering.reverse() } else { ordering }).then(left.1.cmp(&right.1))
    })?;
    Some(items.into_iter().map(|(_, at)| rows[at as usize]).collect())
}

/// Bytes of many keys, one after the other in pieces of [`KEYS`] keys.
struct Keys(Vec<Piece>);

#[derive(Clone, Default)]
struct Piece {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Keys {
    /// The keys of rows, made on all cores; `None` where it was cancelled.
    fn of(rows: &[u32], cancel: &CancelToken, write: impl Fn(usize, &mut Vec<u8>) + Sync) -> Option<Self> {
        let mut pieces = vec![Piece::default(); rows.len().div_ceil(KEYS)];
        each(rows.chunks(KEYS).zip(&mut pieces), |(rows, piece)| {
            for &row in rows {
                write(row as usize, &mut piece.bytes);
                piece.ends.push(piece.bytes.len() as u32);
            }
            (!cancel.is_cancelled()).then_some(())
        })?;
        Some(Self(pieces))
    }

    fn get(&self, at: u32) -> &[u8] {
        let (piece, at) = (&self.0[at as usize / KEYS], at as usize % KEYS);
        let start = if at == 0 { 0 } else { piece.ends[at - 1] as usize };
        &piece.bytes[start..piece.ends[at] as usize]
    }

    /// The first eight bytes as a number in the same order; shorter keys stand before longer ones.
    fn begins(&self, at: u32) -> u64 {
        let key = self.get(at);
        let mut first = [0; 8];
        let len = key.len().min(8);
        first[..len].copy_from_slice(&key[..len]);
        u64::from_be_bytes(first)
    }
}

/// The place of each of a dictionary's values among them; equal ones share it.
fn ranks(values: &StringArray, cancel: &CancelToken) -> Option<Vec<u64>> {
    let collation = Collation::new();
    let codes: Vec<u32> = (0..values.len() as u32).filter(|&code| values.is_valid(code as usize)).collect();
    let keys = Keys::of(&codes, cancel, |code, key| collation.write_key(values.value(code), key))?;
    let places: Vec<u32> = (0..codes.len() as u32).collect();
    let places = sorted(places, cancel, &|&left, &right| keys.get(left).cmp(keys.get(right)))?;
    let mut ranks = vec![0; values.len()];
    let mut rank = 0;
    for (at, &place) in places.iter().enumerate() {
        rank += u64::from(at > 0 && keys.get(places[at - 1]) != keys.get(place));
        ranks[codes[place as usize] as usize] = rank;
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

    /// Writes bytes that compare as the texts do.
    fn write_key(&self, text: &str, key: &mut Vec<u8>) {
        match &self.0 {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
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
