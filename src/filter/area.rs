//! Drawn areas as CQL2: the same sentence selects on the map and filters the layer.

use super::Filter;
use crate::diagnostic::Diagnostic;
use crate::geometry::{Area, BBox};
use cql2::{Expr, Geometry};
use std::fmt::Write as _;

impl Filter {
    /// The filter for what an area touches: `S_INTERSECTS` with a box or polygon, and
    /// `distance_m(geometry, POINT(…)) <= r` within a radius.
    ///
    /// ```
    /// use three_maps::filter::Filter;
    /// use three_maps::geometry::Area;
    /// let near = Filter::within(&Area::Radius { center: [120.35, 30.3], radius_m: 800.0 }).unwrap();
    /// assert_eq!(near.to_text(), "distance_m(geometry, POINT(120.35 30.3)) <= 800");
    /// ```
    ///
    /// # Errors
    /// `area-invalid` where the area is none (see [`Area::is_valid`]).
    pub fn within(area: &Area) -> Result<Self, Box<Diagnostic>> {
        if !area.is_valid() {
            return Err(Box::new(Diagnostic::error("area-invalid")));
        }
        let geometry = Expr::Property { property: "geometry".to_owned() };
        let expr = match area {
            Area::Box { bbox: BBox { west, south, east, north } } => {
                let bbox = [west, south, east, north].map(|&side| Box::new(Expr::Float(side))).to_vec();
                op("s_intersects", vec![geometry, Expr::BBox { bbox }])
            }
            Area::Polygon { ring } => op("s_intersects", vec![geometry, polygon(ring)]),
            Area::Radius { center: [x, y], radius_m } => {
                let point = Expr::Geometry(Geometry::Wkt(format!("POINT({x} {y})")));
                op("<=", vec![op("distance_m", vec![geometry, point]), Expr::Float(*radius_m)])
            }
        };
        Self::from_expr(expr)
    }

    /// This filter and another one at once.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let conjuncts = self.conjuncts().into_iter().chain(other.conjuncts()).cloned().collect();
        // Both have a text, so both together have one.
        Self::all(conjuncts).unwrap_or_else(|| self.clone())
    }
}

fn op(op: &str, args: Vec<Expr>) -> Expr {
    Expr::Operation { op: op.to_owned(), args: args.into_iter().map(Box::new).collect() }
}

fn polygon(ring: &[[f64; 2]]) -> Expr {
    let mut wkt = String::from("POLYGON((");
    for [x, y] in ring {
        // Writing to a String cannot fail.
        let _written = write!(wkt, "{x} {y},");
    }
    if let Some([x, y]) = ring.first() {
        let _written = write!(wkt, "{x} {y}");
    }
    wkt.push_str("))");
    Expr::Geometry(Geometry::Wkt(wkt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{layer, point, polygon};
    use crate::progress::CancelToken;
    use proptest::prelude::*;

    /// A grid of points, and parcels between some of them.
    fn town() -> crate::layer::Layer {
        let mut geometries = Vec::new();
        for x in 0..12 {
            for y in 0..12 {
                let (west, south) = (120.3 + f64::from(x) * 0.01, 30.2 + f64::from(y) * 0.01);
                geometries.push(Some(point(west, south)));
                if (x + y) % 3 == 0 {
                    let (east, north) = (west + 0.006, south + 0.008);
                    geometries.push(Some(polygon(&[[west, south], [east, south], [east, north]])));
                }
            }
        }
        geometries.push(None);
        layer(Vec::new(), &geometries)
    }

    fn area() -> impl Strategy<Value = Area> {
        let place = || (120.28..120.44f64, 30.18..30.34f64);
        prop_oneof![
            (place(), place()).prop_map(|((a, b), (c, d))| Area::Box { bbox: BBox::of(&[[a, b], [c, d]]) }),
            prop::collection::vec(place().prop_map(|(x, y)| [x, y]), 3..7)
                .prop_map(|ring| Area::Polygon { ring }),
            (place(), 1.0..9000.0f64)
                .prop_map(|((x, y), radius_m)| Area::Radius { center: [x, y], radius_m }),
        ]
    }

    proptest! {
        #[test]
        fn the_filter_of_an_area_finds_what_the_index_finds(area in area()) {
            let layer = town();
            let found = match &area {
                Area::Box { bbox } => layer.rows_in_box(bbox),
                Area::Polygon { ring } => layer.rows_in_polygon(ring),
                Area::Radius { center, radius_m } => layer.rows_within(*center, *radius_m),
            };
            let filter = Filter::within(&area).unwrap();
            // Also through the text, as the CQL2 line shows and keeps it.
            for filter in [filter.clone(), Filter::parse(&filter.to_text()).unwrap()] {
                let rows = filter.plan(&layer).unwrap().run(&layer, &CancelToken::default()).unwrap();
                prop_assert_eq!(rows.iter().map(|row| row as u32).collect::<Vec<_>>(), found.clone());
            }
        }
    }

    #[test]
    fn what_is_no_area_has_no_filter() {
        let error = Filter::within(&Area::Polygon { ring: vec![[0.0, 0.0], [1.0, 1.0]] }).unwrap_err();
        assert_eq!(error.code, "area-invalid");
    }

    #[test]
    fn both_at_once_stand_beside_each_other() {
        let box_of = Area::Box { bbox: BBox::new(120.0, 30.0, 121.0, 31.0) };
        let both = Filter::parse("a > 1 AND b = 'x'").unwrap().and(&Filter::within(&box_of).unwrap());
        assert_eq!(both.conjuncts().len(), 3);
        assert!(both.to_text().starts_with("a > 1 AND b = 'x' AND s_intersects(geometry, BBOX("), "{both}");
    }
}
