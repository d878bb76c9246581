//! The index of one layer: its names, numbers and addresses, prepared for comparing.

use super::Role;
use super::fold::{fold, folded};
use super::pinyin::Glyph;
use super::typo::SHORTEST;
use crate::layer::{Column, Layer, well_known};
use crate::maps::binding::Naming;
use crate::progress::CancelToken;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// Ends each text in [`Index::folded`]; no text holds it, for it is no letter.
const END: char = '\0';
/// Rows between two looks at the cancel token.
pub(super) const ROWS_A_LOOK: usize = 4096;

/// Names, numbers and addresses of a layer, prepared.
#[derive(Default)]
pub struct Index {
    /// By row, then in the order of roles.
    pub(super) texts: Vec<Text>,
    /// Texts that can be read aloud, by their number. Apart from the texts, because a search by sound looks
    /// at nothing else of most of them.
    pub(super) spoken: Vec<Spoken>,
    /// Names of Latin letters alone, by their number, with where their words begin, as bits.
    pub(super) latin: Vec<(u32, u64)>,
    /// All texts as they are compared, each ended by [`END`].
    pub(super) folded: String,
    /// Characters of the texts that hold Chinese, as positions in `glyphs`.
    pub(super) sounds: Vec<u32>,
    pub(super) glyphs: Vec<Glyph>,
}

/// How a cell can be read.
#[derive(Clone, Copy)]
pub(super) struct Spoken {
    /// Which text.
    pub(super) text: u32,
    /// Letters that it can stand for, as bits.
    pub(super) letters: u32,
    /// Positions in [`Index::sounds`].
    pub(super) sounds: [u32; 2],
}

/// One cell.
pub(super) struct Text {
    pub(super) row: u32,
    pub(super) role: Role,
    /// Position of the column in the layer; `None` for the features' own ids.
    pub(super) column: Option<u16>,
    /// Bytes in [`Index::folded`].
    pub(super) folded: Range<usize>,
    pub(super) chars: u32,
}

impl Index {
    /// Prepares a layer; `None` where it was cancelled.
    pub fn build<'a>(layer: &'a Layer, naming: impl Into<Naming<'a>>, cancel: &CancelToken) -> Option<Self> {
        let mut builder = Builder::default();
        let fields = fields(layer, naming.into());
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
            // No more of them than 32 bits count: that is more names than memory holds.
            let sounds = [sounds_from, self.index.sounds.len()].map(u32::try_from);
            match sounds {
                [Ok(from), Ok(to)] if is_read => {
                    let text = self.index.texts.len() as u32;
                    self.index.spoken.push(Spoken { text, letters, sounds: [from, to] });
                }
                _ => self.index.sounds.truncate(sounds_from),
            }
        }
        if role == Role::Name && compared.is_ascii() && compared.len() >= SHORTEST {
            self.index.latin.push((self.index.texts.len() as u32, word_beginnings(original)));
        }
        self.index.texts.push(Text { row, role, column, folded: start..end, chars });
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
fn fields<'a>(layer: &'a Layer, naming: Naming<'a>) -> Vec<(Role, Option<u16>, &'a Column)> {
    let role_of = |name: &str| {
        let key = naming.field(name).map_or(name, |definition| definition.key);
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
        .filter(|(_, column)| !naming.is_private(&column.name))
        .filter_map(|(at, column)| Some((role_of(&column.name)?, Some(u16::try_from(at).ok()?), column)))
        .collect();
    found.extend(layer.ids.iter().map(|ids| (Role::Number, None, ids)));
    found.sort_by_key(|&(role, _, _)| role);
    found
}
