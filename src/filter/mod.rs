//! OGC CQL2: parsing and printing (crate cql2), a typed plan, evaluation by columns.
//!
//! text → [`Filter`] (an expression, not bound to anything) → [`Filter::plan`] (names resolved to
//! columns, types checked) → [`Plan::run`] → [`RowSet`]. Logic is three-valued: null and missing
//! are unknown, and only rows for which the filter is true are in the set.
//!
//! Beyond the standard: `distance_m(geometry, POINT(…))`, `area_m2(geometry)` and
//! `area_mu(geometry)`, all geodesic. `id` names the feature's own id where no field has that name,
//! `geometry` and `geom` name its geometry. Dates and instants compare by what they cover: a date
//! is its whole day (UTC), so an instant of that day equals it.

mod area;
mod bind;
mod blocks;
mod compare;
pub mod facet;
mod fields;
mod join;
mod like;
mod literal;
mod names;
mod node;
mod number;
mod problem;
mod span;
mod spatial;
mod syntax;
mod temporal;
mod text_match;
mod texts;
mod truth;

#[cfg(test)]
mod tests;

pub use compare::Comparison;
pub use names::{distance, unknown_field};
pub use problem::shown;
pub use span::error_span;
pub use texts::{is_like, texts_of};

use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use cql2::Expr;
use std::fmt;
use std::sync::Arc;

/// A filter as written: CQL2, not yet bound to a layer.
///
/// Two filters are equal where their canonical texts are. A clone is cheap, for documents are cloned at
/// every step and a list of chosen values may be long.
#[derive(Clone, Debug)]
pub struct Filter(Arc<Written>);

#[derive(Debug)]
struct Written {
    expr: Expr,
    text: String,
}

/// A filter bound to the columns of one layer: names resolved, types checked. It is run on that
/// layer only.
#[derive(Debug)]
pub struct Plan {
    node: node::Node,
}

impl Filter {
    /// Parses CQL2 text, or CQL2 JSON where the text begins with `{`.
    ///
    /// ```
    /// use three_maps::filter::Filter;
    /// let filter = Filter::parse("area_mu>=20 and status in ('闲置')").unwrap();
    /// assert_eq!(filter.to_text(), "area_mu >= 20 AND status IN ('闲置')");
    /// ```
    ///
    /// # Errors
    /// What is wrong, with line and column in the text.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        if text.trim_start().starts_with('{') {
            return Self::from_checked(syntax::parse_json(text)?);
        }
        Self::from_expr(syntax::parse_text(text)?)
    }

    /// Reads CQL2 JSON, as a manifest holds it.
    ///
    /// # Errors
    /// `filter-json` where it is not CQL2.
    pub fn from_json(value: &serde_json::Value) -> Result<Self, Box<Diagnostic>> {
        Self::from_checked(syntax::expr_of_json(value)?)
    }

    /// A filter from an expression.
    ///
    /// # Errors
    /// `filter-invalid` where the expression has no CQL2 text: numbers that are not finite,
    /// operators with the wrong number of operands.
    pub fn from_expr(expr: Expr) -> Result<Self, Box<Diagnostic>> {
        let text = expr.to_text().map_err(|error| {
            Box::new(Diagnostic::error("filter-invalid").with("reason", error.to_string()))
        })?;
        Ok(Self(Arc::new(Written { expr, text })))
    }

    /// JSON admits shapes that the text does not: only what can be read back is taken.
    fn from_checked(expr: Expr) -> Result<Self, Box<Diagnostic>> {
        let filter = Self::from_expr(expr)?;
        match syntax::parse_text(&filter.0.text) {
            Ok(_) => Ok(filter),
            Err(_) => Err(Box::new(Diagnostic::error("filter-json").with("reason", filter.to_text()))),
        }
    }

    /// The filter that asks for all of these; `None` where there are none.
    pub fn all(conjuncts: Vec<Expr>) -> Option<Self> {
        let mut flat = Vec::new();
        for conjunct in conjuncts {
            match conjunct {
                Expr::Operation { op, args } if op == "and" => flat.extend(args),
                other => flat.push(Box::new(other)),
            }
        }
        let expr = match flat.len() {
            0 => return None,
            1 => *flat.remove(0),
            _ => Expr::Operation { op: "and".to_owned(), args: flat },
        };
        Self::from_expr(expr).ok()
    }

    /// The expressions that AND joins at the top, in order.
    pub fn conjuncts(&self) -> Vec<&Expr> {
        match &self.0.expr {
            Expr::Operation { op, args } if op == "and" => args.iter().map(AsRef::as_ref).collect(),
            other => vec![other],
        }
    }

    /// The expression, for facets to read and write.
    pub fn expr(&self) -> &Expr {
        &self.0.expr
    }

    /// The filter as CQL2 text, in one canonical spelling.
    pub fn to_text(&self) -> String {
        self.0.text.clone()
    }

    /// The filter as CQL2 JSON.
    pub fn to_json(&self) -> serde_json::Value {
        // Every expression that has a text has a JSON too; its text is the next best thing.
        self.0.expr.to_value().unwrap_or_else(|_| serde_json::Value::String(self.to_text()))
    }

    /// Binds the filter to a layer.
    ///
    /// # Errors
    /// Unknown fields (with the nearest names), type mismatches, operators that do not exist here.
    pub fn plan(&self, layer: &Layer) -> Result<Plan, Box<Diagnostic>> {
        Ok(Plan { node: bind::Binder::new(layer).truth(&self.0.expr)? })
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl serde::Serialize for Filter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.text)
    }
}

impl<'de> serde::Deserialize<'de> for Filter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl Plan {
    /// Runs the plan; `None` where it was cancelled.
    pub fn run(&self, layer: &Layer, cancel: &CancelToken) -> Option<RowSet> {
        blocks::rows_of(node::Run { layer, cancel }, &self.node).map(RowSet::from_bits)
    }
}
