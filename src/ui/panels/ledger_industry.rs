//! What the idle land would yield in the hands of each industry: by the figures of a file, or by the medians
//! of the document's own firms, with how many they are and what they leave out. A click holds all of the
//! land against one of them.

use super::ledger_benchmark;
use crate::app::{Command, LayerEntry, Session};
use crate::layer::SourceBytes;
use crate::maps::codes::industry::{Level, find};
use crate::maps::ledger::{
    Benchmark, Firms, Industry, IndustryYield, Ledger, amount_words, figure_words, figured_words,
    figures_words, firms_words, industry_words,
};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::Theme;
use crate::ui::widgets::{OptionRow, Stack, option_row, section_title, wrapped};
use crate::ui::{fields, format};
use eframe::egui::Ui;

/// Draws the table and says where its figures come from.
pub(super) fn show(ui: &mut Ui, session: &Session, ledger: &Ledger, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let land = [
        ("parcels", format::count(ledger.land_parcels as u64).into()),
        ("area", amount_words(ledger.land_mu, 1).into()),
    ];
    section_title(ui, &text_with(lang, "ledger-by-industry", &land));
    let before = &session.document().benchmark;
    for of in &ledger.by_industry {
        row(ui, session, before, of, commands);
    }
    match (before.figures_in_force(), &ledger.firms) {
        // Said above, where it was chosen.
        (Some(_), _) => {}
        (None, Some(firms)) => {
            wrapped(ui, &origin(session, firms, lang), Theme::of(ui).quiet);
        }
        (None, None) => {
            wrapped(ui, &text(lang, "ledger-no-firms"), Theme::of(ui).quiet);
        }
    }
    ui.add_space(6.0);
}

fn row(ui: &mut Ui, session: &Session, before: &Benchmark, of: &IndustryYield, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let chosen = before.industry == Some(Industry::Code(of.code.clone()));
    let right = of.wan.map(|wan| text_with(lang, "ledger-wan", &[("wan", amount_words(wan, 0).into())]));
    let right = right.unwrap_or_else(|| text(lang, "ledger-no-figure"));
    let detail = match (of.wan_per_mu, of.firms) {
        (Some(figure), Some(firms)) => median(figure, firms, lang),
        (Some(figure), None) => ledger_benchmark::per_mu_words(figure, lang),
        (None, _) => String::new(),
    };
    let mut tip = text(lang, "ledger-industry-tooltip");
    if let Some((figures, it)) = ledger_benchmark::figured(session, of.by) {
        tip = format!("{}\n{tip}", figured_words(figures, it, lang));
    }
    let name = label(&of.code, lang);
    let row = OptionRow {
        text: &name,
        detail: &detail,
        right: &right,
        chosen,
        tip: if of.wan.is_some() { &tip } else { "" },
        stack: Stack::WhereNeeded,
        ..OptionRow::default()
    };
    if option_row(ui, &row).clicked() && of.wan.is_some() {
        let benchmark = if chosen {
            before.against(None, None)
        } else {
            Benchmark { industry: Some(Industry::Code(of.code.clone())), figure: None, ..before.clone() }
        };
        commands.push(Command::SetBenchmark { benchmark });
    }
}

/// The industry of a code with its name; a text that is no code stays as it is.
pub(super) fn label(code: &str, lang: Lang) -> String {
    let words = industry_words(code, lang);
    // A division stands behind its section.
    let is_division = find(code).is_some_and(|industry| industry.level() != Level::Section);
    if is_division { format!("· {words}") } else { words }
}

/// A benchmark that is a median: which, and of how many firms.
pub(super) fn median(wan_per_mu: f64, firms: usize, lang: Lang) -> String {
    let args = [("figure", figure_words(wan_per_mu).into()), ("firms", format::count(firms as u64).into())];
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
    let title = entry.map(|entry| fields::layer_title(entry, lang)).unwrap_or_default();
    let file = entry.map(|entry| origin_of(entry, lang)).unwrap_or_default();
    let is_filtered = entry.is_some_and(|entry| entry.filter.filter.is_some());
    firms_words(firms, session.document().benchmark.of, (&title, &file, is_filtered), lang)
}

/// The table as lines of cells, where there is one.
pub(super) fn as_text(session: &Session, ledger: &Ledger, lang: Lang) -> Vec<Vec<String>> {
    let figures = session.document().benchmark.figures_in_force();
    let origin = match (figures, &ledger.firms) {
        (Some(figures), _) => figures_words(figures, lang),
        (None, Some(firms)) => origin(session, firms, lang),
        (None, None) => return Vec::new(),
    };
    let last = if figures.is_some() { "ledger-source" } else { "ledger-head-firms" };
    let heads = ["ledger-head-industry", "ledger-head-figure", "ledger-head-area", "ledger-head-yield", last];
    let mut lines = vec![vec![String::new()], vec![origin]];
    lines.push(heads.iter().map(|key| text(lang, key)).collect());
    for of in &ledger.by_industry {
        let name = industry_words(&of.code, lang);
        let none = || text(lang, "ledger-no-figure");
        let [figure, wan] =
            [of.wan_per_mu, of.wan].map(|number| number.map_or_else(none, |number| number.to_string()));
        let last = match ledger_benchmark::figured(session, of.by) {
            Some((figures, it)) => figured_words(figures, it, lang),
            None => of.firms.map(|firms| firms.to_string()).unwrap_or_default(),
        };
        lines.push(vec![name, figure, ledger.land_mu.to_string(), wan, last]);
    }
    lines
}
