//! What need not wait for the window: while the system gives one and a way to draw on it, the workers read
//! the layers that it begins with, so that the first frame has something to show.

use super::app::Start;
use crate::app::{Command, Effect, Session, Settings, export};
use crate::jobs::Jobs;
use eframe::egui;
use std::sync::{Arc, OnceLock};

/// A session at work before there is a window.
pub(super) struct Early {
    pub(super) session: Session,
    pub(super) jobs: Jobs,
    /// Effects that only a window can perform.
    pub(super) effects: Vec<Effect>,
    window: Arc<OnceLock<egui::Context>>,
}

impl Early {
    /// Begins with the files named, or with the bundled maps where none is.
    ///
    /// # Errors
    /// The system's error where it gives no thread for the workers.
    pub(super) fn begin(settings: Settings, start: Start) -> std::io::Result<Self> {
        let window = Arc::new(OnceLock::new());
        let mut early = Self {
            session: Session::new(settings, Arc::new(export::snapshot_time)),
            jobs: Jobs::start(waker(&window))?,
            effects: Vec::new(),
            window,
        };
        let mut commands = vec![Command::CheckRecents];
        if !start.files.is_empty() {
            commands.push(Command::OpenFiles { paths: start.files });
        } else if !start.empty {
            commands.push(Command::OpenBundled);
        }
        for command in commands {
            for effect in early.session.apply(command) {
                match effect {
                    Effect::StartJob(job) => early.jobs.submit(job),
                    other => early.effects.push(other),
                }
            }
        }
        Ok(early)
    }

    /// From here on workers ask this window for a frame; the first one takes in all that they have done
    /// before.
    pub(super) fn awaits(&self, ctx: &egui::Context) -> Arc<dyn Fn() + Send + Sync> {
        self.window.get_or_init(|| ctx.clone());
        ctx.request_repaint();
        waker(&self.window)
    }
}

/// Asks for a frame where there is a window already.
fn waker(window: &Arc<OnceLock<egui::Context>>) -> Arc<dyn Fn() + Send + Sync> {
    let window = Arc::clone(window);
    Arc::new(move || {
        if let Some(ctx) = window.get() {
            ctx.request_repaint();
        }
    })
}
