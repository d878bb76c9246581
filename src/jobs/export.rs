//! Writing a filtered snapshot: the one place where window and command line meet, so that both write
//! identical bytes.

use super::Exported;
use super::summary::total;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::{Layer, MeasuredTo, RowSet};
use crate::maps::derive;
use crate::maps::matching::{Brief, SiteGroup, What};
use crate::progress::{CancelToken, Progress};
use crate::write::{self, Format, Snapshot};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// How rows came about that no filter says; with the features' numbers it stands in the manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Picked {
    /// By a brief.
    Brief {
        /// What they are to it.
        group: SiteGroup,
        /// The brief.
        brief: Brief,
    },
    /// By a person, who put them on the shortlist.
    Shortlist,
}

impl Picked {
    /// Whether the rows depend on the metro stations.
    fn measures(&self) -> bool {
        match self {
            Self::Brief { brief, .. } => brief.lines.iter().any(|line| line.what == What::Metro),
            Self::Shortlist => false,
        }
    }
}

/// A snapshot to write, with everything that its bytes depend on.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The layer.
    pub layer: Arc<Layer>,
    /// The filter; all rows where `None`.
    pub filter: Option<Filter>,
    /// The rows, where the filter has been run already.
    pub rows: Option<Arc<RowSet>>,
    /// How the rows came about, where no filter says it.
    pub picked: Option<Picked>,
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
            picked: self.picked.as_ref().and_then(|picked| self.picked_of(picked, &rows)),
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

    /// How the rows came about, for the manifest: with the numbers of the features, so that they can be
    /// found again whatever else has changed.
    fn picked_of(&self, picked: &Picked, rows: &RowSet) -> Option<serde_json::Value> {
        let numbers: Vec<u64> = rows.iter().map(|row| self.layer.feature_number(row)).collect();
        let mut value = serde_json::to_value(picked).ok()?;
        value["features"] = numbers.into();
        Some(value)
    }

    /// The metro stations that the snapshot's rows or fields depend on; `None` where on none, or on those
    /// of the program's own. Their columns go along: a person may have said which they are.
    fn stations(&self) -> Option<serde_json::Value> {
        let measured = self.layer.measured_to.as_ref()?;
        let of_filter = derive::stations_of_filter(&self.layer, self.filter.as_ref()).is_some()
            || self.picked.as_ref().is_some_and(Picked::measures);
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
