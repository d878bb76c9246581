//! A filter in a layer's own words. People write the names that the program shows (`area_mu >= 30`,
//! `"Status" = 'Idle'`); a file has names, units and spellings of its own. What is written in the words of
//! the schema is put into those of the layer, in plain sight: what is applied, shown and kept is the filter
//! over the layer's columns, and it says what was understood as what.
//!
//! Numbers are converted where the column has another unit than the field, coded values become the
//! spellings that the column has, and of a column whose numbers or dates stand among words the values that
//! meet the condition are listed. A name that is a column is that column, and nothing of it is touched. What
//! cannot be put exactly is an error.

mod among;
mod example;
mod nowhere;
mod put;
mod resolve;
#[cfg(test)]
mod tests;
mod values;

pub use example::example;

use super::binding::Naming;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::Layer;
use crate::text::Arg;
use put::Writer;
use resolve::Names;

/// A filter as a layer understands it.
#[derive(Clone, Debug)]
pub struct OwnWords {
    /// The filter over the layer's columns.
    pub filter: Filter,
    /// Whether it is another than what was written.
    pub is_changed: bool,
    /// What was understood as what, rows that are left out, and texts that no row has.
    pub remarks: Vec<Diagnostic>,
}

/// Reads a text as a filter of a layer.
///
/// # Errors
/// Those of [`Filter::parse`], with an example of the layer, and of [`of`].
pub fn read(text: &str, layer: &Layer, naming: Naming<'_>) -> Result<OwnWords, Box<Diagnostic>> {
    let filter = Filter::parse(text).map_err(|mut error| {
        if let Some((_, shown)) = error.args.iter_mut().find(|(name, _)| *name == "example")
            && let Some(example) = example(layer, naming)
        {
            *shown = Arg::Text(example);
        }
        error
    })?;
    of(&filter, layer, naming)
}

/// Puts a filter into a layer's own words and holds it against its columns.
///
/// # Errors
/// `filter-unknown-field`, `filter-field-unbound` and `filter-field-ambiguous` where a name leads to no
/// column, `filter-other-unit`, `filter-by-values` and `filter-many-values` where it cannot be put exactly, and
/// those of [`Filter::plan`].
pub fn of(filter: &Filter, layer: &Layer, naming: Naming<'_>) -> Result<OwnWords, Box<Diagnostic>> {
    let mut writer = Writer::new(Names::Typed, layer, naming);
    let expr = writer.put(filter.expr())?;
    let mut remarks = writer.remarks();
    let own = if remarks.is_empty() { filter.clone() } else { Filter::from_expr(expr)? };
    own.plan(layer)?;
    remarks.extend(among::remarks(&own, layer, naming));
    remarks.extend(nowhere::remarks(&own, layer, naming));
    Ok(OwnWords { is_changed: own != *filter, filter: own, remarks })
}

/// A filter whose names are all keys of the schema, in a layer's own words.
///
/// # Errors
/// Those of [`of`].
pub fn of_keys(filter: &Filter, layer: &Layer, naming: Naming<'_>) -> Result<Filter, Box<Diagnostic>> {
    let own = Filter::from_expr(Writer::new(Names::Keys, layer, naming).put(filter.expr())?)?;
    own.plan(layer)?;
    Ok(own)
}
