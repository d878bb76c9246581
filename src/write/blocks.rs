//! What writers append to: a buffer that goes out in blocks, so that memory does not grow with what is
//! written. Blocks are hashed on a thread of their own while the next one is filled.

use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

/// A block goes out when it holds this much.
const BLOCK_BYTES: usize = 1 << 20;

/// Blocks that may wait for the hash.
const WAITING: usize = 2;

/// The buffer that writers append to.
pub(super) struct Blocks<'scope, 'sink> {
    sink: &'sink mut dyn Write,
    buffer: Vec<u8>,
    bytes: u64,
    full: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    hash: ScopedJoinHandle<'scope, String>,
}

impl<'scope, 'sink> Blocks<'scope, 'sink> {
    /// Begins to write to a sink.
    pub(super) fn new(scope: &'scope Scope<'scope, '_>, sink: &'sink mut dyn Write) -> Self {
        let (full, to_hash) = sync_channel(WAITING);
        let (hashed, empty) = channel();
        let hash = scope.spawn(move || hash_all(&to_hash, &hashed));
        Self { sink, buffer: Vec::with_capacity(BLOCK_BYTES + BLOCK_BYTES / 8), bytes: 0, full, empty, hash }
    }

    /// Where to append.
    pub(super) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Sends the block on its way where it is full: to be called between features.
    ///
    /// # Errors
    /// What the sink fails with.
    pub(super) fn pass(&mut self) -> io::Result<()> {
        if self.buffer.len() < BLOCK_BYTES { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> io::Result<()> {
        self.sink.write_all(&self.buffer)?;
        self.bytes += self.buffer.len() as u64;
        let mut next = self.empty.try_recv().unwrap_or_default();
        next.clear();
        let full = std::mem::replace(&mut self.buffer, next);
        self.full.send(full).map_err(|_gone| io::Error::other("the hash is gone"))
    }

    /// Sends what is left; the number of bytes written and their SHA-256 in hexadecimal.
    ///
    /// # Errors
    /// What the sink fails with.
    pub(super) fn finish(mut self) -> io::Result<(u64, String)> {
        self.send()?;
        self.sink.flush()?;
        drop(self.full);
        let hash = self.hash.join().map_err(|_panic| io::Error::other("the hash is gone"))?;
        Ok((self.bytes, hash))
    }
}

impl Write for Blocks<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        self.pass()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hashes blocks in their order and gives them back to be filled again.
fn hash_all(blocks: &Receiver<Vec<u8>>, hashed: &Sender<Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for block in blocks {
        hash.update(&block);
        // Nobody waits for the last ones.
        hashed.send(block).ok();
    }
    crate::text::hexadecimal(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pieces: &[Vec<u8>]) -> (Vec<u8>, u64, String) {
        let mut sink = Vec::new();
        let (bytes, hash) = std::thread::scope(|scope| {
            let mut blocks = Blocks::new(scope, &mut sink);
            for piece in pieces {
                blocks.write_all(piece).unwrap();
            }
            blocks.finish().unwrap()
        });
        (sink, bytes, hash)
    }

    #[test]
    fn blocks_arrive_in_order_whole_and_hashed() {
        let pieces: Vec<Vec<u8>> =
            (0..9_u8).map(|number| vec![number; usize::from(number) * 300_000]).collect();
        let (sink, bytes, hash) = written(&pieces);
        let whole = pieces.concat();
        assert!(sink == whole);
        assert_eq!(bytes, whole.len() as u64);
        assert_eq!(hash, crate::text::hexadecimal(&Sha256::digest(&whole)));
    }

    #[test]
    fn nothing_is_a_file_too() {
        let (sink, bytes, hash) = written(&[]);
        assert!(sink.is_empty() && bytes == 0);
        assert!(hash.starts_with("e3b0c442"), "{hash}");
    }
}
