//! The way through a document, from feature to feature, in windows that need not end where a feature
//! does.
//!
//! One walk handles every way GeoJSON is stored: a collection (members in any order), one feature or
//! geometry, and sequences of either with newlines, record separators (RFC 8142) or nothing between.
//! Where a window ends too early the walk stops before the value that it cannot finish, and goes on
//! from there once the window is longer: what it finds does not depend on where windows end.
//!
//! A feature's end is found by reading it. One that cannot be read is passed over by its brackets and
//! strings; where these do not match either, the walk goes on at the next line that begins a feature.

use super::brackets::{next_feature_line, string_end, trim_end, value_end, value_end_unless};
use super::feature::{Batch, CANCELLED, FeatureReader};
use std::ops::Range;

/// A stretch of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'a> {
    pub(super) bytes: &'a [u8],
    /// The file ends where it ends.
    pub(super) is_last: bool,
}

/// Between which things the walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Before a value of a sequence.
    Top,
    /// In the array of features, before a value; the array may end here only where it is empty.
    Features { is_first: bool },
    /// In a collection behind one of its values.
    BehindMember,
    /// In a collection before a key.
    BeforeKey,
    /// Nothing after this is read.
    Ended,
}

/// A member of the collection other than `features`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) value: Vec<u8>,
    /// Where the value begins in the window.
    pub(super) at: usize,
}

/// Why nothing more is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop {
    /// The file ends too early, in the feature or value that begins here.
    Cut { at: usize },
    /// The document stops making sense here.
    Broken { at: usize, found: String },
}

/// What a walk over a window met beside the features.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Met {
    pub(super) members: Vec<Member>,
    pub(super) stop: Option<Stop>,
    /// Collections; features of all of them are read.
    pub(super) collections: usize,
    /// Objects that are not collections.
    pub(super) single: usize,
    /// The first comma between the values of a sequence, which needs none.
    pub(super) comma_at: Option<usize>,
}

/// How a walk over a window ended.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) batch: Batch,
    pub(super) met: Met,
    /// Bytes of the window that are done with.
    pub(super) done: usize,
    pub(super) state: State,
    /// It stopped because enough was read, and goes on at once if asked.
    pub(super) paused: bool,
}

/// What happened to one step of the walk.
enum Step {
    Done,
    /// The window ends too early.
    More,
}

/// Walks over a window from `state` on, until its end or until about `enough` bytes are done with.
/// `had_single` tells whether an object that is no collection came before.
pub(super) fn walk<'a>(
    window: Window<'a>,
    state: State,
    had_single: bool,
    enough: usize,
    mut reader: FeatureReader<'a>,
) -> Walked {
    reader.make_room_for(window.bytes.len().min(enough));
    let text = simdutf8::basic::from_utf8(whole_characters(window.bytes)).ok();
    let mut walk =
        Walk { window, given_up: false, text, at: 0, state, had_single, met: Met::default(), reader };
    let mut paused = false;
    while walk.state != State::Ended {
        if walk.at >= enough {
            paused = true;
            break;
        }
        let before = walk.at;
        let step = match walk.state {
            State::Top => walk.top(),
            State::Features { is_first } => walk.feature(is_first),
            State::BehindMember => walk.behind_member(),
            State::BeforeKey => walk.key(),
            State::Ended => Step::More,
        };
        if matches!(step, Step::More) {
            // Nothing comes of a walk that was given up: whoever asked for it looks at the token too.
            paused = walk.given_up;
            break;
        }
        if walk.at - before > LONG_STEP && walk.reader.is_cancelled() {
            paused = true;
            break;
        }
    }
    Walked { batch: walk.reader.finish(), met: walk.met, done: walk.at, state: walk.state, paused }
}

/// After a value longer than this the cancel token is looked at.
const LONG_STEP: usize = 1 << 16;

struct Walk<'a> {
    window: Window<'a>,
    /// Somebody has cancelled within a feature.
    given_up: bool,
    /// The window up to its last whole character, where it is UTF-8.
    text: Option<&'a str>,
    at: usize,
    state: State,
    had_single: bool,
    met: Met,
    reader: FeatureReader<'a>,
}

/// The bytes without a last character that is cut off: a window ends wherever its block does.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    for back in 1..=bytes.len().min(3) {
        let byte = bytes[bytes.len() - back];
        if byte & 0b1100_0000 != 0b1000_0000 {
            let is_cut = byte.leading_ones() as usize > back;
            return &bytes[..bytes.len() - if is_cut { back } else { 0 }];
        }
    }
    bytes
}

/// Past white space.
fn skip_white(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

impl<'a> Walk<'a> {
    /// The text, where what begins at `start` begins within it.
    fn text_from(&self, start: usize) -> Option<&'a str> {
        self.text.filter(|text| start < text.len())
    }

    fn peek(&mut self) -> Option<u8> {
        self.at = skip_white(self.window.bytes, self.at);
        self.window.bytes.get(self.at).copied()
    }

    /// The next top-level value, past white space, record separators and the commas that some programs
    /// write between features.
    fn top(&mut self) -> Step {
        let bytes = self.window.bytes;
        while let Some(byte @ (b' ' | b'\n' | b'\r' | b'\t' | 0x1E | b',')) = bytes.get(self.at) {
            if *byte == b',' {
                if !self.had_single {
                    break;
                }
                self.met.comma_at.get_or_insert(self.at);
            }
            self.at += 1;
        }
        match bytes.get(self.at) {
            None => Step::More,
            Some(b'{') => self.object(),
            Some(_) => self.line(),
        }
    }

    /// Something at the top that is no object: the rest of its line counts as a feature, which will
    /// be named as unreadable.
    fn line(&mut self) -> Step {
        let bytes = self.window.bytes;
        let length = memchr::memchr(b'\n', &bytes[self.at..]);
        if length.is_none() && !self.window.is_last {
            return Step::More;
        }
        let end = length.map_or(bytes.len(), |length| self.at + length);
        self.reader.read(bytes, self.at..trim_end(bytes, self.at, end));
        self.at = end;
        Step::Done
    }

    fn single(&mut self, range: Range<usize>, next: usize) -> Step {
        self.met.single += 1;
        self.had_single = true;
        self.reader.read(self.window.bytes, range);
        self.at = next;
        Step::Done
    }

    /// An object at the top: one feature of a sequence, or the head of a collection.
    fn object(&mut self) -> Step {
        let (bytes, start) = (self.window.bytes, self.at);
        match self.text_from(start).map(|text| self.reader.parse_at_top(text, start)) {
            Some(Ok(end)) => {
                self.reader.commit(start, end);
                self.met.single += 1;
                self.had_single = true;
                self.at = end;
                return Step::Done;
            }
            Some(Err(fault)) if fault.code == CANCELLED => return self.give_up(),
            _ => {}
        }
        let mut members = Vec::new();
        let mut is_feature = false;
        let mut at = start + 1;
        loop {
            at = skip_white(bytes, at);
            match bytes.get(at) {
                Some(b'}') => return self.single(start..at + 1, at + 1),
                Some(b'"') => {}
                Some(_) => return self.whole(start),
                None => return self.cut_object(start),
            }
            let Some(key_end) = string_end(bytes, at) else { return self.cut_object(start) };
            let key = &bytes[at + 1..key_end - 1];
            at = skip_white(bytes, key_end);
            match bytes.get(at) {
                Some(b':') => at = skip_white(bytes, at + 1),
                Some(_) => return self.whole(start),
                None => return self.cut_object(start),
            }
            // A feature may have a foreign member called so.
            if key == b"features" && bytes.get(at) == Some(&b'[') && !is_feature {
                self.met.collections += 1;
                self.met.members.append(&mut members);
                self.state = State::Features { is_first: true };
                self.at = at + 1;
                return Step::Done;
            }
            let Some(end) = value_end(bytes, at) else { return self.cut_object(start) };
            is_feature |= key == b"type" && &bytes[at..end] == b"\"Feature\"";
            members.push(member(bytes, key, at..end));
            at = skip_white(bytes, end);
            match bytes.get(at) {
                Some(b',') => at += 1,
                Some(b'}') => {}
                Some(_) => return self.whole(start),
                None => return self.cut_object(start),
            }
        }
    }

    /// An object whose members make no sense: it is handed on whole, to be named as unreadable.
    fn whole(&mut self, start: usize) -> Step {
        let bytes = self.window.bytes;
        let end = value_end(bytes, start);
        if end.is_none() && !self.window.is_last {
            return Step::More;
        }
        let end = end
            .or_else(|| memchr::memchr(b'\n', &bytes[start..]).map(|length| start + length))
            .unwrap_or(bytes.len());
        self.single(start..end, end)
    }

    /// An object that does not end.
    fn cut_object(&mut self, start: usize) -> Step {
        let bytes = self.window.bytes;
        if !self.window.is_last {
            return Step::More;
        }
        // A sequence with one broken line goes on at the next one.
        if let Some(next) = next_feature_line(bytes, start, true).unwrap_or(None) {
            return self.single(start..trim_end(bytes, start, next), next);
        }
        self.met.single += 1;
        self.cut(start)
    }

    fn give_up(&mut self) -> Step {
        self.given_up = true;
        Step::More
    }

    fn cut(&mut self, at: usize) -> Step {
        if !self.window.is_last {
            return Step::More;
        }
        self.met.stop = Some(Stop::Cut { at });
        self.state = State::Ended;
        Step::Done
    }

    fn broken(&mut self) -> Step {
        let rest = &self.window.bytes[self.at..];
        if rest.len() < 20 && !self.window.is_last {
            return Step::More;
        }
        let found = String::from_utf8_lossy(&rest[..rest.len().min(20)]).lines().next().unwrap_or("").into();
        self.met.stop = Some(Stop::Broken { at: self.at, found });
        self.state = State::Ended;
        Step::Done
    }

    /// A value of the array of features.
    fn feature(&mut self, is_first: bool) -> Step {
        let bytes = self.window.bytes;
        match self.peek() {
            None => return self.cut(self.at),
            Some(b']') if is_first => {
                self.at += 1;
                self.state = State::BehindMember;
                return Step::Done;
            }
            Some(b']') => return self.broken(),
            Some(_) => {}
        }
        let start = self.at;
        match self.text_from(start).map(|text| self.reader.parse(text, start)) {
            Some(Ok(end)) => {
                let behind = skip_white(bytes, end);
                match bytes.get(behind) {
                    None if !self.window.is_last => {
                        self.reader.rewind();
                        return Step::More;
                    }
                    None | Some(b',' | b']') => {
                        self.reader.commit(start, end);
                        return self.behind_feature(behind);
                    }
                    Some(_) => self.reader.rewind(),
                }
            }
            Some(Err(fault)) if fault.code == CANCELLED => return self.give_up(),
            _ => {}
        }
        let end = value_end_unless(bytes, start, || self.reader.is_cancelled());
        if end.is_none() && self.reader.is_cancelled() {
            return self.give_up();
        }
        let behind = end.map(|end| skip_white(bytes, end));
        match behind.map(|behind| bytes.get(behind)) {
            None | Some(None) if !self.window.is_last => Step::More,
            Some(None | Some(b',' | b']')) => {
                self.reader.read(bytes, start..end.unwrap_or(start));
                self.behind_feature(behind.unwrap_or(start))
            }
            // Brackets or quotes do not match: go on at the next line that begins a feature.
            None | Some(Some(_)) => match next_feature_line(bytes, start, self.window.is_last) {
                Err(()) => Step::More,
                Ok(None) => self.cut(start),
                Ok(Some(next)) => {
                    let mut end = trim_end(bytes, start, next);
                    if bytes[..end].ends_with(b",") {
                        end -= 1;
                    }
                    self.reader.read(bytes, start..end);
                    self.at = next;
                    self.state = State::Features { is_first: false };
                    Step::Done
                }
            },
        }
    }

    /// Stands behind a feature, at a comma, the array's end, or the file's.
    fn behind_feature(&mut self, at: usize) -> Step {
        self.at = at;
        match self.window.bytes.get(at) {
            Some(b',') => {
                self.at += 1;
                self.state = State::Features { is_first: false };
            }
            Some(_) => {
                self.at += 1;
                self.state = State::BehindMember;
            }
            None => return self.cut(at),
        }
        Step::Done
    }

    fn behind_member(&mut self) -> Step {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.state = State::BeforeKey;
                Step::Done
            }
            Some(b'}') => {
                self.at += 1;
                self.state = State::Top;
                Step::Done
            }
            Some(_) => self.broken(),
            None => self.cut(self.window.bytes.len()),
        }
    }

    /// A further member of a collection whose features were read.
    fn key(&mut self) -> Step {
        let bytes = self.window.bytes;
        let end_of_window = bytes.len();
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                self.state = State::Top;
                return Step::Done;
            }
            Some(b'"') => {}
            Some(_) => return self.broken(),
            None => return self.cut(end_of_window),
        }
        let Some(key_end) = string_end(bytes, self.at) else { return self.cut(end_of_window) };
        let key = &bytes[self.at + 1..key_end - 1];
        let colon = skip_white(bytes, key_end);
        match bytes.get(colon) {
            Some(b':') => {}
            Some(_) => {
                // Where a longer window is needed to say so, the key is read again in it.
                if end_of_window - colon < 20 && !self.window.is_last {
                    return Step::More;
                }
                self.at = colon;
                return self.broken();
            }
            None => return self.cut(end_of_window),
        }
        let start = skip_white(bytes, colon + 1);
        if key == b"features" && bytes.get(start) == Some(&b'[') {
            self.met.collections += 1;
            self.state = State::Features { is_first: true };
            self.at = start + 1;
            return Step::Done;
        }
        let Some(end) = value_end(bytes, start) else { return self.cut(end_of_window) };
        self.met.members.push(member(bytes, key, start..end));
        self.at = end;
        self.state = State::BehindMember;
        Step::Done
    }
}

fn member(bytes: &[u8], key: &[u8], value: Range<usize>) -> Member {
    let at = value.start;
    Member { key: String::from_utf8_lossy(key).into_owned(), value: bytes[value].to_vec(), at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_cuts_a_character_is_text_up_to_it() {
        let text = "ab闲置🏭é";
        for end in 0..=text.len() {
            let whole = whole_characters(&text.as_bytes()[..end]);
            let expected = (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            assert_eq!(whole.len(), expected, "{end}");
        }
        // What is no text stays for others to find.
        assert_eq!(whole_characters(b"\x80\x80\x80\x80").len(), 4);
        assert_eq!(whole_characters(b"a\xFF").len(), 1);
    }
}
