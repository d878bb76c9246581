//! Where a label may stand: beside a point, inside an area, along a line. The place where it stood
//! before is tried first.

use super::candidates::Candidate;
use super::{GAP_PT, Stood};
use crate::layer::{Part, PartType, Shape};
use crate::scene::Camera;

/// A place for a label.
pub(super) struct Place {
    pub(super) center: [f64; 2],
    pub(super) angle: f64,
    pub(super) slot: u8,
    pub(super) is_on_line: bool,
}

/// The first place that is free; `None` where there is no room.
pub(super) fn find(
    camera: &Camera,
    candidate: &Candidate<'_>,
    size: [f64; 2],
    stood: Option<&Stood>,
    free: &dyn Fn([f64; 2], f64) -> bool,
) -> Option<Place> {
    match candidate.shape.parts().next()?.part_type {
        PartType::Point => beside(camera, candidate, size, stood, free),
        PartType::Polygon => inside(camera, candidate, size, stood, free),
        PartType::Line => along(camera, candidate.shape, size, stood, free),
    }
}

/// Slots in the order in which they are tried: the one from before first.
fn slots(count: u8, stood: Option<&Stood>) -> impl Iterator<Item = u8> {
    let first = stood.map(|stood| stood.slot).filter(|&slot| slot < count);
    first.into_iter().chain((0..count).filter(move |&slot| Some(slot) != first))
}

/// Right of a point, left of it, above, below.
fn beside(
    camera: &Camera,
    candidate: &Candidate<'_>,
    size: [f64; 2],
    stood: Option<&Stood>,
    free: &dyn Fn([f64; 2], f64) -> bool,
) -> Option<Place> {
    let [x, y] = camera.screen_from_lon_lat(*candidate.shape.positions().first()?);
    let reach = candidate.point_radius + GAP_PT;
    let (aside, beyond) = (reach + size[0] / 2.0, reach + size[1] / 2.0);
    let centers = [[x + aside, y], [x - aside, y], [x, y - beyond], [x, y + beyond]];
    slots(4, stood)
        .map(|slot| Place { center: centers[usize::from(slot)], angle: 0.0, slot, is_on_line: false })
        .find(|place| free(place.center, 0.0))
}

/// At such shares of an area's height the longest level chord inside it is looked for.
const CHORDS: [f64; 7] = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9];
/// So much of a label's width must lie inside its area.
const INSIDE: f64 = 0.9;

/// In the middle of a chord of the largest part, where the text fits inside; the chosen one in any case.
/// What one finds one's way by is named below or above it where there is no room inside.
fn inside(
    camera: &Camera,
    candidate: &Candidate<'_>,
    size: [f64; 2],
    stood: Option<&Stood>,
    free: &dyn Fn([f64; 2], f64) -> bool,
) -> Option<Place> {
    let part = largest(candidate.shape)?;
    let rings: Vec<Vec<[f64; 2]>> = part
        .rings()
        .map(|ring| ring.iter().map(|&position| camera.screen_from_lon_lat(position)).collect())
        .collect();
    let exterior = rings.first()?;
    let top = exterior.iter().map(|at| at[1]).fold(f64::INFINITY, f64::min);
    let bottom = exterior.iter().map(|at| at[1]).fold(f64::NEG_INFINITY, f64::max);
    let chosen = candidate.is_chosen();
    if !chosen && bottom - top < size[1] * 0.8 {
        return None;
    }
    let outside = || {
        let xs = || exterior.iter().map(|at| at[0]);
        let middle =
            f64::midpoint(xs().fold(f64::INFINITY, f64::min), xs().fold(f64::NEG_INFINITY, f64::max));
        let beyond = GAP_PT + size[1] / 2.0;
        [[middle, bottom + beyond], [middle, top - beyond]]
    };
    let count = CHORDS.len() + if candidate.may_stand_beside { 2 } else { 0 };
    slots(count as u8, stood)
        .filter_map(|slot| {
            let Some(share) = CHORDS.get(usize::from(slot)) else {
                let center = outside()[usize::from(slot) - CHORDS.len()];
                return Some(Place { center, angle: 0.0, slot, is_on_line: false });
            };
            let y = (bottom - top).mul_add(*share, top);
            let (left, right) = longest_chord(&rings, y)?;
            let half = size[0] * INSIDE / 2.0;
            let center = [f64::midpoint(left, right), y];
            let lies_inside = |edge: f64| {
                // The text's upper and lower edge over its whole width, by three positions each.
                chords(&rings, edge)
                    .into_iter()
                    .any(|(from, to)| from <= center[0] - half && center[0] + half <= to)
            };
            let fits = lies_inside(y - size[1] * 0.4) && lies_inside(y) && lies_inside(y + size[1] * 0.4);
            (chosen || fits).then_some(Place { center, angle: 0.0, slot, is_on_line: false })
        })
        .find(|place| free(place.center, 0.0))
}

/// The polygon of a shape with the largest box.
fn largest(shape: Shape<'_>) -> Option<Part<'_>> {
    let extent = |part: &Part<'_>| {
        let mut bbox = crate::geometry::BBox::EMPTY;
        if let Some(ring) = part.rings().next() {
            bbox = crate::geometry::BBox::of(ring);
        }
        (bbox.east - bbox.west) * (bbox.north - bbox.south)
    };
    shape
        .parts()
        .filter(|part| part.part_type == PartType::Polygon)
        .max_by(|a, b| extent(a).total_cmp(&extent(b)))
}

/// The pieces of a level line that lie inside rings, by the even-odd rule: holes are left out.
fn chords(rings: &[Vec<[f64; 2]>], y: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = rings
        .iter()
        .flat_map(|ring| ring.windows(2))
        .filter(|pair| (pair[0][1] <= y) != (pair[1][1] <= y))
        .map(|pair| {
            let share = (y - pair[0][1]) / (pair[1][1] - pair[0][1]);
            (pair[1][0] - pair[0][0]).mul_add(share, pair[0][0])
        })
        .collect();
    crossings.sort_unstable_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn longest_chord(rings: &[Vec<[f64; 2]>], y: f64) -> Option<(f64, f64)> {
    chords(rings, y).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// A label is tried at so many places on each side of a run's middle.
const TRIES: u32 = 16;
/// A text stands on a line that bends away from it by no more than this share of its height.
const MOST_BEND: f64 = 0.35;
/// A label goes back to where it stood where the line still passes this near, in points.
const NEAR_PT: f64 = 4.0;

/// Along a line where it is straight enough, on the longest run in view.
fn along(
    camera: &Camera,
    shape: Shape<'_>,
    size: [f64; 2],
    stood: Option<&Stood>,
    free: &dyn Fn([f64; 2], f64) -> bool,
) -> Option<Place> {
    let mut runs: Vec<Run> = shape
        .parts()
        .filter(|part| part.part_type == PartType::Line)
        .flat_map(|part| part.rings().flat_map(|line| runs(camera, line)).collect::<Vec<_>>())
        .filter(|run| run.length() >= size[0] * 1.1)
        .collect();
    runs.sort_by(|a, b| b.length().total_cmp(&a.length()));
    let back = stood.map(|stood| camera.screen_from_lon_lat(stood.lon_lat)).and_then(|center| {
        runs.iter().find_map(|run| {
            run.place(run.nearest(center)?, size).filter(|place| free(place.center, place.angle))
        })
    });
    back.or_else(|| {
        runs.iter().find_map(|run| {
            (0..=2 * TRIES).find_map(|step| {
                // The middle first, then a step to each side in turn.
                let side = if step % 2 == 0 { 1.0 } else { -1.0 };
                let share = 0.5 + side * f64::from(step.div_ceil(2)) * 0.5 / f64::from(TRIES);
                run.place(run.length() * share, size).filter(|place| free(place.center, place.angle))
            })
        })
    })
}

/// A stretch of a line inside the view.
struct Run {
    points: Vec<[f64; 2]>,
    /// Length up to each point.
    lengths: Vec<f64>,
}

impl Run {
    fn begin(point: [f64; 2]) -> Self {
        Self { points: vec![point], lengths: vec![0.0] }
    }

    fn push(&mut self, point: [f64; 2]) {
        if let (Some(&last), Some(&length)) = (self.points.last(), self.lengths.last()) {
            self.lengths.push(length + (point[0] - last[0]).hypot(point[1] - last[1]));
            self.points.push(point);
        }
    }

    fn length(&self) -> f64 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// The position after a length.
    fn at(&self, length: f64) -> [f64; 2] {
        let next = self.lengths.partition_point(|&other| other < length).clamp(1, self.points.len() - 1);
        let (from, to) = (self.points[next - 1], self.points[next]);
        let step = self.lengths[next] - self.lengths[next - 1];
        let share = if step > 0.0 { (length - self.lengths[next - 1]) / step } else { 0.0 };
        [(to[0] - from[0]).mul_add(share, from[0]), (to[1] - from[1]).mul_add(share, from[1])]
    }

    /// The length after which the run passes a position, where it does.
    fn nearest(&self, [x, y]: [f64; 2]) -> Option<f64> {
        let mut best: Option<(f64, f64)> = None;
        for (pair, lengths) in self.points.windows(2).zip(self.lengths.windows(2)) {
            let (dx, dy) = (pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]);
            let square = dx.mul_add(dx, dy * dy);
            let share = if square > 0.0 {
                (((x - pair[0][0]) * dx + (y - pair[0][1]) * dy) / square).clamp(0.0, 1.0)
            } else {
                0.0
            };
            let distance = (dx.mul_add(share, pair[0][0]) - x).hypot(dy.mul_add(share, pair[0][1]) - y);
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, (lengths[1] - lengths[0]).mul_add(share, lengths[0])));
            }
        }
        best.filter(|&(distance, _)| distance <= NEAR_PT).map(|(_, length)| length)
    }

    /// A text with its middle after a length, where the run is straight enough under it.
    fn place(&self, middle: f64, size: [f64; 2]) -> Option<Place> {
        if self.points.len() < 2 {
            return None;
        }
        let (start, end) = (middle - size[0] / 2.0, middle + size[0] / 2.0);
        if start < 0.0 || end > self.length() {
            return None;
        }
        let (from, to) = (self.at(start), self.at(end));
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let chord = dx.hypot(dy);
        if chord < size[0] * 0.9 {
            return None;
        }
        let bends = self.points.iter().zip(&self.lengths).any(|(point, &length)| {
            let across = ((point[0] - from[0]) * dy - (point[1] - from[1]) * dx) / chord;
            (start..=end).contains(&length) && across.abs() > size[1] * MOST_BEND
        });
        if bends {
            return None;
        }
        let mut angle = dy.atan2(dx);
        // Never upside down.
        if angle > std::f64::consts::FRAC_PI_2 {
            angle -= std::f64::consts::PI;
        } else if angle <= -std::f64::consts::FRAC_PI_2 {
            angle += std::f64::consts::PI;
        }
        let center = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
        Some(Place { center, angle, slot: 0, is_on_line: true })
    }
}

/// The stretches of a line that the view shows.
fn runs(camera: &Camera, line: &[[f64; 2]]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut goes_on = false;
    let mut from: Option<[f64; 2]> = None;
    for &position in line {
        let to = camera.screen_from_lon_lat(position);
        if let Some(from) = from {
            let piece = clip(from, to, camera.size_pt());
            if let Some(([start, end], _)) = piece {
                if let Some(run) = runs.last_mut().filter(|_| goes_on) {
                    run.push(end);
                } else {
                    let mut run = Run::begin(start);
                    run.push(end);
                    runs.push(run);
                }
            }
            // Where the view's edge cuts the segment's end, the stretch ends there.
            goes_on = piece.is_some_and(|(_, is_cut)| !is_cut);
        }
        from = Some(to);
    }
    runs
}

/// The piece of a segment inside the view and whether its end is cut off, by Liang and Barsky (1984).
fn clip(a: [f64; 2], b: [f64; 2], size: [f64; 2]) -> Option<([[f64; 2]; 2], bool)> {
    let delta = [b[0] - a[0], b[1] - a[1]];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        for (step, room) in [(-delta[axis], a[axis]), (delta[axis], size[axis] - a[axis])] {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
    }
    let at = |t: f64| [delta[0].mul_add(t, a[0]), delta[1].mul_add(t, a[1])];
    (enter < leave).then(|| ([at(enter), at(leave)], leave < 1.0))
}
