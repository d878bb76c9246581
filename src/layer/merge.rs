//! Sorting on all cores that can be cancelled: runs, each sorted at once, then merged pair by pair.

use crate::progress::CancelToken;
use std::cmp::Ordering;
use std::sync::{Mutex, PoisonError};

/// Between two looks at the cancel token a thread sorts or merges at most so many.
const RUN: usize = 32_768;

/// The items in order; `None` where it was cancelled. Two items that compare as equal stand in any
/// order: whoever needs another one compares their places too.
pub(super) fn sorted<T: Copy + Send + Sync>(
    mut items: Vec<T>,
    cancel: &CancelToken,
    compare: &(impl Fn(&T, &T) -> Ordering + Sync),
) -> Option<Vec<T>> {
    each(items.chunks_mut(RUN), |run| {
        run.sort_unstable_by(compare);
        (!cancel.is_cancelled()).then_some(())
    })?;
    let mut merged = items.clone();
    let mut width = RUN;
    while width < items.len() {
        each(items.chunks(2 * width).zip(merged.chunks_mut(2 * width)), |(from, to)| {
            let (left, right) = from.split_at(width.min(from.len()));
            merge(left, right, to, cancel, compare)
        })?;
        std::mem::swap(&mut items, &mut merged);
        width *= 2;
    }
    (!cancel.is_cancelled()).then_some(items)
}

/// Work for each of some parts on as many threads as the machine has cores; `None` where one gives up.
pub(crate) fn each<P: Send>(
    parts: impl ExactSizeIterator<Item = P> + Send,
    work: impl Fn(P) -> Option<()> + Sync,
) -> Option<()> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(parts.len());
    let parts = Mutex::new(parts);
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work_off = || {
        while let Some(part) = next() {
            work(part)?;
        }
        Some(())
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work_off)).collect();
        let mut done = work_off();
        for other in others {
            match other.join() {
                Ok(part) => done = done.and(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

fn merge<'a, T: Copy>(
    mut left: &'a [T],
    mut right: &'a [T],
    to: &mut [T],
    cancel: &CancelToken,
    compare: &impl Fn(&T, &T) -> Ordering,
) -> Option<()> {
    for run in to.chunks_mut(RUN) {
        if cancel.is_cancelled() {
            return None;
        }
        for slot in run {
            let side = match (left.first(), right.first()) {
                (Some(one), Some(other)) if compare(other, one).is_lt() => &mut right,
                (Some(_), _) => &mut left,
                (None, _) => &mut right,
            };
            if let Some((first, rest)) = side.split_first() {
                (*slot, *side) = (*first, rest);
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn many_runs_are_sorted_as_one(len in 0..5 * RUN + 77, spread in 1..1_000_000_u64) {
            let items: Vec<u64> = (0..len as u64).map(|at| at.wrapping_mul(0x9e37_79b9_7f4a_7c15) % spread).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted(items, &CancelToken::default(), &Ord::cmp).unwrap(), expected);
        }
    }

    #[test]
    fn nothing_comes_of_a_cancelled_sort() {
        let cancel = CancelToken::default();
        cancel.cancel();
        assert!(sorted(vec![2, 1], &cancel, &Ord::cmp).is_none());
    }
}
