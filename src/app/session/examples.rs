//! The typical questions: asked at once where the bundled maps are open, else when they are.

use super::Session;
use crate::app::{Command, Effect, Example, workspace};
use crate::jobs::JobId;

impl Session {
    pub(super) fn run_example(&mut self, example: Example, effects: &mut Vec<Effect>) {
        if let Some(commands) = example.commands(&self.document) {
            self.asked_example = None;
            let name = Command::RunExample { example }.action().entry().text;
            self.as_one_step(name, |session| {
                for command in commands {
                    effects.extend(session.apply(command));
                }
            });
            return;
        }
        self.open_bundled(effects);
        // They may be on their way already, whoever asked for them.
        let kind = Some(example.question().kind);
        let load = self.waiting_sources().find(|(_, source)| workspace::kind_of_source(source) == kind);
        self.asked_example = load.map(|(job, _)| (job, example));
    }

    /// Asks the question that waited for a load which has ended.
    pub(super) fn ask_waiting_example(&mut self, loaded: JobId, effects: &mut Vec<Effect>) {
        if let Some((job, example)) = self.asked_example
            && job == loaded
        {
            self.asked_example = None;
            // Opening the maps again would not help where the layer could not be read.
            if example.commands(&self.document).is_some() {
                self.run_example(example, effects);
            }
        }
    }
}
