//! What a job is asked to do.

use super::{
    AssembleRequest, CheckRequest, CompareRequest, DeriveRequest, ExportRequest, IdleRequest, KeepRequest,
    ListRequest, MatchRequest, NearbyRequest, OpenRequest, OverviewRequest, SaveRequest, SelectRequest,
    StatisticsRequest,
};
use crate::filter::Filter;
use crate::layer::{Layer, RowSet, SourceBytes};
use crate::maps::binding::Binding;
use crate::maps::derive::Context;
use crate::maps::matching::Brief;
use crate::scene::Styling;
use crate::search;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Names a layer of the document for as long as the program runs; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LayerId(pub u32);

/// Names a job for as long as the program runs; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub u64);

/// A job: its name and what it is asked to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its name, which every event carries.
    pub id: JobId,
    /// What to do.
    pub request: JobRequest,
}

/// What to do.
#[derive(Clone, Debug)]
pub enum JobRequest {
    /// Read sources into layers, one after the other.
    Load {
        /// What to read, in the order in which the layers are to stand.
        sources: Vec<OpenSource>,
        /// Any warning is a failure.
        strict: bool,
        /// What derived columns depend on.
        context: Context,
    },
    /// Find the rows of a filter, and sum them up.
    Filter(FilterRequest),
    /// Work out how a layer is drawn.
    Style(StyleRequest),
    /// Write a snapshot.
    Export(Box<ExportRequest>),
    /// Prepare layers for search.
    Index(Vec<IndexRequest>),
    /// Search layers that are prepared.
    Search(SearchRequest),
    /// Add selected features up.
    Sum(SumRequest),
    /// Look which files are there.
    FindFiles(Vec<PathBuf>),
    /// Put rows into the order of a table.
    List(ListRequest),
    /// Group rows for a chart.
    Statistics(StatisticsRequest),
    /// Look around a site.
    Nearby(Box<NearbyRequest>),
    /// Sum up what a map comes to.
    Overview(Box<OverviewRequest>),
    /// Find the rows of a selection.
    Select(Box<SelectRequest>),
    /// Turn a selection into a filter.
    Keep(Box<KeepRequest>),
    /// Answer a brief.
    Match(Box<MatchRequest>),
    /// Lay sites side by side.
    Compare(Box<CompareRequest>),
    /// Read a brief's file.
    ReadBrief(PathBuf),
    /// Write a brief's file.
    WriteBrief(PathBuf, Brief),
    /// Read a file of figures per 亩.
    ReadBenchmark(PathBuf),
    /// Read a workspace's file and its layers.
    OpenWorkspace(OpenRequest),
    /// Write a workspace's file.
    SaveWorkspace(Box<SaveRequest>),
    /// Work the derived columns of a layer out anew.
    Derive(DeriveRequest),
    /// Look idle land through.
    Idle(Box<IdleRequest>),
    /// Check a layer.
    Check(CheckRequest),
    /// Put neighbouring parcels together.
    Assemble(AssembleRequest),
}

/// Selected features to add up.
#[derive(Clone, Debug)]
pub struct SumRequest {
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
    /// The features of each layer.
    pub layers: Vec<SelectedRows>,
}

/// Selected features of one layer.
#[derive(Clone, Debug)]
pub struct SelectedRows {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// The rows.
    pub rows: RowSet,
    /// Fields to add up.
    pub totals: Vec<String>,
}

/// A source to open.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenSource {
    /// A file on disk, or a bundled layer that was found.
    Bytes(SourceBytes),
    /// A name that led nowhere; opening it says so, in its turn.
    Unknown(String),
}

impl OpenSource {
    /// The source as the person named it.
    pub fn name(&self) -> String {
        match self {
            Self::Bytes(bytes) => bytes.name(),
            Self::Unknown(name) => name.clone(),
        }
    }
}

/// A filter to run over one layer.
#[derive(Clone, Debug)]
pub struct FilterRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What its columns are.
    pub binding: Arc<Binding>,
    /// The filter; all rows where `None`.
    pub filter: Option<Filter>,
    /// The rows that it leaves, where they are known: then only the summary is new.
    pub rows: Option<Arc<RowSet>>,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
    /// What to sum up beside the rows.
    pub wanted: Wanted,
}

/// What to sum up over the rows that a filter leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Fields whose categories or histogram are wanted.
    pub facets: Vec<String>,
    /// Fields to add up.
    pub totals: Vec<String>,
}

/// A style to work out for one layer.
#[derive(Clone, Debug)]
pub struct StyleRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What its columns are.
    pub binding: Arc<Binding>,
    /// What the person wants.
    pub styling: Styling,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// A layer to prepare for search.
#[derive(Clone, Debug)]
pub struct IndexRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What its columns are.
    pub binding: Arc<Binding>,
}

/// A search over layers.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// The layers, in the order in which equals come.
    pub layers: Vec<(LayerId, Arc<Layer>, Arc<search::Index>)>,
    /// As typed.
    pub text: String,
    /// Rows wanted of each layer.
    pub most: usize,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// Jobs of one slot replace each other: the newest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The filter of a layer.
    Filter(LayerId),
    /// The sums of the selection.
    Sum,
    /// The style of a layer.
    Style(LayerId),
    /// The table of a layer.
    List(LayerId),
    /// The chart of a layer.
    Statistics(LayerId),
    /// The selection; turning it into a filter too, because a newer selection is another question.
    Select,
    /// The search.
    Search,
    /// The brief's answer.
    Match,
    /// Sites side by side.
    Compare,
    /// The check of a layer.
    Check(LayerId),
    /// The assembly of a layer's parcels.
    Assemble(LayerId),
    /// What lies around a site.
    Nearby,
    /// The overview of the map.
    Overview,
    /// The derived columns of a layer.
    Derive(LayerId),
    /// The idle land of a layer.
    Idle(LayerId),
    /// A job of its own, replaced by none.
    Own(JobId),
}

impl JobRequest {
    /// Whether it writes what somebody asked to be kept: it is done to its end, whoever cancels or leaves.
    pub(super) fn writes_what_was_asked(&self) -> bool {
        matches!(self, Self::WriteBrief(..) | Self::SaveWorkspace(_))
    }
}

impl Job {
    /// The slot that the job runs in.
    pub fn slot(&self) -> Slot {
        match &self.request {
            JobRequest::Filter(request) => Slot::Filter(request.layer_id),
            JobRequest::Sum(_) => Slot::Sum,
            JobRequest::Style(request) => Slot::Style(request.layer_id),
            JobRequest::List(request) => Slot::List(request.layer_id),
            JobRequest::Statistics(request) => Slot::Statistics(request.layer_id),
            JobRequest::Select(_) | JobRequest::Keep(_) => Slot::Select,
            JobRequest::Search(_) => Slot::Search,
            JobRequest::Check(request) => Slot::Check(request.layer_id),
            JobRequest::Assemble(request) => Slot::Assemble(request.layer_id),
            JobRequest::Nearby(_) => Slot::Nearby,
            JobRequest::Overview(_) => Slot::Overview,
            JobRequest::Derive(request) => Slot::Derive(request.layer_id),
            JobRequest::Idle(request) => Slot::Idle(request.layer_id),
            JobRequest::Match(_) => Slot::Match,
            JobRequest::Compare(_) => Slot::Compare,
            JobRequest::ReadBrief(_)
            | JobRequest::ReadBenchmark(_)
            | JobRequest::WriteBrief(..)
            | JobRequest::OpenWorkspace(_)
            | JobRequest::SaveWorkspace(_)
            | JobRequest::Load { .. }
            | JobRequest::Export(_)
            | JobRequest::FindFiles(_)
            | JobRequest::Index(_) => Slot::Own(self.id),
        }
    }
}
