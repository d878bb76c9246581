//! A layer as triangles, line segments and points in local Web Mercator metres: what is uploaded once
//! and then only moved by a uniform.
//!
//! Positions are f32 offsets from the layer's own f64 origin. One vertex list serves fills (through
//! indices) and outlines (each vertex and the next are a segment, unless the vertex ends its ring). Rows
//! are ordered along a Hilbert curve and cut into chunks with boxes, so that a view draws only what it
//! can see.

use crate::geometry::BBox;
use crate::layer::{Layer, Part, PartType};
use crate::scene::mercator::world_from_lon_lat;
use earcut::Earcut;
use std::ops::Range;

/// Set in [`Vertex::row`] where no segment leads on to the next vertex.
pub const END_OF_LINE: u32 = 1 << 31;

/// Vertices and points after which a chunk is closed.
const CHUNK_VERTICES: usize = 4096;

/// Vertices and points after which a mesh is closed: with 16 bytes each, half of the 256 MiB that
/// WebGPU's default limits allow a buffer.
const MESH_VERTICES: usize = 8 << 20;

/// A corner of an area or a line.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "gui", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct Vertex {
    /// Metres from the mesh's origin, y up.
    pub position_m: [f32; 2],
    /// The row, with [`END_OF_LINE`].
    pub row: u32,
    /// Metres along the ring or line so far, for dashes.
    pub along_m: f32,
}

/// A point feature, or one position of several.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "gui", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct PointInstance {
    /// Metres from the mesh's origin, y up.
    pub position_m: [f32; 2],
    /// The row.
    pub row: u32,
}

/// Neighbouring rows that are drawn or skipped together.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The box around them in Web Mercator metres.
    pub world: BBox,
    /// Into [`Mesh::indices`].
    pub fills: Range<u32>,
    /// Into [`Mesh::areas`], as segments' first vertices.
    pub outlines: Range<u32>,
    /// Into [`Mesh::lines`], as segments' first vertices.
    pub lines: Range<u32>,
    /// Into [`Mesh::points`].
    pub points: Range<u32>,
    /// Width or height of the features, whichever is greater, on average, in Web Mercator metres.
    pub mean_size_m: f64,
}

/// A layer ready for upload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Where local positions count from, in Web Mercator metres.
    pub origin: [f64; 2],
    /// Rows of the layer (or of the selection that this mesh is of).
    pub row_count: usize,
    /// Corners of areas, ring after ring, closed.
    pub areas: Vec<Vertex>,
    /// Triangles of areas.
    pub indices: Vec<u32>,
    /// Corners of lines.
    pub lines: Vec<Vertex>,
    /// Points.
    pub points: Vec<PointInstance>,
    /// All of it in pieces.
    pub chunks: Vec<Chunk>,
}

/// The meshes of a whole layer: one, or several where one would not fit the buffers that every device
/// allows. Costs about 0.1 µs a vertex: for large layers call it on a worker.
pub fn build_meshes(layer: &Layer) -> Vec<Mesh> {
    let mut builder = Builder::new(origin_of(layer));
    for row in hilbert_order(layer) {
        builder.row(layer, row, row);
    }
    builder.finish(layer.len())
}

/// The mesh of some rows, numbered 0, 1, … in the order given: a selection. Rows that do not fit one
/// mesh are left out.
pub fn build_mesh_of_rows(layer: &Layer, rows: &[u32]) -> Mesh {
    let mut builder = Builder::new(origin_of(layer));
    for (&row, number) in rows.iter().zip(0..).filter(|&(&row, _)| (row as usize) < layer.len()) {
        builder.row(layer, row, number);
    }
    builder.finish(rows.len()).into_iter().next().unwrap_or_default()
}

/// Where local positions count from: the median of the rows' middles, so that one stray row (0° N, 0° E
/// is common) does not cost all others their precision.
fn origin_of(layer: &Layer) -> [f64; 2] {
    let mut middles: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for row in 0..layer.len() {
        let bbox = layer.shapes.get(row).bbox();
        if !bbox.is_empty() {
            let [x, y] = bbox.center();
            middles[0].push(x);
            middles[1].push(y);
        }
    }
    let median = |values: &mut Vec<f64>| {
        let at = values.len() / 2;
        if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(at, f64::total_cmp).1 }
    };
    let [x, y] = &mut middles;
    world_from_lon_lat([median(x), median(y)])
}

/// Rows with a position in the order of a Hilbert curve over the layer's box.
fn hilbert_order(layer: &Layer) -> Vec<u32> {
    let bbox = layer.bbox();
    let scale = |value: f64, low: f64, high: f64| {
        if high > low { ((value - low) / (high - low) * 65_535.0) as u32 } else { 0 }
    };
    let mut keyed: Vec<(u32, u32)> = (0..layer.len() as u32)
        .filter_map(|row| {
            let own = layer.shapes.get(row as usize).bbox();
            let [x, y] = own.center();
            (!own.is_empty())
                .then(|| (hilbert(scale(x, bbox.west, bbox.east), scale(y, bbox.south, bbox.north)), row))
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// Distance along the Hilbert curve of order 16 of a cell; after Warren, Hacker's Delight, 2nd ed.,
/// section 16-2.
fn hilbert(mut x: u32, mut y: u32) -> u32 {
    let mut distance = 0;
    let mut side = 1_u32 << 15;
    while side > 0 {
        let (right, up) = (u32::from(x & side > 0), u32::from(y & side > 0));
        distance = (distance << 2) | ((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = !x;
                y = !y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    distance
}

struct Builder {
    mesh: Mesh,
    done: Vec<Mesh>,
    earcut: Earcut<f64>,
    ring: Vec<[f64; 2]>,
    holes: Vec<u32>,
    triangles: Vec<u32>,
    /// The chunk under way, at how many vertices it began, and the sum and number of its features' sizes.
    open: Chunk,
    opened_at: usize,
    sizes: (f64, usize),
}

impl Builder {
    fn new(origin: [f64; 2]) -> Self {
        Self {
            mesh: Mesh { origin, ..Mesh::default() },
            done: Vec::new(),
            earcut: Earcut::new(),
            ring: Vec::new(),
            holes: Vec::new(),
            triangles: Vec::new(),
            open: empty_chunk(),
            opened_at: 0,
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
                        push_line(&mut self.mesh.lines, self.mesh.origin, line, number, &mut world);
                    }
                }
                PartType::Point => self.point(part, number, &mut world),
            }
        }
        if world.is_empty() {
            return;
        }
        self.open.world = self.open.world.union(&world);
        self.sizes.0 += (world.east - world.west).max(world.north - world.south);
        self.sizes.1 += 1;
        if self.vertex_count() - self.opened_at >= CHUNK_VERTICES {
            self.close_chunk();
        }
        if self.vertex_count() >= MESH_VERTICES {
            self.close_chunk();
            let next = Mesh { origin: self.mesh.origin, ..Mesh::default() };
            self.done.push(std::mem::replace(&mut self.mesh, next));
            (self.open, self.opened_at) = (empty_chunk(), 0);
        }
    }

    /// The meshes, each with room for the states of all rows.
    fn finish(mut self, row_count: usize) -> Vec<Mesh> {
        self.close_chunk();
        self.done.push(self.mesh);
        for mesh in &mut self.done {
            mesh.row_count = row_count;
        }
        self.done
    }

    fn vertex_count(&self) -> usize {
        self.mesh.areas.len() + self.mesh.lines.len() + self.mesh.points.len()
    }

    fn close_chunk(&mut self) {
        let next = Chunk {
            world: BBox::EMPTY,
            fills: start_at(self.mesh.indices.len()),
            outlines: start_at(self.mesh.areas.len()),
            lines: start_at(self.mesh.lines.len()),
            points: start_at(self.mesh.points.len()),
            mean_size_m: 0.0,
        };
        let mut done = std::mem::replace(&mut self.open, next);
        self.opened_at = self.vertex_count();
        if done.world.is_empty() {
            return;
        }
        done.fills.end = self.mesh.indices.len() as u32;
        done.outlines.end = self.mesh.areas.len() as u32;
        done.lines.end = self.mesh.lines.len() as u32;
        done.points.end = self.mesh.points.len() as u32;
        done.mean_size_m = self.sizes.0 / self.sizes.1.max(1) as f64;
        self.sizes = (0.0, 0);
        self.mesh.chunks.push(done);
    }

    fn point(&mut self, part: Part<'_>, row: u32, world: &mut BBox) {
        for &position in part.rings().flatten() {
            let here = world_from_lon_lat(position);
            world.add(here);
            let position_m = local(self.mesh.origin, here);
            self.mesh.points.push(PointInstance { position_m, row });
        }
    }

    /// Rings as outlines, their inside as triangles: a fan where it is one convex ring, ears otherwise.
    fn area(&mut self, part: Part<'_>, row: u32, world: &mut BBox) {
        let first = self.mesh.areas.len() as u32;
        self.ring.clear();
        self.holes.clear();
        for (number, ring) in part.rings().enumerate() {
            if number > 0 {
                self.holes.push(self.ring.len() as u32);
            }
            push_line(&mut self.mesh.areas, self.mesh.origin, ring, row, world);
            self.ring.extend(self.mesh.areas[(first as usize + self.ring.len())..].iter().map(|vertex| {
                let [x, y] = vertex.position_m;
                [f64::from(x), f64::from(y)]
            }));
        }
        if self.ring.len() < 4 {
            return;
        }
        if self.holes.is_empty() && is_convex(&self.ring) {
            let corners = self.ring.len() as u32 - 1;
            for corner in 1..corners - 1 {
                self.mesh.indices.extend([first, first + corner, first + corner + 1]);
            }
            return;
        }
        self.earcut.earcut(self.ring.iter().copied(), &self.holes, &mut self.triangles);
        self.mesh.indices.extend(self.triangles.iter().map(|index| first + index));
    }
}

fn empty_chunk() -> Chunk {
    Chunk {
        world: BBox::EMPTY,
        fills: start_at(0),
        outlines: start_at(0),
        lines: start_at(0),
        points: start_at(0),
        mean_size_m: 0.0,
    }
}

fn start_at(at: usize) -> Range<u32> {
    at as u32..at as u32
}

fn local(origin: [f64; 2], world: [f64; 2]) -> [f32; 2] {
    [(world[0] - origin[0]) as f32, (world[1] - origin[1]) as f32]
}

fn push_line(into: &mut Vec<Vertex>, origin: [f64; 2], line: &[[f64; 2]], row: u32, world: &mut BBox) {
    let mut along_m = 0.0;
    let mut before: Option<[f64; 2]> = None;
    for &position in line {
        let here = world_from_lon_lat(position);
        world.add(here);
        if let Some([x, y]) = before {
            along_m += (here[0] - x).hypot(here[1] - y);
        }
        before = Some(here);
        into.push(Vertex { position_m: local(origin, here), row, along_m: along_m as f32 });
    }
    if let (Some(last), false) = (into.last_mut(), line.is_empty()) {
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

    #[test]
    fn neighbours_on_the_curve_are_neighbours_on_the_map() {
        // Order 16 restricted to the lowest 4 bits: each step of the curve moves one cell.
        let mut cells: Vec<(u32, [i64; 2])> = (0..16_u32)
            .flat_map(|x| (0..16_u32).map(move |y| (hilbert(x, y), [i64::from(x), i64::from(y)])))
            .collect();
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let step = (pair[0].1[0] - pair[1].1[0]).abs() + (pair[0].1[1] - pair[1].1[1]).abs();
            assert_eq!(step, 1, "{pair:?}");
        }
    }
}
