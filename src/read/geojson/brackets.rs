//! Where values end, without understanding them: brackets and strings only.

use memchr::{memchr, memchr2};

/// Past the string that starts at `at`; `None` where it does not end.
pub(super) fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Past the value that starts at `at`; `None` where the bytes end before it does.
pub(super) fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    value_end_unless(bytes, at, || false)
}

/// Bytes between two questions whether to stop.
const BYTES_A_LOOK: usize = 1 << 20;

/// The same; `None` where it is to stop, too.
pub(super) fn value_end_unless(bytes: &[u8], mut at: usize, stops: impl Fn() -> bool) -> Option<usize> {
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
                if at.is_multiple_of(BYTES_A_LOOK) && stops() {
                    return None;
                }
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

/// Without the white space before `end`.
pub(super) fn trim_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let white = bytes[start..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    end - white
}

/// What is looked at of a line to say whether it begins a feature.
const LINE_BYTES: usize = 200;

/// The first line after `start` that begins a feature; an error where the bytes end too early to say.
pub(super) fn next_feature_line(bytes: &[u8], start: usize, is_last: bool) -> Result<Option<usize>, ()> {
    let mut at = start;
    while let Some(length) = memchr(b'\n', &bytes[at..]) {
        at += length + 1;
        if at + LINE_BYTES > bytes.len() && !is_last {
            return Err(());
        }
        let line = &bytes[at..bytes.len().min(at + LINE_BYTES)];
        let line = line.trim_ascii_start();
        let line = line.strip_prefix(b"\x1E").unwrap_or(line);
        if line.starts_with(b"{")
            && memchr::memmem::find(&line[..line.len().min(64)], b"\"Feature\"").is_some()
        {
            return Ok(Some(at));
        }
    }
    if is_last { Ok(None) } else { Err(()) }
}

/// What features of this document look like at their beginning: good enough to guess where one begins
/// in the middle of the file. The guess is held against the walk before anything is made of it.
#[derive(Clone, Debug)]
pub(super) enum Looks {
    /// An object in an array whose first key is this.
    Key(Vec<u8>),
    /// An object at the beginning of a line.
    Line,
}

impl Looks {
    /// As the beginning of a file has them.
    pub(super) fn of(beginning: &[u8]) -> Self {
        let array = memchr::memmem::find_iter(beginning, b"\"features\"").find_map(|at| {
            let rest = beginning[at + 10..].trim_ascii_start().strip_prefix(b":")?;
            rest.trim_ascii_start().strip_prefix(b"[")
        });
        let Some(array) = array else { return Self::Line };
        let key = array
            .trim_ascii_start()
            .strip_prefix(b"{")
            .map(<[u8]>::trim_ascii_start)
            .filter(|rest| rest.starts_with(b"\""))
            .and_then(|rest| Some(rest[..string_end(rest, 0)?].to_vec()));
        Self::Key(key.unwrap_or_else(|| b"\"type\"".to_vec()))
    }

    /// The last place in `bytes` where a feature may begin.
    pub(super) fn last_in(&self, bytes: &[u8]) -> Option<usize> {
        let mut end = bytes.len();
        while let Some(at) = memchr::memrchr(b'{', &bytes[..end]) {
            if at > 0 && self.is_feature(bytes, at) {
                return Some(at);
            }
            end = at;
        }
        None
    }

    fn is_feature(&self, bytes: &[u8], at: usize) -> bool {
        let before = bytes[..at].trim_ascii_end();
        match self {
            Self::Line => bytes[at - 1] == b'\n' || bytes[at - 1] == 0x1E || before.is_empty(),
            Self::Key(key) => {
                let inside = bytes[at + 1..].trim_ascii_start();
                // Objects in the properties may begin with a type, too.
                let has_type = || {
                    let value = inside[key.len()..].trim_ascii_start().strip_prefix(b":");
                    value.is_some_and(|value| value.trim_ascii_start().starts_with(b"\"Feature\""))
                };
                before.ends_with(b",") && inside.starts_with(key) && (key != b"\"type\"" || has_type())
            }
        }
    }
}

/// How far a stretch of text reaches: lines that begin in it, and characters of the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) lines: u64,
    pub(super) characters: u64,
}

impl Reach {
    /// Of all of `bytes`. Characters are counted by the bytes that begin one, so that broken UTF-8
    /// counts too.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let line = memchr::memrchr(b'\n', bytes).map_or(0, |newline| newline + 1);
        let lines = memchr::memchr_iter(b'\n', &bytes[..line]).count() as u64;
        let characters = bytes[line..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        Self { lines, characters }
    }

    /// Of this and then of `more`.
    #[must_use]
    pub(super) fn and(self, more: Self) -> Self {
        let before = if more.lines > 0 { 0 } else { self.characters };
        Self { lines: self.lines + more.lines, characters: before + more.characters }
    }

    /// Line and column, both from 1, of what comes next.
    pub(super) fn line_and_column(self) -> (u64, u64) {
        (self.lines + 1, self.characters + 1)
    }
}
