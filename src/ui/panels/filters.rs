//! The filter of the chosen layer: its cards, and the CQL2 line that they write and that writes them.

use super::layers::Styles;
use super::{facet_card, field_menu};
use crate::app::{Command, LayerEntry, Session};
use crate::diagnostic::Diagnostic;
use crate::filter::{error_span, facet};
use crate::maps::own_words;
use crate::text::{Lang, text, text_with};
use crate::ui::fields;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, framed_message, note, section_title, wrapped};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align, FontId, Galley, Id, Key, Layout, Modifiers, Stroke, TextBuffer, TextEdit, Ui,
};
use std::ops::Range;
use std::sync::Arc;

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
    field_menu::show(ui, lang, entry, &cards, commands);
}

/// The CQL2 line gets no higher than about six lines of text.
const HIGHEST: f32 = 104.0;

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
    // The error is that of the text in force; what is being typed now is another one.
    let wrong = entry
        .filter
        .error
        .as_ref()
        .filter(|_| typed == entry.filter.text)
        .and_then(|error| error_span(&typed, error));
    // After a keystroke the text is laid out again within the frame, and the place is not its own.
    let marked = typed.clone();
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        let wrong = wrong.clone().filter(|_| text.as_str() == marked);
        underlined(ui, text.as_str(), wrong, width)
    };
    let edit = TextEdit::multiline(&mut typed)
        .layouter(&mut layouter)
        .id(id)
        .font(FontId::monospace(size::LABEL))
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6))
        .background_color(theme.ground)
        .hint_text(example(ui, entry, lang))
        // Enter applies; Shift and Enter begins a new line.
        .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    // A long filter scrolls: the cards above keep their room.
    let response = ui
        .scope(|ui| {
            egui::ScrollArea::vertical()
                .id_salt("cql-text")
                .max_height(HIGHEST)
                .min_scrolled_height(HIGHEST)
                .show(ui, |ui| ui.add(edit).labelled_by(label.id))
                .inner
        })
        .inner;
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    let is_other = typed != entry.filter.text;
    let entered =
        response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift);
    let left = response.lost_focus();
    if (entered || left) && editing {
        ui.data_mut(|data| data.remove::<String>(id));
        let cancelled = left && ui.input(|input| input.key_pressed(Key::Escape));
        if !cancelled && is_other {
            commands.push(Command::SetFilterText { layer: entry.id, text: typed, gesture: None });
        }
    }
    if let Some(error) = &entry.filter.error {
        wrong_text(ui, entry, error, lang);
    }
    if !is_other && !entry.filter.remarks.is_empty() {
        egui::ScrollArea::vertical().id_salt("cql-remarks").max_height(HIGHEST).show(ui, |ui| {
            for remark in &entry.filter.remarks {
                note(ui, &remark.report(lang));
            }
        });
    }
}

/// What could be typed, in the layer's own words. Worked out once for the layer and what its columns are.
fn example(ui: &Ui, entry: &LayerEntry, lang: Lang) -> String {
    let id = Id::unique(("cql-example", entry.id.0));
    let asked = (Arc::as_ptr(&entry.layer) as usize, Arc::as_ptr(&entry.binding) as usize);
    let known = ui.data(|data| data.get_temp::<((usize, usize), Option<String>)>(id));
    let filter = if let Some((_, filter)) = known.filter(|(of, _)| *of == asked) {
        filter
    } else {
        let filter = own_words::example(&entry.layer, entry.into());
        ui.data_mut(|data| data.insert_temp(id, (asked, filter.clone())));
        filter
    };
    let filter = filter.unwrap_or_else(|| text(lang, "cql-hint"));
    text_with(lang, "cql-example", &[("filter", filter.into())])
}

/// What is wrong with the text, and which rows show meanwhile.
fn wrong_text(ui: &mut Ui, entry: &LayerEntry, error: &Diagnostic, lang: Lang) {
    let theme = Theme::of(ui);
    let place = error.place.describe(lang);
    let message = if place.is_empty() {
        error.message(lang)
    } else {
        format!("{place}{}{}", lang.pick("：", ": "), error.message(lang))
    };
    framed_message(ui, theme.error_ground, theme.error_ink, &message, &error.hint(lang));
    let meanwhile = match &entry.filter.filter {
        Some(filter) => text_with(lang, "cql-still", &[("filter", filter.to_text().into())]),
        None => text(lang, "cql-still-none"),
    };
    wrapped(ui, &meanwhile, theme.ink);
}

/// The text with a line under the piece that is wrong.
fn underlined(ui: &Ui, text: &str, wrong: Option<Range<usize>>, width: f32) -> Arc<Galley> {
    let theme = Theme::of(ui);
    let plain = TextFormat::simple(FontId::monospace(size::LABEL), theme.ink);
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(width), ..Default::default() };
    let wrong = wrong.filter(|wrong| text.get(wrong.clone()).is_some()).unwrap_or(text.len()..text.len());
    job.append(&text[..wrong.start], 0.0, plain.clone());
    let marked = TextFormat {
        underline: Stroke::new(2.0, theme.error_ink),
        color: theme.error_ink,
        background: theme.error_ground,
        ..plain.clone()
    };
    job.append(&text[wrong.clone()], 0.0, marked);
    job.append(&text[wrong.end..], 0.0, plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
