//! Around the feature that the inspector shows: firms of its trade and chain, carriers, campuses,
//! stations, space to move into; and how far a carrier is from the next level.

use crate::app::overview::{NEEDS_M2, RADII_M, Vicinity};
use crate::app::{Command, FeatureRef, LayerEntry, LayerId, SelectMode, Session};
use crate::jobs::Surroundings;
use crate::maps::nearby::Near;
use crate::maps::schema::{self, LayerKind};
use crate::maps::startup::{self, Progress, Standing};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, CountRow, count_row, drop_down, note, section_title, wrapped};
use crate::ui::{fields, format, measures};
use eframe::egui::{self, Popup, Ui, vec2};

/// Divisions of firms that are listed.
const MOST_DIVISIONS: usize = 5;

/// Draws both.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    feature: FeatureRef,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    if entry.kind == Some(LayerKind::Carriers) {
        progress(ui, entry, feature.row as usize, lang);
        ui.add_space(8.0);
    }
    if entry.layer.shapes.get(feature.row as usize).is_empty() {
        return;
    }
    let vicinity = session.vicinity();
    let label = text(lang, if vicinity.is_open { "nearby-hide" } else { "nearby-look" });
    section_title(ui, &text(lang, "nearby-title"));
    if Button::new(&label).show(ui).clicked() {
        commands.push(Command::SetVicinity { vicinity: Vicinity { is_open: !vicinity.is_open, ..vicinity } });
    }
    if !vicinity.is_open {
        return;
    }
    choices(ui, vicinity, lang, commands);
    match session.surroundings(feature) {
        Some(surroundings) => around(ui, session, surroundings, commands),
        None => {
            note(ui, &text(lang, "nearby-updating"));
        }
    }
}

/// How far, and how much space.
fn choices(ui: &mut Ui, vicinity: Vicinity, lang: Lang, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let radius =
            |metres: f64| text_with(lang, "nearby-radius", &[("length", measures::length(metres).into())]);
        let need = |m2: f64| text_with(lang, "nearby-need", &[("area", format::number(m2).into())]);
        let mut menu = |label: String, tooltip: &str, options: Vec<(String, Vicinity)>| {
            let button = drop_down(ui, &label, &label, &text(lang, tooltip));
            Popup::menu(&button).width(160.0).show(|ui| {
                for (option, wanted) in options {
                    let line =
                        egui::Button::new(&option).selected(wanted == vicinity).min_size(vec2(150.0, 26.0));
                    if ui.add(line).clicked() {
                        commands.push(Command::SetVicinity { vicinity: wanted });
                        ui.close();
                    }
                }
            });
        };
        let radii = RADII_M.iter().map(|&radius_m| (radius(radius_m), Vicinity { radius_m, ..vicinity }));
        menu(radius(vicinity.radius_m), "nearby-radius-tooltip", radii.collect());
        let needs = NEEDS_M2.iter().map(|&need_m2| (need(need_m2), Vicinity { need_m2, ..vicinity }));
        menu(need(vicinity.need_m2), "nearby-need-tooltip", needs.collect());
    });
}

fn around(ui: &mut Ui, session: &Session, surroundings: &Surroundings, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.spacing_mut().item_spacing.y = 1.0;
    let nothing = surroundings.found.iter().all(|(.., near)| near.is_empty())
        && surroundings.company.iter().all(|(_, company)| company.all.is_empty());
    if nothing {
        note(ui, &text(lang, "nearby-nothing"));
    }
    for (layer, kind, near) in &surroundings.found {
        let Some(entry) = session.document().layer(*layer).filter(|_| !near.is_empty()) else { continue };
        let title = fields::layer_title(entry, lang);
        let label = match kind {
            LayerKind::Offices | LayerKind::Factories => {
                let need = format::number(session.vicinity().need_m2);
                let need = text_with(lang, "nearby-need", &[("area", need.into())]);
                text_with(lang, "nearby-space", &[("layer", title.into()), ("need", need.into())])
            }
            _ => title,
        };
        line(ui, &label, *layer, near, (nearest(entry, near, lang), lang), commands);
    }
    if surroundings.unknown_space > 0 {
        let args = [("count", surroundings.unknown_space.into())];
        wrapped(ui, &text_with(lang, "nearby-unknown-space", &args), Theme::of(ui).quiet);
    }
    for (layer, company) in &surroundings.company {
        let Some(entry) = session.document().layer(*layer).filter(|_| !company.all.is_empty()) else {
            continue;
        };
        line(
            ui,
            &text(lang, "nearby-firms"),
            *layer,
            &company.all,
            (nearest(entry, &company.all, lang), lang),
            commands,
        );
        for (key, near) in [
            ("nearby-same", &company.same),
            ("nearby-upstream", &company.upstream),
            ("nearby-downstream", &company.downstream),
        ] {
            if !near.is_empty() {
                let label = format!("　{}", text(lang, key));
                line(ui, &label, *layer, near, (nearest(entry, near, lang), lang), commands);
            }
        }
        let definition = schema::field(entry.kind, "industry");
        for (division, count) in company.divisions.iter().take(MOST_DIVISIONS) {
            let label = format!("　{}", fields::category(definition, division, lang));
            let figure = format::count(*count as u64);
            count_row(ui, &CountRow { label: &label, figure: &figure, ..CountRow::default() });
        }
        if company.unknown > 0 {
            let args = [("count", company.unknown.into())];
            wrapped(ui, &text_with(lang, "nearby-unknown-industry", &args), Theme::of(ui).quiet);
        }
    }
}

/// The nearest of some features, by name and distance.
fn nearest(entry: &LayerEntry, near: &[Near], lang: Lang) -> String {
    let Some(first) = near.first() else { return String::new() };
    let name = fields::feature_name(entry, first.row as usize, lang);
    let args = [("name", name.into()), ("length", measures::length(first.distance_m).into())];
    text_with(lang, "nearby-nearest", &args)
}

fn line(
    ui: &mut Ui,
    label: &str,
    layer: LayerId,
    near: &[Near],
    (nearest, lang): (String, Lang),
    commands: &mut Vec<Command>,
) {
    let figure = format::count(near.len() as u64);
    let lines = format!("{nearest}\n{}", text(lang, "nearby-leads"));
    let tip = lines.trim_start();
    let row = CountRow { label, figure: &figure, strong: true, leads: true, tip, ..CountRow::default() };
    if count_row(ui, &row).clicked() {
        let features = near.iter().map(|near| FeatureRef { layer, row: near.row }).collect();
        commands.push(Command::Select { features, mode: SelectMode::Add });
    }
}

/// How far a carrier is from the national level.
fn progress(ui: &mut Ui, entry: &LayerEntry, row: usize, lang: Lang) {
    let kind = entry.kind;
    let Some(progress) = startup::progress(&entry.layer, (&entry.binding).into(), row) else {
        note(ui, &text(lang, "progress-none"));
        return;
    };
    let level = fields::category(schema::field(kind, "level"), progress.threshold.level, lang);
    let key = if progress.is_complete() { "progress-reached" } else { "progress-title" };
    section_title(ui, &text_with(lang, key, &[("level", level.into())]))
        .on_hover_text(progress.threshold.source);
    for group in &progress.groups {
        let reached = Progress::is_reached(group);
        for (at, (line, standing)) in group.iter().enumerate() {
            let unit = fields::unit_behind(kind, line.field, lang);
            let with_unit = |value: f64| format!("{} {unit}", format::number(value)).trim_end().to_owned();
            let args = [
                ("field", fields::label(kind, line.field, lang).into()),
                ("value", with_unit(line.at_least).into()),
            ];
            let mut label = text_with(lang, "progress-line", &args);
            if at > 0 {
                label = format!("{} {label}", text(lang, "progress-or"));
            }
            let (mark, figure, beside) = match standing {
                Standing::Reached { value } => ("✓", with_unit(*value), String::new()),
                Standing::Short { value, by } => {
                    let short = text_with(lang, "progress-short", &[("by", with_unit(*by).into())]);
                    (if reached { "–" } else { "✗" }, with_unit(*value), short)
                }
                Standing::Unknown => ("?", text(lang, "value-missing"), String::new()),
            };
            let label = format!("{mark} {label}");
            count_row(
                ui,
                &CountRow { label: &label, figure: &figure, beside: &beside, ..CountRow::default() },
            );
        }
    }
    wrapped(ui, progress.threshold.source, Theme::of(ui).faint);
    ui.add_space(size::STEP);
}
