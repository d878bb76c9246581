//! Which column a name of the schema leads to, and how its values are told.

use crate::diagnostic::Diagnostic;
use crate::filter::unknown_field;
use crate::layer::{Column, FieldType, Layer};
use crate::maps::binding::{MeasureUnit, Naming};
use crate::maps::schema::{FieldDef, FieldKind};
use crate::text::Arg;

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// A column where there is one, else a name of the schema.
    Typed,
    /// A key of the schema.
    Keys,
}

/// A field of the schema, and the column that carries it.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) def: &'static FieldDef,
    pub(super) column: &'a Column,
    pub(super) told: Told,
}

/// How a column tells the values of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// As the schema does.
    Plainly,
    /// In another unit: that of the schema, its own.
    InUnit(MeasureUnit, MeasureUnit),
    /// By texts that mean something.
    InWords(Meaning),
}

/// What a text of a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A number, perhaps with its unit.
    Number,
    /// A day.
    Day,
    /// A value of a closed set, or its label.
    Code,
}

/// Finds the field that a name stands for; `None` where it is a column itself, or the geometry.
pub(super) fn field<'a>(
    name: &str,
    names: Names,
    layer: &'a Layer,
    naming: Naming<'a>,
) -> Result<Option<Field<'a>>, Box<Diagnostic>> {
    let is_column = layer.column(name).is_some() || (name == "id" && layer.ids.is_some());
    if matches!(name, "geometry" | "geom") || (names == Names::Typed && is_column) {
        return Ok(None);
    }
    let called: Vec<&'static FieldDef> =
        naming.kind().into_iter().flat_map(|kind| kind.fields().filter(|def| is_called(def, name))).collect();
    let mut found: Vec<Field<'a>> = called
        .iter()
        .filter_map(|&def| {
            let column = naming.column(layer, def.key)?;
            Some(Field { def, column, told: told(def, column, naming) })
        })
        .collect();
    // The key is one field's alone; what the file says goes before what was worked out.
    let is_key = |field: &Field<'_>| field.def.key.eq_ignore_ascii_case(name);
    if found.iter().any(is_key) {
        found.retain(is_key);
    } else if found.iter().any(|field| !field.column.is_derived) {
        found.retain(|field| !field.column.is_derived);
    }
    match (found.as_slice(), called.first()) {
        ([only], _) => Ok(Some(*only)),
        ([], None) => Err(unknown_field(layer, name, |column| names_of(naming, column))),
        ([], Some(def)) => Err(unbound(name, def, layer, naming).into()),
        (several, _) => {
            let columns: Vec<&str> = several.iter().map(|field| field.column.name.as_str()).collect();
            let ambiguous = Diagnostic::error("filter-field-ambiguous").with("field", name);
            Err(Box::new(ambiguous.with("columns", columns.join(", "))))
        }
    }
}

fn is_called(def: &FieldDef, name: &str) -> bool {
    def.answers_to(name) || def.zh == name || def.en.eq_ignore_ascii_case(name)
}

/// What the schema calls the field that a column is.
fn names_of(naming: Naming<'_>, column: &str) -> Vec<&'static str> {
    naming.field(column).map(|def| vec![def.key, def.zh, def.en]).unwrap_or_default()
}

/// A field of the schema that no column carries, and which could.
fn unbound(name: &str, def: &FieldDef, layer: &Layer, naming: Naming<'_>) -> Diagnostic {
    let columns = naming.could_be(layer, def.key).join(", ");
    let columns = match (columns.is_empty(), def.formula) {
        (false, _) => columns,
        (true, Some(_)) => "derived".to_owned(),
        (true, None) => "none".to_owned(),
    };
    let label = Arg::Words { zh: def.zh.to_owned(), en: def.en.to_owned() };
    let unbound = Diagnostic::error("filter-field-unbound").with("field", name).with("label", label);
    unbound.with("layer", layer.name.as_str()).with("columns", columns)
}

fn told(def: &'static FieldDef, column: &Column, naming: Naming<'_>) -> Told {
    let is_text = matches!(column.field_type(), FieldType::Text | FieldType::Json);
    match def.kind {
        FieldKind::Number | FieldKind::Integer if is_text => Told::InWords(Meaning::Number),
        FieldKind::Number | FieldKind::Integer => {
            let units = MeasureUnit::of_field(def).zip(naming.other_unit(&column.name));
            units.map_or(Told::Plainly, |(own, other)| Told::InUnit(own, other))
        }
        FieldKind::Date if is_text => Told::InWords(Meaning::Day),
        FieldKind::Code if is_text => Told::InWords(Meaning::Code),
        _ => Told::Plainly,
    }
}
