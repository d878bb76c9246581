//! Files named on the command line: finding them, reading them, saying what was noticed.

use super::console::{Console, Stop};
use super::said;
use crate::app::workspace;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::jobs::OpenSource;
use crate::layer::{Layer, RowSet, SourceBytes};
use crate::maps::LayerKind;
use crate::maps::binding::Binding;
use crate::maps::derive::{self, Context, StationLayer};
use crate::maps::own_words;
use crate::read::{ReadFailure, ReadOptions, read};
use crate::workspace::{self as saved, LayerRecord, WorkspaceFile};
use std::path::Path;
use std::sync::Arc;

/// What a name on the command line stands for.
///
/// # Errors
/// `bundled-unknown` for a bundled layer that does not exist, `file-missing` for a file,
/// `workspace-names-layers` for a workspace where one layer is wanted.
pub(super) fn source_of(name: &str) -> Result<SourceBytes, Box<Diagnostic>> {
    match workspace::source(Path::new(name)) {
        OpenSource::Bytes(SourceBytes::File(path)) if !path.exists() => {
            Err(Box::new(Diagnostic::error("file-missing").in_file(name)))
        }
        OpenSource::Bytes(SourceBytes::File(path)) if saved::is_workspace(&path) => {
            let (file, _) = saved::read(&path)?;
            let names = layers_of(&file, &path).into_iter().map(|named| named.name);
            let diagnostic = Diagnostic::error("workspace-names-layers").in_file(name);
            Err(Box::new(diagnostic.with("layers", names.collect::<Vec<_>>().join(", "))))
        }
        OpenSource::Bytes(source) => Ok(source),
        OpenSource::Unknown(_) => Err(Box::new(Diagnostic::error("bundled-unknown").with("name", name))),
    }
}

/// Whether the window can begin with what a name stands for: a layer that is there, or a workspace that can
/// be read.
///
/// # Errors
/// Those of [`source_of`], and what is wrong with a workspace's file.
pub(super) fn can_open(name: &str) -> Result<(), Box<Diagnostic>> {
    let path = Path::new(name);
    if saved::is_workspace(path) { saved::read(path).map(drop) } else { source_of(name).map(drop) }
}

/// Reads a layer, with a bar of progress; what was noticed is reported.
pub(super) fn layer(console: &Console, name: &str) -> Result<Read, Stop> {
    let read = attempt(console, name).map_err(|diagnostics| {
        console.report_all(&diagnostics);
        Stop::Failed
    })?;
    console.report_all(&read.layer.diagnostics);
    console.report_all(&read.notices);
    Ok(read)
}

/// Reads a layer, and works out what the maps know beside it.
///
/// # Errors
/// What stood against it; the last one is the reason.
pub(super) fn attempt(console: &Console, name: &str) -> Result<Read, Vec<Diagnostic>> {
    attempt_named(console, &Named::plain(name))
}

/// Takes the file of `--stations` for what distances are measured to.
///
/// # Errors
/// What stood against reading it; wrong usage where it holds no points.
pub(super) fn take_stations(console: &mut Console, name: &str) -> Result<(), Stop> {
    let Read { layer, binding, .. } = layer(console, name)?;
    let told = StationLayer::of(&layer, (&binding).into());
    let stations = told.or_else(|| StationLayer::of(&layer, LayerKind::MetroStations.into()));
    if stations.is_none() && matches!(layer.source.bytes, SourceBytes::File(_)) {
        return Err(console.wrong_usage(&Diagnostic::error("cli-no-stations").in_file(name)));
    }
    if let Some(said) = stations.as_ref().and_then(StationLayer::unknown_operation) {
        console.report(&said);
    }
    console.stations = stations;
    Ok(())
}

/// A layer to read, and what a workspace says of it.
pub(super) struct Named {
    /// A file or a bundled layer.
    pub(super) name: String,
    /// What was saved of it; `None` where no workspace named it.
    pub(super) saved: Option<LayerRecord>,
}

/// A layer that was read.
pub(super) struct Read {
    pub(super) layer: Arc<Layer>,
    /// What its columns are, as a person has put it right where a workspace says so.
    pub(super) binding: Binding,
    /// What of it is not as the workspace has it.
    pub(super) notices: Vec<Diagnostic>,
}

impl Named {
    fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), saved: None }
    }

    /// The filter that a workspace has for the layer.
    pub(super) fn filter(&self) -> Option<&str> {
        self.saved.as_ref().map(|saved| saved.filter.trim()).filter(|filter| !filter.is_empty())
    }
}

/// The layers that names stand for, and the workspaces among the names. A workspace stands for all that it
/// names, and for its reference day where none was given.
///
/// # Errors
/// A workspace that cannot be read, told already.
pub(super) fn expanded(
    console: &mut Console,
    names: &[String],
) -> Result<(Vec<Named>, Vec<WorkspaceFile>), Stop> {
    let (mut all, mut workspaces) = (Vec::new(), Vec::new());
    for name in names {
        let path = Path::new(name);
        if !saved::is_workspace(path) {
            all.push(Named::plain(name));
            continue;
        }
        let (file, _) = saved::read(path).map_err(|diagnostic| console.failed(&diagnostic))?;
        all.extend(layers_of(&file, path));
        if let Some(day) = file.reference_day.filter(|_| !console.day_asked) {
            console.day = day;
        }
        workspaces.push(file);
    }
    Ok((all, workspaces))
}

fn layers_of(file: &WorkspaceFile, path: &Path) -> Vec<Named> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = |record: &LayerRecord| Named {
        name: saved::resolved(&record.source, folder).display().to_string(),
        saved: Some(record.clone()),
    };
    file.layers().map(|(_, record)| named(record)).collect()
}

/// Reads a layer as a workspace has it, and works out what the maps know beside it.
///
/// # Errors
/// What stood against it; the last one is the reason.
pub(super) fn attempt_named(console: &Console, named: &Named) -> Result<Read, Vec<Diagnostic>> {
    let name = &named.name;
    let source = source_of(name).map_err(|diagnostic| vec![*diagnostic])?;
    let bar = console.bar("cli-reading", name);
    let options = ReadOptions { strict: console.strict, index_later: true };
    let cancelled = || vec![Diagnostic::error("cancelled").in_file(name.as_str())];
    let layer = read(&source, options, &bar, &console.cancel).map_err(|failure| match failure {
        ReadFailure::Cancelled => cancelled(),
        ReadFailure::Failed(said) => saved::why_no_layer(&source, said),
    })?;
    let (binding, mut notices) = match &named.saved {
        Some(saved) => saved.binding(&layer),
        None => (workspace::binding_of(&layer), Vec::new()),
    };
    notices.extend(named.saved.as_ref().and_then(|saved| saved.change(&layer)));
    let binding = said::binding(console, name, &layer, binding, &mut notices)
        .map_err(|diagnostic| vec![*diagnostic])?;
    let context = Context { reference_day: console.day, stations: console.stations.clone() };
    let layer =
        derive::with_derived(Arc::new(layer), &binding, &context, &console.cancel).ok_or_else(cancelled)?;
    Ok(Read { layer, binding, notices })
}

/// The filter of `--where`, if there is one. A filter that is no CQL2 is wrong usage: no file needs to
/// be read to say so.
pub(super) fn filter(console: &Console, text: Option<&str>) -> Result<Option<Filter>, Stop> {
    text.map(|text| Filter::parse(text).map_err(|diagnostic| console.wrong_usage(&diagnostic))).transpose()
}

/// The filter in the words of a layer that was read; what was understood as what is said on stderr.
///
/// # Errors
/// Those of [`own_words::of`].
pub(super) fn in_own_words(
    console: &Console,
    filter: Option<&Filter>,
    layer: &Layer,
    binding: &Binding,
) -> Result<Option<Filter>, Stop> {
    let Some(filter) = filter else { return Ok(None) };
    let own = own_words::of(filter, layer, binding.into())
        .map_err(|diagnostic| console.failed(&diagnostic.in_file(layer.source.name())))?;
    let named = own.remarks.into_iter().map(|remark| remark.in_file(layer.source.name()));
    console.report_all(&named.collect::<Vec<_>>());
    Ok(Some(own.filter))
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
