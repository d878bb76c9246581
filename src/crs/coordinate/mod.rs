//! A place as people type it: decimal degrees, degrees with minutes and seconds, or the x and y of a
//! projected system.
//!
//! Nothing is guessed silently. [`parse`] gives every reading that the text allows, each with its
//! reference system and the order of its axes; whether there is but one, the person need not be asked.
//! What cannot be read is a [`Diagnostic`] that says what is wrong with it.

mod angle;
mod format;
mod grid;
mod lex;

pub use format::{decimal_text, dms_text, position_text};

use super::{AxisOrder, Crs};
use crate::diagnostic::Diagnostic;
use angle::Axis;

/// A reading of what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Longitude and latitude in WGS 84, in degrees.
    pub lon_lat: [f64; 2],
    /// How the text was understood.
    pub notation: Notation,
}

/// How a text was understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Notation {
    /// Degrees that agree with WGS 84.
    Degrees {
        /// The system that the text names; WGS 84 where it names none.
        crs: String,
        /// Whether latitude was taken to come first.
        latitude_first: bool,
    },
    /// Metres of a projected system.
    Grid {
        /// Its EPSG code.
        code: u32,
        /// Which coordinate was taken to come first.
        order: AxisOrder,
    },
}

/// All readings of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The readings, the one nearest to where the person looks first; never empty.
    pub places: Vec<Place>,
    /// Whether the text itself leaves no choice: one reading, in degrees or with its system named.
    pub certain: bool,
}

/// Reads a place. `named` is a system chosen beside the text; one named in the text comes before it.
/// Readings are ordered by their distance to `near`, a longitude and latitude.
///
/// ```
/// use three_maps::crs::coordinate::parse;
/// let reading = parse("120°20′53.4″E 30°17′40.6″N", None, [120.0, 30.0]).unwrap();
/// let [lon, lat] = reading.places[0].lon_lat;
/// assert!((lon - 120.348_166_7).abs() < 1e-7 && (lat - 30.294_611_1).abs() < 1e-7);
/// assert!(reading.certain);
/// ```
///
/// # Errors
/// What is wrong with the text.
pub fn parse(text: &str, named: Option<u32>, near: [f64; 2]) -> Result<Reading, Box<Diagnostic>> {
    let lexed = lex::lex(text)?;
    let in_text = lexed.crs.is_some();
    let crs = match (lexed.crs, named) {
        (Some(crs), _) => Some(crs),
        (None, Some(code)) => Some(format!("EPSG:{code}")),
        (None, None) => None,
    };
    let [first, second] = angle::pair(&lexed.tokens)?;
    let known = crs.as_deref().map(Crs::from_name);
    let mut places = match known {
        Some(Crs::Unknown(name)) => {
            return Err(Box::new(Diagnostic::error("typed-crs-unknown").with("crs", name)));
        }
        Some(Crs::Projected(code, _)) => {
            if !(first.is_plain && second.is_plain) {
                let problem = Diagnostic::error("typed-degrees-in-grid").with("crs", format!("EPSG:{code}"));
                return Err(Box::new(problem));
            }
            grid::of_named(code, first.value, second.value)?
        }
        Some(Crs::Geographic(name)) => degrees(&first, &second, &name)?,
        None if first.is_plain && second.is_plain && first.value.abs().max(second.value.abs()) > 360.0 => {
            grid::suggestions(first.value, second.value)?
        }
        None => degrees(&first, &second, "WGS 84")?,
    };
    places.sort_by(|a, b| distance(a.lon_lat, near).total_cmp(&distance(b.lon_lat, near)));
    let is_grid = matches!(places[0].notation, Notation::Grid { .. });
    let certain = places.len() == 1 && (!is_grid || in_text || named.is_some());
    Ok(Reading { places, certain })
}

/// Whether a text that may be anything is worth offering as a place: two bare whole numbers are rather
/// a street and a house. Large ones may be metres.
pub fn is_worth_offering(text: &str) -> bool {
    let is_marked = text.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace() && c != ',' && c != '，');
    let is_long =
        text.split([' ', ',', '，']).any(|part| part.chars().filter(char::is_ascii_digit).count() >= 6);
    is_marked || is_long
}

/// The readings of two angles: as longitude and latitude, the other way round, or both.
fn degrees(first: &angle::Angle, second: &angle::Angle, crs: &str) -> Result<Vec<Place>, Box<Diagnostic>> {
    let place = |latitude_first: bool| {
        let (lon, lat) =
            if latitude_first { (second.value, first.value) } else { (first.value, second.value) };
        let notation = Notation::Degrees { crs: crs.to_owned(), latitude_first };
        (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(Place { lon_lat: [lon, lat], notation })
    };
    let latitude_first = match (first.axis, second.axis) {
        (Some(Axis::Latitude), Some(Axis::Latitude)) => {
            return Err(Box::new(Diagnostic::error("typed-two-latitudes")));
        }
        (Some(Axis::Longitude), Some(Axis::Longitude)) => {
            return Err(Box::new(Diagnostic::error("typed-two-longitudes")));
        }
        (Some(Axis::Latitude), _) | (_, Some(Axis::Longitude)) => Some(true),
        (Some(Axis::Longitude), _) | (_, Some(Axis::Latitude)) => Some(false),
        (None, None) => None,
    };
    let found: Vec<Place> = match latitude_first {
        Some(latitude_first) => place(latitude_first).into_iter().collect(),
        None => [place(false), place(true)].into_iter().flatten().collect(),
    };
    if found.is_empty() {
        return Err(Box::new(out_of_range(first.value, second.value, latitude_first)));
    }
    Ok(found)
}

/// Why two angles are no place.
fn out_of_range(first: f64, second: f64, latitude_first: Option<bool>) -> Diagnostic {
    let value = |value: f64| format::number(value);
    match latitude_first {
        Some(latitude_first) => {
            let (lon, lat) = if latitude_first { (second, first) } else { (first, second) };
            if lat.abs() > 90.0 {
                Diagnostic::error("typed-latitude-range").with("value", value(lat))
            } else {
                Diagnostic::error("typed-longitude-range").with("value", value(lon))
            }
        }
        None if first.abs().max(second.abs()) > 180.0 => {
            let greater = if first.abs() > second.abs() { first } else { second };
            Diagnostic::error("typed-longitude-range").with("value", value(greater))
        }
        None => {
            Diagnostic::error("typed-no-latitude").with("first", value(first)).with("second", value(second))
        }
    }
}

/// A measure of distance that is good enough to order by.
fn distance([lon, lat]: [f64; 2], [near_lon, near_lat]: [f64; 2]) -> f64 {
    (lon - near_lon).hypot(lat - near_lat)
}

#[cfg(test)]
mod tests;
