//! The layer list: eye, swatch, name, "matching / all"; rows are dragged to reorder them, or moved with
//! Ctrl and the arrow keys; base layers folded below.

use super::{layer_cards, layer_missing, layer_row};
use crate::app::settings::panel;
use crate::app::{Command, LayerEntry, LayerId, Session};
use crate::text::text;
use crate::ui::fields;
use crate::ui::icons::{self, Icon};
pub use crate::ui::styles::Styles;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, focus_ring, icon_button, note, section_title};
use eframe::egui::{
    self, Align, Color32, CursorIcon, Id, Key, Layout, Modifiers, Rect, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// A row as it was drawn: what a dragged one can be dropped beside.
struct Placed {
    layer: LayerId,
    rect: Rect,
}

/// Draws the list.
pub fn show(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.horizontal(|ui| {
        section_title(ui, &text(lang, "layers-title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (label, tooltip) = (text(lang, "layers-add"), text(lang, "bar-open-tooltip"));
            if Button::link(&label).icon(Icon::Plus).tooltip(&tooltip).show(ui).clicked() {
                commands.push(Command::OpenDialog);
            }
        });
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    let document = session.document();
    let mut placed = Vec::new();
    // The topmost layer of the map stands first, as in every layer list.
    for entry in document.map_layers().rev() {
        row(ui, session, styles, entry, &mut placed, commands);
    }
    if placed.is_empty() {
        note(ui, &text(lang, "layers-none"));
    }
    base(ui, session, styles, &mut placed, commands);
    dragged(ui, session, &placed, commands);
    layer_missing::show(ui, session, commands);
    layer_cards::show(ui, session, commands);
}

fn row(
    ui: &mut Ui,
    session: &Session,
    styles: &Styles,
    entry: &LayerEntry,
    placed: &mut Vec<Placed>,
    commands: &mut Vec<Command>,
) {
    let response = layer_row::show(ui, session, styles.get(&entry.id), entry, commands);
    placed.push(Placed { layer: entry.id, rect: response.rect });
    if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(drag_id(), entry.id));
    }
    if response.has_focus() {
        by_keys(ui, session, entry.id, response.id, commands);
    }
}

fn drag_id() -> Id {
    Id::unique("layer-drag")
}

/// Ctrl with an arrow moves the layer, an arrow alone the focus.
fn by_keys(ui: &Ui, session: &Session, layer: LayerId, focused: Id, commands: &mut Vec<Command>) {
    let arrows = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, arrows));
    let document = session.document();
    for (key, above) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
        let moves = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        let goes = !moves && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let Some(other) = document.neighbour(layer, above) else { continue };
        if goes {
            ui.memory_mut(|memory| memory.request_focus(layer_row::id(other)));
        }
        if moves && let Some(to) = document.place_beside(layer, other, above) {
            commands.push(Command::MoveLayer { layer, to });
        }
    }
}

/// Draws where a dragged row would land, and sends the move when it is let go.
fn dragged(ui: &Ui, session: &Session, placed: &[Placed], commands: &mut Vec<Command>) {
    let Some(layer) = ui.data(|data| data.get_temp::<LayerId>(drag_id())) else { return };
    let (pointer, held, given_up) = ui.input(|input| {
        (input.pointer.interact_pos(), input.pointer.any_down(), input.key_pressed(Key::Escape))
    });
    let target = pointer.and_then(|pointer| target(session, placed, layer, pointer.y));
    if !held || given_up {
        ui.data_mut(|data| data.remove::<LayerId>(drag_id()));
    }
    if given_up {
        return;
    }
    let theme = Theme::of(ui);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let Some((to, rect, above)) = target else { return };
    if !held {
        commands.push(Command::MoveLayer { layer, to });
        return;
    }
    // The topmost layer stands first: above on the map is above in the list.
    let y = if above { rect.top() - 1.0 } else { rect.bottom() + 1.0 };
    let line = Stroke::new(2.0, theme.accent);
    ui.painter().hline(rect.x_range(), y, line);
    ui.painter().circle_filled(pos2(rect.left() + 2.0, y), 3.5, theme.accent);
}

/// Where a layer let go at a height would move to, and the edge of the row that it would lie at.
fn target(session: &Session, placed: &[Placed], layer: LayerId, y: f32) -> Option<(usize, Rect, bool)> {
    let nearest = placed.iter().min_by(|a, b| {
        let away = |row: &Placed| (row.rect.center().y - y).abs();
        away(a).total_cmp(&away(b))
    })?;
    let above = y < nearest.rect.center().y;
    let to = session.document().place_beside(layer, nearest.layer, above)?;
    Some((to, nearest.rect, above))
}

/// Names with dots between, in lines that begin with a name and not with a dot.
fn in_lines(ui: &Ui, lead: String, names: &[String], width: f32) -> String {
    let fits = |line: &str| {
        let font = theme::plain(size::LABEL);
        ui.painter().layout_no_wrap(line.to_owned(), font, Color32::PLACEHOLDER).size().x <= width
    };
    let (mut done, mut line) = (String::new(), lead);
    for (at, name) in names.iter().enumerate() {
        let piece = if at + 1 < names.len() { format!("{name} · ") } else { name.clone() };
        if !fits(format!("{line}{piece}").trim_end()) {
            done.push_str(line.trim_end());
            done.push('\n');
            line.clear();
        }
        line.push_str(&piece);
    }
    done + &line
}

/// The base layers, folded into one line until somebody wants them, with one eye for all.
fn base(
    ui: &mut Ui,
    session: &Session,
    styles: &Styles,
    placed: &mut Vec<Placed>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let names: Vec<String> =
        session.document().base_layers().map(|entry| fields::layer_title(entry, lang)).collect();
    if names.is_empty() {
        return;
    }
    let open = session.settings().is_open(panel::BASE, false);
    let eye_side = 26.0;
    let name = text(lang, "layers-base");
    let indent = 26.0;
    let room = ui.available_width() - indent - eye_side - 6.0;
    // Unfolded, the names stand below.
    let lead = format!("{name}{}", lang.pick("：", ": "));
    let summary = if open { name.clone() } else { in_lines(ui, lead, &names, room) };
    let galley = ui.painter().layout(summary, theme::plain(size::LABEL), theme.quiet, room);
    let height = (galley.size().y + 12.0).max(size::LAYER_ROW);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = rect.with_max_x(rect.right() - eye_side - 4.0);
    let response = ui.interact(line, Id::unique("base-fold"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, &name));
    let icon = if open { Icon::Down } else { Icon::Right };
    let square = Rect::from_min_size(pos2(line.left() + 8.0, line.center().y - 6.0), Vec2::splat(12.0));
    icons::paint(ui.painter(), icon, square, theme.quiet);
    let at = pos2(line.left() + indent, line.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.quiet);
    focus_ring(ui, &response, line, size::ROUND_CONTROL);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        commands.push(Command::SetPanel { panel: panel::BASE.to_owned(), open: !open, size_pt: None });
    }
    let any_shown = session.document().base_layers().any(|entry| entry.visible);
    let corner = Rect::from_min_max(pos2(line.right(), rect.top()), rect.max);
    let mut corner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(corner)
            .id_salt("base-eye")
            .layout(Layout::right_to_left(Align::Center)),
    );
    let (icon, key) =
        if any_shown { (Icon::Eye, "layers-base-hide") } else { (Icon::EyeOff, "layers-base-show") };
    if icon_button(&mut corner, icon, &text(lang, key), eye_side, true).clicked() {
        commands.push(Command::SetBaseVisible { visible: !any_shown });
    }
    if open {
        for entry in session.document().base_layers().rev() {
            row(ui, session, styles, entry, placed, commands);
        }
    }
}
