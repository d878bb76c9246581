//! What the map keeps between frames: meshes (built once a layer, large ones on a worker), classes (once
//! a style), row states (once a filter), highlights and legends.

use super::{MapInput, MapLayer};
use crate::layer::{Layer, RowSet};
use crate::render::gpu::{
    FrameLayer, Mesh, build_mesh_of_rows, build_meshes, highlight_passes, palette, passes, row_state,
    row_states,
};
use crate::scene::legend::{Legend, legend};
use crate::scene::{Camera, Rgb, RowLooks, Style, point_scale};
use crate::text::Lang;
use eframe::egui;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Layers with more positions are turned into meshes on a worker; the map shows them when they are done.
const WORKER_FROM_POSITIONS: usize = 200_000;
/// More chosen rows than this are not outlined one by one; the status line says so.
pub(in crate::ui) const MAX_HIGHLIGHTED: usize = 20_000;
/// What opacity rows keep that do not match.
const DIM_OPACITY: f32 = 0.22;
/// Width of the outline of chosen rows and of the row under the pointer.
const SELECTED_PX: f32 = 3.0;
const HOVERED_PX: f32 = 2.0;

#[derive(Debug, Default)]
pub(super) struct MapCache {
    layers: BTreeMap<u32, LayerCache>,
    selection: Option<Highlight>,
    hover: Option<Highlight>,
}

#[derive(Debug)]
struct LayerCache {
    layer: Arc<Layer>,
    meshes: Arc<OnceLock<Vec<Arc<Mesh>>>>,
    style: Style,
    looks: Arc<RowLooks>,
    rows: Option<RowSet>,
    dim_others: bool,
    states: Arc<Vec<u32>>,
    legend: Option<(Lang, Legend)>,
}

/// The mesh of a few rows.
#[derive(Debug)]
struct Highlight {
    layer: u32,
    rows: Vec<u32>,
    of: Arc<Layer>,
    mesh: Arc<Mesh>,
    states: Arc<Vec<u32>>,
}

impl MapCache {
    /// The keys of all buffers worth keeping.
    pub(super) fn keys(&self) -> Vec<u64> {
        let pieces = |cache: &LayerCache| cache.meshes.get().map_or(0, Vec::len);
        self.layers
            .iter()
            .flat_map(|(&id, cache)| (0..pieces(cache)).map(move |piece| piece_key(id, piece)))
            .collect()
    }

    /// What to draw this frame, from the bottom to the top.
    pub(super) fn frame_layers(
        &mut self,
        ctx: &egui::Context,
        input: &MapInput<'_>,
        camera: &Camera,
        px_per_pt: f32,
    ) -> Vec<FrameLayer> {
        self.layers.retain(|id, _| input.layers.iter().any(|layer| layer.id == *id));
        let denominator = camera.scale_denominator();
        let mut out = Vec::new();
        for layer in input.layers.iter().filter(|layer| layer.visible && layer.style.shows_at(denominator)) {
            let cache = self
                .layers
                .entry(layer.id)
                .and_modify(|cache| cache.update(ctx, layer))
                .or_insert_with(|| LayerCache::new(ctx, layer));
            let count = layer.rows.map_or(layer.layer.len(), RowSet::count);
            let crowd = point_scale(count, &layer.layer.bbox(), layer.style.point_size_px, camera);
            // None yet where a worker is still at it.
            let meshes = cache.meshes.get().map(Vec::as_slice).unwrap_or_default();
            out.extend(meshes.iter().enumerate().map(|(piece, mesh)| FrameLayer {
                key: piece_key(layer.id, piece),
                mesh: mesh.clone(),
                states: cache.states.clone(),
                palette: palette(layer.style),
                dim_opacity: DIM_OPACITY,
                passes: passes(layer.style, layer.is_base, px_per_pt, crowd),
            }));
        }
        let hovered = input.hover.map(|(id, row)| (id, vec![row]));
        let selected = input.selection.map(|(id, rows)| {
            (id, rows.iter().take(MAX_HIGHLIGHTED).map(|row| row as u32).collect::<Vec<u32>>())
        });
        for (slot, wanted, key, width_px) in
            [(&mut self.hover, hovered, 1, HOVERED_PX), (&mut self.selection, selected, 2, SELECTED_PX)]
        {
            refresh(slot, wanted, input.layers, &self.layers);
            let Some(highlight) = slot else { continue };
            let Some(layer) = input.layers.iter().find(|layer| layer.id == highlight.layer) else { continue };
            if !layer.visible || !layer.style.shows_at(denominator) {
                continue;
            }
            out.push(FrameLayer {
                key: key | piece_key(highlight.layer, 0),
                mesh: highlight.mesh.clone(),
                states: highlight.states.clone(),
                palette: palette(layer.style),
                dim_opacity: 1.0,
                passes: highlight_passes(
                    layer.style,
                    rgb(input.colors.ink),
                    rgb(input.colors.paper),
                    width_px,
                    px_per_pt,
                ),
            });
        }
        out
    }

    /// The legend of a layer that is shown.
    pub(super) fn legend(&mut self, input: &MapInput<'_>, id: u32) -> Option<&Legend> {
        let layer = input.layers.iter().find(|layer| layer.id == id && layer.visible)?;
        let cache = self.layers.get_mut(&id)?;
        if cache.legend.as_ref().is_none_or(|(lang, _)| *lang != input.lang) {
            let legend = legend(layer.layer, layer.style, &cache.looks.classes, layer.rows, input.lang);
            cache.legend = Some((input.lang, legend));
        }
        cache.legend.as_ref().map(|(_, legend)| legend)
    }
}

/// Keys of a layer's pieces; the two lowest bits are for highlights.
fn piece_key(id: u32, piece: usize) -> u64 {
    (u64::from(id) << 32) | ((piece as u64) << 2)
}

fn rgb(color: egui::Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
}

/// Builds a highlight's mesh where the rows are others than in the last frame.
fn refresh(
    slot: &mut Option<Highlight>,
    wanted: Option<(u32, Vec<u32>)>,
    layers: &[MapLayer<'_>],
    caches: &BTreeMap<u32, LayerCache>,
) {
    let Some((id, rows)) = wanted.filter(|(_, rows)| !rows.is_empty()) else {
        *slot = None;
        return;
    };
    let Some(layer) = layers.iter().find(|layer| layer.id == id) else {
        *slot = None;
        return;
    };
    let looks = caches.get(&id).map(|cache| &cache.looks);
    let states: Vec<u32> =
        rows.iter().map(|&row| looks.map_or(0, |looks| row_state(looks, row as usize))).collect();
    let is_same = slot.as_ref().is_some_and(|old| {
        old.layer == id
            && old.rows == rows
            && Arc::ptr_eq(&old.of.shapes, &layer.layer.shapes)
            && *old.states == states
    });
    if !is_same {
        *slot = Some(Highlight {
            layer: id,
            mesh: Arc::new(build_mesh_of_rows(layer.layer, &rows)),
            of: layer.layer.clone(),
            states: Arc::new(states),
            rows,
        });
    }
}

/// What the style makes of each row: worked out by a job, or here where nobody did.
fn looks_of(layer: &MapLayer<'_>) -> Arc<RowLooks> {
    layer.looks.map_or_else(|| Arc::new(RowLooks::of(layer.layer, layer.style)), Arc::clone)
}

impl LayerCache {
    fn new(ctx: &egui::Context, layer: &MapLayer<'_>) -> Self {
        let looks = looks_of(layer);
        Self {
            layer: layer.layer.clone(),
            meshes: start_meshes(ctx, layer.layer),
            style: layer.style.clone(),
            states: Arc::new(row_states(&looks, layer.rows, layer.dim_others)),
            looks,
            rows: layer.rows.cloned(),
            dim_others: layer.dim_others,
            legend: None,
        }
    }

    fn update(&mut self, ctx: &egui::Context, layer: &MapLayer<'_>) {
        if !Arc::ptr_eq(&self.layer.shapes, &layer.layer.shapes) {
            *self = Self::new(ctx, layer);
            return;
        }
        // Other derived columns leave the meshes as they are.
        let is_same = Arc::ptr_eq(&self.layer, layer.layer);
        if !is_same {
            self.layer = layer.layer.clone();
        }
        let is_styled = (is_same || layer.looks.is_some())
            && self.style == *layer.style
            && layer.looks.is_none_or(|looks| Arc::ptr_eq(looks, &self.looks));
        if !is_styled {
            self.looks = looks_of(layer);
            self.style = layer.style.clone();
            self.legend = None;
        }
        let is_filtered = self.rows.as_ref() == layer.rows && self.dim_others == layer.dim_others;
        if !is_styled || !is_filtered {
            self.rows = layer.rows.cloned();
            self.dim_others = layer.dim_others;
            let states = row_states(&self.looks, layer.rows, layer.dim_others);
            if *self.states != states {
                self.states = Arc::new(states);
            }
            self.legend = None;
        }
    }
}

/// The meshes of a layer: at once where it is small, later from a worker where it is large.
fn start_meshes(ctx: &egui::Context, layer: &Arc<Layer>) -> Arc<OnceLock<Vec<Arc<Mesh>>>> {
    let slot = Arc::new(OnceLock::new());
    let build = {
        let (slot, layer) = (slot.clone(), layer.clone());
        move || {
            slot.get_or_init(|| build_meshes(&layer).into_iter().map(Arc::new).collect());
        }
    };
    if layer.shapes.positions().len() < WORKER_FROM_POSITIONS {
        build();
        return slot;
    }
    let ctx = ctx.clone();
    let at_once = build.clone();
    let worker = std::thread::Builder::new().name("mesh".to_owned()).spawn(move || {
        build();
        ctx.request_repaint();
    });
    if worker.is_err() {
        // No thread to be had: slower, but drawn.
        at_once();
    }
    slot
}
