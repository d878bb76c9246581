//! `export`: a filtered snapshot. What goes into it is decided in `app::export`, for the window too.

use super::arguments::ExportArguments;
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::json;
use super::said;
use super::table::grouped;
use crate::app::export::{ExportOptions, ExportSource, preview, request, snapshot_time};
use crate::diagnostic::Diagnostic;
use crate::jobs::{ExportRequest, Exported};
use crate::write::Format;
use serde_json::{Value, json};
use std::path::Path;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &ExportArguments) -> Result<(), Stop> {
    let format = Format::of_path(&arguments.out).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
    let filter = input::filter(console, arguments.filter.as_deref())?;
    let file = Path::new(&arguments.file);
    refuse_input(console, &arguments.out, [file])?;
    console.cancel_on_interrupt();
    said::take(console, &arguments.said, std::slice::from_ref(&arguments.file))?;
    let Read { layer, binding, .. } = input::layer(console, &arguments.file)?;
    let filter = input::in_own_words(console, filter.as_ref(), &layer, &binding)?;
    let options = ExportOptions {
        format,
        fields: arguments.fields.clone(),
        include_private: arguments.include_private,
        ..ExportOptions::default()
    };
    let naming = (&binding).into();
    let source = ExportSource { layer: &layer, naming, filter: filter.as_ref(), rows: None, picked: None };
    let written = write(console, &source, &options, &arguments.out)?;
    if console.json {
        let answer = written.in_json(console, &layer.diagnostics);
        console.answer(&answer)?;
    } else {
        let line = written.in_words(console);
        console.line(line)?;
    }
    console.finish()?;
    console.strict_about(&written.exported.written.diagnostics)
}

/// A snapshot that was written.
pub(super) struct Snapshot {
    pub(super) exported: Exported,
    /// The day that it depends on.
    day: Option<jiff::civil::Date>,
}

/// Writes a snapshot, and says what was noticed.
pub(super) fn write(
    console: &Console,
    source: &ExportSource<'_>,
    options: &ExportOptions,
    out: &Path,
) -> Result<Snapshot, Stop> {
    let layer = source.layer;
    let out_name = out.display().to_string();
    let preview = preview(layer, source.naming, options);
    if let Some(unknown) = preview.unknown.first() {
        let known: Vec<&str> = layer.columns.iter().map(|column| column.name.as_str()).collect();
        let diagnostic = Diagnostic::error("export-field-unknown")
            .with("field", unknown.as_str())
            .with("fields", known.join(", "))
            .in_file(layer.source.name());
        return Err(console.failed(&diagnostic));
    }
    let replaced = out.exists();
    let request = request(source, options, out.to_owned(), snapshot_time());
    let day = request.reference_day();
    input::say_day(console, day);
    let exported = {
        let bar = console.bar("cli-writing", &out_name);
        // The hash was taken a moment ago, when the file was read: size and time suffice.
        ExportRequest { hash_source: false, ..request }
            .write(&bar, &console.cancel)
            .map_err(|diagnostic| console.failed(&diagnostic))?
    };
    console.report_all(&exported.written.diagnostics);
    if !preview.private.is_empty() {
        Console::note(&console.text("cli-export-private", &[("fields", preview.private.join(", ").into())]));
    }
    if replaced {
        Console::note(&console.text("cli-export-replaced", &[("file", out_name.as_str().into())]));
    }
    if exported.matching == 0 {
        Console::note(&console.text("cli-export-empty", &[]));
    }
    Ok(Snapshot { exported, day })
}

impl Snapshot {
    /// As an answer for machines; `noticed` while its source was read.
    pub(super) fn in_json(&self, console: &Console, noticed: &[Diagnostic]) -> Value {
        let exported = &self.exported;
        let warnings: Vec<Diagnostic> =
            noticed.iter().chain(&exported.written.diagnostics).cloned().collect();
        let mut answer = json!({
            "written": exported.path.display().to_string(),
            "matching": exported.matching,
            "total": exported.total,
            "bytes": exported.written.bytes,
            "sha256": exported.written.sha256,
            "left_out": exported.left_out,
            "warnings": json::warnings(&warnings, console.lang),
        });
        if let Some(day) = self.day {
            answer["reference_day"] = day.to_string().into();
        }
        answer
    }

    /// In a line for people.
    pub(super) fn in_words(&self, console: &Console) -> String {
        let exported = &self.exported;
        console.text(
            "cli-export-done",
            &[
                ("file", exported.path.display().to_string().into()),
                ("matching", grouped(exported.matching as u64).into()),
                ("total", grouped(exported.total as u64).into()),
                ("bytes", grouped(exported.written.bytes).into()),
                ("sha256", exported.written.sha256.as_str().into()),
            ],
        )
    }
}

/// Refuses to write onto a file that is read: one of `inputs`, or that of `--stations`.
///
/// # Errors
/// Wrong usage where the file to write is one of them.
pub(super) fn refuse_input<'a>(
    console: &Console,
    out: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Stop> {
    // A file that is not there yet is none that is read.
    let Ok(target) = out.canonicalize() else { return Ok(()) };
    let is_target = |input: &Path| input.canonicalize().is_ok_and(|input| input == target);
    let stations = console.stations_file.as_deref().map(Path::new);
    if stations.is_some_and(is_target) || inputs.into_iter().any(is_target) {
        let diagnostic = Diagnostic::error("export-onto-source").in_file(out.display().to_string());
        return Err(console.wrong_usage(&diagnostic));
    }
    Ok(())
}
