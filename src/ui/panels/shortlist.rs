//! The shortlist: a button in the bar that counts it, with the list behind it.

use crate::app::{Command, ExportRows, FeatureRef, Session};
use crate::text::{text, text_with};
use crate::ui::fields;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, elided, focus_ring, icon_button, note, section_title};
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Layout, Popup, PopupCloseBehavior, Rect, Role, ScrollArea, Sense,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// The width that the button takes.
pub(super) fn width(ui: &Ui, session: &Session, roomy: bool) -> f32 {
    let count = session.document().shortlist.len();
    let words = if roomy {
        text_with(session.settings().lang, "shortlist-button", &[("count", count.into())])
    } else {
        count.to_string()
    };
    let words = ui.painter().layout_no_wrap(words, theme::plain(size::TEXT), egui::Color32::PLACEHOLDER);
    words.size().x + size::ICON + if roomy { 28.0 } else { 18.0 }
}

/// The button; without its word where there is little room.
pub(super) fn button(ui: &mut Ui, session: &Session, roomy: bool, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let count = session.document().shortlist.len();
    let name = text_with(lang, "shortlist-button", &[("count", count.into())]);
    let words = if roomy { name.clone() } else { count.to_string() };
    let galley = ui.painter().layout_no_wrap(words, theme::plain(size::TEXT), theme.ink);
    let width = width(ui, session, roomy);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if response.hovered() { theme.tint } else { theme.paper };
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    ui.painter().rect(rect, radius, fill, theme.control_edge(), StrokeKind::Inside);
    let icon = if count > 0 { Icon::StarFull } else { Icon::Star };
    let pad = if roomy { 12.0 } else { 7.0 };
    let at = pos2(rect.left() + pad, rect.center().y - size::ICON / 2.0);
    icons::paint(ui.painter(), icon, Rect::from_min_size(at, Vec2::splat(size::ICON)), theme.accent);
    let at = pos2(at.x + size::ICON + 4.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let tooltip = text(lang, "shortlist-tooltip");
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tooltip);
    Popup::menu(&response)
        .gap(2.0)
        .width(340.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(text(lang, "shortlist-title"))
        .show(|ui| list(ui, session, commands));
}

fn list(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.set_width(340.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    section_title(ui, &text(lang, "shortlist-title"));
    let shortlist = &session.document().shortlist;
    if shortlist.is_empty() {
        note(ui, &text(lang, "shortlist-none"));
        return;
    }
    ScrollArea::vertical().max_height(360.0).show_rows(ui, 32.0, shortlist.len(), |ui, rows| {
        for feature in &shortlist[rows] {
            row(ui, session, *feature, commands);
        }
    });
    let label = text(lang, "compare-open");
    let can = shortlist.len() > 1;
    let tooltip = text(lang, if can { "compare-open-tooltip" } else { "compare-too-few" });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if Button::new(&label).enabled(can).tooltip(&tooltip).show(ui).clicked() {
            commands.push(Command::ShowCompare { open: true });
            ui.close();
        }
        if Button::new(&text(lang, "shortlist-export")).icon(Icon::Export).show(ui).clicked() {
            commands.push(Command::ExportSitesDialog { rows: ExportRows::Shortlist });
            ui.close();
        }
    });
}

fn row(ui: &mut Ui, session: &Session, feature: FeatureRef, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let Some(entry) = session.document().layer(feature.layer) else { return };
    let name = fields::feature_name(entry, feature.row as usize, lang);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let part = rect.with_max_x(rect.right() - 30.0);
    let id = ui.scope_id().with(("shortlisted", feature.layer.0, feature.row));
    let response = ui.interact(part, id, Sense::click());
    let go = text_with(lang, "shortlist-go", &[("name", name.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &go));
    if response.hovered() || session.document().current_feature() == Some(feature) {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, part, size::ROUND_CONTROL);
    let layer = elided(ui, &fields::layer_title(entry, lang), theme::plain(size::LABEL), theme.quiet, 110.0);
    let layer_at = part.right() - layer.size().x - 6.0;
    let label = elided(ui, &name, theme::plain(size::TEXT), theme.ink, layer_at - part.left() - 18.0);
    let middle = part.center().y;
    ui.painter().galley(pos2(part.left() + 8.0, middle - label.size().y / 2.0), label, theme.ink);
    ui.painter().galley(pos2(layer_at, middle - layer.size().y / 2.0), layer, theme.quiet);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        commands.push(Command::GoToFeature { feature });
    }
    let corner = Rect::from_min_max(pos2(part.right(), rect.top()), rect.max);
    let builder = egui::UiBuilder::new()
        .max_rect(corner)
        .id_salt(("take-off", feature.layer.0, feature.row))
        .layout(Layout::right_to_left(Align::Center));
    let mut corner = ui.new_child(builder);
    let name = text_with(lang, "shortlist-remove", &[("name", name.as_str().into())]);
    if icon_button(&mut corner, Icon::Close, &name, 22.0, true).clicked() {
        commands.push(Command::ToggleShortlist { feature });
    }
}
