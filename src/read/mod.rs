//! Reading files into layers: one file per format behind one function.

use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, SourceBytes};
use crate::progress::{CancelToken, Progress};

/// Why there is no layer.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadFailure {
    /// Somebody cancelled.
    Cancelled,
    /// What stood against it; the last one is the reason.
    Failed(Vec<Diagnostic>),
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Any warning is a failure.
    pub strict: bool,
}

/// Reads a source into a layer.
///
/// # Errors
/// [`ReadFailure`] where no feature at all could be read, or where `options.strict` and there was a
/// warning.
pub fn read(
    _source: &SourceBytes,
    _options: ReadOptions,
    _progress: &dyn Progress,
    _cancel: &CancelToken,
) -> Result<Layer, ReadFailure> {
    Err(ReadFailure::Cancelled)
}
