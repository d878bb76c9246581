//! Notices: what the program has to say, with their history.

use super::Command;
use crate::diagnostic::Diagnostic;
use std::path::PathBuf;

/// Something that was noticed, kept after it is dismissed so that it can be read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Its number, counted from 0 in the order of appearance.
    pub id: u64,
    /// The number of commands and events that had come before it.
    pub at_step: u64,
    /// What, where, what to do.
    pub diagnostic: Diagnostic,
    /// Whether the person has put it away.
    pub dismissed: bool,
}

impl Notice {
    /// What can be done about it at once: a file that is no layer is opened as what it is.
    pub fn remedy(&self) -> Option<Command> {
        let path = PathBuf::from(self.diagnostic.place.file.as_ref()?);
        match self.diagnostic.code {
            "layer-is-figures" => Some(Command::OpenBenchmark { path }),
            "layer-is-brief" => Some(Command::OpenBrief { path }),
            _ => None,
        }
    }
}
