//! Filters in the words of the schema, over files that have words of their own.

use super::desk::{Desk, json};
use super::workspace::{open, save_as};
use three_maps::app::verify::verify;
use three_maps::app::{Command, ExportOptions, FieldsCommand, FilterState, LayerId};
use three_maps::progress::{CancelToken, Silent};
use three_maps::text::Lang;

/// A feature that covers so many hectares, with its properties.
pub(crate) fn plot(at: usize, hectares: f64, properties: &str) -> String {
    let (west, south, side_m) = (120.32 + 0.01 * at as f64, 30.29, (hectares * 10_000.0).sqrt());
    let (east, north) = (west + side_m / 96_130.0, south + side_m / 110_860.0);
    let ring =
        format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]");
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
    )
}

/// As an English survey has it: hectares, and labels for states.
pub(crate) fn english_plots() -> String {
    let plots = [(1.5, "M1", "Government", "In use"), (2.0, "M2", "Enterprise", "Idle")]
        .into_iter()
        .chain([(2.3, "B1", "Enterprise", "Idle"), (1.9, "A35", "Enterprise", "In use")]);
    let features = plots.enumerate().map(|(at, (hectares, zoning, cause, state))| {
        let properties = format!(
            r#""Plot No":"P-{at}","Plot name":"Lot {at}","Site area (ha)":{hectares},"Zoning":"{zoning}","Agreed start":"201{at}-06-01","Reason idle":"{cause}","Current state":"{state}""#
        );
        plot(at, hectares, &properties)
    });
    let features: Vec<String> = features.collect();
    format!(r#"{{"type":"FeatureCollection","name":"plots","features":[{}]}}"#, features.join(","))
}

const OWN: &str = "\"Current state\" = 'Idle' AND \"Site area (ha)\" >= 2.2";

fn with_plots() -> (Desk, LayerId) {
    Desk::with_file("plots.geojson", &english_plots())
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
    bind(&mut desk, FieldsCommand::Unbind { column: "Current state".to_owned() });
    desk.filter(layer, "status = '闲置'");
    let error = state(&desk, layer).error.clone().unwrap();
    assert_eq!(error.code, "filter-field-unbound");
    assert!(error.report(Lang::En).contains("It could be: Current state"), "{error}");
    let key = "status".to_owned();
    bind(&mut desk, FieldsCommand::Bind { column: "Current state".to_owned(), key });
    assert_eq!(state(&desk, layer).text, "\"Current state\" = 'Idle'");
    assert_eq!(desk.matching(layer), [1, 2]);
}

#[test]
fn a_text_that_occurs_nowhere_is_told_beside_the_answer() {
    let (mut desk, layer) = with_plots();
    desk.filter(layer, "\"Reason idle\" = 'Enterprises'");
    assert_eq!((codes(&desk, layer), desk.matching(layer).len()), (vec!["filter-text-nowhere"], 0));
    let said = state(&desk, layer).remarks[0].report(Lang::En);
    assert!(said.ends_with("Near it: Enterprise"), "{said}");
}
