//! Recent files: a menu beside the button that opens files, and rows of the empty window.

use crate::app::{Action, Command, Session};
use crate::text::{text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{elided, focus_ring, hairline, icon_button, note};
use eframe::egui::{
    Align, CornerRadius, CursorIcon, Layout, Popup, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};
use std::path::Path;

/// The arrow beside the button that opens files, with the menu behind it.
pub(super) fn button(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let name = text(lang, "recents-title");
    let response = icon_button(ui, Icon::Down, &name, 22.0, true);
    if response.clicked() {
        commands.push(Command::CheckRecents);
    }
    Popup::menu(&response).gap(8.0).width(380.0).accessible_name(name).show(|ui| {
        ui.set_width(380.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for action in [Action::OpenWorkspaceDialog, Action::SaveWorkspace, Action::SaveWorkspaceDialog] {
            of_workspace(ui, session, action, commands);
        }
        ui.add_space(4.0);
        hairline(ui);
        ui.add_space(4.0);
        if session.settings().recents.is_empty() {
            note(ui, &text(lang, "recents-none"));
        }
        rows(ui, session, usize::MAX, commands);
    });
}

/// What can be done with the workspace, with its keys.
fn of_workspace(ui: &mut Ui, session: &Session, action: Action, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let command = action.command(session);
    let entry = action.entry();
    let name = text(lang, entry.text);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, command.is_some(), &name));
    if response.hovered() && command.is_some() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let ink = if command.is_some() { theme.ink } else { theme.quiet };
    let label = elided(ui, &name, theme::plain(size::TEXT), ink, rect.width() * 0.62);
    let at = pos2(rect.left() + 8.0, rect.center().y - label.size().y / 2.0);
    ui.painter().galley(at, label, ink);
    let keys = entry.shortcut.map(|shortcut| shortcut.label()).unwrap_or_default();
    let keys = elided(ui, &keys, theme::plain(size::LABEL), theme.quiet, rect.width() * 0.3);
    let at = pos2(rect.right() - 8.0 - keys.size().x, rect.center().y - keys.size().y / 2.0);
    ui.painter().galley(at, keys, theme.quiet);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked()
        && let Some(command) = command
    {
        commands.push(command);
        ui.close();
    }
}

/// The first recent files, a click opens one; those that are gone say so and can be forgotten.
pub(super) fn rows(ui: &mut Ui, session: &Session, most: usize, commands: &mut Vec<Command>) {
    for path in session.settings().recents.iter().take(most) {
        row(ui, session, path, commands);
    }
}

fn row(ui: &mut Ui, session: &Session, path: &Path, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let missing = session.missing_recents().iter().any(|known| known == path);
    let file = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let key = if missing { "recents-missing" } else { "recents-open" };
    let name = text_with(lang, key, &[("file", file.as_str().into())]);
    let height = 28.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let part = rect.with_max_x(rect.right() - 28.0);
    let id = ui.scope_id().with(("recent", path));
    let response = ui.interact(part, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, part, size::ROUND_CONTROL);
    let ink = if missing { theme.quiet } else { theme.ink };
    let left = part.left() + 8.0;
    let label = elided(ui, &file, theme::plain(size::TEXT), ink, part.width() * 0.62);
    let width = label.size().x;
    ui.painter().galley(pos2(left, part.center().y - label.size().y / 2.0), label, ink);
    let beside = if missing { text(lang, "recents-gone") } else { folder };
    let beside_ink = if missing { theme.error_ink } else { theme.quiet };
    let room = part.right() - left - width - 10.0;
    let galley = elided(ui, &beside, theme::plain(size::LABEL), beside_ink, room);
    let at = pos2(left + width + 10.0, part.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, beside_ink);
    let response =
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(path.display().to_string());
    if response.clicked() {
        commands.push(Command::OpenFiles { paths: vec![path.to_owned()] });
    }
    let corner = Rect::from_min_max(pos2(part.right(), rect.top()), rect.max);
    let builder = eframe::egui::UiBuilder::new()
        .max_rect(corner)
        .id_salt(("forget", path))
        .layout(Layout::right_to_left(Align::Center));
    let mut corner = ui.new_child(builder);
    let name = text_with(lang, "recents-forget", &[("file", file.as_str().into())]);
    if icon_button(&mut corner, Icon::Close, &name, 22.0, true).clicked() {
        commands.push(Command::ForgetRecent { path: path.to_owned() });
    }
}
