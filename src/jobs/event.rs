//! What a job reports.

use super::{
    Assembled, Checked, Counted, DerivedLayer, IdleFound, JobId, Kept, LayerId, Listed, Matched, NearbyFound,
    Overviewed, Selected, Summary, Total, WorkspaceRead,
};
use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Binding;
use crate::maps::compare::Comparison;
use crate::maps::ledger::Figures;
use crate::maps::matching::Brief;
use crate::progress::Tick;
use crate::scene::Styled;
use crate::search;
use crate::write::Written;
use std::path::PathBuf;
use std::sync::Arc;

/// A report of a job.
#[derive(Clone, Debug)]
pub struct Event {
    /// The job.
    pub job: JobId,
    /// What it says.
    pub report: Report,
}

/// What a job says. `Started` comes first; `Finished`, `Cancelled` or `Failed` comes last, once.
#[derive(Clone, Debug)]
pub enum Report {
    /// The work has begun.
    Started,
    /// How far it has come.
    Progress(Tick),
    /// A source is read. Its warnings are in [`Layer::diagnostics`].
    Loaded {
        /// Position of the source in the request.
        index: usize,
        /// The layer.
        layer: Arc<Layer>,
        /// What its columns are.
        binding: Arc<Binding>,
    },
    /// A source could not be read; the job goes on with the next.
    LoadFailed {
        /// Position of the source in the request.
        index: usize,
        /// What stood against it; the last one is the reason.
        diagnostics: Vec<Diagnostic>,
    },
    /// A filter has run. Its summary follows.
    Filtered(Filtered),
    /// What a filter leaves is summed up.
    Summarised(Summarised),
    /// A style was worked out.
    Styled(StyledLayer),
    /// A snapshot is written.
    Exported(Exported),
    /// Selected features are added up.
    Summed(Summed),
    /// Files were looked for.
    FilesFound {
        /// Those that are not there.
        missing: Vec<PathBuf>,
    },
    /// Rows stand in the order of a table.
    Listed(Listed),
    /// Rows are grouped for a chart.
    Counted(Counted),
    /// What lies around a site is known.
    NearbyFound(NearbyFound),
    /// A map is summed up.
    Overviewed(Overviewed),
    /// The rows of a selection are found.
    Selected(Selected),
    /// A selection has become a filter, or cannot become one.
    Kept(Kept),
    /// A layer is prepared for search.
    Indexed {
        /// Which layer of the document.
        layer_id: LayerId,
        /// What search asks.
        index: Arc<search::Index>,
    },
    /// A search has run.
    Searched(Searched),
    /// A brief is answered.
    Matched(Arc<Matched>),
    /// Sites stand side by side.
    Compared(Compared),
    /// A brief's file is read.
    BriefRead(Brief),
    /// A file of figures per 亩 is read.
    BenchmarkRead(Box<Figures>),
    /// A workspace's file is read; its layers follow.
    WorkspaceRead(Box<WorkspaceRead>),
    /// A workspace's file is written.
    WorkspaceSaved,
    /// The derived columns of a layer are worked out anew.
    Derived(DerivedLayer),
    /// Idle land is looked through.
    IdleFound(IdleFound),
    /// A layer is checked.
    Checked(Checked),
    /// Parcels were put together.
    Assembled(Assembled),
    /// Something worth knowing that does not stop the job.
    Warned(Diagnostic),
    /// The job was done.
    Finished,
    /// The job was cancelled; nothing that it had not reported before was done.
    Cancelled,
    /// The job could not be done, or broke down.
    Failed(Diagnostic),
}

/// The answer of a filter.
#[derive(Clone, Debug)]
pub struct Filtered {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// The rows that match.
    pub rows: Arc<RowSet>,
}

/// What the rows of a filter come to.
#[derive(Clone, Debug)]
pub struct Summarised {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// Facets and totals over the rows that match.
    pub summary: Arc<Summary>,
}

/// The answer of a sum.
#[derive(Clone, Debug)]
pub struct Summed {
    /// The question that this answers.
    pub revision: u64,
    /// Of each layer how many features, and what they add up to.
    pub layers: Vec<(LayerId, usize, Vec<Total>)>,
}

/// How a layer is drawn.
#[derive(Clone, Debug)]
pub struct StyledLayer {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// The style, and what it makes of each row.
    pub styled: Styled,
}

/// The answer of a search.
#[derive(Clone, Debug)]
pub struct Searched {
    /// The question that this answers.
    pub revision: u64,
    /// What was found in each layer, the one with the best row first.
    pub found: Vec<(LayerId, search::Found)>,
}

/// Sites side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The question that this answers.
    pub revision: u64,
    /// The table.
    pub comparison: Arc<Comparison>,
}

/// A snapshot that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    /// Features in it.
    pub matching: usize,
    /// Features of the layer.
    pub total: usize,
    /// Fields that were left out.
    pub left_out: Vec<String>,
    /// Size, hash and what was noticed.
    pub written: Written,
}

impl Report {
    /// Whether nothing comes after it.
    pub fn is_last(&self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled | Self::Failed(_))
    }
}
