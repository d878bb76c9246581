//! What the idle land would yield in the hands of each industry: the medians of the document's own firms,
//! with how many they are and what they leave out. A click holds all of the land against one of them.

use crate::app::{Command, LayerEntry, Session};
use crate::layer::SourceBytes;
use crate::maps::codes::industry::{Level, find};
use crate::maps::ledger::{Benchmark, Firms, Industry, LEAST_FIRMS, Ledger, OfIndustry, Yield};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::Theme;
use crate::ui::widgets::{OptionRow, note, option_row, section_title, wrapped};
use crate::ui::{fields, format};
use eframe::egui::Ui;

/// Draws the table and says where its figures come from.
pub(super) fn show(ui: &mut Ui, session: &Session, ledger: &Ledger, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let land = [
        ("parcels", format::count(ledger.land_parcels as u64).into()),
        ("area", format::fixed(ledger.land_mu, 1).into()),
    ];
    section_title(ui, &text_with(lang, "ledger-by-industry", &land));
    let Some(firms) = &ledger.firms else {
        note(ui, &text(lang, "ledger-no-firms"));
        ui.add_space(6.0);
        return;
    };
    wrapped(ui, &origin(session, firms, lang), Theme::of(ui).quiet);
    let before = &session.document().benchmark;
    for of in &ledger.by_industry {
        let code = &of.industry.code;
        let chosen = before.industry == Some(Industry::Code(code.clone()));
        let right = text_with(lang, "ledger-wan", &[("wan", format::fixed(of.wan, 0).into())]);
        let detail = figure(&of.industry, lang);
        let name = label(code, lang);
        let row = OptionRow { text: &name, detail: &detail, right: &right, chosen, ..OptionRow::default() };
        if option_row(ui, &row).on_hover_text(text(lang, "ledger-industry-tooltip")).clicked() {
            let industry = (!chosen).then(|| Industry::Code(code.clone()));
            let benchmark = Benchmark { of: before.of, figure: None, industry };
            commands.push(Command::SetBenchmark { benchmark });
        }
    }
    ui.add_space(6.0);
}

/// The industry of a code with its name; a text that is no code stays as it is.
pub(super) fn label(code: &str, lang: Lang) -> String {
    match find(code) {
        // A division stands behind its section.
        Some(industry) if industry.level() == Level::Section => {
            format!("{} {}", industry.code(), industry.label(lang))
        }
        Some(industry) => format!("· {} {}", industry.code(), industry.label(lang)),
        None => code.to_owned(),
    }
}

/// The benchmark of an industry: the median and of how many firms it is.
pub(super) fn figure(industry: &OfIndustry, lang: Lang) -> String {
    let args = [
        ("figure", format::fixed(industry.wan_per_mu, 1).into()),
        ("firms", format::count(industry.firms as u64).into()),
    ];
    text_with(lang, "ledger-median", &args)
}

/// The file of a layer; of the program's own that it is one.
fn origin_of(entry: &LayerEntry, lang: Lang) -> String {
    match entry.layer.source.bytes {
        SourceBytes::Bundled(..) => text(lang, "ledger-bundled"),
        SourceBytes::File(_) => entry.layer.source.file_name(),
    }
}

/// Where the medians come from: which firms of which layer, of which years, and which are left out.
pub(super) fn origin(session: &Session, firms: &Firms, lang: Lang) -> String {
    let entry = session.benchmark_firms();
    let of = match session.document().benchmark.of {
        Yield::Tax => "ledger-tax",
        Yield::Output => "ledger-output",
    };
    let years = match firms.years {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
        None => text(lang, "ledger-years-unknown"),
    };
    let filtered = entry.is_some_and(|entry| entry.filter.filter.is_some());
    let args = [
        ("layer", entry.map(|entry| fields::layer_title(entry, lang)).unwrap_or_default().into()),
        ("file", entry.map(|entry| origin_of(entry, lang)).unwrap_or_default().into()),
        ("of", text(lang, of).into()),
        ("used", format::count(firms.used as u64).into()),
        ("all", format::count(firms.looked_at as u64).into()),
        ("years", years.into()),
    ];
    let mut parts =
        vec![text_with(lang, if filtered { "ledger-origin-filtered" } else { "ledger-origin" }, &args)];
    let counts = [
        ("ledger-firms-without-land", firms.without_land),
        ("ledger-firms-without-figure", firms.without_figure),
        ("ledger-firms-without-industry", firms.without_industry),
    ];
    for (key, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        parts.push(text_with(lang, key, &[("count", format::count(count as u64).into())]));
    }
    if firms.too_few > 0 {
        let args = [("count", firms.too_few.into()), ("least", LEAST_FIRMS.into())];
        parts.push(text_with(lang, "ledger-too-few", &args));
    }
    parts.join(lang.pick("；", "; "))
}

/// The table as lines of cells, where there is one.
pub(super) fn as_text(session: &Session, ledger: &Ledger, lang: Lang) -> Vec<Vec<String>> {
    let Some(firms) = &ledger.firms else { return Vec::new() };
    let heads = ["ledger-head-industry", "ledger-head-firms", "ledger-head-figure", "ledger-head-area"];
    let mut lines = vec![vec![String::new()], vec![origin(session, firms, lang)]];
    let yields = text(lang, "ledger-head-yield");
    lines.push(heads.iter().map(|key| text(lang, key)).chain([yields]).collect());
    for of in &ledger.by_industry {
        let OfIndustry { code, firms, wan_per_mu } = &of.industry;
        let name = label(code, lang).trim_start_matches("· ").to_owned();
        let numbers = [*wan_per_mu, ledger.land_mu, of.wan].map(|number| number.to_string());
        lines.push([name, firms.to_string()].into_iter().chain(numbers).collect());
    }
    lines
}
