//! 三张图 · Three Maps: a viewer for the three maps of an innovation town (available space, industry,
//! startups). From a folder of files to the right site in front of a prospect in a minute, every
//! number traceable to the file it came from.
//!
//! # The way of the data
//!
//! ```text
//! file → read → Layer (immutable, shared, columnar, indexed) → filter::Plan → RowSet
//!                                                                              ↓
//!                  map · facets · table · statistics · totals · exports: the same rows
//! ```
//!
//! Everything a person changes of the document, the view or the settings is an
//! [`app::Command`](app), plain data, applied in one place by the session, which answers with effects
//! (open a dialog, start a job). The window, the command line and the tests perform effects; panels draw
//! from the session and keep nothing but drafts (a text being typed, a fold, the width of a column). So
//! every action can be tested with no window, and window and command line write the same bytes.
//!
//! # The rooms
//!
//! The modules below stand in this order, and each uses only those above it; a test reads the sources
//! and fails where an arrow points up.
//!
//! - [`text`], [`units`], [`diagnostic`], [`progress`], [`json`]: what everybody needs. A message is a
//!   code with a place and arguments; its words are in `assets/i18n`.
//! - [`geometry`], [`crs`]: boxes, geodesic measures, validity; reference systems.
//! - [`layer`]: columns (Arrow), shapes (flat coordinates), R-tree, row sets, the source with its hash.
//! - [`read`], [`write`]: one file per format. Features are written from their source's own bytes.
//! - [`filter`], [`stats`]: OGC CQL2 as a typed plan over columns; counts, sums, histograms.
//! - [`maps`]: what the three maps know: fields, codes, colours, what is worked out from them (the idle
//!   clock, the ledger), the bundled maps, their generator.
//! - [`search`]: names, numbers and addresses of all layers, also by pinyin and with a slip of the finger.
//! - [`scene`], `render`: what a view shows, and drawing it with wgpu.
//! - [`workspace`]: the file that keeps a person's work on some layers, `NAME.threemaps.json`.
//! - [`jobs`], [`app`]: background work; the document, its commands, undo; the table of all actions;
//!   settings and the file that keeps them.
//! - `ui`, [`cli`]: the window and the command line, which never use each other.
//!
//! # What is not here on purpose
//!
//! No memory maps (a file cut short under a map kills the process), no network, no global state but
//! the text catalogues, no clock or randomness that is not handed in.

pub mod text;
pub mod units;
pub mod diagnostic;
pub mod progress;
pub mod json;
pub mod geometry;
pub mod crs;
pub mod layer;
pub mod read;
pub mod write;
pub mod filter;
pub mod stats;
pub mod maps;
pub mod search;
pub mod scene;
pub mod render;
pub mod workspace;
pub mod jobs;
pub mod app;
#[cfg(feature = "gui")]
pub mod ui;
pub mod cli;
