//! Where the camera has been: back and forward.
//!
//! No clock decides. A view is remembered when the camera has left it: its middle by more than a third
//! of what it showed, or its scale by half a zoom step. Jumps (zoom to, go to) always remember.

use super::Session;
use crate::app::View;
use crate::maps::schema::MapKind;
use crate::scene::Camera;

/// Views that are remembered.
const CAPACITY: usize = 100;
/// The share of the view's width or height that its middle may move.
const SHARE: f64 = 1.0 / 3.0;
/// Steps that its zoom may change by.
const ZOOM_STEPS: f64 = 0.5;

/// A view and the map it was of.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    map: MapKind,
    view: View,
}

/// Views before and after the one that shows.
#[derive(Debug, Default)]
pub(super) struct ViewHistory {
    past: Vec<Spot>,
    future: Vec<Spot>,
    /// The view that the camera has not left yet; none before anything was shown.
    anchor: Option<Spot>,
}

impl ViewHistory {
    fn remember(&mut self, spot: Spot) {
        self.future.clear();
        if self.past.last() != Some(&spot) {
            self.past.push(spot);
            if self.past.len() > CAPACITY {
                self.past.remove(0);
            }
        }
    }
}

impl Session {
    /// The camera of the map widget.
    pub(super) fn camera(&self) -> Camera {
        Camera::new(self.document.view.center, self.document.view.zoom, self.viewport_pt)
    }

    fn spot(&self) -> Spot {
        Spot { map: self.document.map, view: self.document.view }
    }

    /// Whether there is a view to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.views.past.is_empty()
    }

    /// Whether there is a view to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.views.future.is_empty()
    }

    /// Moves the camera, by a hand on the map.
    pub(super) fn set_view(&mut self, view: View) {
        let here = self.spot();
        let anchor = *self.views.anchor.get_or_insert(here);
        self.document.view = view;
        if self.has_left(&anchor.view, &view) {
            self.views.remember(anchor);
            self.views.anchor = Some(self.spot());
        }
    }

    /// Moves the camera to another place at once. The first one of all leaves nothing behind.
    pub(super) fn jump(&mut self, view: View) {
        let here = self.spot();
        self.jump_from(here, view);
    }

    /// Moves the camera within the same step: the place is the same, seen through a map of another size.
    pub(super) fn settle(&mut self, view: View) {
        self.document.view = view;
        self.views.anchor = Some(self.spot());
    }

    /// As [`Self::jump`], where the map was switched on the way.
    fn jump_from(&mut self, here: Spot, view: View) {
        self.document.view = view;
        let there = self.spot();
        if self.views.anchor.is_some() && here != there {
            self.views.remember(here);
        }
        self.views.anchor = Some(there);
    }

    /// Shows a place of another map: switches there, and remembers map and view as one step.
    pub(super) fn jump_to_map(&mut self, map: MapKind, view: impl FnOnce(&mut Self) -> View) {
        let here = self.spot();
        if map != MapKind::Base && map != self.document.map {
            self.switch_map(map);
        }
        let view = view(self);
        self.jump_from(here, view);
    }

    pub(super) fn go_back(&mut self) {
        if let Some(spot) = self.views.past.pop() {
            let here = self.spot();
            self.views.future.push(here);
            self.look_at(spot);
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(spot) = self.views.future.pop() {
            let here = self.spot();
            self.views.past.push(here);
            self.look_at(spot);
        }
    }

    fn look_at(&mut self, spot: Spot) {
        if spot.map != self.document.map {
            self.switch_map(spot.map);
        }
        self.document.view = spot.view;
        self.views.anchor = Some(spot);
    }

    fn has_left(&self, from: &View, to: &View) -> bool {
        let camera = Camera::new(from.center, from.zoom, self.viewport_pt);
        let [x, y] = camera.screen_from_lon_lat(to.center);
        let [width, height] = self.viewport_pt;
        (x / width - 0.5).abs() > SHARE
            || (y / height - 0.5).abs() > SHARE
            || (to.zoom - from.zoom).abs() > ZOOM_STEPS
    }
}
