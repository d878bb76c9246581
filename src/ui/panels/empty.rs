//! What stands over the map when there is nothing to see: nothing open, or still loading. (A filter that
//! hides everything is said by the map itself.)

use crate::app::{Command, RunningKind, Session};
use crate::text::{text, text_with};
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, note, strong_label};
use eframe::egui::{self, Align2, CornerRadius, Frame, Margin, Rect, Ui};

/// What is to be said over the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    NothingOpen,
    NoLayersOfMap,
}

fn state(session: &Session) -> Option<State> {
    let document = session.document();
    let loading = session.running().any(|running| matches!(running.kind, RunningKind::Load { .. }));
    if document.layers.is_empty() {
        return Some(if loading { State::Loading } else { State::NothingOpen });
    }
    (document.map_layers().next().is_none() && !loading).then_some(State::NoLayersOfMap)
}

/// Draws what is to be said, if anything.
pub fn show(ui: &mut Ui, map: Rect, session: &Session, commands: &mut Vec<Command>) {
    let Some(state) = state(session) else { return };
    let theme = Theme::of(ui);
    let at = map.center_top() + egui::vec2(0.0, map.height() * 0.36);
    egui::Area::new(ui.scope_id().with("empty"))
        .order(egui::Order::Middle)
        .fixed_pos(at)
        .pivot(Align2::CENTER_TOP)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.paper)
                .stroke(theme.hairline())
                .shadow(theme.shadow())
                .corner_radius(CornerRadius::same(size::ROUND_CARD))
                .inner_margin(Margin::symmetric(20, 16))
                .show(ui, |ui| {
                    ui.set_width(340.0);
                    ui.spacing_mut().item_spacing.y = 8.0;
                    contents(ui, state, session, commands);
                });
        });
}

fn contents(ui: &mut Ui, state: State, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    match state {
        State::Loading => {
            strong_label(ui, &text(lang, "empty-loading"), size::TEXT + 2.0);
            let ticks = session.running().map(|running| running.tick);
            let features: u64 = ticks.map(|tick| tick.features).sum();
            note(ui, &text_with(lang, "status-features", &[("count", format::count(features).into())]));
        }
        State::NothingOpen | State::NoLayersOfMap => {
            let key = if state == State::NothingOpen { "empty-nothing-open" } else { "empty-no-layers" };
            strong_label(ui, &text(lang, key), size::TEXT + 2.0);
            note(ui, &text(lang, "empty-nothing-open-hint"));
            ui.horizontal(|ui| {
                let label = text(lang, "empty-open");
                if Button::new(&label).icon(Icon::Folder).show(ui).clicked() {
                    commands.push(Command::OpenDialog);
                }
                let label = text(lang, "empty-open-bundled");
                if state == State::NothingOpen && Button::link(&label).show(ui).clicked() {
                    commands.push(Command::OpenBundled);
                }
            });
        }
    }
}
