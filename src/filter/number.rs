//! Numbers of all rows: fields, arithmetic, areas and distances, and their comparison.
//!
//! Comparisons of whole numbers are exact: the literal is moved to the next whole number instead of
//! the column to floating point. Arithmetic is in 64-bit floating point, and what has no finite
//! answer (a division by zero) is unknown.

use super::compare::Comparison;
use super::node::{ColumnRef, Run, known_of};
use super::spatial;
use super::truth::{Truth, both_known};
use crate::layer::Values;
use arrow_buffer::BooleanBuffer;
use geo::Point;
use std::cmp::Ordering;

/// An arithmetic operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    /// `div`: the quotient without its fraction, towards zero.
    WholeDivide,
}

impl Arithmetic {
    /// The operator that CQL2 writes so.
    pub(super) fn of(op: &str) -> Option<Self> {
        Some(match op {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Modulo,
            "^" => Self::Power,
            "div" => Self::WholeDivide,
            _ => return None,
        })
    }

    fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Modulo => left % right,
            Self::Power => left.powf(right),
            Self::WholeDivide => (left / right).trunc(),
        }
    }
}

/// A number of each row.
#[derive(Clone, Debug)]
pub(super) enum NumberExpr {
    Constant(f64),
    Field(ColumnRef),
    Binary(Arithmetic, Box<NumberExpr>, Box<NumberExpr>),
    /// Geodesic area in m², times a factor (3/2000 for 亩).
    Area(f64),
    /// Geodesic distance in metres from a point.
    Distance(Point<f64>),
}

/// Evaluated numbers; where a row is not known, its value means nothing.
#[derive(Debug)]
pub(super) enum Numbers<'a> {
    Constant(f64),
    Whole(&'a [i64], Option<BooleanBuffer>),
    Real(&'a [f64], Option<BooleanBuffer>),
    Computed(Vec<f64>, BooleanBuffer),
    /// The plan belongs to another layer.
    Unknown(BooleanBuffer),
}

impl Numbers<'_> {
    /// Which rows are known; `None` where all are.
    pub(super) fn known(&self) -> Option<&BooleanBuffer> {
        match self {
            Self::Constant(_) => None,
            Self::Whole(_, known) | Self::Real(_, known) => known.as_ref(),
            Self::Computed(_, known) | Self::Unknown(known) => Some(known),
        }
    }

    #[inline]
    fn get(&self, row: usize) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Whole(values, _) => values[row] as f64,
            Self::Real(values, _) => values[row],
            Self::Computed(values, _) => values[row],
            Self::Unknown(_) => f64::NAN,
        }
    }

    fn reals(&self) -> Option<&[f64]> {
        match self {
            Self::Real(values, _) => Some(values),
            Self::Computed(values, _) => Some(values),
            _ => None,
        }
    }
}

/// Evaluates an expression; `None` where the run was cancelled.
pub(super) fn evaluate<'a>(run: Run<'a>, expr: &NumberExpr) -> Option<Numbers<'a>> {
    let len = run.layer.len();
    Some(match expr {
        NumberExpr::Constant(value) => Numbers::Constant(*value),
        NumberExpr::Field(column) => match column.of(run.layer).map(|column| &column.values) {
            Some(Values::Integer(array)) => Numbers::Whole(array.values(), known_of(array)),
            Some(Values::Real(array)) => Numbers::Real(array.values(), known_of(array)),
            _ => Numbers::Unknown(BooleanBuffer::new_unset(len)),
        },
        NumberExpr::Binary(op, left, right) => {
            let (left, right) = (evaluate(run, left)?, evaluate(run, right)?);
            let values: Vec<f64> = (0..len).map(|row| op.apply(left.get(row), right.get(row))).collect();
            let finite = BooleanBuffer::collect_bool(len, |row| values[row].is_finite());
            let known = both_known(left.known().cloned(), right.known().cloned());
            let known = match known {
                Some(known) => &known & &finite,
                None => finite,
            };
            Numbers::Computed(values, known)
        }
        NumberExpr::Area(factor) => {
            let (mut values, known) = spatial::areas_m2(run)?;
            for value in &mut values {
                *value *= factor;
            }
            Numbers::Computed(values, known)
        }
        NumberExpr::Distance(point) => {
            let (values, known) = spatial::distances_m(run, *point)?;
            Numbers::Computed(values, known)
        }
    })
}

/// 2⁶³, the first number past 64-bit whole numbers.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// A comparison of whole numbers with a literal, itself turned into a whole number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum WholeTest {
    All(bool),
    With(Comparison, i64),
}

pub(super) fn whole_test(op: Comparison, literal: f64) -> WholeTest {
    use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
    let above = literal >= TWO_63;
    let below = literal < -TWO_63;
    match op {
        Eq | Ne if above || below || literal.fract() != 0.0 => WholeTest::All(op == Ne),
        Eq | Ne => WholeTest::With(op, literal as i64),
        Lt | Le if above || below => WholeTest::All(above),
        Gt | Ge if above || below => WholeTest::All(below),
        Lt | Ge => WholeTest::With(op, literal.ceil() as i64),
        Le | Gt => WholeTest::With(op, literal.floor() as i64),
    }
}

/// Compares two columns of numbers.
pub(super) fn compare(op: Comparison, left: &Numbers<'_>, right: &Numbers<'_>, len: usize) -> Truth {
    let known = both_known(left.known().cloned(), right.known().cloned());
    let answers = match (left, right) {
        (Numbers::Constant(left), Numbers::Constant(right)) => {
            return Truth::constant(len, left.partial_cmp(right).map(|ordering| op.holds(ordering)));
        }
        (Numbers::Whole(values, _), Numbers::Constant(literal)) => match whole_test(op, *literal) {
            WholeTest::All(true) => BooleanBuffer::new_set(len),
            WholeTest::All(false) => BooleanBuffer::new_unset(len),
            WholeTest::With(op, literal) => by_op(op, len, |row| values[row], |_| literal),
        },
        (Numbers::Whole(left, _), Numbers::Whole(right, _)) => {
            by_op(op, len, |row| left[row], |row| right[row])
        }
        (Numbers::Whole(left, _), _) => BooleanBuffer::collect_bool(len, |row| {
            compare_exactly(left[row], right.get(row)).is_some_and(|ordering| op.holds(ordering))
        }),
        (Numbers::Constant(_), _) | (_, Numbers::Whole(..)) => {
            return compare(op.flipped(), right, left, len);
        }
        (left, right) => match (left.reals(), right) {
            (Some(values), Numbers::Constant(literal)) => by_op(op, len, |row| values[row], |_| *literal),
            _ => by_op(op, len, |row| left.get(row), |row| right.get(row)),
        },
    };
    Truth::new(answers, known.as_ref())
}

/// One loop for each operator, so that each is vectorised.
fn by_op<T: PartialOrd>(
    op: Comparison,
    len: usize,
    left: impl Fn(usize) -> T,
    right: impl Fn(usize) -> T,
) -> BooleanBuffer {
    match op {
        Comparison::Eq => BooleanBuffer::collect_bool(len, |row| left(row) == right(row)),
        Comparison::Ne => BooleanBuffer::collect_bool(len, |row| left(row) != right(row)),
        Comparison::Lt => BooleanBuffer::collect_bool(len, |row| left(row) < right(row)),
        Comparison::Le => BooleanBuffer::collect_bool(len, |row| left(row) <= right(row)),
        Comparison::Gt => BooleanBuffer::collect_bool(len, |row| left(row) > right(row)),
        Comparison::Ge => BooleanBuffer::collect_bool(len, |row| left(row) >= right(row)),
    }
}

/// The order of a whole number and a real one, without rounding either.
fn compare_exactly(whole: i64, real: f64) -> Option<Ordering> {
    if real.is_nan() {
        return None;
    }
    if real >= TWO_63 {
        return Some(Ordering::Less);
    }
    if real < -TWO_63 {
        return Some(Ordering::Greater);
    }
    let cut = real.trunc();
    Some(whole.cmp(&(cut as i64)).then_with(|| 0.0_f64.total_cmp(&(real - cut + 0.0))))
}

/// `IN` a list of literals.
///
/// A long list is searched for each row instead of being gone through for all rows.
pub(super) fn among(numbers: &Numbers<'_>, list: &[f64], len: usize) -> Truth {
    let answers = match numbers {
        Numbers::Whole(values, _) if list.len() > SHORT => {
            let mut wholes: Vec<i64> = list
                .iter()
                .filter_map(|literal| match whole_test(Comparison::Eq, *literal) {
                    WholeTest::With(_, whole) => Some(whole),
                    WholeTest::All(_) => None,
                })
                .collect();
            wholes.sort_unstable();
            BooleanBuffer::collect_bool(len, |row| wholes.binary_search(&values[row]).is_ok())
        }
        Numbers::Real(..) | Numbers::Computed(..) if list.len() > SHORT => {
            // Zero has two bit patterns, and NaN equals nothing.
            let mut reals: Vec<f64> =
                list.iter().filter(|literal| !literal.is_nan()).map(|literal| literal + 0.0).collect();
            reals.sort_unstable_by(f64::total_cmp);
            BooleanBuffer::collect_bool(len, |row| {
                let value = numbers.get(row) + 0.0;
                reals.binary_search_by(|literal| literal.total_cmp(&value)).is_ok()
            })
        }
        _ => {
            let mut any = BooleanBuffer::new_unset(len);
            for literal in list {
                any = &any | &compare(Comparison::Eq, numbers, &Numbers::Constant(*literal), len).yes;
            }
            any
        }
    };
    Truth::new(answers, numbers.known())
}

/// Literals of a list that is short enough to be gone through.
const SHORT: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_compare_exactly_with_reals() {
        let big = 9_007_199_254_740_993_i64;
        assert_eq!(compare_exactly(big, 9_007_199_254_740_992.0), Some(Ordering::Greater));
        assert_eq!(compare_exactly(2, 2.5), Some(Ordering::Less));
        assert_eq!(compare_exactly(-2, -2.5), Some(Ordering::Greater));
        assert_eq!(compare_exactly(0, -0.0), Some(Ordering::Equal));
        assert_eq!(compare_exactly(i64::MAX, TWO_63), Some(Ordering::Less));
        assert_eq!(compare_exactly(i64::MIN, -TWO_63), Some(Ordering::Equal));
        assert_eq!(compare_exactly(0, f64::NAN), None);
    }

    #[test]
    fn a_literal_becomes_a_whole_threshold_with_the_same_meaning() {
        use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
        for literal in [-2.5, -2.0, 0.0, 0.5, 3.0, 1e19, -1e19, TWO_63, -TWO_63] {
            for whole in [i64::MIN, -3, -2, -1, 0, 1, 3, i64::MAX] {
                for op in [Eq, Ne, Lt, Le, Gt, Ge] {
                    let expected = compare_exactly(whole, literal).is_some_and(|order| op.holds(order));
                    let answer = match whole_test(op, literal) {
                        WholeTest::All(answer) => answer,
                        WholeTest::With(op, literal) => op.holds(whole.cmp(&literal)),
                    };
                    assert_eq!(answer, expected, "{whole} {op:?} {literal}");
                }
            }
        }
    }
}
