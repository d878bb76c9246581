//! Lines and verdicts in words, the same in the window and on the command line.

use super::answer::{AreaSum, Group, Tally};
use super::brief::{Asks, DEALS, FIRE_CLASSES, Line};
use super::judge::{AsWritten, Found, Judged, Missing, Verdict, is_by_rounding, spare_of, written_unit};
use super::what::{UnitOf, What};
use crate::layer::Layer;
use crate::maps::binding::{MeasureUnit, Naming};
use crate::maps::derive::FAR_M;
use crate::maps::schema::{self, FieldDef, FieldKind, LayerKind};
use crate::text::{Arg, Lang, count, number, number_fixed, text, text_with};

/// What a line speaks of.
pub fn asked(what: What, lang: Lang) -> String {
    text(lang, &format!("match-what-{}", what.key().replace('_', "-")))
}

/// What a line speaks of, with the name that it asks for: `距企业“甲”`.
pub fn line_about(line: &Line, lang: Lang) -> String {
    let what = asked(line.what, lang);
    match &line.asks {
        Asks::Near { name, .. } if !name.is_empty() => {
            text_with(lang, "match-what-named", &[("what", what.into()), ("name", name.as_str().into())])
        }
        _ => what,
    }
}

/// What a line asks for: `≥ 6 m`; empty where it is a yes.
pub fn line_asks(line: &Line, lang: Lang) -> String {
    let sign = match line.asks {
        Asks::Class(_) => "≥ ",
        Asks::Number { .. } if line.what.is_at_least() => "≥ ",
        Asks::Number { .. } | Asks::Near { .. } | Asks::By(_) => "≤ ",
        Asks::Yes | Asks::Deal(_) | Asks::Code(_) => "",
    };
    format!("{sign}{}", line_wants(line, lang))
}

/// The same without the sign: `6 m`.
pub fn line_wants(line: &Line, lang: Lang) -> String {
    format!("{} {}", wanted(line, lang), unit_label(line.unit(), lang)).trim_end().to_owned()
}

/// A line in one go: `净层高 ≥ 6 m`.
pub fn line_title(line: &Line, lang: Lang) -> String {
    format!("{} {}", line_about(line, lang), line_asks(line, lang)).trim_end().to_owned()
}

/// One step from a line to a looser one: `20 → 15 kN/m²`; `None` where it asks for the same.
pub fn step_words(from: &Line, to: &Line, lang: Lang) -> Option<String> {
    let (before, after) = (wanted(from, lang), wanted(to, lang));
    let (unit, unit_after) = (unit_label(from.unit(), lang), unit_label(to.unit(), lang));
    if unit != unit_after {
        return Some(format!("{before} {unit} → {after} {unit_after}"));
    }
    (before != after).then(|| format!("{before} → {after} {unit}").trim_end().to_owned())
}

/// The area that so many sites offer together: `11,487 m²`, and of how many it is not known.
pub fn area_words(area: AreaSum, sites: usize, lang: Lang) -> String {
    let args = [("area", number_fixed(area.m2, 0).into()), ("unknown", count(area.unknown as u64).into())];
    match area.unknown {
        0 => text_with(lang, "match-area", &args),
        all if all == sites => text(lang, "match-area-unknown"),
        _ => text_with(lang, "match-area-partly", &args),
    }
}

/// The number, class, deal, industry or day that a line asks for, without sign and unit.
fn wanted(line: &Line, lang: Lang) -> String {
    match &line.asks {
        Asks::Number { number: limit, .. } | Asks::Near { metres: limit, .. } => shown(*limit),
        Asks::Class(class) => {
            let class = FIRE_CLASSES.get(*class).copied().unwrap_or_default();
            label(LayerKind::Factories, "fire_class", class, lang)
        }
        Asks::Yes => String::new(),
        Asks::Deal(deal) => {
            label(LayerKind::Factories, "deal", DEALS.get(*deal).copied().unwrap_or_default(), lang)
        }
        Asks::Code(code) => schema::codes::industry_label(code, lang).unwrap_or_else(|| code.clone()),
        Asks::By(date) => date.to_string(),
    }
}

/// A limit as it is read: to three decimals, below 1 to four digits. What came of another unit has no end of
/// them, and is asked for in full all the same.
fn shown(limit: f64) -> String {
    let places = if limit > 0.0 && limit < 1.0 { (3.0 - limit.log10().floor()).min(6.0) } else { 3.0 };
    let place = 10_f64.powf(places);
    number((limit * place).round() / place)
}

fn unit_label(unit: Option<&UnitOf>, lang: Lang) -> &'static str {
    unit.map_or("", |unit| lang.pick(unit.zh, unit.en))
}

fn label(kind: LayerKind, key: &str, value: &str, lang: Lang) -> String {
    schema::field(Some(kind), key)
        .and_then(|def| schema::value_label(def, value, lang))
        .unwrap_or_else(|| value.to_owned())
}

/// A number in one of the units of a line, with the decimals that the unit deserves: whole metres and
/// square metres, hundredths otherwise; more where a difference as small as `least` is to be seen.
fn figure(what: What, value: f64, unit: &UnitOf, least: f64, lang: Lang) -> String {
    let whole = match what {
        What::Area => unit.key == "m2",
        What::Power | What::Metro | What::Campus | What::Firm => true,
        _ => false,
    };
    let (value, least) = (value / unit.factor, least / unit.factor);
    let usual = if whole { 0 } else { 2 };
    let is_finer = least > 0.0 && least * 10_f64.powi(usual) < 0.5;
    let decimals = if is_finer { (-least.log10()).ceil().clamp(0.0, 6.0) as usize } else { usual as usize };
    let words = number_fixed(value, decimals);
    let words = if words.contains('.') { words.trim_end_matches('0').trim_end_matches('.') } else { &words };
    format!("{words} {}", lang.pick(unit.zh, unit.en)).trim_end().to_owned()
}

/// What a site was found to have, in the unit that was asked in: `7.2 m`, `金沙湖站 640 m`. What the file
/// has in another unit stands in brackets.
fn found(line: &Line, kind: LayerKind, judged: &Judged, found: &Found, lang: Lang) -> String {
    match found {
        Found::Number(value, written) => {
            let Some(unit) = line.unit() else { return number(*value) };
            let least = judged.by.filter(|_| judged.verdict == Verdict::Fail).unwrap_or(f64::INFINITY);
            let words = figure(line.what, *value, unit, least, lang);
            if written_unit(line.what, *written).is_some_and(|of| of.key == unit.key) {
                return words;
            }
            match written {
                None => {
                    let own = line.what.units().first().unwrap_or(unit);
                    let written = figure(line.what, *value, own, f64::INFINITY, lang);
                    text_with(
                        lang,
                        "match-converted",
                        &[("value", words.into()), ("written", written.into())],
                    )
                }
                Some(AsWritten::Mu(mu)) => {
                    text_with(lang, "match-from-mu", &[("value", words.into()), ("mu", number(*mu).into())])
                }
                Some(AsWritten::RentADay(rent)) => {
                    let args = [("value", words.into()), ("rent", number(*rent).into())];
                    text_with(lang, "match-from-day", &args)
                }
                Some(AsWritten::InUnit(written, unit)) => {
                    text_with(lang, "match-from-unit", &in_unit(words, *written, *unit, lang))
                }
                Some(AsWritten::Geometry) => {
                    text_with(lang, "match-from-geometry", &[("value", words.into())])
                }
            }
        }
        Found::Value(key, value) => label(kind, key, value, lang),
        Found::Yes(yes) => text(lang, if *yes { "match-yes" } else { "match-no" }),
        Found::Class(class) => label(kind, "fire_class", FIRE_CLASSES.get(*class).unwrap_or(&""), lang),
        Found::Date(date) => date.to_string(),
        Found::InUse => text(lang, "match-in-use"),
        Found::Place(nearest) => nearest.words(lang),
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

/// By how much, in the unit that was asked in, in days or in classes.
fn by(line: &Line, by: f64, lang: Lang) -> String {
    match line.what {
        What::AvailableBy => text_with(lang, "match-days", &[("days", (by.round() as u64).into())]),
        What::FireClass => text_with(lang, "match-classes", &[("classes", (by.round() as u64).into())]),
        what => line.unit().map_or_else(|| number(by), |unit| figure(what, by, unit, by, lang)),
    }
}

/// A share that is counted up to a limit, with a word where more is there than counts: `100% 以上`.
pub fn share_words(counted: f64, in_full: f64, lang: Lang) -> String {
    let share = number_fixed(100.0 * counted, 0);
    let is_more = in_full > counted + 1e-9;
    text_with(lang, if is_more { "match-share-or-more" } else { "match-share" }, &[("share", share.into())])
}

/// How many sites of a group stand after the others, and with which area; `None` where none does.
pub fn apart_words(group: &Group, lang: Lang) -> Option<String> {
    let Tally { sites, area } = group.apart;
    let args = [("count", sites.into()), ("area", area_words(area, sites, lang).into())];
    (sites > 0).then(|| text_with(lang, "match-apart", &args))
}

/// What a site has to spare, line by line, of those lines that its share is the mean of: `净层高：富余 7 m（100%）`.
pub fn spare_words(lines: &[Line], judged: &[Judged], lang: Lang) -> Vec<String> {
    let of_line = |(line, judged): (&Line, &Judged)| {
        let (share, amount) = (spare_of(line, judged)?, judged.by?);
        let args = [
            ("line", line_about(line, lang).into()),
            ("by", by(line, amount, lang).into()),
            ("share", share_words(share.min(1.0), share, lang).into()),
        ];
        Some(text_with(lang, "match-spare-line", &args))
    };
    lines.iter().zip(judged).filter_map(of_line).collect()
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
    let value = state_against(layer, naming, row)?;
    let definition = naming.kind().and_then(|kind| schema::field(Some(kind), "status"));
    let label = definition.and_then(|definition| schema::value_label(definition, value, lang));
    Some(label.unwrap_or_else(|| value.to_owned()))
}

/// The state of a site that speaks against it, as its code.
pub(super) fn state_against<'a>(layer: &'a Layer, naming: Naming<'a>, row: usize) -> Option<&'a str> {
    let value = naming.code_in(naming.column(layer, "status")?, row)?;
    TO_BE_SAID.contains(&value).then_some(value)
}

/// A field of a kind; of a building's floor, whose height offices have under a name of their own.
fn field_of(kind: LayerKind, key: &str) -> Option<&'static FieldDef> {
    let own = What::from_key(key).and_then(|what| what.field_of(kind)).filter(|own| !own.is_empty());
    schema::field(Some(kind), own.unwrap_or(key))
}

/// What is missing, and where.
pub fn missing_words(missing: &Missing, kind: LayerKind, lang: Lang) -> String {
    match missing {
        Missing::Field(key) => {
            let field = field_of(kind, key).map_or(*key, |def| def.label(lang));
            text_with(lang, "match-missing-field", &[("field", field.into())])
        }
        Missing::Unread(key, value) => {
            let def = field_of(kind, key);
            let field = def.map_or(*key, |def| def.label(lang));
            let key = match def.map(|def| def.kind) {
                Some(FieldKind::Number | FieldKind::Integer) => "match-missing-number",
                Some(FieldKind::Date) => "match-missing-date",
                _ => "match-missing-value",
            };
            text_with(lang, key, &[("field", field.into()), ("value", value.as_str().into())])
        }
        Missing::Layer(layer) => {
            text_with(lang, "match-missing-layer", &[("layer", layer.label(lang).into())])
        }
        Missing::Named(layer, name) => {
            let args = [("layer", layer.label(lang).into()), ("name", name.as_str().into())];
            text_with(lang, "match-missing-name", &args)
        }
        Missing::InService => {
            let layer = LayerKind::MetroStations.label(lang);
            text_with(lang, "match-missing-in-service", &[("layer", layer.into())])
        }
        Missing::OtherTown => {
            let layer = LayerKind::MetroStations.label(lang);
            let args = [("layer", layer.into()), ("reach", number(FAR_M / 1000.0).into())];
            text_with(lang, "match-missing-other-town", &args)
        }
        Missing::Position => text(lang, "match-missing-position"),
        Missing::NotOfKind => text_with(lang, "match-missing-kind", &[("layer", kind.label(lang).into())]),
    }
}

/// A verdict in words, without the mark, in the unit that was asked in: `7.2 m,富余 1.2 m（第 1、2 层）`.
/// What is missed by the rounding of units alone says so, and fails all the same.
pub fn verdict_words(line: &Line, kind: LayerKind, judged: &Judged, lang: Lang) -> String {
    if let Some(missing) = &judged.missing {
        return missing_words(missing, kind, lang);
    }
    let mut words = judged.found.as_ref().map(|it| found(line, kind, judged, it, lang)).unwrap_or_default();
    // Nothing to spare is not worth a word; to fail by nothing cannot be.
    if let Some(amount) = judged.by.filter(|amount| *amount > 1e-9) {
        let key = match judged.verdict {
            Verdict::Pass => "match-spare",
            _ if is_by_rounding(line, judged) => "match-short-by-rounding",
            _ => "match-short",
        };
        let args = [("found", words.into()), ("by", by(line, amount, lang).into())];
        words = text_with(lang, key, &args);
    }
    if !judged.floors.is_empty() {
        let floors = judged.floors.join(lang.pick("、", ", "));
        words = text_with(lang, "match-floors", &[("words", words.into()), ("floors", floors.into())]);
    }
    words
}
