//! A site before a brief: what it says to each line, and by how much it passes or fails.

use super::brief::{Asks, Line};
use super::facts::{Fact, Facts};
use super::floors::{Floor, Standing};
use super::near::Nearest;
use super::what::{UnitOf, What};
use crate::maps::binding::MeasureUnit;
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use jiff::civil::Date;

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
    fn known(pass: bool, found: Found, by: Option<f64>) -> Self {
        let verdict = if pass { Verdict::Pass } else { Verdict::Fail };
        Self { verdict, found: Some(found), by: by.map(f64::abs), missing: None, floors: Vec::new() }
    }

    fn unknown(missing: Missing) -> Self {
        Self { verdict: Verdict::Unknown, found: None, by: None, missing: Some(missing), floors: Vec::new() }
    }

    fn on(mut self, floors: Vec<String>) -> Self {
        self.floors = floors;
        self
    }

    /// Whether it passes.
    pub fn passes(&self) -> bool {
        self.verdict == Verdict::Pass
    }
}

/// What is asked of a single floor, and how that is written.
fn of_floor(what: What, floor: &Floor) -> Option<(f64, Option<AsWritten>)> {
    match what {
        What::ClearHeight => Some((floor.height_m?, None)),
        _ => Some((floor.load_t_m2?, floor.load_written)),
    }
}

/// Judges a site, line by line. Floors fall out from one must line to the next, so that all that is
/// asked of a floor is asked of the same one; the area is that of the floors that are left.
pub(super) fn judge(lines: &[Line], facts: &Facts) -> Vec<Judged> {
    let mut standing = facts.floors.all_stand();
    let mut judged: Vec<Option<Judged>> = vec![None; lines.len()];
    let is_of_floor = |line: &Line| matches!(line.what, What::ClearHeight | What::Load);
    // Must lines first: what is only preferred takes no floor away.
    for must in [true, false] {
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.must == must && is_of_floor(line))
        {
            if matches!(facts.of_line[at], Fact::OfFloors) {
                let (verdict, left) = some_floor(line, facts, &standing);
                judged[at] = Some(verdict);
                if must {
                    standing = left;
                }
            }
        }
    }
    let asks_of_floors = lines.iter().any(|line| line.must && is_of_floor(line));
    let verdict = |(at, line): (usize, &Line)| match judged[at].take() {
        Some(judged) => judged,
        None if matches!(facts.of_line[at], Fact::OfFloors) => area(line, facts, &standing, asks_of_floors),
        None => plain(line, &facts.of_line[at]),
    };
    lines.iter().enumerate().map(verdict).collect()
}

/// Whether some floor that still stands has what a line asks, and how the floors stand then. Where none
/// has, they stand as before: what else is asked is judged for itself.
fn some_floor(line: &Line, facts: &Facts, standing: &[Standing]) -> (Judged, Vec<Standing>) {
    let limit = line.limit().unwrap_or_default();
    let floors = &facts.floors.floors;
    let values: Vec<Option<(f64, Option<AsWritten>)>> =
        floors.iter().map(|floor| of_floor(line.what, floor)).collect();
    let left: Vec<Standing> = values
        .iter()
        .zip(standing)
        .map(|(value, before)| {
            let now = match value {
                Some((value, _)) if *value >= limit => Standing::Stands,
                Some(_) => Standing::Fails,
                None => Standing::Unknown,
            };
            now.min(*before)
        })
        .collect();
    let best = |wanted: &[Standing]| {
        let values = values.iter().zip(wanted).filter(|(_, standing)| **standing == Standing::Stands);
        values.filter_map(|(value, _)| *value).max_by(|one, other| one.0.total_cmp(&other.0))
    };
    let names = |wanted: &[Standing]| -> Vec<String> {
        let standing = floors.iter().zip(wanted).filter(|(_, standing)| **standing == Standing::Stands);
        standing.map(|(floor, _)| floor.name.clone()).filter(|name| !name.is_empty()).collect()
    };
    if let Some((best, written)) = best(&left) {
        let judged = Judged::known(true, Found::Number(best, written), Some(best - limit)).on(names(&left));
        return (judged, left);
    }
    if left.contains(&Standing::Unknown) {
        let field = if line.what == What::Load { "load_t_m2" } else { "clear_height_m" };
        return (Judged::unknown(Missing::Field(field)), left);
    }
    let any = || values.iter().flatten().copied().max_by(|one, other| one.0.total_cmp(&other.0));
    let judged = match best(standing).or_else(any) {
        Some((best, written)) => {
            Judged::known(false, Found::Number(best, written), Some((limit - best).max(0.0)))
        }
        // Not one floor is to let.
        None => Judged::known(false, Found::InUse, None),
    };
    (judged, standing.to_vec())
}

/// Whether the floors that stand have the area together.
fn area(line: &Line, facts: &Facts, standing: &[Standing], asks_of_floors: bool) -> Judged {
    let limit = line.limit().unwrap_or_default();
    let floors = &facts.floors.floors;
    let mut sum = 0.0;
    let mut names = Vec::new();
    // What floors may add of which not everything is known.
    let mut perhaps = Some(0.0);
    let mut missing = "floor_spec";
    // What stands in the file is the area of one floor, never that of several together.
    let written = match floors.as_slice() {
        [only] => only.available_written,
        _ => None,
    };
    for (floor, standing) in floors.iter().zip(standing) {
        match (standing, floor.available_m2) {
            (Standing::Fails, _) => {}
            // Of several floors in one it is not known how many of them stand.
            (Standing::Stands, Some(area)) if !(facts.floors.lumped && asks_of_floors) => {
                sum += area;
                if !floor.name.is_empty() {
                    names.push(floor.name.clone());
                }
            }
            (_, Some(area)) => perhaps = perhaps.map(|more| more + area),
            (_, None) => {
                perhaps = None;
                missing = "available_m2";
            }
        }
    }
    if sum >= limit && (limit > 0.0 || !floors.is_empty()) {
        return Judged::known(true, Found::Number(sum, written), Some(sum - limit)).on(names);
    }
    if perhaps.is_none_or(|more| sum + more >= limit) && !floors.is_empty() {
        return Judged::unknown(Missing::Field(missing));
    }
    Judged::known(
        false,
        Found::Number(sum + perhaps.unwrap_or(0.0), written),
        Some(limit - sum - perhaps.unwrap_or(0.0)),
    )
    .on(names)
}

/// A line that needs no floors.
fn plain(line: &Line, fact: &Fact) -> Judged {
    let limit = line.limit().unwrap_or_default();
    match fact {
        Fact::Missing(missing) => Judged::unknown(missing.clone()),
        Fact::InUse => Judged::known(false, Found::InUse, line.what.is_at_least().then_some(limit)),
        Fact::Is(found, pass) => Judged::known(*pass, found.clone(), None),
        Fact::Number(number, written) => {
            let spare = if line.what.is_at_least() { number - limit } else { limit - number };
            Judged::known(spare >= 0.0, Found::Number(*number, *written), Some(spare))
        }
        Fact::Near(nearest) => {
            let spare = limit - nearest.metres;
            Judged::known(spare >= 0.0, Found::Place(nearest.clone()), Some(spare))
        }
        Fact::Class(class) => {
            let Asks::Class(asked) = line.asks else { return Judged::unknown(Missing::Field("fire_class")) };
            let by = class.abs_diff(asked) as f64;
            Judged::known(*class <= asked, Found::Class(*class), Some(by))
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
    let (Some(limit), Some(unit)) = (round.limit(), round.unit()) else { return false };
    let is_of_unit = written_unit(line.what, written).is_some_and(|of| of.key == unit.key);
    let crumbs = 1e-9 * limit;
    let passes = if line.what.is_at_least() { found >= limit - crumbs } else { found <= limit + crumbs };
    is_of_unit && passes
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

/// The share that a passed line has to spare, between 0 and 1; `None` where it has no number.
pub(super) fn spare_of(line: &Line, judged: &Judged) -> Option<f64> {
    let limit = line.limit()?;
    if !judged.passes() {
        return None;
    }
    let by = judged.by?;
    Some(if limit > 0.0 { (by / limit).clamp(0.0, 1.0) } else { 1.0 })
}
