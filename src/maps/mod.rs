//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.
//!
//! [`schema`] is one table per layer kind: a new field is one new line there. [`bundled`] holds the
//! maps that the program starts with, [`synth`] the program that drew them.

pub mod bundled;
pub mod matching;
pub mod questions;
pub mod schema;
pub mod synth;

pub use schema::{LayerKind, MapKind};
