//! Layers of the workspace whose files are missing: each can be located or given up.

use super::layer_cards::question;
use crate::app::{Command, Session, WorkspaceCommand};
use crate::text::{hint_with, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::widgets::Button;
use eframe::egui::Ui;
use std::path::Path;

/// Draws a card for each of them.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    for (_, map, record) in &session.document().absent.layers {
        let source = record.source.clone();
        let file =
            Path::new(&source).file_name().map_or(source.clone(), |name| name.to_string_lossy().into());
        let title = record.title.clone().or_else(|| record.kind.map(|kind| kind.label(lang).to_owned()));
        let args = [
            ("file", file.into()),
            ("layer", title.unwrap_or_default().into()),
            ("map", map.label(lang).into()),
        ];
        let key =
            if record.title.is_some() || record.kind.is_some() { "missing-layer" } else { "missing-file" };
        question(ui, &text_with(lang, key, &args), &source, |ui| {
            let mut ask = |ui: &mut Ui, button: Button<'_>, key: &str, ask: WorkspaceCommand| {
                let hint = hint_with(lang, key, &[]);
                if button.tooltip(&hint).show(ui).clicked() {
                    commands.push(Command::Workspace { ask });
                }
            };
            let label = text(lang, "command-locate-layer-dialog");
            let locate = WorkspaceCommand::LocateDialog { source: source.clone() };
            ask(ui, Button::new(&label).icon(Icon::Folder), "command-locate-layer-dialog", locate);
            let label = text(lang, "command-forget-layer");
            let forget = WorkspaceCommand::Forget { source: source.clone() };
            ask(ui, Button::link(&label), "command-forget-layer", forget);
        });
    }
}
