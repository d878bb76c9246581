//! Finding a query in an index: one pass over all texts as they are written, and numbers looked up where
//! a match by sound is possible at all.
//!
//! A keystroke over a million names is a pass over 30 MB of text and, where the query has letters, over
//! 16 MB of what letters the texts can stand for; whatever else there is to know of a text is read where
//! it can match. All matches are counted, and no more of them kept than are asked for.

use super::fold::original_range;
use super::index::{Index, ROWS_A_LOOK, Spoken, Text};
use super::pinyin::Steps;
use super::typo::{SHORTEST, one_slip};
use super::{Hit, Query, Rank, Role};
use crate::layer::Layer;
use crate::progress::CancelToken;
use std::ops::Range;

/// Fewer texts than this are not worth a second thread.
const TEXTS_PER_THREAD: usize = 50_000;
/// So many more candidates than asked for are kept before the worst of them are dropped.
const SPARE: usize = 2_048;

/// Rank, whether it is no name, characters, row: the least first.
type Key = (Rank, bool, u32, u32);

/// A match in one cell, before it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    key: Key,
    text: u32,
    at: Place,
}

/// Where in a folded text a match stands.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// As it is written: its first byte, and how many characters it has.
    Written(usize, usize),
    /// Characters.
    Chars(Range<usize>),
}

/// The best matches of a layer, and how many there are.
pub(super) struct LayerMatches {
    pub(super) hits: Vec<Hit>,
    pub(super) total: usize,
}

/// The best matches among some texts, and how many there are.
#[derive(Debug, Default, PartialEq)]
pub(super) struct PartMatches {
    pub(super) best: Vec<Candidate>,
    pub(super) total: usize,
}

/// A query, worked out for an index.
pub(super) struct Sought<'q> {
    query: &'q Query,
    steps: Steps,
    words: Vec<Self>,
}

impl<'q> Sought<'q> {
    pub(super) fn new(query: &'q Query, index: &Index) -> Self {
        Self {
            query,
            steps: Steps::new(&query.chars, &index.glyphs),
            words: query.words.iter().map(|word| Self::new(word, index)).collect(),
        }
    }

    fn as_written(&self, text: &Text, at: usize) -> (Rank, Place) {
        let rank = match (at, self.query.folded.len() == text.folded.len()) {
            (0, true) => Rank::Exact,
            (0, false) => Rank::Prefix,
            _ => Rank::Substring,
        };
        (rank, Place::Written(at, self.query.chars.len()))
    }

    fn by_sound(&self, index: &Index, spoken: Option<Spoken>) -> Option<(Rank, Place)> {
        let Spoken { letters, sounds: [from, to], .. } = spoken?;
        if self.query.letters == 0 || self.query.letters & !letters != 0 {
            return None;
        }
        let (at, sound) = self.steps.best(&index.sounds[from as usize..to as usize])?;
        Some((sound.rank(at == 0), Place::Chars(at..at + sound.len)))
    }

    fn by_slip(&self, index: &Index, number: usize, mut words: u64) -> Option<(Rank, Place)> {
        let letters = &index.folded.as_bytes()[index.texts[number].folded.clone()];
        while words != 0 {
            let at = words.trailing_zeros() as usize;
            words &= words - 1;
            if let Some(len) = one_slip(&letters[at..], self.query.folded.as_bytes()) {
                return Some((Rank::Typo, Place::Chars(at..at + len)));
            }
        }
        None
    }
}

/// Texts by their number, in order, with something of each. Asked a million times for a few: the next
/// number stands apart.
struct Stream<I, T> {
    next: usize,
    found: Option<T>,
    rest: I,
}

impl<I: Iterator<Item = (usize, T)>, T> Stream<I, T> {
    fn new(rest: I) -> Self {
        let mut stream = Self { next: 0, found: None, rest };
        stream.step();
        stream
    }

    fn step(&mut self) -> Option<T> {
        let (next, found) = match self.rest.next() {
            Some((next, found)) => (next, Some(found)),
            None => (usize::MAX, None),
        };
        self.next = next;
        std::mem::replace(&mut self.found, found)
    }

    /// What there is of a text. Numbers are asked for in order.
    fn of(&mut self, number: usize) -> Option<T> {
        while self.next < number {
            self.step();
        }
        if self.next == number { self.step() } else { None }
    }

    /// Leaves a text behind.
    fn pass(&mut self, number: usize) {
        while self.next <= number {
            self.step();
        }
    }
}

/// Those of some things, ordered by the text that each is of, that are of texts of a part.
fn among<'a, T>(all: &'a [T], part: &Range<usize>, text: impl Fn(&T) -> u32) -> &'a [T] {
    let place = |number: usize| all.partition_point(|of| (text(of) as usize) < number);
    &all[place(part.start)..place(part.end)]
}

impl Index {
    /// The best matches of a query, at most `most` of them; `None` where it was cancelled.
    pub(super) fn find(
        &self,
        layer: &Layer,
        query: &Query,
        most: usize,
        cancel: &CancelToken,
    ) -> Option<LayerMatches> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let parts = self.parts(threads.min(self.texts.len() / TEXTS_PER_THREAD).max(1));
        let sought = &Sought::new(query, self);
        let found: Vec<Option<PartMatches>> = std::thread::scope(|scope| {
            let mut parts = parts.into_iter();
            let own = parts.next();
            let others: Vec<_> =
                parts.map(|part| scope.spawn(move || self.find_in(part, sought, most, cancel))).collect();
            let own = own.map(|part| self.find_in(part, sought, most, cancel));
            let others = others.into_iter().map(|other| match other.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            own.into_iter().chain(others).collect()
        });
        let found = found.into_iter().collect::<Option<Vec<_>>>()?;
        let total = found.iter().map(|part| part.total).sum();
        let mut best: Vec<Candidate> = found.into_iter().flat_map(|part| part.best).collect();
        best.sort_unstable_by_key(|candidate| candidate.key);
        best.truncate(most);
        let hits = best.iter().map(|candidate| self.hit(layer, candidate)).collect();
        Some(LayerMatches { hits, total })
    }

    /// The texts in as many parts. No row is cut in two.
    pub(super) fn parts(&self, threads: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::with_capacity(threads);
        let mut start = 0;
        for thread in 1..=threads {
            let mut end = (self.texts.len() * thread / threads).max(start);
            while 0 < end && end < self.texts.len() && self.texts[end].row == self.texts[end - 1].row {
                end += 1;
            }
            parts.push(start..end);
            start = end;
        }
        parts
    }

    /// The best matches among some texts, by row; `None` where it was cancelled.
    pub(super) fn find_in(
        &self,
        part: Range<usize>,
        sought: &Sought<'_>,
        most: usize,
        cancel: &CancelToken,
    ) -> Option<PartMatches> {
        if cancel.is_cancelled() {
            return None;
        }
        let query = sought.query;
        let mut found = Gathering::new(most);
        let mut written = Stream::new(self.written(part.clone(), query));
        let mut words: Vec<_> =
            sought.words.iter().map(|word| Stream::new(self.written(part.clone(), word.query))).collect();
        let with_slips = query.is_latin && query.chars.len() >= SHORTEST;
        let latin = if with_slips { among(&self.latin, &part, |&(number, _)| number) } else { &[] };
        let mut latin = Stream::new(latin.iter().map(|&(number, words)| (number as usize, words)));
        // A query without letters stands in a text as it is written, or not at all.
        let has_sounds = query.letters != 0;
        let spoken = if has_sounds { among(&self.spoken, &part, |spoken| spoken.text) } else { &[] };
        let mut spoken = Stream::new(spoken.iter().map(|&spoken| (spoken.text as usize, spoken)));
        let mut next_look = part.start;
        loop {
            // Texts that are in none of these match in no way.
            let first_word = words.first().map_or(usize::MAX, |word| word.next);
            let number = written.next.min(spoken.next).min(latin.next).min(first_word);
            if number >= part.end {
                break;
            }
            if number >= next_look {
                if cancel.is_cancelled() {
                    return None;
                }
                next_look = number + ROWS_A_LOOK;
            }
            let spoken = spoken.of(number);
            let text = |number: usize| &self.texts[number];
            let slip = latin.of(number);
            let matched = match written.of(number) {
                Some(at) => Some(sought.as_written(text(number), at)),
                None => sought
                    .by_sound(self, spoken)
                    .or_else(|| self.by_words(number, spoken, sought, &mut words))
                    .or_else(|| slip.and_then(|words| sought.by_slip(self, number, words))),
            };
            // What was not asked about this text is behind.
            for word in &mut words {
                word.pass(number);
            }
            if let Some((rank, at)) = matched {
                let Text { row, role, chars, .. } = *text(number);
                let key = (rank, role != Role::Name, chars, row);
                found.add(Candidate { key, text: number as u32, at });
            }
        }
        Some(found.finish())
    }

    /// Those of some texts that hold the query as it is written: their numbers, in order, and the byte
    /// where it first stands in them. One pass over all of them at once.
    fn written<'a>(
        &'a self,
        part: Range<usize>,
        query: &'a Query,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let place = |text: usize| self.texts.get(text).map_or(self.folded.len(), |text| text.folded.start);
        let start = place(part.start);
        let folded = &self.folded.as_bytes()[start..place(part.end)];
        let mut found = memchr::memmem::find_iter(folded, query.folded.as_bytes()).peekable();
        let mut next_text = part.start;
        std::iter::from_fn(move || {
            let at = found.next()? + start;
            // The next one is near as a rule: look ahead in steps that double.
            let mut step = 1;
            while self.texts.get(next_text + step).is_some_and(|text| text.folded.end <= at) {
                next_text += step;
                step *= 2;
            }
            let ahead = &self.texts[next_text..(next_text + step + 1).min(self.texts.len())];
            next_text += ahead.partition_point(|text| text.folded.end <= at);
            let text = &self.texts[next_text];
            while found.next_if(|&other| other + start < text.folded.end).is_some() {}
            Some((next_text, at - text.folded.start))
        })
    }

    /// All words of a query, each as it is written or by sound; the worst of them gives the rank, the
    /// first the place.
    fn by_words<I: Iterator<Item = (usize, usize)>>(
        &self,
        number: usize,
        spoken: Option<Spoken>,
        sought: &Sought<'_>,
        written: &mut [Stream<I, usize>],
    ) -> Option<(Rank, Place)> {
        let mut found: Option<(Rank, Place)> = None;
        for (word, written) in sought.words.iter().zip(written) {
            let (rank, at) = match written.of(number) {
                Some(at) => word.as_written(&self.texts[number], at),
                None => word.by_sound(self, spoken)?,
            };
            found = Some(match found {
                None => (rank.max(Rank::Substring), at),
                Some((worst, first)) => (worst.max(rank), first),
            });
        }
        found
    }

    fn hit(&self, layer: &Layer, candidate: &Candidate) -> Hit {
        let text = &self.texts[candidate.text as usize];
        let original = match text.column {
            Some(at) => layer.columns.get(usize::from(at)),
            None => layer.ids.as_ref(),
        };
        let shown =
            original.map(|column| column.value(text.row as usize).to_text().into_owned()).unwrap_or_default();
        let at = match &candidate.at {
            Place::Chars(at) => at.clone(),
            &Place::Written(byte, chars) => {
                let before = self.folded[text.folded.start..text.folded.start + byte].chars().count();
                before..before + chars
            }
        };
        let matched = original_range(&shown, at.start, at.end);
        let field = text.column.and_then(|at| layer.columns.get(usize::from(at)));
        Hit {
            row: text.row,
            role: text.role,
            field: field.map(|column| column.name.clone()),
            text: shown,
            matched,
            rank: candidate.key.0,
            chars: text.chars,
        }
    }
}

/// Counts the rows that match, and keeps the best of them.
struct Gathering {
    most: usize,
    found: PartMatches,
    /// The row of the last texts: the best of them stands for it.
    row: Option<Candidate>,
    /// Nothing that is no better than this is among the best any more.
    bar: Option<Key>,
}

impl Gathering {
    fn new(most: usize) -> Self {
        Self { most, found: PartMatches::default(), row: None, bar: None }
    }

    fn add(&mut self, candidate: Candidate) {
        match &mut self.row {
            Some(known) if known.key.3 == candidate.key.3 => {
                if candidate.key < known.key {
                    *known = candidate;
                }
            }
            _ => {
                self.end_row();
                self.row = Some(candidate);
            }
        }
    }

    fn end_row(&mut self) {
        let Some(candidate) = self.row.take() else { return };
        self.found.total += 1;
        if self.bar.is_some_and(|bar| candidate.key >= bar) {
            return;
        }
        self.found.best.push(candidate);
        if self.found.best.len() >= self.most + SPARE {
            self.drop_worst();
        }
    }

    fn drop_worst(&mut self) {
        let best = &mut self.found.best;
        if best.len() > self.most && self.most > 0 {
            best.select_nth_unstable_by_key(self.most - 1, |candidate| candidate.key);
            self.bar = Some(best[self.most - 1].key);
        }
        best.truncate(self.most);
    }

    fn finish(mut self) -> PartMatches {
        self.end_row();
        self.drop_worst();
        self.found.best.sort_unstable_by_key(|candidate| candidate.key);
        self.found
    }
}
