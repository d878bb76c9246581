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

/// Where the first characters of a query can have been consumed after one more character of a text, one
/// bit each: in full syllables, and with initials among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reach {
    full: u128,
    mixed: u128,
}

impl Glyph {
    /// How far a query can be consumed here that has been consumed up to `from`.
    fn reach(&self, query: &[char], from: usize) -> Reach {
        let mut reach = Reach::default();
        let rest = &query[from..];
        let Some(&first) = rest.first() else { return reach };
        let to = |by: usize| 1_u128 << (from + by);
        if first == self.c {
            reach.full |= to(1);
        }
        for reading in &self.readings {
            let same = reading.chars().zip(rest).take_while(|(a, b)| a == *b).count();
            if same == reading.len() || (same == rest.len() && same > 0) {
                reach.full |= to(same);
            }
            if same >= 1 {
                reach.mixed |= to(1);
            }
            // zh, ch and sh are initials too.
            if same >= 2 && reading.as_bytes()[1] == b'h' {
                reach.mixed |= to(2);
            }
        }
        reach
    }
}

/// Follows a query of `end` characters through a text: of several ways the one in full syllables wins,
/// then the shortest. A last syllable may be begun only.
fn follow<G>(text: impl Iterator<Item = G>, end: usize, reach: impl Fn(&G, usize) -> Reach) -> Option<Sound> {
    // Bit j: the first j characters of the query can have been consumed.
    let (mut full, mut mixed) = (1_u128, 0_u128);
    let mut by_initials = None;
    for (at, glyph) in text.enumerate() {
        let (mut next_full, mut next_mixed) = (0, 0);
        let mut reached = (full | mixed) & !(1 << end);
        while reached != 0 {
            let from = reached.trailing_zeros() as usize;
            reached &= reached - 1;
            let further = reach(&glyph, from);
            if full >> from & 1 == 1 {
                next_full |= further.full;
            } else {
                next_mixed |= further.full;
            }
            next_mixed |= further.mixed;
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

/// Matches a folded query at the beginning of `text`.
pub(super) fn match_at<'a>(text: impl Iterator<Item = &'a Glyph>, query: &[char]) -> Option<Sound> {
    if query.is_empty() || query.len() > LONGEST {
        return None;
    }
    follow(text, query.len(), |glyph, from| glyph.reach(query, from))
}

/// A query worked out for all characters of an index, so that texts are matched by looking up numbers.
#[derive(Debug)]
pub(super) struct Steps {
    end: usize,
    /// Of each glyph, whether a match can begin with it.
    begins: Vec<bool>,
    /// Of each glyph, how far it brings one from each place of the query.
    reach: Vec<Reach>,
}

impl Steps {
    /// For the glyphs of an index; nothing matches a query that is empty or too long.
    pub(super) fn new(query: &[char], glyphs: &[Glyph]) -> Self {
        let first = query.first().copied().filter(|_| query.len() <= LONGEST);
        let Some(first) = first else {
            return Self { end: 0, begins: vec![false; glyphs.len()], reach: Vec::new() };
        };
        let mut steps = Self {
            end: query.len(),
            begins: glyphs.iter().map(|glyph| glyph.can_begin(first)).collect(),
            reach: vec![Reach::default(); glyphs.len() * query.len()],
        };
        for (glyph, reach) in glyphs.iter().zip(steps.reach.chunks_mut(query.len())) {
            for (from, reach) in
                reach.iter_mut().enumerate().filter(|&(from, _)| glyph.can_begin(query[from]))
            {
                *reach = glyph.reach(query, from);
            }
        }
        steps
    }

    /// The best match in a text, and at which of its characters it begins.
    pub(super) fn best(&self, text: &[u32]) -> Option<(usize, Sound)> {
        let mut found: Option<(usize, Sound)> = None;
        // A single letter begins half of all names somewhere: it counts at their beginning alone.
        let starts = if self.end < 2 { text.len().min(1) } else { text.len() };
        for at in 0..starts {
            if !self.begins[text[at] as usize] {
                continue;
            }
            let reach = |glyph: &&u32, from: usize| self.reach[**glyph as usize * self.end + from];
            let Some(sound) = follow(text[at..].iter(), self.end, reach) else { continue };
            if found.is_none_or(|(known, best)| sound.rank(at == 0) < best.rank(known == 0)) {
                found = Some((at, sound));
            }
            if sound.full {
                // Further inside there is none better.
                break;
            }
        }
        found
    }
}

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
