//! Finds where features begin and end, without understanding them: brackets and strings only.
//!
//! One walk handles every way GeoJSON is stored: a collection (members in any order), one feature or
//! geometry, and sequences of either with newlines, record separators (RFC 8142) or nothing between.

use memchr::{memchr, memchr2};
use std::ops::Range;

/// What the walk found beside the features.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outline {
    /// Members of the collection other than `features`: name and place of the value.
    pub(super) members: Vec<(String, Range<usize>)>,
    /// Offset of the feature or value in which the file ends too early.
    pub(super) cut_at: Option<usize>,
    /// Offset at which the document stops making sense; nothing after it was read.
    pub(super) broken_at: Option<usize>,
    /// Collections met; features of all of them are read.
    pub(super) collections: usize,
    /// Objects met that are not collections.
    pub(super) single: usize,
    /// Offset of the first comma between the values of a sequence, which needs none.
    pub(super) comma_at: Option<usize>,
}

/// Walks over a document and calls `found` with the place of each feature, in order; `found` returns
/// false to stop.
pub(super) fn split(bytes: &[u8], found: &mut dyn FnMut(Range<usize>) -> bool) -> Outline {
    let mut walk = Walk { bytes, at: 0, outline: Outline::default(), found };
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        walk.at = 3;
    }
    while let Some(byte) = walk.next_value() {
        let start = walk.at;
        let goes_on = if byte == b'{' { walk.object() } else { walk.line() };
        if !goes_on || walk.at == start {
            break;
        }
    }
    walk.outline
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    outline: Outline,
    found: &'a mut dyn FnMut(Range<usize>) -> bool,
}

impl Walk<'_> {
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// The next top-level value, past white space, record separators and the commas that some programs
    /// write between features.
    fn next_value(&mut self) -> Option<u8> {
        while let Some(byte @ (b' ' | b'\n' | b'\r' | b'\t' | 0x1E | b',')) = self.bytes.get(self.at) {
            if *byte == b',' {
                if self.outline.single == 0 {
                    break;
                }
                self.outline.comma_at.get_or_insert(self.at);
            }
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Something at the top that is no object: the rest of its line counts as a feature, which will
    /// be named as unreadable.
    fn line(&mut self) -> bool {
        let start = self.at;
        let end = memchr(b'\n', &self.bytes[start..]).map_or(self.bytes.len(), |length| start + length);
        self.at = end;
        (self.found)(start..trim_end(self.bytes, start, end))
    }

    fn object(&mut self) -> bool {
        let start = self.at;
        let members_before = self.outline.members.len();
        let mut has_features = false;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b'"') => {}
                Some(_) if !has_features => return self.whole(start, members_before),
                Some(_) => return self.broken(),
                None => return self.cut(start, has_features, members_before),
            }
            let key_start = self.at + 1;
            let Some(key_end) = string_end(self.bytes, self.at) else {
                return self.cut(start, has_features, members_before);
            };
            self.at = key_end;
            let key = &self.bytes[key_start..key_end - 1];
            match self.peek() {
                Some(b':') => self.at += 1,
                Some(_) if !has_features => return self.whole(start, members_before),
                Some(_) => return self.broken(),
                None => return self.cut(start, has_features, members_before),
            }
            let first = self.peek();
            if key == b"features" && first == Some(b'[') && !is_feature(self.bytes, start, self.at) {
                has_features = true;
                self.outline.collections += 1;
                if !self.features() {
                    return false;
                }
            } else {
                let value_start = self.at;
                let Some(value_end) = value_end(self.bytes, self.at) else {
                    return self.cut(start, has_features, members_before);
                };
                self.at = value_end;
                if self.outline.members.len() < 1000 {
                    self.outline
                        .members
                        .push((String::from_utf8_lossy(key).into_owned(), value_start..value_end));
                }
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {}
                Some(_) if !has_features => return self.whole(start, members_before),
                Some(_) => return self.broken(),
                None => return self.cut(start, has_features, members_before),
            }
        }
        if has_features {
            return true;
        }
        self.outline.members.truncate(members_before);
        self.outline.single += 1;
        (self.found)(start..self.at)
    }

    /// An object whose members make no sense: it is handed on whole, to be named as unreadable.
    fn whole(&mut self, start: usize, members_before: usize) -> bool {
        self.outline.members.truncate(members_before);
        self.outline.single += 1;
        self.at = start;
        let end = value_end(self.bytes, start)
            .or_else(|| memchr(b'\n', &self.bytes[start..]).map(|length| start + length))
            .unwrap_or(self.bytes.len());
        self.at = end;
        (self.found)(start..end)
    }

    fn cut(&mut self, start: usize, has_features: bool, members_before: usize) -> bool {
        if !has_features {
            self.outline.members.truncate(members_before);
            self.outline.single += 1;
        }
        // A sequence with one broken line goes on at the next one.
        if let Some(next) = (!has_features).then(|| next_feature_line(self.bytes, start)).flatten() {
            self.at = next;
            return (self.found)(start..trim_end(self.bytes, start, next));
        }
        self.outline.cut_at = Some(if has_features { self.bytes.len() } else { start });
        false
    }

    fn broken(&mut self) -> bool {
        self.outline.broken_at = Some(self.at);
        false
    }

    /// The array of features; stands at its `[`.
    fn features(&mut self) -> bool {
        self.at += 1;
        if self.peek() == Some(b']') {
            self.at += 1;
            return true;
        }
        loop {
            if self.peek().is_none() {
                self.outline.cut_at = Some(self.at);
                return false;
            }
            let start = self.at;
            let end = value_end(self.bytes, start).filter(|&end| {
                let mut after = end;
                while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(after) {
                    after += 1;
                }
                matches!(self.bytes.get(after), None | Some(b',' | b']'))
            });
            let Some(end) = end else {
                // Brackets or quotes do not match: go on at the next line that begins a feature.
                let Some(next) = next_feature_line(self.bytes, start) else {
                    self.outline.cut_at = Some(start);
                    return false;
                };
                self.at = next;
                let mut end = trim_end(self.bytes, start, next);
                if self.bytes[..end].ends_with(b",") {
                    end -= 1;
                }
                if !(self.found)(start..end) {
                    return false;
                }
                continue;
            };
            self.at = end;
            if !(self.found)(start..end) {
                return false;
            }
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    if self.peek() == Some(b']') {
                        return self.broken();
                    }
                }
                Some(b']') => {
                    self.at += 1;
                    return true;
                }
                Some(_) => return self.broken(),
                None => {
                    self.outline.cut_at = Some(self.at);
                    return false;
                }
            }
        }
    }
}

/// Whether the object that starts at `start` said before `at` that it is a feature, whose member
/// `features` then is a foreign one.
fn is_feature(bytes: &[u8], start: usize, at: usize) -> bool {
    let head = &bytes[start..at];
    memchr::memmem::find(head, b"\"type\"").is_some_and(|found| {
        let rest = head[found + 6..].iter().copied().filter(|byte| !byte.is_ascii_whitespace());
        rest.take(10).eq(b":\"Feature\"".iter().copied())
    })
}

fn trim_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let white = bytes[start..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    end - white
}

/// The first line after `start` that begins a feature.
fn next_feature_line(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(length) = memchr(b'\n', &bytes[at..]) {
        at += length + 1;
        let line = &bytes[at..bytes.len().min(at + 200)];
        let line = line.trim_ascii_start();
        let line = line.strip_prefix(b"\x1E").unwrap_or(line);
        if line.starts_with(b"{")
            && memchr::memmem::find(&line[..line.len().min(64)], b"\"Feature\"").is_some()
        {
            return Some(at);
        }
    }
    None
}

/// Past the string that starts at `at`; `None` where it does not end.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Past the value that starts at `at`; `None` where the file ends before it does.
fn value_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string_end(bytes, at),
        b'{' | b'[' => {
            let mut depth = 0_usize;
            loop {
                match bytes.get(at)? {
                    b'"' => {
                        at = string_end(bytes, at)?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
        }
        _ => {
            let end = bytes[at..]
                .iter()
                .position(|byte| matches!(byte, b',' | b']' | b'}' | b'\n' | b'\r' | b' ' | b'\t'));
            end.map(|length| at + length.max(1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> (Vec<&str>, Outline) {
        let mut found = Vec::new();
        let outline = split(text.as_bytes(), &mut |range| {
            found.push(&text[range]);
            true
        });
        (found, outline)
    }

    #[test]
    fn a_collection_with_members_on_both_sides() {
        let (found, outline) =
            pieces(r#"{"features":[{"a":"]}"},{"b":[1,{}]}],"type":"FeatureCollection","name":"x"}"#);
        assert_eq!(found, [r#"{"a":"]}"}"#, r#"{"b":[1,{}]}"#]);
        assert_eq!(outline.members.len(), 2);
        assert_eq!(outline.cut_at, None);
    }

    #[test]
    fn sequences_with_and_without_separators() {
        for text in ["{\"a\":1}\n{\"b\":2}\n", "\u{1e}{\"a\":1}\n\u{1e}{\"b\":2}\n", "{\"a\":1}{\"b\":2}"] {
            assert_eq!(pieces(text).0, [r#"{"a":1}"#, r#"{"b":2}"#]);
        }
    }

    #[test]
    fn commas_between_the_features_of_a_sequence_are_read_over_and_remembered() {
        let (found, outline) = pieces("{\"a\":1},\n{\"b\":2},\n");
        assert_eq!(found, [r#"{"a":1}"#, r#"{"b":2}"#]);
        assert_eq!(outline.comma_at, Some(7));
    }

    #[test]
    fn a_cut_file_gives_what_stands_before_the_cut() {
        let (found, outline) = pieces(r#"{"type":"FeatureCollection","features":[{"a":1},{"b":"#);
        assert_eq!(found, [r#"{"a":1}"#]);
        assert_eq!(outline.cut_at, Some(48));
    }

    #[test]
    fn one_broken_feature_does_not_take_the_next_ones_with_it() {
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"x\":[1},\n{\"type\":\"Feature\",\"y\":1}\n]}";
        let (found, _) = pieces(text);
        assert_eq!(found, [r#"{"type":"Feature","x":[1}"#, r#"{"type":"Feature","y":1}"#]);
    }

    #[test]
    fn a_feature_may_have_a_foreign_member_called_features() {
        let (found, outline) = pieces(r#"{"type": "Feature","features":[{}],"geometry":null}"#);
        assert_eq!(found.len(), 1);
        assert_eq!(outline.collections, 0);
    }
}
