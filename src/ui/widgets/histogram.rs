//! A histogram with two handles that choose a range.

use crate::ui::theme::{Theme, size};
use eframe::egui::{
    self, CornerRadius, CursorIcon, Key, Rect, Response, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// What a histogram shows.
#[derive(Clone, Debug)]
pub struct Histogram<'a> {
    /// Rows in each bin, from `min` to `max` in equal steps.
    pub counts: &'a [u64],
    /// Smallest value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Lower end of the range, `None`: open.
    pub low: Option<f64>,
    /// Upper end of the range, `None`: open.
    pub high: Option<f64>,
    /// Accessible name of the lower handle.
    pub low_name: &'a str,
    /// Accessible name of the upper handle.
    pub high_name: &'a str,
    /// Whether the handles rest on the edges of the bins, `min` to `max` being counted in bins.
    pub snaps: bool,
}

/// A change of the range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeChange {
    /// Lower end, `None`: open.
    pub low: Option<f64>,
    /// Upper end, `None`: open.
    pub high: Option<f64>,
    /// Whether a drag is still going on: its steps belong together.
    pub dragging: bool,
}

/// Draws a histogram; gives the range when a handle moved.
pub fn histogram(ui: &mut Ui, id: egui::Id, data: &Histogram<'_>) -> Option<RangeChange> {
    let theme = Theme::of(ui);
    let handle = 8.0;
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::HISTOGRAM + handle), Sense::hover());
    let span = data.max - data.min;
    if data.counts.is_empty() || span <= 0.0 {
        return None;
    }
    let plot = Rect::from_min_max(
        pos2(rect.left() + handle / 2.0, rect.top()),
        pos2(rect.right() - handle / 2.0, rect.bottom() - handle),
    );
    let x_of = |value: f64| {
        let share = ((value - data.min) / span).clamp(0.0, 1.0) as f32;
        plot.left() + share * plot.width()
    };
    let (low, high) = (data.low.unwrap_or(data.min), data.high.unwrap_or(data.max));
    let most = data.counts.iter().copied().max().unwrap_or(1).max(1) as f32;
    let step = plot.width() / data.counts.len() as f32;
    for (at, &count) in data.counts.iter().enumerate() {
        let center = data.min + span * (at as f64 + 0.5) / data.counts.len() as f64;
        let inside = low <= center && center <= high;
        let height = if count == 0 { 1.0 } else { (plot.height() * count as f32 / most).max(3.0) };
        let left = plot.left() + at as f32 * step;
        let bar = Rect::from_min_max(
            pos2(left + 0.5, plot.bottom() - height),
            pos2(left + step - 0.5, plot.bottom()),
        );
        let color = if inside { theme.histogram } else { theme.histogram_out };
        ui.painter().rect_filled(bar, CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 }, color);
    }
    ui.painter().hline(plot.x_range(), plot.bottom(), theme.control_edge());

    let mut change = None;
    let ends = [(false, low, data.low_name), (true, high, data.high_name)];
    for (upper, value, name) in ends {
        let center = pos2(x_of(value), plot.bottom() + 1.0);
        let area = Rect::from_center_size(center, vec2(14.0, 18.0));
        let response = ui.interact(area, id.with(upper), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::slider(true, value, name));
        let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
        let fill = if response.hovered() || response.dragged() { theme.tint } else { theme.paper };
        let knob = Rect::from_center_size(center, vec2(8.0, 14.0));
        let edge =
            if response.has_focus() { theme.focus_ring() } else { egui::Stroke::new(1.5, theme.accent) };
        ui.painter().rect(knob, CornerRadius::same(3), fill, edge, StrokeKind::Inside);
        let Some(moved) = moved_to(ui, &response, data, plot, value) else { continue };
        let (new_low, new_high) =
            if upper { (data.low, Some(moved.max(low))) } else { (Some(moved.min(high)), data.high) };
        change = Some(RangeChange {
            // A handle at the very end leaves the range open there: rows beyond rounding are not lost.
            low: new_low.filter(|&low| low > data.min),
            high: new_high.filter(|&high| high < data.max),
            dragging: response.dragged(),
        });
    }
    change
}

/// Where a handle was moved to by pointer or arrow keys.
fn moved_to(ui: &Ui, response: &Response, data: &Histogram<'_>, plot: Rect, value: f64) -> Option<f64> {
    let span = data.max - data.min;
    if response.dragged() || response.drag_stopped() {
        let pointer = response.interact_pointer_pos()?;
        let share = f64::from((pointer.x - plot.left()) / plot.width()).clamp(0.0, 1.0);
        let target = data.min + share * span;
        let target = if data.snaps { target.round() } else { rounded(target, span) };
        return (response.drag_stopped() || target.to_bits() != value.to_bits())
            .then_some(target.clamp(data.min, data.max));
    }
    if response.has_focus() {
        // The arrows move the handle, not the focus.
        let arrows = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let step = if data.snaps { 1.0 } else { span / 50.0 };
        let keys = |key| ui.input(|input| input.key_pressed(key));
        let direction = f64::from(i8::from(keys(Key::ArrowRight)) - i8::from(keys(Key::ArrowLeft)));
        if direction != 0.0 {
            let target = value + direction * step;
            let target = if data.snaps { target.round() } else { rounded(target, span) };
            return Some(target.clamp(data.min, data.max));
        }
    }
    None
}

/// Rounds to three figures of the span: nobody drags to the ninth decimal.
fn rounded(value: f64, span: f64) -> f64 {
    let unit = 10f64.powf((span / 500.0).log10().floor());
    let rounded = (value / unit).round() * unit;
    // Take away what the binary fraction adds: 0.30000000000000004.
    format!("{rounded:.9}").parse().unwrap_or(rounded)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn dragging_gives_short_numbers() {
        assert!((rounded(20.123_456, 180.0) - 20.1).abs() < 1e-12);
        assert!((rounded(45_678.9, 90_000.0) - 45_700.0).abs() < 1e-9);
        assert_eq!(rounded(0.3, 1.0).to_string(), "0.3");
    }
}
