//! Coordinate reference systems: recognising them, and moving positions to WGS 84.
//!
//! Geographic systems whose degrees agree with WGS 84 within centimetres (CGCS2000, OGC:CRS84) are
//! taken as they are. Projected ones are undone by proj4rs: transverse Mercator (Gauss-Krüger, UTM)
//! and the Mercator of web maps. Files of the 2008 GeoJSON draft write x (easting, longitude) first
//! whatever the registry's axis order says; a projected file that was written northing first is
//! recognised by its numbers and said.

pub mod coordinate;

use proj4rs::Proj;
use std::f64::consts::PI;

/// A coordinate reference system, as far as this program knows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Crs {
    /// Longitude and latitude in degrees that agree with WGS 84: its registry name.
    Geographic(String),
    /// A projected system: its EPSG code and how it is undone.
    Projected(u32, Projection),
    /// A system that is not known here, by the name that the file gives.
    Unknown(String),
}

/// How a projected system was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Transverse Mercator.
    TransverseMercator {
        /// Central meridian in degrees.
        meridian_deg: f64,
        /// Scale on the central meridian: 1 for Gauss-Krüger, 0.9996 for UTM.
        scale: f64,
        /// False easting in metres.
        false_easting_m: f64,
        /// False northing in metres.
        false_northing_m: f64,
        /// Semi-major axis is 6 378 137 m in all of them; 1/f of the ellipsoid.
        inverse_flattening: f64,
    },
    /// The spherical Mercator of web maps, EPSG:3857.
    WebMercator,
}

/// Which coordinate a file writes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisOrder {
    /// Easting, northing: GeoJSON's own.
    EastingFirst,
    /// Northing, easting: the registry's for Gauss-Krüger in China.
    NorthingFirst,
}

/// 1/f of WGS 84 (NIMA TR8350.2) and of GRS 80, which CGCS2000 shares to 9 digits (GB 22021-2008).
const WGS84_INVERSE_FLATTENING: f64 = 298.257_223_563;
const CGCS2000_INVERSE_FLATTENING: f64 = 298.257_222_101;

impl Crs {
    /// WGS 84 as RFC 7946 has it.
    pub fn wgs84() -> Self {
        Self::Geographic("OGC:CRS84".to_owned())
    }

    /// From the `crs` member of the 2008 draft, section 3: a name, or the older `{"type":"EPSG"}`.
    pub fn from_geojson_member(json: &str) -> Self {
        let Ok(member) = serde_json::from_str::<serde_json::Value>(json) else {
            return Self::Unknown(json.to_owned());
        };
        if member.is_null() {
            // "No CRS can be assumed": said by the file itself.
            return Self::Unknown("null".to_owned());
        }
        let properties = &member["properties"];
        match (&properties["name"], &properties["code"]) {
            (serde_json::Value::String(name), _) => Self::from_name(name),
            (_, serde_json::Value::Number(code)) => Self::from_name(&format!("EPSG:{code}")),
            _ => Self::Unknown(member.to_string()),
        }
    }

    /// From a name: `EPSG:4549`, `urn:ogc:def:crs:EPSG::4549`, `urn:ogc:def:crs:OGC:1.3:CRS84`, or an
    /// `http://www.opengis.net/def/crs/…` address.
    pub fn from_name(name: &str) -> Self {
        let parts: Vec<&str> = name.split([':', '/', '#']).filter(|part| !part.is_empty()).collect();
        let code = parts.last().copied().unwrap_or_default();
        if code.eq_ignore_ascii_case("CRS84") {
            return Self::wgs84();
        }
        let is_epsg = parts.iter().any(|part| part.eq_ignore_ascii_case("epsg"));
        match code.parse() {
            Ok(code) if is_epsg => Self::from_epsg(code).unwrap_or_else(|| Self::Unknown(name.to_owned())),
            _ => Self::Unknown(name.to_owned()),
        }
    }

    /// From an EPSG code; codes and parameters as in the EPSG registry.
    pub fn from_epsg(code: u32) -> Option<Self> {
        let gauss_kruger = |meridian_deg: u32, false_easting_m: f64| Projection::TransverseMercator {
            meridian_deg: f64::from(meridian_deg),
            scale: 1.0,
            false_easting_m,
            false_northing_m: 0.0,
            inverse_flattening: CGCS2000_INVERSE_FLATTENING,
        };
        let utm = |zone: u32, false_northing_m: f64| Projection::TransverseMercator {
            meridian_deg: f64::from(zone) * 6.0 - 183.0,
            scale: 0.9996,
            false_easting_m: 500_000.0,
            false_northing_m,
            inverse_flattening: WGS84_INVERSE_FLATTENING,
        };
        let projection = match code {
            4326 | 4490 | 4979 | 4480 => return Some(Self::Geographic(format!("EPSG:{code}"))),
            3857 | 900_913 | 3785 | 102_100 => Projection::WebMercator,
            // CGCS2000 / 6-degree Gauss-Krüger, zones 13–23 with the zone in the easting, then without
            4491..=4501 => {
                gauss_kruger((code - 4491) * 6 + 75, f64::from(code - 4491 + 13) * 1e6 + 500_000.0)
            }
            4502..=4512 => gauss_kruger((code - 4502) * 6 + 75, 500_000.0),
            // CGCS2000 / 3-degree Gauss-Krüger, zones 25–45, then by central meridian 75–135° E
            4513..=4533 => {
                gauss_kruger((code - 4513) * 3 + 75, f64::from(code - 4513 + 25) * 1e6 + 500_000.0)
            }
            4534..=4554 => gauss_kruger((code - 4534) * 3 + 75, 500_000.0),
            32_601..=32_660 => utm(code - 32_600, 0.0),
            32_701..=32_760 => utm(code - 32_700, 10_000_000.0),
            _ => return None,
        };
        Some(Self::Projected(code, projection))
    }

    /// The name in registries.
    pub fn name(&self) -> String {
        match self {
            Self::Geographic(name) | Self::Unknown(name) => name.clone(),
            Self::Projected(code, _) => format!("EPSG:{code}"),
        }
    }
}

impl Projection {
    fn definition(&self) -> String {
        match *self {
            Self::TransverseMercator {
                meridian_deg,
                scale,
                false_easting_m,
                false_northing_m,
                inverse_flattening,
            } => {
                format!(
                    "+proj=etmerc +lat_0=0 +lon_0={meridian_deg} +k={scale} +x_0={false_easting_m} \
                     +y_0={false_northing_m} +a=6378137 +rf={inverse_flattening} +units=m +no_defs"
                )
            }
            Self::WebMercator => {
                "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs"
                    .to_owned()
            }
        }
    }

    /// Which coordinate comes first, judged by the numbers: only transverse Mercator eastings stay
    /// near their false easting while northings in China are of the order of 10⁶ m.
    pub fn axis_order(&self, positions: &[[f64; 2]]) -> AxisOrder {
        let Self::TransverseMercator { false_easting_m, .. } = *self else {
            return AxisOrder::EastingFirst;
        };
        // A 6-degree zone is at most 334 km to each side of its meridian.
        let is_easting = |value: f64| (value - false_easting_m).abs() < 400_000.0;
        let mut told =
            positions.iter().take(1000).filter(|[x, y]| is_easting(*x) != is_easting(*y)).peekable();
        if told.peek().is_some() && told.all(|[_, y]| is_easting(*y)) {
            AxisOrder::NorthingFirst
        } else {
            AxisOrder::EastingFirst
        }
    }

    /// Moves positions from this system to WGS 84 degrees, in place. Positions outside of what the
    /// projection covers become NaN; their number comes back.
    pub fn to_wgs84(&self, positions: &mut [[f64; 2]], order: AxisOrder) -> usize {
        let definitions = (
            Proj::from_proj_string(&self.definition()),
            Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs"),
        );
        let (Ok(from), Ok(to)) = definitions else {
            positions.fill([f64::NAN; 2]);
            return positions.len();
        };
        let mut lost = 0;
        for position in positions {
            let [x, y] = match order {
                AxisOrder::EastingFirst => *position,
                AxisOrder::NorthingFirst => [position[1], position[0]],
            };
            let mut point = (x, y, 0.0);
            // CGCS2000 and WGS 84 agree within centimetres: no datum shift is made.
            let moved = proj4rs::transform::transform(&from, &to, &mut point);
            *position = match moved {
                Ok(()) if point.0.is_finite() && point.1.is_finite() && point.0.abs() <= PI * 2.0 => {
                    [point.0.to_degrees(), point.1.to_degrees()]
                }
                _ => {
                    lost += 1;
                    [f64::NAN; 2]
                }
            };
        }
        lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(code: u32, x: f64, y: f64, lon: f64, lat: f64) {
        let Some(Crs::Projected(_, projection)) = Crs::from_epsg(code) else { panic!("EPSG:{code}") };
        let mut positions = [[x, y]];
        assert_eq!(projection.to_wgs84(&mut positions, projection.axis_order(&[[x, y]])), 0);
        let [[east, north]] = positions;
        assert!((east - lon).abs() < 2e-9 && (north - lat).abs() < 2e-9, "EPSG:{code}: {east} {north}");
    }

    #[test]
    fn control_points() {
        // Degrees as PROJ 9 gives them for the published grid position.
        let (lon, lat) = (120.159_501_197, 30.267_209_006);
        close(4528, 40_515_348.290_3, 3_349_745.539_5, lon, lat);
        close(4549, 515_348.290_3, 3_349_745.539_5, lon, lat);
        // northing first
        close(4549, 3_349_745.539_5, 515_348.290_3, lon, lat);
        // EPSG Guidance Note 7-2 prints the sphere's formulas; half the equator is 180°.
        close(3857, 20_037_508.342_789_244, 0.0, 180.0, 0.0);
    }

    #[test]
    fn names_in_every_spelling() {
        for name in [
            "EPSG:4549",
            "urn:ogc:def:crs:EPSG::4549",
            "urn:ogc:def:crs:EPSG:6.9:4549",
            "http://www.opengis.net/def/crs/EPSG/0/4549",
        ] {
            assert_eq!(Crs::from_name(name).name(), "EPSG:4549", "{name}");
        }
        assert_eq!(Crs::from_name("urn:ogc:def:crs:OGC:1.3:CRS84"), Crs::wgs84());
        assert_eq!(Crs::from_name("EPSG:2385"), Crs::Unknown("EPSG:2385".into()));
        assert_eq!(
            Crs::from_geojson_member(r#"{"type":"EPSG","properties":{"code":4326}}"#),
            Crs::Geographic("EPSG:4326".into())
        );
    }
}
