//! Whether two geometries are within some metres of each other.

use super::{BBox, distance_m};
use geo::{CoordsIter, Geometry, Intersects, Point};

/// Whether two geometries come within so many metres of each other; touching is 0 metres.
///
/// Two shapes that do not meet are nearest at a corner of one of them; which point of the other is
/// nearest is found as [`distance_m`] finds it, and the distance is geodesic.
pub fn is_within_m(left: &Geometry<f64>, right: &Geometry<f64>, metres: f64) -> bool {
    let corner_near = |corners: &Geometry<f64>, of: &Geometry<f64>| {
        corners
            .coords_iter()
            .any(|corner| distance_m(Point(corner), of).is_some_and(|distance| distance <= metres))
    };
    left.intersects(right) || corner_near(left, right) || corner_near(right, left)
}

impl BBox {
    /// The box that holds everything within so many metres of this one; `None` where it is empty, or
    /// reaches a pole or the antimeridian.
    pub fn grown_m(&self, metres: f64) -> Option<Self> {
        if self.is_empty() {
            return None;
        }
        let Self { west, south, east, north } = *self;
        [[west, south], [east, south], [east, north], [west, north]]
            .into_iter()
            .try_fold(*self, |grown, corner| Some(grown.union(&Self::around(corner, metres)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn the_nearest_may_be_a_corner_of_either() {
        let square = Geometry::from(wkt!(POLYGON((120. 30.,120.01 30.,120.01 30.01,120. 30.01,120. 30.))));
        // 0.001° of longitude east of the square's side: 96.5 m, at the tip, which no corner is near to.
        let tip = Geometry::from(wkt!(POLYGON((120.011 30.005,120.02 30.,120.02 30.01,120.011 30.005))));
        assert!(is_within_m(&square, &tip, 97.0) && is_within_m(&tip, &square, 97.0));
        assert!(!is_within_m(&square, &tip, 96.0) && !is_within_m(&tip, &square, 96.0));
        let road = Geometry::from(wkt!(LINESTRING(119.9 30.005,120.1 30.005)));
        assert!(is_within_m(&square, &road, 0.0), "it runs through");
        let inside = Geometry::from(wkt!(POINT(120.005 30.005)));
        assert!(is_within_m(&square, &inside, 0.0) && is_within_m(&inside, &square, 0.0));
    }

    #[test]
    fn a_grown_box_holds_what_is_near() {
        let bbox = BBox::new(120.0, 30.0, 120.01, 30.01);
        let grown = bbox.grown_m(500.0).unwrap();
        for (corner, at) in [([120.0, 30.0], [119.995, 30.0]), ([120.01, 30.01], [120.015, 30.01])] {
            let metres = super::super::distance_between_m(corner, at);
            assert!((480.0..500.0).contains(&metres), "{metres}");
            assert!(grown.contains(at));
        }
        assert_eq!(BBox::EMPTY.grown_m(10.0), None);
        assert_eq!(BBox::new(179.99, 0.0, 180.0, 1.0).grown_m(5000.0), None);
    }
}
