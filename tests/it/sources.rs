//! The package's own sources as text, for the tests that hold them to the house rules.

use std::path::{Path, PathBuf};

/// One source file.
pub(crate) struct SourceFile {
    /// Path below the package, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
}

impl SourceFile {
    /// The code without comments and without the unit tests at its end.
    pub(crate) fn code(&self) -> String {
        let end = self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        without_comments(&self.text[..end])
    }

    /// The room that a file of `src/` belongs to: its folder, or its own name.
    pub(crate) fn room(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }
}

/// The package's folder.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder of the package, sorted by path.
pub(crate) fn rust_files(folder: &str) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&package().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| SourceFile {
            text: std::fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(package()).unwrap().to_string_lossy().replace('\\', "/"),
        })
        .collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Unit tests in a file or a folder of their own are tests, not code that ships.
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Code with comments blanked out; string and character literals are left as they are.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let len = literal_len(rest).unwrap_or_else(|| first.len_utf8());
            code.push_str(&rest[..len]);
            len
        };
        rest = &rest[taken..];
    }
    code
}

/// Length of the string or character literal at the start of `text`, if there is one.
fn literal_len(text: &str) -> Option<usize> {
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = hashes + 2;
            return text[body..].find(&close).map(|end| body + end + close.len());
        }
        return None;
    }
    if text.starts_with('"') {
        let mut escaped = false;
        for (at, c) in text.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Some(at + 1),
                _ => {}
            }
        }
        return None;
    }
    // '"' and '\'' would confuse the search for strings; lifetimes are left alone.
    ["'\"'", "'\\''", "'\\\"'", "'\\\\'"].iter().find(|c| text.starts_with(**c)).map(|c| c.len())
}

/// The string literals of code without comments, unescaped as far as kebab-case keys need.
pub(crate) fn string_literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        match literal_len(rest) {
            Some(len) => {
                if rest.starts_with('"') {
                    found.push(&rest[1..len - 1]);
                }
                at += len;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

#[test]
fn comments_are_told_from_strings() {
    let code = "a(\"https://x\"); // gone \"not a string\"\nb('\"', \"two\")/* x */";
    assert_eq!(without_comments(code), "a(\"https://x\"); \nb('\"', \"two\")");
    assert_eq!(string_literals(&without_comments(code)), ["https://x", "two"]);
}
