//! Classes of numbers by a method: where each begins, what it holds. Every number is in exactly one.

use super::breaks::{equal_breaks, natural_tops, pretty_breaks, quantile_breaks};
use super::numbers_sorted;
use serde::{Deserialize, Serialize};

/// Most classes of numbers that a map can show: more steps of lightness cannot be told apart.
pub const MAX_NUMBER_CLASSES: usize = 9;

/// How classes are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClassMethod {
    /// Classes of equal width.
    Equal,
    /// Classes that hold about as many numbers each.
    Quantile,
    /// Classes whose numbers lie close together (Jenks, Fisher).
    #[default]
    Natural,
    /// Edges at round numbers; the count is a wish.
    Pretty,
}

impl ClassMethod {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Natural, Self::Quantile, Self::Equal, Self::Pretty];
}

/// A class of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberClass {
    /// The least number that may belong to it; `None` for the first class.
    pub from: Option<f64>,
    /// The least number that is too great for it; `None` for the last class.
    pub below: Option<f64>,
    /// Least and greatest number in it; `None` where it is empty.
    pub extent: Option<[f64; 2]>,
    /// Numbers in it.
    pub count: usize,
}

/// The classes of some numbers, in ascending order; none where there is no finite number.
///
/// Edges are moved to the roundest number in the gap between two neighbouring values, which puts no
/// value into another class: `5` instead of `4.8713`.
///
/// ```
/// use three_maps::stats::{ClassMethod, number_classes};
/// let classes = number_classes(&[1.0, 2.0, 3.0, 10.4, 11.0, 97.0], ClassMethod::Natural, 3);
/// let edges: Vec<_> = classes.iter().map(|class| class.from).collect();
/// assert_eq!(edges, [None, Some(10.0), Some(50.0)]);
/// ```
pub fn number_classes(values: &[f64], method: ClassMethod, count: usize) -> Vec<NumberClass> {
    let sorted = numbers_sorted(values);
    let (Some(&least), Some(&greatest)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let count = count.clamp(1, MAX_NUMBER_CLASSES);
    // Where classes end, the greatest value left out.
    let inner: Vec<f64> = match method {
        ClassMethod::Natural => {
            let mut tops = natural_tops(&sorted, count);
            tops.pop();
            tops
        }
        ClassMethod::Equal => without_ends(equal_breaks(&sorted, count)),
        ClassMethod::Quantile => without_ends(quantile_breaks(&sorted, count)),
        // About as many as wished, and no more than can be shown.
        ClassMethod::Pretty => (1..=count)
            .rev()
            .map(|wished| pretty_breaks(&sorted, wished))
            .find(|breaks| breaks.len() <= MAX_NUMBER_CLASSES + 1)
            .map(without_ends)
            .unwrap_or_default(),
    };
    let mut edges: Vec<f64> = Vec::new();
    for edge in inner {
        // Natural breaks are the greatest value of the lower class, the others begin the upper one.
        let at = match method {
            ClassMethod::Natural => sorted.partition_point(|&value| value <= edge),
            _ => sorted.partition_point(|&value| value < edge),
        };
        if at == 0 || at == sorted.len() {
            continue;
        }
        let (low, high) = (sorted[at - 1], sorted[at]);
        edges.push(match method {
            ClassMethod::Pretty => edge,
            // Equal widths stay equal to the eye, and classes without a value keep their place.
            ClassMethod::Equal => {
                let slack = (greatest - least) / count as f64 / 50.0;
                roundest(low.max(edge - slack), high.min(edge + slack))
            }
            ClassMethod::Quantile | ClassMethod::Natural => roundest(low, high),
        });
    }
    edges.dedup();
    let places: Vec<usize> =
        edges.iter().map(|&edge| sorted.partition_point(|&value| value < edge)).collect();
    (0..=edges.len())
        .map(|class| {
            let start = if class == 0 { 0 } else { places[class - 1] };
            let end = places.get(class).copied().unwrap_or(sorted.len());
            let held = &sorted[start..end];
            NumberClass {
                from: (class > 0).then(|| edges[class - 1]),
                below: edges.get(class).copied(),
                extent: held.first().zip(held.last()).map(|(&first, &last)| [first, last]),
                count: held.len(),
            }
        })
        .collect()
}

/// Breaks without the least and the greatest value.
fn without_ends(mut breaks: Vec<f64>) -> Vec<f64> {
    breaks.pop();
    if !breaks.is_empty() {
        breaks.remove(0);
    }
    breaks
}

/// The number with the fewest digits above `low` and not above `high`; `low` must be less than `high`.
fn roundest(low: f64, high: f64) -> f64 {
    if low < 0.0 && high >= 0.0 {
        return 0.0;
    }
    let largest = low.abs().max(high.abs());
    if !largest.is_finite() || largest < 1e-9 {
        return high;
    }
    let top = largest.log10().floor() as i32 + 1;
    for exponent in (top - 16..=top).rev() {
        for digit in [1.0, 5.0, 2.0] {
            // 5 and 2 of the next lower power are rounder than 1 of it.
            let exponent = if digit > 1.0 { exponent - 1 } else { exponent };
            // Dividing by a power of ten gives the nearest decimal, multiplying by its inverse does not.
            let edge = |multiple: f64| {
                if exponent < 0 {
                    multiple * digit / 10_f64.powi(-exponent)
                } else {
                    multiple * digit * 10_f64.powi(exponent)
                }
            };
            let candidate = edge((low / edge(1.0)).floor() + 1.0);
            if candidate > low && candidate <= high {
                return candidate;
            }
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_roundest_number_in_a_gap() {
        assert_eq!(roundest(3.0, 10.4).to_string(), "10");
        assert_eq!(roundest(4.81, 5.3).to_string(), "5");
        assert_eq!(roundest(0.123, 0.131).to_string(), "0.13");
        assert_eq!(roundest(-7.2, -4.9).to_string(), "-5");
        assert_eq!(roundest(-1.0, 0.5).to_string(), "0");
        assert_eq!(roundest(119.0, 121.0).to_string(), "120");
        assert_eq!(roundest(1.0, 1.0 + f64::EPSILON).to_string(), (1.0 + f64::EPSILON).to_string());
    }

    #[test]
    fn classes_of_one_number_and_of_none() {
        for method in ClassMethod::ALL {
            assert!(number_classes(&[], method, 5).is_empty());
            let one = number_classes(&[7.0, 7.0], method, 5);
            assert_eq!(one.iter().map(|class| class.count).sum::<usize>(), 2, "{method:?}");
        }
    }

    /// Squared deviations from the classes' means.
    fn deviation(classes: &[&[f64]]) -> f64 {
        classes
            .iter()
            .map(|class| {
                let mean = class.iter().sum::<f64>() / class.len().max(1) as f64;
                class.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
            })
            .sum()
    }

    /// The least deviation of any way to cut sorted values into so many classes.
    fn brute_force(sorted: &[f64], classes: usize) -> f64 {
        if classes == 1 {
            return deviation(&[sorted]);
        }
        (1..=sorted.len() - (classes - 1))
            .map(|cut| deviation(&[&sorted[..cut]]) + brute_force(&sorted[cut..], classes - 1))
            .fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn every_number_is_in_exactly_one_class(
            values in prop::collection::vec(prop_oneof![-1000.0..1000.0f64, (0..30_i32).prop_map(f64::from)], 1..80),
            count in 1..12_usize,
            method in prop::sample::select(ClassMethod::ALL.to_vec()),
        ) {
            let classes = number_classes(&values, method, count);
            prop_assert!(!classes.is_empty() && classes.len() <= MAX_NUMBER_CLASSES);
            for value in &values {
                let held = classes.iter().filter(|class| {
                    class.from.is_none_or(|from| *value >= from) && class.below.is_none_or(|below| *value < below)
                });
                prop_assert_eq!(held.count(), 1, "{}", value);
            }
            let counted: usize = classes.iter().map(|class| class.count).sum();
            prop_assert_eq!(counted, values.len());
            for pair in classes.windows(2) {
                prop_assert_eq!(pair[0].below, pair[1].from);
                prop_assert!(pair[0].from.is_none_or(|from| from < pair[1].from.unwrap()));
            }
            if matches!(method, ClassMethod::Natural | ClassMethod::Quantile) {
                prop_assert!(classes.iter().all(|class| class.count > 0), "{:?}", classes);
            }
        }

        #[test]
        fn natural_classes_deviate_as_little_as_any(
            numbers in prop::collection::vec(0..40_i32, 2..11),
            count in 2..5_usize,
        ) {
            let mut sorted: Vec<f64> = numbers.into_iter().map(f64::from).collect();
            sorted.sort_by(f64::total_cmp);
            let mut distinct = sorted.clone();
            distinct.dedup();
            let classes = number_classes(&sorted, ClassMethod::Natural, count);
            prop_assert_eq!(classes.len(), count.min(distinct.len()));
            let mut rest = sorted.as_slice();
            let parts: Vec<&[f64]> = classes
                .iter()
                .map(|class| {
                    let (part, after) = rest.split_at(class.count);
                    rest = after;
                    part
                })
                .collect();
            let best = brute_force(&sorted, classes.len());
            prop_assert!(deviation(&parts) <= best + 1e-9, "{} > {best}", deviation(&parts));
        }
    }
}
