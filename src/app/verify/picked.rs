//! Rows that no filter says: found again by their numbers, and where a brief picked them by that brief.

use crate::diagnostic::Diagnostic;
use crate::jobs::Picked;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Binding;
use crate::maps::derive::StationLayer;
use crate::maps::matching::{SiteLayer, Surroundings, What, run};
use crate::progress::CancelToken;
use serde::Deserialize;
use std::sync::Arc;

/// How the rows of a snapshot came about, as its manifest has it.
#[derive(Debug, Deserialize)]
pub(super) struct ManifestPicked {
    /// By whom.
    #[serde(flatten)]
    pub(super) picked: Picked,
    /// The features' numbers in the source.
    features: Vec<u64>,
}

impl ManifestPicked {
    /// The rows that the manifest names; a number that the source does not have is none.
    pub(super) fn rows(&self, layer: &Layer) -> RowSet {
        let rows = self.features.iter().filter_map(|&number| layer.row_of_number(number));
        RowSet::from_rows(layer.len(), rows.map(|row| row as u32))
    }

    /// Puts the brief to the source again. `Some` where it takes other rows, or where it cannot be put: the
    /// layers that it asks of are in no snapshot.
    pub(super) fn put_again(
        &self,
        (layer, binding): (&Arc<Layer>, &Arc<Binding>),
        stations: Option<StationLayer>,
        cancel: &CancelToken,
    ) -> Option<Diagnostic> {
        let Picked::Brief { group, brief } = &self.picked else { return None };
        if brief.lines.iter().any(|line| matches!(line.what, What::Campus | What::Firm)) {
            return Some(Diagnostic::notice("verify-brief-not-put"));
        }
        let around = Surroundings { metro: stations, ..Surroundings::default() };
        let answer = run(brief, &[SiteLayer::bound(layer, binding)], &around, 0, cancel)?;
        let rows = answer.group(*group).rows.first().cloned().unwrap_or_else(|| RowSet::none(layer.len()));
        let then = self.rows(layer);
        (rows != then).then(|| {
            Diagnostic::error("verify-brief").with("now", rows.count()).with("then", self.features.len())
        })
    }
}
