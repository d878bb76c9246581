//! Notices: what the program has to say, with their history.

use crate::diagnostic::Diagnostic;

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
