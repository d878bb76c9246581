//! Areas that a person draws or names: a box, a polygon, a circle of so many metres.

use super::BBox;
use geo::{Destination, Geodesic, Point};
use serde::{Deserialize, Serialize};

/// Corners of the polygon that stands for a circle when it is drawn.
const CIRCLE_CORNERS: u32 = 128;

/// An area in degrees (longitude, latitude).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Area {
    /// Between two parallels and two meridians.
    Box {
        /// Its sides.
        bbox: BBox,
    },
    /// Inside a ring.
    Polygon {
        /// Its corners, the first not repeated at the end.
        ring: Vec<[f64; 2]>,
    },
    /// So near to a position, along the ellipsoid.
    Radius {
        /// The position.
        center: [f64; 2],
        /// Metres.
        radius_m: f64,
    },
}

impl Area {
    /// Whether it is an area at all: positions on the globe, three corners, a radius above zero.
    pub fn is_valid(&self) -> bool {
        match self {
            Self::Box { bbox } => {
                is_on_globe([bbox.west, bbox.south])
                    && is_on_globe([bbox.east, bbox.north])
                    && !bbox.is_empty()
            }
            Self::Polygon { ring } => ring.len() >= 3 && ring.iter().copied().all(is_on_globe),
            Self::Radius { center, radius_m } => {
                is_on_globe(*center) && radius_m.is_finite() && *radius_m > 0.0
            }
        }
    }

    /// Its outline as a ring, the first corner not repeated. A circle's corners lie on it, each at the
    /// geodesic distance of its radius.
    pub fn outline(&self) -> Vec<[f64; 2]> {
        match self {
            Self::Box { bbox: BBox { west, south, east, north } } => {
                vec![[*west, *south], [*east, *south], [*east, *north], [*west, *north]]
            }
            Self::Polygon { ring } => ring.clone(),
            Self::Radius { center: [x, y], radius_m } => (0..CIRCLE_CORNERS)
                .map(|corner| {
                    let bearing = 360.0 * f64::from(corner) / f64::from(CIRCLE_CORNERS);
                    let at = Geodesic.destination(Point::new(*x, *y), bearing, *radius_m);
                    [at.x(), at.y()]
                })
                .collect(),
        }
    }
}

/// Whether a position that is none in degrees would be one with its numbers the other way round: latitude first,
/// as survey forms have it.
pub fn looks_swapped([x, y]: [f64; 2]) -> bool {
    y.abs() > 90.0 && y.abs() <= 180.0 && x.abs() <= 90.0
}

/// Whether a position is one: finite, and within the degrees that there are.
pub fn is_on_globe([lon, lat]: [f64; 2]) -> bool {
    (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Distance;

    #[test]
    fn a_circle_keeps_its_radius_at_any_latitude() {
        for latitude in [0.0, 30.3, 68.0] {
            let outline = Area::Radius { center: [120.35, latitude], radius_m: 1000.0 }.outline();
            assert_eq!(outline.len(), 128);
            for [x, y] in outline {
                let metres = Geodesic.distance(Point::new(120.35, latitude), Point::new(x, y));
                assert!((metres - 1000.0).abs() < 1e-6, "{metres}");
            }
        }
    }

    #[test]
    fn what_is_no_area_is_told() {
        let radius = |center, radius_m| Area::Radius { center, radius_m };
        assert!(radius([120.0, 30.0], 800.0).is_valid());
        for area in [
            radius([120.0, 30.0], 0.0),
            radius([120.0, 30.0], f64::NAN),
            radius([200.0, 30.0], 800.0),
            Area::Polygon { ring: vec![[120.0, 30.0], [120.1, 30.0]] },
            Area::Polygon { ring: vec![[120.0, 30.0], [120.1, 30.0], [f64::INFINITY, 30.1]] },
            Area::Box { bbox: BBox::EMPTY },
        ] {
            assert!(!area.is_valid(), "{area:?}");
        }
    }
}
