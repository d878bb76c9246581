//! The idle clock in words: states with their colour and articles, lines, evidence, what is missing.

use super::{fields, format};
use crate::layer::Layer;
use crate::maps::derive::follows_day;
use crate::maps::idle::{Basis, Conflict, Elapsed, Finding, IdleState, Line, Record, elapsed};
use crate::maps::schema::LayerKind;
use crate::text::{Lang, text, text_with};
use eframe::egui::Color32;
use jiff::civil::Date;

/// Key of the derived field, also where a layer has no such column.
pub(super) const STATE: &str = "idle_state";

/// Whether a layer's states come from the clock: a file may bring a field of its own.
pub(super) fn has_clock(layer: &Layer) -> bool {
    follows_day(layer, STATE)
}

/// Name of a state.
pub(super) fn state(state: IdleState, lang: Lang) -> String {
    fields::category(fields::definition(Some(LayerKind::Land), STATE), state.value(), lang)
}

/// Its colour, as on the map.
pub(super) fn color(state: IdleState) -> Color32 {
    let [r, g, b] = LayerKind::Land
        .symbology_by(STATE)
        .map_or([128; 3], |symbology| symbology.class_of(Some(state.value())).rgb);
    Color32::from_rgb(r, g, b)
}

/// The articles that a finding rests on; empty where none is touched.
pub(super) fn articles(finding: &Finding, lang: Lang) -> String {
    let key = match finding.state {
        IdleState::Idle2y => "idle-articles-2y",
        IdleState::Idle1y => "idle-articles-1y",
        IdleState::Stopped => "idle-articles-stopped",
        IdleState::GovernmentCause => "idle-articles-government",
        IdleState::Watch => match finding.deadline.map(|deadline| deadline.line) {
            Some(Line::StoppedYear) => "idle-articles-watch-stopped",
            _ => "idle-articles-watch",
        },
        IdleState::NotIdle | IdleState::Unknown => return String::new(),
    };
    text(lang, key)
}

/// What the law has follow; empty where nothing.
pub(super) fn consequence(state: IdleState, lang: Lang) -> String {
    match state {
        IdleState::Idle2y => text(lang, "idle-consequence-2y"),
        IdleState::Idle1y => text(lang, "idle-consequence-1y"),
        IdleState::Stopped => text(lang, "idle-consequence-stopped"),
        IdleState::GovernmentCause => text(lang, "idle-consequence-government"),
        IdleState::Watch | IdleState::NotIdle | IdleState::Unknown => String::new(),
    }
}

/// Name of a line.
pub(super) fn line(line: Line, lang: Lang) -> String {
    text(
        lang,
        match line {
            Line::OneYear => "idle-line-1y",
            Line::TwoYears => "idle-line-2y",
            Line::StoppedYear => "idle-line-stopped",
        },
    )
}

/// What the finding rests on, in sentences.
pub(super) fn evidence(finding: &Finding, record: &Record, day: Date, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    match finding.basis {
        Some(Basis::NotStarted { since, starts_on }) => {
            let key = if day < since { "idle-evidence-not-due" } else { "idle-evidence-not-started" };
            let args =
                [("since", since.to_string().into()), ("time", time(elapsed(since, day), lang).into())];
            lines.push(text_with(lang, key, &args));
            lines.extend(
                starts_on.map(|on| text_with(lang, "idle-evidence-starts", &[("on", on.to_string().into())])),
            );
        }
        Some(Basis::Stopped { since }) => {
            let args =
                [("since", since.to_string().into()), ("time", time(elapsed(since, day), lang).into())];
            lines.push(text_with(lang, "idle-evidence-stopped", &args));
            let share = |value: Option<f64>| {
                value.map_or_else(
                    || text(lang, "value-missing"),
                    |share| format!("{} %", format::number((share * 1000.0).round() / 10.0)),
                )
            };
            let args = [
                ("built", share(record.built_ratio).into()),
                ("invested", share(record.invested_ratio).into()),
            ];
            lines.push(text_with(lang, "idle-evidence-shares", &args));
        }
        Some(Basis::Working { since: Some(since) }) => {
            lines.push(text_with(lang, "idle-evidence-working", &[("since", since.to_string().into())]));
        }
        Some(Basis::Working { since: None }) => lines.push(text(lang, "idle-evidence-working-undated")),
        None => {}
    }
    if let (Some(deadline), Some(left)) = (finding.deadline, finding.days_left(day)) {
        let args = [
            ("line", line(deadline.line, lang).into()),
            ("on", deadline.on.to_string().into()),
            ("days", (left.unsigned_abs() as usize).into()),
        ];
        lines.push(text_with(lang, "idle-evidence-deadline", &args));
        if record.cause.is_none() {
            lines.push(text(lang, "idle-no-cause"));
        }
    }
    lines
}

/// Why it cannot be told.
pub(super) fn reasons(finding: &Finding, lang: Lang) -> Vec<String> {
    let label = |key: &str| fields::label(Some(LayerKind::Land), key, lang);
    let mut lines = Vec::new();
    if !finding.missing.is_empty() {
        let names: Vec<String> = finding.missing.iter().map(|key| label(key)).collect();
        let names = names.join(lang.pick("、", ", "));
        lines.push(text_with(lang, "idle-missing", &[("fields", names.into())]));
    }
    lines.extend(finding.conflicts.iter().map(|conflict| match conflict {
        Conflict::StoppedBeforeStart => text(lang, "idle-conflict-stop-before-start"),
        Conflict::StatusDeniesStart => text(lang, "idle-conflict-status-start"),
        Conflict::StatusDeniesStop => text(lang, "idle-conflict-status-stop"),
        Conflict::AfterSurvey(key) => {
            text_with(lang, "idle-conflict-after-survey", &[("field", label(key).into())])
        }
        Conflict::OutOfRange(key) => text_with(lang, "idle-conflict-range", &[("field", label(key).into())]),
        Conflict::Unreadable(key) => {
            text_with(lang, "idle-conflict-unreadable", &[("field", label(key).into())])
        }
    }));
    lines
}

/// 3年8月, 12天: years and months, or days below a month.
fn time(elapsed: Elapsed, lang: Lang) -> String {
    let Elapsed { years, months, days } = elapsed;
    let count = |number: i32| (number.unsigned_abs() as usize).into();
    match (years, months) {
        (0, 0) => text_with(lang, "idle-time-days", &[("days", count(days))]),
        (0, _) => text_with(lang, "idle-time-months", &[("months", count(months))]),
        (_, 0) => text_with(lang, "idle-time-years", &[("years", count(years))]),
        _ => text_with(lang, "idle-time", &[("years", count(years)), ("months", count(months))]),
    }
}
