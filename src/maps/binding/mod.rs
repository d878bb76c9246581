//! Which column of a file is which field of the schema: by name, unit and content, with the reasons, and
//! as a person put it right.
//!
//! A file's header is rarely the schema's: `面积（平方米）`, `mianji`, `AREA`, `clear_heig`. [`Binding::of`]
//! looks at the names and at a bounded sample of the values and binds one column to at most one field and
//! the other way round. What is not clear is not bound but proposed, and a person says. Everything that
//! asks for "the column of key K" or "the field of column C" asks here, through [`Naming`].
//!
//! What the layer holds is told in the same way ([`Recognised`]), or said by a person ([`Binding::said`]),
//! whose word wins and stays when the file is read again.

mod facts;
mod judge;
mod names;
mod naming;
mod of_layer;
mod recognise;
mod said;
#[cfg(test)]
mod tests;
mod unit;
mod words;

pub use facts::{number as read_value, plain_text, says_nothing};
pub use names::NameMatch;
pub(in crate::maps) use names::is_private_heading;
pub use naming::Naming;
pub use recognise::{Guess, KindReason, Recognised};
pub use unit::{MeasureUnit, Quantity, read_number};
pub use words::{guess_words, kind_words};

use crate::layer::{Column, Layer, Value};
use crate::maps::schema::{FieldDef, LayerKind};
use serde::{Deserialize, Serialize};

/// Whether a column is a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is.
    Bound,
    /// It may be: a person is to say.
    Proposed,
    /// It is none that the schema knows, or none by a person's word.
    #[default]
    Free,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Evidence {
    /// The name fits.
    Name {
        /// How.
        found: NameMatch,
    },
    /// Name or values carry the field's unit.
    Unit {
        /// Which.
        unit: MeasureUnit,
    },
    /// Name or values carry another unit of the same quantity.
    OtherUnit {
        /// Which.
        unit: MeasureUnit,
    },
    /// The numbers agree with the ground that the polygons cover.
    Ground {
        /// Median of number per m².
        ratio: f64,
        /// Rows that agree.
        rows: usize,
        /// The unit in which they do.
        unit: MeasureUnit,
    },
    /// So many of the values are in the field's domain.
    Domain {
        /// 0 to 1.
        share: f64,
    },
    /// Few of the numbers lie where the field's numbers lie.
    OutOfRange {
        /// From here.
        least: f64,
        /// To here.
        most: f64,
        /// So many of them do, 0 to 1.
        share: f64,
    },
    /// Too few of the values are of the field's type.
    OtherType {
        /// So many are, 0 to 1.
        share: f64,
    },
    /// The values look like unified social credit codes.
    CreditCodes,
    /// The values look like telephone numbers.
    Telephones,
    /// Another column or another field fits as well.
    Rival {
        /// The column, or the field's key.
        name: String,
    },
    /// A person said so.
    Person,
}

impl Evidence {
    fn is_rival(&self) -> bool {
        matches!(self, Self::Rival { .. })
    }
}

/// A column with the field that it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BoundColumn {
    /// Name of the column.
    pub column: String,
    /// Key of the field that it is or may be; `None` where it is free.
    pub key: Option<String>,
    /// Whether it is.
    pub state: State,
    /// The unit of its numbers, as name, values and ground tell it; `None` where nothing does.
    pub unit: Option<MeasureUnit>,
    /// The unit of its numbers, as a person said.
    pub said_unit: Option<MeasureUnit>,
    /// Whether each value says its unit itself: "12.5亩".
    pub in_words: bool,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// Whether a person said so: it stays when the file is read again.
    pub by_person: bool,
}

impl BoundColumn {
    fn free(column: &str) -> Self {
        Self { column: column.to_owned(), ..Self::default() }
    }

    /// Why it is what it is: what else it might be is no matter once a person has decided.
    pub fn reasons(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|why| !self.by_person || !why.is_rival())
    }

    /// The unit of its numbers as those of a field: what a person said, else what was recognised. `None` where
    /// neither measures what the field does: the numbers are then taken to be in the schema's.
    pub fn unit_as(&self, def: &FieldDef) -> Option<MeasureUnit> {
        self.said_unit.filter(|unit| unit.measures(def)).or_else(|| self.recognised_unit_as(def))
    }

    /// The same without a person's word.
    pub fn recognised_unit_as(&self, def: &FieldDef) -> Option<MeasureUnit> {
        self.unit.filter(|unit| unit.measures(def))
    }
}

/// What the columns of a layer are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    kind: Option<LayerKind>,
    kind_by_person: bool,
    recognised: Recognised,
    columns: Vec<BoundColumn>,
}

impl Binding {
    /// What the layer holds.
    pub fn kind(&self) -> Option<LayerKind> {
        self.kind
    }

    /// Whether a person said what the layer holds, or that it is none of the kinds.
    pub fn is_kind_by_person(&self) -> bool {
        self.kind_by_person
    }

    /// What the layer itself speaks for. Nothing where its kind was known before it was looked at.
    pub fn recognised(&self) -> &Recognised {
        &self.recognised
    }

    /// The columns, in the layer's order.
    pub fn columns(&self) -> &[BoundColumn] {
        &self.columns
    }

    /// Columns that a person is to say about.
    pub fn proposed(&self) -> impl Iterator<Item = &BoundColumn> {
        self.columns.iter().filter(|column| column.state == State::Proposed)
    }

    /// Those of them that nothing else is as likely as: they can be said to be right in one go. Of the
    /// others each is a choice of its own.
    pub fn confirmable(&self) -> impl Iterator<Item = &BoundColumn> {
        self.proposed().filter(|column| !column.reasons().any(Evidence::is_rival))
    }

    /// A column's entry.
    pub fn entry(&self, column: &str) -> Option<&BoundColumn> {
        self.columns.iter().find(|entry| entry.column == column)
    }

    /// The column that is a field of the schema.
    pub fn bound(&self, key: &str) -> Option<&BoundColumn> {
        let is = |entry: &&BoundColumn| entry.state == State::Bound && entry.key.as_deref() == Some(key);
        self.columns.iter().find(is)
    }

    /// The definition of a field of the layer's kind.
    pub fn definition(&self, key: &str) -> Option<&'static FieldDef> {
        self.kind?.fields().find(|def| def.key == key)
    }

    /// The unit of a column, where it is another than the schema has for its field.
    pub fn other_unit(&self, column: &str) -> Option<MeasureUnit> {
        let entry = self.entry(column).filter(|entry| entry.state == State::Bound)?;
        let def = self.definition(entry.key.as_deref()?)?;
        entry.unit_as(def).filter(|unit| MeasureUnit::of_field(def) != Some(*unit))
    }

    /// What a column's numbers are multiplied by to be in the schema's unit: 1 where they are.
    pub fn factor(&self, column: &str) -> f64 {
        let own = self.entry(column).and_then(|entry| self.definition(entry.key.as_deref()?));
        let to = own.and_then(MeasureUnit::of_field);
        self.other_unit(column).zip(to).and_then(|(from, to)| from.factor_to(to)).unwrap_or(1.0)
    }

    /// A field's number in a row in the schema's unit, whatever column and unit the file has for it; a
    /// number in words of the file ("12.5亩") counts. `None` where there is none.
    pub fn number(&self, layer: &Layer, key: &str, row: usize) -> Option<f64> {
        let column = Naming::from(self).column(layer, key)?;
        self.number_in(column, &column.value(row))
    }

    /// The same of a cell of a column.
    fn number_in(&self, column: &Column, cell: &Value<'_>) -> Option<f64> {
        let (number, unit) = facts::number(cell)?;
        let entry = self.entry(&column.name);
        let def = entry.and_then(|entry| self.definition(entry.key.as_deref()?));
        let to = def.and_then(MeasureUnit::of_field);
        match unit.zip(to) {
            Some((from, to)) => from.convert(number, to),
            None => Some(number * self.factor(&column.name)),
        }
    }
}
