//! What polygons have in common, and what of them lies outside of others.

use super::convex::Overlap;
use super::metres_per_degree;
use geo::{
    Area, BooleanOps, Coord, Euclidean, Geometry, Length, LineString, MapCoords, MultiPolygon, Polygon,
};

/// The polygons of a geometry; `None` where it has none.
pub fn polygons_of(geometry: Geometry<f64>) -> Option<MultiPolygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon])),
        Geometry::MultiPolygon(polygons) => Some(polygons),
        Geometry::GeometryCollection(members) => {
            let polygons: Vec<Polygon<f64>> =
                members.into_iter().filter_map(polygons_of).flat_map(|many| many.0).collect();
            (!polygons.is_empty()).then_some(MultiPolygon(polygons))
        }
        _ => None,
    }
}

/// A plane of metres around a position: right to a millionth within some kilometres.
#[derive(Clone, Copy, Debug)]
pub struct Plane {
    origin: [f64; 2],
    metres: [f64; 2],
}

impl Plane {
    /// The plane around longitude and latitude.
    pub fn around(origin: [f64; 2]) -> Self {
        Self { origin, metres: metres_per_degree(origin[1]) }
    }

    /// Metres east and north of the origin.
    pub fn metres_from(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(x - self.origin[0]) * self.metres[0], (y - self.origin[1]) * self.metres[1]]
    }

    /// Polygons in degrees as polygons in metres.
    pub fn polygons(&self, polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        polygons.map_coords(|at| {
            let [x, y] = self.metres_from([at.x, at.y]);
            Coord { x, y }
        })
    }

    /// Polygons in metres as polygons in degrees.
    pub fn degrees(&self, polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        polygons.map_coords(|at| Coord {
            x: self.origin[0] + at.x / self.metres[0],
            y: self.origin[1] + at.y / self.metres[1],
        })
    }
}

/// Length of all rings of polygons in the plane.
pub fn perimeter(polygons: &MultiPolygon<f64>) -> f64 {
    let ring = |ring: &LineString<f64>| Euclidean.length(ring);
    polygons
        .iter()
        .map(|polygon| ring(polygon.exterior()) + polygon.interiors().iter().map(ring).sum::<f64>())
        .sum()
}

/// What two sets of polygons have in common; `None` where they only touch, or do not meet.
pub fn overlap(left: &MultiPolygon<f64>, right: &MultiPolygon<f64>) -> Option<Overlap> {
    let plane = plane_of(left)?;
    measure(&plane.polygons(left).intersection(&plane.polygons(right)))
}

/// What of polygons lies outside of others.
pub fn outside(left: &MultiPolygon<f64>, right: &MultiPolygon<f64>) -> Option<Overlap> {
    let plane = plane_of(left)?;
    measure(&plane.polygons(left).difference(&plane.polygons(right)))
}

fn plane_of(polygons: &MultiPolygon<f64>) -> Option<Plane> {
    let first = polygons.iter().find_map(|polygon| polygon.exterior().0.first())?;
    Some(Plane::around([first.x, first.y]))
}

fn measure(polygons: &MultiPolygon<f64>) -> Option<Overlap> {
    Overlap::of(polygons.unsigned_area(), perimeter(polygons))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::convex_overlap;
    use proptest::prelude::*;

    fn triangle(corners: &[(f64, f64); 3]) -> Option<(Vec<[f64; 2]>, MultiPolygon<f64>)> {
        let mut ring: Vec<[f64; 2]> = corners.iter().map(|&(x, y)| [120.0 + x, 30.0 + y]).collect();
        ring.push(ring[0]);
        let line: LineString<f64> = ring.iter().map(|&[x, y]| (x, y)).collect();
        crate::geometry::is_convex_ring(&ring)
            .then(|| (ring, MultiPolygon(vec![Polygon::new(line, Vec::new())])))
    }

    proptest! {
        #[test]
        fn convex_and_general_agree(
            left in prop::array::uniform3((0.0..0.01f64, 0.0..0.01f64)),
            right in prop::array::uniform3((0.0..0.01f64, 0.0..0.01f64)),
        ) {
            let (Some(left), Some(right)) = (triangle(&left), triangle(&right)) else { return Ok(()) };
            let area_m2 = |found: Option<Overlap>| found.map_or(0.0, |found| found.area_m2);
            let convex = area_m2(convex_overlap(&left.0, &right.0));
            let general = area_m2(overlap(&left.1, &right.1));
            prop_assert!((convex - general).abs() < 1e-3 + 1e-6 * general, "{convex} {general}");
            let rest = area_m2(outside(&left.1, &right.1));
            let whole = area_m2(overlap(&left.1, &left.1));
            prop_assert!((rest + general - whole).abs() < 1e-2 + 1e-6 * whole, "{rest} {general} {whole}");
        }
    }
}
