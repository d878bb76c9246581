//! Points that gather: by themselves, by a person's wish, and apart again.

use super::desk::Desk;
use three_maps::app::{Action, Command, LayerId, View};
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::progress::CancelToken;
use three_maps::scene::clusters::ClusterTree;
use three_maps::scene::legend::condition_of_class;

fn industry() -> (Desk, LayerId) {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    let layers = &desk.session.document().layers;
    let layer = layers.iter().find(|entry| entry.kind == Some(LayerKind::Enterprises)).unwrap().id;
    desk.send(Command::ChooseLayer { layer });
    (desk, layer)
}

fn gathers(desk: &Desk, layer: LayerId) -> bool {
    desk.session.styled(layer).unwrap().style.clusters
}

#[test]
fn many_points_gather_until_somebody_wants_to_see_each() {
    let (mut desk, layer) = industry();
    assert!(gathers(&desk, layer));
    let depth = desk.session.undo_depth();
    let command = Action::ToggleClusters.command(&desk.session).unwrap();
    assert_eq!(command, Command::SetClusters { layer, on: false });
    desk.send(command);
    assert!(!gathers(&desk, layer));
    assert_eq!(
        (desk.session.undo_depth(), desk.session.undo_name()),
        (depth + 1, Some("command-set-clusters"))
    );
    desk.send(Command::Undo);
    assert!(gathers(&desk, layer));
    desk.send(Command::Redo);
    desk.send(Command::SetClusters { layer, on: true });
    // What comes by itself is no wish.
    assert_eq!(desk.session.document().layer(layer).unwrap().styling, None);
}

#[test]
fn areas_never_gather_and_a_few_points_only_when_asked() {
    let (mut desk, _) = industry();
    let of_kind = |desk: &Desk, kind| {
        desk.session.document().layers.iter().find(|entry| entry.kind == Some(kind)).unwrap().id
    };
    for kind in [LayerKind::Parks, LayerKind::Projects, LayerKind::Land] {
        let layer = of_kind(&desk, kind);
        let depth = desk.session.undo_depth();
        desk.send(Command::SetClusters { layer, on: true });
        assert!(!gathers(&desk, layer), "{kind:?}");
        assert_eq!(desk.session.undo_depth(), depth, "{kind:?}");
    }
    let stations = of_kind(&desk, LayerKind::MetroStations);
    assert!(!gathers(&desk, stations));
    desk.send(Command::SetClusters { layer: stations, on: true });
    assert!(gathers(&desk, stations));
}

#[test]
fn coming_apart_is_a_step_of_the_views() {
    let (mut desk, _) = industry();
    let before = desk.session.document().view;
    let view = View { center: [120.351, 30.302], zoom: 16.0 };
    desk.send(Command::ComeApart { view });
    assert_eq!(desk.session.document().view, view);
    desk.send(Command::ViewBack);
    assert_eq!(desk.session.document().view, before);
}

#[test]
fn the_clusters_of_a_filter_add_up_to_its_rows_and_a_section_is_one_value() {
    let (mut desk, layer) = industry();
    let styled = desk.session.styled(layer).unwrap().clone();
    let entry = desk.session.document().layer(layer).unwrap();
    let making = styled.style.classes.iter().position(|class| class.values == ["C"]).unwrap() as u8;
    let (field, condition) = condition_of_class(&entry.layer, &styled.style, making).unwrap();
    desk.send(Command::SetCondition { layer, field, condition: Some(condition), gesture: None });
    let entry = desk.session.document().layer(layer).unwrap();
    assert_eq!(entry.filter.text, "industry_section = 'C'");
    let (matching, _) = desk.session.counts(layer).unwrap();
    assert_eq!(matching, 2_785);
    let rows = desk.session.matching(layer).map(AsRef::as_ref);
    let cancel = CancelToken::default();
    let tree = ClusterTree::of(&entry.layer, &styled.looks.classes, rows, 5.0, &cancel).unwrap();
    assert!(tree.level_count() > 12, "{}", tree.level_count());
    for level in 0..tree.level_count() {
        let clusters = tree.clusters(level);
        assert_eq!(clusters.iter().map(|cluster| cluster.count as usize).sum::<usize>(), matching);
        assert!(clusters.iter().all(|cluster| tree.shares(level, cluster) == [(making, cluster.count)]));
    }
}
