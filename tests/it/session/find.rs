//! Finding things and places: search, going there, views back and forward, bookmarks.

use super::desk::{CARRIERS, Desk};
use proptest::prelude::*;
use three_maps::app::palette;
use three_maps::app::{Action, Command, Effect, FeatureRef, Form, LayerId, Motion, View};
use three_maps::jobs::JobRequest;
use three_maps::maps::schema::MapKind;
use three_maps::progress::CancelToken;

fn search(desk: &mut Desk, text: &str) {
    desk.send(Command::Search { text: text.to_owned() });
}

/// Rows that were found, layer by layer.
fn found(desk: &Desk) -> Vec<(LayerId, Vec<u32>)> {
    let found = desk.session.search().found();
    found.iter().map(|layer| (layer.layer, layer.hits.iter().map(|hit| hit.row).collect())).collect()
}

fn view(desk: &Desk) -> View {
    desk.session.document().view
}

fn look(desk: &mut Desk, lon: f64, lat: f64, zoom: f64) {
    desk.send(Command::SetView { view: View { center: [lon, lat], zoom } });
}

fn two_maps() -> (Desk, LayerId, LayerId) {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("carriers.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let carriers = desk.session.document().chosen.unwrap();
    desk.send(Command::SwitchMap { map: MapKind::Space });
    (desk, land, carriers)
}

#[test]
fn all_layers_of_all_maps_are_searched() {
    let (mut desk, land, carriers) = two_maps();
    search(&mut desk, "沿江2214");
    assert_eq!(found(&desk), [(land, vec![0])]);
    search(&mut desk, "p4");
    assert_eq!(found(&desk), [(land, vec![3])]);
    search(&mut desk, "b");
    assert_eq!(found(&desk), [(carriers, vec![1])]);
    search(&mut desk, "jinsha");
    assert_eq!(found(&desk), [(land, vec![3])]);
    // Telephones are private, and not searched.
    search(&mut desk, "0571");
    assert!(found(&desk).is_empty());
    search(&mut desk, "");
    assert!(found(&desk).is_empty() && !desk.session.search().is_running());
    assert_eq!(desk.session.undo_name(), Some("command-open-files"), "a search is no step of undo");
}

#[test]
fn of_several_searches_the_newest_is_answered() {
    let (mut desk, land, _) = two_maps();
    desk.hold = true;
    search(&mut desk, "文泽");
    search(&mut desk, "云水");
    assert!(desk.session.search().is_running());
    assert_eq!(desk.held.len(), 2);
    let older = desk.held.pop_front().unwrap();
    desk.run_held();
    assert_eq!(found(&desk), [(land, vec![4])]);
    desk.run(&older, &CancelToken::default());
    assert_eq!(found(&desk), [(land, vec![4])], "a late answer to an older question is dropped");
    assert!(!desk.session.search().is_running());
}

#[test]
fn layers_opened_later_are_searched_too_and_closed_ones_no_more() {
    let (mut desk, land) = Desk::with_land();
    search(&mut desk, "a");
    assert!(found(&desk).is_empty());
    let path = desk.file("carriers.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let carriers = desk.session.document().chosen.unwrap();
    assert_eq!(found(&desk), [(carriers, vec![0])]);
    desk.send(Command::CloseLayer { layer: carriers });
    assert!(found(&desk).is_empty());
    desk.send(Command::Undo);
    assert_eq!(found(&desk), [(carriers, vec![0])]);
    assert_ne!(land, carriers);
}

#[test]
fn an_index_that_was_stopped_is_not_begun_again_and_again() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", super::desk::LAND);
    desk.send(Command::OpenFiles { paths: vec![path] });
    desk.run_held();
    let at = desk.held.iter().position(|job| matches!(job.request, JobRequest::Index(_))).unwrap();
    assert!(desk.session.search().is_preparing());
    let job = desk.held.remove(at).unwrap();
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    assert!(!desk.session.search().is_preparing());
    desk.send(Command::SetView { view: view(&desk) });
    assert!(!desk.held.iter().any(|job| matches!(job.request, JobRequest::Index(_))));
    // Somebody who searches after that means these layers too.
    desk.hold = false;
    search(&mut desk, "云水");
    assert_eq!(found(&desk).into_iter().map(|(_, rows)| rows).collect::<Vec<_>>(), [[4]]);
    let before = desk.effects.len();
    search(&mut desk, "云水");
    assert_eq!(desk.effects.len(), before, "prepared once");
}

#[test]
fn going_to_a_feature_switches_map_layer_selection_and_view() {
    let (mut desk, _, carriers) = two_maps();
    let before = view(&desk);
    desk.send(Command::SetVisible { layer: carriers, visible: false });
    let feature = FeatureRef { layer: carriers, row: 1 };
    desk.send(Command::GoToFeature { feature });
    let document = desk.session.document();
    assert_eq!((document.map, document.chosen), (MapKind::Startup, Some(carriers)));
    assert_eq!(document.current_feature(), Some(feature));
    assert!(document.layer(carriers).unwrap().visible);
    assert!(
        (document.view.center[0] - 120.33).abs() < 1e-9 && (document.view.center[1] - 30.31).abs() < 1e-9
    );
    assert!((document.view.zoom - 16.5).abs() < 1e-9, "a point with what lies around it");
    // Back is the map and the view from before.
    desk.send(Command::ViewBack);
    assert_eq!((desk.session.document().map, view(&desk)), (MapKind::Space, before));
    desk.send(Command::ViewForward);
    assert_eq!(desk.session.document().map, MapKind::Startup);
    // A row that is not there changes nothing.
    let here = view(&desk);
    desk.send(Command::GoToFeature { feature: FeatureRef { layer: carriers, row: 99 } });
    assert_eq!(view(&desk), here);
}

#[test]
fn a_feature_without_geometry_is_selected_and_said() {
    let mut desk = Desk::new();
    let text = CARRIERS.replace(r#"{"type":"Point","coordinates":[120.33,30.31]}"#, "null");
    let path = desk.file("carriers.geojson", &text);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    let here = view(&desk);
    let feature = FeatureRef { layer, row: 1 };
    desk.send(Command::GoToFeature { feature });
    assert_eq!(desk.session.document().current_feature(), Some(feature));
    assert_eq!(view(&desk), here);
    assert_eq!(desk.notices().last(), Some(&"find-no-geometry"));
}

#[test]
fn a_typed_position_is_marked_until_it_is_dismissed() {
    let (mut desk, _) = Desk::with_land();
    let before = view(&desk);
    desk.send(Command::GoToCoordinate { lon_lat: [120.2, 30.2] });
    assert_eq!(desk.session.pin(), Some([120.2, 30.2]));
    assert!((view(&desk).center[0] - 120.2).abs() < 1e-9 && view(&desk).zoom >= 15.0);
    desk.send(Command::ViewBack);
    assert_eq!(view(&desk), before);
    assert_eq!(Action::DismissPin.command(&desk.session), Some(Command::DismissPin));
    desk.send(Command::DismissPin);
    assert_eq!(desk.session.pin(), None);
    assert_eq!(Action::DismissPin.command(&desk.session), None);
}

#[test]
fn a_view_is_remembered_when_it_was_left_and_not_for_every_little_move() {
    let (mut desk, _) = Desk::with_land();
    desk.send(Command::SetViewport { width_pt: 900.0, height_pt: 600.0 });
    look(&mut desk, 120.35, 30.30, 13.0);
    assert_eq!(Action::ViewBack.command(&desk.session), Some(Command::ViewBack), "opening was another view");
    let start = view(&desk);
    // A third of 900 points at zoom 13 is 0.0515 degrees.
    for step in 1..=5 {
        look(&mut desk, 120.35 + 0.01 * f64::from(step), 30.30, 13.0);
    }
    desk.send(Command::ViewBack);
    assert_ne!(view(&desk), start, "not left yet: back is the view before it");
    desk.send(Command::ViewForward);
    assert!((view(&desk).center[0] - 120.40).abs() < 1e-9);
    look(&mut desk, 120.50, 30.30, 13.0);
    desk.send(Command::ViewBack);
    assert!((view(&desk).center[0] - 120.40).abs() < 1e-9);
    // Half a zoom step: not quite, then more.
    desk.send(Command::ViewForward);
    look(&mut desk, 120.50, 30.30, 13.4);
    look(&mut desk, 120.50, 30.30, 13.6);
    desk.send(Command::ViewBack);
    assert!((view(&desk).zoom - 13.0).abs() < 1e-9);
    assert!(desk.session.can_go_forward());
    // A new way ends the ways forward.
    look(&mut desk, 121.0, 30.30, 13.0);
    assert!(!desk.session.can_go_forward());
}

#[test]
fn the_first_view_leaves_nothing_behind_and_jumps_always_do() {
    let (mut desk, layer) = Desk::with_land();
    assert_eq!(Action::ViewBack.command(&desk.session), None);
    let before = view(&desk);
    desk.send(Command::ZoomToLayer { layer });
    assert_eq!(Action::ViewBack.command(&desk.session), None, "it was there already");
    look(&mut desk, before.center[0] + 1e-4, before.center[1], before.zoom);
    let moved = view(&desk);
    desk.send(Command::ZoomToAll);
    desk.send(Command::ViewBack);
    assert_eq!(view(&desk), moved);
}

#[test]
fn bookmarks_hold_map_and_view_and_can_be_undone() {
    let (mut desk, _, carriers) = two_maps();
    look(&mut desk, 120.31, 30.28, 14.0);
    let here = view(&desk);
    desk.send(Command::AddBookmark { name: "  金沙湖 ".into() });
    desk.send(Command::AddBookmark { name: "  ".into() });
    desk.send(Command::ChooseLayer { layer: carriers });
    look(&mut desk, 120.40, 30.33, 12.0);
    desk.send(Command::AddBookmark { name: "江边".into() });
    let names = |desk: &Desk| -> Vec<(u32, String)> {
        let bookmarks = &desk.session.document().bookmarks;
        bookmarks.iter().map(|bookmark| (bookmark.id, bookmark.name.clone())).collect()
    };
    assert_eq!(names(&desk), [(0, "金沙湖".into()), (1, "江边".into())]);
    desk.send(Command::GoToBookmark { id: 0 });
    assert_eq!((desk.session.document().map, view(&desk)), (MapKind::Space, here));
    desk.send(Command::ViewBack);
    assert_eq!(desk.session.document().map, MapKind::Startup);
    desk.send(Command::RenameBookmark { id: 1, name: "下沙江滨".into() });
    desk.send(Command::RenameBookmark { id: 1, name: String::new() });
    assert_eq!(names(&desk)[1].1, "下沙江滨");
    desk.send(Command::RemoveBookmark { id: 0 });
    assert_eq!(names(&desk), [(1, "下沙江滨".into())]);
    desk.send(Command::Undo);
    desk.send(Command::Undo);
    assert_eq!(names(&desk), [(0, "金沙湖".into()), (1, "江边".into())]);
    desk.send(Command::GoToBookmark { id: 7 });
}

#[test]
fn zooming_by_keys_keeps_the_middle() {
    let (mut desk, _) = Desk::with_land();
    let before = view(&desk);
    desk.send(Command::ZoomIn);
    assert!((view(&desk).zoom - before.zoom - 1.0).abs() < 1e-9);
    desk.send(Command::ZoomOut);
    assert_eq!(view(&desk).center.map(f64::to_bits), before.center.map(f64::to_bits));
}

#[test]
fn forms_are_asked_for_and_motion_is_a_setting() {
    let mut desk = Desk::new();
    for (action, form) in [
        (Action::ShowSearch, Form::Search),
        (Action::ShowPalette, Form::Palette),
        (Action::ShowShortcuts, Form::Shortcuts),
        (Action::ShowCoordinate, Form::Coordinate),
        (Action::ShowBookmark, Form::Bookmark),
    ] {
        let command = action.command(&desk.session).unwrap();
        assert_eq!(command.action(), action);
        desk.send(command);
        assert!(matches!(desk.effects.last(), Some(Effect::ShowForm(shown)) if *shown == form));
    }
    assert_eq!(desk.session.settings().motion, Motion::Full);
    desk.send(Action::SwitchMotion.command(&desk.session).unwrap());
    assert_eq!(desk.session.settings().motion, Motion::Reduced);
    assert!(matches!(desk.effects.last(), Some(Effect::SaveSettings(_))));
}

#[test]
fn the_palette_answers_in_both_languages_by_pinyin_and_by_initials() {
    let (desk, _) = Desk::with_land();
    let first = |typed: &str| palette::actions(&desk.session, typed, &[]).first().map(|found| found.0);
    for typed in ["缩放到图层", "sfdtc", "suofangdaotuceng", "zoom to the layer", "Zoom to the L"] {
        assert_eq!(first(typed), Some(Action::ZoomToLayer), "{typed}");
    }
    assert_eq!(first("dark"), Some(Action::SwitchTheme), "by its hint");
    assert_eq!(first("qqqq"), None);
    // What has nothing to do is left out.
    let offered = |typed: &str| palette::actions(&desk.session, typed, &[]);
    assert!(offered("").iter().all(|(action, _)| !matches!(action, Action::Undo | Action::ZoomToSelection)));
    // With nothing typed, what was used last comes first.
    let recent = [Action::SwitchTheme, Action::ZoomToAll];
    let order: Vec<Action> =
        palette::actions(&desk.session, " ", &recent).into_iter().map(|found| found.0).collect();
    assert_eq!(order[..3], [Action::SwitchTheme, Action::ZoomToAll, Action::OpenDialog]);
}

#[test]
fn the_list_of_keys_holds_every_shortcut_of_the_table() {
    let keys = palette::keys();
    let with_keys = three_maps::app::catalogue::TABLE.iter().filter(|entry| entry.shortcut.is_some()).count();
    assert_eq!(keys.len(), with_keys);
    let of = |action: Action| -> Vec<String> {
        let (_, keys) = keys.iter().find(|(found, _)| *found == action).unwrap();
        keys.iter().map(|key| palette::label(key, three_maps::text::Lang::Zh)).collect()
    };
    assert_eq!(of(Action::ShowShortcuts), ["?", "F1"]);
    assert_eq!(of(Action::ViewBack), ["Alt+←"]);
    assert_eq!(of(Action::ZoomIn), ["+", "="]);
    assert_eq!(of(Action::Redo), ["Ctrl+Shift+Z"]);
}

proptest! {
    /// Back as often as forward is where one was, whatever moves came before.
    #[test]
    fn back_and_forward_undo_each_other(
        moves in proptest::collection::vec((119.0..121.0f64, 29.5..31.0f64, 9.0..16.0f64, any::<bool>()), 1..20),
        back in 1..25_usize,
    ) {
        let (mut desk, _) = Desk::with_land();
        for (lon, lat, zoom, jumps) in moves {
            if jumps {
                desk.send(Command::GoToCoordinate { lon_lat: [lon, lat] });
            } else {
                look(&mut desk, lon, lat, zoom);
            }
        }
        let here = view(&desk);
        let mut gone = 0;
        for _ in 0..back {
            gone += usize::from(desk.session.can_go_back());
            desk.send(Command::ViewBack);
        }
        for _ in 0..gone {
            prop_assert!(desk.session.can_go_forward());
            desk.send(Command::ViewForward);
        }
        prop_assert_eq!(view(&desk), here);
    }
}
