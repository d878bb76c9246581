//! The one question "which field is this column, and which column is this field": by a binding where a
//! layer has one, by names alone where only its kind is known.

use super::facts::number;
use super::{Binding, Evidence, MeasureUnit, State};
use crate::layer::{Column, Layer, Value, well_known};
use crate::maps::schema::{self, FieldDef, LayerKind};
use crate::text::Lang;
use std::borrow::Cow;
use std::sync::Arc;

/// What knows which field of the schema a column is.
#[derive(Clone, Copy, Debug)]
pub enum Naming<'a> {
    /// Names alone, of a kind where it is known.
    Names(Option<LayerKind>),
    /// What a layer's columns were found to be.
    Bound(&'a Binding),
}

impl From<Option<LayerKind>> for Naming<'_> {
    fn from(kind: Option<LayerKind>) -> Self {
        Self::Names(kind)
    }
}

impl From<LayerKind> for Naming<'_> {
    fn from(kind: LayerKind) -> Self {
        Self::Names(Some(kind))
    }
}

impl<'a> From<&'a Binding> for Naming<'a> {
    fn from(binding: &'a Binding) -> Self {
        Self::Bound(binding)
    }
}

impl<'a> From<&'a Arc<Binding>> for Naming<'a> {
    fn from(binding: &'a Arc<Binding>) -> Self {
        Self::Bound(binding)
    }
}

impl<'a> Naming<'a> {
    /// What the layer holds, where that is known.
    pub fn kind(self) -> Option<LayerKind> {
        match self {
            Self::Names(kind) => kind,
            Self::Bound(binding) => binding.kind,
        }
    }

    /// Whether a person said what the layer holds, or that it is none of the kinds.
    pub fn is_kind_by_person(self) -> bool {
        matches!(self, Self::Bound(binding) if binding.kind_by_person)
    }

    /// The binding, where there is one that says anything.
    fn binding(self) -> Option<&'a Binding> {
        match self {
            Self::Bound(binding) if binding.kind.is_some() => Some(binding),
            _ => None,
        }
    }

    /// The field that a column is. Names that are no column of the layer are taken for keys.
    pub fn field(self, column: &str) -> Option<&'static FieldDef> {
        match self.binding().and_then(|binding| Some((binding, binding.entry(column)?))) {
            Some((binding, entry)) => {
                let key = entry.key.as_deref().filter(|_| entry.state == State::Bound)?;
                binding.definition(key)
            }
            None => schema::field_by_name(self.kind(), column),
        }
    }

    /// The field that a column is by its name, also where its values leave that in doubt: what checks hold
    /// the values against. With the unit of its numbers, where that is another than the schema's.
    pub fn named_field(self, column: &str) -> Option<(&'static FieldDef, Option<MeasureUnit>)> {
        let Some((binding, entry)) = self.binding().and_then(|it| Some((it, it.entry(column)?))) else {
            return self.field(column).map(|def| (def, None));
        };
        let def = binding.definition(entry.key.as_deref()?)?;
        let is_named = |why: &Evidence| matches!(why, Evidence::Name { found } if found.is_whole());
        let is_it = entry.state == State::Bound || entry.evidence.iter().any(is_named);
        let own = MeasureUnit::of_field(def);
        is_it.then(|| (def, entry.unit_as(def).filter(|unit| own != Some(*unit))))
    }

    /// The column that is a field, by the field's key.
    pub fn column(self, layer: &'a Layer, key: &str) -> Option<&'a Column> {
        if let Some(binding) = self.binding()
            && let Some(def) = binding.definition(key)
        {
            let own = binding.bound(def.key).and_then(|entry| layer.column(&entry.column));
            return own.or_else(|| layer.column(key).filter(|column| column.is_derived));
        }
        layer.column(key).or_else(|| {
            let def = schema::field_by_name(self.kind(), key)?;
            layer.columns.iter().find(|column| def.answers_to(&column.name) || def.zh == column.name)
        })
    }

    /// The unit of a column's numbers: the file's own where it is another than the schema's. Empty where
    /// there is none.
    pub fn unit_label(self, column: &str, lang: Lang) -> &'static str {
        let binding = self.binding();
        if binding.and_then(|binding| binding.entry(column)).is_some_and(|entry| entry.in_words) {
            return "";
        }
        match binding.and_then(|binding| binding.other_unit(column)) {
            Some(unit) => unit.label(lang),
            None => self.field(column).map_or("", |def| def.unit_label(lang)),
        }
    }

    /// Whether any column is a field, or may be one.
    pub fn may_have(self, layer: &'a Layer, key: &str) -> bool {
        let proposed = |binding: &Binding| binding.columns.iter().any(|it| it.key.as_deref() == Some(key));
        self.binding().is_some_and(proposed) || self.column(layer, key).is_some_and(|it| !it.is_derived)
    }

    /// The value of a closed set that a cell of a column stands for, whether the file has the value or one
    /// of its labels; the text itself where no set knows it. `None` where the cell is no text, or an empty one.
    pub fn code_in(self, column: &'a Column, row: usize) -> Option<&'a str> {
        let Value::Text(text) = column.value(row) else { return None };
        let text = Some(text.trim()).filter(|text| !text.is_empty())?;
        let code = self.field(&column.name).and_then(|def| schema::code_of(def, text));
        Some(code.unwrap_or(text))
    }

    /// The same of a layer's row, where a label may stand for codes of several systems and the row says which
    /// one it is written in.
    pub fn code_at(self, layer: &'a Layer, column: &'a Column, row: usize) -> Option<&'a str> {
        let def = self.field(&column.name).filter(|def| def.key == "land_use");
        let system = def.and_then(|_| self.code_in(self.column(layer, "code_system")?, row));
        let (Some(def), Some(system), Value::Text(text)) = (def, system, column.value(row)) else {
            return self.code_in(column, row);
        };
        let text = Some(text.trim()).filter(|text| !text.is_empty())?;
        Some(schema::code_of_in(def, text, Some(system)).unwrap_or(text))
    }

    /// A number of a column in the schema's unit: what stands in words ("12.5亩") counts, and a unit of the
    /// file's own is converted.
    pub fn number(self, column: &Column, row: usize) -> Option<f64> {
        self.number_of(column, &column.value(row))
    }

    /// The same of a cell of it.
    pub fn number_of(self, column: &Column, cell: &Value<'_>) -> Option<f64> {
        match self.binding() {
            Some(binding) => binding.number_in(column, cell),
            None => number(cell).map(|(number, _)| number),
        }
    }

    /// The unit of a column, where it is another than the schema has for its field.
    pub fn other_unit(self, column: &str) -> Option<MeasureUnit> {
        self.binding()?.other_unit(column)
    }

    /// Columns that are no field yet and could be one: those that a person is asked about, else those that
    /// look like it.
    pub fn could_be(self, layer: &Layer, key: &str) -> Vec<String> {
        self.binding().map(|binding| binding.could_be(layer, key)).unwrap_or_default()
    }

    /// The same with what stands in the file, where that is in another unit than the schema has.
    pub fn number_as_written(self, column: &Column, row: usize) -> Option<(f64, Option<(f64, MeasureUnit)>)> {
        let converted = self.number(column, row)?;
        let (written, unit) = number(&column.value(row))?;
        let binding = self.binding();
        let of_column = binding.and_then(|binding| binding.other_unit(&column.name));
        let own = self.field(&column.name).and_then(MeasureUnit::of_field);
        let other = unit.or(of_column).filter(|unit| own.is_some_and(|own| own != *unit));
        Some((converted, other.map(|unit| (written, unit))))
    }

    /// A number in the schema's unit as a column's own: what a file's values are held against. `None` where
    /// each value says its unit itself.
    pub fn in_units_of(self, column: &Column, number: f64) -> Option<f64> {
        let Some(binding) = self.binding() else { return Some(number) };
        let in_words = binding.entry(&column.name).is_some_and(|entry| entry.in_words);
        (!in_words).then(|| number / binding.factor(&column.name))
    }

    /// What a row is called; empty where it has no name.
    pub fn name_of(self, layer: &'a Layer, row: usize) -> String {
        self.text_in(layer, "name", &well_known::NAME, row)
    }

    /// What a row is called in English, where the file says so.
    pub fn name_en_of(self, layer: &'a Layer, row: usize) -> Option<String> {
        let name = self.column(layer, well_known::NAME_EN)?.value(row).to_text();
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// The number or code that a row goes by in its file; empty where it has none.
    pub fn id_of(self, layer: &'a Layer, row: usize) -> String {
        self.text_in(layer, "id", &well_known::ID, row)
    }

    /// Whether a layer holds rows that say of themselves that they are made up, in the column that is the
    /// field for it or goes by one of its usual names, unless a person said that it is something else.
    pub fn holds_made_up_rows(self, layer: &'a Layer) -> bool {
        let by_person = |column: &str| {
            self.binding().and_then(|binding| binding.entry(column)).is_some_and(|entry| entry.by_person)
        };
        let usual = well_known::ILLUSTRATIVE.into_iter().filter(|name| !by_person(name));
        let bound = self.column(layer, "illustrative").map(|column| column.name.as_str());
        bound.into_iter().chain(usual).any(|column| layer.says_yes(column))
    }

    /// The text of a field that every feature may have; of columns under its usual names where none is bound.
    fn text_in(self, layer: &'a Layer, key: &str, names: &[&str], row: usize) -> String {
        let usual = names.iter().filter_map(|name| layer.column(name));
        let mut texts =
            self.column(layer, key).into_iter().chain(usual).map(|column| column.value(row).to_text());
        texts.find(|text| !text.trim().is_empty()).map(Cow::into_owned).unwrap_or_default()
    }

    /// Whether a column must not be shown to outsiders: bound to a private field, or perhaps one, or
    /// private by its name.
    pub fn is_private(self, column: &str) -> bool {
        let may_be = self.binding().is_some_and(|binding| {
            binding.entry(column).is_some_and(|entry| {
                let def = entry.key.as_deref().and_then(|key| binding.definition(key));
                def.is_some_and(|def| def.private)
            })
        });
        may_be || schema::is_private_name(self.kind(), column)
    }
}
