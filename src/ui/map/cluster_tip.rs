//! What gathered points are made of, beside the pointer.

use super::MapInput;
use super::clusters::LayerSigns;
use crate::geometry::{BBox, polygon_covers};
use crate::layer::{PartType, Shape};
use crate::scene::clusters::{Cluster, Share, composition};
use crate::scene::{Rgb, mercator};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use eframe::egui::{self, Align, Color32, FontId, Layout, RichText, Sense, Ui, Vec2};

/// Classes that are named one by one.
const NAMED: usize = 6;
const WIDTH_PT: f32 = 236.0;
/// Grounds of a layer that are looked at for one place.
const MOST_GROUNDS: usize = 16;

/// Shows the classes of a cluster with their counts and shares, the most frequent first.
pub(super) fn show(
    ui: &Ui,
    response: &egui::Response,
    input: &MapInput<'_>,
    layer: &LayerSigns,
    cluster: &Cluster,
) {
    egui::Tooltip::always_open(ui.ctx().clone(), response.layer_id, response.id, egui::PopupAnchor::Pointer)
        .gap(14.0)
        .show(|ui| {
            ui.set_width(WIDTH_PT);
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 3.0);
            // Lines of text, not rows of controls.
            ui.spacing_mut().interact_size.y = 17.0;
            contents(ui, input, layer, cluster);
        });
}

fn contents(ui: &mut Ui, input: &MapInput<'_>, layer: &LayerSigns, cluster: &Cluster) {
    let (ink, quiet) = (input.colors.ink, input.colors.quiet);
    let title = input.titles.iter().find(|(id, _)| *id == layer.id).map_or("", |(_, title)| title);
    let count = format::count(u64::from(cluster.count));
    let title =
        text_with(input.lang, "cluster-tip-title", &[("layer", title.into()), ("count", count.into())]);
    ui.label(RichText::new(title).font(FontId::proportional(13.0)).strong().color(ink));
    let places = names_at(input, layer.id, cluster);
    if !places.is_empty() {
        let names = places.join(input.lang.pick("、", ", "));
        let words = text_with(input.lang, "cluster-tip-in", &[("places", names.into())]);
        ui.add(egui::Label::new(RichText::new(words).font(FontId::proportional(12.0)).color(ink)).wrap());
    }
    let shares =
        composition(&layer.gathered.style, layer.gathered.tree.shares(layer.gathered.level, cluster));
    // One left over is named too: it takes no more room than saying that there is one.
    let named = if shares.len() <= NAMED + 1 { shares.len() } else { NAMED };
    for &Share { class, count } in &shares[..named] {
        let own = layer.gathered.style.class_label(class).get(input.lang);
        let is_plain = layer.gathered.style.classes.is_empty();
        let label =
            if own.is_empty() && !is_plain { text(input.lang, "map-legend-other") } else { own.to_owned() };
        let Rgb(red, green, blue) = layer.gathered.style.rgb(class);
        line(ui, Some(Color32::from_rgb(red, green, blue)), &label, count, cluster.count, [ink, quiet]);
    }
    let rest = &shares[named..];
    if !rest.is_empty() {
        let words = text_with(input.lang, "cluster-tip-rest", &[("count", rest.len().into())]);
        let count = rest.iter().map(|share| share.count).sum();
        line(ui, None, &words, count, cluster.count, [quiet, quiet]);
    }
    let words = text(input.lang, "cluster-tip-click");
    ui.label(RichText::new(words).font(FontId::proportional(12.0)).color(quiet));
}

/// Names of the grounds (parks, campuses) that the middle of a cluster lies in, the topmost first.
fn names_at(input: &MapInput<'_>, of: u32, cluster: &Cluster) -> Vec<String> {
    let [lon, lat] = mercator::lon_lat_from_world(cluster.at);
    let here = BBox { west: lon, south: lat, east: lon, north: lat };
    let grounds = input.layers.iter().rev().filter(|layer| layer.visible && !layer.is_base && layer.id != of);
    let mut names: Vec<String> = Vec::new();
    for layer in grounds {
        let field = match input.lang {
            Lang::En => layer.style.label_field_en.as_ref().or(layer.style.label_field.as_ref()),
            Lang::Zh => layer.style.label_field.as_ref(),
        };
        let Some(field) = field else { continue };
        for row in layer.layer.index.rows_in(&here).take(MOST_GROUNDS) {
            let row = row as usize;
            let is_shown = layer.rows.is_none_or(|rows| rows.contains(row));
            let is_in = || is_inside(layer.layer.shapes.get(row), [lon, lat]);
            let name = layer.layer.value(field, row).to_text().trim().to_owned();
            if is_shown && !name.is_empty() && !names.contains(&name) && is_in() {
                names.push(name);
            }
        }
    }
    names
}

/// Whether a ground holds a place; a line or a point holds none.
fn is_inside(ground: Shape<'_>, at: [f64; 2]) -> bool {
    ground.parts().any(|part| part.part_type == PartType::Polygon && polygon_covers(part.rings(), at))
}

fn line(ui: &mut Ui, color: Option<Color32>, label: &str, count: u32, all: u32, [ink, quiet]: [Color32; 2]) {
    let font = FontId::proportional(12.0);
    ui.horizontal(|ui| {
        let (square, _) = ui.allocate_exact_size(Vec2::splat(10.0), Sense::hover());
        if let Some(color) = color {
            ui.painter().rect_filled(square, 2.0, color);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let share = format::fixed(f64::from(count) * 100.0 / f64::from(all.max(1)), 0);
            let numbers = format!("{} · {share}%", format::count(u64::from(count)));
            ui.label(RichText::new(numbers).font(font.clone()).color(quiet));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(label).font(font).color(ink)).truncate());
            });
        });
    });
}
