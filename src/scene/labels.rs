//! Labels: which are shown and where, so that none covers another.
//!
//! Greedy by priority over a grid of taken boxes. The text's size comes from a trait, so that this
//! needs no fonts and no window. Labels that stood in the last frame come first within their priority,
//! so that panning does not make them flicker.

use super::{Camera, Style};
use crate::layer::{GeometryType, Layer, PartType, RowSet, Shape};
use geo::{Area, InteriorPoint, Polygon};
use std::collections::{BTreeMap, BTreeSet};

/// Measures texts in the label font.
pub trait MeasureText {
    /// Width and height in points.
    fn size_pt(&mut self, text: &str) -> [f64; 2];
}

/// A label that found a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel {
    /// Layer and row that it names.
    pub of: (u32, u32),
    /// The text.
    pub text: String,
    /// Its middle in points of the view.
    pub center: [f64; 2],
    /// Width and height in points.
    pub size_pt: [f64; 2],
    /// Clockwise, in radians, between -π/2 and π/2: along its line; 0 for points and areas.
    pub angle: f64,
}

/// A layer whose features want labels.
#[derive(Clone, Copy, Debug)]
pub struct LabelSource<'a> {
    /// The layer's number, for [`PlacedLabel::of`].
    pub id: u32,
    /// The layer.
    pub layer: &'a Layer,
    /// Names the field, and the size of its points.
    pub style: &'a Style,
    /// Rows that may be labelled; `None`: all.
    pub rows: Option<&'a RowSet>,
    /// Rows that come before all others.
    pub first: Option<&'a RowSet>,
    /// Layers with a greater one come first.
    pub priority: u8,
}

/// More candidates than this in a view are not even measured; the greatest come first.
const MAX_CANDIDATES: usize = 400;
/// Free space around each label.
const GAP_PT: f64 = 3.0;
/// Side of a cell of the grid of taken boxes.
const CELL_PT: f64 = 64.0;

/// Places labels for a view. `before` are those of the last frame at about the same scale.
pub fn place_labels(
    camera: &Camera,
    sources: &[LabelSource<'_>],
    before: &BTreeSet<(u32, u32)>,
    measure: &mut dyn MeasureText,
) -> Vec<PlacedLabel> {
    let mut candidates = Vec::new();
    for source in sources {
        collect(camera, source, before, &mut candidates);
    }
    candidates.sort_by(|a: &Candidate<'_>, b| {
        b.rank.cmp(&a.rank).then(b.extent.total_cmp(&a.extent)).then(a.of.cmp(&b.of))
    });
    candidates.truncate(MAX_CANDIDATES);
    let mut taken = Taken::default();
    let mut placed = Vec::new();
    let mut texts_on_lines = BTreeSet::new();
    for candidate in candidates {
        let size = measure.size_pt(&candidate.text);
        let Some((center, angle)) = place(camera, &candidate, size, &taken) else { continue };
        // A road of many pieces is named once.
        if angle.is_some() && !texts_on_lines.insert((candidate.of.0, candidate.text.clone())) {
            continue;
        }
        let angle = angle.unwrap_or(0.0);
        taken.add(around(center, size, angle));
        placed.push(PlacedLabel { of: candidate.of, text: candidate.text, center, size_pt: size, angle });
    }
    placed
}

struct Candidate<'a> {
    of: (u32, u32),
    text: String,
    shape: Shape<'a>,
    /// Chosen, layer's priority, stood before.
    rank: (bool, u8, bool),
    /// Greater of width and height on the screen.
    extent: f64,
    point_radius: f64,
}

fn collect<'a>(
    camera: &Camera,
    source: &LabelSource<'a>,
    before: &BTreeSet<(u32, u32)>,
    into: &mut Vec<Candidate<'a>>,
) {
    let Some(column) = source.style.label_field.as_deref().and_then(|field| source.layer.column(field))
    else {
        return;
    };
    let deg_per_pt = 360.0 * camera.world_m_per_pt() / (2.0 * super::mercator::HALF_WORLD_M);
    for row in source.layer.index.rows_in(&camera.bbox()) {
        let is_first = source.first.is_some_and(|first| first.contains(row as usize));
        if !is_first && source.rows.is_some_and(|rows| !rows.contains(row as usize)) {
            continue;
        }
        let value = column.value(row as usize);
        let text = value.to_text();
        if text.trim().is_empty() {
            continue;
        }
        let shape = source.layer.shapes.get(row as usize);
        let bbox = shape.bbox();
        into.push(Candidate {
            of: (source.id, row),
            text: text.trim().to_owned(),
            shape,
            rank: (is_first, source.priority, before.contains(&(source.id, row))),
            extent: (bbox.east - bbox.west).max(bbox.north - bbox.south) / deg_per_pt,
            point_radius: f64::from(source.style.point_size_px) / 2.0,
        });
    }
}

/// Where a label goes, with an angle where it follows a line; `None` where it has no room.
fn place(
    camera: &Camera,
    candidate: &Candidate<'_>,
    size: [f64; 2],
    taken: &Taken,
) -> Option<([f64; 2], Option<f64>)> {
    let first = candidate.shape.parts().next()?;
    let free = |center: [f64; 2], angle: f64| {
        let bounds = around(center, size, angle);
        inside_view(camera, bounds) && taken.is_free(bounds)
    };
    match first.part_type {
        PartType::Point => {
            let [x, y] = camera.screen_from_lon_lat(*candidate.shape.positions().first()?);
            let reach = candidate.point_radius + GAP_PT;
            let (beside, beyond) = (reach + size[0] / 2.0, reach + size[1] / 2.0);
            [[x + beside, y], [x - beside, y], [x, y - beyond], [x, y + beyond]]
                .into_iter()
                .find(|&center| free(center, 0.0))
                .map(|center| (center, None))
        }
        PartType::Polygon => {
            // Wider than its area by half a label at most; the chosen one always.
            if !candidate.rank.0 && size[0] > candidate.extent * 1.1 {
                return None;
            }
            let center = camera.screen_from_lon_lat(interior(candidate.shape)?);
            free(center, 0.0).then_some((center, None))
        }
        PartType::Line => {
            let line: Vec<[f64; 2]> =
                first.rings().next()?.iter().map(|&position| camera.screen_from_lon_lat(position)).collect();
            let (center, angle) = middle_of_longest_piece(camera, &line, size[0])?;
            free(center, angle).then_some((center, Some(angle)))
        }
    }
}

/// The middle of the longest straight piece in view that a text of `width` fits on.
fn middle_of_longest_piece(camera: &Camera, line: &[[f64; 2]], width: f64) -> Option<([f64; 2], f64)> {
    let mut best: Option<(f64, [f64; 2], f64)> = None;
    for pair in line.windows(2) {
        let Some([a, b]) = clip(pair[0], pair[1], camera.size_pt()) else { continue };
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length = dx.hypot(dy);
        if length >= width * 1.2 && best.is_none_or(|(longest, ..)| length > longest) {
            let mut angle = dy.atan2(dx);
            // Never upside down.
            if angle > std::f64::consts::FRAC_PI_2 {
                angle -= std::f64::consts::PI;
            } else if angle <= -std::f64::consts::FRAC_PI_2 {
                angle += std::f64::consts::PI;
            }
            best = Some((length, [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])], angle));
        }
    }
    best.map(|(_, center, angle)| (center, angle))
}

/// The piece of a segment inside the view, by Liang and Barsky (1984).
fn clip(a: [f64; 2], b: [f64; 2], size: [f64; 2]) -> Option<[[f64; 2]; 2]> {
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
    (enter < leave).then(|| [at(enter), at(leave)])
}

/// A position inside the largest polygon of a shape.
fn interior(shape: Shape<'_>) -> Option<[f64; 2]> {
    let geometry = shape.to_geo()?;
    let largest = |polygons: Vec<Polygon<f64>>| {
        polygons.into_iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))
    };
    let polygon = match (shape.geometry_type(), geometry) {
        (_, geo::Geometry::Polygon(polygon)) => Some(polygon),
        (_, geo::Geometry::MultiPolygon(polygons)) => largest(polygons.0),
        (GeometryType::GeometryCollection, geo::Geometry::GeometryCollection(parts)) => largest(
            parts
                .0
                .into_iter()
                .filter_map(|part| match part {
                    geo::Geometry::Polygon(polygon) => Some(polygon),
                    _ => None,
                })
                .collect(),
        ),
        _ => None,
    }?;
    polygon.interior_point().map(|point| [point.x(), point.y()])
}

/// left, top, right, bottom
type Bounds = [f64; 4];

fn around([x, y]: [f64; 2], [width, height]: [f64; 2], angle: f64) -> Bounds {
    let (sin, cos) = (angle.sin().abs(), angle.cos().abs());
    let half_width = (width * cos + height * sin) * 0.5 + GAP_PT;
    let half_height = (width * sin + height * cos) * 0.5 + GAP_PT;
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

fn inside_view(camera: &Camera, [left, top, right, bottom]: Bounds) -> bool {
    let [width, height] = camera.size_pt();
    left >= 0.0 && top >= 0.0 && right <= width && bottom <= height
}

/// Boxes that are taken, by cells.
#[derive(Default)]
struct Taken {
    boxes: Vec<Bounds>,
    cells: BTreeMap<(i32, i32), Vec<usize>>,
}

impl Taken {
    fn cells_of([left, top, right, bottom]: Bounds) -> impl Iterator<Item = (i32, i32)> {
        let cell = |value: f64| (value / CELL_PT).floor() as i32;
        (cell(left)..=cell(right)).flat_map(move |x| (cell(top)..=cell(bottom)).map(move |y| (x, y)))
    }

    fn is_free(&self, bounds: Bounds) -> bool {
        let [left, top, right, bottom] = bounds;
        Self::cells_of(bounds).filter_map(|cell| self.cells.get(&cell)).flatten().all(|&at| {
            let other = self.boxes[at];
            right <= other[0] || other[2] <= left || bottom <= other[1] || other[3] <= top
        })
    }

    fn add(&mut self, bounds: Bounds) {
        for cell in Self::cells_of(bounds) {
            self.cells.entry(cell).or_default().push(self.boxes.len());
        }
        self.boxes.push(bounds);
    }
}
