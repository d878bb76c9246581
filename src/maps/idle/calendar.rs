//! Terms of years by the calendar, as the Civil Code of 2020 counts them (articles 201 to 203): the first
//! day does not count, and the last day of the term is the day of the same number, or the last of the
//! month where there is none. The term is over when that day is.

use jiff::civil::{Date, date};
use jiff::{Span, Unit};

/// The last day of a term of years; `None` beyond the calendar.
pub fn after_years(start: Date, years: i32) -> Option<Date> {
    // jiff takes the last day of the month where 29 February has no like.
    start.checked_add(Span::new().years(years)).ok()
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Days since 1970-01-01, as date columns count.
pub fn days_since_epoch(day: Date) -> i32 {
    days_between(date(1970, 1, 1), day)
}

/// A time that has passed, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// Whole years.
    pub years: i32,
    /// Whole months beyond them.
    pub months: i32,
    /// Days beyond those.
    pub days: i32,
}

/// The time between two days; none where the second comes first.
pub fn elapsed(from: Date, to: Date) -> Elapsed {
    let nothing = Elapsed { years: 0, months: 0, days: 0 };
    if to <= from {
        return nothing;
    }
    from.until((Unit::Year, to)).map_or(nothing, |span| Elapsed {
        years: i32::from(span.get_years()),
        months: span.get_months(),
        days: span.get_days(),
    })
}
