//! What lies under the pointer: boxes from the index first, then the exact shape.

use super::Camera;
use crate::geometry::BBox;
use crate::layer::{Layer, Part, PartType, RowSet};

/// Rows of a layer under a position of the view, the nearest and smallest first: areas that hold it,
/// lines and points within `reach_pt`. Only rows of `rows`, where given.
pub fn rows_at(
    layer: &Layer,
    rows: Option<&RowSet>,
    camera: &Camera,
    screen: [f64; 2],
    reach_pt: f64,
) -> Vec<u32> {
    let [x, y] = screen;
    let bbox = BBox::of(&[
        camera.lon_lat_from_screen([x - reach_pt, y - reach_pt]),
        camera.lon_lat_from_screen([x + reach_pt, y + reach_pt]),
    ]);
    let mut hits: Vec<(u8, f64, u32)> = layer
        .index
        .rows_in(&bbox)
        .filter(|&row| rows.is_none_or(|rows| rows.contains(row as usize)))
        .filter_map(|row| {
            let shape = layer.shapes.get(row as usize);
            let own = shape.bbox();
            let size = (own.east - own.west) * (own.north - own.south);
            shape
                .parts()
                .filter_map(|part| hit(part, camera, screen, reach_pt))
                // Points before lines before areas; areas by size.
                .map(|(order, distance)| (order, if order == AREA { size } else { distance }, row))
                .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
        })
        .collect();
    hits.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    hits.into_iter().map(|(_, _, row)| row).collect()
}

const POINT: u8 = 0;
const LINE: u8 = 1;
const AREA: u8 = 2;

/// Order and distance in points of a part that is hit.
fn hit(part: Part<'_>, camera: &Camera, screen: [f64; 2], reach_pt: f64) -> Option<(u8, f64)> {
    let to_screen = |&position: &[f64; 2]| camera.screen_from_lon_lat(position);
    match part.part_type {
        PartType::Point => {
            let [x, y] = part.rings().next()?.first().map(to_screen)?;
            let distance = (x - screen[0]).hypot(y - screen[1]);
            (distance <= reach_pt).then_some((POINT, distance))
        }
        PartType::Line => {
            let distance = part
                .rings()
                .flat_map(|line| line.windows(2))
                .map(|pair| distance_to_segment(screen, to_screen(&pair[0]), to_screen(&pair[1])))
                .fold(f64::INFINITY, f64::min);
            (distance <= reach_pt).then_some((LINE, distance))
        }
        PartType::Polygon => {
            // On the screen's plane, where edges are drawn straight: what looks inside is inside.
            let crossings: usize = part
                .rings()
                .map(|ring| {
                    ring.windows(2)
                        .filter(|pair| crosses(screen, to_screen(&pair[0]), to_screen(&pair[1])))
                        .count()
                })
                .sum();
            (crossings % 2 == 1).then_some((AREA, 0.0))
        }
    }
}

/// Whether a ray from `p` to the right meets the segment; even-odd over all rings leaves holes out.
fn crosses(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> bool {
    (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]
}

fn distance_to_segment(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length2 = dx * dx + dy * dy;
    let t = if length2 == 0.0 {
        0.0
    } else {
        (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2).clamp(0.0, 1.0)
    };
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}
