//! The panels of the window: each draws from `&Session` and sends commands; none changes anything.

pub mod bar;
pub mod empty;
pub mod export_dialog;
mod facet_card;
pub mod filters;
pub mod inspector;
pub mod layers;
pub mod map_menu;
pub mod notices;
pub mod pick_list;
mod select_menu;
pub mod status;
pub mod tool_card;
pub mod tools;
