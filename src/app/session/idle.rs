//! Idle land below the map: the next deadlines and the ledger of the chosen layer, looked through by a
//! job while one of their tabs shows, whenever rows, day or benchmark change.

use super::asked::Asked;
use super::day::Basis;
use super::{RunningKind, Session};
use crate::app::{BottomTab, Effect, LayerEntry, LayerId};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::jobs::{FirmRows, IdleFound, IdleLand, IdleRequest, JobId, JobRequest};
use crate::maps::binding::Binding;
use crate::maps::ledger::{Benchmark, Figures};
use crate::maps::schema::LayerKind;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// What belongs to the two tabs.
pub(super) type IdleState = Asked<Question, (LayerId, Arc<IdleLand>)>;

/// What the answer depends on. With filter and day the rows are given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    layer: LayerId,
    binding: Arc<Binding>,
    filter: Option<Filter>,
    basis: Basis,
    day: Date,
    benchmark: Benchmark,
    /// The layer of firms with its filter.
    firms: Option<(LayerId, Arc<Binding>, Option<Filter>, Basis)>,
}

impl Session {
    /// What was found in the idle land of the chosen layer; while it is looked through anew, what was
    /// found before.
    pub fn idle_land(&self) -> Option<&Arc<IdleLand>> {
        let chosen = self.document.chosen?;
        self.idle.answer().filter(|(of, _)| *of == chosen).map(|(_, land)| land)
    }

    /// Whether the idle land is being looked through anew.
    pub fn is_idle_land_behind(&self, layer: LayerId) -> bool {
        self.idle.is_waiting() || self.is_stale(layer) || self.is_deriving()
    }

    /// Whether the job broke down; a notice says why.
    pub fn has_idle_land_failed(&self) -> bool {
        self.idle.has_failed()
    }

    /// Whether the chosen layer is idle land.
    pub fn shows_idle_land(&self) -> bool {
        self.document.chosen_layer().is_some_and(is_idle_land)
    }

    /// The layer of firms that benchmarks by industry are worked out from: the topmost of several.
    pub fn benchmark_firms(&self) -> Option<&LayerEntry> {
        self.document.layers.iter().rev().find(|entry| entry.kind == Some(LayerKind::Enterprises))
    }

    pub(super) fn set_benchmark(&mut self, benchmark: Benchmark) {
        if benchmark.is_sensible() {
            self.edit("command-set-benchmark", None, |document| document.benchmark = benchmark);
        }
    }

    pub(super) fn open_benchmark(&mut self, path: PathBuf, effects: &mut Vec<Effect>) {
        self.start_job(JobRequest::ReadBenchmark(path), RunningKind::BenchmarkFile, effects);
    }

    /// A file of figures was read: idle land is held against it, and what comes of it shows.
    pub(super) fn benchmark_read(&mut self, figures: Figures, effects: &mut Vec<Effect>) {
        if !self.shows_idle_land() {
            let land = self.document.layers.iter().rev().find(|entry| is_idle_land(entry));
            if let Some(land) = land.map(|entry| entry.id) {
                self.choose_layer(land);
            }
        }
        let land = self.document.chosen_layer().filter(|entry| is_idle_land(entry));
        let rows = land.and_then(|entry| self.derived.get(&entry.id)).map(|derived| &derived.rows);
        let (benchmark, said) = match land.zip(rows) {
            Some((entry, rows)) => Benchmark::over(figures, &entry.layer, entry, rows),
            None => (Benchmark::with_figures(figures), Some(Diagnostic::notice("benchmark-without-land"))),
        };
        self.edit("command-open-benchmark", None, |document| document.benchmark = benchmark);
        if let Some(said) = said {
            self.notify(said);
        }
        if self.shows_idle_land() {
            self.show_bottom(true, Some(BottomTab::Ledger), effects);
        }
    }

    /// Asks where the question has changed. Run after every command and event; not while the rows or
    /// the columns are about to change.
    pub(super) fn refresh_idle(&mut self, effects: &mut Vec<Effect>) {
        let shown = self.bottom();
        let shows = shown.is_open() && matches!(shown.tab, BottomTab::Deadlines | BottomTab::Ledger);
        let entry = self
            .document
            .chosen_layer()
            .filter(|entry| {
                shows && is_idle_land(entry) && !self.is_stale(entry.id) && !self.is_being_derived(entry)
            })
            .filter(|_| self.benchmark_firms().is_none_or(|firms| !self.is_stale(firms.id)))
            .cloned();
        let firms = self.benchmark_firms().map(|firms| {
            let filter = firms.filter.filter.clone();
            (firms.id, Arc::clone(&firms.binding), filter, Basis::of_filter(firms))
        });
        let question = entry.as_ref().map(|entry| Question {
            layer: entry.id,
            binding: Arc::clone(&entry.binding),
            filter: entry.filter.filter.clone(),
            basis: Basis::of_filter(entry),
            day: self.document.reference_day,
            benchmark: self.document.benchmark.clone(),
            firms,
        });
        let revision = self.next_revision + 1;
        let (is_new, old_job) = self.idle.changes_to(question.as_ref(), revision);
        if let Some(job) = old_job {
            self.cancel_job(job, effects);
        }
        let (Some(entry), Some(question), true) = (entry, question, is_new) else { return };
        let Some(rows) = self.derived.get(&entry.id).map(|derived| Arc::clone(&derived.rows)) else { return };
        self.next_revision = revision;
        let request = IdleRequest {
            layer_id: entry.id,
            layer: Arc::clone(&entry.layer),
            binding: Arc::clone(&entry.binding),
            rows,
            day: question.day,
            benchmark: question.benchmark,
            firms: self.benchmark_firms().and_then(|firms| {
                Some(FirmRows {
                    layer: Arc::clone(&firms.layer),
                    binding: Arc::clone(&firms.binding),
                    rows: Arc::clone(&self.derived.get(&firms.id)?.rows),
                })
            }),
            revision,
        };
        let kind = RunningKind::Idle { layer: entry.id };
        let job = self.start_job(JobRequest::Idle(Box::new(request)), kind, effects);
        self.idle.started(job);
    }

    pub(super) fn idle_found(&mut self, found: IdleFound) {
        self.idle.take_answer(found.revision, (found.layer_id, found.land));
    }

    /// The job ended without an answer to the newest question, and a notice says so.
    pub(super) fn idle_cancelled(&mut self, job: JobId, layer: LayerId) {
        if self.idle.is_at(job) {
            self.notify_of("idle-land-not-run", layer);
        }
    }
}

/// Whether a layer is idle land whose clock can be told.
pub(super) fn is_idle_land(entry: &LayerEntry) -> bool {
    entry.kind == Some(LayerKind::Land)
}
