//! A question to a job, and the newest answer so far: what everything that a job works out in the
//! background has in common. The answer to an older question is dropped; while a newer one is being
//! worked out, the one before stands.

use crate::jobs::{JobId, LayerId};

/// A question to a job, and the newest answer so far.
#[derive(Debug)]
pub(super) struct Asked<Q, A> {
    /// What was asked last; `None` where nothing can be asked now.
    question: Option<Q>,
    revision: u64,
    /// The job that is at it.
    job: Option<JobId>,
    /// The newest answer, to this question or the one before.
    answer: Option<A>,
    /// Whether the job broke down; the next question mends it.
    failed: bool,
}

impl<Q, A> Default for Asked<Q, A> {
    fn default() -> Self {
        Self { question: None, revision: 0, job: None, answer: None, failed: false }
    }
}

impl<Q: PartialEq, A> Asked<Q, A> {
    /// Takes a question down where it is another than before, and says so; a job that is at the old one
    /// comes back to be cancelled.
    pub(super) fn changes_to(&mut self, question: Option<&Q>, revision: u64) -> (bool, Option<JobId>)
    where
        Q: Clone,
    {
        if self.question.as_ref() == question {
            return (false, None);
        }
        self.question = question.cloned();
        self.failed = false;
        self.revision = revision;
        (question.is_some(), self.job.take())
    }

    /// A job was started for the question.
    pub(super) fn started(&mut self, job: JobId) {
        self.job = Some(job);
    }

    /// Takes an answer in, unless it is to an older question.
    pub(super) fn take_answer(&mut self, revision: u64, answer: A) {
        if revision == self.revision && self.question.is_some() {
            self.answer = Some(answer);
            self.job = None;
        }
    }

    /// The newest answer.
    pub(super) fn answer(&self) -> Option<&A> {
        self.answer.as_ref()
    }

    /// Whether a newer answer is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Whether the job broke down.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether a job is at the newest question.
    pub(super) fn is_at(&self, job: JobId) -> bool {
        self.job == Some(job)
    }

    /// Lets a question that failed be asked once more.
    pub(super) fn ask_again(&mut self) {
        if self.failed {
            self.question = None;
        }
    }

    /// A job ended; where it was at the newest question, it ended without an answer.
    pub(super) fn ended(&mut self, job: JobId) {
        if self.job == Some(job) {
            self.job = None;
            self.failed = true;
        }
    }
}

impl<Q: PartialEq, A> Asked<Q, (LayerId, A)> {
    /// The newest answer, where it is of a layer.
    pub(super) fn answer_for(&self, layer: LayerId) -> Option<&A> {
        self.answer().filter(|(of, _)| *of == layer).map(|(_, answer)| answer)
    }
}
