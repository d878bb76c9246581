//! The card over the map while a tool is in hand: what to do, a field for a radius, and what came of the
//! drawing with the ways on from there.

use crate::app::{Command, LayerEntry, SelectMode, Session};
use crate::geometry::{Area, Measurement};
use crate::layer::RowSet;
use crate::scene::{Drawn, Tool};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, icon_button, note, text_field, wrapped};
use crate::ui::{fields, format, measures};
use eframe::egui::{self, Id, Key, Label, Margin, Rect, RichText, Ui, pos2};

/// Room that the compass and the zoom buttons take on the right.
const BUTTONS: f32 = 56.0;
const MARGIN: f32 = 12.0;
const WIDEST: f32 = 460.0;

/// Draws the card at the map's left edge from `top` on down, where there is something to say.
pub fn show(ui: &mut Ui, map: Rect, top: f32, session: &Session, commands: &mut Vec<Command>) {
    let drawing = session.drawing();
    if drawing.corners().is_empty() {
        // The next centre is another one, even at the same place.
        ui.data_mut(|data| data.remove::<[u64; 2]>(begun()));
    }
    if drawing.tool() == Tool::Pick && drawing.is_clear() {
        return;
    }
    let theme = Theme::of(ui);
    let at = pos2(map.left() + MARGIN, top);
    let width = (map.width() - MARGIN - BUTTONS).min(WIDEST) - 24.0;
    egui::Area::new(ui.scope_id().with("tool-card")).order(egui::Order::Middle).fixed_pos(at).show(
        ui.ctx(),
        |ui| {
            theme.floating(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_max_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                contents(ui, session, commands);
            });
        },
    );
}

fn contents(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let drawing = session.drawing();
    let tool = drawing.tool();
    match drawing.drawn() {
        Some(Drawn::Area { area }) => selected(ui, session, area, commands),
        Some(measured) => measurement(ui, measured, lang, commands),
        None if tool == Tool::Radius && !drawing.corners().is_empty() => {
            radius(ui, session, drawing.corners()[0], commands);
        }
        None => {
            let key = match tool {
                Tool::Pick | Tool::Box => "tool-hint-box",
                Tool::Polygon => "tool-hint-polygon",
                Tool::Radius => "tool-hint-radius",
                Tool::MeasureDistance => "tool-hint-distance",
                Tool::MeasureArea => "tool-hint-area",
            };
            let theme = Theme::of(ui);
            wrapped(ui, &text(lang, key), theme.ink);
        }
    }
    if tool.selects() {
        let key = if session.document().chosen.is_some() { "tool-hint-modes" } else { "tool-no-layer" };
        note(ui, &text(lang, key));
    } else if tool.draws() {
        note(ui, &text(lang, "tool-hint-leave"));
    }
}

/// Remembers which centre has brought the keyboard to the field for its radius.
fn begun() -> Id {
    Id::unique("tool-radius-begun")
}

/// The field that takes a radius once its centre is set.
fn radius(ui: &mut Ui, session: &Session, center: [f64; 2], commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let id = Id::unique("tool-radius");
    let wrong = id.with("wrong");
    ui.horizontal_wrapped(|ui| {
        ui.add(
            Label::new(
                RichText::new(text(lang, "tool-hint-radius-typed")).size(size::LABEL).color(theme.ink),
            )
            .wrap(),
        );
        // A click sets the centre, and the keys are for the radius then; a drag goes on undisturbed.
        let begun = begun();
        let of = center.map(f64::to_bits);
        let is_new = ui.data_mut(|data| data.get_temp::<[u64; 2]>(begun)) != Some(of);
        if is_new && !ui.input(|input| input.pointer.any_down()) {
            ui.data_mut(|data| data.insert_temp(begun, of));
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let (name, hint) = (text(lang, "tool-radius-name"), text(lang, "tool-radius-example"));
        let typed = text_field(ui, id, &name, "", &hint, 120.0);
        // Leaving the field for the map draws the radius there instead.
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(typed) = typed.filter(|_| entered) {
            let radius_m = measures::parse_length(&typed);
            ui.data_mut(|data| data.insert_temp(wrong, radius_m.is_none()));
            if let Some(radius_m) = radius_m {
                let area = Area::Radius { center, radius_m };
                commands.push(Command::SelectWithin { area, mode: SelectMode::Replace });
            }
        }
    });
    if ui.data_mut(|data| data.get_temp::<bool>(wrong)).unwrap_or(false) {
        wrapped(ui, &text(lang, "tool-radius-wrong"), theme.error_ink);
    }
}

/// What an area selected, and the ways on.
fn selected(ui: &mut Ui, session: &Session, area: &Area, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(entry) = session.document().chosen_layer() else {
        return;
    };
    let (line, any) = outcome(session, entry, lang);
    ui.horizontal_wrapped(|ui| {
        strong(ui, &line);
        if icon_button(ui, Icon::Close, &text(lang, "tool-clear"), 22.0, true).clicked() {
            commands.push(Command::SetTool { tool: session.drawing().tool() });
        }
        ui.end_row();
        let label = text(lang, "command-filter-within");
        if Button::link(&label).icon(Icon::Funnel).show(ui).clicked() {
            commands.push(Command::FilterWithin { layer: entry.id, area: area.clone() });
        }
        let label = text(lang, "command-keep-selected");
        if any && Button::link(&label).show(ui).clicked() {
            commands.push(Command::KeepSelected { layer: entry.id });
        }
    });
}

/// How many are selected, in words, and whether any are.
fn outcome(session: &Session, entry: &LayerEntry, lang: Lang) -> (String, bool) {
    if session.is_selecting() {
        return (text(lang, "tool-selecting"), false);
    }
    let layer = fields::layer_title(entry, lang);
    let count = session.document().selection.rows_of(entry.id).map_or(0, RowSet::count);
    let args = [("layer", layer.into()), ("count", format::count(count as u64).into())];
    let key = if count > 0 { "tool-selected" } else { "tool-selected-none" };
    (text_with(lang, key, &args), count > 0)
}

/// A measurement in words, to copy or to clear.
fn measurement(ui: &mut Ui, drawn: &Drawn, lang: Lang, commands: &mut Vec<Command>) {
    let Some(measured) = drawn.measurement() else { return };
    let is_ring = matches!(drawn, Drawn::Ring { .. });
    ui.horizontal_wrapped(|ui| {
        strong(ui, &line(&measured, is_ring, lang));
        let label = text(lang, "tool-copy");
        if Button::link(&label).show_copying(ui, &text(lang, "copied")) {
            commands.push(Command::Copy { text: measures::copied(&measured, is_ring, lang) });
        }
        if icon_button(ui, Icon::Close, &text(lang, "tool-clear-measure"), 22.0, true).clicked() {
            let tool = if is_ring { Tool::MeasureArea } else { Tool::MeasureDistance };
            commands.push(Command::SetTool { tool });
        }
    });
    if is_ring {
        let total = measures::length(measured.total_m);
        note(ui, &text_with(lang, "tool-perimeter", &[("total", total.into())]));
    }
}

fn line(measured: &Measurement, is_ring: bool, lang: Lang) -> String {
    if is_ring {
        return match measured.area_m2 {
            Some(area_m2) => text_with(lang, "tool-area", &[("area", measures::area(area_m2, lang).into())]),
            None => text(lang, "tool-area-crossing"),
        };
    }
    let total = ("total", measures::length(measured.total_m).into());
    match measured.segments_m.len() {
        1 => text_with(lang, "tool-distance", &[total]),
        count => text_with(lang, "tool-distance-segments", &[total, ("count", count.into())]),
    }
}

fn strong(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(words).font(theme::strong(size::TEXT)).color(theme.ink)).wrap());
}
