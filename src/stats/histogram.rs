//! Histograms with round edges, of all rows and of the ones that match.

use super::breaks::pretty_edges;
use super::numbers;
use crate::layer::{Column, RowSet};

/// Counts between edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Edges, ascending, one more than bins; empty where there is no number.
    pub edges: Vec<f64>,
    /// Matching rows in each bin: from its lower edge up to but not including the upper, which the
    /// last bin includes.
    pub matching: Vec<usize>,
    /// All rows in each bin.
    pub all: Vec<usize>,
    /// Rows of all without a number.
    pub missing: usize,
    /// Matching rows without a number.
    pub missing_matching: usize,
}

/// Histogram of a column in about `bins` bins. The edges come from `all` rows, so that they stay
/// where they are while a filter changes.
pub fn histogram(column: &Column, bins: usize, matching: &RowSet, all: &RowSet) -> Histogram {
    let (every, missing) = numbers(column, all);
    let (chosen, missing_matching) = numbers(column, &matching.and(all));
    let bounds = every.iter().fold(None, |bounds: Option<(f64, f64)>, &value| match bounds {
        Some((min, max)) => Some((min.min(value), max.max(value))),
        None => Some((value, value)),
    });
    let Some((min, max)) = bounds else {
        return Histogram { missing, missing_matching, ..Histogram::default() };
    };
    let edges = pretty_edges(min, max, bins);
    let count = |values: &[f64]| {
        let mut counts = vec![0; edges.len() - 1];
        for value in values {
            let bin = edges.partition_point(|edge| edge <= value).saturating_sub(1);
            let last = counts.len() - 1;
            counts[bin.min(last)] += 1;
        }
        counts
    };
    Histogram { matching: count(&chosen), all: count(&every), edges, missing, missing_matching }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Values;
    use crate::layer::testing::column;
    use arrow_array::Float64Array;

    #[test]
    fn every_row_is_in_one_bin_or_missing() {
        let values = vec![Some(0.0), Some(1.0), Some(9.9), Some(10.0), None, Some(5.0)];
        let column = column("far_max", Values::Real(Float64Array::from(values)));
        let histogram = histogram(&column, 5, &RowSet::from_rows(6, [0, 3, 4]), &RowSet::all(6));
        assert_eq!(histogram.edges, [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(histogram.all, [2, 0, 1, 0, 2]);
        assert_eq!(histogram.matching, [1, 0, 0, 0, 1]);
        assert_eq!((histogram.missing, histogram.missing_matching), (1, 1));
    }
}
