//! Handing over a snapshot: what it would hold, where it goes, the job that writes it.

use super::{RunningKind, Session};
use crate::app::{Effect, ExportRows, LayerEntry, LayerId, export};
use crate::diagnostic::Diagnostic;
use crate::jobs::{JobRequest, Picked};
use crate::layer::RowSet;
use std::path::PathBuf;
use std::sync::Arc;

impl Session {
    /// What an export of a layer would hold.
    pub fn export_preview(
        &self,
        layer: LayerId,
        options: &export::ExportOptions,
    ) -> Option<export::ExportPreview> {
        let entry = self.document.layer(layer)?;
        Some(export::preview(&entry.layer, entry, options))
    }

    /// The layers that an export of such rows can be made of, with how many each has of them. `None` while
    /// the brief's answer is still to come.
    pub fn export_layers(&self, rows: ExportRows) -> Option<Vec<(LayerId, usize)>> {
        let document = &self.document;
        Some(match rows {
            ExportRows::Filtered => {
                let counted = |id| (id, self.counts(id).unwrap_or_default().0);
                document.chosen.into_iter().map(counted).collect()
            }
            ExportRows::Brief(group) => {
                let matched = self.answer_now()?;
                let counts = matched.answer.group(group).counts.iter().copied();
                matched.layers.iter().copied().zip(counts).filter(|(_, count)| *count > 0).collect()
            }
            ExportRows::Shortlist => {
                let starred = |entry: &LayerEntry| {
                    let count = document.shortlist.iter().filter(|it| it.layer == entry.id).count();
                    (count > 0).then_some((entry.id, count))
                };
                document.layers.iter().filter_map(starred).collect()
            }
        })
    }

    pub(super) fn show_export_dialog(&mut self, rows: ExportRows, effects: &mut Vec<Effect>) {
        let chosen = self.document.chosen;
        let layers = self.export_layers(rows).unwrap_or_default();
        let has_some = |id: &LayerId| layers.iter().any(|(layer, _)| layer == id);
        let most = layers.iter().max_by_key(|(_, count)| *count).map(|(layer, _)| *layer);
        match chosen.filter(has_some).or(most).or(chosen) {
            Some(layer) => {
                // What the brief finds is a choice of the form, whether its panel shows or not.
                self.matching.exporting = true;
                effects.push(Effect::ShowExportDialog { layer, rows });
            }
            None => self.notify(Diagnostic::warning("export-no-layer")),
        }
    }

    /// The rows that no filter says, and how they came about; `None` where the filter says them.
    fn picked(
        &self,
        layer: LayerId,
        rows: ExportRows,
    ) -> Result<Option<(Picked, Arc<RowSet>)>, Box<Diagnostic>> {
        let Some(entry) = self.document.layer(layer) else { return Ok(None) };
        let all = entry.layer.len();
        Ok(match rows {
            ExportRows::Filtered => None,
            ExportRows::Brief(group) => {
                let behind = || Box::new(Diagnostic::warning("export-brief-behind"));
                let matched = self.answer_now().ok_or_else(behind)?;
                let at = matched.layers.iter().position(|id| *id == layer);
                let rows = at.and_then(|at| matched.answer.group(group).rows.get(at)).cloned();
                let picked = Picked::Brief { group, brief: matched.brief.clone() };
                Some((picked, Arc::new(rows.unwrap_or_else(|| RowSet::none(all)))))
            }
            ExportRows::Shortlist => {
                let starred = self.document.shortlist.iter().filter(|it| it.layer == layer);
                let rows = RowSet::from_rows(all, starred.map(|it| it.row));
                Some((Picked::Shortlist, Arc::new(rows)))
            }
        })
    }

    pub(super) fn choose_export_path(
        &self,
        layer: LayerId,
        options: export::ExportOptions,
    ) -> Option<Effect> {
        let entry = self.document.layer(layer)?;
        let suggested_name = export::suggested_name(entry, &options);
        Some(Effect::SaveFileDialog { layer, suggested_name, options })
    }

    pub(super) fn export(
        &mut self,
        layer: LayerId,
        path: PathBuf,
        options: &export::ExportOptions,
        effects: &mut Vec<Effect>,
    ) {
        let Some(entry) = self.document.layer(layer) else { return };
        let picked = match self.picked(layer, options.rows) {
            Ok(picked) => picked,
            Err(diagnostic) => {
                self.ask_brief(effects);
                return self.notify(*diagnostic);
            }
        };
        if let Some(error) = entry.filter.error.as_ref().filter(|_| picked.is_none()) {
            // The text on the screen says one thing, the rows another: no file may hold either.
            let diagnostic =
                Diagnostic::error("export-filter-broken").with("reason", error.message(self.settings.lang));
            self.notify(diagnostic);
            return;
        }
        if self.is_behind(entry) {
            // The rows would be those of another day than the one on the screen.
            self.notify(Diagnostic::warning("export-day-behind"));
            return;
        }
        let preview = export::preview(&entry.layer, entry, options);
        let folder = path.parent().map(std::path::Path::to_owned);
        if let Some(field) = preview.unknown.first() {
            let diagnostic = Diagnostic::error("export-field-unknown")
                .with("field", field.as_str())
                .with("fields", preview.fields.join(", "))
                .in_file(entry.layer.source.name());
            self.notify(diagnostic);
            return;
        }
        let rows = self
            .derived
            .get(&layer)
            .filter(|derived| !derived.stale)
            .map(|derived| Arc::clone(&derived.rows));
        let source = match picked {
            Some((picked, rows)) => export::ExportSource::picked(&entry.layer, entry, picked, rows),
            None => export::ExportSource::of_entry(entry, rows),
        };
        let request = export::request(&source, options, path.clone(), (self.clock)());
        if !preview.private.is_empty() {
            let diagnostic = Diagnostic::notice("export-private-left-out")
                .with("fields", preview.private.join(", "))
                .with("count", preview.private.len());
            self.notify(diagnostic);
        }
        self.start_job(JobRequest::Export(Box::new(request)), RunningKind::Export { path }, effects);
        self.change_settings(effects, |it| it.export_folder = folder);
    }
}
