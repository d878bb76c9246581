//! Web Mercator (EPSG:3857), spherical: x = R λ, y = R ln tan(π/4 + φ/2), in metres.
//!
//! The formulas of EPSG Guidance Note 7-2, method 1024 "Popular Visualisation Pseudo-Mercator".

use crate::geometry::BBox;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// Radius of the sphere in metres: the semi-major axis of WGS 84.
pub const RADIUS_M: f64 = 6_378_137.0;

/// Half of the world's width in Web Mercator metres.
pub const HALF_WORLD_M: f64 = PI * RADIUS_M;

/// The latitude where the square world ends; positions beyond are drawn at its edge.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// Web Mercator metres of a longitude and latitude in degrees.
pub fn world_from_lon_lat([lon, lat]: [f64; 2]) -> [f64; 2] {
    let lat = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE);
    [RADIUS_M * lon.to_radians(), RADIUS_M * (FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln()]
}

/// Longitude and latitude in degrees of Web Mercator metres.
pub fn lon_lat_from_world([x, y]: [f64; 2]) -> [f64; 2] {
    [(x / RADIUS_M).to_degrees(), (2.0 * (y / RADIUS_M).exp().atan() - FRAC_PI_2).to_degrees()]
}

/// The box in Web Mercator metres of a box in degrees; empty stays empty.
pub fn world_from_bbox(bbox: &BBox) -> BBox {
    if bbox.is_empty() {
        return BBox::EMPTY;
    }
    let [west, south] = world_from_lon_lat([bbox.west, bbox.south]);
    let [east, north] = world_from_lon_lat([bbox.east, bbox.north]);
    BBox { west, south, east, north }
}

/// How many Web Mercator metres one metre on the ground takes at a latitude.
pub fn stretch_at(lat: f64) -> f64 {
    1.0 / lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians().cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of EPSG Guidance Note 7-2 (2019), section 3.2.2.1.2.
    #[test]
    fn the_example_of_the_guidance_note_comes_out() {
        let [x, y] = world_from_lon_lat([-(100.0 + 20.0 / 60.0), 24.0 + 22.0 / 60.0 + 54.433 / 3600.0]);
        assert!((x - -11_169_055.58).abs() < 0.01, "{x}");
        assert!((y - 2_800_000.00).abs() < 0.01, "{y}");
    }

    #[test]
    fn the_poles_are_drawn_at_the_edge() {
        let [_, y] = world_from_lon_lat([0.0, 90.0]);
        assert!((y - HALF_WORLD_M).abs() < 1e-6);
    }
}
