//! Tests of the window.

mod map;
mod shaders;
