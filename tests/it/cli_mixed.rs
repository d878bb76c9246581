//! A column of numbers with a text among them, as offices keep their lists.

use crate::cli_day::{json, run};

const LAND: &str = r#"{"type":"FeatureCollection","name":"闲置土地","features":[
{"type":"Feature","properties":{"地块编号":"P1","面积（亩）":25,"状态":"闲置"},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"地块编号":"P2","面积（亩）":"30.5亩","状态":"闲置"},"geometry":{"type":"Point","coordinates":[120.32,30.31]}},
{"type":"Feature","properties":{"地块编号":"P3","面积（亩）":40.25,"状态":"闲置"},"geometry":{"type":"Point","coordinates":[120.33,30.31]}},
{"type":"Feature","properties":{"地块编号":"P4","面积（亩）":null,"状态":"闲置"},"geometry":{"type":"Point","coordinates":[120.34,30.31]}},
{"type":"Feature","properties":{"地块编号":"P5","状态":"闲置"},"geometry":{"type":"Point","coordinates":[120.35,30.31]}}
]}"#;

fn ids(text: &str) -> Vec<String> {
    let snapshot = json(text);
    let features = snapshot["features"].as_array().unwrap();
    features.iter().map(|feature| feature["properties"]["地块编号"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_text_among_numbers_is_told_and_takes_nothing_from_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("land.geojson"), LAND).unwrap();
    let (code, out, err) = run(folder.path(), &["info", "land.geojson", "--json", "--kind", "land"]);
    assert_eq!(code, 0, "{err}");
    let fields = json(&out)["files"][0]["layers"][0]["fields"].clone();
    let area = fields.as_array().unwrap().iter().find(|field| field["name"] == "面积（亩）").unwrap();
    assert_eq!(area["type"], "real");
    assert_eq!([&area["null"], &area["missing"], &area["not_number"]], [1, 1, 1]);
    assert_eq!(area["field"], "area_mu");
    let (_, out, _) = run(folder.path(), &["info", "land.geojson", "--lang", "zh"]);
    assert!(out.contains("1 项不是数字"), "{out}");

    let wanted = |filter: &str| {
        let _gone = std::fs::remove_file(folder.path().join("out.geojson"));
        let export = ["export", "land.geojson", "--where", filter, "-o", "out.geojson"];
        let (code, _, err) = run(folder.path(), &export);
        assert_eq!(code, 0, "{filter}: {err}");
        ids(&std::fs::read_to_string(folder.path().join("out.geojson")).unwrap())
    };
    assert_eq!(wanted(r#""面积（亩）" >= 20"#), ["P1", "P3"]);
    assert_eq!(wanted(r#""面积（亩）" IS NULL"#), ["P4", "P5"], "a text is a value");
    assert_eq!(wanted(r#""面积（亩）" IS NOT NULL"#), ["P1", "P2", "P3"]);
    let snapshot = std::fs::read_to_string(folder.path().join("out.geojson")).unwrap();
    assert!(snapshot.contains("\"30.5亩\""), "as it was written");
    assert_eq!(json(&snapshot)["three_maps"]["totals"]["面积（亩）"], 65.25);
    let (code, out, err) = run(folder.path(), &["verify", "out.geojson"]);
    assert_eq!(code, 0, "{out}{err}");

    // What a filter leaves out, it says.
    for (filter, says) in [
        ("area_mu >= 30", true),
        (r#""面积（亩）" >= 30"#, true),
        (r#"NOT "面积（亩）" < 30"#, true),
        (r#""面积（亩）" IS NULL"#, false),
        ("status = '闲置'", false),
    ] {
        let query = ["query", "land.geojson", "--kind", "land", "--count", "--where", filter];
        let (code, out, err) = run(folder.path(), &query);
        assert_eq!(code, 0, "{filter}: {err}");
        let words = "One row of “面积（亩）” has a text among its numbers and is left out: 30.5亩";
        assert_eq!(err.contains(words), says, "{filter}: {out}{err}");
    }

    let (_, out, _) = run(folder.path(), &["check", "land.geojson", "--json", "--kind", "land"]);
    let found = json(&out)["findings"].clone();
    let found: Vec<_> =
        found.as_array().unwrap().iter().filter(|it| it["rule"] == "value-in-words").collect();
    assert_eq!(found.len(), 1, "{out}");
}
