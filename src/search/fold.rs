//! What search compares: letters and digits alone, in lower case and half width.
//!
//! Spaces, brackets and dashes are left out on both sides, so that `沿江22-14`, `沿江 22—14` and
//! `新加坡杭州科技园` find what is written with or without them. Each character gives one or none, so
//! that a match can be shown in the original.

use std::ops::Range;

/// A character as it is compared; `None` where it counts for nothing.
pub(super) fn fold(c: char) -> Option<char> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '²' => '2',
        _ => c,
    };
    if !narrow.is_alphanumeric() {
        return None;
    }
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        // Keyboards write ü as v.
        (Some('ü'), None) => Some('v'),
        (Some(one), None) => Some(one),
        _ => Some(narrow),
    }
}

/// A text as it is compared.
pub fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// The bytes of the original text that hold the compared characters `from..to`; what is left out
/// between them belongs to it, what is left out around them does not.
pub(super) fn original_range(text: &str, from: usize, to: usize) -> Range<usize> {
    let mut kept = text
        .char_indices()
        .filter(|&(_, c)| fold(c).is_some())
        .map(|(at, c)| at..at + c.len_utf8())
        .skip(from)
        .take(to.saturating_sub(from));
    let Some(first) = kept.next() else { return 0..0 };
    let end = kept.last().map_or(first.end, |last| last.end);
    first.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_signs_do_not_matter() {
        assert_eq!(folded("ＡＩ 创新园（一期）２２－１４"), "ai创新园一期2214");
        assert_eq!(folded("Lüshun Road"), "lvshunroad");
        assert_eq!(folded("Area (m²)"), "aream2");
        assert_eq!(folded(" — "), "");
    }

    #[test]
    fn a_match_is_shown_in_the_original_with_the_signs_inside_it() {
        let text = "新加坡(杭州)科技园";
        assert_eq!(&text[original_range(text, 0, 5)], "新加坡(杭州");
        assert_eq!(&text[original_range(text, 5, 8)], "科技园");
        assert_eq!(&text[original_range(text, 2, 6)], "坡(杭州)科");
        assert_eq!(original_range(text, 8, 9), 0..0);
    }
}
