//! Tabs in words with a line under the one in front; a check box with its words.

use super::{check_box, focus_ring};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Draws tabs beside each other; returns the one clicked.
pub fn tabs(ui: &mut Ui, names: &[&str], front: usize, height: f32) -> Option<usize> {
    let theme = Theme::of(ui);
    let mut clicked = None;
    for (at, name) in names.iter().enumerate() {
        let on = at == front;
        let (font, color) =
            if on { (theme::strong(size::TEXT), theme.ink) } else { (theme::plain(size::TEXT), theme.quiet) };
        let galley = ui.painter().layout_no_wrap((*name).to_owned(), font, color);
        let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, height), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, name));
        let color = if response.hovered() { theme.ink } else { color };
        ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, color);
        if on {
            let line = Rect::from_min_max(
                pos2(rect.left() + 10.0, rect.bottom() - 2.0),
                pos2(rect.right() - 10.0, rect.bottom()),
            );
            ui.painter().rect_filled(line, 1, theme.accent);
        }
        focus_ring(ui, &response, rect.shrink2(vec2(0.0, 4.0)), size::ROUND_CONTROL);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

/// A check box with its words beside it.
pub fn check(ui: &mut Ui, label: &str, checked: bool, tooltip: &str) -> Response {
    let theme = Theme::of(ui);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), theme::plain(size::LABEL), theme.quiet);
    let width = size::CHECK + 6.0 + galley.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::SMALL_CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, checked, label));
    let middle = rect.center().y;
    let square = Rect::from_min_size(pos2(rect.left(), middle - size::CHECK / 2.0), Vec2::splat(size::CHECK));
    check_box(ui, square, checked);
    let at = pos2(square.right() + 6.0, middle - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.quiet);
    focus_ring(ui, &response, rect.expand2(vec2(4.0, -2.0)), size::ROUND_SMALL);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if tooltip.is_empty() { response } else { response.on_hover_text(tooltip) }
}
