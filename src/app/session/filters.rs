//! Filters: the text, the cards that write it, and the rows that follow.

use super::day::Basis;
use super::history::Gesture;
use super::{Derived, RunningKind, Session};
use crate::app::{Effect, FilterState, LayerEntry, LayerId, export};
use crate::filter::Filter;
use crate::filter::facet::{Condition, with_condition};
use crate::jobs::{FilterRequest, JobRequest, Summary, Wanted};
use crate::layer::RowSet;
use crate::maps::schema;
use std::sync::Arc;

impl Session {
    pub(super) fn set_filter_text(&mut self, layer: LayerId, text: String, gesture: Option<u32>) {
        let Some(entry) = self.document.layer(layer) else { return };
        let state = FilterState::of(text, &entry.layer, entry.into(), entry.filter.filter.clone());
        let gesture = gesture.map(|number| Gesture::Text(layer, number));
        self.edit("command-set-filter-text", gesture, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.filter = state;
            }
        });
    }

    pub(super) fn set_condition(
        &mut self,
        layer: LayerId,
        field: &str,
        condition: Option<&Condition>,
        gesture: Option<u32>,
    ) {
        let Some(state) = self.state_with(layer, field, condition) else { return };
        let gesture = gesture.map(|number| Gesture::Card(layer, field.to_owned(), number));
        self.edit("command-set-condition", gesture, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.filter = state;
                if condition.is_some() && !entry.cards.iter().any(|card| card == field) {
                    entry.cards.push(field.to_owned());
                }
            }
        });
    }

    /// The layer's filter with one field's condition replaced.
    fn state_with(&self, layer: LayerId, field: &str, condition: Option<&Condition>) -> Option<FilterState> {
        let entry = self.document.layer(layer)?;
        let before = entry.filter.filter.as_ref();
        let filter = with_condition(before, field, condition);
        if filter.as_ref() == before {
            return Some(entry.filter.clone());
        }
        let Some(filter) = filter else { return Some(FilterState::default()) };
        // What a card writes goes the same way as what a person types, so that both mean the same.
        Some(match filter.plan(&entry.layer) {
            Ok(_) => FilterState::written(filter),
            Err(error) => FilterState {
                text: filter.to_text(),
                filter: before.cloned(),
                error: Some(*error),
                remarks: Vec::new(),
            },
        })
    }

    pub(super) fn add_card(&mut self, layer: LayerId, field: String) {
        self.edit("command-add-card", None, |document| {
            if let Some(entry) = document.layer_mut(layer)
                && entry.layer.column(&field).is_some()
                && !entry.cards.contains(&field)
            {
                entry.cards.push(field);
            }
        });
    }

    pub(super) fn remove_card(&mut self, layer: LayerId, field: &str) {
        let Some(state) = self.state_with(layer, field, None) else { return };
        self.edit("command-remove-card", None, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.cards.retain(|card| card != field);
                entry.filter = state;
            }
        });
    }

    pub(super) fn clear_filters(&mut self, only: Option<LayerId>) {
        let name = if only.is_some() { "command-clear-filter" } else { "command-clear-all-filters" };
        self.edit(name, None, |document| {
            for entry in &mut document.layers {
                if only.is_none_or(|id| id == entry.id) {
                    entry.filter = FilterState::default();
                }
            }
        });
    }

    /// Starts a filter job for every layer whose question has changed, and forgets what belongs to
    /// layers that are gone. Run after every command and event, so that whatever changed the document
    /// (undo too), rows follow.
    pub(super) fn refresh(&mut self, effects: &mut Vec<Effect>) {
        self.sum_selection(effects);
        let gone: Vec<_> =
            self.derived.keys().copied().filter(|&id| self.document.layer(id).is_none()).collect();
        for id in gone {
            self.derived.remove(&id);
            let jobs: Vec<_> = self
                .running
                .values()
                .filter(|running| matches!(running.kind, RunningKind::Filter { layer, .. } if layer == id))
                .map(|running| running.id)
                .collect();
            for job in jobs {
                self.cancel_job(job, effects);
            }
        }
        let mut requests = Vec::new();
        // What is bound otherwise waits for the columns that are derived from that.
        for entry in self.document.layers.iter().filter(|entry| !self.rebound.contains(&entry.id)) {
            let basis = Basis::of_all(entry);
            let derived = self.derived.get_mut(&entry.id);
            let is_same = |of: &(Option<Filter>, Vec<String>, Basis)| {
                of.0 == entry.filter.filter && of.1 == entry.cards && of.2 == basis
            };
            if derived
                .as_ref()
                .is_some_and(|derived| is_same(&derived.asked_for) && derived.binding == entry.binding)
            {
                continue;
            }
            let facets = counted_cards(entry);
            if let Some(derived) = derived {
                derived.asked_for = (entry.filter.filter.clone(), entry.cards.clone(), basis);
                if derived.asked.0 == entry.filter.filter
                    && derived.asked.1 == facets
                    && derived.binding == entry.binding
                    && derived.asked.2 == basis_of_question(entry, &facets)
                {
                    continue;
                }
            }
            requests.push(FilterRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
                filter: entry.filter.filter.clone(),
                rows: None,
                revision: 0,
                wanted: Wanted { facets, totals: export::total_fields(&entry.layer, entry) },
            });
        }
        for mut request in requests {
            self.next_revision += 1;
            request.revision = self.next_revision;
            self.expect(&mut request);
            let kind = RunningKind::Filter { layer: request.layer_id, revision: request.revision };
            self.start_job(JobRequest::Filter(request), kind, effects);
        }
    }

    /// Notes which question is the newest. Rows of the one before stay until its answer comes; a layer
    /// that is new begins with all of them. Rows that are right already are given along.
    fn expect(&mut self, request: &mut FilterRequest) {
        let all = request.layer.len();
        let entry = self.document.layer(request.layer_id);
        let binding = entry.map(|entry| Arc::clone(&entry.binding)).unwrap_or_default();
        let basis = entry.map(|entry| basis_of_question(entry, &request.wanted.facets)).unwrap_or_default();
        let of_all = entry.map(Basis::of_all).unwrap_or_default();
        let of_filter = entry.map(Basis::of_filter).unwrap_or_default();
        let cards = entry.map(|entry| entry.cards.clone()).unwrap_or_default();
        let derived = self.derived.entry(request.layer_id).or_insert_with(|| Derived {
            rows: Arc::new(RowSet::all(all)),
            matching: all,
            summary: Arc::new(Summary::default()),
            stale: false,
            summary_behind: true,
            revision: 0,
            asked: (None, Vec::new(), Basis::default()),
            binding: Arc::default(),
            asked_for: (None, Vec::new(), Basis::default()),
        });
        let is_new = derived.asked.0 != request.filter;
        if request.filter.is_none() && derived.matching != all {
            derived.rows = Arc::new(RowSet::all(all));
            derived.matching = all;
        }
        // With the same filter only the sums are new, and the rows are right already; unless it asks for
        // what is another on another day, with other stations, or of columns that are bound otherwise.
        let is_rebound = request.filter.is_some() && derived.binding != binding;
        let is_new = is_new || is_rebound || (!of_filter.is_empty() && derived.asked.2 != basis);
        derived.stale = request.filter.is_some() && (derived.stale || is_new);
        derived.summary_behind |= is_new;
        derived.revision = request.revision;
        derived.binding = binding;
        derived.asked = (request.filter.clone(), request.wanted.facets.clone(), basis);
        derived.asked_for = (request.filter.clone(), cards, of_all);
        request.rows = (!derived.stale).then(|| Arc::clone(&derived.rows));
    }

    /// A filter ended without an answer. Where nothing newer was asked, rows and text differ until the
    /// filter is changed: the layer stays marked as stale and a notice says so. Where the rows had come,
    /// only the sums are those of before.
    pub(super) fn filter_ended(&mut self, layer: LayerId, revision: u64) {
        let Some(derived) = self.derived.get(&layer).filter(|derived| derived.revision == revision) else {
            return;
        };
        self.notify_of(if derived.stale { "filter-not-run" } else { "summary-not-run" }, layer);
    }
}

/// What rows or cards depend on beside the file.
fn basis_of_question(entry: &LayerEntry, cards: &[String]) -> Basis {
    Basis::of_filter(entry).and(Basis::of_fields(entry, cards.iter().map(String::as_str)))
}

/// The fields whose values the cards count: those of private ones are shown nowhere.
fn counted_cards(entry: &LayerEntry) -> Vec<String> {
    let mut cards = entry.shown_cards();
    cards.retain(|field| !schema::is_private(entry, field));
    cards
}
