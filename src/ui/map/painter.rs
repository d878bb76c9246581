//! The map by egui's own painter, where there is no wgpu: the same frame, drawn shape by shape. Right
//! and simple; small rows of large layers come as the same tiles, so that its work is bounded too.

use crate::render::gpu::{
    DIMMED, Draw, END_OF_LINE, Frame, FrameLayer, HIDDEN, MeshData, PALETTE_LEN, PassKind, Pen, SIZE_SHIFT,
    Vertex, plan,
};
use crate::render::overview::{BORDER, SIDE, Tile};
use crate::scene::Symbol;
use eframe::egui::{self, Color32, Pos2, Rect, Shape, Stroke, Vec2};
use eframe::epaint;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Tiles that egui has as textures, for as long as somebody keeps the tile.
#[derive(Default)]
pub(super) struct TileTextures(BTreeMap<usize, (Weak<Tile>, egui::TextureHandle)>);

impl std::fmt::Debug for TileTextures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("TileTextures").field(&self.0.len()).finish()
    }
}

impl TileTextures {
    /// Forgets tiles that nobody keeps any more.
    pub(super) fn keep(&mut self) {
        self.0.retain(|_, (tile, _)| tile.strong_count() > 0);
    }

    fn of(&mut self, ctx: &egui::Context, tile: &Arc<Tile>) -> Option<egui::TextureId> {
        let entry = match self.0.entry(Arc::as_ptr(tile).addr()) {
            Entry::Occupied(known) => return Some(known.get().1.id()),
            Entry::Vacant(entry) => entry,
        };
        let pixels = tile.pixels.as_ref()?;
        let data = pixels.get()?;
        let side = SIDE + 2 * BORDER;
        let image = egui::ColorImage::from_rgba_premultiplied([side, side], &data.rgba);
        let handle = ctx.load_texture("tile", image, egui::TextureOptions::LINEAR);
        pixels.release();
        Some(entry.insert((Arc::downgrade(tile), handle)).1.id())
    }
}

/// Draws a frame into a rectangle: what is chosen, or all but that.
pub(super) fn paint(
    painter: &egui::Painter,
    rect: Rect,
    px_per_pt: f32,
    frame: &Frame,
    chosen: bool,
    textures: &mut TileTextures,
) {
    for draw in plan(frame) {
        match draw {
            Draw::Mesh { key, mesh, kind, pen, ranges } => {
                let layer = frame.layers.iter().find(|layer| layer.key == key);
                let (Some(layer), Some(data)) = (layer, mesh.data.get()) else { continue };
                let Some(pass) = layer.passes.get(pen) else { continue };
                if pass.stage.is_of_chosen() != chosen {
                    continue;
                }
                let canvas =
                    Canvas::new(painter, rect, px_per_pt, frame, (layer, &data), mesh.origin, &pass.pen);
                for range in ranges.iter().map(range) {
                    match kind {
                        PassKind::Fill => canvas.fill(range),
                        PassKind::Outline => canvas.lines(&data.areas.corners[range]),
                        PassKind::Line => canvas.lines(&data.lines.corners[range]),
                        PassKind::Point => canvas.points(range),
                    }
                }
            }
            Draw::Tiles(_) if chosen => {}
            Draw::Tiles(layer) => {
                for placed in layer.overview.iter().flat_map(|overview| &overview.tiles) {
                    let Some(texture) = textures.of(painter.ctx(), &placed.tile) else { continue };
                    let (at, part) = placed.placed(&frame.view);
                    let boxed = |[left, top, right, bottom]: [f32; 4]| {
                        Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom))
                    };
                    let place = boxed(at.map(|side| side / px_per_pt)).translate(rect.min.to_vec2());
                    painter.image(texture, place, boxed(part), Color32::WHITE);
                }
            }
        }
    }
}

fn class_number(state: u32) -> usize {
    (state & 0xFF) as usize % PALETTE_LEN
}

fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

struct Canvas<'a> {
    painter: &'a egui::Painter,
    layer: &'a FrameLayer,
    data: &'a MeshData,
    pen: &'a Pen,
    /// Points of the window a metre, and the mesh's origin there.
    pt_per_m: f32,
    origin: Pos2,
    px_per_pt: f32,
}

impl<'a> Canvas<'a> {
    fn new(
        painter: &'a egui::Painter,
        rect: Rect,
        px_per_pt: f32,
        frame: &Frame,
        (layer, data): (&'a FrameLayer, &'a MeshData),
        origin: [f64; 2],
        pen: &'a Pen,
    ) -> Self {
        let [x, y] = frame.view.offset_px(origin);
        Self {
            painter,
            layer,
            data,
            pen,
            pt_per_m: frame.view.px_per_m as f32 / px_per_pt,
            origin: rect.min + Vec2::new(x, y) / px_per_pt,
            px_per_pt,
        }
    }

    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.origin + Vec2::new(x, -y) * self.pt_per_m
    }

    fn state(&self, row: u32) -> u32 {
        self.layer.states.get((row & !END_OF_LINE) as usize).copied().unwrap_or(HIDDEN)
    }

    /// The colour of a row; `None` where it is hidden.
    fn color(&self, color: [f32; 4], state: u32) -> Option<Color32> {
        if state & HIDDEN != 0 {
            return None;
        }
        let [mut red, mut green, mut blue, mut opacity] = color;
        if red < -1.5 {
            [red, green, blue, _] = self.layer.palette.lines[class_number(state)];
        } else if red < 0.0 {
            [red, green, blue, _] = self.layer.palette.colors[class_number(state)];
        }
        if state & DIMMED != 0 {
            opacity *= self.layer.dim_opacity;
        }
        let byte = |value: f32| (value * 255.0).round() as u8;
        Some(Color32::from_rgba_unmultiplied(byte(red), byte(green), byte(blue), byte(opacity)))
    }

    fn fill(&self, fills: Range<usize>) {
        let indices = &self.data.indices[fills];
        let (Some(&first), Some(&last)) = (indices.iter().min(), indices.iter().max()) else { return };
        let corners = &self.data.areas.corners[first as usize..=last as usize];
        let mut out = egui::Mesh::default();
        out.vertices.extend(corners.iter().map(|vertex| epaint::Vertex {
            pos: self.at(vertex.position_m),
            uv: epaint::WHITE_UV,
            color: self.fill_color(self.state(vertex.row)),
        }));
        out.indices.extend(indices.iter().map(|index| index - first));
        self.painter.add(Shape::mesh(out));
    }

    /// The colour of an area; faint where the graphics card would hatch it.
    fn fill_color(&self, state: u32) -> Color32 {
        let color = self.color(self.pen.color, state).unwrap_or(Color32::TRANSPARENT);
        let is_hatched = self.layer.palette.colors[class_number(state)][3] >= 16.0;
        if is_hatched { color.gamma_multiply(0.45) } else { color }
    }

    fn lines(&self, vertices: &[Vertex]) {
        for line in vertices.split_inclusive(|vertex| vertex.row & END_OF_LINE != 0) {
            let Some(color) =
                line.first().and_then(|vertex| self.color(self.pen.color, self.state(vertex.row)))
            else {
                continue;
            };
            let points: Vec<Pos2> = line.iter().map(|vertex| self.at(vertex.position_m)).collect();
            let stroke = Stroke::new(self.width_pt(line[0].row), color);
            let [dash, gap] = self.pen.dash_px.map(|length| length / self.px_per_pt);
            if dash > 0.0 {
                self.painter.extend(Shape::dashed_line(&points, stroke, dash, gap));
            } else {
                self.painter.add(Shape::line(points, stroke));
            }
        }
    }

    /// The width of a row's lines: its class's own, or the pen's.
    fn width_pt(&self, row: u32) -> f32 {
        let own = self.layer.palette.lines[class_number(self.state(row))][3];
        let half_px = if self.pen.class_scale > 0.0 && own >= 0.0 {
            own / 2.0 * self.pen.class_scale + self.pen.class_added_px
        } else {
            self.pen.half_width_px
        };
        2.0 * half_px / self.px_per_pt
    }

    fn points(&self, points: Range<usize>) {
        let stroke_width = self.pen.stroke_px / self.px_per_pt;
        for point in &self.data.points[points] {
            let state = self.state(point.row);
            let (Some(fill), Some(around)) =
                (self.color(self.pen.color, state), self.color(self.pen.stroke, state))
            else {
                continue;
            };
            let size = (state >> SIZE_SHIFT) & 0xFF;
            let share = if size == 0 { 1.0 } else { size as f32 / 255.0 };
            let radius = self.pen.half_width_px * share / self.px_per_pt;
            let sign = self.layer.palette.colors[class_number(state)][3] as usize % 16;
            let symbol = Symbol::ALL.get(sign).copied().unwrap_or_default();
            symbol_shapes(
                self.painter,
                symbol,
                self.at(point.position_m),
                radius,
                fill,
                Stroke::new(stroke_width, around),
            );
        }
    }
}

/// Draws a sign: in the map where there is no wgpu, and in the legend always.
pub(super) fn symbol_shapes(
    painter: &egui::Painter,
    symbol: Symbol,
    center: Pos2,
    radius: f32,
    fill: Color32,
    stroke: Stroke,
) {
    let around = |corners: usize, radius: f32| -> Vec<Pos2> {
        (0..corners)
            .map(|corner| {
                let angle = corner as f32 * std::f32::consts::TAU / corners as f32;
                center + radius * Vec2::new(angle.sin(), -angle.cos())
            })
            .collect()
    };
    let polygon = |points: Vec<Pos2>| {
        painter.add(Shape::convex_polygon(points, fill, stroke));
    };
    match symbol {
        Symbol::Circle => {
            painter.circle(center, radius, fill, stroke);
        }
        Symbol::Ring => {
            painter.circle(center, radius * 0.8, Color32::WHITE, Stroke::new(radius * 0.42, fill));
        }
        Symbol::Square => {
            let rect = Rect::from_center_size(center, Vec2::splat(radius * 1.72));
            painter.rect(rect, 0.0, fill, stroke, egui::StrokeKind::Outside);
        }
        Symbol::Triangle => polygon(around(3, radius * 1.2)),
        Symbol::TriangleDown => {
            let corners = around(3, radius * 1.2);
            polygon(
                corners.into_iter().map(|corner| Pos2::new(corner.x, 2.0 * center.y - corner.y)).collect(),
            );
        }
        Symbol::Diamond => polygon(around(4, radius * 1.2)),
        Symbol::Hexagon => polygon(around(6, radius * 1.08)),
        Symbol::Cross => {
            for size in [Vec2::new(2.0, 0.72), Vec2::new(0.72, 2.0)] {
                painter.rect_filled(Rect::from_center_size(center, size * radius), 0.0, fill);
            }
        }
        Symbol::Star => {
            // egui fills convex shapes only: a pentagon and five tips.
            let (outer, inner) = (around(5, radius * 1.25), around(10, radius * 0.55));
            painter.add(Shape::convex_polygon(
                inner.iter().skip(1).step_by(2).copied().collect(),
                fill,
                Stroke::NONE,
            ));
            for (tip, &corner) in outer.iter().enumerate() {
                let (left, right) = (inner[(tip * 2 + 9) % 10], inner[tip * 2 + 1]);
                painter.add(Shape::convex_polygon(vec![corner, right, left], fill, Stroke::NONE));
            }
        }
    }
}
