//! The true shape of a group: its union, what it covers twice, and what lies between.

use super::graph::polygons;
use super::owners::owners;
use super::{Group, Question};
use crate::geometry::{Plane, perimeter};
use geo::buffer::{Buffer, BufferStyle, LineJoin};
use geo::{Area, LineString, MultiPolygon, Polygon, unary_union};
use std::f64::consts::PI;

/// The group of some rows; `None` where its union falls short of the area, because parcels lie on each
/// other.
pub(super) fn group(question: &Question<'_>, mut rows: Vec<u32>) -> Option<Group> {
    let parts: Vec<MultiPolygon<f64>> =
        rows.iter().filter_map(|&row| polygons(question.layer, row)).collect();
    let first = parts.first()?.iter().next()?.exterior().0.first()?;
    let plane = Plane::around([first.x, first.y]);
    let parts: Vec<MultiPolygon<f64>> = parts.iter().map(|part| plane.polygons(part)).collect();
    rows.sort_unstable();
    let sum_m2: f64 = parts.iter().map(Area::unsigned_area).sum();
    let union = unary_union(&parts);
    let area_m2 = union.unsigned_area();
    if area_m2 < question.area_m2 {
        return None;
    }
    let closed = close(&union, question.tolerance_m);
    let holes_m2: f64 = closed.iter().flat_map(Polygon::interiors).map(ring_m2).sum();
    let closed_m2 = closed.unsigned_area();
    let perimeter_m = perimeter(&closed);
    let outline = plane
        .degrees(&closed)
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .map(|ring| ring.coords().map(|at| [at.x, at.y]).collect())
        .collect();
    Some(Group {
        owners: owners(question.layer, question.naming, &rows),
        rows,
        area_m2,
        sum_m2,
        overlap_m2: (sum_m2 - area_m2).max(0.0),
        gap_m2: (closed_m2 - area_m2).max(0.0) + holes_m2,
        perimeter_m,
        compactness: 4.0 * PI * closed_m2 / (perimeter_m * perimeter_m),
        outline,
    })
}

/// Fills what is no wider than the tolerance: grown by half of it and shrunk again, corners kept sharp.
fn close(union: &MultiPolygon<f64>, tolerance_m: f64) -> MultiPolygon<f64> {
    if tolerance_m <= 0.0 {
        return union.clone();
    }
    // A hair more than half, so that a gap of exactly the tolerance closes.
    let reach = tolerance_m * 0.5 + 0.01;
    let style = |by: f64| BufferStyle::new(by).line_join(LineJoin::Miter(1.0));
    union.buffer_with_style(style(reach)).buffer_with_style(style(-reach))
}

fn ring_m2(ring: &LineString<f64>) -> f64 {
    Polygon::new(ring.clone(), Vec::new()).unsigned_area()
}
