//! Values of a column of numbers that are none: `"8-9"` or `"面议"` beside 8 and 9.5.
//!
//! An office's list has such cells, and one of them must not make a text of all others. They are no numbers to
//! any filter, sum or sort (null there), and are kept as they are for people to see and for exports.

use super::column::Values;
use arrow_array::{Array, Float64Array, Int64Array, LargeStringArray};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// The rows of a column that hold something else than its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// Ascending.
    rows: Vec<u32>,
    /// JSON text of each.
    texts: Vec<Box<str>>,
}

/// From this whole number on, reals are not whole numbers one by one.
const EXACT: u64 = 1 << 53;

impl Others {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, ascending.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Bytes held in memory.
    pub fn heap_bytes(&self) -> usize {
        let texts = self.texts.iter().map(|text| text.len()).sum::<usize>();
        size_of::<u32>() * self.rows.len() + size_of::<Box<str>>() * self.texts.len() + texts
    }

    /// The rows as bits of so many.
    pub fn bits(&self, len: usize) -> BooleanBuffer {
        let mut bits = BooleanBufferBuilder::new(len);
        bits.append_n(len, false);
        for &row in &self.rows {
            bits.set_bit(row as usize, true);
        }
        bits.finish()
    }

    /// The JSON text of a row, if it is one of them.
    pub fn get(&self, row: usize) -> Option<&str> {
        let at = self.rows.binary_search(&u32::try_from(row).ok()?).ok()?;
        self.texts.get(at).map(AsRef::as_ref)
    }

    /// Takes numbers and others of mixed values apart, where more than half of the values that are there are
    /// numbers, each of them exact, and all others texts; as whole numbers where all of them are.
    pub(crate) fn apart(mixed: &LargeStringArray) -> Option<(Values, Self)> {
        let mut others = Self::default();
        let (mut reals, mut wholes) = (Vec::with_capacity(mixed.len()), Vec::with_capacity(mixed.len()));
        let (mut numbers, mut all_whole) = (0, true);
        for (row, json) in mixed.iter().enumerate() {
            let number = json.and_then(number);
            match (json, number) {
                (Some(json), None) if json.starts_with('"') => {
                    others.rows.push(row as u32);
                    others.texts.push(json.into());
                }
                (Some(_), None) => return None,
                _ => {}
            }
            numbers += usize::from(number.is_some());
            all_whole &= !matches!(number, Some((_, None)));
            reals.push(number.map(|(real, _)| real));
            wholes.push(number.and_then(|(_, whole)| whole));
        }
        if numbers <= others.len() {
            return None;
        }
        let values = if all_whole {
            Values::Integer(Int64Array::from(wholes))
        } else {
            let is_exact = |whole: &i64| whole.unsigned_abs() <= EXACT;
            if !wholes.iter().flatten().all(is_exact) {
                return None;
            }
            Values::Real(Float64Array::from(reals))
        };
        Some((values, others))
    }
}

/// A JSON number, as it is and, if it is whole, as that.
fn number(json: &str) -> Option<(f64, Option<i64>)> {
    // No number of JSON begins otherwise: "inf" is none.
    let is_number = json.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let real = json.parse().ok().filter(|_| is_number)?;
    Some((real, json.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::FieldType;

    fn apart(cells: &[Option<&str>]) -> Option<(Values, Others)> {
        Others::apart(&LargeStringArray::from(cells.to_vec()))
    }

    #[test]
    fn numbers_stay_numbers_beside_a_text() {
        let (values, others) = apart(&[Some("12"), Some("\"30.5亩\""), None, Some("4.25")]).unwrap();
        let Values::Real(reals) = &values else { panic!("{values:?}") };
        assert_eq!(reals.iter().collect::<Vec<_>>(), [Some(12.0), None, None, Some(4.25)]);
        assert_eq!((others.rows(), others.get(1), others.get(2)), (&[1][..], Some("\"30.5亩\""), None));
        let (wholes, _) = apart(&[Some("12"), Some("\"约 3\""), Some("9007199254740993")]).unwrap();
        assert_eq!(wholes.field_type(), FieldType::Integer);
    }

    #[test]
    fn what_is_no_column_of_numbers_stays_as_it_is() {
        for cells in [
            &[Some("1"), Some("\"a\"")][..],
            &[Some("1"), Some("2"), Some("[1]")],
            &[Some("1"), Some("2"), Some("true")],
            // Not exact beside a real.
            &[Some("9007199254740993"), Some("0.5"), Some("\"a\"")],
        ] {
            assert_eq!(apart(cells).map(|found| found.1), None, "{cells:?}");
        }
    }
}
