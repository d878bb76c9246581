//! Data quality of a layer, row by row: geometry, identifiers, and what was noticed while reading.
//!
//! Nothing is mended here and nothing is judged beyond what can be shown: each [`Finding`] names its
//! rule, its features and what to do.

use super::{Column, GeometryType, Layer, Part, PartType, Shape, Value};
use crate::diagnostic::Diagnostic;
use crate::progress::{CancelToken, Progress, Tick};
use geo::Geometry;
use geo::algorithm::validation::{
    InvalidGeometry, InvalidMultiPolygon, InvalidPolygon, Validation,
};
use std::collections::BTreeMap;

/// Something about one or several features that is not as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong; its code is the rule's name, its place the first feature.
    pub diagnostic: Diagnostic,
    /// Numbers of the features, counted from 1; empty where it is about the file as a whole.
    pub features: Vec<u64>,
    /// Their identifiers, one for each feature; `None` where it has none.
    pub ids: Vec<Option<String>>,
}

impl Finding {
    /// The rule's name, kebab-case.
    pub fn rule(&self) -> &'static str {
        self.diagnostic.code
    }
}

/// Fields that hold a feature's identifier, besides RFC 7946's own member: DOMAIN's key and its label.
const ID_FIELDS: [&str; 2] = ["id", "编号"];

/// Rows between two ticks of progress.
const ROWS_PER_TICK: usize = 1024;

/// Everything that is found in a layer, what was noticed while reading first, then by row, then
/// identifiers that stand twice; `None` where it was cancelled.
pub fn check(layer: &Layer, progress: &dyn Progress, cancel: &CancelToken) -> Option<Vec<Finding>> {
    let name = layer.source.name();
    let mut findings: Vec<Finding> = layer.diagnostics.iter().map(|noticed| of_reading(layer, noticed)).collect();
    for row in 0..layer.len() {
        if row % ROWS_PER_TICK == 0 {
            if cancel.is_cancelled() {
                return None;
            }
            progress.tick(Tick { bytes: row as u64, bytes_total: layer.len() as u64, features: row as u64 });
        }
        for diagnostic in shape_findings(layer.shapes.get(row)) {
            let number = layer.feature_number(row);
            findings.push(Finding {
                diagnostic: diagnostic.in_file(&name).at_feature(number),
                features: vec![number],
                ids: vec![identifier(layer, row)],
            });
        }
    }
    duplicate_ids(layer, &name, &mut findings);
    Some(findings)
}

/// A note of the reader as a finding.
fn of_reading(layer: &Layer, noticed: &Diagnostic) -> Finding {
    let features: Vec<u64> = noticed.place.feature.into_iter().collect();
    let ids = features
        .iter()
        .map(|&number| {
            let row = match &layer.feature_numbers {
                None => number.checked_sub(1).map(|row| row as usize).filter(|&row| row < layer.len()),
                Some(numbers) => numbers.binary_search(&number).ok(),
            };
            row.and_then(|row| identifier(layer, row))
        })
        .collect();
    Finding { diagnostic: noticed.clone(), features, ids }
}

/// The identifier of a row: the field `id`, else the feature's own member.
pub fn identifier(layer: &Layer, row: usize) -> Option<String> {
    let column = ID_FIELDS.iter().find_map(|name| layer.column(name));
    let of = |column: &Column| {
        let value = column.value(row);
        (!value.is_none()).then(|| value.to_text().into_owned())
    };
    column.and_then(of).or_else(|| layer.ids.as_ref().and_then(of))
}

/// Identifiers that several features have.
fn duplicate_ids(layer: &Layer, name: &str, findings: &mut Vec<Finding>) {
    let fields = ID_FIELDS.iter().find_map(|field| layer.column(field)).map(|column| ("duplicate-id", column));
    let members = layer.ids.as_ref().map(|column| ("duplicate-feature-id", column));
    for (rule, column) in fields.into_iter().chain(members) {
        // The number 1 and the text "1" are two identifiers.
        let mut rows_of: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
        for row in 0..layer.len() {
            let value = column.value(row);
            if !value.is_none() {
                let key = (matches!(value, Value::Text(_)), value.to_text().into_owned());
                rows_of.entry(key).or_default().push(row);
            }
        }
        let mut groups: Vec<_> = rows_of.into_iter().filter(|(_, rows)| rows.len() > 1).collect();
        groups.sort_by_key(|(_, rows)| rows[0]);
        for ((_, id), rows) in groups {
            let features: Vec<u64> = rows.iter().map(|&row| layer.feature_number(row)).collect();
            findings.push(Finding {
                diagnostic: Diagnostic::warning(rule)
                    .with("id", id.as_str())
                    .with("count", rows.len())
                    .in_file(name)
                    .at_feature(features[0]),
                ids: vec![Some(id); features.len()],
                features,
            });
        }
    }
}

/// What is wrong with a geometry.
fn shape_findings(shape: Shape<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if shape.is_empty() {
        if shape.geometry_type() != GeometryType::Null {
            found.push(Diagnostic::notice("geometry-empty").with("type", shape.geometry_type().name()));
        }
        return found;
    }
    let outside = shape.positions().iter().find(|[longitude, latitude]| {
        !(-180.0..=180.0).contains(longitude) || !(-90.0..=90.0).contains(latitude)
    });
    if let Some([longitude, latitude]) = outside {
        let position = format!("{longitude}, {latitude}");
        found.push(Diagnostic::warning("coordinates-out-of-range").with("position", position));
    }
    let mut repeated = 0;
    let mut wrong_way = 0;
    let mut no_length = 0;
    for part in shape.parts() {
        repeated += part.rings().map(repeated_positions).sum::<usize>();
        match part.part_type {
            PartType::Polygon => wrong_way += rings_turned_wrongly(part),
            PartType::Line => {
                no_length += usize::from(part.rings().any(|ring| ring.iter().all(|at| *at == ring[0])));
            }
            PartType::Point => {}
        }
    }
    if no_length > 0 {
        found.push(Diagnostic::warning("line-without-length"));
    } else if repeated > 0 {
        found.push(Diagnostic::notice("positions-repeated").with("count", repeated));
    }
    if wrong_way > 0 {
        found.push(Diagnostic::notice("ring-direction").with("count", wrong_way));
    }
    if outside.is_none() {
        found.extend(invalid(shape));
    }
    found
}

/// Positions that are the same as the one before.
fn repeated_positions(ring: &[[f64; 2]]) -> usize {
    ring.windows(2).filter(|pair| pair[0] == pair[1]).count()
}

/// Rings against the right-hand rule (RFC 7946, section 3.1.6): the exterior goes round
/// counterclockwise, holes clockwise. Rings without an area have no direction.
fn rings_turned_wrongly(polygon: Part<'_>) -> usize {
    polygon
        .rings()
        .enumerate()
        .filter(|(at, ring)| {
            let area = doubled_area(ring);
            if *at == 0 { area < 0.0 } else { area > 0.0 }
        })
        .count()
}

/// Twice the signed area of a ring in its own units, positive where counterclockwise; taken from the
/// first position, so that far coordinates do not swallow small rings.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    ring.windows(2)
        .map(|pair| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0))
        .sum()
}

/// What OGC Simple Features (ISO 19125-1, 6.1.11) forbids in polygons, each rule once.
fn invalid(shape: Shape<'_>) -> Vec<Diagnostic> {
    let Some(geometry) = shape.to_geo() else { return Vec::new() };
    let mut rules = Vec::new();
    collect_rules(&geometry, &mut rules);
    rules.sort_unstable();
    rules.dedup();
    rules.into_iter().map(Diagnostic::warning).collect()
}

fn collect_rules(geometry: &Geometry<f64>, rules: &mut Vec<&'static str>) {
    match geometry {
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => {
            for problem in geometry.validation_errors() {
                rules.extend(match &problem {
                    InvalidGeometry::InvalidPolygon(polygon) => rule_of(polygon),
                    InvalidGeometry::InvalidMultiPolygon(multi) => match multi {
                        InvalidMultiPolygon::InvalidPolygon(_, polygon) => rule_of(polygon),
                        _ => Some("polygons-overlap"),
                    },
                    _ => None,
                });
            }
        }
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| collect_rules(part, rules)),
        _ => {}
    }
}

fn rule_of(problem: &InvalidPolygon) -> Option<&'static str> {
    match problem {
        InvalidPolygon::TooFewPointsInRing(_) => Some("ring-without-area"),
        InvalidPolygon::SelfIntersection(_) => Some("self-intersection"),
        InvalidPolygon::InteriorRingNotContainedInExteriorRing(_) => Some("hole-outside"),
        InvalidPolygon::IntersectingRingsOnALine(..) | InvalidPolygon::IntersectingRingsOnAnArea(..) => {
            Some("rings-cross")
        }
        // Positions are finite: the reader takes no others.
        InvalidPolygon::NonFiniteCoord(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::{Shapes, ShapesBuilder};

    fn polygon(rings: &[&[[f64; 2]]]) -> Shapes {
        let mut builder = ShapesBuilder::default();
        for ring in rings {
            ring.iter().for_each(|&at| builder.position(at, f64::NAN));
            builder.end_ring();
        }
        builder.end_part(PartType::Polygon);
        builder.end_row(GeometryType::Polygon);
        builder.finish()
    }

    fn rules(shapes: &Shapes) -> Vec<&'static str> {
        shape_findings(shapes.get(0)).into_iter().map(|found| found.code).collect()
    }

    const SQUARE: &[[f64; 2]] = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];

    #[test]
    fn a_proper_polygon_has_no_findings() {
        let hole: &[[f64; 2]] = &[[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]];
        assert_eq!(rules(&polygon(&[SQUARE])), Vec::<&str>::new());
        assert_eq!(rules(&polygon(&[SQUARE, hole])), Vec::<&str>::new());
    }

    #[test]
    fn a_bow_tie_crosses_itself() {
        let bow = &[[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 2.0], [0.0, 0.0]];
        assert!(rules(&polygon(&[bow])).contains(&"self-intersection"));
    }

    #[test]
    fn direction_repetition_and_range_are_told() {
        let clockwise: Vec<[f64; 2]> = SQUARE.iter().rev().copied().collect();
        assert_eq!(rules(&polygon(&[&clockwise])), ["ring-direction"]);
        let twice = &[[0.0, 0.0], [4.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]];
        assert_eq!(rules(&polygon(&[twice])), ["positions-repeated"]);
        let metres = &[[500_000.0, 3.3e6], [500_010.0, 3.3e6], [500_010.0, 3.31e6], [500_000.0, 3.3e6]];
        assert_eq!(rules(&polygon(&[metres])), ["coordinates-out-of-range"]);
    }

    #[test]
    fn a_hole_outside_is_told() {
        let far: &[[f64; 2]] = &[[8.0, 8.0], [8.0, 9.0], [9.0, 9.0], [9.0, 8.0], [8.0, 8.0]];
        assert_eq!(rules(&polygon(&[SQUARE, far])), ["hole-outside"]);
    }
}
