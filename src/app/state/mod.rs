//! The settings between two runs: a small JSON file with a version.
//!
//! A state file never stops the start. What cannot be used is left out and named in a notice, and the
//! file is kept beside as `.bad`, so that nothing of it is lost. Members that this version does not
//! know are written back as they were found.

mod file;
mod keeper;

pub use file::{Kept, VERSION, read, write};
pub use keeper::Keeper;
