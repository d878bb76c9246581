//! From cells, feature by feature, to typed columns: types are inferred as the cells come.
//!
//! A column is as narrow as its values allow: boolean, integer, real, date, date-time, text; a column
//! of nested or mixed values keeps each value's JSON text. Integers become reals only where every one
//! of them is exact as a real (|n| ≤ 2⁵³).

use crate::layer::{Column, TextArray, Values};
use arrow_array::types::Int32Type;
use arrow_array::{
    BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, LargeStringArray,
    StringArray, TimestampMillisecondArray,
};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder, NullBuffer};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// One value as it stands in a feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell<'a> {
    /// The feature does not have the field.
    #[default]
    Missing,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number of 64 bits.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text, decoded.
    Text(Cow<'a, str>),
    /// JSON text of an array, an object, or a number that no 64 bits hold.
    Json(&'a str),
}

/// Integers up to this size are exact as 64-bit floats.
const EXACT_INTEGER: u64 = 1 << 53;

/// A text column gives up its dictionary when it has more entries than this and than half its rows.
const DICTIONARY_MIN: usize = 4096;

enum Store {
    /// Only nulls so far.
    Nothing,
    Bool(Vec<bool>),
    Integer(Vec<i64>),
    Real(Vec<f64>),
    Dictionary {
        codes: Vec<i32>,
        values: Vec<String>,
        code_of: HashMap<String, i32>,
    },
    Plain {
        ends: Vec<i64>,
        bytes: String,
    },
    Json {
        ends: Vec<i64>,
        bytes: String,
    },
}

/// Builds one column.
pub(crate) struct ColumnBuilder {
    name: String,
    store: Store,
    valid: BooleanBufferBuilder,
    missing: BooleanBufferBuilder,
    any_missing: bool,
    /// No value so far speaks against all texts being dates (or date-times).
    dates: bool,
    instants: bool,
}

impl ColumnBuilder {
    /// A column whose field was first seen after `rows` features without it.
    pub(crate) fn new(name: String, rows: usize) -> Self {
        let mut builder = Self {
            name,
            store: Store::Nothing,
            valid: BooleanBufferBuilder::new(0),
            missing: BooleanBufferBuilder::new(0),
            any_missing: false,
            dates: true,
            instants: true,
        };
        builder.skip(rows);
        builder
    }

    /// Name of the field.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Rows so far.
    pub(crate) fn len(&self) -> usize {
        self.valid.len()
    }

    /// Adds rows that do not have the field.
    pub(crate) fn skip(&mut self, rows: usize) {
        for _ in 0..rows {
            self.push(Cell::Missing);
        }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        let is_missing = cell == Cell::Missing;
        self.any_missing |= is_missing;
        self.missing.append(is_missing);
        self.valid.append(!is_missing && cell != Cell::Null);
        self.make_room_for(&cell);
        match (&mut self.store, cell) {
            (Store::Nothing, _) => {}
            (Store::Bool(values), Cell::Bool(value)) => values.push(value),
            (Store::Bool(values), _) => values.push(false),
            (Store::Integer(values), Cell::Integer(value)) => values.push(value),
            (Store::Integer(values), _) => values.push(0),
            (Store::Real(values), Cell::Integer(value)) => values.push(value as f64),
            (Store::Real(values), Cell::Real(value)) => values.push(value),
            (Store::Real(values), _) => values.push(0.0),
            (Store::Dictionary { codes, values, code_of }, Cell::Text(text)) => {
                let code = if let Some(&code) = code_of.get(text.as_ref()) {
                    code
                } else {
                    self.dates &= date_days(&text).is_some();
                    self.instants &= instant_millis(&text).is_some();
                    let code = values.len() as i32;
                    code_of.insert(text.clone().into_owned(), code);
                    values.push(text.into_owned());
                    code
                };
                codes.push(code);
            }
            (Store::Dictionary { codes, .. }, _) => codes.push(0),
            (Store::Plain { ends, bytes }, cell) => {
                if let Cell::Text(text) = cell {
                    self.dates &= date_days(&text).is_some();
                    self.instants = self.instants && instant_millis(&text).is_some();
                    bytes.push_str(&text);
                }
                ends.push(bytes.len() as i64);
            }
            (Store::Json { ends, bytes }, cell) => {
                push_json(bytes, &cell);
                ends.push(bytes.len() as i64);
            }
        }
    }

    /// Widens the store where the cell does not fit.
    fn make_room_for(&mut self, cell: &Cell<'_>) {
        let rows = self.valid.len() - 1;
        match (&self.store, cell) {
            (_, Cell::Missing | Cell::Null)
            | (Store::Bool(_), Cell::Bool(_))
            | (Store::Integer(_), Cell::Integer(_))
            | (Store::Real(_), Cell::Real(_))
            | (Store::Plain { .. }, Cell::Text(_))
            | (Store::Json { .. }, _) => {}
            (Store::Dictionary { values, .. }, Cell::Text(_)) => {
                if values.len() > DICTIONARY_MIN && values.len() > rows / 2 {
                    self.give_up_dictionary();
                }
            }
            (Store::Real(_), Cell::Integer(value)) if value.unsigned_abs() <= EXACT_INTEGER => {}
            (Store::Integer(values), Cell::Real(_))
                if values.iter().all(|value| value.unsigned_abs() <= EXACT_INTEGER) =>
            {
                self.store = Store::Real(values.iter().map(|&value| value as f64).collect());
            }
            (Store::Nothing, cell) => {
                self.store = match cell {
                    Cell::Bool(_) => Store::Bool(vec![false; rows]),
                    Cell::Integer(_) => Store::Integer(vec![0; rows]),
                    Cell::Real(_) => Store::Real(vec![0.0; rows]),
                    Cell::Text(_) => Store::Dictionary {
                        codes: vec![0; rows],
                        values: Vec::new(),
                        code_of: HashMap::new(),
                    },
                    _ => Store::Json { ends: vec![0; rows], bytes: String::new() },
                }
            }
            _ => self.become_json(rows),
        }
    }

    fn give_up_dictionary(&mut self) {
        if let Store::Dictionary { codes, values, .. } = &self.store {
            let mut bytes = String::new();
            let mut ends = Vec::with_capacity(codes.len());
            for (row, &code) in codes.iter().enumerate() {
                if self.valid.get_bit(row) {
                    bytes.push_str(&values[code as usize]);
                }
                ends.push(bytes.len() as i64);
            }
            self.store = Store::Plain { ends, bytes };
        }
    }

    fn become_json(&mut self, rows: usize) {
        self.give_up_dictionary();
        let mut bytes = String::new();
        let mut ends = Vec::with_capacity(rows);
        for row in 0..rows {
            if self.valid.get_bit(row) {
                let cell = match &self.store {
                    Store::Bool(values) => Cell::Bool(values[row]),
                    Store::Integer(values) => Cell::Integer(values[row]),
                    Store::Real(values) => Cell::Real(values[row]),
                    Store::Plain { ends, bytes } => {
                        let start = if row == 0 { 0 } else { ends[row - 1] as usize };
                        Cell::Text(Cow::Borrowed(&bytes[start..ends[row] as usize]))
                    }
                    Store::Nothing | Store::Dictionary { .. } | Store::Json { .. } => Cell::Null,
                };
                push_json(&mut bytes, &cell);
            }
            ends.push(bytes.len() as i64);
        }
        self.store = Store::Json { ends, bytes };
    }

    /// The finished column.
    pub(crate) fn finish(mut self) -> Column {
        let rows = self.len();
        let valid: BooleanBuffer = self.valid.finish();
        let nulls = (valid.count_set_bits() < rows).then(|| NullBuffer::new(valid));
        let texts = !matches!(self.store, Store::Nothing);
        let values = match self.store {
            Store::Nothing => Values::Text(TextArray::Plain(LargeStringArray::new_null(rows))),
            Store::Bool(values) => Values::Bool(BooleanArray::new(values.into(), nulls)),
            Store::Integer(values) => Values::Integer(Int64Array::new(values.into(), nulls)),
            Store::Real(values) => Values::Real(Float64Array::new(values.into(), nulls)),
            Store::Json { ends, bytes } => Values::Json(plain(&ends, bytes, nulls)),
            Store::Plain { ends, bytes } => typed_text(
                TextArray::Plain(plain(&ends, bytes, nulls)),
                self.dates && texts,
                self.instants && texts,
            ),
            Store::Dictionary { codes, values, .. } => {
                let keys = Int32Array::new(codes.into(), nulls);
                let dictionary = StringArray::from_iter_values(values);
                let array = DictionaryArray::<Int32Type>::new(keys, Arc::new(dictionary));
                typed_text(TextArray::Dictionary(array), self.dates, self.instants)
            }
        };
        let missing = self.any_missing.then(|| self.missing.finish());
        Column { name: self.name, values, missing, is_derived: false }
    }
}

fn plain(ends: &[i64], bytes: String, nulls: Option<NullBuffer>) -> LargeStringArray {
    let mut offsets = Vec::with_capacity(ends.len() + 1);
    offsets.push(0);
    offsets.extend_from_slice(ends);
    LargeStringArray::new(arrow_buffer::OffsetBuffer::new(offsets.into()), bytes.into_bytes().into(), nulls)
}

/// Texts that are all dates, or all date-times, become such.
fn typed_text(array: TextArray, dates: bool, instants: bool) -> Values {
    let rows = 0..array.len();
    if dates {
        Values::Date(rows.map(|row| array.get(row).and_then(date_days)).collect::<Date32Array>())
    } else if instants {
        Values::DateTime(
            rows.map(|row| array.get(row).and_then(instant_millis)).collect::<TimestampMillisecondArray>(),
        )
    } else {
        Values::Text(array)
    }
}

fn push_json(bytes: &mut String, cell: &Cell<'_>) {
    use std::fmt::Write;
    // Writing to a String cannot fail.
    let _written = match cell {
        Cell::Missing | Cell::Null => Ok(()),
        Cell::Bool(value) => write!(bytes, "{value}"),
        Cell::Integer(value) => write!(bytes, "{value}"),
        Cell::Real(value) => write!(bytes, "{}", serde_json::Value::from(*value)),
        Cell::Text(text) => write!(bytes, "{}", serde_json::Value::from(text.as_ref())),
        Cell::Json(text) => bytes.write_str(text),
    };
}

/// Days since 1970-01-01 of `YYYY-MM-DD`, where it is a day of the calendar.
pub(crate) fn date_days(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0_i32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let date = jiff::civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(date.since((jiff::Unit::Day, epoch)).ok()?.get_days())
}

/// Milliseconds since the epoch of a date-time of RFC 3339 with an offset, where milliseconds hold it.
pub(crate) fn instant_millis(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || bytes[4] != b'-' || bytes[7] != b'-' || bytes[10] != b'T' || bytes[13] != b':' {
        return None;
    }
    if !(bytes.ends_with(b"Z") || matches!(bytes[bytes.len() - 6], b'+' | b'-')) {
        return None;
    }
    let instant: jiff::Timestamp = text.parse().ok()?;
    (instant.subsec_nanosecond() % 1_000_000 == 0).then(|| instant.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::{FieldType, Value};

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
}
