//! Writing of the bundled files: one feature a line, numbers with no more digits than they mean.

use super::plane::{Point, lon_lat, signed_area_m2};
use std::fmt::Write as _;

/// The JSON text of a feature's properties, as it grows.
#[derive(Default)]
pub(super) struct Props(String);

impl Props {
    fn key(&mut self, key: &str) -> &mut String {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
        &mut self.0
    }

    pub(super) fn raw(&mut self, key: &str, json: &str) -> &mut Self {
        self.key(key).push_str(json);
        self
    }

    pub(super) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        let json = quoted(text);
        self.raw(key, &json)
    }

    pub(super) fn number(&mut self, key: &str, value: f64, decimals: usize) -> &mut Self {
        let json = number(value, decimals);
        self.raw(key, &json)
    }

    pub(super) fn whole(&mut self, key: &str, value: u64) -> &mut Self {
        self.raw(key, &value.to_string())
    }

    pub(super) fn flag(&mut self, key: &str, value: bool) -> &mut Self {
        self.raw(key, if value { "true" } else { "false" })
    }

    pub(super) fn null(&mut self, key: &str) -> &mut Self {
        self.raw(key, "null")
    }

    pub(super) fn list(&mut self, key: &str, texts: &[&str]) -> &mut Self {
        let json: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
        self.raw(key, &format!("[{}]", json.join(",")))
    }

    /// Says that the position is approximate and where it comes from.
    pub(super) fn approximate(&mut self, source: &str) -> &mut Self {
        self.text("source", source).text("position_quality", "approximate")
    }

    /// Says that the feature is made up.
    pub(super) fn illustrative(&mut self) -> &mut Self {
        self.text("position_quality", "approximate").flag("illustrative", true)
    }
}

/// A number with at most so many decimals and no zeros behind them.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

/// A geometry as JSON text.
pub(super) struct Geometry(String);

fn positions(points: &[Point], decimals: usize) -> String {
    let mut json = String::new();
    for (i, p) in points.iter().enumerate() {
        let (lon, lat) = lon_lat(*p);
        let comma = if i == 0 { "" } else { "," };
        // Writing into a String cannot fail.
        write!(json, "{comma}[{},{}]", number(lon, decimals), number(lat, decimals)).unwrap_or_default();
    }
    json
}

impl Geometry {
    pub(super) fn point(p: Point) -> Self {
        Self(format!("{{\"type\":\"Point\",\"coordinates\":{}}}", positions(&[p], 6)))
    }

    pub(super) fn line(points: &[Point]) -> Self {
        Self(format!("{{\"type\":\"LineString\",\"coordinates\":[{}]}}", positions(points, 6)))
    }

    /// A polygon of open rings, closed and turned by the right-hand rule (RFC 7946, section 3.1.6).
    pub(super) fn polygon(rings: &[&[Point]]) -> Self {
        let mut json = Vec::new();
        for (i, ring) in rings.iter().enumerate() {
            let mut ring = ring.to_vec();
            if (signed_area_m2(&ring) > 0.0) != (i == 0) {
                ring.reverse();
            }
            ring.push(ring[0]);
            json.push(format!("[{}]", positions(&ring, 7)));
        }
        Self(format!("{{\"type\":\"Polygon\",\"coordinates\":[{}]}}", json.join(",")))
    }
}

/// A collection, feature by feature.
pub(super) struct Collection {
    head: String,
    features: Vec<String>,
}

impl Collection {
    pub(super) fn new(name: &str, description: &str) -> Self {
        let head = format!(
            "{{\"type\":\"FeatureCollection\",\"name\":{},\"description\":{},\"illustrative\":true,\"features\":[\n",
            quoted(name),
            quoted(description)
        );
        Self { head, features: Vec::new() }
    }

    pub(super) fn push(&mut self, props: &Props, geometry: &Geometry) {
        self.features.push(format!(
            "{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":{}}}",
            props.0, geometry.0
        ));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        format!("{}{}\n]}}\n", self.head, self.features.join(",\n")).into_bytes()
    }
}
