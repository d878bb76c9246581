//! The unit of a column, said on the command line.

use crate::cli_day::{json, run};

/// Land as points, its area in hectares: neither the name nor the ground says so.
const LAND: &str = r#"{"type":"FeatureCollection","name":"闲置地块","features":[
{"type":"Feature","properties":{"名称":"甲","地块编号":"P1","状态":"闲置","约定动工日":"2022-01-01","面积":4,"限高":30},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"名称":"乙","地块编号":"P2","状态":"闲置","约定动工日":"2022-01-01","面积":1.5,"限高":5000},"geometry":{"type":"Point","coordinates":[120.32,30.31]}}
]}"#;
const FACTORIES: &str = r#"{"type":"FeatureCollection","name":"闲置厂房","features":[
{"type":"Feature","properties":{"厂房名称":"丙","净层高":8,"行车":5,"可用面积":3000,"楼面荷载":"20kN/m2"},"geometry":{"type":"Point","coordinates":[120.33,30.31]}}
]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("land.geojson"), LAND).unwrap();
    std::fs::write(folder.path().join("factories.geojson"), FACTORIES).unwrap();
    let brief = r#"{"version":1,"lines":[{"what":"area_m2","at_least":20,"unit":"mu"}]}"#;
    std::fs::write(folder.path().join("brief.json"), brief).unwrap();
    folder
}

#[test]
fn info_and_match_reckon_in_the_unit_that_was_said() {
    let folder = folder();
    for said in ["面积=公顷", "面积=ha", "land.geojson=面积=hectare"] {
        let (code, out, err) = run(folder.path(), &["info", "land.geojson", "--json", "--unit", said]);
        assert_eq!(code, 0, "{said}: {err}");
        let layer = json(&out)["files"][0]["layers"][0].clone();
        let fields = layer["fields"].as_array().unwrap();
        let area = fields.iter().find(|field| field["name"] == "面积").unwrap();
        assert_eq!((&area["field"], &area["unit"]), (&"area_mu".into(), &"ha".into()));
        assert_eq!(area["unit_by_person"], true);
    }
    let (_, out, _) = run(folder.path(), &["info", "land.geojson", "--unit", "面积=ha"]);
    assert!(out.contains("unit said by a person"), "{out}");
    let both = ["match", "--brief", "brief.json", "land.geojson", "factories.geojson", "--json", "--unit"];
    let (code, out, err) = run(folder.path(), &[&both[..], &["land.geojson=面积=ha"]].concat());
    assert_eq!(code, 0, "{err}");
    let answer = json(&out);
    // 4 and 1.5 公顷 are 60 and 22.5 亩; 3,000 m² are 4.5.
    assert_eq!((&answer["judged"], &answer["matches"]["count"]), (&3.into(), &2.into()), "{answer}");
}

#[test]
fn a_snapshot_of_a_unit_that_was_said_verifies() {
    let folder = folder();
    let sites = ["match", "--brief", "brief.json", "land.geojson", "-o", "due.geojson", "--unit", "面积=ha"];
    let (code, _, err) = run(folder.path(), &sites);
    assert_eq!(code, 0, "{err}");
    let path = folder.path().join("due.geojson");
    let snapshot = std::fs::read_to_string(&path).unwrap();
    assert_eq!(json(&snapshot)["three_maps"]["said"]["columns"][0]["unit"], "ha");
    assert_eq!(json(&snapshot)["three_maps"]["matching"], 2);
    let (code, out, err) = run(folder.path(), &["verify", "due.geojson"]);
    assert_eq!(code, 0, "{out}{err}");
    // In 亩 both are smaller than the brief asks.
    let in_mu = snapshot.replacen(r#""unit":"ha""#, r#""unit":"mu""#, 1);
    assert_ne!(snapshot, in_mu);
    std::fs::write(path, in_mu).unwrap();
    let (code, out, err) = run(folder.path(), &["verify", "due.geojson"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.contains("2 features are no longer found, 0 are new"), "{out}");
}

#[test]
fn check_says_the_units_of_its_numbers() {
    let folder = folder();
    let height = |lang: &str, limits: &[&str]| {
        let line = [&["check", "land.geojson", "--json", "--lang", lang][..], limits].concat();
        let (code, out, err) = run(folder.path(), &line);
        assert_eq!(code, 0, "{err}");
        let findings = json(&out)["findings"].clone();
        let findings = findings.as_array().unwrap().iter();
        findings.map(|it| it["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(height("en", &[]), ["“限高” is 5,000 m, not within 1–1,000 m"]);
    assert_eq!(height("zh", &["--unit", "限高=km"])[1], "“限高”为 5,000 km，不在 0.001–1 km 之内");
}

#[test]
fn what_cannot_be_said_is_told() {
    let folder = folder();
    for (said, code, words) in [
        ("面积", 2, "COLUMN=UNIT"),
        ("=ha", 2, "COLUMN=UNIT"),
        ("面积=furlong", 2, "furlong"),
        ("面积=t/m2", 1, "m2, mu, ha, km2"),
        ("大小=ha", 1, "--unit FILE=COLUMN=UNIT"),
        ("other.geojson=面积=ha", 1, "other.geojson=面积"),
        ("状态=ha", 1, "--kind FILE=KIND"),
    ] {
        let (found, out, err) = run(folder.path(), &["info", "land.geojson", "--unit", said]);
        assert_eq!((found, err.contains(words)), (code, true), "{said}: {out}{err}");
    }
    let (code, _, err) = run(folder.path(), &["info", "factories.geojson", "--unit", "楼面荷载=t/m2"]);
    assert_eq!((code, err.contains("themselves")), (1, true), "{err}");
    // Said of all files, it is wrong of the one that has no such column: it is to be named.
    let both = ["info", "land.geojson", "factories.geojson", "--unit", "面积=ha"];
    let (code, _, err) = run(folder.path(), &both);
    assert_eq!(
        (code, err.contains("factories.geojson") && err.contains("FILE=COLUMN=UNIT")),
        (1, true),
        "{err}"
    );
}
