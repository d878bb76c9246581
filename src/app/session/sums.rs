//! What several selected features add up to: worked out by a job, whatever their number.

use super::{RunningKind, Session};
use crate::app::{Effect, LayerId, Selection, export};
use crate::jobs::{JobRequest, SelectedRows, SumRequest, Total};
use crate::maps::binding::Binding;
use std::sync::Arc;

/// The selected features of each layer, added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SelectionTotals {
    /// One entry for each layer with selected features: how many, and the sums of its fields.
    pub layers: Vec<(LayerId, usize, Vec<Total>)>,
}

/// The question last asked, and the answer.
#[derive(Debug, Default)]
pub(super) struct Sums {
    asked: Selection,
    /// What the columns of its layers are: it says which add up.
    bindings: Vec<Arc<Binding>>,
    revision: u64,
    answer: Option<SelectionTotals>,
    /// Whether the job ended without an answer.
    failed: bool,
}

impl Sums {
    /// The job ended without an answer; whether nothing newer was asked.
    pub(super) fn ended(&mut self, revision: u64) -> bool {
        let is_newest = revision == self.revision;
        self.failed |= is_newest;
        is_newest
    }

    pub(super) fn ask_again(&mut self) {
        if self.failed {
            *self = Self::default();
        }
    }
}

impl Session {
    /// What the selected features add up to, where there are several; `None` while that is worked out.
    pub fn selection_totals(&self) -> Option<&SelectionTotals> {
        self.sums.answer.as_ref()
    }

    /// Whether what the selected features add up to was not worked out to its end; a notice says so.
    pub fn has_sum_failed(&self) -> bool {
        self.sums.failed
    }

    /// Asks for the sums of a selection that has changed. Run after every command and event.
    pub(super) fn sum_selection(&mut self, effects: &mut Vec<Effect>) {
        let selected = self.document.selection.layers();
        let bindings: Vec<Arc<Binding>> =
            selected.filter_map(|id| Some(Arc::clone(&self.document.layer(id)?.binding))).collect();
        if self.sums.asked == self.document.selection && self.sums.bindings == bindings {
            return;
        }
        self.sums.asked = self.document.selection.clone();
        self.sums.bindings = bindings;
        self.sums.answer = None;
        self.sums.failed = false;
        self.next_revision += 1;
        self.sums.revision = self.next_revision;
        if self.document.selection.len() < 2 {
            return;
        }
        let selection = &self.document.selection;
        let layers: Vec<SelectedRows> = selection
            .layers()
            .filter_map(|id| {
                let entry = self.document.layer(id)?;
                Some(SelectedRows {
                    layer_id: id,
                    layer: Arc::clone(&entry.layer),
                    rows: selection.rows_of(id)?.clone(),
                    totals: export::total_fields(&entry.layer, entry),
                })
            })
            .collect();
        let revision = self.sums.revision;
        let request = JobRequest::Sum(SumRequest { revision, layers });
        self.start_job(request, RunningKind::Sum { revision }, effects);
    }

    pub(super) fn summed(&mut self, revision: u64, layers: Vec<(LayerId, usize, Vec<Total>)>) {
        if self.sums.revision == revision {
            self.sums.answer = Some(SelectionTotals { layers });
        }
    }
}
