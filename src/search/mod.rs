//! Search over names, numbers and addresses of all layers: as written, by pinyin, by initials, and
//! with one slip of the finger in Latin names. Words that do not stand together are found too.
//!
//! An [`Index`] is prepared once a layer; [`search`] asks several of them at once. Case, width, spaces
//! and signs do not matter ([`fold`]). A row is found once, by the best of its cells; private fields
//! are not searched.

mod find;
mod fold;
mod index;
mod pinyin;
mod typo;

pub use fold::folded;
pub use index::Index;

use crate::layer::Layer;
use crate::progress::CancelToken;
use std::ops::Range;

/// What a searched field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A name, Chinese or English.
    Name,
    /// An identifier: number, parcel number, social credit code.
    Number,
    /// An address.
    Address,
}

/// How well a cell matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is what was typed.
    Exact,
    /// It begins so.
    Prefix,
    /// It holds it.
    Substring,
    /// It begins so in pinyin.
    PinyinPrefix,
    /// It holds it in pinyin.
    Pinyin,
    /// It begins with these initials.
    InitialsPrefix,
    /// It holds these initials.
    Initials,
    /// A Latin name with one slip of the finger.
    Typo,
    /// A menu's text that holds the letters in this order, others between them.
    Letters,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: u32,
    /// What the matching cell is.
    pub role: Role,
    /// The name of its field in the file; `None` for the feature's own id member.
    pub field: Option<String>,
    /// The cell.
    pub text: String,
    /// The bytes of `text` that match.
    pub matched: Range<usize>,
    /// How well.
    pub rank: Rank,
    /// Characters of the cell that were compared: shorter cells come first.
    pub chars: u32,
}

/// What was found in a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Position of the layer among those that were searched.
    pub layer: usize,
    /// The best rows, the best first.
    pub hits: Vec<Hit>,
    /// All rows that match.
    pub total: usize,
}

/// A query, prepared.
#[derive(Clone, Debug)]
struct Query {
    folded: String,
    chars: Vec<char>,
    /// Its Latin letters, as bits.
    letters: u32,
    is_latin: bool,
    /// Its words, where it has several: they need not stand together.
    words: Vec<Self>,
}

impl Query {
    fn new(text: &str) -> Option<Self> {
        let folded = folded(text);
        if folded.is_empty() {
            return None;
        }
        let chars: Vec<char> = folded.chars().collect();
        let letters = chars.iter().fold(0, |bits, &c| bits | pinyin::bit(c));
        let is_latin = folded.is_ascii() && letters != 0;
        let words: Vec<Self> = match text.split_whitespace().count() {
            0 | 1 => Vec::new(),
            _ => text.split_whitespace().filter_map(Self::new).collect(),
        };
        Some(Self { folded, chars, letters, is_latin, words })
    }
}

/// Searches layers, each given with its index, and gives those in which something was found: the one
/// with the best row first, the others' order kept. At most `most` rows of each; `None` where it was
/// cancelled.
///
/// Rows are ordered by [`Rank`], names before numbers and addresses, shorter before longer, then as
/// they stand in the layer.
pub fn search(
    layers: &[(&Layer, &Index)],
    text: &str,
    most: usize,
    cancel: &CancelToken,
) -> Option<Vec<Found>> {
    let Some(query) = Query::new(text) else { return Some(Vec::new()) };
    let mut found = Vec::new();
    for (at, (layer, index)) in layers.iter().enumerate() {
        let matches = index.find(layer, &query, most, cancel)?;
        if !matches.hits.is_empty() {
            found.push(Found { layer: at, hits: matches.hits, total: matches.total });
        }
    }
    found.sort_by_key(|found| {
        found.hits.first().map(|best| (best.rank, best.role != Role::Name, best.chars, found.layer))
    });
    Some(found)
}

/// How well a short text of a menu answers to what was typed: as written, by pinyin, by initials, or
/// as letters in this order (`ztl` in "Zoom to the layer"); `None` where it does not.
pub fn answers(text: &str, typed: &str) -> Option<Rank> {
    let query = Query::new(typed)?;
    let compared = folded(text);
    if let Some(at) = compared.find(&query.folded) {
        let before = compared[..at].chars().count();
        return Some(match (at, compared.len() == query.folded.len()) {
            (0, true) => Rank::Exact,
            (0, false) => Rank::Prefix,
            // Two letters in the middle of a word say little.
            _ if query.is_latin && query.chars.len() < 3 && !index::begins_word(text, before) => {
                Rank::Letters
            }
            _ => Rank::Substring,
        });
    }
    let glyphs: Vec<pinyin::Glyph> = compared.chars().map(pinyin::Glyph::new).collect();
    let by_sound = (0..glyphs.len())
        .filter_map(|at| Some(pinyin::match_at(glyphs[at..].iter(), &query.chars)?.rank(at == 0)))
        .min();
    let mut letters = compared.chars();
    by_sound
        .or_else(|| query.chars.iter().all(|&wanted| letters.any(|c| c == wanted)).then_some(Rank::Letters))
}

#[cfg(test)]
mod tests;
