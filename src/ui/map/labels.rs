//! Labels over the map: placed by `scene`, measured and drawn with egui's fonts, with a halo so that
//! they stand on any ground.

use super::MapInput;
use crate::scene::Camera;
use crate::scene::labels::{LabelSource, MeasureText, PlacedLabel, place_labels};
use eframe::egui::{self, Color32, FontId, Pos2, Rect, Vec2};
use eframe::epaint::TextShape;
use std::collections::BTreeSet;

/// Size of labels in points.
const LABEL_PT: f32 = 12.0;

struct Fonts<'a>(&'a egui::Painter);

impl MeasureText for Fonts<'_> {
    fn size_pt(&mut self, text: &str) -> [f64; 2] {
        let galley = self.0.layout_no_wrap(text.to_owned(), FontId::proportional(LABEL_PT), Color32::BLACK);
        [f64::from(galley.size().x), f64::from(galley.size().y)]
    }
}

/// Places and draws this frame's labels; `before` is what stood in the last frame and is brought up to
/// date.
pub(super) fn show(
    painter: &egui::Painter,
    rect: Rect,
    input: &MapInput<'_>,
    camera: &Camera,
    before: &mut BTreeSet<(u32, u32)>,
) {
    let denominator = camera.scale_denominator();
    let sources: Vec<LabelSource<'_>> = input
        .layers
        .iter()
        .filter(|layer| {
            layer.visible && layer.style.shows_at(denominator) && layer.style.labels_at(denominator)
        })
        .map(|layer| LabelSource {
            id: layer.id,
            layer: layer.layer,
            style: layer.style,
            rows: layer.rows,
            first: input.selection.filter(|(id, _)| *id == layer.id).map(|(_, rows)| rows),
            priority: u8::from(!layer.is_base),
        })
        .collect();
    let placed = place_labels(camera, &sources, before, &mut Fonts(painter));
    *before = placed.iter().map(|label| label.of).collect();
    for label in &placed {
        draw(painter, rect, label, input.colors.ink, input.colors.paper);
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
