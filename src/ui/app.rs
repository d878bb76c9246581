//! What the window shows: it owns the session and the jobs, performs effects, and draws the panels.
//!
//! A frame goes: take in what jobs reported, draw from `&Session`, apply the commands that came of it,
//! perform their effects. With nothing to do there is no frame: workers and dialogs ask for one.

use super::early::{Early, Place};
use super::find::Find;
use super::frame::{self, Parts};
use super::leave::Leave;
use super::map::MapView;
use super::panels::export_dialog::ExportDialog;
use super::panels::fields_card::FieldsCard;
use super::panels::layers::Styles;
use super::panels::status::MapStatus;
use super::panels::styling::StylingPanel;
use super::remember::{self, Memory, Remembered};
use super::{dialogs, fonts, shortcuts, theme};
use crate::app::{Command, Effect, Session, Theme as Wear, WorkspaceCommand};
use crate::diagnostic::Diagnostic;
use crate::jobs::{Jobs, Report, run_now};
use crate::progress::CancelToken;
use crate::text::Lang;
use eframe::egui;
use std::path::PathBuf;
use std::sync::Arc;

/// Size of the window when it opens, in points.
pub(super) const OPENING_SIZE: [f32; 2] = [1600.0, 900.0];
/// What the window starts with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The language asked for on the command line; it wins over the one remembered.
    pub lang: Option<Lang>,
    /// Files to open.
    pub files: Vec<PathBuf>,
    /// Whether to begin with nothing where no file is named, instead of the bundled maps.
    pub empty: bool,
}

/// The window: session, jobs, and what belongs to the view alone.
pub struct ThreeMapsApp {
    session: Session,
    jobs: Jobs,
    place: Place,
    dialogs: dialogs::Dialogs,
    map: MapView,
    hover: Option<(u32, u32)>,
    map_status: MapStatus,
    styles: Styles,
    styling: Option<StylingPanel>,
    fields: Option<FieldsCard>,
    export: Option<ExportDialog>,
    find: Find,
    wear: Option<Wear>,
    leave: Leave,
    memory: Memory,
}

impl ThreeMapsApp {
    /// Sets up the window's context for a session that is at work already.
    pub(super) fn new(creation: &eframe::CreationContext<'_>, remembered: Remembered, early: Early) -> Self {
        let ctx = &creation.egui_ctx;
        theme::install(ctx);
        let chinese = fonts::install(ctx);
        let Early { session, jobs, effects, place } = early;
        place.is(ctx);
        let waker = place.waker();
        let (memory, notices) = remembered.keep_on({
            let waker = Arc::clone(&waker);
            move || waker()
        });
        let mut app = Self {
            session,
            jobs,
            place,
            dialogs: dialogs::Dialogs::new(waker),
            map: MapView::new(creation.wgpu_render_state.as_ref()),
            hover: None,
            map_status: MapStatus::default(),
            styles: Styles::new(),
            styling: None,
            fields: None,
            export: None,
            find: Find::default(),
            wear: None,
            leave: Leave::default(),
            memory,
        };
        for notice in notices {
            app.session.note(notice);
        }
        if chinese == fonts::ChineseFont::LastResort {
            app.session.note(Diagnostic::warning("window-no-chinese-font").with("package", fonts::PACKAGE));
        }
        app.perform(ctx, effects);
        app
    }

    /// A window that remembers nothing and keeps nothing, for tests of the whole.
    ///
    /// # Errors
    /// The system's error where it gives no thread for the workers.
    pub fn without_memory(creation: &eframe::CreationContext<'_>, start: Start) -> std::io::Result<Self> {
        let remembered = remember::nothing(start.lang.unwrap_or_default());
        let early = Early::begin(remembered.settings().clone(), start)?;
        Ok(Self::new(creation, remembered, early))
    }

    /// Goes over into another window, with nothing that the one before had drawn.
    pub(super) fn move_into(&mut self, creation: &eframe::CreationContext<'_>) {
        let ctx = &creation.egui_ctx;
        theme::install(ctx);
        fonts::install(ctx);
        self.place.is(ctx);
        self.map = MapView::new(creation.wgpu_render_state.as_ref());
        self.styles = Styles::new();
        self.wear = None;
        self.leave.move_on();
    }

    /// Whether the window closes because somebody wants it to.
    pub(super) fn is_closing(&self) -> bool {
        self.leave.is_closing()
    }

    /// Saves what is not saved beside the settings, where no window is to be had any more; the file.
    pub(super) fn rescue(&mut self) -> Option<PathBuf> {
        let path = remember::rescue_path().filter(|_| self.session.is_unsaved())?;
        let ask = WorkspaceCommand::SaveAs { path: path.clone() };
        let effects = self.session.apply(Command::Workspace { ask });
        let job = effects.into_iter().find_map(|effect| match effect {
            Effect::StartJob(job) => Some(job),
            _ => None,
        })?;
        let events = run_now(&job, &CancelToken::default());
        events.iter().any(|event| matches!(event.report, Report::WorkspaceSaved)).then_some(path)
    }

    /// Whether egui's painter draws the map, for want of a graphics card.
    pub(super) fn is_painted(&self) -> bool {
        self.map.is_painted()
    }

    /// Says something in the window.
    pub(super) fn note(&mut self, notice: Diagnostic) {
        self.session.note(notice);
    }

    /// Writes what is to be remembered.
    pub(super) fn close(mut self) {
        self.memory.close();
    }

    /// The session, for tests of the whole window.
    pub fn session(&self) -> &Session {
        &self.session
    }

    fn apply(&mut self, ctx: &egui::Context, commands: Vec<Command>) {
        for command in commands {
            let effects = self.session.apply(command);
            self.perform(ctx, effects);
        }
    }

    fn perform(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        let lang = self.session.settings().lang;
        for effect in effects {
            match effect {
                Effect::OpenFileDialog => self.dialogs.open_files(lang),
                Effect::ShowExportDialog { layer, rows } => {
                    self.export = Some(ExportDialog::new(layer, rows));
                }
                Effect::ShowFields { layer } => {
                    // One card at a time has the place beside the map's buttons.
                    self.styling = None;
                    self.fields = Some(FieldsCard::new(layer));
                }
                Effect::ShowStyling { layer } => {
                    self.fields = None;
                    self.styling = Some(StylingPanel::new(layer));
                }
                Effect::ShowForm(form) => self.find.open(ctx, form),
                Effect::SaveFileDialog { layer, suggested_name, options } => {
                    let folder = self.session.settings().export_folder.clone();
                    self.dialogs.save_file(lang, layer, suggested_name, options, folder);
                }
                Effect::OpenBriefDialog => self.dialogs.open_brief(lang),
                Effect::OpenBenchmarkDialog => self.dialogs.open_benchmark(lang),
                Effect::SaveBriefDialog { suggested_name } => self.dialogs.save_brief(lang, suggested_name),
                Effect::StartJob(job) => self.jobs.submit(job),
                Effect::CancelJob(job) => self.jobs.cancel(job),
                Effect::OpenWorkspaceDialog => self.dialogs.open_workspace(lang),
                Effect::LocateLayerDialog { source } => self.dialogs.locate_layer(lang, source),
                Effect::SaveWorkspaceDialog { suggested_name, folder } => {
                    if !self.dialogs.save_workspace(lang, suggested_name, folder) {
                        // Nobody was asked where to save: nobody leaves.
                        self.session.note(Diagnostic::warning("dialog-already-open"));
                        self.apply(ctx, vec![Command::Workspace { ask: WorkspaceCommand::Stay }]);
                    }
                }
                Effect::AskToSave => self.leave.ask(),
                Effect::CloseWindow => self.leave.close(ctx),
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::SaveSettings(settings) => self.memory.keep(settings),
            }
        }
    }

    /// Takes in what workers and dialogs have to say.
    fn listen(&mut self, ctx: &egui::Context) {
        for event in self.jobs.poll() {
            let effects = self.session.receive(event);
            self.perform(ctx, effects);
        }
        for failure in self.memory.failures() {
            self.session.note(failure);
        }
        let (answers, notices) = self.dialogs.answers();
        for notice in notices {
            self.session.note(notice);
        }
        self.apply(ctx, answers);
    }

    /// Puts the theme on that the settings ask for.
    fn wear(&mut self, ctx: &egui::Context) {
        let wanted = self.session.settings().theme;
        if self.wear != Some(wanted) {
            self.wear = Some(wanted);
            ctx.set_theme(match wanted {
                Wear::System => egui::ThemePreference::System,
                Wear::Light => egui::ThemePreference::Light,
                Wear::Dark => egui::ThemePreference::Dark,
            });
        }
    }

    /// Draws a frame; also what tests call.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.listen(&ctx);
        self.wear(&ctx);
        self.styles.keep(&self.session, ui.visuals().dark_mode);
        let mut commands = Vec::new();
        // What lies on top has the keys.
        self.leave.watch(&ctx, &self.session, &mut commands);
        let is_covered = self.export.is_some() || self.find.is_open() || self.leave.is_asking();
        if !is_covered && !self.session.brief().is_comparing() {
            let drafts = !self.session.drawing().corners().is_empty();
            if self.styling.is_some() && !drafts && StylingPanel::escaped(&ctx) {
                self.styling = None;
            }
            if self.fields.is_some() && !drafts && StylingPanel::escaped(&ctx) {
                self.fields = None;
            }
            shortcuts::pressed(&ctx, &self.session, &mut commands);
            shortcuts::mouse_buttons(&ctx, &self.session, &mut commands);
        }
        dropped(&ctx, &mut commands);
        let place = remember::moved_to(&ctx, self.session.settings().window);
        commands.extend(place.map(|place| Command::SetWindowPlace { place }));
        frame::show(
            ui,
            Parts {
                session: &self.session,
                styles: &self.styles,
                map: &mut self.map,
                hover: &mut self.hover,
                map_status: &mut self.map_status,
                export: &mut self.export,
                styling: &mut self.styling,
                fields: &mut self.fields,
                find: &mut self.find,
            },
            &mut commands,
        );
        self.leave.show(ui, &self.session, &mut commands);
        if !commands.is_empty() {
            self.apply(&ctx, commands);
            // What the commands changed is drawn at once, not at the next move of the pointer.
            ctx.request_repaint();
        }
    }
}

/// Files that were dropped on the window.
fn dropped(ctx: &egui::Context, commands: &mut Vec<Command>) {
    let paths: Vec<PathBuf> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if !paths.is_empty() {
        commands.push(Command::OpenFiles { paths });
    }
}

impl eframe::App for ThreeMapsApp {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }
}
