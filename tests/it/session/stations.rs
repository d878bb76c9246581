//! Distances to the metro follow the stations that are open: measured to them, taken back, kept with
//! snapshots.

use super::desk::{Desk, json};
use three_maps::app::verify::verify;
use three_maps::app::{Command, ExportOptions, FieldsCommand, LayerId, SaidKind};
use three_maps::layer::MeasuredTo;
use three_maps::progress::{CancelToken, Silent};

/// One station in service by the first parcel and one that is being built by the second.
const STATIONS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"新站","operation":"运营","lines":["9号线"]},"geometry":{"type":"Point","coordinates":[120.341,30.29]}},
{"type":"Feature","properties":{"name":"未来站","operation":"在建","lines":["9号线"]},"geometry":{"type":"Point","coordinates":[120.35,30.30]}}
]}"#;

fn nearest(desk: &Desk, layer: LayerId, row: usize) -> (Option<f64>, String) {
    let layer = &desk.session.document().layer(layer).unwrap().layer;
    (layer.value("metro_m", row).as_f64(), layer.value("metro_station", row).to_text().into_owned())
}

fn measured_to(desk: &Desk, layer: LayerId) -> MeasuredTo {
    desk.session.document().layer(layer).unwrap().layer.measured_to.clone().unwrap()
}

#[test]
fn open_stations_take_the_place_of_the_programs_own_and_closing_them_gives_it_back() {
    let (mut desk, land) = Desk::with_land();
    let bundled = nearest(&desk, land, 0);
    assert!(bundled.0.is_some() && bundled.1 != "新站");
    assert_eq!(measured_to(&desk, land), MeasuredTo::Bundled);
    let path = desk.file("地铁站.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    assert_eq!(nearest(&desk, land, 0), (Some(96.0), "新站".to_owned()));
    assert_eq!(nearest(&desk, land, 1).1, "新站", "one that is being built is no station yet");
    assert!(matches!(measured_to(&desk, land), MeasuredTo::Other { file, .. } if file == "地铁站.geojson"));
    let stations = desk.session.document().layers.iter().find(|entry| entry.id != land).unwrap().id;
    desk.send(Command::CloseLayer { layer: stations });
    assert_eq!(nearest(&desk, land, 0), bundled);
    desk.send(Command::Undo);
    assert_eq!(nearest(&desk, land, 0).1, "新站", "undo brings the stations back, and the distances");
    assert!(!desk.session.is_deriving());
}

#[test]
fn a_filter_by_distance_follows_and_its_snapshot_names_the_stations() {
    let (mut desk, land) = Desk::with_land();
    desk.filter(land, "metro_station = '新站' AND metro_m < 500");
    assert_eq!(desk.session.counts(land), Some((0, 5)));
    let path = desk.file("metro_stations.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    assert_eq!(desk.session.counts(land), Some((1, 5)), "the rows are found anew");
    let out = desk.path("near.geojson");
    desk.send(Command::Export { layer: land, path: out.clone(), options: ExportOptions::default() });
    let manifest = &json(&out)["three_maps"];
    assert_eq!(manifest["stations"]["file"], "metro_stations.geojson");
    let verified = verify(&out, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);
    // Other stations, or none, are not measured to instead.
    std::fs::write(&path, STATIONS.replace("120.341", "120.342")).unwrap();
    let code = |found: Result<_, Vec<three_maps::diagnostic::Diagnostic>>| {
        found.map(|_: three_maps::app::verify::Verified| ()).unwrap_err()[0].code
    };
    assert_eq!(code(verify(&out, None, &Silent, &CancelToken::default())), "verify-stations-changed");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(code(verify(&out, None, &Silent, &CancelToken::default())), "verify-stations-missing");
}

#[test]
fn a_snapshot_keeps_which_columns_of_the_stations_counted() {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("metro_stations.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let stations = desk.session.document().layers.iter().find(|entry| entry.id != land).unwrap().id;
    let ask = FieldsCommand::Unbind { column: "operation".to_owned() };
    desk.send(Command::Fields { layer: stations, ask });
    assert_eq!(nearest(&desk, land, 1).1, "未来站", "a person says that the column is something else");
    desk.filter(land, "metro_station = '未来站'");
    let out = desk.path("near.geojson");
    desk.send(Command::Export { layer: land, path: out.clone(), options: ExportOptions::default() });
    assert_eq!(json(&out)["three_maps"]["stations"]["columns"], serde_json::json!({ "name": "name" }));
    let verified = verify(&out, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);
}

#[test]
fn what_a_person_says_is_none_of_the_kinds_is_not_measured_to_whatever_its_name() {
    let (mut desk, land) = Desk::with_land();
    let bundled = nearest(&desk, land, 0);
    let path = desk.file("地铁站.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    assert_eq!(nearest(&desk, land, 0).1, "新站");
    let stations = desk.session.document().layers.iter().find(|entry| entry.id != land).unwrap().id;
    let ask = FieldsCommand::SetKind { said: SaidKind::NoneOfThem };
    desk.send(Command::Fields { layer: stations, ask });
    assert_eq!(nearest(&desk, land, 0), bundled);
}

#[test]
fn words_on_the_source_that_no_longer_fit_are_among_the_differences() {
    let (mut desk, land) = Desk::with_land();
    let column = desk.session.document().layer(land).unwrap().layer.columns[0].name.clone();
    desk.send(Command::Fields { layer: land, ask: FieldsCommand::Unbind { column: column.clone() } });
    let out = desk.path("out.geojson");
    desk.send(Command::Export { layer: land, path: out.clone(), options: ExportOptions::default() });
    let codes = || -> Vec<&str> {
        let verified = verify(&out, None, &Silent, &CancelToken::default()).unwrap();
        verified.differences.iter().map(|difference| difference.code).collect()
    };
    assert!(codes().is_empty());
    let three_maps::layer::SourceBytes::File(source) =
        desk.session.document().layer(land).unwrap().layer.source.bytes.clone()
    else {
        panic!("the land is a file")
    };
    let text = std::fs::read_to_string(&source).unwrap();
    std::fs::write(&source, text.replace(&format!("\"{column}\":"), "\"another\":")).unwrap();
    assert!(codes().contains(&"workspace-column-gone"), "{:?}", codes());
}

#[test]
fn a_snapshot_that_depends_on_no_distance_says_nothing_of_stations() {
    let (mut desk, land) = Desk::with_land();
    let path = desk.file("地铁站.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    desk.filter(land, "area_mu > 60");
    let out = desk.path("out.geojson");
    desk.send(Command::Export { layer: land, path: out.clone(), options: ExportOptions::default() });
    assert!(json(&out)["three_maps"].get("stations").is_none());
}

#[test]
fn a_workspace_measures_to_its_own_stations() {
    let (mut desk, _) = Desk::with_land();
    let path = desk.file("地铁站.geojson", STATIONS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let saved = super::workspace::save_as(&mut desk, "work.threemaps.json");
    let mut again = Desk::new();
    super::workspace::open(&mut again, &saved);
    let land = super::workspace::layer_named(&again, "闲置土地");
    assert_eq!(nearest(&again, land, 0), (Some(96.0), "新站".to_owned()));
}
