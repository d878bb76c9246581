//! Reading and writing the file: strict on the way in, in one step on the way out.

use super::{FORMAT, VERSION, WorkspaceFile, resolved};
use crate::diagnostic::Diagnostic;
use crate::json::line_and_column;
use serde::Deserialize;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::path::Path;

/// A workspace file holds no data; one that is larger is none.
const LARGEST_BYTES: u64 = 16 << 20;

/// What stands where a workspace is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Whatever it is, it may be replaced: the person was asked.
    Anything,
    /// Nothing: nobody was asked.
    Nothing,
    /// This text, which was read or written last; anything else is somebody else's work.
    Text(String),
}

/// Enough to say whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    format: Option<serde_json::Value>,
    version: Option<serde_json::Value>,
}

impl WorkspaceFile {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// `workspace-json` with line and column, `workspace-other` where it is something else,
    /// `workspace-newer` for a version that this program does not know, `workspace-source-twice`.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let head: Head = serde_json::from_str(text).map_err(|error| Box::new(wrong(text, &error)))?;
        if head.format.as_ref().and_then(serde_json::Value::as_str) != Some(FORMAT) {
            return Err(Box::new(Diagnostic::error("workspace-other")));
        }
        let version = head.version.as_ref().and_then(serde_json::Value::as_u64);
        if version != Some(VERSION) {
            let found = head.version.map_or_else(|| "–".to_owned(), |version| version.to_string());
            return Err(Box::new(Diagnostic::error("workspace-newer").with("version", found)));
        }
        let file: Self = serde_json::from_str(text).map_err(|error| Box::new(wrong(text, &error)))?;
        let mut sources: Vec<&str> = file.layers().map(|(_, layer)| layer.source.as_str()).collect();
        sources.sort_unstable();
        if let Some(twice) = sources.windows(2).find(|two| two[0] == two[1]) {
            return Err(Box::new(Diagnostic::error("workspace-source-twice").with("source", twice[0])));
        }
        Ok(file)
    }

    /// The file's text.
    ///
    /// # Errors
    /// `workspace-unwritable` where it could not be read again: then nothing is to be written.
    pub fn to_text(&self) -> Result<String, Box<Diagnostic>> {
        let unwritable =
            |reason: String| Box::new(Diagnostic::error("workspace-unwritable").with("reason", reason));
        let mut text = serde_json::to_string_pretty(self).map_err(|error| unwritable(error.to_string()))?;
        text.push('\n');
        match Self::parse(&text) {
            Ok(again) if again == *self => Ok(text),
            Ok(_) => Err(unwritable(String::new())),
            Err(diagnostic) => Err(unwritable(diagnostic.to_string())),
        }
    }
}

/// What is wrong with a text, with its line and its column in characters.
fn wrong(text: &str, error: &serde_json::Error) -> Diagnostic {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(0, |newline| newline + 1),
    };
    let at = line_start + error.column().saturating_sub(1);
    let (line, column) = line_and_column(text.as_bytes(), at);
    let reason = error.to_string();
    // The place is told in the reader's own language.
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    Diagnostic::error("workspace-json").with("reason", reason).at(line, column)
}

/// Reads a file; its text comes along, to tell later whether somebody has changed it.
///
/// # Errors
/// Those of [`WorkspaceFile::parse`], and `file-unreadable` or `file-missing`.
pub fn read(path: &Path) -> Result<(WorkspaceFile, String), Box<Diagnostic>> {
    let in_file = |diagnostic: Diagnostic| Box::new(diagnostic.in_file(path.display().to_string()));
    let text = text_of(path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return in_file(Diagnostic::error("file-missing"));
        }
        in_file(Diagnostic::error("file-unreadable").with("reason", error.to_string()))
    })?;
    if text.len() as u64 > LARGEST_BYTES {
        return Err(in_file(Diagnostic::error("workspace-too-long")));
    }
    let file = WorkspaceFile::parse(&text).map_err(|diagnostic| in_file(*diagnostic))?;
    // Other spellings of a name lead to the same file: such a workspace could never be saved.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = whole.parent().unwrap_or(Path::new(""));
    let mut seen = HashSet::new();
    if let Some((_, twice)) = file.layers().find(|(_, layer)| !seen.insert(resolved(&layer.source, folder))) {
        let notice = Diagnostic::error("workspace-source-twice").with("source", twice.source.as_str());
        return Err(in_file(notice));
    }
    Ok((file, text))
}

fn text_of(path: &Path) -> std::io::Result<String> {
    if std::fs::metadata(path)?.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let mut text = String::new();
    std::fs::File::open(path)?.take(LARGEST_BYTES + 1).read_to_string(&mut text)?;
    Ok(text)
}

/// Writes a file in one step, where what stands there may be replaced.
///
/// # Errors
/// `workspace-changed` where somebody else has written the file meanwhile, `workspace-name-taken` where
/// nothing should stand there, `write-failed`.
pub fn write(path: &Path, text: &str, expected: &Expected) -> Result<(), Box<Diagnostic>> {
    let in_the_way = match expected {
        Expected::Anything => None,
        Expected::Nothing => path.exists().then_some("workspace-name-taken"),
        Expected::Text(before) => match text_of(path) {
            Ok(found) => (found != *before).then_some("workspace-changed"),
            // What is gone is written anew.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            // What cannot be read, or is no text, is not what was written.
            Err(_) => Some("workspace-changed"),
        },
    };
    if let Some(code) = in_the_way {
        return Err(Box::new(Diagnostic::error(code).in_file(path.display().to_string())));
    }
    crate::write::replace(path, |file| {
        file.write_all(text.as_bytes())
            .map_err(|error| Box::new(Diagnostic::error("write-failed").with("reason", error.to_string())))
    })
}
