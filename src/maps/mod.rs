//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.
//!
//! [`schema`] is one table per layer kind: a new field is one new line there. [`derive`] works fields
//! out that files do not have, [`idle`] among them: the legal test of idle land. [`overview`] is the
//! table of the figures that each map is asked for first, [`nearby`] what lies around a site,
//! [`startup`] the thresholds of carriers. [`bundled`] holds the maps that the program starts with,
//! [`synth`] the program that drew them.

pub mod bundled;
pub mod derive;
pub mod idle;
pub mod nearby;
pub mod overview;
pub mod ledger;
pub mod questions;
pub mod schema;
pub mod startup;
pub mod synth;

pub use schema::{LayerKind, MapKind};
