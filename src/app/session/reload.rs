//! Files that are open already, and reading a layer's file again.

use super::identity::SameFeatures;
use super::{RunningKind, Session};
use crate::app::{Effect, FeatureRef, FilterState, LayerEntry, LayerId, SelectMode, Selection};
use crate::diagnostic::Diagnostic;
use crate::jobs::{JobRequest, OpenSource};
use crate::layer::{Layer, SourceBytes};
use crate::maps::binding::Binding;
use std::path::Path;
use std::sync::Arc;

impl Session {
    /// Layers whose file was opened once more: the person may want them read again.
    pub fn opened_again(&self) -> &[LayerId] {
        &self.opened_again
    }

    /// The sources that are not open yet, each once, and the layers of those that are. What is being
    /// read already comes by itself.
    pub(super) fn not_open_yet(&self, sources: Vec<OpenSource>) -> (Vec<OpenSource>, Vec<LayerId>) {
        let (mut new, mut open): (Vec<OpenSource>, Vec<LayerId>) = (Vec::new(), Vec::new());
        for source in sources {
            if let Some(entry) = self.document.layers.iter().find(|entry| is_of(&entry.layer, &source)) {
                if !open.contains(&entry.id) {
                    open.push(entry.id);
                }
                continue;
            }
            let mut known = new.iter().chain(self.waiting_sources().map(|(_, waiting)| waiting));
            if !known.any(|known| is_same(known, &source)) {
                new.push(source);
            }
        }
        (new, open)
    }

    /// Brings layers whose source was opened once more to the front: the first of them is chosen, and
    /// files are offered to be read again (what is inside the program does not change).
    pub(super) fn focus_open_ones(&mut self, open: &[LayerId]) {
        if let Some(&first) = open.first() {
            self.choose_layer(first);
        }
        for &id in open {
            let is_file = self
                .document
                .layer(id)
                .is_some_and(|entry| matches!(entry.layer.source.bytes, SourceBytes::File(_)));
            if is_file && !self.opened_again.contains(&id) {
                self.opened_again.push(id);
            }
        }
    }

    pub(super) fn reload_layer(&mut self, layer: LayerId, effects: &mut Vec<Effect>) {
        self.opened_again.retain(|&id| id != layer);
        let Some(entry) = self.document.layer(layer) else { return };
        let source = OpenSource::Bytes(entry.layer.source.bytes.clone());
        let kind = RunningKind::Load {
            names: vec![source.name()],
            waiting: std::iter::once((0, source.clone())).collect(),
            opened: Vec::new(),
            go_there: false,
            replaces: Some(layer),
        };
        self.start_job(
            JobRequest::Load { sources: vec![source], strict: false, context: self.derive_context() },
            kind,
            effects,
        );
    }

    /// Puts what was read again in the place of a layer, as one step of undo; it goes by a new name, so
    /// that nothing worked out for the old rows is taken for the new ones.
    pub(super) fn replace_layer(
        &mut self,
        old: LayerId,
        layer: Arc<Layer>,
        binding: &Arc<Binding>,
    ) -> LayerId {
        let id = LayerId(self.next_layer);
        let Some(before) = self.document.layer(old) else { return old };
        self.next_layer += 1;
        let mut entry = LayerEntry { id, ..before.clone() };
        // The file may have other columns now; what it holds stays, and what a person said of it.
        let by_person = before.binding.is_kind_by_person();
        let kept = Binding::kept(&layer, before.kind, by_person, binding);
        entry.binding = Arc::new(kept.with_words_of(&before.binding));
        entry.kind = entry.binding.kind();
        entry.title.clone_from(&layer.name);
        entry.cards.retain(|card| layer.column(card).is_some());
        entry.filter = refiltered(&before.filter, &layer, &entry.binding);
        entry.styling = before
            .styling
            .clone()
            .map(|styling| styling.fitting(|field| layer.column(field).is_some()))
            .filter(|styling| !styling.is_own());
        let plainer = entry.styling != before.styling;
        let broken = entry.filter.error.is_some() && before.filter.error.is_none();
        let remembered = self.document.selection.iter().chain(&self.document.shortlist);
        let rows = remembered.filter(|feature| feature.layer == old).map(|feature| feature.row);
        let same = SameFeatures::new((&before.layer, before.into()), (&layer, (&entry.binding).into()), rows);
        let moved = |feature: &FeatureRef| {
            if feature.layer != old {
                return Some(*feature);
            }
            Some(FeatureRef { layer: id, row: same.row(feature.row)? })
        };
        let selection: Vec<_> = self.document.selection.iter().filter_map(moved).collect();
        let shortlist: Vec<_> = self.document.shortlist.iter().filter_map(moved).collect();
        let compared: Vec<_> = self.document.compared.iter().filter_map(moved).collect();
        let lost = self.document.shortlist.len() - shortlist.len();
        let title = entry.title.clone();
        entry.layer = layer;
        self.edit("command-reload-layer", None, |document| {
            if let Some(place) = document.layers.iter_mut().find(|entry| entry.id == old) {
                *place = entry;
            }
            if document.chosen == Some(old) {
                document.chosen = Some(id);
            }
            document.selection = Selection::default()
                .joined(&selection, SelectMode::Replace, |layer| document.selectable_len(layer));
            document.shortlist = shortlist;
            document.compared = compared;
        });
        self.hand_bottom_on(old, id);
        self.workspaces.read_again(old, id);
        if broken {
            self.notify(Diagnostic::warning("reload-filter-broken").with("layer", title.as_str()));
        }
        if plainer {
            self.notify(Diagnostic::warning("reload-styling-changed").with("layer", title.as_str()));
        }
        if lost > 0 {
            let notice =
                Diagnostic::warning("reload-shortlist-lost").with("layer", title).with("count", lost);
            self.notify(notice);
        }
        id
    }
}

/// Whether a layer was read from a source.
fn is_of(layer: &Layer, source: &OpenSource) -> bool {
    matches!(source, OpenSource::Bytes(bytes) if are_same(&layer.source.bytes, bytes))
}

/// Whether two sources are one. A name that led nowhere is told of each time.
fn is_same(one: &OpenSource, other: &OpenSource) -> bool {
    matches!((one, other), (OpenSource::Bytes(one), OpenSource::Bytes(other)) if are_same(one, other))
}

fn are_same(one: &SourceBytes, other: &SourceBytes) -> bool {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (one, other) {
        (SourceBytes::File(one), SourceBytes::File(other)) => whole(one) == whole(other),
        (SourceBytes::Bundled(one, _), SourceBytes::Bundled(other, _)) => one == other,
        _ => false,
    }
}

/// The filter over other columns; where it no longer binds, its text stays with what is wrong with it
/// and all rows show.
fn refiltered(state: &FilterState, layer: &Layer, binding: &Binding) -> FilterState {
    FilterState::of(state.text.clone(), layer, binding.into(), None)
}
