//! How a selection joins the one before.

use serde::{Deserialize, Serialize};

/// How a selection joins the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SelectMode {
    /// Takes its place.
    #[default]
    Replace,
    /// Joins it.
    Add,
    /// Features in both leave, the others join.
    Toggle,
    /// Leaves it.
    Remove,
    /// Only features in both stay.
    Intersect,
}
