//! The members of a collection that matter beside its features.

use super::assembly::Placed;
use crate::crs::Crs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::Scanner;

/// Name, reference system and foreign members.
pub(super) struct Members {
    pub(super) name: Option<String>,
    pub(super) crs: Crs,
    pub(super) foreign: Vec<(String, String)>,
}

impl Members {
    /// Reads them; `is_whole` tells whether the file was read to its end.
    pub(super) fn read(
        members: &[Placed],
        collections: usize,
        is_whole: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut read = Self { name: None, crs: Crs::wgs84(), foreign: Vec::new() };
        let mut type_name = None;
        for Placed { key, value, reach } in members {
            let text = std::str::from_utf8(value).ok();
            let mut scanner = Scanner::new(text.unwrap_or(""));
            let valid = scanner.value().is_ok() && scanner.end().is_ok();
            let (line, column) = reach.line_and_column();
            let Some(text) = text.filter(|_| valid) else {
                let broken = Diagnostic::new(Severity::Warning, "member-broken").with("key", key.as_str());
                diagnostics.push(broken.at(line, column));
                continue;
            };
            match key.as_str() {
                "type" => type_name = Some((text.trim_matches('"').to_owned(), line, column)),
                "crs" => read.crs = Crs::from_geojson_member(text),
                "bbox" => {}
                _ => {
                    if key == "name" {
                        read.name = serde_json::from_str(text).ok();
                    }
                    if read.foreign.iter().any(|(known, _)| known == key) {
                        diagnostics.push(
                            Diagnostic::warning("duplicate-key").with("found", key.as_str()).at(line, column),
                        );
                        continue;
                    }
                    read.foreign.push((key.clone(), text.to_owned()));
                }
            }
        }
        match type_name {
            _ if collections == 0 => {}
            Some((name, ..)) if name == "FeatureCollection" => {}
            Some((name, line, column)) => {
                diagnostics.push(Diagnostic::warning("collection-type").with("found", name).at(line, column));
            }
            None if is_whole => diagnostics.push(Diagnostic::warning("collection-type-missing")),
            None => {}
        }
        read
    }
}
