//! Bars of the statistics, drawn by `egui_plot`: lying with their labels on the left for values, upright
//! between their edges for numbers and years. Each bar is a button with a name of its own.

use super::statistics::Bar;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{elided, focus_ring};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Galley, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};
use egui_plot::{BarChart, Plot, PlotBounds};
use std::sync::Arc;

/// Share of the width that labels may take.
const LABEL_SHARE: f32 = 0.42;
/// Figures that would take more than this share leave out their unit: the total above has it.
const FIGURE_SHARE: f32 = 0.24;
/// Height of the labels under upright bars, and of the figures above them.
const AXIS: f32 = 18.0;
/// Room between lying bars and their labels and figures.
const GAP: f32 = 8.0;

/// The bars of a chart.
pub(super) struct Bars<'a> {
    /// The bars in order.
    pub(super) bars: &'a [Bar],
    /// Names the chart.
    pub(super) id: Id,
}

/// Draws lying bars, one a row; gives the one clicked.
pub(super) fn lying(ui: &mut Ui, chart: &Bars<'_>) -> Option<usize> {
    let theme = Theme::of(ui);
    let bars = chart.bars;
    let height = bars.len() as f32 * size::CHART_ROW;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let row = |at: usize| {
        let top = area.top() + at as f32 * size::CHART_ROW;
        Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), size::CHART_ROW))
    };
    let mut clicked = None;
    for (at, bar) in bars.iter().enumerate() {
        if button(ui, chart, at, bar, row(at)) {
            clicked = Some(at);
        }
    }
    let font = || theme::plain(size::LABEL);
    let labels: Vec<_> = bars
        .iter()
        .map(|bar| elided(ui, &bar.label, font(), theme.quiet, area.width() * LABEL_SHARE))
        .collect();
    let widest = |galleys: &[Arc<Galley>]| galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
    let laid_out = |text: fn(&Bar) -> &String| -> Vec<_> {
        bars.iter().map(|bar| ui.painter().layout_no_wrap(text(bar).clone(), font(), theme.ink)).collect()
    };
    let mut figures = laid_out(|bar| &bar.figure);
    if widest(&figures) > area.width() * FIGURE_SHARE {
        figures = laid_out(|bar| &bar.number);
    }
    let left = area.left() + widest(&labels) + GAP;
    let right = (area.right() - widest(&figures) - GAP).max(left + 24.0);
    let (low, high) = bounds(bars);
    let room = Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom()));
    // The first bar is the uppermost: the axis counts downwards.
    let last = bars.len() as f64 - 0.5;
    plot(ui, chart, room, PlotBounds::from_min_max([low, -last], [high, 0.5]), |at, value, fill, width| {
        egui_plot::Bar::new(-(at as f64), value).fill(fill).width(width).horizontal()
    });
    let x_of = |value: f64| left + ((value - low) / (high - low)) as f32 * (right - left);
    for (at, (label, figure)) in labels.into_iter().zip(figures).enumerate() {
        let middle = row(at).center().y;
        let color = if bars[at].out { theme.faint } else { theme.quiet };
        ui.painter().galley(pos2(area.left(), middle - label.size().y / 2.0), label, color);
        let end = x_of(bars[at].value.max(bars[at].all).max(0.0)) + GAP;
        let ink = if bars[at].out { theme.faint } else { theme.ink };
        let at = pos2(end, middle - figure.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, figure, ink);
    }
    clicked
}

/// Draws upright bars beside each other; gives the one clicked.
pub(super) fn upright(ui: &mut Ui, chart: &Bars<'_>) -> Option<usize> {
    let theme = Theme::of(ui);
    let bars = chart.bars;
    let height = (ui.available_height() - 6.0).max(90.0);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let step = area.width() / bars.len().max(1) as f32;
    let column = |at: usize| {
        Rect::from_min_size(pos2(area.left() + at as f32 * step, area.top()), vec2(step, area.height()))
    };
    let mut clicked = None;
    for (at, bar) in bars.iter().enumerate() {
        if button(ui, chart, at, bar, column(at)) {
            clicked = Some(at);
        }
    }
    let room =
        Rect::from_min_max(pos2(area.left(), area.top() + AXIS), pos2(area.right(), area.bottom() - AXIS));
    let (low, high) = bounds(bars);
    let last = bars.len() as f64 - 0.5;
    plot(ui, chart, room, PlotBounds::from_min_max([-0.5, low], [last, high]), |at, value, fill, width| {
        egui_plot::Bar::new(at as f64, value).fill(fill).width(width * 1.3).vertical()
    });
    ui.painter().hline(area.x_range(), room.bottom(), theme.control_edge());
    let y_of = |value: f64| room.bottom() - ((value - low) / (high - low)) as f32 * room.height();
    let font = || theme::plain(size::LABEL);
    let figures: Vec<_> =
        bars.iter().map(|bar| ui.painter().layout_no_wrap(bar.number.clone(), font(), theme.ink)).collect();
    // All figures or none: with gaps one would look for a meaning in them.
    let have_room = figures.iter().all(|figure| figure.size().x + 2.0 <= step);
    let mut free = f32::NEG_INFINITY;
    for (at, (bar, figure)) in bars.iter().zip(figures).enumerate() {
        let middle = column(at).center().x;
        let label = ui.painter().layout_no_wrap(bar.label.clone(), font(), theme.quiet);
        let left = (middle - label.size().x / 2.0).clamp(area.left(), area.right() - label.size().x);
        // A label that has no room is left out; the bar says it to the pointer and to screen readers.
        if left >= free {
            free = left + label.size().x + 6.0;
            ui.painter().galley(pos2(left, room.bottom() + 2.0), label, theme.quiet);
        }
        let ink = if bar.out { theme.faint } else { theme.ink };
        if have_room && (bar.value != 0.0 || bar.out) {
            let top = y_of(bar.value.max(bar.all)) - figure.size().y - 1.0;
            let at = pos2(middle - figure.size().x / 2.0, top);
            ui.painter().galley_with_override_text_color(at, figure, ink);
        }
    }
    clicked
}

/// From 0, or below it where sums are, to the greatest figure.
fn bounds(bars: &[Bar]) -> (f64, f64) {
    let values = || bars.iter().flat_map(|bar| [bar.value, bar.all]);
    let (low, high) =
        values().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    (low, if high > low { high } else { low + 1.0 })
}

/// The bars themselves: what all other conditions leave in pale, what matches over it.
fn plot(
    ui: &mut Ui,
    chart: &Bars<'_>,
    room: Rect,
    bounds: PlotBounds,
    bar: impl Fn(usize, f64, Color32, f64) -> egui_plot::Bar,
) {
    let layer = |name: &str, draw: &dyn Fn(usize, &Bar) -> egui_plot::Bar| {
        let bars = chart.bars.iter().enumerate().map(|(at, bar)| draw(at, bar)).collect();
        BarChart::new(name, bars).allow_hover(false)
    };
    let pale = layer("all", &|at, one| bar(at, one.all, one.color.gamma_multiply(0.28), 0.5));
    let full = layer("matching", &|at, one| bar(at, one.value, one.color, 0.5));
    ui.scope_builder(UiBuilder::new().max_rect(room).id_salt("plot"), |ui| {
        Plot::new(chart.id)
            .width(room.width())
            .height(room.height())
            .min_size(vec2(1.0, 1.0))
            // A picture of the figures: it is read and clicked, not moved.
            .sense(Sense::hover())
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_axis_zoom_drag(false)
            .allow_double_click_reset(false)
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .show_crosshair(false)
            .show(ui, |plot| {
                plot.set_plot_bounds(bounds);
                plot.bar_chart(pale);
                plot.bar_chart(full);
            });
    });
}

/// The place of a bar as a button; whether it was clicked.
fn button(ui: &Ui, chart: &Bars<'_>, at: usize, bar: &Bar, rect: Rect) -> bool {
    let theme = Theme::of(ui);
    let can_click = bar.click.is_some();
    let sense = if can_click { Sense::click() } else { Sense::hover() };
    let response: Response = ui.interact(rect, chart.id.with(("bar", at)), sense);
    response.widget_info(|| WidgetInfo::selected(Role::Button, can_click, bar.chosen, &bar.name));
    let radius = CornerRadius::same(size::ROUND_SMALL);
    let ground = rect.expand2(vec2(4.0, 0.0)).intersect(ui.clip_rect());
    if bar.chosen {
        ui.painter().rect_filled(ground, radius, theme.tint);
    } else if response.hovered() && can_click {
        ui.painter().rect_filled(ground, radius, theme.ground);
    }
    focus_ring(ui, &response, ground, size::ROUND_SMALL);
    let response = response.on_hover_text(&bar.tooltip);
    let response = if can_click { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    response.clicked()
}
