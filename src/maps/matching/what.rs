//! What a line of a brief may speak of: one table, from which file format, window and steps follow.

use crate::maps::schema::LayerKind;

/// What a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Area that is available.
    Area,
    /// Clear height of some floor.
    ClearHeight,
    /// Load that some floor carries.
    Load,
    /// Crane.
    Crane,
    /// Freight lift.
    FreightLift,
    /// Power supply.
    Power,
    /// Fire hazard class that the building is made for.
    FireClass,
    /// Whether an environmental impact assessment is possible.
    Eia,
    /// Rent a square metre and month.
    Rent,
    /// To let or for sale.
    Deal,
    /// Distance to a metro station in service.
    Metro,
    /// Distance to a campus.
    Campus,
    /// Distance to a firm of a name.
    Firm,
    /// Industry that the place allows.
    Industry,
    /// The day from which it is to be had.
    AvailableBy,
}

/// Which kind of answer a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsksKind {
    /// A number that is reached.
    AtLeast,
    /// A number that is not passed.
    AtMost,
    /// A distance, to whatever goes by a name; the name is needed where `true`.
    Near(bool),
    /// A fire hazard class.
    Class,
    /// A yes.
    Yes,
    /// A kind of deal.
    Deal,
    /// A code of GB/T 4754.
    Code,
    /// A date.
    By,
}

/// A unit in which a number may be written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitOf {
    /// In the file.
    pub key: &'static str,
    /// As people read it, in Chinese.
    pub zh: &'static str,
    /// As people read it, in English.
    pub en: &'static str,
    /// What one of it is in the first unit of its list.
    pub factor: f64,
    /// The same as people round it: a tonne carries 10 kN, a month has 30 days, 1 亩 is 667 m².
    pub(super) rounded: f64,
}

/// How much one step of loosening is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// So much, in the line's first unit.
    By(f64),
    /// This share of what is asked.
    Share(f64),
    /// The next fire class, or the next shorter code.
    Next,
    /// So many days.
    Days(i64),
    /// The line is no must any more.
    Drop,
}

struct Row {
    what: What,
    key: &'static str,
    asks: AsksKind,
    units: &'static [UnitOf],
    step: Step,
    /// What a new line asks for, in the first unit.
    usual: f64,
    /// The field of the schema that answers, in land, factories and offices.
    fields: [Option<&'static str>; 3],
}

const fn unit(key: &'static str, zh: &'static str, en: &'static str, factor: f64) -> UnitOf {
    UnitOf { key, zh, en, factor, rounded: factor }
}

/// A unit that is often converted in one's head.
const fn in_head(key: &'static str, zh: &'static str, en: &'static str, factor: f64, rounded: f64) -> UnitOf {
    UnitOf { key, zh, en, factor, rounded }
}

/// kN/m² in one t/m²: standard gravity as DOMAIN has it.
const KN_PER_TONNE: f64 = 9.81;
/// Days in a month where rents by day and by month are compared: 365/12.
pub(in crate::maps) const DAYS_A_MONTH: f64 = 365.0 / 12.0;

const METRES: &[UnitOf] = &[unit("m", "m", "m", 1.0)];
const TONNES: &[UnitOf] = &[unit("t", "t", "t", 1.0)];
const AREAS: &[UnitOf] = &[
    unit("m2", "m²", "m²", 1.0),
    in_head("mu", "亩", "mu", crate::units::M2_PER_MU, 667.0),
    unit("ha", "公顷", "ha", crate::units::M2_PER_HECTARE),
];
const LOADS: &[UnitOf] =
    &[unit("t/m2", "t/m²", "t/m²", 1.0), in_head("kN/m2", "kN/m²", "kN/m²", 1.0 / KN_PER_TONNE, 0.1)];
const RENTS: &[UnitOf] = &[
    unit("CNY/m2/month", "元/m²·月", "CNY/m²·month", 1.0),
    in_head("CNY/m2/day", "元/m²·天", "CNY/m²·day", DAYS_A_MONTH, 30.0),
];

#[rustfmt::skip]
const TABLE: &[Row] = &[
    Row { what: What::Area, key: "area_m2", asks: AsksKind::AtLeast, units: AREAS, step: Step::Share(0.2), usual: 3000.0, fields: [Some("area_m2"), Some("available_m2"), Some("available_m2")] },
    Row { what: What::ClearHeight, key: "clear_height_m", asks: AsksKind::AtLeast, units: METRES, step: Step::By(0.5), usual: 6.0, fields: [None, Some("clear_height_m"), Some("net_height_m")] },
    Row { what: What::Load, key: "load_t_m2", asks: AsksKind::AtLeast, units: LOADS, step: Step::By(0.5), usual: 2.0, fields: [None, Some("load_t_m2"), None] },
    Row { what: What::Crane, key: "crane_t", asks: AsksKind::AtLeast, units: TONNES, step: Step::By(2.0), usual: 5.0, fields: [None, Some("crane_t"), None] },
    Row { what: What::FreightLift, key: "freight_lift_t", asks: AsksKind::AtLeast, units: TONNES, step: Step::By(1.0), usual: 3.0, fields: [None, Some("freight_lift_t"), None] },
    Row { what: What::Power, key: "power_kva", asks: AsksKind::AtLeast, units: &[unit("kVA", "kVA", "kVA", 1.0)], step: Step::Share(0.2), usual: 500.0, fields: [None, Some("power_kva"), None] },
    Row { what: What::FireClass, key: "fire_class", asks: AsksKind::Class, units: &[], step: Step::Next, usual: 0.0, fields: [None, Some("fire_class"), None] },
    Row { what: What::Eia, key: "eia_ok", asks: AsksKind::Yes, units: &[], step: Step::Drop, usual: 0.0, fields: [None, Some("eia_ok"), None] },
    Row { what: What::Rent, key: "rent_month", asks: AsksKind::AtMost, units: RENTS, step: Step::Share(0.1), usual: 30.0, fields: [None, Some("rent"), Some("rent")] },
    Row { what: What::Deal, key: "deal", asks: AsksKind::Deal, units: &[], step: Step::Drop, usual: 0.0, fields: [None, Some("deal"), None] },
    Row { what: What::Metro, key: "metro_m", asks: AsksKind::Near(false), units: METRES, step: Step::By(500.0), usual: 1000.0, fields: [Some(""); 3] },
    Row { what: What::Campus, key: "campus_m", asks: AsksKind::Near(false), units: METRES, step: Step::By(500.0), usual: 2000.0, fields: [Some(""); 3] },
    Row { what: What::Firm, key: "firm_m", asks: AsksKind::Near(true), units: METRES, step: Step::By(500.0), usual: 2000.0, fields: [Some(""); 3] },
    Row { what: What::Industry, key: "industry", asks: AsksKind::Code, units: &[], step: Step::Drop, usual: 0.0, fields: [Some("land_use"), Some(""), Some("")] },
    Row { what: What::AvailableBy, key: "available_by", asks: AsksKind::By, units: &[], step: Step::Days(90), usual: 0.0, fields: [Some("status"), Some("vacant_since"), Some("vacant_since")] },
];

impl What {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.what)
    }

    fn row(self) -> &'static Row {
        // A test holds the table to be complete; the first row stands in where it is not.
        TABLE.iter().find(|row| row.what == self).unwrap_or(&TABLE[0])
    }

    /// In the file.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// From its name in the file.
    pub fn from_key(key: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.key == key).map(|row| row.what)
    }

    /// What it asks for.
    pub fn asks(self) -> AsksKind {
        self.row().asks
    }

    /// The units in which its number may be written; the first is the one that is reckoned in.
    pub fn units(self) -> &'static [UnitOf] {
        self.row().units
    }

    /// What a new line asks for.
    pub fn usual(self) -> f64 {
        self.row().usual
    }

    pub(super) fn step(self) -> Step {
        self.row().step
    }

    /// The field of the schema that answers in a layer of a kind, `""` where something else does.
    /// `None`: nothing of such a layer can answer.
    pub fn field_of(self, kind: LayerKind) -> Option<&'static str> {
        let at = match kind {
            LayerKind::Land => 0,
            LayerKind::Factories => 1,
            LayerKind::Offices => 2,
            _ => return None,
        };
        self.row().fields[at]
    }

    /// Whether more of it is better.
    pub fn is_at_least(self) -> bool {
        self.asks() == AsksKind::AtLeast
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maps::schema;

    #[test]
    fn the_table_has_each_once_in_order_and_names_fields_of_the_schema() {
        let all: Vec<What> = What::all().collect();
        assert!(all.is_sorted() && all.len() == What::AvailableBy as usize + 1);
        for what in all {
            assert_eq!(What::from_key(what.key()), Some(what));
            for kind in [LayerKind::Land, LayerKind::Factories, LayerKind::Offices] {
                if let Some(key) = what.field_of(kind).filter(|key| !key.is_empty()) {
                    assert!(schema::field(Some(kind), key).is_some(), "{kind:?} {key}");
                }
            }
            let is_number = matches!(what.asks(), AsksKind::AtLeast | AsksKind::AtMost | AsksKind::Near(_));
            assert_eq!(is_number, !what.units().is_empty());
        }
    }
}
