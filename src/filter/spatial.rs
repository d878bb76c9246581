//! Spatial conditions: the index proposes rows by their boxes, geometry decides; both cores work.

use super::node::Run;
use super::truth::Truth;
use crate::geometry::{self, BBox};
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use arrow_buffer::BooleanBuffer;
use geo::{BoundingRect, Contains, Geometry, Intersects, Point, PreparedGeometry, Relate};

/// A spatial operator of CQL2 with the row's geometry on its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpatialRelation {
    Intersects,
    Disjoint,
    Within,
    Contains,
    Equals,
    Touches,
    Overlaps,
    Crosses,
}

impl SpatialRelation {
    /// The operator that CQL2 writes so.
    pub(super) fn of(op: &str) -> Option<Self> {
        Some(match op {
            "s_intersects" => Self::Intersects,
            "s_disjoint" => Self::Disjoint,
            "s_within" => Self::Within,
            "s_contains" => Self::Contains,
            "s_equals" => Self::Equals,
            "s_touches" => Self::Touches,
            "s_overlaps" => Self::Overlaps,
            "s_crosses" => Self::Crosses,
            _ => return None,
        })
    }

    /// The operator with its operands exchanged.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Within => Self::Contains,
            Self::Contains => Self::Within,
            same => same,
        }
    }

    /// Whether it holds between two geometries.
    pub(super) fn holds(self, left: &Geometry<f64>, right: &Geometry<f64>) -> bool {
        Exact::new(self, right).holds(left)
    }
}

/// A spatial condition on the rows' geometry.
#[derive(Debug)]
pub(super) struct SpatialTest {
    pub(super) relation: SpatialRelation,
    pub(super) geometry: Geometry<f64>,
}

/// The exact test against one literal, prepared once for each thread.
struct Exact<'a> {
    relation: SpatialRelation,
    geometry: &'a Geometry<f64>,
    prepared: Option<PreparedGeometry<'a, &'a Geometry<f64>>>,
}

impl<'a> Exact<'a> {
    fn new(relation: SpatialRelation, geometry: &'a Geometry<f64>) -> Self {
        use SpatialRelation::{Disjoint, Intersects};
        let prepared = (!matches!(relation, Intersects | Disjoint)).then(|| PreparedGeometry::from(geometry));
        Self { relation, geometry, prepared }
    }

    fn holds(&self, row: &Geometry<f64>) -> bool {
        use SpatialRelation as R;
        let Some(prepared) = &self.prepared else {
            // Intersects needs no matrix, and holds for geometries that are not valid too.
            return self.geometry.intersects(row) == (self.relation == R::Intersects);
        };
        if let (R::Within, Geometry::Point(point)) = (self.relation, row) {
            return self.geometry.contains(point);
        }
        // The literal stands on the left of the matrix, because it is the prepared one.
        let matrix = prepared.relate(row);
        match self.relation {
            R::Within => matrix.is_contains(),
            R::Contains => matrix.is_within(),
            R::Equals => matrix.is_equal_topo(),
            R::Touches => matrix.is_touches(),
            R::Overlaps => matrix.is_overlaps(),
            R::Crosses => matrix.is_crosses(),
            R::Intersects => matrix.is_intersects(),
            R::Disjoint => matrix.is_disjoint(),
        }
    }
}

/// Rows that have a position.
pub(super) fn located(layer: &Layer) -> BooleanBuffer {
    BooleanBuffer::collect_bool(layer.len(), |row| !layer.shapes.get(row).is_empty())
}

/// The truth of a spatial condition; `None` where the run was cancelled.
pub(super) fn evaluate(run: Run<'_>, test: &SpatialTest) -> Option<Truth> {
    use SpatialRelation::{Disjoint, Intersects, Within};
    let layer = run.layer;
    let known = located(layer);
    let literal_box = bbox_of(&test.geometry);
    let mut rows: Vec<u32> = match literal_box {
        Some(bbox) => run.index()?.rows_in(&bbox).collect(),
        None => Vec::new(),
    };
    rows.sort_unstable();
    // Disjoint is not-intersects, which the index can answer.
    let relation = if test.relation == Disjoint { Intersects } else { test.relation };
    let rectangle = matches!(test.geometry, Geometry::Rect(_));
    let hits = each_row(&rows, run.cancel, || {
        let exact = Exact::new(relation, &test.geometry);
        move |row: u32| {
            let shape = layer.shapes.get(row as usize);
            if let (true, Some(literal)) = (rectangle, literal_box)
                && matches!(relation, Intersects | Within)
                && inside(&shape.bbox(), &literal)
            {
                return true;
            }
            shape.to_geo().is_some_and(|geometry| exact.holds(&geometry))
        }
    })?;
    let matching = rows.iter().zip(hits).filter_map(|(row, hit)| hit.then_some(*row));
    let truth = Truth::new(RowSet::from_rows(layer.len(), matching).bits().clone(), Some(&known));
    Some(if test.relation == Disjoint { truth.not() } else { truth })
}

/// Strictly inside, no edge shared: then no exact test is needed.
fn inside(inner: &BBox, outer: &BBox) -> bool {
    outer.west < inner.west
        && inner.east < outer.east
        && outer.south < inner.south
        && inner.north < outer.north
}

/// The box of a geometry.
fn bbox_of(geometry: &Geometry<f64>) -> Option<BBox> {
    let rect = geometry.bounding_rect()?;
    Some(BBox::new(rect.min().x, rect.min().y, rect.max().x, rect.max().y))
}

/// Rows nearer to a point than so many metres; `None` where the run was cancelled.
pub(super) fn near(run: Run<'_>, point: Point<f64>, metres: f64, or_equal: bool) -> Option<Truth> {
    let layer = run.layer;
    let known = located(layer);
    let passes = |distance: f64| distance < metres || (or_equal && distance <= metres);
    let mut rows: Vec<u32> = match BBox::around([point.x(), point.y()], metres) {
        Some(bbox) => run.index()?.rows_in(&bbox).collect(),
        None => known.set_indices_u32().collect(),
    };
    rows.sort_unstable();
    let hits = each_row(&rows, run.cancel, || {
        |row: u32| {
            let geometry = layer.shapes.get(row as usize).to_geo();
            geometry.and_then(|geometry| geometry::distance_m(point, &geometry)).is_some_and(passes)
        }
    })?;
    let matching = rows.iter().zip(hits).filter_map(|(row, hit)| hit.then_some(*row));
    Some(Truth::new(RowSet::from_rows(layer.len(), matching).bits().clone(), Some(&known)))
}

/// Geodesic areas of all rows, known where the row is a polygon.
pub(super) fn areas_m2(run: Run<'_>) -> Option<(Vec<f64>, BooleanBuffer)> {
    measured(run, geometry::area_m2)
}

/// Geodesic distances of all rows from a point, known where the row has a position.
pub(super) fn distances_m(run: Run<'_>, point: Point<f64>) -> Option<(Vec<f64>, BooleanBuffer)> {
    measured(run, move |geometry| geometry::distance_m(point, geometry))
}

fn measured(
    run: Run<'_>,
    measure: impl Fn(&Geometry<f64>) -> Option<f64> + Sync,
) -> Option<(Vec<f64>, BooleanBuffer)> {
    let layer = run.layer;
    let rows: Vec<u32> = (0..layer.len() as u32).collect();
    let values = each_row(&rows, run.cancel, || {
        |row: u32| layer.shapes.get(row as usize).to_geo().and_then(|geometry| measure(&geometry))
    })?;
    let known = BooleanBuffer::collect_bool(values.len(), |row| values[row].is_some());
    Some((values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect(), known))
}

/// Rows between two looks at the cancel token.
const STRIDE: usize = 2048;

/// Work for each row, on as many threads as the machine has cores; `None` where it was cancelled.
///
/// `make` is called once on each thread, for what a thread prepares for itself.
fn each_row<T, F>(rows: &[u32], cancel: &CancelToken, make: impl Fn() -> F + Sync) -> Option<Vec<T>>
where
    T: Send,
    F: FnMut(u32) -> T,
{
    let work = |rows: &[u32]| -> Option<Vec<T>> {
        let mut one = make();
        let mut done = Vec::with_capacity(rows.len());
        for chunk in rows.chunks(STRIDE) {
            for row in chunk {
                // One row may take long: a coast of millions of corners.
                if cancel.is_cancelled() {
                    return None;
                }
                done.push(one(*row));
            }
        }
        Some(done)
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if threads == 1 || rows.len() < STRIDE {
        return work(rows);
    }
    let parts: Vec<Option<Vec<T>>> = std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> =
            rows.chunks(rows.len().div_ceil(threads)).map(|rows| scope.spawn(move || work(rows))).collect();
        running
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    let mut all = Vec::with_capacity(rows.len());
    for part in parts {
        all.extend(part?);
    }
    Some(all)
}
