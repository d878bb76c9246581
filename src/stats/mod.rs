//! Summaries of the rows that a filter leaves: counts, sums, facets, histograms, class breaks.
//!
//! Everything takes the layer's column and two sets of rows: the ones that match, and the ones that
//! are looked at in all. Null and missing are counted apart and never taken for zero.

mod breaks;
mod category;
mod classes;
mod concentration;
mod dates;
mod groups;
mod histogram;
mod summary;

pub use breaks::{equal_breaks, natural_breaks, pretty_breaks, quantile_breaks};
pub use category::{CategoryCount, category_counts, category_counts_up_to};
pub use classes::{ClassMethod, MAX_NUMBER_CLASSES, NumberClass, number_classes};
pub use concentration::{Concentration, location_quotients};
pub use dates::{DateBin, DateHistogram, DateUnit, date_histogram, iso_date};
pub use groups::{CodeOf, Group, GroupKey, Grouping, Groups, Measure, Tally, groups, tally};
pub use histogram::{Histogram, histogram};
pub use summary::{Summary, numbers, sum, summary};

/// The finite ones in ascending order.
fn numbers_sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}
