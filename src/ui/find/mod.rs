//! Finding things and places: the search field with its results, the palette of all actions, the list
//! of keys, typed coordinates, bookmarks, and what of it stands on the map.

pub mod bookmarks;
pub mod coordinate;
pub mod on_map;
pub mod palette;
pub mod results;
pub mod search_box;
pub mod shortcuts;

use super::fly::Flight;
use super::widgets::dialog;
use crate::app::{Action, Command, Form, Session};
use eframe::egui::{Context, Key, Ui};

/// Actions that are remembered as used last.
const MOST_RECENT: usize = 8;

/// What is open of it, and the flight of the camera.
#[derive(Debug, Default)]
pub struct Find {
    form: Option<Open>,
    recent: Vec<Action>,
    /// The camera's way to where it looks.
    pub flight: Flight,
}

/// A form that is open, with what was typed into it.
#[derive(Debug)]
enum Open {
    Palette(palette::Palette),
    Shortcuts,
    Coordinate(coordinate::CoordinateForm),
    Bookmark(bookmarks::BookmarkForm),
}

impl Find {
    /// Opens a form; the search field is only given the focus.
    pub fn open(&mut self, ctx: &Context, form: Form) {
        self.form = match form {
            Form::Search => {
                search_box::open(ctx);
                return;
            }
            Form::Palette => Some(Open::Palette(palette::Palette::default())),
            Form::Shortcuts => Some(Open::Shortcuts),
            Form::Coordinate => Some(Open::Coordinate(coordinate::CoordinateForm::default())),
            Form::Bookmark => Some(Open::Bookmark(bookmarks::BookmarkForm::default())),
        };
        search_box::close(ctx);
    }

    /// Whether a form lies over the window and takes all keys.
    pub fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// Draws the form that is open, if any.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(form) = &mut self.form else { return };
        let before = commands.len();
        let stays = match form {
            Open::Palette(palette) => palette.show(ui, session, &self.recent, commands),
            Open::Shortcuts => shortcuts::show(ui, session.settings().lang),
            Open::Coordinate(form) => form.show(ui, session, commands),
            Open::Bookmark(form) => form.show(ui, session, commands),
        };
        if let (Open::Palette(_), Some(command)) = (&*form, commands.get(before)) {
            let used = command.action();
            self.recent.retain(|&action| action != used);
            self.recent.insert(0, used);
            self.recent.truncate(MOST_RECENT);
        }
        if !stays {
            self.form = None;
        }
    }
}

/// A form over the window; whether it stays open. `contents` says so too.
pub(super) fn modal(ui: &Ui, name: &'static str, width: f32, contents: impl FnOnce(&mut Ui) -> bool) -> bool {
    let answer = dialog(ui, name, 20, |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        contents(ui)
    });
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    answer.inner && !escaped && !answer.should_close()
}
