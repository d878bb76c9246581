//! The comparison in words, the same on the screen and on the clipboard.

use super::{About, Cell, Comparison, Row};
use crate::maps::matching::{AsWritten, Fit, Found, Verdict, in_unit, line_about, line_asks, verdict_words};
use crate::maps::schema::{self, LayerKind};
use crate::text::{Lang, number, number_fixed, text, text_with};
use crate::write::pasted_text;

impl Row {
    /// What it speaks of, with its unit in brackets.
    pub fn title(&self, lang: Lang) -> String {
        let key = match &self.about {
            About::Line(line) => return line_about(line, lang),
            About::Area => "compare-area",
            About::AreaInAll => "compare-area-in-all",
            About::Height => "compare-height",
            About::Rent => "compare-rent",
            About::Metro => "compare-metro",
            About::Campus => "compare-campus",
            About::Firms(None) => "compare-firms",
            About::Firms(Some(industry)) => {
                let label = schema::codes::industry_label(industry, lang).unwrap_or_else(|| industry.clone());
                return text_with(lang, "compare-firms-of", &[("industry", label.into())]);
            }
            About::Field(kind, key) => {
                let Some(def) = schema::field(Some(*kind), key) else { return (*key).to_owned() };
                let unit = def.unit_label(lang);
                let label = def.label(lang);
                return if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") };
            }
        };
        text(lang, key)
    }

    /// Whether the program worked out all that stands in it.
    pub fn is_worked_out(&self) -> bool {
        let mut known = self.cells.iter().zip(&self.worked_out).filter(|(cell, _)| **cell != Cell::Missing);
        known.all(|(_, worked_out)| *worked_out)
    }

    /// How what was worked out came about.
    pub fn how(&self, lang: Lang) -> String {
        let formula = |kind: LayerKind, key: &'static str| {
            let formula = schema::field(Some(kind), key).and_then(|def| def.formula_label(lang))?;
            Some(text_with(lang, "field-formula", &[("field", key.into()), ("formula", formula.into())]))
        };
        let of_field = match &self.about {
            About::Field(kind, key) => formula(*kind, key),
            About::Area | About::AreaInAll => formula(LayerKind::Land, "area_m2"),
            About::Firms(_) => Some(text(lang, "compare-worked-out-firms")),
            _ => None,
        };
        of_field.unwrap_or_else(|| text(lang, "compare-worked-out-distance"))
    }

    /// What the brief asks here: `必须 ≥ 20 kN/m²`; empty where it asks nothing.
    pub fn asks(&self, lang: Lang) -> String {
        let About::Line(line) = &self.about else { return String::new() };
        let must = text(lang, if line.must { "brief-must" } else { "brief-prefer" });
        format!("{must} {}", line_asks(line, lang)).trim_end().to_owned()
    }
}

impl Cell {
    /// Whether it is a distance that the program measured.
    pub(super) fn is_measured(&self) -> bool {
        match self {
            Self::Place(_) => true,
            Self::Judged(_, _, judged) => matches!(judged.found, Some(Found::Place(_))),
            _ => false,
        }
    }

    /// Whether the site passes the line of the brief that the row speaks of.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Judged(_, _, judged) => Some(judged.verdict),
            _ => None,
        }
    }

    /// The cell in words; what was converted says from what.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Missing => text(lang, "compare-missing"),
            Self::Judged(line, kind, judged) => verdict_words(line, *kind, judged, lang),
            Self::Number(value, written) => {
                let rounded = number((value * 100.0).round() / 100.0);
                match written {
                    Some(AsWritten::Mu(mu)) => {
                        let args = [("value", number_fixed(*value, 0).into()), ("mu", number(*mu).into())];
                        text_with(lang, "match-from-mu", &args)
                    }
                    Some(AsWritten::RentADay(rent)) => {
                        let args = [("value", rounded.into()), ("rent", number(*rent).into())];
                        text_with(lang, "match-from-day", &args)
                    }
                    Some(AsWritten::InUnit(written, unit)) => {
                        text_with(lang, "match-from-unit", &in_unit(rounded, *written, *unit, lang))
                    }
                    _ => rounded,
                }
            }
            Self::OnFloor(value, floor) => {
                let words = number((value * 100.0).round() / 100.0);
                if floor.is_empty() {
                    return words;
                }
                let args = [("words", words.into()), ("floors", floor.as_str().into())];
                text_with(lang, "match-floors", &args)
            }
            Self::Text(kind, key, value) => schema::field(Some(*kind), key)
                .and_then(|def| schema::value_label(def, value, lang))
                .unwrap_or_else(|| value.clone()),
            Self::Yes(yes) => text(lang, if *yes { "match-yes" } else { "match-no" }),
            Self::Place(nearest) => nearest.words(lang),
        }
    }
}

/// What a site is to the brief, in words.
pub fn fit_words(fit: Fit, lang: Lang) -> String {
    match fit {
        Fit::Fits => text(lang, "compare-fits"),
        Fit::Fails(lines) => text_with(lang, "compare-fails", &[("lines", lines.into())]),
        Fit::ToAsk(lines) => text_with(lang, "compare-to-ask", &[("lines", lines.into())]),
        Fit::OtherKind(kind) => text_with(lang, "compare-other-kind", &[("kind", kind.label(lang).into())]),
    }
}

impl Comparison {
    /// Whether it holds sites against a brief.
    pub fn has_brief(&self) -> bool {
        !self.fits.is_empty()
    }

    /// As a table for a spreadsheet, tabs between cells: a heading with `names`, a line a row, and the
    /// notes at the end. Nothing in it is taken for a formula.
    pub fn to_tsv(&self, names: &[String], notes: &[String], lang: Lang) -> String {
        let mut lines = Vec::with_capacity(self.rows.len() + 2);
        let line = |first: String, cells: &mut dyn Iterator<Item = String>| {
            let cells = std::iter::once(first).chain(cells).map(|cell| pasted_text(&cell));
            cells.collect::<Vec<_>>().join("\t")
        };
        let asked = |words: String| self.has_brief().then_some(words).into_iter();
        let head = text(lang, "compare-asked");
        lines.push(line(text(lang, "compare-field"), &mut asked(head).chain(names.iter().cloned())));
        if self.has_brief() {
            let fits = self.fits.iter().map(|fit| fit.map_or_else(String::new, |fit| fit_words(fit, lang)));
            lines.push(line(text(lang, "compare-fit"), &mut asked(String::new()).chain(fits)));
        }
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| {
                let sign = cell.verdict().map_or("", |verdict| match verdict {
                    Verdict::Pass => "✓ ",
                    Verdict::Fail => "✗ ",
                    Verdict::Unknown => "? ",
                });
                format!("{sign}{}", cell.words(lang))
            });
            lines.push(line(row.title(lang), &mut asked(row.asks(lang)).chain(cells)));
        }
        if notes.iter().any(|note| !note.is_empty()) {
            let notes = notes.iter().cloned();
            lines.push(line(text(lang, "compare-note"), &mut asked(String::new()).chain(notes)));
        }
        lines.join("\n")
    }
}
