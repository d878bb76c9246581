//! Background work of the map: a few threads and a list of what is wanted. The newest wish of a slot
//! replaces an older one that has not begun; one that has begun comes to its end, so that a slider that
//! is dragged on and on still shows something on the way. Long rows alone are stopped at once where others
//! are wanted: something stands in for them, and they can take seconds.

use super::overview::TileId;
use crate::progress::CancelToken;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What a piece of work is for, the most urgent first; the first number names a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// States and counts of a layer's rows.
    Dress(u64),
    /// The clusters of a layer's points.
    Clusters(u64),
    /// The order of a layer's rows.
    Survey(u64),
    /// The long rows of a layer, as finely as a view shows them.
    Detail(u64),
    /// The same coarsely, to stand in.
    Whole(u64),
    /// The outlines of what is chosen.
    Highlight(u64),
    /// A tile of a layer's overview.
    Tile(u64, TileId),
    /// A coarse tile that stands in where others are not there yet.
    StandIn(u64, TileId),
    /// A piece of a layer's mesh.
    Mesh(u64, usize),
}

impl Slot {
    /// The layer that it is for.
    pub fn layer(self) -> u64 {
        match self {
            Self::Dress(layer)
            | Self::Clusters(layer)
            | Self::Survey(layer)
            | Self::Detail(layer)
            | Self::Whole(layer)
            | Self::Highlight(layer)
            | Self::Tile(layer, _)
            | Self::StandIn(layer, _)
            | Self::Mesh(layer, _) => layer,
        }
    }

    /// Whether newer work also stops older work for the same that has begun.
    fn stops_older(self) -> bool {
        matches!(self, Self::Detail(_) | Self::Whole(_))
    }

    /// Work of one sort is done in the order in which it came.
    fn urgency(self) -> u8 {
        match self {
            Self::Dress(_) => 0,
            Self::Clusters(_) => 1,
            Self::Survey(_) => 2,
            Self::Highlight(_) => 3,
            Self::Whole(_) => 4,
            Self::Detail(_) => 5,
            Self::Tile(..) => 6,
            Self::StandIn(..) => 7,
            Self::Mesh(..) => 8,
        }
    }
}

/// A piece of work; it looks at the token now and then.
pub type Task = Box<dyn FnOnce(&CancelToken) + Send>;

#[derive(Default)]
struct State {
    queue: Vec<(Slot, Task)>,
    /// Under numbers of their own: work of one slot can run twice.
    running: Vec<(u64, Slot, CancelToken)>,
    begun: u64,
    closed: bool,
}

struct Shared {
    state: Mutex<State>,
    work: Condvar,
    /// Called when a piece of work is done.
    done: Box<dyn Fn() + Send + Sync>,
}

/// Threads that work for the map; they end with it.
pub struct Workshop {
    shared: Arc<Shared>,
    threads: usize,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Work is done outside the lock; the lists are whole in any case.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<(u64, Task, CancelToken)> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            let first = (0..state.queue.len()).min_by_key(|&at| (state.queue[at].0.urgency(), at));
            if let Some(at) = first {
                let (slot, task) = state.queue.remove(at);
                let cancel = CancelToken::default();
                state.begun += 1;
                let number = state.begun;
                state.running.push((number, slot, cancel.clone()));
                return Some((number, task, cancel));
            }
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work_off(&self) {
        while let Some((number, task, cancel)) = self.take() {
            // What breaks down is not drawn; the rest of the map is.
            drop(catch_unwind(AssertUnwindSafe(|| task(&cancel))));
            let mut state = self.state();
            if let Some(at) = state.running.iter().position(|(running, ..)| *running == number) {
                state.running.swap_remove(at);
            }
            drop(state);
            (self.done)();
        }
    }
}

impl Workshop {
    /// Starts as many threads as the machine has use for, up to four; `done` is called from them after
    /// each piece of work.
    pub fn start(done: impl Fn() + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared { state: Mutex::default(), work: Condvar::new(), done: Box::new(done) });
        let wanted = std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(1, 4));
        let threads = (0..wanted)
            .map_while(|_| {
                let shared = shared.clone();
                std::thread::Builder::new().name("map".to_owned()).spawn(move || shared.work_off()).ok()
            })
            .count();
        Self { shared, threads }
    }

    /// Asks for a piece of work. Where the system gave no thread it is done at once.
    pub fn submit(&self, slot: Slot, task: Task) {
        if self.threads == 0 {
            task(&CancelToken::default());
            (self.shared.done)();
            return;
        }
        let mut state = self.shared.state();
        if slot.stops_older() {
            for (_, _, cancel) in state.running.iter().filter(|(_, running, _)| *running == slot) {
                cancel.cancel();
            }
        }
        match state.queue.iter_mut().find(|(queued, _)| *queued == slot) {
            Some((_, queued)) => *queued = task,
            None => state.queue.push((slot, task)),
        }
        drop(state);
        self.shared.work.notify_one();
    }

    /// Forgets work that is not wanted any more, and asks it to stop where it has begun.
    pub fn retain(&self, wanted: impl Fn(Slot) -> bool) {
        let mut state = self.shared.state();
        state.queue.retain(|(slot, _)| wanted(*slot));
        for (_, _, cancel) in state.running.iter().filter(|(_, slot, _)| !wanted(*slot)) {
            cancel.cancel();
        }
    }

    /// Whether nothing is waiting or running.
    pub fn is_idle(&self) -> bool {
        let state = self.shared.state();
        state.queue.is_empty() && state.running.is_empty()
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        self.retain(|_| false);
        self.shared.state().closed = true;
        self.shared.work.notify_all();
    }
}

impl fmt::Debug for Workshop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workshop").field("threads", &self.threads).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn the_newest_wish_of_a_slot_replaces_those_that_have_not_begun() {
        let (said, heard) = channel();
        let workshop = Workshop::start(|| {});
        // Keep all threads busy until the wishes stand in line.
        let gate = Arc::new((Mutex::new(false), Condvar::new()));
        for number in 0..workshop.threads {
            let gate = gate.clone();
            workshop.submit(
                Slot::Mesh(9, number),
                Box::new(move |_| {
                    let mut open = gate.0.lock().unwrap();
                    while !*open {
                        open = gate.1.wait(open).unwrap();
                    }
                }),
            );
        }
        while workshop.shared.state().running.len() < workshop.threads {
            std::thread::yield_now();
        }
        for number in 0..5 {
            let said = said.clone();
            workshop.submit(Slot::Dress(1), Box::new(move |_| said.send(number).unwrap()));
        }
        workshop.submit(Slot::Mesh(2, 0), Box::new(|_| panic!("it was forgotten")));
        workshop.retain(|slot| slot.layer() != 2);
        *gate.0.lock().unwrap() = true;
        gate.1.notify_all();
        drop(said);
        assert_eq!(heard.iter().collect::<Vec<i32>>(), [4]);
    }

    #[test]
    fn a_newer_wish_for_long_rows_stops_the_older_that_has_begun() {
        let (said, heard) = channel();
        let workshop = Workshop::start(|| {});
        let begun = said.clone();
        let until_stopped = move |cancel: &CancelToken| {
            begun.send("begun").unwrap();
            let start = std::time::Instant::now();
            while !cancel.is_cancelled() && start.elapsed().as_secs() < 5 {
                std::thread::yield_now();
            }
            begun.send(if cancel.is_cancelled() { "stopped" } else { "not stopped" }).unwrap();
        };
        workshop.submit(Slot::Detail(1), Box::new(until_stopped));
        assert_eq!(heard.recv(), Ok("begun"));
        workshop.submit(Slot::Detail(2), Box::new(|_| ()));
        workshop.submit(Slot::Detail(1), Box::new(|_| ()));
        assert_eq!(heard.recv(), Ok("stopped"));
    }

    #[test]
    fn what_breaks_down_leaves_the_others_working() {
        let (said, heard) = channel();
        let workshop = Workshop::start(|| {});
        for number in 0..8 {
            let said = said.clone();
            workshop.submit(
                Slot::Mesh(1, number),
                Box::new(move |_| {
                    assert!(number % 2 == 0, "breaks down");
                    said.send(number).unwrap();
                }),
            );
        }
        drop(said);
        assert_eq!(heard.iter().count(), 4);
    }
}
