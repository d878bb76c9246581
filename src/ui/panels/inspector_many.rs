//! Several selected features: what they add up to, and the list of them, above the one that shows.

use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::jobs::Total;
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, FieldRow, card, elided, field_row, focus_ring, note, strong_label};
use crate::ui::{fields, format, totals};
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Layout, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row of the list.
const ROW: f32 = 24.0;
/// Rows of the list that show at once.
const ROWS_SHOWN: usize = 5;

/// Draws them.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let selection = &session.document().selection;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            let args = [("count", format::count(selection.len() as u64).into())];
            strong_label(ui, &text_with(lang, "many-title", &args), size::TEXT);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if Button::link(&text(lang, "inspector-close")).show(ui).clicked() {
                    commands.push(Command::ClearSelection);
                }
            });
        });
        sums(ui, session, lang);
        ui.add_space(4.0);
        let height = ROW * selection.len().min(ROWS_SHOWN) as f32;
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = ScrollArea::vertical().id_salt("many").max_height(height).min_scrolled_height(height);
        let list = list.auto_shrink([false, false]);
        list.show_rows(ui, ROW, selection.len(), |ui, rows| {
            for at in rows {
                one(ui, session, at, selection[at], commands);
            }
        });
    });
    ui.add_space(8.0);
}

fn sums(ui: &mut Ui, session: &Session, lang: Lang) {
    let theme = Theme::of(ui);
    let Some(totals) = session.selection_totals() else {
        note(ui, &text(lang, if session.has_sum_failed() { "many-not-summed" } else { "many-summing" }));
        return;
    };
    for (layer, count, sums) in &totals.layers {
        let Some(entry) = session.document().layer(*layer) else { continue };
        if totals.layers.len() > 1 {
            let args = [
                ("layer", fields::layer_title(entry, lang).into()),
                ("count", format::count(*count as u64).into()),
            ];
            note(ui, &text_with(lang, "many-of-layer", &args));
        }
        // An area in m² that is there in 亩 too would be said twice.
        let in_mu = sums.iter().find(|total| key_of(entry, total) == "area_mu");
        let twice = |total: &Total| {
            key_of(entry, total) == "area_m2" && in_mu.is_some_and(|in_mu| in_mu.count == total.count)
        };
        for total in sums.iter().filter(|total| total.count > 0 && !twice(total)) {
            let (value, unit) = totals::figure_of_total(entry, &total.field, total.sum, lang);
            let label = fields::label(entry, &total.field, lang);
            let label = text_with(lang, "status-total-of", &[("field", label.into())]);
            let line =
                FieldRow { label: &label, value: &value, unit: &unit, ink: theme.ink, free_width: 0.0 };
            let response = field_row(ui, &line);
            if total.missing > 0 {
                let args = [("count", total.missing.into())];
                response.on_hover_text(text_with(lang, "status-total-missing", &args));
            }
        }
    }
}

fn key_of<'a>(entry: &LayerEntry, total: &'a Total) -> &'a str {
    fields::definition(entry, &total.field).map_or(total.field.as_str(), |field| field.key)
}

fn one(ui: &mut Ui, session: &Session, at: usize, feature: FeatureRef, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let Some(entry) = session.document().layer(feature.layer) else { return };
    let name = fields::feature_name(entry, feature.row as usize, lang);
    let current = session.document().current == at;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &name));
    if current || response.hovered() {
        let fill = if current { theme.tint } else { theme.ground };
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_SMALL), fill);
    }
    focus_ring(ui, &response, rect, size::ROUND_SMALL);
    let font = if current { theme::strong(size::LABEL) } else { theme::plain(size::LABEL) };
    let label = elided(ui, &name, font, theme.ink, rect.width() - 12.0);
    let place = pos2(rect.left() + 6.0, rect.center().y - label.size().y / 2.0);
    let cut = label.elided;
    ui.painter().galley(place, label, theme.ink);
    let mut response: egui::Response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut {
        response = response.on_hover_text(name);
    }
    if response.clicked() {
        commands.push(Command::ShowSelected { at });
    }
}
