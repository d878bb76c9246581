//! The bytes of a source as they come: read in pieces, hashed on the way, never all at once in memory.

use super::ReadFailure;
use crate::diagnostic::Diagnostic;
use crate::layer::{SourceBytes, modified_ns};
use crate::progress::CancelToken;
use sha2::{Digest, Sha256};
use std::io::Read;

/// Bytes asked of the system at a time; cancel is looked at in between.
const PIECE_BYTES: usize = 1 << 20;

/// Reads a source from its beginning to its end.
pub struct Stream<'a> {
    bytes: Bytes,
    name: String,
    /// What was looked at beforehand, given out first.
    ahead: Vec<u8>,
    hash: Sha256,
    read: u64,
    size: u64,
    modified_ns: Option<i128>,
    cancel: &'a CancelToken,
}

enum Bytes {
    File(std::fs::File),
    Bundled(&'static [u8]),
}

/// What is known of a source once it was read to its end.
pub(super) struct Finished {
    pub(super) size: u64,
    pub(super) sha256: String,
    /// The file was written to in the meantime.
    pub(super) has_changed: bool,
}

impl<'a> Stream<'a> {
    /// Opens a source.
    pub(super) fn open(source: &SourceBytes, cancel: &'a CancelToken) -> Result<Self, ReadFailure> {
        let (bytes, name, size, modified_ns) = match source {
            SourceBytes::Bundled(_, bytes) => {
                (Bytes::Bundled(bytes), source.name(), bytes.len() as u64, None)
            }
            SourceBytes::File(path) => {
                let name = source.name();
                let file = std::fs::File::open(path).map_err(|error| unreadable(&name, &error))?;
                let meta = file.metadata().map_err(|error| unreadable(&name, &error))?;
                if meta.is_dir() {
                    return Err(Diagnostic::error("file-is-folder").in_file(name).into());
                }
                (Bytes::File(file), name, meta.len(), modified_ns(&meta))
            }
        };
        let (ahead, hash) = (Vec::new(), Sha256::new());
        Ok(Self { bytes, name, ahead, hash, read: 0, size, modified_ns, cancel })
    }

    /// Size in bytes when it was opened.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Time of last change when it was opened.
    pub(super) fn modified_ns(&self) -> Option<i128> {
        self.modified_ns
    }

    /// The first bytes, which will be given out again.
    pub(super) fn beginning(&mut self, bytes: usize) -> Result<&[u8], ReadFailure> {
        let mut ahead = std::mem::take(&mut self.ahead);
        self.fill(&mut ahead, bytes)?;
        self.ahead = ahead;
        Ok(&self.ahead)
    }

    /// Appends so many bytes to `buffer`, fewer only at the end; false where the end was met.
    ///
    /// # Errors
    /// `file-unreadable`, and [`ReadFailure::Cancelled`].
    pub fn fill(&mut self, buffer: &mut Vec<u8>, mut wanted: usize) -> Result<bool, ReadFailure> {
        let ahead = wanted.min(self.ahead.len());
        buffer.extend(self.ahead.drain(..ahead));
        wanted -= ahead;
        while wanted > 0 {
            if self.cancel.is_cancelled() {
                return Err(ReadFailure::Cancelled);
            }
            let start = buffer.len();
            let piece = wanted.min(PIECE_BYTES);
            match &mut self.bytes {
                Bytes::File(file) => {
                    let read = file.take(piece as u64).read_to_end(buffer);
                    read.map_err(|error| unreadable(&self.name, &error))?;
                }
                Bytes::Bundled(rest) => {
                    let (piece, others) = rest.split_at(piece.min(rest.len()));
                    buffer.extend_from_slice(piece);
                    *rest = others;
                }
            }
            let read = buffer.len() - start;
            self.hash.update(&buffer[start..]);
            self.read += read as u64;
            wanted -= read;
            if read < piece {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads what is left, for its hash alone.
    pub(super) fn finish(mut self) -> Result<Finished, ReadFailure> {
        let mut buffer = std::mem::take(&mut self.ahead);
        loop {
            buffer.clear();
            if !self.fill(&mut buffer, PIECE_BYTES)? {
                break;
            }
        }
        let has_changed = match &self.bytes {
            Bytes::Bundled(_) => false,
            // A file that is gone by now has told all that it had to tell.
            Bytes::File(file) => file.metadata().is_ok_and(|meta| {
                meta.len() != self.read || meta.len() != self.size || modified_ns(&meta) != self.modified_ns
            }),
        };
        let sha256 = crate::text::hexadecimal(&self.hash.finalize());
        Ok(Finished { size: self.read, sha256, has_changed })
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> ReadFailure {
    let code = if error.kind() == std::io::ErrorKind::NotFound { "file-missing" } else { "file-unreadable" };
    Diagnostic::error(code).in_file(name).with("reason", error.to_string()).into()
}
