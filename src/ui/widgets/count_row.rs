//! A row that says how much of something there is, and leads to it: a label, a figure, and behind them a
//! bar of its share.

use super::{elided, focus_ring};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{CornerRadius, CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A row with a figure.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountRow<'a> {
    /// What is counted.
    pub label: &'a str,
    /// How much there is.
    pub figure: &'a str,
    /// A quiet text behind the figure: its unit, or of how many.
    pub beside: &'a str,
    /// A quiet line below the figure; none where empty.
    pub below: &'a str,
    /// Share of the bar, 0 to 1; none where `None`.
    pub share: Option<f32>,
    /// Whether what it leads to is shown already.
    pub chosen: bool,
    /// Whether the figure matters more than others.
    pub strong: bool,
    /// Whether it leads anywhere.
    pub leads: bool,
    /// What a tooltip says, below the label where that is cut.
    pub tip: &'a str,
}

/// Height of the line below.
const BELOW: f32 = 15.0;

/// Draws the row over the whole width.
pub fn count_row(ui: &mut Ui, row: &CountRow<'_>) -> Response {
    let theme = Theme::of(ui);
    let sense = if row.leads { Sense::click() } else { Sense::hover() };
    let below_pt = if row.below.is_empty() { 0.0 } else { BELOW };
    let place = vec2(ui.available_width(), size::FACET_ROW + below_pt);
    let (rect, response) = ui.allocate_exact_size(place, sense);
    response.widget_info(|| {
        let parts = [row.label, row.figure, row.beside, row.below];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        WidgetInfo::selected(Role::Button, row.leads, row.chosen, name)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let radius = CornerRadius::same(size::ROUND_SMALL);
    if row.chosen || (row.leads && response.hovered()) {
        ui.painter().rect_filled(rect, radius, if row.chosen { theme.tint } else { theme.ground });
    }
    if let Some(share) = row.share.filter(|share| *share > 0.0) {
        let bar = Rect::from_min_size(
            pos2(rect.left(), rect.bottom() - 4.0),
            vec2((rect.width() * share.min(1.0)).max(2.0), 3.0),
        );
        ui.painter().rect_filled(bar, CornerRadius::same(1), theme.histogram);
    }
    let font = if row.strong { theme::strong(size::TEXT) } else { theme::plain(size::LABEL) };
    let beside = ui.painter().layout_no_wrap(row.beside.to_owned(), theme::plain(size::LABEL), theme.quiet);
    let figure = ui.painter().layout_no_wrap(row.figure.to_owned(), font, theme.ink);
    let gap = if row.beside.is_empty() { 0.0 } else { 4.0 };
    let middle = rect.center().y - 1.0 - below_pt / 2.0;
    let left_of_beside = rect.right() - 4.0 - beside.size().x;
    let left_of_figure = left_of_beside - gap - figure.size().x;
    let room = (left_of_figure - rect.left() - 10.0).max(1.0);
    let label = elided(ui, row.label, theme::plain(size::LABEL), theme.quiet, room);
    let is_cut = label.elided;
    ui.painter().galley(pos2(rect.left() + 4.0, middle - label.size().y / 2.0), label, theme.quiet);
    ui.painter().galley(pos2(left_of_figure, middle - figure.size().y / 2.0), figure, theme.ink);
    ui.painter().galley(pos2(left_of_beside, middle - beside.size().y / 2.0), beside, theme.quiet);
    if !row.below.is_empty() {
        let font = theme::plain(size::LABEL);
        let below = elided(ui, row.below, font, theme.quiet, rect.width() - 8.0);
        let at = pos2(rect.right() - 4.0 - below.size().x, rect.bottom() - BELOW - 3.0);
        ui.painter().galley(at, below, theme.quiet);
    }
    focus_ring(ui, &response, rect, size::ROUND_SMALL);
    let response = if row.leads { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    // One tooltip for both: two would cover each other.
    let parts = [if is_cut { row.label } else { "" }, row.tip];
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    if words.is_empty() { response } else { response.on_hover_text(words) }
}
