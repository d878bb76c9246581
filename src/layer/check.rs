//! What is wrong with single geometries, and what was noticed while reading, as findings.
//!
//! The rules that need to know what a layer holds are in `maps::check`.

use super::{Column, GeometryType, Layer, Part, PartType, Shape, well_known};
use crate::crs::coordinate::position_text;
use crate::diagnostic::Diagnostic;
use crate::geometry::{Fault, is_convex_ring, looks_swapped, ring_faults, self_intersection};
use crate::progress::CancelToken;
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString};

/// Something about one or several features that is not as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong; its code is the rule's name, its place the first feature.
    pub diagnostic: Diagnostic,
    /// Numbers of the features, counted from 1; empty where it is about the file as a whole.
    pub features: Vec<u64>,
    /// Their identifiers, one for each feature; `None` where it has none.
    pub ids: Vec<Option<String>>,
    /// Their rows, where they have any.
    pub rows: Vec<u32>,
}

impl Finding {
    /// The rule's name, kebab-case.
    pub fn rule(&self) -> &'static str {
        self.diagnostic.code
    }
}

/// A note of the reader as a finding.
pub fn of_reading(layer: &Layer, noticed: &Diagnostic) -> Finding {
    let features: Vec<u64> = noticed.place.feature.into_iter().collect();
    let ids = features
        .iter()
        .map(|&number| layer.row_of_number(number).and_then(|row| identifier(layer, row)))
        .collect();
    // A feature that could not be read has no row.
    let rows =
        features.iter().filter_map(|&number| layer.row_of_number(number)).map(|row| row as u32).collect();
    Finding { diagnostic: noticed.clone(), features, ids, rows }
}

/// The identifier of a row: the field `id`, else the feature's own member.
pub fn identifier(layer: &Layer, row: usize) -> Option<String> {
    let column = well_known::ID.iter().find_map(|name| layer.column(name));
    let of = |column: &Column| {
        let value = column.value(row);
        (!value.is_none()).then(|| value.to_text().into_owned())
    };
    column.and_then(of).or_else(|| layer.ids.as_ref().and_then(of))
}

/// Rings of more positions are looked at where cancelling is felt.
const MANY_POSITIONS: usize = 100_000;

/// What is wrong with a geometry: each rule once, with the first place where it is broken and how
/// often it is. `None` where it was cancelled.
pub fn shape_findings(shape: Shape<'_>, cancel: &CancelToken) -> Option<Vec<Diagnostic>> {
    if shape.is_empty() {
        // A null geometry is a feature without a place (RFC 7946, section 3.2), nothing wrong.
        let geometry_type = shape.geometry_type();
        return Some(match geometry_type {
            GeometryType::Null => Vec::new(),
            _ => vec![Diagnostic::notice("geometry-empty").with("type", geometry_type.name())],
        });
    }
    let mut faults: Vec<(Fault, [f64; 2])> = Vec::new();
    let mut hole_outside = None;
    for (number, part) in shape.parts().enumerate() {
        let is_polygon = part.part_type == PartType::Polygon;
        if part.part_type == PartType::Point {
            let at = shape.positions().iter().find(|[x, y]| !(x.abs() <= 180.0 && y.abs() <= 90.0));
            faults.extend(at.filter(|_| number == 0).map(|&at| (Fault::OutOfRange, at)));
            continue;
        }
        let found = ring_faults(number, part.rings(), is_polygon);
        faults.extend(found.iter().map(|finding| (finding.fault, finding.at)));
        // Most parcels are convex: these cross themselves nowhere, and have no holes to look at.
        let is_simple = part.rings().len() == 1 && part.rings().all(is_convex_ring);
        if is_polygon && !is_simple {
            let rings: Vec<Vec<[f64; 2]>> = part.rings().map(<[[f64; 2]]>::to_vec).collect();
            let crossing = if rings.iter().map(Vec::len).sum::<usize>() > MANY_POSITIONS {
                cancel.unless_cancelled(move || self_intersection(&rings))?
            } else {
                self_intersection(&rings)
            };
            match crossing {
                Some((_, at)) => faults.push((Fault::SelfIntersection, at)),
                None => hole_outside = hole_outside.or_else(|| first_hole_outside(part)),
            }
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: Vec<Fault> = Vec::new();
    for &(fault, at) in &faults {
        if !told.contains(&fault) {
            told.push(fault);
            let count = faults.iter().filter(|(other, _)| *other == fault).count();
            found.push(diagnostic_of(fault, at).with("position", position_text(at)).with("count", count));
        }
    }
    found.extend(
        hole_outside.map(|at| Diagnostic::warning("hole-outside").with("position", position_text(at))),
    );
    Some(found)
}

fn diagnostic_of(fault: Fault, at: [f64; 2]) -> Diagnostic {
    match fault {
        Fault::UnclosedRing => Diagnostic::warning("unclosed-ring"),
        Fault::TooFewPositions => Diagnostic::warning("too-few-positions"),
        // RFC 7946, section 3.1.6: readers accept it, and what is written from here is turned.
        Fault::WrongWinding => Diagnostic::notice("wrong-winding"),
        Fault::RepeatedPosition => Diagnostic::notice("repeated-position"),
        Fault::SelfIntersection => Diagnostic::warning("self-intersection"),
        Fault::NoArea => Diagnostic::warning("no-area"),
        Fault::OutOfRange if looks_swapped(at) => Diagnostic::warning("position-swapped"),
        Fault::OutOfRange => Diagnostic::warning("out-of-range"),
    }
}

/// The first position of a hole that lies outside of its exterior; the rings do not cross.
fn first_hole_outside(polygon: Part<'_>) -> Option<[f64; 2]> {
    let mut rings = polygon.rings();
    let exterior = LineString(rings.next()?.iter().map(|&[x, y]| Coord { x, y }).collect());
    let exterior = geo::Polygon::new(exterior, Vec::new());
    rings
        .find(|hole| {
            hole.iter().any(|&[x, y]| exterior.coordinate_position(&Coord { x, y }) == CoordPos::Outside)
        })
        .and_then(|hole| hole.first().copied())
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
        shape_findings(shapes.get(0), &CancelToken::default())
            .unwrap()
            .into_iter()
            .map(|found| found.code)
            .collect()
    }

    const SQUARE: &[[f64; 2]] = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];

    #[test]
    fn a_proper_polygon_has_no_findings() {
        let hole: &[[f64; 2]] = &[[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]];
        assert_eq!(rules(&polygon(&[SQUARE])), Vec::<&str>::new());
        assert_eq!(rules(&polygon(&[SQUARE, hole])), Vec::<&str>::new());
    }

    #[test]
    fn positions_are_said_in_as_few_digits_as_a_centimetre_takes() {
        assert_eq!(position_text([120.335_000_000_000_01, 30.3]), "120.335, 30.3");
        assert_eq!(position_text([120.123_456_78, -30.0]), "120.1234568, -30");
    }

    #[test]
    fn a_bow_tie_crosses_itself() {
        let bow = &[[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 2.0], [0.0, 0.0]];
        assert!(rules(&polygon(&[bow])).contains(&"self-intersection"));
    }

    #[test]
    fn direction_repetition_and_range_are_told() {
        let clockwise: Vec<[f64; 2]> = SQUARE.iter().rev().copied().collect();
        assert_eq!(rules(&polygon(&[&clockwise])), ["wrong-winding"]);
        let twice = &[[0.0, 0.0], [4.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]];
        assert_eq!(rules(&polygon(&[twice])), ["repeated-position"]);
        let swapped = &[[30.3, 120.3], [30.3, 120.4], [30.4, 120.4], [30.3, 120.3]];
        assert!(rules(&polygon(&[swapped])).contains(&"position-swapped"));
        let metres = &[[500_000.0, 3.3e6], [500_010.0, 3.3e6], [500_010.0, 3.31e6], [500_000.0, 3.3e6]];
        assert_eq!(rules(&polygon(&[metres])), ["out-of-range"]);
    }

    #[test]
    fn a_hole_outside_is_told() {
        let far: &[[f64; 2]] = &[[8.0, 8.0], [8.0, 9.0], [9.0, 9.0], [9.0, 8.0], [8.0, 8.0]];
        assert_eq!(rules(&polygon(&[SQUARE, far])), ["hole-outside"]);
    }
}
