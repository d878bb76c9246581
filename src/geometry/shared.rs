//! How much boundary two polygons share, within a tolerance.

/// Length of the parts of `sides` that lie within so many metres of `others`; all in a plane of metres.
///
/// What lies near a segment is the inside of a capsule, which is convex, so that a side has one stretch
/// near each of the others; stretches that overlap count once.
pub fn shared_length_m(sides: &[[[f64; 2]; 2]], others: &[[[f64; 2]; 2]], tolerance_m: f64) -> f64 {
    let mut total = 0.0;
    for side in sides {
        let length = (side[1][0] - side[0][0]).hypot(side[1][1] - side[0][1]);
        let mut stretches: Vec<(f64, f64)> =
            others.iter().filter_map(|other| near(*side, *other, tolerance_m)).collect();
        stretches.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mut reached = 0.0_f64;
        for (from, to) in stretches {
            total += (to - from.max(reached)).max(0.0) * length;
            reached = reached.max(to);
        }
    }
    total
}

/// The stretch of a side, as shares of its length, that lies within reach of another segment.
fn near([a, b]: [[f64; 2]; 2], [c, d]: [[f64; 2]; 2], reach: f64) -> Option<(f64, f64)> {
    // Most segments are far apart.
    for axis in 0..2 {
        if a[axis].max(b[axis]) + reach < c[axis].min(d[axis])
            || c[axis].max(d[axis]) + reach < a[axis].min(b[axis])
        {
            return None;
        }
    }
    let (along, across) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let length = across[0].hypot(across[1]);
    let ends = [in_disc(a, along, c, reach), in_disc(a, along, d, reach)];
    let slab = if length > 0.0 {
        let unit = [across[0] / length, across[1] / length];
        let normal = [-unit[1], unit[0]];
        let from = [a[0] - c[0], a[1] - c[1]];
        let dot = |u: [f64; 2], v: [f64; 2]| u[0] * v[0] + u[1] * v[1];
        between(dot(from, unit), dot(along, unit), 0.0, length)
            .zip(between(dot(from, normal), dot(along, normal), -reach, reach))
            .map(|((from, to), (low, high))| (from.max(low), to.min(high)))
            .filter(|(from, to)| from <= to)
    } else {
        None
    };
    ends.into_iter()
        .chain([slab])
        .flatten()
        .map(|(from, to)| (from.max(0.0), to.min(1.0)))
        .filter(|(from, to)| from < to)
        .reduce(|(from, to), (low, high)| (from.min(low), to.max(high)))
}

/// Where `start + share · step` lies between two values.
fn between(start: f64, step: f64, low: f64, high: f64) -> Option<(f64, f64)> {
    if step.abs() < 1e-12 {
        return (low..=high).contains(&start).then_some((f64::NEG_INFINITY, f64::INFINITY));
    }
    let (one, two) = ((low - start) / step, (high - start) / step);
    Some((one.min(two), one.max(two)))
}

/// Where a line lies in a disc.
fn in_disc(start: [f64; 2], step: [f64; 2], center: [f64; 2], radius: f64) -> Option<(f64, f64)> {
    let from = [start[0] - center[0], start[1] - center[1]];
    let a = step[0] * step[0] + step[1] * step[1];
    let b = from[0] * step[0] + from[1] * step[1];
    let c = from[0] * from[0] + from[1] * from[1] - radius * radius;
    let root = b * b - a * c;
    (a > 0.0 && root > 0.0).then(|| ((-b - root.sqrt()) / a, (-b + root.sqrt()) / a))
}

#[cfg(test)]
mod tests {
    use super::shared_length_m;

    fn sides(corners: &[[f64; 2]]) -> Vec<[[f64; 2]; 2]> {
        (0..corners.len()).map(|at| [corners[at], corners[(at + 1) % corners.len()]]).collect()
    }

    fn square(x: f64, y: f64) -> Vec<[[f64; 2]; 2]> {
        sides(&[[x, y], [x + 100.0, y], [x + 100.0, y + 100.0], [x, y + 100.0]])
    }

    #[test]
    fn a_common_side_counts_whole_and_a_corner_hardly() {
        let shared = |x: f64, y: f64| shared_length_m(&square(0., 0.), &square(x, y), 1.0);
        // The side of 100 m, and 1 m of each of the two sides that leave it.
        assert!((shared(100., 0.) - 102.0).abs() < 1e-9, "{}", shared(100., 0.));
        assert!((shared(100.5, 0.) - 100.0 - 2.0 * (0.75_f64.sqrt())).abs() < 2.0);
        assert!((shared(100., 60.) - 42.0).abs() < 1e-9, "{}", shared(100., 60.));
        assert!((shared(100., 100.) - 2.0).abs() < 1e-9, "{}", shared(100., 100.));
        assert!(shared(102., 0.).abs() < 1e-9);
        assert!((shared(0., 0.) - 400.0).abs() < 1e-9, "each side is near itself");
    }
}
