//! Drawing a scene: meshes and frames as plain data, overviews of what is too small to be drawn one by
//! one, wgpu pipelines for the window, and threads that prepare it all.

pub mod gpu;
pub mod overview;
pub mod workshop;
