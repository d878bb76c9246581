//! The brief itself: must and prefer lines, their numbers in the units in which they were written.

use super::what::{AsksKind, Step, UnitOf, What};
use crate::maps::schema::LayerKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The version of the file that this program reads and writes.
pub(super) const VERSION: u64 = 1;
/// Fire hazard classes of GB 50016, the most dangerous first.
pub const FIRE_CLASSES: [&str; 5] = ["甲", "乙", "丙", "丁", "戊"];
/// What a prospect may want to do.
pub const DEALS: [&str; 2] = ["出租", "出售"];

/// What a prospect needs. As data it is the file's JSON (see the [module](super)).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "Value", try_from = "Value")]
pub struct Brief {
    /// What it is called.
    pub title: String,
    /// The only kind of layer that is asked, if any.
    pub kind: Option<LayerKind>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it speaks of.
    pub what: What,
    /// Whether a site must pass it.
    pub must: bool,
    /// Points for a site that passes it, where it is no must.
    pub weight: f64,
    /// What it asks for; of the kind that [`What::asks`] says.
    pub asks: Asks,
}

/// What a line asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asks {
    /// A number to reach, or not to pass, in a unit of [`What::units`].
    Number {
        /// As it was written.
        number: f64,
        /// Position in [`What::units`].
        unit: usize,
    },
    /// A distance in metres to the nearest, or to the nearest whose name has this part.
    Near {
        /// The distance.
        metres: f64,
        /// The part of the name; empty for any.
        name: String,
    },
    /// A fire hazard class, its position in [`FIRE_CLASSES`].
    Class(usize),
    /// A yes.
    Yes,
    /// A kind of deal, its position in [`DEALS`].
    Deal(usize),
    /// A code of GB/T 4754.
    Code(String),
    /// A day.
    By(Date),
}

impl Line {
    /// A new line with what is usually asked; `today` is where a date begins.
    pub fn usual(what: What, today: Date) -> Self {
        let asks = match what.asks() {
            AsksKind::AtLeast | AsksKind::AtMost => Asks::Number { number: what.usual(), unit: 0 },
            AsksKind::Near(_) => Asks::Near { metres: what.usual(), name: String::new() },
            AsksKind::Class => Asks::Class(2),
            AsksKind::Yes => Asks::Yes,
            AsksKind::Deal => Asks::Deal(0),
            AsksKind::Code => Asks::Code("C39".to_owned()),
            AsksKind::By => Asks::By(today.saturating_add(jiff::Span::new().months(3))),
        };
        Self { what, must: true, weight: 1.0, asks }
    }

    /// The unit in which its number is written.
    pub fn unit(&self) -> Option<&'static UnitOf> {
        match self.asks {
            Asks::Number { unit, .. } => self.what.units().get(unit),
            Asks::Near { .. } => self.what.units().first(),
            _ => None,
        }
    }

    /// The same line with its number in another unit of [`What::units`]. What was asked for stays asked for:
    /// the number is rounded where it is shown, and there and back it is the same.
    #[must_use]
    pub fn in_unit(&self, to: usize) -> Self {
        let mut line = self.clone();
        if let Asks::Number { number, unit } = &mut line.asks
            && let (Some(from), Some(into)) = (self.what.units().get(*unit), self.what.units().get(to))
            && *unit != to
        {
            *number = without_crumbs(*number * from.factor / into.factor);
            *unit = to;
        }
        line
    }

    /// Its number in the first unit of [`What::units`].
    pub fn limit(&self) -> Option<f64> {
        match self.asks {
            Asks::Number { number, unit } => Some(number * self.what.units().get(unit)?.factor),
            Asks::Near { metres, .. } => Some(metres),
            _ => None,
        }
    }

    /// The same line in another unit, where somebody who converts in the head would write it so and it asks
    /// for a little less: 20 kN/m² are 2.04 t/m², but 2 t/m² where a tonne counts as 10 kN. `None` where no
    /// round number of another unit does.
    pub fn in_round_unit(&self) -> Option<Self> {
        let Asks::Number { number, unit: own } = self.asks else { return None };
        let (units, limit) = (self.what.units(), self.limit()?);
        let from = units.get(own)?;
        let in_unit = |(unit, into): (usize, &UnitOf)| {
            let in_head = number * from.rounded / into.rounded;
            let round = three_digits(in_head);
            // Seven digits were never meant: nobody rounded.
            let in_head = ((in_head - round).abs() <= 1e-9 * round).then_some(round);
            let exact = three_digits(number * from.factor / into.factor);
            in_head.into_iter().chain([exact]).map(move |number| Asks::Number { number, unit })
        };
        let others = units.iter().enumerate().filter(|(unit, _)| *unit != own);
        let mut lines = others.flat_map(in_unit).map(|asks| Self { asks, ..self.clone() });
        let crumbs = 1e-9 * limit;
        let is_looser =
            |to: f64| if self.what.is_at_least() { to < limit - crumbs } else { to > limit + crumbs };
        lines.find(|line| line.limit().is_some_and(is_looser))
    }

    /// The line one step looser; `None` where there is no room. A line that can only be dropped, or has
    /// no next value, becomes one that is preferred.
    pub fn loosened(&self) -> Option<Self> {
        let mut line = self.clone();
        let down = self.what.is_at_least();
        match (&mut line.asks, self.what.step()) {
            (Asks::Number { number, unit }, Step::By(step)) => {
                let factor = self.what.units().get(*unit)?.factor;
                *number = stepped(*number, round_step(step / factor), down)?;
            }
            (Asks::Number { number, .. }, Step::Share(share)) => {
                *number = stepped(*number, two_digits(*number * share), down)?;
            }
            (Asks::Near { metres, .. }, Step::By(step)) => *metres = stepped(*metres, step, down)?,
            (Asks::Class(class), Step::Next) => {
                if *class + 1 == FIRE_CLASSES.len() {
                    return None;
                }
                *class += 1;
            }
            (Asks::By(date), Step::Days(days)) => {
                *date = date.checked_add(jiff::Span::new().days(days)).ok()?;
            }
            _ => {
                if !self.must {
                    return None;
                }
                line.must = false;
            }
        }
        Some(line)
    }
}

/// A step in another unit as a person would take it: 1, 2 or 5 of a decimal place, whichever is nearest.
/// 0.5 t/m² is 4.905 kN/m²: 5.
fn round_step(step: f64) -> f64 {
    let place = 10_f64.powf(step.log10().floor());
    let near = |of: &f64| (of * place - step).abs();
    let round = [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|one, other| near(one).total_cmp(&near(other)));
    round.map_or(step, |round| round * place)
}

/// A step that is a share of something, to two digits.
fn two_digits(step: f64) -> f64 {
    if step <= 0.0 || !step.is_finite() {
        return step;
    }
    let place = 10_f64.powf(step.log10().floor() - 1.0);
    (step / place).round() * place
}

/// A number one step on, without the crumbs of binary fractions; `None` where it would not move.
fn stepped(number: f64, step: f64, down: bool) -> Option<f64> {
    let to = if down { (number - step).max(0.0) } else { number + step };
    let to = (to * 1e6).round() / 1e6;
    (to.is_finite() && (to < number) == down && to.total_cmp(&number).is_ne()).then_some(to)
}

impl Brief {
    /// The brief with one line one step looser; `None` where there is no such step.
    pub fn loosened(&self, line: usize) -> Option<Self> {
        let mut brief = self.clone();
        let place = brief.lines.get_mut(line)?;
        *place = place.loosened()?;
        Some(brief)
    }

    /// Whether a layer of a kind can answer every must line: otherwise no site of it can ever pass.
    ///
    /// # Errors
    /// The first must line of which such layers say nothing; `None` where the brief wants another kind.
    pub fn can_be_met_by(&self, kind: LayerKind) -> Result<(), Option<What>> {
        if self.kind.is_some_and(|wanted| wanted != kind) {
            return Err(None);
        }
        let mut musts = self.lines.iter().filter(|line| line.must);
        match musts.find(|line| line.what.field_of(kind).is_none()) {
            Some(line) => Err(Some(line.what)),
            None => Ok(()),
        }
    }

    /// The points of a site that passes all prefer lines.
    pub fn most_points(&self) -> f64 {
        self.lines.iter().filter(|line| !line.must).fold(0.0, |points, line| points + line.weight)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = String::from("{\n  \"version\": 1,\n");
        text.extend(["  \"title\": ", json!(self.title).to_string().as_str(), ",\n"]);
        if let Some(kind) = self.kind {
            text.extend(["  \"kind\": ", json!(kind.key()).to_string().as_str(), ",\n"]);
        }
        text.push_str("  \"lines\": [");
        for (at, line) in self.lines.iter().enumerate() {
            text.push_str(if at == 0 { "\n    " } else { ",\n    " });
            text.push_str(&line.to_value().to_string());
        }
        text.push_str(if self.lines.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }
}

impl Line {
    fn to_value(&self) -> Value {
        let mut value = json!({ "what": self.what.key(), "must": self.must, "weight": self.weight });
        let bound = if self.what.is_at_least() { "at_least" } else { "at_most" };
        match &self.asks {
            Asks::Number { number, unit } => {
                value[bound] = json!(number);
                if let Some(unit) = self.what.units().get(*unit).filter(|_| *unit > 0) {
                    value["unit"] = json!(unit.key);
                }
            }
            Asks::Near { metres, name } => {
                value[bound] = json!(metres);
                if !name.is_empty() || matches!(self.what.asks(), AsksKind::Near(true)) {
                    value["name"] = json!(name);
                }
            }
            Asks::Class(class) => value["class"] = json!(FIRE_CLASSES.get(*class)),
            Asks::Yes => {}
            Asks::Deal(deal) => value["deal"] = json!(DEALS.get(*deal)),
            Asks::Code(code) => value["code"] = json!(code),
            Asks::By(date) => value["by"] = json!(date.to_string()),
        }
        value
    }
}

impl From<Brief> for Value {
    fn from(brief: Brief) -> Self {
        let lines: Vec<Self> = brief.lines.iter().map(Line::to_value).collect();
        let mut value = json!({ "version": VERSION, "title": brief.title, "lines": lines });
        if let Some(kind) = brief.kind {
            value["kind"] = json!(kind.key());
        }
        value
    }
}

impl TryFrom<Value> for Brief {
    type Error = Box<crate::diagnostic::Diagnostic>;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        Self::parse(&value.to_string())
    }
}

/// A number as a person would have written it, where nothing but the crumbs of a conversion is between the
/// two: 19.62 for 19.620000000000001.
fn without_crumbs(number: f64) -> f64 {
    let written: f64 = format!("{number:.8e}").parse().unwrap_or(number);
    if (written - number).abs() <= 8.0 * f64::EPSILON * number.abs() { written } else { number }
}

/// A number rounded to three significant digits.
fn three_digits(number: f64) -> f64 {
    format!("{number:.2e}").parse().unwrap_or(number)
}
