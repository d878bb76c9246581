//! From the document to the workspace file.

use super::LayerId;
use super::bottom::ChartChoice;
use super::document::{Absent, Document, FeatureRef, LayerEntry, View};
use super::site_key::feature_key;
use super::workspace::BUNDLED_PREFIX;
use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, SourceBytes};
use crate::maps::binding::Binding;
use crate::maps::compare::MOST_SITES;
use crate::maps::schema::MapKind;
use crate::workspace::{
    BookmarkRecord, ChartRecord, LayerRecord, NoteRecord, Said, SiteRecord, ViewRecord, WorkspaceFile, named,
};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// What a workspace file in a folder says of a document. `today` is the day that need not be written.
///
/// # Errors
/// `workspace-path` where the path of a source cannot be written.
pub(super) fn record(document: &Document, folder: &Path, today: Date) -> Result<WorkspaceFile> {
    let absent: &Absent = &document.absent;
    let present = document.layers.iter().map(|entry| Ok((entry.map, layer(entry, folder)?)));
    let mut layers = present.collect::<Result<Vec<_>>>()?;
    for (at, map, kept) in &absent.layers {
        let source = name(&kept.source, folder)?;
        // It may have been opened by hand meanwhile.
        if !layers.iter().any(|(_, layer)| layer.source == source) {
            layers.insert((*at).min(layers.len()), (*map, LayerRecord { source, ..kept.clone() }));
        }
    }
    let note = |note: &super::Note| {
        let layer = name(&note.source, folder)?;
        Ok(NoteRecord { layer, feature: note.feature.clone(), text: note.text.clone() })
    };
    let bookmark =
        |it: &super::Bookmark| BookmarkRecord { name: it.name.clone(), map: it.map, view: view(it.view) };
    let mut compared = sites(document, &document.compared, &absent.compared, folder)?;
    compared.truncate(MOST_SITES);
    let chosen = document.chosen_layer().map(|entry| source(&entry.layer.source.bytes, folder));
    Ok(WorkspaceFile {
        map: Some(document.map),
        view: Some(view(document.view)),
        chosen: chosen.transpose()?,
        reference_day: Some(document.reference_day).filter(|day| *day != today),
        benchmark: document.benchmark.clone(),
        maps: WorkspaceFile::grouped(layers),
        shortlist: sites(document, &document.shortlist, &absent.shortlist, folder)?,
        compared,
        notes: document.notes.iter().map(note).collect::<Result<_>>()?,
        brief: document.brief.clone(),
        bookmarks: document.bookmarks.iter().map(bookmark).collect(),
        ..WorkspaceFile::default()
    })
}

fn layer(entry: &LayerEntry, folder: &Path) -> Result<LayerRecord> {
    let said = Said::of(&entry.binding);
    let filter = &entry.filter;
    Ok(LayerRecord {
        source: source(&entry.layer.source.bytes, folder)?,
        size: Some(entry.layer.source.size),
        sha256: Some(entry.layer.source.sha256.clone()),
        kind: said.kind,
        kind_by_person: said.kind_by_person,
        title: Some(entry.title.clone()).filter(|title| *title != entry.layer.name),
        visible: entry.visible,
        asks_map: entry.asks_map,
        columns: said.columns,
        filter: filter.text.clone(),
        filter_in_force: filter
            .error
            .as_ref()
            .and(filter.filter.as_ref())
            .map(crate::filter::Filter::to_text),
        cards: Some(entry.cards.clone()),
        styling: entry.styling.clone(),
        chart: (entry.chart != ChartChoice::default())
            .then(|| ChartRecord { field: entry.chart.field.clone(), measure: entry.chart.measure.clone() }),
    })
}

/// Sites that are there, with those that are not in their places between them.
fn sites(
    document: &Document,
    there: &[FeatureRef],
    absent: &[(usize, SiteRecord)],
    folder: &Path,
) -> Result<Vec<SiteRecord>> {
    let mut sites = Vec::new();
    for feature in there {
        let Some(entry) = document.layer(feature.layer) else { continue };
        let row = feature.row as usize;
        sites.push(SiteRecord {
            layer: source(&entry.layer.source.bytes, folder)?,
            feature: feature_key(&entry.layer, entry.into(), row),
            number: Some(entry.layer.feature_number(row)),
        });
    }
    for (at, site) in absent {
        let site = SiteRecord { layer: name(&site.layer, folder)?, ..site.clone() };
        if !sites.contains(&site) {
            sites.insert((*at).min(sites.len()), site);
        }
    }
    Ok(sites)
}

/// A view where cameras can look.
fn view(view: View) -> ViewRecord {
    let [lon, lat] = view.center;
    ViewRecord {
        center: [lon.clamp(-180.0, 180.0), lat.clamp(-90.0, 90.0)],
        zoom: view.zoom.clamp(0.0, 40.0),
    }
}

fn source(bytes: &SourceBytes, folder: &Path) -> Result<String> {
    named(bytes, folder).ok_or_else(|| {
        let path = match bytes {
            SourceBytes::File(path) => path.display().to_string(),
            SourceBytes::Bundled(name, _) => (*name).to_owned(),
        };
        Box::new(Diagnostic::error("workspace-path").in_file(path))
    })
}

/// The same of a source that goes by its name.
fn name(name: &str, folder: &Path) -> Result<String> {
    if name.starts_with(BUNDLED_PREFIX) {
        return Ok(name.to_owned());
    }
    source(&SourceBytes::File(PathBuf::from(name)), folder)
}

/// What a document that nobody has worked on begins with.
pub(super) struct Beginning<'a> {
    /// The day that it counts to.
    pub(super) day: Date,
    /// By which name a layer was opened that has been read again since.
    pub(super) opened_as: &'a dyn Fn(LayerId) -> LayerId,
    /// The cards that a layer opens with.
    pub(super) cards: &'a dyn Fn(&Layer, &Binding) -> Vec<String>,
}

/// Whether nothing would be missed of a document that was never saved: its layers are as they were opened,
/// in the order in which they were.
pub(super) fn is_plain(document: &Document, beginning: &Beginning<'_>) -> bool {
    let is_plain = |entry: &LayerEntry| {
        let is_where_it_opened = match entry.kind {
            Some(kind) => entry.map == kind.map(),
            // On the map that showed then, until a person says where it belongs.
            None => entry.asks_map,
        };
        is_where_it_opened
            && entry.visible
            && entry.filter.is_clear()
            && entry.styling.is_none()
            && entry.cards == (beginning.cards)(&entry.layer, &entry.binding)
            && !entry.binding.is_kind_by_person()
            && !entry.binding.columns().iter().any(|column| column.by_person)
    };
    let place = |entry: &LayerEntry| (entry.map != MapKind::Base, (beginning.opened_as)(entry.id));
    document.layers.iter().all(is_plain)
        && document.layers.is_sorted_by_key(place)
        && document.reference_day == beginning.day
        && document.shortlist.is_empty()
        && document.notes.is_empty()
        && document.bookmarks.is_empty()
        && document.brief == crate::maps::matching::Brief::default()
        && document.benchmark == crate::maps::ledger::Benchmark::default()
        && *document.absent == Absent::default()
}
