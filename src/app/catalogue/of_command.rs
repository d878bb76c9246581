//! Which action a command is: for the text of undo steps, icons and shortcuts.

use super::{Action, tools, workspace};
use crate::app::{BottomTab, Command, Example, ExportRows, FieldsCommand, Form};
use crate::maps::schema::MapKind;

impl Command {
    #[expect(clippy::too_many_lines, reason = "one arm a command: none is forgotten")]
    /// The action that the command is, for its text, icon and shortcut.
    pub fn action(&self) -> Action {
        match self {
            Self::SwitchMap { map: MapKind::Industry } => Action::SwitchToIndustry,
            Self::SwitchMap { map: MapKind::Startup } => Action::SwitchToStartup,
            Self::SwitchMap { .. } => Action::SwitchToSpace,
            Self::OpenFiles { .. } => Action::OpenFiles,
            Self::OpenBundled => Action::OpenBundled,
            Self::OpenDialog => Action::OpenDialog,
            Self::CloseLayer { .. } => Action::CloseLayer,
            Self::AssignMap { .. } => Action::AssignMap,
            Self::MoveLayer { .. } => Action::MoveLayer,
            Self::SetVisible { visible: true, .. } => Action::ShowLayer,
            Self::SetVisible { visible: false, .. } => Action::HideLayer,
            Self::ChooseLayer { .. } => Action::ChooseLayer,
            Self::SetFilterText { .. } => Action::SetFilterText,
            Self::SetCondition { .. } => Action::SetCondition,
            Self::AddCard { .. } => Action::AddCard,
            Self::RemoveCard { .. } => Action::RemoveCard,
            Self::ClearFilter { .. } => Action::ClearFilter,
            Self::ClearAllFilters => Action::ClearAllFilters,
            Self::Select { .. } | Self::ShowSelected { .. } => Action::Select,
            Self::ClearSelection => Action::ClearSelection,
            Self::NextSelected => Action::NextSelected,
            Self::PreviousSelected => Action::PreviousSelected,
            Self::SetView { .. } | Self::SetViewport { .. } => Action::SetView,
            Self::ZoomToLayer { .. } => Action::ZoomToLayer,
            Self::ZoomToSelection => Action::ZoomToSelection,
            Self::ZoomToAll => Action::ZoomToAll,
            Self::ExportDialog | Self::ExportSitesDialog { rows: ExportRows::Filtered } => {
                Action::ExportDialog
            }
            Self::ExportSitesDialog { rows: ExportRows::Brief(_) } => Action::ExportMatches,
            Self::ExportSitesDialog { rows: ExportRows::Shortlist } => Action::ExportShortlist,
            Self::CloseExportDialog => Action::CloseExportDialog,
            Self::ChooseExportPath { .. } => Action::ChooseExportPath,
            Self::Export { .. } => Action::Export,
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::SetLang { .. } => Action::SwitchLang,
            Self::SetTheme { .. } => Action::SwitchTheme,
            Self::CancelJob { .. } => Action::CancelJob,
            Self::DismissNotice { .. } => Action::DismissNotice,
            Self::SetBaseVisible { .. } => Action::SetBaseVisible,
            Self::ReloadLayer { .. } => Action::ReloadLayer,
            Self::KeepLayer { .. } => Action::KeepLayer,
            Self::ToggleShortlist { .. } => Action::ToggleShortlist,
            Self::GoToFeature { .. } => Action::GoToFeature,
            Self::RunExample { example: Example::IdleIndustrialLand } => Action::ExampleLand,
            Self::RunExample { example: Example::FactoriesToLet } => Action::ExampleFactories,
            Self::RunExample { example: Example::IncubatorsWithDesks } => Action::ExampleIncubators,
            Self::CheckRecents => Action::CheckRecents,
            Self::ForgetRecent { .. } => Action::ForgetRecent,
            Self::SetPanel { .. } | Self::SetWindowPlace { .. } => Action::SetPanel,
            Self::SetHideMissing { .. } => Action::SetHideMissing,
            Self::ShowStyling { .. } => Action::ShowStyling,
            Self::SetStyling { .. } => Action::SetStyling,
            Self::SetClusters { .. } => Action::ToggleClusters,
            Self::ComeApart { .. } => Action::ComeApart,
            Self::ShowBottom { .. } => Action::ToggleBottom,
            Self::SetBottomTab { tab: BottomTab::Table } => Action::ShowTable,
            Self::SetBottomTab { tab: BottomTab::Statistics } => Action::ShowStatistics,
            Self::SetBottomTab { tab: BottomTab::Check } => Action::ShowCheck,
            Self::SetBottomTab { tab: BottomTab::Overview } => Action::ShowOverview,
            Self::Narrow { .. } => Action::Narrow,
            Self::SetVicinity { .. } => Action::SetVicinity,
            Self::SetBottomTab { tab: BottomTab::Deadlines } => Action::ShowDeadlines,
            Self::SetBottomTab { tab: BottomTab::Ledger } => Action::ShowLedger,
            Self::SetTableOrder { .. } => Action::SetTableOrder,
            Self::SetOnlyInView { .. } => Action::ToggleOnlyInView,
            Self::SetChart { .. } => Action::SetChart,
            Self::SetTool { .. }
            | Self::SetCorner { .. }
            | Self::TakeBackCorner
            | Self::EndDrawing { .. }
            | Self::LeaveTool
            | Self::SelectWithin { .. }
            | Self::SelectTouching { .. }
            | Self::SelectNear { .. }
            | Self::SelectMatching { .. }
            | Self::KeepSelected { .. }
            | Self::FilterWithin { .. } => tools::action(self),
            Self::ShowForm { form: Form::Search } => Action::ShowSearch,
            Self::ShowForm { form: Form::Palette } => Action::ShowPalette,
            Self::ShowForm { form: Form::Shortcuts } => Action::ShowShortcuts,
            Self::ShowForm { form: Form::Coordinate } => Action::ShowCoordinate,
            Self::ShowForm { form: Form::Bookmark } => Action::ShowBookmark,
            Self::Search { .. } => Action::Search,
            Self::GoToCoordinate { .. } => Action::GoToCoordinate,
            Self::DismissPin => Action::DismissPin,
            Self::ViewBack => Action::ViewBack,
            Self::ViewForward => Action::ViewForward,
            Self::AddBookmark { .. } => Action::AddBookmark,
            Self::GoToBookmark { .. } => Action::GoToBookmark,
            Self::RenameBookmark { .. } => Action::RenameBookmark,
            Self::RemoveBookmark { .. } => Action::RemoveBookmark,
            Self::ZoomIn => Action::ZoomIn,
            Self::ZoomOut => Action::ZoomOut,
            Self::SetMotion { .. } => Action::SwitchMotion,
            Self::ShowBrief { .. } => Action::ShowBrief,
            Self::SetBrief { .. } => Action::SetBrief,
            Self::OpenBriefDialog => Action::OpenBriefDialog,
            Self::OpenBrief { .. } => Action::OpenBrief,
            Self::SaveBriefDialog => Action::SaveBriefDialog,
            Self::SaveBrief { .. } => Action::SaveBrief,
            Self::SelectMatches => Action::SelectMatches,
            Self::ShowCompare { .. } => Action::ShowCompare,
            Self::ToggleCompared { .. } => Action::ToggleCompared,
            Self::SetNote { .. } => Action::SetNote,
            Self::SetBenchmark { .. } => Action::SetBenchmark,
            Self::OpenBenchmarkDialog => Action::OpenBenchmarkDialog,
            Self::OpenBenchmark { .. } => Action::OpenBenchmark,
            Self::SetPlayingDays { .. } => Action::PlayDays,
            Self::SetReferenceDay { .. } => Action::SetReferenceDay,
            Self::CheckLayer { .. } => Action::CheckLayer,
            Self::ShowFindings { .. } => Action::ShowFindings,
            Self::GoToFeatures { .. } => Action::GoToFeatures,
            Self::ShowAssembly { .. } => Action::ShowAssembly,
            Self::Assemble { .. } => Action::Assemble,
            Self::ShowAssemblyGroup { .. } => Action::ShowAssemblyGroup,
            Self::Fields { ask, .. } => match ask {
                FieldsCommand::Show => Action::ShowFields,
                FieldsCommand::Bind { .. } => Action::BindField,
                FieldsCommand::Unbind { .. } => Action::UnbindField,
                FieldsCommand::SetUnit { .. } => Action::SetUnit,
                FieldsCommand::Confirm => Action::ConfirmFields,
                FieldsCommand::SetKind { .. } => Action::SetKind,
            },
            Self::Workspace { ask } => workspace::action(ask),
            Self::Copy { .. } => Action::Copy,
        }
    }
}
