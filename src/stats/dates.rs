//! Histograms of dates, in bins of whole years, months or days of the calendar.

use crate::layer::{Column, RowSet, Value};
use jiff::civil::Date;

/// Milliseconds in a day.
const DAY_MS: i64 = 86_400_000;
/// The most bins that a histogram of days or months gets before the next longer unit takes over.
const MOST_BINS: usize = 40;

/// How long a bin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateUnit {
    /// A day.
    Day,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// Ten years, from a year that ends in 0.
    Decade,
}

/// A stretch of days and the rows in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateBin {
    /// First day, counted from 1970-01-01.
    pub first: i32,
    /// Last day.
    pub last: i32,
    /// Rows.
    pub count: usize,
}

/// Counts of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateHistogram {
    /// How long the bins are.
    pub unit: DateUnit,
    /// The bins, ascending, without a gap between.
    pub bins: Vec<DateBin>,
}

/// A day counted from 1970-01-01 as `2026-11-23`; `None` where the calendar does not reach.
pub fn iso_date(day: i32) -> Option<String> {
    date_of(day).map(|date| date.to_string())
}

/// The dates of a column over `rows`, in bins that span those of `all`, so that they stay where they
/// are while a filter changes. Instants count for their day in UTC, as filters take them. `None` where
/// no row of `all` has a date.
pub fn date_histogram(column: &Column, rows: &RowSet, all: &RowSet) -> Option<DateHistogram> {
    let mut bounds: Option<(i32, i32)> = None;
    for day in all.iter().filter_map(|row| day_of(column.value(row))) {
        bounds = Some(bounds.map_or((day, day), |(least, most)| (least.min(day), most.max(day))));
    }
    let (least, most) = bounds?;
    let (unit, mut bins) = bins(least, most)?;
    for day in rows.iter().filter_map(|row| day_of(column.value(row))) {
        let at = bins.partition_point(|bin| bin.last < day);
        if let Some(bin) = bins.get_mut(at) {
            bin.count += 1;
        }
    }
    Some(DateHistogram { unit, bins })
}

fn day_of(value: Value<'_>) -> Option<i32> {
    let day = match value {
        Value::Date(day) => day,
        Value::DateTime(millis) => i32::try_from(millis.div_euclid(DAY_MS)).ok()?,
        _ => return None,
    };
    // Days that the calendar does not reach are no dates.
    date_of(day).map(|_| day)
}

fn date_of(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

fn day_number(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

/// Empty bins over the days, of the shortest unit that does not need too many.
fn bins(least: i32, most: i32) -> Option<(DateUnit, Vec<DateBin>)> {
    let (first, last) = (date_of(least)?, date_of(most)?);
    let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
        - i32::from(first.month());
    let unit = if (most - least) < MOST_BINS as i32 {
        DateUnit::Day
    } else if months < MOST_BINS as i32 {
        DateUnit::Month
    } else if i32::from(last.year()) - i32::from(first.year()) < 2 * MOST_BINS as i32 {
        DateUnit::Year
    } else {
        DateUnit::Decade
    };
    let mut bins = Vec::new();
    let mut start = start_of(first, unit);
    loop {
        let next = after(start, unit);
        let end = next.map_or_else(|| day_number(Date::MAX), |next| day_number(next) - 1);
        bins.push(DateBin { first: day_number(start), last: end, count: 0 });
        match next {
            Some(next) if end < most => start = next,
            _ => return Some((unit, bins)),
        }
    }
}

fn start_of(date: Date, unit: DateUnit) -> Date {
    let (year, month) = match unit {
        DateUnit::Day => return date,
        DateUnit::Month => (date.year(), date.month()),
        DateUnit::Year => (date.year(), 1),
        DateUnit::Decade => (date.year().div_euclid(10) * 10, 1),
    };
    Date::new(year, month, 1).unwrap_or(Date::MIN)
}

fn after(start: Date, unit: DateUnit) -> Option<Date> {
    let span = jiff::Span::new();
    start
        .checked_add(match unit {
            DateUnit::Day => span.days(1),
            DateUnit::Month => span.months(1),
            DateUnit::Year => span.years(1),
            DateUnit::Decade => span.years(10),
        })
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Values;
    use crate::layer::testing::column;
    use arrow_array::Date32Array;
    use proptest::prelude::*;

    fn of(days: &[Option<i32>], rows: &[u32]) -> Option<DateHistogram> {
        let column = column("contract_start", Values::Date(Date32Array::from(days.to_vec())));
        date_histogram(
            &column,
            &RowSet::from_rows(days.len(), rows.iter().copied()),
            &RowSet::all(days.len()),
        )
    }

    #[test]
    fn years_are_whole_and_keep_their_place_while_a_filter_changes() {
        // 2019-07-01, 2023-03-01, 2023-12-31, nothing, 2026-01-01.
        let days = [Some(18_078), Some(19_417), Some(19_722), None, Some(20_454)];
        let all = of(&days, &[0, 1, 2, 3, 4]).unwrap();
        assert_eq!(all.unit, DateUnit::Year);
        let counts: Vec<usize> = all.bins.iter().map(|bin| bin.count).collect();
        assert_eq!(counts, [1, 0, 0, 0, 2, 0, 0, 1]);
        let (first, last) = (all.bins[0], all.bins[7]);
        assert_eq!(iso_date(first.first).unwrap(), "2019-01-01");
        assert_eq!(iso_date(last.last).unwrap(), "2026-12-31");
        let some = of(&days, &[1]).unwrap();
        assert_eq!(some.bins.len(), 8);
        assert_eq!(some.bins.iter().map(|bin| bin.count).sum::<usize>(), 1);
        assert_eq!(of(&[None], &[0]), None);
    }

    #[test]
    fn short_spans_get_months_or_days_and_long_ones_decades() {
        assert_eq!(of(&[Some(20_000), Some(20_010)], &[0]).unwrap().unit, DateUnit::Day);
        assert_eq!(of(&[Some(20_000), Some(20_400)], &[0]).unwrap().unit, DateUnit::Month);
        assert_eq!(of(&[Some(-40_000), Some(20_400)], &[0]).unwrap().unit, DateUnit::Decade);
        // A typing error of a year does not become a million bins.
        assert!(of(&[Some(20_000), Some(2_900_000)], &[0]).unwrap().bins.len() < 1_000);
    }

    proptest! {
        #[test]
        fn every_date_is_in_one_bin_and_bins_follow_each_other(
            days in prop::collection::vec(prop::option::of(-30_000..60_000_i32), 1..40),
        ) {
            let rows: Vec<u32> = (0..days.len() as u32).collect();
            let Some(histogram) = of(&days, &rows) else {
                prop_assert!(days.iter().all(Option::is_none));
                return Ok(());
            };
            for bin in &histogram.bins {
                let inside = days.iter().flatten().filter(|day| (bin.first..=bin.last).contains(day));
                prop_assert_eq!(bin.count, inside.count());
            }
            for pair in histogram.bins.windows(2) {
                prop_assert_eq!(pair[0].last + 1, pair[1].first);
            }
            let total: usize = histogram.bins.iter().map(|bin| bin.count).sum();
            prop_assert_eq!(total, days.iter().flatten().count());
        }
    }
}
