//! What belongs to the person, not to the document: language, theme, motion. Never undone.

use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Language, theme, motion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Language of all texts.
    pub lang: Lang,
    /// Colours of the window.
    pub theme: Theme,
    /// Whether the map flies.
    #[serde(default)]
    pub motion: Motion,
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
