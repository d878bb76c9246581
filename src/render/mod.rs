//! Drawing a scene: meshes and frames as plain data, wgpu pipelines for the window.

pub mod gpu;
