//! Growing groups: from each parcel the neighbour that leaves the most compact shape joins, until the
//! area is reached; then every parcel that can be spared goes.
//!
//! The shape of a draft is reckoned, not drawn: areas add up, and of two perimeters the shared length
//! falls away twice.

use super::graph::Graph;
use super::{Assemblies, MOST_PARCELS, MOST_SEEDS, Question};
use crate::progress::CancelToken;
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::PI;

/// Rows of the groups that were found, the most compact first, each once.
pub(super) fn grow(
    question: &Question<'_>,
    graph: &Graph,
    cancel: &CancelToken,
    answer: &mut Assemblies,
) -> Option<Vec<Vec<u32>>> {
    let promising = promising(question, graph);
    let mut seeds: Vec<u32> =
        (0..graph.parcels.len() as u32).filter(|&place| promising[place as usize]).collect();
    if seeds.len() > MOST_SEEDS {
        // The largest need the fewest neighbours.
        seeds.sort_by(|&left, &right| {
            let area = |place: u32| graph.parcels[place as usize].area_m2;
            area(right).total_cmp(&area(left)).then(left.cmp(&right))
        });
        answer.not_tried = seeds.len() - MOST_SEEDS;
        seeds.truncate(MOST_SEEDS);
    }
    let mut found: BTreeMap<Vec<u32>, f64> = BTreeMap::new();
    for seed in seeds {
        if cancel.is_cancelled() {
            return None;
        }
        match grow_from(question, graph, seed) {
            Some(draft) => {
                found.insert(draft.places.iter().copied().collect(), draft.compactness());
            }
            None => answer.too_long += 1,
        }
    }
    let mut ranked: Vec<(Vec<u32>, f64)> = found.into_iter().collect();
    ranked.sort_by(|left, right| {
        right.1.total_cmp(&left.1).then(left.0.len().cmp(&right.0.len())).then(left.0.cmp(&right.0))
    });
    // From west to east, so that unions are drawn in the same order whatever the order of the rows.
    let rows = |places: Vec<u32>| -> Vec<u32> {
        places.iter().map(|&place| graph.parcels[place as usize].row).collect()
    };
    Some(ranked.into_iter().map(|(places, _)| rows(places)).collect())
}

/// Parcels of connected pieces whose whole reaches the area: from the others nothing can grow.
fn promising(question: &Question<'_>, graph: &Graph) -> Vec<bool> {
    let mut seen = vec![false; graph.parcels.len()];
    let mut promising = vec![false; graph.parcels.len()];
    for start in 0..graph.parcels.len() {
        if seen[start] {
            continue;
        }
        let (mut piece, mut at, mut area_m2) = (vec![start], 0, 0.0);
        seen[start] = true;
        while let Some(&place) = piece.get(at) {
            at += 1;
            area_m2 += graph.parcels[place].area_m2;
            for &(other, _) in &graph.beside[place] {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    piece.push(other as usize);
                }
            }
        }
        if area_m2 >= question.area_m2 {
            for place in piece {
                promising[place] = true;
            }
        }
    }
    promising
}

/// A group as it grows.
struct Draft {
    places: BTreeSet<u32>,
    area_m2: f64,
    perimeter_m: f64,
}

impl Draft {
    fn compactness(&self) -> f64 {
        compactness(self.area_m2, self.perimeter_m)
    }
}

fn compactness(area_m2: f64, perimeter_m: f64) -> f64 {
    4.0 * PI * area_m2 / (perimeter_m * perimeter_m).max(f64::MIN_POSITIVE)
}

/// `None` where it had too many parcels and still fell short, or ran out of neighbours.
fn grow_from(question: &Question<'_>, graph: &Graph, seed: u32) -> Option<Draft> {
    let first = &graph.parcels[seed as usize];
    let mut draft =
        Draft { places: BTreeSet::from([seed]), area_m2: first.area_m2, perimeter_m: first.perimeter_m };
    // What each neighbour of the draft shares with it.
    let mut frontier: BTreeMap<u32, f64> = graph.beside[seed as usize].iter().copied().collect();
    while draft.area_m2 < question.area_m2 {
        if draft.places.len() == MOST_PARCELS {
            return None;
        }
        let score = |(&place, &shared_m): (&u32, &f64)| {
            let parcel = &graph.parcels[place as usize];
            compactness(
                draft.area_m2 + parcel.area_m2,
                draft.perimeter_m + parcel.perimeter_m - 2.0 * shared_m,
            )
        };
        // The first of equals: places stand from west to east, not in the order of rows.
        let (&next, &shared_m) =
            frontier.iter().reduce(|best, other| if score(other) > score(best) { other } else { best })?;
        frontier.remove(&next);
        draft.places.insert(next);
        draft.area_m2 += graph.parcels[next as usize].area_m2;
        draft.perimeter_m += graph.parcels[next as usize].perimeter_m - 2.0 * shared_m;
        for &(other, shared_m) in &graph.beside[next as usize] {
            if !draft.places.contains(&other) {
                *frontier.entry(other).or_default() += shared_m;
            }
        }
    }
    spare(question, graph, &mut draft);
    Some(draft)
}

/// Takes parcels out that are not needed, the smallest first.
fn spare(question: &Question<'_>, graph: &Graph, draft: &mut Draft) {
    loop {
        let mut smallest: Vec<u32> = draft.places.iter().copied().collect();
        smallest.sort_by(|&left, &right| {
            let area = |place: u32| graph.parcels[place as usize].area_m2;
            area(left).total_cmp(&area(right)).then(left.cmp(&right))
        });
        let spared = smallest.into_iter().find(|&place| {
            draft.area_m2 - graph.parcels[place as usize].area_m2 >= question.area_m2
                && is_connected(graph, &draft.places, Some(place))
        });
        let Some(place) = spared else { return };
        draft.places.remove(&place);
        let parcel = &graph.parcels[place as usize];
        let shared_m: f64 = graph.beside[place as usize]
            .iter()
            .filter(|(other, _)| draft.places.contains(other))
            .map(|(_, shared_m)| shared_m)
            .sum();
        draft.area_m2 -= parcel.area_m2;
        draft.perimeter_m -= parcel.perimeter_m - 2.0 * shared_m;
    }
}

/// Whether places hang together, one of them left out.
pub(super) fn is_connected(graph: &Graph, places: &BTreeSet<u32>, without: Option<u32>) -> bool {
    let mut rest = places.iter().copied().filter(|&place| Some(place) != without);
    let Some(start) = rest.next() else { return false };
    let wanted = places.len() - usize::from(without.is_some());
    let (mut reached, mut queue) = (BTreeSet::from([start]), vec![start]);
    while let Some(place) = queue.pop() {
        for &(other, _) in &graph.beside[place as usize] {
            if Some(other) != without && places.contains(&other) && reached.insert(other) {
                queue.push(other);
            }
        }
    }
    reached.len() == wanted
}
