//! The idle land of a layer at once: its states, the next deadlines, and the ledger per 亩.

use super::LayerId;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Binding;
use crate::maps::idle::{Board, board};
use crate::maps::ledger::{Benchmark, Ledger, firms, ledger};
use crate::progress::CancelToken;
use jiff::civil::Date;
use std::sync::Arc;

/// Parcels that are listed one by one; beyond them their number is said.
pub const MOST_LISTED: usize = 500;

/// Firms that benchmarks are worked out from.
#[derive(Clone, Debug)]
pub struct FirmRows {
    /// The enterprise layer.
    pub layer: Arc<Layer>,
    /// Which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
}

/// Rows to look through.
#[derive(Clone, Debug)]
pub struct IdleRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// Which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
    /// The day.
    pub day: Date,
    /// What the ledger holds them against.
    pub benchmark: Benchmark,
    /// The firms that benchmarks by industry are worked out from, where there are any.
    pub firms: Option<FirmRows>,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdleLand {
    /// States and next deadlines.
    pub board: Board,
    /// The ledger.
    pub ledger: Ledger,
}

/// The answer to an [`IdleRequest`].
#[derive(Clone, Debug)]
pub struct IdleFound {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// What was found.
    pub land: Arc<IdleLand>,
}

impl IdleRequest {
    /// Looks the rows through; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<IdleFound> {
        let Self { layer, binding, rows, .. } = self;
        let board = board(layer, binding, rows, self.day, MOST_LISTED, cancel)?;
        let firms = match &self.firms {
            Some(of) => Some(firms(&of.layer, &of.binding, &of.rows, self.benchmark.of, cancel)?),
            None => None,
        };
        let ledger = ledger(layer, binding, rows, (&self.benchmark, firms), MOST_LISTED, cancel)?;
        let land = Arc::new(IdleLand { board, ledger });
        Some(IdleFound { layer_id: self.layer_id, revision: self.revision, land })
    }
}
