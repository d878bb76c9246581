//! Texts: titles, strong labels, notes, and text that must fit a width.

use crate::ui::theme::{self, Theme, size};
use eframe::egui::{self, Color32, FontId, Galley, Label, Response, RichText, Ui};
use std::sync::Arc;

/// A title of a section: strong, 12 px, quiet.
pub fn section_title(ui: &mut Ui, text: &str) -> Response {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(text).font(theme::strong(size::LABEL)).color(theme.quiet)))
}

/// Strong text in ink.
pub fn strong_label(ui: &mut Ui, text: &str, size_pt: f32) -> Response {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(text).font(theme::strong(size_pt)).color(theme.ink)).wrap())
}

/// A quiet note of 12 px that wraps.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    let theme = Theme::of(ui);
    wrapped(ui, text, theme.quiet)
}

/// Text of 12 px in a colour that wraps.
pub fn wrapped(ui: &mut Ui, text: &str, color: Color32) -> Response {
    ui.add(Label::new(RichText::new(text).size(size::LABEL).color(color)).wrap())
}

/// One line of text no wider than `width`, with an ellipsis where it is cut; a widget that uses it
/// shows the whole text as a tooltip.
pub fn elided(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap.max_width = width.max(1.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.painter().layout_job(job)
}
