//! Polygons of one layer that cover the same ground.
//!
//! The index proposes pairs by their boxes; boxes that share less than a centimetre are neighbours. Convex
//! pairs are cut in a plane, others by crate geo. What is smaller than a square metre or narrower than
//! ten centimetres on average is a sliver of drawing, told apart: boundary points of cadastral surveys
//! are good to 5–15 cm (TD/T 1001-2012, table 3).

use super::Question;
use super::geometry::rough_area_m2;
use super::sink::{Sink, Watch};
use crate::geometry::{Overlap, convex_overlap, is_convex_ring, metres_per_degree, overlap, polygons_of};
use crate::layer::{GeometryType, Layer, PartType, Shape};
use crate::maps::LayerKind;
use crate::progress::CancelToken;
use crate::text::number_fixed;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Overlaps smaller or narrower than these are slivers.
const LEAST_M2: f64 = 1.0;
const LEAST_WIDTH_M: f64 = 0.1;
/// Below this the last digits of coordinates speak, not the drawing.
const NOISE_M2: f64 = 0.01;
/// Pairs of more positions are cut where cancelling is felt.
const MANY_POSITIONS: usize = 20_000;
/// Pairs of one row that are looked at: a heap of polygons on one spot must not take for ever.
const MOST_PAIRS: usize = 256;

/// Whether polygons of a kind may not cover each other. Boundaries lie in each other, a carrier in a
/// building, and the base is drawn as it looks.
fn must_not_overlap(kind: Option<LayerKind>) -> bool {
    matches!(
        kind,
        None | Some(LayerKind::Land | LayerKind::Factories | LayerKind::Offices | LayerKind::Parks)
    )
}

/// Looks for overlaps.
pub(super) fn look(question: &Question<'_>, watch: &Watch<'_>) -> Option<Sink> {
    let layer = question.layer;
    if !must_not_overlap(question.naming.kind()) {
        return watch.step(layer.len()).then(|| Sink::new(question.most));
    }
    let left_out = AtomicUsize::new(0);
    let mut sink = watch.over_rows(layer.len(), question.most, &|row, sink| {
        left_out.fetch_add(of_row(layer, row, sink, watch.cancel), Ordering::Relaxed);
    })?;
    let left_out = left_out.into_inner();
    if left_out > 0 {
        sink.add("overlap-not-all-looked-at", &[], || {
            vec![("count", left_out.into()), ("most", MOST_PAIRS.into())]
        });
    }
    Some(sink)
}

/// Looks for rows after this one that overlap it; how many were too many to look at.
fn of_row(layer: &Layer, row: usize, sink: &mut Sink, cancel: &CancelToken) -> usize {
    let shape = layer.shapes.get(row);
    if !has_polygons(&shape) {
        return 0;
    }
    let bbox = shape.bbox();
    let [east, north] = metres_per_degree(bbox.south);
    let mut others: Vec<u32> = layer.index.rows_in(&bbox).filter(|&other| other as usize > row).collect();
    others.sort_unstable();
    let left_out = others.len().saturating_sub(MOST_PAIRS);
    let mut own = None;
    for other in others.into_iter().take(MOST_PAIRS) {
        let second = layer.shapes.get(other as usize);
        let other_bbox = second.bbox();
        let width = bbox.east.min(other_bbox.east) - bbox.west.max(other_bbox.west);
        let height = bbox.north.min(other_bbox.north) - bbox.south.max(other_bbox.south);
        if width * east < 0.01 || height * north < 0.01 || !has_polygons(&second) {
            continue;
        }
        let own = own.get_or_insert_with(|| convex(&shape));
        let found = match (&own, convex(&second)) {
            (Some(left), Some(right)) => convex_overlap(left, right),
            // What was cancelled is thrown away by whoever looks over the rows.
            _ if cancel.is_cancelled() => return 0,
            _ => general(&shape, &second, cancel),
        };
        if let Some(found) = found.filter(|found| found.area_m2 > NOISE_M2) {
            add(&shape, &second, [row as u32, other], found, sink);
        }
    }
    left_out
}

fn add(first: &Shape<'_>, second: &Shape<'_>, rows: [u32; 2], found: Overlap, sink: &mut Sink) {
    let is_sliver = found.area_m2 < LEAST_M2 || found.width_m < LEAST_WIDTH_M;
    sink.add(if is_sliver { "overlap-sliver" } else { "overlap" }, &rows, || {
        let areas = [first, second].map(|shape| rough_area_m2(shape).unwrap_or(f64::INFINITY));
        let share = 100.0 * found.area_m2 / areas[0].min(areas[1]);
        let decimals = if found.area_m2 < 10.0 { 2 } else { 0 };
        vec![
            ("area", number_fixed(found.area_m2, decimals).into()),
            ("share", number_fixed(share.min(100.0), 1).into()),
            ("width", number_fixed(found.width_m, 2).into()),
        ]
    });
}

fn has_polygons(shape: &Shape<'_>) -> bool {
    match shape.geometry_type() {
        GeometryType::Polygon | GeometryType::MultiPolygon => !shape.is_empty(),
        GeometryType::GeometryCollection => shape.parts().any(|part| part.part_type == PartType::Polygon),
        _ => false,
    }
}

/// The ring of a polygon that has no holes and is convex.
fn convex<'a>(shape: &Shape<'a>) -> Option<&'a [[f64; 2]]> {
    let mut parts = shape.parts();
    let only = parts.next().filter(|_| parts.len() == 0)?;
    let mut rings = only.rings();
    rings.next().filter(|ring| rings.len() == 0 && is_convex_ring(ring))
}

fn general(first: &Shape<'_>, second: &Shape<'_>, cancel: &CancelToken) -> Option<Overlap> {
    let polygons = |shape: &Shape<'_>| shape.to_geo().and_then(polygons_of);
    let [one, other] = [polygons(first)?, polygons(second)?];
    if first.positions().len() + second.positions().len() > MANY_POSITIONS {
        return cancel.unless_cancelled(move || overlap(&one, &other)).flatten();
    }
    overlap(&one, &other)
}
