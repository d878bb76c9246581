//! Small icons drawn with the painter, so that none depends on a font.
//!
//! Each is drawn in a square of 16 × 16 units with a stroke of 1.4 units and scales with its
//! rectangle.

mod tools;

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, epaint::PathShape, pos2};
use std::f32::consts::{PI, TAU};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An open eye: shown.
    Eye,
    /// An eye struck through: hidden.
    EyeOff,
    /// Close, remove.
    Close,
    /// Add.
    Plus,
    /// Folded list; also next.
    Right,
    /// Unfolded list.
    Down,
    /// Previous.
    Left,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Open a file.
    Folder,
    /// Export.
    Export,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
    /// Fly to.
    Target,
    /// Copy.
    Copy,
    /// A check mark.
    Check,
    /// A warning.
    Warning,
    /// News.
    Bell,
    /// More actions.
    More,
    /// Kept private.
    Lock,
    /// Filter.
    Funnel,
    /// Put aside on the shortlist.
    Star,
    /// On the shortlist.
    StarFull,
    /// Read again.
    Reload,
    /// Fold upwards, or out from below.
    Up,
    /// Sorted upwards.
    ArrowUp,
    /// Sorted downwards.
    ArrowDown,
    /// Pick a feature.
    Pointer,
    /// Select by box.
    Box,
    /// Select by polygon.
    Polygon,
    /// Select by radius.
    Radius,
    /// Measure a distance.
    Ruler,
    /// Measure an area.
    Area,
    /// Selection.
    Select,
    /// Search.
    Search,
    /// A remembered view.
    Bookmark,
    /// Rename.
    Pencil,
    /// Let it run.
    Play,
    /// Stop it.
    Pause,
}

/// Draws an icon into a square.
#[expect(clippy::too_many_lines, reason = "one arm an icon: none is forgotten")]
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let pen = Pen { painter, rect, stroke: Stroke::new(1.4 * rect.width() / 16.0, color) };
    match icon {
        Icon::Eye => pen.eye(),
        Icon::EyeOff => {
            pen.eye();
            pen.line(&[(3.0, 14.0), (13.0, 2.0)]);
        }
        Icon::Close => {
            pen.line(&[(4.0, 4.0), (12.0, 12.0)]);
            pen.line(&[(12.0, 4.0), (4.0, 12.0)]);
        }
        Icon::Plus => {
            pen.line(&[(8.0, 3.5), (8.0, 12.5)]);
            pen.line(&[(3.5, 8.0), (12.5, 8.0)]);
        }
        Icon::Right => pen.line(&[(6.0, 3.5), (10.5, 8.0), (6.0, 12.5)]),
        Icon::Left => pen.line(&[(10.0, 3.5), (5.5, 8.0), (10.0, 12.5)]),
        Icon::Down => pen.line(&[(3.5, 6.0), (8.0, 10.5), (12.5, 6.0)]),
        Icon::Undo => pen.turn(false),
        Icon::Redo => pen.turn(true),
        Icon::Folder => {
            pen.closed(&[(2.0, 3.5), (6.5, 3.5), (8.0, 5.5), (14.0, 5.5), (14.0, 13.0), (2.0, 13.0)]);
        }
        Icon::Export => {
            pen.line(&[(3.0, 9.5), (3.0, 13.5), (13.0, 13.5), (13.0, 9.5)]);
            pen.line(&[(8.0, 10.5), (8.0, 2.5)]);
            pen.line(&[(5.0, 5.5), (8.0, 2.5), (11.0, 5.5)]);
        }
        Icon::Sun => {
            pen.circle((8.0, 8.0), 3.0);
            for step in 0..8 {
                let (sin, cos) = (TAU * step as f32 / 8.0).sin_cos();
                pen.line(&[(8.0 + 5.0 * cos, 8.0 + 5.0 * sin), (8.0 + 6.8 * cos, 8.0 + 6.8 * sin)]);
            }
        }
        Icon::Moon => pen.moon(),
        Icon::Target => {
            pen.circle((8.0, 8.0), 4.2);
            pen.dot((8.0, 8.0), 1.4);
            for (from, to) in [((8.0, 1.5), (8.0, 3.8)), ((8.0, 12.2), (8.0, 14.5))] {
                pen.line(&[from, to]);
                pen.line(&[(from.1, from.0), (to.1, to.0)]);
            }
        }
        Icon::Copy => {
            pen.closed(&[(5.5, 5.5), (13.5, 5.5), (13.5, 13.5), (5.5, 13.5)]);
            pen.line(&[(3.5, 10.5), (2.5, 10.5), (2.5, 2.5), (10.5, 2.5), (10.5, 3.5)]);
        }
        Icon::Check => pen.line(&[(3.5, 8.5), (6.8, 11.8), (12.5, 4.8)]),
        Icon::Warning => {
            pen.closed(&[(8.0, 2.0), (14.5, 13.5), (1.5, 13.5)]);
            pen.line(&[(8.0, 6.5), (8.0, 9.8)]);
            pen.dot((8.0, 11.7), 0.9);
        }
        Icon::Bell => {
            pen.line(&[(3.0, 11.5), (4.2, 10.0), (4.2, 7.0), (5.6, 4.2), (8.0, 3.2), (10.4, 4.2)]);
            pen.line(&[(10.4, 4.2), (11.8, 7.0), (11.8, 10.0), (13.0, 11.5), (3.0, 11.5)]);
            pen.line(&[(6.7, 13.6), (9.3, 13.6)]);
        }
        Icon::More => {
            for x in [3.5, 8.0, 12.5] {
                pen.dot((x, 8.0), 1.2);
            }
        }
        Icon::Lock => {
            pen.closed(&[(3.5, 7.5), (12.5, 7.5), (12.5, 13.5), (3.5, 13.5)]);
            pen.line(&[(5.2, 7.5), (5.2, 5.0), (6.4, 3.2), (9.6, 3.2), (10.8, 5.0), (10.8, 7.5)]);
        }
        Icon::Star => pen.closed(&star()),
        Icon::StarFull => {
            pen.closed(&star());
            pen.star_filled();
        }
        Icon::Reload => {
            pen.line(&arc_points((8.0, 8.3), 5.0, -0.25 * PI, 1.35 * PI));
            pen.line(&[(11.8, 1.6), (11.8, 4.9), (8.5, 4.9)]);
        }
        Icon::Up => pen.line(&[(3.5, 10.0), (8.0, 5.5), (12.5, 10.0)]),
        Icon::ArrowUp => {
            pen.line(&[(8.0, 13.0), (8.0, 3.0)]);
            pen.line(&[(4.5, 6.5), (8.0, 3.0), (11.5, 6.5)]);
        }
        Icon::ArrowDown => {
            pen.line(&[(8.0, 3.0), (8.0, 13.0)]);
            pen.line(&[(4.5, 9.5), (8.0, 13.0), (11.5, 9.5)]);
        }
        Icon::Funnel => {
            pen.closed(&[(2.5, 3.0), (13.5, 3.0), (9.5, 8.2), (9.5, 13.2), (6.5, 11.6), (6.5, 8.2)]);
        }
        Icon::Pointer
        | Icon::Box
        | Icon::Polygon
        | Icon::Radius
        | Icon::Ruler
        | Icon::Area
        | Icon::Play
        | Icon::Pause
        | Icon::Select => tools::paint(&pen, icon),
        Icon::Search => {
            pen.circle((7.0, 7.0), 4.4);
            pen.line(&[(10.2, 10.2), (13.8, 13.8)]);
        }
        Icon::Bookmark => pen.closed(&[(4.0, 2.5), (12.0, 2.5), (12.0, 13.5), (8.0, 10.4), (4.0, 13.5)]),
        Icon::Pencil => {
            pen.closed(&[(3.0, 13.0), (3.6, 10.2), (10.8, 3.0), (13.0, 5.2), (5.8, 12.4)]);
            pen.line(&[(9.2, 4.6), (11.4, 6.8)]);
        }
    }
}

struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * (self.rect.width() / 16.0)
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.painter.add(PathShape::line(points.iter().map(|&point| self.at(point)).collect(), self.stroke));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(PathShape::closed_line(points, self.stroke));
    }

    fn circle(&self, center: (f32, f32), radius: f32) {
        self.painter.circle_stroke(self.at(center), radius * self.rect.width() / 16.0, self.stroke);
    }

    fn dot(&self, center: (f32, f32), radius: f32) {
        let radius = radius * self.rect.width() / 16.0;
        self.painter.add(Shape::circle_filled(self.at(center), radius, self.stroke.color));
    }

    /// A star is not convex: five tips around a pentagon.
    fn star_filled(&self) {
        let points: Vec<Pos2> = star().into_iter().map(|point| self.at(point)).collect();
        let fill = |points: Vec<Pos2>| {
            self.painter.add(Shape::convex_polygon(points, self.stroke.color, Stroke::NONE));
        };
        fill((1..10).step_by(2).map(|at| points[at]).collect());
        for tip in (0..10).step_by(2) {
            fill(vec![points[(tip + 9) % 10], points[tip], points[(tip + 1) % 10]]);
        }
    }

    fn eye(&self) {
        let arc = |sign: f32| -> Vec<(f32, f32)> {
            (0..=10)
                .map(|step| {
                    let t = step as f32 / 10.0;
                    (1.5 + 13.0 * t, 8.0 + sign * 4.6 * (PI * t).sin())
                })
                .collect()
        };
        self.line(&arc(-1.0));
        self.line(&arc(1.0));
        self.dot((8.0, 8.0), 2.2);
    }

    /// An arrow that turns back to the left, or mirrored to the right.
    fn turn(&self, mirrored: bool) {
        let flip = |(x, y): (f32, f32)| if mirrored { (16.0 - x, y) } else { (x, y) };
        let mut points = vec![(3.0, 6.0), (9.5, 6.0)];
        points.extend((0..=8).map(|step| {
            let (sin, cos) = (PI * step as f32 / 8.0 - PI / 2.0).sin_cos();
            (9.5 + 3.6 * cos, 9.6 + 3.6 * sin)
        }));
        points.push((6.0, 13.2));
        self.line(&points.into_iter().map(flip).collect::<Vec<_>>());
        self.line(&[(5.8, 3.0), (2.8, 6.0), (5.8, 9.0)].map(flip));
    }

    fn moon(&self) {
        let arc = |center: (f32, f32), radius: f32, from: f32, to: f32| {
            (0..=14).map(move |step| {
                let (sin, cos) = (from + (to - from) * step as f32 / 14.0).sin_cos();
                (center.0 + radius * cos, center.1 + radius * sin)
            })
        };
        // The outer circle all but its upper right, and the inner one back between the same two points.
        let mut points: Vec<_> =
            arc((8.0, 8.0), 5.8, -0.25 * PI + 1.05, 1.5 * PI + 0.25 * PI - 1.05).collect();
        let (start, end) = (points[0], points[points.len() - 1]);
        let steps = 12;
        for step in 1..steps {
            let t = step as f32 / steps as f32;
            let bulge = 3.6 * (PI * t).sin();
            let (x, y) = (end.0 + (start.0 - end.0) * t, end.1 + (start.1 - end.1) * t);
            points.push((x - bulge * 0.707, y + bulge * 0.707));
        }
        self.closed(&points);
    }
}

/// The ten corners of a star.
fn star() -> Vec<(f32, f32)> {
    (0..10)
        .map(|corner| {
            let radius = if corner % 2 == 0 { 6.4 } else { 2.8 };
            let (sin, cos) = (PI * corner as f32 / 5.0 - PI / 2.0).sin_cos();
            (8.0 + radius * cos, 8.4 + radius * sin)
        })
        .collect()
}

fn arc_points(center: (f32, f32), radius: f32, from: f32, to: f32) -> Vec<(f32, f32)> {
    (0..=14)
        .map(|step| {
            let (sin, cos) = (from + (to - from) * step as f32 / 14.0).sin_cos();
            (center.0 + radius * cos, center.1 + radius * sin)
        })
        .collect()
}

/// The square of an icon centred in `rect`.
pub fn square_in(rect: Rect, side: f32) -> Rect {
    let center = rect.center();
    Rect::from_center_size(pos2(center.x.round(), center.y.round()), Vec2::splat(side))
}
