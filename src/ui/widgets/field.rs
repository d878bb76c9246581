//! Fields: number and text inputs, rows of label and value, boxes with key figures.

use crate::ui::format;
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    self, Align, Align2, Color32, CornerRadius, FontId, Frame, Galley, Id, Margin, Rect, Response, Sense,
    TextEdit, Ui, pos2,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditState,
    vec2,
};
use std::sync::Arc;

/// A field for a number. Gives the number when Enter is pressed or the field is left, `Some(None)` where
/// it was emptied, and nothing where what was typed is no number (the field then shows the old one again).
pub fn number_field(
    ui: &mut Ui,
    id: Id,
    name: &str,
    value: Option<f64>,
    hint: &str,
    width: f32,
) -> Option<Option<f64>> {
    let shown = value.map(format::editable).unwrap_or_default();
    let (response, typed) = buffered(ui, id, name, &shown, hint, width, Align2::CENTER_CENTER);
    let typed = typed?;
    response.surrender_focus();
    if typed.trim().is_empty() {
        return value.is_some().then_some(None);
    }
    let number = format::parse(&typed)?;
    // A number is shown rounded: what was left as it was shown changes nothing.
    (value != Some(number) && typed.trim() != shown).then_some(Some(number))
}

/// A field for a text. Gives the text when Enter is pressed or the field is left, if it changed.
pub fn text_field(ui: &mut Ui, id: Id, name: &str, value: &str, hint: &str, width: f32) -> Option<String> {
    let (_, typed) = buffered(ui, id, name, value, hint, width, Align2::LEFT_CENTER);
    typed.filter(|typed| typed != value)
}

/// Has the field of this name take the keyboard when it is drawn next, with all of its text selected: for
/// one that somebody has just asked for.
pub fn type_into(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(id.with("type-into"), ()));
}

/// A one-line field that keeps what is being typed until it is finished.
fn buffered(
    ui: &mut Ui,
    id: Id,
    name: &str,
    value: &str,
    hint: &str,
    width: f32,
    align: Align2,
) -> (Response, Option<String>) {
    let draft: Option<String> = ui.data_mut(|data| data.get_temp(id));
    let mut text = draft.clone().unwrap_or_else(|| value.to_owned());
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .hint_text(hint.to_owned())
        .align(align)
        .margin(Margin::symmetric(8, 5))
        .desired_width(width - 16.0);
    let response = ui.add(edit).accessible_name(name);
    if ui.data_mut(|data| data.remove_temp::<()>(id.with("type-into"))).is_some() {
        response.request_focus();
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        let cancelled = ui.input(|input| input.key_pressed(egui::Key::Escape));
        return (response, (draft.is_some() && !cancelled).then_some(text));
    }
    (response, None)
}

/// A line of the inspector.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow<'a> {
    /// What it is.
    pub label: &'a str,
    /// The value; long ones wrap, nothing is cut.
    pub value: &'a str,
    /// Its unit, or the same in another one.
    pub unit: &'a str,
    /// Colour of the value.
    pub ink: Color32,
    /// Space kept free on the right, for a button.
    pub free_width: f32,
}

/// One line of the inspector: label on the left, value and unit on the right. A click opens whatever
/// the caller hangs on it.
pub fn field_row(ui: &mut Ui, row: &FieldRow<'_>) -> Response {
    let FieldRow { label, value, unit, ink, free_width } = *row;
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let label_width = (width * 0.42).floor();
    let mut label_job =
        LayoutJob::simple(label.to_owned(), theme::plain(size::TEXT), theme.quiet, label_width);
    label_job.wrap.break_anywhere = false;
    let label_galley = ui.painter().layout_job(label_job);
    let value_width = width - label_galley.size().x.min(label_width) - 16.0 - free_width;
    let mut job = LayoutJob::default();
    append(&mut job, value, theme::plain(size::TEXT), ink);
    if !unit.is_empty() {
        append(&mut job, " ", theme::plain(size::LABEL), theme.faint);
        append(&mut job, unit, theme::plain(size::LABEL), theme.faint);
    }
    job.wrap.max_width = value_width;
    job.halign = Align::RIGHT;
    let value_galley = ui.painter().layout_job(job);
    let height = (label_galley.size().y.max(value_galley.size().y) + 10.0).max(size::FIELD_ROW);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let text =
            if unit.is_empty() { format!("{label}: {value}") } else { format!("{label}: {value} {unit}") };
        egui::WidgetInfo::labeled(egui::Role::Button, true, text)
    });
    if response.hovered() {
        let around = rect.expand2(vec2(6.0, 0.0));
        ui.painter().rect_filled(around, CornerRadius::same(size::ROUND_SMALL), theme.ground);
    }
    let top = rect.top() + 5.0 + (size::FIELD_ROW - 10.0 - 18.0).max(0.0) / 2.0;
    ui.painter().galley(pos2(rect.left(), top), label_galley, theme.quiet);
    ui.painter().galley(pos2(rect.right() - free_width, top), value_galley, ink);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
    super::focus_ring(ui, &response, rect, size::ROUND_SMALL);
    response
}

fn append(job: &mut LayoutJob, text: &str, font: FontId, color: Color32) {
    let format = egui::TextFormat { font_id: font, color, valign: Align::BOTTOM, ..Default::default() };
    job.append(text, 0.0, format);
}

/// A key figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// The same in another unit, or what belongs to it.
    pub below: String,
    /// Whether the value only says that there is none: it does not shout then.
    pub missing: bool,
}

/// Boxes with key figures beside each other, as high as the one with the most to say: nothing is cut.
pub fn figure_boxes(ui: &mut Ui, figures: &[Figure]) {
    if figures.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let gap = 8.0;
    let width = (ui.available_width() - gap * (figures.len() as f32 - 1.0)) / figures.len() as f32;
    let inner = width - 24.0;
    let boxes: Vec<[Arc<Galley>; 3]> = figures
        .iter()
        .map(|figure| {
            let small = |text: &str| {
                ui.painter().layout(text.to_owned(), theme::plain(size::LABEL), theme.quiet, inner)
            };
            let mut job = LayoutJob::default();
            let (font, ink) = if figure.missing {
                (theme::plain(size::NAME), theme.quiet)
            } else {
                (theme::strong(size::FIGURE), theme.ink)
            };
            append(&mut job, &figure.value, font, ink);
            append(&mut job, " ", theme::plain(size::LABEL), theme.quiet);
            append(&mut job, &figure.unit, theme::plain(size::LABEL), theme.quiet);
            job.wrap.max_width = inner;
            [small(&figure.label), ui.painter().layout_job(job), small(&figure.below)]
        })
        .collect();
    let height_of = |lines: &[Arc<Galley>; 3]| lines.iter().map(|line| line.size().y + 1.0).sum::<f32>();
    let height = boxes.iter().map(height_of).fold(0.0, f32::max) + 18.0;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (at, (figure, lines)) in figures.iter().zip(boxes).enumerate() {
        let left = row.left() + at as f32 * (width + gap);
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, height));
        let edge = theme.hairline();
        let radius = CornerRadius::same(size::ROUND_CARD);
        ui.painter().rect(rect, radius, theme.paper, edge, egui::StrokeKind::Inside);
        let response = ui.interact(rect, ui.scope_id().with(("figure", at)), Sense::hover());
        let words = format!("{}: {} {} {}", figure.label, figure.value, figure.unit, figure.below);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.trim_end()));
        let mut top = rect.top() + 9.0;
        for line in lines {
            let below = top + line.size().y + 1.0;
            ui.painter().galley(pos2(rect.left() + 12.0, top), line, theme.ink);
            top = below;
        }
    }
}

/// A frame for an error or a notice inside a panel.
pub fn framed_message(ui: &mut Ui, ground: Color32, ink: Color32, message: &str, hint: &str) {
    Frame::new()
        .fill(ground)
        .corner_radius(CornerRadius::same(size::ROUND_CONTROL))
        .inner_margin(Margin::symmetric(10, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            super::wrapped(ui, message, ink);
            if !hint.is_empty() {
                super::wrapped(ui, hint, ink);
            }
        });
}
