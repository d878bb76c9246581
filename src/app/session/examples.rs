//! The typical questions: asked at once where the bundled maps are open, else when they are.

use super::Session;
use crate::app::{Effect, Example};
use crate::jobs::JobId;

impl Session {
    pub(super) fn run_example(&mut self, example: Example, effects: &mut Vec<Effect>) {
        if let Some(commands) = example.commands(&self.document) {
            self.asked_example = None;
            for command in commands {
                let more = self.apply(command);
                effects.extend(more);
            }
            return;
        }
        let before = self.next_job;
        self.open_bundled(effects);
        self.asked_example = (self.next_job > before).then_some((JobId(before), example));
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
