//! Progress of long work, and the token that cancels it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

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
pub struct CancelToken(Arc<Flag>);

#[derive(Debug, Default)]
struct Flag {
    is_set: AtomicBool,
    counter: Option<Counter>,
}

#[derive(Debug)]
struct Counter {
    looks: AtomicU64,
    most: u64,
}

/// How often the token is looked at while work that cannot be stopped goes on elsewhere.
const LOOK_EVERY: Duration = Duration::from_millis(5);

impl CancelToken {
    /// A token that counts the looks at it, and is set from the one after `most` on: with it a test shows
    /// that work looks, and that it stops wherever it is told to, without a clock.
    pub fn after_looks(most: u64) -> Self {
        let counter = Some(Counter { looks: AtomicU64::new(0), most });
        Self(Arc::new(Flag { is_set: AtomicBool::new(false), counter }))
    }

    /// How often a token was looked at that counts.
    pub fn looks(&self) -> u64 {
        self.0.counter.as_ref().map_or(0, |counter| counter.looks.load(Ordering::Relaxed))
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.is_set.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        if let Some(counter) = &self.0.counter
            && counter.looks.fetch_add(1, Ordering::Relaxed) >= counter.most
        {
            self.cancel();
        }
        self.0.is_set.load(Ordering::Relaxed)
    }

    /// Work of a library that nothing stops from within: on a thread of its own, which comes to its end by
    /// itself where nobody waits for it any more. `None` where it was cancelled.
    pub fn unless_cancelled<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        if self.is_cancelled() {
            return None;
        }
        let (done, waiting) = sync_channel(1);
        // Nobody listens where it was cancelled.
        let thread = std::thread::spawn(move || drop(done.send(work())));
        loop {
            match waiting.recv_timeout(LOOK_EVERY) {
                Ok(found) => return Some(found),
                Err(RecvTimeoutError::Timeout) if self.is_cancelled() => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => match thread.join() {
                    Ok(()) => return None,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_counts_is_set_after_so_many_looks() {
        let token = CancelToken::after_looks(2);
        assert!(!token.is_cancelled() && !token.clone().is_cancelled());
        assert!(token.is_cancelled() && token.is_cancelled());
        assert_eq!(token.looks(), 4);
        assert_eq!(CancelToken::default().looks(), 0);
    }

    #[test]
    fn nobody_waits_for_work_that_was_cancelled() {
        let token = CancelToken::after_looks(3);
        let (_open, gate) = sync_channel::<()>(1);
        // It ends when this test does.
        assert_eq!(token.unless_cancelled(move || gate.recv().is_ok()), None);
        assert_eq!(CancelToken::default().unless_cancelled(|| 7), Some(7));
    }
}
