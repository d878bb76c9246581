//! A square button with an icon that is on or off, one of a row of which one is on.

use super::focus_ring;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{Theme, size};
use eframe::egui::{CornerRadius, CursorIcon, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo};

/// Draws it; `tooltip` stands below its name where the pointer rests.
pub fn tool_button(ui: &mut Ui, icon: Icon, name: &str, tooltip: &str, on: bool, side: f32) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(size::ROUND_CONTROL);
        if on {
            ui.painter().rect(rect, radius, theme.tint, theme.control_edge(), StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, radius, theme.tint);
        }
        let color = match (on, response.hovered()) {
            (true, _) => theme.accent,
            (false, true) => theme.ink,
            (false, false) => theme.quiet,
        };
        icons::paint(ui.painter(), icon, icons::square_in(rect, size::ICON + 1.0), color);
        focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    }
    let words = if tooltip.is_empty() { name.to_owned() } else { format!("{name}\n{tooltip}") };
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words)
}
