//! Tests of the window.

mod desk;
mod filter_cards;
mod find;
mod gpu;
mod look;
mod map;
mod panels;
mod shaders;
