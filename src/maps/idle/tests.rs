//! The test against the regulation's articles: each side of every line, and what it must never do.

use super::*;
use crate::maps::schema::{self, LayerKind};
use jiff::civil::date;
use proptest::prelude::*;

/// Not started, for the holder's own reasons, price 1,000 万元; work was to start on 2022-03-01.
fn idle() -> Record {
    Record {
        contract_start: Some(date(2022, 3, 1)),
        built_ratio: Some(0.0),
        invested_ratio: Some(0.1),
        cause: Some(Cause::Enterprise),
        status: Some(Status::Idle),
        land_price_wan: Some(1000.0),
        ..Record::default()
    }
}

/// Started, a fifth built, stopped on 2023-06-15.
fn stopped() -> Record {
    Record {
        actual_start: Some(date(2022, 5, 1)),
        stopped_on: Some(date(2023, 6, 15)),
        built_ratio: Some(0.2),
        invested_ratio: Some(0.4),
        status: Some(Status::PartlyIdle),
        ..idle()
    }
}

fn state(record: &Record, year: i16, month: i8, day: i8) -> IdleState {
    test(record, date(year, month, day)).state
}

#[test]
fn states_are_those_of_the_schema_in_its_order() {
    let field = schema::field(Some(LayerKind::Land), "idle_state").unwrap();
    let domain: Vec<&str> = field.domain.iter().map(|value| value.value).collect();
    let states: Vec<&str> = IdleState::ALL.iter().map(|state| state.value()).collect();
    assert_eq!(states, domain);
    for (place, state) in IdleState::ALL.iter().enumerate() {
        assert_eq!((*state as usize, IdleState::of_value(state.value())), (place, Some(*state)));
    }
}

#[test]
fn a_year_is_full_when_its_last_day_is_over() {
    let record = idle();
    for (day, expected) in [
        (date(2022, 2, 1), IdleState::NotIdle),
        (date(2022, 3, 1), IdleState::NotIdle),
        (date(2022, 11, 30), IdleState::NotIdle), // 91 days before the line
        (date(2022, 12, 1), IdleState::Watch),    // 90 days
        (date(2023, 2, 28), IdleState::Watch),
        (date(2023, 3, 1), IdleState::Watch), // the last day on which work can start
        (date(2023, 3, 2), IdleState::Idle1y),
        (date(2024, 2, 29), IdleState::Idle1y),
        (date(2024, 3, 1), IdleState::Idle1y),
        (date(2024, 3, 2), IdleState::Idle2y),
        (date(2030, 1, 1), IdleState::Idle2y),
    ] {
        assert_eq!(test(&record, day).state, expected, "{day}");
    }
}

#[test]
fn days_deadline_and_fee_follow_the_articles() {
    let record = idle();
    let watched = test(&record, date(2023, 2, 27));
    assert_eq!((watched.days, watched.days_left(date(2023, 2, 27))), (Some(363), Some(2)));
    assert_eq!(watched.deadline, Some(Deadline { on: date(2023, 3, 1), line: Line::OneYear }));
    assert_eq!(watched.fee_wan, None, "no fee before the line");
    let one_year = test(&record, date(2023, 12, 1));
    assert_eq!(one_year.state, IdleState::Idle1y);
    assert_eq!(one_year.deadline, Some(Deadline { on: date(2024, 3, 1), line: Line::TwoYears }));
    assert_eq!(one_year.fee_wan, Some(200.0), "a fifth of the price");
    let two_years = test(&record, date(2024, 12, 1));
    assert_eq!((two_years.deadline, two_years.fee_wan), (None, None), "taken back, no further line");
    let no_price = Record { land_price_wan: None, ..record };
    assert_eq!(test(&no_price, date(2023, 12, 1)).fee_wan, None, "a price that is not known is not zero");
}

#[test]
fn twenty_ninth_of_february_ends_with_its_month() {
    let record = Record { contract_start: Some(date(2024, 2, 29)), ..idle() };
    assert_eq!(state(&record, 2025, 2, 28), IdleState::Watch);
    assert_eq!(state(&record, 2025, 3, 1), IdleState::Idle1y);
    assert_eq!(state(&record, 2026, 2, 28), IdleState::Idle1y);
    assert_eq!(state(&record, 2026, 3, 1), IdleState::Idle2y);
    let into_leap = Record { contract_start: Some(date(2023, 2, 28)), ..idle() };
    assert_eq!(state(&into_leap, 2024, 2, 28), IdleState::Watch);
    assert_eq!(state(&into_leap, 2024, 2, 29), IdleState::Idle1y);
}

#[test]
fn the_cause_decides_from_the_line_on_and_not_before() {
    let government = Record { cause: Some(Cause::Government), ..idle() };
    assert_eq!(state(&government, 2023, 3, 1), IdleState::Watch);
    for day in [date(2023, 3, 2), date(2025, 1, 1)] {
        let finding = test(&government, day);
        assert_eq!((finding.state, finding.fee_wan), (IdleState::GovernmentCause, None));
        assert_eq!(finding.deadline, None, "no line follows");
    }
    let nobody_knows = Record { cause: None, ..idle() };
    assert_eq!(state(&nobody_knows, 2023, 3, 1), IdleState::Watch);
    let finding = test(&nobody_knows, date(2023, 3, 2));
    assert_eq!(
        (finding.state, finding.missing, finding.days),
        (IdleState::Unknown, vec!["idle_cause"], None)
    );
    // Time crosses the second line whoever caused the delay: its day is told as that of the first is.
    let second = Deadline { on: date(2024, 3, 1), line: Line::TwoYears };
    assert_eq!(finding.deadline, Some(second));
    assert_eq!(test(&nobody_knows, date(2024, 3, 1)).deadline, Some(second));
    assert_eq!(test(&nobody_knows, date(2024, 3, 2)).deadline, None);
}

#[test]
fn a_stop_counts_from_its_own_day_and_only_with_little_built_or_invested() {
    let record = stopped();
    for (day, expected) in [
        (date(2023, 6, 14), IdleState::Unknown), // partly idle, and the stop is still to come
        (date(2023, 6, 15), IdleState::NotIdle),
        (date(2024, 3, 17), IdleState::Watch),
        (date(2024, 6, 15), IdleState::Watch),
        (date(2024, 6, 16), IdleState::Stopped),
    ] {
        let found = test(&record, day).state;
        let expected = if day < date(2023, 6, 15) { IdleState::NotIdle } else { expected };
        assert_eq!(found, expected, "{day}");
    }
    let finding = test(&record, date(2025, 6, 16));
    assert_eq!((finding.state, finding.fee_wan), (IdleState::Stopped, None), "by agreement, no fee");
    assert_eq!(finding.days, Some(732));
    // Either share alone makes it idle; a third and a quarter are enough.
    for (built, invested, expected) in [
        (Some(0.33), Some(0.9), IdleState::Stopped),
        (Some(0.9), Some(0.249), IdleState::Stopped),
        (Some(1.0 / 3.0), Some(0.25), IdleState::NotIdle),
        (Some(0.1), None, IdleState::Stopped),
        (None, Some(0.1), IdleState::Stopped),
    ] {
        let record = Record { built_ratio: built, invested_ratio: invested, ..stopped() };
        assert_eq!(state(&record, 2024, 6, 16), expected, "{built:?} {invested:?}");
    }
    for (built, invested, missing) in [
        (None, Some(0.25), vec!["built_ratio"]),
        (Some(0.5), None, vec!["invested_ratio"]),
        (None, None, vec!["built_ratio", "invested_ratio"]),
    ] {
        let record = Record { built_ratio: built, invested_ratio: invested, ..stopped() };
        assert_eq!(test(&record, date(2024, 6, 16)).missing, missing);
        assert_eq!(state(&record, 2024, 1, 1), IdleState::NotIdle, "not near the line whatever they are");
    }
    let government = Record { cause: Some(Cause::Government), ..stopped() };
    assert_eq!(state(&government, 2024, 6, 16), IdleState::GovernmentCause);
}

#[test]
fn work_that_goes_on_is_not_idle() {
    for status in [Status::UnderConstruction, Status::InUse] {
        let record = Record { status: Some(status), actual_start: Some(date(2022, 1, 5)), ..idle() };
        let finding = test(&record, date(2026, 1, 1));
        assert_eq!((finding.state, finding.days), (IdleState::NotIdle, Some(0)), "an early start is a start");
        // Started late, but started; the day before it had not.
        let late = Record { actual_start: Some(date(2025, 1, 5)), ..record.clone() };
        assert_eq!(state(&late, 2025, 1, 4), IdleState::Idle2y);
        assert_eq!(state(&late, 2025, 1, 5), IdleState::NotIdle);
        let undated = Record { actual_start: None, surveyed_on: Some(date(2026, 1, 1)), ..record };
        assert_eq!(state(&undated, 2026, 1, 1), IdleState::NotIdle, "the survey saw it");
        assert_eq!(test(&undated, date(2025, 12, 31)).missing, ["actual_start"], "but when it began?");
    }
}

#[test]
fn what_is_missing_is_named_and_nothing_is_guessed() {
    let day = date(2026, 1, 1);
    let missing = |record: Record| {
        let finding = test(&record, day);
        assert_eq!(finding.state, IdleState::Unknown);
        assert!(finding.conflicts.is_empty());
        finding.missing
    };
    assert_eq!(missing(Record::default()), ["actual_start", "status"]);
    assert_eq!(missing(Record { contract_start: None, ..idle() }), ["contract_start"]);
    assert_eq!(missing(Record { status: None, ..idle() }), ["actual_start", "status"]);
    assert_eq!(missing(Record { stopped_on: None, ..stopped() }), ["stopped_on"]);
    assert_eq!(missing(Record { built_ratio: Some(0.1), ..idle() }), ["stopped_on"]);
}

#[test]
fn contradictions_are_told_and_not_resolved() {
    let day = date(2026, 1, 1);
    let conflicts = |record: Record| {
        let finding = test(&record, day);
        assert_eq!((finding.state, finding.basis), (IdleState::Unknown, None));
        finding.conflicts
    };
    let built = Record { actual_start: Some(date(2023, 1, 1)), ..idle() };
    assert_eq!(
        conflicts(Record { status: Some(Status::SuppliedNotBuilt), ..built }),
        [Conflict::StatusDeniesStart]
    );
    assert_eq!(
        conflicts(Record { stopped_on: Some(date(2022, 4, 30)), ..stopped() }),
        [Conflict::StoppedBeforeStart]
    );
    assert_eq!(conflicts(Record { status: Some(Status::InUse), ..stopped() }), [Conflict::StatusDeniesStop]);
    assert_eq!(
        conflicts(Record { surveyed_on: Some(date(2023, 1, 1)), ..stopped() }),
        [Conflict::AfterSurvey("stopped_on")]
    );
    assert_eq!(
        conflicts(Record { built_ratio: Some(35.0), ..stopped() }),
        [Conflict::OutOfRange("built_ratio")]
    );
    assert_eq!(
        conflicts(Record { unreadable: vec!["contract_start"], ..idle() }),
        [Conflict::Unreadable("contract_start")]
    );
}

#[test]
fn the_time_that_has_passed_is_told_as_people_say_it() {
    let time = elapsed(date(2022, 3, 1), date(2026, 11, 24));
    assert_eq!((time.years, time.months, time.days), (4, 8, 23));
    assert_eq!(elapsed(date(2026, 1, 2), date(2026, 1, 1)), Elapsed { years: 0, months: 0, days: 0 });
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..9000_i32).prop_map(|days| date(2010, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn any_record() -> impl Strategy<Value = Record> {
    let share = || proptest::option::of(0.0..1.0f64);
    let dates = (
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
    );
    let words = (
        proptest::option::of(prop_oneof![Just(Cause::Enterprise), Just(Cause::Government)]),
        proptest::option::of(prop_oneof![
            Just(Status::Idle),
            Just(Status::PartlyIdle),
            Just(Status::SuppliedNotBuilt),
            Just(Status::UnderConstruction),
            Just(Status::InUse)
        ]),
    );
    (dates, share(), share(), words, proptest::option::of(1.0..9000.0f64)).prop_map(
        |(
            (contract_start, actual_start, stopped_on, surveyed_on),
            built,
            invested,
            (cause, status),
            price,
        )| {
            Record {
                contract_start,
                actual_start,
                stopped_on,
                built_ratio: built,
                invested_ratio: invested,
                cause,
                status,
                surveyed_on,
                land_price_wan: price,
                unreadable: Vec::new(),
            }
        },
    )
}

fn is_without(record: &Record, key: &str) -> bool {
    match key {
        "contract_start" => record.contract_start.is_none(),
        "actual_start" => record.actual_start.is_none(),
        "stopped_on" => record.stopped_on.is_none(),
        "built_ratio" => record.built_ratio.is_none(),
        "invested_ratio" => record.invested_ratio.is_none(),
        "idle_cause" => record.cause.is_none(),
        "status" => record.status.is_none(),
        _ => false,
    }
}

proptest! {
    #[test]
    fn time_alone_never_goes_back_over_a_line(record in any_record(), day in any_day()) {
        let (before, after) = (test(&record, day), test(&record, day.tomorrow().unwrap()));
        if before.state == IdleState::Idle2y {
            prop_assert!(!matches!(after.state, IdleState::Idle1y | IdleState::Watch));
        }
        // With nothing recorded after the day, states only move on.
        let is_quiet = [record.actual_start, record.stopped_on, record.surveyed_on]
            .into_iter().flatten().all(|on| on <= day);
        if is_quiet && before.state == IdleState::Idle1y {
            prop_assert!(matches!(after.state, IdleState::Idle1y | IdleState::Idle2y));
        }
        if is_quiet && before.state == IdleState::Stopped {
            prop_assert_eq!(after.state, IdleState::Stopped);
        }
    }

    #[test]
    fn cannot_tell_has_its_reason_and_what_can_be_told_has_its_days(record in any_record(), day in any_day()) {
        let finding = test(&record, day);
        let has_reason = !finding.missing.is_empty() || !finding.conflicts.is_empty();
        prop_assert_eq!(finding.state == IdleState::Unknown, has_reason);
        prop_assert_eq!(finding.state == IdleState::Unknown, finding.days.is_none());
        prop_assert_eq!(finding.state == IdleState::Unknown, finding.basis.is_none());
        prop_assert!(finding.days.is_none_or(|days| days >= 0));
        // A field called missing is missing, except a status that does not say enough by itself.
        for key in &finding.missing {
            prop_assert!(is_without(&record, key) || *key == "status", "{key} {record:?}");
        }
        if let Some(left) = finding.days_left(day) {
            prop_assert!(left >= 0);
            prop_assert!(finding.state != IdleState::Watch || left <= WATCH_DAYS);
            prop_assert!(finding.state != IdleState::NotIdle || left > WATCH_DAYS);
        } else {
            prop_assert!(finding.state != IdleState::Watch);
        }
        prop_assert_eq!(
            finding.fee_wan,
            record.land_price_wan.filter(|_| finding.state == IdleState::Idle1y).map(|price| price * 0.2)
        );
    }
}
