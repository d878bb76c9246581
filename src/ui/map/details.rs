//! The long rows of a layer between frames: the mesh that was made for about this view, a coarse one that
//! stands in where it is none, and the wish for another.

use crate::layer::Layer;
use crate::progress::CancelToken;
use crate::render::gpu::{Detail, Mesh, Survey, View, build_detail};
use crate::render::workshop::{Slot, Workshop};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A mesh with what it was made for; `None` for the coarse one.
type Made = (Option<Detail>, Mesh);

pub(super) struct Details {
    key: u64,
    layer: Arc<Layer>,
    survey: Arc<Survey>,
    near: Option<(Detail, Arc<Mesh>)>,
    whole: Option<Arc<Mesh>>,
    /// What was asked for and has not come.
    wish: Option<Detail>,
    wants_whole: bool,
    sender: Sender<Made>,
    made: Receiver<Made>,
}

impl Details {
    /// Of a layer that has long rows.
    pub(super) fn of(key: u64, layer: &Arc<Layer>, survey: &Arc<Survey>) -> Option<Self> {
        if survey.long.is_empty() {
            return None;
        }
        let (sender, made) = channel();
        let (layer, survey) = (layer.clone(), survey.clone());
        Some(Self {
            key,
            layer,
            survey,
            near: None,
            whole: None,
            wish: None,
            wants_whole: false,
            sender,
            made,
        })
    }

    /// The same rows and shapes with other derived columns.
    pub(super) fn belongs_to(&mut self, layer: &Arc<Layer>) {
        self.layer = layer.clone();
    }

    /// Whether something better is still to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.wish.is_some() || self.wants_whole
    }

    /// The mesh to draw in a view; asks for a better one where it is not made for it. `at_once`: what is
    /// missing is made before the answer, as it is for small layers.
    pub(super) fn show(&mut self, view: &View, at_once: bool, workshop: &Workshop) -> Option<Arc<Mesh>> {
        for (detail, mesh) in self.made.try_iter().collect::<Vec<_>>() {
            if let Some(detail) = detail {
                self.wish.take_if(|wish| *wish == detail);
                self.near = Some((detail, Arc::new(mesh)));
            } else {
                self.wants_whole = false;
                self.whole = Some(Arc::new(mesh));
            }
        }
        // A lost device has lost these too.
        self.near.take_if(|(_, mesh)| mesh.data.take_wish());
        self.whole.take_if(|mesh| mesh.data.take_wish());
        let serves = |detail: &Detail| detail.serves(view);
        if !self.near.as_ref().is_some_and(|(detail, _)| serves(detail))
            && !self.wish.as_ref().is_some_and(serves)
        {
            let detail = Detail::of(view);
            if at_once {
                let made = build_detail(&self.layer, &self.survey, &detail, &CancelToken::default());
                self.near = made.map(|mesh| (detail, Arc::new(mesh)));
            } else {
                self.wish = Some(detail);
                self.submit(Slot::Detail(self.key), Some(detail), workshop);
            }
        }
        if let Some((_, mesh)) = self.near.as_ref().filter(|(detail, _)| detail.covers(view)) {
            return Some(mesh.clone());
        }
        if self.whole.is_none() && !self.wants_whole {
            self.wants_whole = true;
            self.submit(Slot::Whole(self.key), None, workshop);
        }
        self.whole.clone()
    }

    fn submit(&self, slot: Slot, wanted: Option<Detail>, workshop: &Workshop) {
        let (layer, survey, sender) = (self.layer.clone(), self.survey.clone(), self.sender.clone());
        let task = move |cancel: &CancelToken| {
            let detail = wanted.unwrap_or_else(|| Detail::whole(&survey));
            if let Some(mesh) = build_detail(&layer, &survey, &detail, cancel) {
                drop(sender.send((wanted, mesh)));
            }
        };
        workshop.submit(slot, Box::new(task));
    }
}
