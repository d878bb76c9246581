//! The legend at the map's bottom left: what the colours and signs mean, and how many rows each has.

use super::overlay::{MARGIN_PT, card};
use super::painter::symbol_shapes;
use super::{MapColors, MapInput};
use crate::scene::Rgb;
use crate::scene::legend::{Legend, LegendEntry, Swatch};
use crate::text::{Arg, text, text_with};
use eframe::egui::{self, Align2, Color32, FontId, Pos2, Rect, Sense, Stroke, Vec2};

const ROW_PT: f32 = 22.0;
const PADDING_PT: f32 = 10.0;

/// Draws the card; clicks on it do not reach the map.
pub(super) fn show(ui: &egui::Ui, rect: Rect, input: &MapInput<'_>, legend: &Legend) {
    if legend.entries.is_empty() {
        return;
    }
    let painter = ui.painter_at(rect);
    let colors = &input.colors;
    let is_filtered = input.layers.iter().any(|layer| Some(layer.id) == input.legend && layer.rows.is_some());
    let fitting = (((rect.height() - 140.0) / ROW_PT).floor().max(1.0)) as usize;
    let shown = if legend.entries.len() > fitting { fitting.max(2) - 1 } else { legend.entries.len() };
    let mut rows: Vec<(Option<&LegendEntry>, String, String)> = legend.entries[..shown]
        .iter()
        .map(|entry| {
            let label = entry.label.clone().unwrap_or_else(|| text(input.lang, "map-legend-other"));
            let all = if is_filtered { format!(" / {}", entry.total) } else { String::new() };
            (Some(entry), label, all)
        })
        .collect();
    if shown < legend.entries.len() {
        let more: Arg = (legend.entries.len() - shown).into();
        rows.push((None, text_with(input.lang, "map-legend-more", &[("count", more)]), String::new()));
    }
    let font = FontId::proportional(12.0);
    let width_of = |words: &str| painter.layout_no_wrap(words.to_owned(), font.clone(), colors.ink).size().x;
    let label_width = rows.iter().map(|(_, label, _)| width_of(label)).fold(0.0, f32::max);
    let count_width = rows
        .iter()
        .filter_map(|(entry, _, all)| entry.map(|entry| width_of(&format!("{}{all}", entry.matching))))
        .fold(0.0, f32::max);
    let width = (label_width + count_width + 46.0 + 2.0 * PADDING_PT).max(width_of(&legend.title) + 24.0);
    let height = 26.0 + rows.len() as f32 * ROW_PT + PADDING_PT;
    let place = Rect::from_min_size(
        Pos2::new(rect.left() + MARGIN_PT, rect.bottom() - MARGIN_PT - height),
        Vec2::new(width, height),
    );
    let whole = ui.interact(place, ui.scope_id().with("map-legend"), Sense::click_and_drag());
    let name = legend.title.clone();
    whole.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, &name));
    card(&painter, place, colors);
    let title_at = place.min + Vec2::new(PADDING_PT, 8.0);
    painter.text(title_at, Align2::LEFT_TOP, &legend.title, FontId::proportional(13.0), colors.ink);
    for (number, (entry, label, all)) in rows.iter().enumerate() {
        let y = place.top() + 28.0 + (number as f32 + 0.5) * ROW_PT;
        let left = place.left() + PADDING_PT;
        let Some(entry) = entry else {
            painter.text(Pos2::new(left, y), Align2::LEFT_CENTER, label, font.clone(), colors.quiet);
            continue;
        };
        swatch(&painter, Pos2::new(left + 8.0, y), legend.swatch, entry, colors);
        let ink = if entry.matching == 0 { colors.quiet } else { colors.ink };
        painter.text(Pos2::new(left + 24.0, y), Align2::LEFT_CENTER, label, font.clone(), ink);
        let right = Pos2::new(place.right() - PADDING_PT, y);
        let drawn = painter.text(right, Align2::RIGHT_CENTER, all, font.clone(), colors.quiet);
        let count = entry.matching.to_string();
        painter.text(Pos2::new(drawn.left(), y), Align2::RIGHT_CENTER, count, font.clone(), ink);
    }
}

fn swatch(painter: &egui::Painter, center: Pos2, swatch: Swatch, entry: &LegendEntry, colors: &MapColors) {
    let Rgb(red, green, blue) = entry.rgb;
    let fill = Color32::from_rgb(red, green, blue);
    match swatch {
        Swatch::Area => {
            let place = Rect::from_center_size(center, Vec2::splat(13.0));
            if entry.hatched {
                painter.rect_filled(place, 2.0, fill.gamma_multiply(0.25));
                let inside = painter.with_clip_rect(place);
                for step in 0..6 {
                    let x = place.left() - 8.0 + step as f32 * 5.0;
                    let line = [Pos2::new(x, place.bottom()), Pos2::new(x + 13.0, place.top())];
                    inside.line_segment(line, Stroke::new(1.8, fill));
                }
            } else {
                painter.rect_filled(place, 2.0, fill);
            }
        }
        Swatch::Line => {
            let half = Vec2::new(8.0, 0.0);
            painter.line_segment([center - half, center + half], Stroke::new(3.0, fill));
        }
        Swatch::Point => {
            symbol_shapes(painter, entry.symbol, center, 5.5, fill, Stroke::new(1.0, colors.paper));
        }
    }
}
