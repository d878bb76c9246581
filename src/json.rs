//! A strict JSON scanner over text that stays where it is: RFC 8259, no tree, exact places of faults.
//!
//! Reading uses it to go straight from bytes to columns, writing uses it to change a feature's own
//! bytes in one spot and leave the rest alone. Depth is bounded, so hostile nesting is an error.

use std::borrow::Cow;

/// Deepest nesting of arrays and objects that is read.
pub const MAX_DEPTH: usize = 128;

/// What is wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Key of the message in `diagnostics.ftl`.
    pub code: &'static str,
    /// Byte offset in the text.
    pub at: usize,
    /// What was found there, for the message.
    pub found: String,
}

/// A position in a JSON text.
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Byte offset of what comes next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Goes to a byte offset where a value, or what may stand between values, begins or ends.
    pub fn set_at(&mut self, at: usize) {
        self.at = at;
    }

    /// The text between two offsets.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[start..end]
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// A fault at an offset.
    pub fn fault_at(&self, code: &'static str, at: usize) -> Fault {
        let rest = self.text.get(at..).unwrap_or("");
        let found: String = rest.chars().take_while(|c| !matches!(c, ',' | '\n' | '\r')).take(24).collect();
        Fault { code, at, found }
    }

    /// A fault here.
    pub fn fault(&self, code: &'static str) -> Fault {
        self.fault_at(if self.at >= self.text.len() { "json-end" } else { code }, self.at)
    }

    /// The next byte after white space, which stays unread.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Reads one punctuation byte.
    ///
    /// # Errors
    /// `json-unexpected` where something else stands there.
    pub fn expect(&mut self, punctuation: u8) -> Result<(), Fault> {
        if self.peek() == Some(punctuation) {
            self.at += 1;
            return Ok(());
        }
        Err(self.fault("json-unexpected"))
    }

    /// Fails where anything but white space is left.
    ///
    /// # Errors
    /// `json-trailing`.
    pub fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fault("json-trailing")),
        }
    }

    /// Reads an object, calling `member` at each value; `member` must read that value.
    ///
    /// # Errors
    /// Faults of the text, and what `member` returns.
    pub fn object<E: From<Fault>>(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.object_guessing(
            &mut (),
            |()| None,
            |scanner, (), key, key_at| member(scanner, key.unwrap_or_default(), key_at),
        )
    }

    /// The same, where `guess` mostly knows which key comes next: that is compared and not read, and
    /// `member` is called with no key. A guess must hold nothing that is escaped in a string.
    ///
    /// # Errors
    /// Faults of the text, and what `member` returns.
    pub fn object_guessing<S, E: From<Fault>>(
        &mut self,
        state: &mut S,
        guess: impl Fn(&S) -> Option<&'a str>,
        mut member: impl FnMut(&mut Self, &mut S, Option<Cow<'a, str>>, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.enter(b'{')?;
        if self.peek() == Some(b'}') {
            self.leave();
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.fault("json-key").into());
            }
            let key_at = self.at;
            let is_guessed = guess(state).is_some_and(|guess| self.plain_string(guess));
            let key = if is_guessed { None } else { Some(self.string()?) };
            self.expect(b':')?;
            member(self, state, key, key_at)?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.leave();
                    return Ok(());
                }
                _ => return Err(self.fault("json-unexpected").into()),
            }
        }
    }

    /// Goes past the string that stands here where it is this one, which holds nothing to be escaped.
    fn plain_string(&mut self, text: &str) -> bool {
        let rest = self.text.as_bytes()[self.at + 1..].strip_prefix(text.as_bytes());
        let is_it = rest.is_some_and(|rest| rest.first() == Some(&b'"'));
        if is_it {
            self.at += text.len() + 2;
        }
        is_it
    }

    /// Reads an array, calling `item` at each value with its number from 0; `item` must read it.
    ///
    /// # Errors
    /// Faults of the text, and what `item` returns.
    pub fn array<E: From<Fault>>(
        &mut self,
        mut item: impl FnMut(&mut Self, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.enter(b'[')?;
        if self.peek() == Some(b']') {
            self.leave();
            return Ok(());
        }
        for number in 0.. {
            item(self, number)?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.fault("json-unexpected").into()),
            }
        }
        self.leave();
        Ok(())
    }

    fn enter(&mut self, bracket: u8) -> Result<(), Fault> {
        self.expect(bracket)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault_at("json-depth", self.at - 1));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Reads a string, decoded; borrowed where it holds no escape.
    ///
    /// # Errors
    /// Unclosed strings, raw control characters, bad escapes.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.expect(b'"')?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        loop {
            self.at += plain_bytes(&bytes[self.at..]);
            match bytes.get(self.at) {
                Some(b'"') => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(Cow::Borrowed(text));
                }
                Some(b'\\') => return self.escaped(start).map(Cow::Owned),
                Some(0..0x20) => return Err(self.fault("json-control")),
                Some(_) => self.at += 1,
                None => return Err(self.fault_at("json-string-open", start - 1)),
            }
        }
    }

    /// The rest of a string from its first escape on.
    fn escaped(&mut self, start: usize) -> Result<String, Fault> {
        let bytes = self.text.as_bytes();
        let mut text = self.text[start..self.at].to_owned();
        loop {
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    let c = self.escape()?;
                    text.push(c);
                }
                Some(0..0x20) => return Err(self.fault("json-control")),
                Some(_) => {
                    let run = self.at;
                    while !matches!(bytes.get(self.at), None | Some(b'"' | b'\\' | 0..0x20)) {
                        self.at += 1;
                    }
                    text.push_str(&self.text[run..self.at]);
                }
                None => return Err(self.fault_at("json-string-open", start - 1)),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let at = self.at;
        let bad = |scanner: &Self| scanner.fault_at("json-escape", at);
        self.at += 2;
        let c = match self.text.as_bytes().get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.hex4().ok_or_else(|| bad(self))?;
                if (0xD800..0xDC00).contains(&high) && self.text.as_bytes()[self.at..].starts_with(b"\\u") {
                    self.at += 2;
                    let low = self.hex4().ok_or_else(|| bad(self))?;
                    if !(0xDC00..0xE000).contains(&low) {
                        return Err(bad(self));
                    }
                    char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                        .ok_or_else(|| bad(self))?
                } else {
                    // A lone surrogate stands for no character: named, not mended.
                    char::from_u32(high).ok_or_else(|| bad(self))?
                }
            }
            _ => return Err(bad(self)),
        };
        Ok(c)
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// Reads a number and returns it as it is written.
    ///
    /// # Errors
    /// `json-nan` for NaN and Infinity, `json-number` for what RFC 8259 does not allow (`01`, `1.`, `+1`).
    pub fn number(&mut self) -> Result<&'a str, Fault> {
        self.peek();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start;
        let digits = |at: &mut usize| {
            let from = *at;
            while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
                *at += 1;
            }
            *at - from
        };
        if bytes.get(at) == Some(&b'-') {
            at += 1;
        }
        let first = at;
        let whole = digits(&mut at);
        let mut good = whole > 0 && !(whole > 1 && bytes[first] == b'0');
        if good && bytes.get(at) == Some(&b'.') {
            at += 1;
            good = digits(&mut at) > 0;
        }
        if good && matches!(bytes.get(at), Some(b'e' | b'E')) {
            at += 1;
            if matches!(bytes.get(at), Some(b'+' | b'-')) {
                at += 1;
            }
            good = digits(&mut at) > 0;
        }
        if !good || matches!(bytes.get(at), Some(b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'_')) {
            let word = self.text[start..].trim_start_matches(['-', '+']);
            let nan = ["NaN", "nan", "NAN", "Inf", "inf", "INF"].iter().any(|name| word.starts_with(name));
            return Err(self.fault(if nan { "json-nan" } else { "json-number" }));
        }
        self.at = at;
        Ok(&self.text[start..at])
    }

    /// Reads one of the words `true`, `false` and `null`.
    ///
    /// # Errors
    /// `json-value` where none of them stands there.
    pub fn word(&mut self) -> Result<&'static str, Fault> {
        self.peek();
        for word in ["true", "false", "null"] {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(word);
            }
        }
        let rest = &self.text[self.at..];
        Err(self.fault(if rest.starts_with("NaN") || rest.starts_with("Inf") {
            "json-nan"
        } else {
            "json-value"
        }))
    }

    /// Reads any value and returns its text.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub fn value(&mut self) -> Result<&'a str, Fault> {
        let first = self.peek();
        let start = self.at;
        match first {
            Some(b'{') => self.object(|scanner, _, _| scanner.value().map(drop))?,
            Some(b'[') => self.array(|scanner, _| scanner.value().map(drop))?,
            Some(b'"') => drop(self.string()?),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => drop(self.number()?),
            Some(_) => drop(self.word()?),
            None => return Err(self.fault("json-end")),
        }
        Ok(&self.text[start..self.at])
    }
}

/// How many bytes at the beginning are for certain plain text within a string, looked at eight at a time:
/// no quote, backslash or control character.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    // The high bit of each byte that is zero, and perhaps of those above it: enough to say "none".
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let mut plain = 0;
    for eight in bytes.as_chunks::<8>().0 {
        let word = u64::from_le_bytes(*eight);
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let backslashes = zeros(word ^ (ONES * u64::from(b'\\')));
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        let first = (quotes | backslashes | controls).trailing_zeros() as usize / 8;
        plain += first;
        if first < 8 {
            break;
        }
    }
    plain
}

/// Line and column (in characters), both from 1, of a byte offset.
pub fn line_and_column(bytes: &[u8], at: usize) -> (u64, u64) {
    let before = &bytes[..at.min(bytes.len())];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', &before[..line_start]).count() as u64 + 1;
    let line_start = if line_start == 0 && before.starts_with(b"\xEF\xBB\xBF") { 3 } else { line_start };
    // Characters are counted by the bytes that begin one, so that broken UTF-8 counts too.
    let column = before[line_start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64 + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn faults_are_named_with_their_place() {
        let code = |text| Scanner::new(text).value().map_err(|fault| (fault.code, fault.at)).err();
        assert_eq!(code("[1,NaN]"), Some(("json-nan", 3)));
        assert_eq!(code("[1,-Infinity]"), Some(("json-nan", 3)));
        assert_eq!(code("[01]"), Some(("json-number", 1)));
        assert_eq!(code("[1.]"), Some(("json-number", 1)));
        assert_eq!(code("\"a\nb\""), Some(("json-control", 2)));
        assert_eq!(code("\"\\ud800\""), Some(("json-escape", 1)));
        assert_eq!(code("{\"a\" 1}"), Some(("json-unexpected", 5)));
        assert_eq!(code("[1,2"), Some(("json-end", 4)));
        assert_eq!(code(&"[".repeat(100_000)), Some(("json-depth", MAX_DEPTH)));
    }

    #[test]
    fn surrogate_pairs_become_one_character() {
        assert_eq!(Scanner::new(r#""\ud83d\ude00\u4e09""#).string(), Ok(Cow::Borrowed("😀三")));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("ab\n三张x".as_bytes(), 9), (2, 3));
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            ".*".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::Array),
                prop::collection::vec((".*", inner), 0..6)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn accepts_what_serde_json_writes(value in any_json()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                let mut scanner = Scanner::new(&text);
                prop_assert_eq!(scanner.value(), Ok(text.as_str()));
                prop_assert!(scanner.end().is_ok());
            }
        }

        #[test]
        fn agrees_with_serde_json_on_any_text(text in "[\\[\\]{}\",:0-9eE.+\\-a-z\\\\ ]{0,24}") {
            let mut scanner = Scanner::new(&text);
            let ours = scanner.value().is_ok() && scanner.end().is_ok();
            let theirs = serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok();
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }
}
