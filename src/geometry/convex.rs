//! Convex rings: the common parcel, for which the costly questions have cheap answers.

use super::metres_per_degree;

/// Whether a closed ring is convex: it turns one way, once round. Such a ring does not cross itself.
///
/// Positions on a straight side are allowed, repeated ones are not.
pub fn is_convex_ring(ring: &[[f64; 2]]) -> bool {
    let Some(corners) = ring.len().checked_sub(1).filter(|&corners| corners >= 3) else { return false };
    let side = |at: usize| {
        let ([ax, ay], [bx, by]) = (ring[at], ring[at + 1]);
        [bx - ax, by - ay]
    };
    let mut turns = 0.0_f64;
    // A ring that goes round once changes from east to west and back, and no more.
    let (mut changes, mut heading) = ([0, 0], [0.0, 0.0]);
    for at in 0..=corners {
        let ([ax, ay], [bx, by]) = (side(at % corners), side((at + 1) % corners));
        let cross = ax * by - ay * bx;
        if cross == 0.0 && ax * bx + ay * by <= 0.0 || cross * turns < 0.0 {
            return false;
        }
        if cross != 0.0 {
            turns = cross.signum();
        }
        for (axis, step) in [ax, ay].into_iter().enumerate() {
            if step * heading[axis] < 0.0 {
                changes[axis] += 1;
            }
            if step != 0.0 {
                heading[axis] = step;
            }
        }
    }
    // One more side than there are was looked at, so that the change at the seam is seen.
    turns != 0.0 && changes.into_iter().all(|count| count <= 3)
}

/// What two polygons have in common, in a plane around them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Its area in m².
    pub area_m2: f64,
    /// Its mean width in metres: twice the area by the perimeter. A sliver is long and thin.
    pub width_m: f64,
}

impl Overlap {
    pub(super) fn of(area_m2: f64, perimeter_m: f64) -> Option<Self> {
        let width_m = 2.0 * area_m2 / perimeter_m;
        (area_m2 > 0.0 && width_m.is_finite()).then_some(Self { area_m2, width_m })
    }
}

/// What two convex rings have in common; `None` where they only touch, or do not meet.
///
/// Cut in a local plane (Sutherland and Hodgman, Reentrant polygon clipping, Communications of the ACM
/// 17(1), 1974, pp. 32–42): for parcels of some kilometres right to a millionth.
pub fn convex_overlap(left: &[[f64; 2]], right: &[[f64; 2]]) -> Option<Overlap> {
    let origin = *left.first()?;
    let metres = metres_per_degree(origin[1]);
    let plane = |ring: &[[f64; 2]]| -> Vec<[f64; 2]> {
        let mut ring: Vec<[f64; 2]> = ring
            .iter()
            .take(ring.len().saturating_sub(1))
            .map(|&[x, y]| [(x - origin[0]) * metres[0], (y - origin[1]) * metres[1]])
            .collect();
        if doubled_area(&ring) < 0.0 {
            ring.reverse();
        }
        ring
    };
    let (mut rest, knife) = (plane(left), plane(right));
    for at in 0..knife.len() {
        let (a, b) = (knife[at], knife[(at + 1) % knife.len()]);
        let inside = |[x, y]: [f64; 2]| (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
        let mut kept = Vec::with_capacity(rest.len() + 1);
        for corner in 0..rest.len() {
            let (from, to) = (rest[corner], rest[(corner + 1) % rest.len()]);
            let (from_side, to_side) = (inside(from), inside(to));
            if from_side >= 0.0 {
                kept.push(from);
            }
            if from_side * to_side < 0.0 {
                let share = from_side / (from_side - to_side);
                kept.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
            }
        }
        if kept.len() < 3 {
            return None;
        }
        rest = kept;
    }
    let perimeter_m = (0..rest.len())
        .map(|at| {
            let ([ax, ay], [bx, by]) = (rest[at], rest[(at + 1) % rest.len()]);
            (bx - ax).hypot(by - ay)
        })
        .sum();
    Overlap::of(doubled_area(&rest) / 2.0, perimeter_m)
}

/// Twice the signed area of an open ring.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    (0..ring.len())
        .map(|at| {
            let ([ax, ay], [bx, by]) = (ring[at], ring[(at + 1) % ring.len()]);
            ax * by - bx * ay
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::self_intersection;
    use proptest::prelude::*;

    fn closed(corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
        corners.iter().chain(corners.first()).copied().collect()
    }

    #[test]
    fn what_turns_back_or_twice_round_is_not_convex() {
        let square = closed(&[[0., 0.], [1., 0.], [1., 1.], [0., 1.]]);
        assert!(is_convex_ring(&square));
        assert!(is_convex_ring(&square.iter().rev().copied().collect::<Vec<_>>()), "either way round");
        assert!(is_convex_ring(&closed(&[[0., 0.], [0.5, 0.], [1., 0.], [1., 1.]])), "a point on a side");
        assert!(!is_convex_ring(&closed(&[[0., 0.], [1., 1.], [1., 0.], [0., 1.]])), "a bow tie");
        assert!(!is_convex_ring(&closed(&[[0., 0.], [4., 0.], [1., 1.], [0., 4.]])), "a dent");
        assert!(!is_convex_ring(&closed(&[[0., 0.], [2., 0.], [1., 0.]])), "no area");
        let star = [0, 2, 4, 1, 3].map(|at| {
            let (sin, cos) = (f64::from(at) * std::f64::consts::TAU / 5.0).sin_cos();
            [cos, sin]
        });
        assert!(!is_convex_ring(&closed(&star)), "a star turns one way, twice round");
    }

    #[test]
    fn squares_overlap_by_their_common_square() {
        let at = |x: f64, y: f64| closed(&[[x, y], [x + 0.001, y], [x + 0.001, y + 0.001], [x, y + 0.001]]);
        let whole = convex_overlap(&at(120., 30.), &at(120., 30.)).unwrap();
        let quarter = convex_overlap(&at(120., 30.), &at(120.0005, 30.0005)).unwrap();
        assert!((whole.area_m2 / quarter.area_m2 - 4.0).abs() < 1e-6);
        assert!((whole.area_m2 - 10_695.0).abs() < 15.0, "{whole:?}");
        assert_eq!(convex_overlap(&at(120., 30.), &at(120.002, 30.)), None);
        let side = convex_overlap(&at(120., 30.), &at(120.001, 30.)).map_or(0.0, |both| both.area_m2);
        assert!(side < 1e-6, "a common side has no area: {side}");
    }

    proptest! {
        #[test]
        fn a_convex_ring_does_not_cross_itself(
            corners in prop::collection::vec((0..8u8, 0..8u8), 3..9),
        ) {
            let corners: Vec<[f64; 2]> =
                corners.iter().map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
            let ring = closed(&corners);
            if is_convex_ring(&ring) {
                prop_assert_eq!(self_intersection(std::slice::from_ref(&ring)), None);
            }
        }
    }
}
