//! The table itself: every action with its text, icon and keys.

use super::{Action, Entry, Shortcut};

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
    plain(Action::ExportMatches, "command-export-matches", "export"),
    plain(Action::ExportShortlist, "command-export-shortlist", "export"),
    plain(Action::CloseExportDialog, "command-close-export-dialog", "close"),
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
    plain(Action::ShowFields, "command-show-fields", "table"),
    plain(Action::BindField, "command-bind-field", "table"),
    plain(Action::UnbindField, "command-unbind-field", "clear"),
    plain(Action::SetUnit, "command-set-unit", "table"),
    plain(Action::ConfirmFields, "command-confirm-fields", "table"),
    plain(Action::SetKind, "command-set-kind", "table"),
    with_ctrl(Action::ShowStyling, "command-show-styling", "style", "U"),
    plain(Action::SetStyling, "command-set-styling", "style"),
    plain(Action::ToggleClusters, "command-set-clusters", "style"),
    plain(Action::ComeApart, "command-come-apart", "zoom-in"),
    with_ctrl(Action::ToggleBottom, "command-toggle-bottom", "table", "T"),
    plain(Action::ShowTable, "command-show-table", "table"),
    plain(Action::ShowStatistics, "command-show-statistics", "chart"),
    plain(Action::ShowOverview, "command-show-overview", "chart"),
    plain(Action::Narrow, "command-narrow", "filter"),
    plain(Action::SetVicinity, "command-set-vicinity", "radius"),
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
    with_ctrl(Action::ShowBrief, "command-show-brief", "check", "N"),
    plain(Action::SetBrief, "command-set-brief", "check"),
    plain(Action::OpenBriefDialog, "command-open-brief-dialog", "open"),
    plain(Action::OpenBrief, "command-open-brief", "open"),
    plain(Action::SaveBriefDialog, "command-save-brief-dialog", "export"),
    plain(Action::SaveBrief, "command-save-brief", "export"),
    plain(Action::SelectMatches, "command-select-matches", "select"),
    with_ctrl(Action::ShowCompare, "command-show-compare", "star", "M"),
    plain(Action::ToggleCompared, "command-toggle-compared", "star"),
    plain(Action::SetNote, "command-set-note", "style"),
    plain(Action::SetReferenceDay, "command-set-reference-day", "clock"),
    plain(Action::ReferenceToday, "command-reference-today", "clock"),
    plain(Action::PlayDays, "command-play-days", "play"),
    plain(Action::ShowDeadlines, "command-show-deadlines", "clock"),
    plain(Action::ShowLedger, "command-show-ledger", "chart"),
    plain(Action::SetBenchmark, "command-set-benchmark", "chart"),
    plain(Action::OpenBenchmarkDialog, "command-open-benchmark-dialog", "open"),
    plain(Action::OpenBenchmark, "command-open-benchmark", "open"),
    plain(Action::CheckLayer, "command-check-layer", "check"),
    plain(Action::ShowCheck, "command-show-check", "check"),
    plain(Action::ShowFindings, "command-show-findings", "eye"),
    plain(Action::GoToFeatures, "command-go-to-features", "target"),
    plain(Action::ShowAssembly, "command-show-assembly", "area"),
    plain(Action::Assemble, "command-assemble", "area"),
    plain(Action::ShowAssemblyGroup, "command-show-assembly-group", "target"),
    with_ctrl_shift(Action::OpenWorkspaceDialog, "command-open-workspace-dialog", "open", "O"),
    plain(Action::OpenWorkspace, "command-open-workspace", "open"),
    with_ctrl(Action::SaveWorkspace, "command-save-workspace", "export", "S"),
    with_ctrl_shift(Action::SaveWorkspaceDialog, "command-save-workspace-dialog", "export", "S"),
    plain(Action::SaveWorkspaceAs, "command-save-workspace-as", "export"),
    plain(Action::LocateLayerDialog, "command-locate-layer-dialog", "open"),
    plain(Action::LocateLayer, "command-locate-layer", "open"),
    plain(Action::ForgetLayer, "command-forget-layer", "close"),
    with_ctrl(Action::Quit, "command-quit", "close", "Q"),
    plain(Action::SaveAndQuit, "command-save-and-quit", "export"),
    plain(Action::QuitWithoutSaving, "command-quit-without-saving", "close"),
    plain(Action::Stay, "command-stay", "close"),
    plain(Action::Copy, "command-copy", "copy"),
];

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
