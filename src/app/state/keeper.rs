//! Keeps the state file up to date on a thread of its own: no frame waits for a disk.

use super::file;
use crate::app::Settings;
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Writes settings when they have been left alone for a while, and the last ones when it is dropped.
#[derive(Debug)]
pub struct Keeper {
    sender: Option<Sender<Settings>>,
    failures: Receiver<Diagnostic>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts it. `members` are those of the file as it was read; `rest` is how long nothing may change
    /// before it writes (a window that is being resized changes all the time); `waker` is called when
    /// there is a failure to tell of.
    ///
    /// # Errors
    /// The system's error where it gives no thread.
    pub fn start(
        path: PathBuf,
        members: Map<String, Value>,
        rest: Duration,
        waker: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, settings) = channel::<Settings>();
        let (report, failures) = channel();
        let thread = std::thread::Builder::new().name("state".to_owned()).spawn(move || {
            let mut told = false;
            while let Ok(first) = settings.recv() {
                let newest = newest(&settings, first, rest);
                if let Err(failure) = file::write(&path, &newest, &members)
                    && !told
                {
                    // Once is enough: a folder that is read-only stays so.
                    told = true;
                    if report.send(*failure).is_ok() {
                        waker();
                    }
                }
            }
        })?;
        Ok(Self { sender: Some(sender), failures, thread: Some(thread) })
    }

    /// Hands it the newest settings.
    pub fn keep(&self, settings: Settings) {
        if let Some(sender) = &self.sender {
            // The thread ends only after this sender is gone.
            sender.send(settings).ok();
        }
    }

    /// What could not be written since the last call.
    pub fn failures(&self) -> Vec<Diagnostic> {
        self.failures.try_iter().collect()
    }
}

/// The last of those that follow each other closely.
fn newest(settings: &Receiver<Settings>, mut last: Settings, rest: Duration) -> Settings {
    loop {
        match settings.recv_timeout(rest) {
            Ok(newer) => last = newer,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return last,
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // It only ever writes a small file; a panic there has nothing left to tell.
            thread.join().ok();
        }
    }
}
