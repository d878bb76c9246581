//! Whether a polygon holds a position, and how far a position is from lines: straight on rings of
//! coordinates, with nothing converted.
//!
//! Answers are those of crate geo to the last bit, whose polygons close their rings: the boundary
//! belongs to a polygon, also that of its holes. The orientation of three positions is exact
//! (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates,
//! Discrete & Computational Geometry 18, 1997, pp. 305–363), through geo's kernel.

use geo::Coord;
use geo::kernels::{Kernel, Orientation, RobustKernel};

/// On which side of a ring a position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Inside,
    Edge,
    Outside,
}

/// Whether a polygon, given by its exterior and its holes, holds a position or has it on an edge.
///
/// ```
/// let square: &[[f64; 2]] = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
/// let hole: &[[f64; 2]] = &[[1.0, 1.0], [1.0, 3.0], [3.0, 3.0], [3.0, 1.0], [1.0, 1.0]];
/// let holds = |at| three_maps::geometry::polygon_covers([square, hole].into_iter(), at);
/// assert!(holds([0.5, 0.5]) && holds([4.0, 2.0]) && holds([1.0, 2.0]));
/// assert!(!holds([2.0, 2.0]) && !holds([5.0, 2.0]));
/// ```
pub fn polygon_covers<'a>(mut rings: impl Iterator<Item = &'a [[f64; 2]]>, at: [f64; 2]) -> bool {
    match rings.next().map_or(Side::Outside, |exterior| side(exterior, at)) {
        Side::Outside => false,
        Side::Edge => true,
        Side::Inside => {
            rings.map(|hole| side(hole, at)).find(|side| *side != Side::Outside) != Some(Side::Inside)
        }
    }
}

/// The side of a ring, by its winding number; what is on an edge is known at the first such edge.
#[expect(clippy::float_cmp, reason = "an edge is met where coordinates are the same to the last bit")]
fn side(ring: &[[f64; 2]], at: [f64; 2]) -> Side {
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { return Side::Outside };
    if ring.len() == 1 {
        return if first == at { Side::Edge } else { Side::Outside };
    }
    let mut winding = 0;
    // A ring that is not closed is closed here, as crate geo does.
    let closing = (first != last).then_some([last, first]);
    for [start, end] in ring.array_windows().copied().chain(closing) {
        // An edge that goes up has its start and not its end, one that goes down its end alone, a level
        // one neither: a ray through a corner is counted once.
        let goes_up = start[1] <= at[1];
        if (goes_up && end[1] < at[1]) || (!goes_up && end[1] > at[1]) {
            continue;
        }
        match orientation(start, end, at) {
            Orientation::Collinear => {
                if start[0].min(end[0]) <= at[0] && at[0] <= start[0].max(end[0]) {
                    return Side::Edge;
                }
            }
            Orientation::CounterClockwise => winding += i32::from(goes_up && end[1] != at[1]),
            Orientation::Clockwise => winding -= i32::from(!goes_up),
        }
    }
    if winding == 0 { Side::Outside } else { Side::Inside }
}

fn orientation(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> Orientation {
    let coord = |[x, y]: [f64; 2]| Coord { x, y };
    RobustKernel::orient2d(coord(a), coord(b), coord(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Intersects, LineString, Point, Polygon};
    use proptest::prelude::*;

    /// Few places, so that corners, edges and repeated positions are hit often.
    fn place() -> impl Strategy<Value = [f64; 2]> {
        (0..7_u8, 0..7_u8).prop_map(|(x, y)| [f64::from(x) * 0.1 + 120.0, f64::from(y) * 0.1 + 30.0])
    }

    fn ring() -> impl Strategy<Value = Vec<[f64; 2]>> {
        (prop::collection::vec(place(), 0..9), any::<bool>()).prop_map(|(mut ring, closed)| {
            if closed {
                ring.extend(ring.first().copied());
            }
            ring
        })
    }

    fn line_string(ring: &[[f64; 2]]) -> LineString<f64> {
        ring.iter().map(|&[x, y]| (x, y)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_answer_is_that_of_geo(
            rings in prop::collection::vec(ring(), 1..4),
            on_grid in place(),
            shift in prop::sample::select(vec![0.0, 0.05, 1e-15, -3e-14]),
        ) {
            let at = [on_grid[0] + shift, on_grid[1] + shift / 2.0];
            let polygon =
                Polygon::new(line_string(&rings[0]), rings[1..].iter().map(|ring| line_string(ring)).collect());
            prop_assert_eq!(
                polygon_covers(rings.iter().map(Vec::as_slice), at),
                polygon.intersects(&Point::new(at[0], at[1]))
            );
        }
    }
}
