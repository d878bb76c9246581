//! What gathered points are made of, beside the pointer.

use super::MapInput;
use super::clusters::LayerSigns;
use crate::scene::Rgb;
use crate::scene::clusters::{Cluster, Share, composition};
use crate::text::{text, text_with};
use crate::ui::format;
use eframe::egui::{self, Align, Color32, FontId, Layout, RichText, Sense, Ui, Vec2};

/// Classes that are named one by one.
const NAMED: usize = 6;
const WIDTH_PT: f32 = 236.0;

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
