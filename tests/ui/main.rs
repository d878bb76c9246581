//! Tests of the window.

mod gpu;
mod map;
mod shaders;
