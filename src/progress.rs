//! Progress of long work, and the token that cancels it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

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
    state: AtomicU8,
    counter: Option<Counter>,
}

/// Nobody has cancelled, and it is not too late to do so.
const OPEN: u8 = 0;
const CANCELLED: u8 = 1;
const COMMITTED: u8 = 2;

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
        Self(Arc::new(Flag { state: AtomicU8::new(OPEN), counter }))
    }

    /// How often a token was looked at that counts.
    pub fn looks(&self) -> u64 {
        self.0.counter.as_ref().map_or(0, |counter| counter.looks.load(Ordering::Relaxed))
    }

    /// Asks the work to stop; without effect once it has [committed](Self::commit).
    pub fn cancel(&self) {
        self.0.state.compare_exchange(OPEN, CANCELLED, Ordering::AcqRel, Ordering::Acquire).ok();
    }

    /// Before the step that others see, as a file that takes another one's place: whether it may be taken.
    /// From here on cancelling comes too late, so that what was cancelled never happens after all.
    pub fn commit(&self) -> bool {
        !self.is_cancelled()
            && self.0.state.compare_exchange(OPEN, COMMITTED, Ordering::AcqRel, Ordering::Acquire)
                != Err(CANCELLED)
    }

    /// Whether the work was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        if let Some(counter) = &self.0.counter
            && counter.looks.fetch_add(1, Ordering::Relaxed) >= counter.most
        {
            self.cancel();
        }
        self.0.state.load(Ordering::Relaxed) == CANCELLED
    }

    /// Work of a library that nothing stops from within: on a thread of its own, which comes to its end by
    /// itself where nobody waits for it any more. `None` where it was cancelled. Where too many such threads
    /// are left behind, it waits for one of them to end; where the system gives no thread, the work is done
    /// at once, and cancelling it has to wait.
    pub fn unless_cancelled<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        GATE.run(self, Builder::new(), work)
    }
}

static GATE: Gate = Gate::of(MOST_LEFT_BEHIND);

/// Threads of all gates that go on though nobody waits for them.
static LEFT_BEHIND: AtomicUsize = AtomicUsize::new(0);

/// Waits for the threads that were left behind, no longer than `at_most`: before the program ends, so that
/// none of them leaves half a file behind.
pub fn settle(at_most: Duration) {
    let begun = Instant::now();
    while LEFT_BEHIND.load(Ordering::Acquire) > 0 && begun.elapsed() < at_most {
        std::thread::sleep(LOOK_EVERY);
    }
}

/// Threads that may be left behind before nothing new of the sort begins. Those who pass the gate at the
/// same time may add one each.
const MOST_LEFT_BEHIND: usize = 4;

/// Bounds the threads that go on though nobody waits for them.
#[derive(Debug)]
pub struct Gate {
    left_behind: AtomicUsize,
    most: usize,
}

impl Gate {
    /// A gate that lets so many be left behind.
    pub const fn of(most: usize) -> Self {
        Self { left_behind: AtomicUsize::new(0), most }
    }

    /// Does work as [`CancelToken::unless_cancelled`] does, unless too many threads are left behind: then it
    /// gives the work back.
    ///
    /// # Errors
    /// The work, where it is to be done in another way.
    pub fn unless_full<T: Send + 'static, W: FnOnce() -> T + Send + 'static>(
        &'static self,
        cancel: &CancelToken,
        work: W,
    ) -> Result<Option<T>, W> {
        if self.left_behind.load(Ordering::Acquire) >= self.most {
            return Err(work);
        }
        Ok(self.run(cancel, Builder::new(), work))
    }

    fn run<T: Send + 'static, W: FnOnce() -> T + Send + 'static>(
        &'static self,
        cancel: &CancelToken,
        builder: Builder,
        work: W,
    ) -> Option<T> {
        loop {
            if cancel.is_cancelled() {
                return None;
            }
            if self.left_behind.load(Ordering::Acquire) < self.most {
                break;
            }
            std::thread::sleep(LOOK_EVERY);
        }
        let (done, waiting) = sync_channel(1);
        // The work is handed over when its thread is there: without one it is still at hand.
        let (hand_over, handed) = sync_channel::<W>(1);
        let watch = Watch { gate: self, one_is_gone: Arc::new(AtomicBool::new(false)) };
        let one_is_gone = Arc::clone(&watch.one_is_gone);
        let spawned = builder.spawn(move || {
            let _watch = watch;
            if let Ok(work) = handed.recv() {
                // Nobody listens where it was cancelled.
                drop(done.send(work()));
            }
        });
        let Ok(thread) = spawned else { return Some(work()) };
        // The thread waits for nothing else.
        drop(hand_over.send(work));
        loop {
            match waiting.recv_timeout(LOOK_EVERY) {
                Ok(found) => return Some(found),
                Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                    self.leave(&one_is_gone);
                    return None;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => match thread.join() {
                    Ok(()) => return None,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
            }
        }
    }

    /// Counts a thread that is left behind, unless it has come to its end meanwhile.
    fn leave(&self, one_is_gone: &AtomicBool) {
        self.left_behind.fetch_add(1, Ordering::AcqRel);
        LEFT_BEHIND.fetch_add(1, Ordering::AcqRel);
        if one_is_gone.swap(true, Ordering::AcqRel) {
            self.has_ended();
        }
    }

    /// One that was left behind has come to its end.
    fn has_ended(&self) {
        self.left_behind.fetch_sub(1, Ordering::AcqRel);
        LEFT_BEHIND.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Goes with a thread to its end, however that comes: of the thread and of who waits for it, the second
/// one to go takes it off the count.
struct Watch {
    gate: &'static Gate,
    one_is_gone: Arc<AtomicBool>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if self.one_is_gone.swap(true, Ordering::AcqRel) {
            self.gate.has_ended();
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
    fn what_is_committed_is_not_cancelled_and_what_is_cancelled_not_committed() {
        let token = CancelToken::default();
        assert!(token.commit());
        token.cancel();
        assert!(!token.is_cancelled() && token.commit());
        let token = CancelToken::default();
        token.cancel();
        assert!(!token.commit() && token.is_cancelled());
    }

    #[test]
    fn nobody_waits_for_work_that_was_cancelled() {
        let token = CancelToken::after_looks(3);
        let (_open, gate) = sync_channel::<()>(1);
        // It ends when this test does.
        assert_eq!(token.unless_cancelled(move || gate.recv().is_ok()), None);
        assert_eq!(CancelToken::default().unless_cancelled(|| 7), Some(7));
    }

    #[test]
    fn threads_left_behind_are_bounded_and_their_end_opens_the_gate_again() {
        static GATE: Gate = Gate::of(1);
        let started = Arc::new(AtomicUsize::new(0));
        let (open, gate) = sync_channel::<()>(1);
        let held = {
            let started = Arc::clone(&started);
            move || {
                started.fetch_add(1, Ordering::SeqCst);
                gate.recv().is_ok()
            }
        };
        assert_eq!(GATE.run(&CancelToken::after_looks(3), Builder::new(), held), None);
        for _ in 0..3 {
            let started = Arc::clone(&started);
            let next = move || started.fetch_add(1, Ordering::SeqCst);
            assert_eq!(GATE.run(&CancelToken::after_looks(2), Builder::new(), next), None);
        }
        // The first may not have begun when it was left; nothing else began.
        assert!(started.load(Ordering::SeqCst) <= 1);
        drop(open);
        assert_eq!(GATE.run(&CancelToken::default(), Builder::new(), || 7), Some(7));
        assert_eq!(GATE.left_behind.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn work_is_done_where_the_system_gives_no_thread() {
        static GATE: Gate = Gate::of(1);
        let impossible = || Builder::new().stack_size(1 << 60);
        assert!(impossible().spawn(|| ()).is_err());
        assert_eq!(GATE.run(&CancelToken::default(), impossible(), || 7), Some(7));
    }

    #[test]
    fn a_thread_that_breaks_down_alone_is_not_counted_for_ever() {
        static GATE: Gate = Gate::of(1);
        let (open, gate) = sync_channel::<()>(1);
        let breaks = move || gate.recv().unwrap();
        assert_eq!(GATE.run(&CancelToken::after_looks(3), Builder::new(), breaks), None);
        drop(open);
        assert_eq!(GATE.run(&CancelToken::default(), Builder::new(), || 7), Some(7));
    }
}
