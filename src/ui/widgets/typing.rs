//! A text field whose text is read with every key: search, palettes, coordinates.

use crate::ui::theme::size;
use eframe::egui::{Id, Margin, Response, TextEdit, Ui};

/// A one-line field over a text that the caller keeps; its answer says whether the text changed.
pub fn live_field(ui: &mut Ui, id: Id, name: &str, text: &mut String, hint: &str, width: f32) -> Response {
    let edit = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint.to_owned())
        .margin(Margin::symmetric(10, ((size::CONTROL - 18.0) / 2.0) as i8))
        .desired_width(width - 20.0);
    ui.add(edit).accessible_name(name)
}
