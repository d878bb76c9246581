//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.
//!
//! [`schema`] is one table per layer kind: a new field is one new line there. [`binding`] says which
//! column of a file is which of these fields, [`own_words`] puts a filter in these fields into a file's own
//! words, [`derive`] works fields out that files do not have, [`idle`]
//! among them: the legal test of idle land. [`overview`] is the table of the figures that each map is asked
//! for first, [`nearby`] what lies around a site, [`startup`] the thresholds of carriers, [`matching`] the sites that a
//! prospect's brief fits, [`compare`] sites side by side. [`check`] looks
//! for what is wrong in a layer, by rules; [`assembly`] puts neighbouring parcels together; [`codes`] are
//! the national tables. [`bundled`] holds the maps that the program starts with, [`synth`] the program that
//! drew them.

pub mod assembly;
pub mod binding;
pub mod bundled;
pub mod compare;
pub mod check;
pub mod codes;
pub mod derive;
pub mod idle;
pub mod matching;
pub mod nearby;
pub mod overview;
pub mod ledger;
pub mod own_words;
pub mod questions;
pub mod schema;
pub mod startup;
mod strict;
pub mod synth;

pub use schema::{LayerKind, MapKind};
