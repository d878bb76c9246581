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
use std::cell::RefCell;

/// The window gets no smaller than this.
const SMALLEST_SIZE: [f32; 2] = [960.0, 600.0];
/// So often a lost device is followed by another one; then the processor draws the map.
const DEVICES: u32 = 3;

/// Why there is no window, in the system's words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoWindow(String);

/// Opens the window with files, or with the bundled maps where none is named; returns when it is
/// closed.
///
/// # Errors
/// [`NoWindow`] where there is no display or no way to draw on it.
pub fn run(start: Start) -> Result<(), NoWindow> {
    let remembered = remember::look_up(start.lang);
    let early =
        Early::begin(remembered.settings().clone(), start).map_err(|error| NoWindow(error.to_string()))?;
    let mut inside = Inside::Waiting(Box::new((remembered, early)));
    let mut renderer = Renderer::Wgpu;
    let mut devices = 0;
    loop {
        devices += 1;
        let options = inside.options(renderer);
        let shared = RefCell::new(inside);
        let lost = Lost::default();
        let opened = eframe::run_native(
            "three-maps",
            options,
            Box::new(|creation| {
                shared.borrow_mut().enter(creation);
                if let Some(state) = &creation.wgpu_render_state {
                    let ctx = creation.egui_ctx.clone();
                    lost.watch(&state.device, move || ctx.request_repaint());
                }
                Ok(Box::new(Window { inside: &shared, lost: &lost }))
            }),
        );
        inside = shared.into_inner();
        match opened {
            // Nothing but wgpu's want of an adapter is mended by another way to draw.
            Err(eframe::Error::Wgpu(_)) if renderer == Renderer::Wgpu => renderer = Renderer::Glow,
            Err(error) => return Err(NoWindow(error.to_string())),
            Ok(()) if lost.is_so() => {
                inside.note(Diagnostic::warning("window-device-lost"));
                if devices >= DEVICES {
                    renderer = Renderer::Glow;
                }
            }
            Ok(()) => {
                inside.close();
                return Ok(());
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

    /// Writes what is to be remembered.
    fn close(self) {
        if let Self::Open(app) = self {
            app.close();
        }
    }
}

/// One window on what is inside.
struct Window<'a> {
    inside: &'a RefCell<Inside>,
    lost: &'a Lost,
}

impl eframe::App for Window<'_> {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.lost.ask() {
            // Nothing is drawn, for nothing could be: the next window draws it.
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        } else if let Inside::Open(app) = &mut *self.inside.borrow_mut() {
            app.draw(ui);
        }
    }
}
