//! What the layer list asks, without standing in the way: to which map a layer belongs, and whether a
//! file that was opened again is to be read again.

use crate::app::{Command, FieldsCommand, LayerEntry, Session};
use crate::maps::schema::MapKind;
use crate::text::{text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, wrapped};
use eframe::egui::{self, CornerRadius, Frame, Margin, Ui};

/// The answers, in the order of the bar; the base comes last.
const ANSWERS: [MapKind; 4] = [MapKind::Space, MapKind::Industry, MapKind::Startup, MapKind::Base];

/// Draws the questions that are open.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let document = session.document();
    for entry in document.map_layers().filter(|entry| entry.asks_map) {
        which_map(ui, session, entry, commands);
    }
    for entry in session.opened_again().iter().filter_map(|&id| document.layer(id)) {
        read_again(ui, session, entry, commands);
    }
}

/// A card that tells something and asks what to do.
pub(super) fn question(ui: &mut Ui, words: &str, note: &str, answers: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    ui.add_space(4.0);
    Frame::new()
        .fill(theme.notice_ground)
        .corner_radius(CornerRadius::same(size::ROUND_CARD))
        .inner_margin(Margin::symmetric(size::CARD_MARGIN as i8, 9))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 5.0);
            wrapped(ui, words, theme.ink);
            wrapped(ui, note, theme.notice_ink);
            ui.horizontal_wrapped(answers);
        });
}

fn which_map(ui: &mut Ui, session: &Session, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let layer = entry.id;
    let file = entry.layer.source.file_name();
    let words = text_with(lang, "ask-map", &[("file", file.into())]);
    let note = text_with(lang, "ask-map-note", &[("map", entry.map.label(lang).into())]);
    question(ui, &words, &note, |ui| {
        for map in ANSWERS {
            if Button::new(map.label(lang)).show(ui).clicked() {
                commands.push(Command::AssignMap { layer, map });
                if map != MapKind::Base {
                    // It goes where it belongs, and the person goes along.
                    commands.push(Command::ChooseLayer { layer });
                }
            }
        }
        // Who says what it holds says with it where it belongs.
        if Button::link(&text(lang, "binding-kind-ask")).show(ui).clicked() {
            commands.push(Command::Fields { layer, ask: FieldsCommand::Show });
        }
    });
}

fn read_again(ui: &mut Ui, session: &Session, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let layer = entry.id;
    let file = entry.layer.source.file_name();
    let words = text_with(lang, "open-already", &[("file", file.into())]);
    question(ui, &words, &text(lang, "open-already-note"), |ui| {
        let label = text(lang, "layers-reload");
        if Button::new(&label).icon(Icon::Reload).show(ui).clicked() {
            commands.push(Command::ReloadLayer { layer });
        }
        if Button::link(&text(lang, "open-already-keep")).show(ui).clicked() {
            commands.push(Command::KeepLayer { layer });
        }
    });
}
