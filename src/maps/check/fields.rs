//! The layer's columns by the fields that they carry, and their numbers in the schema's units beside what
//! stands in the file.

use super::values::short;
use crate::layer::{Column, Layer, Value};
use crate::maps::LayerKind;
use crate::maps::binding::{MeasureUnit, Naming, plain_text, read_value};
use crate::maps::schema::FieldDef;
use crate::text::{Arg, Lang, number};

/// A column and the field that it carries.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) def: &'static FieldDef,
    pub(super) column: &'a Column,
    /// The unit of its numbers, where it is another than the schema has.
    unit: Option<MeasureUnit>,
}

impl Bound<'_> {
    /// The number of a row in the schema's unit. `None` where there is none, or one of another measure.
    pub(super) fn number(&self, row: usize) -> Option<f64> {
        let (number, in_words) = read_value(&self.column.value(row))?;
        self.in_schema(number, in_words.or(self.unit))
    }

    fn in_schema(&self, number: f64, unit: Option<MeasureUnit>) -> Option<f64> {
        match unit.zip(MeasureUnit::of_field(self.def)) {
            Some((unit, own)) => unit.factor_to(own).map(|factor| number * factor),
            None => Some(number),
        }
    }

    /// A value as it stands in the file.
    pub(super) fn written(&self, row: usize) -> String {
        match self.column.value(row) {
            value @ (Value::Integer(_) | Value::Real(_)) => value.as_f64().map(number).unwrap_or_default(),
            value => short(&plain_text(&value)),
        }
    }

    /// A number of the schema's unit as a row of the file would have it, and the unit.
    pub(super) fn as_written(&self, row: usize, number: f64) -> (f64, Option<MeasureUnit>) {
        let in_words = read_value(&self.column.value(row)).and_then(|(_, unit)| unit);
        let own = MeasureUnit::of_field(self.def);
        let unit = in_words.or(self.unit).or(own);
        let factor = own.zip(unit).and_then(|(own, unit)| own.factor_to(unit));
        (number * factor.unwrap_or(1.0), unit)
    }

    /// A value as it stands in the file, with its unit.
    pub(super) fn with_unit(&self, row: usize) -> Arg {
        let says_unit = read_value(&self.column.value(row)).is_some_and(|(_, unit)| unit.is_some());
        if says_unit { self.written(row).into() } else { self.measured(&self.written(row), self.unit) }
    }

    /// What is said of the field's numbers, with a unit: the schema's where it is no other.
    pub(super) fn measured(&self, number: &str, unit: Option<MeasureUnit>) -> Arg {
        let own = MeasureUnit::of_field(self.def);
        let label = |lang: Lang| match unit.or(own) {
            // A share is known by its number.
            Some(MeasureUnit::Ratio) => "",
            Some(other) if own != Some(other) => other.label(lang),
            _ => self.def.unit_label(lang),
        };
        Arg::measured(number, label(Lang::Zh), label(Lang::En))
    }
}

/// All columns that carry a known field; what the program worked out itself is not looked at.
pub(super) struct Fields<'a> {
    pub(super) layer: &'a Layer,
    pub(super) naming: Naming<'a>,
    pub(super) bound: Vec<Bound<'a>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(layer: &'a Layer, naming: Naming<'a>) -> Self {
        let bound = layer
            .columns
            .iter()
            .filter(|column| !column.is_derived)
            .filter_map(|column| {
                let (def, unit) = naming.named_field(&column.name)?;
                (!def.derived).then_some(Bound { def, column, unit })
            })
            .collect();
        Self { layer, naming, bound }
    }

    /// What the layer holds.
    pub(super) fn kind(&self) -> Option<LayerKind> {
        self.naming.kind()
    }

    /// The column of a field, with how to read it.
    pub(super) fn field(&self, key: &str) -> Option<Bound<'a>> {
        self.bound.iter().find(|bound| bound.def.key == key).copied()
    }

    /// The column of a field.
    pub(super) fn column(&self, key: &str) -> Option<&'a Column> {
        self.field(key).map(|bound| bound.column)
    }
}
