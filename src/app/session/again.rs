//! Jobs that ended without an answer. A notice says so, and what they were to work out is asked for
//! once more when a person comes back to it; never by itself, or a job that always breaks down would
//! run for ever.

use super::{RunningKind, Session};
use crate::app::{Command, LayerId};
use crate::diagnostic::Diagnostic;

impl Session {
    /// Takes back the questions without an answer that a command comes back to. Run before it is
    /// applied: what is asked anew follows from the document afterwards.
    pub(super) fn ask_again(&mut self, command: &Command) {
        match command {
            Command::SetStyling { layer, .. }
            | Command::SetClusters { layer, .. }
            | Command::SetVisible { layer, visible: true }
            | Command::ChooseLayer { layer }
            | Command::ShowStyling { layer } => self.ask_style_again(*layer),
            Command::Search { text } if !text.is_empty() => self.search.prepare_again(),
            Command::Select { .. }
            | Command::NextSelected
            | Command::PreviousSelected
            | Command::ShowSelected { .. } => self.sums.ask_again(),
            Command::ShowBrief { .. }
            | Command::ShowCompare { .. }
            | Command::ExportDialog
            | Command::ExportSitesDialog { .. }
            | Command::Export { .. } => self.matching.ask_again(),
            Command::ShowBottom { open: true }
            | Command::SetBottomTab { .. }
            | Command::SetTableOrder { .. }
            | Command::SetOnlyInView { .. }
            | Command::SetChart { .. } => {
                self.bottom.ask_again();
                self.overview.ask_again();
                self.idle.ask_again();
                self.overview.ask_again();
            }
            Command::SetVicinity { .. } => self.overview.ask_again(),
            Command::SetReferenceDay { .. } => {
                self.day.ask_again();
                self.idle.ask_again();
            }
            Command::SetBenchmark { .. } => self.idle.ask_again(),
            _ => {}
        }
    }

    /// A job ended without an answer. Jobs that a newer question has overtaken leave nothing behind.
    pub(super) fn ended_without_answer(&mut self, kind: RunningKind) {
        match kind {
            RunningKind::Filter { layer, revision } => self.filter_ended(layer, revision),
            RunningKind::Search { revision } => self.search_ended(revision),
            RunningKind::Index { layers } => self.indexing_ended(&layers),
            RunningKind::Style { layer, revision } => {
                if self.style_ended(layer, revision) {
                    self.notify_of("style-not-run", layer);
                }
            }
            RunningKind::Sum { revision } => {
                if self.sums.ended(revision) {
                    self.notify(Diagnostic::warning("sum-not-run"));
                }
            }
            RunningKind::Match { revision } => self.match_ended(revision),
            RunningKind::Compare { revision } => self.compare_ended(revision),
            RunningKind::Derive { layer } => self.derive_ended(layer),
            RunningKind::Check { layer } => self.notify_of("check-not-run", layer),
            RunningKind::Assemble { layer } => self.notify_of("assembly-not-run", layer),
            RunningKind::Load { .. }
            | RunningKind::BriefFile
            | RunningKind::BenchmarkFile
            | RunningKind::SaveWorkspace { .. }
            | RunningKind::Export { .. }
            | RunningKind::FindFiles
            | RunningKind::Bottom(_)
            // The panels that wait for them say that nothing came.
            | RunningKind::Overview
            | RunningKind::Nearby
            | RunningKind::Idle { .. }
            // The selection is as it was; nothing is missing.
            | RunningKind::Select { .. } => {}
        }
    }

    pub(super) fn notify_of(&mut self, code: &'static str, layer: LayerId) {
        if let Some(entry) = self.document.layer(layer) {
            let diagnostic = Diagnostic::warning(code).with("layer", entry.title.as_str());
            self.notify(diagnostic);
        }
    }
}
