//! A camera on its way to another.

use super::Camera;
use super::mercator::lon_lat_from_world;

impl Camera {
    /// Between this camera (share 0) and another (share 1), in this one's size. Its zoom goes evenly;
    /// its middle goes so that one place stays where it is on the screen, as under a zooming hand, and
    /// evenly where the zoom is the same.
    #[must_use]
    pub fn towards(self, to: &Self, share: f64) -> Self {
        let zoom = self.zoom() + (to.zoom() - self.zoom()) * share;
        // Metres a point covers, from one to the other: the middle moves in proportion.
        let (scale_from, scale_to, scale) = ((-self.zoom()).exp2(), (-to.zoom()).exp2(), (-zoom).exp2());
        let rest = if (scale_from - scale_to).abs() > 1e-9 * scale_from {
            (scale - scale_to) / (scale_from - scale_to)
        } else {
            1.0 - share
        };
        let ([x_from, y_from], [x_to, y_to]) = (self.world_center(), to.world_center());
        let center = lon_lat_from_world([x_to + (x_from - x_to) * rest, y_to + (y_from - y_to) * rest]);
        self.with_zoom(zoom).with_center(center)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(lon: f64, lat: f64, zoom: f64) -> Camera {
        Camera::new([lon, lat], zoom, [900.0, 600.0])
    }

    #[test]
    fn it_begins_and_ends_at_the_two_cameras() {
        let (from, to) = (camera(120.3, 30.2, 12.0), camera(120.4, 30.4, 16.0));
        for (share, end) in [(0.0, from), (1.0, to)] {
            let at = from.towards(&to, share);
            assert!((at.zoom() - end.zoom()).abs() < 1e-9);
            for axis in 0..2 {
                assert!((at.center()[axis] - end.center()[axis]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_place_stays_on_the_screen_while_zooming() {
        let (from, to) = (camera(120.3, 30.2, 12.0), camera(120.31, 30.21, 16.0));
        // The place that both show at the same point of the view.
        let still = (0..2000)
            .map(|step| from.world_from_screen([f64::from(step), 0.0])[0])
            .min_by(|a, b| {
                let moved =
                    |x: f64| (from.screen_from_world([x, 0.0])[0] - to.screen_from_world([x, 0.0])[0]).abs();
                moved(*a).total_cmp(&moved(*b))
            })
            .unwrap();
        let before = from.screen_from_world([still, 0.0])[0];
        for share in [0.2, 0.5, 0.9] {
            let now = from.towards(&to, share).screen_from_world([still, 0.0])[0];
            assert!((now - before).abs() < 20.0, "{share}: {before} {now}");
        }
    }

    #[test]
    fn without_zoom_it_goes_evenly() {
        let (from, to) = (camera(120.0, 30.0, 12.0), camera(121.0, 30.0, 12.0));
        assert!((from.towards(&to, 0.25).center()[0] - 120.25).abs() < 1e-9);
    }
}
