//! Drawing a scene: wgpu pipelines for the window.

pub mod gpu;
