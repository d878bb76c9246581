//! What makes meshes: rows, or pieces of them in Web Mercator metres, chunk by chunk.
//!
//! The inside of an area is cut into triangles that use the corners of its outlines: a fan where it is one
//! convex ring, ears otherwise. That of very many corners on a grid is cut into trapezoids (see `inside`),
//! whose corners stand behind the outlines of their chunk.

use super::freight::Freight;
use super::inside::trapezoids;
use super::mesh::{Chunk, END_OF_LINE, Mesh, MeshData, Strokes, Vertex};
use crate::geometry::BBox;
use crate::layer::{Layer, Part, PartType};
use crate::progress::CancelToken;
use crate::scene::mercator::world_from_lon_lat;
use earcut::Earcut;
use std::collections::HashSet;

/// An area of fewer corners is cut into ears, on a grid too.
const FEW_CORNERS: usize = 64;

pub(super) struct Builder {
    origin: [f64; 2],
    is_dashed: bool,
    data: MeshData,
    chunks: Vec<Chunk>,
    earcut: Earcut<f64>,
    ring: Vec<[f64; 2]>,
    holes: Vec<u32>,
    triangles: Vec<u32>,
    /// What fills areas on a grid, four corners a trapezoid: to go behind the outlines of the chunk under
    /// way.
    trapezoids: Vec<[Vertex; 4]>,
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
            trapezoids: Vec::new(),
            world: BBox::EMPTY,
            begun: [0; 4],
            sizes: (0.0, 0),
        }
    }

    /// Adds a row of the layer under a number of its own.
    pub(super) fn row(&mut self, layer: &Layer, row: u32, number: u32) {
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
    pub(super) fn open_vertices(&self) -> usize {
        let (now, begun) = (self.lengths(), self.begun);
        now[0] + now[2] + now[3] - begun[0] - begun[2] - begun[3]
    }

    pub(super) fn close_chunk(&mut self, class: i32) {
        let outlined = self.data.areas.corners.len() as u32;
        self.add_trapezoids();
        let (from, to) = (self.begun, self.lengths());
        let world = std::mem::replace(&mut self.world, BBox::EMPTY);
        let sizes = std::mem::take(&mut self.sizes);
        self.begun = to;
        if world.is_empty() {
            return;
        }
        let [_, fills, lines, points] = [0, 1, 2, 3].map(|list| from[list] as u32..to[list] as u32);
        let outlines = from[0] as u32..outlined;
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

    /// Adds an area of closed rings whose corners lie on a grid, in Web Mercator metres. What of them runs
    /// over the same ground several times, as shores of bays finer than the grid do, is drawn once.
    pub(super) fn gridded_area(
        &mut self,
        rings: &[Vec<[f64; 2]>],
        step_m: f64,
        row: u32,
        has_inside: bool,
        cancel: &CancelToken,
    ) -> Option<()> {
        let Some(&base) = rings.first().and_then(|exterior| exterior.first()) else { return Some(()) };
        if rings.iter().map(Vec::len).sum::<usize>() <= FEW_CORNERS {
            self.world_area(rings, row, has_inside);
            return Some(());
        }
        let steps = |at: &[f64; 2]| [0, 1].map(|axis| ((at[axis] - base[axis]) / step_m).round() as i32);
        let grid: Vec<Vec<[i32; 2]>> = rings.iter().map(|ring| ring.iter().map(steps).collect()).collect();
        let mut world = BBox::EMPTY;
        let mut drawn: HashSet<[[i32; 2]; 2], foldhash::fast::RandomState> = HashSet::default();
        for (ring, steps) in rings.iter().zip(&grid) {
            let mut from = 0;
            for (at, &[a, b]) in steps.array_windows().enumerate() {
                if !drawn.insert(if a < b { [a, b] } else { [b, a] }) {
                    self.outline(&ring[from..=at], row, &mut world);
                    from = at + 1;
                }
            }
            self.outline(&ring[from..], row, &mut world);
        }
        self.count(&world);
        if has_inside {
            let origin = self.origin;
            self.trapezoids.extend(trapezoids(&grid, cancel)?.into_iter().map(|piece| {
                let corner = |x: f64, y: i32| {
                    let at = [base[0] + x * step_m, base[1] + f64::from(y) * step_m];
                    Vertex { position_m: local(origin, at), row: row | END_OF_LINE }
                };
                let ([left, left_above], [right, right_above], [low, high]) =
                    (piece.left, piece.right, piece.y);
                [corner(left, low), corner(right, low), corner(right_above, high), corner(left_above, high)]
            }));
        }
        Some(())
    }

    /// Adds what is drawn of a ring, unless that is no more than a corner.
    fn outline(&mut self, places: &[[f64; 2]], row: u32, world: &mut BBox) {
        if places.len() > 1 {
            let places = places.iter().copied();
            push_places(&mut self.data.areas, self.is_dashed, self.origin, places, row, world);
        }
    }

    /// Puts the trapezoids of a chunk behind its outlines.
    fn add_trapezoids(&mut self) {
        let areas = &mut self.data.areas;
        for corners in self.trapezoids.drain(..) {
            let first = areas.corners.len() as u32;
            areas.corners.extend(corners);
            if self.is_dashed {
                areas.along_m.extend([0.0; 4]);
            }
            let [left, right, right_above, left_above] = corners.map(|corner| corner.position_m);
            if left[0] < right[0] {
                self.data.indices.extend([first, first + 1, first + 2]);
            }
            if left_above[0] < right_above[0] {
                self.data.indices.extend([first, first + 2, first + 3]);
            }
        }
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
