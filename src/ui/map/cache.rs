//! What the map keeps between frames, and what of it a frame draws.

use super::MapInput;
use super::clusters::Signs;
use super::highlight::{Highlight, Rows};
use super::layer_cache::{DIM_OPACITY, LayerCache};
use crate::render::gpu::{FrameLayer, View, palette, passes, passes_beside_overview};
use crate::render::workshop::Workshop;
use crate::scene::legend::{Legend, legend_of_counts};
use crate::scene::{Camera, point_scale};
use eframe::egui;
use std::collections::BTreeMap;

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

impl Default for MapCache {
    fn default() -> Self {
        Self {
            workshop: None,
            layers: BTreeMap::new(),
            last_key: 0,
            hover: Highlight::of_hover(),
            selection: Highlight::of_selection(),
            is_waiting: false,
            signs: Signs::default(),
        }
    }
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
                Highlight::KEYS.contains(&slot.layer())
                    || self.layers.values().any(|cache| cache.key() == slot.layer())
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
        for (highlight, wanted) in [(&mut self.hover, hovered), (&mut self.selection, selected)] {
            let wanted = wanted.and_then(|(id, rows)| {
                let layer = input.layers.iter().find(|layer| layer.id == id)?;
                let dress = self.layers.get(&id).and_then(|cache| cache.dress.as_ref());
                Some((layer, rows, dress.map(|dress| dress.looks.clone())))
            });
            highlight.refresh(wanted, workshop);
            let shown = highlight.layer().and_then(|id| input.layers.iter().find(|layer| layer.id == id));
            if let Some(layer) = shown.filter(|layer| layer.visible && layer.style.shows_at(denominator)) {
                out.extend(highlight.frame_layer(layer.style, &input.colors, view, px_per_pt, workshop));
            }
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
