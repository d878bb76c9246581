//! Gathering what is found: of each rule so many findings are listed, the rest are counted.

use super::rules::{self, RULES};
use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::Layer;
use crate::layer::check::{Finding, identifier};
use crate::maps::binding::Naming;
use crate::progress::{CancelToken, Progress, Tick};
use crate::text::Arg;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows that one finding names; of more it says how many.
pub const MOST_ROWS: usize = 100;

/// Arguments of a message.
pub(super) type Args = Vec<(&'static str, Arg)>;

/// A finding before it is worded.
#[derive(Clone, Debug)]
struct Found {
    rows: Vec<u32>,
    args: Args,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    count: usize,
    listed: Vec<Found>,
}

/// What was found so far, rule by rule.
#[derive(Clone, Debug)]
pub(super) struct Sink {
    most: usize,
    tallies: BTreeMap<&'static str, Tally>,
}

impl Sink {
    /// Lists at most so many of each rule.
    pub(super) fn new(most: usize) -> Self {
        Self { most, tallies: BTreeMap::new() }
    }

    /// Takes a finding; its message is only made where it will be listed.
    pub(super) fn add(&mut self, code: &'static str, rows: &[u32], args: impl FnOnce() -> Args) {
        let tally = self.tallies.entry(code).or_default();
        tally.count += 1;
        if tally.listed.len() < self.most {
            let rows = rows.iter().take(MOST_ROWS).copied().collect();
            tally.listed.push(Found { rows, args: args() });
        }
    }

    /// Joins what was found in later rows.
    pub(super) fn append(&mut self, later: Self) {
        for (code, tally) in later.tallies {
            let own = self.tallies.entry(code).or_default();
            own.count += tally.count;
            let room = self.most - own.listed.len().min(self.most);
            own.listed.extend(tally.listed.into_iter().take(room));
        }
    }

    /// The findings in the order of the rules, and how many there are of each.
    pub(super) fn worded(mut self, layer: &Layer, naming: Naming<'_>) -> (Vec<Finding>, Vec<RuleCount>) {
        let name = layer.source.name();
        let (mut findings, mut counts) = (Vec::new(), Vec::new());
        for rule in RULES {
            let Some(tally) = self.tallies.remove(rule.code) else { continue };
            let listed = tally.listed.len();
            counts.push(RuleCount { rule: rule.code, severity: rule.severity, count: tally.count, listed });
            findings.extend(tally.listed.into_iter().map(|found| {
                let features: Vec<u64> =
                    found.rows.iter().map(|&row| layer.feature_number(row as usize)).collect();
                let mut diagnostic = Diagnostic::new(rule.severity, rule.code).in_file(&name);
                diagnostic.args = found.args;
                diagnostic.place.feature = features.first().copied();
                let ids = found.rows.iter().map(|&row| id_of(layer, naming, row as usize)).collect();
                Finding { diagnostic, features, ids, rows: found.rows }
            }));
        }
        debug_assert!(
            self.tallies.is_empty(),
            "rules that the table does not have: {:?}",
            self.tallies.keys()
        );
        (findings, counts)
    }
}

/// What a row goes by: the field that is its number, whatever the file calls it, else the feature's own.
pub fn id_of(layer: &Layer, naming: Naming<'_>, row: usize) -> Option<String> {
    let of_field = naming.column(layer, "id").map(|column| column.value(row));
    let of_field = of_field.filter(|value| !value.is_none()).map(|value| value.to_text().into_owned());
    of_field.or_else(|| identifier(layer, row))
}

/// How often a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// How bad that is.
    pub severity: Severity,
    /// How often it is broken.
    pub count: usize,
    /// How many of these findings are listed.
    pub listed: usize,
}

impl RuleCount {
    /// What the rule looks at.
    pub fn group(&self) -> rules::Group {
        rules::group(self.rule)
    }
}

/// Watches over long work: who wants to know how far it is, and who may stop it.
pub(super) struct Watch<'a> {
    pub(super) progress: &'a dyn Progress,
    pub(super) cancel: &'a CancelToken,
    /// Rows done, over all passes, and rows to do.
    pub(super) done: AtomicUsize,
    pub(super) total: usize,
}

/// Rows between two looks at the token.
const STEP: usize = 1024;

impl Watch<'_> {
    /// So many more rows are done; whether to go on.
    pub(super) fn step(&self, rows: usize) -> bool {
        let done = self.done.fetch_add(rows, Ordering::Relaxed) + rows;
        let rows = done as u64;
        self.progress.tick(Tick { bytes: rows, bytes_total: self.total as u64, features: 0 });
        !self.cancel.is_cancelled()
    }

    /// Looks at all rows on all cores; what is found stands in the order of the rows, whatever the
    /// number of cores. `None` where it was cancelled.
    pub(super) fn over_rows(
        &self,
        len: usize,
        most: usize,
        look: &(dyn Fn(usize, &mut Sink) + Sync),
    ) -> Option<Sink> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        // More parts than cores: where rows differ, nobody waits for the one with the hard ones.
        let parts = (threads * 4).min(len.div_ceil(STEP)).max(1);
        let bounds: Vec<usize> = (0..=parts).map(|part| len * part / parts).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut own = Vec::new();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    return Some(own);
                }
                let mut sink = Sink::new(most);
                let (mut row, end) = (bounds[part], bounds[part + 1]);
                while row < end {
                    let stop = (row + STEP).min(end);
                    // One row may take long: a heap of polygons, a coast.
                    let is_whole = (row..stop).all(|row| {
                        look(row, &mut sink);
                        !self.cancel.is_cancelled()
                    });
                    if !is_whole || !self.step(stop - row) {
                        return None;
                    }
                    row = stop;
                }
                own.push((part, sink));
            }
        };
        let answers: Vec<Option<Vec<(usize, Sink)>>> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads.min(parts)).map(|_| scope.spawn(work)).collect();
            let mut answers = vec![work()];
            // A panic of a worker is the job's own: it is caught and told there.
            answers.extend(others.into_iter().map(|other| match other.join() {
                Ok(answer) => answer,
                Err(payload) => std::panic::resume_unwind(payload),
            }));
            answers
        });
        let mut parts: Vec<(usize, Sink)> =
            answers.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        parts.sort_by_key(|(part, _)| *part);
        let mut all = Sink::new(most);
        for (_, sink) in parts {
            all.append(sink);
        }
        Some(all)
    }
}
