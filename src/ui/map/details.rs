//! Long rows, of a layer or of what is chosen, between frames: the mesh that was made for about this view, a coarse one that
//! stands in where it is none, and the wish for another.

use crate::layer::Layer;
use crate::progress::CancelToken;
use crate::render::gpu::{Detail, LongRows, Mesh, View, build_detail};
use crate::render::workshop::{Slot, Workshop};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// So often in a row a build may break down before no other is tried.
const MOST_FAILURES: u8 = 3;

/// What became of a build.
struct Made {
    /// What it was for; `None` for the coarse mesh.
    wanted: Option<Detail>,
    /// `None` where it was stopped, was never begun or broke down.
    mesh: Option<Mesh>,
    has_failed: bool,
}

/// Tells of a build when it is over, however it ends.
struct Answer {
    wanted: Option<Detail>,
    mesh: Option<Mesh>,
    sender: Sender<Made>,
}

impl Drop for Answer {
    fn drop(&mut self) {
        let (wanted, mesh) = (self.wanted, self.mesh.take());
        drop(self.sender.send(Made { wanted, mesh, has_failed: std::thread::panicking() }));
    }
}

pub(super) struct Details {
    key: u64,
    layer: Arc<Layer>,
    long: Arc<LongRows>,
    near: Option<(Detail, Arc<Mesh>)>,
    whole: Option<Arc<Mesh>>,
    /// What was asked for and has not come.
    wish: Option<Detail>,
    wants_whole: bool,
    /// Builds that broke down since the last that did not.
    failures: u8,
    sender: Sender<Made>,
    made: Receiver<Made>,
}

impl Details {
    /// Of the long rows of a layer, where there are any. The key names the builds: newer ones of the same
    /// stop older ones.
    pub(super) fn of(key: u64, layer: &Arc<Layer>, long: LongRows) -> Option<Self> {
        if long.is_empty() {
            return None;
        }
        let (sender, made) = channel();
        let (layer, long) = (layer.clone(), Arc::new(long));
        Some(Self {
            key,
            layer,
            long,
            near: None,
            whole: None,
            wish: None,
            wants_whole: false,
            failures: 0,
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
        self.take_answers();
        // A lost device has lost these too.
        self.near.take_if(|(_, mesh)| mesh.data.take_wish());
        self.whole.take_if(|mesh| mesh.data.take_wish());
        let serves = |detail: &Detail| detail.serves(view);
        if !self.near.as_ref().is_some_and(|(detail, _)| serves(detail))
            && !self.wish.as_ref().is_some_and(serves)
        {
            let detail = Detail::of(view);
            if at_once {
                let made = build_detail(&self.layer, &self.long, &detail, &CancelToken::default());
                self.near = made.map(|mesh| (detail, Arc::new(mesh)));
            } else if self.failures < MOST_FAILURES {
                self.wish = Some(detail);
                self.submit(Slot::Detail(self.key), Some(detail), workshop);
            }
        }
        if let Some((_, mesh)) = self.near.as_ref().filter(|(detail, _)| detail.covers(view)) {
            return Some(mesh.clone());
        }
        if self.whole.is_none() && !self.wants_whole && self.failures < MOST_FAILURES {
            self.wants_whole = true;
            self.submit(Slot::Whole(self.key), None, workshop);
        }
        self.whole.clone()
    }

    /// Takes what was made; what is not wished for any more is dropped.
    fn take_answers(&mut self) {
        for made in self.made.try_iter() {
            if made.mesh.is_some() {
                self.failures = 0;
            } else if made.has_failed {
                self.failures = self.failures.saturating_add(1);
            }
            let mesh = made.mesh.map(Arc::new);
            match made.wanted {
                Some(detail) if self.wish == Some(detail) => {
                    self.wish = None;
                    self.near = mesh.map(|mesh| (detail, mesh)).or(self.near.take());
                }
                Some(_) => {}
                None => {
                    self.wants_whole = false;
                    self.whole = mesh.or(self.whole.take());
                }
            }
        }
    }

    fn submit(&self, slot: Slot, wanted: Option<Detail>, workshop: &Workshop) {
        let (layer, long) = (self.layer.clone(), self.long.clone());
        let answer = Answer { wanted, mesh: None, sender: self.sender.clone() };
        let task = move |cancel: &CancelToken| {
            let detail = wanted.unwrap_or_else(|| Detail::whole(&long));
            // All of it: it also tells of a build that never begins.
            let mut answer = answer;
            answer.mesh = build_detail(&layer, &long, &detail, cancel);
        };
        workshop.submit(slot, Box::new(task));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::gpu::Survey;
    use crate::scene::Camera;
    use crate::scene::fixtures::{Geo, layer};

    fn details() -> Details {
        let ring = (0..=5_000).map(|at| {
            let turn = f64::from(at % 5_000) / 5_000.0 * std::f64::consts::TAU;
            [120.0 + turn.cos(), 30.0 + turn.sin()]
        });
        let layer = Arc::new(layer(&[(Geo::Area(vec![ring.collect()]), None, "coast")]));
        let survey = Survey::of(&layer);
        Details::of(1, &layer, survey.long).unwrap()
    }

    fn detail(zoom: f64) -> Detail {
        Detail::of(&View::of(&Camera::new([120.0, 30.0], zoom, [800.0, 450.0]), 1.0, [800.0, 450.0]))
    }

    fn mesh(details: &Details, detail: &Detail) -> Option<Mesh> {
        build_detail(&details.layer, &details.long, detail, &CancelToken::default())
    }

    #[test]
    fn only_what_is_wished_for_takes_the_place_of_what_is_there() {
        let mut details = details();
        let (older, newer) = (detail(6.0), detail(9.0));
        for (wish, made, near) in
            [(newer, older, None), (newer, newer, Some(newer)), (older, newer, Some(newer))]
        {
            details.wish = Some(wish);
            let mesh = mesh(&details, &made);
            drop(Answer { wanted: Some(made), mesh, sender: details.sender.clone() });
            details.take_answers();
            assert_eq!(details.near.as_ref().map(|(detail, _)| *detail), near);
            assert_eq!(details.wish.is_none(), wish == made);
        }
        // The last, of what is there already: a late answer.
        drop(Answer { wanted: Some(newer), mesh: None, sender: details.sender.clone() });
        details.take_answers();
        assert!(details.near.is_some());
    }

    #[test]
    fn what_breaks_down_is_asked_for_again_but_not_for_ever() {
        let mut details = details();
        let wanted = Some(detail(9.0));
        for failures in 1..=MOST_FAILURES {
            details.wish = wanted;
            let answer = Answer { wanted, mesh: None, sender: details.sender.clone() };
            let broken = std::thread::spawn(move || {
                let _answer = answer;
                panic!("it breaks down");
            });
            assert!(broken.join().is_err());
            details.take_answers();
            assert!(!details.is_waiting());
            assert_eq!(details.failures, failures);
        }
        let workshop = Workshop::start(|| {});
        let view = View::of(&Camera::new([120.0, 30.0], 9.0, [800.0, 450.0]), 1.0, [800.0, 450.0]);
        assert!(details.show(&view, false, &workshop).is_none() && !details.is_waiting());
        details.failures -= 1;
        assert!(details.show(&view, false, &workshop).is_none() && details.is_waiting());
    }
}
