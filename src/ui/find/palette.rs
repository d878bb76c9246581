//! The palette: all actions that can be started now, narrowed by typing.

use super::modal;
use crate::app::{Action, Command, Session, palette};
use crate::text::{hint_with, text};
use crate::ui::widgets::{OptionRow, live_field, note, option_row};
use eframe::egui::{Id, Key, Modifiers, ScrollArea, Ui};

/// Height of the list.
const LIST: f32 = 380.0;

/// What was typed, and the row that Enter takes.
#[derive(Debug, Default)]
pub struct Palette {
    typed: String,
    at: usize,
    was_shown: bool,
}

impl Palette {
    /// Draws the palette; whether it stays open.
    #[must_use]
    pub fn show(
        &mut self,
        ui: &Ui,
        session: &Session,
        recent: &[Action],
        commands: &mut Vec<Command>,
    ) -> bool {
        modal(ui, "palette", 520.0, |ui| self.contents(ui, session, recent, commands))
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        recent: &[Action],
        commands: &mut Vec<Command>,
    ) -> bool {
        let lang = session.settings().lang;
        let (down, up, enter) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        let id = Id::unique("palette-field");
        let (name, hint) = (text(lang, "palette-name"), text(lang, "palette-hint"));
        let width = ui.available_width();
        let field = live_field(ui, id, &name, &mut self.typed, &hint, width);
        if !self.was_shown {
            self.was_shown = true;
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        let found = palette::actions(session, &self.typed, recent);
        if found.is_empty() {
            note(ui, &text(lang, "palette-nothing"));
            ui.add_space(LIST + 8.0);
            return true;
        }
        let step = usize::from(down) + usize::from(up) * (found.len() - 1);
        self.at = (self.at.min(found.len() - 1) + step) % found.len();
        let mut taken = None;
        // Always as high: the form does not move while somebody types.
        let list = ScrollArea::vertical().id_salt("palette").max_height(LIST).min_scrolled_height(LIST);
        list.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, (action, command)) in found.iter().enumerate() {
                let entry = action.entry();
                let keys = entry.shortcut.map(|keys| palette::label(&keys, lang)).unwrap_or_default();
                let row = OptionRow {
                    text: &text(lang, entry.text),
                    right: &keys,
                    chosen: at == self.at,
                    ..OptionRow::default()
                };
                let response = option_row(ui, &row);
                if at == self.at && (down || up) {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (at == self.at && enter) {
                    taken = Some(command.clone());
                }
            }
        });
        let hint = found.get(self.at).map(|(action, _)| hint_with(lang, action.entry().text, &[]));
        note(ui, &hint.unwrap_or_default());
        let stays = taken.is_none();
        commands.extend(taken);
        stays
    }
}
