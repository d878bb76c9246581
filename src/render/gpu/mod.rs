//! Drawing layers on the graphics card: retained buffers a layer, one uniform a frame.
//!
//! - [`build_meshes`] turns a layer into triangles, segments and points once, on any thread;
//! - [`Frame`] says what to draw this frame: meshes, row states, pens; plain data, no wgpu;
//! - `Renderer` (with the window only) keeps the buffers, uploads what changed, and draws into a pass that it is given.
//!
//! Meshes and frames need no graphics library and are tested without one; only `Renderer` names wgpu.
//! A filter changes 4 bytes a row, a style a palette, a pan or zoom one uniform.

mod frame;
mod mesh;
#[cfg(feature = "gui")]
mod renderer;
#[cfg(test)]
mod tests;

pub use frame::{
    DIMMED, Frame, FrameLayer, HIDDEN, PALETTE_LEN, Palette, Pass, PassKind, Pen, SIZE_SHIFT, Stage, View,
    highlight_passes, palette, passes, row_state, row_states, visible_chunks,
};
pub use mesh::{Chunk, END_OF_LINE, Mesh, PointInstance, Vertex, build_mesh_of_rows, build_meshes};
#[cfg(feature = "gui")]
pub use renderer::Renderer;
