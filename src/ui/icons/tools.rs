//! Icons of the map's tools.

use super::{Icon, Pen};
use std::f32::consts::TAU;

/// Draws the icon of a tool.
pub(super) fn paint(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::Pointer => {
            let arrow = [(3.0, 2.5), (12.8, 7.6), (8.4, 8.8), (6.4, 13.0)];
            pen.closed(&arrow);
            pen.line(&[(8.4, 8.8), (12.6, 13.2)]);
        }
        Icon::Box => {
            pen.closed(&[(2.5, 4.0), (13.5, 4.0), (13.5, 12.0), (2.5, 12.0)]);
            pen.dot((2.5, 4.0), 1.4);
            pen.dot((13.5, 12.0), 1.4);
        }
        Icon::Polygon => {
            let corners = [(8.0, 2.2), (13.8, 6.4), (11.6, 13.2), (4.4, 13.2), (2.2, 6.4)];
            pen.closed(&corners);
            for corner in corners {
                pen.dot(corner, 1.3);
            }
        }
        Icon::Radius => {
            pen.circle((8.0, 8.0), 5.8);
            pen.dot((8.0, 8.0), 1.2);
            pen.line(&[(8.0, 8.0), (12.1, 3.9)]);
        }
        Icon::Ruler => {
            pen.line(&[(2.2, 8.0), (13.8, 8.0)]);
            pen.line(&[(5.0, 5.2), (2.2, 8.0), (5.0, 10.8)]);
            pen.line(&[(11.0, 5.2), (13.8, 8.0), (11.0, 10.8)]);
        }
        Icon::Area => {
            let corners = [(3.0, 3.5), (13.2, 2.8), (12.4, 12.8), (4.4, 13.4)];
            pen.closed(&corners);
            // Hatched: the ground is what is measured.
            pen.line(&[(3.6, 8.6), (9.0, 3.2)]);
            pen.line(&[(4.6, 12.6), (12.8, 5.2)]);
            pen.line(&[(8.6, 13.0), (12.6, 9.4)]);
        }
        Icon::Play => pen.closed(&[(5.0, 3.0), (12.8, 8.0), (5.0, 13.0)]),
        Icon::Pause => {
            pen.line(&[(5.8, 3.5), (5.8, 12.5)]);
            pen.line(&[(10.2, 3.5), (10.2, 12.5)]);
        }
        // A dashed ring around what is selected.
        _ => {
            for step in 0..6 {
                let at = |part: f32| {
                    let (sin, cos) = ((step as f32 + part) * TAU / 6.0).sin_cos();
                    (8.0 + 5.8 * cos, 8.0 + 5.8 * sin)
                };
                pen.line(&[at(0.0), at(0.3), at(0.6)]);
            }
            pen.closed(&[(5.8, 5.8), (10.2, 5.8), (10.2, 10.2), (5.8, 10.2)]);
        }
    }
}
