//! Selecting, stepping, bringing into view.

use super::desk::Desk;
use three_maps::app::{Command, FeatureRef, LayerId, SelectMode, View};

fn select(desk: &mut Desk, layer: LayerId, rows: &[u32], mode: SelectMode) {
    let features = rows.iter().map(|&row| FeatureRef { layer, row }).collect();
    desk.send(Command::Select { features, mode });
}

fn selected(desk: &Desk) -> Vec<u32> {
    desk.session.document().selection.iter().map(|feature| feature.row).collect()
}

#[test]
fn one_feature_selected_steps_through_the_matching_rows() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "status <> '在建'");
    assert_eq!(desk.session.position(), None);
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.send(Command::NextSelected);
        seen.push((selected(&desk)[0], desk.session.position().unwrap()));
    }
    assert_eq!(seen, [(0, (1, 3)), (1, (2, 3)), (4, (3, 3)), (0, (1, 3))]);
    desk.send(Command::PreviousSelected);
    assert_eq!(selected(&desk), [4]);
    // A feature that does not match has no place among those that do, and the next one is behind it.
    select(&mut desk, layer, &[2], SelectMode::Replace);
    assert_eq!(desk.session.position(), None);
    desk.send(Command::NextSelected);
    assert_eq!(selected(&desk), [4]);
}

#[test]
fn several_selected_features_are_stepped_through_among_themselves() {
    let (mut desk, layer) = Desk::with_land();
    select(&mut desk, layer, &[3, 1], SelectMode::Replace);
    select(&mut desk, layer, &[4, 1], SelectMode::Add);
    assert_eq!(selected(&desk), [3, 1, 4]);
    assert_eq!(desk.session.position(), Some((3, 3)));
    desk.send(Command::NextSelected);
    assert_eq!(desk.session.document().current_feature(), Some(FeatureRef { layer, row: 3 }));
    select(&mut desk, layer, &[3, 0], SelectMode::Toggle);
    assert_eq!(selected(&desk), [1, 4, 0]);
    select(&mut desk, layer, &[99], SelectMode::Add);
    assert_eq!(selected(&desk), [1, 4, 0]);
    desk.send(Command::ClearSelection);
    assert!(selected(&desk).is_empty());
}

#[test]
fn zooming_brings_features_into_view_and_keeps_it_on_undo() {
    let (mut desk, layer) = Desk::with_land();
    let all = desk.session.document().view;
    select(&mut desk, layer, &[4], SelectMode::Replace);
    desk.send(Command::ZoomToSelection);
    let one = desk.session.document().view;
    assert!((one.center[0] - 120.38).abs() < 1e-9);
    assert!((one.center[1] - 30.32).abs() < 1e-9 && one.zoom > all.zoom);
    desk.filter(layer, "area_mu > 100");
    desk.send(Command::ZoomToLayer { layer });
    assert!((desk.session.document().view.center[1] - 30.30).abs() < 1e-9);
    let here = View { center: [120.0, 30.0], zoom: 9.0 };
    desk.send(Command::SetView { view: here });
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().view, here);
    desk.send(Command::ZoomToAll);
    let View { center, zoom } = desk.session.document().view;
    assert!((center[0] - all.center[0]).abs() < 1e-9 && (zoom - all.zoom).abs() < 1e-9);
}

#[test]
fn every_corner_of_a_layer_is_in_view_in_a_widget_of_any_size() {
    for (width_pt, height_pt) in [(1000.0, 700.0), (300.0, 900.0), (2000.0, 200.0)] {
        let (mut desk, layer) = Desk::with_land();
        desk.send(Command::SetViewport { width_pt, height_pt });
        desk.send(Command::ZoomToLayer { layer });
        let View { center, zoom } = desk.session.document().view;
        let camera = three_maps::scene::Camera::new(center, zoom, [width_pt, height_pt]);
        let bbox = camera.bbox();
        let data = desk.session.document().layer(layer).unwrap().layer.bbox();
        assert_eq!(bbox.union(&data), bbox);
    }
}

#[test]
fn what_was_brought_into_view_stays_there_when_panels_come_and_go_until_somebody_moves() {
    let (mut desk, layer) = Desk::with_land();
    desk.send(Command::SetViewport { width_pt: 1000.0, height_pt: 700.0 });
    desk.send(Command::ZoomToLayer { layer });
    desk.send(Command::SetViewport { width_pt: 600.0, height_pt: 300.0 });
    let View { center, zoom } = desk.session.document().view;
    let bbox = three_maps::scene::Camera::new(center, zoom, [600.0, 300.0]).bbox();
    let data = desk.session.document().layer(layer).unwrap().layer.bbox();
    assert_eq!(bbox.union(&data), bbox);
    let moved = View { center: [120.2, 30.2], zoom };
    desk.send(Command::SetView { view: moved });
    desk.send(Command::SetViewport { width_pt: 1000.0, height_pt: 700.0 });
    assert_eq!(desk.session.document().view, moved);
}
