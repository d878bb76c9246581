//! Drawing a scene: wgpu pipelines for the window.
