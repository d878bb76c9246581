//! The window's name, and leaving it: what is not saved is asked about first.

use super::theme::size;
use super::widgets::{Button, dialog, note, strong_label};
use crate::app::{Command, Session, WorkspaceCommand};
use crate::text::{Lang, text, text_with};
use eframe::egui::{Align, Context, Key, Layout, Ui, ViewportCommand};

/// Whether the window is about to be left.
#[derive(Debug, Default)]
pub(super) struct Leave {
    asks: bool,
    may_close: bool,
    /// The title that the window has.
    title: Option<String>,
}

impl Leave {
    /// Asks whether to save.
    pub(super) fn ask(&mut self) {
        self.asks = true;
    }

    /// Whether the question stands over the window.
    pub(super) fn is_asking(&self) -> bool {
        self.asks
    }

    /// Closes the window.
    pub(super) fn close(&mut self, ctx: &Context) {
        self.may_close = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Whether the window closes because somebody wants it to.
    pub(super) fn is_closing(&self) -> bool {
        self.may_close
    }

    /// Another window has none of what this one was told.
    pub(super) fn move_on(&mut self) {
        self.title = None;
        self.may_close = false;
    }

    /// Holds the window back that is being closed while something is not saved, and keeps its title.
    pub(super) fn watch(&mut self, ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing && !self.may_close && session.is_anything_unsaved() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if !self.asks {
                commands.push(Command::Workspace { ask: WorkspaceCommand::Quit });
            }
        }
        let title = title(session);
        if self.title.as_ref() != Some(&title) {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = Some(title);
        }
    }

    /// Draws the question.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        if !self.asks {
            return;
        }
        let lang = session.settings().lang;
        let answer = dialog(ui, "leave", 20, |ui| {
            ui.set_width(420.0);
            ui.spacing_mut().item_spacing.y = 8.0;
            let name = session.unsaved_names(lang).join(" · ");
            let title = text_with(lang, "leave-title", &[("name", name.into())]);
            strong_label(ui, &title, size::NAME);
            note(ui, &text(lang, "leave-what"));
            ui.add_space(6.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = |key: &str| text(lang, key);
                let clicked = |ui: &mut Ui, button: Button<'_>| button.tall().show(ui).clicked();
                if clicked(ui, Button::primary(&button("command-save-and-quit"))) {
                    return Some(WorkspaceCommand::SaveAndQuit);
                }
                if clicked(ui, Button::new(&button("command-quit-without-saving"))) {
                    return Some(WorkspaceCommand::QuitWithoutSaving);
                }
                clicked(ui, Button::new(&button("command-stay"))).then_some(WorkspaceCommand::Stay)
            })
            .inner
        });
        let escaped = ui.input(|input| input.key_pressed(Key::Escape)) || answer.should_close();
        if let Some(ask) = answer.inner.or(escaped.then_some(WorkspaceCommand::Stay)) {
            self.asks = false;
            commands.push(Command::Workspace { ask });
        }
    }
}

/// The window's title: the workspace, a mark where something is not saved, the program.
fn title(session: &Session) -> String {
    let lang = session.settings().lang;
    let program = text(lang, "window-title");
    match name_and_mark(session, lang) {
        Some(name) => format!("{name} – {program}"),
        None => program,
    }
}

/// The workspace's name and mark, said to be one: `w` alone says nothing beside counts and sums.
pub(super) fn named_workspace(session: &Session, lang: Lang) -> Option<String> {
    let words = name_and_mark(session, lang)?;
    let is_named = session.workspace_name(lang).is_some();
    Some(if is_named { text_with(lang, "status-workspace", &[("name", words.into())]) } else { words })
}

/// The workspace's name with a mark where something is not saved; `None` where there is nothing to say.
fn name_and_mark(session: &Session, lang: Lang) -> Option<String> {
    let name = session.workspace_name(lang);
    match (name, session.is_unsaved()) {
        (name, true) => {
            let name = name.unwrap_or_else(|| text(lang, "workspace-unnamed"));
            Some(text_with(lang, "status-unsaved", &[("name", name.into())]))
        }
        (name, false) => name,
    }
}
