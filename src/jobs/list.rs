//! The rows of a table in their order.

use super::LayerId;
use crate::geometry::BBox;
use crate::layer::{Layer, Order, RowSet};
use crate::progress::CancelToken;
use std::sync::Arc;

/// Rows to put into the order of a table.
#[derive(Clone, Debug)]
pub struct ListRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
    /// Their order; that of the file where `None`.
    pub order: Option<Order>,
    /// Only rows whose box touches this one; all of them where `None`.
    pub within: Option<BBox>,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// The rows of a table from top to bottom, and where each stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    rows: Arc<[u32]>,
    /// For each row of the layer its place in `rows`, [`ABSENT`] where it has none.
    places: Arc<[u32]>,
}

const ABSENT: u32 = u32::MAX;

impl Listing {
    /// A listing of some rows of a layer of `len` rows.
    pub fn new(rows: Vec<u32>, len: usize) -> Self {
        let mut places = vec![ABSENT; len];
        for (place, &row) in rows.iter().enumerate() {
            places[row as usize] = place as u32;
        }
        Self { rows: rows.into(), places: places.into() }
    }

    /// The rows from top to bottom.
    pub fn rows(&self) -> &Arc<[u32]> {
        &self.rows
    }

    /// Where a row stands, counted from 0; `None` where it is not listed.
    pub fn place_of(&self, row: u32) -> Option<usize> {
        self.places.get(row as usize).filter(|&&place| place != ABSENT).map(|&place| place as usize)
    }
}

/// The answer to a [`ListRequest`].
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// The rows.
    pub listing: Arc<Listing>,
}

impl ListRequest {
    /// Lists the rows; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<Listed> {
        let rows: Vec<u32> = match &self.within {
            None => self.rows.iter().map(|row| row as u32).collect(),
            // The index knows the boxes; an empty view touches none.
            Some(view) if view.is_empty() => Vec::new(),
            Some(view) => {
                let is_wanted = |row: &u32| {
                    let row = *row as usize;
                    self.rows.contains(row) && self.layer.shapes.get(row).bbox().intersects(view)
                };
                self.layer.index.rows_in(view).filter(is_wanted).collect()
            }
        };
        if cancel.is_cancelled() {
            return None;
        }
        let rows = self.layer.rows_in_order(rows, self.order.as_ref(), cancel)?;
        let listing = Arc::new(Listing::new(rows, self.layer.len()));
        Some(Listed { layer_id: self.layer_id, revision: self.revision, listing })
    }
}
