//! From the workspace file, and the layers that were read for it, to the document.

use super::bottom::ChartChoice;
use super::document::{Absent, Document, LayerEntry, View, WorkspaceId};
use super::site_key::{feature_key, rows_by_key};
use super::{Bookmark, FeatureRef, FilterState, LayerId, Note};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::Layer;
use crate::maps::binding::Binding;
use crate::maps::compare::MOST_SITES;
use crate::maps::schema::MapKind;
use crate::workspace::{ChartRecord, LayerRecord, SiteRecord, ViewRecord, WorkspaceFile, resolved};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A layer that was read for a workspace, with what its columns are.
pub(super) type ReadLayer = (Arc<Layer>, Arc<Binding>);

/// A document as a workspace file has it.
pub(super) struct Restored {
    pub(super) document: Document,
    /// What is not as it was saved.
    pub(super) notices: Vec<Diagnostic>,
}

/// Puts a document together. `read` has the file's layers in its order, `None` where one could not be read.
pub(super) fn restored(
    file: &WorkspaceFile,
    folder: &Path,
    read: Vec<Option<ReadLayer>>,
    (first_id, workspace): (u32, WorkspaceId),
    today: Date,
    first_cards: impl Fn(&Layer, &Binding) -> Vec<String>,
) -> Restored {
    let mut notices = Vec::new();
    let mut document = Document { workspace, ..Document::on(file.reference_day.unwrap_or(today)) };
    let mut absent = Absent::default();
    let whole = |name: &str| resolved(name, folder).display().to_string();
    let mut ids: HashMap<&str, LayerId> = HashMap::new();
    let mut next = (first_id..).map(LayerId);
    for (at, ((map, record), read)) in file.layers().zip(read).enumerate() {
        let Some((layer, binding)) = read else {
            let source = whole(&record.source);
            let notice = Diagnostic::warning("workspace-layer-missing").in_file(source.clone());
            notices.push(notice);
            absent.layers.push((at, map, LayerRecord { source, ..record.clone() }));
            continue;
        };
        let Some(id) = next.next() else { break };
        notices.extend(record.change(&layer));
        let cards = record.cards.clone().unwrap_or_else(|| first_cards(&layer, &binding));
        ids.insert(&record.source, id);
        document.layers.push(entry((id, map), record, layer, binding, cards, &mut notices));
    }
    (document.shortlist, absent.shortlist) = sites(&document, &file.shortlist, &ids, whole, &mut notices);
    // Whoever is not on the shortlist has been told of there.
    let compared = &file.compared[..file.compared.len().min(MOST_SITES)];
    (document.compared, absent.compared) = sites(&document, compared, &ids, whole, &mut Vec::new());
    let note = |it: &crate::workspace::NoteRecord| Note {
        source: whole(&it.layer),
        feature: it.feature.clone(),
        text: it.text.clone(),
    };
    document.notes = file.notes.iter().map(note).collect();
    document.absent = Arc::new(absent);
    document.benchmark = file.benchmark.clone();
    document.brief = file.brief.clone();
    let bookmark = |(id, it): (u32, &crate::workspace::BookmarkRecord)| Bookmark {
        id,
        name: it.name.clone(),
        map: it.map,
        view: view(it.view),
    };
    document.bookmarks = (0..).zip(&file.bookmarks).map(bookmark).collect();
    let first_map = file.layers().map(|(map, _)| map).find(|map| *map != MapKind::Base);
    document.map = file.map.filter(|map| *map != MapKind::Base).or(first_map).unwrap_or(MapKind::Space);
    document.chosen = file.chosen.as_deref().and_then(|source| ids.get(source)).copied();
    document.mend_choice();
    document.mend_shortlist();
    if let Some(saved) = file.view {
        document.view = view(saved);
    }
    Restored { document, notices }
}

/// A layer that a workspace named and that was missing has been opened after all: what was made of it comes
/// back. Gives what of it no longer fits, and whether its columns are others than it was read with; `None`
/// where nobody missed it.
pub(super) fn taken_back(document: &mut Document, id: LayerId) -> Option<(Vec<Diagnostic>, bool)> {
    let at = document.layers.iter().position(|entry| entry.id == id)?;
    let layer = Arc::clone(&document.layers[at].layer);
    let crate::layer::SourceBytes::File(path) = &layer.source.bytes else { return None };
    let source = absolute_source(path);
    let mut absent = Absent::clone(&document.absent);
    let kept = absent.layers.iter().position(|(_, _, record)| record.source == source)?;
    let (place, map, record) = absent.layers.remove(kept);
    let (binding, mut notices) = record.binding(&layer);
    let is_rebound = binding != *document.layers[at].binding;
    match record.change(&layer) {
        Some(changed) => notices.push(changed),
        // Whoever was missed is looked at: is it the same?
        None if record.sha256.is_some() => {
            notices.push(Diagnostic::notice("workspace-layer-back").in_file(layer.source.name()));
        }
        None => {}
    }
    let cards = record.cards.clone().unwrap_or_else(|| document.layers[at].cards.clone());
    let name = layer.source.name();
    let back = entry((id, map), &record, layer, Arc::new(binding), cards, &mut notices);
    document.layers.remove(at);
    // Its place was counted with those that are still missing.
    let missing_below = absent.layers.iter().filter(|(other, ..)| *other < place).count();
    let base = document.base_layers().count();
    let (lowest, highest) = if map == MapKind::Base { (0, base) } else { (base, document.layers.len()) };
    document.layers.insert(place.saturating_sub(missing_below).clamp(lowest, highest), back);
    if document.chosen == Some(id) && map != MapKind::Base {
        // The person asked for it: its own map shows.
        document.map = map;
    }
    for note in document.notes.iter_mut().filter(|note| note.source == source) {
        note.source.clone_from(&name);
    }
    let ids = HashMap::from([(source.as_str(), id)]);
    for which in [Which::Shortlist, Which::Compared] {
        let (list, sites_of) = match which {
            Which::Shortlist => (document.shortlist.clone(), &mut absent.shortlist),
            Which::Compared => (document.compared.clone(), &mut absent.compared),
        };
        let list = put_back(document, list, sites_of, &ids, &source, &mut notices);
        match which {
            Which::Shortlist => document.shortlist = list,
            Which::Compared => {
                document.compared = list;
                document.compared.truncate(MOST_SITES);
            }
        }
    }
    document.absent = Arc::new(absent);
    Some((notices, is_rebound))
}

/// A file as those that are missing are named: by its whole path.
pub(super) fn absolute_source(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    resolved("", &path).display().to_string()
}

impl Absent {
    /// Whether a layer of this source is missing.
    pub(super) fn names(&self, source: &str) -> bool {
        self.layers.iter().any(|(_, _, record)| record.source == source)
    }
}

impl Document {
    /// Lets a layer that is missing go by another source, with all that was made of it.
    pub(super) fn rename_absent(&mut self, from: &str, to: &str) {
        let mut absent = Absent::clone(&self.absent);
        for (_, _, record) in absent.layers.iter_mut().filter(|(_, _, record)| record.source == from) {
            to.clone_into(&mut record.source);
        }
        let sites = absent.shortlist.iter_mut().chain(&mut absent.compared);
        for (_, site) in sites.filter(|(_, site)| site.layer == from) {
            to.clone_into(&mut site.layer);
        }
        for note in self.notes.iter_mut().filter(|note| note.source == from) {
            to.clone_into(&mut note.source);
        }
        self.absent = Arc::new(absent);
    }

    /// Gives up a layer that is missing, with all that was made of it.
    pub(super) fn forget_absent(&mut self, source: &str) {
        let mut absent = Absent::clone(&self.absent);
        absent.layers.retain(|(_, _, record)| record.source != source);
        absent.shortlist.retain(|(_, site)| site.layer != source);
        absent.compared.retain(|(_, site)| site.layer != source);
        self.notes.retain(|note| note.source != source);
        self.absent = Arc::new(absent);
    }
}

/// A list of sites.
#[derive(Clone, Copy)]
enum Which {
    Shortlist,
    Compared,
}

/// A list with the sites of a source in their places again; they leave those that are absent.
fn put_back(
    document: &Document,
    mut list: Vec<FeatureRef>,
    absent: &mut Vec<(usize, SiteRecord)>,
    ids: &HashMap<&str, LayerId>,
    source: &str,
    notices: &mut Vec<Diagnostic>,
) -> Vec<FeatureRef> {
    for (at, site) in absent.extract_if(.., |(_, site)| site.layer == source) {
        let (found, _) = sites(document, &[site], ids, str::to_owned, notices);
        for feature in found.into_iter().filter(|feature| !list.contains(feature)).collect::<Vec<_>>() {
            list.insert(at.min(list.len()), feature);
        }
    }
    list
}

fn view(record: ViewRecord) -> View {
    View { center: record.center, zoom: record.zoom }
}

fn entry(
    (id, map): (LayerId, MapKind),
    record: &LayerRecord,
    layer: Arc<Layer>,
    binding: Arc<Binding>,
    mut cards: Vec<String>,
    notices: &mut Vec<Diagnostic>,
) -> LayerEntry {
    let title = record.title.clone().unwrap_or_else(|| layer.name.clone());
    let mut told = |code: &'static str| {
        notices.push(Diagnostic::warning(code).with("layer", title.as_str()).in_file(layer.source.name()));
    };
    cards.retain(|card| layer.column(card).is_some());
    let filter = filter(record, &layer, &binding);
    // A text that is no CQL2 was none when it was saved either.
    if filter.error.is_some() && Filter::parse(&filter.text).is_ok() {
        told("workspace-filter-broken");
    }
    let styling = record.styling.clone().map(|styling| {
        let fitting = styling.clone().fitting(|field| layer.column(field).is_some());
        if fitting != styling {
            told("workspace-styling-changed");
        }
        fitting.sensible().without_private(&binding)
    });
    LayerEntry {
        id,
        kind: binding.kind(),
        binding,
        map,
        title,
        visible: record.visible,
        filter,
        cards,
        asks_map: record.asks_map,
        styling: styling.filter(|styling| !styling.is_own()),
        // A field that is gone is passed over: the chart is then of what the layer is coloured by.
        chart: record.chart.as_ref().map(|chart| chart_of(chart, &layer)).unwrap_or_default(),
        layer,
    }
}

fn chart_of(record: &ChartRecord, layer: &Layer) -> ChartChoice {
    ChartChoice {
        field: record.field.clone().filter(|field| layer.column(field).is_some()),
        measure: record.measure.clone(),
    }
}

/// The filter as it was saved; a text that does not fit the layer stays, with what is wrong with it.
fn filter(record: &LayerRecord, layer: &Layer, binding: &Binding) -> FilterState {
    let bound = |text: &str| Filter::parse(text).ok().filter(|filter| filter.plan(layer).is_ok());
    let before = record.filter_in_force.as_deref().and_then(bound);
    FilterState::of(record.filter.clone(), layer, binding.into(), before)
}

/// The sites that are there, and those of layers that are not, each with its place; the others are told.
fn sites(
    document: &Document,
    records: &[SiteRecord],
    ids: &HashMap<&str, LayerId>,
    whole: impl Fn(&str) -> String,
    notices: &mut Vec<Diagnostic>,
) -> (Vec<FeatureRef>, Vec<(usize, SiteRecord)>) {
    let (mut there, mut absent) = (Vec::new(), Vec::new());
    let mut gone: Vec<(&LayerEntry, &str)> = Vec::new();
    let mut searched: HashMap<LayerId, HashMap<String, Option<u32>>> = HashMap::new();
    for (at, site) in records.iter().enumerate() {
        let Some(entry) = ids.get(site.layer.as_str()).and_then(|id| document.layer(*id)) else {
            absent.push((at, SiteRecord { layer: whole(&site.layer), ..site.clone() }));
            continue;
        };
        let here = site.number.and_then(|number| entry.layer.row_of_number(number)).map(|row| row as u32);
        let here = here.filter(|&row| feature_key(&entry.layer, entry.into(), row as usize) == site.feature);
        let row = here.or_else(|| {
            let of_layer = searched.entry(entry.id).or_insert_with(|| {
                let wanted = records.iter().filter(|other| other.layer == site.layer);
                rows_by_key(&entry.layer, entry.into(), &wanted.map(|other| other.feature.as_str()).collect())
            });
            of_layer.get(&site.feature).copied().flatten()
        });
        match row {
            Some(row) => there.push(FeatureRef { layer: entry.id, row }),
            None => gone.push((entry, &site.feature)),
        }
    }
    for entry in &document.layers {
        let names: Vec<&str> = gone.iter().filter(|(of, _)| of.id == entry.id).map(|(_, it)| *it).collect();
        if !names.is_empty() {
            let notice = Diagnostic::warning("workspace-site-gone")
                .with("layer", entry.title.as_str())
                .with("features", names.join(", "));
            notices.push(notice.in_file(entry.layer.source.name()));
        }
    }
    (there, absent)
}
