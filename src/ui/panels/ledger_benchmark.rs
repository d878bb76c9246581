//! What the ledger holds idle land against: tax or output, as each contract asks or by a stated figure
//! with its name, source and year.

use crate::app::{Command, Session};
use crate::maps::ledger::{Benchmark, Figure, Yield};
use crate::text::{Lang, text};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, note, number_field, switch, switch_width, text_field, wrapped};
use eframe::egui::{Id, Ui, vec2};

/// Draws the choices; what is chosen is a command.
pub(super) fn show(ui: &mut Ui, session: &Session, lang: Lang, commands: &mut Vec<Command>) {
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
        figure(ui, before, lang, commands);
    });
    let stated = before.figure.as_ref();
    if stated
        .is_some_and(|figure| figure.name.is_empty() || figure.source.is_empty() || figure.year.is_none())
    {
        wrapped(ui, &text(lang, "ledger-source-missing"), Theme::of(ui).notice_ink);
    }
}

fn figure(ui: &mut Ui, before: &Benchmark, lang: Lang, commands: &mut Vec<Command>) {
    let mut set = |figure: Option<Figure>| {
        commands.push(Command::SetBenchmark { benchmark: Benchmark { figure, ..before.clone() } });
    };
    let stated = before.figure.as_ref();
    note(ui, &text(lang, if stated.is_some() { "ledger-stated" } else { "ledger-own-or" }));
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
    let Some(figure) = &benchmark.figure else {
        return format!("{of} · {}", text(lang, "ledger-own-words"));
    };
    let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
    let parts = [of, format!("{} {}", figure.wan_per_mu, text(lang, "ledger-unit"))];
    let stated = [figure.name.clone(), figure.source.clone(), year];
    let parts = parts.into_iter().chain(stated).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
