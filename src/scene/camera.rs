//! The camera: which part of the world a view shows. A value; every move gives a new one.
//!
//! Three spaces: degrees (longitude, latitude), world (Web Mercator metres, y up) and screen (points
//! of the view, y down, origin at its top left).

use super::mercator::{
    HALF_WORLD_M, MAX_LATITUDE, lon_lat_from_world, stretch_at, world_from_bbox, world_from_lon_lat,
};
use crate::geometry::BBox;
use serde::{Deserialize, Serialize};

/// The whole world on 256 points.
pub const MIN_ZOOM: f64 = 0.0;
/// About 3 mm a point.
pub const MAX_ZOOM: f64 = 24.0;

/// The size of the world at zoom 0, in points.
const TILE_PT: f64 = 256.0;
/// OGC's "standardised rendering pixel size", 0.28 mm (07-057r7 WMTS 1.0, section 6.1).
const PIXEL_M: f64 = 0.000_28;

/// Where a view looks and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// Longitude and latitude at the middle, in degrees.
    center: [f64; 2],
    /// Each step doubles the scale; 0 shows the world on 256 points.
    zoom: f64,
    /// Width and height of the view in points.
    size_pt: [f64; 2],
}

impl Default for Camera {
    /// The town, until something else is fitted.
    fn default() -> Self {
        Self::new([120.35, 30.30], 12.5, [800.0, 600.0])
    }
}

impl Camera {
    /// A camera over a longitude and latitude; what is not finite or out of range is brought back.
    pub fn new(center: [f64; 2], zoom: f64, size_pt: [f64; 2]) -> Self {
        Self { center: [0.0, 0.0], zoom: MIN_ZOOM, size_pt: [1.0, 1.0] }
            .with_size(size_pt)
            .with_zoom(zoom)
            .with_center(center)
    }

    /// Longitude and latitude at the middle.
    pub fn center(&self) -> [f64; 2] {
        self.center
    }

    /// The zoom level.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Width and height of the view in points.
    pub fn size_pt(&self) -> [f64; 2] {
        self.size_pt
    }

    /// The same with another middle.
    #[must_use]
    pub fn with_center(self, [lon, lat]: [f64; 2]) -> Self {
        if !(lon.is_finite() && lat.is_finite()) {
            return self;
        }
        Self { center: [lon.clamp(-180.0, 180.0), lat.clamp(-MAX_LATITUDE, MAX_LATITUDE)], ..self }
    }

    /// The same at another zoom level.
    #[must_use]
    pub fn with_zoom(self, zoom: f64) -> Self {
        if !zoom.is_finite() {
            return self;
        }
        Self { zoom: zoom.clamp(MIN_ZOOM, MAX_ZOOM), ..self }
    }

    /// The same for a view of another size.
    #[must_use]
    pub fn with_size(self, [width_pt, height_pt]: [f64; 2]) -> Self {
        if !(width_pt.is_finite() && height_pt.is_finite()) {
            return self;
        }
        Self { size_pt: [width_pt.max(1.0), height_pt.max(1.0)], ..self }
    }

    /// Web Mercator metres that one point covers.
    pub fn world_m_per_pt(&self) -> f64 {
        2.0 * HALF_WORLD_M / (TILE_PT * self.zoom.exp2())
    }

    /// Metres on the ground that one point covers at the middle.
    pub fn ground_m_per_pt(&self) -> f64 {
        self.world_m_per_pt() / stretch_at(self.center[1])
    }

    /// The scale's denominator at the middle: 22,000 for 1:22,000, on pixels of 0.28 mm.
    pub fn scale_denominator(&self) -> f64 {
        self.ground_m_per_pt() / PIXEL_M
    }

    /// The middle in Web Mercator metres.
    pub fn world_center(&self) -> [f64; 2] {
        world_from_lon_lat(self.center)
    }

    /// Points of the view from Web Mercator metres.
    pub fn screen_from_world(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [center_x, center_y] = self.world_center();
        let scale = 1.0 / self.world_m_per_pt();
        [
            (x - center_x).mul_add(scale, self.size_pt[0] / 2.0),
            (center_y - y).mul_add(scale, self.size_pt[1] / 2.0),
        ]
    }

    /// Web Mercator metres from points of the view.
    pub fn world_from_screen(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [center_x, center_y] = self.world_center();
        let scale = self.world_m_per_pt();
        [
            (x - self.size_pt[0] / 2.0).mul_add(scale, center_x),
            (self.size_pt[1] / 2.0 - y).mul_add(scale, center_y),
        ]
    }

    /// Points of the view from longitude and latitude.
    pub fn screen_from_lon_lat(&self, lon_lat: [f64; 2]) -> [f64; 2] {
        self.screen_from_world(world_from_lon_lat(lon_lat))
    }

    /// Longitude and latitude from points of the view.
    pub fn lon_lat_from_screen(&self, screen: [f64; 2]) -> [f64; 2] {
        lon_lat_from_world(self.world_from_screen(screen))
    }

    /// The box in degrees that the view shows.
    pub fn bbox(&self) -> BBox {
        BBox::of(&[self.lon_lat_from_screen([0.0, 0.0]), self.lon_lat_from_screen(self.size_pt)])
    }

    /// The box in Web Mercator metres that the view shows.
    pub fn world_bbox(&self) -> BBox {
        BBox::of(&[self.world_from_screen([0.0, 0.0]), self.world_from_screen(self.size_pt)])
    }

    /// Moved with the hand: what was at `(0, 0)` of the view is then at `(dx, dy)`.
    #[must_use]
    pub fn panned(self, dx_pt: f64, dy_pt: f64) -> Self {
        let middle = [self.size_pt[0] / 2.0 - dx_pt, self.size_pt[1] / 2.0 - dy_pt];
        self.with_center(self.lon_lat_from_screen(middle))
    }

    /// Scaled by `factor` (2 doubles) with the position under `pointer` staying there.
    #[must_use]
    pub fn zoomed_at(self, pointer: [f64; 2], factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return self;
        }
        let zoomed = self.with_zoom(self.zoom + factor.log2());
        // Where the anchor went, move it back.
        let [now_x, now_y] = zoomed.screen_from_world(self.world_from_screen(pointer));
        zoomed.panned(pointer[0] - now_x, pointer[1] - now_y)
    }

    /// Looking at a box in degrees, all of it, with `padding_pt` free on each side, in a view of the
    /// given size. An empty box changes only the size; a single position is shown at zoom 17 or less.
    #[must_use]
    pub fn fitted(self, bbox: &BBox, padding_pt: f64, size_pt: [f64; 2]) -> Self {
        let resized = self.with_size(size_pt);
        let world = world_from_bbox(bbox);
        if world.is_empty() {
            return resized;
        }
        let room = |size: f64| (size - 2.0 * padding_pt).max(16.0);
        let m_per_pt = ((world.east - world.west) / room(resized.size_pt[0]))
            .max((world.north - world.south) / room(resized.size_pt[1]));
        let zoom = (2.0 * HALF_WORLD_M / (TILE_PT * m_per_pt)).log2().min(17.0);
        resized.with_zoom(zoom).with_center(lon_lat_from_world(world.center()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: [f64; 2], b: [f64; 2], tolerance: f64) -> bool {
        (a[0] - b[0]).abs() <= tolerance && (a[1] - b[1]).abs() <= tolerance
    }

    fn town() -> Camera {
        Camera::new([120.35, 30.30], 13.0, [1000.0, 700.0])
    }

    #[test]
    fn the_middle_of_the_view_is_the_centre() {
        assert!(near(town().screen_from_lon_lat([120.35, 30.30]), [500.0, 350.0], 1e-6));
        let north = town().screen_from_lon_lat([120.35, 30.31]);
        assert!(north[1] < 350.0, "north is up");
    }

    #[test]
    fn panning_moves_what_was_under_the_hand() {
        let before = town();
        let place = before.lon_lat_from_screen([200.0, 300.0]);
        let after = before.panned(70.0, -20.0);
        assert!(near(after.screen_from_lon_lat(place), [270.0, 280.0], 1e-6));
    }

    #[test]
    fn a_fitted_box_is_inside_and_touches_the_padding() {
        let bbox = BBox::new(120.30, 30.27, 120.40, 30.33);
        let camera = town().fitted(&bbox, 40.0, [900.0, 600.0]);
        let [left, bottom] = camera.screen_from_lon_lat([bbox.west, bbox.south]);
        let [right, top] = camera.screen_from_lon_lat([bbox.east, bbox.north]);
        assert!(left >= 40.0 - 1e-6 && right <= 860.0 + 1e-6 && top >= 40.0 - 1e-6 && bottom <= 560.0 + 1e-6);
        assert!((left - 40.0).abs() < 1e-6 || (top - 40.0).abs() < 1e-6);
    }

    #[test]
    fn an_empty_box_leaves_the_view_and_a_single_position_does_not_zoom_to_the_end() {
        assert_eq!(town().fitted(&BBox::EMPTY, 20.0, [1000.0, 700.0]), town());
        let one = town().fitted(&BBox::of(&[[120.3, 30.2]]), 20.0, [1000.0, 700.0]);
        assert!(near(one.center(), [120.3, 30.2], 1e-9));
        assert!((one.zoom() - 17.0).abs() < 1e-9);
    }

    #[test]
    fn values_that_are_no_numbers_change_nothing() {
        assert_eq!(town().with_center([f64::NAN, 0.0]), town());
        assert_eq!(town().with_zoom(f64::INFINITY), town());
        assert_eq!(town().zoomed_at([0.0, 0.0], 0.0), town());
    }

    #[test]
    fn the_scale_at_the_equator_is_the_one_of_wmts() {
        // 07-057r7, annex E.4, GoogleMapsCompatible: level 0 is 1:559,082,264.029
        let camera = Camera::new([0.0, 0.0], 0.0, [256.0, 256.0]);
        assert!((camera.scale_denominator() / 559_082_264.028_717_8 - 1.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn degrees_to_screen_and_back(
            // From this zoom on the whole view lies on the world, which ends at 85.05°.
            lon in -170.0..170.0f64, lat in -84.0..84.0f64, zoom in 6.0..20.0f64,
            x in 0.0..1200.0f64, y in 0.0..800.0f64,
        ) {
            let camera = Camera::new([lon, lat], zoom, [1200.0, 800.0]);
            let back = camera.screen_from_lon_lat(camera.lon_lat_from_screen([x, y]));
            prop_assert!(near(back, [x, y], 1e-4), "{back:?}");
        }

        #[test]
        fn zooming_keeps_the_place_under_the_pointer(
            x in 0.0..1000.0f64, y in 0.0..700.0f64, factor in 0.2..5.0f64,
        ) {
            let before = town();
            let place = before.lon_lat_from_screen([x, y]);
            let after = before.zoomed_at([x, y], factor);
            prop_assert!(near(after.screen_from_lon_lat(place), [x, y], 1e-4));
        }
    }
}
