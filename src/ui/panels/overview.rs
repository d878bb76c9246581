//! The overview of the map: the figures that its user asks for first, breakdowns, and what selected or
//! filtered firms concentrate on. Every row leads to the features behind it.

use super::statistics::group_label;
use crate::app::bottom::{filter_by_group, is_filtered_by};
use crate::app::{BottomTab, Command, LayerEntry, Session};
use crate::filter::Filter;
use crate::jobs::{Breakdown, Focus, LayerOverview};
use crate::maps::overview::{Figure, Said};
use crate::stats::{GroupKey, Tally};
use crate::text::{Lang, text, text_with, unit_behind};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{CountRow, count_row, note, section_title, strong_label, wrapped};
use crate::ui::{fields, format, totals};
use eframe::egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, vec2};

/// A column of figures is at least so wide; columns share the panel's width.
const COLUMN: f32 = 190.0;
/// Room between columns.
const GAP: f32 = 22.0;
/// Industries listed by how concentrated they are.
const MOST_INDUSTRIES: usize = 12;

/// What stands in one column.
type Block<'a> = Box<dyn FnOnce(&mut Ui, &mut Vec<Command>) + 'a>;

/// Draws the overview, column after column, in as many rows as the width asks for.
pub(super) fn show(ui: &mut Ui, area: Rect, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let inner = area.shrink2(vec2(size::PANEL_MARGIN, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)).id_salt("overview");
    ui.scope_builder(builder, |ui| {
        let Some(overview) = session.overview() else {
            ui.add_space(20.0);
            let key = if session.has_overview_failed() { "overview-failed" } else { "bottom-updating" };
            note(ui, &text(lang, key));
            return;
        };
        ScrollArea::both().id_salt("overview").auto_shrink([false, false]).show(ui, |ui| {
            ui.add_space(6.0);
            if overview.is_empty() {
                note(ui, &text(lang, "overview-nothing"));
                return;
            }
            let mut columns: Vec<Block<'_>> = Vec::new();
            for of in overview.iter() {
                let Some(entry) = session.document().layer(of.layer_id) else { continue };
                columns.push(Box::new(move |ui, commands| figures(ui, session, entry, of, commands)));
                for breakdown in &of.breakdowns {
                    columns.push(Box::new(move |ui, commands| {
                        by_field(ui, entry, breakdown, lang, commands);
                    }));
                }
                if let Some(focus) = &of.concentration {
                    columns
                        .push(Box::new(move |ui, commands| concentration(ui, entry, focus, lang, commands)));
                }
            }
            let beside = ((ui.available_width() + GAP) / (COLUMN + GAP)).floor().max(1.0) as usize;
            let width = (ui.available_width() + GAP) / beside as f32 - GAP;
            let mut columns = columns.into_iter();
            loop {
                let row: Vec<_> = columns.by_ref().take(beside).collect();
                if row.is_empty() {
                    break;
                }
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    for column in row {
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            ui.spacing_mut().item_spacing.y = 1.0;
                            column(ui, commands);
                        });
                    }
                });
                ui.add_space(10.0);
            }
        });
    });
}

/// The figures of a layer.
fn figures(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    of: &LayerOverview,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    strong_label(ui, &fields::layer_title(entry, lang), size::TEXT);
    for ((figure, answer), not_among) in of.figures.iter().zip(&of.not_among) {
        let label = text(lang, figure.key);
        match answer {
            Ok(tallies) => one_figure(ui, session, entry, (figure, not_among), tallies, commands),
            Err(diagnostic) => {
                let missing = text(lang, "value-missing");
                let tip = diagnostic.message(lang);
                let row = CountRow { label: &label, beside: &missing, tip: &tip, ..CountRow::default() };
                count_row(ui, &row);
            }
        }
    }
}

fn one_figure(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    (figure, not_among): (&Figure, &[(&str, usize)]),
    [matching, all]: &[Tally; 2],
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let label = text(lang, figure.key);
    let said = |tally: &Tally| said(entry, figure, tally, lang);
    let (number, unit) = said(matching);
    let is_part = matching.rows != all.rows;
    let beside = if is_part { format!("{unit} / {}", said(all).0) } else { unit };
    let condition =
        figure.filter(&entry.layer, (&entry.binding).into(), session.document().reference_day).ok().flatten();
    let chosen = condition.as_ref().is_some_and(|condition| {
        entry.filter.filter.as_ref().is_some_and(|filter| filter.includes(condition))
    });
    let mut lines = vec![text(lang, if chosen { "chart-tooltip-unfilter" } else { "overview-leads" })];
    lines.extend(condition.as_ref().map(Filter::to_text));
    let below = totals::measured_of(matching.rows - matching.unmeasured, matching.rows, lang);
    if matching.unmeasured > 0 {
        let args = [("count", matching.unmeasured.into())];
        lines.push(text_with(lang, "chart-tooltip-unmeasured", &args));
    }
    if !not_among.is_empty() {
        let of = |(key, count): &(&str, usize)| text_with(lang, key, &[("count", (*count).into())]);
        let words: Vec<String> = not_among.iter().map(of).collect();
        let args = [("which", words.join(lang.pick("、", ", ")).into())];
        lines.push(text_with(lang, "overview-not-among", &args));
    }
    let row = CountRow {
        label: &label,
        figure: &number,
        beside: beside.trim(),
        below: &below.unwrap_or_default(),
        chosen,
        strong: true,
        leads: true,
        tip: &lines.join("\n"),
        ..CountRow::default()
    };
    if count_row(ui, &row).clicked() {
        if let Some(condition) = condition {
            commands.push(Command::Narrow { layer: entry.id, condition: condition.to_text() });
        } else {
            commands.push(Command::ChooseLayer { layer: entry.id });
            commands.push(Command::SetBottomTab { tab: BottomTab::Table });
        }
    }
}

/// What rows come to, and the unit. Rows of which none has a value come to nothing that could be said.
fn said(entry: &LayerEntry, figure: &Figure, tally: &Tally, lang: Lang) -> (String, String) {
    match figure.said {
        Said::Count => (format::count(tally.rows as u64), String::new()),
        Said::Sum(_) if tally.rows > 0 && tally.unmeasured == tally.rows => {
            (text(lang, "value-missing"), String::new())
        }
        Said::Sum(key) => {
            let field = entry.column_of(key).map_or(key, |column| column.name.as_str());
            // The figure is in the schema's unit, whatever the file's.
            let unit = fields::definition(entry, field).map_or("", |def| def.unit_label(lang));
            (totals::number_of_total(entry, field, tally.sum), unit_behind(unit))
        }
    }
}

/// A layer's rows by a field.
fn by_field(ui: &mut Ui, entry: &LayerEntry, breakdown: &Breakdown, lang: Lang, commands: &mut Vec<Command>) {
    let args = [
        ("layer", fields::layer_title(entry, lang).into()),
        ("field", fields::label(entry, &breakdown.field, lang).into()),
    ];
    section_title(ui, &text_with(lang, "overview-by", &args));
    let most = breakdown.groups.groups.iter().map(|group| group.shown.rows).max().unwrap_or(1).max(1);
    for group in &breakdown.groups.groups {
        let label = group_label(entry, &breakdown.field, &group.key, lang);
        let (matching, all) = (group.matching.rows, group.shown.rows);
        let beside = if matching == all { String::new() } else { format!("/ {}", format::count(all as u64)) };
        let click = filter_by_group(entry, &breakdown.field, &group.key);
        let row = CountRow {
            label: &label,
            figure: &format::count(matching as u64),
            beside: &beside,
            share: Some(matching as f32 / most as f32),
            chosen: is_filtered_by(entry, &breakdown.field, &group.key),
            leads: click.is_some(),
            ..CountRow::default()
        };
        if count_row(ui, &row).clicked() {
            commands.push(Command::ChooseLayer { layer: entry.id });
            commands.extend(click);
        }
    }
}

/// What the chosen firms concentrate on.
fn concentration(ui: &mut Ui, entry: &LayerEntry, focus: &Focus, lang: Lang, commands: &mut Vec<Command>) {
    let key = if focus.of_selection { "overview-lq-selected" } else { "overview-lq-filtered" };
    let title = text_with(lang, key, &[("count", format::count(focus.rows as u64).into())]);
    section_title(ui, &title).on_hover_text(text(lang, "overview-lq-tooltip"));
    if focus.industries.is_empty() {
        wrapped(ui, &text(lang, "overview-lq-nothing"), Theme::of(ui).quiet);
    }
    let strongest = focus.industries.iter().filter_map(|one| one.quotient).fold(1.0, f64::max);
    for one in focus.industries.iter().take(MOST_INDUSTRIES) {
        let key = GroupKey::value(&one.key);
        let label = group_label(entry, &focus.field, &key, lang);
        let quotient = one.quotient.map_or_else(|| text(lang, "value-missing"), |lq| format::fixed(lq, 2));
        let args = [
            ("here", format::count(one.rows_in_area as u64).into()),
            ("all", format::count(one.in_whole as u64).into()),
        ];
        let beside = text_with(lang, "overview-lq-firms", &args);
        let click = filter_by_group(entry, &focus.field, &key);
        let row = CountRow {
            label: &label,
            figure: &quotient,
            beside: &beside,
            share: one.quotient.map(|lq| (lq / strongest) as f32),
            chosen: is_filtered_by(entry, &focus.field, &key),
            strong: true,
            leads: click.is_some(),
            ..CountRow::default()
        };
        if count_row(ui, &row).clicked() {
            commands.push(Command::ChooseLayer { layer: entry.id });
            commands.extend(click);
        }
    }
}
