//! Selecting from one layer without drawing: all that match, turned round, beside another layer's
//! selection; and from the selection to the filter. The bar's menu and each layer's own show it.

use crate::app::{Action, Command, LayerEntry, SelectMode, Session};
use crate::text::{Lang, hint_with, text, text_with};
use crate::ui::widgets::{Button, note, section_title, text_field};
use crate::ui::{fields, format, measures};
use eframe::egui::{self, Id, Key, Ui};

/// How near is near, until somebody says otherwise.
const NEAR: &str = "500 m";

/// Names the layer that the items are about.
pub(super) fn title(ui: &mut Ui, entry: &LayerEntry, lang: Lang) {
    let layer = fields::layer_title(entry, lang);
    section_title(ui, &text_with(lang, "select-menu-of", &[("layer", layer.into())]));
}

/// Draws the items for a layer.
pub(super) fn items(ui: &mut Ui, session: &Session, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let layer = entry.id;
    let selection = &session.document().selection;
    let selected = selection.rows_of(layer).is_some();
    let matching = session.counts(layer).is_some_and(|(matching, _)| matching > 0);
    let plain = [
        (Action::SelectMatching, matching, Command::SelectMatching { layer, mode: SelectMode::Replace }),
        (Action::InvertSelection, matching, Command::SelectMatching { layer, mode: SelectMode::Toggle }),
        (Action::ClearSelection, !selection.is_empty(), Command::ClearSelection),
        (Action::KeepSelected, selected, Command::KeepSelected { layer }),
    ];
    for (action, enabled, command) in plain {
        let key = action.entry().text;
        let button = ui.add_enabled(enabled, egui::Button::new(text(lang, key)));
        if button.on_hover_text(hint_with(lang, key, &[])).clicked() {
            commands.push(command);
            ui.close();
        }
    }
    ui.separator();
    let mut any = false;
    for other in selection.layers().filter(|&other| other != layer) {
        if let Some(other) = session.document().layer(other) {
            any = true;
            beside(ui, session, entry, other, commands);
        }
    }
    if !any {
        note(ui, &text(lang, "select-beside-hint"));
    }
}

/// Touching the other layer's selection, and within a distance of it.
fn beside(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    other: &LayerEntry,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let (layer, of, mode) = (entry.id, other.id, SelectMode::Replace);
    let count = session.document().selection.rows_of(of).map_or(0, crate::layer::RowSet::count);
    let name = fields::layer_title(other, lang);
    let args = [("layer", name.as_str().into()), ("count", format::count(count as u64).into())];
    if ui.button(text_with(lang, "select-touching", &args)).clicked() {
        commands.push(Command::SelectTouching { layer, of, mode });
        ui.close();
    }
    note(ui, &text_with(lang, "select-near", &args));
    ui.horizontal(|ui| {
        let id = Id::unique(("select-near", layer.0, of.0));
        let kept = id.with("kept");
        let mut typed: String = ui.data_mut(|data| data.get_temp(kept)).unwrap_or_else(|| NEAR.to_owned());
        let label = text_with(lang, "select-near-name", &args);
        let hint = text(lang, "tool-radius-example");
        // Enter takes what stands there, typed now or not.
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let mut go = had_focus && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(text) = text_field(ui, id, &label, &typed, &hint, 120.0) {
            typed = text;
            ui.data_mut(|data| data.insert_temp(kept, typed.clone()));
        }
        let distance_m = measures::parse_length(&typed);
        let button = text(lang, "select-near-go");
        go |= Button::new(&button).enabled(distance_m.is_some()).show(ui).clicked();
        if let Some(distance_m) = distance_m.filter(|_| go) {
            commands.push(Command::SelectNear { layer, of, distance_m, mode });
            ui.close();
        }
    });
    if ui
        .data_mut(|data| data.get_temp::<String>(Id::unique(("select-near", layer.0, of.0)).with("kept")))
        .is_some_and(|typed| measures::parse_length(&typed).is_none())
    {
        note(ui, &text(lang, "tool-radius-wrong"));
    }
}
