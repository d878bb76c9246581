//! Jobs that were started and have not ended.

use super::{BottomJob, Saved, Session};
use crate::app::{Effect, LayerId, SelectMode, Selection, WorkspaceId};
use crate::jobs::{Job, JobId, JobRequest, OpenSource};
use crate::progress::Tick;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A job that was started and has not ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// Its name.
    pub id: JobId,
    /// What it does.
    pub kind: RunningKind,
    /// How far it has come.
    pub tick: Tick,
    /// Whether it was asked to stop.
    pub cancelling: bool,
}

impl Running {
    /// Whether the status line shows it, so that a person can mean it. Filters and sums are over in a
    /// moment; what they are for says so itself.
    pub fn is_shown(&self) -> bool {
        matches!(
            self.kind,
            RunningKind::Load { .. }
                | RunningKind::Export { .. }
                | RunningKind::Index { .. }
                | RunningKind::Check { .. }
                | RunningKind::Assemble { .. }
        )
    }
}

/// What a running job does, as the status line says it.
#[derive(Clone, Debug, PartialEq)]
pub enum RunningKind {
    /// Reads sources.
    Load {
        /// Their names.
        names: Vec<String>,
        /// Those still to come, by their place in the request.
        waiting: BTreeMap<usize, OpenSource>,
        /// Layers that came of it so far.
        opened: Vec<LayerId>,
        /// Whether the person asked for these files, so that the view goes to them.
        go_there: bool,
        /// The layer that is read again; what comes takes its place.
        replaces: Option<LayerId>,
    },
    /// Runs a filter.
    Filter {
        /// Whose.
        layer: LayerId,
        /// The question.
        revision: u64,
    },
    /// Works out how a layer is drawn.
    Style {
        /// Whose.
        layer: LayerId,
        /// The question.
        revision: u64,
    },
    /// Writes a snapshot.
    Export {
        /// The file.
        path: PathBuf,
    },
    /// Adds the selected features up.
    Sum {
        /// The question.
        revision: u64,
    },
    /// Looks which of the recent files are there.
    FindFiles,
    /// Works for the panel below the map.
    Bottom(BottomJob),
    /// Sums the map up.
    Overview,
    /// Looks around a feature.
    Nearby,
    /// Finds features to select, or makes a filter of those selected.
    Select {
        /// From which layer.
        layer: LayerId,
        /// How they join the selection before.
        mode: SelectMode,
        /// The selection before; where another has taken its place meanwhile, that one is newer than
        /// the answer.
        before: Selection,
    },
    /// Prepares layers for search.
    Index {
        /// Which.
        layers: Vec<LayerId>,
    },
    /// Answers the brief.
    Match {
        /// The question.
        revision: u64,
    },
    /// Lays sites side by side.
    Compare {
        /// The question.
        revision: u64,
    },
    /// Reads or writes a brief's file.
    BriefFile,
    /// Reads a file of figures per 亩.
    BenchmarkFile,
    /// Writes a workspace's file.
    SaveWorkspace {
        /// Which workspace.
        workspace: WorkspaceId,
        /// What the file will say.
        saved: Box<Saved>,
    },
    /// Works derived columns out anew.
    Derive {
        /// Whose.
        layer: LayerId,
    },
    /// Looks idle land through.
    Idle {
        /// Whose.
        layer: LayerId,
    },
    /// Checks a layer.
    Check {
        /// Which.
        layer: LayerId,
    },
    /// Puts parcels together.
    Assemble {
        /// Of which layer.
        layer: LayerId,
    },
    /// Searches.
    Search {
        /// The question.
        revision: u64,
    },
}

impl Session {
    /// Jobs that have not ended, the oldest first.
    pub fn running(&self) -> impl Iterator<Item = &Running> {
        self.running.values()
    }

    /// Sources that running loads are still to bring, those left out that were asked to stop.
    pub(super) fn waiting_sources(&self) -> impl Iterator<Item = (JobId, &OpenSource)> {
        self.running.values().filter(|running| !running.cancelling).flat_map(|running| {
            let waiting = match &running.kind {
                RunningKind::Load { waiting, .. } => Some(waiting.values()),
                _ => None,
            };
            waiting.into_iter().flatten().map(|source| (running.id, source))
        })
    }

    /// A source of a load has come, or never will.
    pub(super) fn no_longer_waits(&mut self, id: JobId, index: usize) {
        if let Some(RunningKind::Load { waiting, .. }) = self.running.get_mut(&id).map(|it| &mut it.kind) {
            waiting.remove(&index);
        }
    }

    /// Names a job, remembers it and asks for it to be started.
    pub(super) fn start_job(
        &mut self,
        request: JobRequest,
        kind: RunningKind,
        effects: &mut Vec<Effect>,
    ) -> JobId {
        let id = JobId(self.next_job);
        self.next_job += 1;
        self.running.insert(id, Running { id, kind, tick: Tick::default(), cancelling: false });
        effects.push(Effect::StartJob(Job { id, request }));
        id
    }

    pub(super) fn cancel_job(&mut self, id: JobId, effects: &mut Vec<Effect>) {
        if let Some(running) = self.running.get_mut(&id)
            && !running.cancelling
        {
            running.cancelling = true;
            effects.push(Effect::CancelJob(id));
        }
    }
}
