//! Exports of what a brief finds and of the shortlist: the rows that no filter says.

use super::desk::{Desk, json};
use serde_json::{Value, json as value};
use std::path::Path;
use three_maps::app::verify::{Verified, verify};
use three_maps::app::{Command, Effect, Event, ExportOptions, ExportRows, FeatureRef, LayerId};
use three_maps::jobs::{JobRequest, Report};
use three_maps::maps::matching::{Brief, SiteGroup};
use three_maps::maps::schema::LayerKind;
use three_maps::progress::{CancelToken, Silent};

const HIGH: &str = r#"{"version":1,"title":"T","kind":"factories","lines":[
{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2},
{"what":"metro_m","must":false,"weight":2,"at_most":1500}]}"#;

fn bundled() -> Desk {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    desk
}

fn layer_of(desk: &Desk, kind: LayerKind) -> LayerId {
    desk.session.document().layers.iter().find(|entry| entry.kind == Some(kind)).unwrap().id
}

fn options(rows: ExportRows) -> ExportOptions {
    ExportOptions { rows, ..ExportOptions::default() }
}

fn compared(snapshot: &Path) -> Verified {
    verify(snapshot, None, &Silent, &CancelToken::default()).unwrap()
}

fn numbers(snapshot: &Value) -> Vec<u64> {
    snapshot["three_maps"]["picked"]["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .collect()
}

#[test]
fn what_the_brief_finds_is_exported_whatever_the_filter_and_says_by_which_brief() {
    let mut desk = bundled();
    let factories = layer_of(&desk, LayerKind::Factories);
    desk.filter(factories, "available_m2 > 1000000");
    let brief = Brief::parse(HIGH).unwrap();
    desk.send(Command::SetBrief { brief: brief.clone() });
    desk.send(Command::ExportDialog);
    assert!(!desk.session.brief().is_open(), "its panel need not show");
    for group in SiteGroup::ALL {
        let rows = ExportRows::Brief(group);
        desk.send(Command::ExportSitesDialog { rows });
        let shown = Some((factories, rows));
        let of = |effect: &Effect| match effect {
            Effect::ShowExportDialog { layer, rows } => Some((*layer, *rows)),
            _ => None,
        };
        assert_eq!(desk.effects.iter().rev().find_map(of), shown, "the layer that has some is chosen");
        let answer = desk.session.answer_now().unwrap().answer.clone();
        let count = answer.group(group).count;
        assert_eq!(
            desk.session.export_layers(rows).unwrap(),
            [(factories, count)],
            "said before it is written"
        );
        let out = desk.path(&format!("{}.geojson", group.key()));
        desk.send(Command::Export { layer: factories, path: out.clone(), options: options(rows) });
        let written = json(&out);
        assert_eq!(written["features"].as_array().unwrap().len(), count, "{group:?}");
        let picked = &written["three_maps"]["picked"];
        assert_eq!((&picked["by"], &picked["group"]), (&value!("brief"), &value!(group.key())));
        assert_eq!(picked["brief"], Value::from(brief.clone()));
        assert_eq!((written["three_maps"]["filter"].clone(), numbers(&written).len()), (Value::Null, count));
        let mut sites: Vec<u64> =
            answer.group(group).sites.iter().map(|site| u64::from(site.row) + 1).collect();
        sites.sort_unstable();
        assert_eq!(numbers(&written), sites);
        assert_eq!(written["three_maps"]["version"], 2, "an earlier program does not know of picked rows");
        let verified = compared(&out);
        assert!(verified.same_rows && verified.same_totals && verified.same_bytes, "{verified:?}");
        assert_eq!(verified.differences, [], "the brief was put again, and finds the same");
    }
    assert!(desk.notices().contains(&"export-done") && !desk.notices().contains(&"export-filter-broken"));
}

#[test]
fn a_snapshot_whose_brief_finds_others_is_told() {
    let mut desk = bundled();
    let factories = layer_of(&desk, LayerKind::Factories);
    desk.send(Command::SetBrief { brief: Brief::parse(HIGH).unwrap() });
    let rows = ExportRows::Brief(SiteGroup::Matches);
    desk.send(Command::ExportSitesDialog { rows });
    let out = desk.path("out.geojson");
    desk.send(Command::Export { layer: factories, path: out.clone(), options: options(rows) });
    let text = std::fs::read_to_string(&out).unwrap();
    std::fs::write(&out, text.replacen("\"at_least\":3000", "\"at_least\":9000", 1)).unwrap();
    let verified = compared(&out);
    assert!(!verified.same_rows, "{verified:?}");
    assert!(verified.differences.iter().any(|it| it.code == "verify-brief"), "{verified:?}");
    // Where it asks of layers that the snapshot does not hold, that is said, and the rest is compared.
    let campus = HIGH.replace(r#""what":"metro_m""#, r#""what":"campus_m""#);
    desk.send(Command::SetBrief { brief: Brief::parse(&campus).unwrap() });
    desk.send(Command::ExportSitesDialog { rows });
    desk.send(Command::Export { layer: factories, path: out.clone(), options: options(rows) });
    let verified = compared(&out);
    let codes: Vec<&str> = verified.differences.iter().map(|it| it.code).collect();
    assert!(verified.same_rows && verified.same_bytes, "{verified:?}");
    assert_eq!(codes, ["verify-brief-not-put"]);
}

#[test]
fn the_shortlist_is_exported_layer_by_layer() {
    let mut desk = bundled();
    let (land, offices) = (layer_of(&desk, LayerKind::Land), layer_of(&desk, LayerKind::Offices));
    for (layer, row) in [(offices, 4), (land, 7), (land, 2)] {
        desk.send(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
    }
    desk.send(Command::ChooseLayer { layer: layer_of(&desk, LayerKind::Factories) });
    let rows = ExportRows::Shortlist;
    desk.send(Command::ExportSitesDialog { rows });
    let layers = desk.session.export_layers(rows).unwrap();
    let mut sorted = layers.clone();
    sorted.sort_unstable();
    let mut wanted = [(land, 2), (offices, 1)];
    wanted.sort_unstable();
    assert_eq!(sorted, wanted);
    assert!(
        matches!(desk.effects.last(), Some(Effect::ShowExportDialog { layer, .. }) if *layer == land),
        "the chosen layer has none: that of most"
    );
    for (layer, of_it) in [(land, vec![3, 8]), (offices, vec![5])] {
        desk.save_as = Some(desk.path("out.geojson"));
        desk.send(Command::ChooseExportPath { layer, options: options(rows) });
        let written = json(&desk.path("out.geojson"));
        assert_eq!(numbers(&written), of_it);
        assert_eq!(written["three_maps"]["picked"], value!({ "by": "shortlist", "features": of_it }));
        let verified = compared(&desk.path("out.geojson"));
        assert!(verified.same_rows && verified.same_totals && verified.same_bytes, "{verified:?}");
    }
}

#[test]
fn a_star_that_a_snapshot_names_and_the_source_has_lost_is_told() {
    let (mut desk, layer) = Desk::with_land();
    let all = desk.counts(layer).1 as u32;
    desk.send(Command::ToggleShortlist { feature: FeatureRef { layer, row: all - 1 } });
    let out = desk.path("out.geojson");
    desk.send(Command::Export { layer, path: out.clone(), options: options(ExportRows::Shortlist) });
    let text = std::fs::read_to_string(&out).unwrap();
    let named = format!("\"features\":[{all}]");
    assert!(text.contains(&named), "{text}");
    std::fs::write(&out, text.replacen(&named, "\"features\":[4711]", 1)).unwrap();
    let verified = compared(&out);
    assert!(!verified.same_rows, "{verified:?}");
    assert!(verified.differences.iter().any(|it| it.code == "verify-picked-source"), "{verified:?}");
}

#[test]
fn nothing_is_written_of_a_brief_that_is_still_being_matched() {
    let mut desk = bundled();
    let factories = layer_of(&desk, LayerKind::Factories);
    let rows = ExportRows::Brief(SiteGroup::Matches);
    desk.send(Command::SetBrief { brief: Brief::parse(HIGH).unwrap() });
    desk.send(Command::ExportSitesDialog { rows });
    let larger = Brief::parse(&HIGH.replace("3000", "9000")).unwrap();
    desk.hold = true;
    desk.send(Command::SetBrief { brief: larger });
    assert_eq!(desk.session.export_layers(rows), None, "the answer is that of another brief");
    let out = desk.file("out.geojson", "as it was");
    desk.send(Command::Export { layer: factories, path: out.clone(), options: options(rows) });
    assert_eq!(desk.notices().last(), Some(&"export-brief-behind"));
    assert_eq!(std::fs::read_to_string(out).unwrap(), "as it was");
    assert!(desk.held.iter().all(|job| !matches!(job.request, JobRequest::Export(_))));
}

#[test]
fn while_the_card_shows_the_brief_is_put_to_what_there_is_by_then() {
    let mut desk = bundled();
    let rows = ExportRows::Brief(SiteGroup::Matches);
    let brief = |at_least: &str| Brief::parse(&HIGH.replace("3000", at_least)).unwrap();
    desk.send(Command::SetBrief { brief: brief("3000") });
    desk.send(Command::SetBrief { brief: brief("4000") });
    desk.send(Command::ExportSitesDialog { rows });
    assert!(!desk.session.brief().is_open());
    let first = desk.session.export_layers(rows).unwrap();
    desk.send(Command::Undo);
    assert_ne!(desk.session.export_layers(rows).unwrap(), first, "the brief before");
    let path = desk.file("land.geojson", super::desk::LAND);
    desk.send(Command::OpenFiles { paths: vec![path] });
    assert!(desk.session.export_layers(rows).is_some(), "one file more");
    // A question whose job ended without an answer is put again with the card.
    desk.hold = true;
    desk.send(Command::SetBrief { brief: brief("4000") });
    let job = desk.held.iter().find(|job| matches!(job.request, JobRequest::Match(_))).unwrap().clone();
    desk.hold = false;
    desk.receive(Event { job: job.id, report: Report::Cancelled });
    assert_eq!(desk.session.export_layers(rows), None);
    desk.send(Command::ExportSitesDialog { rows });
    assert_eq!(desk.session.export_layers(rows).unwrap(), first);
    // Without it nothing is worked out that nobody sees, until it is to be written.
    desk.send(Command::CloseExportDialog);
    desk.send(Command::SetBrief { brief: brief("5000") });
    assert_eq!(desk.session.export_layers(rows), None);
    let layer = layer_of(&desk, LayerKind::Factories);
    let out = desk.path("out.geojson");
    for code in ["export-brief-behind", "export-done"] {
        desk.send(Command::Export { layer, path: out.clone(), options: options(rows) });
        assert!(desk.notices().contains(&code), "{:?}", desk.notices());
        assert_eq!(out.exists(), code == "export-done");
    }
}
