//! Columns: one field of all features as an Arrow array, null apart from missing.

use super::others::Others;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    TimestampMillisecondArray,
};
use arrow_buffer::BooleanBuffer;
use serde::Serialize;
use std::borrow::Cow;

/// Type of a field, as inferred from its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// `true` and `false`.
    Bool,
    /// Whole numbers that fit 64 bits.
    Integer,
    /// 64-bit floating point.
    Real,
    /// Text.
    Text,
    /// Calendar dates, `2026-11-23`.
    Date,
    /// Instants of RFC 3339 with an offset, `2026-11-23T09:00:00+08:00`.
    DateTime,
    /// Nested values, or values of several types: each kept as its JSON text. Where more than half are
    /// numbers and the others texts, the field is one of numbers with [`Column::others`].
    Json,
}

/// A text column, stored the way that costs less.
#[derive(Clone, Debug)]
pub enum TextArray {
    /// Few distinct values: codes into a dictionary.
    Dictionary(DictionaryArray<Int32Type>),
    /// Mostly distinct values.
    Plain(LargeStringArray),
}

/// The values of a column. A slot is null where the value is null or missing.
#[derive(Clone, Debug)]
pub enum Values {
    /// Booleans.
    Bool(BooleanArray),
    /// Whole numbers.
    Integer(Int64Array),
    /// Floating point.
    Real(Float64Array),
    /// Text.
    Text(TextArray),
    /// Days since 1970-01-01.
    Date(Date32Array),
    /// Milliseconds since 1970-01-01T00:00:00Z.
    DateTime(TimestampMillisecondArray),
    /// JSON text of each value.
    Json(LargeStringArray),
}

/// One field of all features.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name of the field, exactly as in the file.
    pub name: String,
    /// Its values.
    pub values: Values,
    /// Set where the feature does not have the field at all (then the value is null too); `None`
    /// where every feature has it.
    pub missing: Option<BooleanBuffer>,
    /// What is no number in a column of numbers (null in the values then); `None` where there is none.
    pub others: Option<Others>,
    /// Whether the program worked it out: the source has no such field, and what is copied from the
    /// source's own bytes does not have it.
    pub is_derived: bool,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// The feature does not have this field.
    Missing,
    /// The field is there with the value `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Days since 1970-01-01.
    Date(i32),
    /// Milliseconds since 1970-01-01T00:00:00Z.
    DateTime(i64),
    /// JSON text.
    Json(&'a str),
}

impl<'a> Value<'a> {
    /// Whether there is no value: null or missing.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Missing | Self::Null)
    }

    /// As a number, where it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Integer(value) => Some(value as f64),
            Self::Real(value) => Some(value),
            _ => None,
        }
    }

    /// The raw value as plain text: ISO dates, shortest exact numbers, nothing for null or missing.
    pub fn to_text(&self) -> Cow<'a, str> {
        match *self {
            Self::Missing | Self::Null => Cow::Borrowed(""),
            Self::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Real(value) => Cow::Owned(value.to_string()),
            Self::Text(text) | Self::Json(text) => Cow::Borrowed(text),
            Self::Date(days) => Cow::Owned(date_text(days)),
            Self::DateTime(millis) => Cow::Owned(instant_text(millis)),
        }
    }
}

/// `2026-11-23` for days since 1970-01-01.
fn date_text(days: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(days)).map_or_else(|_| days.to_string(), |date| date.to_string())
}

/// `2026-11-23T01:00:00Z` for milliseconds since the epoch.
fn instant_text(millis: i64) -> String {
    jiff::Timestamp::from_millisecond(millis)
        .map_or_else(|_| millis.to_string(), |instant| instant.to_string())
}

impl TextArray {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Dictionary(array) => array.len(),
            Self::Plain(array) => array.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row; `None` where null.
    pub fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Dictionary(array) => {
                let code = array.key(row)?;
                array
                    .values()
                    .as_any()
                    .downcast_ref::<arrow_array::StringArray>()
                    .map(|values| values.value(code))
            }
            Self::Plain(array) => array.is_valid(row).then(|| array.value(row)),
        }
    }
}

impl Values {
    /// Type of the values.
    pub fn field_type(&self) -> FieldType {
        match self {
            Self::Bool(_) => FieldType::Bool,
            Self::Integer(_) => FieldType::Integer,
            Self::Real(_) => FieldType::Real,
            Self::Text(_) => FieldType::Text,
            Self::Date(_) => FieldType::Date,
            Self::DateTime(_) => FieldType::DateTime,
            Self::Json(_) => FieldType::Json,
        }
    }

    /// The array, as Arrow's own trait.
    pub fn array(&self) -> &dyn Array {
        match self {
            Self::Bool(array) => array,
            Self::Integer(array) => array,
            Self::Real(array) => array,
            Self::Text(TextArray::Dictionary(array)) => array,
            Self::Text(TextArray::Plain(array)) | Self::Json(array) => array,
            Self::Date(array) => array,
            Self::DateTime(array) => array,
        }
    }
}

impl Column {
    /// Type of the field.
    pub fn field_type(&self) -> FieldType {
        self.values.field_type()
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.array().len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the feature of a row does not have the field at all.
    pub fn is_missing(&self, row: usize) -> bool {
        self.missing.as_ref().is_some_and(|missing| missing.value(row))
    }

    /// Rows whose value is null, missing ones not counted.
    pub fn null_count(&self) -> usize {
        self.values.array().null_count() - self.missing_count() - self.other_count()
    }

    /// Rows whose value is no number, in a column of numbers.
    pub fn other_count(&self) -> usize {
        self.others.as_ref().map_or(0, Others::len)
    }

    /// Rows that do not have the field.
    pub fn missing_count(&self) -> usize {
        self.missing.as_ref().map_or(0, BooleanBuffer::count_set_bits)
    }

    /// The cell of a row.
    pub fn value(&self, row: usize) -> Value<'_> {
        if self.values.array().is_null(row) {
            if let Some(json) = self.others.as_ref().and_then(|others| others.get(row)) {
                return Value::Json(json);
            }
            return if self.is_missing(row) { Value::Missing } else { Value::Null };
        }
        match &self.values {
            Values::Bool(array) => Value::Bool(array.value(row)),
            Values::Integer(array) => Value::Integer(array.value(row)),
            Values::Real(array) => Value::Real(array.value(row)),
            Values::Text(array) => array.get(row).map_or(Value::Null, Value::Text),
            Values::Date(array) => Value::Date(array.value(row)),
            Values::DateTime(array) => Value::DateTime(array.value(row)),
            Values::Json(array) => Value::Json(array.value(row)),
        }
    }
}
