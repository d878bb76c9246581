//! The two figures that matter most of a feature, by the kind of its layer: one table.

use super::widgets::Figure;
use super::{fields, format};
use crate::app::LayerEntry;
use crate::maps::schema::LayerKind;
use crate::text::{Lang, text};
use crate::units::{m2_from_mu, mu_from_m2};

/// What stands in a box.
#[derive(Clone, Copy)]
enum Shown {
    /// An area in 亩 with m² below, from either field.
    AreaMu,
    /// A range between two fields with a third below.
    Between(&'static str, &'static str, &'static str),
    /// A field with another below.
    Field(&'static str, &'static str),
}

/// The boxes of a kind.
fn boxes(kind: LayerKind) -> &'static [Shown] {
    use Shown::{AreaMu, Between, Field};
    match kind {
        LayerKind::Land => &[AreaMu, Between("far_min", "far_max", "height_max")],
        LayerKind::Factories => &[Field("available_m2", "gfa_m2"), Field("rent", "deal")],
        LayerKind::Offices => &[Field("available_m2", "gfa_m2"), Field("rent", "property_fee")],
        LayerKind::Enterprises => &[Field("output", "tax"), Field("employees", "size")],
        LayerKind::Parks => &[Field("firms", "level"), Field("area_m2", "focus")],
        LayerKind::Projects => &[Field("invest", "kind"), Field("stage", "start_on")],
        LayerKind::Carriers => &[Field("desks_free", "desks"), Field("area_m2", "occupancy")],
        _ => &[],
    }
}

/// The key figures of a feature; a figure whose value is missing says so.
pub(super) fn of(entry: &LayerEntry, row: usize, lang: Lang) -> Vec<Figure> {
    let Some(kind) = entry.kind else { return Vec::new() };
    boxes(kind).iter().map(|what| figure(entry, row, lang, *what)).collect()
}

fn figure(entry: &LayerEntry, row: usize, lang: Lang, what: Shown) -> Figure {
    let missing = || text(lang, "value-missing");
    let number = |key: &str| entry.number_of(key, row);
    // Label and unit are the column's: the file may have a unit of its own.
    let name = |key: &'static str| fields::column(entry, key).map_or(key, |column| column.name.as_str());
    let shown = |key: &'static str| {
        fields::shown(entry, fields::column(entry, key)?, fields::cell(entry, key, row), lang)
    };
    let below = |key: &'static str| {
        let Some(value) = shown(key) else { return String::new() };
        let unit = fields::unit_behind(entry, name(key), lang);
        format!("{} {value} {unit}", fields::label(entry, name(key), lang)).trim_end().to_owned()
    };
    match what {
        Shown::AreaMu => {
            let area_m2 = number("area_m2").or_else(|| number("area_mu").map(m2_from_mu));
            let area_mu = number("area_mu").or_else(|| number("area_m2").map(mu_from_m2));
            Figure {
                label: text(lang, "figure-area"),
                value: area_mu.map_or_else(missing, |area| format::fixed(area, 1)),
                unit: area_mu.map(|_| text(lang, "unit-mu")).unwrap_or_default(),
                below: area_m2.map(|area| format!("{} m²", format::fixed(area, 0))).unwrap_or_default(),
                missing: area_mu.is_none(),
            }
        }
        Shown::Between(low, high, third) => {
            let bounds = (shown(low), shown(high));
            let missing_both = bounds.0.is_none() && bounds.1.is_none();
            let value = match bounds {
                (Some(low), Some(high)) if low == high => low,
                (Some(low), Some(high)) => format!("{low}–{high}"),
                (Some(low), None) => format!("≥ {low}"),
                (None, Some(high)) => format!("≤ {high}"),
                (None, None) => missing(),
            };
            Figure {
                label: text(lang, "figure-far"),
                value,
                unit: String::new(),
                below: below(third),
                missing: missing_both,
            }
        }
        Shown::Field(key, second) => {
            let value = shown(key);
            Figure {
                label: fields::label(entry, name(key), lang),
                missing: value.is_none(),
                unit: value.as_ref().map(|_| fields::unit_behind(entry, name(key), lang)).unwrap_or_default(),
                value: value.unwrap_or_else(missing),
                below: below(second),
            }
        }
    }
}
