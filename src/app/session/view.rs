//! Bringing features into view.

use super::Session;
use crate::app::{LayerId, View};
use crate::geometry::BBox;

/// Room left around what is brought into view, in points.
const PADDING_PT: f64 = 40.0;
/// The closest that bringing something into view goes.
const MAX_FIT_ZOOM: f64 = 17.0;

impl Session {
    pub(super) fn zoom_to_layer(&mut self, layer: LayerId) {
        let Some(entry) = self.document.layer(layer) else { return };
        let mut bbox = BBox::EMPTY;
        match self.derived.get(&layer) {
            Some(derived) if derived.matching > 0 && derived.matching < entry.layer.len() => {
                for row in derived.rows.iter() {
                    bbox = bbox.union(&entry.layer.shapes.get(row).bbox());
                }
            }
            _ => bbox = entry.layer.bbox(),
        }
        self.fit(&bbox);
    }

    pub(super) fn zoom_to_selection(&mut self) {
        let bbox = self.document.selection.iter().fold(BBox::EMPTY, |bbox, feature| {
            self.document
                .layer(feature.layer)
                .map_or(bbox, |entry| bbox.union(&entry.layer.shapes.get(feature.row as usize).bbox()))
        });
        self.fit(&bbox);
    }

    pub(super) fn zoom_to_all(&mut self) {
        let mut bbox = self.bbox_of_map();
        if bbox.is_empty() {
            bbox = self.document.layers.iter().fold(BBox::EMPTY, |bbox, entry| bbox.union(&entry.layer.bbox()));
        }
        self.fit(&bbox);
    }

    fn bbox_of_map(&self) -> BBox {
        self.document.map_layers().fold(BBox::EMPTY, |bbox, entry| bbox.union(&entry.layer.bbox()))
    }

    /// Brings a box into view; an empty one leaves the camera where it is.
    pub(super) fn fit(&mut self, bbox: &BBox) {
        if let Some(view) = fitted(bbox, self.viewport_pt) {
            self.document.view = view;
        }
    }
}

/// The view that shows a whole box in a widget of a size; `None` where the box is empty.
fn fitted(bbox: &BBox, [width_pt, height_pt]: [f64; 2]) -> Option<View> {
    if bbox.is_empty() {
        return None;
    }
    let (west, south) = mercator([bbox.west, bbox.south]);
    let (east, north) = mercator([bbox.east, bbox.north]);
    let (room_x, room_y) =
        ((width_pt - 2.0 * PADDING_PT).max(50.0), (height_pt - 2.0 * PADDING_PT).max(50.0));
    // Shares of the world; a point has none and stops at the closest zoom.
    let zoom_x = (room_x / (256.0 * (east - west).max(1e-12))).log2();
    let zoom_y = (room_y / (256.0 * (north - south).max(1e-12))).log2();
    let middle = f64::midpoint(south, north);
    let latitude = (std::f64::consts::PI * (2.0 * middle - 1.0)).sinh().atan().to_degrees();
    Some(View {
        center: [f64::midpoint(bbox.west, bbox.east), latitude],
        zoom: zoom_x.min(zoom_y).clamp(0.0, MAX_FIT_ZOOM),
    })
}

/// Web Mercator as shares of the world's width, north up.
fn mercator([lon, lat]: [f64; 2]) -> (f64, f64) {
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    ((lon + 180.0) / 360.0, f64::midpoint(1.0, lat.tan().asinh() / std::f64::consts::PI))
}
