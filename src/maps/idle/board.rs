//! What many parcels come to on a day: how many are in each state, and whose line comes next.

use super::{Deadline, Fields, IdleState, test};
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Naming;
use crate::progress::CancelToken;
use jiff::civil::Date;

/// A parcel and its next line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Upcoming {
    /// Its row.
    pub row: u32,
    /// The line.
    pub deadline: Deadline,
    /// Its state on the day.
    pub state: IdleState,
    /// Whether it is known who caused the delay; without, its state after the line cannot be told.
    pub has_cause: bool,
}

/// The parcels of a layer on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// Parcels in each state, in the order of [`IdleState::ALL`].
    pub states: [usize; IdleState::ALL.len()],
    /// Those with a line to come, the nearest first; at most as many as were asked for.
    pub upcoming: Vec<Upcoming>,
    /// How many have one.
    pub upcoming_total: usize,
}

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

/// Looks at all rows; `None` where it was cancelled.
pub fn board<'a>(
    layer: &'a Layer,
    naming: impl Into<Naming<'a>>,
    rows: &RowSet,
    day: Date,
    most: usize,
    cancel: &CancelToken,
) -> Option<Board> {
    let fields = Fields::of(layer, naming);
    let mut board = Board::default();
    for (count, row) in rows.iter().enumerate() {
        if count % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        let record = fields.record(row);
        let finding = test(&record, day);
        board.states[finding.state as usize] += 1;
        let (state, has_cause) = (finding.state, record.cause.is_some());
        let upcoming = |deadline| Upcoming { row: row as u32, deadline, state, has_cause };
        board.upcoming.extend(finding.deadline.map(upcoming));
    }
    board.upcoming_total = board.upcoming.len();
    board.upcoming.sort_by_key(|upcoming| (upcoming.deadline.on, upcoming.row));
    board.upcoming.truncate(most);
    Some(board)
}
