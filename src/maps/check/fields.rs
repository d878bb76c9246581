//! The layer's columns by the fields that they carry.

use crate::layer::{Column, Layer};
use crate::maps::schema::{self, FieldDef, LayerKind};

/// A column and the field that it carries.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) def: &'static FieldDef,
    pub(super) column: &'a Column,
}

/// All columns that carry a known field; what the program worked out itself is not looked at.
pub(super) struct Fields<'a> {
    pub(super) layer: &'a Layer,
    pub(super) kind: Option<LayerKind>,
    pub(super) bound: Vec<Bound<'a>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(layer: &'a Layer, kind: Option<LayerKind>) -> Self {
        let bound = layer
            .columns
            .iter()
            .filter(|column| !column.is_derived)
            .filter_map(|column| {
                let def = schema::field(kind, &column.name)?;
                (!def.derived).then_some(Bound { def, column })
            })
            .collect();
        Self { layer, kind, bound }
    }

    /// The column of a field.
    pub(super) fn column(&self, key: &str) -> Option<&'a Column> {
        self.bound.iter().find(|bound| bound.def.key == key).map(|bound| bound.column)
    }

    /// The number of a field in a row.
    pub(super) fn number(&self, key: &str, row: usize) -> Option<f64> {
        self.column(key)?.value(row).as_f64()
    }
}
