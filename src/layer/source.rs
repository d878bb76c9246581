//! Where a layer came from, and how its features' own bytes are found again.

use crate::diagnostic::Diagnostic;
use std::path::PathBuf;

/// Where the bytes are.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceBytes {
    /// A file on disk.
    File(PathBuf),
    /// One of the bundled layers: its name (`space/land`) and its bytes.
    Bundled(&'static str, &'static [u8]),
}

/// A layer's source, with what is needed to tell whether it is still the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Where the bytes are.
    pub bytes: SourceBytes,
    /// Size in bytes when it was read.
    pub size: u64,
    /// Time of last change when it was read, in nanoseconds since the epoch, where the system knows it.
    pub modified_ns: Option<i128>,
    /// SHA-256 of what was read, in hexadecimal.
    pub sha256: String,
    /// The coordinate reference system of the source, such as `OGC:CRS84` or `EPSG:4549`.
    pub crs: String,
    /// Whether positions were moved from that system to WGS 84 while reading.
    pub reprojected: bool,
}

/// A feature's own bytes in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Offset of its `{`.
    pub offset: u64,
    /// Length up to and with its `}`.
    pub len: u32,
}

/// What the names of bundled layers begin with.
pub const BUNDLED_PREFIX: &str = "bundled:";

impl SourceBytes {
    /// The source as people name it: a path, or `bundled:space/land`.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Bundled(name, _) => format!("{BUNDLED_PREFIX}{name}"),
        }
    }
}

impl Source {
    /// The source as people name it: a path, or `bundled:space/land`.
    pub fn name(&self) -> String {
        self.bytes.name()
    }

    /// The file name alone, without folders.
    pub fn file_name(&self) -> String {
        match &self.bytes {
            SourceBytes::File(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            SourceBytes::Bundled(..) => self.name(),
        }
    }

    /// Opens the source for reading spans, after checking that it has not changed since.
    ///
    /// # Errors
    /// `source-changed` where size or time differ, `file-unreadable` where it cannot be opened.
    pub fn open(&self) -> Result<SourceReader, Box<Diagnostic>> {
        match &self.bytes {
            SourceBytes::Bundled(_, bytes) => Ok(SourceReader(Inner::Bytes(bytes))),
            SourceBytes::File(path) => {
                let unreadable = |error: std::io::Error| {
                    Box::new(
                        Diagnostic::error("file-unreadable")
                            .in_file(self.name())
                            .with("reason", error.to_string()),
                    )
                };
                let file = std::fs::File::open(path).map_err(unreadable)?;
                let meta = file.metadata().map_err(unreadable)?;
                if meta.len() != self.size
                    || (self.modified_ns.is_some() && modified_ns(&meta) != self.modified_ns)
                {
                    return Err(Box::new(Diagnostic::error("source-changed").in_file(self.name())));
                }
                Ok(SourceReader(Inner::File { file, buffer: Vec::new(), start: 0 }))
            }
        }
    }
}

/// The time of last change in nanoseconds since the epoch, where the system knows it.
pub fn modified_ns(meta: &std::fs::Metadata) -> Option<i128> {
    let elapsed = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    i128::try_from(elapsed.as_nanos()).ok()
}

/// Reads spans of a source; ascending spans are read in blocks.
#[derive(Debug)]
pub struct SourceReader(Inner);

#[derive(Debug)]
enum Inner {
    Bytes(&'static [u8]),
    File { file: std::fs::File, buffer: Vec<u8>, start: u64 },
}

/// Read ahead by this much where spans follow each other.
const BLOCK_BYTES: usize = 1 << 20;

impl SourceReader {
    /// The bytes of a span.
    ///
    /// # Errors
    /// The system's error, or `UnexpectedEof` where the source has become shorter.
    pub fn read(&mut self, span: Span) -> std::io::Result<&[u8]> {
        use std::io::{Read, Seek, SeekFrom};
        let len = span.len as usize;
        match &mut self.0 {
            Inner::Bytes(bytes) => {
                let start = span.offset as usize;
                bytes.get(start..start + len).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
            }
            Inner::File { file, buffer, start } => {
                let inside =
                    span.offset >= *start && span.offset + len as u64 <= *start + buffer.len() as u64;
                if !inside {
                    file.seek(SeekFrom::Start(span.offset))?;
                    buffer.resize(len.max(BLOCK_BYTES), 0);
                    let mut filled = 0;
                    while filled < buffer.len() {
                        match file.read(&mut buffer[filled..])? {
                            0 => break,
                            n => filled += n,
                        }
                    }
                    buffer.truncate(filled);
                    *start = span.offset;
                    if filled < len {
                        return Err(std::io::ErrorKind::UnexpectedEof.into());
                    }
                }
                let at = (span.offset - *start) as usize;
                Ok(&buffer[at..at + len])
            }
        }
    }
}
