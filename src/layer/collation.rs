//! How texts compare: as the Unicode collation has it for Chinese (CLDR `zh`: numbers, then Han by
//! pinyin, then Latin; digits by the number that they write).
//!
//! The collation's own sort keys take some microseconds a text. Nearly all texts of a town are made of
//! characters that weigh the same wherever they stand: Han, ASCII, their signs. Of these each character
//! is asked about once, and the key of a text is the weights of its characters one after the other. Texts
//! with any other character (marks that combine, scripts with contractions) are left to the collation.

use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use std::cmp::Ordering;
use std::sync::atomic::{self, AtomicU64};

/// Ends a level of a key of the collation.
const LEVEL: u8 = 1;
/// Second and third weight of a character without an accent in lower case and usual width.
const COMMON: u8 = 5;
/// Third weights from here on are of one character; those below count how many common ones there are.
const UNCOMMON: u8 = 0x86;
/// All pairs of these characters that CLDR 48's `zh` puts elsewhere than their characters say: a reading
/// (chóngqìng, shěnyáng, zàngwén) that the first character alone does not have.
const READ_TOGETHER: [[char; 2]; 3] = [['重', '庆'], ['沈', '阳'], ['藏', '文']];
/// Longer runs of digits are left to the collation.
const MOST_DIGITS: usize = 200;

/// Set where a weight is known.
const KNOWN: u64 = 1 << 63;
/// Set where the character does not weigh the same everywhere.
const ODD: u64 = 1 << 62;
/// Set where it may be read together with the next one.
const LEADS: u64 = 1 << 61;
/// Above the first weight: its length, then the third weight.
const LEN_SHIFT: u32 = 32;
const THIRD_SHIFT: u32 = 40;

/// How texts compare. Without its data, which is compiled in, by code points.
pub(super) struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
    /// Of each character below U+10000, once it was asked for.
    weights: Box<[AtomicU64]>,
    /// What the keys of all numbers begin with.
    number: Option<u8>,
}

impl Collation {
    pub(super) fn new() -> Self {
        let mut preferences = "zh"
            .parse::<icu_locale_core::Locale>()
            .map(|locale| CollatorPreferences::from(&locale))
            .unwrap_or_default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default()).ok();
        let mut collation =
            Self { collator, weights: (0..0x1_0000).map(|_| AtomicU64::new(0)).collect(), number: None };
        let mut key = Vec::new();
        collation.write_full_key("7", &mut key);
        collation.number = key.first().copied();
        collation
    }

    /// Two texts, by the collation itself.
    pub(super) fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator.as_ref().map_or_else(|| left.cmp(right), |collator| collator.compare(left, right))
    }

    /// Writes the collation's own key: compares with others of its kind as the texts do.
    pub(super) fn write_full_key(&self, text: &str, key: &mut Vec<u8>) {
        match &self.collator {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
    }

    /// Writes a key that is quickly made: compares with others of its kind as the texts do. `false`, and
    /// nothing written, where the text holds a character that does not weigh the same everywhere.
    pub(super) fn write_key(&self, text: &str, key: &mut Vec<u8>) -> bool {
        let start = key.len();
        let written = self.write_first_weights(text, key).is_some_and(|is_common| {
            // The third weights tell texts apart whose first are the same: as many, then.
            if !is_common {
                key.push(0);
                let thirds = key.len();
                for c in text.chars().filter(|c| !c.is_ascii_digit()) {
                    key.push((self.weight(c) >> THIRD_SHIFT) as u8);
                }
                while key.len() > thirds && key.last() == Some(&COMMON) {
                    key.pop();
                }
            }
            true
        });
        if !written {
            key.truncate(start);
        }
        written
    }

    /// Writes the first weights, and says whether all third ones are common; `None` where a character
    /// is odd.
    fn write_first_weights(&self, text: &str, key: &mut Vec<u8>) -> Option<bool> {
        self.collator.as_ref()?;
        let mut is_common = true;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c.is_ascii_digit() {
                rest = self.write_number(rest, key)?;
                continue;
            }
            let weight = self.weight(c);
            if weight & ODD != 0 {
                return None;
            }
            let len = (weight >> LEN_SHIFT & 7) as usize;
            key.extend_from_slice(&(weight as u32).to_be_bytes()[..len]);
            is_common &= (weight >> THIRD_SHIFT) as u8 == COMMON;
            rest = &rest[c.len_utf8()..];
            if weight & LEADS != 0 && READ_TOGETHER.iter().any(|&[a, b]| a == c && rest.starts_with(b)) {
                return None;
            }
        }
        Some(is_common)
    }

    /// Writes the number that a text begins with, the longer one being greater, and gives what is left.
    fn write_number<'a>(&self, text: &'a str, key: &mut Vec<u8>) -> Option<&'a str> {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = text.split_at(len);
        let digits = digits.trim_start_matches('0');
        if digits.len() > MOST_DIGITS {
            return None;
        }
        key.extend([self.number?, digits.len() as u8]);
        key.extend_from_slice(digits.as_bytes());
        Some(rest)
    }

    fn weight(&self, c: char) -> u64 {
        let Some(slot) = self.weights.get(c as usize) else { return KNOWN | ODD };
        let known = slot.load(atomic::Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        // Whoever asks at the same time finds the same.
        let found = self.find_weight(c);
        slot.store(found, atomic::Ordering::Relaxed);
        found
    }

    fn find_weight(&self, c: char) -> u64 {
        let is_alone = matches!(c,
            ' '..='/' | ':'..='~' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{3020}' | '㐀'..='䶿' | '一'..='鿿'
            | '！'..='／' | '：'..='～');
        if !is_alone {
            return KNOWN | ODD;
        }
        let mut key = Vec::new();
        self.write_full_key(c.encode_utf8(&mut [0; 4]), &mut key);
        let mut levels = key.split(|&byte| byte == LEVEL);
        let (first, second, third) = (levels.next(), levels.next(), levels.next());
        match (first, second, third) {
            (Some(first @ ([_] | [_, _] | [_, _, _] | [_, _, _, _])), Some([COMMON]), Some(&[third]))
                if third == COMMON || third >= UNCOMMON =>
            {
                let mut bytes = [0; 4];
                bytes[..first.len()].copy_from_slice(first);
                let leads = if READ_TOGETHER.iter().any(|pair| pair[0] == c) { LEADS } else { 0 };
                KNOWN
                    | leads
                    | u64::from(third) << THIRD_SHIFT
                    | (first.len() as u64) << LEN_SHIFT
                    | u64::from(u32::from_be_bytes(bytes))
            }
            _ => KNOWN | ODD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Characters that weigh the same everywhere, seldom ones among them.
    const PLAIN: &str = "[ -~一-鿿㐀-䶿！-／：-～、。—“”《》（）文泽路号０-９]";

    /// One for all cases: it is made of many numbers.
    fn collation() -> &'static Collation {
        static ONE: std::sync::OnceLock<Collation> = std::sync::OnceLock::new();
        ONE.get_or_init(Collation::new)
    }

    fn key(collation: &Collation, text: &str) -> Option<Vec<u8>> {
        let mut key = Vec::new();
        collation.write_key(text, &mut key).then_some(key)
    }

    #[test]
    fn nearly_every_character_of_chinese_texts_weighs_the_same_everywhere() {
        let collation = Collation::new();
        let han: Vec<char> = ('一'..='龥').filter(|&c| collation.weight(c) & ODD != 0).collect();
        assert!(han.is_empty(), "{han:?}");
        let signs = " !\"#%&'()*+,-./:;=?@[]_~azAZ（），。、《》【】—：；！？";
        let odd: String = signs.chars().filter(|&c| collation.weight(c) & ODD != 0).collect();
        assert_eq!(odd, "", "left to the collation");
        for text in ["Lüshun", "한국", "Страна", "１２", "が", "𠀀", "“云”", "重庆路"] {
            assert_eq!(key(&collation, text), None, "{text}");
        }
    }

    #[test]
    fn characters_that_are_read_together_are_known() {
        let collation = Collation::new();
        let signs: Vec<char> =
            "重庆沈阳藏文长沙厦门南京泽路号区县市镇江河湖东西中大小新科创园A-（".chars().collect();
        let weights = |text: &str| {
            let mut key = Vec::new();
            collation.write_first_weights(text, &mut key).map(|_| key)
        };
        for &a in &signs {
            // Between two characters U+0001 is as good as nothing, but they are not read together.
            let pairs = |others: &[char], between: Option<char>| -> String {
                others.iter().flat_map(|&b| [Some(a), between, Some(b), Some(',')]).flatten().collect()
            };
            let known: Vec<char> =
                signs.iter().copied().filter(|b| weights(&format!("{a}{b}")).is_some()).collect();
            let differ = |others: &[char]| {
                collation.compare(&pairs(others, None), &pairs(others, Some('\u{1}'))).is_ne()
            };
            assert!(!differ(&known), "{a}");
            assert_eq!(differ(&signs), READ_TOGETHER.iter().any(|pair| pair[0] == a), "{a}");
        }
    }

    #[test]
    fn neighbours_in_the_order_of_all_characters_compare_as_the_collation_has_it() {
        let collation = Collation::new();
        let mut known: Vec<(Vec<u8>, String)> = (1..0xFFFF_u32)
            .filter_map(char::from_u32)
            .filter_map(|c| Some((key(&collation, &c.to_string())?, c.to_string())))
            .collect();
        assert!(known.len() > 27_000, "{} characters", known.len());
        known.sort();
        for pair in known.windows(2) {
            let expected = collation.compare(&pair[0].1, &pair[1].1);
            assert_eq!(pair[0].0.cmp(&pair[1].0), expected, "{pair:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]
        #[test]
        fn quick_keys_compare_as_the_collation_does(
            head in "[文泽aA0 -]{0,3}",
            middles in (proptest::collection::vec(PLAIN, 0..5), proptest::collection::vec(PLAIN, 0..5)),
            tail in "[文泽aA -]{0,3}",
            numbers in ("0{0,3}[0-9]{1,12}", "0{0,3}[0-9]{1,12}"),
        ) {
            let collation = collation();
            let left = [head.as_str(), &middles.0.concat(), &numbers.0, &tail].concat();
            let right = [head.as_str(), &middles.1.concat(), &numbers.1, &tail].concat();
            if let (Some(one), Some(other)) = (key(collation, &left), key(collation, &right)) {
                prop_assert_eq!(one.cmp(&other), collation.compare(&left, &right), "{} {}", left, right);
            }
        }

        #[test]
        fn case_and_zeros_in_front_compare_as_the_collation_does(
            left in "[aAbB０-９Ａａ文0-2]{0,6}", right in "[aAbBＡａ文0-2]{0,6}",
        ) {
            let collation = collation();
            if let (Some(one), Some(other)) = (key(collation, &left), key(collation, &right)) {
                prop_assert_eq!(one.cmp(&other), collation.compare(&left, &right), "{} {}", left, right);
            }
        }
    }
}
