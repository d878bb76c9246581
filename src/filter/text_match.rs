//! Conditions on texts: once per dictionary value where the column has one, once per row otherwise.

use super::compare::Comparison;
use super::node::{ColumnRef, known_of};
use super::truth::Truth;
use crate::layer::{Column, Layer, TextArray, Value, Values};
use arrow_array::{Array, StringArray};
use arrow_buffer::BooleanBuffer;
use std::borrow::Cow;

/// What a text is passed through before it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// CASEI: lower case.
    Case,
    /// ACCENTI: without accents.
    Accent,
}

impl Fold {
    /// The folded text.
    pub(super) fn apply(self, text: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Self::Case => {
                let lower =
                    |text: &str| text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
                if lower(&text) { text } else { Cow::Owned(text.to_lowercase()) }
            }
            Self::Accent if text.is_ascii() => text,
            Self::Accent => {
                // Crate cql2 has the table of accents; its own reduction of a literal reaches it.
                let literal = Box::new(cql2::Expr::Literal(text.to_string()));
                let call = cql2::Expr::Operation { op: "accenti".to_owned(), args: vec![literal] };
                match call.reduce(None) {
                    Ok(cql2::Expr::Literal(plain)) => Cow::Owned(plain),
                    _ => text,
                }
            }
        }
    }
}

/// Where a text comes from.
#[derive(Clone, Debug)]
pub(super) enum TextSource {
    Constant(String),
    /// A text column, or a JSON one: its text values decoded, its others as JSON text.
    Field(ColumnRef),
}

/// A text of each row.
#[derive(Clone, Debug)]
pub(super) struct TextExpr {
    pub(super) source: TextSource,
    pub(super) folds: Vec<Fold>,
}

impl TextExpr {
    /// A literal.
    pub(super) fn constant(text: impl Into<String>) -> Self {
        Self { source: TextSource::Constant(text.into()), folds: Vec::new() }
    }

    /// A column.
    pub(super) fn field(column: ColumnRef) -> Self {
        Self { source: TextSource::Field(column), folds: Vec::new() }
    }

    /// The text of a literal, folded.
    pub(super) fn as_constant(&self) -> Option<&str> {
        match &self.source {
            TextSource::Constant(text) => Some(text),
            TextSource::Field(_) => None,
        }
    }

    /// Passed through one more fold.
    pub(super) fn folded(mut self, fold: Fold) -> Self {
        if let TextSource::Constant(text) = &mut self.source {
            *text = fold.apply(Cow::Borrowed(text.as_str())).into_owned();
        } else {
            self.folds.push(fold);
        }
        self
    }

    fn fold<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.folds.iter().fold(Cow::Borrowed(text), |text, fold| fold.apply(text))
    }

    /// The text of one row.
    fn at<'a>(&'a self, layer: &'a Layer, row: usize) -> Option<Cow<'a, str>> {
        match &self.source {
            TextSource::Constant(text) => Some(Cow::Borrowed(text.as_str())),
            TextSource::Field(column) => {
                let text = match column.of(layer)?.value(row) {
                    Value::Text(text) => Cow::Borrowed(text),
                    Value::Json(json) => json_text(json),
                    _ => return None,
                };
                Some(match text {
                    Cow::Borrowed(text) => self.fold(text),
                    Cow::Owned(text) => Cow::Owned(self.fold(&text).into_owned()),
                })
            }
        }
    }
}

/// The text that a JSON value stands for: a text decoded, anything else as it is written.
pub(super) fn json_text(json: &str) -> Cow<'_, str> {
    let inner = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        None => Cow::Borrowed(json),
        Some(inner) if !inner.contains('\\') => Cow::Borrowed(inner),
        Some(_) => serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned),
    }
}

/// How a condition on texts is answered.
pub(super) enum TextRows<'a> {
    /// All rows that are known answer the same.
    Same(bool, Option<BooleanBuffer>),
    /// By the codes of a dictionary: whether each value passes.
    Table { codes: &'a [i32], table: Vec<bool>, known: Option<BooleanBuffer> },
    /// Row by row; only rows that are known are asked for.
    Each(Box<dyn Fn(usize) -> bool + Sync + 'a>, Option<BooleanBuffer>),
}

/// Prepares a condition on the text of each row; unknown where there is no text.
pub(super) fn rows<'a>(
    layer: &'a Layer,
    expr: &'a TextExpr,
    passes: impl Fn(&str) -> bool + Sync + 'a,
) -> TextRows<'a> {
    let nothing = || TextRows::Same(false, Some(BooleanBuffer::new_unset(layer.len())));
    let column = match &expr.source {
        TextSource::Constant(text) => return TextRows::Same(passes(text), None),
        TextSource::Field(column) => match column.of(layer) {
            Some(column) => column,
            None => return nothing(),
        },
    };
    if expr.folds.is_empty() {
        column_rows(column, passes)
    } else {
        column_rows(column, move |text| passes(&expr.fold(text)))
    }
    .unwrap_or_else(nothing)
}

fn column_rows<'a>(column: &'a Column, passes: impl Fn(&str) -> bool + Sync + 'a) -> Option<TextRows<'a>> {
    let known = known_of(column.values.array());
    Some(match &column.values {
        Values::Text(TextArray::Dictionary(array)) => {
            let values = array.values().as_any().downcast_ref::<StringArray>()?;
            let table =
                (0..values.len()).map(|code| values.is_valid(code) && passes(values.value(code))).collect();
            TextRows::Table { codes: array.keys().values(), table, known }
        }
        Values::Text(TextArray::Plain(array)) => {
            TextRows::Each(Box::new(move |row| passes(array.value(row))), known)
        }
        Values::Json(array) => {
            TextRows::Each(Box::new(move |row| passes(&json_text(array.value(row)))), known)
        }
        _ => return None,
    })
}

/// Rows whose text passes a test; unknown where there is no text.
pub(super) fn test(layer: &Layer, expr: &TextExpr, passes: impl Fn(&str) -> bool + Sync) -> Truth {
    let len = layer.len();
    let (answers, known) = match rows(layer, expr, passes) {
        TextRows::Same(answer, None) => return Truth::constant(len, Some(answer)),
        TextRows::Same(..) => return Truth::constant(len, None),
        TextRows::Table { codes, table, known } => {
            // The code of a null is anything.
            let answer = |row: usize| table.get(codes[row] as usize).copied().unwrap_or(false);
            (BooleanBuffer::collect_bool(len, answer), known)
        }
        TextRows::Each(answer, known) => {
            let valid = |row: usize| known.as_ref().is_none_or(|known| known.value(row));
            (BooleanBuffer::collect_bool(len, |row| valid(row) && answer(row)), known)
        }
    };
    Truth::new(answers, known.as_ref())
}

/// Compares two texts by their characters' code points.
pub(super) fn compare(layer: &Layer, op: Comparison, left: &TextExpr, right: &TextExpr) -> Truth {
    if let Some(literal) = right.as_constant() {
        return match op {
            // Equality of texts looks at lengths first.
            Comparison::Eq => test(layer, left, |text| text == literal),
            Comparison::Ne => test(layer, left, |text| text != literal),
            _ => test(layer, left, |text| op.holds(text.cmp(literal))),
        };
    }
    if left.as_constant().is_some() {
        return compare(layer, op.flipped(), right, left);
    }
    let pair = |row| Some((left.at(layer, row)?, right.at(layer, row)?));
    let len = layer.len();
    let known = BooleanBuffer::collect_bool(len, |row| pair(row).is_some());
    let answers = BooleanBuffer::collect_bool(len, |row| {
        pair(row).is_some_and(|(left, right)| op.holds(left.cmp(&right)))
    });
    Truth::new(answers, Some(&known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_ignore_case_and_accents() {
        assert_eq!(Fold::Case.apply("Straße ÉTÉ 甲".into()), "straße été 甲");
        assert_eq!(Fold::Accent.apply("débárquér".into()), "debarquer");
    }

    #[test]
    fn json_texts_are_decoded_and_the_rest_is_kept() {
        assert_eq!(json_text(r#""a\"b""#), "a\"b");
        assert_eq!(json_text(r#""甲""#), "甲");
        assert_eq!(json_text("[1,2]"), "[1,2]");
    }
}
