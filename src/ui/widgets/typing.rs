//! A text field whose text is read with every key: search, palettes, coordinates.

use crate::ui::theme::size;
use eframe::egui::{Align2, Id, Margin, Response, TextEdit, Ui, vec2};

/// A one-line field over a text that the caller keeps; its answer says whether the text changed.
pub fn live_field(ui: &mut Ui, id: Id, name: &str, text: &mut String, hint: &str, width: f32) -> Response {
    let edit = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint.to_owned())
        .margin(Margin::symmetric(10, 0))
        .align(Align2::LEFT_CENTER)
        .min_size(vec2(width, size::CONTROL))
        .desired_width(width);
    ui.add(edit).accessible_name(name)
}
