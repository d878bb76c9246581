//! Checking a layer, and putting its parcels together: asked, answered, stale, overtaken.

use super::desk::Desk;
use three_maps::app::{AssemblyAim, BottomTab, Command, LayerId, RunningKind, ShownFindings};
use three_maps::diagnostic::Severity;

/// Four parcels of 16 亩 in a row and one far away, one of them with an impossible ratio, one twice.
const PARCELS: &str = r#"{"type":"FeatureCollection","name":"parcels","features":[
{"type":"Feature","properties":{"id":"P1","parcel_no":"1","tenure":"国有","far_max":2.0,"owner":"甲"},"geometry":{"type":"Polygon","coordinates":[[[120.300,30.300],[120.301,30.300],[120.301,30.301],[120.300,30.301],[120.300,30.300]]]}},
{"type":"Feature","properties":{"id":"P2","parcel_no":"2","tenure":"国有","far_max":35,"owner":"甲"},"geometry":{"type":"Polygon","coordinates":[[[120.301,30.300],[120.302,30.300],[120.302,30.301],[120.301,30.301],[120.301,30.300]]]}},
{"type":"Feature","properties":{"id":"P3","parcel_no":"3","tenure":"集体","far_max":2.0,"owner":null},"geometry":{"type":"Polygon","coordinates":[[[120.302,30.300],[120.303,30.300],[120.303,30.301],[120.302,30.301],[120.302,30.300]]]}},
{"type":"Feature","properties":{"id":"P3","parcel_no":"4","tenure":"国有","far_max":2.0,"owner":"丙"},"geometry":{"type":"Polygon","coordinates":[[[120.303,30.300],[120.304,30.300],[120.304,30.301],[120.303,30.301],[120.303,30.300]]]}},
{"type":"Feature","properties":{"id":"P5","parcel_no":"5","tenure":"国有","far_max":2.0,"owner":"丁"},"geometry":{"type":"Polygon","coordinates":[[[120.320,30.300],[120.321,30.300],[120.321,30.301],[120.320,30.301],[120.320,30.300]]]}}
]}"#;

fn desk() -> (Desk, LayerId) {
    Desk::with_file("parcels.geojson", PARCELS)
}

fn rules(desk: &Desk, layer: LayerId) -> Vec<(&'static str, Vec<u32>)> {
    let found = desk.session.findings(layer).unwrap();
    found.findings.iter().map(|finding| (finding.rule(), finding.rows.clone())).collect()
}

fn selected(desk: &Desk) -> Vec<u32> {
    desk.session.document().selection.iter().map(|feature| feature.row).collect()
}

#[test]
fn a_layer_is_checked_when_it_is_asked_for() {
    let (mut desk, layer) = desk();
    desk.send(Command::SetBottomTab { tab: BottomTab::Check });
    assert!(desk.session.findings(layer).is_none(), "nothing runs by itself");
    desk.send(Command::CheckLayer { layer });
    assert_eq!(rules(&desk, layer), [("duplicate-id", vec![2, 3]), ("value-impossible", vec![1])]);
    assert!(!desk.session.is_checking(layer) && !desk.session.are_findings_stale(layer));
    // What is wrong shows by how bad it is.
    let shown = ShownFindings { warnings: false, ..ShownFindings::default() };
    desk.send(Command::ShowFindings { shown });
    assert!(!desk.session.shown_findings().shows(Severity::Warning));
    assert_eq!(desk.session.notices().len(), 0, "{:?}", desk.session.notices());
}

#[test]
fn a_finding_leads_to_all_its_features() {
    let (mut desk, layer) = desk();
    let before = desk.session.document().view;
    desk.send(Command::GoToFeatures { layer, rows: vec![2, 3] });
    assert_eq!(selected(&desk), [2, 3]);
    let view = desk.session.document().view;
    assert_ne!(view, before);
    assert!((view.center[0] - 120.303).abs() < 1e-6, "{view:?}");
    // Rows that are not there lead nowhere.
    desk.send(Command::GoToFeatures { layer, rows: vec![99] });
    assert_eq!(selected(&desk), [2, 3]);
}

#[test]
fn the_newest_check_wins_and_a_stopped_one_says_so() {
    let (mut desk, layer) = desk();
    desk.hold = true;
    desk.send(Command::CheckLayer { layer });
    let first = desk.held.front().unwrap().id;
    desk.send(Command::CheckLayer { layer });
    let running: Vec<_> = desk
        .session
        .running()
        .filter(|running| matches!(running.kind, RunningKind::Check { .. }))
        .map(|running| (running.id, running.cancelling))
        .collect();
    assert_eq!(running.len(), 2);
    assert_eq!(running[0], (first, true));
    assert!(desk.session.is_checking(layer));
    desk.run_held();
    assert!(desk.session.findings(layer).is_none(), "the answer to the older question is dropped");
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert_eq!(rules(&desk, layer).len(), 2);
    assert!(!desk.session.is_checking(layer));
}

#[test]
fn parcels_are_put_together_within_the_filter() {
    let (mut desk, layer) = desk();
    let aim = AssemblyAim { area_mu: 30.0, tolerance_m: 1.0 };
    desk.send(Command::Assemble { layer, aim });
    let found = desk.session.assemblies(layer).unwrap();
    let rows: Vec<_> = found.groups.iter().map(|group| group.rows.clone()).collect();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows.contains(&vec![0, 1]) && rows.contains(&vec![2, 3]));
    assert_eq!(found.parcels, 5);
    let at = rows.iter().position(|rows| rows == &[0, 1]).unwrap();
    desk.send(Command::ShowAssemblyGroup { at });
    assert_eq!(selected(&desk), [0, 1]);
    let (shown, outline) = desk.session.shown_assembly().unwrap();
    assert_eq!((shown, outline.len()), (at, 1));
    // Another filter: what was found is of the one before, and says so.
    desk.filter(layer, "tenure = '国有'");
    assert!(desk.session.are_assemblies_stale(layer));
    desk.send(Command::Assemble { layer, aim });
    assert!(!desk.session.are_assemblies_stale(layer));
    let rows: Vec<_> =
        desk.session.assemblies(layer).unwrap().groups.iter().map(|group| group.rows.clone()).collect();
    assert_eq!(rows, [[0, 1]], "the third, 集体, is no bridge to the fourth");
    assert!(desk.session.shown_assembly().is_none(), "the outline belonged to the answer before");
    desk.send(Command::ShowAssembly { layer: None });
    assert!(desk.session.assembling().is_none());
}

#[test]
fn an_aim_that_is_none_is_told() {
    let (mut desk, layer) = desk();
    for (aim, code) in [
        (AssemblyAim { area_mu: 0.0, tolerance_m: 1.0 }, "assembly-area-wrong"),
        (AssemblyAim { area_mu: 30.0, tolerance_m: 900.0 }, "assembly-tolerance-wrong"),
    ] {
        desk.send(Command::Assemble { layer, aim });
        assert_eq!(desk.session.notices().last().unwrap().diagnostic.code, code);
        assert!(desk.session.assemblies(layer).is_none());
    }
}
