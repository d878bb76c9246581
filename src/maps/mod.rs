//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.
//!
//! [`schema`] is one table per layer kind: a new field is one new line there. [`derive`] works fields
//! out that files do not have, [`idle`] among them: the legal test of idle land.
//! [`matching`] finds the sites that a prospect's brief fits, [`compare`] lays
//! them side by side. [`bundled`] holds the maps that the program
//! starts with, [`synth`] the program that drew them.

pub mod bundled;
pub mod compare;
pub mod derive;
pub mod idle;
pub mod matching;
pub mod questions;
pub mod schema;
pub mod synth;

pub use schema::{LayerKind, MapKind};
