//! Files of the program's own that are no layers: what somebody is told who opens one as a layer.

use super::FORMAT;
use crate::diagnostic::Diagnostic;
use crate::layer::SourceBytes;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::path::Path;

/// Such files are no longer than this.
const LONGEST_BYTES: u64 = 16 << 20;

/// The members that tell such files apart, whatever else may be wrong with them: who opens one where it
/// belongs is told that.
#[derive(Deserialize)]
struct Members {
    format: Option<Value>,
    version: Option<IgnoredAny>,
    measure: Option<IgnoredAny>,
    lines: Option<IgnoredAny>,
}

/// What stands against a source being a layer: that it is another file of the program's own, with what to do
/// with it, or else what the reader said.
pub fn why_no_layer(source: &SourceBytes, said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let SourceBytes::File(path) = source else { return said };
    match code_of(path) {
        Some(code) => vec![Diagnostic::error(code).in_file(source.name())],
        None => said,
    }
}

fn code_of(path: &Path) -> Option<&'static str> {
    let metadata = std::fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LONGEST_BYTES {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let members: Members = serde_json::from_str(text).ok()?;
    if members.format.as_ref().and_then(Value::as_str) == Some(FORMAT) {
        return Some("workspace-ending");
    }
    members.version?;
    match (members.measure, members.lines) {
        (Some(_), None) => Some("layer-is-figures"),
        (None, Some(_)) => Some("layer-is-brief"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_programs_own_are_told_by_their_members() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.json");
        for (text, code) in [
            (r#"{"version": 1, "measure": "tax", "industries": []}"#, Some("layer-is-figures")),
            ("\u{feff}{\"version\": 1, \"lines\": [{\"what\": \"no such thing\"}]}", Some("layer-is-brief")),
            (r#"{"format": "three-maps-workspace", "version": 1, "maps": []}"#, Some("workspace-ending")),
            (r#"{"measure": 3, "lines": 4}"#, None),
            (r#"{"version": 1, "lines": ["#, None),
            ("[1, 2]", None),
        ] {
            std::fs::write(&path, text).unwrap();
            let said = vec![Diagnostic::error("format-unrecognised")];
            let told = why_no_layer(&SourceBytes::File(path.clone()), said.clone());
            match code {
                Some(code) => {
                    assert_eq!(told.iter().map(|it| it.code).collect::<Vec<_>>(), [code], "{text}");
                    assert_eq!(told[0].place.file, Some(path.display().to_string()));
                }
                None => assert_eq!(told, said, "{text}"),
            }
        }
    }
}
