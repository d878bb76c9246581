//! Matching by sound: full pinyin, initials, and any mixture of both, over all readings of a
//! character (乐 is `le` and `yue`, 重 is `zhong` and `chong`).
//!
//! A query is matched from one place of a text on by following, character by character, how much of
//! the query can have been consumed: two sets of positions, kept as bits. So the work grows with the
//! text alone, however many ways there are to read it. Names of twenty characters sound longer than a
//! machine's word has bits: such queries are followed in words of twice as many.

use super::Rank;
use pinyin::ToPinyinMulti as _;

/// Queries longer than this are not matched by sound: their positions are bits of a word.
pub(super) const LONGEST: usize = 127;
/// Queries up to this length fit a machine's word.
const SHORT: usize = 63;

/// A character with its readings.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// The character as it is compared.
    c: char,
    /// Its readings without tones; none where it is no Chinese character.
    readings: Vec<Box<str>>,
    /// The letters that a match can begin with here, as bits.
    first: u32,
    /// All letters that it can stand for, as bits.
    pub(super) letters: u32,
}

/// How a query was matched by sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    /// Characters of the text that the match takes.
    pub(super) len: usize,
    /// Whether every syllable but the last was written in full.
    pub(super) full: bool,
}

impl Sound {
    /// The rank of such a match, at the beginning of a text or further inside.
    pub(super) fn rank(self, at_beginning: bool) -> Rank {
        match (self.full, at_beginning) {
            (true, true) => Rank::PinyinPrefix,
            (true, false) => Rank::Pinyin,
            (false, true) => Rank::InitialsPrefix,
            (false, false) => Rank::Initials,
        }
    }
}

/// A Latin letter as a bit; 0 for anything else.
pub(super) fn bit(c: char) -> u32 {
    if c.is_ascii_lowercase() { 1 << (c as u32 - 'a' as u32) } else { 0 }
}

impl Glyph {
    pub(super) fn new(c: char) -> Self {
        let mut readings: Vec<Box<str>> = Vec::new();
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let plain = reading.plain().replace('ü', "v");
            if plain.chars().all(|c| c.is_ascii_lowercase())
                && !readings.iter().any(|known| **known == *plain)
            {
                readings.push(plain.into());
            }
        }
        let first = bit(c) | readings.iter().filter_map(|reading| reading.chars().next()).fold(0, or_bit);
        let letters = readings.iter().flat_map(|reading| reading.chars()).fold(bit(c), or_bit);
        Self { c, readings, first, letters }
    }

    /// Whether it is a Chinese character with a known reading.
    pub(super) fn is_read(&self) -> bool {
        !self.readings.is_empty()
    }

    /// Whether a match of a query can begin here.
    pub(super) fn can_begin(&self, first: char) -> bool {
        self.c == first || self.first & bit(first) != 0
    }
}

fn or_bit(bits: u32, c: char) -> u32 {
    bits | bit(c)
}

/// Matches a folded query at the beginning of `text`. Of several ways the one in full syllables wins,
/// then the shortest. A last syllable may be begun only.
pub(super) fn match_at<'a>(text: impl Iterator<Item = &'a Glyph>, query: &[char]) -> Option<Sound> {
    match query.len() {
        0 => None,
        1..=SHORT => match_short(text, query),
        len if len <= LONGEST => match_long(text, query),
        _ => None,
    }
}

/// A match of queries whose positions are bits of a word.
macro_rules! matcher {
    ($name:ident, $word:ty) => {
        fn $name<'a>(text: impl Iterator<Item = &'a Glyph>, query: &[char]) -> Option<Sound> {
            let end = query.len();
            // Bit j: the first j characters of the query can have been consumed.
            let (mut full, mut mixed): ($word, $word) = (1, 0);
            let mut by_initials = None;
            for (at, glyph) in text.enumerate() {
                let (mut next_full, mut next_mixed): ($word, $word) = (0, 0);
                let mut reached = full | mixed;
                while reached != 0 {
                    let from = reached.trailing_zeros() as usize;
                    reached &= reached - 1;
                    let is_full = full >> from & 1 == 1;
                    let mut consume = |by: usize, in_full: bool| {
                        let to: $word = 1 << (from + by);
                        if in_full && is_full {
                            next_full |= to;
                        } else {
                            next_mixed |= to;
                        }
                    };
                    let rest = &query[from..];
                    if rest.is_empty() {
                        continue;
                    }
                    if rest[0] == glyph.c {
                        consume(1, true);
                    }
                    for reading in &glyph.readings {
                        let same = reading.chars().zip(rest).take_while(|(a, b)| a == *b).count();
                        if same == reading.len() || (same == rest.len() && same > 0) {
                            consume(same, true);
                        }
                        if same >= 1 {
                            consume(1, false);
                        }
                        // zh, ch and sh are initials too.
                        if same >= 2 && reading.as_bytes()[1] == b'h' {
                            consume(2, false);
                        }
                    }
                }
                (full, mixed) = (next_full, next_mixed & !next_full);
                if full >> end & 1 == 1 {
                    return Some(Sound { len: at + 1, full: true });
                }
                if mixed >> end & 1 == 1 && by_initials.is_none() {
                    by_initials = Some(Sound { len: at + 1, full: false });
                }
                if full == 0 && (mixed == 0 || by_initials.is_some()) {
                    break;
                }
            }
            by_initials
        }
    };
}

matcher!(match_short, u64);
matcher!(match_long, u128);

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(text: &str, query: &str) -> Option<(usize, bool)> {
        let glyphs: Vec<Glyph> = text.chars().map(Glyph::new).collect();
        let query: Vec<char> = query.chars().collect();
        match_at(glyphs.iter(), &query).map(|sound| (sound.len, sound.full))
    }

    #[test]
    fn full_pinyin_initials_and_mixtures() {
        assert_eq!(sound("新加坡杭州科技园", "xinjiapo"), Some((3, true)));
        assert_eq!(sound("新加坡杭州科技园", "xjphzkjy"), Some((8, false)));
        assert_eq!(sound("新加坡杭州科技园", "xinjp"), Some((3, false)));
        assert_eq!(sound("新加坡杭州科技园", "xinji"), Some((2, true)));
        assert_eq!(sound("中国", "zhg"), Some((2, false)));
        assert_eq!(sound("中国", "zgx"), None);
        assert_eq!(sound("绿地", "lvdi"), Some((2, true)));
    }

    #[test]
    fn every_reading_of_a_polyphone_counts() {
        for query in ["chongqing", "zhongqing", "cq", "zq"] {
            assert!(sound("重庆", query).is_some(), "{query}");
        }
        for query in ["yinyue", "yinle"] {
            assert_eq!(sound("音乐", query), Some((2, true)), "{query}");
        }
    }

    #[test]
    fn chinese_digits_and_letters_mix_with_sounds() {
        assert_eq!(sound("沿江2214", "yj22"), Some((4, false)));
        assert_eq!(sound("沿江2214", "yanjiang2214"), Some((6, true)));
        assert_eq!(sound("ai创新园", "aicxy"), Some((5, false)));
        assert_eq!(sound("沿江2214", "沿jiang"), Some((2, true)));
    }

    #[test]
    fn a_text_that_can_be_read_in_many_ways_takes_no_longer() {
        // Each character can take one letter or two: 2^60 ways to fail.
        let text = "恩".repeat(60);
        let query = format!("{}q", "en".repeat(30));
        assert_eq!(sound(&text, &query), None);
    }
}
