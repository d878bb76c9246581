//! The panel below the map: a row of tabs, and under it the table, the statistics, or both side by side
//! where there is room; and what is said where there is nothing to show.

use super::layers::Styles;
use super::{deadlines, findings, ledger, overview, statistics, table};
use crate::app::bottom::BottomJob;
use crate::app::{BottomTab, Command, LayerEntry, Session};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, check, icon_button, note, strong_label, tabs};
use eframe::egui::{Align, Layout, Popup, Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// From this width on the statistics stand beside the table.
const SIDE_BY_SIDE: f32 = 900.0;
/// Width of the statistics beside the table: a share of the panel, within bounds.
const CHART_SHARE: f32 = 0.34;
const CHART_WIDTHS: (f32, f32) = (300.0, 460.0);

/// Draws the panel; when it is folded, its row of tabs alone.
pub fn show(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    // A panel is as large as what it holds, and rows and bars hold themselves to what there is.
    ui.set_min_size(ui.available_size());
    tab_row(ui, session, commands);
    let shown = session.bottom();
    if !shown.is_open() {
        return;
    }
    let theme = Theme::of(ui);
    let area = ui.available_rect_before_wrap();
    ui.painter().hline(area.x_range(), area.top(), theme.hairline());
    let area = area.with_min_y(area.top() + 1.0);
    // What a tab holds does not move the panel's edge, and with it the map.
    let mut inner = ui.new_child(UiBuilder::new().max_rect(area).id_salt("bottom-tab"));
    inner.shrink_clip_rect(area);
    let ui = &mut inner;
    let lang = session.settings().lang;
    if shown.tab == BottomTab::Overview {
        overview::show(ui, area, session, commands);
        return;
    }
    let Some(entry) = session.document().chosen_layer() else {
        message(ui, area, &text(lang, "bottom-no-layer"), &text(lang, "bottom-no-layer-hint"), None);
        return;
    };
    if entry.layer.is_empty() {
        let title = text(lang, "bottom-empty-layer");
        message(ui, area, &title, &text(lang, "bottom-empty-layer-hint"), None);
        return;
    }
    match shown.tab {
        BottomTab::Table if area.width() >= SIDE_BY_SIDE => {
            let width = (area.width() * CHART_SHARE).clamp(CHART_WIDTHS.0, CHART_WIDTHS.1);
            let (left, right) = area.split_left_right_at_x(area.right() - width);
            ui.painter().vline(right.left(), right.y_range(), theme.hairline());
            rows(ui, left, session, styles, entry, commands);
            chart(ui, right.with_min_x(right.left() + 1.0), session, styles, entry, commands);
        }
        BottomTab::Table => rows(ui, area, session, styles, entry, commands),
        BottomTab::Statistics | BottomTab::Overview => chart(ui, area, session, styles, entry, commands),
        BottomTab::Deadlines | BottomTab::Ledger => idle_land(ui, area, session, entry, commands),
        BottomTab::Check => findings::show(ui, area, session, entry, commands),
    }
}

/// From this width on there is room for all tabs; in less, those that are asked for most and the one in
/// front. A menu leads to the others.
const ALL_TABS: f32 = 560.0;

type Tab = (BottomTab, &'static str);

/// The tabs that have room, with the keys of their names, and those that have none; two of them are for
/// idle land alone.
fn tabs_of(session: &Session, width: f32) -> (Vec<Tab>, Vec<Tab>) {
    let mut all = vec![
        (BottomTab::Overview, "command-show-overview"),
        (BottomTab::Table, "command-show-table"),
        (BottomTab::Statistics, "command-show-statistics"),
        (BottomTab::Check, "command-show-check"),
    ];
    let is_shown = matches!(session.bottom().tab, BottomTab::Deadlines | BottomTab::Ledger);
    if session.shows_idle_land() || is_shown {
        all.push((BottomTab::Deadlines, "command-show-deadlines"));
        all.push((BottomTab::Ledger, "command-show-ledger"));
    }
    let front = session.bottom().tab;
    let has_room = |(tab, _): &Tab| {
        width >= ALL_TABS || matches!(tab, BottomTab::Table | BottomTab::Statistics) || *tab == front
    };
    all.into_iter().partition(has_room)
}

/// The tabs that have no room in the row.
fn more_tabs(ui: &mut Ui, others: &[Tab], lang: Lang, commands: &mut Vec<Command>) {
    let more = icon_button(ui, Icon::More, &text(lang, "bottom-more-tabs"), 26.0, true);
    Popup::menu(&more).width(160.0).show(|ui| {
        for (tab, key) in others {
            if ui.button(text(lang, key)).clicked() {
                commands.push(Command::SetBottomTab { tab: *tab });
                ui.close();
            }
        }
    });
}

fn tab_row(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let shown = session.bottom();
    let width = ui.available_width();
    ui.allocate_ui_with_layout(
        vec2(width, size::TAB_ROW - 1.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.set_min_height(size::TAB_ROW - 1.0);
            ui.add_space(4.0);
            let (all, others) = tabs_of(session, width);
            let names: Vec<String> = all.iter().map(|(_, key)| text(lang, key)).collect();
            let front = all.iter().position(|(tab, _)| shown.is_open() && *tab == shown.tab);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if let Some(tab) = tabs(ui, &names, front.unwrap_or(usize::MAX), size::TAB_ROW - 1.0) {
                commands.push(Command::SetBottomTab { tab: all[tab].0 });
            }
            if !others.is_empty() {
                more_tabs(ui, &others, lang, commands);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                right_side(ui, session, lang, commands);
            });
        },
    );
}

fn right_side(ui: &mut Ui, session: &Session, lang: Lang, commands: &mut Vec<Command>) {
    let shown = session.bottom();
    let theme = Theme::of(ui);
    let (key, icon) = if shown.is_open() { ("bottom-fold", Icon::Down) } else { ("bottom-unfold", Icon::Up) };
    if icon_button(ui, icon, &text(lang, key), 26.0, true).clicked() {
        commands.push(Command::ShowBottom { open: !shown.is_open() });
    }
    let Some(entry) = session.document().chosen_layer() else { return };
    if !shown.is_open() || shown.tab != BottomTab::Table {
        return;
    }
    ui.add_space(6.0);
    let (label, tooltip) = (text(lang, "bottom-only-in-view"), text(lang, "bottom-only-in-view-tooltip"));
    if check(ui, &label, shown.only_in_view, &tooltip).clicked() {
        commands.push(Command::SetOnlyInView { only_in_view: !shown.only_in_view });
    }
    let (matching, all) = session.counts(entry.id).unwrap_or((entry.layer.len(), entry.layer.len()));
    let mut args =
        vec![("matching", format::count(matching as u64).into()), ("all", format::count(all as u64).into())];
    let behind = session.is_bottom_behind(BottomJob::List(entry.id));
    let line = match session.listing() {
        _ if behind => text(lang, "bottom-updating"),
        Some(listing) if shown.only_in_view => {
            args.push(("listed", format::count(listing.rows().len() as u64).into()));
            text_with(lang, "bottom-rows-in-view", &args)
        }
        _ => text_with(lang, "bottom-rows", &args),
    };
    // The status line counts too: where the row is narrow, the switch comes first.
    let galley = ui.painter().layout_no_wrap(line.clone(), theme::plain(size::LABEL), theme.quiet);
    if galley.size().x + 20.0 <= ui.available_width() {
        ui.add_space(12.0);
        ui.label(RichText::new(line).size(size::LABEL).color(theme.quiet));
    }
}

fn rows(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    styles: &Styles,
    entry: &LayerEntry,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let job = BottomJob::List(entry.id);
    let Some(listing) = session.listing() else {
        waiting(ui, area, lang, session.has_bottom_failed(job), "bottom-loading");
        return;
    };
    if session.has_bottom_failed(job) {
        waiting(ui, area, lang, true, "bottom-loading");
        return;
    }
    if listing.rows().is_empty() && !session.is_bottom_behind(job) {
        let matching = session.counts(entry.id).map_or(0, |(matching, _)| matching);
        if matching > 0 && session.bottom().only_in_view {
            nothing_in_view(ui, area, lang, commands);
        } else {
            nothing_matches(ui, area, lang, entry, commands);
        }
        return;
    }
    table::show(ui, area, session, entry, listing, styles.get(&entry.id), commands);
}

fn chart(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    styles: &Styles,
    entry: &LayerEntry,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let failed = session.has_bottom_failed(BottomJob::Count(entry.id));
    match session.breakdown() {
        _ if failed => waiting(ui, area, lang, true, "bottom-counting"),
        None => waiting(ui, area, lang, false, "bottom-counting"),
        Some(None) => {
            message(ui, area, &text(lang, "chart-no-field"), &text(lang, "chart-no-field-hint"), None);
        }
        Some(Some(breakdown)) => {
            statistics::show(ui, area, session, entry, breakdown, styles.get(&entry.id), commands);
        }
    }
}

/// The next deadlines, or the ledger.
fn idle_land(ui: &mut Ui, area: Rect, session: &Session, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    if !session.shows_idle_land() {
        let title = text(lang, "idle-land-only");
        message(ui, area, &title, &text(lang, "idle-land-only-hint"), None);
        return;
    }
    match session.idle_land() {
        _ if session.has_idle_land_failed() => waiting(ui, area, lang, true, "bottom-counting"),
        None => waiting(ui, area, lang, false, "bottom-counting"),
        Some(land) if session.bottom().tab == BottomTab::Ledger => {
            ledger::show(ui, area, session, entry, &land.ledger, commands);
        }
        Some(land) => deadlines::show(ui, area, session, entry, land, commands),
    }
}

/// Nothing to show yet, or never.
fn waiting(ui: &mut Ui, area: Rect, lang: Lang, failed: bool, key: &str) {
    if failed {
        message(ui, area, &text(lang, "bottom-failed"), &text(lang, "bottom-failed-hint"), None);
    } else {
        message(ui, area, &text(lang, key), "", None);
    }
}

fn nothing_in_view(ui: &mut Ui, area: Rect, lang: Lang, commands: &mut Vec<Command>) {
    let (title, hint) = (text(lang, "bottom-nothing-in-view"), text(lang, "bottom-nothing-in-view-hint"));
    if message(ui, area, &title, &hint, Some(&text(lang, "bottom-list-all"))) {
        commands.push(Command::SetOnlyInView { only_in_view: false });
    }
}

fn nothing_matches(ui: &mut Ui, area: Rect, lang: Lang, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let all = entry.layer.len();
    let args = [("all", all.into()), ("count", format::count(all as u64).into())];
    let hint = text_with(lang, "bottom-nothing-matches-hint", &args);
    let title = text(lang, "bottom-nothing-matches");
    if message(ui, area, &title, &hint, Some(&text(lang, "bottom-clear-filter"))) {
        commands.push(Command::ClearFilter { layer: entry.id });
    }
}

/// What is said instead of rows or bars, with what to do about it; whether its button was clicked.
fn message(ui: &mut Ui, area: Rect, title: &str, hint: &str, action: Option<&str>) -> bool {
    let width = (area.width() - 32.0).min(420.0);
    let top = area.top() + ((area.height() - 80.0) * 0.4).max(8.0);
    let rect = Rect::from_min_max(
        pos2(area.center().x - width / 2.0, top),
        pos2(area.center().x + width / 2.0, area.bottom()),
    );
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Center)).id_salt(title);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        strong_label(ui, title, size::TEXT);
        if !hint.is_empty() {
            note(ui, hint);
        }
        action.is_some_and(|label| Button::link(label).show(ui).clicked())
    })
    .inner
}
