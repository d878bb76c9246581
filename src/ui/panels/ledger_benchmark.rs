//! What the ledger holds idle land against: tax or output, as each contract asks, as firms of an industry
//! yield, or by a stated figure with its name, source and year.

use super::ledger_industry;
use crate::app::{Command, Session};
use crate::maps::ledger::{Benchmark, Figure, Firms, Industry, Ledger, PUBLISHED, Yield};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::theme::Theme;
use crate::ui::widgets::{
    Button, choice_line, drop_down, note, number_field, switch, switch_width, text_field, wrapped,
};
use eframe::egui::{Id, Popup, ScrollArea, Ui, vec2};

/// Width of the choice of an industry.
const INDUSTRY_WIDTH: f32 = 420.0;

/// Draws the choices; what is chosen is a command.
pub(super) fn show(ui: &mut Ui, session: &Session, ledger: &Ledger, lang: Lang, commands: &mut Vec<Command>) {
    let before = &session.document().benchmark;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        let choices = ["ledger-tax", "ledger-output"].map(|key| text(lang, key));
        let names = choices.each_ref().map(String::as_str);
        let at = Yield::ALL.iter().position(|of| *of == before.of).unwrap_or(0);
        ui.allocate_ui(vec2(switch_width(ui, &names), 0.0), |ui| {
            if let Some(chosen) = switch(ui, &names, at, &["", ""]) {
                let benchmark = Benchmark { of: Yield::ALL[chosen], ..before.clone() };
                commands.push(Command::SetBenchmark { benchmark });
            }
        });
        if let Some(firms) = &ledger.firms {
            industry(ui, before, firms, !ledger.by_allowed.is_empty(), lang, commands);
        }
        figure(ui, before, ledger.firms.is_some(), lang, commands);
    });
    if before.industry.is_some() && ledger.firms.is_none() {
        wrapped(ui, &text(lang, "ledger-no-firms"), Theme::of(ui).notice_ink);
    }
    let stated = before.figure.as_ref();
    if stated
        .is_some_and(|figure| figure.name.is_empty() || figure.source.is_empty() || figure.year.is_none())
    {
        wrapped(ui, &text(lang, "ledger-source-missing"), Theme::of(ui).notice_ink);
    }
}

/// The choice between each contract, each parcel's own industry, and one industry for all.
fn industry(
    ui: &mut Ui,
    before: &Benchmark,
    firms: &Firms,
    has_allowed: bool,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let chosen = match &before.industry {
        Some(industry) => industry_words(industry, lang),
        None if before.figure.is_some() => text(lang, "ledger-stated"),
        None => text(lang, "ledger-own-words"),
    };
    let name = text(lang, "ledger-against");
    note(ui, &name);
    let button = drop_down(ui, &chosen, &format!("{name}: {chosen}"), &text(lang, "ledger-against-tooltip"));
    let asked = Popup::menu(&button)
        .width(INDUSTRY_WIDTH)
        .show(|ui| {
            ui.set_min_width(INDUSTRY_WIDTH - 12.0);
            let lines = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut asked = None;
                let mut line = |ui: &mut Ui, words: &str, industry: Option<Industry>| {
                    let chosen = before.figure.is_none() && before.industry == industry;
                    if choice_line(ui, words, chosen).clicked() {
                        asked = Some(industry);
                    }
                };
                line(ui, &text(lang, "ledger-own-words"), None);
                if has_allowed {
                    line(ui, &text(lang, "ledger-allowed"), Some(Industry::Allowed));
                }
                for of in &firms.industries {
                    let label = ledger_industry::label(&of.code, lang);
                    let words = format!("{label} {}", ledger_industry::figure(of, lang));
                    line(ui, &words, Some(Industry::Code(of.code.clone())));
                }
                asked
            };
            let asked = ScrollArea::vertical().max_height(300.0).show(ui, lines).inner;
            if asked.is_some() {
                ui.close();
            }
            asked
        })
        .and_then(|shown| shown.inner);
    if let Some(industry) = asked {
        let benchmark = Benchmark { of: before.of, figure: None, industry };
        commands.push(Command::SetBenchmark { benchmark });
    }
}

fn industry_words(industry: &Industry, lang: Lang) -> String {
    match industry {
        Industry::Allowed => text(lang, "ledger-allowed"),
        Industry::Code(code) => ledger_industry::label(code, lang).trim_start_matches("· ").to_owned(),
    }
}

fn figure(ui: &mut Ui, before: &Benchmark, has_choice: bool, lang: Lang, commands: &mut Vec<Command>) {
    let mut set = |figure: Option<Figure>| {
        commands
            .push(Command::SetBenchmark { benchmark: Benchmark { of: before.of, figure, industry: None } });
    };
    let stated = before.figure.as_ref();
    let lead = match stated {
        Some(_) => "ledger-stated",
        None if has_choice => "ledger-or",
        None => "ledger-own-or",
    };
    note(ui, &text(lang, lead));
    let id = Id::unique("ledger-figure");
    let value = stated.map(|figure| figure.wan_per_mu);
    let name = text(lang, "ledger-figure");
    match number_field(ui, id, &name, value, &text(lang, "ledger-figure-hint"), 76.0) {
        Some(Some(wan_per_mu)) if wan_per_mu > 0.0 => {
            set(Some(Figure { wan_per_mu, ..stated.cloned().unwrap_or_default() }));
        }
        Some(None) => set(None),
        Some(Some(_)) | None => {}
    }
    note(ui, &text(lang, "ledger-unit"));
    for published in PUBLISHED.iter().filter(|published| published.of == before.of) {
        if stated != Some(&published.figure()) {
            let args = [
                ("name", lang.pick(published.name, published.name_en).into()),
                ("figure", format::number(published.wan_per_mu).into()),
            ];
            let link = text_with(lang, "ledger-published", &args);
            let tooltip = format!("{} ({})", published.source, published.year);
            if Button::link(&link).show(ui).on_hover_text(tooltip).clicked() {
                set(Some(published.figure()));
            }
        }
    }
    let Some(stated) = stated else { return };
    let field = |ui: &mut Ui, key: &'static str, value: &str, width: f32| {
        let name = text(lang, key);
        text_field(ui, id.with(key), &name, value, &name, width)
    };
    if let Some(name) = field(ui, "ledger-name", &stated.name, 130.0) {
        set(Some(Figure { name: name.trim().to_owned(), ..stated.clone() }));
    }
    if let Some(source) = field(ui, "ledger-source", &stated.source, 130.0) {
        set(Some(Figure { source: source.trim().to_owned(), ..stated.clone() }));
    }
    let year = stated.year.map(|year| year.to_string()).unwrap_or_default();
    if let Some(typed) = field(ui, "ledger-year", &year, 64.0) {
        set(Some(Figure { year: typed.trim().parse().ok(), ..stated.clone() }));
    }
    if Button::link(&text(lang, "ledger-own")).show(ui).clicked() {
        set(None);
    }
}

/// The benchmark in words, as the copied ledger names it.
pub(super) fn words(benchmark: &Benchmark, lang: Lang) -> String {
    let of = text(
        lang,
        match benchmark.of {
            Yield::Tax => "ledger-tax",
            Yield::Output => "ledger-output",
        },
    );
    if let Some(industry) = &benchmark.industry {
        let args = [("industry", industry_words(industry, lang).into())];
        return format!("{of} · {}", text_with(lang, "ledger-firms-words", &args));
    }
    let Some(figure) = &benchmark.figure else {
        return format!("{of} · {}", text(lang, "ledger-own-words"));
    };
    let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
    let parts = [of, format!("{} {}", figure.wan_per_mu, text(lang, "ledger-unit"))];
    let stated = [figure.name.clone(), figure.source.clone(), year];
    let parts = parts.into_iter().chain(stated).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
