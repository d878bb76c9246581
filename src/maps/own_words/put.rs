//! Putting a filter into a layer's own words, condition by condition.

use super::resolve::{Field, Meaning, Names, Told, field};
use super::values::{Cannot, Codes, Test, find, number_of};
use crate::diagnostic::Diagnostic;
use crate::filter::{Comparison, shown};
use crate::layer::Layer;
use crate::maps::binding::Naming;
use crate::maps::schema;
use crate::text::{Arg, Lang};
use cql2::Expr;
use std::borrow::Cow;

/// More values than this are no filter that anybody can read.
const MOST_LISTED: usize = 200;
/// Values that a remark names.
pub(super) const MOST_NAMED: usize = 4;

type Put = Result<Expr, Box<Diagnostic>>;

/// Puts conditions into a layer's own words, and remembers what was understood as what.
pub(super) struct Writer<'a> {
    names: Names,
    layer: &'a Layer,
    naming: Naming<'a>,
    said: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(names: Names, layer: &'a Layer, naming: Naming<'a>) -> Self {
        Self { names, layer, naming, said: Vec::new() }
    }

    /// What was understood as what, in the order in which it stands.
    pub(super) fn remarks(self) -> Vec<Diagnostic> {
        self.said
    }

    /// The expression in the layer's own words.
    pub(super) fn put(&mut self, expr: &Expr) -> Put {
        self.condition(expr, false)
    }

    /// A condition, or what it is not. Rows whose value cannot be read meet neither: NOT goes down to the
    /// lists that leave them out.
    fn condition(&mut self, expr: &Expr, negate: bool) -> Put {
        let Expr::Operation { op, args } = expr else { return self.leaf(expr, negate) };
        match (op.as_str(), args.as_slice()) {
            ("and" | "or", all) => {
                let op = if (op == "and") == negate { "or" } else { "and" };
                let mut args = Vec::with_capacity(all.len());
                for arg in all {
                    match self.condition(arg, negate)? {
                        // A chain is one operation, as the parser has it.
                        Expr::Operation { op: inner, args: more } if inner == op => args.extend(more),
                        other => args.push(Box::new(other)),
                    }
                }
                Ok(Expr::Operation { op: op.to_owned(), args })
            }
            ("not", [inner]) if self.lists_values(inner)? => self.condition(inner, !negate),
            ("not", [inner]) => {
                let inner = self.condition(inner, false)?;
                Ok(if negate { inner } else { operation("not", vec![inner]) })
            }
            _ => self.leaf(expr, negate),
        }
    }

    fn leaf(&mut self, expr: &Expr, negate: bool) -> Put {
        let asked = asked(expr);
        let field = asked.map(|(name, _)| self.field(name)).transpose()?.flatten();
        let mut unread = Vec::new();
        let put = match (asked, field) {
            (Some((name, test)), Some(field)) => match (field.told, test) {
                (
                    Told::InWords(Meaning::Number | Meaning::Day),
                    Test::Compares(..) | Test::Between(..) | Test::Among(_),
                ) => self.listed((name, &field), test, expr, (negate, &mut unread))?,
                (Told::InWords(Meaning::Code), _) => negated(spelt((name, &field), test, expr)?, negate),
                (Told::InUnit(own, other), _) => {
                    let in_unit = |literal: &Expr| {
                        let number = number_of(literal).and_then(|number| own.convert(number, other));
                        number.map_or_else(|| literal.clone(), Expr::Float)
                    };
                    negated(with_literals(expr, &field.column.name, &in_unit), negate)
                }
                _ => negated(with_literals(expr, &field.column.name, &Expr::clone), negate),
            },
            _ => negated(self.operand(expr, expr)?, negate),
        };
        let written = negated(expr.clone(), negate);
        if put != written {
            self.understood(&written, &put, field.as_ref());
        }
        if !unread.is_empty() {
            self.said.extend(field.map(|field| left_out(&field.column.name, &unread)));
        }
        Ok(put)
    }

    /// An expression with its names put; a name whose values are told otherwise cannot be reckoned with.
    fn operand(&self, expr: &Expr, whole: &Expr) -> Put {
        let all = |list: &[Box<Expr>]| -> Result<Vec<Box<Expr>>, Box<Diagnostic>> {
            list.iter().map(|expr| self.operand(expr, whole).map(Box::new)).collect()
        };
        Ok(match expr {
            Expr::Property { property } => match self.field(property)? {
                None => expr.clone(),
                Some(field) if field.told == Told::Plainly => named(&field.column.name),
                Some(field) => return Err(inexact((property, &field), whole).into()),
            },
            Expr::Operation { op, args } => match (op.as_str(), args.as_slice()) {
                ("isNull", [inner]) => {
                    let field = if let Expr::Property { property } = inner.as_ref() {
                        self.field(property)?
                    } else {
                        None
                    };
                    let inner = field
                        .map_or_else(|| self.operand(inner, whole), |field| Ok(named(&field.column.name)));
                    Expr::Operation { op: op.clone(), args: vec![Box::new(inner?)] }
                }
                (_, args) => Expr::Operation { op: op.clone(), args: all(args)? },
            },
            Expr::Interval { interval } => Expr::Interval { interval: all(interval)? },
            Expr::Array(list) => Expr::Array(all(list)?),
            other => other.clone(),
        })
    }

    fn field(&self, name: &str) -> Result<Option<Field<'a>>, Box<Diagnostic>> {
        field(name, self.names, self.layer, self.naming)
    }

    /// Whether an expression speaks of a column whose numbers or days stand among words.
    fn lists_values(&self, expr: &Expr) -> Result<bool, Box<Diagnostic>> {
        match expr {
            Expr::Property { property } => {
                let told = self.field(property)?.map(|field| field.told);
                Ok(matches!(told, Some(Told::InWords(Meaning::Number | Meaning::Day))))
            }
            Expr::Operation { args, .. } => {
                args.iter().try_fold(false, |found, arg| Ok(found || self.lists_values(arg)?))
            }
            _ => Ok(false),
        }
    }

    /// The values of a column of numbers or days among words that meet a condition, or do not.
    fn listed(
        &self,
        (name, field): (&str, &Field<'a>),
        test: Test<'_>,
        whole: &Expr,
        (negate, unread): (bool, &mut Vec<Cow<'a, str>>),
    ) -> Put {
        // What is not for outsiders stays out of filters, which are shown and handed on.
        if schema::is_private(self.naming, &field.column.name) {
            return Err(inexact((name, field), whole).into());
        }
        let found = find(field, self.naming, test, negate).map_err(|cannot| match cannot {
            Cannot::TooMany => too_many((name, field)),
            Cannot::NotSo => inexact((name, field), whole),
        })?;
        if found.met.len() > MOST_LISTED {
            return Err(too_many((name, field)).into());
        }
        *unread = found.unread;
        Ok(one_of(&field.column.name, found.met.into_iter().map(Cow::into_owned).collect()))
    }

    fn understood(&mut self, written: &Expr, put: &Expr, field: Option<&Field<'_>>) {
        let said = match (put, field) {
            (Expr::Bool(false), Some(field)) => Diagnostic::notice("filter-understood-none")
                .with("from", shown(written))
                .with("column", field.column.name.as_str()),
            _ => Diagnostic::notice("filter-understood")
                .with("from", shown(written))
                .with("to", put.to_text().map_or_else(|_| shown(put), |text| short(&text))),
        };
        if !self.said.contains(&said) {
            self.said.push(said);
        }
    }
}

/// A name with what is asked of it by literals alone.
fn asked(expr: &Expr) -> Option<(&str, Test<'_>)> {
    let Expr::Operation { op, args } = expr else { return None };
    let name = |expr: &'_ Expr| matches!(expr, Expr::Property { .. });
    Some(match (op.as_str(), args.as_slice()) {
        (op, [left, right]) if Comparison::of(op).is_some() => {
            let op = Comparison::of(op)?;
            match (name(left), is_literal(left), name(right), is_literal(right)) {
                (true, _, _, true) => (property(left)?, Test::Compares(op, right)),
                (_, true, true, _) => (property(right)?, Test::Compares(op.flipped(), left)),
                _ => return None,
            }
        }
        ("between", [value, low, high]) if is_literal(low) && is_literal(high) => {
            (property(value)?, Test::Between(low, high))
        }
        ("in", [value, list]) => match list.as_ref() {
            Expr::Array(items) if items.iter().all(|item| is_literal(item)) => {
                (property(value)?, Test::Among(items))
            }
            _ => return None,
        },
        ("like", [value, pattern]) => match pattern.as_ref() {
            Expr::Literal(pattern) => (property(value)?, Test::Like(pattern)),
            _ => return None,
        },
        _ => return None,
    })
}

fn property(expr: &Expr) -> Option<&str> {
    if let Expr::Property { property } = expr { Some(property) } else { None }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Float(_)
            | Expr::Literal(_)
            | Expr::Bool(_)
            | Expr::Null
            | Expr::Date { .. }
            | Expr::Timestamp { .. }
    )
}

/// A condition on a coded column, by the spellings that the column has.
fn spelt((name, field): (&str, &Field<'_>), test: Test<'_>, expr: &Expr) -> Put {
    let column = &field.column.name;
    let codes = Codes::of(field.def, field.column).ok_or_else(|| too_many((name, field)))?;
    let spellings = |text: &str| codes.spellings(text).ok_or_else(|| inexact((name, field), expr));
    Ok(match test {
        Test::Compares(op @ (Comparison::Eq | Comparison::Ne), Expr::Literal(text)) => {
            negated(one_of(column, spellings(text)?), op == Comparison::Ne)
        }
        Test::Among(items) => {
            let mut all: Vec<Expr> = Vec::new();
            for item in items {
                let spelt = match item.as_ref() {
                    Expr::Literal(text) => spellings(text)?.into_iter().map(Expr::Literal).collect(),
                    other => vec![other.clone()],
                };
                all.extend(spelt.into_iter().filter(|one| !all.contains(one)).collect::<Vec<_>>());
            }
            operation("in", vec![named(column), Expr::Array(all.into_iter().map(Box::new).collect())])
        }
        Test::Like(pattern) => match codes.like(pattern) {
            Some(texts) if texts.len() > MOST_LISTED => return Err(too_many((name, field)).into()),
            Some(texts) => one_of(column, texts),
            None => with_literals(expr, column, &Expr::clone),
        },
        _ if codes.are_plain() => with_literals(expr, column, &Expr::clone),
        _ => return Err(inexact((name, field), expr).into()),
    })
}

/// The same condition on a column, its literals put otherwise.
fn with_literals(expr: &Expr, column: &str, literal: &dyn Fn(&Expr) -> Expr) -> Expr {
    match expr {
        Expr::Property { .. } => named(column),
        Expr::Operation { op, args } => {
            let args = args.iter().map(|arg| Box::new(with_literals(arg, column, literal)));
            Expr::Operation { op: op.clone(), args: args.collect() }
        }
        Expr::Array(items) => {
            Expr::Array(items.iter().map(|item| Box::new(with_literals(item, column, literal))).collect())
        }
        other => literal(other),
    }
}

fn named(column: &str) -> Expr {
    Expr::Property { property: column.to_owned() }
}

fn operation(op: &str, args: Vec<Expr>) -> Expr {
    Expr::Operation { op: op.to_owned(), args: args.into_iter().map(Box::new).collect() }
}

/// A condition, or what it is not, without one NOT upon the other.
fn negated(expr: Expr, negate: bool) -> Expr {
    match expr {
        expr if !negate => expr,
        Expr::Operation { op, mut args } if op == "not" && args.len() == 1 => *args.remove(0),
        Expr::Operation { op, args } if op == "=" => Expr::Operation { op: "<>".to_owned(), args },
        Expr::Operation { op, args } if op == "<>" => Expr::Operation { op: "=".to_owned(), args },
        other => operation("not", vec![other]),
    }
}

/// That a column has one of some texts; never true where there are none.
fn one_of(column: &str, mut texts: Vec<String>) -> Expr {
    match texts.len() {
        0 => Expr::Bool(false),
        1 => operation("=", vec![named(column), Expr::Literal(texts.remove(0))]),
        _ => {
            let texts = texts.into_iter().map(|text| Box::new(Expr::Literal(text))).collect();
            operation("in", vec![named(column), Expr::Array(texts)])
        }
    }
}

/// A column that does not tell the values of a field in a way that something can be put exactly.
fn inexact((name, field): (&str, &Field<'_>), whole: &Expr) -> Diagnostic {
    let code = if matches!(field.told, Told::InUnit(..)) { "filter-other-unit" } else { "filter-by-values" };
    let error = Diagnostic::error(code).with("field", name).with("column", field.column.name.as_str());
    let error = error.with("text", shown(whole));
    match field.told {
        Told::InUnit(own, other) => {
            let label = |unit: crate::maps::binding::MeasureUnit| Arg::Words {
                zh: unit.label(Lang::Zh).to_owned(),
                en: unit.label(Lang::En).to_owned(),
            };
            error.with("own", label(own)).with("unit", label(other))
        }
        _ => error,
    }
}

fn too_many((name, field): (&str, &Field<'_>)) -> Diagnostic {
    let column = field.column.name.as_str();
    Diagnostic::error("filter-many-values").with("field", name).with("column", column)
}

/// Values that are no number or day: their rows are in no answer.
fn left_out(column: &str, values: &[Cow<'_, str>]) -> Diagnostic {
    let named: Vec<String> = values.iter().take(MOST_NAMED).map(|value| short(value)).collect();
    let said = Diagnostic::notice("filter-values-unread").with("column", column);
    said.with("values", named.join(" · ")).with("count", values.len())
}

/// A text as a remark shows it.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}
