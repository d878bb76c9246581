//! The session: the only thing that changes the document.

mod again;
mod binding;
mod asked;
mod bottom;
mod day;
mod checking;
mod examples;
mod export;
mod filters;
mod history;
mod identity;
mod idle;
mod layers;
mod matching;
mod overview;
mod places;
mod receive;
mod reload;
mod remembered;
mod running;
mod search;
mod selection;
mod styling;
mod sums;
mod tools;
mod view;
mod views;
mod workspace;

use super::bottom::{BottomJob, BottomTab};
use super::{Command, Document, Effect, Example, ExportRows, LayerId, Notice, SelectMode, Settings, View};
use crate::app::settings::PanelState;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::geometry::BBox;
use crate::jobs::{JobId, Summary};
use crate::layer::RowSet;
use crate::maps::binding::Binding;
use crate::maps::derive;
use crate::scene::Drawing;
use bottom::BottomState;
pub use checking::{AssemblyAim, ShownFindings};
use history::History;
pub use matching::MatchState;
pub use running::{Running, RunningKind};
pub use search::{LayerHits, SearchState};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
pub use sums::SelectionTotals;
pub use workspace::Saved;

/// Tells the time that snapshots name; injected.
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// What follows from a layer and its filter, computed by a job.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The rows that match: of the newest filter that has been run.
    pub rows: Arc<RowSet>,
    /// Their number, counted once.
    pub matching: usize,
    /// Facets and totals over them.
    pub summary: Arc<Summary>,
    /// Whether a newer filter is still being run.
    pub stale: bool,
    /// Whether the summary is still that of a filter before.
    pub summary_behind: bool,
    /// The question last asked.
    revision: u64,
    /// What was asked: filter, open cards, and what either of them depends on.
    asked: (Option<Filter>, Vec<String>, day::Basis),
    /// What its columns were taken for.
    binding: Arc<Binding>,
    /// The filter, the opened cards and what the layer's columns speak of that the question came from:
    /// while they are the same, it is too.
    asked_for: (Option<Filter>, Vec<String>, day::Basis),
}

/// The document with everything that follows from it.
pub struct Session {
    document: Document,
    settings: Settings,
    derived: BTreeMap<LayerId, Derived>,
    styled: BTreeMap<LayerId, styling::StyledEntry>,
    running: BTreeMap<JobId, Running>,
    notices: Vec<Notice>,
    history: History,
    bottom: BottomState,
    overview: overview::OverviewState,
    /// The load that filled the empty window.
    begins_with: Option<JobId>,
    /// The example that waits for the bundled maps.
    asked_example: Option<(JobId, Example)>,
    /// Layers whose derived columns are to be worked out anew: their columns were bound otherwise.
    rebound: BTreeSet<LayerId>,
    /// Layers to bring into view when their filter has run.
    zoom_when_filtered: Option<LayerId>,
    /// The box that was brought into view, and the view that this gave; until a person does something else.
    fitted: Option<(BBox, View)>,
    /// Layers whose file was opened once more.
    opened_again: Vec<LayerId>,
    /// Recent files that were looked for and not found.
    missing_recents: Vec<PathBuf>,
    sums: sums::Sums,
    day: day::DayState,
    idle: idle::IdleState,
    checking: checking::Checking,
    search: SearchState,
    matching: MatchState,
    views: views::ViewHistory,
    workspaces: workspace::Workspaces,
    /// A position that a person typed, longitude and latitude.
    pin: Option<[f64; 2]>,
    clock: Clock,
    viewport_pt: [f64; 2],
    drawing: Drawing,
    next_layer: u32,
    next_job: u64,
    next_revision: u64,
    step: u64,
}

impl Session {
    /// An empty document. `clock` tells the time that snapshots name.
    pub fn new(settings: Settings, clock: Clock) -> Self {
        let day = derive::day_of(clock());
        Self {
            document: Document::on(day),
            settings,
            derived: BTreeMap::new(),
            styled: BTreeMap::new(),
            running: BTreeMap::new(),
            notices: Vec::new(),
            history: History::default(),
            bottom: BottomState::default(),
            overview: overview::OverviewState::default(),
            begins_with: None,
            asked_example: None,
            rebound: BTreeSet::new(),
            zoom_when_filtered: None,
            fitted: None,
            opened_again: Vec::new(),
            missing_recents: Vec::new(),
            sums: sums::Sums::default(),
            day: day::DayState::default(),
            idle: idle::IdleState::default(),
            checking: checking::Checking::default(),
            search: SearchState::default(),
            matching: MatchState::default(),
            views: views::ViewHistory::default(),
            workspaces: workspace::Workspaces::on(day),
            pin: None,
            clock,
            viewport_pt: [1000.0, 700.0],
            drawing: Drawing::default(),
            next_layer: 0,
            next_job: 0,
            next_revision: 0,
            step: 0,
        }
    }

    /// Applies a command; what it asks of the world outside comes back.
    #[expect(clippy::too_many_lines, reason = "one arm a command: none is forgotten")]
    #[must_use = "effects are to be performed"]
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        self.step += 1;
        self.ask_again(&command);
        if !self.comes_with_the_layout(&command) {
            self.fitted = None;
        }
        let mut effects = Vec::new();
        match command {
            Command::SwitchMap { map } => self.switch_map(map),
            Command::OpenFiles { paths } => self.open_files(&paths, &mut effects),
            Command::OpenBundled => self.open_bundled(&mut effects),
            Command::OpenDialog => effects.push(Effect::OpenFileDialog),
            Command::CloseLayer { layer } => self.close_layer(layer),
            Command::AssignMap { layer, map } => self.assign_map(layer, map),
            Command::MoveLayer { layer, to } => self.move_layer(layer, to),
            Command::SetVisible { layer, visible } => self.set_visible(layer, visible),
            Command::ChooseLayer { layer } => self.choose_layer(layer),
            Command::SetFilterText { layer, text, gesture } => self.set_filter_text(layer, text, gesture),
            Command::SetCondition { layer, field, condition, gesture } => {
                self.set_condition(layer, &field, condition.as_ref(), gesture);
            }
            Command::AddCard { layer, field } => self.add_card(layer, field),
            Command::RemoveCard { layer, field } => self.remove_card(layer, &field),
            Command::ClearFilter { layer } => self.clear_filters(Some(layer)),
            Command::ClearAllFilters => self.clear_filters(None),
            Command::Select { features, mode } => {
                self.stop_selecting(&mut effects);
                self.select(&features, mode);
            }
            Command::ClearSelection => {
                self.stop_selecting(&mut effects);
                self.select(&[], SelectMode::Replace);
                self.clear_drawn_area();
            }
            Command::NextSelected => self.step_selection(true),
            Command::PreviousSelected => self.step_selection(false),
            Command::SetView { view } => self.set_view(view),
            Command::SetViewport { width_pt, height_pt } => self.set_viewport([width_pt, height_pt]),
            Command::ZoomToLayer { layer } => self.zoom_to_layer(layer),
            Command::ZoomToSelection => self.zoom_to_selection(),
            Command::ZoomToAll => self.zoom_to_all(),
            Command::ExportDialog => self.show_export_dialog(ExportRows::Filtered, &mut effects),
            Command::ExportSitesDialog { rows } => self.show_export_dialog(rows, &mut effects),
            Command::CloseExportDialog => self.matching.exporting = false,
            Command::ChooseExportPath { layer, options } => {
                effects.extend(self.choose_export_path(layer, options));
            }
            Command::Export { layer, path, options } => self.export(layer, path, &options, &mut effects),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::SetLang { lang } => self.change_settings(&mut effects, |it| it.lang = lang),
            Command::SetTheme { theme } => self.change_settings(&mut effects, |it| it.theme = theme),
            Command::CancelJob { job } => self.cancel_job(job, &mut effects),
            Command::DismissNotice { id } => self.dismiss(id),
            Command::SetBaseVisible { visible } => self.set_base_visible(visible),
            Command::ReloadLayer { layer } => self.reload_layer(layer, &mut effects),
            Command::KeepLayer { layer } => self.opened_again.retain(|&id| id != layer),
            Command::ToggleShortlist { feature } => self.toggle_shortlist(feature),
            Command::GoToFeature { feature } => self.go_to_feature(feature),
            Command::ShowSelected { at } if at < self.document.selection.len() => self.document.current = at,
            Command::ShowSelected { .. } => {}
            Command::RunExample { example } => self.run_example(example, &mut effects),
            Command::CheckRecents => self.check_recents(&mut effects),
            Command::ForgetRecent { path } => {
                self.change_settings(&mut effects, |it| it.recents.retain(|known| *known != path));
            }
            Command::SetPanel { panel, open, size_pt } => {
                self.change_settings(&mut effects, |it| {
                    it.panels.insert(panel, PanelState { open, size_pt });
                });
            }
            Command::SetWindowPlace { place } => {
                self.change_settings(&mut effects, |it| it.window = Some(place));
            }
            Command::SetHideMissing { hide } => {
                self.change_settings(&mut effects, |it| it.hide_missing = hide);
            }
            Command::ShowStyling { layer } => {
                // Each card counts its drags from the beginning.
                self.end_gesture();
                effects.push(Effect::ShowStyling { layer });
            }
            Command::Fields { layer, ask } => self.apply_fields(layer, ask, &mut effects),
            Command::SetStyling { layer, styling, gesture } => self.set_styling(layer, styling, gesture),
            Command::SetClusters { layer, on } => self.set_clusters(layer, on),
            Command::ComeApart { view } => self.jump(view),
            Command::ShowBottom { open } => self.show_bottom(open, None, &mut effects),
            Command::SetBottomTab { tab } => self.show_bottom(true, Some(tab), &mut effects),
            Command::SetTableOrder { layer, order } => self.set_table_order(layer, order),
            Command::SetOnlyInView { only_in_view } => self.set_only_in_view(only_in_view),
            Command::SetChart { layer, choice } => self.set_chart(layer, choice),
            Command::SetTool { .. }
            | Command::SetCorner { .. }
            | Command::TakeBackCorner
            | Command::EndDrawing { .. }
            | Command::LeaveTool
            | Command::SelectWithin { .. }
            | Command::SelectTouching { .. }
            | Command::SelectNear { .. }
            | Command::SelectMatching { .. }
            | Command::KeepSelected { .. }
            | Command::FilterWithin { .. } => self.apply_tool(command, &mut effects),
            Command::ShowForm { form } => effects.push(Effect::ShowForm(form)),
            Command::Search { text } => self.search.text = text,
            Command::GoToCoordinate { lon_lat } => self.go_to_coordinate(lon_lat),
            Command::DismissPin => self.pin = None,
            Command::ViewBack => self.go_back(),
            Command::ViewForward => self.go_forward(),
            Command::AddBookmark { name } => self.add_bookmark(&name),
            Command::GoToBookmark { id } => self.go_to_bookmark(id),
            Command::RenameBookmark { id, name } => self.rename_bookmark(id, &name),
            Command::RemoveBookmark { id } => self.remove_bookmark(id),
            Command::ZoomIn => self.zoom_by(1.0),
            Command::ZoomOut => self.zoom_by(-1.0),
            Command::SetMotion { motion } => self.change_settings(&mut effects, |it| it.motion = motion),
            Command::ShowBrief { .. }
            | Command::SetBrief { .. }
            | Command::OpenBriefDialog
            | Command::OpenBrief { .. }
            | Command::SaveBriefDialog
            | Command::SaveBrief { .. }
            | Command::SelectMatches
            | Command::ShowCompare { .. }
            | Command::ToggleCompared { .. }
            | Command::SetNote { .. } => self.apply_brief(command, &mut effects),
            Command::CheckLayer { .. }
            | Command::ShowFindings { .. }
            | Command::GoToFeatures { .. }
            | Command::ShowAssembly { .. }
            | Command::Assemble { .. }
            | Command::ShowAssemblyGroup { .. } => self.apply_checking(command, &mut effects),
            Command::Narrow { layer, condition } => {
                self.narrow(layer, &condition);
                self.show_bottom(true, Some(BottomTab::Table), &mut effects);
            }
            Command::SetVicinity { vicinity } => self.set_vicinity(vicinity),
            Command::SetReferenceDay { day, gesture } => self.set_reference_day(day, gesture),
            Command::SetBenchmark { benchmark } => self.set_benchmark(benchmark),
            Command::OpenBenchmarkDialog => effects.push(Effect::OpenBenchmarkDialog),
            Command::OpenBenchmark { path } => self.open_benchmark(path, &mut effects),
            Command::SetPlayingDays { playing } => self.set_playing_days(playing),
            Command::Workspace { ask } => self.apply_workspace(ask, &mut effects),
            Command::Copy { text } => effects.push(Effect::CopyText(text)),
        }
        self.refresh_day(&mut effects);
        self.refresh(&mut effects);
        self.refresh_styles(&mut effects);
        self.refresh_bottom(&mut effects);
        self.refresh_overview(&mut effects);
        self.refresh_idle(&mut effects);
        self.refresh_search(&mut effects);
        self.refresh_matching(&mut effects);
        self.refresh_workspace();
        effects
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What the person has chosen for all documents.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Size of the map widget in points.
    pub fn viewport_pt(&self) -> [f64; 2] {
        self.viewport_pt
    }

    /// What follows from a layer and its filter; `None` where there is no such layer.
    pub fn derived(&self, layer: LayerId) -> Option<&Derived> {
        self.derived.get(&layer)
    }

    /// The matching rows of a layer; while a newer filter runs, those of the one before.
    pub fn matching(&self, layer: LayerId) -> Option<&Arc<RowSet>> {
        self.derived.get(&layer).map(|derived| &derived.rows)
    }

    /// Matching features and all features of a layer.
    pub fn counts(&self, layer: LayerId) -> Option<(usize, usize)> {
        self.derived.get(&layer).map(|derived| (derived.matching, derived.rows.len_all()))
    }

    /// Facets and totals of a layer.
    pub fn summary(&self, layer: LayerId) -> Option<&Arc<Summary>> {
        self.derived.get(&layer).map(|derived| &derived.summary)
    }

    /// Whether facets and totals of the layer are still those of a filter before.
    pub fn is_summary_behind(&self, layer: LayerId) -> bool {
        self.derived.get(&layer).is_some_and(|derived| derived.summary_behind)
    }

    /// Whether a newer filter of the layer is still being run.
    pub fn is_stale(&self, layer: LayerId) -> bool {
        self.derived.get(&layer).is_some_and(|derived| derived.stale)
    }

    /// All notices so far, the oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Notices that nobody has put away yet, the newest first.
    pub fn open_notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.iter().rev().filter(|notice| !notice.dismissed)
    }

    /// Takes note of something that the window found out, such as a font that is missing.
    pub fn note(&mut self, diagnostic: Diagnostic) {
        self.notify(diagnostic);
    }

    fn notify(&mut self, diagnostic: Diagnostic) {
        let id = self.notices.len() as u64;
        self.notices.push(Notice { id, at_step: self.step, diagnostic, dismissed: false });
    }

    fn dismiss(&mut self, id: u64) {
        if let Some(notice) = self.notices.iter_mut().find(|notice| notice.id == id) {
            notice.dismissed = true;
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("document", &self.document)
            .field("settings", &self.settings)
            .field("running", &self.running)
            .field("notices", &self.notices)
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}
