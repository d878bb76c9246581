//! Drawing layers on the graphics card: retained buffers a layer, one uniform a frame.
//!
//! - [`Survey`] puts a layer's rows in order, by size and along a curve; [`build_piece`] turns a piece of
//!   it into triangles, segments and points once, on any thread;
//! - [`Detail`] is what a view can show of features of very many corners, built anew where the view is
//!   another;
//! - [`Frame`] says what to draw this frame: meshes, row states, pens, tiles of the [`overview`]; plain
//!   data, no wgpu; [`plan`] makes the draw calls of it;
//! - `Renderer` (with the window only) keeps the buffers, uploads what is new, a few MB a frame, and draws
//!   into a pass that it is given. What is uploaded is dropped here ([`Freight`]) and asked for again
//!   where a device is lost, which `Lost` finds out.
//!
//! Meshes and frames need no graphics library and are tested without one; only `Renderer` and `Lost` name wgpu.
//! A filter changes 4 bytes a row, a style a palette, a pan or zoom one uniform. What is kept:
//!
//! | of | here | on the graphics card |
//! |---|---|---|
//! | a row | 4 bytes (its place in the order) + 4 (its state) | 4 bytes (its state) |
//! | a corner of an area | | 12 bytes, and 12 a triangle |
//! | a corner of a line | | 16 bytes |
//! | a point | | 12 bytes |
//! | a chunk of some 4,096 corners | 168 bytes | |
//! | a tile of the overview | | 260 KiB |
//! | a feature of more than 4,096 corners | | the corners that can be told apart in the view, twice over |
//!
//! A million parcels of 7.5 corners: 8 MB here, 172 MB on the graphics card, and 7 to 29 MB of tiles for
//! a view of 1600 × 900 pixels.
//!
//! [`overview`]: super::overview

mod builder;
mod detail;
mod frame;
mod freight;
#[cfg(feature = "gui")]
mod ground;
mod inside;
mod long_rows;
#[cfg(feature = "gui")]
mod lost;
mod mesh;
mod plan;
#[cfg(feature = "gui")]
mod buffers;
#[cfg(feature = "gui")]
mod renderer;
mod stand_ins;
mod survey;
#[cfg(test)]
mod tests;
#[cfg(feature = "gui")]
mod tiles;

pub use detail::{Detail, build_detail};
pub use frame::{
    DIMMED, Frame, FrameLayer, FrameOverview, FrameTile, HIDDEN, PALETTE_LEN, Palette, Pass, PassKind, Pen,
    SIZE_SHIFT, Stage, View, highlight_passes, palette, passes, passes_beside_overview, row_state,
    row_states,
};
pub use freight::Freight;
#[cfg(feature = "gui")]
pub use ground::Ground;
pub use long_rows::{LONG_POSITIONS, LongRows};
#[cfg(feature = "gui")]
pub use lost::Lost;
pub use mesh::{
    Chunk, END_OF_LINE, Mesh, MeshData, Strokes, Vertex, build_mesh_of_rows, build_meshes, build_piece,
};
pub use plan::{Draw, plan, vertex_count};
#[cfg(feature = "gui")]
pub use renderer::{Prepared, Renderer};
pub use survey::{Block, Survey};
