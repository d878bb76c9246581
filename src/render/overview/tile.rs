//! Where tiles lie, and which a view needs.

use super::super::gpu::Freight;
use super::MOST_TEXELS;
use crate::geometry::BBox;
use crate::scene::mercator::HALF_WORLD_M;

/// Texels of a tile's side.
pub const SIDE: usize = 256;
/// Texels around it that its neighbours have too, so that no seam shows between them.
pub const BORDER: usize = 1;
/// The finest level: a texel of some 2 mm.
const FINEST: i32 = 26;

/// Names a tile: column from the west and row from the north of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// 0: the world is one tile; each level doubles columns and rows.
    pub level: i32,
    /// From the antimeridian eastward.
    pub column: i32,
    /// From the north southward.
    pub row: i32,
}

/// Colours of a tile's texels, premultiplied, in gamma space, row by row from the north, with a border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TilePixels {
    /// Red, green, blue and opacity of each texel.
    pub rgba: Vec<u8>,
}

/// A tile that was drawn.
#[derive(Debug)]
pub struct Tile {
    /// Which one.
    pub id: TileId,
    /// Its colours; `None` where nothing shows in it.
    pub pixels: Option<Freight<TilePixels>>,
}

impl Tile {
    /// A tile with its colours, if any show.
    pub fn new(id: TileId, pixels: Option<TilePixels>) -> Self {
        Self { id, pixels: pixels.map(Freight::new) }
    }
}

impl TileId {
    /// Web Mercator metres of a texel.
    pub fn texel_m(&self) -> f64 {
        texel_m(self.level)
    }

    /// The box of the tile in Web Mercator metres, without its border.
    pub fn world(&self) -> BBox {
        let side_m = self.texel_m() * SIDE as f64;
        let west = f64::from(self.column) * side_m - HALF_WORLD_M;
        let north = HALF_WORLD_M - f64::from(self.row) * side_m;
        BBox::new(west, north - side_m, west + side_m, north)
    }

    /// The tile of a coarser level that it lies in.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        (self.level > 0).then_some(Self {
            level: self.level - 1,
            column: self.column.div_euclid(2),
            row: self.row.div_euclid(2),
        })
    }
}

fn texel_m(level: i32) -> f64 {
    2.0 * HALF_WORLD_M / (SIDE as f64 * f64::from(level).exp2())
}

/// The level whose texels are more than half a pixel and up to one, at so many pixels a metre.
pub fn level_of(px_per_m: f64) -> i32 {
    let exact = (texel_m(0) * px_per_m).log2();
    // A hair's breadth, so that a whole number stays what it is.
    if exact.is_finite() { ((exact - 1e-9).ceil() as i32).clamp(0, FINEST) } else { 0 }
}

/// Whether rows of a size class are drawn in the overview of a level, and not as geometry.
pub fn is_small(class: i32, level: i32) -> bool {
    class.saturating_add(1).saturating_add(level) <= MOST_TEXELS.ilog2() as i32
}

/// The tiles of a level that a box in Web Mercator metres touches, those in the middle first.
pub fn tiles_in(world: &BBox, level: i32) -> Vec<TileId> {
    if world.is_empty() {
        return Vec::new();
    }
    let side_m = texel_m(level) * SIDE as f64;
    let last = (f64::from(level).exp2() as i32 - 1).max(0);
    let cell = |metres: f64| ((metres / side_m).floor().clamp(0.0, f64::from(last))) as i32;
    let (west, east) = (cell(world.west + HALF_WORLD_M), cell(world.east + HALF_WORLD_M));
    let (top, bottom) = (cell(HALF_WORLD_M - world.north), cell(HALF_WORLD_M - world.south));
    let mut tiles: Vec<TileId> = (top..=bottom)
        .flat_map(|row| (west..=east).map(move |column| TileId { level, column, row }))
        .collect();
    let off = |tile: &TileId| (2 * tile.column - west - east).abs().max((2 * tile.row - top - bottom).abs());
    tiles.sort_by_key(off);
    tiles
}
