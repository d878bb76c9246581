//! The brief in the left panel: its lines to edit, what a step of room on each would bring, and the sites
//! that it fits below. Nothing private is in it: a prospect may look at the screen.

use super::brief_results;
use crate::app::{Command, Session};
use crate::maps::matching::{
    Asks, AsksKind, Brief, DEALS, FIRE_CLASSES, Line, What, area_words, asked, is_industry, line_wants,
    step_words,
};
use crate::maps::schema::{self, LayerKind, MapKind};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{
    Button, choice, choice_line, drop_down, hairline, icon_button, note, number_field, section_title,
    strong_label, text_field, type_into,
};
use eframe::egui::{self, Align, CornerRadius, Frame, Id, Layout, Margin, Popup, ScrollArea, Ui};

/// Draws the panel.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let margin = Margin::symmetric(size::PANEL_MARGIN as i8, 10);
    ScrollArea::vertical().id_salt("brief").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            header(ui, session, commands);
            let brief = &session.document().brief;
            if brief.lines.is_empty() {
                note(ui, &text(session.settings().lang, "brief-empty"));
            }
            for (at, line) in brief.lines.iter().enumerate() {
                line_card(ui, session, at, line, commands);
            }
            add(ui, session, commands);
            ui.add_space(4.0);
            hairline(ui);
            brief_results::show(ui, session, commands);
        });
    });
}

/// Sends the brief with a change.
fn change(session: &Session, commands: &mut Vec<Command>, edit: impl FnOnce(&mut Brief)) {
    let mut brief = session.document().brief.clone();
    edit(&mut brief);
    commands.push(Command::SetBrief { brief });
}

fn change_line(session: &Session, commands: &mut Vec<Command>, at: usize, edit: impl FnOnce(&mut Line)) {
    change(session, commands, |brief| {
        if let Some(line) = brief.lines.get_mut(at) {
            edit(line);
        }
    });
}

fn header(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let brief = &session.document().brief;
    ui.horizontal(|ui| {
        let width = ui.available_width() - 72.0;
        let (name, hint) = (text(lang, "brief-title"), text(lang, "brief-title-hint"));
        if let Some(title) = text_field(ui, Id::unique("brief-title"), &name, &brief.title, &hint, width) {
            change(session, commands, |brief| brief.title = title);
        }
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = text(lang, "command-open-brief-dialog");
        if icon_button(ui, Icon::Folder, &name, size::SMALL_CONTROL, true).clicked() {
            commands.push(Command::OpenBriefDialog);
        }
        let name = text(lang, "command-save-brief-dialog");
        if icon_button(ui, Icon::Export, &name, size::SMALL_CONTROL, !brief.lines.is_empty()).clicked() {
            commands.push(Command::SaveBriefDialog);
        }
    });
    let all = text(lang, "brief-all-kinds");
    let chosen = brief.kind.map_or(all.as_str(), |kind| kind.label(lang));
    let wanted = choice(ui, &text(lang, "brief-kind"), chosen, |ui| {
        let mut wanted: Option<Option<LayerKind>> = None;
        if choice_line(ui, &all, brief.kind.is_none()).clicked() {
            wanted = Some(None);
        }
        for kind in MapKind::Space.layers() {
            if choice_line(ui, kind.label(lang), brief.kind == Some(kind)).clicked() {
                wanted = Some(Some(kind));
            }
        }
        wanted
    });
    if let Some(kind) = wanted.filter(|kind| *kind != brief.kind) {
        change(session, commands, |brief| brief.kind = kind);
    }
}

/// One line: must or prefer, what it asks for, what it weighs, what a step of room would bring.
fn line_card(ui: &mut Ui, session: &Session, at: usize, line: &Line, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let name = asked(line.what, lang);
    Frame::new()
        .fill(theme.ground)
        .corner_radius(CornerRadius::same(size::ROUND_CARD))
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
            ui.horizontal(|ui| {
                let word = text(lang, if line.must { "brief-must" } else { "brief-prefer" });
                let spoken = format!("{name}: {word}");
                let tooltip = text(lang, "brief-must-tooltip");
                if drop_down(ui, &word, &spoken, &tooltip).clicked() {
                    change_line(session, commands, at, |line| line.must = !line.must);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let remove = text_with(lang, "brief-remove", &[("line", name.as_str().into())]);
                    if icon_button(ui, Icon::Close, &remove, 22.0, true).clicked() {
                        change(session, commands, |brief| {
                            brief.lines.remove(at);
                        });
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        strong_label(ui, &name, size::TEXT);
                    });
                });
            });
            ui.horizontal_wrapped(|ui| asks(ui, session, at, line, &name, commands));
            if !line.must {
                // A line of its own: word and box stay together.
                ui.horizontal(|ui| weight(ui, session, at, line, &name, commands));
            }
            loosen(ui, session, at, lang, commands);
        });
}

/// The field of a line's number or word.
fn field_id(at: usize, what: What) -> Id {
    Id::unique(("brief-line", at, what.key()))
}

/// What the line asks for, as its fields.
fn asks(ui: &mut Ui, session: &Session, at: usize, line: &Line, name: &str, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let id = field_id(at, line.what);
    let mut set = |asks: Asks| change_line(session, commands, at, |line| line.asks = asks);
    match &line.asks {
        Asks::Number { number, unit } => {
            note(ui, if line.what.is_at_least() { "≥" } else { "≤" });
            if let Some(Some(number)) = number_field(ui, id, name, Some(*number), "", 84.0) {
                set(Asks::Number { number: number.max(0.0), unit: *unit });
            }
            if let Some(unit) = units(ui, line, *unit, name, lang) {
                set(line.in_unit(unit).asks);
            }
        }
        Asks::Near { metres, name: of } => {
            note(ui, "≤");
            if let Some(Some(metres)) = number_field(ui, id, name, Some(*metres), "", 72.0) {
                set(Asks::Near { metres: metres.max(0.0), name: of.clone() });
            }
            note(ui, "m");
            let label = text_with(lang, "brief-name-of", &[("line", name.into())]);
            let hint =
                text(lang, if line.what == What::Firm { "brief-name-needed" } else { "brief-name-any" });
            if let Some(of) = text_field(ui, id.with("name"), &label, of, &hint, 112.0) {
                set(Asks::Near { metres: *metres, name: of.trim().to_owned() });
            }
        }
        Asks::Class(class) => {
            let label = |at: usize| value(LayerKind::Factories, "fire_class", FIRE_CLASSES[at], lang);
            if let Some(class) = one_of(ui, name, *class, FIRE_CLASSES.len(), &label) {
                set(Asks::Class(class));
            }
        }
        Asks::Deal(deal) => {
            let label = |at: usize| value(LayerKind::Factories, "deal", DEALS[at], lang);
            if let Some(deal) = one_of(ui, name, *deal, DEALS.len(), &label) {
                set(Asks::Deal(deal));
            }
        }
        Asks::Yes => {
            note(ui, &text(lang, "match-yes"));
        }
        Asks::Code(code) => {
            let typed = text_field(ui, id, name, code, "C39", 84.0);
            if let Some(code) = typed.map(|code| code.trim().to_uppercase()).filter(|code| is_industry(code))
            {
                set(Asks::Code(code));
            }
            note(ui, &schema::codes::industry_label(code, lang).unwrap_or_default());
        }
        Asks::By(date) => {
            let typed = text_field(ui, id, name, &date.to_string(), "2027-01-01", 112.0);
            if let Some(date) = typed.and_then(|typed| typed.trim().parse().ok()) {
                set(Asks::By(date));
            }
        }
    }
}

fn value(kind: LayerKind, key: &str, value: &str, lang: Lang) -> String {
    schema::field(Some(kind), key)
        .and_then(|def| schema::value_label(def, value, lang))
        .unwrap_or_else(|| value.to_owned())
}

/// A choice of one of few values in a line of text.
fn one_of(
    ui: &mut Ui,
    name: &str,
    chosen: usize,
    count: usize,
    label: &dyn Fn(usize) -> String,
) -> Option<usize> {
    let words = label(chosen.min(count - 1));
    let response = drop_down(ui, &words, &format!("{name}: {words}"), name);
    Popup::menu(&response)
        .width(140.0)
        .show(|ui| {
            let mut wanted = None;
            for at in 0..count {
                if choice_line(ui, &label(at), at == chosen).clicked() {
                    wanted = Some(at);
                    ui.close();
                }
            }
            wanted
        })
        .and_then(|shown| shown.inner)
        .filter(|at| *at != chosen)
}

/// The unit of a number, to choose where there are several.
fn units(ui: &mut Ui, line: &Line, unit: usize, name: &str, lang: Lang) -> Option<usize> {
    let units = line.what.units();
    let label = |at: usize| units.get(at).map_or("", |unit| lang.pick(unit.zh, unit.en)).to_owned();
    if units.len() < 2 {
        note(ui, &label(unit));
        return None;
    }
    let name = text_with(lang, "brief-unit-of", &[("line", name.into())]);
    one_of(ui, &name, unit, units.len(), &label)
}

fn weight(ui: &mut Ui, session: &Session, at: usize, line: &Line, name: &str, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    note(ui, &text(lang, "brief-weight"));
    let label = text_with(lang, "brief-weight-of", &[("line", name.into())]);
    let id = Id::unique(("brief-weight", at));
    if let Some(Some(weight)) = number_field(ui, id, &label, Some(line.weight), "", 44.0) {
        change_line(session, commands, at, |line| line.weight = weight.max(0.0));
    }
}

/// What the line one step looser would bring, as a button that makes it so; and the same of the line in the
/// unit that it may have been meant in.
fn loosen(ui: &mut Ui, session: &Session, at: usize, lang: Lang, commands: &mut Vec<Command>) {
    let Some(matched) = session.brief().answer().filter(|_| !session.brief().is_running()) else { return };
    if matched.brief != session.document().brief {
        return;
    }
    let hints =
        [("brief-rounded", matched.answer.rounded.get(at)), ("brief-loosen", matched.answer.loosen.get(at))];
    for (key, hint) in hints {
        let (Some(Some(hint)), Some(line)) = (hint, matched.brief.lines.get(at)) else { continue };
        let is_step = step_words(line, &hint.line, lang).is_some();
        let key = match hint.sites {
            0 if is_step => "brief-loosen-none",
            _ if is_step => key,
            _ => "brief-loosen-drop",
        };
        if key == "brief-rounded" {
            note(ui, &text(lang, "brief-rounded-why"));
        }
        let args = [
            ("to", line_wants(&hint.line, lang).into()),
            ("sites", format::count(hint.sites as u64).into()),
            ("area", area_words(hint.area, hint.sites, lang).into()),
        ];
        let words = text_with(lang, key, &args);
        if hint.sites == 0 {
            note(ui, &words);
            continue;
        }
        let tooltip = crate::maps::matching::line_title(&hint.line, lang);
        if Button::link(&words).tooltip(&tooltip).show(ui).clicked() {
            let line = hint.line.clone();
            change_line(session, commands, at, |place| *place = line);
        }
    }
}

/// The menu of lines to add.
fn add(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let label = text(lang, "brief-add");
    let response = Button::link(&label).icon(Icon::Plus).show(ui);
    let wanted = Popup::menu(&response)
        .width(220.0)
        .show(|ui| {
            ui.set_min_width(200.0);
            section_title(ui, &label);
            let mut wanted = None;
            for what in What::all() {
                let has = session.document().brief.lines.iter().any(|line| line.what == what);
                // Of firms and stations there may be several; of all else one line says it.
                if has && !matches!(what.asks(), AsksKind::Near(_)) {
                    continue;
                }
                if choice_line(ui, &asked(what, lang), false).clicked() {
                    wanted = Some(what);
                    ui.close();
                }
            }
            wanted
        })
        .and_then(|shown| shown.inner);
    if let Some(what) = wanted {
        let line = Line::usual(what, session.today());
        // What it asks for is the first thing to say.
        type_into(ui, field_id(session.document().brief.lines.len(), what));
        change(session, commands, |brief| brief.lines.push(line));
    }
}
