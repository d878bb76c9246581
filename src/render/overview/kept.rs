//! The tiles of one layer that are kept between frames: which a view shows, which it asks for, which are
//! forgotten.
//!
//! A view keeps the level that it shows until all tiles of the one that it needs are there; what is shown
//! meanwhile is stretched. Where a tile is missing, a coarser one stands in: one of the few that show the
//! whole layer, which are always kept. A change of filter or style has the tiles in view drawn anew, and
//! the old ones stay until then. At most [`MOST_KEPT`] tiles beyond the view's own are kept, those seen
//! last.

use super::super::gpu::{FrameOverview, FrameTile, Freight, Stage, Survey, View};
use super::super::workshop::{Slot, Workshop};
use super::tile::{Tile, TileId, is_small, level_of, tiles_in};
use super::{Ink, draw_tile};
use crate::geometry::BBox;
use crate::layer::Layer;
use crate::scene::mercator::world_from_bbox;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Tiles of a layer that are kept though the view does not show them: 16 MB.
pub const MOST_KEPT: usize = 64;

/// The whole layer fits so many texels at the level that is always kept.
const STAND_IN_TEXELS: f64 = 512.0;

/// Levels that what is shown may lag behind what is needed.
const MOST_LAG: i32 = 2;

/// What tiles are drawn from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The layer.
    pub layer: Arc<Layer>,
    /// Its rows in order.
    pub survey: Arc<Survey>,
    /// Their states.
    pub states: Arc<Vec<u32>>,
    /// What the style makes of them.
    pub ink: Ink,
}

#[derive(Debug)]
struct Kept {
    tile: Arc<Tile>,
    revision: u64,
    /// The frame that it was last shown in.
    seen: u64,
}

/// The tiles of one layer.
#[derive(Debug)]
pub struct TileCache {
    /// Names the layer in the workshop.
    key: u64,
    source: Source,
    revision: u64,
    kept: BTreeMap<TileId, Kept>,
    asked: BTreeMap<TileId, u64>,
    done: Receiver<(u64, Tile)>,
    sender: Sender<(u64, Tile)>,
    level: Option<i32>,
    frame: u64,
    bbox: BBox,
}

impl TileCache {
    /// No tiles yet.
    pub fn new(key: u64, source: Source) -> Self {
        let (sender, done) = channel();
        let bbox = world_from_bbox(&source.layer.bbox());
        Self {
            key,
            source,
            revision: 1,
            kept: BTreeMap::new(),
            asked: BTreeMap::new(),
            done,
            sender,
            level: None,
            frame: 0,
            bbox,
        }
    }

    /// Draws from something else from now on: other states or another style.
    pub fn draw_from(&mut self, states: &Arc<Vec<u32>>, ink: Ink) {
        if !Arc::ptr_eq(&self.source.states, states) || self.source.ink != ink {
            self.source.states = states.clone();
            self.source.ink = ink;
            self.revision += 1;
        }
    }

    /// Tiles that are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether tiles were asked for that have not come.
    pub fn is_waiting(&self) -> bool {
        !self.asked.is_empty()
    }

    /// What a view shows of the layer's small rows; what is missing of it is asked for. `None` where the
    /// view shows no row so small.
    pub fn show(&mut self, view: &View, workshop: &Workshop) -> Option<FrameOverview> {
        self.frame += 1;
        self.receive();
        let needed = level_of(view.px_per_m);
        // The smallest rows stand last.
        let smallest = self.source.survey.blocks.last()?.class;
        if !is_small(smallest, needed) {
            self.level = None;
            self.forget(workshop, &BTreeSet::new());
            return None;
        }
        let seen = intersection(&view.world(), &self.bbox);
        let wanted = tiles_in(&seen, needed);
        let stand_ins = tiles_in(&self.bbox, self.stand_in_level());
        self.ask(workshop, &wanted, &stand_ins);
        let level = self.level_to_show(needed, &wanted);
        let shown = if level == needed { wanted.clone() } else { tiles_in(&seen, level) };
        let tiles = self.placed(&shown);
        let wanted: BTreeSet<TileId> = wanted.into_iter().chain(stand_ins).collect();
        self.forget(workshop, &wanted);
        Some(FrameOverview { stage: self.stage(), level, tiles })
    }

    fn receive(&mut self) {
        for (revision, tile) in self.done.try_iter() {
            let id = tile.id;
            if self.asked.get(&id).is_some_and(|&asked| asked <= revision) {
                self.asked.remove(&id);
            }
            if self.kept.get(&id).is_none_or(|kept| kept.revision <= revision) {
                self.kept.insert(id, Kept { tile: Arc::new(tile), revision, seen: self.frame });
            }
        }
        // What a lost device has lost is drawn again.
        self.kept.retain(|_, kept| !kept.tile.pixels.as_ref().is_some_and(Freight::take_wish));
    }

    fn ask(&mut self, workshop: &Workshop, wanted: &[TileId], stand_ins: &[TileId]) {
        let slots = wanted.iter().map(|&id| Slot::Tile(self.key, id)).collect::<Vec<_>>();
        let coarse = stand_ins.iter().filter(|id| !wanted.contains(id));
        let slots = slots.into_iter().chain(coarse.map(|&id| Slot::StandIn(self.key, id)));
        for slot in slots.collect::<Vec<_>>() {
            let (Slot::Tile(_, id) | Slot::StandIn(_, id)) = slot else { continue };
            let is_fresh = self.kept.get(&id).is_some_and(|kept| kept.revision == self.revision);
            if is_fresh || self.asked.get(&id) == Some(&self.revision) {
                continue;
            }
            self.asked.insert(id, self.revision);
            let (source, sender, revision) = (self.source.clone(), self.sender.clone(), self.revision);
            workshop.submit(
                slot,
                Box::new(move |cancel| {
                    let Source { layer, survey, states, ink } = &source;
                    if let Some(pixels) = draw_tile(layer, survey, states, ink, id, cancel) {
                        // Nobody listens any more where the layer was closed.
                        drop(sender.send((revision, Tile::new(id, pixels))));
                    }
                }),
            );
        }
    }

    fn level_to_show(&mut self, needed: i32, wanted: &[TileId]) -> i32 {
        let is_ready = wanted.iter().all(|id| self.kept.contains_key(id));
        let level = match self.level {
            Some(level) if !is_ready && (level - needed).abs() <= MOST_LAG => level,
            _ => needed,
        };
        self.level = Some(level);
        level
    }

    /// The pictures of some places; a coarser one where a place has none yet.
    fn placed(&mut self, shown: &[TileId]) -> Vec<FrameTile> {
        let mut tiles = Vec::with_capacity(shown.len());
        for &place in shown {
            let mut at = Some(place);
            while let Some(id) = at {
                if let Some(kept) = self.kept.get_mut(&id) {
                    kept.seen = self.frame;
                    if kept.tile.pixels.is_some() {
                        tiles.push(FrameTile { tile: kept.tile.clone(), place });
                    }
                    break;
                }
                at = id.parent();
            }
        }
        tiles
    }

    /// Drops wishes that the view has no more, and tiles that were not seen for longest.
    fn forget(&mut self, workshop: &Workshop, wanted: &BTreeSet<TileId>) {
        if self.asked.keys().any(|id| !wanted.contains(id)) {
            self.asked.retain(|id, _| wanted.contains(id));
            let key = self.key;
            workshop.retain(|slot| match slot {
                Slot::Tile(layer, id) | Slot::StandIn(layer, id) => layer != key || wanted.contains(&id),
                _ => true,
            });
        }
        let stand_in = self.stand_in_level();
        let frame = self.frame;
        let mut unseen: Vec<(u64, TileId)> = self
            .kept
            .iter()
            .filter(|(id, kept)| kept.seen < frame && id.level != stand_in && !wanted.contains(id))
            .map(|(&id, kept)| (kept.seen, id))
            .collect();
        if unseen.len() > MOST_KEPT {
            unseen.sort_unstable();
            for (_, id) in &unseen[..unseen.len() - MOST_KEPT] {
                self.kept.remove(id);
            }
        }
    }

    fn stand_in_level(&self) -> i32 {
        let size_m = (self.bbox.east - self.bbox.west).max(self.bbox.north - self.bbox.south).max(1.0);
        level_of(STAND_IN_TEXELS / 2.0 / size_m)
    }

    fn stage(&self) -> Stage {
        match self.source.survey.has {
            [true, ..] => Stage::Area,
            [_, true, _] => Stage::Line,
            _ => Stage::Point,
        }
    }
}

fn intersection(a: &BBox, b: &BBox) -> BBox {
    BBox {
        west: a.west.max(b.west),
        south: a.south.max(b.south),
        east: a.east.min(b.east),
        north: a.north.min(b.north),
    }
}
