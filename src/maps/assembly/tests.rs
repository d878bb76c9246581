//! Groups on small towns of parcels.

use super::search::is_connected;
use super::*;
use crate::layer::testing::{column, layer, polygon};
use crate::layer::{TextArray, Values};
use crate::maps::LayerKind;
use arrow_array::LargeStringArray;
use geo::Geometry;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A parcel of about 96 m by 111 m (10,695 m²) on a grid, drawn a little smaller on each side.
fn parcel(x: u8, y: u8, gap: f64) -> Geometry<f64> {
    let (west, south) = (120.0 + f64::from(x) * 0.001 + gap, 30.0 + f64::from(y) * 0.001 + gap);
    let (east, north) = (west + 0.001 - 2.0 * gap, south + 0.001 - 2.0 * gap);
    polygon(&[[west, south], [east, south], [east, north], [west, north], [west, south]])
}

fn ask(shapes: &[Option<Geometry<f64>>], area_m2: f64, tolerance_m: f64) -> Assemblies {
    let layer = layer(vec![], shapes);
    let rows = RowSet::all(layer.len());
    let question =
        Question { layer: &layer, naming: None.into(), rows: &rows, area_m2, tolerance_m, most: 50 };
    assemble(&question, &CancelToken::default()).unwrap()
}

fn rows(found: &Assemblies) -> Vec<Vec<u32>> {
    found.groups.iter().map(|group| group.rows.clone()).collect()
}

#[test]
fn two_by_two_beats_four_in_a_row() {
    // 0 1 2 3 in a row, 4 5 above the first two.
    let places = [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1)];
    let shapes: Vec<_> = places.map(|(x, y)| Some(parcel(x, y, 0.0))).to_vec();
    let found = ask(&shapes, 40_000.0, 1.0);
    let best = &found.groups[0];
    assert_eq!(best.rows, [0, 1, 4, 5]);
    assert!((best.compactness - 0.785).abs() < 0.01, "nearly a square: {}", best.compactness);
    assert!((best.area_m2 - 4.0 * 10_695.0).abs() < 60.0 && best.overlap_m2 < 1.0, "{best:?}");
    assert_eq!(best.owners, Owners { known: None, unknown: 4, names: Vec::new() });
    assert_eq!((found.parcels, found.not_tried, found.too_long), (6, 0, 0));
}

#[test]
fn gaps_are_bridged_within_the_tolerance_and_said() {
    // 0.000004° on each side: a strip of about 0.8 m between east and west, 0.9 m north and south.
    let shapes = [Some(parcel(0, 0, 0.000_004)), Some(parcel(1, 0, 0.000_004))];
    assert!(ask(&shapes, 20_000.0, 0.5).groups.is_empty());
    let found = ask(&shapes, 20_000.0, 1.0);
    assert_eq!(rows(&found), [[0, 1]]);
    assert!((found.groups[0].gap_m2 - 0.77 * 110.0).abs() < 8.0, "{}", found.groups[0].gap_m2);
    assert_eq!(found.groups[0].outline.len(), 1, "one shape: {:?}", found.groups[0].outline);
}

#[test]
fn a_common_corner_makes_no_neighbours_and_a_street_neither() {
    assert!(ask(&[Some(parcel(0, 0, 0.0)), Some(parcel(1, 1, 0.0))], 20_000.0, 1.0).groups.is_empty());
    assert!(ask(&[Some(parcel(0, 0, 0.0)), Some(parcel(2, 0, 0.0))], 20_000.0, 1.0).groups.is_empty());
}

#[test]
fn what_reaches_the_area_alone_is_only_counted() {
    let found = ask(&[Some(parcel(0, 0, 0.0)), Some(parcel(1, 0, 0.0)), None], 10_000.0, 1.0);
    assert_eq!((found.groups.len(), found.alone, found.unplaced), (0, vec![0, 1], 1));
}

#[test]
fn owners_are_counted_and_those_unknown_said() {
    let names: LargeStringArray = [Some("甲公司"), None, Some("甲公司")].into_iter().collect();
    let owner = column("owner", Values::Text(TextArray::Plain(names)));
    let shapes = [Some(parcel(0, 0, 0.0)), Some(parcel(1, 0, 0.0)), Some(parcel(2, 0, 0.0))];
    let layer = layer(vec![owner], &shapes);
    let question = Question {
        layer: &layer,
        naming: LayerKind::Land.into(),
        rows: &RowSet::all(3),
        area_m2: 30_000.0,
        tolerance_m: 1.0,
        most: 5,
    };
    let found = assemble(&question, &CancelToken::default()).unwrap();
    let owners = Owners { known: Some(1), unknown: 1, names: vec!["甲公司".to_owned()] };
    assert_eq!(found.groups[0].owners, owners);
}

#[test]
fn only_the_rows_asked_for_are_put_together() {
    let shapes = [Some(parcel(0, 0, 0.0)), Some(parcel(1, 0, 0.0)), Some(parcel(2, 0, 0.0))];
    let layer = layer(vec![], &shapes);
    let rows = RowSet::from_rows(3, [0, 2]);
    let question = Question {
        layer: &layer,
        naming: None.into(),
        rows: &rows,
        area_m2: 20_000.0,
        tolerance_m: 1.0,
        most: 5,
    };
    assert!(assemble(&question, &CancelToken::default()).unwrap().groups.is_empty());
    let cancelled = CancelToken::default();
    cancelled.cancel();
    assert_eq!(assemble(&question, &cancelled), None);
}

proptest! {
    #[test]
    fn groups_hang_together_reach_the_area_and_do_not_depend_on_the_order_of_rows(
        places in prop::collection::btree_set((0..5u8, 0..5u8), 2..14),
        wanted in 15_000.0..60_000.0f64,
        seed in any::<u64>(),
    ) {
        let places: Vec<(u8, u8)> = places.into_iter().collect();
        let mut shuffled = places.clone();
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let found = |places: &[(u8, u8)]| {
            let shapes: Vec<_> = places.iter().map(|&(x, y)| Some(parcel(x, y, 0.0))).collect();
            let layer = layer(vec![], &shapes);
            let rows = RowSet::all(layer.len());
            let question = Question {
                layer: &layer, naming: None.into(), rows: &rows, area_m2: wanted, tolerance_m: 1.0, most: 50,
            };
            let mut answer = Assemblies::default();
            let graph = graph::Graph::build(&question, &CancelToken::default(), &mut answer).unwrap();
            let found = assemble(&question, &CancelToken::default()).unwrap();
            for group in &found.groups {
                let places: BTreeSet<u32> = graph.key(&group.rows).into_iter().collect();
                prop_assert!(is_connected(&graph, &places, None), "{:?}", group.rows);
                prop_assert!(group.area_m2 >= wanted);
                prop_assert!((group.sum_m2 - group.overlap_m2 - group.area_m2).abs() < 0.01);
                prop_assert!(group.compactness > 0.0 && group.compactness < 1.0);
                // None of them can be spared: without it the rest falls short or falls apart.
                for &place in &places {
                    let less = group.area_m2 - graph.parcels[place as usize].area_m2;
                    prop_assert!(less < wanted || !is_connected(&graph, &places, Some(place)));
                }
            }
            Ok(found.groups.iter().map(|group| {
                let mut own: Vec<_> = group.rows.iter().map(|&row| places[row as usize]).collect();
                own.sort_unstable();
                own
            }).collect::<Vec<_>>())
        };
        prop_assert_eq!(found(&places)?, found(&shuffled)?);
    }

    #[test]
    fn a_union_is_the_sum_less_what_lies_on_each_other(shift in 0.05..0.9f64) {
        let shifted = {
            let (west, south) = (120.0 + 0.001 * (1.0 - shift), 30.0);
            polygon(&[[west, south], [west + 0.001, south], [west + 0.001, south + 0.001],
                [west, south + 0.001], [west, south]])
        };
        // A third parcel beside the second ties them together by boundaries.
        let found = ask(&[Some(parcel(0, 0, 0.0)), Some(shifted)], 11_000.0, 1.0);
        for group in &found.groups {
            let common = group.sum_m2 / 2.0 * shift;
            prop_assert!((group.overlap_m2 - common).abs() < 1.0, "{} {}", group.overlap_m2, common);
            prop_assert!((group.sum_m2 - group.overlap_m2 - group.area_m2).abs() < 0.01);
        }
    }
}
