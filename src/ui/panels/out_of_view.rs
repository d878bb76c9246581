//! Over the map, where features of the chosen layer match and none of them is in view: a word that says
//! so, and the way there.

use crate::app::{Command, Session};
use crate::scene::Camera;
use crate::text::{text, text_with};
use crate::ui::format;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, note};
use eframe::egui::{Align, Align2, Area, Layout, Margin, Order, Rect, Ui, vec2};

/// With more matching features than this nothing is said: looking at each would take the frame's time,
/// and so many are seldom all away.
const MOST: usize = 20_000;

/// How many features match, where none of them is in view.
fn away(session: &Session, camera: &Camera) -> Option<usize> {
    let entry = session.document().chosen_layer().filter(|entry| entry.visible)?;
    let matching = session.counts(entry.id)?.0;
    if matching == 0 || matching > MOST || session.is_stale(entry.id) {
        return None;
    }
    let view = camera.bbox();
    let mut placed = session.matching(entry.id)?.iter().map(|row| entry.layer.shapes.get(row).bbox());
    // Features without a place are in no view: those alone do not make a way.
    let mut any = false;
    let seen = placed.any(|bbox| {
        any |= !bbox.is_empty();
        bbox.intersects(&view)
    });
    (any && !seen).then_some(matching)
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
