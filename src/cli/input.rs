//! Files named on the command line: finding them, reading them, saying what was noticed.

use super::console::{Console, Stop};
use crate::app::workspace;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::jobs::OpenSource;
use crate::layer::{Layer, RowSet, SourceBytes};
use crate::maps::derive::{self, Context};
use crate::read::{ReadFailure, ReadOptions, read};
use std::path::Path;
use std::sync::Arc;

/// What a name on the command line stands for.
///
/// # Errors
/// `bundled-unknown` for a bundled layer that does not exist, `file-missing` for a file.
pub(super) fn source_of(name: &str) -> Result<SourceBytes, Box<Diagnostic>> {
    match workspace::source(Path::new(name)) {
        OpenSource::Bytes(SourceBytes::File(path)) if !path.exists() => {
            Err(Box::new(Diagnostic::error("file-missing").in_file(name)))
        }
        OpenSource::Bytes(source) => Ok(source),
        OpenSource::Unknown(_) => Err(Box::new(Diagnostic::error("bundled-unknown").with("name", name))),
    }
}

/// Reads a layer, with a bar of progress; what was noticed is reported.
pub(super) fn layer(console: &Console, name: &str) -> Result<Arc<Layer>, Stop> {
    let layer = quietly(console, name)?;
    console.report_all(&layer.diagnostics);
    Ok(layer)
}

/// Reads a layer; only a failure is reported.
pub(super) fn quietly(console: &Console, name: &str) -> Result<Arc<Layer>, Stop> {
    attempt(console, name).map_err(|diagnostics| {
        console.report_all(&diagnostics);
        Stop::Failed
    })
}

/// Reads a layer, and works out what the maps know beside it.
///
/// # Errors
/// What stood against it; the last one is the reason.
pub(super) fn attempt(console: &Console, name: &str) -> Result<Arc<Layer>, Vec<Diagnostic>> {
    let source = source_of(name).map_err(|diagnostic| vec![*diagnostic])?;
    let bar = console.bar("cli-reading", name);
    let options = ReadOptions { strict: console.strict };
    let cancelled = || vec![Diagnostic::error("cancelled").in_file(name)];
    let layer = read(&source, options, &bar, &console.cancel).map_err(|failure| match failure {
        ReadFailure::Cancelled => cancelled(),
        ReadFailure::Failed(diagnostics) => diagnostics,
    })?;
    let binding = workspace::binding_of(&layer);
    let context = Context { reference_day: console.day };
    derive::with_derived(Arc::new(layer), &binding, context, &console.cancel).ok_or_else(cancelled)
}

/// The filter of `--where`, if there is one. A filter that is no CQL2 is wrong usage: no file needs to
/// be read to say so.
pub(super) fn filter(console: &Console, text: Option<&str>) -> Result<Option<Filter>, Stop> {
    text.map(|text| Filter::parse(text).map_err(|diagnostic| console.wrong_usage(&diagnostic))).transpose()
}

/// Says on stderr which day an answer speaks of, where that matters.
pub(super) fn say_day(console: &Console, day: Option<jiff::civil::Date>) {
    if let Some(day) = day {
        Console::note(&console.text("cli-day", &[("day", day.to_string().into())]));
    }
}

/// The rows of a layer that a filter takes; all of them where there is none.
pub(super) fn rows(console: &Console, layer: &Layer, filter: Option<&Filter>) -> Result<RowSet, Stop> {
    let Some(filter) = filter else { return Ok(RowSet::all(layer.len())) };
    let plan =
        filter.plan(layer).map_err(|diagnostic| console.failed(&diagnostic.in_file(layer.source.name())))?;
    plan.run(layer, &console.cancel).ok_or(Stop::Failed)
}
