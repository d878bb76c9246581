//! The desk: order of layers, layers that ask for their map, files opened again, the shortlist, sums of
//! the selection, and the questions to begin with.

use super::desk::{CARRIERS, Desk, LAND};
use proptest::prelude::*;
use three_maps::app::{Action, BottomTab, Command, Example, FeatureRef, LayerId, SelectMode, View};
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::scene::{ColorBy, LabelBy, Styling};

const STRANGE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"depth":1},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}]}"#;

fn ids(desk: &Desk) -> Vec<LayerId> {
    desk.session.document().layers.iter().map(|entry| entry.id).collect()
}

#[test]
fn a_layer_of_no_known_kind_shows_here_and_asks_where_it_belongs() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    let path = desk.file("x.geojson", STRANGE);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    let entry = desk.session.document().layer(layer).unwrap();
    assert!(entry.asks_map);
    assert_eq!(entry.map, MapKind::Industry);
    assert_eq!(desk.session.document().layers.iter().filter(|entry| entry.asks_map).count(), 1);
    // To the base: it lies above the other base layers and below everything else.
    desk.send(Command::AssignMap { layer, map: MapKind::Base });
    let document = desk.session.document();
    let at = document.layers.iter().position(|entry| entry.id == layer).unwrap();
    assert_eq!(at, 6);
    assert!(document.layers[..=at].iter().all(|entry| entry.map == MapKind::Base));
    assert!(document.layers[at + 1..].iter().all(|entry| entry.map != MapKind::Base));
    assert!(!document.layers[at].asks_map);
    desk.send(Command::AssignMap { layer, map: MapKind::Startup });
    assert_eq!(ids(&desk).last(), Some(&layer));
    // Taken back, it asks again.
    desk.send(Command::Undo);
    desk.send(Command::Undo);
    assert!(desk.session.document().layer(layer).unwrap().asks_map);
    // The same map is an answer too.
    desk.send(Command::AssignMap { layer, map: MapKind::Industry });
    assert!(!desk.session.document().layer(layer).unwrap().asks_map);
}

#[test]
fn the_base_is_hidden_and_shown_in_one_step() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    assert_eq!(
        Action::SetBaseVisible.command(&desk.session),
        Some(Command::SetBaseVisible { visible: false })
    );
    desk.send(Command::SetBaseVisible { visible: false });
    assert!(desk.session.document().base_layers().all(|entry| !entry.visible));
    assert!(desk.session.document().map_layers().all(|entry| entry.visible));
    assert_eq!(desk.session.undo_depth(), 1);
    desk.send(Command::Undo);
    assert!(desk.session.document().base_layers().all(|entry| entry.visible));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_layer_dropped_beside_another_lies_right_beside_it(picks in prop::collection::vec((0..6_usize, 0..6_usize, any::<bool>()), 1..8)) {
        let mut desk = Desk::new();
        let base = ["boundary", "water", "green"].map(|name| format!("bundled:base/{name}").into());
        desk.send(Command::OpenFiles { paths: base.to_vec() });
        let paths = ["a", "b", "c"].map(|name| desk.file(&format!("{name}.geojson"), CARRIERS));
        desk.send(Command::OpenFiles { paths: paths.to_vec() });
        for (layer, other, above) in picks {
            let before = ids(&desk);
            let (layer, other) = (before[layer], before[other]);
            let base = |id: LayerId| desk.session.document().layer(id).unwrap().map == MapKind::Base;
            // The naive way: take it out, find the other one, put it in beside.
            let mut expected = before.clone();
            if layer != other && base(layer) == base(other) {
                expected.retain(|&id| id != layer);
                let at = expected.iter().position(|&id| id == other).unwrap() + usize::from(above);
                expected.insert(at, layer);
            }
            if let Some(to) = desk.session.document().place_beside(layer, other, above) {
                desk.send(Command::MoveLayer { layer, to });
            } else {
                prop_assert_eq!(&expected, &before);
            }
            prop_assert_eq!(ids(&desk), expected);
        }
    }
}

#[test]
fn neighbours_are_those_of_the_list() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    let of = |kind: LayerKind| {
        desk.session.document().layers.iter().find(|entry| entry.kind == Some(kind)).unwrap().id
    };
    let document = desk.session.document();
    assert_eq!(document.neighbour(of(LayerKind::Factories), true), Some(of(LayerKind::Offices)));
    assert_eq!(document.neighbour(of(LayerKind::Factories), false), Some(of(LayerKind::Land)));
    assert_eq!(document.neighbour(of(LayerKind::Offices), true), None);
    assert_eq!(document.neighbour(of(LayerKind::Land), false), None);
    assert_eq!(document.neighbour(of(LayerKind::Boundary), false), None);
}

#[test]
fn a_file_that_is_open_comes_to_the_front_and_is_offered_to_be_read_again() {
    let (mut desk, land) = Desk::with_land();
    let carriers = desk.file("b.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![carriers] });
    assert_eq!(desk.session.document().map, MapKind::Startup);
    let path = desk.path("land.geojson");
    desk.send(Command::OpenFiles { paths: vec![path] });
    assert_eq!(desk.session.document().layers.len(), 2);
    assert_eq!(desk.session.document().chosen, Some(land));
    assert_eq!(desk.session.document().map, MapKind::Space);
    assert_eq!(desk.session.opened_again(), [land]);
    desk.send(Command::KeepLayer { layer: land });
    assert!(desk.session.opened_again().is_empty());
    // The bundled maps, opened twice, are there once.
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenBundled);
    assert_eq!(desk.session.document().layers.len(), 16);
    assert_eq!(desk.session.document().chosen, Some(land));
    desk.send(Command::OpenFiles { paths: vec!["bundled:startup/carriers".into()] });
    assert_eq!(desk.session.document().layers.len(), 16);
    assert_eq!(desk.session.document().map, MapKind::Startup);
    assert!(desk.session.opened_again().is_empty());
}

#[test]
fn what_is_read_again_keeps_filter_cards_place_and_shortlist() {
    let (mut desk, land) = Desk::with_land();
    let other = desk.file("b.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![other] });
    desk.send(Command::ChooseLayer { layer: land });
    desk.filter(land, "area_mu > 60");
    desk.send(Command::ToggleShortlist { feature: FeatureRef { layer: land, row: 1 } });
    desk.send(Command::ToggleShortlist { feature: FeatureRef { layer: land, row: 4 } });
    let view = desk.session.document().view;
    // The second feature moves to the front and grows, the last one goes.
    let lines: Vec<&str> = LAND.lines().collect();
    let changed = [lines[0], lines[2], lines[1], lines[3], lines[4].trim_end_matches(','), lines[6]]
        .join("\n")
        .replace("102.8", "202.8");
    desk.file("land.geojson", &changed);
    desk.send(Command::ReloadLayer { layer: land });
    let document = desk.session.document();
    let again = document.chosen.unwrap();
    assert_ne!(again, land);
    assert_eq!(document.layers[0].id, again);
    assert_eq!(document.layers.len(), 2);
    assert_eq!(document.layers[0].cards, ["status", "area_mu"]);
    assert_eq!(desk.counts(again), (2, 4));
    assert_eq!(document.shortlist, [FeatureRef { layer: again, row: 0 }]);
    assert_eq!(document.view, view);
    assert!(desk.notices().contains(&"reload-shortlist-lost"), "{:?}", desk.notices());
    assert_eq!(desk.session.undo_name(), Some("command-reload-layer"));
    desk.send(Command::Undo);
    assert_eq!(desk.counts(land), (2, 5));
    assert_eq!(desk.session.document().shortlist.len(), 2);
    desk.send(Command::Redo);
    assert_eq!(desk.counts(again), (2, 4));
}

#[test]
fn a_filter_that_no_longer_fits_keeps_its_text_and_hides_nothing() {
    let (mut desk, land) = Desk::with_land();
    desk.filter(land, "area_mu > 60");
    let by_area = ColorBy::Categories { field: "area_mu".to_owned() };
    let label = LabelBy::Field { field: "parcel_no".to_owned() };
    let styling = Styling { color: by_area, label: label.clone(), ..Styling::default() };
    desk.send(Command::SetStyling { layer: land, styling: Some(styling), gesture: None });
    desk.file("land.geojson", &LAND.replace("area_mu", "extent"));
    desk.send(Command::ReloadLayer { layer: land });
    let entry = desk.session.document().chosen_layer().unwrap();
    assert_eq!(entry.filter.text, "area_mu > 60");
    assert_eq!(entry.filter.error.as_ref().map(|error| error.code), Some("filter-field-unbound"));
    assert_eq!(entry.cards, ["status"]);
    assert_eq!(desk.counts(entry.id), (5, 5));
    let styling = entry.styling.clone().unwrap();
    assert_eq!((styling.color, styling.label), (ColorBy::Own {}, label));
    assert!(desk.notices().contains(&"reload-filter-broken"));
    assert!(desk.notices().contains(&"reload-styling-changed"));
}

#[test]
fn a_file_that_is_gone_leaves_the_layer_as_it_was() {
    let (mut desk, land) = Desk::with_land();
    std::fs::remove_file(desk.path("land.geojson")).unwrap();
    desk.send(Command::ReloadLayer { layer: land });
    assert_eq!(desk.counts(land), (5, 5));
    assert_eq!(desk.notices(), ["file-missing"]);
}

#[test]
fn the_shortlist_is_kept_in_order_over_all_maps_and_undone() {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("b.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let carriers = desk.session.document().chosen.unwrap();
    let features = [
        FeatureRef { layer: carriers, row: 1 },
        FeatureRef { layer: land, row: 3 },
        FeatureRef { layer: land, row: 0 },
    ];
    for feature in features {
        desk.send(Command::ToggleShortlist { feature });
    }
    assert_eq!(desk.session.document().shortlist, features);
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    assert_eq!(desk.session.document().shortlist, features);
    desk.send(Command::ToggleShortlist { feature: features[1] });
    assert_eq!(desk.session.document().shortlist, [features[0], features[2]]);
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().shortlist, features);
    // Going there shows the map, selects and looks.
    desk.send(Command::SetView { view: View::default() });
    desk.send(Command::GoToFeature { feature: features[2] });
    let document = desk.session.document();
    assert_eq!((document.map, document.chosen), (MapKind::Space, Some(land)));
    assert_eq!(document.selection[..], [features[2]]);
    assert!((document.view.center[0] - 120.34).abs() < 1e-6);
    // A feature that does not exist is nowhere to go.
    desk.send(Command::GoToFeature { feature: FeatureRef { layer: land, row: 99 } });
    desk.send(Command::ToggleShortlist { feature: FeatureRef { layer: land, row: 99 } });
    assert_eq!(desk.session.document().shortlist, features);
    desk.send(Command::CloseLayer { layer: land });
    assert_eq!(desk.session.document().shortlist, [features[0]]);
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().shortlist, features);
}

#[test]
fn several_selected_features_are_added_up_layer_by_layer() {
    let (mut desk, land) = Desk::with_land();
    let all: Vec<FeatureRef> = (0..5).map(|row| FeatureRef { layer: land, row }).collect();
    desk.send(Command::Select { features: all[..1].to_vec(), mode: SelectMode::Replace });
    assert!(desk.session.selection_totals().is_none());
    desk.send(Command::Select { features: all.clone(), mode: SelectMode::Replace });
    let totals = desk.session.selection_totals().unwrap();
    let [(layer, count, sums)] = totals.layers.as_slice() else { panic!("{totals:?}") };
    assert_eq!((*layer, *count), (land, 5));
    let area = sums.iter().find(|total| total.field == "area_mu").unwrap();
    // One of the five is not filled in, and is not taken for zero.
    assert!((area.sum - 263.4).abs() < 1e-9, "{area:?}");
    assert_eq!((area.count, area.missing), (4, 1));
    // An answer to an older question is dropped.
    desk.hold = true;
    desk.send(Command::Select { features: all[..2].to_vec(), mode: SelectMode::Replace });
    assert!(desk.session.selection_totals().is_none());
    desk.send(Command::Select { features: all[1..4].to_vec(), mode: SelectMode::Replace });
    desk.run_held();
    assert!(desk.session.selection_totals().is_none());
    desk.run_held();
    assert_eq!(desk.session.selection_totals().unwrap().layers[0].1, 3);
    desk.send(Command::ClearSelection);
    assert!(desk.session.selection_totals().is_none());
}

#[test]
fn each_question_opens_the_bundled_maps_and_is_answered_by_some_of_them() {
    for &example in Example::ALL {
        let mut desk = Desk::new();
        desk.send(Command::RunExample { example });
        let kind = example.question().kind;
        let document = desk.session.document();
        let entry = document.chosen_layer().unwrap();
        assert_eq!((entry.kind, document.map), (Some(kind), kind.map()), "{example:?}");
        assert_eq!(entry.filter.text, example.question().filter);
        let colored_by = entry.styling.as_ref().and_then(|styling| styling.color.field());
        assert_eq!(colored_by, Some(example.question().colored_by));
        assert!(entry.layer.column(example.question().colored_by).is_some(), "{example:?}");
        assert_eq!(entry.filter.error, None, "{example:?}");
        let (matching, all) = desk.counts(entry.id);
        assert!(0 < matching && matching < all, "{example:?}: {matching} of {all}");
        assert!(desk.notices().is_empty(), "{:?}", desk.notices());
        // The view is that of the answers.
        let view = document.view;
        let layer = entry.id;
        desk.send(Command::ZoomToLayer { layer });
        assert_eq!(desk.session.document().view, view, "{example:?}");
    }
}

#[test]
fn a_question_asked_later_takes_the_place_of_the_one_before() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    for &example in Example::ALL {
        desk.send(Command::RunExample { example });
        assert_eq!(desk.session.document().layers.len(), 14);
    }
    let entry = desk.session.document().chosen_layer().unwrap();
    assert_eq!(entry.kind, Some(LayerKind::Carriers));
    desk.send(Command::Undo);
    assert!(desk.session.document().chosen_layer().is_some());
    // A hidden layer shows again for its question.
    let land =
        desk.session.document().layers.iter().find(|entry| entry.kind == Some(LayerKind::Land)).unwrap().id;
    desk.send(Command::SetVisible { layer: land, visible: false });
    desk.send(Command::RunExample { example: Example::IdleIndustrialLand });
    assert!(desk.session.document().layer(land).unwrap().visible);
}

#[test]
fn what_was_brought_into_view_stays_there_when_panels_take_their_part() {
    let (mut desk, land) = Desk::with_land();
    desk.send(Command::SetViewport { width_pt: 1200.0, height_pt: 800.0 });
    desk.send(Command::ZoomToLayer { layer: land });
    let wide = desk.session.document().view;
    desk.send(Command::SetViewport { width_pt: 600.0, height_pt: 300.0 });
    let narrow = desk.session.document().view;
    assert!(narrow.zoom < wide.zoom - 0.5, "{narrow:?} {wide:?}");
    // As if it had been asked for in the smaller map; and it is one place to go back to, not two.
    let back = desk.session.can_go_back();
    desk.send(Command::ZoomToLayer { layer: land });
    assert_eq!(desk.session.document().view, narrow);
    assert_eq!(desk.session.can_go_back(), back);
    // A hand on the map ends that: the view is the person's.
    let view = View { zoom: narrow.zoom + 1.0, ..narrow };
    desk.send(Command::SetView { view });
    desk.send(Command::SetViewport { width_pt: 1200.0, height_pt: 800.0 });
    assert_eq!(desk.session.document().view, view);
}

#[test]
fn a_panel_of_another_height_leaves_middle_and_scale_as_they_are() {
    let (mut desk, land) = Desk::with_land();
    desk.send(Command::SetViewport { width_pt: 1200.0, height_pt: 800.0 });
    desk.send(Command::ZoomToLayer { layer: land });
    let view = desk.session.document().view;
    desk.send(Command::SetViewport { width_pt: 1200.0, height_pt: 780.0 });
    assert_eq!(desk.session.document().view, view, "all of it is still in view");
    desk.send(Command::SetBottomTab { tab: BottomTab::Table });
    desk.send(Command::SetViewport { width_pt: 1200.0, height_pt: 300.0 });
    assert_eq!(desk.session.document().view, view, "the person has gone on since");
}

#[test]
fn a_view_asked_for_while_a_filter_runs_comes_with_its_answer() {
    let (mut desk, land) = Desk::with_land();
    desk.hold = true;
    desk.filter(land, "name = '沿江 22-14'");
    desk.send(Command::ZoomToLayer { layer: land });
    assert!((desk.session.document().view.center[0] - 120.36).abs() < 1e-6);
    desk.run_held();
    assert!((desk.session.document().view.center[0] - 120.34).abs() < 1e-6);
}
