//! Data quality of a layer: what can be shown to be wrong, rule by rule.
//!
//! Nothing is mended and nothing is judged beyond what can be shown: each finding names its rule, its
//! features, the values, and what to do. [`RULES`] is the table of all rules; each file here looks at one
//! group of them. Work is linear in the rows, or n log n; of each rule so many findings are listed and
//! the rest counted, so that a million wrong rows are as quick to tell as one.

mod areas;
mod codes;
mod dates;
mod duplicates;
mod fields;
mod geometry;
mod outside;
mod overlaps;
mod rules;
mod sink;
mod spellings;
#[cfg(test)]
mod tests;
mod totals;
mod values;

pub use rules::{Group, RULES, Rule, group};
pub use sink::{MOST_ROWS, RuleCount, id_of};

use super::binding::Naming;
use crate::layer::Layer;
use crate::layer::check::{Finding, of_reading};
use crate::progress::{CancelToken, Progress};
use fields::Fields;
use sink::Watch;
use spellings::Spellings;
use std::sync::atomic::AtomicUsize;

/// Findings of one rule that are listed unless more are asked for.
pub const MOST_LISTED: usize = 1000;

/// What is to be checked, against what.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// What it holds, and which of its columns are which fields.
    pub naming: Naming<'a>,
    /// The layer whose polygons all features should lie in; `None`: not looked at.
    pub boundary: Option<&'a Layer>,
    /// The day after which dates lie in the future; `None`: not looked at.
    pub day: Option<jiff::civil::Date>,
    /// Findings of one rule to list.
    pub most: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// What was noticed while reading, then rule by rule in the order of the table; of each the first
    /// ones.
    pub findings: Vec<Finding>,
    /// How often each rule is broken, what was noticed while reading left out.
    pub rules: Vec<RuleCount>,
}

impl Findings {
    /// All findings, those that are only counted too.
    pub fn count(&self) -> usize {
        let counted: usize = self.rules.iter().map(|rule| rule.count - rule.listed).sum();
        self.findings.len() + counted
    }
}

/// Passes over the rows, for the progress.
const PASSES: usize = 3;

/// Looks for everything that is wrong; `None` where it was cancelled.
pub fn check(question: &Question<'_>, progress: &dyn Progress, cancel: &CancelToken) -> Option<Findings> {
    let Question { layer, naming, most, .. } = *question;
    let watch = Watch { progress, cancel, done: AtomicUsize::new(0), total: layer.len() * PASSES };
    let fields = Fields::of(layer, naming);
    let values = values::Limits::of(&fields, question.day);
    let totals = totals::Parts::of(&fields);
    let spellings = Spellings::of(&fields);
    let mut sink = watch.over_rows(layer.len(), most, &|row, sink| {
        geometry::look(layer, row, sink, cancel);
        areas::look(layer, &fields, row, sink, cancel);
        values.look(row, sink);
        codes::look(&fields, &spellings, row, sink);
        dates::look(&fields, question.day, row, sink);
        totals.look(row, sink);
    })?;
    sink.append(overlaps::look(question, &watch)?);
    sink.append(outside::look(question, &watch)?);
    duplicates::look(layer, &fields, &watch, &mut sink)?;
    totals::look_at_all(&fields, &mut sink);
    let (found, rules) = sink.worded(layer, naming);
    let mut findings: Vec<Finding> =
        layer.diagnostics.iter().map(|noticed| of_reading(layer, noticed)).collect();
    for finding in &mut findings {
        finding.ids = finding.rows.iter().map(|&row| id_of(layer, naming, row as usize)).collect();
    }
    findings.extend(found);
    Some(Findings { findings, rules })
}
