//! `match`: which sites a prospect's brief fits, line by line.
//!
//! Without a FILE the bundled maps are asked. A FILE that holds stations, campuses or enterprises is
//! what distances are measured to, or else that of `--stations`; every other one holds sites. A workspace stands for its layers, with
//! what a person said of their columns, and for its brief where none is given. Fields that are private are never
//! looked at, so there is none in the answer.
//!
//! With `--json`:
//! `{"brief":{…},"judged":n,"matches":G,"to_ask":G,"near":G,"failed":n,"left_out":[{"layer","count","why","what"}],
//! "loosen":[H],"rounded":[H],"warnings":[W]}` with `H = {"line":n,"to":{…},"sites","area_m2","area_unknown"}` and
//! `G = {"count","apart","area_m2","area_unknown","to_be_had":T,"set_apart":T,"sites":[{"layer","feature","id","name","points","spare","spare_in_full","area_m2","apart","state","lines":[L]}]}`,
//! `T = {"sites","area_m2","area_unknown"}` and
//! `L = {"what","verdict","found","by","unit","missing","floors","words"}`: `verdict` is `pass`, `fail` or
//! `unknown`; `by` is to spare where it passes and wanting where it fails; it and numbers in `found` are in
//! `unit`, that of the brief's line; `line` counts from 0. `loosen` says what one step more room on a line
//! would bring, `rounded` what a line that is missed by the rounding of units would in the other unit. Sites
//! that are `apart`, because of their `state`, stand last in their group, which counts them as `set_apart`
//! and all others as `to_be_had`. `spare` counts each line up to 1, `spare_in_full` as it is. With `--out` there is `export` too: what
//! `export` answers. `area_unknown` stands where sites add nothing to `area_m2` because nobody knows theirs: how many.

use super::arguments::MatchArguments;
use super::console::{Console, Stop};
use super::export;
use super::input::{self, Read};
use super::json as shapes;
use super::match_out::Out;
use super::said;
use super::table::{Align, Table, grouped};
use crate::app::workspace;
use crate::diagnostic::Diagnostic;
use crate::layer::{Value as Cell, well_known};
use crate::maps::derive::StationLayer;
use crate::maps::matching::{
    Answer, AreaSum, Brief, Found, Group, Judged, LeftOut, Line, Loosened, Ranked, SiteLayer, Surroundings,
    Tally, Verdict, What, Whom, apart_words, area_words, asked, line_about, line_title, run as ask,
    share_words, state_remark, step_words, verdict_words,
};
use crate::maps::schema::{LayerKind, MapKind};
use crate::text::Lang;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &MatchArguments) -> Result<(), Stop> {
    let out = Out::of(console, arguments)?;
    if out.is_some() {
        console.cancel_on_interrupt();
    }
    let bundled: Vec<String> = MapKind::ALL
        .iter()
        .flat_map(|map| map.layers())
        .filter(|kind| kind.map() == MapKind::Space || is_around(*kind))
        .map(|kind| format!("{}{}", workspace::BUNDLED_PREFIX, kind.path()))
        .collect();
    let files = if arguments.files.is_empty() { &bundled } else { &arguments.files };
    let (all, workspaces) = input::expanded(console, files)?;
    said::take_of(console, &arguments.said, &all, files)?;
    if let Some(out) = &out {
        let layers = all.iter().map(|named| Path::new(&named.name));
        let named = files.iter().map(Path::new).chain(arguments.brief.as_deref());
        export::refuse_input(console, out.path, layers.chain(named))?;
    }
    let brief = match &arguments.brief {
        Some(path) => read(path).map_err(|diagnostic| console.failed(&diagnostic))?,
        None => workspaces
            .into_iter()
            .map(|workspace| workspace.brief)
            .find(|brief| !brief.lines.is_empty())
            .ok_or_else(|| console.wrong_usage(&Diagnostic::error("match-no-brief")))?,
    };
    let (mut sites, mut around) = (Vec::new(), Surroundings::default());
    let mut warnings = Vec::new();
    for named in &all {
        let Read { layer, binding, notices } =
            input::attempt_named(console, named).map_err(|diagnostics| {
                console.report_all(&diagnostics);
                Stop::Failed
            })?;
        let noticed: Vec<Diagnostic> = layer.diagnostics.iter().cloned().chain(notices).collect();
        console.report_all(&noticed);
        warnings.extend(noticed);
        if let Some(filter) = named.filter() {
            // As in the window: a brief is put to all sites.
            let args = [("file", named.name.as_str().into()), ("filter", filter.into())];
            Console::note(&console.text("match-cli-filter", &args));
        }
        let layer = SiteLayer::bound(&layer, &Arc::new(binding));
        if layer.kind.is_some_and(is_around) || StationLayer::of(&layer.layer, layer.naming()).is_some() {
            around.add(layer);
        } else {
            sites.push(layer);
        }
    }
    if let Some(said) = around.metro.as_ref().and_then(StationLayer::unknown_operation) {
        console.report(&said);
        warnings.push(said);
    }
    // As the column `metro_m` is: to the stations of --stations, where no FILE holds any.
    if around.metro.is_none() {
        around.metro.clone_from(&console.stations);
    }
    let most = arguments.limit.unwrap_or(usize::MAX);
    let answer = ask(&brief, &sites, &around, most, &console.cancel)
        .ok_or_else(|| console.failed(&Diagnostic::error("cancelled")))?;
    let question = (&brief, sites.as_slice(), &around);
    let written = out.map(|out| out.write(console, question, &answer)).transpose()?;
    if console.json {
        let mut value = in_json(&brief, &sites, &answer, console.lang);
        if let Some((written, layer)) = &written {
            value["export"] = written.in_json(console, &sites[*layer].layer.diagnostics);
        }
        value["warnings"] = shapes::warnings(&warnings, console.lang);
        console.answer(&value)?;
    } else {
        in_words(console, &brief, &sites, &around, &answer)?;
        if let Some((written, _)) = &written {
            let line = written.in_words(console);
            console.line("")?;
            console.line(line)?;
        }
    }
    warnings.extend(written.into_iter().flat_map(|(written, _)| written.exported.written.diagnostics));
    console.strict_about(&warnings)
}

/// Whether distances are measured to what a layer of a kind holds.
fn is_around(kind: LayerKind) -> bool {
    matches!(kind, LayerKind::MetroStations | LayerKind::Universities | LayerKind::Enterprises)
}

/// Reads a brief's file.
fn read(path: &Path) -> Result<Brief, Box<Diagnostic>> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Diagnostic::error("brief-unreadable").with("reason", error.to_string()).in_file(file.clone())
    })?;
    Brief::parse(&text).map_err(|diagnostic| Box::new(diagnostic.in_file(file)))
}

/// The identifier of a feature, as it is written; null where it has none.
fn id_of(site: &SiteLayer, row: usize) -> Value {
    let layer = &site.layer;
    let own = layer.ids.as_ref().map(|ids| ids.value(row));
    let bound = site.naming().column(layer, "id").map(|column| column.value(row));
    let fields = well_known::ID.iter().map(|key| layer.value(key, row));
    match own.into_iter().chain(bound).chain(fields).find(|cell| !cell.is_none()) {
        Some(Cell::Integer(number)) => json!(number),
        Some(cell) => json!(cell.to_text()),
        None => Value::Null,
    }
}

/// The name of a feature; its identifier or number where it has none.
fn name_of(site: &SiteLayer, row: usize, lang: Lang) -> String {
    let (layer, naming) = (&site.layer, site.naming());
    let english = naming.name_en_of(layer, row).filter(|_| lang == Lang::En);
    let mut texts = english.into_iter().chain([naming.name_of(layer, row)]);
    texts.find(|text| !text.trim().is_empty()).unwrap_or_else(|| format!("#{}", layer.feature_number(row)))
}

fn in_json(brief: &Brief, sites: &[SiteLayer], answer: &Answer, lang: Lang) -> Value {
    let left_out = |left: &LeftOut| {
        let (why, what) = match left.why {
            Whom::OtherKind => ("other-kind", None),
            Whom::UnknownKind => ("unknown-kind", None),
            Whom::Silent(what) => ("silent", Some(what.key())),
        };
        json!({ "layer": sites[left.layer].layer.source.name(), "count": left.count, "why": why, "what": what })
    };
    let hints = |of: &[Option<Loosened>]| -> Vec<Value> {
        let hint = |(at, hint): (usize, &Option<Loosened>)| {
            let it = hint.as_ref()?;
            let to = Brief { lines: vec![it.line.clone()], ..Brief::default() };
            let to = Value::from(to)["lines"][0].take();
            Some(with_area(json!({ "line": at, "to": to, "sites": it.sites }), it.area))
        };
        of.iter().enumerate().filter_map(hint).collect()
    };
    json!({
        "brief": brief,
        "judged": answer.judged,
        "matches": group_json(brief, sites, &answer.matches, lang),
        "to_ask": group_json(brief, sites, &answer.to_ask, lang),
        "near": group_json(brief, sites, &answer.near, lang),
        "failed": answer.failed,
        "left_out": answer.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "loosen": hints(&answer.loosen),
        "rounded": hints(&answer.rounded),
    })
}

fn group_json(brief: &Brief, sites: &[SiteLayer], group: &Group, lang: Lang) -> Value {
    let site = |ranked: &Ranked| {
        let site = &sites[ranked.layer];
        let row = ranked.row as usize;
        let kind = site.kind.unwrap_or(LayerKind::Land);
        let lines: Vec<Value> = brief
            .lines
            .iter()
            .zip(&ranked.lines)
            .map(|(line, judged)| {
                json!({
                    "what": line.what.key(),
                    "verdict": verdict(judged.verdict),
                    "found": found(line, judged),
                    "by": judged.by.map(|by| in_unit(line, by)),
                    "unit": unit(line),
                    "missing": judged.missing.as_ref().map(|_| verdict_words(line, kind, judged, lang)),
                    "floors": judged.floors,
                    "words": verdict_words(line, kind, judged, lang),
                })
            })
            .collect();
        json!({
            "layer": site.layer.source.name(),
            "feature": site.layer.feature_number(row),
            "id": id_of(site, row),
            "name": name_of(site, row, lang),
            "points": ranked.points,
            "spare": ranked.spare,
            "spare_in_full": ranked.spare_in_full,
            "area_m2": ranked.area_m2,
            "apart": ranked.apart,
            "state": remark(site, row, lang),
            "lines": lines,
        })
    };
    let listed: Vec<Value> = group.sites.iter().map(site).collect();
    let tally = |of: Tally| with_area(json!({ "sites": of.sites }), of.area);
    let all = json!({
        "count": group.count,
        "apart": group.apart.sites,
        "to_be_had": tally(group.to_be_had),
        "set_apart": tally(group.apart),
        "sites": listed,
    });
    with_area(all, group.area())
}

/// Says the area of sites, and of how many it is not known where there are such.
fn with_area(mut value: Value, area: AreaSum) -> Value {
    value["area_m2"] = json!(area.m2);
    if area.unknown > 0 {
        value["area_unknown"] = json!(area.unknown);
    }
    value
}

/// What a site's state says against it, where it says anything.
fn remark(site: &SiteLayer, row: usize, lang: Lang) -> Option<String> {
    state_remark(&site.layer, site.naming(), row, lang)
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::Unknown => "unknown",
    }
}

fn unit(line: &Line) -> Option<&'static str> {
    match line.what {
        What::AvailableBy => Some("days"),
        What::FireClass => Some("classes"),
        _ => line.unit().map(|unit| unit.key),
    }
}

/// A number of a line in the unit that it asks in.
fn in_unit(line: &Line, number: f64) -> f64 {
    line.unit().map_or(number, |unit| number / unit.factor)
}

/// What a site was found to have: a number, a text, or the nearest place with its distance.
fn found(line: &Line, judged: &Judged) -> Value {
    match &judged.found {
        Some(Found::Number(number, _)) => json!(in_unit(line, *number)),
        Some(Found::Value(_, text)) => json!(text),
        Some(Found::Yes(yes)) => json!(yes),
        Some(Found::Class(class)) => json!(crate::maps::matching::FIRE_CLASSES.get(*class)),
        Some(Found::Date(date)) => json!(date.to_string()),
        Some(Found::Place(nearest)) => {
            let mut place = json!({ "name": nearest.named.name, "metres": nearest.metres });
            if let Some(name_en) = &nearest.named.name_en {
                place["name_en"] = json!(name_en);
            }
            place
        }
        Some(Found::Building(kind)) => json!(kind.key()),
        Some(Found::InUse) => json!("in-use"),
        None => Value::Null,
    }
}

fn in_words(
    console: &mut Console,
    brief: &Brief,
    sites: &[SiteLayer],
    around: &Surroundings,
    answer: &Answer,
) -> Result<(), Stop> {
    let lang = console.lang;
    if !brief.title.is_empty() {
        console.line(&brief.title)?;
    }
    for (at, line) in brief.lines.iter().enumerate() {
        let key = if line.must { "match-cli-must" } else { "match-cli-prefer" };
        let args = [
            ("number", (at + 1).into()),
            ("line", line_title(line, lang).into()),
            ("weight", crate::text::number(line.weight).into()),
        ];
        let line = console.text(key, &args);
        console.line(line)?;
    }
    let groups = [
        ("match-cli-matches", &answer.matches),
        ("match-cli-to-ask", &answer.to_ask),
        ("match-cli-near", &answer.near),
    ];
    for (key, group) in groups {
        let args = [
            ("count", grouped(group.to_be_had.sites as u64).into()),
            ("all", grouped(answer.judged as u64).into()),
            ("area", area_words(group.to_be_had.area, group.to_be_had.sites, lang).into()),
        ];
        let title = console.text(key, &args);
        console.line("")?;
        console.line(title)?;
        if let Some(apart) = apart_words(group, lang) {
            console.line(apart)?;
        }
        table(console, brief, sites, group)?;
    }
    hints(console, brief, answer)?;
    // Which stations it was measured to, where nobody named any.
    let names_stations = around.metro.is_none() && brief.lines.iter().any(|line| line.what == What::Metro);
    if names_stations || !answer.left_out.is_empty() {
        console.line("")?;
    }
    if names_stations {
        let line = console.text("stations-bundled", &[]);
        console.line(line)?;
    }
    for left in &answer.left_out {
        let file = sites[left.layer].layer.source.name();
        let args = [("layer", file.into()), ("count", grouped(left.count as u64).into())];
        let line = match left.why {
            Whom::OtherKind => console.text("match-left-other", &args),
            Whom::UnknownKind => console.text("match-left-unknown", &args),
            Whom::Silent(what) => {
                let [layer, count] = args;
                console.text("match-left-silent", &[layer, count, ("what", asked(what, lang).into())])
            }
        };
        console.line(line)?;
    }
    Ok(())
}

/// What one step more room would bring, line by line; before it the lines that are missed by the rounding
/// of units.
fn hints(console: &mut Console, brief: &Brief, answer: &Answer) -> Result<(), Stop> {
    let lang = console.lang;
    let groups = [
        ("match-cli-rounded", "match-cli-loosened", &answer.rounded),
        ("match-cli-loosen", "match-cli-loosened", &answer.loosen),
    ];
    for (title, key, hints) in groups {
        let mut is_first = true;
        for (line, hint) in brief.lines.iter().zip(hints) {
            let Some(hint) = hint else { continue };
            if std::mem::take(&mut is_first) {
                let title = console.text(title, &[]);
                console.line("")?;
                console.line(title)?;
            }
            let step = step_words(line, &hint.line, lang);
            let key = if step.is_some() { key } else { "match-cli-dropped" };
            let args = [
                ("line", line_about(line, lang).into()),
                ("step", step.unwrap_or_default().into()),
                ("sites", grouped(hint.sites as u64).into()),
                ("area", area_words(hint.area, hint.sites, lang).into()),
            ];
            let line = console.text(key, &args);
            console.line(line)?;
        }
    }
    Ok(())
}

/// A row for each site, with a cell for each line: ✓, ✗ or ?, and why.
fn table(console: &mut Console, brief: &Brief, sites: &[SiteLayer], group: &Group) -> Result<(), Stop> {
    if group.sites.is_empty() {
        return Ok(());
    }
    let lang = console.lang;
    let heads = ["match-cli-site", "match-cli-points", "match-cli-spare"];
    let mut columns: Vec<(String, Align)> = vec![("#".to_owned(), Align::Right)];
    columns.extend(heads.map(|key| {
        let align = if key == "match-cli-site" { Align::Left } else { Align::Right };
        (console.text(key, &[]), align)
    }));
    columns.extend(brief.lines.iter().map(|line| (asked(line.what, lang), Align::Left)));
    let mut table = Table::new(columns);
    for (at, ranked) in group.sites.iter().enumerate() {
        let site = &sites[ranked.layer];
        let kind = site.kind.unwrap_or(LayerKind::Land);
        let row = ranked.row as usize;
        let mut name = name_of(site, row, lang);
        if let Some(state) = remark(site, row, lang) {
            let [before, after] = match lang {
                Lang::Zh => ["（", "）"],
                Lang::En => [" (", ")"],
            };
            name = format!("{name}{before}{state}{after}");
        }
        let mut cells = vec![
            (at + 1).to_string(),
            name,
            crate::text::number(ranked.points),
            share_words(ranked.spare, ranked.spare_in_full, lang),
        ];
        cells.extend(brief.lines.iter().zip(&ranked.lines).map(|(line, judged)| {
            let mark = match judged.verdict {
                Verdict::Pass => "✓",
                Verdict::Fail => "✗",
                Verdict::Unknown => "?",
            };
            format!("{mark} {}", verdict_words(line, kind, judged, lang))
        }));
        table.row(cells);
    }
    for line in table.lines() {
        console.line(line)?;
    }
    let more = group.count - group.sites.len();
    if more > 0 {
        let line = console.text("match-cli-more", &[("more", grouped(more as u64).into())]);
        console.line(line)?;
    }
    Ok(())
}
