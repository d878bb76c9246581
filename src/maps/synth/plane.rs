//! The flat ground that the generator draws on: metres east and north of a point in the town, with the
//! street grid's own axes, turned by four degrees.
//!
//! One scale for the whole town: over its nine kilometres the length of a degree of longitude changes
//! by 0.05 %, less than what "approximate" promises. Only +, −, ×, ÷ and roots, which give the same bits
//! everywhere.

/// A point in metres east and north of the origin.
pub(super) type Point = (f64, f64);

/// Longitude and latitude of the origin.
const ORIGIN: (f64, f64) = (120.35, 30.30);
/// Metres in a degree of longitude and of latitude on WGS 84 at 30.30° N.
const METRES_PER_DEGREE: (f64, f64) = (96_194.6, 110_857.0);
/// Cosine and sine of the street grid's turn of −4°.
const TURN: (f64, f64) = (0.997_564_050_3, -0.069_756_473_7);

/// A point given along the east-west streets (`u`) and across them to the north (`v`).
pub(super) fn grid(u: f64, v: f64) -> Point {
    (u * TURN.0 - v * TURN.1, u * TURN.1 + v * TURN.0)
}

/// A point's position along and across the street grid.
pub(super) fn to_grid(p: Point) -> (f64, f64) {
    (p.0 * TURN.0 + p.1 * TURN.1, -p.0 * TURN.1 + p.1 * TURN.0)
}

/// Longitude and latitude of a point.
pub(super) fn lon_lat(p: Point) -> (f64, f64) {
    (ORIGIN.0 + p.0 / METRES_PER_DEGREE.0, ORIGIN.1 + p.1 / METRES_PER_DEGREE.1)
}

/// The point of a longitude and latitude.
pub(super) fn from_lon_lat(lon: f64, lat: f64) -> Point {
    ((lon - ORIGIN.0) * METRES_PER_DEGREE.0, (lat - ORIGIN.1) * METRES_PER_DEGREE.1)
}

/// Area of an open ring, positive where it runs counterclockwise.
pub(super) fn signed_area_m2(ring: &[Point]) -> f64 {
    let mut twice = 0.0;
    for (i, a) in ring.iter().enumerate() {
        let b = ring[(i + 1) % ring.len()];
        twice += a.0 * b.1 - b.0 * a.1;
    }
    twice / 2.0
}

/// Whether a point lies in an open ring.
pub(super) fn inside(p: Point, ring: &[Point]) -> bool {
    let mut odd = false;
    for (i, a) in ring.iter().enumerate() {
        let b = ring[(i + 1) % ring.len()];
        if (a.1 > p.1) != (b.1 > p.1) && p.0 < (b.0 - a.0) * (p.1 - a.1) / (b.1 - a.1) + a.0 {
            odd = !odd;
        }
    }
    odd
}

/// Middle of a ring's box.
pub(super) fn middle(ring: &[Point]) -> Point {
    let (mut low, mut high) = (ring[0], ring[0]);
    for p in ring {
        low = (low.0.min(p.0), low.1.min(p.1));
        high = (high.0.max(p.0), high.1.max(p.1));
    }
    (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1))
}

/// A smooth line through control points (Catmull-Rom), `steps` pieces between two of them.
pub(super) fn smooth(control: &[Point], steps: u32) -> Vec<Point> {
    let at = |i: isize| control[i.clamp(0, control.len() as isize - 1) as usize];
    let mut line = Vec::new();
    for i in 0..control.len() as isize - 1 {
        let (p0, p1, p2, p3) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        let axis = |a: f64, b: f64, c: f64, d: f64, t: f64| {
            b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
        };
        for step in 0..steps {
            let t = f64::from(step) / f64::from(steps);
            line.push((axis(p0.0, p1.0, p2.0, p3.0, t), axis(p0.1, p1.1, p2.1, p3.1, t)));
        }
    }
    line.push(at(control.len() as isize - 1));
    line
}

/// A line beside a line, `distance` metres to its left.
pub(super) fn beside(line: &[Point], distance: f64) -> Vec<Point> {
    (0..line.len())
        .map(|i| {
            let (a, b) = (line[i.saturating_sub(1)], line[(i + 1).min(line.len() - 1)]);
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let length = (dx * dx + dy * dy).sqrt();
            (line[i].0 - dy / length * distance, line[i].1 + dx / length * distance)
        })
        .collect()
}

/// A four-sided strip along a straight line, `width` metres across.
pub(super) fn strip(a: Point, b: Point, width: f64) -> Vec<Point> {
    let left = beside(&[a, b], width / 2.0);
    let right = beside(&[a, b], -width / 2.0);
    vec![right[0], right[1], left[1], left[0]]
}
