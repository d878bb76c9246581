//! What can be done at a place of the map: by the second button, or by the menu key at the map's middle.

use super::pick_list;
use crate::app::{Command, FeatureRef, LayerId, SelectMode, Session};
use crate::geometry::Area;
use crate::scene::Tool;
use crate::text::{text, text_with};
use crate::ui::measures;
use eframe::egui::{self, Id, Popup, Pos2, Ui};

/// Radii that are offered, in metres.
const RADII_M: [f64; 3] = [500.0, 1000.0, 2000.0];

/// The place that the menu is about.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    at: Pos2,
    lon_lat: [f64; 2],
    hits: Vec<FeatureRef>,
}

fn id() -> Id {
    Id::unique("map-menu")
}

/// Opens the menu for a place.
pub fn open(ui: &Ui, at: Pos2, lon_lat: [f64; 2], hits: &[(u32, u32)]) {
    let hits = hits.iter().map(|&(layer, row)| FeatureRef { layer: LayerId(layer), row }).collect();
    ui.data_mut(|data| data.insert_temp(id(), Place { at, lon_lat, hits }));
    Popup::open_id(ui.ctx(), id());
    ui.ctx().request_repaint();
}

/// Draws the menu, where it is open.
pub fn show(ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
    let Some(place) = ui.data_mut(|data| data.get_temp::<Place>(id())) else { return };
    let lang = session.settings().lang;
    Popup::new(id(), ui.ctx().clone(), place.at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .open_memory(None)
        .accessible_name(text(lang, "map-menu"))
        .show(|ui| {
            ui.set_min_width(200.0);
            items(ui, session, &place, commands);
        });
}

fn items(ui: &mut Ui, session: &Session, place: &Place, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let [lon, lat] = place.lon_lat;
    let coordinates = format!("{lon:.5}, {lat:.5}");
    let copy = text_with(lang, "map-menu-copy", &[("place", coordinates.into())]);
    if ui.button(copy).clicked() {
        // Seven decimals are a centimetre.
        commands.push(Command::Copy { text: format!("{lon:.7}, {lat:.7}") });
    }
    let here = egui::Button::new(pick_list::count_text(lang, place.hits.len()));
    if ui.add_enabled(!place.hits.is_empty(), here).clicked() {
        pick_list::open_at(ui, place.at, place.hits.clone());
    }
    ui.separator();
    if session.document().chosen.is_some() {
        for radius_m in RADII_M {
            let args = [("radius", measures::length(radius_m).into())];
            if ui.button(text_with(lang, "map-menu-radius", &args)).clicked() {
                let area = Area::Radius { center: place.lon_lat, radius_m };
                commands.push(Command::SelectWithin { area, mode: SelectMode::Replace });
            }
        }
        if ui.button(text(lang, "map-menu-radius-other")).clicked() {
            begin(Tool::Radius, place, commands);
        }
    }
    if ui.button(text(lang, "map-menu-measure")).clicked() {
        begin(Tool::MeasureDistance, place, commands);
    }
    ui.separator();
    if ui.button(text(lang, "map-menu-fit")).clicked() {
        commands.push(Command::ZoomToAll);
    }
}

/// Takes a tool up with its first corner at the place.
fn begin(tool: Tool, place: &Place, commands: &mut Vec<Command>) {
    commands.push(Command::SetTool { tool });
    commands.push(Command::SetCorner { at: place.lon_lat });
}
