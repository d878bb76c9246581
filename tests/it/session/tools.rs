//! The map's tools: drawing without a window, selecting by place, from selection to filter and back.

use super::desk::{CARRIERS, Desk};
use proptest::prelude::*;
use three_maps::app::{Action, Command, FeatureRef, LayerId, SelectMode};
use three_maps::filter::Filter;
use three_maps::geometry::{Area, BBox};
use three_maps::layer::RowSet;
use three_maps::maps::schema::MapKind;
use three_maps::scene::{Drawn, Tool};

fn selected(desk: &Desk) -> Vec<u32> {
    desk.session.document().selection.iter().map(|feature| feature.row).collect()
}

fn draw(desk: &mut Desk, tool: Tool, corners: &[[f64; 2]], mode: SelectMode) {
    desk.send(Command::SetTool { tool });
    for &at in corners {
        desk.send(Command::SetCorner { at });
    }
    desk.send(Command::EndDrawing { mode });
}

fn box_of(west: f64, south: f64, east: f64, north: f64) -> Area {
    Area::Box { bbox: BBox::new(west, south, east, north) }
}

fn press(desk: &mut Desk, action: Action) -> Option<Command> {
    let command = action.command(&desk.session);
    if let Some(command) = &command {
        desk.send(command.clone());
    }
    command
}

fn filter_text(desk: &Desk, layer: LayerId) -> String {
    desk.session.document().layer(layer).unwrap().filter.text.clone()
}

#[test]
fn a_box_a_polygon_and_a_radius_select_what_they_touch() {
    let (mut desk, _) = Desk::with_land();
    draw(&mut desk, Tool::Box, &[[120.335, 30.285], [120.355, 30.305]], SelectMode::Replace);
    assert_eq!(selected(&desk), [0, 1]);
    let triangle = [[120.345, 30.295], [120.375, 30.295], [120.36, 30.325]];
    draw(&mut desk, Tool::Polygon, &triangle, SelectMode::Replace);
    assert_eq!(selected(&desk), [1, 2, 3]);
    // 0.01° of latitude is 1,109 m, 0.01° of longitude 962 m here.
    draw(&mut desk, Tool::Radius, &[[120.36, 30.30], [120.37, 30.30]], SelectMode::Replace);
    assert_eq!(selected(&desk), [1, 3]);
    assert!(matches!(desk.session.drawing().drawn(), Some(Drawn::Area { area: Area::Radius { .. } })));
    desk.send(Command::SelectWithin {
        area: Area::Radius { center: [120.36, 30.30], radius_m: 1200.0 },
        mode: SelectMode::Replace,
    });
    assert_eq!(selected(&desk), [1, 2, 3]);
}

#[test]
fn rows_that_are_filtered_out_are_never_selected() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "status <> '在建'");
    let area = box_of(120.0, 30.0, 121.0, 31.0);
    desk.send(Command::SelectWithin { area: area.clone(), mode: SelectMode::Replace });
    assert_eq!(selected(&desk), [0, 1, 4]);
    desk.send(Command::SelectMatching { layer, mode: SelectMode::Replace });
    assert_eq!(selected(&desk), [0, 1, 4]);
    // A filter that is still being run counts, not the rows of the one before.
    desk.hold = true;
    desk.filter(layer, "status = '已用'");
    desk.send(Command::SelectWithin { area, mode: SelectMode::Replace });
    let select = desk.held.pop_back().unwrap();
    desk.run(&select, &three_maps::progress::CancelToken::default());
    assert_eq!(selected(&desk), [4]);
}

#[test]
fn modes_join_what_an_area_holds() {
    let (mut desk, _) = Desk::with_land();
    let west = box_of(120.33, 30.28, 120.355, 30.33);
    let middle = box_of(120.345, 30.28, 120.365, 30.33);
    for (mode, expected) in [
        (SelectMode::Replace, vec![1, 2]),
        (SelectMode::Add, vec![0, 1, 2]),
        (SelectMode::Remove, vec![0]),
        (SelectMode::Intersect, vec![1]),
        (SelectMode::Toggle, vec![0, 2]),
    ] {
        desk.send(Command::SelectWithin { area: west.clone(), mode: SelectMode::Replace });
        desk.send(Command::SelectWithin { area: middle.clone(), mode });
        assert_eq!(selected(&desk), expected, "{mode:?}");
    }
}

#[test]
fn the_selection_turns_round_among_matching_rows() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "status <> '已用'");
    let features = [1, 4].map(|row| FeatureRef { layer, row }).to_vec();
    desk.send(Command::Select { features, mode: SelectMode::Replace });
    // Row 4 does not match: it is left as it is.
    assert!(matches!(press(&mut desk, Action::InvertSelection), Some(Command::SelectMatching { .. })));
    assert_eq!(selected(&desk), [4, 0, 2, 3]);
}

#[test]
fn what_touches_another_layers_selection_or_is_near_it() {
    let (mut desk, land) = Desk::with_land();
    let parcels = r#"{"type":"FeatureCollection","name":"园区","features":[
{"type":"Feature","properties":{"name":"W"},"geometry":{"type":"Polygon","coordinates":[[[120.335,30.285],[120.345,30.285],[120.345,30.295],[120.335,30.295],[120.335,30.285]]]}},
{"type":"Feature","properties":{"name":"E"},"geometry":{"type":"Polygon","coordinates":[[[120.36,30.30],[120.37,30.30],[120.37,30.31],[120.36,30.31],[120.36,30.30]]]}}
]}"#;
    let path = desk.file("parks.geojson", parcels);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let parks = desk.session.document().layers.last().unwrap().id;
    let map = desk.session.document().layer(land).unwrap().map;
    desk.send(Command::AssignMap { layer: parks, map });
    desk.send(Command::ChooseLayer { layer: land });
    let touching = Command::SelectTouching { layer: land, of: parks, mode: SelectMode::Replace };
    desk.send(touching.clone());
    assert_eq!(desk.notices().last(), Some(&"select-nothing-beside"));

    let both = vec![FeatureRef { layer: parks, row: 0 }, FeatureRef { layer: parks, row: 1 }];
    desk.send(Command::Select { features: both.clone(), mode: SelectMode::Replace });
    desk.send(touching);
    assert_eq!(selected(&desk), [0, 2, 3], "inside, and at two corners");
    desk.send(Command::Select { features: both[1..].to_vec(), mode: SelectMode::Replace });
    let near =
        |distance_m| Command::SelectNear { layer: land, of: parks, distance_m, mode: SelectMode::Replace };
    desk.send(near(1000.0));
    assert_eq!(selected(&desk), [1, 2, 3], "row 1 is 962 m west of the side");
    desk.send(Command::Select { features: both, mode: SelectMode::Replace });
    desk.send(near(-5.0));
    assert_eq!(desk.notices().last(), Some(&"select-distance-invalid"));
    assert_eq!(desk.session.document().selection.len(), 2);
}

#[test]
fn escape_leaves_the_draft_then_the_tool_then_the_selection() {
    let (mut desk, layer) = Desk::with_land();
    desk.send(Command::Select { features: vec![FeatureRef { layer, row: 1 }], mode: SelectMode::Replace });
    assert_eq!(press(&mut desk, Action::ToolPolygon), Some(Command::SetTool { tool: Tool::Polygon }));
    assert_eq!(Action::ToolPolygon.command(&desk.session), None, "it is in hand already");
    desk.send(Command::SetCorner { at: [120.3, 30.3] });
    desk.send(Command::SetCorner { at: [120.4, 30.3] });
    assert_eq!(press(&mut desk, Action::TakeBackCorner), Some(Command::TakeBackCorner));
    assert_eq!(desk.session.drawing().corners().len(), 1);
    press(&mut desk, Action::Leave);
    assert_eq!(desk.session.drawing().tool(), Tool::Polygon);
    assert!(desk.session.drawing().is_clear());
    assert_eq!(Action::TakeBackCorner.command(&desk.session), None);
    press(&mut desk, Action::Leave);
    assert_eq!(desk.session.drawing().tool(), Tool::Pick);
    assert_eq!(selected(&desk), [1]);
    assert_eq!(press(&mut desk, Action::Leave), Some(Command::ClearSelection));
    assert_eq!(press(&mut desk, Action::Leave), None);
}

#[test]
fn a_drawn_area_stays_until_the_selection_is_cleared_and_a_measurement_until_it_is_left() {
    let (mut desk, _) = Desk::with_land();
    draw(&mut desk, Tool::Radius, &[[120.36, 30.30], [120.37, 30.30]], SelectMode::Replace);
    desk.send(Command::NextSelected);
    assert!(desk.session.drawing().drawn().is_some());
    desk.send(Command::ClearSelection);
    assert!(desk.session.drawing().is_clear());
    assert_eq!(desk.session.drawing().tool(), Tool::Radius);
    draw(&mut desk, Tool::MeasureDistance, &[[120.36, 30.30], [120.37, 30.30]], SelectMode::Replace);
    desk.send(Command::ClearSelection);
    assert!(desk.session.drawing().drawn().unwrap().measurement().is_some());
    press(&mut desk, Action::Leave);
    assert!(desk.session.drawing().is_clear());
    // Nothing of all this is a step of undo.
    assert_eq!(desk.session.undo_name(), None);
}

#[test]
fn the_newest_question_wins_and_what_is_given_up_changes_nothing() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    let all = box_of(120.0, 30.0, 121.0, 31.0);
    desk.send(Command::SelectWithin { area: all.clone(), mode: SelectMode::Replace });
    assert!(desk.session.is_selecting());
    desk.send(Command::SelectWithin {
        area: box_of(120.33, 30.28, 120.345, 30.295),
        mode: SelectMode::Replace,
    });
    assert_eq!(desk.cancelled().len(), 1);
    let (first, second) = (desk.held.pop_front().unwrap(), desk.held.pop_front().unwrap());
    desk.run(&second, &three_maps::progress::CancelToken::default());
    desk.run(&first, &three_maps::progress::CancelToken::default());
    assert_eq!(selected(&desk), [0]);
    // A click is newer than a question that is still open.
    desk.send(Command::SelectWithin { area: all, mode: SelectMode::Replace });
    desk.send(Command::Select { features: vec![FeatureRef { layer, row: 3 }], mode: SelectMode::Replace });
    desk.run_held();
    assert_eq!(selected(&desk), [3]);
    assert!(!desk.session.is_selecting());
    assert!(desk.notices().is_empty());
}

#[test]
fn an_answer_never_takes_the_place_of_a_newer_selection() {
    let all = box_of(120.0, 30.0, 121.0, 31.0);
    let newer = |layer| {
        [
            ("a feature gone to", Command::GoToFeature { feature: FeatureRef { layer, row: 3 } }),
            ("the next", Command::NextSelected),
            ("the one before", Command::PreviousSelected),
            ("another map", Command::SwitchMap { map: MapKind::Industry }),
        ]
    };
    for mode in [SelectMode::Replace, SelectMode::Add] {
        for at in 0..4 {
            let (mut desk, layer) = Desk::with_land();
            let (name, command) = newer(layer)[at].clone();
            desk.send(Command::Select {
                features: vec![FeatureRef { layer, row: 1 }],
                mode: SelectMode::Replace,
            });
            desk.hold = true;
            desk.send(Command::SelectWithin { area: all.clone(), mode });
            desk.send(command);
            desk.send(Command::SwitchMap { map: MapKind::Space });
            let newest = selected(&desk);
            assert!(newest.len() <= 1, "{name}");
            while !desk.held.is_empty() {
                desk.run_held();
            }
            assert_eq!(selected(&desk), newest, "{name}, {mode:?}");
            assert!(!desk.session.is_selecting());
            // The next question is asked of what is selected now.
            desk.send(Command::SelectWithin { area: all.clone(), mode });
            desk.run_held();
            assert_eq!(selected(&desk).len(), 5, "{name}, {mode:?}");
        }
    }
}

#[test]
fn only_these_are_kept_by_a_field_that_tells_them_apart() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 30");
    let features = [4, 0].map(|row| FeatureRef { layer, row }).to_vec();
    desk.send(Command::Select { features, mode: SelectMode::Replace });
    desk.send(Command::KeepSelected { layer });
    assert_eq!(desk.matching(layer), [0, 4]);
    // The features' own ids; private fields are never written into a filter.
    assert_eq!(filter_text(&desk, layer), "id IN (1, 5)");
    assert_eq!(desk.session.undo_name(), Some("command-keep-selected"));
    desk.send(Command::Undo);
    assert_eq!(filter_text(&desk, layer), "area_mu > 30");
    desk.send(Command::ClearSelection);
    desk.send(Command::KeepSelected { layer });
    assert_eq!(desk.notices(), ["keep-nothing"]);
}

#[test]
fn where_no_field_tells_them_apart_a_notice_says_so() {
    let mut desk = Desk::new();
    let twins = CARRIERS.replace("\"name\":\"B\"", "\"name\":\"A\"").replace("\"desks\":50", "\"desks\":30");
    let twins =
        twins.replace("\"desks_free\":0", "\"desks_free\":4").replace("80,", "75,").replace(":8}", ":3}");
    let path = desk.file("twins.geojson", &twins);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    desk.send(Command::Select { features: vec![FeatureRef { layer, row: 0 }], mode: SelectMode::Replace });
    desk.send(Command::KeepSelected { layer });
    assert_eq!(desk.notices(), ["keep-no-field"]);
    assert_eq!(desk.counts(layer), (2, 2));
    assert_eq!(desk.session.undo_name(), None);
}

#[test]
fn a_drawn_area_becomes_a_filter_beside_the_one_before() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 40");
    draw(&mut desk, Tool::Radius, &[[120.36, 30.30], [120.37, 30.30]], SelectMode::Replace);
    let area = desk.session.drawing().drawn().unwrap().area().unwrap().clone();
    assert_eq!(
        press(&mut desk, Action::FilterWithin),
        Some(Command::FilterWithin { layer, area: area.clone() })
    );
    let text = filter_text(&desk, layer);
    assert!(text.starts_with("area_mu > 40 AND distance_m(geometry, POINT(120.36 30.3)) <= "), "{text}");
    assert_eq!(desk.matching(layer), [1]);
    // What was selected by the area is what the filter leaves, and the text means the same.
    assert_eq!(selected(&desk), [1]);
    assert!(Filter::parse(&text).is_ok());
    desk.send(Command::Undo);
    assert_eq!(filter_text(&desk, layer), "area_mu > 40");
    desk.send(Command::FilterWithin { layer, area: Area::Polygon { ring: Vec::new() } });
    assert_eq!(desk.notices(), ["area-invalid"]);
}

#[test]
fn with_no_layer_chosen_an_area_says_what_is_missing() {
    let mut desk = Desk::new();
    draw(&mut desk, Tool::Box, &[[120.0, 30.0], [121.0, 31.0]], SelectMode::Replace);
    assert_eq!(desk.notices(), ["select-no-layer"]);
}

fn area() -> impl Strategy<Value = Area> {
    let place = || (120.33..120.39f64, 30.28..30.33f64);
    prop_oneof![
        (place(), place()).prop_map(|((a, b), (c, d))| Area::Box { bbox: BBox::of(&[[a, b], [c, d]]) }),
        (place(), 1.0..4000.0f64).prop_map(|((x, y), radius_m)| Area::Radius { center: [x, y], radius_m }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn selecting_by_an_area_and_filtering_by_it_find_the_same(area in area()) {
        let (mut desk, layer) = Desk::with_land();
        desk.send(Command::SelectWithin { area: area.clone(), mode: SelectMode::Replace });
        let by_selection = selected(&desk);
        desk.send(Command::FilterWithin { layer, area });
        let by_filter: Vec<u32> = desk.matching(layer).into_iter().map(|row| row as u32).collect();
        prop_assert_eq!(&by_selection, &by_filter);
        // And back: what matches is what was selected, and keeping it leaves exactly that.
        if !by_selection.is_empty() {
            desk.send(Command::ClearFilter { layer });
            desk.send(Command::KeepSelected { layer });
            prop_assert_eq!(desk.session.matching(layer).unwrap().as_ref(), &RowSet::from_rows(5, by_filter));
        }
    }
}
