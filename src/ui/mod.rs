//! The window: panels draw from `&Session` and send commands.

mod fonts;
mod format;
mod icons;
pub mod map;
pub mod theme;
mod widgets;
