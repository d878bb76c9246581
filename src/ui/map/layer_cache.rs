//! What the map keeps of one layer between frames: its rows in order, its meshes, the states of its rows
//! and what the legend counts, its tiles. Small layers are prepared at once, large ones in the workshop:
//! until that is done the map shows what it had.

use super::MapLayer;
use super::clusters::{ClusterCache, ClusterWish, Gathered};
use super::details::Details;
use crate::layer::{Layer, RowSet};
use crate::render::gpu::{Mesh, Survey, View, build_piece, row_states};
use crate::render::overview::{self, Ink, Source, TileCache};
use crate::render::workshop::{Slot, Workshop};
use crate::scene::legend::{ClassCounts, Legend};
use crate::scene::{Camera, RowLooks, Style};
use crate::text::Lang;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Layers with more positions are prepared in the workshop.
const WORKSHOP_FROM_POSITIONS: usize = 100_000;
/// What opacity rows keep that do not match.
pub(super) const DIM_OPACITY: f32 = 0.22;

/// What the states of a layer's rows come from.
#[derive(Clone, Debug)]
struct Wish {
    style: Style,
    /// `None`: they are still to be made of the style.
    looks: Option<Arc<RowLooks>>,
    rows: Option<RowSet>,
    dim_others: bool,
}

/// The states of a layer's rows, and what the legend counts.
#[derive(Debug)]
pub(super) struct Dress {
    wish: Wish,
    pub(super) looks: Arc<RowLooks>,
    pub(super) states: Arc<Vec<u32>>,
    pub(super) counts: ClassCounts,
}

/// What the workshop brings.
enum Done {
    Survey(Survey),
    Mesh(Mesh),
    Dress(Box<Dress>),
}

pub(super) struct LayerCache {
    /// Names it in the workshop.
    key: u64,
    layer: Arc<Layer>,
    survey: Option<Arc<Survey>>,
    meshes: Vec<Arc<Mesh>>,
    /// Its long rows, where it has any.
    details: Option<Details>,
    pub(super) dress: Option<Dress>,
    /// What was asked for last and has not come.
    wish: Option<Wish>,
    pub(super) tiles: Option<TileCache>,
    pub(super) clusters: ClusterCache,
    pub(super) legend: Option<(Lang, Legend)>,
    sender: Sender<Done>,
    done: Receiver<Done>,
}

impl Wish {
    fn of(layer: &MapLayer<'_>) -> Self {
        Self {
            style: layer.style.clone(),
            looks: layer.looks.cloned(),
            rows: layer.rows.cloned(),
            dim_others: layer.dim_others,
        }
    }

    /// Whether the states would be the same.
    fn agrees(&self, layer: &MapLayer<'_>) -> bool {
        let same_looks = match (&self.looks, layer.looks) {
            (Some(looks), Some(other)) => Arc::ptr_eq(looks, other),
            (None, None) => self.style == *layer.style,
            _ => false,
        };
        let same_rows = match (&self.rows, layer.rows) {
            (Some(rows), Some(other)) => {
                rows.is_same(other) || (rows.len_all() < WORKSHOP_FROM_POSITIONS && rows == other)
            }
            (None, None) => true,
            _ => false,
        };
        same_looks && same_rows && self.dim_others == layer.dim_others
    }

    fn dress(self, layer: &Layer) -> Dress {
        let looks = self.looks.clone().unwrap_or_else(|| Arc::new(RowLooks::of(layer, &self.style)));
        Dress {
            states: Arc::new(row_states(&looks, self.rows.as_ref(), self.dim_others)),
            counts: ClassCounts::of(&looks.classes, self.rows.as_ref()),
            looks,
            wish: self,
        }
    }
}

impl Dress {
    /// The style that the states were made for, in the words of today.
    pub(super) fn style(&self) -> &Style {
        &self.wish.style
    }
}

impl LayerCache {
    pub(super) fn new(key: u64, layer: &MapLayer<'_>, workshop: &Workshop) -> Self {
        let (sender, done) = channel();
        let mut cache = Self {
            key,
            layer: layer.layer.clone(),
            survey: None,
            meshes: Vec::new(),
            details: None,
            dress: None,
            wish: None,
            tiles: None,
            clusters: ClusterCache::default(),
            legend: None,
            sender,
            done,
        };
        if cache.is_small() {
            let survey = Survey::of(&cache.layer);
            cache.meshes = (0..survey.pieces.len())
                .map(|piece| Arc::new(build_piece(&cache.layer, &survey, piece)))
                .collect();
            cache.surveyed(&Arc::new(survey));
        } else {
            let (layer, sender) = (cache.layer.clone(), cache.sender.clone());
            let task = move |_: &_| drop(sender.send(Done::Survey(Survey::of(&layer))));
            workshop.submit(Slot::Survey(key), Box::new(task));
        }
        cache.update(layer, workshop);
        cache
    }

    fn surveyed(&mut self, survey: &Arc<Survey>) {
        self.details = Details::of(self.key, &self.layer, survey.long.clone());
        self.survey = Some(survey.clone());
    }

    /// What is drawn of it in a view, its long rows below the others.
    pub(super) fn meshes(&mut self, view: &View, workshop: &Workshop) -> Vec<Arc<Mesh>> {
        let is_small = self.is_small();
        let long = self.details.as_mut().and_then(|details| details.show(view, is_small, workshop));
        long.into_iter().chain(self.meshes.iter().cloned()).collect()
    }

    pub(super) fn key(&self) -> u64 {
        self.key
    }

    /// Whether it is of the same rows and shapes.
    pub(super) fn is_of(&self, layer: &Layer) -> bool {
        Arc::ptr_eq(&self.layer.shapes, &layer.shapes)
    }

    fn is_small(&self) -> bool {
        self.layer.shapes.positions().len() < WORKSHOP_FROM_POSITIONS
    }

    /// Whether something of it is still under way. Gathered points need no tiles.
    pub(super) fn is_waiting(&self, is_gathered: bool) -> bool {
        let pieces = self.survey.as_ref().map_or(usize::MAX, |survey| survey.pieces.len());
        self.wish.is_some()
            || self.details.as_ref().is_some_and(Details::is_waiting)
            || self.meshes.len() < pieces
            || self.clusters.is_waiting()
            || (!is_gathered && self.tiles.as_ref().is_some_and(TileCache::is_waiting))
    }

    /// The clusters that the layer's points make, and the level of them that a camera shows; `None` where
    /// its points are shown as they are.
    pub(super) fn gathered(
        &mut self,
        layer: &MapLayer<'_>,
        camera: &Camera,
        workshop: &Workshop,
    ) -> Option<Gathered> {
        let dress = self.dress.as_ref().filter(|dress| dress.style().clusters && !layer.is_base)?;
        let wish = ClusterWish {
            layer: &self.layer,
            looks: &dress.looks,
            rows: dress.wish.rows.as_ref(),
            states: &dress.states,
            style: dress.style(),
        };
        self.clusters.keep(self.key, camera.zoom(), &wish, workshop)
    }

    /// Takes in what is ready, and asks for what the layer now needs.
    pub(super) fn update(&mut self, layer: &MapLayer<'_>, workshop: &Workshop) {
        self.receive(workshop);
        if !Arc::ptr_eq(&self.layer, layer.layer) {
            // Derived columns alone: they may colour the rows, and the legend words them.
            self.layer = layer.layer.clone();
            if let Some(details) = &mut self.details {
                details.belongs_to(layer.layer);
            }
            self.legend = None;
            if layer.looks.is_none() {
                self.dress = None;
            }
        }
        if let Some(dress) = self.dress.as_mut().filter(|dress| dress.wish.agrees(layer)) {
            self.wish = None;
            if dress.wish.style != *layer.style {
                dress.wish.style = layer.style.clone();
                self.legend = None;
            }
        } else if self.wish.as_ref().is_none_or(|wish| !wish.agrees(layer)) {
            let wish = Wish::of(layer);
            if self.is_small() {
                self.wear(wish.dress(&self.layer));
            } else {
                self.wish = Some(wish.clone());
                let (layer, sender) = (self.layer.clone(), self.sender.clone());
                let task = move |_: &_| drop(sender.send(Done::Dress(Box::new(wish.dress(&layer)))));
                workshop.submit(Slot::Dress(self.key), Box::new(task));
            }
        }
        for mesh in self.meshes.iter().filter(|mesh| mesh.data.take_wish()) {
            self.rebuild(mesh, workshop);
        }
    }

    fn receive(&mut self, workshop: &Workshop) {
        let done: Vec<Done> = self.done.try_iter().collect();
        for done in done {
            match done {
                Done::Survey(survey) => {
                    let survey = Arc::new(survey);
                    for piece in 0..survey.pieces.len() {
                        let (layer, survey) = (self.layer.clone(), survey.clone());
                        let sender = self.sender.clone();
                        let task = move |_: &_| {
                            drop(sender.send(Done::Mesh(build_piece(&layer, &survey, piece))));
                        };
                        workshop.submit(Slot::Mesh(self.key, piece), Box::new(task));
                    }
                    self.surveyed(&survey);
                }
                Done::Mesh(mesh) => {
                    let at = self.meshes.partition_point(|other| other.piece < mesh.piece);
                    self.meshes.insert(at, Arc::new(mesh));
                }
                Done::Dress(dress) => self.wear(*dress),
            }
        }
    }

    fn wear(&mut self, dress: Dress) {
        self.legend = None;
        self.dress = Some(dress);
    }

    /// Builds what a lost device had.
    fn rebuild(&self, mesh: &Arc<Mesh>, workshop: &Workshop) {
        let Some(survey) = self.survey.clone() else { return };
        let (layer, mesh) = (self.layer.clone(), mesh.clone());
        let (slot, is_small) = (Slot::Mesh(self.key, mesh.piece), self.is_small());
        let build = move || {
            if let Some(data) = build_piece(&layer, &survey, mesh.piece).data.get() {
                mesh.data.put(data);
            }
        };
        if is_small {
            build();
        } else {
            workshop.submit(slot, Box::new(move |_| build()));
        }
    }

    /// The overview of a large layer under a view.
    pub(super) fn overview(
        &mut self,
        view: &View,
        px_per_pt: f32,
        workshop: &Workshop,
    ) -> Option<crate::render::gpu::FrameOverview> {
        let (survey, dress) = (self.survey.as_ref()?, self.dress.as_ref()?);
        if survey.row_count < overview::FROM_ROWS {
            return None;
        }
        let ink = Ink::of(dress.style(), DIM_OPACITY, px_per_pt);
        let tiles = self.tiles.get_or_insert_with(|| {
            let states = dress.states.clone();
            let (layer, survey) = (self.layer.clone(), survey.clone());
            TileCache::new(self.key, Source { layer, survey, states, ink: ink.clone() })
        });
        tiles.draw_from(&dress.states, ink);
        tiles.show(view, workshop)
    }

    /// Whether it is drawn with an overview, at scales that need one.
    pub(super) fn has_overview(&self) -> bool {
        self.survey.as_ref().is_some_and(|survey| survey.row_count >= overview::FROM_ROWS)
    }
}
