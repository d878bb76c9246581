//! Settings, and the recent files among them.

use super::{RunningKind, Session};
use crate::app::{Effect, Settings};
use crate::jobs::JobRequest;
use std::path::{Path, PathBuf};

impl Session {
    /// Changes the settings; where that makes a difference, they are to be saved.
    pub(super) fn change_settings(&mut self, effects: &mut Vec<Effect>, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        if self.settings != before {
            effects.push(Effect::SaveSettings(self.settings.clone()));
        }
    }

    /// Recent files that were not there when they were last looked for.
    pub fn missing_recents(&self) -> &[PathBuf] {
        &self.missing_recents
    }

    /// A file that was opened becomes the first of the recent ones.
    pub(super) fn remember_file(&mut self, path: &Path, effects: &mut Vec<Effect>) {
        // A name as it was typed means something else when the program starts in another folder.
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.missing_recents.retain(|missing| *missing != whole);
        self.change_settings(effects, |it| it.remember(&whole));
    }

    /// Looks for the recent files in the background: a folder on a network may take its time.
    pub(super) fn check_recents(&mut self, effects: &mut Vec<Effect>) {
        let looks = self.running.values().any(|running| running.kind == RunningKind::FindFiles);
        if self.settings.recents.is_empty() || looks {
            return;
        }
        let files = self.settings.recents.clone();
        self.start_job(JobRequest::FindFiles(files), RunningKind::FindFiles, effects);
    }

    pub(super) fn files_found(&mut self, missing: Vec<PathBuf>) {
        self.missing_recents = missing;
    }
}
