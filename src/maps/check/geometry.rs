//! Invalid and tiny geometry.

use super::sink::Sink;
use crate::geometry::metres_per_degree;
use crate::layer::check::shape_findings;
use crate::layer::{Layer, Part, PartType, Shape};
use crate::progress::CancelToken;
use crate::text::number_fixed;

/// A polygon smaller than this is hardly anything that anybody surveyed.
const TINY_M2: f64 = 1.0;

/// Looks at the geometry of a row; whoever cancels looks for the token himself.
pub(super) fn look(layer: &Layer, row: usize, sink: &mut Sink, cancel: &CancelToken) {
    let shape = layer.shapes.get(row);
    let Some(found) = shape_findings(shape, cancel) else { return };
    let broken = !found.is_empty();
    for diagnostic in found {
        sink.add(diagnostic.code, &[row as u32], || diagnostic.args);
    }
    if let Some(area_m2) = rough_area_m2(&shape).filter(|&area_m2| !broken && area_m2 < TINY_M2) {
        sink.add("geometry-tiny", &[row as u32], || {
            vec![("area", number_fixed(area_m2, 3).into()), ("least", number_fixed(TINY_M2, 0).into())]
        });
    }
}

/// The area of polygons in a plane around them, right to a thousandth for what is no country; `None`
/// where there are none. Cheap: no geodesic is followed.
pub(super) fn rough_area_m2(shape: &Shape<'_>) -> Option<f64> {
    let mut sum = None;
    for part in shape.parts().filter(|part| part.part_type == PartType::Polygon) {
        *sum.get_or_insert(0.0) += part_area_m2(part);
    }
    sum
}

fn part_area_m2(part: Part<'_>) -> f64 {
    let mut area_m2 = 0.0;
    for (number, ring) in part.rings().enumerate() {
        let Some(&[x0, y0]) = ring.first() else { continue };
        // The middle of the ring's latitudes, so that the error of the plane is even.
        let (south, north) =
            ring.iter().fold((y0, y0), |(south, north), at| (south.min(at[1]), north.max(at[1])));
        let [east, north] = metres_per_degree(f64::midpoint(south, north));
        let doubled: f64 = ring
            .windows(2)
            .map(|pair| {
                let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
                (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
            })
            .sum();
        let ring_m2 = doubled.abs() / 2.0 * east * north;
        area_m2 += if number == 0 { ring_m2 } else { -ring_m2 };
    }
    area_m2
}
