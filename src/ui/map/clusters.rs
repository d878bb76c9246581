//! Points that have gathered: their clusters are worked out in the workshop where there are many, and drawn by
//! egui's painter between the map and what is chosen.

use super::painter::symbol_shapes;
use super::{MapColors, MapInput, input};
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use crate::render::workshop::{Slot, Workshop};
use crate::scene::clusters::{self, Cluster, ClusterTree, RING_PT, Sign};
use crate::scene::{Camera, Rgb, RowLooks, Stroke as Line, Style};
use crate::ui::format;
use eframe::egui::{Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Layers with more rows are gathered in the workshop.
const WORKSHOP_FROM_ROWS: usize = 2_000;
/// Signs this far outside the view still reach into it.
const MARGIN_PT: f64 = 32.0;
/// Size of a cluster's count, in points, where it fits.
const COUNT_PT: f32 = 12.0;
/// How near to a single point is on it, in points, as for points that do not gather.
const REACH_PT: f32 = 6.0;

/// What a layer's clusters are made of.
pub(super) struct ClusterWish<'a> {
    pub(super) layer: &'a Arc<Layer>,
    pub(super) looks: &'a Arc<RowLooks>,
    pub(super) rows: Option<&'a RowSet>,
    /// Others wherever looks or rows are.
    pub(super) states: &'a Arc<Vec<u32>>,
    pub(super) style: &'a Style,
}

/// A layer's clusters at a level, and the looks that belong to their classes: while newer clusters are under
/// way, those of before.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub(super) tree: Arc<ClusterTree>,
    pub(super) level: usize,
    pub(super) style: Arc<Style>,
    looks: Arc<RowLooks>,
}

/// What a tree was made of.
#[derive(Clone, Debug)]
struct Of {
    states: Arc<Vec<u32>>,
    style: Arc<Style>,
    looks: Arc<RowLooks>,
}

/// The clusters of one layer, and those under way.
#[derive(Debug, Default)]
pub(super) struct ClusterCache {
    tree: Option<(Of, Arc<ClusterTree>)>,
    asked: Option<Of>,
    channel: Option<(Sender<Made>, Receiver<Made>)>,
}

type Made = (Of, Arc<ClusterTree>);

impl Of {
    fn is(&self, wish: &ClusterWish<'_>) -> bool {
        Arc::ptr_eq(&self.states, wish.states)
            && self.style.point_size_px.to_bits() == wish.style.point_size_px.to_bits()
    }
}

impl ClusterCache {
    /// Whether newer clusters are under way.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// The newest clusters that are there, at the level of a zoom; asks for newer ones where need be. `None`
    /// where points are shown as they are.
    pub(super) fn keep(
        &mut self,
        key: u64,
        zoom: f64,
        wish: &ClusterWish<'_>,
        workshop: &Workshop,
    ) -> Option<Gathered> {
        let (sender, done) = self.channel.get_or_insert_with(channel);
        if let Some(made) = done.try_iter().last() {
            self.tree = Some(made);
        }
        if let Some((of, _)) = self.tree.as_mut().filter(|(of, _)| of.is(wish)) {
            self.asked = None;
            // The same classes in the colours of another theme.
            if *of.style != *wish.style {
                of.style = Arc::new(wish.style.clone());
            }
        } else if self.asked.as_ref().is_none_or(|asked| !asked.is(wish)) {
            let of = Of {
                states: wish.states.clone(),
                style: Arc::new(wish.style.clone()),
                looks: wish.looks.clone(),
            };
            let (layer, rows) = (wish.layer.clone(), wish.rows.cloned());
            let make = {
                let of = of.clone();
                move |cancel: &CancelToken| {
                    let (classes, point_pt) = (&of.looks.classes, of.style.point_size_px);
                    let tree = ClusterTree::of(&layer, classes, rows.as_ref(), point_pt, cancel)?;
                    Some((of, Arc::new(tree)))
                }
            };
            if wish.layer.len() <= WORKSHOP_FROM_ROWS {
                self.tree = make(&CancelToken::default());
                self.asked = None;
            } else {
                self.asked = Some(of);
                let sender = sender.clone();
                let task = move |cancel: &CancelToken| {
                    if let Some(made) = make(cancel) {
                        // Nobody listens any more where the layer was closed.
                        drop(sender.send(made));
                    }
                };
                workshop.submit(Slot::Clusters(key), Box::new(task));
            }
        }
        let (of, tree) = self.tree.as_ref()?;
        let level = tree.level_at(zoom)?;
        Some(Gathered { tree: tree.clone(), level, style: of.style.clone(), looks: of.looks.clone() })
    }
}

/// The signs of one layer as the last frame showed them.
#[derive(Debug)]
pub(super) struct LayerSigns {
    pub(super) id: u32,
    pub(super) gathered: Gathered,
    camera: Camera,
    signs: Vec<Sign>,
    /// Rows that stand alone at the level.
    pub(super) singles: RowSet,
}

/// The signs of all layers that gather, from the bottom to the top.
#[derive(Debug, Default)]
pub(super) struct Signs(Vec<LayerSigns>);

/// What is under the pointer of a layer that gathers.
pub(super) enum Under<'a> {
    /// A point that stands alone.
    Row(u32),
    /// A cluster.
    Cluster(&'a LayerSigns, Cluster),
}

impl Signs {
    /// Takes in what a layer shows; signs are placed anew only where something moved.
    pub(super) fn keep(&mut self, id: u32, gathered: Gathered, camera: &Camera) {
        let at = self.0.iter().position(|layer| layer.id == id);
        let before = at.map(|at| self.0.remove(at)).filter(|before| {
            Arc::ptr_eq(&before.gathered.tree, &gathered.tree)
                && before.gathered.level == gathered.level
                && Arc::ptr_eq(&before.gathered.style, &gathered.style)
        });
        let is_same = before.as_ref().is_some_and(|before| before.camera == *camera);
        let Gathered { tree, level, style, looks } = &gathered;
        let placed = || clusters::signs(tree, *level, style, camera, MARGIN_PT);
        let layer = match before {
            Some(before) if is_same => before,
            Some(before) => LayerSigns { signs: placed(), camera: *camera, ..before },
            None => LayerSigns {
                id,
                camera: *camera,
                signs: placed(),
                singles: tree.singles(*level, looks.classes.len()),
                gathered,
            },
        };
        // In the order of the layers: each is taken out and comes last.
        self.0.push(layer);
    }

    /// Forgets layers that do not gather any more.
    pub(super) fn retain(&mut self, shown: &[u32]) {
        self.0.retain(|layer| shown.contains(&layer.id));
    }

    /// The signs of a layer, where it gathers.
    pub(super) fn of(&self, id: u32) -> Option<&LayerSigns> {
        self.0.iter().find(|layer| layer.id == id)
    }

    /// Whether a layer gathers.
    pub(super) fn has(&self, id: u32) -> bool {
        self.of(id).is_some()
    }

    /// The cluster under a position of the view, of the topmost layer that has one there.
    pub(super) fn cluster_at(&self, camera: &Camera, at: [f64; 2]) -> Option<(&LayerSigns, Cluster)> {
        self.0.iter().rev().find_map(|layer| match layer.under(camera, at)? {
            Under::Cluster(layer, cluster) => Some((layer, cluster)),
            Under::Row(_) => None,
        })
    }

    /// Where clusters stand in the window: no label is to stand there.
    pub(super) fn rects(&self, rect: Rect) -> impl Iterator<Item = Rect> + '_ {
        let clusters = self.0.iter().flat_map(|layer| &layer.signs).filter(|sign| !sign.cluster.is_single());
        clusters
            .map(move |sign| Rect::from_center_size(center(rect, sign), Vec2::splat(2.0 * sign.radius_pt)))
    }

    /// Draws them into the map's place.
    pub(super) fn paint(&self, painter: &Painter, rect: Rect, input: &MapInput<'_>, hovered: Option<Pos2>) {
        for layer in &self.0 {
            let under = hovered.and_then(|pointer| {
                match layer.under(&layer.camera, input::within(rect, pointer))? {
                    Under::Cluster(_, cluster) => Some(cluster.at),
                    Under::Row(_) => None,
                }
            });
            for sign in &layer.signs {
                if sign.cluster.is_single() {
                    layer.paint_single(painter, rect, sign);
                } else {
                    let is_under = under == Some(sign.cluster.at);
                    layer.paint_cluster(painter, rect, sign, &input.colors, is_under);
                }
            }
        }
    }
}

fn center(rect: Rect, sign: &Sign) -> Pos2 {
    rect.min + Vec2::new(sign.center_pt[0] as f32, sign.center_pt[1] as f32)
}

/// How near to the middle of a sign is on it, in points.
fn reach(sign: &Sign) -> f32 {
    if sign.cluster.is_single() { REACH_PT.max(sign.radius_pt + 1.0) } else { sign.radius_pt }
}

fn color(Rgb(red, green, blue): Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

impl LayerSigns {
    /// What of it lies at a position of the view.
    pub(super) fn under(&self, camera: &Camera, at: [f64; 2]) -> Option<Under<'_>> {
        let distance = |sign: &Sign| {
            let [x, y] = camera.screen_from_world(sign.cluster.at);
            (x - at[0]).hypot(y - at[1]) as f32
        };
        let near = self.signs.iter().map(|sign| (distance(sign), sign));
        let (_, sign) =
            near.filter(|(distance, sign)| *distance <= reach(sign)).min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(if sign.cluster.is_single() {
            Under::Row(sign.cluster.row)
        } else {
            Under::Cluster(self, sign.cluster)
        })
    }

    fn paint_single(&self, painter: &Painter, rect: Rect, sign: &Sign) {
        let row = sign.cluster.row as usize;
        let class = self.gathered.looks.classes.get(row).copied().unwrap_or_default();
        let share = self.gathered.looks.sizes.get(row).map_or(1.0, |&size| f32::from(size) / 255.0);
        let edge = self
            .gathered
            .style
            .stroke
            .map_or(Stroke::NONE, |Line { rgb, width_px }| Stroke::new(width_px, color(rgb)));
        let (symbol, fill) = (self.gathered.style.symbol(class), color(self.gathered.style.rgb(class)));
        symbol_shapes(painter, symbol, center(rect, sign), sign.radius_pt * share, fill, edge);
    }

    fn paint_cluster(&self, painter: &Painter, rect: Rect, sign: &Sign, colors: &MapColors, is_under: bool) {
        let (center, radius) = (center(rect, sign), sign.radius_pt);
        let edge = if is_under { colors.accent } else { colors.ink.gamma_multiply(0.28) };
        painter.circle(center, radius, colors.paper, Stroke::new(if is_under { 2.5 } else { 1.0 }, edge));
        let shares = self.gathered.tree.shares(self.gathered.level, &sign.cluster);
        ring(
            painter,
            center,
            radius - RING_PT / 2.0 - 0.5,
            &clusters::arcs(&self.gathered.style, shares),
            colors.paper,
        );
        let words = format::count(u64::from(sign.cluster.count));
        let galley = painter.layout_no_wrap(words.clone(), FontId::proportional(COUNT_PT), colors.ink);
        // As wide as the disc is at half of the text's height.
        let inside = radius - RING_PT - 1.5;
        let room = 2.0 * (inside * inside - 16.0).max(36.0).sqrt();
        let galley = if galley.size().x > room {
            let smaller = COUNT_PT * room / galley.size().x;
            painter.layout_no_wrap(words, FontId::proportional(smaller), colors.ink)
        } else {
            galley
        };
        painter.galley(center - galley.size() / 2.0, galley, colors.ink);
    }
}

/// The shares of a cluster around it, with a hair's breadth of paper between two.
fn ring(painter: &Painter, center: Pos2, radius: f32, arcs: &[clusters::RingArc], paper: Color32) {
    /// Radians between two corners of an arc.
    const STEP: f32 = 0.16;
    let at = |turns: f32| center + radius * Vec2::angled((turns - 0.25) * std::f32::consts::TAU);
    for arc in arcs {
        let stroke = Stroke::new(RING_PT, color(arc.rgb));
        let turns = arc.to - arc.from;
        if turns >= 1.0 - 1e-6 {
            painter.circle_stroke(center, radius, stroke);
            return;
        }
        let steps = (turns * std::f32::consts::TAU / STEP).ceil().max(2.0);
        let points = (0..=steps as usize).map(|step| at(arc.from + turns * step as f32 / steps)).collect();
        painter.add(Shape::line(points, stroke));
    }
    for arc in arcs {
        let direction = (at(arc.from) - center) / radius;
        let half = direction * RING_PT / 2.0;
        painter.line_segment([at(arc.from) - half, at(arc.from) + half], Stroke::new(1.0, paper));
    }
}
