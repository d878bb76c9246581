//! Whether a snapshot still follows from its source: the source named in its manifest is read again,
//! the manifest's filter run over it, and rows, totals and bytes are compared.

mod picked;

use super::workspace;
use crate::diagnostic::{Diagnostic, Severity};
use crate::filter::Filter;
use crate::jobs::{ExportRequest, OpenSource};
use crate::layer::{Layer, RowSet, SourceBytes, Value};
use crate::maps::binding::{Binding, Naming};
use crate::maps::derive::{self, StationLayer};
use crate::maps::schema::LayerKind;
use crate::progress::{CancelToken, Progress};
use crate::read::{ReadFailure, ReadOptions, read};
use crate::stats::summary;
use crate::text::{Arg, Lang};
use crate::workspace::Said;
use crate::write::Format;
use picked::ManifestPicked;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The answer.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions, named in DESIGN.md")]
pub struct Verified {
    /// The source that was compared with, as people name it.
    pub source: String,
    /// The source is, byte for byte, the one that the snapshot was taken from.
    pub same_source: bool,
    /// The filter takes the same features, and the snapshot holds what the source says of them.
    pub same_rows: bool,
    /// The manifest's count and totals are those of the source's rows and of the snapshot's own.
    pub same_totals: bool,
    /// Exporting again gives the very same file.
    pub same_bytes: bool,
    /// What differs.
    pub differences: Vec<Diagnostic>,
}

/// The manifest of a snapshot: the collection's member `three_maps`. Members that are not needed here
/// are not read, so that a later version may add some.
#[derive(Debug, Deserialize)]
struct Manifest {
    version: u64,
    #[serde(deserialize_with = "instant")]
    written_at: jiff::Timestamp,
    source: ManifestSource,
    #[serde(default)]
    filter: Option<ManifestFilter>,
    /// How the rows came about, where no filter says it.
    #[serde(default)]
    picked: Option<ManifestPicked>,
    total: usize,
    matching: usize,
    /// The day that rows or fields depend on, where they do.
    #[serde(default)]
    reference_day: Option<jiff::civil::Date>,
    /// The metro stations that they depend on, where they are none of the program's own.
    #[serde(default)]
    stations: Option<ManifestStations>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    left_out: Vec<String>,
    #[serde(default)]
    totals: serde_json::Map<String, serde_json::Value>,
    /// What a person had said of the source.
    #[serde(default)]
    said: Option<Said>,
}

fn instant<'de, D: serde::Deserializer<'de>>(text: D) -> Result<jiff::Timestamp, D::Error> {
    String::deserialize(text)?.parse().map_err(serde::de::Error::custom)
}

#[derive(Debug, Deserialize)]
struct ManifestSource {
    file: String,
    sha256: String,
}

#[derive(Debug, Deserialize)]
struct ManifestStations {
    #[serde(flatten)]
    source: ManifestSource,
    /// Their columns that count, by field; `None` in manifests that do not say.
    #[serde(default)]
    columns: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
struct ManifestFilter {
    cql2_text: String,
}

/// Name of the manifest's member in the collection.
const MEMBER: &str = crate::write::MANIFEST;

/// The versions of manifests that are understood here.
const VERSIONS: [u64; 2] =
    [crate::write::MANIFEST_VERSION as u64, crate::write::MANIFEST_VERSION_PICKED as u64];

/// Differences of single features that are named one by one.
const NAMED: usize = 20;

/// Compares a GeoJSON snapshot with its source: the one given, or the one that its manifest names,
/// looked for beside the snapshot and then in the current folder.
///
/// # Errors
/// Why nothing could be compared: no manifest, no source, a filter that does not bind any more.
pub fn verify(
    snapshot: &Path,
    source: Option<SourceBytes>,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Verified, Vec<Diagnostic>> {
    if matches!(Format::of_path(snapshot), Ok(Format::Csv)) {
        let file = snapshot.display().to_string();
        return Err(vec![Diagnostic::error("verify-csv").in_file(file)]);
    }
    let snapshot_layer = open(&SourceBytes::File(snapshot.to_owned()), progress, cancel)?;
    let manifest = manifest(&snapshot_layer, snapshot).map_err(|diagnostic| vec![*diagnostic])?;
    let source = match source {
        Some(source) => source,
        None => find_source(snapshot, &manifest.source.file).map_err(|diagnostic| vec![*diagnostic])?,
    };
    let stations = manifest.stations.as_ref();
    let stations =
        stations.map(|stations| station_layer(snapshot, stations, progress, cancel)).transpose()?;
    let (source, notices) = derived(open(&source, progress, cancel)?, &manifest, stations.clone(), cancel)?;
    let mut verified = compare(snapshot, &snapshot_layer, &manifest, &source, progress, cancel)
        .map_err(|diagnostic| vec![*diagnostic])?;
    let picked = manifest.picked.as_ref();
    let binding = Arc::new(source.binding.clone());
    let again = picked.map(|it| it.put_again((&source.layer, &binding), stations, cancel)).transpose();
    if let Some(said) = again.map_err(|diagnostic| vec![*diagnostic])?.flatten() {
        verified.same_rows &= said.severity < Severity::Error;
        verified.differences.push(said);
    }
    // Words of a person that no longer fit may be why the rest differs.
    verified.differences.extend(notices);
    Ok(verified)
}

/// The metro stations that the snapshot was measured to, byte for byte.
fn station_layer(
    snapshot: &Path,
    stations: &ManifestStations,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<StationLayer, Vec<Diagnostic>> {
    let source = find_source(snapshot, &stations.source.file).map_err(|diagnostic| {
        let missing = Diagnostic { code: "verify-stations-missing", ..*diagnostic };
        vec![missing]
    })?;
    let layer = Arc::new(open(&source, progress, cancel)?);
    let changed = || {
        vec![
            Diagnostic::error("verify-stations-changed")
                .with("then", stations.source.sha256.as_str())
                .with("now", layer.source.sha256.as_str())
                .in_file(layer.source.name()),
        ]
    };
    if layer.source.sha256 != stations.source.sha256 {
        return Err(changed());
    }
    if let Some(columns) = &stations.columns {
        return StationLayer::with_columns(&layer, columns).ok_or_else(changed);
    }
    let binding = workspace::binding_of(&layer);
    // The very file was taken for stations when the snapshot was written, if by a person's word.
    let told = StationLayer::of(&layer, (&binding).into());
    told.or_else(|| StationLayer::of(&layer, LayerKind::MetroStations.into())).ok_or_else(changed)
}

fn open(
    source: &SourceBytes,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Layer, Vec<Diagnostic>> {
    read(source, ReadOptions::default(), progress, cancel).map_err(|failure| match failure {
        ReadFailure::Cancelled => vec![Diagnostic::error("cancelled")],
        ReadFailure::Failed(diagnostics) => diagnostics,
    })
}

/// A source as it was read for a snapshot, and what its columns are.
struct Source {
    layer: Arc<Layer>,
    binding: Binding,
}

/// The source with the columns that the snapshot may have filtered by, of the day that it was taken for;
/// and what a person had said of the source that no longer fits.
fn derived(
    layer: Layer,
    manifest: &Manifest,
    stations: Option<StationLayer>,
    cancel: &CancelToken,
) -> Result<(Source, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (binding, notices) = match &manifest.said {
        Some(said) => said.binding(&layer),
        None => (workspace::binding_of(&layer), Vec::new()),
    };
    let reference_day = manifest.reference_day.unwrap_or_else(|| derive::day_of(manifest.written_at));
    derive::with_derived(Arc::new(layer), &binding, &derive::Context { reference_day, stations }, cancel)
        .map(|layer| (Source { layer, binding }, notices))
        .ok_or_else(|| vec![Diagnostic::error("cancelled")])
}

fn manifest(layer: &Layer, snapshot: &Path) -> Result<Manifest, Box<Diagnostic>> {
    let file = snapshot.display().to_string();
    let Some((_, text)) = layer.foreign_members.iter().find(|(name, _)| name == MEMBER) else {
        return Err(Box::new(Diagnostic::error("verify-no-manifest").in_file(file)));
    };
    let broken = |reason: String| {
        Box::new(Diagnostic::error("verify-manifest-broken").with("reason", reason).in_file(&file))
    };
    let manifest: Manifest = serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
    if !VERSIONS.contains(&manifest.version) {
        let version = manifest.version;
        return Err(Box::new(
            Diagnostic::error("verify-manifest-version").with("version", version).in_file(file),
        ));
    }
    Ok(manifest)
}

/// The source that a manifest names: a bundled layer, or a file beside the snapshot or in the current
/// folder. Only its name is taken, never a path: a snapshot from elsewhere opens nothing elsewhere.
fn find_source(snapshot: &Path, file: &str) -> Result<SourceBytes, Box<Diagnostic>> {
    let missing = || {
        Box::new(
            Diagnostic::error("verify-source-missing")
                .with("file", file)
                .in_file(snapshot.display().to_string()),
        )
    };
    if file.starts_with(workspace::BUNDLED_PREFIX) {
        return match workspace::source(Path::new(file)) {
            OpenSource::Bytes(source) => Ok(source),
            OpenSource::Unknown(_) => Err(missing()),
        };
    }
    let name = Path::new(file).file_name().ok_or_else(missing)?;
    let beside = snapshot.parent().unwrap_or(Path::new("")).join(name);
    [beside, PathBuf::from(name)]
        .into_iter()
        .find(|path| path.is_file())
        .map(SourceBytes::File)
        .ok_or_else(missing)
}

fn compare(
    snapshot: &Path,
    snapshot_layer: &Layer,
    manifest: &Manifest,
    Source { layer, binding }: &Source,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Verified, Box<Diagnostic>> {
    let mut verified = Verified {
        source: layer.source.name(),
        same_source: layer.source.sha256 == manifest.source.sha256,
        same_rows: true,
        same_totals: true,
        same_bytes: true,
        differences: Vec::new(),
    };
    if !verified.same_source {
        verified.differences.push(
            Diagnostic::error("verify-source-changed")
                .with("then", manifest.source.sha256.as_str())
                .with("now", layer.source.sha256.as_str())
                .in_file(layer.source.name()),
        );
    }
    let filter = manifest.filter.as_ref().map(|filter| Filter::parse(&filter.cql2_text)).transpose()?;
    let rows = match (&manifest.picked, &filter) {
        (Some(picked), _) => picked.rows(layer),
        (None, None) => RowSet::all(layer.len()),
        (None, Some(filter)) => {
            let cancelled = || Box::new(Diagnostic::error("cancelled"));
            filter.plan(layer)?.run(layer, cancel).ok_or_else(cancelled)?
        }
    };
    let is_derived = |field: &String| layer.column(field).is_some_and(|column| column.is_derived);
    let adds = manifest.fields.iter().any(is_derived);
    let request = ExportRequest {
        layer: Arc::clone(layer),
        filter,
        rows: Some(Arc::new(rows.clone())),
        picked: manifest.picked.as_ref().map(|it| it.picked.clone()),
        fields: (!manifest.left_out.is_empty() || adds).then(|| manifest.fields.clone()),
        left_out: manifest.left_out.clone(),
        totals: manifest.totals.keys().cloned().collect(),
        said: manifest.said.as_ref().and_then(|said| serde_json::to_value(said).ok()),
        written_at: manifest.written_at,
        format: Format::GeoJson,
        path: PathBuf::new(),
        hash_source: false,
    };
    let again = export_again(request, progress, cancel)?;
    if again.sha256 != snapshot_layer.source.sha256 {
        verified.same_bytes = false;
        verified.differences.push(
            Diagnostic::error("verify-bytes")
                .with("then", snapshot_layer.source.sha256.as_str())
                .with("now", again.sha256.as_str())
                .in_file(snapshot.display().to_string()),
        );
    }
    compare_rows(&mut verified, snapshot_layer, manifest, layer, &rows);
    let all = RowSet::all(snapshot_layer.len());
    let naming = Naming::from(binding);
    compare_totals(&mut verified, manifest, (snapshot_layer, naming), "verify-total-snapshot", &all);
    compare_totals(&mut verified, manifest, (layer, naming), "verify-total-source", &rows);
    Ok(verified)
}

/// Writes the snapshot again, beside nothing that exists, and gives what was written.
fn export_again(
    mut request: ExportRequest,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<crate::write::Written, Box<Diagnostic>> {
    let failed =
        |error: std::io::Error| Box::new(Diagnostic::error("write-failed").with("reason", error.to_string()));
    let folder = tempfile::tempdir().map_err(failed)?;
    request.path = folder.path().join("again.geojson");
    let exported = request.write(progress, cancel)?;
    Ok(exported.written)
}

fn compare_rows(
    verified: &mut Verified,
    snapshot: &Layer,
    manifest: &Manifest,
    layer: &Layer,
    rows: &RowSet,
) {
    let mut differences = Vec::new();
    let of_source = if manifest.picked.is_some() { "verify-picked-source" } else { "verify-count-source" };
    let counts = [
        (of_source, rows.count(), manifest.matching),
        ("verify-count-snapshot", snapshot.len(), manifest.matching),
        ("verify-count-all", layer.len(), manifest.total),
    ];
    for (code, now, then) in counts {
        if now != then {
            differences.push(Diagnostic::error(code).with("then", then).with("now", now));
        }
    }
    let mut unlike = 0;
    for (at, row) in rows.iter().enumerate().take(snapshot.len()) {
        let Some(what) = unlike_in(snapshot, at, layer, row) else { continue };
        unlike += 1;
        if unlike <= NAMED {
            differences.push(
                Diagnostic::error("verify-feature")
                    .with("field", what)
                    .with("source_feature", layer.feature_number(row))
                    .at_feature(snapshot.feature_number(at)),
            );
        }
    }
    if unlike > NAMED {
        differences.push(Diagnostic::error("verify-features-more").with("more", unlike - NAMED));
    }
    verified.same_rows = differences.is_empty();
    verified.differences.append(&mut differences);
}

/// The first field in which a feature of the snapshot is unlike its source; `None` where in none.
fn unlike_in(snapshot: &Layer, at: usize, layer: &Layer, row: usize) -> Option<String> {
    let id = |layer: &Layer, row| {
        layer.ids.as_ref().map_or(String::new(), |ids| ids.value(row).to_text().into_owned())
    };
    if id(snapshot, at) != id(layer, row) {
        return Some("id".to_owned());
    }
    let (ours, theirs) = (snapshot.shapes.get(at), layer.shapes.get(row));
    if ours.geometry_type() != theirs.geometry_type()
        || sorted(ours.positions()) != sorted(theirs.positions())
    {
        return Some("geometry".to_owned());
    }
    snapshot
        .columns
        .iter()
        .find(|column| !alike(column.value(at), layer.value(&column.name, row)))
        .map(|column| column.name.clone())
}

/// Positions whatever their order: writing may turn rings round.
fn sorted(positions: &[[f64; 2]]) -> Vec<[u64; 2]> {
    let mut bits: Vec<[u64; 2]> = positions.iter().map(|at| at.map(f64::to_bits)).collect();
    bits.sort_unstable();
    bits
}

/// Whether two cells say the same, though their columns may have been taken for different types.
fn alike(ours: Value<'_>, theirs: Value<'_>) -> bool {
    if let (Some(ours), Some(theirs)) = (ours.as_f64(), theirs.as_f64()) {
        return ours.to_bits() == theirs.to_bits();
    }
    if ours.is_none() || theirs.is_none() {
        return ours == theirs;
    }
    if matches!(ours, Value::Json(_)) || matches!(theirs, Value::Json(_)) {
        let parsed = |value: Value<'_>| match value {
            Value::Json(text) => serde_json::from_str(text).ok(),
            Value::Integer(value) => Some(serde_json::Value::from(value)),
            Value::Real(value) => Some(serde_json::Value::from(value)),
            Value::Bool(value) => Some(serde_json::Value::from(value)),
            other => Some(serde_json::Value::from(other.to_text().into_owned())),
        };
        return parsed(ours) == parsed(theirs);
    }
    ours.to_text() == theirs.to_text()
}

/// Compares the manifest's totals with those of rows; fields that a layer does not have are skipped.
fn compare_totals(
    verified: &mut Verified,
    manifest: &Manifest,
    (layer, naming): (&Layer, Naming<'_>),
    code: &'static str,
    rows: &RowSet,
) {
    for (field, then) in &manifest.totals {
        let Some(column) = layer.column(field) else { continue };
        // The very sum that the export makes, so that equal rows give equal bits.
        let now = summary(column, rows).sum;
        if then.as_f64() != Some(now) {
            verified.same_totals = false;
            let unit = |lang: Lang| naming.unit_label(field, lang);
            let measured = |number: &str| Arg::measured(number, unit(Lang::Zh), unit(Lang::En));
            verified.differences.push(
                Diagnostic::error(code)
                    .with("field", field.as_str())
                    .with("then", measured(&then.to_string()))
                    .with("now", measured(&now.to_string())),
            );
        }
    }
}
