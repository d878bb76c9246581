//! `export`: a filtered snapshot. What goes into it is decided in `app::export`, for the window too.

use super::arguments::ExportArguments;
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::json;
use super::said;
use super::table::grouped;
use crate::app::export::{ExportOptions, ExportSource, preview, request, snapshot_time};
use crate::diagnostic::Diagnostic;
use crate::jobs::ExportRequest;
use crate::layer::{Layer, SourceBytes};
use crate::write::Format;
use serde_json::json;
use std::path::Path;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &ExportArguments) -> Result<(), Stop> {
    let format = Format::of_path(&arguments.out).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
    let filter = input::filter(console, arguments.filter.as_deref())?;
    console.cancel_on_interrupt();
    said::take(console, &arguments.said, std::slice::from_ref(&arguments.file))?;
    let Read { layer, binding, .. } = input::layer(console, &arguments.file)?;
    let out_name = arguments.out.display().to_string();
    if is_source(&layer, &arguments.out) {
        return Err(console.wrong_usage(&Diagnostic::error("export-onto-source").in_file(out_name)));
    }
    let options = ExportOptions {
        format,
        fields: arguments.fields.clone(),
        include_private: arguments.include_private,
    };
    let preview = preview(&layer, &binding, &options);
    if let Some(unknown) = preview.unknown.first() {
        let known: Vec<&str> = layer.columns.iter().map(|column| column.name.as_str()).collect();
        let diagnostic = Diagnostic::error("export-field-unknown")
            .with("field", unknown.as_str())
            .with("fields", known.join(", "))
            .in_file(layer.source.name());
        return Err(console.failed(&diagnostic));
    }
    let source =
        ExportSource { layer: &layer, naming: (&binding).into(), filter: filter.as_ref(), rows: None };
    let replaced = arguments.out.exists();
    let request = request(&source, &options, arguments.out.clone(), snapshot_time());
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
    if console.json {
        let mut warnings = layer.diagnostics.clone();
        warnings.extend(exported.written.diagnostics.iter().cloned());
        let mut answer = json!({
            "written": out_name,
            "matching": exported.matching,
            "total": exported.total,
            "bytes": exported.written.bytes,
            "sha256": exported.written.sha256,
            "left_out": exported.left_out,
            "warnings": json::warnings(&warnings, console.lang),
        });
        if let Some(day) = day {
            answer["reference_day"] = day.to_string().into();
        }
        console.answer(&answer)?;
    } else {
        let line = console.text(
            "cli-export-done",
            &[
                ("file", out_name.into()),
                ("matching", grouped(exported.matching as u64).into()),
                ("total", grouped(exported.total as u64).into()),
                ("bytes", grouped(exported.written.bytes).into()),
                ("sha256", exported.written.sha256.as_str().into()),
            ],
        );
        console.line(line)?;
    }
    console.finish()?;
    console.strict_about(&exported.written.diagnostics)
}

/// Whether the file to write is the one that the layer was read from.
fn is_source(layer: &Layer, out: &Path) -> bool {
    let SourceBytes::File(source) = &layer.source.bytes else { return false };
    match (source.canonicalize(), out.canonicalize()) {
        (Ok(source), Ok(out)) => source == out,
        // A file that is not there yet is no source.
        _ => false,
    }
}
