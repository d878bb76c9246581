//! Bookmarks: the form that names a new one, and the menu that goes to them.

use super::modal;
use crate::app::{Action, Bookmark, Command, Form, Session};
use crate::text::{text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::size;
use crate::ui::widgets::{
    Button, OptionRow, hairline, icon_button, live_field, note, option_row, strong_label, text_field,
};
use eframe::egui::{Align, Id, Key, Layout, Modifiers, Response, ScrollArea, Ui, vec2};

/// The name typed so far.
#[derive(Debug, Default)]
pub struct BookmarkForm {
    name: String,
    was_shown: bool,
}

impl BookmarkForm {
    /// Draws the form; whether it stays open.
    #[must_use]
    pub fn show(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        modal(ui, "bookmark", 400.0, |ui| self.contents(ui, session, commands))
    }

    fn contents(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let lang = session.settings().lang;
        strong_label(ui, &text(lang, "bookmark-title"), size::NAME);
        let map = session.document().map.label(lang);
        note(ui, &text_with(lang, "bookmark-what", &[("map", map.into())]));
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let width = ui.available_width();
        let (name, hint) = (text(lang, "bookmark-name"), text(lang, "bookmark-hint"));
        let field = live_field(ui, Id::unique("bookmark-field"), &name, &mut self.name, &hint, width);
        if !self.was_shown {
            self.was_shown = true;
            field.request_focus();
        }
        let mut stays = true;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let has_name = !self.name.trim().is_empty();
            let label = text(lang, Action::AddBookmark.entry().text);
            let add = Button::primary(&label).tall().enabled(has_name).show(ui).clicked();
            if has_name && (add || enter) {
                commands.push(Command::AddBookmark { name: self.name.trim().to_owned() });
                stays = false;
            }
            if Button::new(&text(lang, "find-cancel")).tall().show(ui).clicked() {
                stays = false;
            }
        });
        stays
    }
}

/// The menu: add one, and go to, rename or remove each.
pub(super) fn menu(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.set_width(260.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let entry = Action::ShowBookmark.entry();
    let keys = entry.shortcut.map(|keys| crate::app::palette::label(&keys, lang)).unwrap_or_default();
    let row = OptionRow { text: &text(lang, entry.text), right: &keys, ..OptionRow::default() };
    if option_row(ui, &row).clicked() {
        commands.push(Command::ShowForm { form: Form::Bookmark });
        ui.close();
    }
    hairline(ui);
    let bookmarks = &session.document().bookmarks;
    if bookmarks.is_empty() {
        note(ui, &text(lang, "bookmark-none"));
        return;
    }
    ScrollArea::vertical().id_salt("bookmarks").max_height(320.0).show(ui, |ui| {
        for bookmark in bookmarks {
            ui.push_id(bookmark.id, |ui| line(ui, session, bookmark, commands));
        }
    });
}

/// One bookmark; its name is a field while it is renamed.
fn line(ui: &mut Ui, session: &Session, bookmark: &Bookmark, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let name = |key: &str| text_with(lang, key, &[("name", bookmark.name.as_str().into())]);
    let id = Id::unique(("bookmark", bookmark.id));
    let renaming = ui.data_mut(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let width = ui.available_width() - 60.0;
        if renaming {
            let field = id.with("field");
            let typed = text_field(ui, field, &name("bookmark-new-name"), &bookmark.name, "", width);
            let response: Option<Response> = ui.ctx().read_response(field);
            if response.is_some_and(|response| response.lost_focus()) {
                ui.data_mut(|data| data.insert_temp(id, false));
            }
            if let Some(typed) = typed {
                commands.push(Command::RenameBookmark { id: bookmark.id, name: typed });
            }
        } else {
            let row =
                OptionRow { text: &bookmark.name, right: bookmark.map.label(lang), ..OptionRow::default() };
            let go = ui.allocate_ui(vec2(width, size::FIELD_ROW), |ui| option_row(ui, &row)).inner;
            if go.clicked() {
                commands.push(Command::GoToBookmark { id: bookmark.id });
                ui.close();
            }
        }
        if icon_button(ui, Icon::Pencil, &name("bookmark-rename"), 26.0, true).clicked() {
            ui.data_mut(|data| data.insert_temp(id, true));
            ui.memory_mut(|memory| memory.request_focus(id.with("field")));
        }
        if icon_button(ui, Icon::Close, &name("bookmark-remove"), 26.0, true).clicked() {
            commands.push(Command::RemoveBookmark { id: bookmark.id });
        }
    });
}
