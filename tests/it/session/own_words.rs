//! Filters in the words of the schema, over files that have words of their own.

use super::desk::{Desk, json};
use super::workspace::{open, save_as};
use three_maps::app::verify::verify;
use three_maps::app::{Command, ExportOptions, FieldsCommand, FilterState, LayerId};
use three_maps::progress::{CancelToken, Silent};
use three_maps::text::Lang;

/// As an English survey has it: hectares, and labels for states.
const PLOTS: &str = r#"{"type":"FeatureCollection","name":"plots","features":[
{"type":"Feature","properties":{"Plot No":"P-1","Plot name":"Lot 1","Site area (ha)":1.5,"Zoning":"M1","Agreed start":"2018-06-01","Reason idle":"Government","Current state":"In use"},"geometry":{"type":"Point","coordinates":[120.32,30.29]}},
{"type":"Feature","properties":{"Plot No":"P-2","Plot name":"Lot 2","Site area (ha)":2,"Zoning":"M2","Agreed start":"2019-06-01","Reason idle":"Enterprise","Current state":"Idle"},"geometry":{"type":"Point","coordinates":[120.33,30.29]}},
{"type":"Feature","properties":{"Plot No":"P-3","Plot name":"Lot 3","Site area (ha)":2.3,"Zoning":"B1","Agreed start":"2020-06-01","Reason idle":"Enterprise","Current state":"Idle"},"geometry":{"type":"Point","coordinates":[120.34,30.29]}},
{"type":"Feature","properties":{"Plot No":"P-4","Plot name":"Lot 4","Site area (ha)":1.9,"Zoning":"A35","Agreed start":"2021-06-01","Reason idle":"Enterprise","Current state":"In use"},"geometry":{"type":"Point","coordinates":[120.35,30.29]}}
]}"#;

const OWN: &str = "\"Current state\" = 'Idle' AND \"Site area (ha)\" >= 2.2";

fn with_plots() -> (Desk, LayerId) {
    Desk::with_file("plots.geojson", PLOTS)
}

fn state(desk: &Desk, layer: LayerId) -> &FilterState {
    &desk.session.document().layer(layer).unwrap().filter
}

fn codes(desk: &Desk, layer: LayerId) -> Vec<&'static str> {
    state(desk, layer).remarks.iter().map(|remark| remark.code).collect()
}

#[test]
fn what_is_typed_in_the_schemas_words_is_kept_in_the_files() {
    let (mut desk, layer) = with_plots();
    desk.filter(layer, "status = '闲置' AND area_mu >= 33");
    assert_eq!(state(&desk, layer).text, OWN);
    assert_eq!(state(&desk, layer).filter.as_ref().unwrap().to_text(), OWN);
    assert_eq!(desk.matching(layer), [2]);
    assert_eq!(codes(&desk, layer), ["filter-understood"; 2]);
    let said = state(&desk, layer).remarks[1].message(Lang::En);
    assert_eq!(said, "“area_mu >= 33” is asked as \"Site area (ha)\" >= 2.2");
    // In undo, in the workspace and in a snapshot it is what was applied.
    desk.filter(layer, "\"Plot name\" LIKE 'Lot%'");
    assert!(state(&desk, layer).remarks.is_empty());
    desk.send(Command::Undo);
    assert_eq!((state(&desk, layer).text.as_str(), codes(&desk, layer).len()), (OWN, 2));
    let saved = save_as(&mut desk, "w.threemaps.json");
    let mut later = Desk::new();
    open(&mut later, &saved);
    let again = later.session.document().chosen.unwrap();
    assert_eq!((state(&later, again).text.as_str(), later.matching(again)), (OWN, vec![2]));
    assert!(std::fs::read_to_string(&saved).unwrap().contains("Site area (ha)"));
    let path = desk.path("out.geojson");
    desk.send(Command::Export { layer, path: path.clone(), options: ExportOptions::default() });
    assert_eq!(json(&path)["three_maps"]["filter"]["cql2_text"], OWN);
    let verified = verify(&path, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);
}

#[test]
fn a_wrong_text_leaves_the_filter_before_in_force() {
    let (mut desk, layer) = with_plots();
    desk.filter(layer, "area_mu >= 30");
    assert_eq!(desk.matching(layer), [1, 2]);
    desk.filter(layer, "area_mu * 2 >= 30");
    let now = state(&desk, layer);
    assert_eq!(now.text, "area_mu * 2 >= 30", "as it was typed, to be put right");
    assert_eq!(now.error.as_ref().map(|error| error.code), Some("filter-other-unit"));
    assert_eq!(now.filter.as_ref().unwrap().to_text(), "\"Site area (ha)\" >= 2");
    assert_eq!(desk.matching(layer), [1, 2]);
}

#[test]
fn a_field_that_is_bound_later_is_understood_then() {
    let (mut desk, layer) = with_plots();
    let bind = |desk: &mut Desk, ask: FieldsCommand| desk.send(Command::Fields { layer, ask });
    bind(&mut desk, FieldsCommand::Unbind { column: "Site area (ha)".to_owned() });
    desk.filter(layer, "area_m2 >= 22000");
    let error = state(&desk, layer).error.clone().unwrap();
    assert_eq!(error.code, "filter-field-unbound");
    assert!(error.report(Lang::En).contains("It could be: Site area (ha)"), "{error}");
    let key = "area_m2".to_owned();
    bind(&mut desk, FieldsCommand::Bind { column: "Site area (ha)".to_owned(), key });
    assert_eq!(state(&desk, layer).text, "\"Site area (ha)\" >= 2.2");
    assert_eq!(desk.matching(layer), [2]);
}

#[test]
fn a_text_that_occurs_nowhere_is_told_beside_the_answer() {
    let (mut desk, layer) = with_plots();
    desk.filter(layer, "\"Reason idle\" = 'Enterprises'");
    assert_eq!((codes(&desk, layer), desk.matching(layer).len()), (vec!["filter-text-nowhere"], 0));
    let said = state(&desk, layer).remarks[0].report(Lang::En);
    assert!(said.ends_with("Near it: Enterprise"), "{said}");
}
