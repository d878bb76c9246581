//! The x and y of projected systems: in the one that is named, or in those that the numbers fit.

use super::{Notation, Place, format};
use crate::crs::{AxisOrder, Crs, Projection};
use crate::diagnostic::Diagnostic;

/// A 6-degree zone is at most 334 km to each side of its meridian.
const WIDEST_M: f64 = 400_000.0;
/// Half of the equator of web maps.
const HALF_WORLD_M: f64 = 20_037_508.342_789_244;

/// Web maps' metres are suggested from here on: nearer to where equator and Greenwich meet lies water.
const LEAST_WEB_M: f64 = 100_000.0;

/// Systems of six-digit eastings that are in use in and around the town: CGCS2000 / 3-degree
/// Gauss-Krüger with central meridian 120° E, UTM zones 51N and 50N.
const SIX_DIGITS: [u32; 3] = [4549, 32_651, 32_650];

/// The readings in a named system: one, or both orders of the axes where the numbers allow both.
pub(super) fn of_named(code: u32, first: f64, second: f64) -> Result<Vec<Place>, Box<Diagnostic>> {
    let found = readings(code, first, second);
    if found.is_empty() {
        let problem = Diagnostic::error("typed-outside-crs")
            .with("crs", format!("EPSG:{code}"))
            .with("first", format::number(first))
            .with("second", format::number(second));
        return Err(Box::new(problem));
    }
    Ok(found)
}

/// The systems that two numbers fit, where none is named: zones by the leading digits of an
/// eight-digit easting, the systems in use for six digits, web maps.
pub(super) fn suggestions(first: f64, second: f64) -> Result<Vec<Place>, Box<Diagnostic>> {
    let mut codes = Vec::new();
    for value in [first, second] {
        let zone = (value / 1e6).floor();
        if (25.0..=45.0).contains(&zone) {
            codes.push(4513 + zone as u32 - 25);
        } else if (13.0..=23.0).contains(&zone) {
            codes.push(4491 + zone as u32 - 13);
        } else if (100_000.0..1_000_000.0).contains(&value) {
            codes.extend(SIX_DIGITS);
        }
    }
    if first.abs().min(second.abs()) >= LEAST_WEB_M {
        codes.push(3857);
    }
    codes.dedup();
    let found: Vec<Place> = codes.into_iter().flat_map(|code| readings(code, first, second)).collect();
    if found.is_empty() {
        let problem = Diagnostic::error("typed-no-grid")
            .with("first", format::number(first))
            .with("second", format::number(second));
        return Err(Box::new(problem));
    }
    Ok(found)
}

fn readings(code: u32, first: f64, second: f64) -> Vec<Place> {
    let Some(Crs::Projected(code, projection)) = Crs::from_epsg(code) else { return Vec::new() };
    let orders: &[AxisOrder] = match projection {
        Projection::TransverseMercator { .. } => &[AxisOrder::EastingFirst, AxisOrder::NorthingFirst],
        // Nobody writes web maps' metres the other way round.
        Projection::WebMercator => &[AxisOrder::EastingFirst],
    };
    orders.iter().filter_map(|&order| reading(code, projection, first, second, order)).collect()
}

fn reading(code: u32, projection: Projection, first: f64, second: f64, order: AxisOrder) -> Option<Place> {
    let (easting, northing) = match order {
        AxisOrder::EastingFirst => (first, second),
        AxisOrder::NorthingFirst => (second, first),
    };
    let fits = match projection {
        Projection::TransverseMercator { false_easting_m, .. } => {
            (easting - false_easting_m).abs() < WIDEST_M && (0.0..=10_000_000.0).contains(&northing)
        }
        Projection::WebMercator => easting.abs() <= HALF_WORLD_M && northing.abs() <= HALF_WORLD_M,
    };
    let mut positions = [[first, second]];
    let is_moved = fits && projection.to_wgs84(&mut positions, order) == 0;
    let [lon, lat] = positions[0];
    (is_moved && lon.abs() <= 180.0 && lat.abs() <= 90.0)
        .then_some(Place { lon_lat: [lon, lat], notation: Notation::Grid { code, order } })
}
