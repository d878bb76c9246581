//! The next deadlines of idle land: how many parcels are in each state, and whose line comes next, each
//! a click away from the map.

use super::as_of;
use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::filter::facet::{Condition, Scalar};
use crate::jobs::IdleLand;
use crate::maps::idle::{IdleState, Upcoming, days_between};
use crate::maps::schema::LayerKind;
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, DETAIL_LINE, OptionRow, Stack, copy_icon_button, note, option_row};
use crate::ui::{fields, format, idle_words};
use crate::write::pasted_text;
use eframe::egui::{Align, Label, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

/// From this width on a row has room for all of its words in one line.
const ROOMY: f32 = 560.0;

/// Draws the tab into an area.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    entry: &LayerEntry,
    land: &IdleLand,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let inner = area.shrink2(vec2(size::PANEL_MARGIN, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)).id_salt("deadlines");
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add_space(6.0);
        states(ui, session, entry, land, lang, commands);
        if land.board.upcoming.is_empty() {
            note(ui, &text(lang, "deadlines-none"));
            if !entry.filter.is_clear()
                && Button::link(&text(lang, "command-clear-filter")).show(ui).clicked()
            {
                commands.push(Command::ClearFilter { layer: entry.id });
            }
            return;
        }
        let day = session.document().reference_day;
        // Colours of states beside a map that is coloured by something else would say that.
        let styled = session.styled(entry.id);
        let by_state = styled.is_some_and(|it| it.style.field.as_deref() == Some(idle_words::STATE));
        // Where there is little room, what a day brings stands below the name and is not cut.
        let stacks = inner.width() < ROOMY;
        ScrollArea::vertical().id_salt("deadline-rows").auto_shrink([false, false]).show_rows(
            ui,
            as_of::LINE + if stacks { DETAIL_LINE } else { 0.0 },
            land.board.upcoming.len(),
            |ui, shown| {
                // The scroll bar floats over the right edge.
                ui.set_width(ui.available_width() - 10.0);
                for upcoming in &land.board.upcoming[shown] {
                    let name = fields::feature_name(entry, upcoming.row as usize, lang);
                    let detail = detail(entry, upcoming, lang);
                    let right = when(upcoming, day, lang);
                    let row = OptionRow {
                        text: &name,
                        detail: &detail,
                        right: &right,
                        warns: upcoming.state == IdleState::Watch,
                        stack: if stacks { Stack::Always } else { Stack::Never },
                        swatch: by_state.then(|| idle_words::color(upcoming.state)),
                        ..OptionRow::default()
                    };
                    if option_row(ui, &row).clicked() {
                        let feature = FeatureRef { layer: entry.id, row: upcoming.row };
                        commands.push(Command::GoToFeature { feature });
                    }
                }
            },
        );
    });
}

/// The states with their numbers; a click filters by one.
fn states(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    land: &IdleLand,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for &state in IdleState::ALL {
            let count = land.board.states[state as usize];
            if count == 0 {
                continue;
            }
            let label = format!("{} {}", idle_words::state(state, lang), format::count(count as u64));
            if Button::new(&label).tooltip(&text(lang, "deadlines-filter")).show(ui).clicked() {
                let values = vec![Scalar::Text(state.value().to_owned())];
                commands.push(Command::SetCondition {
                    layer: entry.id,
                    field: idle_words::STATE.to_owned(),
                    condition: Some(Condition::AnyOf { values, missing: false }),
                    gesture: None,
                });
            }
        }
        if !land.board.upcoming.is_empty()
            && copy_icon_button(ui, &text(lang, "deadlines-copy"), &text(lang, "copied"), 26.0, true)
        {
            commands.push(Command::Copy { text: as_text(session, entry, land, lang) });
        }
        let mut words = about(session, entry, lang);
        let (listed, all) = (land.board.upcoming.len(), land.board.upcoming_total);
        if listed < all {
            let args =
                [("listed", format::count(listed as u64).into()), ("all", format::count(all as u64).into())];
            words.push_str(lang.pick("，", ", "));
            words.push_str(&text_with(lang, "deadlines-first", &args));
        }
        if session.is_idle_land_behind(entry.id) {
            words = text(lang, "bottom-updating");
        }
        let words = RichText::new(words).size(size::LABEL).color(Theme::of(ui).quiet);
        // Moved to the next line as a whole rather than broken.
        ui.add(Label::new(words).extend());
    });
}

/// The day, and how many parcels the filter leaves out.
fn about(session: &Session, entry: &LayerEntry, lang: Lang) -> String {
    let words = as_of::line(session, lang);
    let hidden = session.counts(entry.id).map_or(0, |(matching, all)| all - matching);
    if hidden == 0 {
        return words;
    }
    let filtered = text_with(lang, "deadlines-filtered", &[("count", hidden.into())]);
    format!("{words}{}{filtered}", lang.pick("，", ", "))
}

fn detail(entry: &LayerEntry, upcoming: &Upcoming, lang: Lang) -> String {
    let mut parts =
        vec![idle_words::state(upcoming.state, lang), idle_words::line(upcoming.deadline.line, lang)];
    if let Some(area_mu) = entry.number_of("area_mu", upcoming.row as usize) {
        parts.push(format!("{} {}", format::fixed(area_mu, 1), text(lang, "unit-mu")));
    }
    if !upcoming.has_cause {
        parts.push(text(lang, "idle-no-cause"));
    }
    parts.join(" · ")
}

fn when(upcoming: &Upcoming, day: jiff::civil::Date, lang: Lang) -> String {
    let left = days_between(day, upcoming.deadline.on).max(0);
    let args =
        [("on", upcoming.deadline.on.to_string().into()), ("days", (left.unsigned_abs() as usize).into())];
    text_with(lang, "deadlines-when", &args)
}

/// The state now, and that it cannot be told afterwards where that is so.
fn state(upcoming: &Upcoming, lang: Lang) -> String {
    let state = idle_words::state(upcoming.state, lang);
    if upcoming.has_cause {
        return state;
    }
    format!("{state}{}{}", lang.pick("；", "; "), text(lang, "idle-no-cause"))
}

/// The list as lines of cells between tabs.
fn as_text(session: &Session, entry: &LayerEntry, land: &IdleLand, lang: Lang) -> String {
    let day = session.document().reference_day;
    let heads = ["deadlines-head-on", "deadlines-head-left", "deadlines-head-line", "deadlines-head-state"];
    let mut head: Vec<String> = heads.iter().map(|key| text(lang, key)).collect();
    head.push(fields::label(entry, "name", lang));
    // In the schema's unit, whatever the file's.
    head.push(fields::label_with_unit(Some(LayerKind::Land), "area_mu", lang));
    let mut lines = vec![pasted_text(&about(session, entry, lang)), head.join("\t")];
    for upcoming in &land.board.upcoming {
        let row = upcoming.row as usize;
        let left = days_between(day, upcoming.deadline.on);
        let cells = [
            upcoming.deadline.on.to_string(),
            left.to_string(),
            pasted_text(&idle_words::line(upcoming.deadline.line, lang)),
            pasted_text(&state(upcoming, lang)),
            pasted_text(&fields::feature_name(entry, row, lang)),
            entry.number_of("area_mu", row).map(format::editable).unwrap_or_default(),
        ];
        lines.push(cells.join("\t"));
    }
    lines.join("\n")
}
