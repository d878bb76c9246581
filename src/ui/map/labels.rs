//! Labels over the map: placed by `scene`, measured and drawn with egui's fonts, with a halo so that
//! they stand on any ground. Placed anew only where something moved or changed.

use super::{MapInput, MapLayer};
use crate::layer::{Layer, RowSet};
use crate::scene::labels::{Bounds, LabelMemory, LabelSource, MeasureText, PlacedLabel, place_labels};
use crate::scene::{Camera, Style};
use crate::text::Lang;
use eframe::egui::{self, Color32, FontId, Pos2, Rect, Vec2};
use eframe::epaint::TextShape;
use std::sync::Arc;

/// Size of labels in points.
const LABEL_PT: f32 = 12.0;

struct Fonts<'a>(&'a egui::Painter);

impl MeasureText for Fonts<'_> {
    fn size_pt(&mut self, text: &str) -> [f64; 2] {
        let galley = self.0.layout_no_wrap(text.to_owned(), FontId::proportional(LABEL_PT), Color32::BLACK);
        [f64::from(galley.size().x), f64::from(galley.size().y)]
    }
}

/// What was placed in the last frame, and what for.
#[derive(Debug, Default)]
pub(super) struct LabelCache {
    asked: Option<Asked>,
    placed: Vec<PlacedLabel>,
    memory: LabelMemory,
    /// How often labels were placed so far.
    times: u64,
}

/// All that placing depends on. Row sets share their bits: keeping one costs nothing.
#[derive(Debug)]
struct Asked {
    camera: Camera,
    px_per_pt: f32,
    lang: Lang,
    layers: Vec<AskedLayer>,
    keep_out: Vec<Bounds>,
}

#[derive(Debug)]
struct AskedLayer {
    id: u32,
    layer: Arc<Layer>,
    style: Style,
    rows: Option<RowSet>,
    first: Option<RowSet>,
    is_base: bool,
}

impl LabelCache {
    /// How often labels were placed so far, for tests of what a still map costs.
    pub(super) fn times(&self) -> u64 {
        self.times
    }

    /// Places labels where need be, and draws them. Nothing stands in `keep_out`, under cards.
    pub(super) fn show(
        &mut self,
        painter: &egui::Painter,
        rect: Rect,
        input: &MapInput<'_>,
        camera: &Camera,
        keep_out: &[Rect],
    ) {
        let denominator = camera.scale_denominator();
        let layers: Vec<&MapLayer<'_>> = input
            .layers
            .iter()
            .filter(|layer| {
                layer.visible && layer.style.shows_at(denominator) && layer.style.labels_at(denominator)
            })
            .collect();
        let keep_out: Vec<Bounds> = keep_out
            .iter()
            .map(|taken| {
                let taken = taken.translate(-rect.min.to_vec2());
                [taken.left(), taken.top(), taken.right(), taken.bottom()].map(f64::from)
            })
            .collect();
        let px_per_pt = painter.pixels_per_point();
        let is_same = self.asked.as_ref().is_some_and(|asked| {
            asked.camera == *camera
                && asked.px_per_pt.to_bits() == px_per_pt.to_bits()
                && asked.lang == input.lang
                && asked.keep_out == keep_out
                && asked.layers.len() == layers.len()
                && asked.layers.iter().zip(&layers).all(|(asked, layer)| asked.is(layer, input))
        });
        if !is_same {
            self.times += 1;
            self.place(painter, input, camera, &layers, &keep_out);
            let layers = layers.iter().map(|layer| AskedLayer::of(layer, input)).collect();
            self.asked = Some(Asked { camera: *camera, px_per_pt, lang: input.lang, layers, keep_out });
        }
        for label in &self.placed {
            draw(painter, rect, label, input.colors.ink, input.colors.paper);
        }
    }

    fn place(
        &mut self,
        painter: &egui::Painter,
        input: &MapInput<'_>,
        camera: &Camera,
        layers: &[&MapLayer<'_>],
        keep_out: &[Bounds],
    ) {
        let sources: Vec<LabelSource<'_>> = layers
            .iter()
            .map(|layer| LabelSource {
                id: layer.id,
                layer: layer.layer,
                style: layer.style,
                rows: layer.rows,
                first: first(layer, input),
                priority: priority(layer),
                lang: input.lang,
            })
            .collect();
        self.placed = place_labels(camera, &sources, &self.memory, keep_out, &mut Fonts(painter));
        self.memory = LabelMemory::of(camera, &self.placed);
    }
}

/// Data before the base; of each, what is named from afar before what is named close by: stations before
/// streets.
fn priority(layer: &MapLayer<'_>) -> u8 {
    const DATA: u8 = 128;
    let from_afar = layer.style.label_max_denominator.map_or(63.0, |most| most.max(1.0).log2().min(63.0));
    // Half steps tell scales apart that differ by less than twice.
    let rank = (from_afar * 2.0) as u8;
    if layer.is_base { rank } else { DATA | rank }
}

/// Rows that are labelled before all others: the selected ones.
fn first<'a>(layer: &MapLayer<'_>, input: &MapInput<'a>) -> Option<&'a RowSet> {
    input.selection.filter(|(id, _)| *id == layer.id).map(|(_, rows)| rows)
}

impl AskedLayer {
    fn of(layer: &MapLayer<'_>, input: &MapInput<'_>) -> Self {
        Self {
            id: layer.id,
            layer: Arc::clone(layer.layer),
            style: layer.style.clone(),
            rows: layer.rows.cloned(),
            first: first(layer, input).cloned(),
            is_base: layer.is_base,
        }
    }

    fn is(&self, layer: &MapLayer<'_>, input: &MapInput<'_>) -> bool {
        self.id == layer.id
            && Arc::ptr_eq(&self.layer, layer.layer)
            && self.is_base == layer.is_base
            && self.rows.as_ref() == layer.rows
            && self.first.as_ref() == first(layer, input)
            && self.style == *layer.style
    }
}

fn draw(painter: &egui::Painter, rect: Rect, label: &PlacedLabel, ink: Color32, halo: Color32) {
    let galley =
        painter.layout_no_wrap(label.text.clone(), FontId::proportional(LABEL_PT), Color32::PLACEHOLDER);
    let center = rect.min + Vec2::new(label.center[0] as f32, label.center[1] as f32);
    let angle = label.angle as f32;
    let half = galley.size() / 2.0;
    // The shape turns around its top left corner.
    let corner = center
        - Vec2::new(half.x * angle.cos() - half.y * angle.sin(), half.x * angle.sin() + half.y * angle.cos());
    let text = |offset: Vec2, color: Color32| {
        let pos: Pos2 = corner + offset;
        painter.add(
            TextShape::new(pos, galley.clone(), color).with_override_text_color(color).with_angle(angle),
        );
    };
    let faint = halo.gamma_multiply(0.85);
    for step in 0..8 {
        let direction = f32::from(step as u8) * std::f32::consts::TAU / 8.0;
        text(1.3 * Vec2::angled(direction), faint);
    }
    text(Vec2::ZERO, ink);
}
