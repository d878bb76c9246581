//! What a person does on the map: drag, wheel, pinch, keys, pointing and clicking.

use super::clusters::{LayerSigns, Signs, Under};
use super::{MapEvent, MapInput, MapLayer};
use crate::scene::clusters::Cluster;
use crate::scene::mercator::lon_lat_from_world;
use crate::scene::{Camera, rows_at};
use eframe::egui::{self, Key, PointerButton, Pos2, Rect};

/// How near to a line or point is on it, in points.
const REACH_PT: f64 = 6.0;
/// Points that an arrow key moves the map by.
const KEY_PAN_PT: f64 = 80.0;
/// What `+`, the button or a double click scales by.
pub(super) const STEP: f64 = 2.0;

/// The camera after this frame's drags, wheel, pinch and keys. Drags with the first button and double
/// clicks belong to the tool in hand unless `by_first_button`.
pub(super) fn moved(
    ui: &egui::Ui,
    response: &egui::Response,
    camera: Camera,
    by_first_button: bool,
) -> Camera {
    let mut camera = camera;
    let rect = response.rect;
    let is_dragged = response.dragged_by(PointerButton::Primary) && by_first_button
        || response.dragged_by(PointerButton::Middle)
        || response.dragged_by(PointerButton::Secondary);
    if is_dragged {
        let delta = response.drag_delta();
        camera = camera.panned(f64::from(delta.x), f64::from(delta.y));
    }
    if let Some(pointer) = response.hover_pos() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        let factor = f64::from(pinch) * (f64::from(scroll.y) / 200.0).exp2();
        if (factor - 1.0).abs() > 1e-6 {
            camera = camera.zoomed_at(within(rect, pointer), factor);
        }
        if by_first_button && response.double_clicked_by(PointerButton::Primary) {
            camera = camera.zoomed_at(within(rect, pointer), STEP);
        }
    }
    if response.has_focus() {
        camera = by_keys(ui, camera);
    }
    camera
}

fn by_keys(ui: &egui::Ui, camera: Camera) -> Camera {
    let middle = camera.size_pt().map(|size| size / 2.0);
    ui.input(|input| {
        let mut camera = camera;
        for (key, dx, dy) in [
            (Key::ArrowLeft, KEY_PAN_PT, 0.0),
            (Key::ArrowRight, -KEY_PAN_PT, 0.0),
            (Key::ArrowUp, 0.0, KEY_PAN_PT),
            (Key::ArrowDown, 0.0, -KEY_PAN_PT),
        ] {
            if input.key_pressed(key) {
                camera = camera.panned(dx, dy);
            }
        }
        if input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals) {
            camera = camera.zoomed_at(middle, STEP);
        }
        if input.key_pressed(Key::Minus) {
            camera = camera.zoomed_at(middle, 1.0 / STEP);
        }
        camera
    })
}

/// A position of the window in points of the map.
pub(super) fn within(rect: Rect, pointer: Pos2) -> [f64; 2] {
    let at = pointer - rect.min;
    [f64::from(at.x), f64::from(at.y)]
}

/// What lies at a position of the view: (layer, row), topmost layer first, the base map not counted.
pub(super) fn hits_at(input: &MapInput<'_>, signs: &Signs, camera: &Camera, at: [f64; 2]) -> Vec<(u32, u32)> {
    let denominator = camera.scale_denominator();
    input
        .layers
        .iter()
        .rev()
        .filter(|layer| layer.visible && !layer.is_base && layer.style.shows_at(denominator))
        .flat_map(|layer| {
            let rows = match signs.of(layer.id) {
                None => rows_at(layer.layer, layer.rows, camera, at, reach(layer)),
                // What is selected shows over the cluster that it is part of.
                Some(signs) => {
                    let mut rows = selected_at(input, layer, camera, at);
                    if let Some(Under::Row(row)) = signs.under(camera, at).filter(|_| rows.is_empty()) {
                        rows.push(row);
                    }
                    rows
                }
            };
            rows.into_iter().map(move |row| (layer.id, row))
        })
        .collect()
}

fn reach(layer: &MapLayer<'_>) -> f64 {
    REACH_PT.max(f64::from(layer.style.point_size_px) / 2.0 + 1.0)
}

/// Selected rows of a layer at a position of the view.
fn selected_at(input: &MapInput<'_>, layer: &MapLayer<'_>, camera: &Camera, at: [f64; 2]) -> Vec<u32> {
    let selected = input.selection.filter(|(id, _)| *id == layer.id);
    selected.map_or_else(Vec::new, |(_, rows)| rows_at(layer.layer, Some(rows), camera, at, reach(layer)))
}

/// The cluster at a position of the view, where nothing selected lies over it.
pub(super) fn cluster_at<'a>(
    input: &MapInput<'_>,
    signs: &'a Signs,
    camera: &Camera,
    at: [f64; 2],
) -> Option<(&'a LayerSigns, Cluster)> {
    let is_over =
        |layer: &MapLayer<'_>| signs.has(layer.id) && !selected_at(input, layer, camera, at).is_empty();
    signs.cluster_at(camera, at).filter(|_| !input.layers.iter().any(is_over))
}

/// Hovering and clicking, as events.
pub(super) fn pointed(
    ui: &egui::Ui,
    response: &egui::Response,
    input: &MapInput<'_>,
    signs: &Signs,
    camera: &Camera,
    events: &mut Vec<MapEvent>,
) {
    let cluster_at = |pointer: Pos2| cluster_at(input, signs, camera, within(response.rect, pointer));
    let hits_at = |pointer: Pos2| hits_at(input, signs, camera, within(response.rect, pointer));
    // While dragging nothing is pointed at; what was stays.
    if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    } else {
        let cluster = response.hover_pos().and_then(cluster_at);
        let under = response.hover_pos().filter(|_| cluster.is_none());
        let under = under.and_then(|pointer| hits_at(pointer).into_iter().next());
        if under != input.hover {
            events.push(MapEvent::Hovered(under));
        }
        if under.is_some() || cluster.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
    }
    // The second click of a double click zooms and chooses nothing new.
    if response.clicked_by(PointerButton::Primary)
        && !response.double_clicked_by(PointerButton::Primary)
        && let Some(pointer) = response.interact_pointer_pos()
    {
        response.request_focus();
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        if let Some((_, cluster)) = cluster_at(pointer) {
            let lon_lat = lon_lat_from_world(cluster.at);
            // A level may split a few points off and no more: at least a whole step is gone nearer.
            let zoom = f64::from(cluster.apart_at).max(camera.zoom() + 1.0);
            events.push(MapEvent::ClusterClicked { lon_lat, zoom });
        } else {
            events.push(MapEvent::Clicked { hits: hits_at(pointer), add });
        }
    }
}

/// What is asked for by keys and by the second button.
pub(super) fn asked(
    ui: &egui::Ui,
    response: &egui::Response,
    input: &MapInput<'_>,
    signs: &Signs,
    camera: &Camera,
    events: &mut Vec<MapEvent>,
) {
    let by_key = response.has_focus()
        && ui.input(|state| {
            state.key_pressed(Key::Menu) || state.modifiers.shift && state.key_pressed(Key::F10)
        });
    let place = if by_key {
        Some(response.rect.center())
    } else {
        response.secondary_clicked().then(|| response.interact_pointer_pos()).flatten()
    };
    if let Some(pointer) = place {
        let at = within(response.rect, pointer);
        events.push(MapEvent::MenuAsked {
            lon_lat: camera.lon_lat_from_screen(at),
            hits: hits_at(input, signs, camera, at),
            pointer,
        });
    }
    if response.has_focus() && ui.input(|state| state.key_pressed(Key::Home)) {
        events.push(MapEvent::FitAsked);
    }
}
