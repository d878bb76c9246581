//! The statistics of the chosen layer: what is counted or added up, by which field, as bars that filter.

use super::statistics_chart::{self, Bars};
use crate::app::bottom::{BottomJob, filter_by_group, is_filtered_by, measures};
use crate::app::{ChartChoice, Command, LayerEntry, Session};
use crate::jobs::{Breakdown, can_be_grouped};
use crate::layer::FieldType;
use crate::scene::Style;
use crate::stats::{Group, GroupKey, Measure, Tally};
use crate::text::{Lang, text, text_with, unit_behind};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{drop_down, note};
use crate::ui::{fields, format, styles, totals};
use eframe::egui::{
    self, Align, Color32, Label, Layout, Popup, Rect, ScrollArea, TextFormat, Ui, UiBuilder, text::LayoutJob,
    vec2,
};

/// A bar as it is drawn.
pub(super) struct Bar {
    /// What its rows have in common.
    pub(super) label: String,
    /// Figure of the rows that match, and in words.
    pub(super) value: f64,
    pub(super) figure: String,
    /// The figure without its unit.
    pub(super) number: String,
    /// Figure of the rows that all other conditions leave.
    pub(super) all: f64,
    /// Whether the filter hides all of them.
    pub(super) out: bool,
    pub(super) color: Color32,
    /// What a click asks for, where it can ask for anything.
    pub(super) click: Option<Command>,
    /// Whether the filter asks for exactly this bar.
    pub(super) chosen: bool,
    /// Its accessible name.
    pub(super) name: String,
    /// What is said when the pointer is on it, line by line.
    pub(super) tooltip: String,
}

/// Draws title, choices and chart.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    entry: &LayerEntry,
    breakdown: &Breakdown,
    style: Option<&Style>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let inner = area.shrink2(vec2(size::PANEL_MARGIN, 0.0));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::top_down(Align::Min))
        .id_salt(("statistics", entry.id.0));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(4.0);
        // 面积 (亩) 按 状态 合计 1,502 亩: measure and field are where they are chosen.
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            choose_measure(ui, session, entry, breakdown, lang, commands);
            note(ui, &text(lang, "chart-by"));
            choose_field(ui, session, entry, breakdown, lang, commands);
            ui.add_space(8.0);
            ui.add(Label::new(total(ui, entry, breakdown, lang)).extend());
            if session.is_bottom_behind(BottomJob::Count(entry.id)) {
                note(ui, &text(lang, "bottom-updating"));
            }
        });
        let bars: Vec<Bar> = breakdown
            .groups
            .groups
            .iter()
            .map(|group| bar(ui, entry, breakdown, group, style, lang))
            .collect();
        let upright = entry.layer.column(&breakdown.field).is_some_and(|column| {
            !matches!(column.field_type(), FieldType::Text | FieldType::Bool | FieldType::Json)
        });
        let chart = Bars { bars: &bars, id: ui.scope_id().with(("chart", &breakdown.field)) };
        let clicked = if upright {
            statistics_chart::upright(ui, &chart)
        } else {
            ScrollArea::vertical()
                .id_salt("bars")
                .auto_shrink([false, false])
                .show(ui, |ui| statistics_chart::lying(ui, &chart))
                .inner
        };
        commands.extend(clicked.and_then(|at| bars[at].click.clone()));
    });
}

/// What the rows that match come to.
fn total(ui: &Ui, entry: &LayerEntry, breakdown: &Breakdown, lang: Lang) -> LayoutJob {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::default();
    let plain =
        TextFormat { font_id: theme::plain(size::LABEL), color: theme.quiet, ..TextFormat::default() };
    let strong =
        TextFormat { font_id: theme::strong(size::LABEL), color: theme.ink, ..TextFormat::default() };
    let tally = &breakdown.groups.matching;
    job.append(&text(lang, "chart-total"), 0.0, plain.clone());
    job.append(&figure(entry, &breakdown.measure, tally, lang), 4.0, strong);
    if let Some(of) = totals::measured_of(tally.rows - tally.unmeasured, tally.rows, lang) {
        job.append(&of, 6.0, plain);
    }
    job
}

/// With its unit, to tell 亩 from m².
fn measure_choice(entry: &LayerEntry, measure: &Measure, lang: Lang) -> String {
    match measure {
        Measure::Count => text(lang, "chart-count"),
        Measure::Sum { field } => totals::label_with_unit(entry, field, lang),
    }
}

/// What rows come to. Rows of which none has a value come to nothing that could be said, not to zero.
fn number(entry: &LayerEntry, measure: &Measure, tally: &Tally, lang: Lang) -> String {
    match measure {
        Measure::Count => format::count(tally.rows as u64),
        Measure::Sum { .. } if is_unmeasured(tally) => text(lang, "value-missing"),
        Measure::Sum { field } => totals::number_of_total(entry, field, tally.sum),
    }
}

/// Whether there are rows and none of them has a value.
fn is_unmeasured(tally: &Tally) -> bool {
    tally.rows > 0 && tally.unmeasured == tally.rows
}

/// What rows come to, with the unit.
fn figure(entry: &LayerEntry, measure: &Measure, tally: &Tally, lang: Lang) -> String {
    let unit = match measure {
        Measure::Count => text(lang, "chart-unit-features"),
        Measure::Sum { .. } if is_unmeasured(tally) => String::new(),
        Measure::Sum { field } => unit_behind(totals::unit(entry, field, lang)),
    };
    format!("{} {unit}", number(entry, measure, tally, lang)).trim_end().to_owned()
}

fn value(measure: &Measure, tally: &Tally) -> f64 {
    match measure {
        Measure::Count => tally.rows as f64,
        Measure::Sum { .. } => tally.sum,
    }
}

fn bar(
    ui: &Ui,
    entry: &LayerEntry,
    breakdown: &Breakdown,
    group: &Group,
    style: Option<&Style>,
    lang: Lang,
) -> Bar {
    let Breakdown { field, measure, .. } = breakdown;
    let label = group_label(entry, field, &group.key, lang);
    let out = group.matching.rows == 0 && group.shown.rows > 0;
    let tally = if out { &group.shown } else { &group.matching };
    let figure = figure(entry, measure, tally, lang);
    let click = if group.shown.rows > 0 { filter_by_group(entry, field, &group.key) } else { None };
    let chosen = is_filtered_by(entry, field, &group.key);
    let args = [("group", label.as_str().into()), ("figure", figure.as_str().into())];
    let name = text_with(lang, if out { "chart-bar-out" } else { "chart-bar" }, &args);
    let mut lines = vec![name.clone()];
    if *measure != Measure::Count {
        let rows = format::count(tally.rows as u64);
        lines.push(text_with(lang, "chart-tooltip-rows", &[("rows", rows.into())]));
        if tally.unmeasured > 0 {
            let args = [("count", tally.unmeasured.into())];
            lines.push(text_with(lang, "chart-tooltip-unmeasured", &args));
        }
    }
    let hint = match (&click, &group.key) {
        (Some(_), _) if chosen => Some("chart-tooltip-unfilter"),
        (Some(_), _) => Some("chart-tooltip-filter"),
        (None, GroupKey::Others { .. }) => Some("chart-tooltip-others"),
        (None, _) => None,
    };
    lines.extend(hint.map(|key| text(lang, key)));
    Bar {
        value: value(measure, &group.matching),
        all: value(measure, &group.shown),
        color: color(ui, field, &group.key, style),
        tooltip: lines.join("\n"),
        label,
        number: number(entry, measure, tally, lang),
        figure,
        out,
        click,
        chosen,
        name,
    }
}

/// A group in words.
pub(super) fn group_label(entry: &LayerEntry, field: &str, key: &GroupKey, lang: Lang) -> String {
    let column = entry.layer.column(field);
    match key {
        GroupKey::Missing => text(lang, "value-missing"),
        GroupKey::Others { values } => text_with(lang, "chart-others", &[("count", (*values).into())]),
        GroupKey::Value { value, .. } if value.is_empty() => text(lang, "value-empty"),
        GroupKey::Value { value, .. }
            if column.is_some_and(|column| column.field_type() == FieldType::Bool) =>
        {
            text(lang, if value == "true" { "value-yes" } else { "value-no" })
        }
        GroupKey::Value { value, .. } => fields::category(fields::definition(entry, field), value, lang),
        GroupKey::Numbers { low, high, .. } => {
            let whole = column.is_some_and(|column| column.field_type() == FieldType::Integer);
            let last = if whole { high - 1.0 } else { *high };
            if (last - low).abs() < 1e-12 {
                format::number(*low)
            } else {
                format!("{}–{}", format::number(*low), format::number(last))
            }
        }
        GroupKey::Years { first, last } if first == last => first.to_string(),
        GroupKey::Years { first, last } => format!("{first}–{last}"),
    }
}

fn color(ui: &Ui, field: &str, key: &GroupKey, style: Option<&Style>) -> Color32 {
    let theme = Theme::of(ui);
    match key {
        GroupKey::Value { value, spellings } => style
            .and_then(|style| styles::color_of(style, field, value, spellings))
            .unwrap_or(theme.histogram),
        GroupKey::Numbers { .. } | GroupKey::Years { .. } => theme.histogram,
        GroupKey::Others { .. } | GroupKey::Missing => theme.edge,
    }
}

fn choose_field(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    breakdown: &Breakdown,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let label = fields::label_with_unit(entry, &breakdown.field, lang);
    let name = text_with(lang, "chart-field", &[("field", label.as_str().into())]);
    let button = drop_down(ui, &label, &name, &text(lang, "chart-field-tooltip"));
    Popup::menu(&button).width(220.0).show(|ui| {
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for column in entry.layer.columns.iter().filter(|column| can_be_grouped(entry, column)) {
                let field = &column.name;
                let label = fields::label_with_unit(entry, field, lang);
                if choice(ui, &label, *field == breakdown.field).on_hover_text(field).clicked() {
                    let choice = ChartChoice { field: Some(field.clone()), ..session.chart_choice(entry.id) };
                    commands.push(Command::SetChart { layer: entry.id, choice });
                    ui.close();
                }
            }
        });
    });
}

fn choose_measure(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    breakdown: &Breakdown,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let label = measure_choice(entry, &breakdown.measure, lang);
    let name = text_with(lang, "chart-measure", &[("measure", label.as_str().into())]);
    let button = drop_down(ui, &label, &name, &text(lang, "chart-measure-tooltip"));
    Popup::menu(&button).width(200.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for measure in measures(entry) {
            let label = measure_choice(entry, &measure, lang);
            if choice(ui, &label, measure == breakdown.measure).clicked() {
                let choice = ChartChoice { measure: Some(measure.clone()), ..session.chart_choice(entry.id) };
                commands.push(Command::SetChart { layer: entry.id, choice });
                ui.close();
            }
        }
    });
}

fn choice(ui: &mut Ui, label: &str, on: bool) -> egui::Response {
    ui.add(egui::Button::new(label).selected(on).min_size(vec2(190.0, 26.0)))
}
