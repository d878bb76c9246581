//! GeoJSON: RFC 7946 documents, sequences of features (newlines, RFC 8142), the 2008 draft's `crs`.
//!
//! # How it is read
//!
//! ```text
//! one thread reads and hashes blocks, cut where a feature seems to begin
//!   → workers walk over blocks, each into a batch of typed columns and flat shapes
//!     → one thread holds each batch against where the walk before it ended, and appends it
//! ```
//!
//! Where a block begins is a guess (`brackets::Looks`): text in the middle of a file cannot be told
//! from a string without all that stands before it. The guess was right when the walk over the block
//! before ended exactly there, between the same things (`walk::State`). Where it was wrong the batch is
//! dropped, and its bytes are walked over again from where the walk before did end. So a file made to
//! mislead costs time, never an answer.
//!
//! Memory: the layer as it grows, a few blocks on their way, and nothing else; a feature longer than a
//! block makes its window grow. A feature whose brackets never match makes the rest of the file stay in
//! memory, because only the file's end shows that they do not.

mod assembly;
mod brackets;
mod feature;
mod flow;
mod geometry;
mod members;
mod number;
mod walk;

use super::{Input, ReadFailure, Reader};
use crate::layer::Layer;

/// The format, as [`Reader`].
pub(super) struct GeoJson;

impl Reader for GeoJson {
    fn name(&self) -> &'static str {
        "GeoJSON"
    }

    fn recognises(&self, beginning: &[u8]) -> bool {
        let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0x1E);
        matches!(first, Some(b'{' | b'[' | b'"'))
    }

    fn read(&self, mut input: Input<'_, '_>) -> Result<Layer, ReadFailure> {
        let assembly = flow::read_features(&mut input)?;
        assembly.into_layer(input.stem, input.source, input.cancel)
    }
}

#[cfg(test)]
mod tests;
