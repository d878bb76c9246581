//! A choice in a line of text: the word that is chosen, and a hook that says there are others.

use super::{elided, focus_ring};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{CornerRadius, CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Draws the choice, no wider than what it stands in; the caller opens a menu below it. `name` says what is
/// chosen, for screen readers.
pub fn drop_down(ui: &mut Ui, chosen: &str, name: &str, tooltip: &str) -> Response {
    const HOOK: f32 = 10.0;
    let theme = Theme::of(ui);
    let room = ui.max_rect().width() - HOOK - 12.0;
    let galley = elided(ui, chosen, theme::plain(size::LABEL), theme.accent, room);
    let whole = if galley.elided { format!("{chosen}\n{tooltip}") } else { tooltip.to_owned() };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + HOOK + 12.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    let middle = rect.center().y;
    let left = rect.left() + 4.0;
    let hook =
        Rect::from_min_size(pos2(left + galley.size().x + 3.0, middle - HOOK / 2.0), Vec2::splat(HOOK));
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, theme.accent);
    icons::paint(ui.painter(), Icon::Down, hook, theme.accent);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(whole)
}
