//! A row of a facet: check box, label, a bar for its share, its count.

use super::focus_ring;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};

/// The bar of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its length, 0 to 1.
    pub share: f32,
    /// Room for it in points, the same for all rows of a list: see [`bar_width`].
    pub width: f32,
}

/// A row of a facet.
#[derive(Clone, Debug)]
pub struct CheckRow<'a> {
    /// What is chosen.
    pub label: &'a str,
    /// Whether it is chosen.
    pub checked: bool,
    /// The bar for its share; `None`: no bar.
    pub bar: Option<Bar>,
    /// The count, or another short text on the right.
    pub count: &'a str,
    /// Its colour on the map, if it has one.
    pub color: Option<Color32>,
    /// Whether the label is a choice of the program (未填) and not a value of the data.
    pub quiet: bool,
}

/// Space for the count.
const COUNT_WIDTH: f32 = 48.0;
/// Share of the row's width that the bar may take at most.
const BAR_SHARE: f32 = 0.32;
/// A bar gets no shorter than this for the sake of a long label, which then takes a second line.
const LEAST_BAR: f32 = 28.0;
/// Space of the check box, and of the swatch.
const CHECK_SPACE: f32 = size::CHECK + 8.0;
const SWATCH_SPACE: f32 = 16.0;
const GAP: f32 = 8.0;
/// Lines that a label may take before it is cut.
const MOST_LINES: usize = 2;

/// The room that the longest of a list's labels leaves for the bars.
pub fn bar_width<'a>(ui: &Ui, labels: impl IntoIterator<Item = &'a str>, has_swatches: bool) -> f32 {
    let width = ui.available_width();
    let longest = labels
        .into_iter()
        .map(|label| {
            ui.painter()
                .layout_no_wrap(label.to_owned(), theme::plain(size::TEXT), Color32::PLACEHOLDER)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    let taken = CHECK_SPACE + if has_swatches { SWATCH_SPACE } else { 0.0 } + COUNT_WIDTH + GAP;
    (width - taken - longest.ceil()).clamp(LEAST_BAR, width * BAR_SHARE)
}

/// Draws a row of a facet; the whole row can be clicked.
pub fn check_row(ui: &mut Ui, row: &CheckRow<'_>) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let before_label = CHECK_SPACE + if row.color.is_some() { SWATCH_SPACE } else { 0.0 };
    let bar_width = row.bar.map_or(0.0, |bar| bar.width);
    let ink = if row.quiet { theme.quiet } else { theme.ink };
    let mut job = LayoutJob::simple(
        row.label.to_owned(),
        theme::plain(size::TEXT),
        ink,
        (width - before_label - COUNT_WIDTH - bar_width - GAP).max(1.0),
    );
    job.wrap.max_rows = MOST_LINES;
    let label = ui.painter().layout_job(job);
    let height = size::FACET_ROW.max(label.size().y + 6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
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
    let square = Rect::from_min_size(pos2(rect.left(), middle - size::CHECK / 2.0), Vec2::splat(size::CHECK));
    check_box(ui, square, row.checked);
    if let Some(color) = row.color {
        let swatch = Rect::from_min_size(pos2(rect.left() + CHECK_SPACE, middle - 5.0), Vec2::splat(10.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
    }
    let was_cut = label.elided;
    ui.painter().galley(pos2(rect.left() + before_label, middle - label.size().y / 2.0), label, ink);
    if let Some(Bar { share, .. }) = row.bar {
        let length = (bar_width * share.clamp(0.0, 1.0)).max(if share > 0.0 { 3.0 } else { 0.0 });
        let left = rect.right() - COUNT_WIDTH - bar_width;
        let bar = Rect::from_min_size(pos2(left, middle - 2.5), vec2(length, 5.0));
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
