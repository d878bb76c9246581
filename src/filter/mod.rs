//! OGC CQL2: parsing and printing (crate cql2), a typed plan, evaluation by columns.

pub mod facet;

use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;

/// A filter as written: CQL2, not yet bound to a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    expr: cql2::Expr,
}

/// A filter bound to the columns of one layer: names resolved, types checked.
#[derive(Debug)]
pub struct Plan {}

impl Filter {
    /// Parses CQL2 text.
    ///
    /// # Errors
    /// What is wrong, with line and column in the text.
    pub fn parse(_text: &str) -> Result<Self, Box<Diagnostic>> {
        Err(Box::new(Diagnostic::error("filter-syntax")))
    }

    /// The expression, for facets to read and write.
    pub fn expr(&self) -> &cql2::Expr {
        &self.expr
    }

    /// Binds the filter to a layer.
    ///
    /// # Errors
    /// Unknown fields (with the nearest names) and type mismatches.
    pub fn plan(&self, _layer: &Layer) -> Result<Plan, Box<Diagnostic>> {
        Err(Box::new(Diagnostic::error("filter-syntax")))
    }
}

impl Plan {
    /// Runs the plan; `None` where it was cancelled.
    pub fn run(&self, layer: &Layer, _cancel: &CancelToken) -> Option<RowSet> {
        Some(RowSet::all(layer.len()))
    }
}
