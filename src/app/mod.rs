//! The document, and the commands that change it; no window needed.
//!
//! A person's every change is a [`Command`]. [`Session::apply`] alone changes the [`Document`]; it
//! answers with [`Effect`]s, which the window, the command line or a test performs. Background jobs
//! report through [`Session::receive`]. Panels draw from `&Session`.

pub mod bottom;
pub mod catalogue;
mod command;
mod document;
mod effect;
mod examples;
pub mod export;
mod notice;
pub mod overview;
pub mod palette;
mod selection;
mod session;
pub mod settings;
mod site_key;
pub mod state;
pub mod verify;
pub mod workspace;
mod workspace_record;
mod workspace_restored;

pub use bottom::{Bottom, BottomTab, ChartChoice};
pub use catalogue::{Action, Shortcut};
pub use command::{Command, FieldsCommand, SaidKind, SelectMode, WorkspaceCommand};
pub use document::{
    Absent, Bookmark, Document, FeatureRef, FilterState, LayerEntry, Note, View, WorkspaceId,
};
pub use effect::{Effect, Form};
pub use examples::Example;
pub use export::{ExportOptions, ExportPreview, ExportRows};
pub use notice::Notice;
pub use selection::Selection;
pub use session::{AssemblyAim, ShownFindings};
pub use session::{
    Clock, Derived, LayerHits, MatchState, Running, RunningKind, Saved, SearchState, SelectionTotals, Session,
};
pub use settings::{Motion, Settings, Theme};

pub use crate::jobs::{Event, JobId, LayerId};
