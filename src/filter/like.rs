//! Patterns of LIKE: `%` for any text, `_` for one character, `\` before either to mean itself.

use memchr::memmem::Finder;

/// A pattern, compiled once for a column.
#[derive(Debug)]
pub(super) enum Pattern {
    /// No wildcard.
    Exact(String),
    /// `text%`
    Prefix(String),
    /// `%text`
    Suffix(String),
    /// `%text%`
    Contains(Box<Finder<'static>>),
    /// Anything else.
    General(Vec<Piece>),
}

/// A piece of a general pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    /// Any text, the empty one too.
    Any,
    /// One character.
    One,
    /// This character.
    Is(char),
}

/// The pieces of a pattern as written.
pub(super) fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = pattern.chars();
    while let Some(ch) = chars.next() {
        pieces.push(match ch {
            '%' if pieces.last() == Some(&Piece::Any) => continue,
            '%' => Piece::Any,
            '_' => Piece::One,
            // A backslash at the very end stands for itself.
            '\\' => Piece::Is(chars.next().unwrap_or('\\')),
            other => Piece::Is(other),
        });
    }
    pieces
}

/// A text as a pattern that matches only it.
pub(super) fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(ch);
    }
    pattern
}

/// The text of pieces without wildcards.
pub(super) fn plain(pieces: &[Piece]) -> Option<String> {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Is(ch) => Some(*ch),
            Piece::Any | Piece::One => None,
        })
        .collect()
}

impl Pattern {
    /// Compiles a pattern.
    pub(super) fn new(pattern: &str) -> Self {
        let pieces = pieces(pattern);
        match pieces.as_slice() {
            [Piece::Any, middle @ .., Piece::Any] => {
                if let Some(text) = plain(middle) {
                    return Self::Contains(Box::new(Finder::new(text.as_bytes()).into_owned()));
                }
            }
            [Piece::Any, rest @ ..] => {
                if let Some(text) = plain(rest) {
                    return Self::Suffix(text);
                }
            }
            [rest @ .., Piece::Any] => {
                if let Some(text) = plain(rest) {
                    return Self::Prefix(text);
                }
            }
            all => {
                if let Some(text) = plain(all) {
                    return Self::Exact(text);
                }
            }
        }
        Self::General(pieces)
    }

    /// Whether a text matches.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Exact(exact) => text == exact,
            Self::Prefix(prefix) => text.starts_with(prefix),
            Self::Suffix(suffix) => text.ends_with(suffix),
            Self::Contains(finder) => finder.find(text.as_bytes()).is_some(),
            Self::General(pieces) => general(pieces, text),
        }
    }
}

/// Greedy matching that goes back to the last `%` only: time is the product of the lengths at worst.
fn general(pieces: &[Piece], text: &str) -> bool {
    let (mut piece, mut rest) = (0, text);
    let mut retry: Option<(usize, &str)> = None;
    loop {
        let next = rest.chars().next();
        match (pieces.get(piece), next) {
            (Some(Piece::Any), _) => {
                retry = Some((piece + 1, rest));
                piece += 1;
                continue;
            }
            (Some(Piece::One), Some(ch)) => {
                rest = &rest[ch.len_utf8()..];
                piece += 1;
                continue;
            }
            (Some(Piece::Is(want)), Some(ch)) if *want == ch => {
                rest = &rest[ch.len_utf8()..];
                piece += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        // This `%` takes one character more.
        let Some((after, from)) = retry else { return false };
        let Some(skipped) = from.chars().next() else { return false };
        rest = &from[skipped.len_utf8()..];
        retry = Some((after, rest));
        piece = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_and_escapes() {
        for (pattern, text, expected) in [
            ("闲置", "闲置", true),
            ("闲置", "部分闲置", false),
            ("%闲置", "部分闲置", true),
            ("部分%", "部分闲置", true),
            ("%分%", "部分闲置", true),
            ("部_闲置", "部分闲置", true),
            ("__", "分", false),
            ("a%b%c", "aXXbYYc", true),
            ("a%b%c", "aXXbYY", false),
            ("%a_c%", "xxabcxx", true),
            ("100\\%", "100%", true),
            ("100\\%", "1000", false),
            ("%\\_%", "a_b", true),
            ("%\\_%", "ab", false),
            ("%", "", true),
            ("", "", true),
            ("", "a", false),
            ("_", "", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(text), expected, "{text} LIKE {pattern}");
            assert_eq!(general(&pieces(pattern), text), expected, "general: {text} LIKE {pattern}");
        }
    }

    #[test]
    fn an_escaped_text_matches_itself_alone() {
        for text in ["50%_a\\b", "面积", ""] {
            assert!(Pattern::new(&escaped(text)).matches(text));
            assert_eq!(plain(&pieces(&escaped(text))).as_deref(), Some(text));
        }
    }
}
