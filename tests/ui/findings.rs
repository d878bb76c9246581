//! The list of findings and the card of assembled parcels: states, clicks, both languages.

use crate::desk::Desk;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{AssemblyAim, BottomTab, Command, ShownFindings};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::{assembly_card, bottom};

const BELOW: [f32; 2] = [900.0, 320.0];

fn checked(lang: Lang) -> Desk {
    let mut desk = Desk::with_land(lang);
    let layer = desk.layer();
    desk.apply(Command::SetBottomTab { tab: BottomTab::Check });
    desk.apply(Command::CheckLayer { layer });
    desk
}

#[test]
fn a_layer_that_was_never_checked_offers_to_be() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::SetBottomTab { tab: BottomTab::Check });
        let layer = desk.layer();
        let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
            bottom::show(ui, session, styles, commands);
        });
        harness.get_by_label(&text(lang, "check-never"));
        harness.get_by_label(&text(lang, "command-check-layer")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::CheckLayer { layer }]);
    }
}

#[test]
fn a_finding_is_a_way_to_its_features() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = checked(lang);
        let layer = desk.layer();
        // The parcels of the desk are drawn far larger than their stated areas.
        let found = desk.session.findings(layer).unwrap().clone();
        let first = found.findings.iter().find(|finding| finding.rule() == "area-differs").unwrap();
        let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
            bottom::show(ui, session, styles, commands);
        });
        let args = [("what", "L1".into()), ("message", first.diagnostic.message(lang).into())];
        let name = text_with(lang, "check-go", &args);
        harness.get_all_by_label(&name).next().unwrap().click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::GoToFeatures { layer, rows: vec![0] }]);
    }
}

#[test]
fn severities_are_ticked_and_the_list_is_copied() {
    let desk = checked(Lang::Zh);
    let count = desk.session.findings(desk.layer()).unwrap().count();
    let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
        bottom::show(ui, session, styles, commands);
    });
    let args =
        [("severity", text(Lang::Zh, "check-severity-warning").into()), ("count", count.to_string().into())];
    harness.get_by_label(&text_with(Lang::Zh, "check-severity-count", &args)).click();
    harness.run();
    let shown = ShownFindings { warnings: false, ..ShownFindings::default() };
    assert_eq!(harness.state().sent, [Command::ShowFindings { shown }]);
    harness.state_mut().sent.clear();
    harness.get_by_label(&text(Lang::Zh, "check-copy")).click();
    harness.run();
    let [Command::Copy { text }] = harness.state().sent.as_slice() else {
        panic!("{:?}", harness.state().sent);
    };
    assert_eq!(text.lines().count(), count);
    assert!(text.lines().any(|line| line.starts_with("area-differs\t1\t")), "{text}");
}

#[test]
fn groups_are_listed_and_shown_by_a_click() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::empty(lang);
        let path = desk.path("parcels.geojson");
        let parcel = |number: u32, west: f64| {
            format!(
                r#"{{"type":"Feature","properties":{{"parcel_no":"{number}","tenure":"国有","owner":"甲"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},30.3],[{east},30.3],[{east},30.301],[{west},30.301],[{west},30.3]]]}}}}"#,
                east = west + 0.001
            )
        };
        let file = format!(
            r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
            parcel(1, 120.3),
            parcel(2, 120.301)
        );
        std::fs::write(&path, file).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.layer();
        let aim = AssemblyAim { area_mu: 30.0, tolerance_m: 1.0 };
        desk.apply(Command::Assemble { layer, aim });
        let mut harness = desk.harness([500.0, 600.0], |ui, session, _, commands| {
            let map = ui.max_rect();
            assembly_card::show(ui, map, map.top() + 12.0, session, commands);
        });
        harness.run();
        harness.get_by_label_contains("32.0").click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ShowAssemblyGroup { at: 0 }]);
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "assembly-run")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::Assemble { layer, aim }]);
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "assembly-close")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ShowAssembly { layer: None }]);
    }
}

#[test]
fn a_long_message_wraps_where_there_is_little_room() {
    for lang in [Lang::Zh, Lang::En] {
        let height = |width: f32| {
            let desk = checked(lang);
            let found = desk.session.findings(desk.layer()).unwrap().clone();
            let first = found.findings.iter().find(|finding| finding.rule() == "area-differs").unwrap();
            let message = first.diagnostic.message(lang);
            let args = [("what", "L1".into()), ("message", message.into())];
            let name = text_with(lang, "check-go", &args);
            let harness = desk.harness([width, 320.0], |ui, session, styles, commands| {
                bottom::show(ui, session, styles, commands);
            });
            harness.get_all_by_label(&name).next().unwrap().rect().height()
        };
        let (roomy, narrow) = (height(1600.0), height(470.0));
        assert!(roomy < 30.0, "one line is enough: {roomy}");
        assert!(narrow > roomy + 8.0, "{narrow}");
    }
}
