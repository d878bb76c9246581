//! What of it stands on the map: buttons for views and bookmarks, the pin of a typed position, and the
//! word that the selected feature is hidden by its layer's filter.

use super::bookmarks;
use crate::app::{Action, Command, Session};
use crate::crs::coordinate::decimal_text;
use crate::scene::Camera;
use crate::text::{text, text_with};
use crate::ui::fields;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, icon_button, wrapped};
use eframe::egui::{
    Align2, Area, Color32, CornerRadius, Frame, Id, Layout, Margin, Order, Painter, Popup,
    PopupCloseBehavior, Pos2, Rect, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2, vec2,
};

/// From the map's edge to what floats over it, as the map's own.
const MARGIN_PT: f32 = 12.0;
/// Side of a button, as the map's own.
const SIDE: f32 = 32.0;
/// Height of the buttons.
pub const HEIGHT: f32 = 3.0 * SIDE;

/// Draws all of it over the map; the buttons where they have room.
pub fn show(
    ui: &mut Ui,
    (map, place): (Rect, Option<Rect>),
    camera: &Camera,
    session: &Session,
    commands: &mut Vec<Command>,
) {
    if let Some(place) = place {
        buttons(ui, place, session, commands);
    }
    if let Some(lon_lat) = session.pin() {
        pin(ui, map, camera, lon_lat, session, commands);
    }
    hidden(ui, map, session, commands);
}

/// Previous view, next view, bookmarks.
fn buttons(ui: &mut Ui, card: Rect, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    ui.painter().rect(card, CornerRadius::same(8), theme.paper, theme.hairline(), StrokeKind::Inside);
    let builder =
        UiBuilder::new().max_rect(card).id_salt("views").layout(Layout::top_down(eframe::egui::Align::Min));
    let mut column = ui.new_child(builder);
    column.spacing_mut().item_spacing = Vec2::ZERO;
    for (action, icon) in [(Action::ViewBack, Icon::Left), (Action::ViewForward, Icon::Right)] {
        let command = action.command(session);
        let entry = action.entry();
        let keys = entry.shortcut.map(|keys| crate::app::palette::label(&keys, lang)).unwrap_or_default();
        let name = format!("{} ({keys})", text(lang, entry.text));
        if icon_button(&mut column, icon, &name, SIDE, command.is_some()).clicked() {
            commands.extend(command);
        }
    }
    let button = icon_button(&mut column, Icon::Bookmark, &text(lang, "bookmarks-title"), SIDE, true);
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(text(lang, "bookmarks-title"))
        .show(|ui| bookmarks::menu(ui, session, commands));
}

/// A pin whose tip is at a position, with the position beside it.
fn pin(
    ui: &mut Ui,
    map: Rect,
    camera: &Camera,
    lon_lat: [f64; 2],
    session: &Session,
    commands: &mut Vec<Command>,
) {
    let [x, y] = camera.screen_from_lon_lat(lon_lat);
    let tip = map.min + vec2(x as f32, y as f32);
    if !map.expand(40.0).contains(tip) {
        return;
    }
    let theme = Theme::of(ui);
    let painter = ui.painter_at(map);
    needle(&painter, tip, theme.error_ink, theme.paper);
    let label = decimal_text(lon_lat);
    let galley = painter.layout_no_wrap(label, theme::plain(size::LABEL), theme.ink);
    let close = 22.0;
    let card_size = vec2(galley.size().x + 18.0 + close, 26.0);
    let card = Rect::from_center_size(tip - vec2(0.0, 46.0), card_size);
    painter.rect(card, CornerRadius::same(7), theme.paper, theme.control_edge(), StrokeKind::Inside);
    let at = pos2(card.left() + 10.0, card.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, theme.ink);
    let corner =
        Rect::from_center_size(pos2(card.right() - close / 2.0 - 3.0, card.center().y), Vec2::splat(close));
    let mut child = ui.new_child(UiBuilder::new().max_rect(corner).id_salt("pin"));
    let name = text(session.settings().lang, Action::DismissPin.entry().text);
    if icon_button(&mut child, Icon::Close, &name, close, true).clicked() {
        commands.push(Command::DismissPin);
    }
}

/// A drop that stands on its tip.
fn needle(painter: &Painter, tip: Pos2, fill: Color32, edge: Color32) {
    let head = tip - vec2(0.0, 20.0);
    let mut outline = vec![tip];
    for step in 0..=16 {
        // From one shoulder over the top to the other.
        let angle = std::f32::consts::PI * (0.85 + 1.3 * step as f32 / 16.0);
        outline.push(head + 9.0 * vec2(angle.cos(), angle.sin()));
    }
    let stroke = Stroke::new(1.5, edge);
    painter.add(eframe::egui::Shape::convex_polygon(outline, fill, stroke));
    painter.circle_filled(head, 3.2, edge);
}

/// Where the feature that the inspector shows does not match its layer's filter: it is not drawn.
fn hidden(ui: &mut Ui, map: Rect, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(feature) = session.document().current_feature() else { return };
    let Some(entry) = session.document().layer(feature.layer) else { return };
    let is_hidden = session.matching(feature.layer).is_some_and(|rows| !rows.contains(feature.row as usize));
    if !is_hidden {
        return;
    }
    let theme = Theme::of(ui);
    let below_the_mark = if map.width() < 760.0 { 44.0 } else { 0.0 };
    Area::new(Id::unique("hidden-by-filter"))
        .order(Order::Middle)
        .fixed_pos(map.center_top() + vec2(0.0, MARGIN_PT + below_the_mark))
        .pivot(Align2::CENTER_TOP)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.notice_ground)
                .stroke(Stroke::new(1.0, theme.notice_ink.gamma_multiply(0.35)))
                .corner_radius(CornerRadius::same(size::ROUND_CARD))
                .inner_margin(Margin::symmetric(12, 6))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let name = fields::feature_name(entry, feature.row as usize, lang);
                        let words = text_with(lang, "hidden-by-filter", &[("name", name.into())]);
                        ui.scope(|ui| {
                            ui.set_max_width(320.0);
                            wrapped(ui, &words, theme.notice_ink);
                        });
                        if Button::new(&text(lang, "hidden-show")).show(ui).clicked() {
                            commands.push(Command::ClearFilter { layer: feature.layer });
                        }
                    });
                });
        });
}
