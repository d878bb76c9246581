//! What jobs report, taken into the document.

use super::{BottomJob, Running, RunningKind, Session};
use crate::app::Effect;
use crate::diagnostic::Diagnostic;
use crate::jobs::{Event, Exported, Filtered, JobId, Report, Summarised};
use crate::layer::{Layer, SourceBytes};
use crate::maps::binding::Binding;
use crate::text::count;
use std::sync::Arc;

impl Session {
    /// Takes in what a job reports; what that asks of the world outside comes back. Answers to older
    /// questions, and reports of jobs that are unknown, are dropped.
    #[must_use = "effects are to be performed"]
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        self.step += 1;
        let mut effects = Vec::new();
        let id = event.job;
        if !self.running.contains_key(&id) {
            return effects;
        }
        let ends = event.report.is_last();
        let written = matches!(event.report, Report::Finished);
        match event.report {
            Report::Started => {}
            Report::Progress(tick) => {
                if let Some(running) = self.running.get_mut(&id) {
                    running.tick = tick;
                }
            }
            Report::Loaded { index, layer, binding } => {
                self.loaded(id, index, (layer, binding), &mut effects);
            }
            Report::LoadFailed { index, diagnostics } => {
                self.no_longer_waits(id, index);
                for diagnostic in diagnostics {
                    self.notify(diagnostic);
                }
            }
            Report::Filtered(filtered) => self.filtered(filtered),
            Report::Summarised(summarised) => self.summarised(summarised),
            Report::Styled(styled) => self.take_style(styled),
            Report::Exported(exported) => self.exported(exported),
            Report::Summed(summed) => self.summed(summed.revision, summed.layers),
            Report::FilesFound { missing } => self.files_found(missing),
            Report::Listed(listed) => self.listed(listed),
            Report::Counted(counted) => self.counted(counted),
            Report::Overviewed(answer) => self.overviewed(answer),
            Report::NearbyFound(answer) => self.nearby_found(answer),
            Report::Selected(selected) => self.selected(id, &selected),
            Report::Kept(kept) => self.kept(id, kept),
            Report::Indexed { layer_id, index } => self.indexed(layer_id, index),
            Report::Searched(searched) => self.searched(searched),
            Report::Matched(matched) => self.matched(matched),
            Report::Compared(compared) => self.compared(compared),
            Report::BriefRead(brief) => self.brief_read(brief),
            Report::BenchmarkRead(figures) => self.benchmark_read(*figures, &mut effects),
            Report::WorkspaceRead(read) => self.workspace_read(id, *read),
            Report::WorkspaceSaved => self.workspace_saved(id, &mut effects),
            Report::IdleFound(found) => self.idle_found(found),
            Report::Derived(derived) => self.take_derived(&derived),
            Report::Checked(checked) => self.checked(checked),
            Report::Assembled(assembled) => self.assembled(assembled),
            Report::Warned(diagnostic) => self.notify(diagnostic),
            Report::Finished if self.opens_workspace(id) => self.workspace_opened(&mut effects),
            Report::Finished => self.finished(id),
            Report::Cancelled => self.cancelled(id),
            Report::Failed(diagnostic) => self.failed(id, diagnostic),
        }
        if ends {
            let ended = self.running.remove(&id);
            if matches!(ended, Some(Running { kind: RunningKind::SaveWorkspace { .. }, .. })) {
                self.workspace_save_ended(written, &mut effects);
            }
            self.workspace_job_ended(id);
            self.ask_waiting_example(id, &mut effects);
            self.bottom_ended(id);
            self.checking_ended(id);
            self.overview_ended(id);
            self.idle.ended(id);
        }
        self.refresh_day(&mut effects);
        self.refresh(&mut effects);
        self.refresh_styles(&mut effects);
        self.refresh_bottom(&mut effects);
        self.refresh_overview(&mut effects);
        self.refresh_idle(&mut effects);
        self.refresh_search(&mut effects);
        self.refresh_matching(&mut effects);
        self.refresh_workspace();
        effects
    }

    fn loaded(
        &mut self,
        id: JobId,
        index: usize,
        (layer, binding): (Arc<Layer>, Arc<Binding>),
        effects: &mut Vec<Effect>,
    ) {
        if self.opens_workspace(id) {
            self.workspace_layer_read(index, (layer, binding));
            return;
        }
        let Some(RunningKind::Load { go_there, replaces, .. }) =
            self.running.get(&id).map(|running| &running.kind)
        else {
            return;
        };
        let (go_there, replaces) = (*go_there, *replaces);
        for diagnostic in &layer.diagnostics {
            self.notify(diagnostic.clone());
        }
        if let SourceBytes::File(path) = &layer.source.bytes {
            self.remember_file(path, effects);
        }
        self.no_longer_waits(id, index);
        let layer_id = if let Some(old) = replaces {
            self.replace_layer(old, layer, &binding)
        } else {
            let is_open = binding.kind().is_none() && !binding.recognised().guesses.is_empty();
            let asks = go_there && (is_open || binding.proposed().next().is_some());
            let layer = self.add_layer(id, binding, go_there, layer);
            self.take_back(id, layer);
            if asks {
                // Nothing is guessed: a person says what the layer holds, and what these columns are.
                effects.push(Effect::ShowFields { layer });
            }
            layer
        };
        if let Some(RunningKind::Load { opened, .. }) =
            self.running.get_mut(&id).map(|running| &mut running.kind)
        {
            opened.push(layer_id);
        }
    }

    fn filtered(&mut self, filtered: Filtered) {
        let Some(derived) = self.derived.get_mut(&filtered.layer_id) else { return };
        if derived.revision != filtered.revision {
            return;
        }
        derived.matching = filtered.rows.count();
        derived.rows = filtered.rows;
        derived.stale = false;
        if self.zoom_when_filtered == Some(filtered.layer_id) {
            self.zoom_to_layer(filtered.layer_id);
        }
    }

    fn summarised(&mut self, summarised: Summarised) {
        let Some(derived) = self.derived.get_mut(&summarised.layer_id) else { return };
        if derived.revision == summarised.revision {
            derived.summary = summarised.summary;
            derived.summary_behind = false;
        }
    }

    fn exported(&mut self, exported: Exported) {
        let path = exported.path.display().to_string();
        for diagnostic in exported.written.diagnostics {
            self.notify(diagnostic);
        }
        self.notify(
            Diagnostic::notice("export-done")
                .in_file(path)
                .with("matching", count(exported.matching as u64))
                .with("total", count(exported.total as u64))
                .with("bytes", count(exported.written.bytes)),
        );
    }

    fn finished(&mut self, id: JobId) {
        let Some(RunningKind::Load { opened, go_there, replaces, .. }) =
            self.running.get(&id).map(|running| running.kind.clone())
        else {
            return;
        };
        self.end_gesture();
        match opened.first() {
            Some(&first) if go_there => self.zoom_to_layer(first),
            Some(_) if replaces.is_none() => self.zoom_to_all(),
            // What is read again is looked at already.
            Some(_) | None => {}
        }
    }

    fn cancelled(&mut self, id: JobId) {
        match self.running.get(&id).map(|running| running.kind.clone()) {
            Some(RunningKind::Load { names, .. }) => {
                self.end_gesture();
                self.notify(Diagnostic::notice("load-cancelled").with("names", names.join(", ")));
            }
            Some(RunningKind::Export { path }) => {
                self.notify(Diagnostic::notice("export-cancelled").in_file(path.display().to_string()));
            }
            Some(RunningKind::Bottom(job)) if self.bottom.is_at(id) => {
                let (BottomJob::List(layer) | BottomJob::Count(layer)) = job;
                self.notify_of("bottom-not-run", layer);
            }
            Some(RunningKind::Idle { layer }) => self.idle_cancelled(id, layer),
            Some(kind) => self.ended_without_answer(kind),
            None => {}
        }
    }

    fn failed(&mut self, id: JobId, diagnostic: Diagnostic) {
        self.end_gesture();
        if let Some(kind) = self.running.get(&id).map(|running| running.kind.clone()) {
            self.ended_without_answer(kind);
        }
        self.notify(diagnostic);
    }
}
