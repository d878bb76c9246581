//! What can be wrong with an operation, in words.

use crate::diagnostic::Diagnostic;
use cql2::Expr;

/// The result of binding something.
pub(super) type Bound<T> = Result<T, Box<Diagnostic>>;

/// An expression as a message shows it, cut where it is long.
pub fn shown(expr: &Expr) -> String {
    let text = match expr {
        // A field as the file spells it, without the quotes of CQL2.
        Expr::Property { property } => property.clone(),
        other => other.to_text().unwrap_or_else(|error| error.to_string()),
    };
    if text.chars().count() <= 80 { text } else { text.chars().take(79).chain(['…']).collect() }
}

/// The only operand.
pub(super) fn one<'e>(op: &str, args: &'e [Box<Expr>]) -> Bound<&'e Expr> {
    match args {
        [arg] => Ok(arg),
        other => Err(arguments(op, 1, other.len(), &format!("{}(…)", op.to_uppercase())).into()),
    }
}

/// The two operands.
pub(super) fn two<'e>(op: &str, args: &'e [Box<Expr>]) -> Bound<[&'e Expr; 2]> {
    match args {
        [left, right] => Ok([left, right]),
        other => Err(arguments(op, 2, other.len(), &format!("{}(…, …)", op.to_uppercase())).into()),
    }
}

/// The wrong number of operands.
pub(super) fn arguments(op: &str, expected: usize, given: usize, usage: &str) -> Diagnostic {
    Diagnostic::error("filter-arguments")
        .with("op", op)
        .with("expected", expected)
        .with("given", given)
        .with("usage", usage)
}

/// An operator or function that does not exist here.
pub(super) fn unsupported(op: &str) -> Diagnostic {
    Diagnostic::error("filter-unsupported").with("op", op).with(
            "supported",
            "= <> < <= > >= AND OR NOT BETWEEN IN LIKE IS NULL CASEI ACCENTI + - * / % ^ div S_* T_* distance_m area_m2 area_mu",
        )
}
