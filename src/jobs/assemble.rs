//! Putting neighbouring parcels together in the background.

use super::LayerId;
use crate::layer::{Layer, RowSet};
use crate::maps::assembly::{Assemblies, MOST_GROUPS, Question, assemble};
use crate::maps::binding::Binding;
use crate::progress::CancelToken;
use std::sync::Arc;

/// Parcels to put together.
#[derive(Clone, Debug)]
pub struct AssembleRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, and which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
    /// The area to reach.
    pub area_m2: f64,
    /// Metres that two boundaries may lie apart.
    pub tolerance_m: f64,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// What was found.
    pub found: Arc<Assemblies>,
}

impl AssembleRequest {
    /// Puts the parcels together; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<Assembled> {
        let question = Question {
            layer: &self.layer,
            naming: (&self.binding).into(),
            rows: &self.rows,
            area_m2: self.area_m2,
            tolerance_m: self.tolerance_m,
            most: MOST_GROUPS,
        };
        let found = Arc::new(assemble(&question, cancel)?);
        Some(Assembled { layer_id: self.layer_id, revision: self.revision, found })
    }
}
