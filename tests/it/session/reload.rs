//! Sources opened twice, questions asked of them, and what a layer keeps that is read again.

use super::desk::{Desk, LAND};
use proptest::prelude::*;
use std::fmt::Write;
use three_maps::app::{ChartChoice, Command, Document, Example, FeatureRef, LayerId, SelectMode};
use three_maps::layer::Order;
use three_maps::maps::schema::MapKind;
use three_maps::progress::CancelToken;
use three_maps::stats::Measure;

fn run_all_held(desk: &mut Desk) {
    while !desk.held.is_empty() {
        desk.run_held();
    }
}

fn ids(desk: &Desk) -> Vec<LayerId> {
    desk.session.document().layers.iter().map(|entry| entry.id).collect()
}

#[test]
fn what_is_being_read_is_not_read_twice() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", LAND);
    // Named twice at once, and once more while it is being read.
    desk.send(Command::OpenFiles { paths: vec![path.clone(), path.clone()] });
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenFiles { paths: vec!["bundled:startup/carriers".into()] });
    assert_eq!(desk.held.len(), 2);
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 15);
    // What was closed can be opened again; so can what was stopped.
    let layer = ids(&desk)[14];
    desk.send(Command::CloseLayer { layer });
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 15);
}

#[test]
fn a_load_that_was_stopped_stands_in_nobodys_way() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    let job = desk.held.pop_front().unwrap();
    desk.send(Command::CancelJob { job: job.id });
    desk.send(Command::OpenFiles { paths: vec![path] });
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 1);
}

#[test]
fn a_question_waits_for_maps_that_are_being_read() {
    for &example in Example::ALL {
        let mut desk = Desk::new();
        desk.hold = true;
        desk.send(Command::OpenBundled);
        desk.send(Command::RunExample { example });
        assert_eq!(desk.held.len(), 1);
        desk.hold = false;
        desk.run_held();
        let document = desk.session.document();
        assert_eq!(document.layers.len(), 14);
        assert_eq!(document.chosen_layer().unwrap().filter.text, example.question().filter);
    }
}

#[test]
fn a_question_is_one_step_and_is_named_after_itself() {
    let names = ["command-example-land", "command-example-factories", "command-example-incubators"];
    for (&example, name) in Example::ALL.iter().zip(names) {
        let mut desk = Desk::new();
        desk.send(Command::OpenBundled);
        let kind = Some(example.question().kind);
        let layer = desk.session.document().layers.iter().find(|entry| entry.kind == kind).unwrap().id;
        desk.send(Command::SetVisible { layer, visible: false });
        desk.send(Command::SwitchMap { map: MapKind::Startup });
        let (steps, before) = (desk.session.undo_depth(), desk.session.document().clone());
        desk.send(Command::RunExample { example });
        let after = desk.session.document().clone();
        assert_eq!(desk.session.undo_depth(), steps + 1, "{example:?}");
        assert_eq!(desk.session.undo_name(), Some(name));
        desk.send(Command::Undo);
        let view = desk.session.document().view;
        assert_eq!(desk.session.document(), &Document { view, ..before });
        desk.send(Command::Redo);
        assert_eq!(desk.session.document(), &Document { view, ..after });
        // What is done next is a step of its own.
        desk.send(Command::SetVisible { layer, visible: false });
        assert_eq!(desk.session.undo_name(), Some("command-hide-layer"));
    }
}

#[test]
fn what_is_read_again_keeps_the_order_of_its_table_and_its_chart() {
    let (mut desk, layer) = Desk::with_land();
    let order = |field: &str| Order { field: field.to_owned(), descending: true };
    let chart = |field: Option<&str>| ChartChoice {
        field: field.map(str::to_owned),
        measure: Some(Measure::Sum { field: "area_mu".to_owned() }),
    };
    desk.send(Command::ShowBottom { open: true });
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu")) });
    desk.send(Command::SetChart { layer, choice: chart(Some("status")) });
    desk.send(Command::ReloadLayer { layer });
    let again = ids(&desk)[0];
    assert_ne!(again, layer);
    assert_eq!(desk.session.table_order(again), Some(&order("area_mu")));
    assert_eq!(desk.session.chart_choice(again), chart(Some("status")));
    assert_eq!(desk.session.listing().unwrap().rows()[..], [1, 0, 4, 2, 3]);
    desk.send(Command::Undo);
    assert_eq!(desk.session.table_order(layer), Some(&order("area_mu")));
    desk.send(Command::Redo);
    // A column that is gone takes along what hung on it.
    desk.file("land.geojson", &LAND.replace("area_mu", "extent").replace("status", "state"));
    desk.send(Command::ReloadLayer { layer: again });
    let last = ids(&desk)[0];
    assert_eq!(desk.session.table_order(last), None);
    assert_eq!(desk.session.chart_choice(last).field, None);
    assert_eq!(desk.session.listing().unwrap().rows()[..], [0, 1, 2, 3, 4]);
}

/// Points that go by these identifiers.
fn points(ids: &[u32]) -> String {
    let mut text = r#"{"type":"FeatureCollection","features":["#.to_owned();
    for (row, id) in ids.iter().enumerate() {
        let comma = if row > 0 { "," } else { "" };
        let geometry = r#"{"type":"Point","coordinates":[120.3,30.3]}"#;
        write!(text, r#"{comma}{{"type":"Feature","id":{id},"properties":{{"n":1}},"geometry":{geometry}}}"#)
            .unwrap();
    }
    text.push_str("]}");
    text
}

/// The rows that are selected after all were, and the file was read again with other features.
fn selected_again(before: &[u32], after: &[u32]) -> Vec<u32> {
    let mut desk = Desk::new();
    let path = desk.file("points.geojson", &points(before));
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = ids(&desk)[0];
    let features = (0..before.len() as u32).map(|row| FeatureRef { layer, row }).collect();
    desk.send(Command::Select { features, mode: SelectMode::Replace });
    desk.file("points.geojson", &points(after));
    desk.send(Command::ReloadLayer { layer });
    let again = ids(&desk)[0];
    let selection = &desk.session.document().selection;
    assert!(selection.iter().all(|feature| feature.layer == again));
    selection.iter().map(|feature| feature.row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_features_stay_selected_and_doubtful_ones_do_not(
        before in prop::collection::vec(0..6_u32, 1..8), after in prop::collection::vec(0..6_u32, 1..8),
    ) {
        let mut expected: Vec<u32> = Vec::new();
        for id in &before {
            let rows: Vec<u32> = (0..after.len() as u32).filter(|&row| after[row as usize] == *id).collect();
            if let [row] = rows[..] && !expected.contains(&row) {
                expected.push(row);
            }
        }
        prop_assert_eq!(selected_again(&before, &after), expected);
    }
}

#[test]
fn a_hundred_thousand_selected_features_are_found_again_in_one_pass() {
    // Quadratic work would not end here.
    let before: Vec<u32> = (0..100_000).collect();
    let after: Vec<u32> = before.iter().rev().copied().collect();
    assert_eq!(selected_again(&before, &after), after);
}
