//! Opening, closing and ordering layers, and switching between the maps.

use super::history::Gesture;
use super::{RunningKind, Session};
use crate::app::bottom::ChartChoice;
use crate::app::{Document, Effect, FilterState, LayerEntry, LayerId, workspace};
use crate::diagnostic::Diagnostic;
use crate::jobs::{JobId, JobRequest, OpenSource};
use crate::layer::Layer;
use crate::maps::binding::{Binding, Naming};
use crate::maps::schema::{LayerKind, MapKind};
use crate::workspace::is_workspace;
use std::path::PathBuf;
use std::sync::Arc;

impl Session {
    pub(super) fn open_files(&mut self, paths: &[PathBuf], effects: &mut Vec<Effect>) {
        let (workspaces, files): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|path| is_workspace(path));
        if let Some(workspace) = workspaces.first() {
            // It takes the place of all that is open: nothing can be opened beside it.
            if paths.len() > 1 {
                let others = paths.iter().filter(|path| *path != workspace);
                let names: Vec<String> = others.map(|path| path.display().to_string()).collect();
                self.notify(Diagnostic::warning("workspace-alone").with("files", names.join(", ")));
            }
            self.open_workspace(workspace.clone(), effects);
            return;
        }
        let (sources, open) = self.not_open_yet(workspace::sources(&files));
        self.focus_open_ones(&open);
        self.open(sources, true, effects);
    }

    pub(super) fn open_bundled(&mut self, effects: &mut Vec<Effect>) {
        let (sources, _) = self.not_open_yet(workspace::bundled_sources());
        self.open(sources, false, effects);
    }

    fn open(&mut self, sources: Vec<OpenSource>, go_there: bool, effects: &mut Vec<Effect>) {
        if sources.is_empty() {
            return;
        }
        let kind = RunningKind::Load {
            names: sources.iter().map(OpenSource::name).collect(),
            waiting: sources.iter().cloned().enumerate().collect(),
            opened: Vec::new(),
            go_there,
            replaces: None,
        };
        self.start_job(
            JobRequest::Load { sources, strict: false, context: self.derive_context() },
            kind,
            effects,
        );
    }

    /// Puts a layer that was read into the document.
    pub(super) fn add_layer(
        &mut self,
        job: JobId,
        binding: Arc<Binding>,
        go_there: bool,
        layer: Arc<Layer>,
    ) -> LayerId {
        let id = LayerId(self.next_layer);
        self.next_layer += 1;
        let kind = binding.kind();
        let map = match kind.map(LayerKind::map) {
            Some(map) => map,
            None if self.document.map == MapKind::Base => MapKind::Space,
            None => self.document.map,
        };
        let title = layer.name.clone();
        let cards = first_cards(&layer, &binding);
        let filter = FilterState::default();
        let asks_map = kind.is_none();
        let entry = LayerEntry {
            id,
            layer,
            kind,
            binding,
            map,
            title,
            visible: true,
            filter,
            cards,
            asks_map,
            styling: None,
            chart: ChartChoice::default(),
        };
        // Filling the empty window is where a person starts from, not a step to take back.
        let begins = self.undo_name().is_none()
            && self.redo_name().is_none()
            && (self.document.layers.is_empty() || self.begins_with == Some(job));
        let change = |document: &mut Document| {
            let at = if map == MapKind::Base {
                document.layers.iter().take_while(|entry| entry.map == MapKind::Base).count()
            } else {
                document.layers.len()
            };
            document.layers.insert(at, entry);
            if go_there && map != MapKind::Base {
                document.map = map;
                document.chosen = Some(id);
            }
        };
        if begins {
            self.begins_with = Some(job);
            change(&mut self.document);
            self.document.mend_choice();
        } else {
            self.edit("command-open-files", Some(Gesture::Load(job)), change);
        }
        id
    }

    pub(super) fn close_layer(&mut self, layer: LayerId) {
        self.edit("command-close-layer", None, |document| {
            document.layers.retain(|entry| entry.id != layer);
        });
    }

    pub(super) fn assign_map(&mut self, layer: LayerId, map: MapKind) {
        self.edit("command-assign-map", None, |document| {
            put_on_map(document, layer, map);
        });
    }

    pub(super) fn set_base_visible(&mut self, visible: bool) {
        self.edit("command-set-base-visible", None, |document| {
            for entry in document.layers.iter_mut().filter(|entry| entry.map == MapKind::Base) {
                entry.visible = visible;
            }
        });
    }

    pub(super) fn move_layer(&mut self, layer: LayerId, to: usize) {
        self.edit("command-move-layer", None, |document| {
            if let Some(from) = document.layers.iter().position(|entry| entry.id == layer) {
                let entry = document.layers.remove(from);
                document.layers.insert(to.min(document.layers.len()), entry);
            }
        });
    }

    pub(super) fn set_visible(&mut self, layer: LayerId, visible: bool) {
        let name = if visible { "command-show-layer" } else { "command-hide-layer" };
        self.edit(name, None, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.visible = visible;
            }
        });
    }

    pub(super) fn choose_layer(&mut self, layer: LayerId) {
        let Some(entry) = self.document.layer(layer) else { return };
        if entry.map != MapKind::Base && entry.map != self.document.map {
            self.document.map = entry.map;
            self.document.mend_selection();
        }
        self.document.chosen = Some(layer);
    }

    pub(super) fn switch_map(&mut self, map: MapKind) {
        if map == MapKind::Base {
            // The base lies under every map and is none of its own.
            self.notify(Diagnostic::warning("base-is-no-map"));
            return;
        }
        self.document.map = map;
        self.document.mend_choice();
        self.document.mend_selection();
    }
}

/// Puts a layer on a map.
pub(super) fn put_on_map(document: &mut Document, layer: LayerId, map: MapKind) {
    let Some(from) = document.layers.iter().position(|entry| entry.id == layer) else { return };
    let mut entry = document.layers.remove(from);
    let was_base = entry.map == MapKind::Base;
    entry.map = map;
    entry.asks_map = false;
    // Base layers lie lowest: who joins or leaves them changes place.
    let base = document.layers.iter().take_while(|entry| entry.map == MapKind::Base).count();
    let to = match (was_base, map == MapKind::Base) {
        (false, true) => base,
        (true, false) => document.layers.len(),
        _ => from,
    };
    document.layers.insert(to, entry);
}

/// The cards that a layer of the three maps opens with, by the names that its file has for the fields.
/// Base layers are looked at, not filtered.
pub(super) fn first_cards(layer: &Layer, binding: &Binding) -> Vec<String> {
    let Some(kind) = binding.kind().filter(|kind| kind.map() != MapKind::Base) else { return Vec::new() };
    let name_in_file =
        |key: &&str| Naming::from(binding).column(layer, key).map(|column| column.name.clone());
    kind.facets().iter().filter_map(name_in_file).collect()
}
