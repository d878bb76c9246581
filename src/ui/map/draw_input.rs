//! Drawing with the tool in hand: drags, clicks and keys as steps of a draft.

use super::{MapEvent, MapInput};
use crate::app::SelectMode;
use crate::scene::Camera;
use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2};

/// A step of drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrawStep {
    /// A corner is set: longitude and latitude.
    Corner([f64; 2]),
    /// The last corner is taken back.
    TakeBack,
    /// The shape is done; an area selects in this mode.
    End(SelectMode),
}

/// How a selection joins the one before, by the keys that are held: as in QGIS.
pub(super) fn mode_of(modifiers: Modifiers) -> SelectMode {
    match (modifiers.shift, modifiers.command) {
        (true, true) => SelectMode::Intersect,
        (true, false) => SelectMode::Add,
        (false, true) => SelectMode::Remove,
        (false, false) => SelectMode::Replace,
    }
}

/// What was drawn in this frame. `moving` says that a drag moves the map instead.
pub(super) fn drawn(
    ui: &egui::Ui,
    response: &egui::Response,
    input: &MapInput<'_>,
    camera: &Camera,
    moving: bool,
    events: &mut Vec<MapEvent>,
) {
    let Some(drawing) = input.drawing else { return };
    let tool = drawing.tool();
    let has_focus = response.has_focus();
    let (mode, origin, enter, back) = ui.input(|state| {
        let pressed = |key: Key| has_focus && state.key_pressed(key);
        let origin = state.pointer.press_origin();
        (mode_of(state.modifiers), origin, pressed(Key::Enter), pressed(Key::Backspace))
    });
    let at = |pointer: Pos2| camera.lon_lat_from_screen(super::input::within(response.rect, pointer));
    if input.hover.is_some() {
        events.push(MapEvent::Hovered(None));
    }
    let mut draw = |step: DrawStep| events.push(MapEvent::Drew(step));
    if !moving && let Some(pointer) = response.interact_pointer_pos() {
        if tool.is_dragged() && response.drag_started_by(PointerButton::Primary) {
            // Where the button went down, not where the drag was noticed.
            if drawing.corners().is_empty() {
                draw(DrawStep::Corner(at(origin.unwrap_or(pointer))));
            }
        } else if response.drag_stopped_by(PointerButton::Primary) {
            draw(DrawStep::Corner(at(pointer)));
            if tool.is_dragged() {
                draw(DrawStep::End(mode));
            }
        } else if response.double_clicked_by(PointerButton::Primary) && !tool.is_dragged() {
            // The first of the two clicks has set the last corner.
            draw(DrawStep::End(mode));
        } else if response.clicked_by(PointerButton::Primary) {
            response.request_focus();
            let is_second = tool.is_dragged() && !drawing.corners().is_empty();
            draw(DrawStep::Corner(at(pointer)));
            if is_second {
                draw(DrawStep::End(mode));
            }
        }
    }
    if enter && !drawing.corners().is_empty() {
        draw(DrawStep::End(mode));
    }
    if back && !drawing.corners().is_empty() {
        draw(DrawStep::TakeBack);
    }
    if moving && response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    } else if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
}
