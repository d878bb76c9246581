//! Checking layers, and putting parcels together: asked for by a person, worked out by jobs.
//!
//! An answer stays until it is asked for again. Where what it was worked out from has changed since, it
//! is stale, and says so.

use super::day::Basis;
use super::{RunningKind, Session};
use crate::app::{BottomTab, Command, Effect, FeatureRef, LayerEntry, LayerId, SelectMode};
use crate::diagnostic::{Diagnostic, Severity};
use crate::filter::Filter;
use crate::geometry::BBox;
use crate::jobs::{AssembleRequest, Assembled, CheckRequest, Checked, JobId, JobRequest};
use crate::layer::Layer;
use crate::maps::LayerKind;
use crate::maps::assembly::{Assemblies, MOST_TOLERANCE_M};
use crate::maps::binding::Binding;
use crate::maps::check::Findings;
use crate::units::m2_from_mu;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is asked of the parcels of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssemblyAim {
    /// The area to reach, in 亩.
    pub area_mu: f64,
    /// Metres that two boundaries may lie apart.
    pub tolerance_m: f64,
}

impl Default for AssemblyAim {
    fn default() -> Self {
        Self { area_mu: 100.0, tolerance_m: crate::maps::assembly::TOLERANCE_M }
    }
}

/// Findings that show, by how bad they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFindings {
    /// Errors.
    pub errors: bool,
    /// Warnings.
    pub warnings: bool,
    /// Notices.
    pub notices: bool,
}

impl Default for ShownFindings {
    fn default() -> Self {
        Self { errors: true, warnings: true, notices: true }
    }
}

impl ShownFindings {
    /// Whether findings of a severity show.
    pub fn shows(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Notice => self.notices,
        }
    }
}

/// What a check depends on, beside the day.
#[derive(Clone, Debug)]
struct CheckedOf {
    layer: Arc<Layer>,
    binding: Arc<Binding>,
    boundary: Option<Arc<Layer>>,
    day: jiff::civil::Date,
}

impl PartialEq for CheckedOf {
    fn eq(&self, other: &Self) -> bool {
        let same_boundary = match (&self.boundary, &other.boundary) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        // Derived columns are not looked at: the same shapes are the same layer.
        Arc::ptr_eq(&self.layer.shapes, &other.layer.shapes)
            && self.binding == other.binding
            && same_boundary
            && self.day == other.day
    }
}

/// What assembly depends on.
#[derive(Clone, Debug, PartialEq)]
struct AssembledOf {
    aim: AssemblyAim,
    binding: Arc<Binding>,
    filter: Option<Filter>,
    basis: Basis,
}

/// A question with its job and its answer.
#[derive(Debug)]
struct Asked<Q, A> {
    question: Q,
    revision: u64,
    job: Option<JobId>,
    /// The answer with the question that it answers.
    answer: Option<(Q, A)>,
}

/// What belongs to both.
#[derive(Debug, Default)]
pub(super) struct Checking {
    checks: BTreeMap<LayerId, Asked<CheckedOf, Arc<Findings>>>,
    shown: ShownFindings,
    assemblies: BTreeMap<LayerId, Asked<AssembledOf, Arc<Assemblies>>>,
    aim: AssemblyAim,
    /// The layer whose parcels are being put together, while the card is open.
    open: Option<LayerId>,
    /// The group that shows on the map.
    group: Option<usize>,
}

impl Session {
    /// What was found in a layer when it was last checked.
    pub fn findings(&self, layer: LayerId) -> Option<&Arc<Findings>> {
        self.checking.checks.get(&layer)?.answer.as_ref().map(|(_, findings)| findings)
    }

    /// Whether a layer is being checked.
    pub fn is_checking(&self, layer: LayerId) -> bool {
        self.checking.checks.get(&layer).is_some_and(|asked| asked.job.is_some())
    }

    /// Whether findings are of another day, boundary or reading than there are now.
    pub fn are_findings_stale(&self, layer: LayerId) -> bool {
        let Some(entry) = self.document.layer(layer) else { return false };
        let answered = self.checking.checks.get(&layer).and_then(|asked| asked.answer.as_ref());
        answered.is_some_and(|(question, _)| *question != self.check_of(entry))
    }

    /// Which findings show.
    pub fn shown_findings(&self) -> ShownFindings {
        self.checking.shown
    }

    /// The layer whose parcels are being put together; `None` while nothing is asked.
    pub fn assembling(&self) -> Option<&LayerEntry> {
        self.checking.open.and_then(|layer| self.document.layer(layer))
    }

    /// What is asked of the parcels.
    pub fn assembly_aim(&self) -> AssemblyAim {
        self.checking.aim
    }

    /// The groups that were found of a layer last.
    pub fn assemblies(&self, layer: LayerId) -> Option<&Arc<Assemblies>> {
        self.checking.assemblies.get(&layer)?.answer.as_ref().map(|(_, found)| found)
    }

    /// Whether groups are being looked for.
    pub fn is_assembling(&self, layer: LayerId) -> bool {
        self.checking.assemblies.get(&layer).is_some_and(|asked| asked.job.is_some())
    }

    /// Whether groups are of another aim or filter than there are now.
    pub fn are_assemblies_stale(&self, layer: LayerId) -> bool {
        let Some(entry) = self.document.layer(layer) else { return false };
        let answered = self.checking.assemblies.get(&layer).and_then(|asked| asked.answer.as_ref());
        answered.is_some_and(|(question, _)| *question != self.assembly_of(entry))
    }

    /// The group that shows on the map: its place in the list, and its outline.
    pub fn shown_assembly(&self) -> Option<(usize, &[Vec<[f64; 2]>])> {
        let at = self.checking.group?;
        let group = self.assemblies(self.checking.open?)?.groups.get(at)?;
        Some((at, group.outline.as_slice()))
    }

    pub(super) fn apply_checking(&mut self, command: Command, effects: &mut Vec<Effect>) {
        match command {
            Command::CheckLayer { layer } => {
                self.check_layer(layer, effects);
                self.show_bottom(true, Some(BottomTab::Check), effects);
            }
            Command::ShowFindings { shown } => self.checking.shown = shown,
            Command::GoToFeatures { layer, rows } => self.go_to_features(layer, &rows),
            Command::ShowAssembly { layer } => {
                self.checking.open = layer.filter(|&layer| self.document.layer(layer).is_some());
                self.checking.group = None;
            }
            Command::Assemble { layer, aim } => self.assemble(layer, aim, effects),
            Command::ShowAssemblyGroup { at } => self.show_group(at),
            _ => {}
        }
    }

    fn check_of(&self, entry: &LayerEntry) -> CheckedOf {
        let boundary = self
            .document
            .base_layers()
            .find(|other| other.kind == Some(LayerKind::Boundary) && other.id != entry.id)
            .filter(|_| entry.map != crate::maps::MapKind::Base)
            .map(|other| Arc::clone(&other.layer));
        let day = self.document.reference_day;
        let (layer, binding) = (Arc::clone(&entry.layer), Arc::clone(&entry.binding));
        CheckedOf { layer, binding, boundary, day }
    }

    fn check_layer(&mut self, layer: LayerId, effects: &mut Vec<Effect>) {
        let Some(entry) = self.document.layer(layer) else { return };
        let question = self.check_of(entry);
        self.next_revision += 1;
        let revision = self.next_revision;
        let request = CheckRequest {
            layer_id: layer,
            layer: Arc::clone(&question.layer),
            binding: Arc::clone(&question.binding),
            boundary: question.boundary.clone(),
            day: Some(question.day),
            revision,
        };
        let before = self.checking.checks.remove(&layer);
        let answer = before.and_then(|before| {
            self.give_up(before.job, effects);
            before.answer
        });
        let job = self.start_job(JobRequest::Check(request), RunningKind::Check { layer }, effects);
        self.checking.checks.insert(layer, Asked { question, revision, job: Some(job), answer });
    }

    fn give_up(&mut self, job: Option<JobId>, effects: &mut Vec<Effect>) {
        if let Some(job) = job {
            self.cancel_job(job, effects);
        }
    }

    pub(super) fn checked(&mut self, checked: Checked) {
        let Some(asked) = self.checking.checks.get_mut(&checked.layer_id) else { return };
        if asked.revision == checked.revision {
            asked.answer = Some((asked.question.clone(), checked.findings));
        }
    }

    fn assembly_of(&self, entry: &LayerEntry) -> AssembledOf {
        let binding = Arc::clone(&entry.binding);
        let (filter, basis) = (entry.filter.filter.clone(), Basis::of_filter(entry));
        AssembledOf { aim: self.checking.aim, binding, filter, basis }
    }

    fn assemble(&mut self, layer: LayerId, aim: AssemblyAim, effects: &mut Vec<Effect>) {
        if !(aim.area_mu > 0.0 && aim.area_mu.is_finite()) {
            self.notify(Diagnostic::warning("assembly-area-wrong"));
            return;
        }
        if !(0.0..=MOST_TOLERANCE_M).contains(&aim.tolerance_m) {
            let most = crate::text::number_fixed(MOST_TOLERANCE_M, 0);
            self.notify(Diagnostic::warning("assembly-tolerance-wrong").with("most", most));
            return;
        }
        self.checking.aim = aim;
        self.checking.open = Some(layer);
        self.checking.group = None;
        let Some(entry) = self.document.layer(layer) else { return };
        let question = self.assembly_of(entry);
        let Some(rows) = self.derived.get(&layer).map(|derived| Arc::clone(&derived.rows)) else { return };
        self.next_revision += 1;
        let revision = self.next_revision;
        let request = AssembleRequest {
            layer_id: layer,
            layer: Arc::clone(&entry.layer),
            binding: Arc::clone(&entry.binding),
            rows,
            area_m2: m2_from_mu(aim.area_mu),
            tolerance_m: aim.tolerance_m,
            revision,
        };
        let before = self.checking.assemblies.remove(&layer);
        let answer = before.and_then(|before| {
            self.give_up(before.job, effects);
            before.answer
        });
        let job = self.start_job(JobRequest::Assemble(request), RunningKind::Assemble { layer }, effects);
        self.checking.assemblies.insert(layer, Asked { question, revision, job: Some(job), answer });
    }

    pub(super) fn assembled(&mut self, assembled: Assembled) {
        let Some(asked) = self.checking.assemblies.get_mut(&assembled.layer_id) else { return };
        if asked.revision == assembled.revision {
            asked.answer = Some((asked.question.clone(), assembled.found));
            self.checking.group = None;
        }
    }

    /// A job ended, with an answer or without.
    pub(super) fn checking_ended(&mut self, id: JobId) {
        let ended = |job: &mut Option<JobId>| {
            if *job == Some(id) {
                *job = None;
            }
        };
        self.checking.checks.values_mut().for_each(|asked| ended(&mut asked.job));
        self.checking.assemblies.values_mut().for_each(|asked| ended(&mut asked.job));
    }

    fn show_group(&mut self, at: usize) {
        let Some(layer) = self.checking.open else { return };
        let rows = self.assemblies(layer).and_then(|found| Some(found.groups.get(at)?.rows.clone()));
        if let Some(rows) = rows {
            self.checking.group = Some(at);
            self.go_to_features(layer, &rows);
        }
    }

    /// Selects several features of a layer and brings them into view, on their own map.
    fn go_to_features(&mut self, layer: LayerId, rows: &[u32]) {
        let Some(entry) = self.document.layer(layer) else { return };
        let (map, is_visible) = (entry.map, entry.visible);
        let here = rows.iter().filter(|&&row| (row as usize) < entry.layer.len());
        let features: Vec<FeatureRef> = here.map(|&row| FeatureRef { layer, row }).collect();
        let bbox = features.iter().fold(BBox::EMPTY, |bbox, feature| {
            bbox.union(&entry.layer.shapes.get(feature.row as usize).bbox())
        });
        if features.is_empty() {
            return;
        }
        if !is_visible {
            self.set_visible(layer, true);
        }
        self.jump_to_map(map, |session| {
            session.document.chosen = Some(layer);
            session.select(&features, SelectMode::Replace);
            session.well_in_view(&bbox)
        });
    }
}
