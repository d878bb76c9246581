//! Reading files into layers: one file per format behind one function.
//!
//! A format is one module with a [`Reader`] and one line in [`READERS`].

mod columns;
mod geojson;
mod stream;

use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::{Layer, Source, SourceBytes};
use crate::progress::{CancelToken, Progress};
use sha2::{Digest, Sha256};
use stream::Stream;

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
    /// The spatial index is left for when it is needed, which may be never.
    pub index_later: bool,
}

/// A file's bytes, as they come, with what a reader needs to work on them.
pub struct Input<'a, 'b> {
    /// The bytes of the file from its beginning.
    pub stream: &'a mut Stream<'b>,
    /// Bytes that a piece of work should have, where the format lets them be chosen.
    pub block_bytes: usize,
    /// The layer's name where the file does not give one.
    pub stem: String,
    /// The source, its `crs` and `reprojected` to be filled in by the reader; size and hash are filled
    /// in once all was read.
    pub source: Source,
    /// Takes note of progress.
    pub progress: &'b dyn Progress,
    /// Asks the reader to stop.
    pub cancel: &'b CancelToken,
}

/// A file format that can be read.
pub trait Reader: Sync {
    /// Name of the format, as people know it.
    fn name(&self) -> &'static str;
    /// Whether the beginning of a file looks like this format.
    fn recognises(&self, beginning: &[u8]) -> bool;
    /// Reads a file into a layer. It need not read the stream to its end.
    ///
    /// # Errors
    /// [`ReadFailure`] where it was cancelled or no feature at all could be read.
    fn read(&self, input: Input<'_, '_>) -> Result<Layer, ReadFailure>;
}

/// The formats, tried in this order.
pub const READERS: [&dyn Reader; 1] = [&geojson::GeoJson];

/// Bytes that a worker takes at a time: a few milliseconds of work, so that cancelling is felt at once.
const BLOCK_BYTES: usize = 1 << 20;

/// Blocks of small files are smaller, down to this: all workers have something to do until the end.
const LEAST_BLOCK_BYTES: usize = 1 << 17;

/// So many blocks a small file is cut into, at least.
const BLOCKS: u64 = 16;

/// Bytes at the beginning that tell the format.
const BEGINNING_BYTES: usize = 1 << 16;

/// Reads a source into a layer.
///
/// The file is read once, in blocks: what is held in memory is the layer ([`Layer::memory`]), the blocks
/// that are being worked on, and one feature at a time however long it is.
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
    read_in_blocks(source, options, None, progress, cancel)
}

/// The same with blocks of a size that does not follow from the file's; the layer does not depend on it.
fn read_in_blocks(
    source: &SourceBytes,
    options: ReadOptions,
    block_bytes: Option<usize>,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Layer, ReadFailure> {
    let stem = match source {
        SourceBytes::File(path) => {
            path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
        }
        SourceBytes::Bundled(name, _) => name.rsplit('/').next().unwrap_or(name).to_owned(),
    };
    let mut stream = Stream::open(source, cancel)?;
    let origin = Source {
        bytes: source.clone(),
        size: stream.size(),
        modified_ns: stream.modified_ns(),
        sha256: String::new(),
        crs: String::new(),
        reprojected: false,
    };
    let name = origin.name();
    let beginning = stream.beginning(BEGINNING_BYTES)?;
    let Some(reader) = READERS.into_iter().find(|reader| reader.recognises(beginning)) else {
        let diagnostic = unrecognised(beginning, table_ending(source));
        return Err(diagnostic.in_file(name).into());
    };
    let block_bytes = block_bytes.unwrap_or_else(|| block_bytes_of(stream.size()));
    let input = Input { stream: &mut stream, block_bytes, stem, source: origin, progress, cancel };
    let mut layer = reader.read(input).map_err(|failure| match failure {
        ReadFailure::Failed(list) => {
            ReadFailure::Failed(list.into_iter().map(|diagnostic| diagnostic.in_file(&name)).collect())
        }
        ReadFailure::Cancelled => ReadFailure::Cancelled,
    })?;
    let finished = stream.finish()?;
    if !options.index_later && !layer.index.build_or_stop(cancel) {
        return Err(ReadFailure::Cancelled);
    }
    layer.source.size = finished.size;
    layer.source.sha256 = finished.sha256;
    if finished.has_changed {
        layer.diagnostics.push(Diagnostic::warning("file-changing"));
    }
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

/// How large the blocks of a file of some size are.
fn block_bytes_of(size: u64) -> usize {
    (size / BLOCKS).clamp(LEAST_BLOCK_BYTES as u64, BLOCK_BYTES as u64) as usize
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    crate::text::hexadecimal(&Sha256::digest(bytes))
}

/// Endings of the files of spreadsheets.
const TABLES: [&str; 6] = ["csv", "tsv", "xlsx", "xls", "et", "ods"];

/// The ending of a file that is a table by its name.
fn table_ending(source: &SourceBytes) -> Option<&'static str> {
    let SourceBytes::File(path) = source else { return None };
    let ending = path.extension()?.to_str()?;
    TABLES.into_iter().find(|table| table.eq_ignore_ascii_case(ending))
}

/// Why no reader takes these bytes.
fn unrecognised(bytes: &[u8], table: Option<&str>) -> Diagnostic {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        Diagnostic::error("file-empty")
    } else if let Some(ending) = table {
        Diagnostic::error("format-table").with("ending", ending)
    } else if starts(b"\xFF\xFE") || starts(b"\xFE\xFF") {
        Diagnostic::error("encoding-utf16")
    } else if starts(b"PK\x03\x04") || starts(b"\x1f\x8b") {
        Diagnostic::error("format-archive")
    } else {
        Diagnostic::error("format-unrecognised")
    }
}
