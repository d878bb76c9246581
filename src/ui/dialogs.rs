//! The system's dialogs for files, each on a thread of its own so that the window goes on drawing.

use crate::app::{Command, ExportOptions, LayerId, WorkspaceCommand};
use crate::diagnostic::Diagnostic;
use crate::text::{Lang, text};
use crate::write::Format;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// A dialog that has gone again sooner than this was never seen: systems without one answer like somebody
/// who cancels.
const SEEN: Duration = Duration::from_millis(150);

/// How a dialog ended.
enum Answer {
    Chosen(Box<Command>),
    Cancelled,
    NotShown,
}

/// Dialogs that are open, and what was answered.
pub(super) struct Dialogs {
    waker: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Answer>,
    receiver: Receiver<Answer>,
    is_open: bool,
}

impl Dialogs {
    /// `waker` is called when there is an answer.
    pub(super) fn new(waker: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, receiver) = channel();
        Self { waker, sender, receiver, is_open: false }
    }

    /// Asks for files to open.
    pub(super) fn open_files(&mut self, lang: Lang) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "dialog-open"))
            .add_filter(
                text(lang, "dialog-geojson"),
                &["geojson", "json", "geojsonl", "ndjson", "jsonl", "geojsons"],
            )
            .add_filter(text(lang, "dialog-all-files"), &["*"]);
        self.ask(move || dialog.pick_files().map(|paths| Command::OpenFiles { paths }));
    }

    /// Asks for a brief's file.
    pub(super) fn open_brief(&mut self, lang: Lang) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-open-brief"))
            .add_filter(text(lang, "brief-file"), &["json"])
            .add_filter(text(lang, "dialog-all-files"), &["*"]);
        self.ask(move || dialog.pick_file().map(|path| Command::OpenBrief { path }));
    }

    /// Asks where to save the brief.
    pub(super) fn save_brief(&mut self, lang: Lang, suggested_name: String) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-save-brief"))
            .set_file_name(suggested_name)
            .add_filter(text(lang, "brief-file"), &["json"]);
        self.ask(move || {
            let mut path = dialog.save_file()?;
            if path.extension().is_none() {
                path.set_extension("json");
            }
            Some(Command::SaveBrief { path })
        });
    }

    /// Asks for a workspace's file.
    pub(super) fn open_workspace(&mut self, lang: Lang) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-open-workspace"))
            // Some systems know no endings of two parts; another `.json` is refused with its reason.
            .add_filter(text(lang, "workspace-file"), &["threemaps.json", "json"])
            .add_filter(text(lang, "dialog-all-files"), &["*"]);
        self.ask(move || {
            let path = dialog.pick_file()?;
            Some(Command::Workspace { ask: WorkspaceCommand::Open { path } })
        });
    }

    /// Asks where to save the workspace.
    pub(super) fn save_workspace(&mut self, lang: Lang, suggested_name: String, folder: Option<PathBuf>) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-save-workspace"))
            .set_file_name(suggested_name)
            .add_filter(text(lang, "workspace-file"), &["threemaps.json"]);
        self.ask(move || {
            let dialog = match folder.filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let path = dialog.save_file()?;
            Some(Command::Workspace { ask: WorkspaceCommand::SaveAs { path } })
        });
    }

    /// Asks where to save an export.
    pub(super) fn save_file(
        &mut self,
        lang: Lang,
        layer: LayerId,
        suggested_name: String,
        options: ExportOptions,
        folder: Option<PathBuf>,
    ) {
        let (name, endings): (_, &[&str]) = match options.format {
            Format::GeoJson => ("GeoJSON", &["geojson", "json"]),
            Format::Csv => ("CSV", &["csv"]),
        };
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "dialog-save"))
            .set_file_name(suggested_name)
            .add_filter(name, endings);
        let ending = endings.first().copied().unwrap_or_default();
        self.ask(move || {
            // Looked up here: a folder on a network may take its time.
            let dialog = match folder.filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let mut path = dialog.save_file()?;
            // Some systems' dialogs leave the ending to the program.
            if path.extension().is_none() {
                path.set_extension(ending);
            }
            Some(Command::Export { layer, path, options })
        });
    }

    /// One dialog at a time: a second click while one is open asks for nothing new.
    fn ask(&mut self, dialog: impl FnOnce() -> Option<Command> + Send + 'static) {
        if self.is_open {
            return;
        }
        let (sender, waker) = (self.sender.clone(), Arc::clone(&self.waker));
        let thread = std::thread::Builder::new().name("dialog".to_owned()).spawn(move || {
            let asked = Instant::now();
            let answer = match dialog() {
                Some(command) => Answer::Chosen(Box::new(command)),
                None if asked.elapsed() < SEEN => Answer::NotShown,
                None => Answer::Cancelled,
            };
            // Nobody listens any more when the window is gone.
            if sender.send(answer).is_ok() {
                waker();
            }
        });
        self.is_open = thread.is_ok();
    }

    /// What was answered since the last call, and what there is to say about it.
    pub(super) fn answers(&mut self) -> (Vec<Command>, Vec<Diagnostic>) {
        let (mut commands, mut notices) = (Vec::new(), Vec::new());
        for answer in self.receiver.try_iter() {
            self.is_open = false;
            match answer {
                Answer::Chosen(command) => commands.push(*command),
                // Who does not say where to save does not leave either.
                Answer::Cancelled => commands.push(Command::Workspace { ask: WorkspaceCommand::Stay }),
                Answer::NotShown => {
                    commands.push(Command::Workspace { ask: WorkspaceCommand::Stay });
                    notices.push(Diagnostic::error("dialog-not-shown"));
                }
            }
        }
        (commands, notices)
    }
}
