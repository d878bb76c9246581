//! Features of very many corners, as finely as a view can show them: a coast of millions of corners costs a
//! frame what its pixels show, and memory no more than that.
//!
//! Such rows ([`LongRows`]) have no place in the layer's pieces. Instead one mesh of all of them is
//! built for a region somewhat larger than the view ([`Detail`]): positions are moved to the corners of a
//! grid of an eighth to a quarter of a pixel, those that repeat their neighbour are left out, and what lies
//! outside of the region is cut off. Where a position is moved to follows from the position alone, so that
//! neighbours keep their common boundary. Parts that are finer than the grid are drawn by others that stand
//! in for them (see `stand_ins`); of points that lie on one another a few are drawn. A second, coarse mesh of
//! all of them stands in until the one for a new view has come.
//!
//! One build looks at all corners of the long rows once (a coordinate comparison each, and about 50 ns for
//! those within the region), on a worker; the inside is found of what is left (see `inside`), and a way that
//! is run several times on the grid is drawn once.

use super::builder::Builder;
use super::frame::View;
use super::long_rows::LongRows;
use super::mesh::Mesh;
use super::stand_ins::{self, Due, Ends, Shown};
use crate::geometry::BBox;
use crate::layer::{Layer, Part, PartType};
use crate::progress::CancelToken;
use crate::scene::mercator::{MAX_LATITUDE, lon_lat_from_world, world_from_lon_lat};
use std::collections::HashMap;

/// Steps of the grid a pixel: no position is moved by more than an eighth of a pixel along either axis.
const STEPS_A_PX: f64 = 4.0;
/// So many times finer than that a mesh may be before another is wanted.
const FINER: f64 = 4.0;
/// How far a region reaches beyond its view on each side, as a share of the view.
const AROUND: f64 = 0.5;
/// Steps of the coarse grid along the longer side of the layer's long rows.
const WHOLE_STEPS: f64 = 4096.0;
/// So many steps of the grid are one place for points.
const PLACE_STEPS: f64 = 2.0;
/// Points of a row that are drawn at one place, the last ones: their symbols hide those below.
const POINTS_A_PLACE: u32 = 4;
/// Positions between two looks at the cancel token.
const POSITIONS_A_LOOK: usize = 1 << 16;

/// What is to be seen of long rows, and how finely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// What lies outside of it is left out; in Web Mercator metres.
    pub region: BBox,
    /// Between two lines of the grid, in Web Mercator metres.
    pub step_m: f64,
}

impl Detail {
    /// What a view can show, and some of what lies around it.
    pub fn of(view: &View) -> Self {
        let world = view.world();
        let (dx, dy) = ((world.east - world.west) * AROUND, (world.north - world.south) * AROUND);
        let region = BBox::new(world.west - dx, world.south - dy, world.east + dx, world.north + dy);
        // A power of two: the same grid serves all views of about one scale.
        Self { region, step_m: (1.0 / (STEPS_A_PX * view.px_per_m)).log2().floor().exp2() }
    }

    /// All long rows, coarsely.
    pub fn whole(long: &LongRows) -> Self {
        let world = long.world;
        let side_m = (world.east - world.west).max(world.north - world.south).max(1e-3);
        Self { region: BBox::new(-1e9, -1e9, 1e9, 1e9), step_m: (side_m / WHOLE_STEPS).log2().floor().exp2() }
    }

    /// Whether a mesh that was built for it shows all of a view.
    pub fn covers(&self, view: &View) -> bool {
        let (own, world) = (&self.region, view.world());
        own.west <= world.west
            && own.south <= world.south
            && own.east >= world.east
            && own.north >= world.north
    }

    /// Whether it is as fine as a view can show, and not much finer.
    pub fn serves(&self, view: &View) -> bool {
        let steps_a_px = 1.0 / (self.step_m * view.px_per_m);
        self.covers(view) && (STEPS_A_PX..=2.0 * FINER * STEPS_A_PX).contains(&steps_a_px)
    }
}

/// The mesh of long rows; `None` where it was cancelled.
pub fn build_detail(layer: &Layer, long: &LongRows, detail: &Detail, cancel: &CancelToken) -> Option<Mesh> {
    let mut builder = Builder::new(long.origin, true);
    for &(row, number) in &long.rows {
        add_row(&mut builder, layer, row, number, detail, long.has_insides, cancel)?;
        builder.close_chunk(i32::MAX);
    }
    (!cancel.is_cancelled()).then(|| builder.finish(usize::MAX))
}

/// Adds a row under a number of its own, finely enough for a detail; `None` where it was cancelled.
fn add_row(
    builder: &mut Builder,
    layer: &Layer,
    row: u32,
    number: u32,
    detail: &Detail,
    has_insides: bool,
    cancel: &CancelToken,
) -> Option<()> {
    if cancel.is_cancelled() {
        return None;
    }
    let mut tracer = Tracer::new(detail, cancel);
    let (mut areas, mut lengths) = (Due::default(), Due::default());
    let mut places = Places::of(layer, row, &mut tracer)?;
    let step_m = detail.step_m;
    for part in layer.shapes.get(row as usize).parts() {
        match part.part_type {
            PartType::Polygon => add_area(builder, &mut tracer, &mut areas, part, number, has_insides)?,
            PartType::Line => {
                for line in part.rings() {
                    tracer.lines(line, |piece, own_m| {
                        let Some(ends) = stand_ins::fine_line(piece, step_m) else {
                            builder.world_line(piece, number);
                            return;
                        };
                        match lengths.offer(own_m, stand_ins::length(piece), step_m, ends) {
                            Shown::Gridded => builder.world_line(piece, number),
                            Shown::StandIn(length) => {
                                builder.world_line(&stand_ins::segment(ends, length), number);
                            }
                            Shown::Not => {}
                        }
                    })?;
                }
            }
            PartType::Point => {
                for &position in part.rings().flatten() {
                    tracer.goes_on()?;
                    if let Some(world) = tracer.seen(position).filter(|&world| places.is_drawn(world, step_m))
                    {
                        builder.world_point(world, number);
                    }
                }
            }
        }
    }
    if let Some((ends, area)) = areas.rest() {
        builder.world_area(&[stand_ins::strip(ends, area)], number, has_insides);
    }
    if let Some((ends, length)) = lengths.rest() {
        builder.world_line(&stand_ins::segment(ends, length), number);
    }
    Some(())
}

/// How many points of a row are still to come, by place.
struct Places {
    left: HashMap<[i64; 2], u32, foldhash::fast::RandomState>,
}

impl Places {
    fn of(layer: &Layer, row: u32, tracer: &mut Tracer<'_>) -> Option<Self> {
        let mut places = Self { left: HashMap::default() };
        let shape = layer.shapes.get(row as usize);
        for part in shape.parts().filter(|part| part.part_type == PartType::Point) {
            for &position in part.rings().flatten() {
                tracer.goes_on()?;
                if let Some(world) = tracer.seen(position) {
                    *places.left.entry(Self::place(world, tracer.detail.step_m)).or_default() += 1;
                }
            }
        }
        Some(places)
    }

    /// Whether the next point is one of the last at its place.
    fn is_drawn(&mut self, world: [f64; 2], step_m: f64) -> bool {
        let left = self.left.entry(Self::place(world, step_m)).or_default();
        *left = left.saturating_sub(1);
        *left < POINTS_A_PLACE
    }

    fn place(world: [f64; 2], step_m: f64) -> [i64; 2] {
        world.map(|metres| (metres / (PLACE_STEPS * step_m)).round() as i64)
    }
}

fn add_area(
    builder: &mut Builder,
    tracer: &mut Tracer<'_>,
    due: &mut Due,
    part: Part<'_>,
    number: u32,
    has_insides: bool,
) -> Option<()> {
    let mut rings: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut fine = None;
    for (at, ring) in part.rings().enumerate() {
        let traced = tracer.ring(ring)?;
        if at == 0 {
            fine = tracer.fine;
        }
        if traced.len() >= 4 {
            rings.push(traced);
        } else if at == 0 {
            // The exterior is not to be seen: nor is what is cut out of it.
            break;
        }
    }
    if let Some(ends) = fine {
        let less = |areas: &mut dyn Iterator<Item = f64>| {
            areas.next().map_or(0.0, |exterior| (exterior - areas.sum::<f64>()).max(0.0))
        };
        let places = |ring: &[[f64; 2]]| stand_ins::area(ring.iter().map(|&at| world_from_lon_lat(at)));
        let own = less(&mut part.rings().map(places));
        let gridded = less(&mut rings.iter().map(|ring| stand_ins::area(ring.iter().copied())));
        match due.offer(own, gridded, tracer.detail.step_m.powi(2), ends) {
            Shown::Gridded => {}
            Shown::StandIn(area) => {
                builder.world_area(&[stand_ins::strip(ends, area)], number, has_insides);
                return Some(());
            }
            Shown::Not => return Some(()),
        }
    }
    builder.gridded_area(&rings, tracer.detail.step_m, number, has_insides, tracer.cancel)
}

/// Follows rings and lines through a detail.
struct Tracer<'a> {
    detail: &'a Detail,
    /// The region in degrees, somewhat larger.
    degrees: BBox,
    cancel: &'a CancelToken,
    looked: usize,
    /// Where the last ring lies, if all of it is in the region and finer than the grid.
    fine: Option<Ends>,
}

/// On which sides of a box a position lies outside of it, as bits.
fn sides(bbox: &BBox, [x, y]: [f64; 2]) -> u8 {
    u8::from(x < bbox.west)
        | u8::from(x > bbox.east) << 1
        | u8::from(y < bbox.south) << 2
        | u8::from(y > bbox.north) << 3
}

impl<'a> Tracer<'a> {
    fn new(detail: &'a Detail, cancel: &'a CancelToken) -> Self {
        let BBox { west, south, east, north } = detail.region;
        let ([west, south], [east, north]) =
            (lon_lat_from_world([west, south]), lon_lat_from_world([east, north]));
        // The world ends at these latitudes, and what lies beyond is drawn there: on no side of it.
        let south = if south <= -MAX_LATITUDE { f64::NEG_INFINITY } else { south };
        let north = if north >= MAX_LATITUDE { f64::INFINITY } else { north };
        let degrees = BBox { west, south, east, north };
        Self { detail, degrees, cancel, looked: 0, fine: None }
    }

    fn goes_on(&mut self) -> Option<()> {
        self.looked += 1;
        (!self.looked.is_multiple_of(POSITIONS_A_LOOK) || !self.cancel.is_cancelled()).then_some(())
    }

    /// Where a position is drawn, if it is in the region.
    fn seen(&self, position: [f64; 2]) -> Option<[f64; 2]> {
        (sides(&self.degrees, position) == 0).then(|| world_from_lon_lat(position))
    }

    /// A position on the grid. What it is moved to depends on nothing else than where it is.
    fn on_grid(&self, world: [f64; 2]) -> [f64; 2] {
        let step_m = self.detail.step_m;
        world.map(|metres| (metres / step_m).round() * step_m)
    }

    /// A closed ring: without what repeats, and cut off at the region. Closed again, or empty.
    fn ring(&mut self, ring: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
        let mut traced: Vec<[f64; 2]> = Vec::new();
        let (mut kept, mut outside) = (0, 0);
        for (at, &position) in ring.iter().enumerate() {
            self.goes_on()?;
            let here = sides(&self.degrees, position);
            outside |= here;
            // What runs on beyond one side of the region may run straight there.
            if here & kept != 0
                && let Some(&next) = ring.get(at + 1)
                && here & kept & sides(&self.degrees, next) != 0
            {
                continue;
            }
            kept = here;
            push_other(&mut traced, self.on_grid(world_from_lon_lat(position)));
        }
        let step_m = self.detail.step_m;
        self.fine = (outside == 0).then(|| stand_ins::fine_ring(&traced, step_m)).flatten();
        if traced.first() == traced.last() {
            traced.pop();
        }
        let region = self.detail.region;
        cut(&mut traced, |at| at[0] - region.west);
        cut(&mut traced, |at| region.east - at[0]);
        cut(&mut traced, |at| at[1] - region.south);
        cut(&mut traced, |at| region.north - at[1]);
        close(&mut traced);
        Some(traced)
    }

    /// The pieces of a line that may be seen in the region, with the lengths that they have off the grid.
    /// A piece of one place is finer than the grid.
    fn lines(&mut self, line: &[[f64; 2]], mut piece: impl FnMut(&[[f64; 2]], f64)) -> Option<()> {
        let mut traced: Vec<[f64; 2]> = Vec::new();
        let mut own_m = 0.0;
        let mut last = [0.0; 2];
        let mut before: Option<([f64; 2], u8)> = None;
        for &position in line {
            self.goes_on()?;
            let here = sides(&self.degrees, position);
            if let Some((from, there)) = before
                && there & here == 0
            {
                if traced.is_empty() {
                    last = world_from_lon_lat(from);
                    traced.push(self.on_grid(last));
                }
                let world = world_from_lon_lat(position);
                own_m += (world[0] - last[0]).hypot(world[1] - last[1]);
                last = world;
                push_other(&mut traced, self.on_grid(world));
            } else if !traced.is_empty() {
                piece(&traced, own_m);
                traced.clear();
                own_m = 0.0;
            }
            before = Some((position, here));
        }
        if !traced.is_empty() {
            piece(&traced, own_m);
        }
        Some(())
    }
}

fn push_other(traced: &mut Vec<[f64; 2]>, at: [f64; 2]) {
    if traced.last() != Some(&at) {
        traced.push(at);
    }
}

fn close(ring: &mut Vec<[f64; 2]>) {
    ring.dedup();
    if ring.len() < 3 {
        ring.clear();
    } else if ring.first() != ring.last() {
        ring.push(ring[0]);
    }
}

/// Cuts an open ring at a line, by Sutherland and Hodgman ("Reentrant polygon clipping", Communications of
/// the ACM 17(1), 1974): what lies inside has a depth of 0 or more.
fn cut(ring: &mut Vec<[f64; 2]>, depth: impl Fn([f64; 2]) -> f64) {
    if ring.iter().all(|&at| depth(at) >= 0.0) {
        return;
    }
    let mut inside = Vec::with_capacity(ring.len());
    for (at, &to) in ring.iter().enumerate() {
        let from = ring[if at == 0 { ring.len() - 1 } else { at - 1 }];
        let (before, here) = (depth(from), depth(to));
        if (before < 0.0) != (here < 0.0) {
            let share = before / (before - here);
            inside.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
        }
        if here >= 0.0 {
            inside.push(to);
        }
    }
    *ring = inside;
}

#[cfg(test)]
mod tests;
