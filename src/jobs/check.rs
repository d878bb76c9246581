//! Checking a layer in the background.

use super::LayerId;
use crate::layer::Layer;
use crate::maps::binding::Binding;
use crate::maps::check::{Findings, MOST_LISTED, Question, check};
use crate::progress::{CancelToken, Progress};
use std::sync::Arc;

/// A layer to check.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, and which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The layer that its features should lie in.
    pub boundary: Option<Arc<Layer>>,
    /// The day after which dates lie in the future.
    pub day: Option<jiff::civil::Date>,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// What was found.
    pub findings: Arc<Findings>,
}

impl CheckRequest {
    /// Checks the layer; `None` where it was cancelled.
    pub(super) fn run(&self, progress: &dyn Progress, cancel: &CancelToken) -> Option<Checked> {
        let question = Question {
            layer: &self.layer,
            naming: (&self.binding).into(),
            boundary: self.boundary.as_deref(),
            day: self.day,
            most: MOST_LISTED,
        };
        let findings = Arc::new(check(&question, progress, cancel)?);
        Some(Checked { layer_id: self.layer_id, revision: self.revision, findings })
    }
}
