//! Count, smallest, greatest, sum and mean of a column of numbers.

use crate::layer::{Column, RowSet, Value};

/// What the numbers of a column come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// Rows with a number.
    pub count: usize,
    /// Rows without one: null, missing, or not a number.
    pub none: usize,
    /// Smallest number; `None` where there is none.
    pub min: Option<f64>,
    /// Greatest number; `None` where there is none.
    pub max: Option<f64>,
    /// Sum; 0 where there is no number.
    pub sum: f64,
    /// Mean; `None` where there is no number.
    pub mean: Option<f64>,
}

/// The numbers of a column in some rows, in row order, and how many rows have none.
pub fn numbers(column: &Column, rows: &RowSet) -> (Vec<f64>, usize) {
    let mut values = Vec::with_capacity(rows.count());
    let mut none = 0;
    for row in rows.iter() {
        match column.value(row).as_f64() {
            Some(value) if value.is_finite() => values.push(value),
            _ => none += 1,
        }
    }
    (values, none)
}

/// Summary of a column over some rows.
pub fn summary(column: &Column, rows: &RowSet) -> Summary {
    let (values, none) = numbers(column, rows);
    let whole = whole_sum(column, rows);
    let total = whole.unwrap_or_else(|| sum(&values));
    Summary {
        count: values.len(),
        none,
        min: values.iter().copied().reduce(f64::min),
        max: values.iter().copied().reduce(f64::max),
        sum: total,
        mean: (!values.is_empty()).then(|| total / values.len() as f64),
    }
}

/// Whole numbers are added without rounding.
fn whole_sum(column: &Column, rows: &RowSet) -> Option<f64> {
    let crate::layer::Values::Integer(_) = &column.values else { return None };
    let total: i128 = rows
        .iter()
        .map(|row| if let Value::Integer(value) = column.value(row) { i128::from(value) } else { 0 })
        .sum();
    Some(total as f64)
}

/// Sum of numbers as they are printed: 64 times 1.64 and 1.97 are 106.93, not 106.92999999999999.
///
/// Numbers of at most six decimals are added as whole millionths, without any rounding; others with
/// their rounding errors carried along (Neumaier).
///
/// ```
/// let mut invested = vec![1.64; 64];
/// invested.push(1.97);
/// assert_eq!(three_maps::stats::sum(&invested), 106.93);
/// ```
pub fn sum(values: &[f64]) -> f64 {
    decimal_sum(values).unwrap_or_else(|| compensated_sum(values))
}

/// Millionths in one.
const MILLION: f64 = 1e6;
/// Whole numbers up to 2⁵³ are exact in 64 bits.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The sum in whole millionths; `None` where a number has more decimals or the sum more digits.
fn decimal_sum(values: &[f64]) -> Option<f64> {
    let mut total = 0.0;
    for value in values {
        let millionths = (value * MILLION).round();
        // Division rounds to the nearest: equality means that this decimal is what was printed.
        if (millionths / MILLION).to_bits() != value.to_bits() && *value != 0.0 {
            return None;
        }
        total += millionths;
        if millionths.abs() >= EXACT || f64::abs(total) >= EXACT {
            return None;
        }
    }
    Some(total / MILLION)
}

/// Sum that carries the rounding errors along: A. Neumaier, Rundungsfehleranalyse einiger Verfahren
/// zur Summation endlicher Summen, ZAMM 54 (1974), pp. 39–51.
fn compensated_sum(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for &value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
    }
    sum + lost
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the sums are exact, which is what is tested")]
mod tests {
    use super::*;
    use crate::layer::Values;
    use crate::layer::testing::column;
    use arrow_array::{Float64Array, Int64Array};

    #[test]
    fn printed_decimals_add_up_to_the_printed_total() {
        // 65 investments with two decimals, 106.93 in all.
        let mut values = vec![1.64; 64];
        values.push(1.97);
        assert_eq!(sum(&values), 106.93);
        assert_eq!(sum(&[1e100, 1.0, -1e100, 1e-9]), 1.000_000_001);
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[0.1, 0.2, -0.3]), 0.0);
        assert_eq!(sum(&[]), 0.0);
    }

    #[test]
    fn missing_is_never_zero() {
        let values = Values::Real(Float64Array::from(vec![Some(2.0), None, Some(4.0), Some(9.0)]));
        let summary = summary(&column("invest", values), &RowSet::from_rows(4, [0, 1, 2]));
        let expected =
            Summary { count: 2, none: 1, min: Some(2.0), max: Some(4.0), sum: 6.0, mean: Some(3.0) };
        assert_eq!(summary, expected);
        let none = super::summary(
            &column("n", Values::Integer(Int64Array::from(vec![None::<i64>]))),
            &RowSet::all(1),
        );
        assert_eq!((none.count, none.min, none.mean), (0, None, None));
    }
}
