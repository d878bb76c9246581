//! What a person draws, over the map: areas that select, dashed, with their length; measured ways and
//! rings with the length of each segment; the draft to the pointer; numbered places.

use super::{MapColors, Pin};
use crate::geometry::{Area, Measurement};
use crate::scene::{Camera, Drawing, Drawn};
use crate::text::Lang;
use crate::ui::measures;
use crate::ui::theme;
use earcut::Earcut;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
};

/// A segment shorter than this has no room for its length.
const LABELLED_FROM_PT: f32 = 44.0;
/// Share of the accent in an area's fill.
const FILL: f32 = 0.10;
const LINE_PT: f32 = 1.6;
const CORNER_PT: f32 = 3.5;
/// Radius of a numbered place.
const PIN_PT: f32 = 11.0;

/// The map's paper to draw on.
pub(super) struct Sheet<'a> {
    pub(super) painter: &'a Painter,
    pub(super) rect: Rect,
    pub(super) camera: &'a Camera,
    pub(super) colors: &'a MapColors,
    pub(super) lang: Lang,
}

/// Where the number of a place stands: its name has room below.
fn pin_center(place: Pos2) -> Pos2 {
    place - Vec2::new(0.0, PIN_PT + 10.0)
}

/// What the number of a place covers.
pub(super) fn pin_rect(place: Pos2) -> Rect {
    Rect::from_center_size(pin_center(place), Vec2::splat(2.0 * PIN_PT + 2.0))
}

impl Sheet<'_> {
    /// Draws what was drawn last, and the draft up to the pointer.
    pub(super) fn show(&self, drawing: &Drawing, pointer: Option<[f64; 2]>) {
        if let Some(drawn) = drawing.drawn() {
            self.shape(drawn);
        }
        if let Some(draft) = drawing.ended_at(pointer) {
            match &draft {
                // A polygon that selects, before it has three corners: its sides, with no lengths.
                Drawn::Way { corners } if drawing.tool().selects() => self.dashed(corners),
                other => self.shape(other),
            }
            for &corner in drawing.corners() {
                self.corner(corner);
            }
        }
    }

    /// The common outline of several features: a light line under a strong one, to stand out on any colour.
    pub(super) fn outline(&self, rings: &[Vec<[f64; 2]>]) {
        for ring in rings {
            let points = self.points(ring);
            let under = Stroke::new(6.0, self.colors.paper.gamma_multiply(0.85));
            self.painter.add(Shape::closed_line(points.clone(), under));
            self.painter.add(Shape::closed_line(points, Stroke::new(3.0, self.colors.accent)));
        }
    }

    /// Marks above their places; the first lies on top.
    pub(super) fn pins(&self, pins: &[Pin]) {
        for pin in pins.iter().rev() {
            let [x, y] = self.camera.screen_from_lon_lat(pin.lon_lat);
            let place = self.rect.min + Vec2::new(x as f32, y as f32);
            if !self.rect.expand(PIN_PT).contains(place) {
                continue;
            }
            // Above its place, which may be where the site's name stands.
            let center = pin_center(place);
            let foot = Vec2::new(0.0, PIN_PT);
            let (accent, paper) = (self.colors.accent, self.colors.paper);
            let (disc, ink) = if pin.is_hollow { (paper, accent) } else { (accent, paper) };
            self.painter.line_segment([center + foot, place], Stroke::new(2.0, accent));
            self.painter.circle(center, PIN_PT, disc, Stroke::new(1.5, ink));
            let font = theme::strong(theme::size::LABEL);
            let galley = self.painter.layout_no_wrap(pin.mark.clone(), font, ink);
            self.painter.galley(center - galley.size() / 2.0, galley, ink);
        }
    }

    fn shape(&self, drawn: &Drawn) {
        match drawn {
            Drawn::Area { area } => self.area(area),
            Drawn::Way { corners } => {
                self.line(corners);
                let way = Measurement::of_way(corners);
                self.segments(corners, &way);
                if let (Some(&last), true) = (corners.last(), way.segments_m.len() > 1) {
                    let above = self.at(last) - Vec2::new(0.0, 12.0);
                    self.sum(above, Align2::CENTER_BOTTOM, &measures::length(way.total_m));
                }
            }
            Drawn::Ring { corners } => {
                let ring = Measurement::of_ring(corners);
                if ring.area_m2.is_some() {
                    self.fill(corners);
                }
                let mut closed = corners.clone();
                closed.extend(corners.first());
                self.line(&closed);
                self.segments(&closed, &ring);
                if let Some(area_m2) = ring.area_m2 {
                    let words = measures::area(area_m2, self.lang);
                    self.sum(self.middle(corners), Align2::CENTER_CENTER, &words);
                }
            }
        }
    }

    fn area(&self, area: &Area) {
        let outline = area.outline();
        self.fill(&outline);
        let mut closed = outline;
        closed.extend(closed.first().copied());
        self.dashed(&closed);
        if let Area::Radius { center, radius_m } = area {
            self.painter.circle_filled(self.at(*center), 2.5, self.colors.accent);
            // The circle's first corner is its northernmost.
            if let Some(&north) = closed.first() {
                self.tag(self.at(north), Align2::CENTER_CENTER, *radius_m);
            }
        }
    }

    fn at(&self, lon_lat: [f64; 2]) -> Pos2 {
        let [x, y] = self.camera.screen_from_lon_lat(lon_lat);
        self.rect.min + Vec2::new(x as f32, y as f32)
    }

    fn points(&self, corners: &[[f64; 2]]) -> Vec<Pos2> {
        corners.iter().map(|&corner| self.at(corner)).collect()
    }

    fn middle(&self, corners: &[[f64; 2]]) -> Pos2 {
        let sum = self.points(corners).iter().fold(Vec2::ZERO, |sum, point| sum + point.to_vec2());
        (sum / corners.len().max(1) as f32).to_pos2()
    }

    /// Fills a ring of any form: egui's own fill knows convex ones only.
    fn fill(&self, corners: &[[f64; 2]]) {
        let points = self.points(corners);
        let mut triangles: Vec<u32> = Vec::new();
        Earcut::new().earcut(points.iter().map(|point| [point.x, point.y]), &[], &mut triangles);
        let mut mesh = Mesh::default();
        for &point in &points {
            mesh.colored_vertex(point, self.colors.accent.gamma_multiply(FILL));
        }
        mesh.indices = triangles;
        self.painter.add(Shape::mesh(mesh));
    }

    fn dashed(&self, corners: &[[f64; 2]]) {
        let stroke = Stroke::new(LINE_PT, self.colors.accent);
        self.painter.extend(Shape::dashed_line(&self.points(corners), stroke, 5.0, 4.0));
    }

    /// A way: on paper, so that it stands on any ground.
    fn line(&self, corners: &[[f64; 2]]) {
        let points = self.points(corners);
        self.painter.add(Shape::line(points.clone(), Stroke::new(LINE_PT + 2.4, self.colors.paper)));
        self.painter.add(Shape::line(points, Stroke::new(LINE_PT, self.colors.accent)));
        for &corner in corners {
            self.corner(corner);
        }
    }

    fn corner(&self, corner: [f64; 2]) {
        let stroke = Stroke::new(LINE_PT, self.colors.accent);
        self.painter.circle(self.at(corner), CORNER_PT, self.colors.paper, stroke);
    }

    /// The length of each segment at its middle, where it has room.
    fn segments(&self, corners: &[[f64; 2]], measurement: &Measurement) {
        for (ends, &metres) in corners.windows(2).zip(&measurement.segments_m) {
            let (from, to) = (self.at(ends[0]), self.at(ends[1]));
            if from.distance(to) >= LABELLED_FROM_PT {
                self.tag(from + (to - from) / 2.0, Align2::CENTER_CENTER, metres);
            }
        }
    }

    /// The length of a part.
    fn tag(&self, at: Pos2, anchor: Align2, metres: f64) {
        let (ground, ink) = (self.colors.paper.gamma_multiply(0.92), self.colors.accent);
        self.words(at, anchor, &measures::length(metres), ground, ink);
    }

    /// What the parts come to, told from them at a glance.
    fn sum(&self, at: Pos2, anchor: Align2, words: &str) {
        self.words(at, anchor, words, self.colors.accent, self.colors.paper);
    }

    fn words(&self, at: Pos2, anchor: Align2, words: &str, ground: Color32, ink: Color32) {
        let font = FontId::proportional(12.0);
        let galley = self.painter.layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER);
        let place = anchor.anchor_size(at, galley.size() + Vec2::new(10.0, 4.0));
        let edge = Stroke::new(1.0, self.colors.line);
        self.painter.rect(place, CornerRadius::same(5), ground, edge, StrokeKind::Inside);
        self.painter.galley_with_override_text_color(place.min + Vec2::new(5.0, 2.0), galley, ink);
    }
}

/// Where the pointer is on the map, for the draft to follow it.
pub(super) fn pointer(response: &egui::Response, camera: &Camera) -> Option<[f64; 2]> {
    let at = response.hover_pos().or_else(|| response.interact_pointer_pos())?;
    Some(camera.lon_lat_from_screen(super::input::within(response.rect, at)))
}
