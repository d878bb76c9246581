//! How layers are drawn: what a person wants, and the styles that follow from it.

use super::day::Basis;
use super::history::Gesture;
use super::{RunningKind, Session};
use crate::app::{Effect, LayerEntry, LayerId};
use crate::jobs::{JobRequest, StyleRequest, StyledLayer};
use crate::maps::binding::Binding;
use crate::scene::clusters::{can_gather, gathers_by_itself};
use crate::scene::{LabelBy, Styled, Styling};
use std::sync::Arc;

/// The style of a layer, worked out by a job, and what was asked last.
#[derive(Clone, Debug)]
pub(super) struct StyledEntry {
    /// The newest that was worked out; the one before stays until the next is there.
    styled: Option<Styled>,
    /// The question last asked.
    revision: u64,
    /// What was asked, and what it depends on beside the file.
    asked: (Arc<Binding>, Styling, Basis),
    /// Where the job stands that is at it.
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It was asked, and perhaps answered.
    Asked,
    /// The job ended without an answer.
    Unanswered,
    /// It is to be asked once more.
    Again,
}

impl Session {
    /// How a layer is drawn: of the newest styling that has been worked out. `None` until the first is.
    pub fn styled(&self, layer: LayerId) -> Option<&Styled> {
        self.styled.get(&layer)?.styled.as_ref()
    }

    /// Whether a newer style of the layer is still being worked out.
    pub fn is_restyling(&self, layer: LayerId) -> bool {
        self.running.values().any(
            |running| matches!(running.kind, RunningKind::Style { layer: styled, .. } if styled == layer),
        )
    }

    pub(super) fn set_styling(&mut self, layer: LayerId, styling: Option<Styling>, gesture: Option<u32>) {
        let Some(binding) = self.document.layer(layer).map(|entry| Arc::clone(&entry.binding)) else {
            return;
        };
        let styling = styling
            .map(|styling| styling.sensible().without_private(&binding))
            .filter(|styling| !styling.is_own());
        let gesture = gesture.map(|number| Gesture::Styling(layer, number));
        self.edit("command-set-styling", gesture, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.styling = styling;
            }
        });
    }

    /// Gathers a layer's points, or shows each. What comes by itself is no styling.
    pub(super) fn set_clusters(&mut self, layer: LayerId, on: bool) {
        let Some(entry) = self.document.layer(layer).filter(|entry| can_gather(&entry.layer)) else { return };
        let wanted = (gathers_by_itself(&entry.layer) != on).then_some(on);
        let styling = Styling { clusters: wanted, ..entry.styling.clone().unwrap_or_default() };
        self.edit("command-set-clusters", None, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.styling = Some(styling).filter(|styling| !styling.is_own());
            }
        });
    }

    /// Starts a job for every layer whose styling has changed, and forgets what belongs to layers that
    /// are gone. Run after every command and event, so that styles follow undo too.
    pub(super) fn refresh_styles(&mut self, effects: &mut Vec<Effect>) {
        let document = &self.document;
        self.styled.retain(|&id, _| document.layer(id).is_some());
        let requests: Vec<StyleRequest> = document
            .layers
            .iter()
            // A style may speak of columns that are about to be worked out, or to go.
            .filter(|entry| !self.rebound.contains(&entry.id))
            .filter(|entry| {
                self.styled.get(&entry.id).is_none_or(|styled| {
                    let is_own = entry.styling.is_none() && styled.asked.1.is_own();
                    styled.state == State::Again
                        || styled.asked.0 != entry.binding
                        || styled.asked.2 != basis_of_styling(entry)
                        || (!is_own && entry.styling.as_ref() != Some(&styled.asked.1))
                })
            })
            .map(|entry| StyleRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
                styling: entry.styling.clone().unwrap_or_default(),
                revision: 0,
            })
            .collect();
        for mut request in requests {
            self.next_revision += 1;
            request.revision = self.next_revision;
            let entry = self.document.layer(request.layer_id);
            let basis = entry.map(basis_of_styling).unwrap_or_default();
            let asked = (Arc::clone(&request.binding), request.styling.clone(), basis);
            let entry = self.styled.entry(request.layer_id).or_insert_with(|| StyledEntry {
                styled: None,
                revision: 0,
                asked: asked.clone(),
                state: State::Asked,
            });
            entry.revision = request.revision;
            entry.asked = asked;
            entry.state = State::Asked;
            let kind = RunningKind::Style { layer: request.layer_id, revision: request.revision };
            self.start_job(JobRequest::Style(request), kind, effects);
        }
    }

    /// A style was worked out; answers to older questions are dropped.
    pub(super) fn take_style(&mut self, answer: StyledLayer) {
        let Some(entry) = self.styled.get_mut(&answer.layer_id) else { return };
        if entry.revision == answer.revision {
            entry.styled = Some(answer.styled);
        }
    }

    /// A style's job ended without an answer; whether nothing newer was asked.
    pub(super) fn style_ended(&mut self, layer: LayerId, revision: u64) -> bool {
        let entry = self.styled.get_mut(&layer).filter(|entry| entry.revision == revision);
        if let Some(entry) = entry {
            entry.state = State::Unanswered;
            return true;
        }
        false
    }

    pub(super) fn ask_style_again(&mut self, layer: LayerId) {
        if let Some(entry) = self.styled.get_mut(&layer).filter(|entry| entry.state == State::Unanswered) {
            entry.state = State::Again;
        }
    }
}

/// What a layer's look depends on beside its file.
fn basis_of_styling(entry: &LayerEntry) -> Basis {
    let Some(styling) = &entry.styling else { return Basis::default() };
    let label = match &styling.label {
        LabelBy::Field { field } => Some(field.as_str()),
        _ => None,
    };
    let fields = [styling.color.field(), styling.size_by.as_deref(), label];
    Basis::of_fields(entry, fields.into_iter().flatten())
}
