//! Progress of long work, and the token that cancels it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far a piece of work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// Bytes done so far.
    pub bytes: u64,
    /// Bytes in all, where known (0 otherwise).
    pub bytes_total: u64,
    /// Features read, filtered or written so far.
    pub features: u64,
}

/// Receives ticks from a worker; called from any thread, a few times a second at most is enough.
pub trait Progress: Sync {
    /// Takes note of how far the work has come.
    fn tick(&self, tick: Tick);
}

impl<F: Fn(Tick) + Sync> Progress for F {
    fn tick(&self, tick: Tick) {
        self(tick);
    }
}

/// Progress that nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn tick(&self, _: Tick) {}
}

/// Asks running work to stop; clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
