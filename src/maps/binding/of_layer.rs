//! Binding a layer's columns to the fields of a kind.

use super::facts::{Facts, Sample};
use super::judge::{BOUND, Candidate, judge};
use super::recognise::recognise;
use super::{Binding, BoundColumn, Evidence, Recognised, State};
use crate::layer::{Column, Layer};
use crate::maps::schema::{FieldDef, LayerKind};

/// Fits that lie closer together than this leave a choice.
const CLOSE: f64 = 0.04;

impl Binding {
    /// What a layer's columns are. Without a kind it is told by them, where they speak clearly.
    pub fn of(layer: &Layer, known: Option<LayerKind>) -> Self {
        let sample = Sample::of(layer);
        let facts: Vec<Facts<'_>> = own_columns(layer).map(|column| Facts::of(column, &sample)).collect();
        let recognised = match known {
            Some(_) => Recognised::default(),
            None => recognise(layer, &sample, &facts),
        };
        let kind = known.or(recognised.kind);
        Self { kind, recognised, columns: bound(kind, &facts), ..Self::default() }
    }

    /// What a layer's columns are where a person says what it holds: a kind, or none of them. What was
    /// recognised before, and what was said of its columns, stays as far as it still holds.
    #[must_use]
    pub fn said(layer: &Layer, kind: Option<LayerKind>, before: &Self) -> Self {
        let fresh = match kind {
            Some(kind) => Self::of(layer, Some(kind)),
            None => Self { columns: free(layer), ..Self::default() },
        };
        let said = Self { kind_by_person: true, recognised: before.recognised.clone(), ..fresh };
        said.with_words_of(before)
    }

    /// What a layer's columns are where it is known what it held when it was saved, or read before. `fresh` is
    /// what it is by itself now.
    #[must_use]
    pub fn kept(layer: &Layer, kind: Option<LayerKind>, by_person: bool, fresh: &Self) -> Self {
        match kind {
            _ if by_person => Self::said(layer, kind, fresh),
            Some(kind) if fresh.kind != Some(kind) => {
                Self { recognised: fresh.recognised.clone(), ..Self::of(layer, Some(kind)) }
            }
            _ => fresh.clone(),
        }
    }
}

impl Binding {
    /// The fields that a column could be bound to, those that it fits best first and the others in their
    /// order behind; and how many it fits at all.
    pub fn fitting(&self, layer: &Layer, column: &str) -> (Vec<&'static FieldDef>, usize) {
        let Some(kind) = self.kind else { return (Vec::new(), 0) };
        let defs: Vec<&'static FieldDef> = kind.fields().filter(|def| !def.derived).collect();
        let Some(column) = layer.column(column) else { return (defs, 0) };
        let facts = Facts::of(column, &Sample::of(layer));
        let score = |(at, def): (usize, &'static FieldDef)| {
            judge(kind, (0, &facts), (at, def)).map_or(0.0, |candidate| candidate.score)
        };
        let mut scored: Vec<(f64, &'static FieldDef)> =
            defs.into_iter().enumerate().map(|(at, def)| (score((at, def)), def)).collect();
        scored.sort_by(|one, other| other.0.total_cmp(&one.0));
        let fit = scored.iter().filter(|(score, _)| *score > 0.0).count();
        (scored.into_iter().map(|(_, def)| def).collect(), fit)
    }
}

impl Binding {
    /// Columns that are no field and could be the one of a key: those that are proposed for it, else those
    /// that fit it.
    pub(super) fn could_be(&self, layer: &Layer, key: &str) -> Vec<String> {
        let proposed = self.proposed().filter(|entry| entry.key.as_deref() == Some(key));
        let proposed: Vec<String> = proposed.map(|entry| entry.column.clone()).collect();
        let Some((kind, def)) = self.kind.zip(self.definition(key)).filter(|_| proposed.is_empty()) else {
            return proposed;
        };
        let sample = Sample::of(layer);
        let is_free = |column: &&Column| self.entry(&column.name).is_some_and(|it| it.state != State::Bound);
        let fits = |column: &&Column| judge(kind, (0, &Facts::of(column, &sample)), (0, def)).is_some();
        own_columns(layer).filter(is_free).filter(fits).map(|column| column.name.clone()).collect()
    }
}

fn free(layer: &Layer) -> Vec<BoundColumn> {
    own_columns(layer).map(|column| BoundColumn::free(&column.name)).collect()
}

fn bound(kind: Option<LayerKind>, facts: &[Facts<'_>]) -> Vec<BoundColumn> {
    // What is no field may become one by a person's word: its unit stays known.
    let free = |facts: &Facts<'_>| BoundColumn {
        unit: facts.name.unit.or(facts.unit_in_values),
        in_words: facts.unit_in_values.is_some(),
        ..BoundColumn::free(&facts.column.name)
    };
    let mut columns: Vec<BoundColumn> = facts.iter().map(free).collect();
    for candidate in kind.into_iter().flat_map(|kind| assigned(kind, facts)) {
        let column = &mut columns[candidate.column];
        column.key = Some(candidate.def.key.to_owned());
        column.state = state_of(&candidate);
        column.unit = candidate.unit;
        column.confidence = candidate.score.min(1.0);
        column.evidence = candidate.evidence;
    }
    columns
}

/// Derived columns are the program's own: nothing is to be found out about them.
fn own_columns(layer: &Layer) -> impl Iterator<Item = &Column> {
    layer.columns.iter().filter(|column| !column.is_derived)
}

fn state_of(candidate: &Candidate) -> State {
    if candidate.score >= BOUND && !candidate.doubtful { State::Bound } else { State::Proposed }
}

/// The best pairs, each column and each field once. Does not depend on the order of the columns.
pub(super) fn assigned(kind: LayerKind, facts: &[Facts<'_>]) -> Vec<Candidate> {
    let defs: Vec<&'static FieldDef> = kind.fields().collect();
    let mut open: Vec<Candidate> = Vec::new();
    for column in facts.iter().enumerate() {
        open.extend(defs.iter().copied().enumerate().filter_map(|field| judge(kind, column, field)));
    }
    let name = |candidate: &Candidate| facts[candidate.column].column.name.as_str();
    open.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.field.cmp(&b.field)).then_with(|| name(a).cmp(name(b)))
    });
    let mut taken: Vec<Candidate> = Vec::new();
    while !open.is_empty() {
        let mut best = open.remove(0);
        let rival = open.iter().find(|other| {
            let same = (other.field == best.field) != (other.column == best.column);
            // One measure under two units of the schema is no doubt: the file's own unit is known.
            let one_measure = other.column == best.column && best.unit.is_some() && other.unit == best.unit;
            same && !one_measure && other.score >= best.score - CLOSE && (other.is_exact || !best.is_exact)
        });
        if let Some(rival) = rival {
            let by = if rival.column == best.column { rival.def.key } else { name(rival) };
            best.evidence.push(Evidence::Rival { name: by.to_owned() });
            best.doubtful = true;
        }
        open.retain(|other| other.field != best.field && other.column != best.column);
        taken.push(best);
    }
    taken
}
