//! The scale bar: a round length on the ground (1, 2 or 5 times a power of ten) and how long it is drawn.

use super::Camera;
use geo::{Distance, Geodesic, Point};

/// A scale bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// The length that it stands for, in metres along the ellipsoid.
    pub length_m: f64,
    /// Its width on the screen in points.
    pub width_pt: f64,
}

impl ScaleBar {
    /// The longest bar of at most `max_width_pt` that is right in the middle of the view.
    pub fn at_middle(camera: &Camera, max_width_pt: f64) -> Self {
        let [width_pt, height_pt] = camera.size_pt();
        // Measured over 100 points around the middle: Web Mercator's stretch is the same along a parallel.
        let half = 50.0;
        let place = |dx: f64| {
            let [lon, lat] = camera.lon_lat_from_screen([width_pt / 2.0 + dx, height_pt / 2.0]);
            Point::new(lon, lat)
        };
        let m_per_pt = (Geodesic.distance(place(-half), place(half)) / (2.0 * half)).max(1e-6);
        let length_m = round_down(m_per_pt * max_width_pt);
        Self { length_m, width_pt: length_m / m_per_pt }
    }

    /// The length as text: `500 m`, `2 km`.
    pub fn text(&self) -> String {
        if self.length_m >= 1000.0 {
            format!("{} km", self.length_m / 1000.0)
        } else {
            format!("{} m", self.length_m)
        }
    }
}

/// The greatest 1, 2 or 5 times a power of ten that is not above a length.
fn round_down(length: f64) -> f64 {
    let power = 10_f64.powf(length.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|&round| round <= length).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_one_two_five() {
        for (length, round) in [(1.0, 1.0), (1.99, 1.0), (2.1, 2.0), (49.0, 20.0), (730.0, 500.0)] {
            assert!((round_down(length) - round).abs() < 1e-9, "{length}");
        }
    }

    #[test]
    fn the_bar_is_geodesic_at_the_middle() {
        let camera = Camera::new([120.35, 30.30], 14.0, [1000.0, 700.0]);
        let bar = ScaleBar::at_middle(&camera, 140.0);
        assert!(bar.width_pt <= 140.0 && bar.width_pt > 50.0);
        let a = camera.lon_lat_from_screen([500.0 - bar.width_pt / 2.0, 350.0]);
        let b = camera.lon_lat_from_screen([500.0 + bar.width_pt / 2.0, 350.0]);
        let length = Geodesic.distance(Point::new(a[0], a[1]), Point::new(b[0], b[1]));
        assert!((length / bar.length_m - 1.0).abs() < 1e-6, "{length} {}", bar.length_m);
        // The sphere of Web Mercator would be off by about 0.2 % here.
        assert_eq!(bar.text(), "1 km");
    }
}
