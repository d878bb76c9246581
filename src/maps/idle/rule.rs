//! The rule itself: which line of the law a parcel has crossed by a day.
//!
//! How the articles are read here:
//! - "满一年" is full when its last day is over: on the day of the same date a year later the holder can
//!   still start, with the day after the line is crossed (Civil Code, articles 201 to 203).
//! - A start before the day agreed on keeps the contract ("在…之前开工"); it is no contradiction.
//! - What is recorded for a day after the reference day had not happened by then; what is recorded for
//!   a day after its own survey cannot have been seen, and contradicts itself.
//! - Who caused the delay decides (article 8) from the moment a line is crossed, so the cause is needed
//!   then and not before. Where it is not known the state cannot be told from then on; time crosses the
//!   second line all the same, so its day is told.
//! - A later line never hides that one is crossed: a parcel in its second year stays `idle_1y` when the
//!   second line comes near, with the days left.

use super::calendar::{after_years, days_between};
use super::{Basis, Cause, Conflict, Deadline, Finding, IdleState, Line, Record, Status};
use jiff::civil::Date;

/// A line that is nearer than this, in days, is watched.
pub const WATCH_DAYS: i32 = 90;

/// The fee of article 14, item 1, as a share of the land price.
pub const FEE_SHARE: f64 = 0.2;

/// Article 2, paragraph 2: less than a third of the land to be built on …
const LEAST_BUILT: f64 = 1.0 / 3.0;
/// … or less than a quarter of the investment.
const LEAST_INVESTED: f64 = 0.25;

/// What the law says of a parcel on a day.
pub fn test(record: &Record, day: Date) -> Finding {
    let conflicts = conflicts(record, day);
    if !conflicts.is_empty() {
        return Finding { conflicts, ..unknown(Vec::new()) };
    }
    match progress(record, day) {
        Progress::NotStarted => not_started(record, day),
        Progress::Stopped(since) => stopped(record, since, day),
        Progress::Working => {
            let since = record.actual_start.filter(|start| *start <= day);
            finding(IdleState::NotIdle, Basis::Working { since }, 0, None)
        }
        Progress::Unclear(missing) => unknown(missing),
    }
}

/// How far work on the land has come by a day.
enum Progress {
    NotStarted,
    Working,
    Stopped(Date),
    /// It cannot be told without these fields.
    Unclear(Vec<&'static str>),
}

/// What the two shares of article 2, paragraph 2 say.
enum Shares {
    /// One of them is below its line.
    Little,
    /// Both are known, and none is.
    Enough,
    /// These are not known, and the other one does not decide.
    Unclear(Vec<&'static str>),
}

fn shares(record: &Record) -> Shares {
    let built = record.built_ratio.map(|share| share < LEAST_BUILT);
    let invested = record.invested_ratio.map(|share| share < LEAST_INVESTED);
    match (built, invested) {
        (Some(true), _) | (_, Some(true)) => Shares::Little,
        (Some(false), Some(false)) => Shares::Enough,
        (None, Some(false)) => Shares::Unclear(vec!["built_ratio"]),
        (Some(false), None) => Shares::Unclear(vec!["invested_ratio"]),
        (None, None) => Shares::Unclear(vec!["built_ratio", "invested_ratio"]),
    }
}

fn progress(record: &Record, day: Date) -> Progress {
    if let Some(since) = record.stopped_on.filter(|stop| *stop <= day) {
        return Progress::Stopped(since);
    }
    if record.actual_start.is_some_and(|start| start > day) {
        return Progress::NotStarted;
    }
    // Work that rests with enough built and invested is not idle, whenever it stopped.
    let unless_enough = |missing: &[&'static str]| match shares(record) {
        Shares::Enough => Progress::Working,
        Shares::Little | Shares::Unclear(_) => Progress::Unclear(missing.to_vec()),
    };
    if record.actual_start.is_some() {
        return match record.status {
            // The stop is still to come.
            _ if record.stopped_on.is_some() => Progress::Working,
            Some(Status::UnderConstruction | Status::InUse) => Progress::Working,
            Some(Status::Idle | Status::PartlyIdle) => unless_enough(&["stopped_on"]),
            Some(Status::SuppliedNotBuilt) | None => unless_enough(&["stopped_on", "status"]),
        };
    }
    if record.stopped_on.is_some() {
        // It stops after the day, so it started at some time, which may lie on either side of it.
        return Progress::Unclear(vec!["actual_start"]);
    }
    let is_begun = record.built_ratio.is_some_and(|share| share > 0.0);
    let seen_by_then = record.surveyed_on.is_none_or(|survey| survey <= day);
    match record.status {
        Some(Status::Idle | Status::SuppliedNotBuilt) if !is_begun => Progress::NotStarted,
        Some(Status::UnderConstruction | Status::InUse) if seen_by_then => Progress::Working,
        Some(Status::UnderConstruction | Status::InUse) => Progress::Unclear(vec!["actual_start"]),
        Some(_) => unless_enough(&["stopped_on"]),
        None => Progress::Unclear(vec!["actual_start", "status"]),
    }
}

/// Article 2, paragraph 1, and article 14.
fn not_started(record: &Record, day: Date) -> Finding {
    let Some(since) = record.contract_start else { return unknown(vec!["contract_start"]) };
    let (Some(one_year), Some(two_years)) = (after_years(since, 1), after_years(since, 2)) else {
        return Finding { conflicts: vec![Conflict::Unreadable("contract_start")], ..unknown(Vec::new()) };
    };
    let basis = Basis::NotStarted { since, starts_on: record.actual_start };
    let days = days_between(since, day).max(0);
    if day <= one_year {
        let deadline = Deadline { on: one_year, line: Line::OneYear };
        return finding(before(deadline, day), basis, days, Some(deadline));
    }
    let next = (day <= two_years).then_some(Deadline { on: two_years, line: Line::TwoYears });
    match record.cause {
        None => Finding { deadline: next, ..unknown(vec!["idle_cause"]) },
        Some(Cause::Government) => finding(IdleState::GovernmentCause, basis, days, None),
        Some(Cause::Enterprise) if day <= two_years => Finding {
            fee_wan: record.land_price_wan.map(|price| price * FEE_SHARE),
            ..finding(IdleState::Idle1y, basis, days, next)
        },
        Some(Cause::Enterprise) => finding(IdleState::Idle2y, basis, days, None),
    }
}

/// Article 2, paragraph 2, and article 12.
fn stopped(record: &Record, since: Date, day: Date) -> Finding {
    let Some(on) = after_years(since, 1) else {
        return Finding { conflicts: vec![Conflict::Unreadable("stopped_on")], ..unknown(Vec::new()) };
    };
    let deadline = Deadline { on, line: Line::StoppedYear };
    let basis = Basis::Stopped { since };
    let days = days_between(since, day);
    let is_crossed = day > on;
    match (shares(record), record.cause) {
        (Shares::Enough, _) => finding(IdleState::NotIdle, basis, days, None),
        (Shares::Little, _) if !is_crossed => finding(before(deadline, day), basis, days, Some(deadline)),
        (Shares::Little, None) => unknown(vec!["idle_cause"]),
        (Shares::Little, Some(Cause::Government)) => finding(IdleState::GovernmentCause, basis, days, None),
        (Shares::Little, Some(Cause::Enterprise)) => finding(IdleState::Stopped, basis, days, None),
        // The year is not near its end: nothing is crossed, whatever the shares are.
        (Shares::Unclear(_), _) if !is_crossed && before(deadline, day) == IdleState::NotIdle => {
            finding(IdleState::NotIdle, basis, days, None)
        }
        (Shares::Unclear(missing), _) => unknown(missing),
    }
}

/// The state on a day before a line.
fn before(deadline: Deadline, day: Date) -> IdleState {
    if days_between(day, deadline.on) <= WATCH_DAYS { IdleState::Watch } else { IdleState::NotIdle }
}

fn conflicts(record: &Record, day: Date) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = record.unreadable.iter().copied().map(Conflict::Unreadable).collect();
    for (key, share) in [("built_ratio", record.built_ratio), ("invested_ratio", record.invested_ratio)] {
        if share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            found.push(Conflict::OutOfRange(key));
        }
    }
    for (key, on) in [("actual_start", record.actual_start), ("stopped_on", record.stopped_on)] {
        if let (Some(on), Some(survey)) = (on, record.surveyed_on)
            && on > survey
        {
            found.push(Conflict::AfterSurvey(key));
        }
    }
    if let (Some(start), Some(stop)) = (record.actual_start, record.stopped_on)
        && stop < start
    {
        found.push(Conflict::StoppedBeforeStart);
    }
    let started = [record.actual_start, record.stopped_on].into_iter().flatten().any(|on| on <= day);
    let begun = started || record.built_ratio.is_some_and(|share| share > 0.0);
    if begun && record.status == Some(Status::SuppliedNotBuilt) {
        found.push(Conflict::StatusDeniesStart);
    }
    let works = matches!(record.status, Some(Status::UnderConstruction | Status::InUse));
    let rests = record.stopped_on.is_some_and(|stop| stop <= day);
    if works && rests && !matches!(shares(record), Shares::Enough) {
        found.push(Conflict::StatusDeniesStop);
    }
    found
}

fn finding(state: IdleState, basis: Basis, days: i32, deadline: Option<Deadline>) -> Finding {
    Finding {
        state,
        basis: Some(basis),
        days: Some(days),
        deadline,
        missing: Vec::new(),
        conflicts: Vec::new(),
        fee_wan: None,
    }
}

fn unknown(missing: Vec<&'static str>) -> Finding {
    Finding {
        state: IdleState::Unknown,
        basis: None,
        days: None,
        deadline: None,
        missing,
        conflicts: Vec::new(),
        fee_wan: None,
    }
}
