//! Tests of the window.

mod binding;
mod brief;
mod clusters;
mod desk;
mod desk_cards;
mod desk_look;
mod desk_panels;
mod export;
mod filter_cards;
mod find;
mod findings;
mod gpu;
mod idle;
mod look;
mod map;
mod panels;
mod shaders;
mod styling;
mod table;
mod tools;
mod window;
mod worked_out;
mod workspace;
