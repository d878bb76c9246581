//! Notices: the newest one over the map until it is put away, all of them behind a button.

use crate::app::{Command, Notice, Session};
use crate::diagnostic::Severity;
use crate::text::{Lang, text, text_with};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, icon_button, section_title, wrapped};
use eframe::egui::{
    self, Align, Color32, CornerRadius, CursorIcon, Id, Layout, Margin, Popup, Rect, Role, ScrollArea, Sense,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::time::Duration;

/// Notices in the history that show at once; older ones are counted.
const MOST_SHOWN: usize = 200;

/// What the button says.
fn button_label(session: &Session) -> String {
    let lang = session.settings().lang;
    match session.open_notices().count() {
        0 => text(lang, "notices-none"),
        open => text_with(lang, "notices-count", &[("count", open.into())]),
    }
}

/// The width of the button.
pub(super) fn button_width(ui: &Ui, session: &Session) -> f32 {
    let font = theme::plain(size::LABEL);
    ui.painter().layout_no_wrap(button_label(session), font, Theme::of(ui).on_brand).size().x + 32.0
}

/// The button on the status line, with the history behind it.
pub fn button(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let open = session.open_notices().count();
    let label = button_label(session);
    let color = if open > 0 { theme.on_brand } else { theme.on_brand_quiet };
    let galley = ui.painter().layout_no_wrap(label.clone(), theme::plain(size::LABEL), color);
    let (rect, response) = ui.allocate_exact_size(vec2(button_width(ui, session), 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() || open > 0 {
        ui.painter().rect_filled(rect, CornerRadius::same(5), theme.on_brand.gamma_multiply(0.12));
    }
    let square = Rect::from_min_size(pos2(rect.left() + 6.0, rect.center().y - 7.0), Vec2::splat(14.0));
    icons::paint(ui.painter(), Icon::Bell, square, color);
    ui.painter().galley(pos2(square.right() + 5.0, rect.center().y - galley.size().y / 2.0), galley, color);
    if response.has_focus() {
        let stroke = egui::Stroke::new(size::FOCUS, theme.on_brand);
        ui.painter().rect_stroke(rect, CornerRadius::same(5), stroke, egui::StrokeKind::Inside);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    Popup::menu(&response)
        .width(420.0)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(text(lang, "notices-title"))
        .show(|ui| history(ui, session, commands));
}

fn history(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.set_width(420.0);
    ui.horizontal(|ui| {
        section_title(ui, &text(lang, "notices-title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if session.open_notices().next().is_some() {
                let label = text(lang, "notices-dismiss-all");
                if Button::link(&label).show(ui).clicked() {
                    commands.extend(
                        session.open_notices().map(|notice| Command::DismissNotice { id: notice.id }),
                    );
                }
            }
        });
    });
    let notices = session.notices();
    if notices.is_empty() {
        crate::ui::widgets::note(ui, &text(lang, "notices-empty"));
        return;
    }
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for notice in notices.iter().rev().take(MOST_SHOWN) {
            ui.horizontal_top(|ui| words(ui, notice, lang));
        }
        if notices.len() > MOST_SHOWN {
            let older = notices.len() - MOST_SHOWN;
            crate::ui::widgets::note(ui, &text_with(lang, "notices-older", &[("count", older.into())]));
        }
    });
}

/// Icon, message, place and hint.
pub(super) fn words(ui: &mut Ui, notice: &Notice, lang: Lang) {
    let theme = Theme::of(ui);
    let diagnostic = &notice.diagnostic;
    let (icon, ink) = look(theme, diagnostic.severity);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
    icons::paint(ui.painter(), icon, rect.shrink(1.0), ink);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        wrapped(ui, &diagnostic.message(lang), theme.ink);
        let place = diagnostic.place.describe(lang);
        if !place.is_empty() {
            wrapped(ui, &place, theme.quiet);
        }
        let hint = diagnostic.hint(lang);
        if !hint.is_empty() {
            wrapped(ui, &hint, theme.quiet);
        }
    });
}

/// What can be done about a notice at once, as a link; with that it is put away.
pub(super) fn remedy(ui: &mut Ui, notice: &Notice, lang: Lang, commands: &mut Vec<Command>) {
    let Some(command) = notice.remedy() else { return };
    if Button::link(&text(lang, command.action().entry().text)).show(ui).clicked() {
        commands.push(Command::DismissNotice { id: notice.id });
        commands.push(command);
    }
}

fn look(theme: &Theme, severity: Severity) -> (Icon, Color32) {
    match severity {
        Severity::Notice => (Icon::Bell, theme.accent),
        Severity::Warning => (Icon::Warning, theme.notice_ink),
        Severity::Error => (Icon::Warning, theme.error_ink),
    }
}

/// Notices of one file that a card shows together.
const MOST_TOGETHER: usize = 4;

/// The newest notice that was not put away, with what was noticed of the same file where that could not
/// be used: a reader says what it came upon before it gives up. In their order.
fn newest(session: &Session) -> Vec<&Notice> {
    let Some(newest) = session.open_notices().next() else { return Vec::new() };
    let file = newest.diagnostic.place.file.as_ref();
    if file.is_none() || newest.diagnostic.severity != Severity::Error {
        return vec![newest];
    }
    let of_file = session.open_notices().filter(|notice| notice.diagnostic.place.file.as_ref() == file);
    let mut together: Vec<&Notice> = of_file.take(MOST_TOGETHER).collect();
    together.reverse();
    together
}

/// What asks for nothing stands so long over the map; then it is found behind the button.
const READ_S: f64 = 20.0;

/// The newest notice that was not put away, as a card at the bottom of the map.
pub fn toast(ui: &mut Ui, map: Rect, session: &Session, commands: &mut Vec<Command>) {
    let notices = newest(session);
    let Some(last) = notices.last() else { return };
    if last.diagnostic.severity == Severity::Notice && last.remedy().is_none() && was_read(ui, last.id) {
        commands.push(Command::DismissNotice { id: last.id });
    }
    let theme = Theme::of(ui);
    let width = 420.0_f32.min(map.width() - 32.0);
    let (_, ink) = look(theme, last.diagnostic.severity);
    egui::Area::new(ui.scope_id().with("toast"))
        .order(egui::Order::Middle)
        .fixed_pos(pos2(map.center().x, map.bottom() - 56.0))
        .pivot(egui::Align2::CENTER_BOTTOM)
        .show(ui.ctx(), |ui| {
            theme
                .floating(Margin::symmetric(12, 10))
                .stroke(egui::Stroke::new(1.0, ink.gamma_multiply(0.5)))
                .show(ui, |ui| {
                    ui.set_width(width);
                    contents(ui, session, &notices, commands);
                });
        });
}

/// Whether a notice has stood long enough.
fn was_read(ui: &Ui, notice: u64) -> bool {
    let now = ui.input(|input| input.time);
    let since = ui.data_mut(|data| {
        let (shown, since) = data.get_temp_mut_or(Id::unique("toast-since"), (notice, now));
        if *shown != notice {
            (*shown, *since) = (notice, now);
        }
        *since
    });
    let left_s = since + READ_S - now;
    if left_s > 0.0 {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left_s));
    }
    left_s <= 0.0
}

fn contents(ui: &mut Ui, session: &Session, notices: &[&Notice], commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let close_side = 22.0;
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - close_side - 10.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 6.0;
            for notice in notices {
                ui.horizontal_top(|ui| words(ui, notice, lang));
                remedy(ui, notice, lang, commands);
            }
        });
        let name = text(lang, "notices-dismiss");
        if icon_button(ui, Icon::Close, &name, close_side, true).clicked() {
            commands.extend(notices.iter().map(|notice| Command::DismissNotice { id: notice.id }));
        }
    });
    let is_error = notices.iter().any(|notice| notice.diagnostic.severity == Severity::Error);
    let more = session.open_notices().count() - notices.len();
    if more == 0 && !is_error {
        return;
    }
    ui.horizontal(|ui| {
        if is_error && Button::link(&text(lang, "notices-copy")).show_copying(ui, &text(lang, "copied")) {
            let reports: Vec<String> = notices.iter().map(|notice| notice.diagnostic.report(lang)).collect();
            commands.push(Command::Copy { text: reports.join("\n") });
        }
        if more > 0 {
            let args = [("count", more.into())];
            crate::ui::widgets::note(ui, &text_with(lang, "notices-more", &args));
        }
    });
}
