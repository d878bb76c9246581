//! The outlines of the row under the pointer and of the rows that are chosen: a small mesh of their own, and
//! of very long rows what the view can show.

use super::details::Details;
use super::{MapColors, MapLayer};
use crate::layer::{RowSet, Shapes};
use crate::render::gpu::{
    FrameLayer, LongRows, Mesh, View, build_mesh_of_rows, highlight_passes, palette, row_state,
};
use crate::render::workshop::{Slot, Workshop};
use crate::scene::{Rgb, RowLooks, Style};
use eframe::egui;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// More chosen rows than this are not outlined one by one; the status line says so.
pub(in crate::ui) const MAX_HIGHLIGHTED: usize = 20_000;
/// So many chosen rows are outlined at once; more of them in the workshop.
const HIGHLIGHTED_AT_ONCE: usize = 2_000;
/// The same for what they have of positions.
const POSITIONS_AT_ONCE: usize = 200_000;

/// The outlines of a few rows.
pub(super) struct Highlight {
    key: u64,
    width_px: f32,
    of: Option<Chosen>,
    /// What the outlines that are there were made of: shown until those wanted have come.
    shown: Option<Outlines>,
    done: Option<(Sender<Outlines>, Receiver<Outlines>)>,
}

/// What is to be outlined: rows of a layer, and how these look.
pub(super) type Wanted<'a> = (&'a MapLayer<'a>, Rows, Option<Arc<RowLooks>>);

#[derive(Clone)]
pub(super) enum Rows {
    One(u32),
    Set(RowSet),
}

/// Rows to outline.
#[derive(Clone)]
struct Chosen {
    layer: u32,
    rows: Rows,
    shapes: Arc<Shapes>,
    looks: Option<Arc<RowLooks>>,
}

struct Outlines {
    layer: u32,
    /// Of the rows that are not long.
    mesh: Arc<Mesh>,
    long: Option<Details>,
    /// Whether it was made within a frame, and its long rows may be.
    at_once: bool,
    states: Arc<Vec<u32>>,
}

impl Chosen {
    fn is(&self, other: &Self) -> bool {
        let same_rows = match (&self.rows, &other.rows) {
            (Rows::One(row), Rows::One(other)) => row == other,
            (Rows::Set(rows), Rows::Set(other)) => rows.is_same(other),
            _ => false,
        };
        let same_looks = match (&self.looks, &other.looks) {
            (Some(looks), Some(other)) => Arc::ptr_eq(looks, other),
            (None, None) => true,
            _ => false,
        };
        same_rows && same_looks && self.layer == other.layer && Arc::ptr_eq(&self.shapes, &other.shapes)
    }
}

impl Highlight {
    /// The two lowest bits of a layer's key are free for these.
    pub(super) const KEYS: [u64; 2] = [1, 2];

    /// The row under the pointer.
    pub(super) fn of_hover() -> Self {
        Self { key: Self::KEYS[0], width_px: 2.0, of: None, shown: None, done: None }
    }

    /// The rows that are chosen.
    pub(super) fn of_selection() -> Self {
        Self { key: Self::KEYS[1], width_px: 3.0, of: None, shown: None, done: None }
    }

    /// The layer whose rows are outlined.
    pub(super) fn layer(&self) -> Option<u32> {
        self.shown.as_ref().map(|outlines| outlines.layer)
    }

    /// Makes outlines where the rows are others than in the last frame.
    pub(super) fn refresh(&mut self, wanted: Option<Wanted<'_>>, workshop: &Workshop) {
        if let Some((_, done)) = &self.done
            && let Some(outlines) = done.try_iter().last()
            && self.of.is_some()
        {
            self.shown = Some(outlines);
        }
        let Some((layer, rows, looks)) = wanted else {
            (self.of, self.shown) = (None, None);
            return;
        };
        let chosen = Chosen { layer: layer.id, rows, shapes: layer.layer.shapes.clone(), looks };
        // A lost device has lost these too.
        let is_lost = self.shown.as_ref().is_some_and(|outlines| outlines.mesh.data.take_wish());
        if !is_lost && self.of.as_ref().is_some_and(|of| of.is(&chosen)) {
            return;
        }
        self.of = Some(chosen.clone());
        let rows: Vec<u32> = match &chosen.rows {
            Rows::One(row) => vec![*row],
            Rows::Set(rows) => rows.iter().take(MAX_HIGHLIGHTED).map(|row| row as u32).collect(),
        };
        if rows.is_empty() {
            self.shown = None;
            return;
        }
        let (key, id, layer, looks) = (self.key, chosen.layer, layer.layer.clone(), chosen.looks);
        let positions = |&row: &u32| layer.shapes.get(row as usize).positions().len();
        let at_once = rows.len() <= HIGHLIGHTED_AT_ONCE
            && rows.iter().filter(|&&row| (row as usize) < layer.len()).map(positions).sum::<usize>()
                <= POSITIONS_AT_ONCE;
        let outlines = move || {
            let state = |&row: &u32| looks.as_ref().map_or(0, |looks| row_state(looks, row as usize));
            Outlines {
                layer: id,
                mesh: Arc::new(build_mesh_of_rows(&layer, &rows)),
                long: Details::of(key, &layer, LongRows::outlined(&layer, &rows)),
                at_once,
                states: Arc::new(rows.iter().map(state).collect()),
            }
        };
        // What is still under way for other rows must not come after these.
        let (sender, _) = self.done.insert(channel());
        if at_once {
            self.shown = Some(outlines());
        } else {
            let sender = sender.clone();
            let task = move |_: &_| drop(sender.send(outlines()));
            workshop.submit(Slot::Highlight(key), Box::new(task));
        }
    }

    /// What to draw of the outlines that are there.
    pub(super) fn frame_layer(
        &mut self,
        style: &Style,
        colors: &MapColors,
        view: &View,
        px_per_pt: f32,
        workshop: &Workshop,
    ) -> Option<FrameLayer> {
        let outlines = self.shown.as_mut()?;
        let at_once = outlines.at_once;
        let long = outlines.long.as_mut().and_then(|details| details.show(view, at_once, workshop));
        let [ink, paper] = [colors.ink, colors.paper].map(rgb);
        Some(FrameLayer {
            key: self.key,
            meshes: long.into_iter().chain([outlines.mesh.clone()]).collect(),
            overview: None,
            states: outlines.states.clone(),
            palette: palette(style),
            dim_opacity: 1.0,
            passes: highlight_passes(style, ink, paper, self.width_px, px_per_pt),
        })
    }
}

fn rgb(color: egui::Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
}
