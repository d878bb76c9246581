//! Layers: what a file holds once it is read. Immutable, shared, columnar, indexed.
//!
//! A [`Layer`] has one row per feature. Attributes are [`Column`]s of Arrow arrays, geometry is
//! [`Shapes`] (flat coordinates and offsets), [`SpatialIndex`] is an R-tree over the rows' boxes, and
//! a [`RowSet`] is a set of rows: the answer of a filter, from which map, table, statistics and
//! exports all draw.
//!
//! # What a layer costs
//!
//! | part | bytes |
//! |---|---|
//! | a position | 16, and 8 for its height where any position of the layer has one |
//! | a ring, a part, a row of geometry | 4, 5, 5: a simple polygon 14 |
//! | a row in the R-tree | about 40 (boxes of 32-bit floats rounded outward) |
//! | a row's place in the source | 12 |
//! | an integer, a real, an instant | 8 |
//! | a date | 4 |
//! | a text of a few distinct ones | 4, and each distinct text once with 4 more |
//! | a text where most are distinct, a nested value | its UTF-8 and 8 |
//! | a text among numbers | its UTF-8 and 20 |
//! | a boolean | 1/8 |
//! | null, missing | 1/8 for each row, in columns that have such |
//! | a text of a column that a table was sorted by | 4 |
//!
//! [`Layer::memory`] adds it up. A town of polygons with seven fields comes to six tenths of its
//! GeoJSON file.

pub mod check;
mod collation;
mod column;
mod index;
mod known;
mod memory;
mod merge;
mod order;
mod others;
mod query;
mod ranks;
mod rows;
mod shapes;
mod source;
mod spans;
#[cfg(test)]
pub(crate) mod testing;
pub mod well_known;

pub use column::{Column, FieldType, TextArray, Value, Values};
pub use index::SpatialIndex;
pub use known::Known;
pub use memory::Memory;
pub(crate) use merge::each;
pub use order::Order;
pub use others::Others;
pub use rows::RowSet;
pub use shapes::{GeometryType, Mark, Part, PartType, Shape, Shapes, ShapesBuilder};
pub use source::{BUNDLED_PREFIX, Source, SourceBytes, SourceReader, Span, modified_ns};
pub use spans::Spans;
pub(crate) use spans::SpansBuilder;

use crate::diagnostic::Diagnostic;
use crate::geometry::BBox;
use std::sync::Arc;

/// What distances were measured to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasuredTo {
    /// A layer of the program's own.
    Bundled,
    /// Another layer.
    Other {
        /// Name of its file, without folders.
        file: String,
        /// SHA-256 of what was read of it, in hexadecimal.
        sha256: String,
        /// The columns of it that count, by field.
        columns: Vec<(&'static str, String)>,
    },
}

/// A layer, as read from one source. What grows with the features is shared: a clone is cheap.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Name: the collection's own `name` member, or the file's stem.
    pub name: String,
    /// The file that it came from.
    pub source: Source,
    /// Columns in the order in which their fields were first seen, then those that the program worked
    /// out ([`Column::is_derived`]). All have [`Layer::len`] rows.
    pub columns: Vec<Column>,
    /// The features' `id` members (RFC 7946, section 3.2), where any feature has one.
    pub ids: Option<Column>,
    /// Geometry in WGS 84 longitude and latitude.
    pub shapes: Arc<Shapes>,
    /// R-trees over the rows' boxes.
    pub index: Arc<SpatialIndex>,
    /// Where each feature's own bytes lie in the source.
    pub spans: Spans,
    /// The features' numbers in the file counted from 1, where some could not be read; `None` means
    /// row + 1.
    pub feature_numbers: Option<Arc<[u64]>>,
    /// The day that its derived columns speak of; `None` where none of them follows the calendar.
    pub derived_for: Option<jiff::civil::Date>,
    /// What its derived columns measured distances to; `None` where none of them does.
    pub measured_to: Option<MeasuredTo>,
    /// The collection's other members (not `type`, `features`, `bbox`, `crs`) as JSON text, in order.
    pub foreign_members: Vec<(String, String)>,
    /// What was noticed while reading.
    pub diagnostics: Vec<Diagnostic>,
    /// What is worked out of it once, when it is first asked for.
    pub known: Arc<Known>,
}

impl Layer {
    /// Number of features.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there are no features.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column of a field, by its exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The same layer with other derived columns in the place of those that it has. A derived column
    /// never takes the name of a field of the source: such a one is left out.
    #[must_use]
    pub fn with_derived(&self, derived: impl IntoIterator<Item = Column>) -> Self {
        let mut layer = self.clone();
        layer.derived_for = None;
        layer.measured_to = None;
        layer.columns.retain(|column| !column.is_derived);
        layer.known = Arc::new(self.known.of_fields(|field| layer.column(field).is_some()));
        for column in derived {
            if layer.column(&column.name).is_none() {
                layer.columns.push(Column { is_derived: true, ..column });
            }
        }
        layer
    }

    /// A cell; [`Value::Missing`] where there is no such field.
    pub fn value(&self, field: &str, row: usize) -> Value<'_> {
        self.column(field).map_or(Value::Missing, |column| column.value(row))
    }

    /// The feature's number in its file, counted from 1.
    pub fn feature_number(&self, row: usize) -> u64 {
        self.feature_numbers.as_ref().map_or(row as u64 + 1, |numbers| numbers[row])
    }

    /// The row of a feature's number; numbers go up with the rows.
    pub fn row_of_number(&self, number: u64) -> Option<usize> {
        match &self.feature_numbers {
            None => usize::try_from(number.checked_sub(1)?).ok().filter(|row| *row < self.len()),
            Some(numbers) => numbers.binary_search(&number).ok(),
        }
    }

    /// Where a row's own bytes lie in the source; an empty span where the layer has no such row.
    pub fn span(&self, row: usize) -> Span {
        self.spans.get(row).unwrap_or_default()
    }

    /// The box around all features; empty where none has a geometry.
    pub fn bbox(&self) -> BBox {
        self.index.bbox()
    }
}
