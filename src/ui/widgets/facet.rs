//! A row of a facet: check box, label, a bar for its share, its count.

use super::{elided, focus_ring};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

/// A row of a facet.
#[derive(Clone, Debug)]
pub struct CheckRow<'a> {
    /// What is chosen.
    pub label: &'a str,
    /// Whether it is chosen.
    pub checked: bool,
    /// Length of the bar, 0 to 1; `None`: no bar.
    pub share: Option<f32>,
    /// The count, or another short text on the right.
    pub count: &'a str,
    /// Its colour on the map, if it has one.
    pub color: Option<Color32>,
    /// Whether the label is a choice of the program (未填) and not a value of the data.
    pub quiet: bool,
}

/// Space for the count.
const COUNT_WIDTH: f32 = 48.0;
/// Share of the row's width that the bar may take.
const BAR_SHARE: f32 = 0.32;

/// Width that a label has beside a bar, in a row of a width, with or without a swatch.
pub fn label_room(row_width: f32, has_swatch: bool) -> f32 {
    let before = size::CHECK + 8.0 + if has_swatch { 16.0 } else { 0.0 };
    row_width - COUNT_WIDTH - row_width * BAR_SHARE - 8.0 - before
}

/// Draws a row of a facet; the whole row can be clicked.
pub fn check_row(ui: &mut Ui, row: &CheckRow<'_>) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::FACET_ROW), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, row.checked, format!("{} {}", row.label, row.count))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let middle = rect.center().y;
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(6), theme.tint);
    }
    let mut left = rect.left();
    let square = Rect::from_min_size(pos2(left, middle - size::CHECK / 2.0), Vec2::splat(size::CHECK));
    check_box(ui, square, row.checked);
    left += size::CHECK + 8.0;
    if let Some(color) = row.color {
        let swatch = Rect::from_min_size(pos2(left, middle - 5.0), Vec2::splat(10.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
        left += 16.0;
    }
    let right = rect.right() - COUNT_WIDTH;
    let bar_width = if row.share.is_some() { rect.width() * BAR_SHARE } else { 0.0 };
    let label_width = right - bar_width - 8.0 - left;
    let ink = if row.quiet { theme.quiet } else { theme.ink };
    let label = elided(ui, row.label, theme::plain(size::TEXT), ink, label_width);
    let was_cut = label.elided;
    ui.painter().galley(pos2(left, middle - label.size().y / 2.0), label, ink);
    if let Some(share) = row.share {
        let length = (bar_width * share.clamp(0.0, 1.0)).max(if share > 0.0 { 3.0 } else { 0.0 });
        let bar = Rect::from_min_size(pos2(right - bar_width, middle - 2.5), vec2(length, 5.0));
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme.bar);
    }
    let count = ui.painter().layout_no_wrap(row.count.to_owned(), theme::plain(size::LABEL), theme.quiet);
    ui.painter().galley(
        pos2(rect.right() - count.size().x, middle - count.size().y / 2.0),
        count,
        theme.quiet,
    );
    focus_ring(ui, &response, rect.expand2(vec2(4.0, 0.0)), 6);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if was_cut { response.on_hover_text(row.label) } else { response }
}

/// Draws the box of a check, without any interaction.
pub fn check_box(ui: &Ui, square: Rect, checked: bool) {
    let theme = Theme::of(ui);
    let radius = CornerRadius::same(size::ROUND_SMALL);
    if checked {
        ui.painter().rect_filled(square, radius, theme.accent);
        icons::paint(ui.painter(), Icon::Check, square.shrink(1.0), theme.on_accent);
    } else {
        let edge = eframe::egui::Stroke::new(1.0, theme.faint);
        ui.painter().rect(square, radius, theme.paper, edge, StrokeKind::Inside);
    }
}
