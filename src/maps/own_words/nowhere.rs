//! Texts that a filter compares a column with and that no row of it has: most often a slip.

use super::put::short;
use crate::diagnostic::Diagnostic;
use crate::filter::{Filter, distance, texts_of};
use crate::layer::{Column, Layer, TextArray, Values};
use crate::maps::binding::Naming;
use crate::maps::schema::{self, code_of};
use cql2::Expr;

/// Texts of a column that are gone through.
const MOST_TEXTS: usize = 100_000;
/// Texts among which the nearest are sought.
const MOST_RANKED: usize = 5_000;
/// Texts that are named.
const MOST_NAMED: usize = 4;

/// A remark for each text that occurs nowhere. Looks at the dictionary of a column, or at the texts of a coded
/// field, which are few; never at all rows.
pub(super) fn remarks(filter: &Filter, layer: &Layer, naming: Naming<'_>) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    compared(filter.expr(), &mut |name, texts| {
        let column = layer.column(name).filter(|column| has_few_texts(column, naming));
        let Some((column, known)) = column.and_then(|it| Some((it, texts_of(it, MOST_TEXTS)?))) else {
            return;
        };
        for text in texts.iter().filter(|text| !known.iter().any(|known| known == *text)) {
            let remark = Diagnostic::notice("filter-text-nowhere")
                .with("text", short(text))
                .with("column", name)
                .with("nearest", nearest(text, column, naming, &known));
            if !said.contains(&remark) {
                said.push(remark);
            }
        }
    });
    said
}

fn has_few_texts(column: &Column, naming: Naming<'_>) -> bool {
    let is_coded = || naming.field(&column.name).is_some_and(|def| !def.domain.is_empty());
    match &column.values {
        Values::Text(TextArray::Dictionary(_)) => true,
        Values::Text(TextArray::Plain(_)) => is_coded(),
        _ => false,
    }
}

/// The texts that columns are compared with by `=`, `<>` and `IN`.
fn compared<'e>(expr: &'e Expr, take: &mut dyn FnMut(&'e str, Vec<&'e str>)) {
    let Expr::Operation { op, args } = expr else { return };
    let text = |expr: &'e Expr| if let Expr::Literal(text) = expr { Some(text.as_str()) } else { None };
    match (op.as_str(), args.as_slice()) {
        ("=" | "<>", [left, right]) => match (left.as_ref(), right.as_ref()) {
            (Expr::Property { property }, other) | (other, Expr::Property { property }) => {
                take(property, text(other).into_iter().collect());
            }
            _ => {}
        },
        ("in", [value, list]) => {
            if let (Expr::Property { property }, Expr::Array(items)) = (value.as_ref(), list.as_ref()) {
                take(property, items.iter().filter_map(|item| text(item)).collect());
            }
        }
        _ => args.iter().for_each(|arg| compared(arg, take)),
    }
}

/// The texts nearest to one: first those that stand for the same value. Those of a private column are shown
/// nowhere.
fn nearest(text: &str, column: &Column, naming: Naming<'_>, known: &[std::borrow::Cow<'_, str>]) -> String {
    if known.is_empty() || schema::is_private(naming, &column.name) {
        return "none".to_owned();
    }
    let def = naming.field(&column.name);
    let code = def.and_then(|def| code_of(def, text));
    let wanted = text.to_lowercase();
    let mut ranked: Vec<(usize, &str)> = known
        .iter()
        .take(MOST_RANKED)
        .map(|known| {
            let is_same = code.is_some() && def.and_then(|def| code_of(def, known)) == code;
            let far = if is_same { 0 } else { distance(&wanted, &known.to_lowercase()) };
            (far, known.as_ref())
        })
        .collect();
    ranked.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.cmp(other.1)));
    let limit = (wanted.chars().count() / 2).max(1);
    let near = ranked.iter().take_while(|(far, _)| *far <= limit).count();
    // Nothing is near: some of what there is tells more than nothing.
    let count = if near == 0 { MOST_NAMED } else { near.min(MOST_NAMED) };
    ranked.iter().take(count).map(|(_, text)| short(text)).collect::<Vec<_>>().join(" · ")
}
