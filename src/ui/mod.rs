//! The window: panels draw from `&Session` and send commands.

pub mod map;
