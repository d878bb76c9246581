//! The legal test of idle land, against a day that is given: 闲置土地处置办法 (国土资源部令第53号, in force since
//! 1 July 2012), articles 2, 8, 12 and 14.
//!
//! [`test`] looks at one [`Record`] and says the [`IdleState`] with its articles, the days, the next line
//! and, where it cannot tell, which fields are missing or what contradicts itself. Nothing is guessed, and
//! nothing here is a legal finding: it is a reminder with its evidence.

mod board;
mod calendar;
mod record;
mod rule;
#[cfg(test)]
mod tests;

pub use board::{Board, Upcoming, board};
pub use calendar::{Elapsed, after_years, days_between, days_since_epoch, elapsed};
pub(super) use record::read_day;
pub use record::{Cause, Fields, Record, Status};
pub use rule::{FEE_SHARE, WATCH_DAYS, test};

use jiff::civil::Date;

/// What the test says, with the value that the field `idle_state` has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdleState {
    /// Not started two years after the start by contract (article 14, item 2).
    Idle2y,
    /// Not started one year after it (article 2, paragraph 1; article 14, item 1).
    Idle1y,
    /// A line is crossed within [`WATCH_DAYS`].
    Watch,
    /// Started, little built or invested, stopped for a year (article 2, paragraph 2; article 12).
    Stopped,
    /// None of these.
    NotIdle,
    /// A line is crossed, by the doing of an authority or by force majeure (article 8).
    GovernmentCause,
    /// A field that the test needs is missing, or fields contradict each other.
    Unknown,
}

impl IdleState {
    /// All states, in the order of the schema.
    pub const ALL: &[Self] = &[
        Self::Idle2y,
        Self::Idle1y,
        Self::Watch,
        Self::Stopped,
        Self::NotIdle,
        Self::GovernmentCause,
        Self::Unknown,
    ];

    /// As it stands in the field `idle_state`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Idle2y => "idle_2y",
            Self::Idle1y => "idle_1y",
            Self::Watch => "watch",
            Self::Stopped => "idle_stopped",
            Self::NotIdle => "not_idle",
            Self::GovernmentCause => "government_cause",
            Self::Unknown => "unknown",
        }
    }

    /// The state of a value.
    pub fn of_value(value: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.value() == value)
    }
}

/// A line that the law draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// One year from the start by contract without a start.
    OneYear,
    /// Two years.
    TwoYears,
    /// One year from the stop.
    StoppedYear,
}

/// The last day before a line is crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day on which the term ends; the line is crossed with the day after.
    pub on: Date,
    /// The line.
    pub line: Line,
}

/// What a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Not started; counted from the start by contract.
    NotStarted {
        /// The start by contract.
        since: Date,
        /// A start that is recorded for a day after the reference day.
        starts_on: Option<Date>,
    },
    /// Started, and at rest since a day.
    Stopped {
        /// Since when.
        since: Date,
    },
    /// Under construction or in use.
    Working {
        /// Since when, where that is recorded.
        since: Option<Date>,
    },
}

/// Why fields cannot be used as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Work stopped before it started.
    StoppedBeforeStart,
    /// A start or something built, and a status that says that nothing is built.
    StatusDeniesStart,
    /// A stop, and a status that says that building goes on or that the land is in use.
    StatusDeniesStop,
    /// A date that lies after the survey that brought it home.
    AfterSurvey(&'static str),
    /// A share below 0 or above 1.
    OutOfRange(&'static str),
    /// A value that is no date, number or word of the field.
    Unreadable(&'static str),
}

/// The answer of the test.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it says.
    pub state: IdleState,
    /// What that rests on; `None` where it cannot tell.
    pub basis: Option<Basis>,
    /// Days without work by the reference day; `None` where it cannot tell.
    pub days: Option<i32>,
    /// The next line that time alone will cross.
    pub deadline: Option<Deadline>,
    /// Keys of the fields that it needs and that have no value; only where it cannot tell.
    pub missing: Vec<&'static str>,
    /// What contradicts itself; only where it cannot tell.
    pub conflicts: Vec<Conflict>,
    /// The fee of article 14, item 1, in 万元, where that state is reached and the price is known. As
    /// private as the price that it gives away.
    pub fee_wan: Option<f64>,
}

impl Finding {
    /// Days from the reference day to the next line's last day.
    pub fn days_left(&self, day: Date) -> Option<i32> {
        self.deadline.map(|deadline| days_between(day, deadline.on))
    }
}
