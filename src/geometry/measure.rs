//! Geodesic measures on the WGS 84 ellipsoid: areas in m², lengths and distances in metres.
//!
//! Areas and lengths are Karney's (C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87,
//! 2013, pp. 43–55, DOI 10.1007/s00190-012-0578-z), through crate geo. A measure that has no meaning
//! (the area of a line) is `None`, never zero.

use crate::progress::CancelToken;
use geo::{
    Coord, CoordsIter, Distance, Geodesic, GeodesicArea, Geometry, Intersects, Length, LineString, Point,
    Polygon,
};

/// Geodesic area in m², holes taken off, whatever way the rings are wound.
///
/// `None` where the geometry is not a polygon or a multipolygon, or where a latitude is past a pole.
///
/// ```
/// use geo::{Geometry, wkt};
/// // One thousandth of a degree of longitude and latitude at 30° N: about 96 m by 111 m.
/// let square = Geometry::from(wkt!(POLYGON((120. 30.,120.001 30.,120.001 30.001,120. 30.001,120. 30.))));
/// let area_m2 = three_maps::geometry::area_m2(&square).unwrap();
/// assert!((area_m2 - 10_695.0).abs() < 15.0, "{area_m2}");
/// ```
pub fn area_m2(geometry: &Geometry<f64>) -> Option<f64> {
    let area = match geometry {
        Geometry::Polygon(polygon) => polygon_area_m2(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().map(polygon_area_m2).sum(),
        _ => return None,
    };
    area.is_finite().then_some(area)
}

/// Geometries of more positions than this take more than some milliseconds to measure.
const MANY_POSITIONS: usize = 10_000;

/// The same, where somebody may cancel while a coast of millions of corners is followed: `None` then.
pub fn area_m2_unless_cancelled(geometry: Geometry<f64>, cancel: &CancelToken) -> Option<Option<f64>> {
    if geometry.coords_count() > MANY_POSITIONS {
        cancel.unless_cancelled(move || area_m2(&geometry))
    } else {
        Some(area_m2(&geometry))
    }
}

fn polygon_area_m2(polygon: &Polygon<f64>) -> f64 {
    let ring_m2 =
        |ring: &LineString<f64>| Polygon::new(ring.clone(), Vec::new()).geodesic_area_signed().abs();
    ring_m2(polygon.exterior()) - polygon.interiors().iter().map(ring_m2).sum::<f64>()
}

/// Geodesic length in metres of lines; of polygons, the length of all their rings. `None` for points.
pub fn length_m(geometry: &Geometry<f64>) -> Option<f64> {
    let polygon = |polygon: &Polygon<f64>| {
        Geodesic.length(polygon.exterior())
            + polygon.interiors().iter().map(|ring| Geodesic.length(ring)).sum::<f64>()
    };
    let length: f64 = match geometry {
        Geometry::LineString(line) => Geodesic.length(line),
        Geometry::MultiLineString(lines) => lines.iter().map(|line| Geodesic.length(line)).sum(),
        Geometry::Polygon(one) => polygon(one),
        Geometry::MultiPolygon(many) => many.iter().map(polygon).sum(),
        _ => return None,
    };
    length.is_finite().then_some(length)
}

/// Geodesic distance in metres from a point to the nearest point of a geometry: 0 inside a polygon.
///
/// Which point of a segment is nearest is found in a local plane around `point` (the radii of
/// curvature of its latitude); the distance to it is geodesic. For segments of some kilometres the
/// difference to the true minimum is far below a millimetre; for segments across a continent it is
/// not. `None` where the geometry has no position or a latitude is past a pole.
pub fn distance_m(point: Point<f64>, geometry: &Geometry<f64>) -> Option<f64> {
    if covers(geometry, point) {
        return Some(0.0);
    }
    let mut search = Nearest::new(point);
    search.geometry(geometry);
    let nearest = Point(search.found?);
    let distance = Geodesic.distance(point, nearest);
    distance.is_finite().then_some(distance)
}

/// Geodesic distance in metres from a position to the nearest of several lines, found as [`distance_m`]
/// finds it; a line of one position is a point. `None` where there is none, or a latitude is past a pole.
pub fn distance_to_lines_m<'a>(from: [f64; 2], lines: impl Iterator<Item = &'a [[f64; 2]]>) -> Option<f64> {
    let from = Point::new(from[0], from[1]);
    let coord = |[x, y]: [f64; 2]| Coord { x, y };
    let mut search = Nearest::new(from);
    for line in lines {
        if let [only] = line {
            search.position(coord(*only));
        }
        for &[start, end] in line.array_windows() {
            search.segment(coord(start), coord(end));
        }
    }
    let distance = Geodesic.distance(from, Point(search.found?));
    distance.is_finite().then_some(distance)
}

fn covers(geometry: &Geometry<f64>, point: Point<f64>) -> bool {
    match geometry {
        Geometry::Polygon(polygon) => polygon.intersects(&point),
        Geometry::MultiPolygon(polygons) => polygons.intersects(&point),
        Geometry::GeometryCollection(members) => members.iter().any(|member| covers(member, point)),
        _ => false,
    }
}

/// Metres in one degree of longitude and of latitude, around a latitude: from the radii of
/// curvature in the prime vertical and in the meridian of WGS 84.
pub fn metres_per_degree(latitude: f64) -> [f64; 2] {
    const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_141_316;
    let (sin, cos) = latitude.to_radians().sin_cos();
    let root = (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
    let prime_vertical = EQUATORIAL_RADIUS_M / root;
    let meridian = EQUATORIAL_RADIUS_M * (1.0 - ECCENTRICITY_SQUARED) / (root * root * root);
    [(prime_vertical * cos).to_radians(), meridian.to_radians()]
}

/// The search for the nearest position in a local plane around a point.
struct Nearest {
    from: Coord<f64>,
    metres: [f64; 2],
    best: f64,
    found: Option<Coord<f64>>,
}

impl Nearest {
    fn new(point: Point<f64>) -> Self {
        Self { from: point.0, metres: metres_per_degree(point.y()), best: f64::INFINITY, found: None }
    }

    fn geometry(&mut self, geometry: &Geometry<f64>) {
        match geometry {
            Geometry::Point(point) => self.position(point.0),
            Geometry::MultiPoint(points) => points.iter().for_each(|point| self.position(point.0)),
            Geometry::Line(line) => self.segment(line.start, line.end),
            Geometry::LineString(line) => self.line(line),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.line(line)),
            Geometry::Polygon(polygon) => self.polygon(polygon),
            Geometry::MultiPolygon(polygons) => polygons.iter().for_each(|polygon| self.polygon(polygon)),
            Geometry::Rect(rect) => self.polygon(&rect.to_polygon()),
            Geometry::Triangle(triangle) => self.polygon(&triangle.to_polygon()),
            Geometry::GeometryCollection(members) => members.iter().for_each(|member| self.geometry(member)),
        }
    }

    fn polygon(&mut self, polygon: &Polygon<f64>) {
        self.line(polygon.exterior());
        polygon.interiors().iter().for_each(|ring| self.line(ring));
    }

    fn line(&mut self, line: &LineString<f64>) {
        if let [only] = line.0.as_slice() {
            self.position(*only);
        }
        line.0.windows(2).for_each(|ends| self.segment(ends[0], ends[1]));
    }

    fn position(&mut self, position: Coord<f64>) {
        let (dx, dy) = self.offset_m(position);
        let squared = dx * dx + dy * dy;
        if squared < self.best {
            self.best = squared;
            self.found = Some(position);
        }
    }

    fn segment(&mut self, start: Coord<f64>, end: Coord<f64>) {
        let ((ax, ay), (bx, by)) = (self.offset_m(start), self.offset_m(end));
        let (dx, dy) = (bx - ax, by - ay);
        let squared = dx * dx + dy * dy;
        let share = if squared > 0.0 { (-(ax * dx + ay * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
        self.position(start + (end - start) * share);
    }

    fn offset_m(&self, position: Coord<f64>) -> (f64, f64) {
        ((position.x - self.from.x) * self.metres[0], (position.y - self.from.y) * self.metres[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn areas_do_not_depend_on_winding_and_leave_holes_out() {
        let ccw = Geometry::from(wkt!(POLYGON((0. 0.,1. 0.,1. 1.,0. 1.,0. 0.))));
        let cw = Geometry::from(wkt!(POLYGON((0. 0.,0. 1.,1. 1.,1. 0.,0. 0.))));
        let (a, b) = (area_m2(&ccw).unwrap(), area_m2(&cw).unwrap());
        // GeographicLib's Planimeter: 12308778361.469 m² for this square.
        assert!((a - 12_308_778_361.469).abs() < 0.01, "{a}");
        assert!((a - b).abs() < 1e-3);
        let holed = Geometry::from(
            wkt!(POLYGON((0. 0.,1. 0.,1. 1.,0. 1.,0. 0.),(0.2 0.2,0.4 0.2,0.4 0.4,0.2 0.4,0.2 0.2))),
        );
        assert!(area_m2(&holed).unwrap() < a);
        assert_eq!(area_m2(&Geometry::from(wkt!(POINT(0. 0.)))), None);
    }

    #[test]
    fn distance_is_zero_inside_and_geodesic_outside() {
        let square = Geometry::from(wkt!(POLYGON((120. 30.,120.01 30.,120.01 30.01,120. 30.01,120. 30.))));
        assert_eq!(distance_m(Point::new(120.005, 30.005), &square), Some(0.0));
        assert_eq!(distance_m(Point::new(120., 30.), &square), Some(0.0));
        let east = distance_m(Point::new(120.02, 30.005), &square).unwrap();
        let expected = Geodesic.distance(Point::new(120.02, 30.005), Point::new(120.01, 30.005));
        assert!((east - expected).abs() < 1e-3, "{east} {expected}");
        assert_eq!(distance_m(Point::new(0., 0.), &Geometry::from(wkt!(LINESTRING EMPTY))), None);
    }

    #[test]
    fn degrees_have_their_length() {
        let [east, north] = metres_per_degree(30.0);
        assert!((east - 96_486.0).abs() < 5.0 && (north - 110_852.0).abs() < 5.0, "{east} {north}");
    }
}
