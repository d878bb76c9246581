//! Background work: a snapshot in, events out, newest wins, cancel.
//!
//! A [`Job`] is plain data that holds everything it needs (layers are shared, never locked). [`Jobs`]
//! runs it on a worker thread and hands back [`Event`]s; [`run_now`] runs the very same code on the
//! spot, for the command line and for tests. A panic inside a job becomes [`Report::Failed`].

mod brief;
mod derive;
mod assemble;
mod check;
mod event;
mod export;
mod idle;
mod keep;
mod list;
mod nearby;
mod overview;
mod pool;
mod request;
mod run;
mod select;
mod statistics;
mod summary;
mod workspace;

pub use assemble::{AssembleRequest, Assembled};
pub use brief::{CompareRequest, MatchRequest, Matched};
pub use check::{CheckRequest, Checked};
pub use derive::{DeriveRequest, DerivedLayer};
pub use event::{Compared, Event, Exported, Filtered, Report, Searched, StyledLayer, Summarised, Summed};
pub use export::{ExportRequest, Picked};
pub use idle::{FirmRows, IdleFound, IdleLand, IdleRequest, MOST_LISTED};
pub use keep::{KeepRequest, Kept, MOST_KEPT};
pub use list::{ListRequest, Listed, Listing};
pub use nearby::{Around, LOOKED_AT, NearbyFound, NearbyRequest, Surroundings};
pub use overview::{Focus, LayerOverview, OverviewLayer, OverviewRequest, Overviewed};
pub use pool::{Jobs, Waker};
pub use request::{
    FilterRequest, IndexRequest, Job, JobId, JobRequest, LayerId, OpenSource, SearchRequest, SelectedRows,
    Slot, StyleRequest, SumRequest, Wanted,
};
pub use run::run_now;
pub use select::{Neighbours, SelectRequest, Selected, Which};
pub use statistics::{Breakdown, Counted, StatisticsRequest, can_be_grouped};
pub use summary::{Category, Facet, FacetValues, MOST_CATEGORIES, Summary, Total};
pub use workspace::{OpenRequest, SaveRequest, WorkspaceRead};
