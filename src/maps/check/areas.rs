//! Areas that fields state, against the geometry and against each other.
//!
//! A column in another unit than its name says is told by the ratio of the two: 666.67 where m² stand in
//! a column of 亩 (or 1/666.67 the other way round), 15 for 亩 in hectares, 10,000 for m² in hectares.

use super::fields::Fields;
use super::geometry::rough_area_m2;
use super::sink::Sink;
use crate::geometry::area_m2_unless_cancelled;
use crate::layer::Layer;
use crate::maps::LayerKind;
use crate::maps::binding::MeasureUnit;
use crate::progress::CancelToken;
use crate::text::{Arg, Lang, number, number_fixed};
use crate::units::M2_PER_MU;

/// Fields that state the ground that the polygon covers, and the m² of their unit.
const AREAS: [(&str, f64); 3] = [("area_m2", 1.0), ("area_mu", M2_PER_MU), ("area_km2", 1e6)];
/// A stated area may differ from the geometry by this share: parcels are drawn from papers.
pub(super) const TOLERANCE: f64 = 0.05;
/// The two stated areas of one parcel may differ by this share: rounding, nothing else.
const TOLERANCE_OF_FIELDS: f64 = 0.01;

/// Kinds whose area field is that of the ground; a carrier's `area_m2` is that of its floors.
fn states_ground(kind: Option<LayerKind>) -> bool {
    !matches!(
        kind,
        Some(LayerKind::Carriers | LayerKind::Factories | LayerKind::Offices | LayerKind::Enterprises)
    )
}

/// Looks at the areas of a row.
pub(super) fn look(layer: &Layer, fields: &Fields<'_>, row: usize, sink: &mut Sink, cancel: &CancelToken) {
    if !states_ground(fields.kind()) {
        return;
    }
    let shape = layer.shapes.get(row);
    // Known where a field needs it.
    let mut drawn_m2: Option<Option<f64>> = None;
    for (key, unit_m2) in AREAS {
        let Some(field) = fields.field(key) else { continue };
        let Some(stated) = field.number(row).filter(|stated| *stated > 0.0) else { continue };
        let rough = *drawn_m2.get_or_insert_with(|| rough_area_m2(&shape));
        let Some(rough) = rough.filter(|area_m2| *area_m2 > 1.0) else { continue };
        let off = |drawn_m2: f64| (stated * unit_m2 / drawn_m2 - 1.0).abs();
        // Most areas agree: the exact one is only worked out where the rough one does not.
        if off(rough) <= TOLERANCE * 0.95 {
            continue;
        }
        let exact_m2 = match shape.to_geo().map(|ground| area_m2_unless_cancelled(ground, cancel)) {
            // What was cancelled is thrown away by whoever looks over the rows.
            Some(None) => return,
            Some(Some(exact_m2)) => exact_m2.unwrap_or(rough),
            None => rough,
        };
        if off(exact_m2) <= TOLERANCE {
            continue;
        }
        let ratio = stated * unit_m2 / exact_m2;
        let (drawn, unit) = field.as_written(row, exact_m2 / unit_m2);
        let written_m2 = exact_m2 / drawn;
        let meant = meant_unit(written_m2, ratio);
        sink.add(if meant.is_some() { "area-unit" } else { "area-differs" }, &[row as u32], || {
            let drawn = number_fixed(drawn, if written_m2 > 1.0 + 1e-9 { 2 } else { 0 });
            let meant = |lang: Lang| meant.map_or("", |unit| unit.label(lang)).to_owned();
            vec![
                ("field", field.column.name.as_str().into()),
                ("stated", field.with_unit(row)),
                ("drawn", field.measured(&drawn, unit)),
                ("ratio", ratio_text(ratio).into()),
                ("meant", Arg::Words { zh: meant(Lang::Zh), en: meant(Lang::En) }),
                ("tolerance", number(TOLERANCE * 100.0).into()),
            ]
        });
    }
    let (Some(first), Some(second)) = (fields.field("area_m2"), fields.field("area_mu")) else { return };
    let both = first.number(row).zip(second.number(row));
    if let Some((area_m2, area_mu)) = both.filter(|(m2, mu)| *m2 > 0.0 && *mu > 0.0) {
        let ratio = area_m2 / (area_mu * M2_PER_MU);
        // Values of one decimal differ by their last digit.
        let rounded = (area_m2 - area_mu * M2_PER_MU).abs() <= 0.05 * M2_PER_MU + 0.5;
        if (ratio - 1.0).abs() > TOLERANCE_OF_FIELDS && !rounded {
            sink.add("area-fields-differ", &[row as u32], || {
                vec![
                    ("first", first.column.name.as_str().into()),
                    ("one", first.with_unit(row)),
                    ("second", second.column.name.as_str().into()),
                    ("other", second.with_unit(row)),
                    ("expected", number_fixed(area_mu * M2_PER_MU, 0).into()),
                    ("ratio", ratio_text(ratio).into()),
                ]
            });
        }
    }
}

/// The unit that the numbers are in, where the ratio gives it away.
fn meant_unit(unit_m2: f64, ratio: f64) -> Option<MeasureUnit> {
    MeasureUnit::M2.siblings().find(|other| {
        let of_units = MeasureUnit::M2.factor_to(*other).map(|factor| unit_m2 * factor);
        of_units.is_some_and(|of_units| {
            (of_units - 1.0).abs() > 1e-9 && (ratio / of_units - 1.0).abs() <= TOLERANCE
        })
    })
}

/// A ratio as people say it: `666.67`, or `1/666.67` where it is small.
pub(super) fn ratio_text(ratio: f64) -> String {
    let digits = |ratio: f64| number_fixed(ratio, if ratio >= 1000.0 { 0 } else { 2 });
    if ratio >= 0.1 { digits(ratio) } else { format!("1/{}", digits(1.0 / ratio)) }
}
