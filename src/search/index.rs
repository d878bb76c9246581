//! The index of one layer: its names, numbers and addresses, prepared for comparing.

use super::fold::{fold, folded, original_range};
use super::pinyin::{Glyph, match_at};
use super::typo::{SHORTEST, one_slip};
use super::{Hit, Query, Rank, Role};
use crate::layer::{Column, Layer, well_known};
use crate::maps::schema::{self, LayerKind};
use crate::progress::CancelToken;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// Ends each text in [`Index::folded`]; no text holds it, for it is no letter.
const END: char = '\0';
/// Rows between two looks at the cancel token.
const ROWS_A_LOOK: usize = 4096;
/// Fewer texts than this are not worth a second thread.
const TEXTS_PER_THREAD: usize = 50_000;

/// Names, numbers and addresses of a layer, prepared.
#[derive(Default)]
pub struct Index {
    /// By row, then in the order of roles.
    texts: Vec<Text>,
    /// All texts as they are compared, each ended by [`END`].
    folded: String,
    /// Characters of the texts that hold Chinese, as positions in `glyphs`.
    sounds: Vec<u32>,
    glyphs: Vec<Glyph>,
}

/// One cell.
struct Text {
    row: u32,
    role: Role,
    /// Position of the column in the layer; `None` for the features' own ids.
    column: Option<u16>,
    /// Bytes in [`Index::folded`].
    folded: Range<usize>,
    /// Positions in [`Index::sounds`]; empty where no character has a reading.
    sounds: Range<usize>,
    /// Letters that it can stand for, as bits.
    letters: u32,
    /// Where words begin, as bits, in names of Latin letters alone; 0 elsewhere.
    words: u64,
    chars: u32,
}

/// A match in one cell, before it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    key: (Rank, bool, u32, u32),
    text: u32,
    /// Characters of the folded text, or bytes where it was found as it is written.
    at: Range<usize>,
}

/// The best matches of a layer, and how many there are.
pub(super) struct LayerMatches {
    pub(super) hits: Vec<Hit>,
    pub(super) total: usize,
}

impl Index {
    /// Prepares a layer; `None` where it was cancelled.
    pub fn build(layer: &Layer, kind: Option<LayerKind>, cancel: &CancelToken) -> Option<Self> {
        let mut builder = Builder::default();
        let fields = fields(layer, kind);
        for row in 0..layer.len() {
            if row.is_multiple_of(ROWS_A_LOOK) && cancel.is_cancelled() {
                return None;
            }
            for &(role, at, column) in &fields {
                builder.add(row as u32, role, at, &column.value(row).to_text());
            }
        }
        Some(builder.index)
    }

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
        let found: Vec<Option<Vec<Candidate>>> = std::thread::scope(|scope| {
            let mut parts = parts.into_iter();
            let own = parts.next();
            let others: Vec<_> =
                parts.map(|part| scope.spawn(move || self.find_in(part, query, cancel))).collect();
            let own = own.map(|part| self.find_in(part, query, cancel));
            let others = others.into_iter().map(|other| match other.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            own.into_iter().chain(others).collect()
        });
        let mut best = found.into_iter().collect::<Option<Vec<_>>>()?.concat();
        let total = best.len();
        if total > most {
            best.select_nth_unstable_by_key(most, |candidate| candidate.key);
            best.truncate(most);
        }
        best.sort_unstable_by_key(|candidate| candidate.key);
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

    /// All matches among some texts; `None` where it was cancelled.
    pub(super) fn find_in(
        &self,
        part: Range<usize>,
        query: &Query,
        cancel: &CancelToken,
    ) -> Option<Vec<Candidate>> {
        let mut best: Vec<Candidate> = Vec::new();
        let mut written = self.written(part.clone(), query).peekable();
        for number in part {
            if number.is_multiple_of(ROWS_A_LOOK) && cancel.is_cancelled() {
                return None;
            }
            let text = &self.texts[number];
            let found = match written.next_if(|&(at, _)| at == number) {
                Some((_, at)) => Some(self.as_written(text, at, query)),
                None => self
                    .by_sound(text, query)
                    .or_else(|| self.by_words(text, query))
                    .or_else(|| self.by_slip(text, query)),
            };
            let Some((rank, at)) = found else { continue };
            let key = (rank, text.role != Role::Name, text.chars, text.row);
            let candidate = Candidate { key, text: number as u32, at };
            // Texts of a row follow each other; the best of them stands for the row.
            match best.last_mut() {
                Some(last) if last.key.3 == text.row => {
                    if candidate.key < last.key {
                        *last = candidate;
                    }
                }
                _ => best.push(candidate),
            }
        }
        Some(best)
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
            next_text += self.texts[next_text..].partition_point(|text| text.folded.end <= at);
            let text = &self.texts[next_text];
            while found.next_if(|&other| other + start < text.folded.end).is_some() {}
            Some((next_text, at - text.folded.start))
        })
    }

    fn as_written(&self, text: &Text, at: usize, query: &Query) -> (Rank, Range<usize>) {
        let rank = match (at, query.folded.len() == text.folded.len()) {
            (0, true) => Rank::Exact,
            (0, false) => Rank::Prefix,
            _ => Rank::Substring,
        };
        let before = self.folded[text.folded.start..text.folded.start + at].chars().count();
        (rank, before..before + query.chars.len())
    }

    fn by_sound(&self, text: &Text, query: &Query) -> Option<(Rank, Range<usize>)> {
        if text.sounds.is_empty() || query.letters == 0 || query.letters & !text.letters != 0 {
            return None;
        }
        let glyphs = &self.sounds[text.sounds.clone()];
        let first = *query.chars.first()?;
        let mut found: Option<(Rank, Range<usize>)> = None;
        for (at, &glyph) in glyphs.iter().enumerate() {
            // A single letter begins half of all names somewhere: it counts at their beginning alone.
            if at > 0 && query.chars.len() < 2 {
                break;
            }
            if !self.glyphs[glyph as usize].can_begin(first) {
                continue;
            }
            let rest = glyphs[at..].iter().map(|&glyph| &self.glyphs[glyph as usize]);
            let Some(sound) = match_at(rest, &query.chars) else { continue };
            let rank = sound.rank(at == 0);
            if found.as_ref().is_none_or(|(known, _)| rank < *known) {
                found = Some((rank, at..at + sound.len));
            }
        }
        found
    }

    /// All words of a query, each as it is written or by sound; the worst of them gives the rank, the
    /// first the place.
    fn by_words(&self, text: &Text, query: &Query) -> Option<(Rank, Range<usize>)> {
        let compared = &self.folded[text.folded.clone()];
        let mut found: Option<(Rank, Range<usize>)> = None;
        for word in &query.words {
            let (rank, at) = match compared.find(&word.folded) {
                Some(at) => self.as_written(text, at, word),
                None => self.by_sound(text, word)?,
            };
            found = Some(match found {
                None => (rank.max(Rank::Substring), at),
                Some((worst, first)) => (worst.max(rank), first),
            });
        }
        found
    }

    fn by_slip(&self, text: &Text, query: &Query) -> Option<(Rank, Range<usize>)> {
        if !query.is_latin || query.chars.len() < SHORTEST {
            return None;
        }
        let letters = &self.folded.as_bytes()[text.folded.clone()];
        let mut words = text.words;
        while words != 0 {
            let at = words.trailing_zeros() as usize;
            words &= words - 1;
            if let Some(len) = one_slip(&letters[at..], query.folded.as_bytes()) {
                return Some((Rank::Typo, at..at + len));
            }
        }
        None
    }

    fn hit(&self, layer: &Layer, candidate: &Candidate) -> Hit {
        let text = &self.texts[candidate.text as usize];
        let original = match text.column {
            Some(at) => layer.columns.get(usize::from(at)),
            None => layer.ids.as_ref(),
        };
        let shown =
            original.map(|column| column.value(text.row as usize).to_text().into_owned()).unwrap_or_default();
        let matched = original_range(&shown, candidate.at.start, candidate.at.end);
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

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("texts", &self.texts.len())
            .field("bytes", &self.folded.len())
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
struct Builder {
    index: Index,
    known: HashMap<char, u32>,
}

impl Builder {
    fn add(&mut self, row: u32, role: Role, column: Option<u16>, original: &str) {
        let compared = folded(original);
        if compared.is_empty() {
            return;
        }
        let start = self.index.folded.len();
        self.index.folded.push_str(&compared);
        let end = self.index.folded.len();
        self.index.folded.push(END);
        let sounds_from = self.index.sounds.len();
        let (mut letters, mut is_read, mut chars) = (0, false, 0);
        if compared.is_ascii() {
            // No character has a reading: nothing to keep for comparing by sound.
            chars = compared.len() as u32;
        } else {
            for c in compared.chars() {
                let glyph = self.glyph(c);
                letters |= self.index.glyphs[glyph as usize].letters;
                is_read |= self.index.glyphs[glyph as usize].is_read();
                self.index.sounds.push(glyph);
                chars += 1;
            }
            if !is_read {
                self.index.sounds.truncate(sounds_from);
            }
        }
        let is_latin_name = role == Role::Name && compared.is_ascii() && compared.len() >= SHORTEST;
        self.index.texts.push(Text {
            row,
            role,
            column,
            folded: start..end,
            sounds: sounds_from..self.index.sounds.len(),
            letters,
            words: if is_latin_name { word_beginnings(original) } else { 0 },
            chars,
        });
    }

    fn glyph(&mut self, c: char) -> u32 {
        let glyphs = &mut self.index.glyphs;
        *self.known.entry(c).or_insert_with(|| {
            glyphs.push(Glyph::new(c));
            glyphs.len() as u32 - 1
        })
    }
}

/// Whether the compared character at a position begins a word.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    at < 64 && word_beginnings(text) >> at & 1 == 1
}

/// Which compared characters begin a word, as bits; of those beyond the 64th nothing is known.
fn word_beginnings(text: &str) -> u64 {
    let (mut bits, mut at, mut inside) = (0, 0, false);
    for c in text.chars() {
        if fold(c).is_none() {
            inside = false;
            continue;
        }
        if !inside && at < u64::BITS {
            bits |= 1_u64 << at;
        }
        inside = true;
        at += 1;
    }
    bits
}

/// The columns that are searched, with what they are. Private fields are none of them.
fn fields(layer: &Layer, kind: Option<LayerKind>) -> Vec<(Role, Option<u16>, &Column)> {
    let role_of = |name: &str| {
        let key = schema::field(kind, name).map_or(name, |definition| definition.key);
        match key {
            "name" | "name_en" => Some(Role::Name),
            "id" | "parcel_no" | "uscc" => Some(Role::Number),
            "address" => Some(Role::Address),
            _ if well_known::NAME.contains(&name) => Some(Role::Name),
            _ if well_known::ID.contains(&name) => Some(Role::Number),
            _ => None,
        }
    };
    let mut found: Vec<_> = layer
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((role_of(&column.name)?, Some(u16::try_from(at).ok()?), column)))
        .collect();
    found.extend(layer.ids.iter().map(|ids| (Role::Number, None, ids)));
    found.sort_by_key(|&(role, _, _)| role);
    found
}
