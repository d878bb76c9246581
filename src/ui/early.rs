//! What need not wait for the window: while the system gives one and a way to draw on it, the workers read
//! the layers that it begins with, so that the first frame has something to show.

use super::app::Start;
use crate::app::{Command, Effect, Session, Settings, export};
use crate::jobs::Jobs;
use eframe::egui;
use std::sync::{Arc, Mutex, PoisonError};

/// A session at work before there is a window.
pub(super) struct Early {
    pub(super) session: Session,
    pub(super) jobs: Jobs,
    /// Effects that only a window can perform.
    pub(super) effects: Vec<Effect>,
    /// The window that is to come.
    pub(super) place: Place,
}

impl Early {
    /// Begins with the files named, or with the bundled maps where none is.
    ///
    /// # Errors
    /// The system's error where it gives no thread for the workers.
    pub(super) fn begin(settings: Settings, start: Start) -> std::io::Result<Self> {
        let place = Place::default();
        let mut early = Self {
            session: Session::new(settings, Arc::new(export::snapshot_time)),
            jobs: Jobs::start(place.waker())?,
            effects: Vec::new(),
            place,
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
}

/// The window that workers ask for a frame; another one, where it is opened again.
#[derive(Clone, Default)]
pub(super) struct Place(Arc<Mutex<Option<egui::Context>>>);

impl Place {
    /// From here on it is this window; its first frame takes in all that workers have done before.
    pub(super) fn is(&self, ctx: &egui::Context) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(ctx.clone());
        ctx.request_repaint();
    }

    /// Asks for a frame where there is a window already.
    pub(super) fn waker(&self) -> Arc<dyn Fn() + Send + Sync> {
        let place = self.clone();
        Arc::new(move || {
            let window = place.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(ctx) = window {
                ctx.request_repaint();
            }
        })
    }
}
