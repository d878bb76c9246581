//! What the ledger holds idle land against: tax or output, as each contract asks, as firms of an industry
//! yield, by the figures of a file, or by a stated figure with its name, source and year.

use super::ledger_industry;
use crate::app::{Command, Session};
use crate::maps::ledger::{
    Benchmark, Figure, Figured, Figures, Industry, Ledger, PUBLISHED, Yield, figure_words, figures_words,
    held_words, yield_words,
};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{
    OptionRow, choice_line, drop_down, hairline, number_field, option_row, text_field, type_into, wrapped,
};
use eframe::egui::{Id, Label, Popup, RichText, ScrollArea, Ui, vec2};

/// Width of the choice of an industry.
const INDUSTRY_WIDTH: f32 = 560.0;

/// Draws the choices; what is chosen is a command.
pub(super) fn show(ui: &mut Ui, session: &Session, ledger: &Ledger, lang: Lang, commands: &mut Vec<Command>) {
    let before = &session.document().benchmark;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.horizontal_wrapped(|ui| {
            measure(ui, before, lang, commands);
            against(ui, before, ledger, lang, commands);
        });
        if before.figure.is_some() || is_being_stated(ui) {
            ui.horizontal_wrapped(|ui| figure(ui, before, lang, commands));
        }
    });
    if !before.by_figures && before.industry.is_some() && ledger.firms.is_none() {
        wrapped(ui, &text(lang, "ledger-no-firms"), Theme::of(ui).notice_ink);
    }
    let stated = before.figure.as_ref();
    if stated
        .is_some_and(|figure| figure.name.is_empty() || figure.source.is_empty() || figure.year.is_none())
    {
        wrapped(ui, &text(lang, "ledger-source-missing"), Theme::of(ui).notice_ink);
    }
}

/// Tax or output.
fn measure(ui: &mut Ui, before: &Benchmark, lang: Lang, commands: &mut Vec<Command>) {
    let chosen = yield_words(before.of, lang);
    let name = text(lang, "ledger-measure");
    let button = drop_down(ui, &chosen, &format!("{name}: {chosen}"), &name);
    Popup::menu(&button).show(|ui| {
        for of in Yield::ALL {
            if choice_line(ui, &yield_words(*of, lang), *of == before.of).clicked() {
                commands.push(Command::SetBenchmark { benchmark: before.asked_of(*of) });
                ui.close();
            }
        }
    });
}

/// The choice between each contract, each parcel's own industry, and one industry for all, by firms or by
/// the figures of a file; and another file.
fn against(ui: &mut Ui, before: &Benchmark, ledger: &Ledger, lang: Lang, commands: &mut Vec<Command>) {
    let chosen = match &before.industry {
        Some(industry) => held_words(industry, lang),
        None if before.by_figures => text(lang, "ledger-overall"),
        None if before.figure.is_some() => text(lang, "ledger-stated"),
        None => text(lang, "ledger-own-words"),
    };
    let name = text(lang, "ledger-against");
    whole(ui, &name);
    let button = drop_down(ui, &chosen, &format!("{name}: {chosen}"), &text(lang, "ledger-against-tooltip"));
    let asked = Popup::menu(&button)
        .width(INDUSTRY_WIDTH)
        .show(|ui| {
            ui.set_min_width(INDUSTRY_WIDTH - 12.0);
            let lines = |ui: &mut Ui| choices(ui, before, ledger, lang);
            let asked = ScrollArea::vertical().max_height(300.0).show(ui, lines).inner;
            hairline(ui);
            let states = choice_line(ui, &text(lang, "ledger-state-figure"), false).clicked();
            let of_file = choice_line(ui, &text(lang, "ledger-open-file"), false).clicked();
            let asked = asked.or(of_file.then_some(Command::OpenBenchmarkDialog));
            if states || asked.is_some() {
                state_figure(ui, states);
                ui.close();
            }
            asked
        })
        .and_then(|shown| shown.inner);
    commands.extend(asked);
}

fn figure_id() -> Id {
    Id::unique("ledger-figure")
}

/// Shows the field for a figure of one's own before there is one, or puts it away.
fn state_figure(ui: &Ui, is_shown: bool) {
    ui.data_mut(|data| data.insert_temp(figure_id().with("stated"), is_shown));
    if is_shown {
        type_into(ui, figure_id());
    }
}

fn is_being_stated(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(figure_id().with("stated"))).unwrap_or(false)
}

/// The list of the choice; the command of what was clicked.
fn choices(ui: &mut Ui, before: &Benchmark, ledger: &Ledger, lang: Lang) -> Option<Command> {
    // The scroll bar floats over the right edge.
    ui.set_width(ui.available_width() - 8.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut asked = None;
    let mut line = |ui: &mut Ui, words: &str, figure: &str, benchmark: Benchmark| {
        let chosen = *before == benchmark;
        let row = OptionRow { text: words, right: figure, chosen, ..OptionRow::default() };
        if option_row(ui, &row).clicked() {
            asked = Some(Command::SetBenchmark { benchmark });
        }
    };
    let per_mu = |figure: f64| per_mu_words(figure, lang);
    let has_allowed = !ledger.by_allowed.is_empty();
    line(ui, &text(lang, "ledger-own-words"), "", before.against(None, None));
    if let Some(figures) = &before.figures {
        heading(ui, &figures_words(figures, lang));
        let held =
            |industry: Option<Industry>| Benchmark { industry, ..Benchmark::with_figures(figures.clone()) };
        if has_allowed && !figures.industries.is_empty() {
            line(ui, &text(lang, "ledger-allowed"), "", held(Some(Industry::Allowed)));
        }
        let of = |figure: f64| per_mu(figures.wan_per_mu(figure));
        if let Some(overall) = figures.overall {
            line(ui, &text(lang, "ledger-overall"), &of(overall), held(None));
        }
        for it in &figures.industries {
            let code = Some(Industry::Code(it.code.clone()));
            line(ui, &ledger_industry::label(&it.code, lang), &of(it.figure), held(code));
        }
    }
    for published in PUBLISHED.iter().filter(|published| published.of == before.of) {
        heading(ui, &format!("{} ({})", published.source, published.year));
        let name = lang.pick(published.name, published.name_en);
        let benchmark = before.against(Some(published.figure()), None);
        line(ui, name, &per_mu(published.wan_per_mu), benchmark);
    }
    if let Some(firms) = &ledger.firms {
        heading(ui, &text(lang, "ledger-of-firms"));
        if has_allowed {
            let allowed = before.against(None, Some(Industry::Allowed));
            line(ui, &text(lang, "ledger-allowed"), "", allowed);
        }
        for of in &firms.industries {
            let median = ledger_industry::median(of.wan_per_mu, of.firms, lang);
            let benchmark = before.against(None, Some(Industry::Code(of.code.clone())));
            line(ui, &ledger_industry::label(&of.code, lang), &median, benchmark);
        }
    }
    asked
}

/// Words in a line that is not broken inside of them.
fn whole(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(words).size(size::LABEL).color(theme.quiet)).extend());
}

/// What the lines below it have in common.
fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    wrapped(ui, words, Theme::of(ui).quiet);
    ui.add_space(2.0);
}

/// A figure of the file in force, by its place.
pub(super) fn figured(session: &Session, at: Option<usize>) -> Option<(&Figures, &Figured)> {
    let figures = session.document().benchmark.figures_in_force()?;
    Some((figures, figures.industries.get(at?)?))
}

/// The same with its unit.
pub(super) fn per_mu_words(wan_per_mu: f64, lang: Lang) -> String {
    text_with(lang, "ledger-per-mu", &[("figure", figure_words(wan_per_mu).into())])
}

fn figure(ui: &mut Ui, before: &Benchmark, lang: Lang, commands: &mut Vec<Command>) {
    let stated = before.figure.as_ref();
    let id = figure_id();
    let value = stated.map(|figure| figure.wan_per_mu);
    let name = text(lang, "ledger-figure");
    let typed = number_field(ui, id, &name, value, &text(lang, "ledger-figure-hint"), 76.0);
    let mut set = |figure: Option<Figure>| {
        commands.push(Command::SetBenchmark { benchmark: before.against(figure, None) });
    };
    match typed {
        Some(Some(wan_per_mu)) if wan_per_mu > 0.0 => {
            state_figure(ui, false);
            set(Some(Figure { wan_per_mu, ..stated.cloned().unwrap_or_default() }));
        }
        Some(None) => set(None),
        Some(Some(_)) | None => {}
    }
    whole(ui, &text(lang, "ledger-unit"));
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
}
