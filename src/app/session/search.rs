//! Search: an index for each layer, prepared once its files are read, and the newest question.

use super::{RunningKind, Session};
use crate::app::{Effect, LayerId};
use crate::jobs::{IndexRequest, JobRequest, SearchRequest, Searched};
use crate::maps::binding::Binding;
use crate::search::{Hit, Index};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of a layer that are kept; what lies behind them is counted.
const MOST_ROWS: usize = 60;

/// What is searched for, and what was found.
#[derive(Debug, Default)]
pub struct SearchState {
    pub(super) text: String,
    indexes: BTreeMap<LayerId, Prepared>,
    /// What the columns of the indexed layers were taken for.
    bindings: BTreeMap<LayerId, Arc<Binding>>,
    /// The question last asked: the text and the layers that were ready for it.
    asked: (String, Vec<LayerId>),
    revision: u64,
    found: Vec<LayerHits>,
    stale: bool,
}

/// How far a layer is prepared.
#[derive(Debug)]
enum Prepared {
    /// A job is at it.
    Soon,
    Ready(Arc<Index>),
    /// The job ended without an index; the next search asks again.
    Stopped,
}

impl Prepared {
    fn index(&self) -> Option<&Arc<Index>> {
        match self {
            Self::Ready(index) => Some(index),
            Self::Soon | Self::Stopped => None,
        }
    }
}

/// What was found in a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerHits {
    /// The layer.
    pub layer: LayerId,
    /// Its best rows, the best first.
    pub hits: Vec<Hit>,
    /// All its rows that match.
    pub total: usize,
}

impl SearchState {
    /// What is searched for; empty where nothing is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found, the layer with the best row first; while a newer search runs, that of the one
    /// before.
    pub fn found(&self) -> &[LayerHits] {
        &self.found
    }

    /// Whether an answer is still to come.
    pub fn is_running(&self) -> bool {
        self.stale
    }

    /// Whether some layers are not ready yet.
    pub fn is_preparing(&self) -> bool {
        self.indexes.values().any(|it| matches!(it, Prepared::Soon))
    }

    /// Layers whose preparing was stopped count as new once more.
    pub(super) fn prepare_again(&mut self) {
        self.indexes.retain(|_, prepared| !matches!(prepared, Prepared::Stopped));
    }
}

impl Session {
    /// What is searched for, and what was found.
    pub fn search(&self) -> &SearchState {
        &self.search
    }

    /// Prepares layers that are new, once reading has ended, and asks again where text or layers have
    /// changed.
    pub(super) fn refresh_search(&mut self, effects: &mut Vec<Effect>) {
        let document = &self.document;
        // A column that turns out to be a name, or private, is another question.
        let bindings = &self.search.bindings;
        self.search.indexes.retain(|&id, _| {
            document.layer(id).is_some_and(|entry| bindings.get(&id) == Some(&entry.binding))
        });
        self.search.found.retain(|found| document.layer(found.layer).is_some());
        let is_loading =
            self.running.values().any(|running| matches!(running.kind, RunningKind::Load { .. }));
        let new: Vec<IndexRequest> = document
            .layers
            .iter()
            .filter(|entry| !is_loading && !self.search.indexes.contains_key(&entry.id))
            .map(|entry| IndexRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
            })
            .collect();
        if !new.is_empty() {
            let layers: Vec<LayerId> = new.iter().map(|request| request.layer_id).collect();
            let bindings = new.iter().map(|request| (request.layer_id, Arc::clone(&request.binding)));
            self.search.bindings.extend(bindings);
            self.search.indexes.extend(layers.iter().map(|&id| (id, Prepared::Soon)));
            self.start_job(JobRequest::Index(new), RunningKind::Index { layers }, effects);
        }
        self.ask(effects);
    }

    fn ask(&mut self, effects: &mut Vec<Effect>) {
        let indexes = &self.search.indexes;
        let ready: Vec<LayerId> =
            indexes.iter().filter(|(_, it)| it.index().is_some()).map(|(&id, _)| id).collect();
        if self.search.text.is_empty() {
            self.search.found.clear();
            self.search.stale = false;
            self.search.asked = (String::new(), ready);
            return;
        }
        if self.search.asked.0 == self.search.text && self.search.asked.1 == ready {
            return;
        }
        self.search.asked = (self.search.text.clone(), ready);
        self.next_revision += 1;
        self.search.revision = self.next_revision;
        self.search.stale = true;
        // Equals come from the map that shows first, and from the topmost layer of each.
        let document = &self.document;
        let mut entries: Vec<_> = document.layers.iter().rev().collect();
        entries.sort_by_key(|entry| entry.map != document.map);
        let layers = entries
            .into_iter()
            .filter_map(|entry| {
                let index = self.search.indexes.get(&entry.id)?.index()?;
                Some((entry.id, Arc::clone(&entry.layer), Arc::clone(index)))
            })
            .collect();
        let revision = self.search.revision;
        let request = SearchRequest { layers, text: self.search.text.clone(), most: MOST_ROWS, revision };
        self.start_job(JobRequest::Search(request), RunningKind::Search { revision }, effects);
    }

    pub(super) fn indexed(&mut self, layer: LayerId, index: Arc<Index>) {
        if let Some(slot) = self.search.indexes.get_mut(&layer) {
            *slot = Prepared::Ready(index);
        }
    }

    pub(super) fn searched(&mut self, searched: Searched) {
        if searched.revision != self.search.revision || self.search.text.is_empty() {
            return;
        }
        self.search.stale = false;
        self.search.found = searched
            .found
            .into_iter()
            .map(|(layer, found)| LayerHits { layer, hits: found.hits, total: found.total })
            .collect();
    }

    /// A search ended without an answer: nothing newer is to come, unless it was asked for.
    pub(super) fn search_ended(&mut self, revision: u64) {
        if revision == self.search.revision {
            self.search.stale = false;
        }
    }

    /// Layers whose preparing was stopped: nothing is prepared over and over, but the next search may.
    pub(super) fn indexing_ended(&mut self, layers: &[LayerId]) {
        for layer in layers {
            if let Some(slot) = self.search.indexes.get_mut(layer)
                && slot.index().is_none()
            {
                *slot = Prepared::Stopped;
            }
        }
    }
}
