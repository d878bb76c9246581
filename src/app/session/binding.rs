//! What a layer holds, and which of its columns are which fields, as a person says.
//!
//! What follows from it (facets, sums, styles, search, derived columns) is asked anew by the refreshing
//! that runs after every command; derived columns are the one thing that needs a mark, because they are
//! part of the layer.

use super::Session;
use super::layers::{first_cards, put_on_map};
use crate::app::site_key::renamed;
use crate::app::{Document, Effect, FieldsCommand, FilterState, LayerEntry, LayerId, SaidKind};
use crate::diagnostic::Diagnostic;
use crate::layer::Layer;
use crate::maps::binding::{Binding, MeasureUnit};
use crate::maps::derive::kind_by_source;
use crate::maps::schema::LayerKind;
use std::sync::Arc;

impl Session {
    pub(super) fn apply_fields(&mut self, layer: LayerId, ask: FieldsCommand, effects: &mut Vec<Effect>) {
        match ask {
            FieldsCommand::Show => effects.push(Effect::ShowFields { layer }),
            FieldsCommand::Bind { column, key } => {
                self.rebind(layer, "command-bind-field", |entry| entry.binding.with(&column, &key));
            }
            FieldsCommand::Unbind { column } => {
                self.rebind(layer, "command-unbind-field", |entry| entry.binding.without(&column));
            }
            FieldsCommand::SetUnit { column, unit } => self.set_unit(layer, &column, unit),
            FieldsCommand::Confirm => {
                self.rebind(layer, "command-confirm-fields", |entry| entry.binding.confirmed());
            }
            FieldsCommand::SetKind { said } => self.set_kind(layer, said),
        }
    }

    /// Takes the numbers of a column to be in the unit that a person says.
    fn set_unit(&mut self, layer: LayerId, column: &str, unit: Option<MeasureUnit>) {
        let Some(entry) = self.document.layer(layer) else { return };
        match entry.binding.with_unit(column, unit) {
            Ok(binding) => self.rebind(layer, "command-set-unit", |_| binding),
            Err(wrong) => self.notify(*wrong),
        }
    }

    /// Takes a layer for what a person says that it holds. What was said of its columns stays where the
    /// kind has such a field; what does not is told.
    fn set_kind(&mut self, layer: LayerId, said: SaidKind) {
        let Some(before) = self.document.layer(layer).map(|entry| Arc::clone(&entry.binding)) else { return };
        self.rebind(layer, "command-set-kind", |entry| said_of(entry, said));
        let Some(entry) = self.document.layer(layer) else { return };
        let lost = entry.binding.words_lost_since(&before);
        if !lost.is_empty() {
            let notice = Diagnostic::warning("kind-words-lost")
                .with("layer", entry.title.as_str())
                .with("columns", lost.join(", "));
            self.notify(notice);
        }
    }

    fn rebind(&mut self, layer: LayerId, name: &'static str, change: impl FnOnce(&LayerEntry) -> Binding) {
        let Some(entry) = self.document.layer(layer) else { return };
        let binding = change(entry);
        if binding == *entry.binding {
            return;
        }
        let binding = Arc::new(binding);
        self.edit(name, None, |document| {
            let was_chosen = document.chosen == Some(layer);
            let Some(entry) = document.layer_mut(layer) else { return };
            let (kind, map) = (entry.kind, entry.map);
            let layer_before = Arc::clone(&entry.layer);
            let binding_before = Arc::clone(&entry.binding);
            follow_cards(entry, &layer_before, &binding);
            // What has become private colours, sizes and labels nothing any more.
            entry.styling = entry.styling.take().map(|styling| styling.without_private(&binding));
            entry.styling = entry.styling.take().filter(|styling| !styling.is_own());
            entry.kind = binding.kind();
            entry.binding = binding;
            rename_notes(document, layer, &binding_before);
            let Some(entry) = document.layer_mut(layer) else { return };
            if entry.kind == kind && !entry.binding.is_kind_by_person() {
                return;
            }
            // It goes to the map of its kind, unless a person has put it on another.
            let was_where_it_belongs = entry.asks_map || kind.map(LayerKind::map) == Some(map);
            let to = entry.kind.map_or(map, LayerKind::map);
            entry.asks_map = entry.kind.is_none() && !entry.binding.is_kind_by_person();
            if was_where_it_belongs && to != map {
                put_on_map(document, layer, to);
                if was_chosen && to != crate::maps::MapKind::Base {
                    document.map = to;
                    document.chosen = Some(layer);
                }
            }
        });
        self.derive_again(layer);
    }

    /// A layer's derived columns are others now: its filter is held against them, and the cards that its
    /// kind's users ask first come where their columns are new.
    pub(super) fn follow_derived(&mut self, id: LayerId, before: &Layer) {
        let Some(entry) = self.document.layer_mut(id) else { return };
        let was_broken = entry.filter.error.is_some();
        follow_columns(entry, before);
        if entry.filter.error.is_some() && !was_broken {
            let title = entry.title.clone();
            self.notify(Diagnostic::warning("reload-filter-broken").with("layer", title));
        }
    }
}

/// Notes go by the names of their sites: where these have other ones now, so have the notes.
fn rename_notes(document: &mut Document, layer: LayerId, before: &Binding) {
    let Some(entry) = document.layer(layer) else { return };
    let source = entry.layer.source.name();
    let of_layer = document.notes.iter().filter(|note| note.source == source);
    let now = renamed(entry, before, &of_layer.map(|note| note.feature.as_str()).collect());
    for note in document.notes.iter_mut().filter(|note| note.source == source) {
        if let Some(name) = now.get(&note.feature) {
            note.feature.clone_from(name);
        }
    }
}

/// A layer has other derived columns than `before`: its cards and its filter are held against them.
pub(super) fn follow_columns(entry: &mut LayerEntry, before: &Layer) {
    let binding = Arc::clone(&entry.binding);
    follow_cards(entry, before, &binding);
    let layer = Arc::clone(&entry.layer);
    entry.cards.retain(|card| layer.column(card).is_some());
    let names =
        |layer: &Layer| -> Vec<String> { layer.columns.iter().map(|column| column.name.clone()).collect() };
    // A name that led nowhere may be that of a field now.
    if names(before) != names(&layer) || entry.filter.error.is_some() {
        entry.filter = replanned(&entry.filter, &layer, &binding);
    }
}

/// What a layer's columns are, by what a person says that it holds.
fn said_of(entry: &LayerEntry, said: SaidKind) -> Binding {
    let before = &entry.binding;
    match said {
        SaidKind::Kind { kind } => Binding::said(&entry.layer, Some(kind), before),
        SaidKind::NoneOfThem => Binding::said(&entry.layer, None, before),
        SaidKind::AsRecognised => {
            let known = kind_by_source(&entry.layer.source.bytes);
            Binding::of(&entry.layer, known).with_words_of(before)
        }
    }
}

/// What the kind's users ask first gets its card once its column is known; where nobody has touched the
/// cards, they are those that a layer opens with.
fn follow_cards(entry: &mut LayerEntry, layer_before: &Layer, binding: &Binding) {
    let before = first_cards(layer_before, &entry.binding);
    let now = first_cards(&entry.layer, binding);
    if entry.cards == before {
        entry.cards = now;
        return;
    }
    for card in now {
        if !before.contains(&card) && !entry.cards.contains(&card) {
            entry.cards.push(card);
        }
    }
}

/// A filter over other columns; where it no longer binds, its text stays with what is wrong with it.
fn replanned(state: &FilterState, layer: &Layer, binding: &Binding) -> FilterState {
    // What was in force before the text went wrong may be so still.
    let before = state.filter.clone().filter(|filter| filter.plan(layer).is_ok());
    FilterState::of(state.text.clone(), layer, binding.into(), before)
}
