//! The filter of the chosen layer: its cards, and the CQL2 line that they write and that writes them.

use super::facet_card;
use super::layers::Styles;
use crate::app::{Command, LayerEntry, Session};
use crate::filter::facet;
use crate::text::{Lang, text, text_with};
use crate::ui::fields;
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, framed_message, note, section_title};
use eframe::egui::{self, Align, FontId, Id, Key, Layout, Modifiers, Popup, TextEdit, Ui};

/// Draws the cards of the chosen layer.
pub fn show(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(entry) = session.document().chosen_layer() else { return };
    let title = fields::layer_title(entry, lang);
    ui.horizontal(|ui| {
        section_title(ui, &text_with(lang, "filters-title", &[("layer", title.as_str().into())]));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !entry.filter.is_clear() {
                let (label, tooltip) = (text(lang, "filters-clear"), text(lang, "filters-clear-tooltip"));
                if Button::link(&label).tooltip(&tooltip).show(ui).clicked() {
                    commands.push(Command::ClearFilter { layer: entry.id });
                }
            }
        });
    });
    let (conditions, rest) = facet::read(entry.filter.filter.as_ref());
    let cards = entry.shown_cards();
    for field in &cards {
        let condition = conditions.iter().find_map(|(name, condition)| (name == field).then_some(condition));
        facet_card::show(ui, session, entry, styles.get(&entry.id), field, condition, commands);
    }
    if !rest.is_empty() {
        note(ui, &text_with(lang, "filters-rest", &[("count", rest.len().into())]));
    }
    add_card(ui, lang, entry, &cards, commands);
}

fn add_card(ui: &mut Ui, lang: Lang, entry: &LayerEntry, cards: &[String], commands: &mut Vec<Command>) {
    let free: Vec<&str> = entry
        .layer
        .columns
        .iter()
        .filter(|column| fields::can_filter(column) && !cards.contains(&column.name))
        .map(|column| column.name.as_str())
        .collect();
    if free.is_empty() {
        return;
    }
    let label = text(lang, "filters-add");
    let response = Button::link(&label).icon(Icon::Plus).show(ui);
    Popup::menu(&response).width(220.0).show(|ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for field in free {
                let label = fields::label_with_unit(entry.kind, field, lang);
                let button = egui::Button::new(label.as_str()).min_size(egui::vec2(200.0, 26.0));
                if ui.add(button).on_hover_text(field).clicked() {
                    commands.push(Command::AddCard { layer: entry.id, field: field.to_owned() });
                    ui.close();
                }
            }
        });
    });
}

/// Draws the CQL2 line: applied on Enter or when it is left, put back on Escape.
pub fn cql(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let Some(entry) = session.document().chosen_layer() else { return };
    let id = Id::unique(("cql", entry.id.0));
    ui.spacing_mut().item_spacing.y = 6.0;
    let label = ui
        .horizontal(|ui| {
            let label = section_title(ui, &text(lang, "cql-title"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                note(ui, &text(lang, "cql-enter"));
            });
            label
        })
        .inner;
    let draft: Option<String> = ui.data_mut(|data| data.get_temp(id));
    let editing = draft.is_some();
    let mut typed = draft.unwrap_or_else(|| entry.filter.text.clone());
    let edit = TextEdit::multiline(&mut typed)
        .id(id)
        .font(FontId::monospace(size::LABEL))
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6))
        .background_color(theme.ground)
        .hint_text(example(entry, lang))
        // Enter applies; Shift and Enter begins a new line.
        .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let response = ui.add(edit).labelled_by(label.id);
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    let entered =
        response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift);
    let left = response.lost_focus();
    if (entered || left) && editing {
        ui.data_mut(|data| data.remove::<String>(id));
        let cancelled = left && ui.input(|input| input.key_pressed(Key::Escape));
        if !cancelled && typed != entry.filter.text {
            commands.push(Command::SetFilterText { layer: entry.id, text: typed, gesture: None });
        }
    }
    if let Some(error) = &entry.filter.error {
        let place = error.place.describe(lang);
        let message = if place.is_empty() {
            error.message(lang)
        } else {
            format!("{place}{}{}", lang.pick("：", ": "), error.message(lang))
        };
        framed_message(ui, theme.error_ground, theme.error_ink, &message, &error.hint(lang));
    }
}

/// What could be typed: in the layer's own fields where its kind is known.
fn example(entry: &LayerEntry, lang: Lang) -> String {
    entry.kind.map_or_else(|| text(lang, "cql-hint"), |kind| kind.example_filter().to_owned())
}
