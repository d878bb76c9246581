//! Commands: everything that a person can ask for, as plain data.

mod fields;
mod select_mode;
mod workspace;

pub use fields::{FieldsCommand, SaidKind};
pub use select_mode::SelectMode;
pub use workspace::WorkspaceCommand;

use super::overview::Vicinity;
use super::settings::WindowPlace;
use super::{
    AssemblyAim, BottomTab, ChartChoice, Example, ExportOptions, ExportRows, FeatureRef, Form, LayerId,
    Motion, ShownFindings, Theme, View,
};
use crate::filter::facet::Condition;
use crate::geometry::Area;
use crate::jobs::JobId;
use crate::layer::Order;
use crate::maps::ledger::Benchmark;
use crate::maps::matching::Brief;
use crate::maps::schema::MapKind;
use crate::scene::Styling;
use crate::scene::Tool;
use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Something that a person asks for. Applied by `Session::apply` alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "command")]
pub enum Command {
    /// Show another of the three maps.
    SwitchMap {
        /// Which.
        map: MapKind,
    },
    /// Open files or `bundled:NAME`s.
    OpenFiles {
        /// As the person named them.
        paths: Vec<PathBuf>,
    },
    /// Open the bundled maps.
    OpenBundled,
    /// Ask for files to open.
    OpenDialog,
    /// Close a layer.
    CloseLayer {
        /// Which.
        layer: LayerId,
    },
    /// Say to which map a layer belongs.
    AssignMap {
        /// Which layer.
        layer: LayerId,
        /// Which map.
        map: MapKind,
    },
    /// Move a layer in the drawing order.
    MoveLayer {
        /// Which.
        layer: LayerId,
        /// Its new position from the bottom, counted from 0.
        to: usize,
    },
    /// Show or hide a layer.
    SetVisible {
        /// Which.
        layer: LayerId,
        /// Whether it shows.
        visible: bool,
    },
    /// Choose the layer that filter, table and statistics speak of.
    ChooseLayer {
        /// Which.
        layer: LayerId,
    },
    /// Filter by CQL2 text.
    SetFilterText {
        /// Which layer.
        layer: LayerId,
        /// As typed; empty for no filter.
        text: String,
        /// The same number throughout one stretch of typing, which is one step of undo.
        gesture: Option<u32>,
    },
    /// Set or take away what a card asks of its field.
    SetCondition {
        /// Which layer.
        layer: LayerId,
        /// Which field.
        field: String,
        /// What is asked; `None` for nothing.
        condition: Option<Condition>,
        /// The same number throughout one drag of a slider, which is one step of undo.
        gesture: Option<u32>,
    },
    /// Open a field's filter card.
    AddCard {
        /// Which layer.
        layer: LayerId,
        /// Which field.
        field: String,
    },
    /// Close a field's filter card and take its condition away.
    RemoveCard {
        /// Which layer.
        layer: LayerId,
        /// Which field.
        field: String,
    },
    /// Take a layer's filter away.
    ClearFilter {
        /// Which.
        layer: LayerId,
    },
    /// Take all layers' filters away.
    ClearAllFilters,
    /// Select features.
    Select {
        /// Which.
        features: Vec<FeatureRef>,
        /// How they join the selection before.
        mode: SelectMode,
    },
    /// Select nothing.
    ClearSelection,
    /// Go to the next feature: of the selection where it holds several, of the matching rows otherwise.
    NextSelected,
    /// Go to the one before.
    PreviousSelected,
    /// Move the camera.
    SetView {
        /// Where to.
        view: View,
    },
    /// Say how large the map widget is.
    SetViewport {
        /// Width in points.
        width_pt: f64,
        /// Height in points.
        height_pt: f64,
    },
    /// Show all of a layer's matching features.
    ZoomToLayer {
        /// Which.
        layer: LayerId,
    },
    /// Show the selected features.
    ZoomToSelection,
    /// Show everything of the current map.
    ZoomToAll,
    /// Choose fields and format of an export.
    ExportDialog,
    /// The same, beginning with rows that no filter says.
    ExportSitesDialog {
        /// Which rows.
        rows: ExportRows,
    },
    /// The form of an export is closed.
    CloseExportDialog,
    /// Ask where to save an export.
    ChooseExportPath {
        /// Which layer.
        layer: LayerId,
        /// Format and fields.
        options: ExportOptions,
    },
    /// Write a filtered snapshot.
    Export {
        /// Which layer.
        layer: LayerId,
        /// The file.
        path: PathBuf,
        /// Format and fields.
        options: ExportOptions,
    },
    /// Take back the last step.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Speak another language.
    SetLang {
        /// Which.
        lang: Lang,
    },
    /// Wear other colours.
    SetTheme {
        /// Which.
        theme: Theme,
    },
    /// Stop a job.
    CancelJob {
        /// Which.
        job: JobId,
    },
    /// Put a notice away; it stays in the history.
    DismissNotice {
        /// Its number.
        id: u64,
    },
    // The desk: the layer list, the shortlist, examples, and what is remembered between two runs.
    /// Show or hide all base layers.
    SetBaseVisible {
        /// Whether they show.
        visible: bool,
    },
    /// Read a layer's file again; filter, cards and place stay where the new columns admit them.
    ReloadLayer {
        /// Which.
        layer: LayerId,
    },
    /// Leave a layer as it is although its file was opened again.
    KeepLayer {
        /// Which.
        layer: LayerId,
    },
    /// Put a feature on the shortlist, or take it off.
    ToggleShortlist {
        /// Which.
        feature: FeatureRef,
    },
    /// Select a feature and bring it into view, on its own map.
    GoToFeature {
        /// Which.
        feature: FeatureRef,
    },
    /// Show one of the selected features in the inspector.
    ShowSelected {
        /// Its position in the selection, counted from 0.
        at: usize,
    },
    /// Ask one of the typical questions of the bundled maps.
    RunExample {
        /// Which.
        example: Example,
    },
    /// Look which of the recent files are still there.
    CheckRecents,
    /// Take a file out of the recent ones.
    ForgetRecent {
        /// Which.
        path: PathBuf,
    },
    /// Fold or unfold a part of the window, or give it another size.
    SetPanel {
        /// Its name.
        panel: String,
        /// Whether it is unfolded.
        open: bool,
        /// Its width or height in points; `None` for its own.
        size_pt: Option<f64>,
    },
    /// Say where the window stands.
    SetWindowPlace {
        /// Where.
        place: WindowPlace,
    },
    /// Leave fields without a value out of the inspector, or show them.
    SetHideMissing {
        /// Whether they are left out.
        hide: bool,
    },
    // Styling
    /// Show how a layer is drawn, to change it.
    ShowStyling {
        /// Which.
        layer: LayerId,
    },
    /// Draw a layer in another way.
    SetStyling {
        /// Which.
        layer: LayerId,
        /// How; `None`: as its kind is.
        styling: Option<Styling>,
        /// The same number throughout one drag of a slider, which is one step of undo.
        gesture: Option<u32>,
    },
    /// Gather a layer's points where they would cover each other, or show each of them.
    SetClusters {
        /// Which.
        layer: LayerId,
        /// Whether they gather.
        on: bool,
    },
    /// Come so near to gathered points that they come apart.
    ComeApart {
        /// Where, and how near.
        view: View,
    },
    // The panel below the map.
    /// Fold or unfold the panel below the map.
    ShowBottom {
        /// Whether it is unfolded.
        open: bool,
    },
    /// Bring a tab of the panel below the map to the front, and unfold it.
    SetBottomTab {
        /// Which.
        tab: BottomTab,
    },
    /// Put a layer's table into an order.
    SetTableOrder {
        /// Which layer.
        layer: LayerId,
        /// The order; that of the file where `None`.
        order: Option<Order>,
    },
    /// List only what is in view, or everything that matches.
    SetOnlyInView {
        /// Whether only what is in view.
        only_in_view: bool,
    },
    /// Say what the chart of a layer shows.
    SetChart {
        /// Which layer.
        layer: LayerId,
        /// Its field and measure.
        choice: ChartChoice,
    },
    // Tools of the map: drawing, selecting by place, from selection to filter.
    /// Take a tool up; what was drawn goes.
    SetTool {
        /// Which.
        tool: Tool,
    },
    /// Set a corner with the tool in hand.
    SetCorner {
        /// Longitude and latitude.
        at: [f64; 2],
    },
    /// Take the last corner back.
    TakeBackCorner,
    /// End what is being drawn: an area selects, a measurement stays.
    EndDrawing {
        /// How what is selected joins the selection before.
        mode: SelectMode,
    },
    /// Leave the draft, or else the tool with what was drawn.
    LeaveTool,
    /// Select the chosen layer's matching features that an area touches. The area shows.
    SelectWithin {
        /// The area.
        area: Area,
        /// How they join the selection before.
        mode: SelectMode,
    },
    /// Select a layer's matching features that share a point with another layer's selected ones.
    SelectTouching {
        /// Which layer to select from.
        layer: LayerId,
        /// The other one.
        of: LayerId,
        /// How they join the selection before.
        mode: SelectMode,
    },
    /// Select a layer's matching features that come near another layer's selected ones.
    SelectNear {
        /// Which layer to select from.
        layer: LayerId,
        /// The other one.
        of: LayerId,
        /// How near, in metres.
        distance_m: f64,
        /// How they join the selection before.
        mode: SelectMode,
    },
    /// Select all matching features of a layer.
    SelectMatching {
        /// Which layer.
        layer: LayerId,
        /// How they join the selection before; `Toggle` turns the selection round.
        mode: SelectMode,
    },
    /// Filter a layer by its selected features: exactly these are left.
    KeepSelected {
        /// Which layer.
        layer: LayerId,
    },
    /// Add an area to a layer's filter: only what it touches is left.
    FilterWithin {
        /// Which layer.
        layer: LayerId,
        /// The area.
        area: Area,
    },
    // Finding things and places.
    /// Show a form: search, palette, shortcuts, coordinate, bookmark.
    ShowForm {
        /// Which.
        form: Form,
    },
    /// Search names, numbers and addresses of all layers.
    Search {
        /// As typed; empty for no search.
        text: String,
    },
    /// Show a position, and mark it.
    GoToCoordinate {
        /// Longitude and latitude in degrees.
        lon_lat: [f64; 2],
    },
    /// Take the mark away.
    DismissPin,
    /// Look where the camera looked before.
    ViewBack,
    /// Look where the camera looked before going back.
    ViewForward,
    /// Remember the map and the view.
    AddBookmark {
        /// Under which name.
        name: String,
    },
    /// Show the map and the view of a bookmark.
    GoToBookmark {
        /// Which.
        id: u32,
    },
    /// Give a bookmark another name.
    RenameBookmark {
        /// Which.
        id: u32,
        /// The name.
        name: String,
    },
    /// Take a bookmark away.
    RemoveBookmark {
        /// Which.
        id: u32,
    },
    /// Double the scale around the middle.
    ZoomIn,
    /// Halve it.
    ZoomOut,
    /// Fly to far places, or go there at once.
    SetMotion {
        /// Which.
        motion: Motion,
    },
    // A prospect's brief, and sites side by side.
    /// Show the brief in the place of layers and filters, or these again.
    ShowBrief {
        /// Whether the brief shows.
        open: bool,
    },
    /// Change the brief.
    SetBrief {
        /// As it is to be.
        brief: Brief,
    },
    /// Ask for a brief's file.
    OpenBriefDialog,
    /// Read a brief's file.
    OpenBrief {
        /// The file.
        path: PathBuf,
    },
    /// Ask where to save the brief.
    SaveBriefDialog,
    /// Write the brief's file.
    SaveBrief {
        /// The file.
        path: PathBuf,
    },
    /// Select the sites that the brief fits.
    SelectMatches,
    /// Lay sites of the shortlist side by side, or put them away.
    ShowCompare {
        /// Whether they show.
        open: bool,
    },
    /// Take a site of the shortlist into the comparison, or out of it.
    ToggleCompared {
        /// Which.
        feature: FeatureRef,
    },
    /// Write a note on a site.
    SetNote {
        /// Which site.
        feature: FeatureRef,
        /// The note; empty for none.
        text: String,
    },
    // Checks, and putting parcels together.
    /// Check a layer's data.
    CheckLayer {
        /// Which.
        layer: LayerId,
    },
    /// Say which findings show.
    ShowFindings {
        /// By how bad they are.
        shown: ShownFindings,
    },
    /// Select several features of a layer and bring them into view, on their own map.
    GoToFeatures {
        /// Which layer.
        layer: LayerId,
        /// Its rows.
        rows: Vec<u32>,
    },
    /// Open the card that puts parcels of a layer together, or close it.
    ShowAssembly {
        /// Which layer; `None` closes the card.
        layer: Option<LayerId>,
    },
    /// Look for neighbouring parcels that together reach an area.
    Assemble {
        /// Of which layer.
        layer: LayerId,
        /// The area and the tolerance.
        aim: AssemblyAim,
    },
    /// Show a group of parcels: select them, bring them into view, draw their outline.
    ShowAssemblyGroup {
        /// Its place in the list, counted from 0.
        at: usize,
    },
    /// Say what a layer holds, and which of its columns are which fields.
    Fields {
        /// Which layer.
        layer: LayerId,
        /// What of it.
        ask: FieldsCommand,
    },
    /// Show the rows behind a figure of the overview: join its condition to the layer's filter, or take
    /// it away where it is there.
    Narrow {
        /// Which layer.
        layer: LayerId,
        /// CQL2.
        condition: String,
    },
    /// Say how far to look around a feature, and what for.
    SetVicinity {
        /// How far, what for.
        vicinity: Vicinity,
    },
    // The idle clock.
    /// Count derived fields to another day.
    SetReferenceDay {
        /// Which.
        day: jiff::civil::Date,
        /// The same number throughout one drag of the slider or one run of play, which is one step of undo.
        gesture: Option<u32>,
    },
    /// Hold idle land against another benchmark.
    SetBenchmark {
        /// Which.
        benchmark: Benchmark,
    },
    /// Ask for a file with figures per 亩 by industry.
    OpenBenchmarkDialog,
    /// Read such a file, and hold idle land against it.
    OpenBenchmark {
        /// The file.
        path: PathBuf,
    },
    /// Let the reference day run on by itself, or stop it.
    SetPlayingDays {
        /// Whether it runs.
        playing: bool,
    },
    /// Open or save the workspace, or leave the program.
    Workspace {
        /// What of it.
        ask: WorkspaceCommand,
    },
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
    },
}
