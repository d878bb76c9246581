//! What the map keeps between frames, and what of it a frame draws.

use super::clusters::Signs;
use super::layer_cache::{DIM_OPACITY, LayerCache};
use super::{MapInput, MapLayer};
use crate::layer::{RowSet, Shapes};
use crate::render::gpu::{
    FrameLayer, Mesh, View, build_mesh_of_rows, highlight_passes, palette, passes, passes_beside_overview,
    row_state,
};
use crate::render::workshop::{Slot, Workshop};
use crate::scene::legend::{Legend, legend_of_counts};
use crate::scene::{Camera, Rgb, RowLooks, point_scale};
use eframe::egui;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// More chosen rows than this are not outlined one by one; the status line says so.
pub(in crate::ui) const MAX_HIGHLIGHTED: usize = 20_000;
/// So many chosen rows are outlined at once; more of them in the workshop.
const HIGHLIGHTED_AT_ONCE: usize = 2_000;
/// The same for what they have of positions.
const POSITIONS_AT_ONCE: usize = 200_000;
/// Width of the outline of chosen rows and of the row under the pointer.
const SELECTED_PX: f32 = 3.0;
const HOVERED_PX: f32 = 2.0;
/// The two lowest bits of a layer's key name its highlights.
const HOVER: u64 = 1;
const SELECTION: u64 = 2;

#[derive(Default)]
pub(super) struct MapCache {
    workshop: Option<Workshop>,
    layers: BTreeMap<u32, LayerCache>,
    /// Counts the layer caches that there ever were; each has a key of its own.
    last_key: u64,
    hover: Highlight,
    selection: Highlight,
    /// Whether a layer that is shown was not ready in the last frame.
    is_waiting: bool,
    /// The signs of gathered points.
    pub(super) signs: Signs,
}

/// The outlines of a few rows.
#[derive(Default)]
struct Highlight {
    of: Option<Chosen>,
    /// What the outlines that are there were made of: shown until those wanted have come.
    shown: Option<Outlines>,
    done: Option<(Sender<Outlines>, Receiver<Outlines>)>,
}

/// Rows to outline.
#[derive(Clone)]
struct Chosen {
    layer: u32,
    rows: Rows,
    shapes: Arc<Shapes>,
    looks: Option<Arc<RowLooks>>,
}

#[derive(Clone)]
enum Rows {
    One(u32),
    Set(RowSet),
}

struct Outlines {
    layer: u32,
    mesh: Arc<Mesh>,
    states: Arc<Vec<u32>>,
}

impl std::fmt::Debug for MapCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapCache").field("layers", &self.layers.len()).finish_non_exhaustive()
    }
}

impl MapCache {
    /// Whether something of the layers that are shown is still being prepared.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// What to draw this frame, from the bottom to the top.
    pub(super) fn frame_layers(
        &mut self,
        ctx: &egui::Context,
        input: &MapInput<'_>,
        camera: &Camera,
        view: &View,
        px_per_pt: f32,
    ) -> Vec<FrameLayer> {
        let workshop = self.workshop.get_or_insert_with(|| {
            let ctx = ctx.clone();
            Workshop::start(move || ctx.request_repaint())
        });
        let is_there = |id: u32, cache: &LayerCache| {
            input.layers.iter().any(|layer| layer.id == id && cache.is_of(layer.layer))
        };
        if self.layers.iter().any(|(&id, cache)| !is_there(id, cache)) {
            self.layers.retain(|&id, cache| is_there(id, cache));
            workshop.retain(|slot| {
                slot.layer() == SELECTION || self.layers.values().any(|cache| cache.key() == slot.layer())
            });
        }
        let denominator = camera.scale_denominator();
        let (mut out, mut shown) = (Vec::new(), Vec::new());
        self.is_waiting = false;
        for layer in input.layers.iter().filter(|layer| layer.visible && layer.style.shows_at(denominator)) {
            if let Some(cache) = self.layers.get_mut(&layer.id) {
                cache.update(layer, workshop);
            } else {
                self.last_key += 4;
                self.layers.insert(layer.id, LayerCache::new(self.last_key, layer, workshop));
            }
            let Some(cache) = self.layers.get_mut(&layer.id) else { continue };
            let gathered = cache.gathered(layer, camera, workshop);
            // Points alone are gathered: nothing of the layer is left to draw.
            let mut overview =
                if gathered.is_some() { None } else { cache.overview(view, px_per_pt, workshop) };
            if let Some(overview) = overview.as_mut().filter(|_| layer.is_base) {
                overview.stage = overview.stage.of_base();
            }
            let meshes = cache.meshes(view, workshop);
            self.is_waiting |= cache.is_waiting(gathered.is_some());
            // None yet where a worker is still at it.
            let Some(dress) = &cache.dress else { continue };
            let style = dress.style();
            let count = dress.counts.matching();
            let crowd = point_scale(count, &layer.layer.bbox(), style.point_size_px, camera);
            let mut passes = passes(style, layer.is_base, px_per_pt, crowd);
            if let Some(gathered) = gathered {
                passes.clear();
                self.signs.keep(layer.id, gathered, camera);
                shown.push(layer.id);
            }
            out.push(FrameLayer {
                key: cache.key(),
                meshes,
                overview,
                states: dress.states.clone(),
                palette: palette(style),
                dim_opacity: DIM_OPACITY,
                passes: if cache.has_overview() { passes_beside_overview(passes) } else { passes },
            });
        }
        self.signs.retain(&shown);
        let hovered = input.hover.map(|(id, row)| (id, Rows::One(row)));
        let selected = input.selection.map(|(id, rows)| (id, Rows::Set(rows.clone())));
        for (highlight, wanted, key, width_px) in [
            (&mut self.hover, hovered, HOVER, HOVERED_PX),
            (&mut self.selection, selected, SELECTION, SELECTED_PX),
        ] {
            highlight.refresh(wanted, input.layers, &self.layers, workshop);
            let Some(outlines) = &highlight.shown else { continue };
            let Some(layer) = input.layers.iter().find(|layer| layer.id == outlines.layer) else { continue };
            if !layer.visible || !layer.style.shows_at(denominator) {
                continue;
            }
            let inks = [input.colors.ink, input.colors.paper].map(rgb);
            out.push(FrameLayer {
                key,
                meshes: vec![outlines.mesh.clone()],
                overview: None,
                states: outlines.states.clone(),
                palette: palette(layer.style),
                dim_opacity: 1.0,
                passes: highlight_passes(layer.style, inks[0], inks[1], width_px, px_per_pt),
            });
        }
        out
    }

    /// The legend of a layer that is shown; of what was counted last where new counts are under way.
    pub(super) fn legend(&mut self, input: &MapInput<'_>, id: u32) -> Option<&Legend> {
        let layer = input.layers.iter().find(|layer| layer.id == id && layer.visible)?;
        let cache = self.layers.get_mut(&id)?;
        let dress = cache.dress.as_ref()?;
        if cache.legend.as_ref().is_none_or(|(lang, _)| *lang != input.lang) {
            let legend = legend_of_counts(layer.layer, dress.style(), &dress.counts, input.lang);
            cache.legend = Some((input.lang, legend));
        }
        cache.legend.as_ref().map(|(_, legend)| legend)
    }
}

fn rgb(color: egui::Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
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
    /// Makes outlines where the rows are others than in the last frame.
    fn refresh(
        &mut self,
        wanted: Option<(u32, Rows)>,
        layers: &[MapLayer<'_>],
        caches: &BTreeMap<u32, LayerCache>,
        workshop: &Workshop,
    ) {
        if let Some((_, done)) = &self.done
            && let Some(outlines) = done.try_iter().last()
            && self.of.is_some()
        {
            self.shown = Some(outlines);
        }
        let found = wanted.and_then(|(id, rows)| {
            let layer = layers.iter().find(|layer| layer.id == id)?;
            let looks =
                caches.get(&id).and_then(|cache| cache.dress.as_ref()).map(|dress| dress.looks.clone());
            Some((layer, Chosen { layer: id, rows, shapes: layer.layer.shapes.clone(), looks }))
        });
        let Some((layer, chosen)) = found else {
            (self.of, self.shown) = (None, None);
            return;
        };
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
        let (id, layer, looks) = (chosen.layer, layer.layer.clone(), chosen.looks);
        let positions = |&row: &u32| layer.shapes.get(row as usize).positions().len();
        let is_small = rows.len() <= HIGHLIGHTED_AT_ONCE
            && rows.iter().filter(|&&row| (row as usize) < layer.len()).map(positions).sum::<usize>()
                <= POSITIONS_AT_ONCE;
        let outlines = move || {
            let state = |&row: &u32| looks.as_ref().map_or(0, |looks| row_state(looks, row as usize));
            Outlines {
                layer: id,
                mesh: Arc::new(build_mesh_of_rows(&layer, &rows)),
                states: Arc::new(rows.iter().map(state).collect()),
            }
        };
        // What is still under way for other rows must not come after these.
        let (sender, _) = self.done.insert(channel());
        if is_small {
            self.shown = Some(outlines());
        } else {
            let sender = sender.clone();
            let task = move |_: &_| drop(sender.send(outlines()));
            workshop.submit(Slot::Highlight(SELECTION), Box::new(task));
        }
    }
}
