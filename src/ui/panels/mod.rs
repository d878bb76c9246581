//! The panels of the window: each draws from `&Session` and sends commands; none changes anything.

pub mod bar;
pub mod empty;
pub mod export_dialog;
mod facet_card;
pub mod filters;
pub mod inspector;
pub mod layers;
pub mod notices;
pub mod status;
pub mod styling;
mod styling_color;
