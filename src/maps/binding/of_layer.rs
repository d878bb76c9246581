//! Binding a layer's columns, and telling what the layer holds by what its columns are.

use super::facts::{Facts, Sample};
use super::judge::{BOUND, Candidate, judge};
use super::{Binding, BoundColumn, Evidence, State};
use crate::layer::{Column, Layer};
use crate::maps::schema::{FieldDef, LayerKind};

/// Fits that lie closer together than this leave a choice.
const CLOSE: f64 = 0.04;

impl Binding {
    /// What a layer's columns are. Without a kind it is told by them, where they speak clearly.
    pub fn of(layer: &Layer, known: Option<LayerKind>) -> Self {
        let sample = Sample::of(layer);
        let facts: Vec<Facts<'_>> = own_columns(layer).map(|column| Facts::of(column, &sample)).collect();
        let Some(kind) = known.or_else(|| recognise(&layer.name, &facts)) else {
            return Self {
                kind: None,
                columns: own_columns(layer).map(|column| BoundColumn::free(&column.name)).collect(),
            };
        };
        let mut columns: Vec<BoundColumn> =
            facts.iter().map(|facts| BoundColumn::free(&facts.column.name)).collect();
        for candidate in assigned(kind, &facts) {
            columns[candidate.column] = BoundColumn {
                column: facts[candidate.column].column.name.clone(),
                key: Some(candidate.def.key.to_owned()),
                state: state_of(&candidate),
                unit: candidate.unit,
                in_words: facts[candidate.column].unit_in_values.is_some(),
                confidence: candidate.score.min(1.0),
                evidence: candidate.evidence,
                by_person: false,
            };
        }
        Self { kind: Some(kind), columns }
    }
}

/// Derived columns are the program's own: nothing is to be found out about them.
fn own_columns(layer: &Layer) -> impl Iterator<Item = &Column> {
    layer.columns.iter().filter(|column| !column.is_derived)
}

fn state_of(candidate: &Candidate) -> State {
    if candidate.score >= BOUND && !candidate.doubtful { State::Bound } else { State::Proposed }
}

/// The best pairs, each column and each field once. Does not depend on the order of the columns.
fn assigned(kind: LayerKind, facts: &[Facts<'_>]) -> Vec<Candidate> {
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

/// The kind that a layer's name and columns speak for; `None` where they do not speak clearly. A name
/// alone is never enough.
fn recognise(layer_name: &str, facts: &[Facts<'_>]) -> Option<LayerKind> {
    let mut scores: Vec<(f64, LayerKind)> = LayerKind::ALL
        .iter()
        .filter_map(|&kind| {
            let from_fields: f64 = assigned(kind, facts)
                .iter()
                // Values alone are a guess, and guesses do not add up to a kind.
                .filter(|candidate| candidate.evidence.iter().any(|why| matches!(why, Evidence::Name { .. })))
                .map(|candidate| kind.distinctness(candidate.def.key) * candidate.score.min(1.0))
                .sum();
            (from_fields > 0.0).then(|| (from_fields + kind.name_score(layer_name), kind))
        })
        .collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let second = scores.get(1).map_or(0.0, |&(score, _)| score);
    scores.first().filter(|&&(score, _)| score >= 1.5 && score >= second + 0.5).map(|&(_, kind)| kind)
}
