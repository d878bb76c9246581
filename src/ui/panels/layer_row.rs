//! One row of the layer list, with its menu.

use super::select_menu;
use crate::app::{Command, FieldsCommand, LayerEntry, LayerId, Session};
use crate::layer::SourceBytes;
use crate::maps::LayerKind;
use crate::scene::Style;
use crate::text::{text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{elided, focus_ring, icon_button};
use crate::ui::{fields, format, styles};
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Id, Layout, Popup, Rect, Response, Role, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// The row of a layer, wherever it stands in the list.
pub(super) fn id(layer: LayerId) -> Id {
    Id::unique(("layer-row", layer.0))
}

/// Draws the row of a layer.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    style: Option<&Style>,
    entry: &LayerEntry,
    commands: &mut Vec<Command>,
) -> Response {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let chosen = session.document().chosen == Some(entry.id);
    let title = fields::layer_title(entry, lang);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::LAYER_ROW), Sense::hover());
    let mut response = ui.interact(rect, id(entry.id), Sense::click_and_drag());
    let (matching, all) = session.counts(entry.id).unwrap_or((entry.layer.len(), entry.layer.len()));
    let args = [
        ("layer", title.as_str().into()),
        ("matching", format::count(matching as u64).into()),
        ("all", format::count(all as u64).into()),
    ];
    let name = text_with(lang, "layers-choose", &args);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    if chosen || response.hovered() || response.dragged() {
        let fill = if chosen { theme.tint } else { theme.ground };
        ui.painter().rect_filled(rect, radius, fill);
    }
    if chosen {
        let mark = Rect::from_min_size(rect.min + vec2(0.0, 7.0), vec2(3.0, rect.height() - 14.0));
        ui.painter().rect_filled(mark, CornerRadius::same(1), theme.accent);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    if response.clicked() && !chosen {
        commands.push(Command::ChooseLayer { layer: entry.id });
    }
    if response.double_clicked() {
        commands.push(Command::ZoomToLayer { layer: entry.id });
    }

    // Parts of the row, on top of it.
    let builder = egui::UiBuilder::new()
        .max_rect(rect)
        .id_salt(("layer", entry.id.0))
        .layout(Layout::left_to_right(Align::Center));
    let mut row = ui.new_child(builder);
    row.spacing_mut().item_spacing.x = 0.0;
    row.add_space(6.0);
    let key = if entry.visible { "layers-hide" } else { "layers-show" };
    let icon = if entry.visible { Icon::Eye } else { Icon::EyeOff };
    let toggle =
        icon_button(&mut row, icon, &text_with(lang, key, &[("layer", title.as_str().into())]), 26.0, true);
    if toggle.clicked() {
        commands.push(Command::SetVisible { layer: entry.id, visible: !entry.visible });
    }
    let swatch =
        Rect::from_center_size(pos2(toggle.rect.right() + 12.0, rect.center().y), Vec2::splat(size::CHECK));
    let fade = if entry.visible { 1.0 } else { 0.45 };
    let color = style.map_or(theme.edge, styles::swatch);
    // White on white paper would be no swatch at all: each has an edge.
    let corner = CornerRadius::same(size::ROUND_SMALL);
    let fill = color.gamma_multiply(fade);
    row.painter().rect(swatch, corner, fill, theme.control_edge(), egui::StrokeKind::Inside);
    let style_button = row.interact(swatch.expand(5.0), row.scope_id().with("swatch"), Sense::click());
    let style_name = text_with(lang, "styling-open", &[("layer", title.as_str().into())]);
    style_button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &style_name));
    focus_ring(&row, &style_button, swatch.expand(3.0), size::ROUND_SMALL);
    if style_button.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&style_name).clicked() {
        commands.push(Command::ShowStyling { layer: entry.id });
    }

    let menu_side = 24.0;
    let counts = counts_text(&row, matching, all, session.is_stale(entry.id));
    let counts_at =
        pos2(rect.right() - menu_side - 6.0 - counts.size().x, rect.center().y - counts.size().y / 2.0);
    let left = swatch.right() + 8.0;
    let ink = if entry.visible { theme.ink } else { theme.quiet };
    let font = if chosen { theme::strong(size::TEXT) } else { theme::plain(size::TEXT) };
    let label = elided(&row, &title, font, ink, counts_at.x - 8.0 - left);
    if label.elided {
        response = response.on_hover_text(&title);
    }
    row.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, ink);
    row.painter().galley(counts_at, counts, theme.ink);
    menu(ui, rect, menu_side, session, entry, &title, commands);
    response
}

/// "matching / all": matching strong, all faint; one number where all match.
fn counts_text(ui: &Ui, matching: usize, all: usize, stale: bool) -> std::sync::Arc<egui::Galley> {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    let mut part = |text: String, font, color| {
        job.append(&text, 0.0, egui::TextFormat { font_id: font, color, ..Default::default() });
    };
    let strong = if stale { theme.quiet } else { theme.ink };
    part(format::count(matching as u64), theme::strong(size::LABEL), strong);
    part(format!(" / {}", format::count(all as u64)), theme::plain(size::LABEL), theme.faint);
    ui.painter().layout_job(job)
}

fn menu(
    ui: &mut Ui,
    rect: Rect,
    side: f32,
    session: &Session,
    entry: &LayerEntry,
    title: &str,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let at =
        Rect::from_center_size(pos2(rect.right() - side / 2.0 - 2.0, rect.center().y), Vec2::splat(side));
    let builder = egui::UiBuilder::new().max_rect(at).id_salt(("layer-menu", entry.id.0));
    let mut corner = ui.new_child(builder);
    let name = text_with(lang, "layers-more", &[("layer", title.into())]);
    let more = icon_button(&mut corner, Icon::More, &name, side, true);
    let layer = entry.id;
    // A distance is typed inside: only what is done closes the menu.
    let stays = egui::PopupCloseBehavior::CloseOnClickOutside;
    Popup::menu(&more).width(280.0).close_behavior(stays).show(|ui| {
        let mut item = |ui: &mut Ui, key: &str, command: Option<Command>| {
            let button = egui::Button::new(text(lang, key));
            if ui.add_enabled(command.is_some(), button).clicked() {
                commands.extend(command);
                ui.close();
            }
        };
        item(ui, "layers-zoom", Some(Command::ZoomToLayer { layer }));
        item(ui, "styling-menu", Some(Command::ShowStyling { layer }));
        item(ui, "binding-menu", Some(Command::Fields { layer, ask: FieldsCommand::Show }));
        let clear = (!entry.filter.is_clear()).then_some(Command::ClearFilter { layer });
        item(ui, "layers-clear-filter", clear);
        for (key, above) in [("layers-up", true), ("layers-down", false)] {
            let document = session.document();
            let to = document.neighbour(layer, above).and_then(|other| {
                let to = document.place_beside(layer, other, above)?;
                Some(Command::MoveLayer { layer, to })
            });
            item(ui, key, to);
        }
        if matches!(entry.layer.source.bytes, SourceBytes::File(_)) {
            item(ui, "layers-reload", Some(Command::ReloadLayer { layer }));
        }
        item(ui, "command-check-layer", Some(Command::CheckLayer { layer }));
        if matches!(entry.kind, None | Some(LayerKind::Land)) {
            item(ui, "command-show-assembly", Some(Command::ShowAssembly { layer: Some(layer) }));
        }
        item(ui, "layers-close", Some(Command::CloseLayer { layer }));
        ui.separator();
        select_menu::items(ui, session, entry, commands);
    });
}
