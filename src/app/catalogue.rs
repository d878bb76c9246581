//! One table of all actions: text, tooltip, shortcut, icon. Menu, palette and help read it.
//!
//! The tooltip of an action is the attribute `.hint` of its text key.

mod tools;

use super::{BottomTab, Command, Example, Form, Session};
use crate::maps::schema::MapKind;

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
    ShowStyling,
    SetStyling,
    ToggleBottom,
    ShowTable,
    ShowStatistics,
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

const fn plain(action: Action, text: &'static str, icon: &'static str) -> Entry {
    Entry { action, text, icon, shortcut: None }
}

const fn with_key(action: Action, text: &'static str, icon: &'static str, key: &'static str) -> Entry {
    Entry { action, text, icon, shortcut: Some(Shortcut { command: false, shift: false, alt: false, key }) }
}

const fn with_ctrl(action: Action, text: &'static str, icon: &'static str, key: &'static str) -> Entry {
    Entry { action, text, icon, shortcut: Some(Shortcut { command: true, shift: false, alt: false, key }) }
}

const fn with_ctrl_shift(action: Action, text: &'static str, icon: &'static str, key: &'static str) -> Entry {
    Entry { action, text, icon, shortcut: Some(Shortcut { command: true, shift: true, alt: false, key }) }
}

const fn with_alt(action: Action, text: &'static str, icon: &'static str, key: &'static str) -> Entry {
    Entry { action, text, icon, shortcut: Some(Shortcut { command: false, shift: false, alt: true, key }) }
}

/// Further keys of actions that have keys already.
pub const MORE_KEYS: &[(Action, Shortcut)] = &[
    (Action::ShowShortcuts, Shortcut { command: false, shift: false, alt: false, key: "F1" }),
    (Action::ZoomIn, Shortcut { command: false, shift: false, alt: false, key: "Equals" }),
];

/// All actions, in the order of menu and help.
pub const TABLE: &[Entry] = &[
    with_ctrl(Action::OpenDialog, "command-open-dialog", "open", "O"),
    plain(Action::OpenFiles, "command-open-files", "open"),
    plain(Action::OpenBundled, "command-open-bundled", "bundle"),
    with_ctrl(Action::CloseLayer, "command-close-layer", "close", "W"),
    plain(Action::AssignMap, "command-assign-map", "map"),
    plain(Action::MoveLayer, "command-move-layer", "order"),
    plain(Action::ShowLayer, "command-show-layer", "eye"),
    plain(Action::HideLayer, "command-hide-layer", "eye-off"),
    plain(Action::ChooseLayer, "command-choose-layer", "layer"),
    with_ctrl(Action::SwitchToSpace, "command-switch-to-space", "map", "1"),
    with_ctrl(Action::SwitchToIndustry, "command-switch-to-industry", "map", "2"),
    with_ctrl(Action::SwitchToStartup, "command-switch-to-startup", "map", "3"),
    plain(Action::SetFilterText, "command-set-filter-text", "filter"),
    plain(Action::SetCondition, "command-set-condition", "filter"),
    plain(Action::AddCard, "command-add-card", "add"),
    plain(Action::RemoveCard, "command-remove-card", "close"),
    plain(Action::ClearFilter, "command-clear-filter", "clear"),
    with_ctrl_shift(Action::ClearAllFilters, "command-clear-all-filters", "clear", "Backspace"),
    plain(Action::Select, "command-select", "select"),
    plain(Action::ClearSelection, "command-clear-selection", "deselect"),
    with_ctrl(Action::NextSelected, "command-next-selected", "next", "ArrowRight"),
    with_ctrl(Action::PreviousSelected, "command-previous-selected", "previous", "ArrowLeft"),
    plain(Action::SetView, "command-set-view", "move"),
    with_ctrl(Action::ZoomToLayer, "command-zoom-to-layer", "zoom-layer", "L"),
    with_ctrl(Action::ZoomToSelection, "command-zoom-to-selection", "zoom-selection", "J"),
    with_ctrl(Action::ZoomToAll, "command-zoom-to-all", "zoom-all", "0"),
    with_ctrl(Action::ExportDialog, "command-export-dialog", "export", "E"),
    plain(Action::ChooseExportPath, "command-choose-export-path", "export"),
    plain(Action::Export, "command-export", "export"),
    with_ctrl(Action::Undo, "command-undo", "undo", "Z"),
    with_ctrl_shift(Action::Redo, "command-redo", "redo", "Z"),
    plain(Action::SwitchLang, "command-switch-lang", "language"),
    plain(Action::SwitchTheme, "command-switch-theme", "theme"),
    plain(Action::CancelJob, "command-cancel-job", "stop"),
    plain(Action::DismissNotice, "command-dismiss-notice", "close"),
    plain(Action::SetBaseVisible, "command-set-base-visible", "eye"),
    plain(Action::ReloadLayer, "command-reload-layer", "reload"),
    plain(Action::KeepLayer, "command-keep-layer", "close"),
    with_ctrl(Action::ToggleShortlist, "command-toggle-shortlist", "star", "B"),
    plain(Action::GoToFeature, "command-go-to-feature", "target"),
    plain(Action::ExampleLand, "command-example-land", "question"),
    plain(Action::ExampleFactories, "command-example-factories", "question"),
    plain(Action::ExampleIncubators, "command-example-incubators", "question"),
    plain(Action::CheckRecents, "command-check-recents", "open"),
    plain(Action::ForgetRecent, "command-forget-recent", "close"),
    plain(Action::SetPanel, "command-set-panel", "layer"),
    plain(Action::SetHideMissing, "command-set-hide-missing", "eye-off"),
    with_ctrl(Action::ShowStyling, "command-show-styling", "style", "U"),
    plain(Action::SetStyling, "command-set-styling", "style"),
    with_ctrl(Action::ToggleBottom, "command-toggle-bottom", "table", "T"),
    plain(Action::ShowTable, "command-show-table", "table"),
    plain(Action::ShowStatistics, "command-show-statistics", "chart"),
    plain(Action::SetTableOrder, "command-set-table-order", "order"),
    plain(Action::ToggleOnlyInView, "command-toggle-only-in-view", "eye"),
    plain(Action::SetChart, "command-set-chart", "chart"),
    with_key(Action::ToolPick, "command-tool-pick", "pick", "V"),
    with_key(Action::ToolBox, "command-tool-box", "box", "B"),
    with_key(Action::ToolPolygon, "command-tool-polygon", "polygon", "P"),
    with_key(Action::ToolRadius, "command-tool-radius", "radius", "R"),
    with_key(Action::ToolMeasureDistance, "command-tool-measure-distance", "ruler", "M"),
    with_key(Action::ToolMeasureArea, "command-tool-measure-area", "area", "A"),
    plain(Action::SetCorner, "command-set-corner", "corner"),
    with_key(Action::TakeBackCorner, "command-take-back-corner", "undo", "Backspace"),
    with_key(Action::EndDrawing, "command-end-drawing", "check", "Enter"),
    with_key(Action::Leave, "command-leave", "close", "Escape"),
    plain(Action::SelectWithin, "command-select-within", "select"),
    plain(Action::SelectTouching, "command-select-touching", "select"),
    plain(Action::SelectNear, "command-select-near", "select"),
    with_ctrl(Action::SelectMatching, "command-select-matching", "select", "A"),
    with_ctrl(Action::InvertSelection, "command-invert-selection", "select", "I"),
    plain(Action::KeepSelected, "command-keep-selected", "filter"),
    plain(Action::FilterWithin, "command-filter-within", "filter"),
    with_ctrl(Action::ShowSearch, "command-search", "search", "F"),
    with_ctrl(Action::ShowPalette, "command-palette", "palette", "K"),
    with_key(Action::ShowShortcuts, "command-shortcuts", "keyboard", "Questionmark"),
    with_ctrl(Action::ShowCoordinate, "command-coordinate-dialog", "pin", "G"),
    with_ctrl(Action::ShowBookmark, "command-bookmark-dialog", "bookmark", "D"),
    plain(Action::Search, "command-find-text", "search"),
    plain(Action::GoToCoordinate, "command-go-to-coordinate", "pin"),
    plain(Action::DismissPin, "command-dismiss-pin", "close"),
    with_alt(Action::ViewBack, "command-view-back", "previous", "ArrowLeft"),
    with_alt(Action::ViewForward, "command-view-forward", "next", "ArrowRight"),
    plain(Action::AddBookmark, "command-add-bookmark", "bookmark"),
    plain(Action::GoToBookmark, "command-go-to-bookmark", "bookmark"),
    plain(Action::RenameBookmark, "command-rename-bookmark", "bookmark"),
    plain(Action::RemoveBookmark, "command-remove-bookmark", "close"),
    with_key(Action::ZoomIn, "command-zoom-in", "zoom-in", "Plus"),
    with_key(Action::ZoomOut, "command-zoom-out", "zoom-out", "Minus"),
    plain(Action::SwitchMotion, "command-switch-motion", "motion"),
    plain(Action::Copy, "command-copy", "copy"),
];

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
            Self::Undo => session.undo_name().map(|_| Command::Undo),
            Self::Redo => session.redo_name().map(|_| Command::Redo),
            Self::SwitchLang => Some(Command::SetLang { lang: settings.lang.other() }),
            Self::SwitchTheme => Some(Command::SetTheme { theme: settings.theme.next() }),
            Self::CancelJob => {
                session.running().find(|job| !job.cancelling).map(|job| Command::CancelJob { job: job.id })
            }
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
            Self::ShowStyling => Some(Command::ShowStyling { layer: chosen? }),
            Self::ToggleBottom => Some(Command::ShowBottom { open: !session.bottom().is_open() }),
            Self::ShowTable => Some(Command::SetBottomTab { tab: BottomTab::Table }),
            Self::ShowStatistics => Some(Command::SetBottomTab { tab: BottomTab::Statistics }),
            Self::ToggleOnlyInView => {
                Some(Command::SetOnlyInView { only_in_view: !session.bottom().only_in_view })
            }
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
            Self::KeepLayer
            | Self::GoToFeature
            | Self::CheckRecents
            | Self::ForgetRecent
            | Self::SetPanel
            | Self::OpenFiles
            | Self::SetStyling
            | Self::SetTableOrder
            | Self::SetChart
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
            | Self::ChooseExportPath
            | Self::Export
            | Self::Copy => None,
        }
    }
}

impl Command {
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
            Self::ExportDialog => Action::ExportDialog,
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
            Self::ShowBottom { .. } => Action::ToggleBottom,
            Self::SetBottomTab { tab: BottomTab::Table } => Action::ShowTable,
            Self::SetBottomTab { tab: BottomTab::Statistics } => Action::ShowStatistics,
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
            Self::Copy { .. } => Action::Copy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, hint_with, text};

    #[test]
    fn every_action_has_a_text_and_a_tooltip_in_both_languages() {
        for entry in TABLE {
            for lang in [Lang::Zh, Lang::En] {
                assert_ne!(text(lang, entry.text), entry.text, "{lang:?}");
                assert_ne!(hint_with(lang, entry.text, &[]), "", "{} {lang:?}", entry.text);
            }
            assert_eq!(entry.action.entry().text, entry.text);
        }
        // The last of the enum: as many lines as actions.
        assert_eq!(TABLE.len(), Action::Copy as usize + 1);
    }

    #[test]
    fn no_two_actions_share_keys_or_texts() {
        for (index, entry) in TABLE.iter().enumerate() {
            for other in &TABLE[index + 1..] {
                assert_ne!(entry.text, other.text);
                assert!(entry.shortcut.is_none() || entry.shortcut != other.shortcut, "{}", entry.text);
            }
        }
    }
}
