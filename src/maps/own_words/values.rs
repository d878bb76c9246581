//! Conditions on a column whose texts mean something: which of its texts meet them.

use super::resolve::{Field, Meaning, Told};
use crate::filter::{Comparison, is_like, texts_of};
use crate::layer::{Column, Value};
use crate::maps::binding::Naming;
use crate::maps::idle::read_day;
use crate::maps::schema::{self, FieldDef};
use cql2::Expr;
use jiff::civil::Date;
use std::borrow::Cow;

/// Texts of a column that are looked at: a column of more is no list of values.
pub(super) const MOST_TEXTS: usize = 5_000;

/// What is asked of a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test<'e> {
    /// It compares so with a literal.
    Compares(Comparison, &'e Expr),
    /// It lies between two literals.
    Between(&'e Expr, &'e Expr),
    /// It is one of these literals.
    Among(&'e [Box<Expr>]),
    /// It is like a pattern.
    Like(&'e str),
}

/// Why a condition cannot be told by the texts of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cannot {
    /// The texts are too many.
    TooMany,
    /// The literals are no values of the field.
    NotSo,
}

/// The texts that meet a condition, and those that mean nothing.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) met: Vec<Cow<'a, str>>,
    pub(super) unread: Vec<Cow<'a, str>>,
}

/// Whether a condition holds for a text; `None` where that is nothing that could be compared.
type HoldsFor<'a> = Box<dyn Fn(&str) -> Option<bool> + 'a>;

/// The texts of a column of numbers or days that meet a condition, or do not.
pub(super) fn find<'a>(
    field: &Field<'a>,
    naming: Naming<'_>,
    test: Test<'_>,
    negate: bool,
) -> Result<Found<'a>, Cannot> {
    let column = field.column;
    let holds_for: HoldsFor<'_> = if field.told == Told::InWords(Meaning::Day) {
        let holds = judge(test, day_of).ok_or(Cannot::NotSo)?;
        Box::new(move |text| Some(holds(&read_day(Value::Text(text))?)))
    } else {
        let holds = judge(test, number_of).ok_or(Cannot::NotSo)?;
        Box::new(move |text| Some(holds(&naming.number_of(column, &Value::Text(text))?)))
    };
    let mut found = Found::default();
    for text in texts_of(column, MOST_TEXTS).ok_or(Cannot::TooMany)? {
        match holds_for(&text) {
            Some(holds) if holds != negate => found.met.push(text),
            Some(_) => {}
            None if text.trim().is_empty() => {}
            None => found.unread.push(text),
        }
    }
    Ok(found)
}

/// Whether a condition holds for a value.
type Holds<T> = Box<dyn Fn(&T) -> bool>;

/// A condition on values of one type; `None` where a literal is none of it.
fn judge<T: PartialOrd + 'static>(test: Test<'_>, value_of: impl Fn(&Expr) -> Option<T>) -> Option<Holds<T>> {
    Some(match test {
        Test::Compares(op, literal) => {
            let literal = value_of(literal)?;
            Box::new(move |value| value.partial_cmp(&literal).is_some_and(|order| op.holds(order)))
        }
        Test::Between(low, high) => {
            let (low, high) = (value_of(low)?, value_of(high)?);
            Box::new(move |value| *value >= low && *value <= high)
        }
        Test::Among(items) => {
            let items = items.iter().map(|item| value_of(item)).collect::<Option<Vec<T>>>()?;
            Box::new(move |value| items.contains(value))
        }
        Test::Like(_) => return None,
    })
}

/// A literal as a number.
pub(super) fn number_of(literal: &Expr) -> Option<f64> {
    if let Expr::Float(number) = literal { Some(*number) } else { None }
}

fn day_of(literal: &Expr) -> Option<Date> {
    match literal {
        Expr::Literal(text) => text.parse().ok(),
        Expr::Date { date } => day_of(date),
        _ => None,
    }
}

/// The texts of a coded column, each with the value that it stands for.
pub(super) struct Codes<'a> {
    def: &'static FieldDef,
    texts: Vec<Cow<'a, str>>,
}

impl<'a> Codes<'a> {
    pub(super) fn of(def: &'static FieldDef, column: &'a Column) -> Option<Self> {
        Some(Self { def, texts: texts_of(column, MOST_TEXTS)? })
    }

    /// The value that a text stands for; itself where it stands for none.
    fn code<'t>(&self, text: &'t str) -> &'t str {
        schema::code_of(self.def, text).unwrap_or(text.trim())
    }

    /// Whether each text is the value itself: what is asked of the values is asked of the texts.
    pub(super) fn are_plain(&self) -> bool {
        self.texts.iter().all(|text| self.code(text) == text)
    }

    /// The texts that stand for what a literal stands for; the literal where there are none. `None` where one
    /// may stand for it or for something else: 一类工业 is M1, or 100101.
    pub(super) fn spellings(&self, literal: &str) -> Option<Vec<String>> {
        let code = self.code(literal);
        let stands = |text: &str| text == literal || self.code(text) == code;
        let may_stand = |text: &str| {
            let mut known = self.def.domain.iter().filter(|known| known.value == code);
            schema::code_of(self.def, text).is_none() && known.any(|known| schema::is_label_of(known, text))
        };
        if self.texts.iter().any(|text| !stands(text) && may_stand(text)) {
            return None;
        }
        let texts = self.texts.iter().filter(|text| stands(text));
        let texts: Vec<String> = texts.map(|text| text.clone().into_owned()).collect();
        Some(if texts.is_empty() { vec![literal.to_owned()] } else { texts })
    }

    /// The texts that are like a pattern, or stand for a value that is; `None` where the pattern alone says so.
    pub(super) fn like(&self, pattern: &str) -> Option<Vec<String>> {
        let likes = |text: &str| is_like(text, pattern);
        let found: Vec<&Cow<'_, str>> =
            self.texts.iter().filter(|text| likes(text) || likes(self.code(text))).collect();
        let says_so = found.iter().all(|text| likes(text));
        (!says_so).then(|| found.into_iter().map(|text| text.clone().into_owned()).collect())
    }
}
