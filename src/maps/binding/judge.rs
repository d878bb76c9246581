//! How well a column fits a field, and why.

use super::Evidence;
use super::facts::Facts;
use super::names::NameMatch;
use super::unit::{MeasureUnit, Quantity};
use crate::maps::schema::{FieldDef, FieldKind, LayerKind};

/// Fits at least so well are bound, where nothing speaks against it.
pub(super) const BOUND: f64 = 0.8;
/// Fits at least so well are proposed.
pub(super) const PROPOSED: f64 = 0.45;
/// Which share of the values must be of the field's type.
pub(super) const LEAST_FIT: f64 = 0.9;
/// What content alone is worth: never enough to be bound without a person's word.
const BY_CONTENT: f64 = 0.6;

/// A column and a field that may belong together.
pub(super) struct Candidate {
    /// Position among the columns.
    pub(super) column: usize,
    /// Position among the kind's fields.
    pub(super) field: usize,
    pub(super) def: &'static FieldDef,
    pub(super) score: f64,
    /// Whether a person is to be asked, however high the score.
    pub(super) doubtful: bool,
    pub(super) is_exact: bool,
    pub(super) unit: Option<MeasureUnit>,
    pub(super) evidence: Vec<Evidence>,
}

/// Judges one pair; `None` where nothing speaks for it.
pub(super) fn judge(
    kind: LayerKind,
    (column, facts): (usize, &Facts<'_>),
    (field, def): (usize, &'static FieldDef),
) -> Option<Candidate> {
    let named = match facts.name.fits(def) {
        Some(found) if found.1.is_exact() => Some(found),
        found => {
            let others = [found, of_thing(kind, def, facts), facts.name.says(kind, def)];
            others.into_iter().flatten().max_by(|one, other| one.0.total_cmp(&other.0))
        }
    };
    let (mut score, mut evidence) = match named {
        Some((score, found)) => (score, vec![Evidence::Name { found }]),
        None => (0.0, by_content(def, facts)?),
    };
    if named.is_none() {
        score = BY_CONTENT;
    }
    let fit = facts.fit(def);
    let mut doubtful = named.is_none() || fit < LEAST_FIT;
    if fit < LEAST_FIT {
        if named.is_none_or(|(_, found)| !found.is_exact()) {
            return None;
        }
        evidence.push(Evidence::OtherType { share: fit });
    }
    let own_unit = MeasureUnit::of_field(def);
    let stated = facts.name.unit.or(facts.unit_in_values);
    let mut unit = stated.or_else(|| named.filter(|(_, found)| *found == NameMatch::Key).and(own_unit));
    if let (Some(own), Some(stated)) = (own_unit, stated) {
        if own == stated {
            score += 0.06;
            evidence.push(Evidence::Unit { unit: stated });
        } else if own.quantity() == stated.quantity() {
            score -= 0.02;
            evidence.push(Evidence::OtherUnit { unit: stated });
        } else if !is_key(named) {
            return None;
        }
    }
    if own_unit.is_some() && facts.name.counts {
        return None;
    }
    if own_unit.is_none() && is_number(def) && stated.is_some() && !is_key(named) {
        // A number with a unit is no count and no share.
        return None;
    }
    if own_unit.is_some_and(|own| own.quantity() == Quantity::Area) && def.key.starts_with("area_") {
        match facts.ground {
            Some(ground) => {
                evidence.push(Evidence::Ground { ratio: ground.ratio, rows: ground.rows, unit: ground.unit });
                let said = unit.or_else(|| named.filter(|(_, found)| found.is_exact()).and(facts.name.unit));
                if said.is_some_and(|said| said != ground.unit) {
                    // The name says one unit and the ground another: one of them is wrong.
                    score -= 0.2;
                    doubtful = true;
                } else {
                    score += match (own_unit == Some(ground.unit), stated == Some(ground.unit)) {
                        (true, _) => 0.3,
                        // Hectares that say so are an area of the schema's as well.
                        (false, true) => 0.1,
                        (false, false) => -0.1,
                    };
                }
                unit = unit.or(Some(ground.unit));
            }
            None if unit.is_none() && has_rival(kind, def, facts) => doubtful = true,
            None => {}
        }
    }
    if !def.domain.is_empty() && facts.len() > 0 {
        let share = facts.domain_share(def);
        evidence.push(Evidence::Domain { share });
        if share >= 0.8 {
            score += 0.2;
        } else if share < 0.3 {
            score -= if named.is_some_and(|(_, found)| found.is_exact()) { 0.1 } else { 0.3 };
        }
    }
    if let Some((least, most)) = range(def, own_unit).filter(|_| unit.is_none() || unit == own_unit) {
        let share = facts.share_within(least, most);
        if share < 0.5 {
            score -= 0.1;
            doubtful = true;
            evidence.push(Evidence::OutOfRange { least, most, share });
        }
    }
    if named.is_some() && def.key == "uscc" && facts.are_credit_codes() {
        score += 0.2;
        evidence.push(Evidence::CreditCodes);
    }
    if named.is_some_and(|(_, found)| matches!(found, NameMatch::Holds | NameMatch::Initials)) {
        // Half a name is never enough, whatever the values say beside it.
        doubtful = doubtful || score < 0.95;
    }
    (score >= PROPOSED).then(|| Candidate {
        column,
        field,
        def,
        score: score.clamp(0.0, 1.3),
        doubtful,
        is_exact: named.is_some_and(|(_, found)| found.is_exact()),
        unit: unit.filter(|unit| own_unit.is_some_and(|own| own.quantity() == unit.quantity())),
        evidence,
    })
}

/// 企业名称 is the name of an enterprise, 厂房编号 the number of a factory.
fn of_thing(kind: LayerKind, def: &FieldDef, facts: &Facts<'_>) -> Option<(f64, NameMatch)> {
    let words: &[&str] = match def.key {
        "name" => &["名称", "名", "name"],
        "id" => &["编号", "id"],
        _ => return None,
    };
    facts.name.is_of(kind, words).then_some((0.9, NameMatch::Written))
}

fn is_key(named: Option<(f64, NameMatch)>) -> bool {
    named.is_some_and(|(_, found)| found == NameMatch::Key)
}

fn is_number(def: &FieldDef) -> bool {
    matches!(def.kind, FieldKind::Integer | FieldKind::Number)
}

/// What values alone say for a field, where its name says nothing.
fn by_content(def: &FieldDef, facts: &Facts<'_>) -> Option<Vec<Evidence>> {
    let found = match def.key {
        "uscc" => facts.are_credit_codes().then_some(Evidence::CreditCodes),
        "owner_tel" => facts.are_telephones().then_some(Evidence::Telephones),
        "area_mu" | "area_m2" => {
            let unit = MeasureUnit::of_field(def);
            facts.ground.filter(|ground| Some(ground.unit) == unit).map(|ground| Evidence::Ground {
                ratio: ground.ratio,
                rows: ground.rows,
                unit: ground.unit,
            })
        }
        // One letter or one character (A, 大, 丙) means too many things.
        _ if def.domain.iter().any(|value| value.value.chars().count() < 2) && def.key != "industry" => None,
        _ if def.domain.is_empty() => None,
        _ => facts
            .domain_share_from(def, 0.95)
            .filter(|_| facts.distinct() >= 2)
            .map(|share| Evidence::Domain { share }),
    };
    found.map(|evidence| vec![evidence])
}

/// Whether another field of the kind has the same name but for its unit: 面积 in 亩 or in m².
fn has_rival(kind: LayerKind, def: &FieldDef, facts: &Facts<'_>) -> bool {
    kind.fields().any(|other| {
        other.key != def.key
            && MeasureUnit::of_field(other).map(MeasureUnit::quantity) == Some(Quantity::Area)
            && facts.name.fits(other).is_some_and(|(score, _)| score >= BOUND)
    })
}

/// Between which numbers the values of a field lie in this world, where that is known.
fn range(def: &FieldDef, unit: Option<MeasureUnit>) -> Option<(f64, f64)> {
    Some(match def.key {
        "far_min" | "far_max" => (0.0, 20.0),
        "clear_height_m" | "net_height_m" => (1.5, 60.0),
        "load_t_m2" => (0.05, 30.0),
        "floors" => (0.0, 150.0),
        "term_years" => (1.0, 99.0),
        "certified_year" => (1980.0, 2100.0),
        "rent" if unit == Some(MeasureUnit::YuanPerM2Day) => (0.05, 25.0),
        "rent" => (1.0, 800.0),
        "area_mu" => (0.001, 20_000.0),
        _ if unit == Some(MeasureUnit::Percent) => (0.0, 100.0),
        _ if unit == Some(MeasureUnit::Ratio) => (0.0, 1.0),
        _ => return None,
    })
}
