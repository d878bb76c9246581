//! The bridge between facets and CQL2: what a card of the filter panel shows, and what it writes.
//!
//! A facet owns the conjuncts at the top of the filter that speak of its field alone in a shape it
//! can show, however they are spelt; it replaces exactly those and leaves the rest as it stands.

use super::Filter;
use super::like::{Piece, escaped, pieces, plain};
use cql2::Expr;
use serde::{Deserialize, Serialize};

/// A value of a category.
#[derive(Clone, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// What a facet asks of its field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Condition {
    /// The value is one of these.
    AnyOf {
        /// The values, in the order in which they were chosen.
        values: Vec<Scalar>,
        /// Rows without a value match too.
        missing: bool,
    },
    /// The number is not outside these bounds.
    Range {
        /// Smallest number.
        min: Option<f64>,
        /// Greatest number.
        max: Option<f64>,
        /// Rows without a value match too.
        missing: bool,
    },
    /// The date is not outside these bounds.
    DateRange {
        /// First day, `2026-11-23`.
        min: Option<String>,
        /// Last day.
        max: Option<String>,
        /// Rows without a value match too.
        missing: bool,
    },
    /// The text contains this, whatever its case.
    Contains {
        /// What to look for.
        text: String,
    },
}

/// The conditions that facets can show, each with its field, and the other conjuncts.
///
/// A second condition on one field stays in the rest, unless the two are the ends of one range.
pub fn read(filter: Option<&Filter>) -> (Vec<(String, Condition)>, Vec<Expr>) {
    let mut conditions: Vec<(String, Condition)> = Vec::new();
    let mut rest = Vec::new();
    for (conjunct, owner) in owners(filter) {
        match owner {
            Some((field, condition)) => {
                match conditions.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, known)) => {
                        // `owners` has given this conjunct to the field: the two join.
                        if let Some(joined) = join(known, &condition) {
                            *known = joined;
                        }
                    }
                    None => conditions.push((field, condition)),
                }
            }
            None => rest.push(conjunct.clone()),
        }
    }
    (conditions, rest)
}

/// The condition of one field, where a facet can show it.
pub fn condition_of(filter: Option<&Filter>, field: &str) -> Option<Condition> {
    read(filter).0.into_iter().find_map(|(name, condition)| (name == field).then_some(condition))
}

/// The filter with the condition of one field replaced, added, or taken away (`None`).
///
/// A condition that asks for nothing (no value, no bound, no text) counts as `None`.
pub fn with_condition(filter: Option<&Filter>, field: &str, condition: Option<&Condition>) -> Option<Filter> {
    let mut written = condition.and_then(|condition| write(field, condition));
    let mut conjuncts = Vec::new();
    for (conjunct, owner) in owners(filter) {
        if owner.is_some_and(|(owned, _)| owned == field) {
            conjuncts.extend(written.take());
        } else {
            conjuncts.push(conjunct.clone());
        }
    }
    conjuncts.extend(written);
    Filter::all(conjuncts)
}

/// Each conjunct with the field and condition that own it.
fn owners(filter: Option<&Filter>) -> Vec<(&Expr, Option<(String, Condition)>)> {
    let mut so_far: Vec<(String, Condition)> = Vec::new();
    let conjuncts = filter.map(Filter::conjuncts).unwrap_or_default();
    conjuncts
        .into_iter()
        .map(|conjunct| {
            let owner = recognise(conjunct).filter(|(field, condition)| {
                let Some((_, known)) = so_far.iter_mut().find(|(known, _)| known == field) else {
                    so_far.push((field.clone(), condition.clone()));
                    return true;
                };
                let joined = join(known, condition);
                let joins = joined.is_some();
                *known = joined.unwrap_or_else(|| known.clone());
                joins
            });
            (conjunct, owner)
        })
        .collect()
}

/// Two ends of one range, without missing rows, as one.
fn join(left: &Condition, right: &Condition) -> Option<Condition> {
    use Condition::{DateRange, Range};
    fn ends<T: Clone>(
        (a, b): (&Option<T>, &Option<T>),
        (c, d): (&Option<T>, &Option<T>),
    ) -> Option<(Option<T>, Option<T>)> {
        match (a, b, c, d) {
            (Some(min), None, None, Some(max)) | (None, Some(max), Some(min), None) => {
                Some((Some(min.clone()), Some(max.clone())))
            }
            _ => None,
        }
    }
    match (left, right) {
        (Range { min: a, max: b, missing: false }, Range { min: c, max: d, missing: false }) => {
            ends((a, b), (c, d)).map(|(min, max)| Range { min, max, missing: false })
        }
        (DateRange { min: a, max: b, missing: false }, DateRange { min: c, max: d, missing: false }) => {
            ends((a, b), (c, d)).map(|(min, max)| DateRange { min, max, missing: false })
        }
        _ => None,
    }
}

/// The condition that an expression is, with its field.
fn recognise(expr: &Expr) -> Option<(String, Condition)> {
    let any_of = |field: &str, values| Some((field.to_owned(), Condition::AnyOf { values, missing: false }));
    let (op, args) = match expr {
        Expr::Property { property } => return any_of(property, vec![Scalar::Bool(true)]),
        Expr::Operation { op, args } => (op.as_str(), args.as_slice()),
        _ => return None,
    };
    match (op, args) {
        ("or", alternatives) => recognise_or(alternatives),
        ("and", both) => {
            let mut found = both.iter().map(|part| recognise(part));
            let (field, mut condition) = found.next()??;
            for part in found {
                let (other, next) = part?;
                if other != field {
                    return None;
                }
                condition = join(&condition, &next)?;
            }
            Some((field, condition))
        }
        ("not", [inner]) => any_of(property(inner)?, vec![Scalar::Bool(false)]),
        ("isNull", [inner]) => {
            let values = Vec::new();
            Some((property(inner)?.to_owned(), Condition::AnyOf { values, missing: true }))
        }
        ("in", [value, list]) => {
            let Expr::Array(items) = list.as_ref() else { return None };
            let values = items.iter().map(|item| scalar(item)).collect::<Option<Vec<_>>>()?;
            any_of(property(value)?, values)
        }
        ("between", [value, low, high]) => {
            let field = property(value)?;
            let low = bound(low, true)?;
            let high = bound(high, false)?;
            join(&low, &high).map(|condition| (field.to_owned(), condition))
        }
        ("like", [value, pattern]) => contains(value, pattern),
        ("=" | ">=" | "<=", [left, right]) => {
            let (field, literal, op) = match (property(left), property(right)) {
                (Some(field), None) => (field, right, op),
                (None, Some(field)) => (
                    field,
                    left,
                    if op == ">=" {
                        "<="
                    } else if op == "<=" {
                        ">="
                    } else {
                        op
                    },
                ),
                _ => return None,
            };
            if op == "=" {
                return any_of(field, vec![scalar(literal)?]);
            }
            Some((field.to_owned(), bound(literal, op == ">=")?))
        }
        _ => None,
    }
}

/// Alternatives on one field: values together, and at most one range with its missing rows.
fn recognise_or(alternatives: &[Box<Expr>]) -> Option<(String, Condition)> {
    let mut field: Option<String> = None;
    let mut values = Vec::new();
    let mut missing = false;
    let mut range: Option<Condition> = None;
    for alternative in alternatives {
        let (name, condition) = recognise(alternative)?;
        if field.get_or_insert_with(|| name.clone()) != &name {
            return None;
        }
        match condition {
            Condition::AnyOf { values: more, missing: also } => {
                values.extend(more);
                missing |= also;
            }
            Condition::Contains { .. } => return None,
            other if range.is_none() => range = Some(other),
            _ => return None,
        }
    }
    let field = field?;
    let condition = match range {
        None => Condition::AnyOf { values, missing },
        Some(_) if !values.is_empty() => return None,
        Some(Condition::Range { min, max, missing: also }) => {
            Condition::Range { min, max, missing: missing || also }
        }
        Some(Condition::DateRange { min, max, missing: also }) => {
            Condition::DateRange { min, max, missing: missing || also }
        }
        Some(_) => return None,
    };
    Some((field, condition))
}

fn property(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Property { property } => Some(property),
        _ => None,
    }
}

fn scalar(expr: &Expr) -> Option<Scalar> {
    match expr {
        Expr::Literal(text) => Some(Scalar::Text(text.clone())),
        Expr::Float(number) => Some(Scalar::Number(*number)),
        Expr::Bool(value) => Some(Scalar::Bool(*value)),
        _ => None,
    }
}

/// One end of a range. A text in quotes is an end only where it is a date.
fn bound(expr: &Expr, is_min: bool) -> Option<Condition> {
    fn ends<T>(value: T, is_min: bool) -> (Option<T>, Option<T>) {
        if is_min { (Some(value), None) } else { (None, Some(value)) }
    }
    let date = match expr {
        Expr::Float(number) => {
            let (min, max) = ends(*number, is_min);
            return Some(Condition::Range { min, max, missing: false });
        }
        Expr::Date { date } => date.as_ref(),
        other => other,
    };
    match date {
        Expr::Literal(text) if text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok() => {
            let (min, max) = ends(text.clone(), is_min);
            Some(Condition::DateRange { min, max, missing: false })
        }
        _ => None,
    }
}

/// `LIKE '%text%'`, with or without CASEI on both sides.
fn contains(value: &Expr, pattern: &Expr) -> Option<(String, Condition)> {
    let unwrap = |expr: &Expr| match expr {
        Expr::Operation { op, args } if op == "casei" => match args.as_slice() {
            [inner] => inner.as_ref().clone(),
            _ => expr.clone(),
        },
        other => other.clone(),
    };
    let (value, pattern) = (unwrap(value), unwrap(pattern));
    let Expr::Literal(pattern) = &pattern else { return None };
    let all = pieces(pattern);
    let [Piece::Any, middle @ .., Piece::Any] = all.as_slice() else { return None };
    let text = plain(middle).filter(|text| !text.is_empty())?;
    Some((property(&value)?.to_owned(), Condition::Contains { text }))
}

fn op(op: &str, args: Vec<Expr>) -> Expr {
    Expr::Operation { op: op.to_owned(), args: args.into_iter().map(Box::new).collect() }
}

/// The expression of a condition; `None` where it asks for nothing.
fn write(field: &str, condition: &Condition) -> Option<Expr> {
    let field = || Expr::Property { property: field.to_owned() };
    let is_null = || op("isNull", vec![field()]);
    let range = |min: Option<Expr>, max: Option<Expr>| match (min, max) {
        (Some(min), Some(max)) => Some(op("between", vec![field(), min, max])),
        (Some(min), None) => Some(op(">=", vec![field(), min])),
        (None, Some(max)) => Some(op("<=", vec![field(), max])),
        (None, None) => None,
    };
    let (expr, missing) = match condition {
        Condition::AnyOf { values, missing } => {
            let mut literals: Vec<Expr> = values
                .iter()
                .filter_map(|value| match value {
                    Scalar::Bool(value) => Some(Expr::Bool(*value)),
                    Scalar::Number(number) => finite(Some(*number)),
                    Scalar::Text(text) => Some(Expr::Literal(text.clone())),
                })
                .collect();
            let expr = match literals.len() {
                0 => return missing.then(is_null),
                1 => op("=", vec![field(), literals.remove(0)]),
                _ => op("in", vec![field(), Expr::Array(literals.into_iter().map(Box::new).collect())]),
            };
            (expr, *missing)
        }
        Condition::Range { min, max, missing } => (range(finite(*min), finite(*max))?, *missing),
        Condition::DateRange { min, max, missing } => {
            let day = |day: &String| Expr::Date { date: Box::new(Expr::Literal(day.clone())) };
            (range(min.as_ref().map(day), max.as_ref().map(day))?, *missing)
        }
        Condition::Contains { text } if text.is_empty() => return None,
        Condition::Contains { text } => {
            let casei = |expr| op("casei", vec![expr]);
            let pattern = Expr::Literal(format!("%{}%", escaped(text)));
            (op("like", vec![casei(field()), casei(pattern)]), false)
        }
    };
    Some(if missing { op("or", vec![expr, is_null()]) } else { expr })
}

/// A number that CQL2 can write.
fn finite(number: Option<f64>) -> Option<Expr> {
    number.filter(|number| number.is_finite()).map(Expr::Float)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filter(text: &str) -> Filter {
        Filter::parse(text).unwrap()
    }

    fn texts(values: &[&str], missing: bool) -> Condition {
        let values = values.iter().map(|value| Scalar::Text((*value).to_owned())).collect();
        Condition::AnyOf { values, missing }
    }

    #[test]
    fn what_is_typed_by_hand_shows_in_the_facets() {
        let range = |min, max, missing| Condition::Range { min, max, missing };
        let days = |min: Option<&str>, max: Option<&str>| Condition::DateRange {
            min: min.map(str::to_owned),
            max: max.map(str::to_owned),
            missing: false,
        };
        for (text, expected) in [
            ("f = '闲置'", texts(&["闲置"], false)),
            ("'闲置' = f", texts(&["闲置"], false)),
            ("f IN ('a','b')", texts(&["a", "b"], false)),
            ("f = 'a' OR f = 'b' OR f IS NULL", texts(&["a", "b"], true)),
            ("f IN ('a') OR f IS NULL", texts(&["a"], true)),
            ("f IS NULL", texts(&[], true)),
            ("f", Condition::AnyOf { values: vec![Scalar::Bool(true)], missing: false }),
            ("NOT f", Condition::AnyOf { values: vec![Scalar::Bool(false)], missing: false }),
            ("f = TRUE", Condition::AnyOf { values: vec![Scalar::Bool(true)], missing: false }),
            ("f = 3", Condition::AnyOf { values: vec![Scalar::Number(3.0)], missing: false }),
            ("f BETWEEN 1 AND 2", range(Some(1.0), Some(2.0), false)),
            ("f >= 1 AND f <= 2", range(Some(1.0), Some(2.0), false)),
            ("f <= 2 AND 1 <= f", range(Some(1.0), Some(2.0), false)),
            ("f >= 20", range(Some(20.0), None, false)),
            ("f <= 20 OR f IS NULL", range(None, Some(20.0), true)),
            ("(f >= 1 AND f <= 2) OR f IS NULL", range(Some(1.0), Some(2.0), true)),
            ("f >= DATE('2026-01-01')", days(Some("2026-01-01"), None)),
            ("f BETWEEN '2026-01-01' AND '2026-12-31'", days(Some("2026-01-01"), Some("2026-12-31"))),
            ("f LIKE '%智能%'", Condition::Contains { text: "智能".to_owned() }),
            ("CASEI(f) LIKE CASEI('%Ab\\%%')", Condition::Contains { text: "ab%".to_owned() }),
        ] {
            // CASEI of a literal is kept as written: its case is the author's.
            let found = condition_of(Some(&filter(text)), "f");
            let same_case = |condition: Option<Condition>| match condition {
                Some(Condition::Contains { text }) => Some(Condition::Contains { text: text.to_lowercase() }),
                other => other,
            };
            assert_eq!(same_case(found), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_no_facet_can_show_stays_in_the_rest() {
        for text in ["f <> 'a'", "f NOT IN ('a')", "f > 3", "f LIKE 'a%'", "f = 'a' OR g = 'b'", "f = g"] {
            let (conditions, rest) = read(Some(&filter(text)));
            assert!(conditions.is_empty() && rest.len() == 1, "{text}: {conditions:?}");
        }
    }

    #[test]
    fn only_the_fields_own_conjuncts_are_replaced() {
        let before = filter("a > 1 AND f >= 1 AND b = 'x' AND f <= 2 AND f <> 7");
        let with =
            |condition: Option<&Condition>| with_condition(Some(&before), "f", condition).unwrap().to_text();
        assert_eq!(with(Some(&texts(&["k"], false))), "a > 1 AND f = 'k' AND b = 'x' AND f <> 7");
        assert_eq!(with(None), "a > 1 AND b = 'x' AND f <> 7");
        assert_eq!(
            with_condition(Some(&before), "面积", Some(&texts(&["k"], true))).unwrap().to_text(),
            "a > 1 AND f >= 1 AND b = 'x' AND f <= 2 AND f <> 7 AND (\"面积\" = 'k' OR \"面积\" IS NULL)"
        );
        assert_eq!(with_condition(Some(&filter("f = 1")), "f", None), None);
        assert_eq!(with_condition(None, "f", Some(&texts(&[], false))), None);
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let scalars = prop_oneof![
            prop::collection::vec("[^\\x00]{0,6}".prop_map(Scalar::Text), 1..4),
            prop::collection::vec((-1e6..1e6_f64).prop_map(Scalar::Number), 1..4),
            any::<bool>().prop_map(|value| vec![Scalar::Bool(value)]),
        ];
        let bounds = prop_oneof![
            (-1e9..1e9_f64).prop_map(|min| (Some(min), None)),
            (-1e9..1e9_f64).prop_map(|max| (None, Some(max))),
            (-1e9..1e9_f64, 0.0..1e9_f64).prop_map(|(min, more)| (Some(min), Some(min + more))),
        ];
        let day = || (1..13_u8, 1..29_u8).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}"));
        prop_oneof![
            (scalars, any::<bool>()).prop_map(|(values, missing)| Condition::AnyOf { values, missing }),
            Just(Condition::AnyOf { values: Vec::new(), missing: true }),
            (bounds, any::<bool>()).prop_map(|((min, max), missing)| Condition::Range { min, max, missing }),
            (day(), proptest::option::of(day()), any::<bool>())
                .prop_map(|(min, max, missing)| Condition::DateRange { min: Some(min), max, missing }),
            "[^\\x00]{1,8}".prop_map(|text| Condition::Contains { text }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(condition in condition(), other in condition()) {
            let field = "面积 \"m²\"";
            let base = with_condition(None, "other", Some(&other));
            let written = with_condition(base.as_ref(), field, Some(&condition)).unwrap();
            // Through the text, as a workspace keeps it.
            let again = filter(&written.to_text());
            prop_assert_eq!(condition_of(Some(&again), field), Some(condition));
            prop_assert_eq!(condition_of(Some(&again), "other"), Some(other));
            prop_assert_eq!(with_condition(Some(&again), field, None), base);
        }
    }
}
