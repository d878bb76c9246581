//! The window: panels draw from `&Session` and send commands.
//!
//! [`run`] opens it, again where its graphics device is lost (`window`). `theme` has every colour and size, `widgets` the window's own controls on plain
//! data, `panels` one file for each part of the window, `frame` their places, `map` the map, `find` search, palette and places. `app`
//! owns the session and performs effects; nothing else here changes anything.

mod app;
mod attribution;
mod dialogs;
pub mod drop_target;
mod early;
mod fields;
pub mod find;
mod fly;
pub mod fonts;
mod format;
mod frame;
pub mod icons;
mod idle_words;
mod key_figures;
mod leave;
pub mod map;
mod measures;
pub mod panels;
mod remember;
mod shortcuts;
pub mod styles;
pub mod theme;
mod totals;
pub mod widgets;
mod window;

pub use app::{Start, ThreeMapsApp};
pub use window::{NoWindow, run};
