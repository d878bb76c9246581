//! What stands over the map when there is nothing to see: the first minute, a load under way, files
//! that could not be opened, a map without layers. (A filter that hides everything is said by the map
//! itself.)

use super::{notices, recents};
use crate::app::{Command, Example, Notice, Running, RunningKind, Session};
use crate::diagnostic::Severity;
use crate::text::{Lang, hint_with, text, text_with};
use crate::ui::format;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, focus_ring, hairline, note, section_title, strong_label};
use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, Margin, Rect, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

/// Recent files that the empty window lists.
const MOST_RECENTS: usize = 4;
/// Failures that the card lists.
const MOST_FAILURES: usize = 4;

/// What is to be said over the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Failed,
    NothingOpen,
    NoLayersOfMap,
}

fn loads(session: &Session) -> impl Iterator<Item = &Running> {
    session.running().filter(|running| matches!(running.kind, RunningKind::Load { .. }))
}

/// What stood against files that could not be opened and has not been put away, in its order: a reader
/// says what it came upon before it gives up.
fn failures(session: &Session) -> impl Iterator<Item = &Notice> {
    let open = || session.notices().iter().filter(|notice| !notice.dismissed);
    open().filter(move |notice| {
        let diagnostic = &notice.diagnostic;
        match &diagnostic.place.file {
            Some(file) => {
                open().any(|other| is_error(other) && other.diagnostic.place.file.as_ref() == Some(file))
            }
            None => is_error(notice) && diagnostic.code == "bundled-unknown",
        }
    })
}

fn is_error(notice: &Notice) -> bool {
    notice.diagnostic.severity == Severity::Error
}

fn state(session: &Session) -> Option<State> {
    let document = session.document();
    let loading = loads(session).next().is_some();
    if document.layers.is_empty() {
        return Some(if loading {
            State::Loading
        } else if failures(session).next().is_some() {
            State::Failed
        } else {
            State::NothingOpen
        });
    }
    (document.map_layers().next().is_none() && !loading).then_some(State::NoLayersOfMap)
}

/// Draws what is to be said, if anything; whether it speaks of what could not be opened.
pub fn show(ui: &mut Ui, map: Rect, session: &Session, commands: &mut Vec<Command>) -> bool {
    let Some(state) = state(session) else { return false };
    let theme = Theme::of(ui);
    let width: f32 = if state == State::NothingOpen { 480.0 } else { 400.0 };
    egui::Area::new(ui.scope_id().with("empty"))
        .order(egui::Order::Middle)
        .fixed_pos(map.center())
        .pivot(Align2::CENTER_CENTER)
        .constrain_to(map)
        .show(ui.ctx(), |ui| {
            theme.floating(Margin::symmetric(22, 18)).show(ui, |ui| {
                ui.set_width(width.min(map.width() - 80.0));
                ui.spacing_mut().item_spacing.y = 8.0;
                match state {
                    State::Loading => loading(ui, session, commands),
                    State::Failed => failed(ui, session, commands),
                    State::NothingOpen => first_minute(ui, session, commands),
                    State::NoLayersOfMap => no_layers(ui, session, commands),
                }
            });
        });
    state == State::Failed
}

fn loading(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    strong_label(ui, &text(lang, "empty-loading"), size::TEXT + 2.0);
    let features: u64 = loads(session).map(|running| running.tick.features).sum();
    note(ui, &text_with(lang, "status-features", &[("count", format::count(features).into())]));
    for running in loads(session).filter(|running| !running.cancelling) {
        if Button::new(&text(lang, "empty-stop")).show(ui).clicked() {
            commands.push(Command::CancelJob { job: running.id });
        }
    }
}

fn failed(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let count = failures(session).count();
    let failed = failures(session).filter(|notice| is_error(notice)).count();
    strong_label(ui, &text_with(lang, "empty-failed", &[("count", failed.into())]), size::TEXT + 2.0);
    for notice in failures(session).take(MOST_FAILURES) {
        ui.horizontal_top(|ui| notices::words(ui, notice, lang));
        notices::remedy(ui, notice, lang, commands);
    }
    if count > MOST_FAILURES {
        let more = count - MOST_FAILURES;
        note(ui, &text_with(lang, "empty-failed-more", &[("count", more.into())]));
    }
    ui.horizontal_wrapped(|ui| {
        if Button::new(&text(lang, "notices-copy")).show_copying(ui, &text(lang, "copied")) {
            let reports: Vec<String> =
                failures(session).map(|notice| notice.diagnostic.report(lang)).collect();
            commands.push(Command::Copy { text: reports.join("\n") });
        }
        open_button(ui, lang, commands);
        bundled_link(ui, lang, commands);
        if Button::link(&text(lang, "notices-dismiss")).show(ui).clicked() {
            commands.extend(failures(session).map(|notice| Command::DismissNotice { id: notice.id }));
        }
    });
}

fn no_layers(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    strong_label(ui, &text(lang, "empty-no-layers"), size::TEXT + 2.0);
    note(ui, &text(lang, "empty-nothing-open-hint"));
    ui.horizontal_wrapped(|ui| {
        open_button(ui, lang, commands);
        bundled_link(ui, lang, commands);
    });
}

fn open_button(ui: &mut Ui, lang: Lang, commands: &mut Vec<Command>) {
    if Button::new(&text(lang, "empty-open")).icon(Icon::Folder).show(ui).clicked() {
        commands.push(Command::OpenDialog);
    }
}

fn bundled_link(ui: &mut Ui, lang: Lang, commands: &mut Vec<Command>) {
    if Button::link(&text(lang, "empty-open-bundled")).show(ui).clicked() {
        commands.push(Command::OpenBundled);
    }
}

/// What the program is, how to begin, and three questions that it answers.
fn first_minute(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    strong_label(ui, &text(lang, "window-title"), size::NAME);
    note(ui, &text(lang, "empty-what-it-is"));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let label = text(lang, "empty-open-bundled");
        if Button::primary(&label).tall().show(ui).clicked() {
            commands.push(Command::OpenBundled);
        }
        let label = text(lang, "empty-open");
        if Button::new(&label).icon(Icon::Folder).tall().show(ui).clicked() {
            commands.push(Command::OpenDialog);
        }
    });
    note(ui, &text(lang, "empty-drop-hint"));
    hairline(ui);
    section_title(ui, &text(lang, "empty-questions"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for &example in Example::ALL {
            question(ui, lang, example, commands);
        }
    });
    if !session.settings().recents.is_empty() {
        hairline(ui);
        section_title(ui, &text(lang, "recents-title"));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            recents::rows(ui, session, MOST_RECENTS, commands);
        });
    }
}

/// The words of a question, with who asks it.
fn words_of(example: Example) -> (&'static str, &'static str) {
    match example {
        Example::IdleIndustrialLand => ("example-planner", "example-land"),
        Example::FactoriesToLet => ("example-promoter", "example-factories"),
        Example::IncubatorsWithDesks => ("example-founder", "example-incubators"),
    }
}

fn question(ui: &mut Ui, lang: Lang, example: Example, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let (who, what) = words_of(example);
    let (who, what) = (text(lang, who), text(lang, what));
    let width = ui.available_width();
    let who_width = 84.0;
    let words =
        ui.painter().layout(what.clone(), theme::plain(size::TEXT), theme.ink, width - who_width - 50.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y + 16.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &what));
    let fill = if response.hovered() { theme.tint } else { theme.ground };
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    ui.painter().rect(rect, radius, fill, theme.hairline(), StrokeKind::Inside);
    let by = ui.painter().layout_no_wrap(who, theme::plain(size::LABEL), theme.quiet);
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - by.size().y / 2.0), by, theme.quiet);
    let at = pos2(rect.left() + 12.0 + who_width, middle - words.size().y / 2.0);
    ui.painter().galley(at, words, theme.ink);
    let arrow = Rect::from_center_size(pos2(rect.right() - 16.0, middle), Vec2::splat(12.0));
    icons::paint(ui.painter(), Icon::Right, arrow, theme.accent);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let command = Command::RunExample { example };
    let tooltip = hint_with(lang, command.action().entry().text, &[]);
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tooltip).clicked() {
        commands.push(command);
    }
}
