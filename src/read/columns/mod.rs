//! From cells, feature by feature, to typed columns: types are inferred as the cells come.
//!
//! A column is as narrow as its values allow: boolean, integer, real, date, date-time, text; a column
//! of nested or mixed values keeps each value's JSON text. Integers become reals only where every one
//! of them is exact as a real (|n| ≤ 2⁵³).
//!
//! Workers build the columns of their stretch of the file, which are then appended to the layer's. The
//! type of a column does not depend on where the stretches begin: widening is the join of the cells'
//! types, and a dictionary is given up at the same row as if all had come one by one.

mod dates;
mod flags;
mod texts;

use crate::layer::{Column, Others, TextArray, Values};
use arrow_array::{BooleanArray, Date32Array, Float64Array, Int64Array, LargeStringArray};
use arrow_buffer::NullBuffer;
use dates::{date_days, date_text};
use flags::Flags;
use std::borrow::Cow;
use texts::{Plain, Texts};

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

#[derive(Debug)]
enum Store {
    /// Only nulls so far.
    Nothing,
    Bool(Vec<bool>),
    Integer(Vec<i64>),
    Real {
        values: Vec<f64>,
        /// Which of them stand in the file as whole numbers, where any does.
        whole: Flags,
    },
    /// Days since 1970-01-01: so far every text is a date.
    Date(Vec<i32>),
    Text(Texts),
    Json(Plain),
}

/// Builds one column.
#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    name: String,
    store: Store,
    valid: Flags,
    missing: Flags,
    /// A dictionary of its texts does not pay, as others have seen.
    plain: bool,
}

impl ColumnBuilder {
    /// A column whose field was first seen after `rows` features without it.
    pub(crate) fn new(name: String, rows: usize) -> Self {
        let (valid, missing) = (Flags::new(true), Flags::new(false));
        let mut builder = Self { name, store: Store::Nothing, valid, missing, plain: false };
        builder.skip(rows);
        builder
    }

    /// The same column, its texts stored one after the other from the start. For a part of a column that
    /// is known to have given up its dictionary.
    pub(crate) fn without_dictionary(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Name of the field.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Rows so far.
    pub(crate) fn len(&self) -> usize {
        self.valid.len()
    }

    /// Whether it holds texts of which most are distinct.
    pub(crate) fn is_plain_text(&self) -> bool {
        matches!(&self.store, Store::Text(texts) if texts.is_plain())
    }

    /// Adds rows that do not have the field.
    pub(crate) fn skip(&mut self, rows: usize) {
        if rows > 0 {
            self.push_defaults(rows);
            self.valid.push_many(false, rows);
            self.missing.push_many(true, rows);
        }
    }

    fn push_defaults(&mut self, rows: usize) {
        match &mut self.store {
            Store::Nothing => {}
            Store::Bool(values) => values.resize(values.len() + rows, false),
            Store::Integer(values) => values.resize(values.len() + rows, 0),
            Store::Real { values, whole } => {
                values.resize(values.len() + rows, 0.0);
                whole.push_many(false, rows);
            }
            Store::Date(values) => values.resize(values.len() + rows, 0),
            Store::Text(texts) => texts.push_empty(rows),
            Store::Json(texts) => texts.push_empty(rows),
        }
    }

    /// Adds a row.
    #[expect(clippy::needless_pass_by_value, reason = "a cell goes into the column")]
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        if matches!(cell, Cell::Missing | Cell::Null) {
            self.push_defaults(1);
            self.valid.push(false);
            self.missing.push(cell == Cell::Missing);
            return;
        }
        // At most: text that is no date after dates, then text.
        let mut days = None;
        loop {
            match (&mut self.store, &cell) {
                (Store::Bool(values), Cell::Bool(value)) => values.push(*value),
                (Store::Integer(values), Cell::Integer(value)) => values.push(*value),
                (Store::Real { values, whole }, Cell::Real(value)) => {
                    values.push(*value);
                    whole.push(false);
                }
                (Store::Real { values, whole }, Cell::Integer(value))
                    if value.unsigned_abs() <= EXACT_INTEGER =>
                {
                    values.push(*value as f64);
                    whole.push(true);
                }
                (Store::Date(values), Cell::Text(text)) => {
                    days = days.or_else(|| date_days(text));
                    let Some(days) = days else {
                        self.dates_become_text();
                        continue;
                    };
                    values.push(days);
                }
                (Store::Text(texts), Cell::Text(text)) => texts.push(text, &self.valid),
                (Store::Json(texts), cell) => texts.push_with(|into| push_json(into, cell)),
                (_, cell) => {
                    if let Cell::Text(text) = cell {
                        days = date_days(text);
                    }
                    self.make_room_for(cell, days.is_some());
                    continue;
                }
            }
            break;
        }
        self.valid.push(true);
        self.missing.push(false);
    }

    /// Widens the store, which the cell does not fit.
    fn make_room_for(&mut self, cell: &Cell<'_>, is_date: bool) {
        let rows = self.len();
        let store = match (&mut self.store, cell) {
            (Store::Nothing, cell) => match cell {
                Cell::Bool(_) => Store::Bool(vec![false; rows]),
                Cell::Integer(_) => Store::Integer(vec![0; rows]),
                Cell::Real(_) => {
                    let mut whole = Flags::new(false);
                    whole.push_many(false, rows);
                    Store::Real { values: vec![0.0; rows], whole }
                }
                Cell::Text(_) if is_date => Store::Date(vec![0; rows]),
                Cell::Text(_) => Store::Text(Texts::of_empty(rows, self.plain)),
                Cell::Missing | Cell::Null | Cell::Json(_) => Store::Json(Plain::of_empty(rows)),
            },
            (Store::Integer(values), Cell::Real(_))
                if values.iter().all(|value| value.unsigned_abs() <= EXACT_INTEGER) =>
            {
                let mut whole = Flags::new(false);
                (0..rows).for_each(|row| whole.push(self.valid.get(row)));
                Store::Real { values: values.iter().map(|&value| value as f64).collect(), whole }
            }
            _ => {
                let mut texts = Plain::of_empty(0);
                for row in 0..rows {
                    texts.push_with(|into| push_json(into, &self.cell(row)));
                }
                Store::Json(texts)
            }
        };
        self.store = store;
    }

    fn dates_become_text(&mut self) {
        let mut texts = Texts::of_empty(0, self.plain);
        if let Store::Date(values) = &self.store {
            for (row, &days) in values.iter().enumerate() {
                if self.valid.get(row) {
                    texts.push(&date_text(days), &self.valid);
                } else {
                    texts.push_empty(1);
                }
            }
        }
        self.store = Store::Text(texts);
    }

    /// The cell of a row, as it was pushed.
    fn cell(&self, row: usize) -> Cell<'_> {
        if !self.valid.get(row) {
            return if self.missing.get(row) { Cell::Missing } else { Cell::Null };
        }
        match &self.store {
            Store::Nothing => Cell::Null,
            Store::Bool(values) => Cell::Bool(values[row]),
            Store::Integer(values) => Cell::Integer(values[row]),
            Store::Real { values, whole } if whole.get(row) => Cell::Integer(values[row] as i64),
            Store::Real { values, .. } => Cell::Real(values[row]),
            Store::Date(values) => Cell::Text(Cow::Owned(date_text(values[row]))),
            Store::Text(texts) => Cell::Text(Cow::Borrowed(texts.get(row))),
            Store::Json(texts) => Cell::Json(texts.get(row)),
        }
    }

    /// Adds the rows of another part of the column; the same as pushing its cells.
    pub(crate) fn append(&mut self, other: &Self) {
        if matches!(self.store, Store::Nothing) {
            let rows = self.len();
            match &other.store {
                Store::Bool(_) => self.store = Store::Bool(vec![false; rows]),
                Store::Integer(_) => self.store = Store::Integer(vec![0; rows]),
                Store::Real { .. } => {
                    let mut whole = Flags::new(false);
                    whole.push_many(false, rows);
                    self.store = Store::Real { values: vec![0.0; rows], whole };
                }
                Store::Date(_) => self.store = Store::Date(vec![0; rows]),
                Store::Text(_) => self.store = Store::Text(Texts::of_empty(rows, self.plain)),
                Store::Json(_) => self.store = Store::Json(Plain::of_empty(rows)),
                Store::Nothing => {}
            }
        }
        match (&mut self.store, &other.store) {
            (Store::Bool(ours), Store::Bool(theirs)) => ours.extend_from_slice(theirs),
            (Store::Integer(ours), Store::Integer(theirs)) => ours.extend_from_slice(theirs),
            (Store::Real { values: ours, whole }, Store::Real { values: theirs, whole: more }) => {
                ours.extend_from_slice(theirs);
                whole.append(more);
            }
            (Store::Date(ours), Store::Date(theirs)) => ours.extend_from_slice(theirs),
            (Store::Json(ours), Store::Json(theirs)) => ours.append(theirs),
            (Store::Text(ours), Store::Text(theirs)) => {
                ours.append(theirs, &other.valid, &mut self.valid);
                self.missing.append(&other.missing);
                return;
            }
            (_, Store::Nothing) => self.push_defaults(other.len()),
            _ => {
                for row in 0..other.len() {
                    self.push(other.cell(row));
                }
                return;
            }
        }
        self.valid.append(&other.valid);
        self.missing.append(&other.missing);
    }

    /// The finished column.
    pub(crate) fn finish(self) -> Column {
        let rows = self.len();
        let nulls = self.valid.finish().map(NullBuffer::new);
        let values = match self.store {
            Store::Nothing => Values::Text(TextArray::Plain(LargeStringArray::new_null(rows))),
            Store::Bool(values) => Values::Bool(BooleanArray::new(values.into(), nulls)),
            Store::Integer(values) => Values::Integer(Int64Array::new(snug(values).into(), nulls)),
            Store::Real { values, .. } => Values::Real(Float64Array::new(snug(values).into(), nulls)),
            Store::Date(values) => Values::Date(Date32Array::new(snug(values).into(), nulls)),
            Store::Text(texts) => texts.finish(nulls),
            Store::Json(texts) => Values::Json(texts.finish(nulls)),
        };
        let apart = match &values {
            Values::Json(mixed) => Others::apart(mixed),
            _ => None,
        };
        let (values, others) = apart.map_or((values, None), |(values, others)| (values, Some(others)));
        Column { name: self.name, values, missing: self.missing.finish(), others, is_derived: false }
    }
}

/// Gives back what was reserved and not used.
fn snug<T>(mut values: Vec<T>) -> Vec<T> {
    values.shrink_to_fit();
    values
}

fn push_json(into: &mut String, cell: &Cell<'_>) {
    use std::fmt::Write;
    // Writing to a String cannot fail.
    let _written = match cell {
        Cell::Missing | Cell::Null => Ok(()),
        Cell::Bool(value) => write!(into, "{value}"),
        Cell::Integer(value) => write!(into, "{value}"),
        Cell::Real(value) => write!(into, "{}", serde_json::Value::from(*value)),
        Cell::Text(text) => write!(into, "{}", serde_json::Value::from(text.as_ref())),
        Cell::Json(text) => into.write_str(text),
    };
}

#[cfg(test)]
mod tests;
