//! The workspace as a whole: opening and saving its file, and what is not saved yet.
//!
//! A document knows by a number which workspace it is of, so that undo leads back to the one before with
//! its own file. Whether something is unsaved is told by what the file would say now.

use super::history::Gesture;
use super::layers::first_cards;
use super::{RunningKind, Session};
use crate::app::workspace_record::{Beginning, is_plain, record};
use crate::app::workspace_restored::{ReadLayer, Restored, absolute_source, restored, taken_back};
use crate::app::{Document, Effect, LayerEntry, LayerId, WorkspaceCommand, WorkspaceId};
use crate::diagnostic::Diagnostic;
use crate::jobs::{JobId, JobRequest, OpenRequest, SaveRequest, WorkspaceRead};
use crate::layer::{Layer, SourceBytes, well_known};
use crate::text::{Lang, text};
use crate::workspace::{ENDING, Expected, Said, WorkspaceFile, is_workspace, name_by_file};
use jiff::civil::Date;
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

/// What belongs to workspaces.
#[derive(Debug, Default)]
pub(super) struct Workspaces {
    /// Those that have a file.
    known: BTreeMap<WorkspaceId, Saved>,
    next: u32,
    /// The day that the first document counts to.
    first_day: Date,
    /// By which name layers were opened that have been read again since.
    opened_as: BTreeMap<LayerId, LayerId>,
    opening: Option<Opening>,
    /// Missing layers, and where a person has found them: until those files are read.
    locating: Vec<(String, String)>,
    /// Whether the program is to be left once everything is saved.
    quits: bool,
    /// Whether something of the document is not saved.
    unsaved: bool,
    /// Workspaces that were left with something unsaved, as they were then.
    left: BTreeMap<WorkspaceId, Document>,
    /// What is to be saved once the file is written that is being written now, and where; to its own file
    /// where that is not said.
    waiting: VecDeque<(Document, Option<(PathBuf, Expected)>)>,
}

/// A workspace as its file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    path: PathBuf,
    /// The file's text, to tell whether somebody else has changed it.
    text: String,
    /// What the document said when it was saved or opened, and the day that needed not be written then.
    said: Option<WorkspaceFile>,
    day: Date,
    /// The file's own name for the workspace, in Chinese and English, and whether its layers are made up.
    names: (Option<String>, Option<String>, bool),
}

/// A workspace that is being opened.
#[derive(Debug)]
struct Opening {
    job: JobId,
    read: Option<WorkspaceRead>,
    layers: Vec<Option<ReadLayer>>,
}

/// The file of a layer, as workspaces name it in memory; `None` for the program's own.
fn file_of(layer: &Layer) -> Option<String> {
    match &layer.source.bytes {
        SourceBytes::File(path) => Some(absolute_source(path)),
        SourceBytes::Bundled(..) => None,
    }
}

/// Whether a person has made something of an open layer that would be lost were it taken for another.
fn has_own_work(entry: &LayerEntry) -> bool {
    !entry.filter.text.trim().is_empty() || entry.styling.is_some() || Said::of(&entry.binding).is_anything()
}

impl Workspaces {
    /// None yet; the first document counts to a day.
    pub(super) fn on(first_day: Date) -> Self {
        Self { first_day, ..Self::default() }
    }

    /// A layer goes by a new name.
    pub(super) fn read_again(&mut self, old: LayerId, new: LayerId) {
        let first = self.opened_as.get(&old).copied().unwrap_or(old);
        self.opened_as.insert(new, first);
    }
}

impl Saved {
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn is_at(&self, path: &Path) -> bool {
        self.path == path
    }
}

impl Session {
    /// The file of the workspace; `None` where it was never saved.
    pub fn workspace_path(&self) -> Option<&Path> {
        self.saved().map(|saved| saved.path.as_path())
    }

    /// What the workspace is called; `None` where it was never saved.
    pub fn workspace_name(&self, lang: Lang) -> Option<String> {
        self.name_of(self.document.workspace, lang)
    }

    fn name_of(&self, workspace: WorkspaceId, lang: Lang) -> Option<String> {
        let saved = self.workspaces.known.get(&workspace)?;
        let (zh, en, _) = &saved.names;
        let own = match lang {
            Lang::Zh => zh.as_ref(),
            Lang::En => en.as_ref().or(zh.as_ref()),
        };
        Some(own.cloned().unwrap_or_else(|| name_by_file(&saved.path)))
    }

    /// Whether something of the workspace is not saved. Where it was never saved, layers that are open as
    /// they were opened are nothing to be missed.
    pub fn is_unsaved(&self) -> bool {
        self.workspaces.unsaved
    }

    /// Whether leaving the program would lose something: of this workspace, or of one that another was
    /// opened over.
    pub fn is_anything_unsaved(&self) -> bool {
        self.is_unsaved() || !self.workspaces.left.is_empty()
    }

    /// What the workspaces are called that have something unsaved, the one that shows first.
    pub fn unsaved_names(&self, lang: Lang) -> Vec<String> {
        let here = self.is_unsaved().then_some(self.document.workspace);
        let all = here.into_iter().chain(self.workspaces.left.keys().rev().copied());
        all.map(|id| self.name_of(id, lang).unwrap_or_else(|| text(lang, "workspace-unnamed"))).collect()
    }

    /// Whether the program is to be left once the workspace is saved.
    pub fn is_quitting(&self) -> bool {
        self.workspaces.quits
    }

    fn saved(&self) -> Option<&Saved> {
        self.workspaces.known.get(&self.document.workspace)
    }

    pub(super) fn apply_workspace(&mut self, ask: WorkspaceCommand, effects: &mut Vec<Effect>) {
        match ask {
            WorkspaceCommand::OpenDialog => effects.push(Effect::OpenWorkspaceDialog),
            WorkspaceCommand::Open { path } => self.open_workspace(path, effects),
            WorkspaceCommand::Save => self.save_workspace(effects),
            WorkspaceCommand::SaveDialog => effects.push(self.save_dialog()),
            WorkspaceCommand::SaveAs { path } => {
                // Files go by their ending; where it is added nobody was asked whether another may be
                // replaced.
                let (path, expected) = if is_workspace(&path) {
                    (path, Expected::Anything)
                } else {
                    (with_ending(&path), Expected::Nothing)
                };
                self.save(self.document.clone(), Some((path, expected)), effects);
            }
            WorkspaceCommand::LocateDialog { source } => {
                if self.document.absent.names(&source) {
                    effects.push(Effect::LocateLayerDialog { source });
                }
            }
            WorkspaceCommand::Locate { source, path } => self.locate_layer(&source, path, effects),
            WorkspaceCommand::Forget { source } => {
                self.edit("command-forget-layer", None, |document| document.forget_absent(&source));
            }
            WorkspaceCommand::Quit if self.is_anything_unsaved() => effects.push(Effect::AskToSave),
            WorkspaceCommand::Quit | WorkspaceCommand::QuitWithoutSaving => {
                effects.push(Effect::CloseWindow);
            }
            WorkspaceCommand::SaveAndQuit => {
                self.workspaces.quits = true;
                self.save_next(effects);
            }
            WorkspaceCommand::Stay => self.workspaces.quits = false,
        }
    }

    pub(super) fn open_workspace(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        if !is_workspace(&path) {
            // Under another name it would be taken for a layer by all that goes by names: the recent
            // files, what is dropped on the window, the command line.
            self.notify(Diagnostic::error("workspace-ending").in_file(path.display().to_string()));
            return;
        }
        let kind = RunningKind::Load {
            names: vec![path.display().to_string()],
            waiting: BTreeMap::new(),
            opened: Vec::new(),
            go_there: false,
            replaces: None,
        };
        if let Some(before) = self.workspaces.opening.take() {
            // The newest wins.
            self.cancel_job(before.job, effects);
        }
        let request = OpenRequest { path, today: self.today() };
        let job = self.start_job(JobRequest::OpenWorkspace(request), kind, effects);
        self.workspaces.opening = Some(Opening { job, read: None, layers: Vec::new() });
    }

    /// Whether a job is to open a workspace.
    pub(super) fn opens_workspace(&self, job: JobId) -> bool {
        self.workspaces.opening.as_ref().is_some_and(|opening| opening.job == job)
    }

    pub(super) fn workspace_read(&mut self, job: JobId, read: WorkspaceRead) {
        if let Some(opening) = self.workspaces.opening.as_mut().filter(|opening| opening.job == job) {
            opening.layers.resize_with(read.file.layers().count(), || None);
            opening.read = Some(read);
        }
    }

    /// Keeps a layer until all of the workspace are there.
    pub(super) fn workspace_layer_read(&mut self, index: usize, layer: ReadLayer) {
        for diagnostic in &layer.0.diagnostics {
            self.notify(diagnostic.clone());
        }
        let opening = self.workspaces.opening.as_mut();
        if let Some(place) = opening.and_then(|opening| opening.layers.get_mut(index)) {
            *place = Some(layer);
        }
    }

    /// All layers of a workspace have come, or never will: it takes the place of the document.
    pub(super) fn workspace_opened(&mut self, effects: &mut Vec<Effect>) {
        let Some(Opening { read: Some(read), layers, .. }) = self.workspaces.opening.take() else { return };
        let WorkspaceRead { path, text, file } = read;
        if self.is_unsaved() {
            self.notify(Diagnostic::warning("workspace-left-unsaved"));
        }
        self.workspaces.next += 1;
        let id = WorkspaceId(self.workspaces.next);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let ids = (self.next_layer, id);
        let today = self.today();
        let Restored { mut document, notices } = restored(&file, &folder, layers, ids, today, first_cards);
        self.next_layer += document.layers.len() as u32;
        for notice in notices {
            self.notify(notice);
        }
        let view = std::mem::replace(&mut document.view, self.document.view);
        let begins = self.document.layers.is_empty()
            && self.undo_name().is_none()
            && self.redo_name().is_none()
            && !self.is_unsaved();
        if begins {
            // Filling the empty window is where a person starts from, not a step to take back.
            self.document = document;
        } else {
            self.end_gesture();
            self.open_over(document);
        }
        if file.view.is_some() {
            self.jump(view);
        } else {
            self.zoom_to_all();
        }
        self.remember_file(&path, effects);
        let said = record(&self.document, &folder, today).ok();
        let names = (file.name, file.name_en, file.illustrative);
        self.workspaces.known.insert(id, Saved { path, text, said, day: today, names });
    }

    /// Puts the document of another workspace in the place of this one, as one step.
    fn open_over(&mut self, document: Document) {
        let before = self.document.clone();
        self.edit("command-open-workspace", None, |it| *it = document);
        self.workspace_left(&before);
    }

    /// Another document has taken the place of one: where it is of another workspace, what was unsaved of
    /// the one before is not forgotten.
    pub(super) fn workspace_left(&mut self, before: &Document) {
        if before.workspace == self.document.workspace {
            return;
        }
        if self.workspaces.unsaved {
            self.workspaces.left.insert(before.workspace, before.clone());
        }
        self.workspaces.left.remove(&self.document.workspace);
        self.refresh_workspace();
    }

    /// A file was opened that the workspace had missed: what was made of it comes back with it.
    pub(super) fn take_back(&mut self, job: JobId, layer: LayerId) {
        self.take_back_as("command-open-files", Gesture::Load(job), layer);
    }

    fn take_back_as(&mut self, name: &'static str, gesture: Gesture, layer: LayerId) {
        if self.document.absent.layers.is_empty() {
            return;
        }
        let now = self.document.layer(layer).and_then(|entry| file_of(&entry.layer));
        let located = self.workspaces.locating.iter().position(|(_, at)| now.as_ref() == Some(at));
        let located = located.map(|at| self.workspaces.locating.swap_remove(at));
        let mut came = None;
        self.edit(name, Some(gesture), |document| {
            if let Some((missing, now)) = &located {
                document.rename_absent(missing, now);
            }
            came = taken_back(document, layer);
        });
        let Some((notices, is_rebound)) = came else { return };
        for notice in notices {
            self.notify(notice);
        }
        if is_rebound {
            self.derive_again(layer);
        }
    }

    /// Takes another file for a layer that is missing: what was made of it comes back once the file is
    /// read, and goes by the new name from then on.
    fn locate_layer(&mut self, source: &str, path: PathBuf, effects: &mut Vec<Effect>) {
        if is_workspace(&path) {
            self.notify(Diagnostic::error("locate-no-layer").in_file(path.display().to_string()));
            return;
        }
        if !self.document.absent.names(source) {
            return;
        }
        self.end_gesture();
        let now = absolute_source(&path);
        let open = self.document.layers.iter().find(|entry| file_of(&entry.layer).as_ref() == Some(&now));
        if let Some(open) = open.filter(|open| has_own_work(open)) {
            let name = open.layer.source.name();
            self.notify(Diagnostic::error("locate-open-already").in_file(name));
            return;
        }
        let open = open.map(|open| open.id);
        self.workspaces.locating.retain(|(missing, at)| missing != source && *at != now);
        self.workspaces.locating.push((source.to_owned(), now));
        match open {
            // It is open already: nothing is to be read.
            Some(layer) => {
                let gesture = Gesture::Whole(self.step);
                self.take_back_as("command-locate-layer", gesture, layer);
                self.choose_layer(layer);
            }
            None => self.open_files(&[path], effects),
        }
    }

    pub(super) fn workspace_job_ended(&mut self, job: JobId) {
        if self.opens_workspace(job) {
            self.workspaces.opening = None;
        }
    }

    /// Saves the workspace; where nothing of it is unsaved, one that was left so comes back to be saved.
    fn save_next(&mut self, effects: &mut Vec<Effect>) {
        if !self.is_unsaved()
            && let Some((_, document)) = self.workspaces.left.pop_last()
        {
            self.end_gesture();
            self.open_over(document);
        }
        self.save_workspace(effects);
    }

    fn save_workspace(&mut self, effects: &mut Vec<Effect>) {
        let workspace = self.document.workspace;
        let gets_file = self.saving().any(|(saving, _)| saving == workspace);
        if self.saved().is_some() || gets_file {
            self.save(self.document.clone(), None, effects);
        } else {
            effects.push(self.save_dialog());
        }
    }

    /// The workspaces whose files are being written.
    fn saving(&self) -> impl Iterator<Item = (WorkspaceId, &Saved)> {
        self.running.values().filter_map(|running| match &running.kind {
            RunningKind::SaveWorkspace { workspace, saved } => Some((*workspace, &**saved)),
            _ => None,
        })
    }

    fn save_dialog(&self) -> Effect {
        let saved = self.saved();
        let name =
            saved.and_then(|saved| saved.path.file_name()).map(|name| name.to_string_lossy().into_owned());
        let suggested_name =
            name.unwrap_or_else(|| format!("{}{ENDING}", text(self.settings.lang, "workspace-unnamed")));
        let folder = saved.map(|saved| saved.folder().to_owned());
        Effect::SaveWorkspaceDialog { suggested_name, folder }
    }

    /// Saves a document, as soon as no file is being written.
    fn save(&mut self, document: Document, to: Option<(PathBuf, Expected)>, effects: &mut Vec<Effect>) {
        if self.saving().next().is_some() {
            self.workspaces.waiting.push_back((document, to));
            return;
        }
        let known = self.workspaces.known.get(&document.workspace);
        let own = || known.map(|saved| (saved.path.clone(), Expected::Text(saved.text.clone())));
        let Some((path, expected)) = to.or_else(own) else {
            // The file that it was to get could not be written.
            effects.push(self.save_dialog());
            return;
        };
        let path = std::path::absolute(&path).unwrap_or(path);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let day = self.today();
        // A copy under another name is called by that.
        let names = known.map(|saved| match saved.names.clone() {
            names if saved.is_at(&path) => names,
            // What is made up is so under every name.
            (_, _, illustrative) => (None, None, illustrative),
        });
        let mut names = names.unwrap_or_default();
        names.2 |= document.layers.iter().any(|entry| is_made_up(&entry.layer));
        let (name, name_en, illustrative) = names.clone();
        let said = record(&document, &folder, day);
        let text =
            said.clone().and_then(|said| WorkspaceFile { name, name_en, illustrative, ..said }.to_text());
        let (said, text) = match (said, text) {
            (Ok(said), Ok(text)) => (said, text),
            (Err(diagnostic), _) | (_, Err(diagnostic)) => {
                self.workspaces.quits = false;
                self.notify(*diagnostic);
                return;
            }
        };
        let saved = Saved { path: path.clone(), text: text.clone(), said: Some(said), day, names };
        let kind = RunningKind::SaveWorkspace { workspace: document.workspace, saved: Box::new(saved) };
        let request = SaveRequest { path, text, expected };
        self.start_job(JobRequest::SaveWorkspace(Box::new(request)), kind, effects);
    }

    pub(super) fn workspace_saved(&mut self, job: JobId, effects: &mut Vec<Effect>) {
        let Some(RunningKind::SaveWorkspace { workspace, saved }) =
            self.running.get(&job).map(|running| running.kind.clone())
        else {
            return;
        };
        self.remember_file(&saved.path, effects);
        self.notify(Diagnostic::notice("workspace-saved").in_file(saved.path.display().to_string()));
        self.workspaces.known.insert(workspace, *saved);
        let left = self.workspaces.left.get(&workspace);
        if left.is_some_and(|document| !self.has_unsaved(document)) {
            self.workspaces.left.remove(&workspace);
        }
    }

    /// The file of a workspace is written, or is not: what waited for it goes on.
    pub(super) fn workspace_save_ended(&mut self, written: bool, effects: &mut Vec<Effect>) {
        self.refresh_workspace();
        // Where something could not be written nobody leaves, whatever waited for it.
        self.workspaces.quits &= written;
        while self.saving().next().is_none()
            && let Some((document, to)) = self.workspaces.waiting.pop_front()
        {
            self.save(document, to, effects);
        }
        if !self.workspaces.quits || self.saving().next().is_some() {
            return;
        }
        if self.is_anything_unsaved() {
            // Something was changed while the file was being written, or was left unsaved before.
            self.save_next(effects);
        } else {
            self.workspaces.quits = false;
            effects.push(Effect::CloseWindow);
        }
    }

    /// Looks whether something is unsaved. Run after every command and event.
    pub(super) fn refresh_workspace(&mut self) {
        self.workspaces.unsaved = self.has_unsaved(&self.document);
    }

    fn has_unsaved(&self, document: &Document) -> bool {
        match self.workspaces.known.get(&document.workspace) {
            None => {
                let opened_as = |id| self.workspaces.opened_as.get(&id).copied().unwrap_or(id);
                let day = self.workspaces.first_day;
                !is_plain(document, &Beginning { day, opened_as: &opened_as, cards: &first_cards })
            }
            Some(Saved { said: None, .. }) => true,
            Some(saved @ Saved { said: Some(said), day, .. }) => {
                let now = record(document, saved.folder(), *day);
                now.map_or(true, |now| now.without_look() != said.clone().without_look())
            }
        }
    }
}

/// Whether a layer says of itself that it is made up: its collection does.
fn is_made_up(layer: &Layer) -> bool {
    let is = |(name, value): &(String, String)| {
        well_known::ILLUSTRATIVE.contains(&name.as_str()) && value.trim() == "true"
    };
    layer.foreign_members.iter().any(is)
}

/// The path with a workspace's ending, in the place of a `.json` where it has that.
fn with_ending(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    if path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("json")) {
        path.file_name().unwrap_or_default().clone_into(&mut name);
    }
    name.push(ENDING);
    path.with_file_name(name)
}
