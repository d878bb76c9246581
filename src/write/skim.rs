//! Members of a JSON object found by their brackets and quotes alone, without reading what lies between.
//!
//! For features' own bytes, which have been read before: they are known to be JSON unless the source has
//! changed since, which is looked for when the copy is done. So nothing is checked twice here, and a
//! text that is no JSON gives no answer or a wrong one, but never a panic.

use memchr::memchr2;

/// A member of an object: byte offsets in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The first byte after the key's opening quote, and its closing quote.
    pub(super) key: (usize, usize),
    /// The value's first byte, and the one after its last.
    pub(super) value: (usize, usize),
}

/// Calls `each` for the members of the object that begins at `at`; `None` where there is none or it is
/// not closed, the offset after it otherwise.
pub(super) fn members(text: &[u8], at: usize, mut each: impl FnMut(Member)) -> Option<usize> {
    let mut at = expect(text, at, b'{')?;
    at = blank(text, at);
    if *text.get(at)? == b'}' {
        return Some(at + 1);
    }
    loop {
        let key = expect(text, at, b'"')?;
        let after = string_end(text, key)?;
        let value = blank(text, expect(text, after, b':')?);
        let end = value_end(text, value)?;
        each(Member { key: (key, after - 1), value: (value, end) });
        at = blank(text, end);
        match text.get(at)? {
            b',' => at += 1,
            b'}' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// The offset after the white space at `at`.
fn blank(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count()
}

/// The offset after a punctuation byte and the white space before it.
fn expect(text: &[u8], at: usize, punctuation: u8) -> Option<usize> {
    let at = blank(text, at);
    (*text.get(at)? == punctuation).then_some(at + 1)
}

/// The offset after the string whose content begins at `at`.
fn string_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// The offset after the value that begins at `at`.
fn value_end(text: &[u8], mut at: usize) -> Option<usize> {
    match text.get(at)? {
        b'"' => string_end(text, at + 1),
        b'{' | b'[' => {
            let mut depth = 0_usize;
            loop {
                let byte = *text.get(at)?;
                at += 1;
                match byte {
                    b'"' => at = string_end(text, at)?,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at);
                        }
                    }
                    _ => {}
                }
            }
        }
        _ => {
            let rest = text.get(at..)?;
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
            let len = rest.iter().position(ends)?;
            (len > 0).then_some(at + len)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Fault, Scanner};
    use proptest::prelude::*;

    fn skimmed(text: &str) -> Option<Vec<(String, String)>> {
        let mut found = Vec::new();
        members(text.as_bytes(), 0, |member| {
            let part = |(start, end): (usize, usize)| text[start..end].to_owned();
            found.push((part(member.key), part(member.value)));
        })?;
        Some(found)
    }

    fn scanned(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut scanner = Scanner::new(text);
        let whole = scanner.object(|scanner, _, key_at| {
            let before = scanner.at();
            let key = text[key_at + 1..before].rsplit_once('"').map_or("", |(key, _)| key).to_owned();
            scanner.peek();
            found.push((key, scanner.value()?.to_owned()));
            Ok::<(), Fault>(())
        });
        assert!(whole.is_ok(), "{text}");
        found
    }

    #[test]
    fn brackets_in_texts_fool_nobody() {
        let text = r#" { "a]\"}" : "}]\\" ,"b":[{"c":"]"},[1]], "d" :-1.5e3 } rest"#;
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            skimmed(text),
            Some(vec![pair(r#"a]\"}"#, r#""}]\\""#), pair("b", r#"[{"c":"]"},[1]]"#), pair("d", "-1.5e3"),])
        );
        assert_eq!(skimmed("{}"), Some(Vec::new()));
        for broken in
            ["", "[", "{", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":[1", "{\"a\":1", "{\"a\":\"\\", "{,}"]
        {
            assert_eq!(skimmed(broken), None, "{broken}");
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            ".{0,6}".prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::Array),
                prop::collection::vec((".{0,4}", inner), 0..5)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn skimming_finds_what_scanning_finds(members in prop::collection::vec((".{0,4}", any_json()), 0..5)) {
            let value = serde_json::Value::Object(members.into_iter().collect());
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                prop_assert_eq!(skimmed(&text), Some(scanned(&text)));
            }
        }

        #[test]
        fn skimming_bears_any_text(text in "[\\[\\]{}\",:1\\\\ a]{0,24}") {
            skimmed(&format!("{{{text}"));
        }
    }
}
