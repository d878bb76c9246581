//! Class breaks: the edges between classes of numbers, least and greatest included.

use super::numbers_sorted;

/// Edges of `classes` classes of equal width.
pub fn equal_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = numbers_sorted(values);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    if classes == 0 || min >= max {
        return vec![min, max];
    }
    let width = (max - min) / classes as f64;
    // The last edge is the greatest value itself, whatever the rounding of the sum.
    (0..classes).map(|class| min + width * class as f64).chain([max]).collect()
}

/// Edges of classes that hold about as many values each; edges that fall together count once.
pub fn quantile_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = numbers_sorted(values);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let mut edges = vec![min];
    for class in 1..classes {
        // Linear interpolation between order statistics (type 7 of Hyndman and Fan, The American
        // Statistician 50, 1996, pp. 361–365).
        let at = (sorted.len() - 1) as f64 * class as f64 / classes as f64;
        let (low, share) = (at.floor() as usize, at.fract());
        let high = (low + 1).min(sorted.len() - 1);
        edges.push(sorted[low] + (sorted[high] - sorted[low]) * share);
    }
    edges.push(max);
    edges.dedup();
    if edges.len() == 1 {
        edges.push(max);
    }
    edges
}

/// Edges at round numbers (1, 2 or 5 times a power of ten) around all values: about `classes` classes.
pub fn pretty_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = numbers_sorted(values);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    pretty_edges(min, max, classes)
}

/// Round edges around an interval; the width is the round number nearest to what was asked for.
pub(super) fn pretty_edges(min: f64, max: f64, classes: usize) -> Vec<f64> {
    let classes = classes.clamp(1, 1000) as f64;
    let span = max - min;
    let raw = if span > 0.0 { span / classes } else { min.abs().max(1.0) / 10.0 };
    if !raw.is_finite() || raw < f64::MIN_POSITIVE * 1e20 {
        return vec![min, max];
    }
    let exponent = raw.log10().floor() as i32;
    let mantissa = raw / 10_f64.powi(exponent);
    // Thresholds are the geometric means of neighbours: √2, √10, √50.
    let factor = if mantissa < 1.414 {
        1.0
    } else if mantissa < 3.162 {
        2.0
    } else if mantissa < 7.071 {
        5.0
    } else {
        10.0
    };
    // Below one, steps are fractions: dividing by the power of ten gives the nearest decimal.
    let edge = |number: f64| {
        if exponent < 0 {
            number * factor / 10_f64.powi(-exponent)
        } else {
            number * factor * 10_f64.powi(exponent)
        }
    };
    let width = edge(1.0);
    let mut first = (min / width).floor();
    if edge(first) > min {
        first -= 1.0;
    }
    let mut last = (max / width).ceil().max(first + 1.0);
    if edge(last) < max {
        last += 1.0;
    }
    let count = (last - first) as usize;
    (0..=count).map(|number| edge(first + number as f64)).collect()
}

/// Values more than this are thinned out before natural breaks are sought.
const NATURAL_SAMPLE: usize = 2_000;

/// Natural breaks: classes with the least squared deviation from their means, exactly, by dynamic
/// programming (W. D. Fisher, On grouping for maximum homogeneity, JASA 53, 1958, pp. 789–798; known
/// as Jenks in mapping). Of more than 2,000 values every n-th in order is taken, so that a million cost
/// their sorting and no more. An edge is the greatest value of the class below it.
pub fn natural_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let sorted = numbers_sorted(values);
    let Some(&min) = sorted.first() else { return Vec::new() };
    let mut edges = vec![min];
    edges.extend(natural_tops(&sorted, classes));
    edges.dedup();
    if edges.len() == 1 {
        edges.push(min);
    }
    edges
}

/// The greatest value of each natural class, of values in ascending order.
pub(super) fn natural_tops(sorted: &[f64], classes: usize) -> Vec<f64> {
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let stride = sorted.len().div_ceil(NATURAL_SAMPLE);
    let mut sample: Vec<f64> = sorted.iter().copied().step_by(stride).collect();
    if sample.last() != Some(&max) {
        sample.push(max);
    }
    let mut distinct = sample.clone();
    distinct.dedup();
    let classes = classes.clamp(1, distinct.len());
    let count = sample.len();
    // Sums from the least value on, shifted so that squares keep their digits.
    let (mut sums, mut squares) = (vec![0.0], vec![0.0]);
    for (i, value) in sample.iter().enumerate() {
        let shifted = value - min;
        sums.push(sums[i] + shifted);
        squares.push(squares[i] + shifted * shifted);
    }
    let deviation = |from: usize, to: usize| {
        let sum: f64 = sums[to] - sums[from];
        (squares[to] - squares[from] - sum * sum / (to - from) as f64).max(0.0)
    };
    let mut cost: Vec<f64> = (0..=count).map(|to| if to == 0 { 0.0 } else { deviation(0, to) }).collect();
    let mut starts = Vec::new();
    for class in 1..classes {
        let mut next = vec![f64::INFINITY; count + 1];
        let mut start = vec![0; count + 1];
        for to in class + 1..=count {
            for (from, before) in cost.iter().enumerate().take(to).skip(class) {
                let candidate = before + deviation(from, to);
                if candidate < next[to] {
                    (next[to], start[to]) = (candidate, from);
                }
            }
        }
        cost = next;
        starts.push(start);
    }
    let mut tops = vec![max];
    let mut to = count;
    for start in starts.iter().rev() {
        to = start[to];
        tops.push(sample[to.saturating_sub(1)]);
    }
    tops.reverse();
    tops.dedup();
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_begins_at_the_least_and_ends_at_the_greatest() {
        let values = [3.0, 1.0, 2.0, 10.0, 11.0, 12.0, 100.0];
        assert_eq!(equal_breaks(&values, 3), [1.0, 34.0, 67.0, 100.0]);
        assert_eq!(quantile_breaks(&values, 2), [1.0, 10.0, 100.0]);
        assert_eq!(natural_breaks(&values, 3), [1.0, 3.0, 12.0, 100.0]);
        // A class of one value has a top of its own, though it is where the classes begin.
        assert_eq!(natural_tops(&[1.0, 7.0, 8.0], 2), [1.0, 8.0]);
        assert_eq!(pretty_breaks(&values, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        for method in [equal_breaks, quantile_breaks, natural_breaks, pretty_breaks] {
            assert!(method(&[], 4).is_empty());
            assert!(method(&[7.0, 7.0], 4).len() >= 2);
            assert!(method(&[f64::NAN, f64::INFINITY], 4).is_empty());
        }
    }

    #[test]
    fn round_edges_are_the_decimals_that_they_look_like() {
        assert_eq!(pretty_edges(0.0, 0.55, 5), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
        assert_eq!(pretty_edges(-7.0, 7.0, 3), [-10.0, -5.0, 0.0, 5.0, 10.0]);
        assert_eq!(pretty_edges(5.0, 5.0, 4), [5.0, 5.5]);
        assert_eq!(pretty_edges(1.2e9, 3.9e9, 3), [1e9, 2e9, 3e9, 4e9]);
    }
}
