//! The ledger per 亩: what the filtered idle land could yield a year, in all, by street, by land use, by
//! industry and parcel by parcel; an estimate with its formula, and what it could not reckon with.

use super::{as_of, ledger_benchmark, ledger_industry};
use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::maps::ledger::{
    Group, Ledger, ParcelYield, Sum, amount_words, apart_words, benchmark_words, figure_words, figured_words,
    figures_words,
};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{
    OptionRow, SmallTable, Stack, copy_icon_button, note, option_row, section_title, small_table,
};
use crate::ui::{fields, format};
use crate::write::pasted_text;
use eframe::egui::{Align, Label, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

/// From this width on sum, groups and parcels stand beside each other; from the lesser one on the parcels
/// stand beside the rest.
const THREE_COLUMNS: f32 = 860.0;
const TWO_COLUMNS: f32 = 640.0;
/// Room between columns.
const BETWEEN: f32 = 20.0;
/// Parcels that are listed below the groups, where there is no room beside them.
const FEW: usize = 20;

/// Draws the tab into an area. The panel is low: where there is room, what is asked and what comes of it in
/// all stand beside the lists rather than above them.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    entry: &LayerEntry,
    ledger: &Ledger,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let inner = area.shrink2(vec2(size::PANEL_MARGIN, 0.0)).with_min_y(area.top() + 6.0);
    let sum = |ui: &mut Ui, commands: &mut Vec<Command>| {
        ledger_benchmark::show(ui, session, ledger, lang, commands);
        totals(ui, session, entry, ledger, lang, commands);
    };
    let of_parcels;
    if inner.width() >= THREE_COLUMNS {
        let (of_sum, lists) = split(inner, 0.29);
        let (of_groups, right) = split(lists, 0.58);
        of_parcels = right;
        column(ui, of_sum, "ledger-sum", |ui| sum(ui, commands));
        column(ui, of_groups, "ledger-groups", |ui| groups(ui, session, entry, ledger, commands));
    } else {
        let is_beside = inner.width() >= TWO_COLUMNS;
        let (left, right) = split(inner, 0.6);
        of_parcels = right;
        column(ui, if is_beside { left } else { inner }, "ledger-all", |ui| {
            sum(ui, commands);
            ui.add_space(2.0);
            groups(ui, session, entry, ledger, commands);
            if !is_beside {
                section_title(ui, &text(lang, "ledger-by-parcel"));
                for parcel in ledger.parcels.iter().take(FEW) {
                    parcel_row(ui, (session, entry), parcel, true, commands);
                }
            }
        });
        if !is_beside {
            return;
        }
    }
    let builder =
        UiBuilder::new().max_rect(of_parcels).layout(Layout::top_down(Align::Min)).id_salt("ledger-right");
    ui.scope_builder(builder, |ui| {
        section_title(ui, &text(lang, "ledger-by-parcel"));
        ScrollArea::vertical().id_salt("ledger-parcels").auto_shrink([false, false]).show_rows(
            ui,
            as_of::LINE,
            ledger.parcels.len(),
            |ui, shown| {
                ui.set_width(ui.available_width() - SCROLL_ROOM);
                for parcel in &ledger.parcels[shown] {
                    parcel_row(ui, (session, entry), parcel, false, commands);
                }
            },
        );
    });
}

/// Two columns, the left one with this share of the width.
fn split(area: Rect, share: f32) -> (Rect, Rect) {
    let (left, right) = area.split_left_right_at_fraction(share);
    (left.with_max_x(left.right() - BETWEEN / 2.0), right.with_min_x(right.left() + BETWEEN / 2.0))
}

/// The bar of a list floats over its right edge.
const SCROLL_ROOM: f32 = 10.0;

/// A column that scrolls by itself.
fn column(ui: &mut Ui, area: Rect, salt: &str, contents: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min)).id_salt(salt);
    ui.scope_builder(builder, |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_width(ui.available_width() - SCROLL_ROOM);
            contents(ui);
        });
    });
}

/// The sum, the formula, and what stands apart.
fn totals(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    ledger: &Ledger,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let sum = &ledger.total;
    let line = if sum.parcels == 0 {
        text(lang, "ledger-nothing")
    } else {
        let args = [
            ("wan", amount_words(sum.wan, 0).into()),
            ("parcels", format::count(sum.parcels as u64).into()),
            ("area", amount_words(sum.area_mu, 1).into()),
        ];
        text_with(lang, "ledger-total", &args)
    };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, copied) = (text(lang, "ledger-copy"), text(lang, "copied"));
            if copy_icon_button(ui, &name, &copied, 26.0, sum.parcels > 0) {
                commands.push(Command::Copy { text: as_text(session, entry, ledger, lang) });
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let line = RichText::new(line).font(theme::strong(size::TEXT)).color(theme.ink);
                ui.add(Label::new(line).wrap());
            });
        });
    });
    let figures = session.document().benchmark.figures_in_force();
    let mut parts: Vec<String> = figures.map(|figures| figures_words(figures, lang)).into_iter().collect();
    parts.push(text(lang, "ledger-formula"));
    parts.extend(apart_words(ledger, lang));
    if session.is_idle_land_behind(entry.id) {
        parts.push(text(lang, "bottom-updating"));
    }
    note(ui, &parts.join(lang.pick("；", "; ")));
}

/// The fields by which the ledger groups, each with what it found.
fn grouped(ledger: &Ledger) -> [(&'static str, &[Group]); 3] {
    [
        ("street", &ledger.by_street),
        ("allowed_industry", &ledger.by_allowed),
        ("land_use", &ledger.by_land_use),
    ]
}

fn groups(ui: &mut Ui, session: &Session, entry: &LayerEntry, ledger: &Ledger, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    for (at, (field, groups)) in grouped(ledger).into_iter().enumerate() {
        if !groups.is_empty() {
            let label = fields::label(entry, field, lang);
            small_table(ui, &label, &table(entry, field, groups, lang));
            ui.add_space(6.0);
        }
        if at == 0 {
            ledger_industry::show(ui, session, ledger, commands);
        }
    }
}

fn table(entry: &LayerEntry, field: &str, groups: &[Group], lang: Lang) -> SmallTable {
    let heads = ["ledger-head-parcels", "ledger-head-area", "ledger-head-yield", "ledger-head-apart"];
    let mut headers = vec![fields::label(entry, field, lang)];
    headers.extend(heads.iter().map(|key| text(lang, key)));
    let rows = groups.iter().map(|group| cells(entry, field, group, lang)).collect();
    SmallTable { headers, rows }
}

fn cells(entry: &LayerEntry, field: &str, group: &Group, lang: Lang) -> Vec<String> {
    let Sum { parcels, area_mu, wan, without_area, without_share, without_figure } = group.sum;
    let name = group.value.as_deref().map_or_else(
        || text(lang, "value-missing"),
        |value| match field {
            "allowed_industry" => ledger_industry::label(value, lang),
            _ => fields::category(fields::definition(entry, field), value, lang),
        },
    );
    let apart = without_area + without_share + without_figure;
    let missing = if without_figure > 0 { "ledger-no-figure" } else { "value-missing" };
    let known = |figure: String| if parcels == 0 { text(lang, missing) } else { figure };
    vec![
        name,
        format::count(parcels as u64),
        if parcels == 0 { text(lang, "value-missing") } else { amount_words(area_mu, 1) },
        known(amount_words(wan, 0)),
        format::count(apart as u64),
    ]
}

fn parcel_row(
    ui: &mut Ui,
    (session, entry): (&Session, &LayerEntry),
    parcel: &ParcelYield,
    may_stack: bool,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let name = fields::feature_name(entry, parcel.row as usize, lang);
    let args = [
        ("area", amount_words(parcel.area_mu, 1).into()),
        ("figure", figure_words(parcel.wan_per_mu).into()),
    ];
    let mut detail = text_with(lang, "ledger-parcel", &args);
    let mut tip = String::new();
    if let Some((figures, it)) = ledger_benchmark::figured(session, parcel.by.map(|by| by as usize)) {
        detail = format!("{detail} ({})", it.code);
        tip = figured_words(figures, it, lang);
    }
    let right = amount_words(parcel.wan, 0);
    let row = OptionRow {
        text: &name,
        detail: &detail,
        right: &right,
        tip: &tip,
        stack: if may_stack { Stack::WhereNeeded } else { Stack::Never },
        ..OptionRow::default()
    };
    if option_row(ui, &row).clicked() {
        commands.push(Command::GoToFeature { feature: FeatureRef { layer: entry.id, row: parcel.row } });
    }
}

/// The ledger as lines of cells between tabs, with its benchmark, formula and gaps.
fn as_text(session: &Session, entry: &LayerEntry, ledger: &Ledger, lang: Lang) -> String {
    let benchmark = &session.document().benchmark;
    let mut lines: Vec<String> =
        vec![pasted_text(&benchmark_words(benchmark, lang)), pasted_text(&text(lang, "ledger-formula"))];
    lines.extend(apart_words(ledger, lang).iter().map(|part| pasted_text(part)));
    let plain =
        |cells: Vec<String>| cells.iter().map(|cell| pasted_text(cell)).collect::<Vec<_>>().join("\t");
    for (field, groups) in grouped(ledger).into_iter().filter(|(_, groups)| !groups.is_empty()) {
        let table = table(entry, field, groups, lang);
        lines.push(String::new());
        lines.push(plain(table.headers));
        lines.extend(table.rows.into_iter().map(plain));
    }
    lines.extend(ledger_industry::as_text(session, ledger, lang).into_iter().map(plain));
    lines.push(String::new());
    let heads = ["ledger-head-area", "ledger-head-figure", "ledger-head-yield"].map(|key| text(lang, key));
    lines.push(format!("{}\t{}", fields::label(entry, "name", lang), heads.join("\t")));
    for parcel in &ledger.parcels {
        let name = pasted_text(&fields::feature_name(entry, parcel.row as usize, lang));
        let line = format!("{name}\t{}\t{}\t{}", parcel.area_mu, parcel.wan_per_mu, parcel.wan);
        let by = ledger_benchmark::figured(session, parcel.by.map(|by| by as usize));
        lines.push(by.map_or(line.clone(), |(_, it)| format!("{line}\t{}", it.code)));
    }
    lines.join("\n")
}
