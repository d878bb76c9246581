//! Dates, instants and intervals.
//!
//! Everything temporal covers a span of milliseconds: an instant one, a date its whole day in UTC.
//! One time is before another where it ends before the other begins; times that are neither before
//! nor after each other are equal. That makes a date and an instant of that day equal, and gives
//! the interval operators of CQL2 (Allen's relations) one definition for every mixture.

use super::compare::Comparison;
use super::node::{ColumnRef, known_of};
use super::truth::{Truth, both_known};
use crate::layer::{Layer, Values};
use arrow_buffer::BooleanBuffer;
use std::cmp::Ordering;

const DAY_MS: i64 = 86_400_000;

/// First and last millisecond of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    first_ms: i64,
    last_ms: i64,
}

impl Time {
    const BEGINNING: Self = Self { first_ms: i64::MIN, last_ms: i64::MIN };
    const END: Self = Self { first_ms: i64::MAX, last_ms: i64::MAX };

    /// The day of a date, in days since 1970-01-01.
    pub(super) fn of_days(days: i32) -> Self {
        let first_ms = i64::from(days) * DAY_MS;
        Self { first_ms, last_ms: first_ms + DAY_MS - 1 }
    }

    /// An instant.
    pub(super) fn of_ms(ms: i64) -> Self {
        Self { first_ms: ms, last_ms: ms }
    }

    /// Reads `2026-11-23` or `2026-11-23T01:00:00Z`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        // jiff reads more than RFC 3339, such as week dates: the first character past the date decides.
        let shaped = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        if !shaped {
            return None;
        }
        if text.len() == 10 {
            let date: jiff::civil::Date = text.parse().ok()?;
            let epoch = jiff::civil::date(1970, 1, 1);
            return Some(Self::of_days(date.since(epoch).ok()?.get_days()));
        }
        let instant: jiff::Timestamp = text.parse().ok()?;
        Some(Self::of_ms(instant.as_millisecond()))
    }

    /// Before, after, or (neither) equal.
    #[inline]
    fn order(self, other: Self) -> Ordering {
        if self.last_ms < other.first_ms {
            Ordering::Less
        } else if self.first_ms > other.last_ms {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }
}

/// A time of each row.
#[derive(Clone, Copy, Debug)]
pub(super) enum TimeExpr {
    Constant(Time),
    Field(ColumnRef),
}

/// A span of time of each row.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpanExpr {
    pub(super) start: TimeExpr,
    pub(super) end: TimeExpr,
}

impl SpanExpr {
    /// The span of one time.
    pub(super) fn of(time: TimeExpr) -> Self {
        Self { start: time, end: time }
    }
}

/// The bound that `..` stands for.
pub(super) fn open_bound(at_end: bool) -> TimeExpr {
    TimeExpr::Constant(if at_end { Time::END } else { Time::BEGINNING })
}

/// A temporal operator of CQL2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemporalRelation {
    After,
    Before,
    Contains,
    Disjoint,
    During,
    Equals,
    FinishedBy,
    Finishes,
    Intersects,
    Meets,
    MetBy,
    OverlappedBy,
    Overlaps,
    StartedBy,
    Starts,
}

impl TemporalRelation {
    /// The operator that CQL2 writes so.
    pub(super) fn of(op: &str) -> Option<Self> {
        Some(match op {
            "t_after" => Self::After,
            "t_before" => Self::Before,
            "t_contains" => Self::Contains,
            "t_disjoint" => Self::Disjoint,
            "t_during" => Self::During,
            "t_equals" => Self::Equals,
            "t_finishedBy" => Self::FinishedBy,
            "t_finishes" => Self::Finishes,
            "t_intersects" => Self::Intersects,
            "t_meets" => Self::Meets,
            "t_metBy" => Self::MetBy,
            "t_overlappedBy" => Self::OverlappedBy,
            "t_overlaps" => Self::Overlaps,
            "t_startedBy" => Self::StartedBy,
            "t_starts" => Self::Starts,
            _ => return None,
        })
    }

    /// Whether it holds between two spans (start, end).
    fn holds(self, (start, end): (Time, Time), (other_start, other_end): (Time, Time)) -> bool {
        let (left, right) = ((start, end), (other_start, other_end));
        let starts = start.order(other_start);
        let ends = end.order(other_end);
        match self {
            Self::Before => end.order(other_start).is_lt(),
            Self::Intersects => start.order(other_end).is_le() && end.order(other_start).is_ge(),
            Self::Disjoint => !Self::Intersects.holds(left, right),
            Self::Equals => starts.is_eq() && ends.is_eq(),
            Self::During => starts.is_gt() && ends.is_lt(),
            Self::Meets => end.order(other_start).is_eq(),
            Self::Overlaps => starts.is_lt() && other_start.order(end).is_lt() && ends.is_lt(),
            Self::Starts => starts.is_eq() && ends.is_lt(),
            Self::Finishes => starts.is_gt() && ends.is_eq(),
            Self::After => Self::Before.holds(right, left),
            Self::Contains => Self::During.holds(right, left),
            Self::MetBy => Self::Meets.holds(right, left),
            Self::OverlappedBy => Self::Overlaps.holds(right, left),
            Self::StartedBy => Self::Starts.holds(right, left),
            Self::FinishedBy => Self::Finishes.holds(right, left),
        }
    }
}

/// A time expression with its column found.
enum Times<'a> {
    Constant(Time),
    Days(&'a [i32], Option<BooleanBuffer>),
    Millis(&'a [i64], Option<BooleanBuffer>),
    Unknown(BooleanBuffer),
}

impl<'a> Times<'a> {
    fn new(layer: &'a Layer, expr: TimeExpr) -> Self {
        match expr {
            TimeExpr::Constant(time) => Self::Constant(time),
            TimeExpr::Field(column) => match column.of(layer).map(|column| &column.values) {
                Some(Values::Date(array)) => Self::Days(array.values(), known_of(array)),
                Some(Values::DateTime(array)) => Self::Millis(array.values(), known_of(array)),
                _ => Self::Unknown(BooleanBuffer::new_unset(layer.len())),
            },
        }
    }

    #[inline]
    fn get(&self, row: usize) -> Time {
        match self {
            Self::Constant(time) => *time,
            Self::Days(days, _) => Time::of_days(days[row]),
            Self::Millis(millis, _) => Time::of_ms(millis[row]),
            Self::Unknown(_) => Time::BEGINNING,
        }
    }

    fn known(&self) -> Option<BooleanBuffer> {
        match self {
            Self::Constant(_) => None,
            Self::Days(_, known) | Self::Millis(_, known) => known.clone(),
            Self::Unknown(known) => Some(known.clone()),
        }
    }
}

/// Compares two times.
pub(super) fn compare(layer: &Layer, op: Comparison, left: &TimeExpr, right: &TimeExpr) -> Truth {
    let (left, right) = (Times::new(layer, *left), Times::new(layer, *right));
    let known = both_known(left.known(), right.known());
    let answers =
        BooleanBuffer::collect_bool(layer.len(), |row| op.holds(left.get(row).order(right.get(row))));
    Truth::new(answers, known.as_ref())
}

/// Applies a temporal operator to two spans.
pub(super) fn relate(layer: &Layer, relation: TemporalRelation, left: &SpanExpr, right: &SpanExpr) -> Truth {
    let [start, end, other_start, other_end] =
        [left.start, left.end, right.start, right.end].map(|expr| Times::new(layer, expr));
    let known = [&start, &end, &other_start, &other_end]
        .into_iter()
        .fold(None, |known, times| both_known(known, times.known()));
    let answers = BooleanBuffer::collect_bool(layer.len(), |row| {
        relation.holds((start.get(row), end.get(row)), (other_start.get(row), other_end.get(row)))
    });
    Truth::new(answers, known.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: &str, end: &str) -> (Time, Time) {
        let read = |text: &str, open| {
            if text == ".." { open } else { Time::parse(text).unwrap_or(Time::BEGINNING) }
        };
        (read(start, Time::BEGINNING), read(end, Time::END))
    }

    #[test]
    fn a_date_is_its_whole_day() {
        let day = Time::parse("2026-11-23").unwrap();
        let noon = Time::parse("2026-11-23T12:00:00Z").unwrap();
        let next = Time::parse("2026-11-24T00:00:00Z").unwrap();
        assert_eq!(day.order(noon), Ordering::Equal);
        assert_eq!(day.order(next), Ordering::Less);
        assert_eq!(Time::parse("2026-11-31"), None);
        assert_eq!(Time::parse("20261123"), None);
        assert_eq!(Time::parse("2026-11-23T12:00:00"), None, "an instant needs its offset");
    }

    #[test]
    fn allens_relations_exclude_each_other() {
        use TemporalRelation::{
            After, Before, Contains, During, Equals, FinishedBy, Finishes, Meets, MetBy, OverlappedBy,
            Overlaps, StartedBy, Starts,
        };
        let basic = [
            After,
            Before,
            Contains,
            During,
            Equals,
            FinishedBy,
            Finishes,
            Meets,
            MetBy,
            OverlappedBy,
            Overlaps,
            StartedBy,
            Starts,
        ];
        let days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"];
        // Proper intervals only: an instant meets what it starts.
        let mut spans = Vec::new();
        for (i, start) in days.iter().enumerate() {
            for end in &days[i + 1..] {
                spans.push(span(start, end));
            }
        }
        for &left in &spans {
            for &right in &spans {
                let holding: Vec<_> = basic.iter().filter(|relation| relation.holds(left, right)).collect();
                assert_eq!(holding.len(), 1, "{left:?} {right:?}: {holding:?}");
                assert_ne!(
                    TemporalRelation::Intersects.holds(left, right),
                    TemporalRelation::Disjoint.holds(left, right)
                );
            }
        }
    }

    #[test]
    fn open_ends_reach_everything() {
        let open = span("..", "2026-01-03");
        assert!(TemporalRelation::During.holds(span("1900-01-01", "1900-01-01"), open));
        assert!(TemporalRelation::Intersects.holds(span("2026-01-03", ".."), open));
    }
}
