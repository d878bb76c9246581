//! What a search found: places first where a coordinate was typed, then features, layer by layer.

use super::search_box::{self, SearchBox};
use crate::app::{Command, FeatureRef, LayerHits, Session};
use crate::crs::coordinate::{self, Place};
use crate::search::Role;
use crate::text::{text, text_with};
use crate::ui::panels::layers::Styles;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, OptionRow, note, option_row, section_title};
use crate::ui::{fields, format, styles};
use eframe::egui::{Align, Area, Frame, Id, Layout, Margin, Order, ScrollArea, Ui, pos2};

/// Width of the list.
const WIDTH: f32 = 420.0;
/// Rows of a layer that show at first where several layers hold something.
const FEW: usize = 4;
/// The same where one layer holds it all.
const MORE: usize = 10;

/// A row that can be taken.
enum Row<'a> {
    Place(Place),
    Hit { layer: &'a LayerHits, at: usize },
}

/// Draws the list below the field, while it is open.
pub fn show(ui: &mut Ui, session: &Session, drawn: &Styles, commands: &mut Vec<Command>) {
    let ctx = ui.ctx().clone();
    let mut state = search_box::load(&ctx);
    if !state.open || (state.text.trim().is_empty() && !state.is_icon) {
        return;
    }
    let theme = Theme::of(ui);
    let window = ctx.content_rect();
    let width = WIDTH.min(window.width() - 24.0);
    let left = state.place.left().min(window.right() - width - 12.0).max(window.left() + 12.0);
    let top = state.place.bottom() + 6.0;
    let area = Area::new(Id::unique("search-results"))
        .order(Order::Foreground)
        .fixed_pos(pos2(left, top))
        .constrain(false)
        .show(&ctx, |ui| {
            theme.floating(Margin::same(8)).show(ui, |ui| {
                ui.set_width(width - 16.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                if state.is_icon {
                    search_box::field(ui, session, width - 16.0, commands);
                    state = search_box::load(&ctx);
                }
                let most = (window.bottom() - ui.cursor().top() - 40.0).max(120.0);
                ScrollArea::vertical()
                    .id_salt("search-results")
                    .max_height(most)
                    // As high as the rows ask for, not as the list was before.
                    .min_scrolled_height(most)
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        list(ui, session, drawn, &mut state, commands)
                    })
            })
        });
    let taken = area.inner.inner.inner;
    let pressed_elsewhere = ctx.input(|input| {
        input.pointer.any_pressed()
            && input
                .pointer
                .interact_pos()
                .is_some_and(|at| !area.response.rect.contains(at) && !state.place.contains(at))
    });
    let keep = state.open;
    search_box::store(&ctx, state);
    if let Some(command) = taken {
        commands.push(command);
        search_box::close(&ctx);
    } else if pressed_elsewhere && keep {
        search_box::close(&ctx);
    }
}

/// The rows; the command of the one that was taken.
fn list(
    ui: &mut Ui,
    session: &Session,
    drawn: &Styles,
    state: &mut SearchBox,
    commands: &mut Vec<Command>,
) -> Option<Command> {
    let lang = session.settings().lang;
    let typed = state.text.trim().to_owned();
    if typed.is_empty() {
        note(ui, &text(lang, "search-about"));
        return None;
    }
    let found = session.search().found();
    let places = typed_places(&typed, session);
    let few = if found.len() > 1 { FEW } else { MORE };
    let shown = |layer: &LayerHits| {
        let all = state.unfolded.contains(&layer.layer) || layer.hits.len() <= few + 1;
        if all { layer.hits.len() } else { few }
    };
    let mut rows: Vec<Row<'_>> = places.into_iter().map(Row::Place).collect();
    for layer in found {
        rows.extend((0..shown(layer)).map(|at| Row::Hit { layer, at }));
    }
    let moved = state.keys.down || state.keys.up;
    if !rows.is_empty() {
        let step = usize::from(state.keys.down) + usize::from(state.keys.up) * (rows.len() - 1);
        state.at = (state.at.min(rows.len() - 1) + step) % rows.len();
    }
    let mut taken = None;
    let mut unfold = None;
    let mut last_layer = None;
    for (at, row) in rows.iter().enumerate() {
        let chosen = at == state.at;
        let response = match row {
            Row::Place(place) => place_row(ui, place, chosen, session),
            Row::Hit { layer, at } => {
                if last_layer != Some(layer.layer) {
                    last_layer = Some(layer.layer);
                    if heading(ui, session, layer, shown(layer)) {
                        unfold = Some(layer.layer);
                    }
                }
                hit_row(ui, session, drawn, layer, *at, chosen)
            }
        };
        if chosen && moved {
            response.scroll_to_me(None);
        }
        if response.clicked() || (chosen && state.keys.enter) {
            taken = Some(command(row));
        }
    }
    state.unfolded.extend(unfold);
    if rows.is_empty() {
        nothing(ui, session, &typed);
    } else if session.search().is_preparing() {
        note(ui, &text(lang, "search-preparing"));
    }
    // Nothing is taken while the list still shows what was found for an older text.
    let is_old = session.search().text() != state.text && matches!(rows.get(state.at), Some(Row::Hit { .. }));
    if is_old && state.keys.enter {
        commands.push(Command::Search { text: state.text.clone() });
        return None;
    }
    taken
}

fn command(row: &Row<'_>) -> Command {
    match row {
        Row::Place(place) => Command::GoToCoordinate { lon_lat: place.lon_lat },
        Row::Hit { layer, at } => {
            let feature = FeatureRef { layer: layer.layer, row: layer.hits[*at].row };
            Command::GoToFeature { feature }
        }
    }
}

/// The places that a typed text may mean, where it is more than two numbers.
fn typed_places(typed: &str, session: &Session) -> Vec<Place> {
    if !coordinate::is_worth_offering(typed) {
        return Vec::new();
    }
    let near = session.document().view.center;
    coordinate::parse(typed, None, near).map(|reading| reading.places).unwrap_or_default()
}

fn place_row(ui: &mut Ui, place: &Place, chosen: bool, session: &Session) -> eframe::egui::Response {
    let lang = session.settings().lang;
    let label = text_with(lang, "search-go-to", &[("place", coordinate::decimal_text(place.lon_lat).into())]);
    let how = super::coordinate::understood_as(place, lang);
    option_row(ui, &OptionRow { text: &label, right: &how, chosen, ..OptionRow::default() })
}

/// Layer, map and count; whether all rows are asked for.
fn heading(ui: &mut Ui, session: &Session, layer: &LayerHits, shown: usize) -> bool {
    let lang = session.settings().lang;
    let Some(entry) = session.document().layer(layer.layer) else { return false };
    let map = entry.map.label(lang);
    let title = format!("{} · {map}", fields::layer_title(entry, lang));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        section_title(ui, &title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(6.0);
            let more = layer.total - shown;
            if more == 0 {
                return false;
            }
            let args = [("count", format::count(more as u64).into())];
            if shown < layer.hits.len() {
                return Button::link(&text_with(lang, "search-more", &args)).show(ui).clicked();
            }
            note(ui, &text_with(lang, "search-too-many", &args));
            false
        })
        .inner
    })
    .inner
}

fn hit_row(
    ui: &mut Ui,
    session: &Session,
    drawn: &Styles,
    layer: &LayerHits,
    at: usize,
    chosen: bool,
) -> eframe::egui::Response {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let hit = &layer.hits[at];
    let entry = session.document().layer(layer.layer);
    let swatch = drawn.get(&layer.layer).map_or(theme.edge, styles::swatch);
    let is_hidden =
        session.matching(layer.layer).is_some_and(|matching| !matching.contains(hit.row as usize));
    let hidden = if is_hidden { text(lang, "search-hidden") } else { String::new() };
    let mut row =
        OptionRow { right: &hidden, warns: is_hidden, swatch: Some(swatch), chosen, ..OptionRow::default() };
    if hit.role == Role::Name {
        row.text = &hit.text;
        row.matched = hit.matched.clone();
        return option_row(ui, &row);
    }
    // Found by a number or an address: the name says what it is.
    let name = entry.map(|entry| fields::feature_name(entry, hit.row as usize, lang)).unwrap_or_default();
    let label = hit.field.as_deref().zip(entry).map(|(field, entry)| fields::label(entry, field, lang));
    let before = label.map(|label| format!("{label} ")).unwrap_or_default();
    let detail = format!("{before}{}", hit.text);
    row.text = &name;
    row.detail = &detail;
    row.detail_matched = before.len() + hit.matched.start..before.len() + hit.matched.end;
    option_row(ui, &row)
}

/// No rows: still searching, still preparing, or really nothing.
fn nothing(ui: &mut Ui, session: &Session, typed: &str) {
    let lang = session.settings().lang;
    let search = session.search();
    let waits = search.is_running() || search.text() != search_box::load(ui.ctx()).text;
    Frame::new().inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        if search.is_preparing() {
            note(ui, &text(lang, "search-preparing"));
        } else if waits {
            note(ui, &text(lang, "search-running"));
        } else {
            note(ui, &text_with(lang, "search-nothing", &[("text", typed.into())]));
            note(ui, &text(lang, "search-nothing-hint"));
        }
    });
}
