//! Hatches in legends and lists, drawn as the shader draws them in the map.

use crate::scene::Hatch;
use eframe::egui::{Color32, Painter, Pos2, Rect, Stroke, Vec2, pos2};

/// Between two lines, in points.
const STEP_PT: f32 = 4.5;

/// A small box filled with a hatch in a colour.
pub(in crate::ui) fn hatched_box(painter: &Painter, place: Rect, hatch: Hatch, color: Color32) {
    painter.rect_filled(place, 2.0, color.gamma_multiply(0.25));
    let inside = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    let stroke = Stroke::new(1.6, color);
    let line = |from: Pos2, to: Pos2| {
        inside.line_segment([from, to], stroke);
    };
    let (width, height) = (place.width(), place.height());
    let steps = |room: f32| (0..=(room / STEP_PT) as usize).map(|step| step as f32 * STEP_PT + STEP_PT / 2.0);
    match hatch {
        Hatch::Rising => {
            for x in steps(width + height) {
                line(pos2(place.left() + x, place.top()), pos2(place.left() + x - height, place.bottom()));
            }
        }
        Hatch::Falling => {
            for x in steps(width + height) {
                line(pos2(place.right() - x, place.top()), pos2(place.right() - x + height, place.bottom()));
            }
        }
        Hatch::Level => {
            for y in steps(height) {
                line(pos2(place.left(), place.top() + y), pos2(place.right(), place.top() + y));
            }
        }
        Hatch::Upright => {
            for x in steps(width) {
                line(pos2(place.left() + x, place.top()), pos2(place.left() + x, place.bottom()));
            }
        }
        Hatch::Grid => {
            hatched_lines(place, &line);
        }
        Hatch::Dots => {
            for x in steps(width) {
                for y in steps(height) {
                    inside.circle_filled(place.min + Vec2::new(x, y), 1.4, color);
                }
            }
        }
    }
}

fn hatched_lines(place: Rect, line: &impl Fn(Pos2, Pos2)) {
    let mut at = STEP_PT / 2.0;
    while at < place.width() {
        line(pos2(place.left() + at, place.top()), pos2(place.left() + at, place.bottom()));
        line(pos2(place.left(), place.top() + at), pos2(place.right(), place.top() + at));
        at += STEP_PT;
    }
}
