//! What a command asks of the world outside; performed by the window, the command line or a test.

use super::{ExportOptions, ExportRows, LayerId, Settings};
use crate::jobs::{Job, JobId};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A form over the window in which something is found or typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The search field.
    Search,
    /// All actions.
    Palette,
    /// The keys of all actions.
    Shortcuts,
    /// A typed coordinate.
    Coordinate,
    /// The name of a new bookmark.
    Bookmark,
}

/// Something to do outside the session.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask for files to open; answer with `Command::OpenFiles`.
    OpenFileDialog,
    /// Show the form in which fields and format of an export are chosen; answer with
    /// `Command::ChooseExportPath`, and with `Command::CloseExportDialog` when it goes.
    ShowExportDialog {
        /// The layer to export.
        layer: LayerId,
        /// The rows to begin with.
        rows: ExportRows,
    },
    /// Show how a layer is drawn; answer with `Command::SetStyling`.
    ShowStyling {
        /// The layer to style.
        layer: LayerId,
    },
    /// Show which columns of a layer are which fields; answer with `Command::Fields`.
    ShowFields {
        /// The layer.
        layer: LayerId,
    },
    /// Ask where to save; answer with `Command::Export`.
    SaveFileDialog {
        /// The layer to export.
        layer: LayerId,
        /// A name to begin with.
        suggested_name: String,
        /// What was chosen before.
        options: ExportOptions,
    },
    /// Show a form over the window.
    ShowForm(Form),
    /// Begin a job.
    StartJob(Job),
    /// Ask a job to stop.
    CancelJob(JobId),
    /// Ask for a brief's file; answer with `Command::OpenBrief`.
    OpenBriefDialog,
    /// Ask where to save the brief; answer with `Command::SaveBrief`.
    SaveBriefDialog {
        /// A name to begin with.
        suggested_name: String,
    },
    /// Ask for a file of figures per 亩; answer with `Command::OpenBenchmark`.
    OpenBenchmarkDialog,
    /// Ask for a workspace's file; answer with `WorkspaceCommand::Open`.
    OpenWorkspaceDialog,
    /// Ask where to save the workspace; answer with `WorkspaceCommand::SaveAs`, or with
    /// `WorkspaceCommand::Stay` where nothing is chosen.
    SaveWorkspaceDialog {
        /// A name to begin with.
        suggested_name: String,
        /// The folder to begin in, where there is one.
        folder: Option<PathBuf>,
    },
    /// Ask for the file of a layer that is missing; answer with `WorkspaceCommand::Locate`.
    LocateLayerDialog {
        /// The source that the workspace names.
        source: String,
    },
    /// Ask whether to save before leaving; answer with `WorkspaceCommand::SaveAndQuit`,
    /// `QuitWithoutSaving` or `Stay`.
    AskToSave,
    /// Close the window.
    CloseWindow,
    /// Put a text on the clipboard.
    CopyText(String),
    /// Remember the settings for next time.
    SaveSettings(Settings),
}
