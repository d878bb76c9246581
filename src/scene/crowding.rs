//! Points that would cover each other shrink: at a scale where a layer's points had to lie on one
//! another, each is drawn smaller, so that density can be seen and not only colour.

use super::{Camera, mercator};
use crate::geometry::BBox;

/// The share of the layer's box that points may cover at their full size.
const COVERED: f64 = 0.25;
/// So few points never shrink: each can be told.
const FEW: usize = 100;
/// A point shrinks to no less than this share of its size.
pub const LEAST_POINT_SCALE: f32 = 0.5;

/// By how much to scale `count` points of a diameter, spread over `bbox`, as a camera shows them: 1
/// where there is room, less where they crowd.
pub fn point_scale(count: usize, bbox: &BBox, size_px: f32, camera: &Camera) -> f32 {
    let world = mercator::world_from_bbox(bbox);
    if world.is_empty() || count <= FEW {
        return 1.0;
    }
    let side_pt = |metres: f64| (metres / camera.world_m_per_pt()).max(1.0);
    let room_pt2 = side_pt(world.east - world.west) * side_pt(world.north - world.south);
    let covered = count as f64 * f64::from(size_px).powi(2) / room_pt2;
    if covered <= COVERED { 1.0 } else { ((COVERED / covered).sqrt() as f32).max(LEAST_POINT_SCALE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: BBox = BBox { west: 120.30, south: 30.27, east: 120.40, north: 30.33 };

    fn at(zoom: f64) -> Camera {
        Camera::new([120.35, 30.30], zoom, [900.0, 600.0])
    }

    #[test]
    fn a_few_points_keep_their_size_at_every_scale_that_shows_them() {
        assert!((point_scale(60, &TOWN, 9.0, &at(12.0)) - 1.0).abs() < 1e-6);
        assert!((point_scale(60, &BBox::of(&[[120.3, 30.3]]), 9.0, &at(3.0)) - 1.0).abs() < 1e-6);
        assert!((point_scale(9, &BBox::EMPTY, 9.0, &at(12.0)) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn many_shrink_as_they_come_together_and_never_below_half() {
        let sizes: Vec<f32> = [17.0, 15.0, 14.0, 13.0, 12.0, 9.0]
            .map(|zoom| point_scale(14_800, &TOWN, 5.0, &at(zoom)))
            .to_vec();
        assert!((sizes[0] - 1.0).abs() < 1e-6, "{sizes:?}");
        assert!(sizes.windows(2).all(|pair| pair[1] <= pair[0]), "{sizes:?}");
        assert!((sizes[5] - 0.5).abs() < 1e-6, "{sizes:?}");
    }
}
