//! `--where` in the words of the schema, over files that have words of their own.

use crate::cli_day::{json, run};

const PLOTS: &str = r#"{"type":"FeatureCollection","name":"闲置地块","features":[
{"type":"Feature","properties":{"地块名称":"甲","宗地编号":"P1","土地面积（亩）":45.2,"现状":"闲置","闲置原因":"企业原因"},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"地块名称":"乙","宗地编号":"P2","土地面积（亩）":"30.5亩","现状":"闲置","闲置原因":"政府原因"},"geometry":{"type":"Point","coordinates":[120.32,30.31]}},
{"type":"Feature","properties":{"地块名称":"丙","宗地编号":"P3","土地面积（亩）":12,"现状":"已用","闲置原因":"企业原因"},"geometry":{"type":"Point","coordinates":[120.33,30.31]}}
]}"#;
const HECTARES: &str = r#"{"type":"FeatureCollection","name":"plots","features":[
{"type":"Feature","properties":{"Plot No":"P-1","Plot name":"Lot 1","Site area (ha)":1.5,"Current state":"In use","Agreed start":"2018-06-01"},"geometry":{"type":"Point","coordinates":[120.32,30.29]}},
{"type":"Feature","properties":{"Plot No":"P-2","Plot name":"Lot 2","Site area (ha)":2,"Current state":"Idle","Agreed start":"2019-06-01"},"geometry":{"type":"Point","coordinates":[120.33,30.29]}}
]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("land.geojson"), PLOTS).unwrap();
    std::fs::write(folder.path().join("plots.geojson"), HECTARES).unwrap();
    folder
}

#[test]
fn each_file_is_asked_in_its_own_words_and_stderr_says_so() {
    let folder = folder();
    let line = ["query", "land.geojson", "plots.geojson", "--count", "--json", "--kind", "land", "--where"];
    let (code, out, err) = run(folder.path(), &[&line[..], &["status = '闲置' AND area_mu >= 30"]].concat());
    assert_eq!(code, 0, "{err}");
    assert_eq!(json(&out)["files"][0]["matching"], 2, "{out}{err}");
    assert_eq!(json(&out)["files"][1]["matching"], 1, "{out}{err}");
    assert!(err.contains("“area_mu >= 30” is asked as \"Site area (ha)\" >= 2"), "{err}");
    assert!(err.contains("IN ('45.2', '30.5亩')"), "{err}");
    let (_, _, err) = run(folder.path(), &[&line[..], &["\"面积\" >= 30", "--lang", "zh"]].concat());
    assert!(err.contains("按 \"Site area (ha)\" >= 2 筛选"), "{err}");
}

#[test]
fn a_snapshot_holds_what_was_applied_and_verifies() {
    let folder = folder();
    let line = ["export", "plots.geojson", "--kind", "land", "-o", "out.geojson", "--where"];
    let (code, _, err) = run(folder.path(), &[&line[..], &["\"Area\" >= 30 AND status = 'idle'"]].concat());
    assert_eq!(code, 0, "{err}");
    let snapshot = std::fs::read_to_string(folder.path().join("out.geojson")).unwrap();
    let filter = &json(&snapshot)["three_maps"]["filter"]["cql2_text"];
    assert_eq!(*filter, "\"Site area (ha)\" >= 2 AND \"Current state\" = 'Idle'");
    let (code, out, err) = run(folder.path(), &["verify", "out.geojson"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn what_leads_nowhere_is_told() {
    let folder = folder();
    for (filter, code, words) in [
        ("area_mu / 2 > 10", 1, "“Site area (ha)” is in ha"),
        ("height_max > 10", 1, "no column of plots is taken for it"),
        ("area_nu > 10", 1, "Near it: Site area (ha) (real)"),
        ("status = 'Idel'", 0, "“Idel” occurs nowhere in “Current state”. Near it: Idle"),
    ] {
        let line = ["query", "plots.geojson", "--count", "--kind", "land", "--where", filter];
        let (found, out, err) = run(folder.path(), &line);
        assert_eq!((found, err.contains(words)), (code, true), "{filter}: {out}{err}");
    }
}
