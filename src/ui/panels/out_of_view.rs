//! Over the map, where features of the chosen layer match and none of them is in view: a word that says
//! so, and the way there.

use crate::app::{Command, Session};
use crate::scene::Camera;
use crate::text::{text, text_with};
use crate::ui::format;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, note};
use eframe::egui::{Align, Align2, Area, Layout, Margin, Order, Rect, Ui, vec2};

/// More features than this are not looked at in a frame. Where so many that do not match are in view,
/// nothing is said.
const MOST: usize = 20_000;

/// How many features match, where none of them is in view.
fn away(session: &Session, camera: &Camera) -> Option<usize> {
    let entry = session.document().chosen_layer().filter(|entry| entry.visible)?;
    let matching = session.counts(entry.id)?.0;
    if matching == 0 || session.is_stale(entry.id) {
        return None;
    }
    let rows = session.matching(entry.id)?;
    // The first that is seen ends the search, and mostly there is one.
    let mut looked_at = 0;
    for row in entry.layer.index.rows_in(&camera.bbox()) {
        looked_at += 1;
        if looked_at > MOST || rows.contains(row as usize) {
            return None;
        }
    }
    // Features without a place are in no view: those alone do not make a way.
    let placed = rows.iter().take(MOST).any(|row| !entry.layer.shapes.get(row).is_empty());
    placed.then_some(matching)
}

/// Draws the word, if it is to be said.
pub fn show(ui: &mut Ui, map: Rect, camera: &Camera, session: &Session, commands: &mut Vec<Command>) {
    let Some(matching) = away(session, camera) else { return };
    let Some(layer) = session.document().chosen else { return };
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    Area::new(ui.scope_id().with("out-of-view"))
        .order(Order::Middle)
        .fixed_pos(map.center_top() + vec2(0.0, 64.0))
        .pivot(Align2::CENTER_TOP)
        .show(ui.ctx(), |ui| {
            theme.floating(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let count = format::count(matching as u64);
                    note(ui, &text_with(lang, "map-out-of-view", &[("count", count.into())]));
                    if Button::link(&text(lang, "map-go-there")).show(ui).clicked() {
                        commands.push(Command::ZoomToLayer { layer });
                    }
                });
            });
        });
}
