//! Commands about the workspace as a whole.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What a person asks of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "workspace")]
pub enum WorkspaceCommand {
    /// Ask for a workspace's file.
    OpenDialog,
    /// Open a workspace: it takes the place of the document, as one step of undo.
    Open {
        /// The file.
        path: PathBuf,
    },
    /// Write the workspace to its file; ask for one where it has none.
    Save,
    /// Ask where to save the workspace.
    SaveDialog,
    /// Write the workspace to a file, which is its own from then on.
    SaveAs {
        /// The file.
        path: PathBuf,
    },
    /// Ask for the file of a layer that is missing.
    LocateDialog {
        /// The source that the workspace names.
        source: String,
    },
    /// Take another file for a layer that is missing.
    Locate {
        /// The source that the workspace names.
        source: String,
        /// The file.
        path: PathBuf,
    },
    /// Give up a layer that is missing, with all that was made of it.
    Forget {
        /// The source that the workspace names.
        source: String,
    },
    /// Leave the program; where something is not saved, ask first.
    Quit,
    /// Save, and leave the program once that is done.
    SaveAndQuit,
    /// Leave the program without saving.
    QuitWithoutSaving,
    /// Do not leave the program after all.
    Stay,
}
