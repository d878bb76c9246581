//! Commands about what a layer holds, and which of its columns are which fields.

use crate::maps::binding::MeasureUnit;
use crate::maps::schema::LayerKind;
use serde::{Deserialize, Serialize};

/// What a person asks or says of a layer's kind and columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fields")]
pub enum FieldsCommand {
    /// Show which columns are which fields, and what the layer holds.
    Show,
    /// Say which field a column is.
    Bind {
        /// The column.
        column: String,
        /// Key of the field.
        key: String,
    },
    /// Say that a column is no field that the schema knows.
    Unbind {
        /// The column.
        column: String,
    },
    /// Say the unit of a column's numbers.
    SetUnit {
        /// The column.
        column: String,
        /// The unit; `None`: as it is recognised.
        unit: Option<MeasureUnit>,
    },
    /// Say that all fields that are proposed are right, but for those that another is as likely as.
    Confirm,
    /// Say what the layer holds.
    SetKind {
        /// What.
        said: SaidKind,
    },
}

/// What a person says that a layer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "said")]
pub enum SaidKind {
    /// What it is recognised as: nothing is said any more.
    AsRecognised,
    /// A kind.
    Kind {
        /// Which.
        kind: LayerKind,
    },
    /// None of the kinds.
    NoneOfThem,
}
