//! Which piece of a filter's text an error speaks of, so that it can be underlined in place.

use crate::diagnostic::Diagnostic;
use crate::text::Arg;
use std::ops::Range;

/// The piece of `text` that is wrong, in bytes and never empty; `None` where the error does not tell.
///
/// The parser's errors have a line and a column; those of binding (an unknown field, a wrong type) name
/// a field, a value or an operator, which is looked up in the text, quoted texts left out.
pub fn error_span(text: &str, error: &Diagnostic) -> Option<Range<usize>> {
    if text.trim().is_empty() {
        return None;
    }
    if let (Some(line), Some(column)) = (error.place.line, error.place.column) {
        return Some(piece_at(text, offset(text, line, column)));
    }
    let named = |name: &str| {
        error.args.iter().find_map(|(known, value)| match value {
            Arg::Text(value) if *known == name => Some(value.as_str()),
            _ => None,
        })
    };
    ["field", "text", "op", "given"].into_iter().filter_map(named).find_map(|words| find(text, words))
}

/// The byte of a line and column, both counted from 1; the end of the line where it is shorter.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for (number, piece) in (1_u64..).zip(text.split_inclusive('\n')) {
        if number == line {
            let piece = piece.trim_end_matches('\n');
            let within = piece.char_indices().nth(column.saturating_sub(1) as usize);
            return start + within.map_or(piece.len(), |(at, _)| at);
        }
        start += piece.len();
    }
    text.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The word or sign that begins at a byte; at the very end, or on a space, the last one before it.
fn piece_at(text: &str, at: usize) -> Range<usize> {
    let after = &text[at..];
    let next = after.chars().next().filter(|c| !c.is_whitespace());
    if let Some(first) = next {
        let len: usize = if is_word(first) {
            after.chars().take_while(|&c| is_word(c)).map(char::len_utf8).sum()
        } else {
            first.len_utf8()
        };
        return at..at + len;
    }
    let before = text[..at].trim_end();
    if before.is_empty() {
        let start = text.len() - text.trim_start().len();
        return piece_at(text, start);
    }
    let end = before.len();
    let last_word: usize = before.chars().rev().take_while(|&c| is_word(c)).map(char::len_utf8).sum();
    let last_sign = before.chars().next_back().map_or(0, char::len_utf8);
    end - last_word.max(last_sign)..end
}

/// Where words stand in a text by themselves, outside texts in single quotes (unless they are one).
fn find(text: &str, words: &str) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let wanted = words.to_ascii_lowercase();
    let quoted = quoted(text);
    lower.match_indices(&wanted).map(|(at, _)| at..at + wanted.len()).find(|found| {
        let inside = quoted.iter().any(|quote| quote.start < found.start && found.end < quote.end);
        let joins = |c: Option<char>, edge: Option<char>| c.is_some_and(is_word) && edge.is_some_and(is_word);
        !inside
            && !joins(text[..found.start].chars().next_back(), wanted.chars().next())
            && !joins(text[found.end..].chars().next(), wanted.chars().next_back())
    })
}

/// The stretches in single quotes.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, _) in text.match_indices('\'') {
        match open.take() {
            None => open = Some(at),
            Some(start) => found.push(start..at + 1),
        }
    }
    found.extend(open.map(|start| start..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{Layer, Values};
    use arrow_array::Float64Array;
    use proptest::prelude::*;

    fn land() -> Layer {
        let area = column("area_mu", Values::Real(Float64Array::from(vec![Some(1.0)])));
        layer(vec![area], &[Some(point(120.0, 30.0))])
    }

    fn wrong(text: &str) -> &str {
        let error = Filter::parse(text).and_then(|filter| filter.plan(&land())).unwrap_err();
        let span = error_span(text, &error).unwrap_or_else(|| panic!("{text}: {error:?}"));
        &text[span]
    }

    #[test]
    fn the_wrong_piece_is_found() {
        assert_eq!(wrong("area_nu > 3"), "area_nu");
        assert_eq!(wrong("area_mu > 3 AND name = 'area_nu' AND 面积 = 1"), "name");
        assert_eq!(wrong("area_mu > 3 AND\n面积 < 4"), "面积");
        assert_eq!(wrong("area_mu = '三亩'"), "area_mu");
        assert_eq!(wrong("(area_mu > 3"), "(");
        assert_eq!(wrong("area_mu > 3)"), ")");
        assert_eq!(wrong("area_mu >"), ">");
        assert_eq!(wrong("area_mu > 'x"), "'");
    }

    proptest! {
        #[test]
        fn a_span_lies_within_the_text_on_whole_characters(
            text in "[a-z_0-9 ()'<>=\n面积亩]{1,40}", line in 0..4_u64, column in 0..50_u64,
        ) {
            let error = Diagnostic::error("filter-syntax").at(line, column);
            if let Some(span) = error_span(&text, &error) {
                prop_assert!(span.start < span.end);
                prop_assert!(text.get(span).is_some_and(|piece| !piece.is_empty()));
            } else {
                prop_assert!(text.trim().is_empty());
            }
        }
    }
}
