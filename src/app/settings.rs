//! What belongs to the person, not to the document: language, theme, motion, recent files, the window's size
//! and which parts of it are unfolded. Never undone; `state` keeps it between two runs.

use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Recent files that are remembered.
pub const MOST_RECENTS: usize = 12;

/// Names of parts of the window whose size or fold is remembered.
pub mod panel {
    /// Layers and filters.
    pub const LEFT: &str = "left";
    /// The inspector.
    pub const RIGHT: &str = "right";
    /// The base layers in the layer list.
    pub const BASE: &str = "base";
    /// Table and statistics below the map.
    pub const BOTTOM: &str = "bottom";
}

/// What the person has chosen for all documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Language of all texts.
    pub lang: Lang,
    /// Colours of the window.
    pub theme: Theme,
    /// Whether the map flies.
    pub motion: Motion,
    /// Files that were opened, the last one first.
    pub recents: Vec<PathBuf>,
    /// Sizes and folds of parts of the window, by name (see [`panel`]).
    pub panels: BTreeMap<String, PanelState>,
    /// Where the window stood.
    pub window: Option<WindowPlace>,
    /// Whether the inspector leaves out fields without a value.
    pub hide_missing: bool,
    /// The folder of the last export.
    pub export_folder: Option<PathBuf>,
}

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelState {
    /// Whether it is unfolded.
    pub open: bool,
    /// Its width or height in points, where the person has changed it.
    pub size_pt: Option<f64>,
}

/// The window's size. Not where it stands: a screen of last time may be gone, and a window where no screen
/// is helps nobody; the system finds it a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Width and height inside its frame, in points.
    pub size_pt: [f64; 2],
    /// Whether it fills the screen; the size is that from before.
    pub maximised: bool,
}

impl Settings {
    /// Whether a part of the window is unfolded; `otherwise` where nobody has said.
    pub fn is_open(&self, panel: &str, otherwise: bool) -> bool {
        self.panels.get(panel).map_or(otherwise, |state| state.open)
    }

    /// Width or height of a part of the window in points, where the person has changed it.
    pub fn size_pt(&self, panel: &str) -> Option<f64> {
        self.panels.get(panel).and_then(|state| state.size_pt)
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, file: &Path) {
        self.recents.retain(|known| known != file);
        self.recents.insert(0, file.to_owned());
        self.recents.truncate(MOST_RECENTS);
    }
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    System,
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The next one round: light, dark, system.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
            Self::System => Self::Light,
        }
    }
}

/// Whether the map flies to far places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Motion {
    /// It flies, for a moment.
    #[default]
    Full,
    /// It is there at once.
    Reduced,
}

impl Motion {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Full => Self::Reduced,
            Self::Reduced => Self::Full,
        }
    }
}
