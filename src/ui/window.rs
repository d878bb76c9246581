//! The window opened, and opened again: by OpenGL where wgpu finds no adapter, and anew where the graphics
//! device is lost, as when its driver is replaced or a laptop turns its card off. What a person has open
//! outlives the window: layers, filters and work under way go over into the next one.

use super::app::{OPENING_SIZE, Start, ThreeMapsApp};
use super::early::Early;
use super::remember::{self, Remembered};
use crate::diagnostic::Diagnostic;
use crate::render::gpu::Lost;
use crate::text::text;
use eframe::{CreationContext, NativeOptions, Renderer, egui};
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The window gets no smaller than this.
const SMALLEST_SIZE: [f32; 2] = [960.0, 600.0];
/// Where so many devices are lost within a minute, the processor draws the map from then on.
const MANY_LOSSES: usize = 3;
const MINUTE: Duration = Duration::from_mins(1);
/// A window that was there is tried for so often, first with wgpu and then by OpenGL, with a longer rest each
/// time: a driver that is being replaced takes its time.
const TRIES: u32 = 8;
const REST: Duration = Duration::from_secs(1);

/// Why there is no window, in the system's words.
#[derive(Debug, thiserror::Error)]
#[error("{failures}")]
pub struct NoWindow {
    failures: String,
    /// Where the workspace lies that was open in the last window, where it was not saved.
    pub rescued: Option<PathBuf>,
}

/// Opens the window with files, or with the bundled maps where none is named; returns when it is
/// closed.
///
/// # Errors
/// [`NoWindow`] where there is no display or no way to draw on it.
pub fn run(start: Start) -> Result<(), NoWindow> {
    let remembered = remember::look_up(start.lang);
    let early = Early::begin(remembered.settings().clone(), start)
        .map_err(|error| NoWindow { failures: error.to_string(), rescued: None })?;
    let mut inside = Inside::Waiting(Box::new((remembered, early)));
    let mut renderer = Renderer::Wgpu;
    let mut losses: Vec<Instant> = Vec::new();
    // What was tried in vain since there was a window, each reason once.
    let (mut tries, mut failures) = (0, Vec::new());
    loop {
        let options = inside.options(renderer);
        let shared = RefCell::new(inside);
        let (lost, is_given_up) = (Lost::default(), Cell::new(false));
        let opened = eframe::run_native(
            "three-maps",
            options,
            Box::new(|creation| {
                shared.borrow_mut().enter(creation);
                if let Some(state) = &creation.wgpu_render_state {
                    let ctx = creation.egui_ctx.clone();
                    lost.watch(&state.device, move || ctx.request_repaint());
                }
                Ok(Box::new(Window { inside: &shared, lost: &lost, is_given_up: &is_given_up }))
            }),
        );
        inside = shared.into_inner();
        match opened {
            Ok(()) if is_given_up.get() && !inside.is_closing() => {
                inside.note(Diagnostic::warning("window-device-lost"));
                (tries, failures) = (0, Vec::new());
                losses.retain(|loss| loss.elapsed() < MINUTE);
                losses.push(Instant::now());
                renderer = if losses.len() < MANY_LOSSES { Renderer::Wgpu } else { Renderer::Glow };
            }
            Ok(()) => {
                // Who left was asked before.
                inside.leave();
                return Ok(());
            }
            Err(error) => {
                let is_worth_another = match inside {
                    // Nothing but wgpu's want of an adapter is mended by another way to draw.
                    Inside::Waiting(_) => {
                        renderer == Renderer::Wgpu && matches!(error, eframe::Error::Wgpu(_))
                    }
                    _ => tries < TRIES,
                };
                let failure = format!("{renderer}: {error}");
                if !failures.contains(&failure) {
                    failures.push(failure);
                }
                tries += 1;
                if !is_worth_another {
                    let rescued = inside.give_up();
                    return Err(NoWindow { failures: failures.join("; "), rescued });
                }
                if matches!(inside, Inside::Open(_)) {
                    std::thread::sleep(REST * tries.div_ceil(2));
                }
                renderer = if renderer == Renderer::Wgpu { Renderer::Glow } else { Renderer::Wgpu };
            }
        }
    }
}

/// What outlives a window.
enum Inside {
    /// No window has been there yet.
    Waiting(Box<(Remembered, Early)>),
    /// What the last window showed.
    Open(Box<ThreeMapsApp>),
    /// Only while one becomes the other.
    Moving,
}

impl Inside {
    /// How the next window opens.
    fn options(&self, renderer: Renderer) -> NativeOptions {
        let settings = match self {
            Self::Waiting(waiting) => waiting.0.settings().clone(),
            Self::Open(app) => app.session().settings().clone(),
            Self::Moving => unreachable!("moving ends where it begins"),
        };
        let viewport = egui::ViewportBuilder::default()
            .with_title(text(settings.lang, "window-title"))
            .with_app_id("three-maps")
            .with_inner_size(OPENING_SIZE)
            .with_min_inner_size(SMALLEST_SIZE);
        let viewport = match &settings.window {
            Some(place) => remember::placed(viewport, place),
            None => viewport,
        };
        NativeOptions { viewport, renderer, ..NativeOptions::default() }
    }

    /// Goes into a new window.
    fn enter(&mut self, creation: &CreationContext<'_>) {
        let mut app = match std::mem::replace(self, Self::Moving) {
            Self::Waiting(waiting) => Box::new(ThreeMapsApp::new(creation, waiting.0, waiting.1)),
            Self::Open(mut app) => {
                app.move_into(creation);
                app
            }
            Self::Moving => unreachable!("moving ends where it begins"),
        };
        if app.is_painted() {
            app.note(Diagnostic::warning("window-no-graphics"));
        }
        *self = Self::Open(app);
    }

    fn note(&mut self, notice: Diagnostic) {
        if let Self::Open(app) = self {
            app.note(notice);
        }
    }

    /// Whether the window was closed because somebody wanted it to be.
    fn is_closing(&self) -> bool {
        matches!(self, Self::Open(app) if app.is_closing())
    }

    /// Writes what is to be remembered.
    fn leave(self) {
        if let Self::Open(app) = self {
            app.close();
        }
    }

    /// Writes what is to be remembered, and what nobody could be asked about: its file.
    fn give_up(self) -> Option<PathBuf> {
        let Self::Open(mut app) = self else { return None };
        let rescued = app.rescue();
        app.close();
        rescued
    }
}

/// One window on what is inside.
struct Window<'a> {
    inside: &'a RefCell<Inside>,
    lost: &'a Lost,
    /// Whether it closes because nothing can be drawn in it any more.
    is_given_up: &'a Cell<bool>,
}

impl eframe::App for Window<'_> {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.lost.ask() {
            // Nothing is drawn, for nothing could be: the next window draws it.
            self.is_given_up.set(true);
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        } else if let Inside::Open(app) = &mut *self.inside.borrow_mut() {
            app.draw(ui);
        }
    }
}
