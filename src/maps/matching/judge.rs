//! A site before a brief: what it says to each line, and by how much it passes or fails.

use super::brief::{Asks, Line};
use super::facts::{Fact, Facts};
use super::floors::Standing;
use super::near::Nearest;
use super::standing::{is_of_floor, preferred, together, unsaid};
use super::what::{UnitOf, What};
use crate::maps::binding::MeasureUnit;
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Whether a site passes a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Pass,
    /// It does not.
    Fail,
    /// What would say so is missing. Never a pass.
    Unknown,
}

/// A number as it stands in the file, where it was converted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AsWritten {
    /// An area in 亩.
    Mu(f64),
    /// A rent by the day.
    RentADay(f64),
    /// A number in another unit than the schema has for its field.
    InUnit(f64, MeasureUnit),
    /// No number: the area of the geometry.
    Geometry,
}

/// What a site was found to have.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A number in the line's first unit.
    Number(f64, Option<AsWritten>),
    /// A value of a field of the schema.
    Value(&'static str, String),
    /// A yes or no.
    Yes(bool),
    /// A fire class, its position.
    Class(usize),
    /// A day.
    Date(Date),
    /// It is in use.
    InUse,
    /// The nearest place.
    Place(Nearest),
    /// What the building is.
    Building(LayerKind),
}

/// What would say whether a site passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A field has no value.
    Field(&'static str),
    /// A field has a text that does not say it: a height of `8-9` is no number.
    Unread(&'static str, String),
    /// A layer is not open.
    Layer(LayerKind),
    /// A layer has nothing of this name.
    Named(LayerKind, String),
    /// The layer of stations has none that is in service.
    InService,
    /// The program's own stations, which are measured to where no others are open, are of another town.
    OtherTown,
    /// The site has no position.
    Position,
    /// Layers of its kind do not say it.
    NotOfKind,
}

/// A line's verdict on a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether it passes.
    pub verdict: Verdict,
    /// What it has, where that is known.
    pub found: Option<Found>,
    /// What is to spare where it passes, what is wanting where it fails: never negative, in the line's
    /// first unit, in days for dates, in classes for fire classes. `None` where it is a yes or no.
    pub by: Option<f64>,
    /// What would say so, where it is unknown.
    pub missing: Option<Missing>,
    /// Floors that were counted, by their names, where the building is described floor by floor.
    pub floors: Vec<String>,
}

impl Judged {
    /// What is to spare is negative where it is wanting.
    pub(super) fn known(pass: bool, found: Found, spare: Option<f64>) -> Self {
        let verdict = if pass { Verdict::Pass } else { Verdict::Fail };
        // Zero is added for minus zero, which nobody has to spare.
        let by = spare.map(|spare| if pass { spare } else { -spare }.max(0.0) + 0.0);
        Self { verdict, found: Some(found), by, missing: None, floors: Vec::new() }
    }

    pub(super) fn unknown(missing: Missing) -> Self {
        Self { verdict: Verdict::Unknown, found: None, by: None, missing: Some(missing), floors: Vec::new() }
    }

    pub(super) fn on(mut self, floors: Vec<String>) -> Self {
        self.floors = floors;
        self
    }

    /// Whether it passes.
    pub fn passes(&self) -> bool {
        self.verdict == Verdict::Pass
    }
}

/// The share of a limit below which a difference is nothing but the crumbs of conversions between units.
const CRUMBS: f64 = 1e-9;

/// What a number has to spare before a line, negative where it is wanting: the one rule of what reaches a
/// limit. 8.3 亩 in the brief and 8.3 亩 in the file are the same, by whatever way they became square metres.
pub(super) fn spare(line: &Line, found: f64) -> f64 {
    let limit = line.limit().unwrap_or_default();
    let spare = if line.what.is_at_least() { found - limit } else { limit - found };
    if spare.abs() <= CRUMBS * limit.abs() { 0.0 } else { spare }
}

/// Judges a site, line by line. All that must be of a floor must be of the same one; the area is that of the
/// floors that are left.
pub(super) fn judge(lines: &[Line], facts: &Facts) -> Vec<Judged> {
    let floors = &facts.floors.floors;
    let is_asked =
        |at: usize| is_of_floor(&lines[at]) && matches!(facts.of_line.get(at), Some(Fact::OfFloors));
    let musts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].must && is_asked(*at)).collect();
    let of_floor: Vec<&Line> = musts.iter().map(|at| &lines[*at]).collect();
    let (together, standing) = together(&of_floor, floors);
    let mut together: BTreeMap<usize, Judged> = musts.into_iter().zip(together).collect();
    let verdict = |(at, line): (usize, &Line)| match (together.remove(&at), &facts.of_line[at]) {
        (Some(judged), _) => judged,
        (None, Fact::OfFloors) if is_of_floor(line) => preferred(line, floors, &standing),
        (None, Fact::OfFloors) => area(line, facts, &standing, &of_floor),
        (None, fact) => plain(line, fact),
    };
    lines.iter().enumerate().map(verdict).collect()
}

/// Whether the floors that stand have the area together; `asked` is what must be of each of them.
fn area(line: &Line, facts: &Facts, standing: &[Standing], asked: &[&Line]) -> Judged {
    let limit = line.limit().unwrap_or_default();
    let floors = &facts.floors.floors;
    let mut sum = 0.0;
    let mut names = Vec::new();
    // What floors may add of which not everything is known.
    let mut perhaps = Some(0.0);
    let mut missing = Missing::Field("floor_spec");
    // What stands in the file is the area of one floor, never that of several together.
    let written = match floors.as_slice() {
        [only] => only.available_written,
        _ => None,
    };
    for (floor, standing) in floors.iter().zip(standing) {
        match (standing, floor.available_m2) {
            (Standing::Fails, _) => {}
            // Of several floors in one it is not known how many of them stand.
            (Standing::Stands, Some(area)) if !facts.floors.lumped || asked.is_empty() => {
                sum += area;
                if !floor.name.is_empty() {
                    names.push(floor.name.clone());
                }
            }
            (_, Some(area)) => {
                perhaps = perhaps.map(|more| more + area);
                // Whatever the order of the lines, the height first.
                let of_floor = asked.iter().filter_map(|line| Some((line.what, unsaid(line, floor)?)));
                let first = of_floor.min_by_key(|(what, _)| *what == What::Load).map(|(_, missing)| missing);
                missing = first.filter(|_| !facts.floors.lumped).unwrap_or(missing);
            }
            (_, None) => {
                perhaps = None;
                missing = floor.missing("available_m2");
            }
        }
    }
    // Every area would reach nothing; it is to be known all the same.
    let is_known = limit > 0.0 || (!floors.is_empty() && (sum > 0.0 || perhaps == Some(0.0)));
    if spare(line, sum) >= 0.0 && is_known {
        return Judged::known(true, Found::Number(sum, written), Some(spare(line, sum))).on(names);
    }
    if perhaps.is_none_or(|more| spare(line, sum + more) >= 0.0) && !floors.is_empty() {
        return Judged::unknown(missing);
    }
    let most = sum + perhaps.unwrap_or(0.0);
    Judged::known(false, Found::Number(most, written), Some(spare(line, most))).on(names)
}

/// A line that needs no floors.
fn plain(line: &Line, fact: &Fact) -> Judged {
    let limit = line.limit().unwrap_or_default();
    match fact {
        Fact::Missing(missing) => Judged::unknown(missing.clone()),
        Fact::InUse => Judged::known(false, Found::InUse, line.what.is_at_least().then_some(-limit)),
        Fact::Is(found, pass) => Judged::known(*pass, found.clone(), None),
        Fact::Number(number, written) => {
            let spare = spare(line, *number);
            Judged::known(spare >= 0.0, Found::Number(*number, *written), Some(spare))
        }
        Fact::Near(nearest) => {
            let spare = spare(line, nearest.metres);
            Judged::known(spare >= 0.0, Found::Place(nearest.clone()), Some(spare))
        }
        Fact::Class(class) => {
            let Asks::Class(asked) = line.asks else { return Judged::unknown(Missing::Field("fire_class")) };
            let spare = asked as f64 - *class as f64;
            Judged::known(*class <= asked, Found::Class(*class), Some(spare))
        }
        Fact::From(from) => {
            let Asks::By(by) = line.asks else { return Judged::unknown(Missing::Field("vacant_since")) };
            let days = from.until(by).map_or(0, |span| span.get_days());
            Judged::known(*from <= by, Found::Date(*from), Some(f64::from(days)))
        }
        Fact::OfFloors => Judged::unknown(Missing::Field("floor_spec")),
    }
}

/// Whether a line is missed by nothing but the rounding of units: the file has the number in another unit,
/// and the line as those write it who round so ([`Line::in_round_unit`]) is passed.
pub(super) fn is_by_rounding(line: &Line, judged: &Judged) -> bool {
    let Some(Found::Number(found, written)) = judged.found else { return false };
    if judged.verdict != Verdict::Fail {
        return false;
    }
    let Some(round) = line.in_round_unit() else { return false };
    let Some(unit) = round.unit() else { return false };
    let is_of_unit = written_unit(line.what, written).is_some_and(|of| of.key == unit.key);
    is_of_unit && spare(&round, found) >= 0.0
}

/// The unit of [`What::units`] in which the file has a number.
pub(super) fn written_unit(what: What, written: Option<AsWritten>) -> Option<&'static UnitOf> {
    let by_key = |key: &str| what.units().iter().find(|unit| unit.key == key);
    match written {
        None => what.units().first(),
        Some(AsWritten::Mu(_)) => by_key("mu"),
        Some(AsWritten::RentADay(_)) => by_key("CNY/m2/day"),
        Some(AsWritten::InUnit(_, own)) => what.units().iter().find(|unit| unit.zh == own.label(Lang::Zh)),
        Some(AsWritten::Geometry) => None,
    }
}

/// The share of its limit that a passed line has to spare, in full; 1 where the limit is nothing. `None`
/// where it has no number.
pub(super) fn spare_of(line: &Line, judged: &Judged) -> Option<f64> {
    let limit = line.limit()?;
    if !judged.passes() {
        return None;
    }
    let by = judged.by?;
    Some(if limit > 0.0 { (by / limit).max(0.0) } else { 1.0 })
}

#[cfg(test)]
mod tests;
