//! `ledger`: what idle land could yield a year, held against a benchmark per 亩.
//!
//! The benchmark is what each parcel's own contract asks; with `--benchmark` the figures by industry of a
//! file ([`Figures`] says how it is written, `--benchmark-template` gives one to fill in), and with `--firms`
//! the medians of the firms of an enterprise layer.
//!
//! With `--json`:
//! `{"benchmark":{"measure","by","industry","name","source","year","overall","words","firms"},"formula","unit","total":S,"not_idle",
//! "by_street":[G],"by_allowed":[G],"by_land_use":[G],"land_mu","land_parcels",
//! "by_industry":[{"code","name","figure","yield","firms","source","note"}],
//! "parcels":[{"feature","id","name","area_mu","figure","yield","industry"}],"warnings":[W]}` with
//! `S = {"parcels","area_mu","yield","without_area","without_share","without_figure"}` and `G = {"value",…S}`.
//! Figures are in 万元 a 亩 and yields in 万元 a year; what there is no figure for is null, never zero.

use super::arguments::{LedgerArguments, SaidArguments};
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::json as shapes;
use super::said;
use super::table::{Align, Table, grouped};
use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Naming;
use crate::maps::check::id_of;
use crate::maps::codes::industry;
use crate::maps::ledger::{
    Benchmark, Figures, Group, Industry, IndustryYield, Ledger, Sum, Yield, amount_words, apart_words,
    benchmark_words, figure_words, firms, firms_words, industry_words, ledger, template,
};
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use serde_json::{Value, json};
use std::path::Path;

/// Parcels that are listed for people where nothing else is asked.
const LISTED: usize = 20;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &LedgerArguments) -> Result<(), Stop> {
    if arguments.benchmark_template {
        return console.raw(template(console.lang).as_bytes());
    }
    // Otherwise a file is required.
    let Some(file) = &arguments.file else { return Ok(()) };
    let mut benchmark = benchmark(console, arguments)?;
    let filter = input::filter(console, arguments.filter.as_deref())?;
    let files: Vec<String> = std::iter::once(file).chain(&arguments.firms).cloned().collect();
    said::take(console, &said_of(&arguments.said, &files), &files)?;
    let Read { layer, binding, notices } = input::layer(console, file)?;
    if binding.kind() != Some(LayerKind::Land) {
        return Err(console.failed(&Diagnostic::error("cli-ledger-not-land").in_file(file)));
    }
    let filter = input::in_own_words(console, filter.as_ref(), &layer, &binding)?;
    let rows = input::rows(console, &layer, filter.as_ref())?;
    let mut warnings: Vec<Diagnostic> = layer.diagnostics.iter().cloned().chain(notices).collect();
    if let Some(figures) = benchmark.figures.take_if(|_| arguments.industry.is_none()) {
        let (begun, said) = Benchmark::over(figures, &layer, &binding, &rows);
        benchmark = begun;
        if let Some(said) = said {
            console.report(&said);
            warnings.push(said);
        }
    }
    let (mut firms_found, mut origin) = (None, None);
    if let Some(file) = &arguments.firms {
        let Read { layer, binding, notices } = input::layer(console, file)?;
        if binding.kind() != Some(LayerKind::Enterprises) {
            let diagnostic = Diagnostic::error("cli-ledger-not-enterprises").with("file", file.as_str());
            return Err(console.failed(&diagnostic.in_file(file)));
        }
        warnings.extend(layer.diagnostics.iter().cloned().chain(notices));
        let all = RowSet::all(layer.len());
        let found = firms(&layer, &binding, &all, benchmark.of, &console.cancel).ok_or(Stop::Failed)?;
        let named = (layer.name.as_str(), &*layer.source.file_name(), false);
        origin = Some(firms_words(&found, benchmark.of, named, console.lang));
        firms_found = Some(found);
    }
    let most = match arguments.most {
        Some(most) => most,
        None if console.json => usize::MAX,
        None => LISTED,
    };
    let naming = Naming::from(&binding);
    let held = (&benchmark, firms_found);
    let found = ledger(&layer, naming, &rows, held, most, &console.cancel).ok_or(Stop::Failed)?;
    if console.json {
        let mut value = in_json(&benchmark, &layer, naming, &found, console.lang);
        value["benchmark"]["firms"] = json!(origin);
        value["warnings"] = shapes::warnings(&warnings, console.lang);
        return console.answer(&value);
    }
    console.line(benchmark_words(&benchmark, console.lang))?;
    if let Some(origin) = origin {
        console.line(origin)?;
    }
    in_words(console, &benchmark, &layer, naming, &found)
}

/// What is said of the files, each by its name: without one it is said of the land, which is the first of
/// them, not of the firms.
fn said_of(said: &SaidArguments, files: &[String]) -> SaidArguments {
    let names_one = |text: &str| {
        files.iter().any(|file| text.strip_prefix(file.as_str()).is_some_and(|rest| rest.starts_with('=')))
    };
    let of_land = |text: &String| format!("{}={text}", files[0]);
    let kind = |kind: &String| if kind.contains('=') { kind.clone() } else { of_land(kind) };
    let column = |said: &String| if names_one(said) { said.clone() } else { of_land(said) };
    SaidArguments {
        kinds: said.kinds.iter().map(kind).collect(),
        columns: said.columns.iter().map(column).collect(),
        units: said.units.iter().map(column).collect(),
    }
}

/// What the arguments hold idle land against.
fn benchmark(console: &Console, arguments: &LedgerArguments) -> Result<Benchmark, Stop> {
    let of = arguments.per.map(Yield::from);
    let mut benchmark = match &arguments.benchmark {
        Some(path) => {
            let figures = Figures::read(Path::new(path)).map_err(|diagnostic| console.failed(&diagnostic))?;
            Benchmark::with_figures(figures)
        }
        None => Benchmark { of: of.unwrap_or_default(), ..Benchmark::default() },
    };
    if of.is_some_and(|of| of != benchmark.of) {
        return Err(console.wrong_usage(&Diagnostic::error("cli-ledger-other-measure")));
    }
    if arguments.firms.is_some() {
        benchmark.industry = Some(Industry::Allowed);
    }
    match arguments.industry.as_deref() {
        None => {}
        Some("each") => benchmark.industry = Some(Industry::Allowed),
        Some("all") if benchmark.by_figures => benchmark.industry = None,
        Some(code) => {
            let Some(industry) = industry::find(code) else {
                let diagnostic = Diagnostic::error("cli-ledger-industry").with("word", code);
                return Err(console.wrong_usage(&diagnostic));
            };
            benchmark.industry = Some(Industry::Code(industry.code()));
        }
    }
    if benchmark.industry.is_some() && !benchmark.by_figures && arguments.firms.is_none() {
        return Err(console.wrong_usage(&Diagnostic::error("cli-ledger-industry-of-what")));
    }
    Ok(benchmark)
}

fn in_json(benchmark: &Benchmark, layer: &Layer, naming: Naming<'_>, found: &Ledger, lang: Lang) -> Value {
    let figures = benchmark.figures_in_force();
    let groups = |groups: &[Group]| -> Vec<Value> {
        let group = |group: &Group| {
            let mut value = sum(&group.sum);
            value["value"] = json!(group.value);
            value
        };
        groups.iter().map(group).collect()
    };
    let of_industry = |of: &IndustryYield| {
        let it = figures.zip(of.by).and_then(|(figures, at)| figures.industries.get(at));
        json!({
            "code": of.code,
            "name": industry::find(&of.code).map(|industry| industry.label(lang)),
            "figure": of.wan_per_mu,
            "yield": of.wan,
            "firms": of.firms,
            // What the file has no figure for has no source.
            "source": it.zip(figures).map(|(it, all)| it.source.as_ref().unwrap_or(&all.source)),
            "note": it.and_then(|it| it.note.clone()),
        })
    };
    let parcels = found.parcels.iter().map(|parcel| {
        let row = parcel.row as usize;
        let it = figures.zip(parcel.by).and_then(|(figures, at)| figures.industries.get(at as usize));
        json!({
            "feature": layer.feature_number(row),
            "id": id_of(layer, naming, row),
            "name": naming.name_of(layer, row),
            "area_mu": parcel.area_mu,
            "figure": parcel.wan_per_mu,
            "yield": parcel.wan,
            "industry": it.map(|it| it.code.clone()),
        })
    });
    json!({
        "benchmark": {
            "measure": benchmark.of.key(),
            "by": match (figures, &benchmark.industry) {
                (Some(_), _) => "figures",
                (None, Some(_)) => "firms",
                (None, None) => "contract",
            },
            "industry": benchmark.industry,
            "name": figures.map(|it| it.name.clone()),
            "source": figures.map(|it| it.source.clone()),
            "year": figures.map(|it| it.year),
            "overall": figures.and_then(|it| it.overall.map(|overall| it.wan_per_mu(overall))),
            "words": benchmark_words(benchmark, lang),
        },
        "formula": crate::text::text(lang, "ledger-formula"),
        "total": sum(&found.total),
        "not_idle": found.not_idle,
        "by_street": groups(&found.by_street),
        "by_allowed": groups(&found.by_allowed),
        "by_land_use": groups(&found.by_land_use),
        "land_mu": found.land_mu,
        "land_parcels": found.land_parcels,
        "by_industry": found.by_industry.iter().map(of_industry).collect::<Vec<_>>(),
        "parcels": parcels.collect::<Vec<_>>(),
    })
}

fn sum(sum: &Sum) -> Value {
    json!({
        "parcels": sum.parcels,
        "area_mu": sum.area_mu,
        "yield": (sum.parcels > 0).then_some(sum.wan),
        "without_area": sum.without_area,
        "without_share": sum.without_share,
        "without_figure": sum.without_figure,
    })
}

fn in_words(
    console: &mut Console,
    benchmark: &Benchmark,
    layer: &Layer,
    naming: Naming<'_>,
    found: &Ledger,
) -> Result<(), Stop> {
    let lang = console.lang;
    console.line(console.text("ledger-formula", &[]))?;
    let total = &found.total;
    let args = [
        ("wan", amount_words(total.wan, 0).into()),
        ("parcels", grouped(total.parcels as u64).into()),
        ("area", amount_words(total.area_mu, 1).into()),
    ];
    let key = if total.parcels == 0 { "ledger-nothing" } else { "ledger-total" };
    console.line(console.text(key, &args))?;
    for part in apart_words(found, lang) {
        console.line(part)?;
    }
    groups(console, "street", &found.by_street)?;
    groups(console, "allowed_industry", &found.by_allowed)?;
    groups(console, "land_use", &found.by_land_use)?;
    industries(console, benchmark, found)?;
    parcels(console, benchmark, layer, naming, found)
}

fn groups(console: &mut Console, field: &str, groups: &[Group]) -> Result<(), Stop> {
    if groups.is_empty() {
        return Ok(());
    }
    let lang = console.lang;
    let def = crate::maps::schema::field(Some(LayerKind::Land), field);
    let label = def.map_or(field, |def| def.label(lang)).to_owned();
    let heads = ["ledger-head-parcels", "ledger-head-area", "ledger-head-yield", "ledger-head-apart"];
    let heads = heads.map(|key| (console.text(key, &[]), Align::Right));
    let mut table = Table::new(std::iter::once((label, Align::Left)).chain(heads));
    for Group { value, sum } in groups {
        let name = match value {
            Some(code) if field == "allowed_industry" => industry_words(code, lang),
            Some(value) => {
                let known = def.and_then(|def| crate::maps::schema::value_label(def, value, lang));
                known.unwrap_or_else(|| value.clone())
            }
            None => "–".to_owned(),
        };
        let apart = sum.without_area + sum.without_share + sum.without_figure;
        let missing =
            if sum.without_figure > 0 { console.text("ledger-no-figure", &[]) } else { "–".to_owned() };
        let [area, wan] = if sum.parcels == 0 {
            ["–".to_owned(), missing]
        } else {
            [amount_words(sum.area_mu, 1), amount_words(sum.wan, 0)]
        };
        table.row(vec![name, grouped(sum.parcels as u64), area, wan, grouped(apart as u64)]);
    }
    print(console, &table)
}

fn industries(console: &mut Console, benchmark: &Benchmark, found: &Ledger) -> Result<(), Stop> {
    if found.by_industry.is_empty() {
        return Ok(());
    }
    let lang = console.lang;
    let land = [
        ("parcels", grouped(found.land_parcels as u64).into()),
        ("area", amount_words(found.land_mu, 1).into()),
    ];
    console.line("")?;
    console.line(console.text("ledger-by-industry", &land))?;
    let figures = benchmark.figures_in_force();
    let last = if figures.is_some() { "cli-ledger-remark" } else { "ledger-head-firms" };
    let heads = [
        ("ledger-head-industry", Align::Left),
        ("ledger-head-figure", Align::Right),
        ("ledger-head-yield", Align::Right),
        (last, Align::Left),
    ];
    let mut table = Table::new(heads.map(|(key, align)| (console.text(key, &[]), align)));
    for of in &found.by_industry {
        let none = console.text("ledger-no-figure", &[]);
        let it = figures.zip(of.by).and_then(|(figures, at)| figures.industries.get(at));
        table.row(vec![
            industry_words(&of.code, lang),
            of.wan_per_mu.map_or(none, figure_words),
            of.wan.map_or("–".to_owned(), |wan| amount_words(wan, 0)),
            match it {
                // The source of all stands at the top.
                Some(it) => {
                    let own = [it.source.as_deref(), it.note.as_deref()].into_iter().flatten();
                    own.collect::<Vec<_>>().join(" · ")
                }
                None => of.firms.map(|firms| grouped(firms as u64)).unwrap_or_default(),
            },
        ]);
    }
    for line in table.lines() {
        console.line(line)?;
    }
    Ok(())
}

fn parcels(
    console: &mut Console,
    benchmark: &Benchmark,
    layer: &Layer,
    naming: Naming<'_>,
    found: &Ledger,
) -> Result<(), Stop> {
    if found.parcels.is_empty() {
        return Ok(());
    }
    let figures = benchmark.figures_in_force();
    let heads = [
        ("cli-check-id", Align::Left),
        ("cli-ledger-parcel", Align::Left),
        ("ledger-head-area", Align::Right),
        ("ledger-head-figure", Align::Right),
        ("ledger-head-yield", Align::Right),
        ("ledger-head-industry", Align::Left),
    ];
    let shown = heads.into_iter().filter(|(key, _)| figures.is_some() || *key != "ledger-head-industry");
    let mut table = Table::new(shown.map(|(key, align)| (console.text(key, &[]), align)));
    for parcel in &found.parcels {
        let row = parcel.row as usize;
        let mut cells = vec![
            id_of(layer, naming, row).unwrap_or_else(|| format!("#{}", layer.feature_number(row))),
            naming.name_of(layer, row),
            amount_words(parcel.area_mu, 1),
            figure_words(parcel.wan_per_mu),
            amount_words(parcel.wan, 0),
        ];
        if let Some(figures) = figures {
            let it = parcel.by.and_then(|at| figures.industries.get(at as usize));
            cells.push(it.map(|it| it.code.clone()).unwrap_or_default());
        }
        table.row(cells);
    }
    print(console, &table)?;
    let more = found.total.parcels - found.parcels.len();
    if more > 0 {
        let line = console.text("cli-ledger-more", &[("more", grouped(more as u64).into())]);
        console.line(line)?;
    }
    Ok(())
}

fn print(console: &mut Console, table: &Table) -> Result<(), Stop> {
    console.line("")?;
    for line in table.lines() {
        console.line(line)?;
    }
    Ok(())
}
