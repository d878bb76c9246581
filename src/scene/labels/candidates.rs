//! The rows of a view that may be labelled, in bounded number and well spread.
//!
//! A grid of cells that is fixed to the ground at each scale keeps the best few rows of each cell: it
//! moves with the map, so panning changes nothing inside the view. Layers of many rows are asked cell by
//! cell and not as a whole.

use super::{LabelMemory, LabelSource};
use crate::geometry::BBox;
use crate::layer::{Column, Layer, RowSet, Shape, Value};
use crate::scene::{Camera, mercator};
use crate::text::Lang;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Side of a cell in points: about one label's width.
const CELL_PT: f64 = 56.0;
/// Rows of a cell that may be candidates.
const PER_CELL: u32 = 2;
/// Layers of more rows are asked cell by cell.
pub(super) const SCANNED: usize = 50_000;
/// Rows of a cell of such a layer that are looked at.
const LOOKED_AT: usize = 256;
/// Rows of the selection that come first in any case.
const MOST_FIRST: usize = 500;

/// A row that may be labelled.
pub(super) struct Candidate<'a> {
    pub(super) of: (u32, u32),
    value: Value<'a>,
    pub(super) shape: Shape<'a>,
    /// Chosen, layer's priority, stood before.
    rank: (bool, u8, bool),
    /// Greater of width and height on the screen.
    extent: f64,
    /// How many of its cell come before it.
    in_cell: u32,
    pub(super) point_radius: f64,
    /// Whether the name of an area may stand below or above it where it does not fit inside.
    pub(super) may_stand_beside: bool,
}

impl Candidate<'_> {
    /// Whether the person chose its row: it then need not fit.
    pub(super) fn is_chosen(&self) -> bool {
        self.rank.0
    }

    /// What it says.
    pub(super) fn text(&self) -> String {
        match self.value {
            // Numbers as people read them; raw where thousands would be put into a code.
            Value::Real(number) => crate::text::number(number),
            value => value.to_text().trim().to_owned(),
        }
    }

    /// The first to be placed comes first.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        other
            .rank
            .cmp(&self.rank)
            .then(other.extent.total_cmp(&self.extent))
            .then(self.in_cell.cmp(&other.in_cell))
            .then(self.of.cmp(&other.of))
    }
}

/// Areas that are named from such a scale on are what one finds one's way by: they are few, and a name
/// beside one is taken for no other's.
const FROM_AFAR: f64 = 100_000.0;

/// Adds the candidates of a layer.
pub(super) fn collect<'a>(
    camera: &Camera,
    source: &LabelSource<'a>,
    before: &LabelMemory,
    into: &mut Vec<Candidate<'a>>,
) {
    let layer: &'a Layer = source.layer;
    let column = |field: &'a Option<String>| field.as_deref().and_then(|field| layer.column(field));
    let Some(own) = column(&source.style.label_field) else { return };
    // A name that has no English form shows as it is.
    let english = column(&source.style.label_field_en).filter(|_| source.lang == Lang::En);
    let deg_per_pt = 360.0 * camera.world_m_per_pt() / (2.0 * mercator::HALF_WORLD_M);
    let cell_m = CELL_PT * camera.world_m_per_pt();
    let mut found: Vec<(Candidate<'a>, (i64, i64))> = rows_in_view(camera, source, before, cell_m)
        .into_iter()
        .filter_map(|row| {
            let value = english.and_then(|column| named(column, row)).or_else(|| named(own, row))?;
            let shape = layer.shapes.get(row as usize);
            let bbox = shape.bbox();
            let [x, y] = mercator::world_from_lon_lat(bbox.center());
            let is_first = source.first.is_some_and(|first| first.contains(row as usize));
            let candidate = Candidate {
                of: (source.id, row),
                value,
                shape,
                rank: (is_first, source.priority, before.contains((source.id, row))),
                extent: (bbox.east - bbox.west).max(bbox.north - bbox.south) / deg_per_pt,
                in_cell: 0,
                point_radius: f64::from(source.style.point_size_px) / 2.0,
                may_stand_beside: source.style.label_max_denominator.is_some_and(|most| most >= FROM_AFAR),
            };
            Some((candidate, ((x / cell_m).floor() as i64, (y / cell_m).floor() as i64)))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| a.order(b));
    let mut of_cell: BTreeMap<(i64, i64), u32> = BTreeMap::new();
    for (mut candidate, cell) in found {
        let before_it = of_cell.entry(cell).or_default();
        if *before_it < PER_CELL || candidate.is_chosen() {
            candidate.in_cell = *before_it;
            into.push(candidate);
        }
        *before_it += 1;
    }
}

/// A row's value, where it says anything.
fn named(column: &Column, row: u32) -> Option<Value<'_>> {
    match column.value(row as usize) {
        Value::Missing | Value::Null => None,
        Value::Text(text) if text.trim().is_empty() => None,
        value => Some(value),
    }
}

/// Rows that may be labelled and touch the view, each once.
fn rows_in_view(camera: &Camera, source: &LabelSource<'_>, before: &LabelMemory, cell_m: f64) -> Vec<u32> {
    let layer = source.layer;
    let view = camera.bbox();
    let is_in = |rows: Option<&RowSet>, row: u32| rows.is_some_and(|rows| rows.contains(row as usize));
    let passes =
        |row: &u32| source.rows.is_none_or(|_| is_in(source.rows, *row)) || is_in(source.first, *row);
    let touches = |row: &u32| layer.shapes.get(*row as usize).bbox().intersects(&view);
    if layer.len() <= SCANNED {
        let mut rows: Vec<u32> = layer.index.rows_in(&view).filter(passes).filter(touches).collect();
        rows.sort_unstable();
        return rows;
    }
    let mut rows: Vec<u32> = before.rows_of(source.id).filter(passes).filter(touches).collect();
    if let Some(first) = source.first {
        rows.extend(first.iter().take(MOST_FIRST).map(|row| row as u32).filter(touches));
    }
    for cell in cells(&camera.world_bbox(), cell_m) {
        rows.extend(layer.index.rows_in(&cell).take(LOOKED_AT).filter(passes).take(2 * PER_CELL as usize));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The cells that a view touches, as boxes in degrees.
fn cells(view: &BBox, cell_m: f64) -> impl Iterator<Item = BBox> {
    let cell = |value: f64| (value / cell_m).floor() as i64;
    let (west, east, south, north) = (cell(view.west), cell(view.east), cell(view.south), cell(view.north));
    (west..=east).flat_map(move |x| (south..=north).map(move |y| (x, y))).map(move |(x, y)| {
        let corner = |x: i64, y: i64| mercator::lon_lat_from_world([x as f64 * cell_m, y as f64 * cell_m]);
        BBox::of(&[corner(x, y), corner(x + 1, y + 1)])
    })
}
