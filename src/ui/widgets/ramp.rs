//! Colour ramps, and a histogram cut into classes.

use crate::ui::theme::{Theme, size};
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Draws colours beside each other into a rectangle.
pub fn ramp(ui: &Ui, rect: Rect, colours: &[Color32]) {
    if colours.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let step = rect.width() / colours.len() as f32;
    for (at, colour) in colours.iter().enumerate() {
        let left = rect.left() + at as f32 * step;
        let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + step, rect.bottom()));
        ui.painter().rect_filled(part, CornerRadius::ZERO, *colour);
    }
    ui.painter().rect_stroke(rect, CornerRadius::ZERO, theme.control_edge(), StrokeKind::Outside);
}

/// A histogram whose bars have the colours of their classes.
#[derive(Clone, Debug)]
pub struct BreaksHistogram<'a> {
    /// Accessible name, which says the breaks too.
    pub name: &'a str,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Rows in bins of equal width.
    pub counts: &'a [u64],
    /// Where classes begin, the first one left out.
    pub breaks: &'a [f64],
    /// A colour for each class.
    pub colours: &'a [Color32],
}

/// Draws it over the width that is left.
pub fn breaks_histogram(ui: &mut Ui, data: &BreaksHistogram<'_>) {
    let theme = Theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::HISTOGRAM + 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, data.name));
    let plot = rect.shrink2(vec2(1.0, 3.0));
    let span = data.max - data.min;
    if data.counts.is_empty() || span <= 0.0 {
        return;
    }
    let most = data.counts.iter().copied().max().unwrap_or(1).max(1) as f32;
    let step = plot.width() / data.counts.len() as f32;
    for (at, &count) in data.counts.iter().enumerate() {
        if count == 0 {
            continue;
        }
        let middle = data.min + span * (at as f64 + 0.5) / data.counts.len() as f64;
        let class = data.breaks.iter().filter(|&&edge| edge <= middle).count();
        // Root of the share: a long tail of few rows is to be seen at all.
        let height = (plot.height() * (count as f32 / most).sqrt()).max(2.0);
        let left = plot.left() + at as f32 * step;
        let bar =
            Rect::from_min_max(pos2(left, plot.bottom() - height), pos2(left + step - 1.0, plot.bottom()));
        let colour = data.colours.get(class).copied().unwrap_or(theme.histogram);
        ui.painter().rect(bar, CornerRadius::ZERO, colour, theme.control_edge(), StrokeKind::Inside);
    }
    ui.painter().hline(plot.x_range(), plot.bottom(), theme.control_edge());
    for edge in data.breaks {
        let x = plot.left() + plot.width() * (((edge - data.min) / span) as f32).clamp(0.0, 1.0);
        ui.painter().vline(x, plot.y_range(), eframe::egui::Stroke::new(1.0, theme.ink));
    }
    response.on_hover_text(data.name);
}
