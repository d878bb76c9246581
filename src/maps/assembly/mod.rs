//! 连片拼地: neighbouring parcels that together reach an area.
//!
//! Parcels are neighbours where they share a boundary within a tolerance ([`graph`]); groups grow from
//! each parcel by the neighbour that leaves the most compact shape ([`search`]); of the best the true
//! union is drawn ([`shape`]). Compactness is that of Polsby and Popper, 4π·area/perimeter² (D. D. Polsby
//! and R. D. Popper, The Third Criterion: Compactness as a Procedural Safeguard Against Partisan
//! Gerrymandering, Yale Law & Policy Review 9(2), 1991, pp. 301–353): 1 for a disc, 0.785 for a square.
//!
//! Every group is connected, reaches the area, and needs each of its parcels: without any one that can be
//! spared it would fall short. Parcels that reach the area alone need no neighbours and are only counted.
//! What is found is a choice, not all that there is: finding the most compact of all is NP-hard. The work
//! is bounded, and where a bound was met the answer says so.

mod graph;
mod owners;
mod search;
mod shape;
#[cfg(test)]
mod tests;

pub use owners::Owners;

use super::binding::Naming;
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;

/// Metres that two boundaries may lie apart and still be one.
pub const TOLERANCE_M: f64 = 1.0;
/// The widest tolerance: the other side of a street is no neighbour.
pub const MOST_TOLERANCE_M: f64 = 50.0;
/// Parcels that one group has at most.
pub const MOST_PARCELS: usize = 24;
/// Parcels from which groups grow at most: those nearest to the most others first.
pub const MOST_SEEDS: usize = 20_000;
/// Groups that are listed unless more are asked for.
pub const MOST_GROUPS: usize = 20;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The layer of parcels.
    pub layer: &'a Layer,
    /// What it holds, and which of its columns are which fields.
    pub naming: Naming<'a>,
    /// Which of its rows may be put together.
    pub rows: &'a RowSet,
    /// The area to reach.
    pub area_m2: f64,
    /// Metres that two boundaries may lie apart.
    pub tolerance_m: f64,
    /// Groups to list.
    pub most: usize,
}

/// Parcels that can be put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their rows, ascending.
    pub rows: Vec<u32>,
    /// What they cover together, overlaps counted once.
    pub area_m2: f64,
    /// What their areas add up to.
    pub sum_m2: f64,
    /// What they cover twice.
    pub overlap_m2: f64,
    /// What lies between them within the tolerance, and in holes that they enclose.
    pub gap_m2: f64,
    /// Length of the outline, gaps closed.
    pub perimeter_m: f64,
    /// 4π·area/perimeter² of the shape with its gaps closed, holes left open.
    pub compactness: f64,
    /// Whose they are.
    pub owners: Owners,
    /// The outline with gaps closed: rings in degrees, each with its first position repeated at the end.
    pub outline: Vec<Vec<[f64; 2]>>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assemblies {
    /// The groups, the most compact first.
    pub groups: Vec<Group>,
    /// How many groups there were to choose from.
    pub found: usize,
    /// Parcels that were looked at.
    pub parcels: usize,
    /// Parcels that reach the area alone, left out of the groups.
    pub alone: Vec<u32>,
    /// Rows without a polygon.
    pub unplaced: usize,
    /// Parcels from which no group was grown, because there were more than [`MOST_SEEDS`].
    pub not_tried: usize,
    /// Groups given up because they had [`MOST_PARCELS`] parcels and still fell short.
    pub too_long: usize,
}

/// Puts parcels together; `None` where it was cancelled.
pub fn assemble(question: &Question<'_>, cancel: &CancelToken) -> Option<Assemblies> {
    let mut answer = Assemblies::default();
    let graph = graph::Graph::build(question, cancel, &mut answer)?;
    let drafts = search::grow(question, &graph, cancel, &mut answer)?;
    answer.found = drafts.len();
    // The rank of a draft is nearly that of its true shape: some more are drawn than are listed.
    let drawn = drafts.into_iter().take(question.most.saturating_mul(3));
    for rows in drawn {
        if cancel.is_cancelled() {
            return None;
        }
        answer.groups.extend(shape::group(question, rows));
    }
    answer.groups.sort_by(|left, right| {
        right
            .compactness
            .total_cmp(&left.compactness)
            .then(left.rows.len().cmp(&right.rows.len()))
            .then(graph.key(&left.rows).cmp(&graph.key(&right.rows)))
    });
    answer.groups.truncate(question.most);
    Some(answer)
}
