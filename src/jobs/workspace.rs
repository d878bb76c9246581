//! Opening and saving a workspace, off the frame: a folder on a network may take its time.

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::maps::bundled;
use crate::maps::derive::{Context, StationLayer, with_derived};
use crate::progress::{CancelToken, Tick};
use crate::read::{ReadFailure, ReadOptions, read as read_layer};
use crate::workspace::{Expected, LayerRecord, WorkspaceFile, read, resolved, why_no_layer, write};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A workspace to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    /// The file.
    pub path: PathBuf,
    /// The day that derived fields count to where the file says none.
    pub today: Date,
}

/// A workspace to save.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveRequest {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What may be replaced.
    pub expected: Expected,
}

/// A workspace file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceRead {
    /// The file.
    pub path: PathBuf,
    /// Its text, to tell later whether somebody has changed it.
    pub text: String,
    /// What it says.
    pub file: WorkspaceFile,
}

/// Why a layer is not there.
enum Missing {
    Cancelled,
    Failed(Vec<Diagnostic>),
}

impl OpenRequest {
    /// Reads the file, then its layers one after the other; what cannot be read does not keep the others
    /// from being so. `None` where it was cancelled.
    pub(super) fn run(
        &self,
        cancel: &CancelToken,
        report: &(dyn Fn(Report) + Sync),
    ) -> Result<Option<()>, Box<Diagnostic>> {
        // Another folder may be the program's own when the workspace is saved.
        let path = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let (file, text) = read(&path)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut context = Context::on(file.reference_day.unwrap_or(self.today));
        let records: Vec<LayerRecord> = file.layers().map(|(_, record)| record.clone()).collect();
        report(Report::WorkspaceRead(Box::new(WorkspaceRead { path, text, file })));
        for (index, record) in records.iter().enumerate() {
            match layer(record, &folder, &context, cancel, report) {
                Ok((layer, binding)) => {
                    // Layers lie from the bottom up, stations below the sites: those that follow are
                    // measured to them at once.
                    context.stations = StationLayer::of(&layer, (&binding).into()).or(context.stations);
                    report(Report::Loaded { index, layer, binding });
                }
                Err(Missing::Cancelled) => return Ok(None),
                Err(Missing::Failed(diagnostics)) => report(Report::LoadFailed { index, diagnostics }),
            }
        }
        Ok(Some(()))
    }
}

fn layer(
    record: &LayerRecord,
    folder: &Path,
    context: &Context,
    cancel: &CancelToken,
    report: &(dyn Fn(Report) + Sync),
) -> Result<(Arc<crate::layer::Layer>, Arc<crate::maps::binding::Binding>), Missing> {
    let path = resolved(&record.source, folder);
    let source = bundled::source_of(&path)
        .map_err(|name| Missing::Failed(vec![Diagnostic::error("bundled-unknown").with("name", name)]))?;
    let progress = |tick: Tick| report(Report::Progress(tick));
    let layer =
        read_layer(&source, ReadOptions::default(), &progress, cancel).map_err(|failure| match failure {
            ReadFailure::Cancelled => Missing::Cancelled,
            ReadFailure::Failed(said) => Missing::Failed(why_no_layer(&source, said)),
        })?;
    let (binding, notices) = record.binding(&layer);
    for notice in notices {
        report(Report::Warned(notice));
    }
    let layer = with_derived(Arc::new(layer), &binding, context, cancel).ok_or(Missing::Cancelled)?;
    Ok((layer, Arc::new(binding)))
}

impl SaveRequest {
    /// Writes the file in one step.
    pub(super) fn run(&self) -> Result<(), Box<Diagnostic>> {
        write(&self.path, &self.text, &self.expected)
    }
}
