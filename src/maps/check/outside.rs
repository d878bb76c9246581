//! Features that lie outside of the boundary, wholly or in part.
//!
//! Where more than half of the layer lies outside, that is one finding, not one a row: the layer belongs
//! to another town, or its coordinates are of another system (GCJ-02 is 500 m off, BD-09 more).

use super::Question;
use super::geometry::rough_area_m2;
use super::sink::{Sink, Watch};
use crate::geometry::{BBox, Overlap, is_within_m, outside, polygons_of};
use crate::layer::{Layer, PartType, Shape};
use crate::text::number_fixed;
use geo::{Contains, Geometry, Intersects, MultiPolygon, Point};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What sticks out less than this is drawing.
const LEAST_M2: f64 = 1.0;
const LEAST_WIDTH_M: f64 = 0.1;
/// A point or a line may lie so far outside.
const NEAR_M: f64 = 1.0;

/// Looks for what lies outside.
pub(super) fn look(question: &Question<'_>, watch: &Watch<'_>) -> Option<Sink> {
    let layer = question.layer;
    let Some(town) = question.boundary.and_then(boundary) else {
        return watch.step(layer.len()).then(|| Sink::new(question.most));
    };
    let (out, placed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let name = question.boundary.map_or("", |boundary| boundary.name.as_str());
    let sink = watch.over_rows(layer.len(), question.most, &|row, sink| {
        let shape = layer.shapes.get(row);
        if shape.is_empty() {
            return;
        }
        placed.fetch_add(1, Ordering::Relaxed);
        let Some(part) = what_is_outside(&shape, &town) else { return };
        if matches!(part, Outside::All) {
            out.fetch_add(1, Ordering::Relaxed);
        }
        sink.add("outside-boundary", &[row as u32], || {
            let (area, share) = match part {
                Outside::All => (rough_area_m2(&shape), 100.0),
                Outside::Part(found) => {
                    let all = rough_area_m2(&shape).unwrap_or(found.area_m2);
                    (Some(found.area_m2), 100.0 * (found.area_m2 / all).min(1.0))
                }
                Outside::Partly => (None, 0.0),
            };
            let how = match (part, area) {
                (Outside::All, _) => "all",
                (_, Some(_)) => "area",
                _ => "part",
            };
            vec![
                ("boundary", name.into()),
                ("how", how.into()),
                ("area", number_fixed(area.unwrap_or(0.0), 0).into()),
                ("share", number_fixed(share, 1).into()),
            ]
        });
    })?;
    let (out, placed) = (out.into_inner(), placed.into_inner());
    if out * 2 <= placed {
        return Some(sink);
    }
    let mut elsewhere = Sink::new(question.most);
    elsewhere.add("layer-elsewhere", &[], || {
        vec![("boundary", name.into()), ("count", out.into()), ("total", placed.into())]
    });
    Some(elsewhere)
}

/// The ground that a boundary layer encloses: all its polygons.
struct Town {
    polygons: MultiPolygon<f64>,
    bbox: BBox,
    /// Boxes of its sides, to know what is far from all of them.
    sides: rstar::RTree<rstar::primitives::Line<[f64; 2]>>,
}

fn boundary(layer: &Layer) -> Option<Town> {
    let polygons: Vec<_> = (0..layer.len())
        .filter_map(|row| layer.shapes.get(row).to_geo().and_then(polygons_of))
        .flat_map(|many| many.0)
        .collect();
    let sides = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .flat_map(geo::LineString::lines)
        .map(|line| rstar::primitives::Line::new([line.start.x, line.start.y], [line.end.x, line.end.y]))
        .collect();
    // A core area inside the town adds nothing to it; overlapping parts make one ground.
    let polygons = geo::unary_union(&polygons);
    (!polygons.0.is_empty()).then(|| Town {
        bbox: layer.bbox(),
        polygons,
        sides: rstar::RTree::bulk_load(sides),
    })
}

#[derive(Clone, Copy)]
enum Outside {
    /// Nothing of it lies inside.
    All,
    /// So much of its ground.
    Part(Overlap),
    /// Some of a line.
    Partly,
}

fn what_is_outside(shape: &Shape<'_>, town: &Town) -> Option<Outside> {
    let bbox = shape.bbox();
    if !bbox.intersects(&town.bbox) {
        return Some(Outside::All);
    }
    let first = shape.positions().first().map(|&[x, y]| Point::new(x, y))?;
    let envelope = rstar::AABB::from_corners([bbox.west, bbox.south], [bbox.east, bbox.north]);
    if town.sides.locate_in_envelope_intersecting(envelope).next().is_none() {
        // No side comes near: the whole is where one of its positions is, unless it holds the town.
        if town.polygons.intersects(&first) {
            return None;
        }
    }
    let geometry = shape.to_geo()?;
    let is_areal = shape.parts().all(|part| part.part_type == PartType::Polygon);
    if is_areal {
        let polygons = polygons_of(geometry)?;
        let found = outside(&polygons, &town.polygons)?;
        if found.area_m2 < LEAST_M2 || found.width_m < LEAST_WIDTH_M {
            return None;
        }
        let all = rough_area_m2(shape).unwrap_or(f64::INFINITY);
        return Some(if found.area_m2 > 0.999 * all { Outside::All } else { Outside::Part(found) });
    }
    let ground = Geometry::MultiPolygon(town.polygons.clone());
    if !is_within_m(&geometry, &ground, NEAR_M) {
        return Some(Outside::All);
    }
    let is_point = matches!(geometry, Geometry::Point(_));
    (!is_point && !town.polygons.contains(&geometry)).then_some(Outside::Partly)
}
