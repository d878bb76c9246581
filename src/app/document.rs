//! The document: what is open, filtered, chosen and selected. Cheap to clone: layers are shared.

use super::bottom::ChartChoice;
use super::{LayerId, Selection};
use crate::diagnostic::Diagnostic;
use crate::filter::{Filter, facet};
use crate::layer::{Column, Layer};
use crate::maps::binding::{Binding, Naming};
use crate::maps::derive::StationLayer;
use crate::maps::ledger::Benchmark;
use crate::maps::matching::Brief;
use crate::maps::own_words::{self, OwnWords};
use crate::maps::schema::{LayerKind, MapKind};
use crate::scene::Styling;
use crate::workspace::{LayerRecord, SiteRecord};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One feature of one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FeatureRef {
    /// The layer.
    pub layer: LayerId,
    /// The row.
    pub row: u32,
}

/// Where the camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Longitude and latitude at the middle, in degrees.
    pub center: [f64; 2],
    /// Zoom as web maps count it: the world is 256 · 2^zoom points wide.
    pub zoom: f64,
}

impl Default for View {
    /// The town.
    fn default() -> Self {
        Self { center: [120.35, 30.30], zoom: 12.5 }
    }
}

/// A map and a view under a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Its number in commands.
    pub id: u32,
    /// As the person named it.
    pub name: String,
    /// The map.
    pub map: MapKind,
    /// The view.
    pub view: View,
}

/// A note on a site. It goes by the names of file and feature, which outlive the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The layer's source, as it was named.
    pub source: String,
    /// The feature's identifier, or its number in the file.
    pub feature: String,
    /// The note.
    pub text: String,
}

/// The filter of a layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterState {
    /// As typed, as the layer's own words have it, or as the cards wrote it.
    pub text: String,
    /// The filter in force; all rows where `None`. While the text is in error, the last one without.
    pub filter: Option<Filter>,
    /// What is wrong with the text.
    pub error: Option<Diagnostic>,
    /// What of the text was understood as what, rows that are left out, and texts that no row has.
    pub remarks: Vec<Diagnostic>,
}

impl FilterState {
    /// What a text asks of a layer, put into the layer's own words. While the text is in error, `before`
    /// stays in force.
    pub(super) fn of(text: String, layer: &Layer, naming: Naming<'_>, before: Option<Filter>) -> Self {
        if text.trim().is_empty() {
            return Self { text, ..Self::default() };
        }
        match own_words::read(&text, layer, naming) {
            Ok(OwnWords { filter, is_changed, remarks }) => {
                let text = if is_changed { filter.to_text() } else { text };
                Self { text, filter: Some(filter), error: None, remarks }
            }
            Err(error) => Self { text, filter: before, error: Some(*error), remarks: Vec::new() },
        }
    }

    /// A filter that is known to bind.
    pub(super) fn written(filter: Filter) -> Self {
        Self { text: filter.to_text(), filter: Some(filter), ..Self::default() }
    }

    /// Whether it leaves all rows and has nothing typed.
    pub fn is_clear(&self) -> bool {
        self.text.is_empty() && self.filter.is_none()
    }
}

/// A layer of the document.
#[derive(Clone, Debug)]
pub struct LayerEntry {
    /// Its name in commands.
    pub id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, where that is known.
    pub kind: Option<LayerKind>,
    /// Which of its columns are which fields of the schema.
    pub binding: Arc<Binding>,
    /// The map it belongs to; `Base` lies under all.
    pub map: MapKind,
    /// Its title, where its kind has no name of its own.
    pub title: String,
    /// Whether it shows.
    pub visible: bool,
    /// Its filter.
    pub filter: FilterState,
    /// Fields whose filter card is open, in order.
    pub cards: Vec<String>,
    /// Whether nobody has said yet to which map it belongs: its fields do not tell.
    pub asks_map: bool,
    /// How a person wants it drawn; `None`: as its kind is.
    pub styling: Option<Styling>,
    /// What its chart shows. Kept in the workspace, but not undone: it is a way to look at the layer.
    pub chart: ChartChoice,
}

impl LayerEntry {
    /// The column that is a field of the schema, whatever the file calls it.
    pub fn column_of(&self, key: &str) -> Option<&Column> {
        Naming::from(self).column(&self.layer, key)
    }

    /// Whether it holds rows that say of themselves that they are made up.
    pub fn holds_made_up_rows(&self) -> bool {
        Naming::from(self).holds_made_up_rows(&self.layer)
    }

    /// A field's number in a row, in the schema's unit, whatever unit the file has for it.
    pub fn number_of(&self, key: &str, row: usize) -> Option<f64> {
        self.binding.number(&self.layer, key, row)
    }

    /// The fields whose filter card shows, in order: those that were opened, then those that the filter
    /// speaks of in a way that a card can show, wherever it was written.
    pub fn shown_cards(&self) -> Vec<String> {
        let mut cards = self.cards.clone();
        for (field, _) in facet::read(self.filter.filter.as_ref()).0 {
            if self.layer.column(&field).is_some() && !cards.contains(&field) {
                cards.push(field);
            }
        }
        cards
    }
}

impl<'a> From<&'a LayerEntry> for Naming<'a> {
    fn from(entry: &'a LayerEntry) -> Self {
        Self::Bound(&entry.binding)
    }
}

impl PartialEq for LayerEntry {
    /// Layers are immutable: the same data is the same allocation. What the chart shows is no change.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && Arc::ptr_eq(&self.layer, &other.layer)
            && self.kind == other.kind
            && self.binding == other.binding
            && self.map == other.map
            && self.title == other.title
            && self.visible == other.visible
            && self.filter == other.filter
            && self.cards == other.cards
            && self.asks_map == other.asks_map
            && self.styling == other.styling
    }
}

/// What of an opened workspace could not be opened. It is kept, so that saving does not lose it; sources
/// go by their whole paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Absent {
    /// Layers with their maps, each with its place in the order of all, from the bottom up.
    pub layers: Vec<(usize, MapKind, LayerRecord)>,
    /// Sites of them on the shortlist, each with its place there.
    pub shortlist: Vec<(usize, SiteRecord)>,
    /// Sites of them that stood side by side, each with its place there.
    pub compared: Vec<(usize, SiteRecord)>,
}

/// Which workspace a document belongs to, for as long as the program runs. Taking back that another
/// workspace was opened leads back to the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkspaceId(pub u32);

/// What a person works on.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What of its workspace could not be opened.
    pub absent: Arc<Absent>,
    /// The map that shows.
    pub map: MapKind,
    /// All layers of all maps, from the bottom up; base layers lie lowest.
    pub layers: Vec<LayerEntry>,
    /// The layer that filter, table and statistics speak of.
    pub chosen: Option<LayerId>,
    /// Selected features, in the order in which they were selected.
    pub selection: Selection,
    /// Position in `selection` of the feature that the inspector shows; 0 where nothing is selected.
    pub current: usize,
    /// Features put aside, in the order in which they were; of all maps.
    pub shortlist: Vec<FeatureRef>,
    /// Sites of the shortlist that stand side by side.
    pub compared: Vec<FeatureRef>,
    /// Notes on sites.
    pub notes: Vec<Note>,
    /// What a prospect needs.
    pub brief: Brief,
    /// Where the camera looks. Not undone.
    pub view: View,
    /// Views to come back to, the oldest first.
    pub bookmarks: Vec<Bookmark>,
    /// The day that derived fields count to.
    pub reference_day: jiff::civil::Date,
    /// What the ledger of idle land holds it against.
    pub benchmark: Benchmark,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            workspace: WorkspaceId::default(),
            absent: Arc::default(),
            map: MapKind::Space,
            layers: Vec::new(),
            chosen: None,
            selection: Selection::default(),
            current: 0,
            shortlist: Vec::new(),
            compared: Vec::new(),
            notes: Vec::new(),
            brief: Brief::default(),
            view: View::default(),
            bookmarks: Vec::new(),
            reference_day: jiff::civil::Date::ZERO,
            benchmark: Benchmark::default(),
        }
    }
}

impl Document {
    /// An empty one, whose derived fields count to a day.
    pub(super) fn on(reference_day: jiff::civil::Date) -> Self {
        Self { reference_day, ..Self::default() }
    }

    /// A layer by its name.
    pub fn layer(&self, id: LayerId) -> Option<&LayerEntry> {
        self.layers.iter().find(|entry| entry.id == id)
    }

    pub(super) fn layer_mut(&mut self, id: LayerId) -> Option<&mut LayerEntry> {
        self.layers.iter_mut().find(|entry| entry.id == id)
    }

    /// The chosen layer.
    pub fn chosen_layer(&self) -> Option<&LayerEntry> {
        self.chosen.and_then(|id| self.layer(id))
    }

    /// The layers of the current map, from the bottom up, base layers left out.
    pub fn map_layers(&self) -> impl DoubleEndedIterator<Item = &LayerEntry> {
        self.layers.iter().filter(|entry| entry.map == self.map && entry.map != MapKind::Base)
    }

    /// The base layers, from the bottom up.
    pub fn base_layers(&self) -> impl DoubleEndedIterator<Item = &LayerEntry> {
        self.layers.iter().filter(|entry| entry.map == MapKind::Base)
    }

    /// The layers that are to be drawn, from the bottom up.
    pub fn shown_layers(&self) -> impl DoubleEndedIterator<Item = &LayerEntry> {
        self.layers
            .iter()
            .filter(|entry| entry.visible && (entry.map == self.map || entry.map == MapKind::Base))
    }

    /// The layer of metro stations that distances are measured to, the topmost of several; `None`: they
    /// are measured to the program's own.
    pub fn metro_stations(&self) -> Option<StationLayer> {
        self.layers.iter().rev().find_map(|entry| StationLayer::of(&entry.layer, entry.into()))
    }

    /// The feature that the inspector shows.
    pub fn current_feature(&self) -> Option<FeatureRef> {
        self.selection.get(self.current).copied()
    }

    /// Chooses a layer of the current map where none of it is chosen: the one asked for first.
    pub(super) fn mend_choice(&mut self) {
        let fits =
            self.chosen_layer().is_some_and(|entry| entry.map == self.map || entry.map == MapKind::Base);
        if !fits {
            let lead = self.map.lead();
            let chosen = self
                .map_layers()
                .find(|entry| lead.is_some() && entry.kind == lead)
                .or_else(|| self.map_layers().next())
                .map(|entry| entry.id);
            self.chosen = chosen;
        }
    }

    /// Where `layer` is to move (as `Command::MoveLayer` says it) to lie right above or right below
    /// another; `None` where it lies there already, or one is a base layer and the other is not.
    pub fn place_beside(&self, layer: LayerId, other: LayerId, above: bool) -> Option<usize> {
        let at = |id: LayerId| self.layers.iter().position(|entry| entry.id == id);
        let (from, beside) = (at(layer)?, at(other)?);
        let is_base = |at: usize| self.layers[at].map == MapKind::Base;
        if from == beside || is_base(from) != is_base(beside) {
            return None;
        }
        // Positions count with the layer itself taken out.
        let beside = beside - usize::from(beside > from);
        let to = beside + usize::from(above);
        (to != from).then_some(to)
    }

    /// The neighbour of a layer in its list, as the window lists them: of the same map, above or below.
    pub fn neighbour(&self, layer: LayerId, above: bool) -> Option<LayerId> {
        let map = self.layer(layer)?.map;
        let ids: Vec<LayerId> =
            self.layers.iter().filter(|entry| entry.map == map).map(|entry| entry.id).collect();
        let at = ids.iter().position(|&id| id == layer)?;
        let next = if above { at.checked_add(1) } else { at.checked_sub(1) };
        ids.get(next?).copied()
    }

    /// Takes features of layers that are gone off the shortlist.
    pub(super) fn mend_shortlist(&mut self) {
        let layers: Vec<_> = self.layers.iter().map(|entry| (entry.id, entry.layer.len())).collect();
        self.shortlist.retain(|feature| {
            layers.iter().any(|&(id, len)| id == feature.layer && (feature.row as usize) < len)
        });
        let shortlist = &self.shortlist;
        self.compared.retain(|feature| shortlist.contains(feature));
    }

    /// Rows of a layer that can be selected from; `None` of a layer that is gone or of another map.
    pub(super) fn selectable_len(&self, layer: LayerId) -> Option<usize> {
        let entry = self.layer(layer)?;
        (entry.map == self.map || entry.map == MapKind::Base).then(|| entry.layer.len())
    }

    /// Takes features of layers that are gone, or of other maps, out of the selection.
    pub(super) fn mend_selection(&mut self) {
        let kept = self.current_feature();
        self.selection = self.selection.mended(|layer| self.selectable_len(layer));
        if self.current_feature() != kept {
            self.current = kept
                .and_then(|kept| self.selection.iter().position(|&feature| feature == kept))
                .unwrap_or_default();
        }
    }
}
