//! Worker threads: two lanes, so that a filter never waits behind a long load.

use super::run::run_until_cancelled;
use super::{Event, Job, JobId, Report, Slot};
use crate::progress::{CancelToken, Gate, settle};
use std::collections::VecDeque;
use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Who closes the window waits no longer for cancelled work to come to its end.
const LONGEST_FAREWELL: Duration = Duration::from_secs(2);
/// Nor longer than this for a brief or a workspace to be written.
const LONGEST_WRITE: Duration = Duration::from_secs(30);
/// Cancelled jobs of a lane that may be left behind.
const MOST_LEFT_BEHIND: usize = 4;

/// Called from a worker whenever there is something to poll; the window asks for a repaint then, and
/// rests otherwise.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Runs jobs in the background.
pub struct Jobs {
    shared: Arc<Shared>,
    events: Receiver<Event>,
}

struct Shared {
    state: Mutex<State>,
    work: Condvar,
    waker: Waker,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Entry>,
    running: Vec<Entry>,
    closed: bool,
}

#[derive(Clone)]
struct Entry {
    job: Arc<Job>,
    cancel: CancelToken,
}

/// Which jobs a worker takes.
#[derive(Clone, Copy, PartialEq)]
enum Lane {
    /// What somebody is looking at: filters, sums, styles, tables, charts and searches.
    Quick,
    /// Loads, exports, checks, assemblies, preparing layers for search, and whatever waits for a disk.
    Long,
}

impl Lane {
    const WORKERS: [Self; 3] = [Self::Quick, Self::Quick, Self::Long];

    /// Each lane leaves cancelled jobs of its own behind: loads that hang keep no filter waiting.
    fn gate(self) -> &'static Gate {
        static GATES: [Gate; 2] = [Gate::of(MOST_LEFT_BEHIND), Gate::of(MOST_LEFT_BEHIND)];
        &GATES[usize::from(self == Self::Long)]
    }

    fn takes(self, entry: &Entry) -> bool {
        let is_long = matches!(entry.job.slot(), Slot::Own(_) | Slot::Check(_) | Slot::Assemble(_));
        is_long == (self == Self::Long)
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Jobs run outside the lock and their panics are caught; the state is whole in any case.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, sender: &Sender<Event>, event: Event) {
        // Nobody listens any more when the window is gone.
        if sender.send(event).is_ok() {
            (self.waker)();
        }
    }

    /// Waits for a job of the lane; `None` when the program ends.
    fn take(&self, lane: Lane) -> Option<Entry> {
        let mut state = self.state();
        loop {
            if let Some(at) = state.queue.iter().position(|entry| lane.takes(entry))
                && let Some(entry) = state.queue.remove(at)
            {
                state.running.push(entry.clone());
                return Some(entry);
            }
            if state.closed {
                return None;
            }
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work_off(self: &Arc<Self>, lane: Lane, sender: &Sender<Event>) {
        while let Some(entry) = self.take(lane) {
            let (shared, sender) = (Arc::clone(self), sender.clone());
            let send = move |event| shared.send(&sender, event);
            run_until_cancelled(&entry.job, &entry.cancel, lane.gate(), send);
            self.state().running.retain(|other| other.job.id != entry.job.id);
        }
    }
}

impl Jobs {
    /// Starts the workers.
    ///
    /// # Errors
    /// The system's error where it gives no thread.
    pub fn start(waker: Waker) -> std::io::Result<Self> {
        let shared = Arc::new(Shared { state: Mutex::default(), work: Condvar::new(), waker });
        let (sender, events) = channel();
        for lane in Lane::WORKERS {
            let (shared, sender) = (Arc::clone(&shared), sender.clone());
            std::thread::Builder::new()
                .name("job".to_owned())
                .spawn(move || shared.work_off(lane, &sender))?;
        }
        Ok(Self { shared, events })
    }

    /// Queues a job. Older jobs of its slot are cancelled: the newest wins.
    pub fn submit(&self, job: Job) {
        let slot = job.slot();
        self.cancel_where(|entry| entry.job.slot() == slot && !matches!(slot, Slot::Own(_)));
        self.shared.state().queue.push_back(Entry { job: Arc::new(job), cancel: CancelToken::default() });
        self.shared.work.notify_all();
    }

    /// Asks a job to stop; it reports `Cancelled` when it has.
    pub fn cancel(&self, id: JobId) {
        self.cancel_where(|entry| entry.job.id == id);
    }

    /// A job that has not begun runs with its token set: it reports and ends at once.
    fn cancel_where(&self, chosen: impl Fn(&Entry) -> bool) {
        let state = self.shared.state();
        for entry in state.queue.iter().chain(&state.running).filter(|entry| chosen(entry)) {
            entry.cancel.cancel();
        }
    }

    /// What was reported since the last call, without waiting. Of progress only each job's latest.
    pub fn poll(&self) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        for event in self.events.try_iter() {
            if matches!(event.report, Report::Progress(_)) {
                events.retain(|old| !(old.job == event.job && matches!(old.report, Report::Progress(_))));
            }
            events.push(event);
        }
        events
    }

    /// Whether nothing is queued or running.
    pub fn is_idle(&self) -> bool {
        let state = self.shared.state();
        state.queue.is_empty() && state.running.is_empty()
    }
}

impl Drop for Jobs {
    /// Cancels all but what was asked to be kept, which is written, and waits a little for what lies
    /// half-written to be taken away.
    fn drop(&mut self) {
        self.cancel_where(|_| true);
        let mut state = self.shared.state();
        state.closed = true;
        state.queue.retain(|entry| entry.job.request.writes_what_was_asked());
        drop(state);
        self.shared.work.notify_all();
        let begun = Instant::now();
        loop {
            let state = self.shared.state();
            let mut all = state.queue.iter().chain(&state.running);
            let longest = if all.any(|entry| entry.job.request.writes_what_was_asked()) {
                LONGEST_WRITE
            } else {
                LONGEST_FAREWELL
            };
            let is_done = state.queue.is_empty() && state.running.is_empty();
            drop(state);
            if is_done || begun.elapsed() >= longest {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        settle(LONGEST_FAREWELL.saturating_sub(begun.elapsed()));
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.state();
        f.debug_struct("Jobs")
            .field("queued", &state.queue.len())
            .field("running", &state.running.len())
            .finish_non_exhaustive()
    }
}
