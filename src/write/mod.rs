//! Writing snapshots: one file per format, files replaced in one step.
//!
//! A writer turns a [`Snapshot`] into bytes and knows nothing of files; [`to_file`] is the one place
//! that touches them. Features are copied from their source's own bytes, so that what no filter and
//! no rule changes comes out as it went in.

mod blocks;
mod csv;
mod feature;
mod geojson;
mod pasted;
mod positions;
mod skim;
mod source;

pub use feature::FeatureLines;
pub use pasted::pasted_text;

use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::progress::{CancelToken, Progress};
use std::io::{self, Write};
use std::path::Path;

/// Member of a GeoJSON snapshot that holds its manifest.
pub const MANIFEST: &str = "three_maps";

/// Version of the manifest's shape.
pub const MANIFEST_VERSION: u32 = 1;

/// Version of a manifest that says how the rows were picked: a program that does not know of that would
/// compare the snapshot with all rows of the source, and find differences that there are not.
pub const MANIFEST_VERSION_PICKED: u32 = 2;

/// A filtered snapshot of a layer, ready to be written in any format.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// The rows to write.
    pub rows: &'a RowSet,
    /// Fields to write, in the layer's order; `None` for all (the features' own bytes are copied).
    pub fields: Option<Vec<String>>,
    /// Fields of the layer that are left out, for the manifest.
    pub left_out: Vec<String>,
    /// The filter as CQL2 text and CQL2 JSON.
    pub filter: Option<(String, serde_json::Value)>,
    /// How the rows came about where no filter says it, as the manifest is to have it.
    pub picked: Option<serde_json::Value>,
    /// Totals over the rows written: name with unit (`area_mu`), value.
    pub totals: Vec<(String, f64)>,
    /// When it was written.
    pub written_at: jiff::Timestamp,
    /// The day that rows or derived fields depend on; `None` where on none.
    pub reference_day: Option<jiff::civil::Date>,
    /// What a person said of the source that fields are derived from, as the manifest is to have it.
    pub said: Option<serde_json::Value>,
    /// The metro stations that rows or derived fields depend on, as the manifest is to have them; `None`
    /// where on none but the program's own.
    pub stations: Option<serde_json::Value>,
    /// Whether the source's SHA-256 is compared too, beside its size and time: not needed where it has
    /// been taken just before.
    pub hash_source: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// What was noticed, such as rings turned to the right-hand rule.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// GeoJSON, RFC 7946, with a manifest.
    GeoJson,
    /// Comma-separated values with a byte order mark.
    Csv,
}

impl Format {
    /// The formats, with the file ending that stands for each in dialogs.
    pub const ALL: [(Self, &'static str); 2] = [(Self::GeoJson, "geojson"), (Self::Csv, "csv")];

    /// The format of a file ending (`.geojson`, `.json`, `.csv`).
    ///
    /// # Errors
    /// `format-unknown`, naming the endings that are known.
    pub fn of_path(path: &Path) -> Result<Self, Box<Diagnostic>> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("geojson" | "json") => Ok(Self::GeoJson),
            Some("csv") => Ok(Self::Csv),
            _ => Err(Box::new(Diagnostic::error("format-unknown").in_file(path.display().to_string()))),
        }
    }
}

/// Why writing stopped.
pub(crate) enum Stop {
    /// Somebody cancelled.
    Cancelled,
    /// The sink failed.
    Sink(io::Error),
    /// A feature's own bytes could not be read again: its number and the reason.
    Feature(u64, String),
    /// The source cannot be opened, or has changed.
    Source(Box<Diagnostic>),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Sink(error)
    }
}

impl Stop {
    #[expect(clippy::unnecessary_box_returns, reason = "errors are boxed in every result of this room")]
    fn diagnostic(self, snapshot: &Snapshot<'_>) -> Box<Diagnostic> {
        Box::new(match self {
            Self::Cancelled => Diagnostic::error("cancelled"),
            Self::Sink(error) => Diagnostic::error("write-failed").with("reason", error.to_string()),
            Self::Feature(number, reason) => Diagnostic::error("write-feature")
                .in_file(snapshot.layer.source.name())
                .at_feature(number)
                .with("reason", reason),
            Self::Source(diagnostic) => *diagnostic,
        })
    }
}

/// Writes a snapshot to a file, which is replaced in one step: a failure leaves the earlier file. The
/// source is compared with what was read before and after the copy (size and time) and beside it (hash).
///
/// # Errors
/// The diagnostic says what could not be written and why; `cancelled` where it was cancelled,
/// `source-changed` where the source has changed since it was read or did so meanwhile.
pub fn to_file(
    snapshot: &Snapshot<'_>,
    format: Format,
    path: &Path,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Written, Box<Diagnostic>> {
    replace_unless(cancel, path, |file| {
        let source = &snapshot.layer.source;
        let given_up = CancelToken::default();
        std::thread::scope(|scope| {
            let hash = snapshot
                .hash_source
                .then(|| scope.spawn(|| source::same_bytes(source, &[cancel, &given_up])));
            let written = to_sink(snapshot, format, file, progress, cancel);
            if written.is_err() {
                given_up.cancel();
            }
            let same = hash.map_or(Ok(()), |hash| hash.join().unwrap_or(Err(Stop::Cancelled)));
            let written = written?;
            same.map_err(|stop| stop.diagnostic(snapshot))?;
            source.open()?;
            Ok(written)
        })
    })
}

/// Replaces a file in one step by what `write` writes: a failure leaves the earlier file as it was,
/// and nothing beside it.
///
/// # Errors
/// What `write` fails with, and `write-failed` where the system does not let the file be written.
pub fn replace<T>(
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> Result<T, Box<Diagnostic>>,
) -> Result<T, Box<Diagnostic>> {
    replace_unless(&CancelToken::default(), path, write)
}

/// As [`replace`], unless it is cancelled before the last step: then it fails with `cancelled`.
fn replace_unless<T>(
    cancel: &CancelToken,
    path: &Path,
    write: impl FnOnce(&mut std::fs::File) -> Result<T, Box<Diagnostic>>,
) -> Result<T, Box<Diagnostic>> {
    let failed = |error: &io::Error| {
        Box::new(
            Diagnostic::error("write-failed")
                .in_file(path.display().to_string())
                .with("reason", error.to_string()),
        )
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".three-maps-")
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    let written = match write(file.as_file_mut()) {
        Ok(written) => written,
        Err(mut diagnostic) => {
            give_up(file);
            diagnostic.place.file.get_or_insert_with(|| path.display().to_string());
            return Err(diagnostic);
        }
    };
    // Before the disk is waited for, and after that.
    let is_cancelled = cancel.is_cancelled() || {
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        set_mode(&file, path).map_err(|error| failed(&error))?;
        !cancel.commit()
    };
    if is_cancelled {
        give_up(file);
        return Err(Box::new(Diagnostic::error("cancelled").in_file(path.display().to_string())));
    }
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(written)
}

/// Takes away what was written so far. Where a system lets an open file lose its name that is done at once,
/// and its hundreds of megabytes are freed while nobody waits for it.
#[cfg(unix)]
fn give_up(file: tempfile::NamedTempFile) {
    let (file, path) = file.into_parts();
    drop(path);
    std::thread::spawn(move || drop(file));
}

#[cfg(not(unix))]
fn give_up(file: tempfile::NamedTempFile) {
    drop(file);
}

/// A temporary file is readable by its owner alone. What replaces a file is as open as that was; a new
/// file is meant to be handed on.
#[cfg(unix)]
fn set_mode(file: &tempfile::NamedTempFile, replaced: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(replaced).map_or(0o644, |found| found.permissions().mode() & 0o777);
    file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_file: &tempfile::NamedTempFile, _replaced: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a snapshot to any sink.
///
/// # Errors
/// As [`to_file`].
pub fn to_sink(
    snapshot: &Snapshot<'_>,
    format: Format,
    sink: &mut (dyn Write + Send),
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Written, Box<Diagnostic>> {
    std::thread::scope(|scope| {
        let mut blocks = blocks::Blocks::new(scope, sink);
        let diagnostics = match format {
            Format::GeoJson => geojson::write(snapshot, &mut blocks, progress, cancel),
            Format::Csv => csv::write(snapshot, &mut blocks, progress, cancel),
        }?;
        let (bytes, sha256) = blocks.finish()?;
        Ok(Written { bytes, sha256, diagnostics })
    })
    .map_err(|stop: Stop| stop.diagnostic(snapshot))
}
