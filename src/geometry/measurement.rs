//! What a person measures on the map: a way with the length of each of its segments, or the ground
//! inside a ring. All geodesic on WGS 84.

use super::{area_m2, self_intersection};
use geo::{Distance, Geodesic, Geometry, LineString, Point, Polygon};

/// A measured way or ring.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Length of each segment in metres, in order; of a ring the closing one too.
    pub segments_m: Vec<f64>,
    /// Their sum in metres: the length of the way, the perimeter of the ring.
    pub total_m: f64,
    /// The ring's area in m². `None` of a way, and of a ring whose sides cross: it has no inside.
    pub area_m2: Option<f64>,
}

impl Measurement {
    /// Measures a way through corners.
    ///
    /// ```
    /// use three_maps::geometry::Measurement;
    /// let way = Measurement::of_way(&[[120.34, 30.30], [120.35, 30.30], [120.35, 30.31]]);
    /// assert_eq!(way.segments_m.len(), 2);
    /// assert!((way.total_m - 2070.8).abs() < 0.5, "{}", way.total_m);
    /// ```
    pub fn of_way(corners: &[[f64; 2]]) -> Self {
        let segments_m: Vec<f64> =
            corners.windows(2).map(|ends| distance_between_m(ends[0], ends[1])).collect();
        Self { total_m: segments_m.iter().sum(), segments_m, area_m2: None }
    }

    /// Measures the ring through corners, of which the first is not repeated. Fewer than three corners
    /// enclose nothing.
    pub fn of_ring(corners: &[[f64; 2]]) -> Self {
        let mut closed = corners.to_vec();
        closed.extend(corners.first());
        let way = Self::of_way(&closed);
        let encloses = corners.len() >= 3 && self_intersection(std::slice::from_ref(&closed)).is_none();
        let ring: LineString<f64> = closed.iter().map(|&[x, y]| (x, y)).collect();
        let polygon = Geometry::Polygon(Polygon::new(ring, Vec::new()));
        Self { area_m2: if encloses { area_m2(&polygon) } else { None }, ..way }
    }
}

/// Geodesic distance between two positions in metres.
pub fn distance_between_m(from: [f64; 2], to: [f64; 2]) -> f64 {
    Geodesic.distance(Point::new(from[0], from[1]), Point::new(to[0], to[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_geodesics_come_out() {
        // The first line of GeographicLib's own tests (geodesictest.py, TESTCASES).
        let metres = distance_between_m([-139.44815, 35.60777], [-69.95921, -11.17491]);
        assert!((metres - 8_935_244.560_481_83).abs() < 1e-6, "{metres}");
        // Nearly antipodal, where Vincenty's method does not converge: GeographicLib's documentation of
        // Geodesic.Inverse, Wellington to Salamanca.
        let metres = distance_between_m([174.81, -41.32], [-5.50, 40.96]);
        assert!((metres - 19_959_679.267_353_82).abs() < 1e-6, "{metres}");
    }

    #[test]
    fn a_published_ring_comes_out() {
        // GeographicLib, Planimeter: the square of one degree at the equator.
        let ring = Measurement::of_ring(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]);
        assert_eq!(ring.segments_m.len(), 4);
        assert!((ring.total_m - 443_770.917_248_302).abs() < 1e-6, "{}", ring.total_m);
        assert!((ring.area_m2.unwrap() - 12_308_778_361.469).abs() < 0.01, "{:?}", ring.area_m2);
    }

    #[test]
    fn a_ring_that_crosses_itself_has_no_area() {
        let bow_tie = Measurement::of_ring(&[[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]);
        assert_eq!(bow_tie.area_m2, None);
        assert!(bow_tie.total_m > 0.0);
        assert_eq!(Measurement::of_ring(&[[0.0, 0.0], [1.0, 1.0]]).area_m2, None);
        assert_eq!(Measurement::of_way(&[]).segments_m.len(), 0);
        assert_eq!(Measurement::of_ring(&[]).segments_m.len(), 0);
    }

    /// Corners around a middle, each further round than the one before: a ring that does not cross itself.
    fn star() -> impl Strategy<Value = Vec<[f64; 2]>> {
        (prop::collection::vec(0.2..1.0f64, 3..9), -170.0..170.0f64, -70.0..70.0f64).prop_map(
            |(radii, lon, lat)| {
                let count = radii.len() as f64;
                radii
                    .iter()
                    .enumerate()
                    .map(|(at, radius)| {
                        let (sin, cos) = (at as f64 / count * std::f64::consts::TAU).sin_cos();
                        [lon + 0.01 * radius * cos, lat + 0.01 * radius * sin]
                    })
                    .collect()
            },
        )
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_the_segments(corners in prop::collection::vec((-179.0..179.0f64, -80.0..80.0f64), 0..12)) {
            let corners: Vec<[f64; 2]> = corners.into_iter().map(|(x, y)| [x, y]).collect();
            let way = Measurement::of_way(&corners);
            prop_assert_eq!(way.segments_m.len(), corners.len().saturating_sub(1));
            let mut sum = 0.0;
            for (at, segment) in way.segments_m.iter().enumerate() {
                let alone = Measurement::of_way(&corners[at..=at + 1]).total_m;
                prop_assert!((alone - segment).abs() < 1e-9);
                sum += segment;
            }
            prop_assert!((sum - way.total_m).abs() < 1e-6);
        }

        #[test]
        fn area_and_perimeter_do_not_depend_on_the_first_corner_or_the_way_round(
            corners in star(), turn in 0..9usize, backwards in any::<bool>(),
        ) {
            let ring = Measurement::of_ring(&corners);
            let mut other = corners.clone();
            other.rotate_left(turn % corners.len());
            if backwards {
                other.reverse();
            }
            let other = Measurement::of_ring(&other);
            let (a, b) = (ring.area_m2.unwrap(), other.area_m2.unwrap());
            prop_assert!((a - b).abs() <= 1e-6 * a, "{a} {b}");
            prop_assert!((ring.total_m - other.total_m).abs() < 1e-6);
        }
    }
}
