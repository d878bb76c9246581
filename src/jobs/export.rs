//! Writing a filtered snapshot: the one place where window and command line meet, so that both write
//! identical bytes.

use super::Exported;
use super::summary::total;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::{Layer, MeasuredTo, RowSet};
use crate::maps::derive;
use crate::progress::{CancelToken, Progress};
use crate::write::{self, Format, Snapshot};
use std::path::PathBuf;
use std::sync::Arc;

/// A snapshot to write, with everything that its bytes depend on.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The layer.
    pub layer: Arc<Layer>,
    /// The filter; all rows where `None`.
    pub filter: Option<Filter>,
    /// The rows, where the filter has been run already.
    pub rows: Option<Arc<RowSet>>,
    /// Fields to write, in the layer's order; `None` for all.
    pub fields: Option<Vec<String>>,
    /// Fields that are left out.
    pub left_out: Vec<String>,
    /// Fields to add up for the manifest.
    pub totals: Vec<String>,
    /// What a person said of the source, for the manifest; `None` where nothing.
    pub said: Option<serde_json::Value>,
    /// The time that the manifest names.
    pub written_at: jiff::Timestamp,
    /// File format.
    pub format: Format,
    /// The file; an earlier one is replaced in one step.
    pub path: PathBuf,
    /// Whether the source is hashed again, to be sure that it is what was read.
    pub hash_source: bool,
}

impl ExportRequest {
    /// Runs the filter where that is still to be done, and writes the file.
    ///
    /// # Errors
    /// Why nothing was written; `cancelled` where it was cancelled.
    pub fn write(&self, progress: &dyn Progress, cancel: &CancelToken) -> Result<Exported, Box<Diagnostic>> {
        let rows = match (&self.rows, &self.filter) {
            (Some(rows), _) => Arc::clone(rows),
            (None, None) => Arc::new(RowSet::all(self.layer.len())),
            (None, Some(filter)) => match filter.plan(&self.layer)?.run(&self.layer, cancel) {
                Some(rows) => Arc::new(rows),
                None => return Err(Box::new(Diagnostic::error("cancelled"))),
            },
        };
        let reference_day = self.reference_day();
        let filter = self.filter.as_ref().map(|filter| (filter.to_text(), filter.to_json()));
        let snapshot = Snapshot {
            layer: &self.layer,
            rows: &rows,
            fields: self.fields.clone(),
            left_out: self.left_out.clone(),
            filter,
            totals: self
                .totals
                .iter()
                .filter_map(|field| Some((field.clone(), total(self.layer.column(field)?, &rows)?.sum)))
                .collect(),
            said: self.said.clone(),
            written_at: self.written_at,
            reference_day,
            stations: self.stations(),
            hash_source: self.hash_source,
        };
        let written = write::to_file(&snapshot, self.format, &self.path, progress, cancel)?;
        Ok(Exported {
            path: self.path.clone(),
            matching: rows.count(),
            total: self.layer.len(),
            left_out: self.left_out.clone(),
            written,
        })
    }

    /// The metro stations that the snapshot's rows or fields depend on; `None` where on none, or on those
    /// of the program's own. Their columns go along: a person may have said which they are.
    fn stations(&self) -> Option<serde_json::Value> {
        let measured = self.layer.measured_to.as_ref()?;
        let of_filter = derive::stations_of_filter(&self.layer, self.filter.as_ref()).is_some();
        let mut fields = self.fields.iter().flatten();
        let MeasuredTo::Other { file, sha256, columns } = measured else { return None };
        let mut of_fields = || fields.any(|field| derive::measures_distance(&self.layer, field));
        (of_filter || of_fields()).then(|| {
            let columns: serde_json::Map<_, _> =
                columns.iter().map(|(key, column)| ((*key).to_owned(), column.as_str().into())).collect();
            serde_json::json!({ "file": file, "sha256": sha256, "columns": columns })
        })
    }

    /// The day that the snapshot's rows, fields or totals depend on; `None` where on none.
    pub fn reference_day(&self) -> Option<jiff::civil::Date> {
        let of_filter = derive::day_of_filter(&self.layer, self.filter.as_ref());
        let mut fields = self.fields.iter().flatten().chain(&self.totals);
        let mut of_fields = || fields.any(|field| derive::follows_day(&self.layer, field));
        of_filter.or_else(|| self.layer.derived_for.filter(|_| of_fields()))
    }
}
