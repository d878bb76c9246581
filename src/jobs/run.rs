//! Doing a job: the same code on a worker and on the spot.

use super::brief;
use super::derive::opened;
use super::summary::{summarise, total};
use super::{
    Compared, Event, FilterRequest, Filtered, IndexRequest, Job, JobRequest, OpenSource, Report,
    SearchRequest, Searched, SelectedRows, StyleRequest, StyledLayer, SumRequest, Summarised, Summed,
};
use crate::diagnostic::Diagnostic;
use crate::layer::RowSet;
use crate::maps::ledger::Figures;
use crate::progress::{CancelToken, Gate, Tick};
use crate::read::{ReadFailure, ReadOptions, read};
use crate::scene::styled;
use crate::search::{self, Index};
use crate::workspace::why_no_layer;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Runs a job on the spot and gives everything that it reported, in order.
pub fn run_now(job: &Job, cancel: &CancelToken) -> Vec<Event> {
    let events = Mutex::new(Vec::new());
    run(job, cancel, &|event| events.lock().unwrap_or_else(PoisonError::into_inner).push(event));
    events.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// How a job ended.
enum End {
    Finished,
    Cancelled,
    Failed(Diagnostic),
}

impl End {
    fn report(self) -> Report {
        match self {
            Self::Finished => Report::Finished,
            Self::Cancelled => Report::Cancelled,
            Self::Failed(diagnostic) => Report::Failed(diagnostic),
        }
    }
}

/// Runs a job; the last report is `Finished`, `Cancelled` or `Failed`, whatever happens inside.
fn run(job: &Job, cancel: &CancelToken, send: &(dyn Fn(Event) + Sync)) {
    let report = |report| send(Event { job: job.id, report });
    report(Report::Started);
    report(outcome(&job.request, cancel, &report).report());
}

/// As [`run_now`], for a worker that has other things to do once the job was cancelled: then the job is left
/// to come to its end on a thread of its own, unheard. A look at the token may be far off in a feature of
/// millions of corners; what the job would have left behind is not there either way, for before the last
/// step it looks again ([`CancelToken::commit`]).
///
/// Where too many jobs are left behind, none of which has ended, a job is done by the worker itself.
pub(super) fn run_until_cancelled(
    job: &Arc<Job>,
    cancel: &CancelToken,
    gate: &'static Gate,
    send: impl Fn(Event) + Send + Sync + 'static,
) {
    // What cannot be cancelled half-way is waited for.
    if job.request.writes_what_was_asked() {
        return run(job, cancel, &send);
    }
    let id = job.id;
    let line = Arc::new(Line { send, is_open: Mutex::new(true) });
    line.tell(Event { job: id, report: Report::Started });
    let end = {
        let (job, cancel_within, line) = (Arc::clone(job), cancel.clone(), Arc::clone(&line));
        let work =
            move || outcome(&job.request, &cancel_within, &|report| line.tell(Event { job: id, report }));
        gate.unless_full(cancel, work).unwrap_or_else(|work| Some(work()))
    };
    line.close_with(Event { job: id, report: end.unwrap_or(End::Cancelled).report() });
}

/// A line to whoever listens, until it is closed.
struct Line<S> {
    send: S,
    is_open: Mutex<bool>,
}

impl<S: Fn(Event)> Line<S> {
    fn tell(&self, event: Event) {
        if *self.is_open.lock().unwrap_or_else(PoisonError::into_inner) {
            (self.send)(event);
        }
    }

    /// Tells the last thing that is heard.
    fn close_with(&self, event: Event) {
        let mut is_open = self.is_open.lock().unwrap_or_else(PoisonError::into_inner);
        (self.send)(event);
        *is_open = false;
    }
}

/// How a request ends, whatever happens inside.
fn outcome(request: &JobRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    catch_unwind(AssertUnwindSafe(|| perform(request, cancel, report)))
        .unwrap_or_else(|payload| End::Failed(broke_down(payload.as_ref())))
}

fn broke_down(payload: &(dyn std::any::Any + Send)) -> Diagnostic {
    let reason = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Diagnostic::error("job-broke-down").with("reason", reason)
}

fn perform(request: &JobRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    let progress = |tick: Tick| report(Report::Progress(tick));
    match request {
        JobRequest::Load { sources, strict, context } => {
            for (index, source) in sources.iter().enumerate() {
                if cancel.is_cancelled() {
                    return End::Cancelled;
                }
                let bytes = match source {
                    OpenSource::Bytes(bytes) => bytes,
                    OpenSource::Unknown(name) => {
                        let diagnostics =
                            vec![Diagnostic::error("bundled-unknown").with("name", name.as_str())];
                        report(Report::LoadFailed { index, diagnostics });
                        continue;
                    }
                };
                match read(
                    bytes,
                    ReadOptions { strict: *strict, ..ReadOptions::default() },
                    &progress,
                    cancel,
                ) {
                    Ok(layer) => {
                        let Some((layer, binding)) = opened(layer, context, cancel) else {
                            return End::Cancelled;
                        };
                        report(Report::Loaded { index, layer, binding });
                    }
                    Err(ReadFailure::Cancelled) => return End::Cancelled,
                    Err(ReadFailure::Failed(said)) => {
                        report(Report::LoadFailed { index, diagnostics: why_no_layer(bytes, said) });
                    }
                }
            }
            End::Finished
        }
        JobRequest::Filter(request) => filter(request, cancel, report),
        JobRequest::Sum(request) => sum(request, cancel, report),
        JobRequest::FindFiles(files) => {
            let missing = files.iter().filter(|file| !file.is_file()).cloned().collect();
            report(Report::FilesFound { missing });
            End::Finished
        }
        JobRequest::Style(request) => style(request, cancel, report),
        JobRequest::Select(request) => match request.run(cancel) {
            Ok(Some(selected)) => {
                report(Report::Selected(selected));
                End::Finished
            }
            Ok(None) => End::Cancelled,
            Err(diagnostic) => End::Failed(*diagnostic),
        },
        JobRequest::Keep(request) => match request.run(cancel) {
            Some(kept) => {
                report(Report::Kept(kept));
                End::Finished
            }
            None => End::Cancelled,
        },
        JobRequest::Index(requests) => {
            for IndexRequest { layer_id, layer, binding } in requests {
                let Some(index) = Index::build(layer, binding, cancel) else { return End::Cancelled };
                report(Report::Indexed { layer_id: *layer_id, index: Arc::new(index) });
            }
            End::Finished
        }
        JobRequest::Search(request) => search(request, cancel, report),
        JobRequest::Export(request) => match request.write(&progress, cancel) {
            Ok(exported) => {
                report(Report::Exported(exported));
                End::Finished
            }
            Err(_) if cancel.is_cancelled() => End::Cancelled,
            Err(diagnostic) => End::Failed(*diagnostic),
        },
        JobRequest::Match(request) => {
            answered(request.run(cancel).map(|matched| Report::Matched(Arc::new(matched))), report)
        }
        JobRequest::Compare(request) => {
            let comparison = Arc::new(request.run());
            report(Report::Compared(Compared { revision: request.revision, comparison }));
            End::Finished
        }
        JobRequest::ReadBrief(path) => told(brief::read(path).map(Report::BriefRead), report),
        JobRequest::WriteBrief(path, brief) => ended(brief::write(path, brief).map(Some)),
        JobRequest::ReadBenchmark(path) => {
            told(Figures::read(path).map(|figures| Report::BenchmarkRead(Box::new(figures))), report)
        }
        JobRequest::OpenWorkspace(request) => ended(request.run(cancel, report)),
        JobRequest::SaveWorkspace(request) => told(request.run().map(|()| Report::WorkspaceSaved), report),
        JobRequest::Check(request) => answered(request.run(&progress, cancel).map(Report::Checked), report),
        JobRequest::Assemble(request) => answered(request.run(cancel).map(Report::Assembled), report),
        JobRequest::Nearby(request) => answered(request.run(cancel).map(Report::NearbyFound), report),
        JobRequest::Overview(request) => answered(request.run(cancel).map(Report::Overviewed), report),
        JobRequest::Derive(request) => answered(request.run(cancel).map(Report::Derived), report),
        JobRequest::Idle(request) => answered(request.run(cancel).map(Report::IdleFound), report),
        JobRequest::List(request) => answered(request.run(cancel).map(Report::Listed), report),
        JobRequest::Statistics(request) => answered(request.run(cancel).map(Report::Counted), report),
    }
}

fn search(request: &SearchRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    let layers: Vec<_> =
        request.layers.iter().map(|(_, layer, index)| (layer.as_ref(), index.as_ref())).collect();
    let Some(found) = search::search(&layers, &request.text, request.most, cancel) else {
        return End::Cancelled;
    };
    let found = found.into_iter().map(|found| (request.layers[found.layer].0, found)).collect();
    report(Report::Searched(Searched { revision: request.revision, found }));
    End::Finished
}

/// Hands an answer on, or says why there is none.
fn told(answer: Result<Report, Box<Diagnostic>>, report: &(dyn Fn(Report) + Sync)) -> End {
    ended(answer.map(report).map(Some))
}

/// How work ended that hands on what there is to tell by itself; `None` where it was cancelled.
fn ended(outcome: Result<Option<()>, Box<Diagnostic>>) -> End {
    match outcome {
        Ok(Some(())) => End::Finished,
        Ok(None) => End::Cancelled,
        Err(diagnostic) => End::Failed(*diagnostic),
    }
}

/// Hands an answer on; none is given where the job was cancelled.
fn answered(answer: Option<Report>, report: &(dyn Fn(Report) + Sync)) -> End {
    match answer {
        Some(answer) => {
            report(answer);
            End::Finished
        }
        None => End::Cancelled,
    }
}

fn sum(request: &SumRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    let mut layers = Vec::new();
    for SelectedRows { layer_id, layer, rows, totals } in &request.layers {
        let mut sums = Vec::new();
        for field in totals {
            if cancel.is_cancelled() {
                return End::Cancelled;
            }
            sums.extend(layer.column(field).and_then(|column| total(column, rows)));
        }
        layers.push((*layer_id, rows.count(), sums));
    }
    report(Report::Summed(Summed { revision: request.revision, layers }));
    End::Finished
}

/// The rows first: map and table need not wait for the sums.
fn filter(request: &FilterRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    let (layer_id, revision) = (request.layer_id, request.revision);
    let rows = if let Some(rows) = &request.rows {
        Arc::clone(rows)
    } else {
        let rows = match &request.filter {
            None => Some(RowSet::all(request.layer.len())),
            Some(filter) => match filter.plan(&request.layer) {
                Ok(plan) => plan.run(&request.layer, cancel),
                Err(diagnostic) => return End::Failed(*diagnostic),
            },
        };
        let Some(rows) = rows.map(Arc::new) else { return End::Cancelled };
        report(Report::Filtered(Filtered { layer_id, revision, rows: Arc::clone(&rows) }));
        rows
    };
    let Some(summary) = summarise(request, &rows, cancel) else { return End::Cancelled };
    report(Report::Summarised(Summarised { layer_id, revision, summary: Arc::new(summary) }));
    End::Finished
}

fn style(request: &StyleRequest, cancel: &CancelToken, report: &(dyn Fn(Report) + Sync)) -> End {
    let Some(styled) = styled(&request.layer, &request.binding, &request.styling, cancel) else {
        return End::Cancelled;
    };
    let (layer_id, revision) = (request.layer_id, request.revision);
    report(Report::Styled(StyledLayer { layer_id, revision, styled }));
    End::Finished
}
