//! A piece of a layer as triangles, line segments and points in local Web Mercator metres: what is
//! uploaded once and then only moved by a uniform.
//!
//! Positions are f32 offsets from the layer's own f64 origin. One list of corners serves fills (through
//! indices) and outlines (each corner and the next are a segment, unless it ends its ring). Blocks of the
//! [`Survey`] are chunks with boxes here, so that a view draws only what it can see.
//!
//! Costs on the graphics card: 12 bytes a corner of an area and 12 a triangle (corners less two, about),
//! 16 a corner of a line, 12 a point; layers of fewer than a million positions keep 4 bytes more a corner
//! of an area, for dashes. The same on this side until it is uploaded, and 80 bytes a chunk after that.

use super::builder::Builder;
use super::detail::{Detail, build_detail};
use super::freight::Freight;
use super::long_rows::is_long;
use super::survey::Survey;
use crate::geometry::BBox;
use crate::layer::Layer;
use crate::progress::CancelToken;
use crate::scene::mercator::world_from_lon_lat;
use std::ops::Range;

/// Set in [`Vertex::row`] where no segment leads on to the next vertex.
pub const END_OF_LINE: u32 = 1 << 31;

/// Layers with more positions than this do not keep how far along its ring a corner of an area lies:
/// their dashes begin anew at each corner.
const DASHED_POSITIONS: usize = 1_000_000;

/// A corner of an area or a line, or a point.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "gui", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct Vertex {
    /// Metres from the mesh's origin, y up.
    pub position_m: [f32; 2],
    /// The row, with [`END_OF_LINE`].
    pub row: u32,
}

/// Corners with how far along their ring or line they lie.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strokes {
    /// The corners, ring after ring.
    pub corners: Vec<Vertex>,
    /// Metres along the ring or line so far, for dashes; empty where it is not kept.
    pub along_m: Vec<f32>,
}

/// Neighbouring rows that are drawn or skipped together.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The box around them in Web Mercator metres.
    pub world: BBox,
    /// The class of their sizes, as [`super::Block::class`].
    pub class: i32,
    /// Into [`MeshData::indices`].
    pub fills: Range<u32>,
    /// Into [`MeshData::areas`], as segments' first vertices.
    pub outlines: Range<u32>,
    /// Into [`MeshData::lines`], as segments' first vertices.
    pub lines: Range<u32>,
    /// Into [`MeshData::points`].
    pub points: Range<u32>,
    /// Width or height of the features, whichever is greater, on average, in Web Mercator metres.
    pub mean_size_m: f64,
}

/// What is uploaded of a mesh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeshData {
    /// Corners of areas, closed.
    pub areas: Strokes,
    /// Triangles of areas.
    pub indices: Vec<u32>,
    /// Corners of lines.
    pub lines: Strokes,
    /// Points.
    pub points: Vec<Vertex>,
}

impl MeshData {
    /// Bytes that it takes on the graphics card, and here until it is there.
    pub fn bytes(&self) -> usize {
        let strokes =
            |strokes: &Strokes| size_of::<Vertex>() * strokes.corners.len() + 4 * strokes.along_m.len();
        strokes(&self.areas)
            + strokes(&self.lines)
            + 4 * self.indices.len()
            + size_of::<Vertex>() * self.points.len()
    }
}

/// A piece of a layer, ready for upload or uploaded.
#[derive(Debug)]
pub struct Mesh {
    /// Which piece of its layer it is.
    pub piece: usize,
    /// Where local positions count from, in Web Mercator metres.
    pub origin: [f64; 2],
    /// The box around all of it in Web Mercator metres.
    pub world: BBox,
    /// All of it in pieces.
    pub chunks: Vec<Chunk>,
    /// What is uploaded.
    pub data: Freight<MeshData>,
}

/// One piece of a layer. Costs about 0.1 µs a vertex: call it on a worker.
pub fn build_piece(layer: &Layer, survey: &Survey, piece: usize) -> Mesh {
    let is_dashed = layer.shapes.positions().len() <= DASHED_POSITIONS;
    let mut builder = Builder::new(survey.origin, is_dashed);
    for block in &survey.blocks[survey.pieces[piece].clone()] {
        for &row in survey.rows_of(block) {
            builder.row(layer, row, row);
        }
        builder.close_chunk(block.class);
    }
    builder.finish(piece)
}

/// All pieces of a small layer.
pub fn build_meshes(layer: &Layer) -> Vec<Mesh> {
    let survey = Survey::of(layer);
    let pieces = (0..survey.pieces.len()).map(|piece| build_piece(layer, &survey, piece));
    let long = (!survey.long.is_empty())
        .then(|| build_detail(layer, &survey.long, &Detail::whole(&survey.long), &CancelToken::default()))
        .flatten();
    long.into_iter().chain(pieces).collect()
}

/// The mesh of some rows, numbered 0, 1, … in the order given: a selection. Those that are very long are left
/// to [`LongRows::outlined`].
pub fn build_mesh_of_rows(layer: &Layer, rows: &[u32]) -> Mesh {
    let is_drawn = |row: u32| (row as usize) < layer.len() && !is_long(layer, row);
    let bbox = rows
        .iter()
        .filter(|&&row| is_drawn(row))
        .fold(BBox::EMPTY, |bbox, &row| bbox.union(&layer.shapes.get(row as usize).bbox()));
    let origin = if bbox.is_empty() { [0.0, 0.0] } else { world_from_lon_lat(bbox.center()) };
    let mut builder = Builder::new(origin, true);
    for (&row, number) in rows.iter().zip(0..).filter(|&(&row, _)| is_drawn(row)) {
        builder.row(layer, row, number);
        if builder.open_vertices() >= CHUNK_VERTICES {
            builder.close_chunk(i32::MAX);
        }
    }
    builder.close_chunk(i32::MAX);
    builder.finish(0)
}

/// Vertices after which a chunk of a selection is closed.
const CHUNK_VERTICES: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::gpu::LongRows;
    use crate::scene::fixtures::{Geo, layer};

    #[test]
    fn of_chosen_rows_the_very_long_ones_are_left_to_the_view() {
        let coast = (0..=5_000).map(|at| {
            let turn = f64::from(at % 5_000) / 5_000.0 * std::f64::consts::TAU;
            [120.0 + turn.cos(), 30.0 + turn.sin()]
        });
        // Of half a metre to a side: finer than the grid of the coast.
        let [x, y] = [120.000_012_3, 30.000_045_6];
        let parcel = vec![[x, y], [x + 5e-6, y], [x + 5e-6, y + 5e-6], [x, y + 5e-6], [x, y]];
        let shapes = layer(&[
            (Geo::Area(vec![coast.collect()]), None, "coast"),
            (Geo::Area(vec![parcel.clone()]), None, "parcel"),
        ]);
        let mesh = build_mesh_of_rows(&shapes, &[1, 0, 7]);
        let data = mesh.data.get().unwrap();
        assert!(data.areas.corners.iter().all(|vertex| vertex.row & !END_OF_LINE == 0));
        assert_eq!(data.areas.corners.len(), parcel.len());
        for (vertex, &expected) in data.areas.corners.iter().zip(&parcel) {
            let got = [0, 1].map(|axis| f64::from(vertex.position_m[axis]) + mesh.origin[axis]);
            let expected = world_from_lon_lat(expected);
            assert!((got[0] - expected[0]).hypot(got[1] - expected[1]) < 0.01, "{got:?}, not {expected:?}");
        }
        let long = LongRows::outlined(&shapes, &[1, 0, 7]);
        assert_eq!(long.rows, [(0, 1)], "under the number that its state has");
        let detail = Detail::whole(&long);
        let mesh = build_detail(&shapes, &long, &detail, &CancelToken::default()).unwrap();
        let data = mesh.data.get().unwrap();
        assert!(data.indices.is_empty(), "its outlines alone");
        assert!(data.areas.corners.iter().all(|vertex| vertex.row & !END_OF_LINE == 1));
        assert!(data.areas.corners.len() > 1_000);
    }
}
