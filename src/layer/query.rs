//! Rows found by place: at a point, in a box, in a polygon, within a radius. The index proposes,
//! geometry decides.

use super::{Layer, PartType, Shape};
use crate::geometry::{BBox, distance_to_lines_m, polygon_covers};
use geo::{Intersects, MultiPolygon, Polygon, Rect};

impl Layer {
    /// Rows under a point: polygons that contain it, lines and points within `tolerance_m` metres.
    ///
    /// Ascending, so the last one is drawn on top.
    pub fn rows_at(&self, position: [f64; 2], tolerance_m: f64) -> Vec<u32> {
        self.rows_near(position, tolerance_m, |shape| {
            shape.covers(position)
                || (shape.parts().any(|part| part.part_type != PartType::Polygon)
                    && shape.is_within(position, tolerance_m))
        })
    }

    /// Rows whose nearest point is at most `radius_m` metres from a position. Ascending.
    pub fn rows_within(&self, center: [f64; 2], radius_m: f64) -> Vec<u32> {
        self.rows_near(center, radius_m, |shape| shape.covers(center) || shape.is_within(center, radius_m))
    }

    /// Rows that share at least one point with a box. Ascending.
    pub fn rows_in_box(&self, bbox: &BBox) -> Vec<u32> {
        if bbox.is_empty() {
            return Vec::new();
        }
        let rect = Rect::new((bbox.west, bbox.south), (bbox.east, bbox.north));
        self.rows_where(bbox, |shape| {
            let own = shape.bbox();
            let inside = bbox.west <= own.west
                && own.east <= bbox.east
                && bbox.south <= own.south
                && own.north <= bbox.north;
            inside || shape.to_geo().is_some_and(|geometry| geometry.intersects(&rect))
        })
    }

    /// Rows that share at least one point with a polygon drawn as a ring. Ascending; none where the
    /// ring has fewer than three corners.
    pub fn rows_in_polygon(&self, ring: &[[f64; 2]]) -> Vec<u32> {
        if ring.len() < 3 {
            return Vec::new();
        }
        let exterior = ring.iter().map(|&[x, y]| (x, y)).collect::<Vec<_>>();
        let polygon = MultiPolygon(vec![Polygon::new(exterior.into(), Vec::new())]);
        self.rows_where(&BBox::of(ring), |shape| {
            shape.to_geo().is_some_and(|geometry| geometry.intersects(&polygon))
        })
    }

    fn rows_near(&self, center: [f64; 2], radius_m: f64, exact: impl Fn(&Shape<'_>) -> bool) -> Vec<u32> {
        // Near a pole or the antimeridian no box holds the circle: everything is looked at.
        let bbox = BBox::around(center, radius_m).unwrap_or_else(|| self.bbox());
        self.rows_where(&bbox, exact)
    }

    fn rows_where(&self, bbox: &BBox, exact: impl Fn(&Shape<'_>) -> bool) -> Vec<u32> {
        let mut rows: Vec<u32> =
            self.index.rows_in(bbox).filter(|row| exact(&self.shapes.get(*row as usize))).collect();
        rows.sort_unstable();
        rows
    }
}

impl Shape<'_> {
    /// Whether one of its polygons holds a position, the boundary counted in.
    fn covers(&self, position: [f64; 2]) -> bool {
        self.parts().any(|part| part.part_type == PartType::Polygon && polygon_covers(part.rings(), position))
    }

    /// Whether one of its lines, points or edges is within so many metres of a position.
    fn is_within(&self, position: [f64; 2], metres: f64) -> bool {
        let lines = self.parts().flat_map(|part| part.rings());
        distance_to_lines_m(position, lines).is_some_and(|distance| distance <= metres)
    }
}

#[cfg(test)]
mod tests {
    use crate::geometry::BBox;
    use crate::layer::testing::{layer, point, polygon};

    #[test]
    fn exact_after_the_box_test() {
        // A triangle whose box holds (0.9, 0.9) though the triangle does not; a point; no geometry.
        let layer = layer(
            vec![],
            &[Some(polygon(&[[0., 0.], [1., 0.], [0., 1.], [0., 0.]])), Some(point(0.9, 0.9)), None],
        );
        assert_eq!(layer.rows_at([0.2, 0.2], 1.0), [0]);
        assert_eq!(layer.rows_at([0.9, 0.9], 1.0), [1]);
        assert_eq!(layer.rows_at([0.900_01, 0.9], 2.0), [1], "about 1.1 m away");
        assert!(layer.rows_at([0.900_1, 0.9], 2.0).is_empty(), "about 11 m away");
        assert_eq!(layer.rows_in_box(&BBox::new(0.8, 0.8, 1.0, 1.0)), [1]);
        assert_eq!(layer.rows_in_box(&BBox::new(-1.0, -1.0, 2.0, 2.0)), [0, 1]);
        assert_eq!(layer.rows_in_polygon(&[[0.1, 0.1], [0.3, 0.1], [0.1, 0.3]]), [0]);
        assert!(layer.rows_in_polygon(&[[0.1, 0.1], [0.3, 0.1]]).is_empty());
        assert_eq!(layer.rows_within([0.0, -0.001], 111.0), [0], "110.6 m south");
        assert!(layer.rows_within([0.0, -0.001], 110.0).is_empty());
    }
}
