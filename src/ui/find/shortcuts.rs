//! The keys of all actions, in columns.

use super::modal;
use crate::app::palette;
use crate::text::{Lang, text};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, hairline, note, strong_label};
use eframe::egui::{Align, CornerRadius, Label, Layout, RichText, ScrollArea, Sense, StrokeKind, Ui, vec2};

/// Draws the list; whether it stays open.
#[must_use]
pub fn show(ui: &Ui, lang: Lang) -> bool {
    modal(ui, "shortcuts", 760.0, |ui| {
        strong_label(ui, &text(lang, "shortcuts-title"), size::NAME);
        note(ui, &text(lang, "shortcuts-map"));
        hairline(ui);
        let keys = palette::keys();
        let half = keys.len().div_ceil(2);
        let most = ui.ctx().content_rect().height() - 270.0;
        let most = most.max(160.0);
        let list = ScrollArea::vertical().id_salt("shortcuts").max_height(most).min_scrolled_height(most);
        list.show(ui, |ui| {
            ui.columns(2, |columns| {
                for (column, keys) in columns.iter_mut().zip(keys.chunks(half)) {
                    column.spacing_mut().item_spacing.y = 0.0;
                    for (action, shortcuts) in keys {
                        let labels: Vec<String> =
                            shortcuts.iter().map(|shortcut| palette::label(shortcut, lang)).collect();
                        row(column, &text(lang, action.entry().text), &labels);
                    }
                }
            });
        });
        let mut stays = true;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            stays = !Button::new(&text(lang, "find-close")).tall().show(ui).clicked();
        });
        stays
    })
}

/// An action and its keys.
fn row(ui: &mut Ui, name: &str, keys: &[String]) {
    let theme = Theme::of(ui);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), size::FIELD_ROW),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.set_min_height(size::FIELD_ROW);
            ui.add_space(8.0);
            for key in keys.iter().rev() {
                let galley = ui.painter().layout_no_wrap(key.clone(), theme::plain(size::LABEL), theme.ink);
                let (rect, response) =
                    ui.allocate_exact_size(galley.size() + vec2(14.0, 6.0), Sense::hover());
                response.widget_info(|| {
                    eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, key.as_str())
                });
                let radius = CornerRadius::same(5);
                ui.painter().rect(rect, radius, theme.ground, theme.control_edge(), StrokeKind::Inside);
                ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.ink);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(name).color(theme.ink)).truncate());
            });
        },
    );
}
