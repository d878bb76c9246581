//! Reading a brief's file: whatever is wrong with it is an error with line and column.

use super::brief::{Asks, Brief, DEALS, FIRE_CLASSES, Line, VERSION};
use super::what::{AsksKind, What};
use crate::diagnostic::Diagnostic;
use crate::json::Scanner;
use crate::maps::schema::{LayerKind, MapKind};
use crate::maps::strict::{self, Problem, Result, problem};
use std::borrow::Cow;

impl Brief {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn parse(text: &str) -> std::result::Result<Self, Box<Diagnostic>> {
        strict::read(text, "brief-json", read)
    }
}

/// Notes that a member was read; a second time is an error.
fn once(seen: &mut Vec<String>, key: &str, at: usize) -> Result<()> {
    if seen.iter().any(|known| known == key) {
        return Err(problem("brief-member-twice", at, &[("member", key)]));
    }
    seen.push(key.to_owned());
    Ok(())
}

fn read(scanner: &mut Scanner<'_>) -> Result<Brief> {
    let mut brief = Brief::default();
    let mut seen = Vec::new();
    scanner.peek();
    let start = scanner.at();
    scanner.object::<Problem>(|scanner, key, at| {
        once(&mut seen, &key, at)?;
        match key.as_ref() {
            "version" => version(scanner)?,
            "title" => brief.title = string(scanner, "title")?.0.into_owned(),
            "kind" => brief.kind = Some(kind(scanner)?),
            "lines" => scanner.array::<Problem>(|scanner, _| {
                brief.lines.push(line(scanner)?);
                Ok(())
            })?,
            other => {
                let known = "version, title, kind, lines";
                return Err(problem("brief-member-unknown", at, &[("member", other), ("known", known)]));
            }
        }
        Ok(())
    })?;
    scanner.end()?;
    for needed in ["version", "lines"] {
        if !seen.iter().any(|known| known == needed) {
            return Err(problem("brief-member-missing", start, &[("member", needed)]));
        }
    }
    Ok(brief)
}

fn version(scanner: &mut Scanner<'_>) -> Result<()> {
    let (number, at) = number(scanner, "version")?;
    if number.total_cmp(&(VERSION as f64)).is_ne() {
        return Err(problem("brief-version", at, &[("found", &number.to_string())]));
    }
    Ok(())
}

fn kind(scanner: &mut Scanner<'_>) -> Result<LayerKind> {
    let (text, at) = string(scanner, "kind")?;
    let known: Vec<&str> = MapKind::Space.layers().map(LayerKind::key).collect();
    MapKind::Space
        .layers()
        .find(|kind| kind.key() == text)
        .ok_or_else(|| wrong("kind", at, &known.join(", ")))
}

/// A value that is not what the member takes.
fn wrong(member: &str, at: usize, expected: &str) -> Problem {
    problem("brief-value-wrong", at, &[("member", member), ("expected", expected)])
}

fn string<'a>(scanner: &mut Scanner<'a>, member: &str) -> Result<(Cow<'a, str>, usize)> {
    let first = scanner.peek();
    let at = scanner.at();
    if first != Some(b'"') {
        return Err(wrong(member, at, "\"…\""));
    }
    Ok((scanner.string()?, at))
}

fn number(scanner: &mut Scanner<'_>, member: &str) -> Result<(f64, usize)> {
    let first = scanner.peek();
    let at = scanner.at();
    if !first.is_some_and(|byte| byte == b'-' || byte.is_ascii_digit()) {
        return Err(wrong(member, at, "0, 1, 2.5 …"));
    }
    let number = scanner.number()?.parse::<f64>().ok();
    number
        .filter(|number| number.is_finite() && *number >= 0.0)
        .map(|number| (number, at))
        .ok_or_else(|| wrong(member, at, "≥ 0"))
}

fn truth(scanner: &mut Scanner<'_>, member: &str) -> Result<bool> {
    let first = scanner.peek();
    let at = scanner.at();
    if !matches!(first, Some(b't' | b'f')) {
        return Err(wrong(member, at, "true, false"));
    }
    Ok(scanner.word()? == "true")
}

/// The members of a line as they were read, each with its place.
#[derive(Default)]
struct Members<'a> {
    bound: Option<(&'static str, f64, usize)>,
    unit: Option<(Cow<'a, str>, usize)>,
    name: Option<(Cow<'a, str>, usize)>,
    text: Option<(&'static str, Cow<'a, str>, usize)>,
}

const MEMBERS: &str = "what, must, weight, at_least, at_most, unit, name, class, deal, code, by";

fn line(scanner: &mut Scanner<'_>) -> Result<Line> {
    let mut seen = Vec::new();
    let mut what = None;
    let (mut must, mut weight) = (true, 1.0);
    let mut members = Members::default();
    scanner.peek();
    let start = scanner.at();
    scanner.object::<Problem>(|scanner, key, at| {
        once(&mut seen, &key, at)?;
        match key.as_ref() {
            "what" => {
                let (text, at) = string(scanner, "what")?;
                let known: Vec<&str> = What::all().map(What::key).collect();
                what = Some(What::from_key(&text).ok_or_else(|| wrong("what", at, &known.join(", ")))?);
            }
            "must" => must = truth(scanner, "must")?,
            "weight" => weight = number(scanner, "weight")?.0,
            "unit" => members.unit = Some((string(scanner, "unit")?.0, at)),
            "name" => members.name = Some((string(scanner, "name")?.0, at)),
            other => {
                let bound = ["at_least", "at_most"].into_iter().find(|known| *known == other);
                let text = ["class", "deal", "code", "by"].into_iter().find(|known| *known == other);
                // A second bound or text is of another `what`, whichever this line has.
                let is_second =
                    bound.is_some() && members.bound.is_some() || text.is_some() && members.text.is_some();
                match (bound, text) {
                    _ if is_second => return Err(problem("brief-member-other", at, &[("member", other)])),
                    (Some(bound), _) => members.bound = Some((bound, number(scanner, bound)?.0, at)),
                    (_, Some(member)) => members.text = Some((member, string(scanner, member)?.0, at)),
                    _ => {
                        let args = [("member", other), ("known", MEMBERS)];
                        return Err(problem("brief-member-unknown", at, &args));
                    }
                }
            }
        }
        Ok(())
    })?;
    let what = what.ok_or_else(|| problem("brief-member-missing", start, &[("member", "what")]))?;
    let asks = members.asks(what, start)?;
    Ok(Line { what, must, weight, asks })
}

impl Members<'_> {
    /// What a line asks for: exactly the members that its `what` takes.
    fn asks(mut self, what: What, start: usize) -> Result<Asks> {
        let asks = match what.asks() {
            AsksKind::AtLeast => {
                Asks::Number { number: self.bound("at_least", start)?, unit: self.unit(what)? }
            }
            AsksKind::AtMost => {
                Asks::Number { number: self.bound("at_most", start)?, unit: self.unit(what)? }
            }
            AsksKind::Near(named) => {
                let metres = self.bound("at_most", start)?;
                self.unit(what)?;
                // A name that is still to be filled in is there all the same.
                if named && self.name.is_none() {
                    return Err(problem("brief-member-missing", start, &[("member", "name")]));
                }
                let name = self.name.take().map(|(name, _)| name.trim().to_owned()).unwrap_or_default();
                Asks::Near { metres, name }
            }
            AsksKind::Class => Asks::Class(self.one_of("class", &FIRE_CLASSES, start)?),
            AsksKind::Yes => Asks::Yes,
            AsksKind::Deal => Asks::Deal(self.one_of("deal", &DEALS, start)?),
            AsksKind::Code => {
                let (code, at) = self.text("code", start)?;
                if !is_industry(&code) {
                    return Err(wrong("code", at, "C, C39, C391, C3911"));
                }
                Asks::Code(code)
            }
            AsksKind::By => {
                let (text, at) = self.text("by", start)?;
                Asks::By(text.parse().map_err(|_bad| wrong("by", at, "2027-01-01"))?)
            }
        };
        let left = self
            .bound
            .map(|(member, _, at)| (member, at))
            .or(self.unit.map(|(_, at)| ("unit", at)))
            .or(self.name.map(|(_, at)| ("name", at)))
            .or(self.text.map(|(member, _, at)| (member, at)));
        match left {
            Some((member, at)) => Err(problem("brief-member-other", at, &[("member", member)])),
            None => Ok(asks),
        }
    }

    fn bound(&mut self, wanted: &'static str, start: usize) -> Result<f64> {
        match self.bound.take() {
            Some((member, number, _)) if member == wanted => Ok(number),
            Some((member, _, at)) => Err(problem("brief-member-other", at, &[("member", member)])),
            None => Err(problem("brief-member-missing", start, &[("member", wanted)])),
        }
    }

    fn unit(&mut self, what: What) -> Result<usize> {
        let Some((unit, at)) = self.unit.take() else { return Ok(0) };
        let known: Vec<&str> = what.units().iter().map(|unit| unit.key).collect();
        known.iter().position(|key| *key == unit).ok_or_else(|| wrong("unit", at, &known.join(", ")))
    }

    fn text(&mut self, wanted: &'static str, start: usize) -> Result<(String, usize)> {
        match self.text.take() {
            Some((member, text, at)) if member == wanted => Ok((text.into_owned(), at)),
            Some((member, _, at)) => Err(problem("brief-member-other", at, &[("member", member)])),
            None => Err(problem("brief-member-missing", start, &[("member", wanted)])),
        }
    }

    fn one_of(&mut self, member: &'static str, known: &[&str], start: usize) -> Result<usize> {
        let (text, at) = self.text(member, start)?;
        known.iter().position(|value| *value == text).ok_or_else(|| wrong(member, at, &known.join("、")))
    }
}

/// Whether a text has the form of a code of GB/T 4754: a section letter and up to four digits.
pub fn is_industry(code: &str) -> bool {
    let mut chars = code.chars();
    chars.next().is_some_and(|first| ('A'..='T').contains(&first))
        && code.len() <= 5
        && code.len() != 2
        && chars.all(|c| c.is_ascii_digit())
}
