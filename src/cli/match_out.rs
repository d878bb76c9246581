//! `match --out`: the sites that pass as a snapshot, by the way that `export` and the window write.

use super::arguments::MatchArguments;
use super::console::{Console, Stop};
use super::export::{self, Snapshot};
use crate::app::ExportOptions;
use crate::app::export::ExportSource;
use crate::diagnostic::Diagnostic;
use crate::jobs::Picked;
use crate::maps::derive::{self, Context};
use crate::maps::matching::{Answer, Brief, SiteGroup, SiteLayer, Surroundings};
use crate::write::Format;
use std::path::Path;
use std::sync::Arc;

/// Where the sites that pass are to be written, and how.
pub(super) struct Out<'a> {
    pub(super) path: &'a Path,
    layer: Option<&'a str>,
    options: ExportOptions,
}

impl<'a> Out<'a> {
    /// What the arguments ask for; `None` where they ask for no file.
    ///
    /// # Errors
    /// Wrong usage where the file's ending is none of a format.
    pub(super) fn of(console: &Console, arguments: &'a MatchArguments) -> Result<Option<Self>, Stop> {
        let Some(path) = arguments.out.as_deref() else { return Ok(None) };
        let format = Format::of_path(path).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
        let options = ExportOptions {
            format,
            fields: arguments.fields.clone(),
            include_private: arguments.include_private,
            ..ExportOptions::default()
        };
        Ok(Some(Self { path, layer: arguments.layer.as_deref(), options }))
    }

    /// Writes them; beside the snapshot comes the layer, as its place in the question.
    pub(super) fn write(
        &self,
        console: &Console,
        (brief, sites, around): (&Brief, &[SiteLayer], &Surroundings),
        answer: &Answer,
    ) -> Result<(Snapshot, usize), Stop> {
        let matches = answer.group(SiteGroup::Matches);
        let at = self.layer_of(console, sites, &matches.counts)?;
        let site = &sites[at];
        // Distances in the file are those to the stations that the brief was put to.
        let context = Context { reference_day: console.day, stations: around.metro.clone() };
        let layer = derive::with_derived(Arc::clone(&site.layer), site.naming(), &context, &console.cancel)
            .ok_or_else(|| console.failed(&Diagnostic::error("cancelled")))?;
        let picked = Picked::Brief { group: SiteGroup::Matches, brief: brief.clone() };
        let rows = Arc::new(matches.rows[at].clone());
        let source = ExportSource::picked(&layer, site.naming(), picked, rows);
        Ok((export::write(console, &source, &self.options, self.path)?, at))
    }

    /// The layer that is named, or the only one of which sites pass.
    fn layer_of(&self, console: &Console, sites: &[SiteLayer], counts: &[usize]) -> Result<usize, Stop> {
        let name = |at: &usize| sites[*at].layer.source.name();
        if let Some(wanted) = self.layer {
            return (0..sites.len()).find(|at| name(at) == wanted).ok_or_else(|| {
                let known: Vec<String> = (0..sites.len()).map(|at| name(&at)).collect();
                let unknown = Diagnostic::error("match-out-layer-unknown").with("layer", wanted);
                console.wrong_usage(&unknown.with("layers", known.join(", ")))
            });
        }
        let with_some: Vec<usize> = (0..sites.len()).filter(|at| counts[*at] > 0).collect();
        match with_some.as_slice() {
            [only] => Ok(*only),
            [] => Err(console.failed(&Diagnostic::error("match-out-none"))),
            several => {
                let counted = |at: &usize| format!("{} ({})", name(at), counts[*at]);
                let layers: Vec<String> = several.iter().map(counted).collect();
                let diagnostic = Diagnostic::error("match-out-layers").with("layers", layers.join(", "));
                Err(console.wrong_usage(&diagnostic))
            }
        }
    }
}
