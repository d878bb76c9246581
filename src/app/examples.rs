//! The three typical questions that one click asks of the bundled maps: each a list of commands.

use super::{Command, Document};
use crate::layer::SourceBytes;
use crate::maps::questions::{self, Question};
use crate::scene::{ColorBy, Styling};
use crate::stats::ClassMethod;
use serde::{Deserialize, Serialize};

/// Classes of the number that the answers are coloured by.
const CLASSES: usize = 4;

/// A question to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Example {
    /// The planner's.
    IdleIndustrialLand,
    /// The promoter's.
    FactoriesToLet,
    /// The founder's guide's.
    IncubatorsWithDesks,
}

impl Example {
    /// All of them.
    pub const ALL: &[Self] = &[Self::IdleIndustrialLand, Self::FactoriesToLet, Self::IncubatorsWithDesks];

    /// The question.
    pub fn question(self) -> Question {
        match self {
            Self::IdleIndustrialLand => questions::IDLE_INDUSTRIAL_LAND,
            Self::FactoriesToLet => questions::FACTORIES_TO_LET,
            Self::IncubatorsWithDesks => questions::INCUBATORS_WITH_DESKS,
        }
    }

    /// What asks it of a document that holds the bundled layer; `None` where that is not open yet.
    pub fn commands(self, document: &Document) -> Option<Vec<Command>> {
        let Question { kind, filter, colored_by } = self.question();
        let entry = document.layers.iter().find(|entry| {
            entry.kind == Some(kind) && matches!(entry.layer.source.bytes, SourceBytes::Bundled(..))
        })?;
        let layer = entry.id;
        let mut commands = vec![Command::ClearSelection, Command::SwitchMap { map: kind.map() }];
        if !entry.visible {
            commands.push(Command::SetVisible { layer, visible: true });
        }
        commands.extend([
            Command::ChooseLayer { layer },
            Command::SetFilterText { layer, text: filter.to_owned(), gesture: None },
            Command::SetStyling { layer, styling: Some(by_number(colored_by)), gesture: None },
            Command::ZoomToLayer { layer },
        ]);
        Some(commands)
    }
}

/// Coloured by a number, in classes that follow its gaps.
fn by_number(field: &str) -> Styling {
    let color = ColorBy::Classes { field: field.to_owned(), method: ClassMethod::Natural, count: CLASSES };
    Styling { color, ..Styling::default() }
}
