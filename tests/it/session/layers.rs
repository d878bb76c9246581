//! Opening, closing, ordering; switching maps; files that cannot be read.

use super::desk::{CARRIERS, Desk, LAND};
use three_maps::app::{Action, Command, View};
use three_maps::maps::schema::{LayerKind, MapKind};

#[test]
fn a_file_opens_as_a_layer_of_its_map_and_comes_into_view() {
    let (desk, layer) = Desk::with_land();
    let document = desk.session.document();
    let entry = document.layer(layer).unwrap();
    assert_eq!((entry.kind, entry.map, entry.visible), (Some(LayerKind::Land), MapKind::Space, true));
    assert_eq!(entry.cards, ["status", "area_mu"]);
    assert_eq!(desk.counts(layer), (5, 5));
    assert_ne!(document.view, View::default());
    assert!((document.view.center[0] - 120.36).abs() < 1e-9);
    assert!(desk.notices().is_empty(), "{:?}", desk.notices());
    assert!(desk.session.running().next().is_none());
    // A full window is where a person starts from: nothing to take back.
    assert_eq!(desk.session.undo_name(), None);
}

#[test]
fn the_dialog_opens_what_is_chosen_and_nothing_where_it_is_left() {
    let mut desk = Desk::new();
    desk.send(Command::OpenDialog);
    assert!(desk.session.document().layers.is_empty());
    desk.to_open = vec![desk.file("a.geojson", LAND), desk.file("b.geojson", CARRIERS)];
    desk.send(Command::OpenDialog);
    let document = desk.session.document();
    assert_eq!(document.layers.len(), 2);
    assert_eq!(document.layers[1].map, MapKind::Startup);
    // What was opened last shows.
    assert_eq!(document.map, MapKind::Startup);
}

#[test]
fn files_opened_later_are_one_step_of_undo() {
    let (mut desk, _) = Desk::with_land();
    let paths = vec![desk.file("b.geojson", CARRIERS), desk.file("c.geojson", CARRIERS)];
    desk.send(Command::OpenFiles { paths });
    assert_eq!(desk.session.document().layers.len(), 3);
    assert_eq!(desk.session.undo_name(), Some("command-open-files"));
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().layers.len(), 1);
    assert_eq!(desk.session.document().map, MapKind::Space);
    desk.send(Command::Redo);
    assert_eq!(desk.session.document().layers.len(), 3);
}

#[test]
fn a_bad_file_is_a_notice_and_the_others_open() {
    let mut desk = Desk::new();
    let paths = vec![
        desk.path("nowhere.geojson"),
        desk.file("not.geojson", "{\"type\": \"nothing of ours\"}"),
        "bundled:no/such".into(),
        desk.file("land.geojson", LAND),
    ];
    desk.send(Command::OpenFiles { paths });
    assert_eq!(desk.session.document().layers.len(), 1);
    let notices = desk.notices();
    assert!(notices.contains(&"file-missing"), "{notices:?}");
    assert!(notices.contains(&"bundled-unknown"), "{notices:?}");
    assert!(notices.len() >= 3, "{notices:?}");
    let first = desk.session.open_notices().last().unwrap();
    assert!(first.diagnostic.place.file.as_deref().unwrap().ends_with("nowhere.geojson"));
    let id = first.id;
    desk.send(Command::DismissNotice { id });
    assert!(desk.session.open_notices().all(|notice| notice.id != id));
    assert!(desk.session.notices()[usize::try_from(id).unwrap()].dismissed);
}

#[test]
fn warnings_of_a_file_are_listed_with_their_place() {
    let mut desk = Desk::new();
    let damaged = LAND.replace("[120.35,30.30]", "[\"120.35\",30.30]");
    let path = desk.file("land.geojson", &damaged);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    assert_eq!(desk.counts(layer), (4, 4));
    let notice = desk
        .session
        .notices()
        .iter()
        .find(|notice| notice.diagnostic.code == "coordinate-text")
        .unwrap();
    assert_eq!(notice.diagnostic.place.feature, Some(2));
}

#[test]
fn the_bundled_maps_open_in_the_first_map_with_their_cards() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    let document = desk.session.document();
    assert_eq!(document.layers.len(), 14);
    assert!(desk.notices().is_empty(), "{:?}", desk.notices());
    assert_eq!(document.map, MapKind::Space);
    assert_eq!(document.chosen_layer().unwrap().kind, Some(LayerKind::Land));
    assert!(!document.chosen_layer().unwrap().cards.is_empty());
    assert_eq!(document.base_layers().count(), 6);
    assert_eq!(document.shown_layers().count(), 9);
    assert!(document.shown_layers().take(6).all(|entry| entry.map == MapKind::Base));
    for entry in &document.layers {
        assert_eq!(Some(entry.map), entry.kind.map(LayerKind::map));
        let (matching, total) = desk.counts(entry.id);
        assert!(matching == total && total > 0, "{}", entry.title);
    }
    let enterprises =
        document.layers.iter().find(|entry| entry.kind == Some(LayerKind::Enterprises)).unwrap().id;
    assert_eq!(desk.session.undo_name(), None);
    desk.filter(enterprises, "four_above = TRUE");
    assert_eq!(desk.counts(enterprises), (413, 14_800));
}

#[test]
fn switching_maps_chooses_a_layer_there_and_lets_the_selection_go() {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("b.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let carriers = desk.session.document().chosen.unwrap();
    desk.send(Command::NextSelected);
    assert_eq!(desk.session.document().selection.len(), 1);
    desk.send(Command::SwitchMap { map: MapKind::Space });
    let document = desk.session.document();
    assert_eq!(document.chosen, Some(land));
    assert!(document.selection.is_empty());
    assert_eq!(document.shown_layers().map(|entry| entry.id).collect::<Vec<_>>(), [land]);
    desk.send(Command::ChooseLayer { layer: carriers });
    assert_eq!(desk.session.document().map, MapKind::Startup);
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    assert_eq!(desk.session.document().chosen, None);
    desk.send(Command::SwitchMap { map: MapKind::Base });
    assert_eq!(desk.session.document().map, MapKind::Industry);
    assert_eq!(desk.notices(), ["base-is-no-map"]);
}

#[test]
fn layers_hide_move_change_maps_and_close() {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("b.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let second = desk.session.document().chosen.unwrap();
    desk.send(Command::SetVisible { layer: land, visible: false });
    assert_eq!(desk.session.document().shown_layers().count(), 1);
    desk.send(Command::MoveLayer { layer: second, to: 0 });
    assert_eq!(desk.session.document().layers[0].id, second);
    desk.send(Command::AssignMap { layer: second, map: MapKind::Industry });
    assert_eq!(desk.session.document().chosen, Some(land));
    desk.send(Command::CloseLayer { layer: land });
    assert!(desk.session.document().layer(land).is_none());
    assert!(desk.session.counts(land).is_none());
    desk.send(Command::Undo);
    assert_eq!(desk.counts(land), (5, 5));
}

#[test]
fn what_menus_offer_follows_the_session() {
    let empty = Desk::new();
    assert_eq!(Action::Undo.command(&empty.session), None);
    assert_eq!(Action::ExportDialog.command(&empty.session), None);
    let (mut desk, layer) = Desk::with_land();
    assert_eq!(Action::HideLayer.command(&desk.session), Some(Command::SetVisible { layer, visible: false }));
    assert_eq!(Action::ClearFilter.command(&desk.session), None);
    desk.filter(layer, "area_mu > 60");
    assert_eq!(Action::ClearFilter.command(&desk.session), Some(Command::ClearFilter { layer }));
    assert_eq!(Action::Undo.command(&desk.session), Some(Command::Undo));
}
