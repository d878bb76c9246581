//! What stands in for parts of a long row that are finer than the grid of a detail.
//!
//! The grid makes such a part nothing at all or as large as a step, by chance. So that a row of a thousand
//! small buildings, or a parcel of very many corners, keeps its share of the picture from far away too,
//! what is due to a row is kept account of: a part is drawn as the grid has it where about as much is due,
//! and otherwise waits until enough has come together for a strip (of an area) or a segment (of a line) of
//! just that measure. Each row is drawn with its own area and length to the last of it, and with not more
//! pieces than steps it fills, and one.

/// Two places between which a part lies.
pub(super) type Ends = [[f64; 2]; 2];

/// What is due to a row, as an area or a length.
#[derive(Default)]
pub(super) struct Due {
    measure: f64,
    /// Of the last part that was not drawn.
    waiting: Option<Ends>,
}

/// How a part is drawn.
#[derive(Debug, PartialEq)]
pub(super) enum Shown {
    /// As the grid has it.
    Gridded,
    /// By a stand-in of this measure.
    StandIn(f64),
    /// By one that comes later, or that came before.
    Not,
}

impl Due {
    /// Takes a part's own measure and the one that it has on the grid; `step` is the measure of a step.
    pub(super) fn offer(&mut self, own: f64, gridded: f64, step: f64, ends: Ends) -> Shown {
        self.measure += own;
        // Less than the grid can have is nothing but rounding.
        let gridded = if gridded < step / 4.0 { 0.0 } else { gridded };
        if gridded > 0.0 && self.measure >= gridded / 2.0 {
            self.measure -= gridded;
            return Shown::Gridded;
        }
        if gridded == 0.0 && self.measure >= step / 2.0 {
            return Shown::StandIn(std::mem::take(&mut self.measure));
        }
        self.waiting = Some(ends);
        Shown::Not
    }

    /// What is left at the end of a row, and where.
    pub(super) fn rest(self) -> Option<(Ends, f64)> {
        self.waiting.filter(|_| self.measure > 0.0).map(|ends| (ends, self.measure))
    }
}

/// Width and height of what lies between some places, and the two of them that are first and last from
/// west to east.
fn reach(places: &[[f64; 2]]) -> Option<([f64; 2], Ends)> {
    let first = *places.first()?;
    let (mut least, mut most, mut ends) = (first, first, [first, first]);
    for &at in places {
        least = [least[0].min(at[0]), least[1].min(at[1])];
        most = [most[0].max(at[0]), most[1].max(at[1])];
        if at < ends[0] {
            ends[0] = at;
        }
        if at > ends[1] {
            ends[1] = at;
        }
    }
    Some(([most[0] - least[0], most[1] - least[1]], ends))
}

/// The ends of a ring on the grid that is a step wide or high at most, or lies on one line.
pub(super) fn fine_ring(ring: &[[f64; 2]], step_m: f64) -> Option<Ends> {
    let (sides, ends) = reach(ring)?;
    let [from, to] = ends;
    let most = 1.5 * step_m;
    let is_fine = sides[0] < most
        || sides[1] < most
        || ring.iter().all(|at| {
            let [a, b] = [[at[0] - from[0], at[1] - from[1]], [to[0] - from[0], to[1] - from[1]]];
            (a[0] * b[1] - a[1] * b[0]).abs() < 0.5 * step_m * step_m
        });
    is_fine.then_some(ends)
}

/// The ends of a line on the grid that is a step wide and high at most.
pub(super) fn fine_line(line: &[[f64; 2]], step_m: f64) -> Option<Ends> {
    let (sides, ends) = reach(line)?;
    (sides[0].max(sides[1]) < 1.5 * step_m).then_some(ends)
}

/// The area of a closed ring.
pub(super) fn area(mut ring: impl Iterator<Item = [f64; 2]>) -> f64 {
    let Some([x, y]) = ring.next() else { return 0.0 };
    // From the first corner: the numbers are large, and what is between them small.
    let (twice, _) = ring.map(|at| [at[0] - x, at[1] - y]).fold((0.0, [0.0, 0.0]), |(sum, last), at| {
        let [a, b]: Ends = [last, at];
        (sum + a[0] * b[1] - a[1] * b[0], at)
    });
    (twice / 2.0_f64).abs()
}

/// The length of a line.
pub(super) fn length(line: &[[f64; 2]]) -> f64 {
    line.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum()
}

/// A closed strip of an area from one end to the other; a square where both are one place.
pub(super) fn strip([from, to]: Ends, area: f64) -> Vec<[f64; 2]> {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let long = dx.hypot(dy);
    let (from, to, side) = if long > 0.0 {
        let width = area / long;
        (from, to, [-dy / long * width / 2.0, dx / long * width / 2.0])
    } else {
        let half = area.sqrt() / 2.0;
        ([from[0] - half, from[1]], [to[0] + half, to[1]], [0.0, half])
    };
    let corner = |at: [f64; 2], way: f64| [at[0] + way * side[0], at[1] + way * side[1]];
    vec![corner(from, -1.0), corner(to, -1.0), corner(to, 1.0), corner(from, 1.0), corner(from, -1.0)]
}

/// A segment of a length in the middle between both ends.
pub(super) fn segment([from, to]: Ends, length: f64) -> Ends {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let long = dx.hypot(dy);
    let half = if long > 0.0 { length / long / 2.0 } else { length / 2.0 };
    let [dx, dy] = if long > 0.0 { [dx * half, dy * half] } else { [half, 0.0] };
    let middle = [0, 1].map(|axis: usize| f64::midpoint(from[axis], to[axis]));
    [[middle[0] - dx, middle[1] - dy], [middle[0] + dx, middle[1] + dy]]
}
