//! The system's dialogs for files, each on a thread of its own so that the window goes on drawing.

use crate::app::{Command, ExportOptions, LayerId, WorkspaceCommand};
use crate::diagnostic::Diagnostic;
use crate::text::{Lang, text, text_with};
use crate::write::Format;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// A dialog that has gone again sooner than this was never seen: systems without one answer like somebody
/// who cancels, the first time after some search for one.
const SEEN: Duration = Duration::from_secs(1);

/// How a dialog ended.
enum Answer {
    Chosen(Box<Command>),
    /// Nothing was chosen; who was asked for the workspace's file may have wanted to leave.
    Cancelled {
        is_seen: bool,
        of_workspace: bool,
    },
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

    /// Asks for a file of figures per 亩.
    pub(super) fn open_benchmark(&mut self, lang: Lang) {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-open-benchmark"))
            .add_filter(text(lang, "benchmark-file"), &["json"])
            .add_filter(text(lang, "dialog-all-files"), &["*"]);
        self.ask(move || dialog.pick_file().map(|path| Command::OpenBenchmark { path }));
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

    /// Asks for the file of a layer that is missing, in the folder where it was.
    pub(super) fn locate_layer(&mut self, lang: Lang, source: String) {
        let dialog = rfd::FileDialog::new()
            .set_title(text_with(lang, "dialog-locate", &[("file", source.as_str().into())]))
            .add_filter(
                text(lang, "dialog-geojson"),
                &["geojson", "json", "geojsonl", "ndjson", "jsonl", "geojsons"],
            )
            .add_filter(text(lang, "dialog-all-files"), &["*"]);
        self.ask(move || {
            let folder = Path::new(&source).parent().filter(|folder| folder.is_dir());
            let dialog = match folder {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let path = dialog.pick_file()?;
            Some(Command::Workspace { ask: WorkspaceCommand::Locate { source, path } })
        });
    }

    /// Asks where to save the workspace. Gives whether it does: not while another dialog is open.
    #[must_use = "who was not asked does not answer"]
    pub(super) fn save_workspace(
        &mut self,
        lang: Lang,
        suggested_name: String,
        folder: Option<PathBuf>,
    ) -> bool {
        let dialog = rfd::FileDialog::new()
            .set_title(text(lang, "command-save-workspace"))
            .set_file_name(suggested_name)
            .add_filter(text(lang, "workspace-file"), &["threemaps.json"]);
        self.open(true, move || {
            let dialog = match folder.filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let path = dialog.save_file()?;
            Some(Command::Workspace { ask: WorkspaceCommand::SaveAs { path } })
        })
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

    /// A second click while a dialog is open asks for nothing new.
    fn ask(&mut self, dialog: impl FnOnce() -> Option<Command> + Send + 'static) {
        let _already_open = self.open(false, dialog);
    }

    /// One dialog at a time. Gives whether this one is opened.
    fn open(
        &mut self,
        of_workspace: bool,
        dialog: impl FnOnce() -> Option<Command> + Send + 'static,
    ) -> bool {
        if self.is_open {
            return false;
        }
        let (sender, waker) = (self.sender.clone(), Arc::clone(&self.waker));
        let thread = std::thread::Builder::new().name("dialog".to_owned()).spawn(move || {
            let asked = Instant::now();
            let answer = match dialog() {
                Some(command) => Answer::Chosen(Box::new(command)),
                None => Answer::Cancelled { is_seen: asked.elapsed() >= SEEN, of_workspace },
            };
            // Nobody listens any more when the window is gone.
            if sender.send(answer).is_ok() {
                waker();
            }
        });
        self.is_open = thread.is_ok();
        self.is_open
    }

    /// What was answered since the last call, and what there is to say about it.
    pub(super) fn answers(&mut self) -> (Vec<Command>, Vec<Diagnostic>) {
        let (mut commands, mut notices) = (Vec::new(), Vec::new());
        for answer in self.receiver.try_iter() {
            self.is_open = false;
            match answer {
                Answer::Chosen(command) => commands.push(*command),
                Answer::Cancelled { is_seen, of_workspace } => {
                    if of_workspace {
                        // Who does not say where to save does not leave either.
                        commands.push(Command::Workspace { ask: WorkspaceCommand::Stay });
                    }
                    if !is_seen {
                        let code =
                            if of_workspace { "dialog-not-shown-workspace" } else { "dialog-not-shown" };
                        notices.push(Diagnostic::error(code));
                    }
                }
            }
        }
        (commands, notices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(dialogs: &mut Dialogs) -> Vec<Command> {
        while dialogs.is_open {
            let (commands, _) = dialogs.answers();
            if !commands.is_empty() {
                return commands;
            }
            std::thread::yield_now();
        }
        Vec::new()
    }

    #[test]
    fn without_a_dialog_it_is_said_what_was_not_done() {
        for (of_workspace, code) in [(true, "dialog-not-shown-workspace"), (false, "dialog-not-shown")] {
            let mut dialogs = Dialogs::new(Arc::new(|| {}));
            assert!(dialogs.open(of_workspace, || None));
            let notices = loop {
                let (_, notices) = dialogs.answers();
                if !dialogs.is_open {
                    break notices;
                }
                std::thread::yield_now();
            };
            assert_eq!(notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [code]);
        }
    }

    #[test]
    fn one_dialog_opens_at_a_time_and_only_the_workspaces_own_keeps_from_leaving() {
        let mut dialogs = Dialogs::new(Arc::new(|| {}));
        let (close, closed) = channel::<()>();
        let waits = move || closed.recv().ok().and(None);
        assert!(dialogs.open(false, waits));
        assert!(!dialogs.open(true, || None), "another is open");
        close.send(()).unwrap();
        assert_eq!(answers(&mut dialogs), []);
        assert!(dialogs.open(true, || None));
        assert_eq!(answers(&mut dialogs), [Command::Workspace { ask: WorkspaceCommand::Stay }]);
    }
}
