//! Several features under one click: the topmost is selected, and a list at the pointer lets somebody
//! choose another. Clicking the same place again goes to the next.

use super::layers::Styles;
use crate::app::{Command, FeatureRef, LayerId, SelectMode, Session};
use crate::text::{text, text_with};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{elided, focus_ring, section_title};
use crate::ui::{fields, styles};
use eframe::egui::{
    CornerRadius, CursorIcon, Id, Popup, PopupCloseBehavior, Pos2, Rect, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// A click this near to the one before is at the same place.
const SAME_PLACE_PT: f32 = 4.0;
const WIDTH: f32 = 260.0;
const HEIGHT: f32 = 240.0;

/// What lay under the last click.
#[derive(Clone, Debug, Default, PartialEq)]
struct Picks {
    at: Pos2,
    hits: Vec<FeatureRef>,
    chosen: usize,
    /// Whether the keyboard is still to be brought to the list.
    is_new: bool,
}

fn id() -> Id {
    Id::unique("pick-list")
}

/// The command of a click at a place of the window on what lies there, the topmost first; with `add` it
/// joins the selection, or leaves it. A click beside everything selects nothing.
pub fn clicked(ui: &Ui, at: Option<Pos2>, hits: &[(u32, u32)], add: bool) -> Command {
    let hits: Vec<FeatureRef> =
        hits.iter().map(|&(layer, row)| FeatureRef { layer: LayerId(layer), row }).collect();
    let before: Option<Picks> = ui.data_mut(|data| data.remove_temp(id()));
    let Some(&topmost) = hits.first() else { return Command::ClearSelection };
    let Some(at) = at.filter(|_| hits.len() > 1 && !add) else {
        let mode = if add { SelectMode::Toggle } else { SelectMode::Replace };
        return Command::Select { features: vec![topmost], mode };
    };
    let chosen = before
        .filter(|before| before.hits == hits && before.at.distance(at) <= SAME_PLACE_PT)
        .map_or(0, |before| (before.chosen + 1) % hits.len());
    let feature = hits[chosen];
    open(ui, Picks { at, hits, chosen, is_new: true });
    Command::Select { features: vec![feature], mode: SelectMode::Replace }
}

/// Draws the list, where there is one. What the pointer or the keyboard is on lights up on the map.
pub fn show(
    ui: &Ui,
    session: &Session,
    layer_styles: &Styles,
    hover: &mut Option<(u32, u32)>,
    commands: &mut Vec<Command>,
) {
    let Some(mut picks) = ui.data_mut(|data| data.get_temp::<Picks>(id())) else { return };
    let lang = session.settings().lang;
    let before = picks.clone();
    let title = text_with(lang, "pick-list", &[("count", picks.hits.len().into())]);
    // Beside the pointer, so that a second click still reaches the map.
    Popup::new(id(), ui.ctx().clone(), picks.at + vec2(10.0, 10.0), ui.layer_id())
        .open_memory(None)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(title.clone())
        .width(WIDTH)
        .show(|ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            section_title(ui, &title);
            let height = size::SMALL_CONTROL + 2.0;
            ScrollArea::vertical().max_height(HEIGHT).show_rows(
                ui,
                height - 2.0,
                picks.hits.len(),
                |ui, shown| {
                    for at in shown {
                        row(ui, session, layer_styles, &mut picks, at, hover, commands);
                    }
                },
            );
        });
    if picks != before {
        ui.data_mut(|data| data.insert_temp(id(), picks));
    }
}

fn row(
    ui: &mut Ui,
    session: &Session,
    layer_styles: &Styles,
    picks: &mut Picks,
    at: usize,
    hover: &mut Option<(u32, u32)>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let feature = picks.hits[at];
    let Some(entry) = session.document().layer(feature.layer) else { return };
    if feature.row as usize >= entry.layer.len() {
        return;
    }
    let name = fields::feature_name(entry, feature.row as usize, lang);
    let layer = fields::layer_title(entry, lang);
    let is_chosen = at == picks.chosen;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::SMALL_CONTROL), Sense::click());
    let args = [("name", name.as_str().into()), ("layer", layer.as_str().into())];
    let spoken = text_with(lang, "pick-list-row", &args);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &spoken));
    if picks.is_new && is_chosen {
        response.request_focus();
        picks.is_new = false;
    }
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, radius, theme.tint);
    }
    let swatch = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), Vec2::splat(size::CHECK));
    let color = layer_styles.get(&feature.layer).map_or(theme.edge, styles::swatch);
    ui.painter().rect_filled(swatch, CornerRadius::same(size::ROUND_SMALL), color);
    let left = swatch.right() + 8.0;
    let room = rect.right() - 8.0 - left;
    let kind = elided(ui, &layer, theme::plain(size::LABEL), theme.quiet, room * 0.45);
    let label = elided(ui, &name, theme::plain(size::TEXT), theme.ink, room - kind.size().x - 8.0);
    let is_cut = label.elided || kind.elided;
    let kind_at = pos2(rect.right() - 8.0 - kind.size().x, rect.center().y - kind.size().y / 2.0);
    ui.painter().galley(kind_at, kind, theme.quiet);
    ui.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, theme.ink);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    if response.hovered() || response.has_focus() {
        *hover = Some((feature.layer.0, feature.row));
    }
    let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
    if is_cut {
        response = response.on_hover_text(&spoken);
    }
    if response.clicked() {
        picks.chosen = at;
        ui.close();
        commands.push(Command::Select { features: vec![feature], mode: SelectMode::Replace });
    }
}

/// Opens the list for a place, without selecting anything yet.
pub(super) fn open_at(ui: &Ui, at: Pos2, hits: Vec<FeatureRef>) {
    if !hits.is_empty() {
        open(ui, Picks { at, hits, chosen: 0, is_new: true });
    }
}

fn open(ui: &Ui, picks: Picks) {
    ui.data_mut(|data| data.insert_temp(id(), picks));
    Popup::open_id(ui.ctx(), id());
    ui.ctx().request_repaint();
}

/// Says how many features lie at a place.
pub(super) fn count_text(lang: crate::text::Lang, count: usize) -> String {
    if count == 0 {
        text(lang, "map-menu-nothing")
    } else {
        text_with(lang, "map-menu-here", &[("count", count.into())])
    }
}
