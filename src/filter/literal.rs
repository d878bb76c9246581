//! Literals of dates and geometries, checked instead of mended.

use super::problem::{Bound, shown};
use super::temporal::{Time, TimeExpr};
use crate::diagnostic::Diagnostic;
use cql2::Expr;
use geo::Geometry;

/// `DATE('…')` or `TIMESTAMP('…')`: `inner` is what stands in the parentheses.
pub(super) fn time_literal(inner: &Expr, whole: &Expr) -> Bound<TimeExpr> {
    let parsed = match inner {
        Expr::Literal(text) => Time::parse(text),
        _ => None,
    };
    parsed.map(TimeExpr::Constant).ok_or_else(|| {
        Box::new(Diagnostic::error("filter-date").with("text", shown(inner)).with("field", shown(whole)))
    })
}

/// A geometry in WKT or `GeoJSON`, or a `BBOX`.
pub(super) fn literal_geometry(expr: &Expr) -> Bound<Geometry<f64>> {
    let fail = |reason: String| Box::new(Diagnostic::error("filter-geometry").with("reason", reason));
    if let Expr::BBox { bbox } = expr {
        let numbers: Vec<f64> = bbox
            .iter()
            .filter_map(|number| if let Expr::Float(number) = number.as_ref() { Some(*number) } else { None })
            .collect();
        let (west, south, east, north) = match numbers.as_slice() {
            [west, south, east, north] | [west, south, _, east, north, _] => (*west, *south, *east, *north),
            _ => return Err(fail(format!("{} (4 / 6)", shown(expr)))),
        };
        if west > east || south > north {
            return Err(fail(format!("{} (west > east, south > north)", shown(expr))));
        }
        return Ok(Geometry::Rect(geo::Rect::new((west, south), (east, north))));
    }
    if let Ok(value) = expr.to_value()
        && let Some(ring) = bad_ring(&value)
    {
        return Err(fail(ring));
    }
    Geometry::try_from(expr.clone()).map_err(|error| fail(format!("{}: {error}", shown(expr))))
}

/// A ring of a `GeoJSON` geometry that is not closed or has fewer than four positions.
fn bad_ring(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    let members = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let coordinates = &value["coordinates"];
    let rings = match value["type"].as_str() {
        Some("Polygon") => members(coordinates),
        Some("MultiPolygon") => members(coordinates).iter().flat_map(members).collect(),
        Some("GeometryCollection") => return members(&value["geometries"]).iter().find_map(bad_ring),
        _ => return None,
    };
    rings.iter().map(members).find_map(|ring| {
        let bad = !ring.is_empty() && (ring.len() < 4 || ring.first() != ring.last());
        bad.then(|| Value::Array(ring).to_string())
    })
}
