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

use super::detail::{Detail, LONG_POSITIONS, add_row, build_detail};
use super::freight::Freight;
use super::survey::Survey;
use crate::geometry::BBox;
use crate::layer::{Layer, Part, PartType};
use crate::progress::CancelToken;
use crate::scene::mercator::{world_from_bbox, world_from_lon_lat};
use earcut::Earcut;
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
        .then(|| build_detail(layer, &survey, &Detail::whole(&survey), &CancelToken::default()))
        .flatten();
    long.into_iter().chain(pieces).collect()
}

/// Steps of the grid along the longer side of a chosen row that is long.
const CHOSEN_STEPS: f64 = 65_536.0;

/// The mesh of some rows, numbered 0, 1, … in the order given: a selection. Of a row that is very long its
/// outlines alone, and these not finer than a 65,536th of its own size.
pub fn build_mesh_of_rows(layer: &Layer, rows: &[u32]) -> Mesh {
    let bbox = rows
        .iter()
        .filter(|&&row| (row as usize) < layer.len())
        .fold(BBox::EMPTY, |bbox, &row| bbox.union(&layer.shapes.get(row as usize).bbox()));
    let origin = if bbox.is_empty() { [0.0, 0.0] } else { world_from_lon_lat(bbox.center()) };
    let mut builder = Builder::new(origin, true);
    for (&row, number) in rows.iter().zip(0..).filter(|&(&row, _)| (row as usize) < layer.len()) {
        let shape = layer.shapes.get(row as usize);
        if shape.positions().len() > LONG_POSITIONS {
            let world = world_from_bbox(&shape.bbox());
            let side_m = (world.east - world.west).max(world.north - world.south).max(1e-3);
            let detail = Detail { region: BBox::new(-1e9, -1e9, 1e9, 1e9), step_m: side_m / CHOSEN_STEPS };
            // Nothing cancels it.
            let _: Option<()> =
                add_row(&mut builder, layer, row, number, &detail, false, &CancelToken::default());
        } else {
            builder.row(layer, row, number);
        }
        if builder.open_vertices() >= CHUNK_VERTICES {
            builder.close_chunk(i32::MAX);
        }
    }
    builder.close_chunk(i32::MAX);
    builder.finish(0)
}

/// Vertices after which a chunk of a selection is closed.
const CHUNK_VERTICES: usize = 4096;

pub(super) struct Builder {
    origin: [f64; 2],
    is_dashed: bool,
    data: MeshData,
    chunks: Vec<Chunk>,
    earcut: Earcut<f64>,
    ring: Vec<[f64; 2]>,
    holes: Vec<u32>,
    triangles: Vec<u32>,
    /// Of the chunk under way: its box, how far each list had come when it began (areas, indices, lines,
    /// points), the sum and number of its features' sizes.
    world: BBox,
    begun: [usize; 4],
    sizes: (f64, usize),
}

impl Builder {
    pub(super) fn new(origin: [f64; 2], is_dashed: bool) -> Self {
        Self {
            origin,
            is_dashed,
            data: MeshData::default(),
            chunks: Vec::new(),
            earcut: Earcut::new(),
            ring: Vec::new(),
            holes: Vec::new(),
            triangles: Vec::new(),
            world: BBox::EMPTY,
            begun: [0; 4],
            sizes: (0.0, 0),
        }
    }

    /// Adds a row of the layer under a number of its own.
    fn row(&mut self, layer: &Layer, row: u32, number: u32) {
        let mut world = BBox::EMPTY;
        for part in layer.shapes.get(row as usize).parts() {
            match part.part_type {
                PartType::Polygon => self.area(part, number, &mut world),
                PartType::Line => {
                    for line in part.rings() {
                        let places = line.iter().map(|&position| world_from_lon_lat(position));
                        push_places(&mut self.data.lines, true, self.origin, places, number, &mut world);
                    }
                }
                PartType::Point => self.point(part, number, &mut world),
            }
        }
        self.count(&world);
    }

    pub(super) fn finish(self, piece: usize) -> Mesh {
        let world = self.chunks.iter().fold(BBox::EMPTY, |world, chunk| world.union(&chunk.world));
        let mut data = self.data;
        data.areas.corners.shrink_to_fit();
        data.indices.shrink_to_fit();
        Mesh { piece, origin: self.origin, world, chunks: self.chunks, data: Freight::new(data) }
    }

    fn lengths(&self) -> [usize; 4] {
        let data = &self.data;
        [data.areas.corners.len(), data.indices.len(), data.lines.corners.len(), data.points.len()]
    }

    /// Vertices of the chunk under way.
    fn open_vertices(&self) -> usize {
        let (now, begun) = (self.lengths(), self.begun);
        now[0] + now[2] + now[3] - begun[0] - begun[2] - begun[3]
    }

    pub(super) fn close_chunk(&mut self, class: i32) {
        let (from, to) = (self.begun, self.lengths());
        let world = std::mem::replace(&mut self.world, BBox::EMPTY);
        let sizes = std::mem::take(&mut self.sizes);
        self.begun = to;
        if world.is_empty() {
            return;
        }
        let [outlines, fills, lines, points] = [0, 1, 2, 3].map(|list| from[list] as u32..to[list] as u32);
        let mean_size_m = sizes.0 / sizes.1.max(1) as f64;
        self.chunks.push(Chunk { world, class, fills, outlines, lines, points, mean_size_m });
    }

    /// Adds an area of closed rings in Web Mercator metres, the exterior first.
    pub(super) fn world_area(&mut self, rings: &[Vec<[f64; 2]>], row: u32, with_triangles: bool) {
        let first = self.data.areas.corners.len() as u32;
        let mut world = BBox::EMPTY;
        self.ring.clear();
        self.holes.clear();
        for (number, ring) in rings.iter().enumerate() {
            if number > 0 {
                self.holes.push(self.ring.len() as u32);
            }
            let places = ring.iter().copied();
            push_places(&mut self.data.areas, self.is_dashed, self.origin, places, row, &mut world);
            let origin = self.origin;
            self.ring.extend(ring.iter().map(|&[x, y]| [x - origin[0], y - origin[1]]));
        }
        if with_triangles && self.ring.len() >= 4 {
            self.triangulate(first);
        }
        self.count(&world);
    }

    /// Adds a line in Web Mercator metres.
    pub(super) fn world_line(&mut self, line: &[[f64; 2]], row: u32) {
        let mut world = BBox::EMPTY;
        push_places(&mut self.data.lines, true, self.origin, line.iter().copied(), row, &mut world);
        self.count(&world);
    }

    /// Adds a point in Web Mercator metres.
    pub(super) fn world_point(&mut self, at: [f64; 2], row: u32) {
        let mut world = BBox::EMPTY;
        world.add(at);
        self.data.points.push(Vertex { position_m: local(self.origin, at), row });
        self.count(&world);
    }

    fn count(&mut self, world: &BBox) {
        if world.is_empty() {
            return;
        }
        self.world = self.world.union(world);
        self.sizes.0 += (world.east - world.west).max(world.north - world.south);
        self.sizes.1 += 1;
    }

    fn point(&mut self, part: Part<'_>, row: u32, world: &mut BBox) {
        for &position in part.rings().flatten() {
            let here = world_from_lon_lat(position);
            world.add(here);
            let position_m = local(self.origin, here);
            self.data.points.push(Vertex { position_m, row });
        }
    }

    /// Rings as outlines, their inside as triangles: a fan where it is one convex ring, ears otherwise.
    fn area(&mut self, part: Part<'_>, row: u32, world: &mut BBox) {
        let first = self.data.areas.corners.len() as u32;
        self.ring.clear();
        self.holes.clear();
        for (number, ring) in part.rings().enumerate() {
            if number > 0 {
                self.holes.push(self.ring.len() as u32);
            }
            let places = ring.iter().map(|&position| world_from_lon_lat(position));
            push_places(&mut self.data.areas, self.is_dashed, self.origin, places, row, world);
            let fresh = &self.data.areas.corners[(first as usize + self.ring.len())..];
            self.ring.extend(fresh.iter().map(|vertex| {
                let [x, y] = vertex.position_m;
                [f64::from(x), f64::from(y)]
            }));
        }
        if self.ring.len() < 4 {
            return;
        }
        self.triangulate(first);
    }

    /// The triangles of the rings at hand, whose corners begin at `first`.
    fn triangulate(&mut self, first: u32) {
        if self.holes.is_empty() && is_convex(&self.ring) {
            let corners = self.ring.len() as u32 - 1;
            for corner in 1..corners - 1 {
                self.data.indices.extend([first, first + corner, first + corner + 1]);
            }
            return;
        }
        self.earcut.earcut(self.ring.iter().copied(), &self.holes, &mut self.triangles);
        self.data.indices.extend(self.triangles.iter().map(|index| first + index));
    }
}

fn local(origin: [f64; 2], world: [f64; 2]) -> [f32; 2] {
    [(world[0] - origin[0]) as f32, (world[1] - origin[1]) as f32]
}

fn push_places(
    into: &mut Strokes,
    keeps_along: bool,
    origin: [f64; 2],
    places: impl ExactSizeIterator<Item = [f64; 2]>,
    row: u32,
    world: &mut BBox,
) {
    let is_empty = places.len() == 0;
    let mut along_m = 0.0;
    let mut before: Option<[f64; 2]> = None;
    for here in places {
        world.add(here);
        if keeps_along {
            if let Some([x, y]) = before {
                along_m += (here[0] - x).hypot(here[1] - y);
            }
            before = Some(here);
            into.along_m.push(along_m as f32);
        }
        into.corners.push(Vertex { position_m: local(origin, here), row });
    }
    if let (Some(last), false) = (into.corners.last_mut(), is_empty) {
        last.row |= END_OF_LINE;
    }
}

/// Whether a closed ring turns one way only, and once around.
fn is_convex(ring: &[[f64; 2]]) -> bool {
    let corners = &ring[..ring.len() - 1];
    if ring.first() != ring.last() || corners.len() < 3 {
        return false;
    }
    let mut turn = 0.0_f64;
    let mut x_reversals = 0;
    let mut last_dx = 0.0_f64;
    for at in 0..corners.len() {
        let [a, b, c] = [0, 1, 2].map(|step| corners[(at + step) % corners.len()]);
        let cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
        if cross * turn < 0.0 {
            return false;
        }
        if cross != 0.0 {
            turn = cross;
        }
        let dx = b[0] - a[0];
        if dx != 0.0 {
            x_reversals += usize::from(dx * last_dx < 0.0);
            last_dx = dx;
        }
    }
    // A star turns one way too, but several times around.
    x_reversals <= 2 && turn != 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixtures::{Geo, layer};

    #[test]
    fn a_chosen_row_keeps_its_corners_beside_a_very_long_one() {
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
        let mesh = build_mesh_of_rows(&shapes, &[0, 1]);
        let data = mesh.data.get().unwrap();
        let own: Vec<[f64; 2]> = (data.areas.corners.iter())
            .filter(|vertex| vertex.row & !END_OF_LINE == 1)
            .map(|vertex| [0, 1].map(|axis| f64::from(vertex.position_m[axis]) + mesh.origin[axis]))
            .collect();
        assert_eq!(own.len(), parcel.len());
        for (got, &expected) in own.iter().zip(&parcel) {
            let expected = world_from_lon_lat(expected);
            assert!((got[0] - expected[0]).hypot(got[1] - expected[1]) < 0.01, "{got:?}, not {expected:?}");
        }
    }

    #[test]
    fn convex_rings_are_told_from_others() {
        let square = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]];
        assert!(is_convex(&square));
        let arrow = [[0.0, 0.0], [2.0, 1.0], [0.0, 2.0], [0.5, 1.0], [0.0, 0.0]];
        assert!(!is_convex(&arrow));
        let corner = |step: f64| {
            let angle = step * 2.0 * std::f64::consts::TAU / 5.0;
            [angle.cos(), angle.sin()]
        };
        let star: Vec<[f64; 2]> = (0..=5).map(|step| corner(f64::from(step % 5))).collect();
        assert!(!is_convex(&star));
    }
}
