//! Whose data the map shows: the bundled maps' own word, and the names of files that were opened.

use crate::app::Document;
use crate::layer::SourceBytes;
use crate::text::{Lang, text, text_with};

/// More files than this are counted, not named.
const MOST_NAMED: usize = 3;

/// The line for the foot of the map; empty where it shows nothing.
pub(super) fn line(document: &Document, lang: Lang) -> String {
    let mut is_bundled = false;
    let mut files: Vec<String> = Vec::new();
    for entry in document.shown_layers() {
        match &entry.layer.source.bytes {
            SourceBytes::Bundled(..) => is_bundled = true,
            SourceBytes::File(_) => {
                let name = entry.layer.source.file_name();
                if !files.contains(&name) {
                    files.push(name);
                }
            }
        }
    }
    let mut sources: Vec<String> = Vec::new();
    if is_bundled {
        sources.push(text(lang, "attribution-bundled"));
    }
    let more = files.len().saturating_sub(MOST_NAMED);
    sources.extend(files.into_iter().take(MOST_NAMED));
    if more > 0 {
        sources.push(text_with(lang, "attribution-more", &[("count", more.into())]));
    }
    if sources.is_empty() {
        return String::new();
    }
    text_with(lang, "attribution", &[("sources", sources.join(lang.pick("、", ", ")).into())])
}
