//! The layer list: eye, swatch, name, "matching / all"; base layers folded below.

use super::select_menu;
use crate::app::{Command, LayerEntry, LayerId, Session};
use crate::scene::Style;
use crate::text::{text, text_with};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, elided, focus_ring, icon_button, note, section_title};
use crate::ui::{fields, format, styles};
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Layout, Popup, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeMap;

/// Styles of the layers, made once for each.
pub type Styles = BTreeMap<LayerId, Style>;

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
    let mut any = false;
    // The topmost layer of the map stands first, as in every layer list.
    for entry in document.map_layers().rev() {
        any = true;
        row(ui, session, styles, entry, commands);
    }
    if !any {
        note(ui, &text(lang, "layers-none"));
    }
    base(ui, session, styles, commands);
}

/// The base layers, folded into one line until somebody wants them.
fn base(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let names: Vec<String> =
        session.document().base_layers().map(|entry| fields::layer_title(entry, lang)).collect();
    if names.is_empty() {
        return;
    }
    let id = ui.scope_id().with("base-open");
    let mut open = ui.data_mut(|data| data.get_temp::<bool>(id).unwrap_or(false));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::LAYER_ROW), Sense::click());
    let name = text(lang, "layers-base");
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, &name));
    let icon = if open { Icon::Down } else { Icon::Right };
    let square = Rect::from_min_size(pos2(rect.left() + 8.0, rect.center().y - 6.0), Vec2::splat(12.0));
    icons::paint(ui.painter(), icon, square, theme.quiet);
    let summary = format!("{name}{}{}", lang.pick("：", ": "), names.join(" · "));
    let galley =
        elided(ui, &summary, theme::plain(size::LABEL), theme.quiet, rect.right() - square.right() - 8.0);
    let at = pos2(square.right() + 6.0, rect.center().y - galley.size().y / 2.0);
    let cut = galley.elided;
    ui.painter().galley(at, galley, theme.quiet);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut {
        response = response.on_hover_text(&summary);
    }
    if response.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open {
        for entry in session.document().base_layers().rev() {
            row(ui, session, styles, entry, commands);
        }
    }
}

fn row(ui: &mut Ui, session: &Session, styles: &Styles, entry: &LayerEntry, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let chosen = session.document().chosen == Some(entry.id);
    let title = fields::layer_title(entry, lang);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::LAYER_ROW), Sense::click());
    let (matching, all) = session.counts(entry.id).unwrap_or((entry.layer.len(), entry.layer.len()));
    let args = [
        ("layer", title.as_str().into()),
        ("matching", format::count(matching as u64).into()),
        ("all", format::count(all as u64).into()),
    ];
    let name = text_with(lang, "layers-choose", &args);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    if chosen || response.hovered() {
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
    let color = styles.get(&entry.id).map_or(theme.edge, styles::swatch);
    row.painter().rect_filled(swatch, CornerRadius::same(size::ROUND_SMALL), color.gamma_multiply(fade));

    let menu_side = 24.0;
    let counts = counts_text(&row, matching, all, session.is_stale(entry.id));
    let counts_at =
        pos2(rect.right() - menu_side - 6.0 - counts.size().x, rect.center().y - counts.size().y / 2.0);
    let left = swatch.right() + 8.0;
    let ink = if entry.visible { theme.ink } else { theme.quiet };
    let font = if chosen { theme::strong(size::TEXT) } else { theme::plain(size::TEXT) };
    let label = elided(&row, &title, font, ink, counts_at.x - 8.0 - left);
    if label.elided {
        response.on_hover_text(&title);
    }
    row.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, ink);
    row.painter().galley(counts_at, counts, theme.ink);
    menu(ui, rect, menu_side, session, entry, &title, commands);
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
    // A distance is typed inside: only what is done closes the menu.
    let stays = egui::PopupCloseBehavior::CloseOnClickOutside;
    Popup::menu(&more).width(280.0).close_behavior(stays).show(|ui| {
        ui.set_min_width(150.0);
        if ui.button(text(lang, "layers-zoom")).clicked() {
            commands.push(Command::ZoomToLayer { layer: entry.id });
            ui.close();
        }
        let has_filter = !entry.filter.is_clear();
        if ui.add_enabled(has_filter, egui::Button::new(text(lang, "layers-clear-filter"))).clicked() {
            commands.push(Command::ClearFilter { layer: entry.id });
            ui.close();
        }
        ui.separator();
        select_menu::items(ui, session, entry, commands);
        ui.separator();
        if ui.button(text(lang, "layers-close")).clicked() {
            commands.push(Command::CloseLayer { layer: entry.id });
            ui.close();
        }
    });
}
