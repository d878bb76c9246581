//! `--where` in the words of the schema, over files that have words of their own.

use crate::cli_day::{json, run};
use crate::session::own_words::{english_plots, plot};

/// As a Chinese survey has it: areas as texts, with and without their unit.
fn chinese_plots() -> String {
    let plots = [("45.2", "闲置", 45.2), ("30.5亩", "闲置", 30.5), ("12", "已用", 12.0)];
    let features = plots.into_iter().enumerate().map(|(at, (area, state, mu))| {
        let properties = format!(
            r#""宗地编号":"P{at}","地块名称":"东部地块{at}","土地面积（亩）":"{area}","规划用途":"M1","约定开工时间":"2023-05-1{at}","闲置原因":"企业原因","使用状态":"{state}""#
        );
        plot(at, mu / 15.0, &properties)
    });
    let features: Vec<String> = features.collect();
    format!(r#"{{"type":"FeatureCollection","name":"闲置地块","features":[{}]}}"#, features.join(","))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("land.geojson"), chinese_plots()).unwrap();
    std::fs::write(folder.path().join("plots.geojson"), english_plots()).unwrap();
    folder
}

#[test]
fn each_file_is_asked_in_its_own_words_and_stderr_says_so() {
    let folder = folder();
    let line = ["query", "land.geojson", "plots.geojson", "--count", "--json", "--kind", "land", "--where"];
    let (code, out, err) = run(folder.path(), &[&line[..], &["status = '闲置' AND area_mu >= 30"]].concat());
    assert_eq!(code, 0, "{err}");
    assert_eq!(json(&out)["files"][0]["matching"], 2, "{out}{err}");
    assert_eq!(json(&out)["files"][1]["matching"], 2, "{out}{err}");
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
