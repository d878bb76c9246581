//! The reference day, and the derived columns that follow it.
//!
//! A layer whose columns speak of another day than the document's, or were measured to other metro
//! stations than it holds, is worked out anew by a job, off the
//! frame; its answer takes the layer's place in the document without being a step of undo (the day is
//! the step). While one runs for a layer no other is begun: a drag shows days as fast as they can be
//! worked out, and the newest one last.

use super::history::Gesture;
use super::{RunningKind, Session};
use crate::app::{Effect, LayerEntry, LayerId};
use crate::jobs::{DeriveRequest, DerivedLayer, JobRequest};
use crate::layer::MeasuredTo;
use crate::maps::derive::{self, Context, StationLayer};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What belongs to the reference day.
#[derive(Debug, Default)]
pub(super) struct DayState {
    /// Layers whose columns could not be worked out for the day; the next day asks again.
    failed: BTreeSet<LayerId>,
    /// Whether the day runs on by itself. Belongs to the window, and is no step of undo.
    playing: bool,
}

impl DayState {
    pub(super) fn ask_again(&mut self) {
        self.failed.clear();
    }
}

impl Session {
    /// The day where the maps are, by the session's own clock.
    pub fn today(&self) -> Date {
        derive::day_of((self.clock)())
    }

    /// Whether any layer has derived columns that follow the day.
    pub fn has_days(&self) -> bool {
        self.document.layers.iter().any(|entry| entry.layer.derived_for.is_some())
    }

    /// Whether the reference day runs on by itself.
    pub fn is_playing_days(&self) -> bool {
        self.day.playing
    }

    pub(super) fn set_playing_days(&mut self, playing: bool) {
        // Each run is a step of undo of its own.
        self.end_gesture();
        self.day.playing = playing && self.has_days();
    }

    /// Whether some layer's derived columns still speak of another day than the document.
    pub fn is_deriving(&self) -> bool {
        self.document.layers.iter().any(|entry| self.is_behind(entry))
    }

    /// What derived columns depend on.
    pub(super) fn derive_context(&self) -> Context {
        Context { reference_day: self.document.reference_day, stations: self.document.metro_stations() }
    }

    /// Whether the derived columns of a layer speak of another day than the document, or of other metro
    /// stations than it holds.
    pub(super) fn is_behind(&self, entry: &LayerEntry) -> bool {
        entry.layer.derived_for.is_some_and(|day| day != self.document.reference_day)
            || (entry.layer.measured_to.is_some()
                && StationLayer::is_another_than(self.document.metro_stations().as_ref(), &entry.layer))
    }

    /// A layer's columns are bound otherwise: what is derived from them is to be worked out anew.
    pub(super) fn derive_again(&mut self, layer: LayerId) {
        self.day.failed.remove(&layer);
        self.rebound.insert(layer);
    }

    /// Whether the derived columns of a layer are about to change: for the day, or because its columns are
    /// bound otherwise.
    pub(super) fn is_being_derived(&self, entry: &LayerEntry) -> bool {
        self.is_behind(entry) || self.rebound.contains(&entry.id)
    }

    pub(super) fn set_reference_day(&mut self, day: Date, gesture: Option<u32>) {
        self.edit("command-set-reference-day", gesture.map(Gesture::Day), |document| {
            document.reference_day = day;
        });
    }

    /// Starts a job for every layer that is behind. Run after every command and event, so that columns
    /// follow undo too.
    pub(super) fn refresh_day(&mut self, effects: &mut Vec<Effect>) {
        let is_running = |id: LayerId| {
            let mut kinds = self.running.values().map(|running| &running.kind);
            kinds.any(|kind| *kind == RunningKind::Derive { layer: id })
        };
        let context = self.derive_context();
        let is_due = |entry: &&LayerEntry| self.is_being_derived(entry);
        let behind = self.document.layers.iter().filter(is_due);
        let requests: Vec<DeriveRequest> = behind
            .filter(|entry| !is_running(entry.id) && !self.day.failed.contains(&entry.id))
            .map(|entry| DeriveRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
                context: context.clone(),
            })
            .collect();
        for request in requests {
            let kind = RunningKind::Derive { layer: request.layer_id };
            self.start_job(JobRequest::Derive(request), kind, effects);
        }
    }

    /// Puts a layer with new derived columns in the place of the one before. One that has come back to
    /// the right day meanwhile (by undo) stays.
    pub(super) fn take_derived(&mut self, derived: &DerivedLayer) {
        let id = derived.layer_id;
        let is_behind = self.document.layer(id).is_some_and(|entry| self.is_behind(entry));
        let is_due = is_behind || self.rebound.contains(&id);
        // An answer of columns that are bound otherwise by now is none.
        let fits = |entry: &&mut LayerEntry| is_due && entry.binding == derived.binding;
        if let Some(entry) = self.document.layer_mut(id).filter(fits) {
            let before = std::mem::replace(&mut entry.layer, Arc::clone(&derived.layer));
            self.rebound.remove(&id);
            self.history.put_layer(id, &before, derived);
            self.follow_derived(id, &before);
        }
    }

    /// The job ended without an answer: the columns stay as they are, and a notice says so.
    pub(super) fn derive_ended(&mut self, layer: LayerId) {
        self.rebound.remove(&layer);
        self.day.failed.insert(layer);
        self.notify_of("day-not-derived", layer);
    }
}

/// What fields or rows of a layer depend on beside its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Basis {
    day: Option<Date>,
    stations: Option<MeasuredTo>,
}

impl Basis {
    /// That of everything that was worked out for a layer.
    pub(super) fn of_all(entry: &LayerEntry) -> Self {
        Self { day: entry.layer.derived_for, stations: entry.layer.measured_to.clone() }
    }

    /// That of some fields; empty where none of them is worked out from a day or from stations.
    pub(super) fn of_fields<'a>(entry: &LayerEntry, fields: impl IntoIterator<Item = &'a str>) -> Self {
        let layer = &entry.layer;
        let mut basis = Self::default();
        for field in fields {
            if derive::follows_day(layer, field) {
                basis.day = layer.derived_for;
            }
            if derive::measures_distance(layer, field) {
                basis.stations.clone_from(&layer.measured_to);
            }
        }
        basis
    }

    /// That of a layer's filter.
    pub(super) fn of_filter(entry: &LayerEntry) -> Self {
        let filter = entry.filter.filter.as_ref();
        Self {
            day: derive::day_of_filter(&entry.layer, filter),
            stations: derive::stations_of_filter(&entry.layer, filter).cloned(),
        }
    }

    /// That of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { day: self.day.or(other.day), stations: self.stations.or(other.stations) }
    }

    /// Whether it is of nothing.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
