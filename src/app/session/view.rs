//! Bringing features into view.

use super::Session;
use crate::app::{Command, LayerId, View};
use crate::geometry::BBox;

/// Room left around what is brought into view, in points.
const PADDING_PT: f64 = 40.0;

impl Session {
    pub(super) fn zoom_to_layer(&mut self, layer: LayerId) {
        let Some(entry) = self.document.layer(layer) else { return };
        // Which features match is not known yet: the view follows when it is.
        self.zoom_when_filtered = self.is_stale(layer).then_some(layer);
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
            bbox =
                self.document.layers.iter().fold(BBox::EMPTY, |bbox, entry| bbox.union(&entry.layer.bbox()));
        }
        self.fit(&bbox);
    }

    fn bbox_of_map(&self) -> BBox {
        self.document.map_layers().fold(BBox::EMPTY, |bbox, entry| bbox.union(&entry.layer.bbox()))
    }

    /// Brings a box into view; an empty one leaves the camera where it is.
    pub(super) fn fit(&mut self, bbox: &BBox) {
        if bbox.is_empty() {
            return;
        }
        let view = self.view_of(bbox);
        self.jump(view);
        self.fitted = Some((*bbox, view));
    }

    /// Whether a command comes by itself while the window takes its shape, or when it is given another one.
    pub(super) fn comes_with_the_layout(&self, command: &Command) -> bool {
        match command {
            Command::SetViewport { .. } | Command::SetWindowPlace { .. } => true,
            Command::ShowBottom { .. } => self.bottom().open.is_none(),
            _ => false,
        }
    }

    fn is_in_view(&self, bbox: &BBox) -> bool {
        let seen = self.camera().bbox();
        seen.union(bbox) == seen
    }

    fn view_of(&self, bbox: &BBox) -> View {
        let camera = self.camera().fitted(bbox, PADDING_PT, self.viewport_pt);
        View { center: camera.center(), zoom: camera.zoom() }
    }

    /// The map's widget has another size. Middle and scale stay as they are, but that what was brought into
    /// view, as the last that a person did, stays in view and fills what there is: when the first layers open,
    /// panels and window take their size after the view is set.
    pub(super) fn set_viewport(&mut self, size_pt: [f64; 2]) {
        let before = std::mem::replace(&mut self.viewport_pt, size_pt);
        let has_grown = size_pt[0] > before[0] || size_pt[1] > before[1];
        if let Some((bbox, view)) = self.fitted
            && view == self.document.view
            && (has_grown || !self.is_in_view(&bbox))
        {
            let view = self.view_of(&bbox);
            self.settle(view);
            self.fitted = Some((bbox, view));
        }
    }
}
