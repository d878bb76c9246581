//! Whether a source is still what was read, byte for byte: looked for while its features are copied, and
//! told before the copy takes the place of an earlier file.

use super::Stop;
use crate::diagnostic::Diagnostic;
use crate::layer::{Source, SourceBytes};
use crate::progress::CancelToken;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Read};

/// Read this much at a time, and look for a cancel in between.
const BLOCK_BYTES: usize = 1 << 20;

/// Compares the file's SHA-256 with the one of what was read.
pub(super) fn same_bytes(source: &Source, cancel: &[&CancelToken]) -> Result<(), Stop> {
    let SourceBytes::File(path) = &source.bytes else { return Ok(()) };
    let unreadable = |error: std::io::Error| {
        let reason = error.to_string();
        let diagnostic = Diagnostic::error("file-unreadable").in_file(source.name()).with("reason", reason);
        Stop::Source(Box::new(diagnostic))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut block = vec![0; BLOCK_BYTES];
    let mut hash = Sha256::new();
    loop {
        if cancel.iter().any(|cancel| cancel.is_cancelled()) {
            return Err(Stop::Cancelled);
        }
        match file.read(&mut block) {
            Ok(0) => break,
            Ok(len) => hash.update(&block[..len]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    if crate::text::hexadecimal(&hash.finalize()) == source.sha256 {
        return Ok(());
    }
    Err(Stop::Source(Box::new(Diagnostic::error("source-changed").in_file(source.name()))))
}
