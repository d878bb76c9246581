//! Reading files into layers: one file per format behind one function.
//!
//! A format is one module with a [`Reader`] and one line in [`READERS`].

mod columns;
mod geojson;

use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::{Layer, Source, SourceBytes, modified_ns};
use crate::progress::{CancelToken, Progress, Tick};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

/// Why there is no layer.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadFailure {
    /// Somebody cancelled.
    Cancelled,
    /// What stood against it; the last one is the reason.
    Failed(Vec<Diagnostic>),
}

impl From<Diagnostic> for ReadFailure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Failed(vec![diagnostic])
    }
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Any warning is a failure.
    pub strict: bool,
}

/// A file's bytes with what a reader needs to work on them.
pub struct Input<'a> {
    /// All bytes of the file.
    pub bytes: &'a [u8],
    /// The layer's name where the file does not give one.
    pub stem: String,
    /// The source, its `crs` and `reprojected` to be filled in by the reader.
    pub source: Source,
    /// Takes note of progress.
    pub progress: &'a dyn Progress,
    /// Asks the reader to stop.
    pub cancel: &'a CancelToken,
}

/// A file format that can be read.
pub trait Reader: Sync {
    /// Name of the format, as people know it.
    fn name(&self) -> &'static str;
    /// Whether the beginning of a file looks like this format.
    fn recognises(&self, beginning: &[u8]) -> bool;
    /// Reads a file into a layer.
    ///
    /// # Errors
    /// [`ReadFailure`] where it was cancelled or no feature at all could be read.
    fn read(&self, input: Input<'_>) -> Result<Layer, ReadFailure>;
}

/// The formats, tried in this order.
pub const READERS: [&dyn Reader; 1] = [&geojson::GeoJson];

/// Bytes asked of the system at a time; progress and cancel are looked at in between.
const BLOCK_BYTES: usize = 4 << 20;

/// Reads a source into a layer.
///
/// # Errors
/// [`ReadFailure`] where the file cannot be opened, is of no known format, holds no feature that can
/// be read, or where `options.strict` and there was a warning.
pub fn read(
    source: &SourceBytes,
    options: ReadOptions,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Layer, ReadFailure> {
    let (bytes, modified_ns) = match source {
        SourceBytes::Bundled(_, bytes) => (Cow::Borrowed(*bytes), None),
        SourceBytes::File(path) => {
            let (bytes, modified_ns) = read_file(path, progress, cancel)?;
            (Cow::Owned(bytes), modified_ns)
        }
    };
    let stem = match source {
        SourceBytes::File(path) => {
            path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
        }
        SourceBytes::Bundled(name, _) => name.rsplit('/').next().unwrap_or(name).to_owned(),
    };
    let mut origin = Source {
        bytes: source.clone(),
        size: bytes.len() as u64,
        modified_ns,
        sha256: String::new(),
        crs: String::new(),
        reprojected: false,
    };
    let name = origin.name();
    let Some(reader) = READERS.into_iter().find(|reader| reader.recognises(&bytes)) else {
        return Err(unrecognised(&bytes).in_file(name).into());
    };
    // The hash needs as long as reading the features does: both at once.
    let layer = std::thread::scope(|scope| {
        let hash = scope.spawn(|| sha256(&bytes));
        origin.sha256.clear();
        let layer = reader.read(Input { bytes: &bytes, stem, source: origin.clone(), progress, cancel });
        let hash = hash.join().unwrap_or_default();
        layer.map(|mut layer| {
            layer.source.sha256 = hash;
            layer
        })
    });
    let mut layer = layer.map_err(|failure| match failure {
        ReadFailure::Failed(list) => {
            ReadFailure::Failed(list.into_iter().map(|diagnostic| diagnostic.in_file(&name)).collect())
        }
        ReadFailure::Cancelled => ReadFailure::Cancelled,
    })?;
    for diagnostic in &mut layer.diagnostics {
        diagnostic.place.file = Some(name.clone());
    }
    if options.strict && layer.diagnostics.iter().any(|found| found.severity >= Severity::Warning) {
        let mut all = layer.diagnostics;
        all.push(Diagnostic::error("strict").in_file(name));
        return Err(ReadFailure::Failed(all));
    }
    Ok(layer)
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    crate::text::hexadecimal(&Sha256::digest(bytes))
}

fn read_file(
    path: &Path,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<(Vec<u8>, Option<i128>), ReadFailure> {
    let unreadable = |error: std::io::Error| {
        let code =
            if error.kind() == std::io::ErrorKind::NotFound { "file-missing" } else { "file-unreadable" };
        Diagnostic::error(code).in_file(path.display().to_string()).with("reason", error.to_string())
    };
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    if meta.is_dir() {
        return Err(Diagnostic::error("file-is-folder").in_file(path.display().to_string()).into());
    }
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(meta.len() as usize + 1).is_err() {
        return Err(Diagnostic::error("file-too-large").in_file(path.display().to_string()).into());
    }
    loop {
        if cancel.is_cancelled() {
            return Err(ReadFailure::Cancelled);
        }
        let read = (&mut file).take(BLOCK_BYTES as u64).read_to_end(&mut bytes).map_err(unreadable)?;
        if read == 0 {
            return Ok((bytes, modified_ns(&meta)));
        }
        // Half of the way is reading, half is understanding: see `geojson`.
        progress.tick(Tick { bytes: bytes.len() as u64 / 8, bytes_total: meta.len(), features: 0 });
    }
}

/// Why no reader takes these bytes.
fn unrecognised(bytes: &[u8]) -> Diagnostic {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        Diagnostic::error("file-empty")
    } else if starts(b"\xFF\xFE") || starts(b"\xFE\xFF") {
        Diagnostic::error("encoding-utf16")
    } else if starts(b"PK\x03\x04") || starts(b"\x1f\x8b") {
        Diagnostic::error("format-archive")
    } else {
        Diagnostic::error("format-unrecognised")
    }
}
