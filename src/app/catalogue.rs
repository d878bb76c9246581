//! One table of all actions: text, tooltip, shortcut, icon. Menu, palette and help read it.
//!
//! The tooltip of an action is the attribute `.hint` of its text key.

mod of_command;
mod table;
mod tools;
mod workspace;

pub use table::{MORE_KEYS, TABLE};

use super::{BottomTab, Command, Example, ExportRows, FieldsCommand, Form, Session};
use crate::maps::matching::SiteGroup;
use crate::maps::schema::MapKind;
use crate::scene::clusters::can_gather;

/// What a person can do, apart from what it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named after the command that the table below gives")]
pub enum Action {
    OpenDialog,
    OpenFiles,
    OpenBundled,
    CloseLayer,
    AssignMap,
    MoveLayer,
    ShowLayer,
    HideLayer,
    ChooseLayer,
    SwitchToSpace,
    SwitchToIndustry,
    SwitchToStartup,
    SetFilterText,
    SetCondition,
    AddCard,
    RemoveCard,
    ClearFilter,
    ClearAllFilters,
    Select,
    ClearSelection,
    NextSelected,
    PreviousSelected,
    SetView,
    ZoomToLayer,
    ZoomToSelection,
    ZoomToAll,
    ExportDialog,
    ExportMatches,
    ExportShortlist,
    CloseExportDialog,
    ChooseExportPath,
    Export,
    Undo,
    Redo,
    SwitchLang,
    SwitchTheme,
    CancelJob,
    DismissNotice,
    SetBaseVisible,
    ReloadLayer,
    KeepLayer,
    ToggleShortlist,
    GoToFeature,
    ExampleLand,
    ExampleFactories,
    ExampleIncubators,
    CheckRecents,
    ForgetRecent,
    SetPanel,
    SetHideMissing,
    ShowFields,
    BindField,
    UnbindField,
    SetUnit,
    ConfirmFields,
    SetKind,
    ShowStyling,
    SetStyling,
    ToggleClusters,
    ComeApart,
    ToggleBottom,
    ShowTable,
    ShowStatistics,
    ShowOverview,
    Narrow,
    SetVicinity,
    SetTableOrder,
    ToggleOnlyInView,
    SetChart,
    ToolPick,
    ToolBox,
    ToolPolygon,
    ToolRadius,
    ToolMeasureDistance,
    ToolMeasureArea,
    SetCorner,
    TakeBackCorner,
    EndDrawing,
    Leave,
    SelectWithin,
    SelectTouching,
    SelectNear,
    SelectMatching,
    InvertSelection,
    KeepSelected,
    FilterWithin,
    ShowSearch,
    ShowPalette,
    ShowShortcuts,
    ShowCoordinate,
    ShowBookmark,
    Search,
    GoToCoordinate,
    DismissPin,
    ViewBack,
    ViewForward,
    AddBookmark,
    GoToBookmark,
    RenameBookmark,
    RemoveBookmark,
    ZoomIn,
    ZoomOut,
    SwitchMotion,
    ShowBrief,
    SetBrief,
    OpenBriefDialog,
    OpenBrief,
    SaveBriefDialog,
    SaveBrief,
    SelectMatches,
    ShowCompare,
    ToggleCompared,
    SetNote,
    SetReferenceDay,
    ReferenceToday,
    PlayDays,
    ShowDeadlines,
    ShowLedger,
    SetBenchmark,
    OpenBenchmarkDialog,
    OpenBenchmark,
    CheckLayer,
    ShowCheck,
    ShowFindings,
    GoToFeatures,
    ShowAssembly,
    Assemble,
    ShowAssemblyGroup,
    OpenWorkspaceDialog,
    OpenWorkspace,
    SaveWorkspace,
    SaveWorkspaceDialog,
    SaveWorkspaceAs,
    LocateLayerDialog,
    LocateLayer,
    ForgetLayer,
    Quit,
    SaveAndQuit,
    QuitWithoutSaving,
    Stay,
    Copy,
}

/// Keys to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or ⌥ on a Mac.
    pub alt: bool,
    /// The key by its name: `O`, `Escape`, `ArrowRight`.
    pub key: &'static str,
}

impl Shortcut {
    /// As it is written in a menu: `Ctrl+Shift+Z`.
    pub fn label(&self) -> String {
        let mut label = String::new();
        if self.command {
            label.push_str("Ctrl+");
        }
        if self.alt {
            label.push_str("Alt+");
        }
        if self.shift {
            label.push_str("Shift+");
        }
        label.push_str(self.key);
        label
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Key of its text; `.hint` of the same key is its tooltip.
    pub text: &'static str,
    /// Name of its icon.
    pub icon: &'static str,
    /// Keys, where it has any.
    pub shortcut: Option<Shortcut>,
}

impl Action {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        // A test holds the table to be complete; the first line stands in where it is not.
        TABLE.iter().find(|entry| entry.action == self).unwrap_or(&TABLE[0])
    }

    /// The command that the action makes now, where it needs nothing but the session: what menu,
    /// palette and shortcuts can send. `None` where it needs more, or there is nothing to do it to.
    #[expect(clippy::too_many_lines, reason = "one arm an action: none is forgotten")]
    pub fn command(self, session: &Session) -> Option<Command> {
        let document = session.document();
        let chosen = document.chosen;
        let settings = session.settings();
        let map = |map: MapKind| (document.map != map).then_some(Command::SwitchMap { map });
        let visible = |shown: bool| {
            let entry = document.chosen_layer()?;
            (entry.visible != shown).then_some(Command::SetVisible { layer: entry.id, visible: shown })
        };
        match self {
            Self::OpenDialog => Some(Command::OpenDialog),
            Self::OpenBundled => Some(Command::OpenBundled),
            Self::CloseLayer => Some(Command::CloseLayer { layer: chosen? }),
            Self::ShowLayer => visible(true),
            Self::HideLayer => visible(false),
            Self::SwitchToSpace => map(MapKind::Space),
            Self::SwitchToIndustry => map(MapKind::Industry),
            Self::SwitchToStartup => map(MapKind::Startup),
            Self::ClearFilter => {
                let entry = document.chosen_layer()?;
                (!entry.filter.is_clear()).then_some(Command::ClearFilter { layer: entry.id })
            }
            Self::ClearAllFilters => document
                .layers
                .iter()
                .any(|entry| !entry.filter.is_clear())
                .then_some(Command::ClearAllFilters),
            Self::ClearSelection => (!document.selection.is_empty()).then_some(Command::ClearSelection),
            Self::NextSelected => chosen.map(|_| Command::NextSelected),
            Self::PreviousSelected => chosen.map(|_| Command::PreviousSelected),
            Self::ZoomToLayer => Some(Command::ZoomToLayer { layer: chosen? }),
            Self::ZoomToSelection => (!document.selection.is_empty()).then_some(Command::ZoomToSelection),
            Self::ZoomToAll => (!document.layers.is_empty()).then_some(Command::ZoomToAll),
            Self::ExportDialog => chosen.map(|_| Command::ExportDialog),
            Self::ExportMatches => {
                let rows = ExportRows::Brief(SiteGroup::Matches);
                let some = session.answer_now().is_some_and(|it| it.answer.matches.count > 0);
                some.then_some(Command::ExportSitesDialog { rows })
            }
            Self::ExportShortlist => {
                let rows = ExportRows::Shortlist;
                (!document.shortlist.is_empty()).then_some(Command::ExportSitesDialog { rows })
            }
            Self::Undo => session.undo_name().map(|_| Command::Undo),
            Self::Redo => session.redo_name().map(|_| Command::Redo),
            Self::SwitchLang => Some(Command::SetLang { lang: settings.lang.other() }),
            Self::SwitchTheme => Some(Command::SetTheme { theme: settings.theme.next() }),
            Self::CancelJob => session
                .running()
                .find(|job| job.is_shown() && !job.cancelling)
                .map(|job| Command::CancelJob { job: job.id }),
            Self::DismissNotice => {
                session.open_notices().next().map(|notice| Command::DismissNotice { id: notice.id })
            }
            Self::ShowSearch => Some(Command::ShowForm { form: Form::Search }),
            Self::ShowPalette => Some(Command::ShowForm { form: Form::Palette }),
            Self::ShowShortcuts => Some(Command::ShowForm { form: Form::Shortcuts }),
            Self::ShowCoordinate => Some(Command::ShowForm { form: Form::Coordinate }),
            Self::ShowBookmark => Some(Command::ShowForm { form: Form::Bookmark }),
            Self::DismissPin => session.pin().map(|_| Command::DismissPin),
            Self::ViewBack => session.can_go_back().then_some(Command::ViewBack),
            Self::ViewForward => session.can_go_forward().then_some(Command::ViewForward),
            Self::ZoomIn => Some(Command::ZoomIn),
            Self::ZoomOut => Some(Command::ZoomOut),
            Self::SwitchMotion => Some(Command::SetMotion { motion: settings.motion.other() }),
            Self::ShowBrief => Some(Command::ShowBrief { open: !session.brief().is_open() }),
            Self::OpenBriefDialog => Some(Command::OpenBriefDialog),
            Self::SaveBriefDialog => (!document.brief.lines.is_empty()).then_some(Command::SaveBriefDialog),
            Self::SelectMatches => {
                let answer = session.brief().answer()?;
                (answer.answer.matches.count > 0).then_some(Command::SelectMatches)
            }
            Self::ShowCompare => {
                let open = !session.brief().is_comparing();
                (!open || document.shortlist.len() > 1).then_some(Command::ShowCompare { open })
            }
            Self::ToggleCompared => {
                let feature = document.current_feature()?;
                document.shortlist.contains(&feature).then_some(Command::ToggleCompared { feature })
            }
            Self::SetBaseVisible => {
                document.base_layers().next()?;
                let visible = !document.base_layers().any(|entry| entry.visible);
                Some(Command::SetBaseVisible { visible })
            }
            Self::ReloadLayer => Some(Command::ReloadLayer { layer: chosen? }),
            Self::ToggleShortlist => {
                document.current_feature().map(|feature| Command::ToggleShortlist { feature })
            }
            Self::ExampleLand => Some(Command::RunExample { example: Example::IdleIndustrialLand }),
            Self::ExampleFactories => Some(Command::RunExample { example: Example::FactoriesToLet }),
            Self::ExampleIncubators => Some(Command::RunExample { example: Example::IncubatorsWithDesks }),
            Self::SetHideMissing => Some(Command::SetHideMissing { hide: !settings.hide_missing }),
            Self::ShowFields => Some(Command::Fields { layer: chosen?, ask: FieldsCommand::Show }),
            Self::ConfirmFields => {
                let entry = document.chosen_layer()?;
                entry.binding.confirmable().next()?;
                Some(Command::Fields { layer: entry.id, ask: FieldsCommand::Confirm })
            }
            Self::ShowStyling => Some(Command::ShowStyling { layer: chosen? }),
            Self::ToggleClusters => {
                let entry = document.chosen_layer().filter(|entry| can_gather(&entry.layer))?;
                let on = session.styled(entry.id).is_some_and(|styled| styled.style.clusters);
                Some(Command::SetClusters { layer: entry.id, on: !on })
            }
            Self::ToggleBottom => Some(Command::ShowBottom { open: !session.bottom().is_open() }),
            Self::ShowTable => Some(Command::SetBottomTab { tab: BottomTab::Table }),
            Self::ShowOverview => Some(Command::SetBottomTab { tab: BottomTab::Overview }),
            Self::ShowStatistics => Some(Command::SetBottomTab { tab: BottomTab::Statistics }),
            Self::CheckLayer => Some(Command::CheckLayer { layer: chosen? }),
            Self::ShowCheck => Some(Command::SetBottomTab { tab: BottomTab::Check }),
            Self::ShowAssembly => Some(Command::ShowAssembly { layer: Some(chosen?) }),
            Self::ToggleOnlyInView => {
                Some(Command::SetOnlyInView { only_in_view: !session.bottom().only_in_view })
            }
            Self::ShowDeadlines => {
                session.shows_idle_land().then_some(Command::SetBottomTab { tab: BottomTab::Deadlines })
            }
            Self::ShowLedger => {
                session.shows_idle_land().then_some(Command::SetBottomTab { tab: BottomTab::Ledger })
            }
            Self::OpenBenchmarkDialog => session.shows_idle_land().then_some(Command::OpenBenchmarkDialog),
            Self::ReferenceToday => {
                let today = session.today();
                let is_other = document.reference_day != today;
                is_other.then_some(Command::SetReferenceDay { day: today, gesture: None })
            }
            Self::PlayDays => {
                session.has_days().then(|| Command::SetPlayingDays { playing: !session.is_playing_days() })
            }
            Self::OpenWorkspaceDialog
            | Self::OpenWorkspace
            | Self::SaveWorkspace
            | Self::SaveWorkspaceDialog
            | Self::SaveWorkspaceAs
            | Self::LocateLayerDialog
            | Self::LocateLayer
            | Self::ForgetLayer
            | Self::Quit
            | Self::SaveAndQuit
            | Self::QuitWithoutSaving
            | Self::Stay => workspace::command(self, session),
            Self::ToolPick
            | Self::ToolBox
            | Self::ToolPolygon
            | Self::ToolRadius
            | Self::ToolMeasureDistance
            | Self::ToolMeasureArea
            | Self::SetCorner
            | Self::TakeBackCorner
            | Self::EndDrawing
            | Self::Leave
            | Self::SelectWithin
            | Self::SelectTouching
            | Self::SelectNear
            | Self::SelectMatching
            | Self::InvertSelection
            | Self::KeepSelected
            | Self::FilterWithin => tools::command(self, session),
            Self::SetBrief
            | Self::OpenBrief
            | Self::SaveBrief
            | Self::SetNote
            | Self::KeepLayer
            | Self::GoToFeature
            | Self::CheckRecents
            | Self::ForgetRecent
            | Self::SetPanel
            | Self::OpenFiles
            | Self::SetStyling
            | Self::ComeApart
            | Self::BindField
            | Self::UnbindField
            | Self::SetUnit
            | Self::SetKind
            | Self::SetTableOrder
            | Self::SetChart
            | Self::ShowFindings
            | Self::GoToFeatures
            | Self::Assemble
            | Self::ShowAssemblyGroup
            | Self::Search
            | Self::GoToCoordinate
            | Self::AddBookmark
            | Self::GoToBookmark
            | Self::RenameBookmark
            | Self::RemoveBookmark
            | Self::AssignMap
            | Self::MoveLayer
            | Self::ChooseLayer
            | Self::SetFilterText
            | Self::SetCondition
            | Self::AddCard
            | Self::RemoveCard
            | Self::Select
            | Self::SetView
            | Self::CloseExportDialog
            | Self::ChooseExportPath
            | Self::Export
            | Self::Narrow
            | Self::SetVicinity
            | Self::SetReferenceDay
            | Self::SetBenchmark
            | Self::OpenBenchmark
            | Self::Copy => None,
        }
    }
}
