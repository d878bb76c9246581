//! Lines and verdicts in words, the same in the window and on the command line.

use super::brief::{Asks, DEALS, FIRE_CLASSES, Line};
use super::judge::{AsWritten, Found, Judged, Missing, Verdict};
use super::what::What;
use crate::layer::Layer;
use crate::maps::binding::{MeasureUnit, Naming};
use crate::maps::schema::{self, LayerKind};
use crate::text::{Arg, Lang, number, number_fixed, text, text_with};

/// What a line speaks of.
pub fn asked(what: What, lang: Lang) -> String {
    text(lang, &format!("match-what-{}", what.key().replace('_', "-")))
}

/// A line in one go: `净层高 ≥ 6 m`.
pub fn line_title(line: &Line, lang: Lang) -> String {
    let what = asked(line.what, lang);
    let unit = line.unit().map_or("", |unit| lang.pick(unit.zh, unit.en));
    match &line.asks {
        Asks::Number { number: limit, .. } => {
            let sign = if line.what.is_at_least() { "≥" } else { "≤" };
            format!("{what} {sign} {} {unit}", number(*limit))
        }
        Asks::Near { metres, name } if name.is_empty() => format!("{what} ≤ {} m", number(*metres)),
        Asks::Near { metres, name } => text_with(
            lang,
            "match-line-named",
            &[("what", what.into()), ("name", name.as_str().into()), ("metres", number(*metres).into())],
        ),
        Asks::Class(class) => format!("{what} ≥ {}", FIRE_CLASSES.get(*class).unwrap_or(&"")),
        Asks::Yes => what,
        Asks::Deal(deal) => {
            let deal = DEALS.get(*deal).copied().unwrap_or_default();
            format!("{what} {}", label(LayerKind::Factories, "deal", deal, lang))
        }
        Asks::Code(code) => {
            let industry = schema::codes::industry_label(code, lang).unwrap_or_else(|| code.clone());
            format!("{what} {industry}")
        }
        Asks::By(date) => format!("{what} ≤ {date}"),
    }
}

fn label(kind: LayerKind, key: &str, value: &str, lang: Lang) -> String {
    schema::field(Some(kind), key)
        .and_then(|def| schema::value_label(def, value, lang))
        .unwrap_or_else(|| value.to_owned())
}

/// A number with the decimals that its unit deserves: whole metres and square metres, tenths otherwise.
fn rounded(what: What, value: f64) -> String {
    match what {
        What::Area | What::Power | What::Metro | What::Campus | What::Firm => number_fixed(value, 0),
        _ => number((value * 100.0).round() / 100.0),
    }
}

/// What a site was found to have: `7.2 m`, `金沙湖站 640 m`.
fn found(line: &Line, kind: LayerKind, found: &Found, lang: Lang) -> String {
    let unit = line.what.units().first().map_or("", |unit| lang.pick(unit.zh, unit.en));
    match found {
        Found::Number(value, written) => {
            let value = format!("{} {unit}", rounded(line.what, *value));
            match written {
                None => value,
                Some(AsWritten::Mu(mu)) => {
                    text_with(lang, "match-from-mu", &[("value", value.into()), ("mu", number(*mu).into())])
                }
                Some(AsWritten::RentADay(rent)) => {
                    let args = [("value", value.into()), ("rent", number(*rent).into())];
                    text_with(lang, "match-from-day", &args)
                }
                Some(AsWritten::InUnit(written, unit)) => {
                    text_with(lang, "match-from-unit", &in_unit(value, *written, *unit, lang))
                }
                Some(AsWritten::Geometry) => {
                    text_with(lang, "match-from-geometry", &[("value", value.into())])
                }
            }
        }
        Found::Value(key, value) => label(kind, key, value, lang),
        Found::Yes(yes) => text(lang, if *yes { "match-yes" } else { "match-no" }),
        Found::Class(class) => label(kind, "fire_class", FIRE_CLASSES.get(*class).unwrap_or(&""), lang),
        Found::Date(date) => date.to_string(),
        Found::InUse => text(lang, "match-in-use"),
        Found::Place(nearest) => format!("{} {} m", nearest.name, number_fixed(nearest.metres, 0)),
        Found::Building(kind) => kind.label(lang).to_owned(),
    }
}

/// The arguments of `match-from-unit`: a number that was converted, and what stands in the file.
pub(in crate::maps) fn in_unit(
    value: String,
    written: f64,
    unit: MeasureUnit,
    lang: Lang,
) -> [(&'static str, Arg); 3] {
    let written = number((written * 1000.0).round() / 1000.0);
    [("value", value.into()), ("written", written.into()), ("unit", unit.label(lang).into())]
}

/// By how much, in the line's first unit, in days or in classes.
fn by(line: &Line, by: f64, lang: Lang) -> String {
    match line.what {
        What::AvailableBy => text_with(lang, "match-days", &[("days", (by.round() as u64).into())]),
        What::FireClass => text_with(lang, "match-classes", &[("classes", (by.round() as u64).into())]),
        what => {
            let unit = what.units().first().map_or("", |unit| lang.pick(unit.zh, unit.en));
            format!("{} {unit}", rounded(what, by))
        }
    }
}

/// States of a site that a prospect must know of, whatever was asked: nobody works on it, or somebody does.
const TO_BE_SAID: &[&str] = &["已停用", "停用", "在建", "已用"];

/// What a site's state says against it, where it says anything: `已停用`. It is no verdict: no line asks it.
pub fn state_remark<'a>(
    layer: &'a Layer,
    naming: impl Into<Naming<'a>>,
    row: usize,
    lang: Lang,
) -> Option<String> {
    let naming = naming.into();
    let value = naming.column(layer, "status")?.value(row);
    let value = value.to_text();
    let value = value.trim();
    TO_BE_SAID.contains(&value).then(|| {
        let definition = naming.kind().and_then(|kind| schema::field(Some(kind), "status"));
        definition
            .and_then(|definition| schema::value_label(definition, value, lang))
            .unwrap_or_else(|| value.to_owned())
    })
}

/// What is missing, and where.
pub fn missing_words(missing: &Missing, kind: LayerKind, lang: Lang) -> String {
    match missing {
        Missing::Field(key) => {
            let field = schema::field(Some(kind), key).map_or(*key, |def| def.label(lang));
            text_with(lang, "match-missing-field", &[("field", field.into())])
        }
        Missing::Layer(layer) => {
            text_with(lang, "match-missing-layer", &[("layer", layer.label(lang).into())])
        }
        Missing::Named(layer, name) => {
            let args = [("layer", layer.label(lang).into()), ("name", name.as_str().into())];
            text_with(lang, "match-missing-name", &args)
        }
        Missing::Position => text(lang, "match-missing-position"),
        Missing::NotOfKind => text_with(lang, "match-missing-kind", &[("layer", kind.label(lang).into())]),
    }
}

/// A verdict in words, without the mark: `7.2 m,富余 1.2 m（第 1、2 层）`.
pub fn verdict_words(line: &Line, kind: LayerKind, judged: &Judged, lang: Lang) -> String {
    if let Some(missing) = &judged.missing {
        return missing_words(missing, kind, lang);
    }
    let mut words = judged.found.as_ref().map(|it| found(line, kind, it, lang)).unwrap_or_default();
    // Nothing to spare is not worth a word; to fail by nothing cannot be.
    if let Some(amount) = judged.by.filter(|amount| *amount > 1e-9) {
        let key = if judged.verdict == Verdict::Pass { "match-spare" } else { "match-short" };
        let args = [("found", words.into()), ("by", by(line, amount, lang).into())];
        words = text_with(lang, key, &args);
    }
    if !judged.floors.is_empty() {
        let floors = judged.floors.join(lang.pick("、", ", "));
        words = text_with(lang, "match-floors", &[("words", words.into()), ("floors", floors.into())]);
    }
    words
}
