//! The window's own widgets, on plain data: they know the theme, and nothing of sessions.
//!
//! Each has an accessible name, shows the keyboard's focus as a ring, and answers to the keyboard as
//! egui's own do.

mod button;
mod choice;
mod count_row;
mod dialog;
mod drop_down;
mod facet;
mod field;
mod histogram;
mod ramp;
mod scroll_bar;
mod slider;
mod small_table;
mod tabs;
mod option_row;
mod text;
mod toggle;
mod typing;

pub use button::{Button, Look, copy_icon_button, icon_button, switch, switch_width};
pub use choice::{Searched, choice, choice_line, choice_line_of, choice_of, choice_searched};
pub use count_row::{CountRow, count_row};
pub use dialog::dialog;
pub use drop_down::drop_down;
pub use facet::{Bar, CheckRow, bar_width, check_box, check_row};
pub use field::{
    FieldRow, Figure, field_row, figure_boxes, framed_message, number_field, text_field, type_into,
};
pub use histogram::{Histogram, RangeChange, histogram};
pub use option_row::{DETAIL_LINE, OptionRow, Stack, option_row};
pub use ramp::{BreaksHistogram, breaks_histogram, ramp};
pub use scroll_bar::{SCROLL_BAR, ScrollBar};
pub use slider::{SliderChange, SliderLine, slider_line};
pub use small_table::{SmallTable, small_table};
pub use tabs::{check, tabs};
pub use text::{elided, note, section_title, strong_label, wrapped};
pub use toggle::tool_button;
pub use typing::live_field;

use super::theme::{Theme, size};
use eframe::egui::{self, CornerRadius, Frame, Margin, Rect, Response, StrokeKind, Ui};

/// Share of a form's width that names of its controls take.
pub const NAME_SHARE: f32 = 0.36;

/// Draws the ring of the keyboard's focus around a widget that has it.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let theme = Theme::of(ui);
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), theme.focus_ring(), StrokeKind::Inside);
    }
}

/// A card: paper, hairline, rounded.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let theme = Theme::of(ui);
    Frame::new()
        .fill(theme.paper)
        .stroke(theme.hairline())
        .corner_radius(CornerRadius::same(size::ROUND_CARD))
        .inner_margin(Margin::symmetric(size::CARD_MARGIN as i8, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// A horizontal hairline over the whole width.
pub fn hairline(ui: &mut Ui) {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme.hairline());
}
