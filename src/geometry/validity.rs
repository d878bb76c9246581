//! What is wrong with a geometry, typed and with its place.
//!
//! The rules are those of RFC 7946, section 3.1.6 (rings) and of OGC Simple Features (a polygon's
//! boundary does not cross itself). Nothing is mended here.

use geo::{Coord, Geometry, LineString, Polygon};
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};
use serde::Serialize;

/// A rule that a geometry breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The first and last positions of a ring differ.
    UnclosedRing,
    /// A ring of fewer than four positions, or a line of fewer than two.
    TooFewPositions,
    /// An exterior that runs clockwise, or a hole that runs counter-clockwise (RFC 7946 asks readers
    /// to accept it).
    WrongWinding,
    /// Two consecutive positions are the same.
    RepeatedPosition,
    /// A polygon's boundary crosses or touches itself.
    SelfIntersection,
    /// A ring that encloses nothing.
    NoArea,
    /// A longitude past ±180° or a latitude past ±90°.
    OutOfRange,
}

/// A fault and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// Longitude and latitude of the first place where it is.
    pub at: [f64; 2],
    /// Part of a multi-geometry, counted from 0.
    pub part: usize,
    /// Ring of a polygon: 0 is the exterior.
    pub ring: usize,
}

/// Faults of rings and lines as a file has them, before crate geo closes rings by itself.
///
/// `is_polygon`: the parts are polygons (exterior first), else lines.
pub fn ring_faults<'a>(
    part: usize,
    rings: impl Iterator<Item = &'a [[f64; 2]]>,
    is_polygon: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (ring, positions) in rings.enumerate() {
        let mut found = |fault, at| findings.push(Finding { fault, at, part, ring });
        let Some((&first, &last)) = positions.first().zip(positions.last()) else { continue };
        if let Some(&far) = positions.iter().find(|[x, y]| !(x.abs() <= 180.0 && y.abs() <= 90.0)) {
            found(Fault::OutOfRange, far);
        }
        if let Some(pair) = positions.windows(2).find(|pair| same(pair[0], pair[1])) {
            found(Fault::RepeatedPosition, pair[0]);
        }
        if positions.len() < if is_polygon { 4 } else { 2 } {
            found(Fault::TooFewPositions, first);
            continue;
        }
        if !is_polygon {
            continue;
        }
        if !same(first, last) {
            found(Fault::UnclosedRing, last);
        }
        let doubled = doubled_area(positions);
        if doubled == 0.0 {
            found(Fault::NoArea, first);
        } else if (doubled > 0.0) != (ring == 0) {
            found(Fault::WrongWinding, first);
        }
    }
    findings
}

/// Whether two positions are the same.
#[expect(clippy::float_cmp, reason = "positions are the same where the file says the same, not nearly")]
fn same(left: [f64; 2], right: [f64; 2]) -> bool {
    left == right
}

/// Twice the signed area in square degrees: positive where the ring runs counter-clockwise.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    // From the first position, so that small rings far from the origin keep their digits.
    ring.windows(2)
        .map(|pair| {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        })
        .sum()
}

/// All faults of a geometry, in the order of its parts and rings.
///
/// ```
/// use geo::{Geometry, wkt};
/// use three_maps::geometry::{Fault, faults};
/// let bow_tie = Geometry::from(wkt!(POLYGON((0. 0.,1. 1.,1. 0.,0. 1.,0. 0.))));
/// let found: Vec<Fault> = faults(&bow_tie).iter().map(|finding| finding.fault).collect();
/// assert!(found.contains(&Fault::SelfIntersection));
/// ```
pub fn faults(geometry: &Geometry<f64>) -> Vec<Finding> {
    let mut findings = Vec::new();
    walk(geometry, &mut 0, &mut findings);
    findings
}

fn walk(geometry: &Geometry<f64>, part: &mut usize, findings: &mut Vec<Finding>) {
    match geometry {
        Geometry::LineString(line) => lines(std::slice::from_ref(line), part, findings),
        Geometry::MultiLineString(many) => lines(&many.0, part, findings),
        Geometry::Polygon(polygon) => one_polygon(polygon, part, findings),
        Geometry::MultiPolygon(many) => {
            many.iter().for_each(|polygon| one_polygon(polygon, part, findings));
        }
        Geometry::Point(point) => points(&[point.0], part, findings),
        Geometry::MultiPoint(many) => many.iter().for_each(|point| points(&[point.0], part, findings)),
        Geometry::GeometryCollection(members) => {
            members.iter().for_each(|member| walk(member, part, findings));
        }
        Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {}
    }
}

fn points(positions: &[Coord<f64>], part: &mut usize, findings: &mut Vec<Finding>) {
    for at in positions {
        if !(at.x.abs() <= 180.0 && at.y.abs() <= 90.0) {
            findings.push(Finding { fault: Fault::OutOfRange, at: [at.x, at.y], part: *part, ring: 0 });
        }
        *part += 1;
    }
}

fn lines(lines: &[LineString<f64>], part: &mut usize, findings: &mut Vec<Finding>) {
    for line in lines {
        let positions = flat(line);
        findings.extend(ring_faults(*part, std::iter::once(positions.as_slice()), false));
        *part += 1;
    }
}

fn one_polygon(polygon: &Polygon<f64>, part: &mut usize, findings: &mut Vec<Finding>) {
    let rings: Vec<Vec<[f64; 2]>> =
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(flat).collect();
    findings.extend(ring_faults(*part, rings.iter().map(Vec::as_slice), true));
    if let Some((ring, at)) = self_intersection(&rings) {
        findings.push(Finding { fault: Fault::SelfIntersection, at, part: *part, ring });
    }
    *part += 1;
}

fn flat(line: &LineString<f64>) -> Vec<[f64; 2]> {
    line.0.iter().map(|at| [at.x, at.y]).collect()
}

type Segment = GeomWithData<Line<[f64; 2]>, (usize, usize)>;

/// The first place where a polygon's rings cross or run along each other, or one ring touches
/// itself; rings may touch each other in single points (Simple Features allows that).
pub fn self_intersection(rings: &[Vec<[f64; 2]>]) -> Option<(usize, [f64; 2])> {
    let mut segments: Vec<Segment> = Vec::new();
    for (ring, positions) in rings.iter().enumerate() {
        let distinct = positions.windows(2).filter(|pair| !same(pair[0], pair[1]));
        segments.extend(
            distinct.enumerate().map(|(n, pair)| Segment::new(Line::new(pair[0], pair[1]), (ring, n))),
        );
    }
    let counts: Vec<usize> = (0..rings.len())
        .map(|ring| segments.iter().filter(|segment| segment.data.0 == ring).count())
        .collect();
    let tree = RTree::bulk_load(segments.clone());
    segments.iter().find_map(|segment| {
        let (ring, number) = segment.data;
        let (a, b) = (segment.geom().from, segment.geom().to);
        let envelope = AABB::from_corners([a[0].min(b[0]), a[1].min(b[1])], [a[0].max(b[0]), a[1].max(b[1])]);
        tree.locate_in_envelope_intersecting(envelope).filter(|other| other.data > segment.data).find_map(
            |other| {
                let (other_ring, other_number) = other.data;
                let (c, d) = (other.geom().from, other.geom().to);
                match meeting([a, b], [c, d])? {
                    Meeting::Point(at) => {
                        let neighbours = ring == other_ring
                            && (other_number == number + 1
                                || (number == 0 && other_number + 1 == counts[ring]));
                        let ends = |from, to| same(at, from) || same(at, to);
                        let at_ends = ends(a, b) && ends(c, d);
                        // Consecutive segments share their corner; two rings may touch in a point.
                        let touch = ring != other_ring && (ends(a, b) || ends(c, d));
                        (!(touch || neighbours && at_ends)).then_some((ring, at))
                    }
                    Meeting::Along(at) => Some((ring, at)),
                }
            },
        )
    })
}

enum Meeting {
    Point([f64; 2]),
    Along([f64; 2]),
}

fn meeting([a, b]: [[f64; 2]; 2], [c, d]: [[f64; 2]; 2]) -> Option<Meeting> {
    use geo::line_intersection::{LineIntersection, line_intersection};
    let line = |from: [f64; 2], to: [f64; 2]| {
        geo::Line::new(Coord { x: from[0], y: from[1] }, Coord { x: to[0], y: to[1] })
    };
    Some(match line_intersection(line(a, b), line(c, d))? {
        LineIntersection::SinglePoint { intersection, .. } => {
            Meeting::Point([intersection.x, intersection.y])
        }
        LineIntersection::Collinear { intersection } if intersection.start == intersection.end => {
            Meeting::Point([intersection.start.x, intersection.start.y])
        }
        LineIntersection::Collinear { intersection } => {
            Meeting::Along([intersection.start.x, intersection.start.y])
        }
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "places are given back as the file has them")]
mod tests {
    use super::*;
    use geo::wkt;

    fn kinds(geometry: impl Into<Geometry<f64>>) -> Vec<Fault> {
        faults(&geometry.into()).iter().map(|finding| finding.fault).collect()
    }

    #[test]
    fn a_good_polygon_has_no_fault() {
        assert!(
            kinds(wkt!(POLYGON((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.),(1. 1.,1. 2.,2. 2.,2. 1.,1. 1.)))).is_empty()
        );
        // A hole that touches the exterior in one point is allowed.
        assert!(kinds(wkt!(POLYGON((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.),(0. 0.,1. 2.,2. 1.,0. 0.)))).is_empty());
    }

    #[test]
    fn each_fault_is_named_with_its_place() {
        assert_eq!(kinds(wkt!(POLYGON((0. 0.,0. 1.,1. 1.,1. 0.,0. 0.)))), [Fault::WrongWinding]);
        assert_eq!(kinds(wkt!(POLYGON((0. 0.,1. 0.,1. 0.,1. 1.,0. 0.)))), [Fault::RepeatedPosition]);
        let bow_tie = faults(&wkt!(POLYGON((0. 0.,2. 2.,2. 0.,0. 2.,0. 0.))).into());
        let crossing = bow_tie.iter().find(|finding| finding.fault == Fault::SelfIntersection);
        assert_eq!(crossing.map(|finding| finding.at), Some([1.0, 1.0]));
        // A spike runs along itself.
        assert!(
            kinds(wkt!(POLYGON((0. 0.,2. 0.,3. 0.,2. 0.,2. 2.,0. 0.)))).contains(&Fault::SelfIntersection)
        );
        assert_eq!(kinds(wkt!(POINT(190. 0.))), [Fault::OutOfRange]);
        assert_eq!(kinds(wkt!(LINESTRING(0. 0.))), [Fault::TooFewPositions]);
    }

    #[test]
    fn rings_are_judged_as_the_file_has_them() {
        let ring: &[[f64; 2]] = &[[0., 0.], [1., 0.], [1., 1.], [0., 1.]];
        let found = ring_faults(0, std::iter::once(ring), true);
        assert_eq!(found[0].fault, Fault::UnclosedRing);
        assert_eq!(found[0].at, [0., 1.]);
        let short: &[[f64; 2]] = &[[0., 0.], [1., 0.], [0., 0.]];
        assert_eq!(ring_faults(2, std::iter::once(short), true)[0].part, 2);
    }
}
