//! The place of each text among all: found once, and kept with the layer, so that every other order of
//! the same column (the other direction, another filter) is one of whole numbers.
//!
//! Keys are made on all cores; items are ordered by eight bytes at a time (seven of the key, and how
//! many are left), and only where these are the same is the key looked at again: names of a town share
//! their first characters by the thousand.

use super::collation::Collation;
use super::merge::{each, sorted};
use crate::progress::CancelToken;
use std::ops::Range;

/// Keys that a thread makes before it looks at the cancel token.
const KEYS: usize = 8_192;
/// Items that one thread orders before it looks at the cancel token.
const RUN: usize = 16_384;
/// Bytes of a key in one step.
const STEP: usize = 7;
/// From this byte on what is left of keys is compared as a whole.
const DEEPEST: usize = 16 * STEP;
/// Where more than one in so many texts is left to the collation, all of them are.
const ODD_ONES: usize = 32;

/// Seven bytes of a key from some depth on with the count of those that are left (8: more than seven),
/// and which text's it is.
type Item = (u64, u32);

/// How keys are written: whether the text has such a key at all.
pub(super) type Write<'a> = dyn Fn(u32, &mut Vec<u8>) -> bool + Sync + 'a;

/// The place of each of some texts among them, equal ones sharing it, by the collation; `None` where it
/// was cancelled.
pub(super) fn ranks_of_texts<'a>(
    numbers: &[u32],
    text: impl Fn(u32) -> &'a str + Sync,
    cancel: &CancelToken,
) -> Option<Vec<u32>> {
    let collation = Collation::new();
    let full = |number: u32, key: &mut Vec<u8>| {
        collation.write_full_key(text(number), key);
        true
    };
    let keys = Keys::of(numbers, cancel, &|number, key| collation.write_key(text(number), key))?;
    let odd: Vec<u32> = keys.without_key().collect();
    if odd.is_empty() {
        return Some(ranks(&in_order(&keys, (0..numbers.len() as u32).collect(), cancel)?, numbers.len()));
    }
    if odd.len() > numbers.len() / ODD_ONES {
        return ranks_of_keys(numbers, cancel, &full);
    }
    let mut is_odd = vec![false; numbers.len()];
    for &at in &odd {
        is_odd[at as usize] = true;
    }
    let even = (0..numbers.len() as u32).filter(|&at| !is_odd[at as usize]).collect();
    let even = in_order(&keys, even, cancel)?;
    let of_odd: Vec<u32> = odd.iter().map(|&at| numbers[at as usize]).collect();
    let of_odd = in_order(&Keys::of(&of_odd, cancel, &full)?, (0..odd.len() as u32).collect(), cancel)?;
    let of_odd = Ordered { at: of_odd.at.iter().map(|&at| odd[at as usize]).collect(), ..of_odd };
    let compare = |&left: &u32, &right: &u32| {
        collation.compare(text(numbers[left as usize]), text(numbers[right as usize]))
    };
    Some(ranks(&woven(&even, &of_odd, cancel, compare)?, numbers.len()))
}

/// The same by the bytes of keys that all texts have.
pub(super) fn ranks_of_keys(numbers: &[u32], cancel: &CancelToken, write: &Write<'_>) -> Option<Vec<u32>> {
    let keys = Keys::of(numbers, cancel, write)?;
    Some(ranks(&in_order(&keys, (0..numbers.len() as u32).collect(), cancel)?, numbers.len()))
}

/// Texts in order, and whether each is the same as the one before.
struct Ordered {
    at: Vec<u32>,
    is_same: Vec<bool>,
}

fn ranks(ordered: &Ordered, len: usize) -> Vec<u32> {
    let mut ranks = vec![0; len];
    let mut rank = 0;
    for (place, (&at, is_same)) in ordered.at.iter().zip(&ordered.is_same).enumerate() {
        rank += u32::from(place > 0 && !is_same);
        ranks[at as usize] = rank;
    }
    ranks
}

/// A few ordered texts among many: each looks for its place.
fn woven(
    many: &Ordered,
    few: &Ordered,
    cancel: &CancelToken,
    compare: impl Fn(&u32, &u32) -> std::cmp::Ordering,
) -> Option<Ordered> {
    let len = many.at.len() + few.at.len();
    let mut all = Ordered { at: Vec::with_capacity(len), is_same: Vec::with_capacity(len) };
    let mut done = 0;
    for (place, at) in few.at.iter().enumerate() {
        if place.is_multiple_of(1024) && cancel.is_cancelled() {
            return None;
        }
        if few.is_same[place] {
            all.at.push(*at);
            all.is_same.push(true);
            continue;
        }
        let step = many.at[done..].partition_point(|other| compare(other, at).is_lt());
        all.at.extend_from_slice(&many.at[done..done + step]);
        all.is_same.extend_from_slice(&many.is_same[done..done + step]);
        done += step;
        all.at.push(*at);
        all.is_same.push(false);
        // The many that are the same come next; the first of them says so.
        let same = many.at[done..].iter().take_while(|other| compare(other, at).is_eq()).count();
        all.at.extend_from_slice(&many.at[done..done + same]);
        all.is_same.extend(std::iter::repeat_n(true, same));
        done += same;
    }
    all.at.extend_from_slice(&many.at[done..]);
    all.is_same.extend_from_slice(&many.is_same[done..]);
    Some(all)
}

/// Bytes of many keys, one after the other in pieces of [`KEYS`] keys.
struct Keys(Vec<Piece>);

#[derive(Clone, Default)]
struct Piece {
    bytes: Vec<u8>,
    /// Where each key ends; the keys of one piece alone may be more than 4 GiB.
    ends: Vec<usize>,
    /// Places in the piece of texts that have no such key.
    without: Vec<u32>,
}

impl Keys {
    /// The keys of texts, made on all cores; `None` where it was cancelled.
    fn of(numbers: &[u32], cancel: &CancelToken, write: &Write<'_>) -> Option<Self> {
        let mut pieces = vec![Piece::default(); numbers.len().div_ceil(KEYS)];
        each(numbers.chunks(KEYS).zip(&mut pieces), |(numbers, piece)| {
            for (place, &number) in numbers.iter().enumerate() {
                if !write(number, &mut piece.bytes) {
                    piece.without.push(place as u32);
                }
                piece.ends.push(piece.bytes.len());
            }
            (!cancel.is_cancelled()).then_some(())
        })?;
        Some(Self(pieces))
    }

    fn without_key(&self) -> impl Iterator<Item = u32> + '_ {
        let of_piece = |(number, piece): (usize, &'_ Piece)| -> Vec<u32> {
            piece.without.iter().map(|place| (number * KEYS) as u32 + place).collect()
        };
        self.0.iter().enumerate().flat_map(of_piece)
    }

    fn get(&self, at: u32) -> &[u8] {
        let (piece, at) = (&self.0[at as usize / KEYS], at as usize % KEYS);
        let start = if at == 0 { 0 } else { piece.ends[at - 1] };
        &piece.bytes[start..piece.ends[at]]
    }

    /// The key from a byte on, in one number: as the keys compare, as far as it reaches.
    fn step(&self, at: u32, depth: usize) -> u64 {
        let rest = self.get(at).get(depth..).unwrap_or_default();
        let mut bytes = [0; 8];
        let len = rest.len().min(STEP);
        bytes[..len].copy_from_slice(&rest[..len]);
        bytes[STEP] = rest.len().min(STEP + 1) as u8;
        u64::from_be_bytes(bytes)
    }
}

/// Whether keys that are the same so far go on.
fn goes_on(step: u64) -> bool {
    step & 0xFF > STEP as u64
}

/// Texts in the order of their keys.
fn in_order(keys: &Keys, at: Vec<u32>, cancel: &CancelToken) -> Option<Ordered> {
    let mut items: Vec<Item> = at.into_iter().map(|at| (0, at)).collect();
    place(&mut items, 0, keys, cancel)?;
    let mut is_same = vec![false; items.len()];
    let starts = (0..items.len()).step_by(RUN);
    each(starts.zip(is_same.chunks_mut(RUN)), |(start, is_same)| {
        for (place, is_same) in (start..).zip(is_same).skip(usize::from(start == 0)) {
            *is_same = keys.get(items[place - 1].1) == keys.get(items[place].1);
        }
        (!cancel.is_cancelled()).then_some(())
    })?;
    Some(Ordered { at: items.into_iter().map(|(_, at)| at).collect(), is_same })
}

/// Orders items whose keys are the same up to a depth, on all cores.
fn place(items: &mut [Item], depth: usize, keys: &Keys, cancel: &CancelToken) -> Option<()> {
    if depth >= DEEPEST {
        let rest = |item: &Item| keys.get(item.1).get(depth..).unwrap_or_default();
        let ordered = sorted(items.to_vec(), cancel, &|one, other| rest(one).cmp(rest(other)))?;
        items.copy_from_slice(&ordered);
        return Some(());
    }
    each(items.chunks_mut(RUN), |items| {
        for item in items.iter_mut() {
            item.0 = keys.step(item.1, depth);
        }
        (!cancel.is_cancelled()).then_some(())
    })?;
    let ordered = sorted(items.to_vec(), cancel, &|one, other| one.0.cmp(&other.0))?;
    items.copy_from_slice(&ordered);
    drop(ordered);
    let (short, long): (Vec<_>, Vec<_>) = cuts(items).into_iter().partition(|range| range.is_short);
    let mut parts = Vec::with_capacity(short.len());
    let (mut rest, mut done) = (&mut *items, 0);
    for Cut { range, .. } in short {
        let (part, others) = std::mem::take(&mut rest)[range.start - done..].split_at_mut(range.len());
        parts.push(part);
        (rest, done) = (others, range.end);
    }
    each(parts.into_iter(), |part| settle(part, depth, keys, cancel))?;
    for Cut { range, .. } in long {
        if goes_on(items[range.start].0) {
            place(&mut items[range], depth + STEP, keys, cancel)?;
        }
    }
    Some(())
}

/// Items that one thread is to work on, or a long run of those that are the same so far.
struct Cut {
    range: Range<usize>,
    is_short: bool,
}

/// Cuts ordered items where they differ, into parts of about [`RUN`]; longer runs stay whole.
fn cuts(items: &[Item]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < items.len() {
        let same = run(&items[at..]);
        let is_long = same > RUN;
        if at > start && (is_long || at - start >= RUN) {
            cuts.push(Cut { range: start..at, is_short: true });
            start = at;
        }
        at += same;
        if is_long {
            cuts.push(Cut { range: start..at, is_short: false });
            start = at;
        }
    }
    if at > start {
        cuts.push(Cut { range: start..at, is_short: true });
    }
    cuts
}

/// Orders items that stand in order as far as one step tells, on one core.
fn settle(items: &mut [Item], depth: usize, keys: &Keys, cancel: &CancelToken) -> Option<()> {
    let mut rest = items;
    while !rest.is_empty() {
        let (same, others) = rest.split_at_mut(run(rest));
        rest = others;
        if same.len() < 2 || !goes_on(same[0].0) {
            continue;
        }
        if same.len() > 64 && cancel.is_cancelled() {
            return None;
        }
        let depth = depth + STEP;
        if depth >= DEEPEST {
            let rest = |item: &Item| keys.get(item.1).get(depth..).unwrap_or_default();
            same.sort_unstable_by(|one, other| rest(one).cmp(rest(other)));
            continue;
        }
        for item in same.iter_mut() {
            item.0 = keys.step(item.1, depth);
        }
        same.sort_unstable_by_key(|item| item.0);
        settle(same, depth, keys, cancel)?;
    }
    (!cancel.is_cancelled()).then_some(())
}

/// How many items from the first on are the same as far as one step tells.
fn run(items: &[Item]) -> usize {
    items.first().map_or(0, |first| items.iter().take_while(|item| item.0 == first.0).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(texts: &[String], compare: impl Fn(&str, &str) -> std::cmp::Ordering) -> Vec<u32> {
        let mut at: Vec<usize> = (0..texts.len()).collect();
        at.sort_by(|&one, &other| compare(&texts[one], &texts[other]));
        let mut ranks = vec![0; texts.len()];
        let mut rank = 0;
        for (place, &here) in at.iter().enumerate() {
            rank += u32::from(place > 0 && compare(&texts[at[place - 1]], &texts[here]).is_ne());
            ranks[here] = rank;
        }
        ranks
    }

    fn all(texts: &[String]) -> Vec<u32> {
        (0..texts.len() as u32).collect()
    }

    proptest! {
        #[test]
        fn ranks_are_places_among_all_by_the_collation(
            plain in proptest::collection::vec("[0-9aA文泽沿江（ ]{0,5}", 0..120),
            odd in proptest::collection::vec("[0-9aAéêlL·か문泽]{0,4}", 0..4),
            many_odd: bool,
        ) {
            let mut texts = plain;
            if many_odd || texts.len() > 100 {
                texts.extend(odd);
            }
            let collation = Collation::new();
            let found = ranks_of_texts(&all(&texts), |at| &texts[at as usize], &CancelToken::default());
            prop_assert_eq!(found.unwrap(), naive(&texts, |one, other| collation.compare(one, other)));
        }

        #[test]
        fn keys_of_any_bytes_are_ranked_as_they_compare(
            heads in proptest::collection::vec("[ab\u{0}]{0,20}", 1..4),
            tails in proptest::collection::vec("[ab\u{0}]{0,200}", 0..60),
        ) {
            let texts: Vec<String> =
                tails.iter().enumerate().map(|(at, tail)| heads[at % heads.len()].repeat(at % 3) + tail).collect();
            let write = |at: u32, key: &mut Vec<u8>| {
                key.extend_from_slice(texts[at as usize].as_bytes());
                true
            };
            let found = ranks_of_keys(&all(&texts), &CancelToken::default(), &write).unwrap();
            prop_assert_eq!(found, naive(&texts, str::cmp));
        }
    }

    #[test]
    fn many_that_begin_alike_are_ranked_too() {
        // More than a run of each beginning, and texts that end where others go on.
        let texts: Vec<String> = (0..3 * RUN as u64)
            .map(|at| {
                let mixed = at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
                let head = ["示例企业示例企业", "示例企业示例企业有限公司", "云"][at as usize % 3];
                if at % 50 == 0 { head.to_owned() } else { format!("{head}{}", mixed % 30_000) }
            })
            .collect();
        let write = |at: u32, key: &mut Vec<u8>| {
            key.extend_from_slice(texts[at as usize].as_bytes());
            true
        };
        let found = ranks_of_keys(&all(&texts), &CancelToken::default(), &write).unwrap();
        assert_eq!(found, naive(&texts, str::cmp));
    }

    #[test]
    fn nothing_comes_of_what_was_cancelled() {
        let cancel = CancelToken::default();
        cancel.cancel();
        assert!(ranks_of_texts(&[0, 1], |_| "文", &cancel).is_none());
    }
}
