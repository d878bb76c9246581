//! Finding the rows of a layer that a selection asks for: all that match, those in an area, those that
//! touch chosen rows of another layer or come near them. Only matching rows are ever found.

use super::LayerId;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::geometry::{Area, is_within_m};
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use geo::Intersects;
use std::sync::Arc;

/// What to select from a layer.
#[derive(Clone, Debug)]
pub struct SelectRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// The rows that match its filter; `None` where the filter has to be run first.
    pub matching: Option<Arc<RowSet>>,
    /// The filter; all rows where `None`.
    pub filter: Option<Filter>,
    /// Which of them.
    pub which: Which,
}

/// Which of the matching rows are selected.
#[derive(Clone, Debug)]
pub enum Which {
    /// All.
    All,
    /// Those that an area touches.
    Within(Area),
    /// Those that share a point with chosen rows of another layer.
    Touching(Neighbours),
    /// Those that come so near to them, along the ellipsoid.
    Near(Neighbours, f64),
}

/// Chosen rows of another layer.
#[derive(Clone, Debug)]
pub struct Neighbours {
    /// The other layer.
    pub layer: Arc<Layer>,
    /// The rows chosen there.
    pub rows: RowSet,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its rows, ascending.
    pub rows: Vec<u32>,
}

impl SelectRequest {
    /// Finds the rows; `Ok(None)` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Result<Option<Selected>, Box<Diagnostic>> {
        let matching = match (&self.matching, &self.filter) {
            (Some(rows), _) => Some(Arc::clone(rows)),
            (None, None) => Some(Arc::new(RowSet::all(self.layer.len()))),
            (None, Some(filter)) => filter.plan(&self.layer)?.run(&self.layer, cancel).map(Arc::new),
        };
        let Some(matching) = matching else { return Ok(None) };
        let found = match &self.which {
            Which::All => Some(RowSet::clone(&matching)),
            // One sentence selects and filters, so that both find the same.
            Which::Within(area) => Filter::within(area)?
                .plan(&self.layer)?
                .run(&self.layer, cancel)
                .map(|found| found.and(&matching)),
            Which::Touching(others) => self.beside(others, 0.0, &matching, cancel),
            Which::Near(others, metres) => self.beside(others, *metres, &matching, cancel),
        };
        Ok(found.filter(|_| !cancel.is_cancelled()).map(|found| Selected {
            layer_id: self.layer_id,
            rows: found.iter().map(|row| row as u32).collect(),
        }))
    }

    /// Rows within so many metres of the others: the index proposes by boxes, geometry decides.
    fn beside(
        &self,
        others: &Neighbours,
        metres: f64,
        matching: &RowSet,
        cancel: &CancelToken,
    ) -> Option<RowSet> {
        let mut found = vec![false; self.layer.len()];
        for other in others.rows.iter() {
            if cancel.is_cancelled() {
                return None;
            }
            let shape = others.layer.shapes.get(other);
            let Some(geometry) = shape.to_geo() else { continue };
            // Near a pole or the antimeridian no box holds what is near: everything is looked at.
            let bbox = if metres > 0.0 {
                shape.bbox().grown_m(metres).unwrap_or_else(|| self.layer.bbox())
            } else {
                shape.bbox()
            };
            for row in self.layer.index.rows_in(&bbox) {
                if cancel.is_cancelled() {
                    return None;
                }
                let row = row as usize;
                if found[row] || !matching.contains(row) {
                    continue;
                }
                found[row] = self.layer.shapes.get(row).to_geo().is_some_and(|own| {
                    if metres > 0.0 {
                        is_within_m(&own, &geometry, metres)
                    } else {
                        own.intersects(&geometry)
                    }
                });
            }
        }
        Some(RowSet::from_bits(found.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{layer, point, polygon};
    use proptest::prelude::*;

    fn parcel(west: f64, south: f64) -> geo::Geometry<f64> {
        polygon(&[[west, south], [west + 0.004, south], [west + 0.004, south + 0.004], [west, south + 0.004]])
    }

    fn request(own: &[Option<geo::Geometry<f64>>], matching: Option<RowSet>, which: Which) -> SelectRequest {
        SelectRequest {
            layer_id: LayerId(3),
            layer: Arc::new(layer(Vec::new(), own)),
            matching: matching.map(Arc::new),
            filter: None,
            which,
        }
    }

    #[test]
    fn only_chosen_neighbours_and_matching_rows_count() {
        let other =
            Arc::new(layer(Vec::new(), &[Some(parcel(120.0, 30.0)), Some(parcel(121.0, 30.0)), None]));
        let own = vec![
            Some(point(120.002, 30.002)),
            Some(point(121.002, 30.002)),
            Some(point(120.004, 30.004)),
            None,
        ];
        let others = |rows: &[u32]| Neighbours {
            layer: Arc::clone(&other),
            rows: RowSet::from_rows(3, rows.iter().copied()),
        };
        let found = |matching: Option<RowSet>, which: Which| {
            request(&own, matching, which).run(&CancelToken::default()).unwrap().unwrap().rows
        };
        assert_eq!(found(None, Which::Touching(others(&[0, 2]))), [0, 2], "inside and at the corner");
        assert_eq!(found(None, Which::Touching(others(&[1]))), [1]);
        assert_eq!(found(Some(RowSet::from_rows(4, [2, 3])), Which::Touching(others(&[0, 1]))), [2]);
        assert_eq!(found(Some(RowSet::from_rows(4, [2, 3])), Which::All), [2, 3]);
    }

    #[test]
    fn a_filter_that_has_not_been_run_is_run_first() {
        let mut ask = request(&[Some(point(120.0, 30.0)), None], None, Which::All);
        ask.filter = Some(Filter::parse("geometry IS NULL").unwrap());
        assert_eq!(ask.run(&CancelToken::default()).unwrap().unwrap().rows, [1]);
        let cancelled = CancelToken::default();
        cancelled.cancel();
        assert_eq!(ask.run(&cancelled).unwrap(), None);
    }

    proptest! {
        #[test]
        fn the_index_leaves_nobody_out(
            own in prop::collection::vec((0..40u8, 0..40u8, any::<bool>()), 1..30),
            other in prop::collection::vec((0..40u8, 0..40u8, any::<bool>()), 1..8),
            metres in 0.0..2500.0f64,
        ) {
            let shapes = |places: &[(u8, u8, bool)]| -> Vec<Option<geo::Geometry<f64>>> {
                places.iter().map(|&(x, y, is_point)| {
                    let (west, south) = (120.0 + f64::from(x) * 0.002, 30.0 + f64::from(y) * 0.002);
                    Some(if is_point { point(west, south) } else { parcel(west, south) })
                }).collect()
            };
            let (own, other) = (shapes(&own), shapes(&other));
            let others = Neighbours {
                layer: Arc::new(layer(Vec::new(), &other)),
                rows: RowSet::all(other.len()),
            };
            let found = request(&own, None, Which::Near(others, metres))
                .run(&CancelToken::default()).unwrap().unwrap();
            let linear: Vec<u32> = (0..own.len() as u32).filter(|&row| {
                let one = own[row as usize].as_ref().unwrap();
                other.iter().flatten().any(|two| is_within_m(one, two, metres))
            }).collect();
            prop_assert_eq!(found.rows, linear);
        }
    }
}
