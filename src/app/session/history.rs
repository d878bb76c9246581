//! Undo: earlier documents. A gesture (a slider's drag, a stretch of typing, a load) is one step.

use super::Session;
use super::binding::follow_columns;
use crate::app::{Document, LayerEntry, LayerId};
use crate::jobs::{DerivedLayer, JobId};
use crate::layer::Layer;
use std::sync::Arc;

/// Steps that can be taken back.
const CAPACITY: usize = 200;

/// What belongs to one step although it comes in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    /// A field's card is dragged.
    Card(LayerId, String, u32),
    /// The filter's text is typed.
    Text(LayerId, u32),
    /// A slider of the styling is dragged.
    Styling(LayerId, u32),
    /// The reference day is dragged, or plays.
    Day(u32),
    /// Files are opened.
    Load(JobId),
    /// One command that is made of others, by the number of its step.
    Whole(u64),
}

#[derive(Clone, Debug)]
struct Step {
    document: Document,
    /// Key of the step's name.
    name: &'static str,
    gesture: Option<Gesture>,
}

/// Earlier documents, and those that were taken back.
#[derive(Debug, Default)]
pub(super) struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// What all changes belong to for now, and the name of their step.
    whole: Option<(&'static str, Gesture)>,
}

impl History {
    /// A layer's derived columns were worked out anew: earlier documents that have the same rows and
    /// columns, of the same day and bound alike, have the new ones too.
    pub(super) fn put_layer(&mut self, id: LayerId, before: &Arc<Layer>, derived: &DerivedLayer) {
        for step in self.past.iter_mut().chain(&mut self.future) {
            let is_it = |entry: &&mut LayerEntry| {
                Arc::ptr_eq(&entry.layer, before) && entry.binding == derived.binding
            };
            let day = step.document.reference_day;
            let is_of_day = derived.layer.derived_for.is_none_or(|of| of == day);
            if let Some(entry) = step.document.layer_mut(id).filter(is_it).filter(|_| is_of_day) {
                entry.layer = Arc::clone(&derived.layer);
                follow_columns(entry, before);
            }
        }
    }
}

impl Session {
    /// Whether there is a step to take back, and the key of its name.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.history.past.last().map(|step| step.name)
    }

    /// How many steps can be taken back.
    pub fn undo_depth(&self) -> usize {
        self.history.past.len()
    }

    /// Whether there is a step to do again, and the key of its name.
    pub fn redo_name(&self) -> Option<&'static str> {
        self.history.future.last().map(|step| step.name)
    }

    /// Changes the document as one step of undo; a change that changes nothing is none.
    pub(super) fn edit(
        &mut self,
        name: &'static str,
        gesture: Option<Gesture>,
        change: impl FnOnce(&mut Document),
    ) {
        let (name, gesture) = match &self.history.whole {
            Some((name, gesture)) => (*name, Some(gesture.clone())),
            None => (name, gesture),
        };
        let before = self.document.clone();
        change(&mut self.document);
        self.document.mend_choice();
        self.document.mend_selection();
        self.document.mend_shortlist();
        if self.document == before {
            return;
        }
        self.history.future.clear();
        let goes_on =
            gesture.is_some() && self.history.past.last().is_some_and(|step| step.gesture == gesture);
        if !goes_on {
            self.history.past.push(Step { document: before, name, gesture });
            if self.history.past.len() > CAPACITY {
                self.history.past.remove(0);
            }
        }
    }

    /// Makes changes that are one step of undo together. Taking it back gives all of the document
    /// before, with what changed of it outside of undo (the map that showed, the selection).
    pub(super) fn as_one_step(&mut self, name: &'static str, changes: impl FnOnce(&mut Self)) {
        let before = self.document.clone();
        let gesture = Gesture::Whole(self.step);
        self.history.whole = Some((name, gesture.clone()));
        changes(self);
        self.history.whole = None;
        if let Some(step) = self.history.past.last_mut().filter(|step| step.gesture == Some(gesture)) {
            step.document = before;
            step.gesture = None;
        }
    }

    /// Ends a gesture: what comes next is a step of its own.
    pub(super) fn end_gesture(&mut self) {
        if let Some(step) = self.history.past.last_mut() {
            step.gesture = None;
        }
    }

    pub(super) fn undo(&mut self) {
        if let Some(step) = self.history.past.pop() {
            let document = self.replace_document(step.document);
            self.history.future.push(Step { document, name: step.name, gesture: None });
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(step) = self.history.future.pop() {
            let document = self.replace_document(step.document);
            self.history.past.push(Step { document, name: step.name, gesture: None });
        }
    }

    /// Puts another document in place and gives the one before. The camera stays where it is: somebody
    /// who takes a filter back goes on looking at the same place.
    fn replace_document(&mut self, document: Document) -> Document {
        let view = self.document.view;
        let before = std::mem::replace(&mut self.document, document);
        self.document.view = view;
        // Derived columns follow from what the columns are: an answer may have come too late for a step.
        let is_bound_otherwise =
            |entry: &&LayerEntry| before.layer(entry.id).is_some_and(|was| was.binding != entry.binding);
        let others: Vec<LayerId> =
            self.document.layers.iter().filter(is_bound_otherwise).map(|entry| entry.id).collect();
        for layer in others {
            self.derive_again(layer);
        }
        // Charts stay as they are set, as the camera does.
        for entry in &mut self.document.layers {
            if let Some(same) = before.layer(entry.id) {
                entry.chart.clone_from(&same.chart);
            }
        }
        self.workspace_left(&before);
        before
    }
}
