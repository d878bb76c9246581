//! Facets: the part of a filter that cards show and write.

use super::Filter;
use serde::{Deserialize, Serialize};

/// What a card asks of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The field is null or missing.
    Missing,
}

/// The filter with the condition of one field replaced, or taken out where `None`.
pub fn with_condition(filter: Option<&Filter>, _field: &str, _condition: Option<&Condition>) -> Option<Filter> {
    filter.cloned()
}
