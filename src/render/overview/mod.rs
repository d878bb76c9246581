//! Overviews: what features look like that are too small to be drawn one by one, so that a frame costs
//! pixels and not features.
//!
//! The world is cut into tiles as web maps cut it: level 0 is one tile of 256 texels, each level doubles
//! them. A view is drawn from the level whose texels are half a pixel to one pixel. There a feature of up
//! to [`MOST_TEXELS`] texels leaves its share of each texel's area, in its class's colour, as if it had
//! been drawn and looked at through a ground glass: the sum of the shares is the feature's area. Larger
//! features are drawn as geometry. Both sides ask the same question, [`is_small`], of whole blocks of
//! rows of one size class, so that nothing is drawn twice or left out.
//!
//! A tile takes 258² × 4 bytes (260 KiB) on the graphics card, and here until it is there; a view of
//! 1600 × 900 pixels has 28 to 112 of them. Drawing one costs about 0.2 µs a feature and 0.5 ms for
//! itself, on a worker.

mod coverage;
mod draw;
mod kept;
#[cfg(test)]
mod tests;
mod tile;

pub use coverage::Grid;
pub use draw::{Ink, draw_tile};
pub use kept::{MOST_KEPT, Source, TileCache};
pub use tile::{BORDER, SIDE, Tile, TileId, TilePixels, is_small, level_of, tiles_in};

/// Features of more texels than this in width or height are drawn as geometry.
pub const MOST_TEXELS: i32 = 8;

/// Layers of fewer rows are drawn as geometry at all scales: they are cheap, and every outline shows.
pub const FROM_ROWS: usize = 20_000;
