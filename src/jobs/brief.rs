//! A prospect's brief: reading and writing its file, and asking all sites.

use super::LayerId;
use crate::diagnostic::Diagnostic;
use crate::maps::compare::{self, Comparison, Site};
use crate::maps::matching::{Answer, Brief, SiteLayer, Surroundings, run};
use crate::progress::CancelToken;
use crate::write::replace;
use std::io::Write;
use std::path::Path;

/// A brief's file is no longer than this.
const LONGEST_BYTES: u64 = 1 << 20;

/// A brief to answer.
#[derive(Clone, Debug)]
pub struct MatchRequest {
    /// The brief.
    pub brief: Brief,
    /// The layers with sites.
    pub layers: Vec<(LayerId, SiteLayer)>,
    /// What lies around them.
    pub around: Surroundings,
    /// Sites of each group that are listed.
    pub most: usize,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// A brief's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// The question that this answers.
    pub revision: u64,
    /// The brief as it was asked.
    pub brief: Brief,
    /// The layers of the question, by their positions in the answer.
    pub layers: Vec<LayerId>,
    /// The answer.
    pub answer: Answer,
}

impl MatchRequest {
    /// Answers it; `None` where cancelled.
    pub fn run(&self, cancel: &CancelToken) -> Option<Matched> {
        let sites: Vec<SiteLayer> = self.layers.iter().map(|(_, site)| site.clone()).collect();
        let answer = run(&self.brief, &sites, &self.around, self.most, cancel)?;
        let layers = self.layers.iter().map(|(id, _)| *id).collect();
        Some(Matched { revision: self.revision, brief: self.brief.clone(), layers, answer })
    }
}

/// Sites to lay side by side.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    /// The sites.
    pub sites: Vec<Site>,
    /// What lies around them.
    pub around: Surroundings,
    /// The brief that they are held against; one without lines where there is none.
    pub brief: Brief,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

impl CompareRequest {
    /// Lays them side by side.
    pub fn run(&self) -> Comparison {
        compare::compare(&self.sites, &self.around, &self.brief)
    }
}

/// Reads a brief's file.
///
/// # Errors
/// Why it cannot be read, or what is wrong with it, with line and column.
pub(super) fn read(path: &Path) -> Result<Brief, Box<Diagnostic>> {
    let file = path.display().to_string();
    let unreadable = |reason: String| {
        Box::new(Diagnostic::error("brief-unreadable").with("reason", reason).in_file(file.clone()))
    };
    let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LONGEST_BYTES {
        return Err(Box::new(Diagnostic::error("brief-too-long").in_file(file)));
    }
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    Brief::parse(&text).map_err(|diagnostic| Box::new(diagnostic.in_file(file)))
}

/// Writes a brief's file, in one step.
///
/// # Errors
/// Why it cannot be written.
pub(super) fn write(path: &Path, brief: &Brief) -> Result<(), Box<Diagnostic>> {
    let text = brief.to_text();
    let unwritten = |reason: String| {
        let diagnostic = Diagnostic::error("write-failed").with("reason", reason);
        Box::new(diagnostic.in_file(path.display().to_string()))
    };
    replace(path, |file| file.write_all(text.as_bytes()).map_err(|error| unwritten(error.to_string())))
}
