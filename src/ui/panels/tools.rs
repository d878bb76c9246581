//! The map's tools in the bar, and the menu of selection beside them. Where the bar is short of room the
//! tools fold into one button.

use super::select_menu;
use crate::app::{Action, Command, Session, palette};
use crate::scene::Tool;
use crate::text::{Lang, hint_with, text, text_with};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{focus_ring, tool_button};
use eframe::egui::{
    CornerRadius, CursorIcon, Popup, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// Room between the buttons.
const GAP: f32 = 2.0;

/// Width of the folded tools.
const FOLDED_WIDTH: f32 = 220.0;

/// Each tool with its action and icon.
const TOOLS: [(Tool, Action, Icon); 6] = [
    (Tool::Pick, Action::ToolPick, Icon::Pointer),
    (Tool::Box, Action::ToolBox, Icon::Box),
    (Tool::Polygon, Action::ToolPolygon, Icon::Polygon),
    (Tool::Radius, Action::ToolRadius, Icon::Radius),
    (Tool::MeasureDistance, Action::ToolMeasureDistance, Icon::Ruler),
    (Tool::MeasureArea, Action::ToolMeasureArea, Icon::Area),
];

/// Width of the tools side by side, with the menu of selection.
pub const FULL_WIDTH: f32 = (TOOLS.len() as f32 + 1.0) * (size::CONTROL + GAP);

/// Width of the tools folded into one button, with the menu of selection.
pub const FOLDED: f32 = 2.0 * (size::CONTROL + GAP);

/// Draws the tools, side by side or folded into one button.
pub fn show(ui: &mut Ui, session: &Session, is_folded: bool, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = GAP;
    let lang = session.settings().lang;
    let now = session.drawing().tool();
    if is_folded {
        folded(ui, session, now, commands);
    } else {
        for (tool, action, icon) in TOOLS {
            let tooltip = hint_with(lang, action.entry().text, &[]);
            if tool_button(ui, icon, &name(action, lang), &tooltip, tool == now, size::CONTROL).clicked() {
                take(session, tool, commands);
            }
        }
    }
    selection(ui, session, commands);
}

/// A tool's name with its key.
fn name(action: Action, lang: Lang) -> String {
    let entry = action.entry();
    let name = text(lang, entry.text);
    match entry.shortcut.as_ref().map(|keys| palette::label(keys, lang)) {
        Some(key) => text_with(lang, "tools-key", &[("name", name.into()), ("key", key.into())]),
        None => name,
    }
}

fn take(session: &Session, tool: Tool, commands: &mut Vec<Command>) {
    if session.drawing().tool() != tool {
        commands.push(Command::SetTool { tool });
    }
}

/// One button with the tool in hand, and the others behind it.
fn folded(ui: &mut Ui, session: &Session, now: Tool, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some((_, action, icon)) = TOOLS.into_iter().find(|(tool, ..)| *tool == now) else { return };
    let label = text_with(lang, "tools-now", &[("tool", text(lang, action.entry().text).into())]);
    let button = tool_button(ui, icon, &label, "", now != Tool::Pick, size::CONTROL);
    // A corner says that there is more behind it.
    let corner = button.rect.max - vec2(4.0, 4.0);
    let points = vec![corner, corner - vec2(7.0, 0.0), corner - vec2(0.0, 7.0)];
    ui.painter().add(Shape::convex_polygon(points, Theme::of(ui).quiet, Stroke::NONE));
    Popup::menu(&button).width(FOLDED_WIDTH).accessible_name(text(lang, "tools-title")).show(|ui| {
        ui.set_max_width(FOLDED_WIDTH);
        ui.spacing_mut().item_spacing.y = GAP;
        for (tool, action, icon) in TOOLS {
            if row(ui, icon, &name(action, lang), tool == now) {
                take(session, tool, commands);
                ui.close();
            }
        }
    });
}

/// A row of the folded tools; whether it was clicked.
fn row(ui: &mut Ui, icon: Icon, name: &str, on: bool) -> bool {
    let theme = Theme::of(ui);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::plain(size::TEXT), theme.ink);
    let width = (galley.size().x + size::ICON + 32.0).max(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::SMALL_CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, on, name));
    if on || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    let square = Rect::from_min_size(
        pos2(rect.left() + 8.0, (rect.center().y - size::ICON / 2.0).round()),
        Vec2::splat(size::ICON),
    );
    icons::paint(ui.painter(), icon, square, if on { theme.accent } else { theme.quiet });
    let at = pos2(square.right() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// The menu of selection, for the chosen layer.
fn selection(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let button = tool_button(ui, Icon::Select, &text(lang, "select-menu"), "", false, size::CONTROL);
    Popup::menu(&button)
        .width(280.0)
        .close_behavior(eframe::egui::PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(text(lang, "select-menu"))
        .show(|ui| match session.document().chosen_layer() {
            Some(entry) => {
                select_menu::title(ui, entry, lang);
                select_menu::items(ui, session, entry, commands);
            }
            None => {
                crate::ui::widgets::note(ui, &text(lang, "tool-no-layer"));
            }
        });
}
