//! Three-valued truth of all rows at once (Kleene's logic, as SQL and CQL2 have it).

use arrow_buffer::BooleanBuffer;

/// Which rows are true and which are false; a row that is neither is unknown.
///
/// Two bitmaps instead of truth and validity: NOT only swaps them, AND and OR are mirror images.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Truth {
    /// Rows that are true.
    pub(super) yes: BooleanBuffer,
    /// Rows that are false; never one that is true.
    pub(super) no: BooleanBuffer,
}

impl Truth {
    /// The same truth for all rows; `None` is unknown.
    pub(super) fn constant(len: usize, truth: Option<bool>) -> Self {
        let bits = |set| if set { BooleanBuffer::new_set(len) } else { BooleanBuffer::new_unset(len) };
        Self { yes: bits(truth == Some(true)), no: bits(truth == Some(false)) }
    }

    /// Answers for the rows that are known; `None` where all are.
    pub(super) fn new(answers: BooleanBuffer, known: Option<&BooleanBuffer>) -> Self {
        match known {
            None => Self { no: !&answers, yes: answers },
            Some(known) => Self { no: known & &!&answers, yes: &answers & known },
        }
    }

    /// Kleene's AND.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self { yes: &self.yes & &other.yes, no: &self.no | &other.no }
    }

    /// Kleene's OR.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self { yes: &self.yes | &other.yes, no: &self.no & &other.no }
    }

    /// NOT: unknown stays unknown.
    pub(super) fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    /// Whether both are known and the same.
    pub(super) fn same(&self, other: &Self) -> Self {
        self.and(other).or(&self.clone().not().and(&other.clone().not())).known_with(self, other)
    }

    /// Unknown where either of two operands is.
    fn known_with(self, left: &Self, right: &Self) -> Self {
        let known = &(&left.yes | &left.no) & &(&right.yes | &right.no);
        Self { yes: &self.yes & &known, no: &known & &!&self.yes }
    }
}

/// Rows known in both; `None` means all.
pub(super) fn both_known(left: Option<BooleanBuffer>, right: Option<BooleanBuffer>) -> Option<BooleanBuffer> {
    match (left, right) {
        (Some(left), Some(right)) => Some(&left & &right),
        (left, right) => left.or(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All nine pairs of true, false and unknown.
    fn pairs() -> (Truth, Truth) {
        let build = |values: [Option<bool>; 9]| Truth {
            yes: values.iter().map(|value| *value == Some(true)).collect(),
            no: values.iter().map(|value| *value == Some(false)).collect(),
        };
        let (t, f, u) = (Some(true), Some(false), None);
        (build([t, t, t, f, f, f, u, u, u]), build([t, f, u, t, f, u, t, f, u]))
    }

    fn read(truth: &Truth) -> String {
        (0..9)
            .map(|row| match (truth.yes.value(row), truth.no.value(row)) {
                (true, false) => 'T',
                (false, true) => 'F',
                (false, false) => '?',
                (true, true) => '!',
            })
            .collect()
    }

    #[test]
    fn the_tables_are_kleenes() {
        let (left, right) = pairs();
        assert_eq!(read(&left.and(&right)), "TF?FFF?F?");
        assert_eq!(read(&left.or(&right)), "TTTTF?T??");
        assert_eq!(read(&left.same(&right)), "TF?FT????");
        assert_eq!(read(&left.clone().not()), "FFFTTT???");
        assert_eq!(left.clone().not().not(), left);
    }

    #[test]
    fn what_is_not_known_is_neither_true_nor_false() {
        let known = BooleanBuffer::from(vec![true, false]);
        let truth = Truth::new(BooleanBuffer::new_set(2), Some(&known));
        assert_eq!((truth.yes.count_set_bits(), truth.no.count_set_bits()), (1, 0));
    }
}
