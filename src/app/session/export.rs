//! Handing over a snapshot: what it would hold, where it goes, the job that writes it.

use super::{RunningKind, Session};
use crate::app::{Effect, LayerId, export};
use crate::diagnostic::Diagnostic;
use crate::jobs::JobRequest;
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
        Some(export::preview(&entry.layer, entry.kind, options))
    }

    pub(super) fn show_export_dialog(&mut self) -> Option<Effect> {
        let chosen = self.document.chosen;
        if chosen.is_none() {
            self.notify(Diagnostic::warning("export-no-layer"));
        }
        chosen.map(|layer| Effect::ShowExportDialog { layer })
    }

    pub(super) fn choose_export_path(
        &self,
        layer: LayerId,
        options: export::ExportOptions,
    ) -> Option<Effect> {
        let entry = self.document.layer(layer)?;
        let suggested_name = export::suggested_name(entry, options.format);
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
        if let Some(error) = &entry.filter.error {
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
        let preview = export::preview(&entry.layer, entry.kind, options);
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
        let source = export::ExportSource::of_entry(entry, rows);
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
