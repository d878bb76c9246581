//! The reference day of the idle clock, while idle land is chosen: the day as a field, a slider that
//! goes through the days, and a button that lets them run. Nothing is repainted unless they do.

use crate::app::{Command, LayerEntry, Session};
use crate::maps::idle::days_between;
use crate::scene::{ColorBy, Styling};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::idle_words;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, card, icon_button, note, section_title, text_field, wrapped};
use eframe::egui::{self, Align, Id, Layout, Stroke, Ui};
use jiff::Span;
use jiff::civil::Date;
use std::time::Duration;

/// The slider goes so far back and ahead of today, in days.
const BACK: i32 = 5 * 365;
const AHEAD: i32 = 3 * 365;
/// Days that pass in a second of play.
const DAYS_A_SECOND: f64 = 60.0;
/// Between two steps of play.
const STEP_S: f64 = 0.1;

/// Draws the card, where the chosen layer follows the day.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(entry) = session.document().chosen_layer() else { return };
    if !idle_words::has_clock(&entry.layer) {
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head(ui, session, lang, commands);
        slider(ui, session, lang, commands);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            color_link(ui, entry, lang, commands);
            if session.is_deriving() {
                note(ui, &text(lang, "as-of-behind"));
            }
        });
        note(ui, &text(lang, "as-of-note"));
    });
    ui.add_space(8.0);
    if session.is_playing_days() {
        play(ui, session, commands);
    }
}

fn head(ui: &mut Ui, session: &Session, lang: Lang, commands: &mut Vec<Command>) {
    let day = session.document().reference_day;
    let wrong = Id::unique("as-of-wrong");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        section_title(ui, &text(lang, "as-of-title"));
        let name = text(lang, "as-of-day");
        let typed = text_field(ui, Id::unique("as-of-day"), &name, &day.to_string(), "2026-11-24", 104.0);
        if let Some(typed) = typed {
            let parsed: Option<Date> = typed.trim().parse().ok();
            let said = parsed.is_none().then_some((typed, day));
            ui.data_mut(|data| data.insert_temp(wrong, said));
            commands.extend(parsed.map(|day| Command::SetReferenceDay { day, gesture: None }));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let playing = session.is_playing_days();
            let (icon, key) = if playing { (Icon::Pause, "as-of-pause") } else { (Icon::Play, "as-of-play") };
            if icon_button(ui, icon, &text(lang, key), 26.0, true).clicked() {
                begin_gesture(ui);
                commands.push(Command::SetPlayingDays { playing: !playing });
            }
            let today = session.today();
            if day != today {
                let tooltip = today.to_string();
                if Button::link(&text(lang, "as-of-today")).tooltip(&tooltip).show(ui).clicked() {
                    commands.push(Command::SetReferenceDay { day: today, gesture: None });
                }
            }
        });
    });
    // Of a day that came since then it says nothing.
    let said = ui.data_mut(|data| data.get_temp::<Option<(String, Date)>>(wrong)).flatten();
    if let Some((typed, _)) = said.filter(|(_, at)| *at == day) {
        let args = [("typed", typed.as_str().into()), ("day", day.to_string().into())];
        wrapped(ui, &text_with(lang, "as-of-wrong", &args), Theme::of(ui).error_ink);
    }
}

/// The slider over the days around today.
fn slider(ui: &mut Ui, session: &Session, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let (today, day) = (session.today(), session.document().reference_day);
    let before = days_between(today, day);
    let mut days = before;
    let range = before.min(-BACK)..=before.max(AHEAD);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().slider_width = ui.available_width();
            ui.spacing_mut().interact_size.y = size::FACET_ROW;
            let still = &mut ui.visuals_mut().widgets.inactive;
            still.bg_fill = theme.line;
            still.fg_stroke = Stroke::new(1.5, theme.accent);
            ui.add(egui::Slider::new(&mut days, range).show_value(false))
        })
        .inner
        .accessible_name(text(lang, "as-of-slider"))
        .on_hover_text(text(lang, "as-of-slider-tooltip"));
    if response.drag_started() {
        begin_gesture(ui);
    }
    if days != before
        && let Some(day) = plus(today, days)
    {
        let gesture = response.dragged().then(|| gesture(ui));
        commands.push(Command::SetReferenceDay { day, gesture });
    }
}

/// Colours the layer by its states, or as its kind is.
fn color_link(ui: &mut Ui, entry: &LayerEntry, lang: Lang, commands: &mut Vec<Command>) {
    let is_on = entry.styling.as_ref().and_then(|styling| styling.color.field()) == Some(idle_words::STATE);
    let key = if is_on { "as-of-color-off" } else { "as-of-color-on" };
    if Button::link(&text(lang, key)).show(ui).clicked() {
        let color =
            if is_on { ColorBy::Own {} } else { ColorBy::Categories { field: idle_words::STATE.to_owned() } };
        let styling = Styling { color, ..entry.styling.clone().unwrap_or_default() };
        commands.push(Command::SetStyling { layer: entry.id, styling: Some(styling), gesture: None });
    }
}

/// Lets the days run: asks for the next frame, and for the next day when it is time. A large layer
/// that is still being worked out is waited for.
fn play(ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
    let (today, day) = (session.today(), session.document().reference_day);
    let id = Id::unique("as-of-played");
    let now = ui.input(|input| input.time);
    let last = ui.data_mut(|data| *data.get_temp_mut_or(id, now));
    // After a pause the clock goes on from here.
    let passed = if now - last > 1.0 { STEP_S } else { now - last };
    ui.ctx().request_repaint_after(Duration::from_secs_f64(STEP_S));
    if passed < STEP_S || session.is_deriving() {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let next = plus(day, ((passed * DAYS_A_SECOND).round() as i32).max(1));
    match next.filter(|next| days_between(today, *next) <= AHEAD) {
        Some(day) => commands.push(Command::SetReferenceDay { day, gesture: Some(gesture(ui)) }),
        None => commands.push(Command::SetPlayingDays { playing: false }),
    }
}

fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().days(days)).ok()
}

fn gesture_id() -> Id {
    Id::unique("as-of-gesture")
}

/// The number of the drag or run of play that is going on.
fn gesture(ui: &Ui) -> u32 {
    ui.data_mut(|data| data.get_temp(gesture_id()).unwrap_or(0))
}

fn begin_gesture(ui: &Ui) {
    let next = gesture(ui).wrapping_add(1);
    ui.data_mut(|data| data.insert_temp(gesture_id(), next));
}

/// Says which day the states speak of, where there is room for nothing more.
pub(super) fn line(session: &Session, lang: Lang) -> String {
    let day = session.document().reference_day.to_string();
    text_with(lang, "idle-as-of", &[("day", day.into())])
}

/// Height of a line in the lists of the two tabs.
pub(super) const LINE: f32 = size::FIELD_ROW + 2.0;
