//! Texts among numbers: a filter that compares the numbers leaves their rows out, and says so.

use super::put::{MOST_NAMED, short};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::{Column, Layer, Value};
use crate::maps::binding::{Naming, plain_text};
use crate::maps::schema;
use cql2::Expr;
use std::collections::BTreeSet;

/// A remark for each column that is compared and holds texts among its numbers. Those of a private column are
/// counted, not shown.
pub(super) fn remarks(filter: &Filter, layer: &Layer, naming: Naming<'_>) -> Vec<Diagnostic> {
    let mut names = BTreeSet::new();
    compared(filter.expr(), &mut names);
    let columns = names.into_iter().filter_map(|name| layer.column(name));
    let remark = |column: &Column| {
        let others = column.others.as_ref()?;
        let texts = others.rows().iter().filter_map(|row| others.get(*row as usize));
        let texts: BTreeSet<&str> =
            if schema::is_private(naming, &column.name) { BTreeSet::new() } else { texts.collect() };
        let named = texts.iter().take(MOST_NAMED).map(|json| short(&plain_text(&Value::Json(json))));
        let mut named: Vec<String> = named.collect();
        if named.is_empty() || texts.len() > MOST_NAMED {
            named.push("…".to_owned());
        }
        let said = Diagnostic::notice("filter-texts-left-out").with("column", column.name.as_str());
        Some(said.with("count", others.len()).with("values", named.join(" · ")))
    };
    columns.filter_map(remark).collect()
}

/// The names of what is compared: whether there is a value, a text says as well as a number.
fn compared<'e>(expr: &'e Expr, names: &mut BTreeSet<&'e str>) {
    match expr {
        Expr::Property { property } => {
            names.insert(property);
        }
        Expr::Operation { op, .. } if op == "isNull" => {}
        Expr::Operation { args, .. } => args.iter().for_each(|arg| compared(arg, names)),
        _ => {}
    }
}
