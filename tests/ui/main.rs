//! Tests of the window.

mod shaders;
