//! What writers append to: a buffer that goes out in blocks, so that memory does not grow with what is
//! written. While the next block is filled, the one before is written and the one before that hashed, each
//! on a thread of its own: taking bytes in costs the system more than making them costs us.

use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

/// A block goes out when it holds this much.
const BLOCK_BYTES: usize = 1 << 20;

/// Blocks that may wait for the sink, and as many for the hash.
const WAITING: usize = 2;

/// The buffer that writers append to.
pub(super) struct Blocks<'scope> {
    buffer: Vec<u8>,
    full: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    /// Gone once it has been asked why it ended.
    sink: Option<ScopedJoinHandle<'scope, io::Result<u64>>>,
    hash: ScopedJoinHandle<'scope, String>,
}

impl<'scope> Blocks<'scope> {
    /// Begins to write to a sink.
    pub(super) fn new<'env>(scope: &'scope Scope<'scope, 'env>, sink: &'env mut (dyn Write + Send)) -> Self {
        let (full, to_write) = sync_channel(WAITING);
        let (written, to_hash) = sync_channel(WAITING);
        let (hashed, empty) = channel();
        let sink = scope.spawn(move || write_all(sink, &to_write, &written));
        let hash = scope.spawn(move || hash_all(&to_hash, &hashed));
        let buffer = Vec::with_capacity(BLOCK_BYTES + BLOCK_BYTES / 8);
        Self { buffer, full, empty, sink: Some(sink), hash }
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
        let mut next = self.empty.try_recv().unwrap_or_default();
        next.clear();
        let full = std::mem::replace(&mut self.buffer, next);
        self.full.send(full).map_err(|_gone| match self.outcome() {
            Err(error) => error,
            Ok(_) => gone(),
        })
    }

    /// How the sink fared, once it has ended.
    fn outcome(&mut self) -> io::Result<u64> {
        self.sink.take().and_then(|sink| sink.join().ok()).unwrap_or_else(|| Err(gone()))
    }

    /// Sends what is left; the number of bytes written and their SHA-256 in hexadecimal.
    ///
    /// # Errors
    /// What the sink fails with.
    pub(super) fn finish(mut self) -> io::Result<(u64, String)> {
        self.send()?;
        // No more blocks come: the sink ends, and after it the hash.
        let (nowhere, _) = sync_channel(0);
        drop(std::mem::replace(&mut self.full, nowhere));
        let bytes = self.outcome()?;
        let hash = self.hash.join().map_err(|_panic| gone())?;
        Ok((bytes, hash))
    }
}

/// What is said where a thread has ended that should not have.
fn gone() -> io::Error {
    io::Error::other("a thread that writes is gone")
}

/// Writes blocks in their order and hands them on; the number of bytes.
fn write_all(
    sink: &mut (dyn Write + Send),
    blocks: &Receiver<Vec<u8>>,
    written: &SyncSender<Vec<u8>>,
) -> io::Result<u64> {
    let mut bytes = 0;
    for block in blocks {
        sink.write_all(&block)?;
        bytes += block.len() as u64;
        written.send(block).map_err(|_gone| gone())?;
    }
    sink.flush()?;
    Ok(bytes)
}

impl Write for Blocks<'_> {
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

    /// Takes so many bytes and no more.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_as_such_whenever_it_is_found() {
        for (room, blocks) in [(0, 1), (BLOCK_BYTES, 2), (3 * BLOCK_BYTES / 2, 40)] {
            let mut sink = Full(room);
            let error = std::thread::scope(|scope| {
                let mut out = Blocks::new(scope, &mut sink);
                for _ in 0..blocks {
                    out.write_all(&vec![7; BLOCK_BYTES])?;
                }
                out.finish().map(drop)
            });
            assert_eq!(error.unwrap_err().kind(), io::ErrorKind::StorageFull, "{room}");
        }
    }

    #[test]
    fn nothing_is_a_file_too() {
        let (sink, bytes, hash) = written(&[]);
        assert!(sink.is_empty() && bytes == 0);
        assert!(hash.starts_with("e3b0c442"), "{hash}");
    }
}
