//! Blocks on their way from the file through the workers into the layer.

use super::assembly::Assembly;
use super::brackets::{Looks, Reach};
use super::feature::FeatureReader;
use super::walk::{State, Walked, Window, walk};
use crate::diagnostic::Diagnostic;
use crate::progress::{CancelToken, Tick};
use crate::read::stream::Stream;
use crate::read::{Input, ReadFailure};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock, mpsc};

/// A stretch of the file in a buffer that is used again and again.
struct Block {
    number: usize,
    offset: u64,
    bytes: Vec<u8>,
    is_last: bool,
}

/// A block with what a walk over it found, had the walk begun at its first byte in that state.
struct Guess {
    block: Block,
    state: State,
    had_single: bool,
    /// How far the part of the block reaches that is done with.
    reach: Reach,
    walked: Walked,
}

/// What is known while reading, and makes guesses better.
#[derive(Default)]
struct Known {
    /// Blocks begin between features of a collection, not of a sequence.
    in_collection: AtomicBool,
    /// Fields of which most texts are distinct.
    plain_fields: RwLock<Vec<String>>,
}

/// Reads all features.
pub(super) fn read_features(input: &mut Input<'_, '_>) -> Result<Assembly, ReadFailure> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let known = Known::default();
    let (to_workers, blocks) = mpsc::channel::<Block>();
    let (to_assembly, guesses) = mpsc::channel::<Result<Guess, ReadFailure>>();
    let (to_reader, buffers) = mpsc::channel::<Vec<u8>>();
    for _ in 0..2 * workers + 2 {
        // The other end stands in this function: it is there.
        let _sent = to_reader.send(Vec::new());
    }
    let blocks = Mutex::new(blocks);
    let (block_bytes, total, cancel) = (input.block_bytes, input.stream.size(), input.cancel);
    let (stream, progress) = (&mut *input.stream, input.progress);
    std::thread::scope(|scope| {
        let (known, blocks) = (&known, &blocks);
        let failed = to_assembly.clone();
        scope.spawn(move || {
            let cutter = Cutter { known, block_bytes, to_workers, buffers };
            if let Err(failure) = cutter.cut(stream) {
                // Nobody listens where the walk has ended: then the failure shows when the rest is read.
                let _sent = failed.send(Err(failure));
            }
        });
        for _ in 0..workers {
            let to_assembly = to_assembly.clone();
            scope.spawn(move || {
                loop {
                    let next = blocks.lock().map(|blocks| blocks.recv());
                    let Ok(Ok(block)) = next else { return };
                    if cancel.is_cancelled() || to_assembly.send(Ok(Guess::of(block, known, cancel))).is_err()
                    {
                        return;
                    }
                }
            });
        }
        drop(to_assembly);
        let mut way = Way::new(known, cancel);
        let mut early = BTreeMap::new();
        let mut next = 0;
        'blocks: for guess in guesses {
            let guess = guess?;
            if cancel.is_cancelled() {
                break;
            }
            early.insert(guess.block.number, guess);
            while let Some(guess) = early.remove(&next) {
                next += 1;
                let end = guess.block.offset + guess.block.bytes.len() as u64;
                let buffer = way.take(guess)?;
                progress.tick(Tick {
                    bytes: end.min(total),
                    bytes_total: total,
                    features: way.assembly.rows() as u64,
                });
                if way.state == State::Ended {
                    break 'blocks;
                }
                // Nobody needs it once the last block was read.
                drop(to_reader.send(buffer));
            }
        }
        drop(to_reader);
        if cancel.is_cancelled() { Err(ReadFailure::Cancelled) } else { Ok(way.assembly) }
    })
}

/// Cuts the stream into blocks.
struct Cutter<'a> {
    known: &'a Known,
    block_bytes: usize,
    to_workers: mpsc::Sender<Block>,
    buffers: mpsc::Receiver<Vec<u8>>,
}

impl Cutter<'_> {
    /// Until the stream ends, or nobody wants more.
    fn cut(&self, stream: &mut Stream<'_>) -> Result<(), ReadFailure> {
        let mut rest = Vec::new();
        let mut looks = None;
        let mut offset = 0;
        for number in 0.. {
            let Ok(mut bytes) = self.buffers.recv() else { return Ok(()) };
            bytes.clear();
            bytes.append(&mut rest);
            // At least one byte more than before; three hold a byte order mark.
            let wanted = self.block_bytes.max(3).max(bytes.len() + 1) - bytes.len();
            // A small file needs no large buffer.
            let left = stream.size().saturating_sub(offset) as usize;
            bytes.reserve_exact(wanted.min(left) + 32);
            let is_last = !stream.fill(&mut bytes, wanted)?;
            if number == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
                offset = 3;
            }
            let looks = looks.get_or_insert_with(|| {
                let looks = Looks::of(&bytes);
                self.known.in_collection.store(matches!(looks, Looks::Key(_)), Ordering::Relaxed);
                looks
            });
            if !is_last && let Some(cut) = looks.last_in(&bytes) {
                rest.extend_from_slice(&bytes[cut..]);
                bytes.truncate(cut);
            }
            let block = Block { number, offset, bytes, is_last };
            offset += block.bytes.len() as u64;
            if self.to_workers.send(block).is_err() || is_last {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Guess {
    /// Walks over a block as if a feature began with it.
    fn of(block: Block, known: &Known, cancel: &CancelToken) -> Self {
        let is_first = block.number == 0;
        let state = if !is_first && known.in_collection.load(Ordering::Relaxed) {
            State::Features { is_first: false }
        } else {
            State::Top
        };
        let had_single = !is_first && state == State::Top;
        let plain = known.plain_fields.read().map(|fields| fields.clone()).unwrap_or_default();
        let window = Window { bytes: &block.bytes, is_last: block.is_last };
        let reader = FeatureReader::new(block.offset, &plain, cancel);
        let walked = walk(window, state, had_single, usize::MAX, reader);
        let reach = Reach::of(&block.bytes[..walked.done]);
        Self { block, state, had_single, reach, walked }
    }
}

/// The walk through the whole file, of which the walks over blocks are parts.
struct Way<'a> {
    known: &'a Known,
    cancel: &'a CancelToken,
    assembly: Assembly,
    state: State,
    /// Where it stands in the file, and what lies before that.
    offset: u64,
    reach: Reach,
    /// Bytes from there on that could not be walked over yet.
    waiting: Vec<u8>,
    /// So many are wanted before the next attempt: twice as many as were too few.
    wanted: usize,
}

/// Nothing longer than this may stand in one piece: a span's length has 32 bits.
const LONGEST_BYTES: usize = u32::MAX as usize - (1 << 30);

/// Bytes that are walked over here between two looks at the cancel token.
const ENOUGH_BYTES: usize = 4 << 20;

impl<'a> Way<'a> {
    fn new(known: &'a Known, cancel: &'a CancelToken) -> Self {
        Self {
            known,
            cancel,
            assembly: Assembly::default(),
            state: State::Top,
            offset: 0,
            reach: Reach::default(),
            waiting: Vec::new(),
            wanted: 0,
        }
    }

    /// Takes the next block in, and gives its buffer back.
    fn take(&mut self, guess: Guess) -> Result<Vec<u8>, ReadFailure> {
        let Block { number, offset, bytes, is_last } = guess.block;
        if number == 0 {
            self.offset = offset;
        }
        let is_right = self.waiting.is_empty()
            && guess.state == self.state
            && guess.had_single == self.assembly.had_single();
        if self.waiting.try_reserve(bytes.len()).is_err() || self.waiting.len() > LONGEST_BYTES {
            return Err(Diagnostic::error("file-too-large").into());
        }
        if is_right {
            let done = guess.walked.done;
            self.add(guess.walked, &bytes, guess.reach);
            self.waiting.extend_from_slice(&bytes[done..]);
            self.wanted = 2 * self.waiting.len();
        } else {
            self.waiting.extend_from_slice(&bytes);
            if self.waiting.len() >= self.wanted || is_last {
                self.walk_over_waiting(is_last)?;
            }
        }
        Ok(bytes)
    }

    fn walk_over_waiting(&mut self, is_last: bool) -> Result<(), ReadFailure> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut at = 0;
        loop {
            if self.cancel.is_cancelled() {
                return Err(ReadFailure::Cancelled);
            }
            let bytes = &waiting[at..];
            let plain = self.assembly.plain_fields();
            let reader = FeatureReader::new(self.offset, &plain, self.cancel);
            let window = Window { bytes, is_last };
            let walked = walk(window, self.state, self.assembly.had_single(), ENOUGH_BYTES, reader);
            let (done, paused) = (walked.done, walked.paused);
            self.add(walked, bytes, Reach::of(&bytes[..done]));
            at += done;
            if !paused {
                break;
            }
        }
        self.waiting.extend_from_slice(&waiting[at..]);
        self.wanted = 2 * self.waiting.len();
        Ok(())
    }

    fn add(&mut self, walked: Walked, bytes: &[u8], reach: Reach) {
        self.assembly.add(walked.batch, walked.met, bytes, self.reach);
        self.reach = self.reach.and(reach);
        self.offset += walked.done as u64;
        self.state = walked.state;
        self.known.in_collection.store(matches!(self.state, State::Features { .. }), Ordering::Relaxed);
        if let Ok(mut plain) = self.known.plain_fields.write() {
            *plain = self.assembly.plain_fields();
        }
    }
}
