//! A slider in one line: name, slider, number.

use crate::ui::theme::{self, Theme, size};
use eframe::egui::{self, Rect, Sense, Ui, pos2, vec2};
use std::ops::RangeInclusive;

/// A slider.
#[derive(Clone, Debug)]
pub struct SliderLine<'a> {
    /// What it sets; also its accessible name.
    pub name: &'a str,
    /// The value.
    pub value: f64,
    /// Where it may lie.
    pub range: RangeInclusive<f64>,
    /// It moves in such steps.
    pub step: f64,
    /// The value as text.
    pub shown: &'a str,
}

/// A change of a slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SliderChange {
    /// The value.
    pub value: f64,
    /// Whether a drag is still going on: its steps belong together.
    pub dragging: bool,
}

/// Draws a slider; gives the value when it was moved, and once more when a drag ends.
pub fn slider_line(ui: &mut Ui, line: &SliderLine<'_>) -> Option<SliderChange> {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::SMALL_CONTROL), Sense::hover());
    let name_width = rect.width() * super::NAME_SHARE;
    let value_width = 44.0;
    let name = super::elided(ui, line.name, theme::plain(size::TEXT), theme.ink, name_width - 8.0);
    let cut = name.elided;
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, theme.ink);
    let shown = ui.painter().layout_no_wrap(line.shown.to_owned(), theme::plain(size::LABEL), theme.quiet);
    let at = pos2(rect.right() - shown.size().x, rect.center().y - shown.size().y / 2.0);
    ui.painter().galley(at, shown, theme.quiet);
    let room = Rect::from_min_max(
        pos2(rect.left() + name_width, rect.top()),
        pos2(rect.right() - value_width, rect.bottom()),
    );
    let builder = egui::UiBuilder::new()
        .max_rect(room)
        .id_salt(("slider", line.name))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut inner = ui.new_child(builder);
    inner.spacing_mut().slider_width = room.width();
    // egui gives rail and handle one colour: one that is seen on paper.
    let still = &mut inner.visuals_mut().widgets.inactive;
    still.bg_fill = theme.line;
    still.fg_stroke = egui::Stroke::new(1.5, theme.accent);
    // On a step from the start: egui would take its own rounding for a move.
    let before = if line.step > 0.0 { (line.value / line.step).round() * line.step } else { line.value };
    let mut value = before;
    let slider = egui::Slider::new(&mut value, line.range.clone()).step_by(line.step).show_value(false);
    let response = inner.add(slider).accessible_name(line.name);
    let response = if cut { response.on_hover_text(line.name) } else { response };
    if response.drag_stopped() {
        return Some(SliderChange { value, dragging: false });
    }
    let moved = response.changed() && (value - before).abs() > line.step * 0.25;
    moved.then_some(SliderChange { value, dragging: response.dragged() })
}
