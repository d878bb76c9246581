//! Figures per 亩 by industry that a person brings in a file: none that could be built in was found in a
//! public document, while a town's own statistics office has them.
//!
//! # The file
//!
//! It is JSON (UTF-8) with a version. Reading is strict: what is wrong is an error with line and column, and
//! an unknown member is refused. Name, source and year are needed: an estimate that nobody can check is none.
//!
//! ```
//! # use three_maps::maps::ledger::Figures;
//! let figures = Figures::parse(r#"{
//!   "version": 1,
//!   "name": "规上工业亩均税收",
//!   "source": "《2023年…统计公报》，一（二）",
//!   "year": 2023,
//!   "measure": "tax",
//!   "unit": "万元/亩",
//!   "overall": 40,
//!   "industries": [
//!     {"code": "C", "figure": 38.5},
//!     {"code": "C39", "name": "电子", "figure": 61.2, "source": "…，表 5-3", "note": "38 家"}
//!   ]
//! }"#)?;
//! assert_eq!(figures.of_industry("C3911").map(|it| it.code.as_str()), Some("C39"));
//! assert_eq!(figures.of_industry("C27").map(|it| it.code.as_str()), Some("C"));
//! assert!(figures.of_industry("I65").is_none());
//! # Ok::<(), Box<three_maps::diagnostic::Diagnostic>>(())
//! ```
//!
//! | member | | |
//! |---|---|---|
//! | `version` | needed | 1 |
//! | `name` | needed | what the figures are of |
//! | `source` | needed | the document, with the place in it |
//! | `year` | needed | the year that they speak of |
//! | `measure` | needed | `tax` or `output`, per 亩 and year |
//! | `unit` | | money for land, as [`wan_per_mu_in`] understands it; 万元/亩 where it is not written |
//! | `overall` | | the figure of all industries together, or null |
//! | `industries` | | a list of `code` (a section or a division of GB/T 4754, such as `C` or `C39`) and `figure` (a number above zero, or null), and as you like `name` (for who reads the file; the standard's own is shown), `source` (where it is another than above) and `note` |
//!
//! A figure that is null is not there, and so is one that is not written: neither is ever zero. A file
//! without any figure is refused; [`template`] gives one with all sections to fill in.

use super::Yield;
use crate::diagnostic::Diagnostic;
use crate::json::Scanner;
use crate::maps::codes::industry::{self, Industry, Level};
use crate::maps::strict::{self, Problem, Result, problem};
use crate::text::Lang;
use crate::units::wan_per_mu_in;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::path::Path;

/// The version of the file that is read and written.
const VERSION: u64 = 1;
/// The unit where none is written.
const UNIT: &str = "万元/亩";
/// A file of figures is no longer than this.
const LONGEST_BYTES: u64 = 1 << 20;

/// Figures per 亩 of a file. As data they are the file's own JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Value", try_from = "Value")]
pub struct Figures {
    /// What they are of.
    pub name: String,
    /// The document that they stand in.
    pub source: String,
    /// The year that they speak of.
    pub year: i16,
    /// Tax or output.
    pub of: Yield,
    /// Their unit, as it was written.
    pub unit: String,
    /// The figure of all industries together, in their unit.
    pub overall: Option<f64>,
    /// The figures of industries, in the order of the standard.
    pub industries: Vec<Figured>,
}

/// The figure of an industry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figured {
    /// Its code: a section or a division.
    pub code: String,
    /// The figure, in the unit of its [`Figures`].
    pub figure: f64,
    /// Where it stands, where that is another document.
    pub source: Option<String>,
    /// What is to be known of it.
    pub note: Option<String>,
}

impl Figures {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it cannot be read, or what is wrong with it, with line and column.
    pub fn read(path: &Path) -> std::result::Result<Self, Box<Diagnostic>> {
        let file = path.display().to_string();
        let unreadable = |reason: String| {
            Box::new(Diagnostic::error("benchmark-unreadable").with("reason", reason).in_file(file.clone()))
        };
        let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        if size > LONGEST_BYTES {
            return Err(Box::new(Diagnostic::error("benchmark-too-long").in_file(file)));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        Self::parse(&text).map_err(|diagnostic| Box::new(diagnostic.in_file(file)))
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn parse(text: &str) -> std::result::Result<Self, Box<Diagnostic>> {
        strict::read(text, "benchmark-json", figures)
    }

    /// A figure of theirs in 万元 a 亩.
    pub fn wan_per_mu(&self, figure: f64) -> f64 {
        // What was read is a unit of this.
        figure * wan_per_mu_in(&self.unit).unwrap_or(f64::NAN)
    }

    /// The figure for an industry code: that of its division, or of its section where the division has none
    /// or the code is a section's.
    pub fn of_industry(&self, code: &str) -> Option<&Figured> {
        self.place_of(code).and_then(|at| self.industries.get(at))
    }

    /// Its place in [`Figures::industries`].
    pub(super) fn place_of(&self, code: &str) -> Option<usize> {
        let industry = industry::find(code)?;
        let of = |level: Level| industry.at(level).map(Industry::code);
        [Level::Division, Level::Section]
            .into_iter()
            .filter_map(of)
            .find_map(|code| self.industries.iter().position(|it| it.code == code))
    }
}

/// A file to fill in: all sections of the standard with their names, and no figure. Who reads English has the
/// Chinese name before it, as the standard and the town's documents write it.
pub fn template(lang: Lang) -> String {
    let mut text = String::from("{\n  \"version\": 1,\n  \"name\": \"\",\n  \"source\": \"\",\n");
    text.push_str("  \"year\": null,\n  \"measure\": \"tax\",\n  \"unit\": \"万元/亩\",\n");
    text.push_str("  \"overall\": null,\n  \"industries\": [");
    let sections = industry::all().iter().filter(|industry| industry.level() == Level::Section);
    for (at, section) in sections.enumerate() {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        let english = section.en.filter(|_| lang == Lang::En);
        let name =
            english.map_or_else(|| section.zh.to_owned(), |english| format!("{} · {english}", section.zh));
        let [code, name] = [json!(section.code()).to_string(), json!(name).to_string()];
        text.extend(["{\"code\": ", &code, ", \"name\": ", &name, ", \"figure\": null}"]);
    }
    text.push_str("\n  ]\n}\n");
    text
}

impl From<Figures> for Value {
    fn from(figures: Figures) -> Self {
        let line = |it: Figured| {
            let mut line = json!({ "code": it.code, "figure": it.figure });
            for (member, text) in [("source", it.source), ("note", it.note)] {
                if let Some(text) = text {
                    line[member] = json!(text);
                }
            }
            line
        };
        let industries: Vec<Self> = figures.industries.into_iter().map(line).collect();
        json!({
            "version": VERSION,
            "name": figures.name,
            "source": figures.source,
            "year": figures.year,
            "measure": figures.of.key(),
            "unit": figures.unit,
            "overall": figures.overall,
            "industries": industries,
        })
    }
}

impl TryFrom<Value> for Figures {
    type Error = Box<Diagnostic>;

    fn try_from(value: Value) -> std::result::Result<Self, Self::Error> {
        Self::parse(&value.to_string())
    }
}

/// A value that is not what the member takes.
fn wrong(member: &str, at: usize, expected: &str) -> Problem {
    problem("benchmark-value-wrong", at, &[("member", member), ("expected", expected)])
}

const MEMBERS: &str = "version, name, source, year, measure, unit, overall, industries";
const LINE_MEMBERS: &str = "code, name, figure, source, note";

/// Notes that a member was read; a second time is an error, and so is one that is not known.
fn once(seen: &mut Vec<String>, known: &str, key: &str, at: usize) -> Result<()> {
    if !known.split(", ").any(|member| member == key) {
        return Err(problem("benchmark-member-unknown", at, &[("member", key), ("known", known)]));
    }
    if seen.iter().any(|before| before == key) {
        return Err(problem("benchmark-member-twice", at, &[("member", key)]));
    }
    seen.push(key.to_owned());
    Ok(())
}

fn all_there(seen: &[String], needed: &[&str], at: usize) -> Result<()> {
    match needed.iter().find(|needed| !seen.iter().any(|member| member == *needed)) {
        Some(missing) => Err(problem("benchmark-member-missing", at, &[("member", missing)])),
        None => Ok(()),
    }
}

fn figures(scanner: &mut Scanner<'_>) -> Result<Figures> {
    let mut read = Figures {
        name: String::new(),
        source: String::new(),
        year: 0,
        of: Yield::Tax,
        unit: UNIT.to_owned(),
        overall: None,
        industries: Vec::new(),
    };
    let mut seen = Vec::new();
    scanner.peek();
    let start = scanner.at();
    scanner.object::<Problem>(|scanner, key, at| {
        once(&mut seen, MEMBERS, &key, at)?;
        match key.as_ref() {
            "version" => version(scanner)?,
            "name" => read.name = filled(scanner, "name")?,
            "source" => read.source = filled(scanner, "source")?,
            "year" => read.year = year(scanner)?,
            "measure" => {
                let (text, at) = string(scanner, "measure")?;
                let known = Yield::ALL.iter().copied().find(|of| of.key() == text);
                read.of = known.ok_or_else(|| wrong("measure", at, "tax, output"))?;
            }
            "unit" => {
                let (text, at) = string(scanner, "unit")?;
                let known = "万元/亩, 元/m², 万元/公顷, 亿元/km²";
                wan_per_mu_in(&text).ok_or_else(|| wrong("unit", at, known))?;
                text.trim().clone_into(&mut read.unit);
            }
            "overall" => read.overall = figure(scanner, "overall")?,
            _ => scanner.array::<Problem>(|scanner, _| {
                let (line, at) = line(scanner)?;
                if read.industries.iter().any(|before| before.code == line.code) {
                    return Err(problem("benchmark-code-twice", at, &[("code", &line.code)]));
                }
                // Kept even without a figure until all are read: the same code twice is a slip.
                read.industries.push(line);
                Ok(())
            })?,
        }
        Ok(())
    })?;
    scanner.end()?;
    all_there(&seen, &["version", "name", "source", "year", "measure"], start)?;
    read.industries.retain(|line| !line.figure.is_nan());
    if read.overall.is_none() && read.industries.is_empty() {
        return Err(problem("benchmark-no-figure", start, &[]));
    }
    // Digits stand in the order of the standard within and across sections.
    read.industries.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(read)
}

/// The figure of an industry, NaN where it is null, and the place of its code.
fn line(scanner: &mut Scanner<'_>) -> Result<(Figured, usize)> {
    let mut line = Figured { figure: f64::NAN, ..Figured::default() };
    let mut seen = Vec::new();
    scanner.peek();
    let start = scanner.at();
    let mut code_at = start;
    scanner.object::<Problem>(|scanner, key, at| {
        once(&mut seen, LINE_MEMBERS, &key, at)?;
        match key.as_ref() {
            "code" => {
                let (text, at) = string(scanner, "code")?;
                let known = industry::find(&text).filter(|it| it.level() <= Level::Division);
                line.code = known.ok_or_else(|| wrong("code", at, "C, C39"))?.code();
                code_at = at;
            }
            "figure" => line.figure = figure(scanner, "figure")?.unwrap_or(f64::NAN),
            "source" => line.source = Some(filled(scanner, "source")?),
            "note" => line.note = Some(string(scanner, "note")?.0.trim().to_owned()),
            // For who reads the file.
            _ => drop(string(scanner, "name")?),
        }
        Ok(())
    })?;
    all_there(&seen, &["code", "figure"], start)?;
    Ok((line, code_at))
}

fn version(scanner: &mut Scanner<'_>) -> Result<()> {
    let (number, at) = number(scanner, "version", "1")?;
    if number.total_cmp(&(VERSION as f64)).is_ne() {
        return Err(problem("benchmark-version", at, &[("found", &number.to_string())]));
    }
    Ok(())
}

fn year(scanner: &mut Scanner<'_>) -> Result<i16> {
    let (number, at) = number(scanner, "year", "2024")?;
    let is_one = number.fract() == 0.0 && (1900.0..=2100.0).contains(&number);
    if is_one { Ok(number as i16) } else { Err(wrong("year", at, "2024")) }
}

/// A number above zero; `None` for null.
fn figure(scanner: &mut Scanner<'_>, member: &str) -> Result<Option<f64>> {
    if scanner.peek() == Some(b'n') {
        let at = scanner.at();
        return match scanner.word()? {
            "null" => Ok(None),
            _ => Err(wrong(member, at, "40, 38.5, null")),
        };
    }
    let (number, at) = number(scanner, member, "40, 38.5, null")?;
    if number > 0.0 { Ok(Some(number)) } else { Err(wrong(member, at, "> 0, null")) }
}

fn number(scanner: &mut Scanner<'_>, member: &str, expected: &str) -> Result<(f64, usize)> {
    let first = scanner.peek();
    let at = scanner.at();
    if !first.is_some_and(|byte| byte == b'-' || byte.is_ascii_digit()) {
        return Err(wrong(member, at, expected));
    }
    let number = scanner.number()?.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(|number| (number, at)).ok_or_else(|| wrong(member, at, expected))
}

fn string<'a>(scanner: &mut Scanner<'a>, member: &str) -> Result<(Cow<'a, str>, usize)> {
    let first = scanner.peek();
    let at = scanner.at();
    if first != Some(b'"') {
        return Err(wrong(member, at, "\"…\""));
    }
    Ok((scanner.string()?, at))
}

/// A text with something in it.
fn filled(scanner: &mut Scanner<'_>, member: &str) -> Result<String> {
    let (text, at) = string(scanner, member)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(problem("benchmark-empty", at, &[("member", member)]));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    const FILE: &str = r#"{"version": 1, "name": "a", "source": "b", "year": 2023, "measure": "output", "unit": "元/m²",
  "overall": 600, "industries": [{"code": "39", "name": "x", "figure": 900, "note": "n"}, {"code": "B", "figure": null},
  {"code": "C", "figure": 300, "source": "c"}]}"#;

    fn told(text: &str) -> (&'static str, Option<u64>, Option<u64>) {
        let diagnostic = Figures::parse(text).unwrap_err();
        assert!(!diagnostic.message(Lang::En).contains("benchmark-"), "{diagnostic}");
        (diagnostic.code, diagnostic.place.line, diagnostic.place.column)
    }

    #[test]
    fn figures_are_read_in_their_unit_and_null_is_no_figure() {
        let figures = Figures::parse(FILE).unwrap();
        let codes: Vec<&str> = figures.industries.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["C", "C39"], "in the order of the standard, null left out");
        let wan = |code: &str| figures.of_industry(code).map(|it| figures.wan_per_mu(it.figure).round());
        assert_eq!((wan("C3911"), wan("C27"), wan("B06"), wan("电子")), (Some(60.0), Some(20.0), None, None));
        assert_eq!(figures.overall.map(|overall| figures.wan_per_mu(overall).round()), Some(40.0));
        let again: Figures = serde_json::from_value(serde_json::to_value(&figures).unwrap()).unwrap();
        assert_eq!(again, figures);
    }

    #[test]
    fn whatever_is_wrong_is_told_with_its_place() {
        let with = |before: &str, after: &str| {
            assert!(FILE.contains(before), "{before}");
            FILE.replace(before, after)
        };
        for (before, after, code, column) in [
            ("\"version\": 1", "\"version\": 2", "benchmark-version", 13),
            ("\"name\": \"a\"", "\"name\": \" \"", "benchmark-empty", 24),
            ("\"source\": \"b\", ", "", "benchmark-member-missing", 1),
            ("\"year\": 2023", "\"year\": null", "benchmark-value-wrong", 52),
            ("\"output\"", "\"profit\"", "benchmark-value-wrong", 69),
            ("元/m²", "t/m²", "benchmark-value-wrong", 87),
            ("\"year\"", "\"name\"", "benchmark-member-twice", 44),
            ("\"year\"", "\"jahr\"", "benchmark-member-unknown", 44),
            ("\"a\",", "\"a\"", "benchmark-json", 28),
        ] {
            assert_eq!(told(&with(before, after)), (code, Some(1), Some(column)), "{after}");
        }
        for (before, after, code) in [
            ("900", "0", "benchmark-value-wrong"),
            ("900", "\"900\"", "benchmark-value-wrong"),
            ("\"39\"", "\"3911\"", "benchmark-value-wrong"),
            ("\"39\"", "\"99\"", "benchmark-value-wrong"),
            ("\"39\"", "\"B\"", "benchmark-code-twice"),
            ("\"note\"", "\"hint\"", "benchmark-member-unknown"),
            ("\"figure\": 900, ", "", "benchmark-member-missing"),
        ] {
            let (found, line, _) = told(&with(before, after));
            assert_eq!((found, line), (code, Some(2)), "{after}");
        }
    }

    #[test]
    fn the_template_names_all_sections_and_is_refused_until_it_is_filled_in() {
        let text = template(Lang::Zh);
        assert_eq!(text.matches("\"code\"").count(), 20);
        assert!(text.contains(r#"{"code": "C", "name": "制造业", "figure": null}"#), "{text}");
        let in_both = template(Lang::En);
        assert!(
            in_both.contains(r#"{"code": "C", "name": "制造业 · Manufacturing", "figure": null}"#),
            "{in_both}"
        );
        assert_eq!(in_both.matches(" · ").count(), 20, "no section without its English name");
        assert_eq!(told(&text), ("benchmark-empty", Some(3), Some(11)));
        let named = text
            .replace("\"name\": \"\",\n", "\"name\": \"n\",\n")
            .replace("\"source\": \"\"", "\"source\": \"s\"");
        assert_eq!(told(&named), ("benchmark-value-wrong", Some(5), Some(11)));
        let dated = named.replace("\"year\": null", "\"year\": 2024");
        assert_eq!(told(&dated).0, "benchmark-no-figure");
        let filled = dated.replacen("\"overall\": null", "\"overall\": 40", 1);
        assert_eq!(Figures::parse(&filled).unwrap().overall, Some(40.0));
    }
}
