//! Going to places: a feature that was found, a typed position, a bookmark.

use super::Session;
use crate::app::{Bookmark, FeatureRef, SelectMode, View};
use crate::diagnostic::Diagnostic;
use crate::geometry::BBox;

/// The share of the view that a feature is given when it is gone to: with what lies around it.
const SHARE_OF_VIEW: f64 = 0.4;
/// A single position is shown no nearer than this.
const NEAREST_ZOOM: f64 = 16.5;
/// A typed position is shown at least this near.
const FARTHEST_ZOOM: f64 = 15.0;

impl Session {
    /// A position that a person typed: longitude and latitude, until it is dismissed.
    pub fn pin(&self) -> Option<[f64; 2]> {
        self.pin
    }

    pub(super) fn go_to_feature(&mut self, feature: FeatureRef) {
        let Some(entry) = self.document.layer(feature.layer) else { return };
        if feature.row as usize >= entry.layer.len() {
            return;
        }
        let (map, is_visible) = (entry.map, entry.visible);
        let bbox = entry.layer.shapes.get(feature.row as usize).bbox();
        let name = entry.title.clone();
        if !is_visible {
            self.set_visible(feature.layer, true);
        }
        self.jump_to_map(map, |session| {
            session.document.chosen = Some(feature.layer);
            session.select(&[feature], SelectMode::Replace);
            session.well_in_view(&bbox)
        });
        if bbox.is_empty() {
            self.notify(Diagnostic::notice("find-no-geometry").with("name", name));
        }
    }

    /// The view that shows a box with what lies around it; an empty one leaves the camera where it is.
    pub(super) fn well_in_view(&self, bbox: &BBox) -> View {
        if bbox.is_empty() {
            return self.document.view;
        }
        let [width, height] = self.viewport_pt;
        let padding_pt = width.min(height) * (1.0 - SHARE_OF_VIEW) / 2.0;
        let camera = self.camera().fitted(bbox, padding_pt, self.viewport_pt);
        View { center: camera.center(), zoom: camera.zoom().min(NEAREST_ZOOM) }
    }

    pub(super) fn go_to_coordinate(&mut self, lon_lat: [f64; 2]) {
        let camera = self.camera().with_center(lon_lat);
        self.pin = Some(lon_lat);
        self.jump(View { center: camera.center(), zoom: camera.zoom().max(FARTHEST_ZOOM) });
    }

    /// Scales by steps around the middle.
    pub(super) fn zoom_by(&mut self, steps: f64) {
        let camera = self.camera();
        let zoomed = camera.with_zoom(camera.zoom() + steps);
        self.set_view(View { center: zoomed.center(), zoom: zoomed.zoom() });
    }

    pub(super) fn add_bookmark(&mut self, name: &str) {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return;
        }
        let (map, view) = (self.document.map, self.document.view);
        self.edit("command-add-bookmark", None, |document| {
            let id = document.bookmarks.iter().map(|bookmark| bookmark.id + 1).max().unwrap_or(0);
            document.bookmarks.push(Bookmark { id, name, map, view });
        });
    }

    pub(super) fn go_to_bookmark(&mut self, id: u32) {
        let Some(bookmark) = self.document.bookmarks.iter().find(|bookmark| bookmark.id == id) else {
            return;
        };
        let (map, view) = (bookmark.map, bookmark.view);
        self.jump_to_map(map, |_| view);
    }

    pub(super) fn rename_bookmark(&mut self, id: u32, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        self.edit("command-rename-bookmark", None, |document| {
            if let Some(bookmark) = document.bookmarks.iter_mut().find(|bookmark| bookmark.id == id) {
                name.clone_into(&mut bookmark.name);
            }
        });
    }

    pub(super) fn remove_bookmark(&mut self, id: u32) {
        self.edit("command-remove-bookmark", None, |document| {
            document.bookmarks.retain(|bookmark| bookmark.id != id);
        });
    }
}
