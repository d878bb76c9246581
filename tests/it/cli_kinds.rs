//! What a file holds, said on the command line, and a file whose headers and units are its own.

use crate::cli_day::{json, run};

/// A square of land of about 1.07 公顷, headers and units of a town's own table.
const OWN: &str = r#"{"type":"FeatureCollection","name":"Sheet1","features":[
{"type":"Feature","properties":{"名称":"甲","地块号":"P1","面积（公顷）":1.07,"约定开工":"2022-01-01","容积率（上限）":35},"geometry":{"type":"Polygon","coordinates":[[[120,30],[120.001,30],[120.001,30.001],[120,30.001],[120,30]]]}},
{"type":"Feature","properties":{"名称":"乙","地块号":"P2","面积（公顷）":0.5,"约定开工":"2030-01-01","容积率（上限）":2.5},"geometry":{"type":"Polygon","coordinates":[[[120.01,30],[120.011,30],[120.011,30.001],[120.01,30.001],[120.01,30]]]}},
{"type":"Feature","properties":{"名称":"丙","地块号":"P3","面积（公顷）":1.07,"约定开工":"2030-01-01","容积率（上限）":2.5},"geometry":{"type":"Polygon","coordinates":[[[120.02,30],[120.021,30],[120.021,30.001],[120.02,30.001],[120.02,30]]]}},
{"type":"Feature","properties":{"名称":"丁","地块号":"P4","面积（公顷）":1.07,"约定开工":"2030-01-01","容积率（上限）":2.5},"geometry":{"type":"Polygon","coordinates":[[[120.03,30],[120.031,30],[120.031,30.001],[120.03,30.001],[120.03,30]]]}}
]}"#;

/// Nothing by which it could be told.
const UNCLEAR: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"A","约定动工日":"2022-01-01"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}},
{"type":"Feature","properties":{"name":"B","约定动工日":"2030-01-01"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}
]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.geojson"), OWN).unwrap();
    std::fs::write(folder.path().join("unclear.geojson"), UNCLEAR).unwrap();
    folder
}

#[test]
fn check_tells_of_a_files_own_columns_and_values() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["check", "own.geojson", "--json", "--lang", "zh"]);
    assert_eq!(code, 0, "{err}");
    let findings = json(&out)["findings"].clone();
    let findings = findings.as_array().unwrap();
    let message = |rule: &str| {
        let found = findings.iter().find(|it| it["rule"] == rule);
        found.unwrap_or_else(|| panic!("{rule} is not in {findings:?}"))["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let area = message("area-differs");
    assert!(area.contains("面积（公顷）") && area.contains("0.5") && area.contains("1.07"), "{area}");
    let ratio = message("value-impossible");
    assert!(ratio.contains("容积率（上限）") && ratio.contains("35"), "{ratio}");
    assert_eq!(findings.len(), 2, "what agrees in its own unit is no finding: {findings:?}");
}

#[test]
fn info_says_what_a_file_may_hold_and_takes_a_persons_word() {
    let folder = folder();
    let layer = |arguments: &[&str]| {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!(code, 0, "{err}");
        json(&out)["files"][0]["layers"][0].clone()
    };
    let open = layer(&["info", "unclear.geojson", "--json"]);
    assert_eq!((&open["kind"], &open["kind_likely"][0]["kind"]), (&serde_json::Value::Null, &"land".into()));
    let (_, out, _) = run(folder.path(), &["info", "unclear.geojson", "--lang", "en"]);
    assert!(out.contains("Not clear: perhaps Idle land") && out.contains("约定动工日"), "{out}");
    for said in ["land", "space/land", "闲置土地", "unclear.geojson=land"] {
        let land = layer(&["info", "unclear.geojson", "--json", "--kind", said]);
        assert_eq!((&land["kind"], &land["kind_by_person"]), (&"land".into(), &true.into()), "{said}");
        assert!(land["reference_day"].is_string(), "the idle clock runs");
    }
    let none = layer(&["info", "own.geojson", "--json", "--kind", "none"]);
    assert_eq!((&none["kind"], &none["kind_by_person"]), (&serde_json::Value::Null, &true.into()));
}

#[test]
fn a_kind_that_is_none_or_a_file_that_is_not_named_is_wrong_usage() {
    let folder = folder();
    let (code, _, err) = run(folder.path(), &["info", "own.geojson", "--kind", "lnad"]);
    assert_eq!((code, err.contains("lnad") && err.contains("factories")), (2, true), "{err}");
    let (code, _, err) = run(folder.path(), &["check", "own.geojson", "--kind", "other.geojson=land"]);
    assert_eq!((code, err.contains("other.geojson")), (2, true), "{err}");
}

#[test]
fn query_export_and_verify_follow_what_was_said() {
    let folder = folder();
    let with = |first: &[&'static str]| [first, &["--where", "metro_m > 0 AND name = 'A'"]].concat();
    let (code, _, _) = run(folder.path(), &with(&["query", "unclear.geojson", "--count"]));
    assert_eq!(code, 1, "no such field without a kind");
    let (code, out, err) =
        run(folder.path(), &with(&["query", "unclear.geojson", "--count", "--kind", "land"]));
    assert_eq!((code, out.trim()), (0, "1 / 2"), "{err}");
    let export = with(&["export", "unclear.geojson", "--kind", "land", "-o", "due.geojson"]);
    let (code, _, err) = run(folder.path(), &export);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(folder.path(), &["verify", "due.geojson"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn match_takes_each_file_for_what_is_said_of_it() {
    let folder = folder();
    let brief = r#"{"version":1,"lines":[{"what":"area_m2","at_least":6000}]}"#;
    std::fs::write(folder.path().join("brief.json"), brief).unwrap();
    let files = ["match", "--brief", "brief.json", "own.geojson", "unclear.geojson", "--json"];
    let (code, out, err) =
        run(folder.path(), &[&files[..], &["--kind", "unclear.geojson=enterprises"]].concat());
    assert_eq!(code, 0, "{err}");
    let answer = json(&out);
    // 0.5 公顷 are 5,000 m²: three of four.
    assert_eq!((&answer["judged"], &answer["matches"]["count"]), (&4.into(), &3.into()), "{answer}");
    let words = answer["matches"]["sites"][0]["lines"][0]["words"].as_str().unwrap();
    assert!(words.contains("公顷") || words.contains("ha"), "{words}");
}
