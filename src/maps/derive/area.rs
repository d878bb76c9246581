//! The area of land from its boundary, where a file says none: geodesic on WGS 84.
//!
//! A file that has an area in one unit keeps it: what was registered is not what was drawn, and the other
//! unit follows from it. Gaps in a file's own column stay gaps.

use super::{Context, Derivation, MOST_ROWS, STRIDE, derived};
use crate::geometry::area_m2_unless_cancelled;
use crate::layer::{Column, Layer, PartType, Values};
use crate::maps::binding::Naming;
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::units::mu_from_m2;
use arrow_array::Float64Array;

/// The area of parcels, in both units.
pub(super) const PARCELS: Derivation = Derivation {
    kinds: &[LayerKind::Land],
    fields: &["area_mu", "area_m2"],
    needs: &[],
    follows_day: false,
    measures: false,
    columns: |layer, naming, _: &Context, cancel| {
        let areas = areas(layer, naming, cancel)?;
        if areas.is_empty() {
            return Some(Vec::new());
        }
        let in_mu: Vec<Option<f64>> = areas.iter().map(|area| area.map(mu_from_m2)).collect();
        Some(vec![column("area_mu", in_mu), column("area_m2", areas)])
    },
};

/// The area of parks and campuses.
pub(super) const GROUNDS: Derivation = Derivation {
    kinds: &[LayerKind::Parks, LayerKind::Universities],
    fields: &["area_m2"],
    needs: &[],
    follows_day: false,
    measures: false,
    columns: |layer, naming, _: &Context, cancel| {
        let areas = areas(layer, naming, cancel)?;
        Some(if areas.is_empty() { Vec::new() } else { vec![column("area_m2", areas)] })
    },
};

fn column(name: &str, areas: Vec<Option<f64>>) -> Column {
    derived(name, Values::Real(Float64Array::from(areas)))
}

/// The areas of all rows in m²; none at all where the file has areas, or nothing is ground.
fn areas(layer: &Layer, naming: Naming<'_>, cancel: &CancelToken) -> Option<Vec<Option<f64>>> {
    // A column that may be an area is one until a person says otherwise.
    let has_own = ["area_mu", "area_m2"].iter().any(|key| naming.may_have(layer, key));
    if has_own || layer.len() > MOST_ROWS {
        return Some(Vec::new());
    }
    let mut areas = Vec::with_capacity(layer.len());
    for row in 0..layer.len() {
        if row % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        let shape = layer.shapes.get(row);
        let is_ground = shape.parts().all(|part| part.part_type == PartType::Polygon);
        let ground = shape.to_geo().filter(|_| is_ground);
        areas.push(match ground {
            Some(ground) => area_m2_unless_cancelled(ground, cancel)?,
            None => None,
        });
    }
    // A layer of points has no ground: no column says so better than an empty one.
    Some(if areas.iter().any(Option::is_some) { areas } else { Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::{DERIVATIONS, with_derived};
    use super::*;
    use crate::layer::testing::{column, layer, point, polygon};
    use crate::maps::binding::Binding;
    use jiff::civil::date;
    use std::sync::Arc;

    fn on_ground(columns: Vec<Column>) -> Arc<Layer> {
        // One thousandth of a degree at 30° N: 96.49 m by 110.85 m.
        let square = polygon(&[[120.0, 30.0], [120.001, 30.0], [120.001, 30.001], [120.0, 30.001]]);
        let layer = Arc::new(layer(columns, &[Some(square), Some(point(120.0, 30.0)), None]));
        let binding = Binding::of(&layer, Some(LayerKind::Land));
        let context = Context::on(date(2026, 1, 1));
        with_derived(layer, &binding, &context, &CancelToken::default()).unwrap()
    }

    #[test]
    fn land_without_an_area_gets_that_of_its_boundary_in_both_units() {
        let layer = on_ground(Vec::new());
        let m2 = layer.value("area_m2", 0).as_f64().unwrap();
        assert!((m2 - 10_696.0).abs() < 5.0, "{m2}");
        assert!((layer.value("area_mu", 0).as_f64().unwrap() - m2 * 0.0015).abs() < 1e-9);
        assert!(layer.value("area_m2", 1).is_none() && layer.value("area_m2", 2).is_none());
        assert!(DERIVATIONS.iter().any(|it| it.fields.contains(&"area_mu")));
    }

    #[test]
    fn an_area_of_the_file_is_never_filled_up() {
        let own = Values::Real(Float64Array::from(vec![None, Some(7.0), None]));
        let layer = on_ground(vec![column("面积（公顷）", own)]);
        assert!(layer.column("area_mu").is_none() && layer.column("area_m2").is_none());
        assert!(layer.value("面积（公顷）", 0).is_none());
    }
}
