//! The field of a column, said on the command line, and files that are no maps.

use crate::cli_day::{json, run};

const FACTORIES: &str = r#"{"type":"FeatureCollection","name":"闲置厂房","features":[
{"type":"Feature","properties":{"厂房名称":"甲","净层高":8,"行车":5,"可用面积":3000,"到期":"2027-01-10","大小":2800},"geometry":{"type":"Point","coordinates":[120.33,30.31]}},
{"type":"Feature","properties":{"厂房名称":"乙","净层高":9,"行车":10,"可用面积":2000,"到期":"2026-06-30","大小":1500},"geometry":{"type":"Point","coordinates":[120.34,30.31]}}
]}"#;
const PLAIN: &str = r#"{"type":"FeatureCollection","name":"plain","features":[
{"type":"Feature","properties":{"甲":"x"},"geometry":{"type":"Point","coordinates":[120.33,30.31]}}
]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("factories.geojson"), FACTORIES).unwrap();
    std::fs::write(folder.path().join("plain.geojson"), PLAIN).unwrap();
    let brief = r#"{"version":1,"lines":[{"what":"area_m2","at_least":2500},{"what":"available_by","by":"2027-02-01"}]}"#;
    std::fs::write(folder.path().join("brief.json"), brief).unwrap();
    folder
}

#[test]
fn a_column_is_the_field_that_was_said() {
    let folder = folder();
    for said in
        ["到期=vacant_since", "到期=空置起始", "到期=Vacant since", "factories.geojson=到期=vacant_since"]
    {
        let line = ["info", "factories.geojson", "--json", "--field", said];
        let (code, out, err) = run(folder.path(), &line);
        assert_eq!(code, 0, "{said}: {err}");
        let layer = json(&out)["files"][0]["layers"][0].clone();
        let field = layer["fields"].as_array().unwrap().iter().find(|it| it["name"] == "到期").unwrap();
        assert_eq!((&field["field"], &field["field_by_person"]), (&"vacant_since".into(), &true.into()));
    }
    let line = ["info", "factories.geojson", "--field", "到期=vacant_since", "--field", "净层高=none"];
    let (_, out, _) = run(folder.path(), &line);
    assert_eq!(out.matches("field said by a person").count(), 2, "{out}");
    assert!(!out.contains("Clear height") && out.contains("Vacant since"), "{out}");
    // What is reckoned from it follows: which of the two is to be had by then.
    let sites = |said: &[&str]| {
        let line = [&["match", "--brief", "brief.json", "factories.geojson", "--json"][..], said].concat();
        let (code, out, err) = run(folder.path(), &line);
        assert_eq!(code, 0, "{err}");
        json(&out)["matches"]["count"].as_u64().unwrap()
    };
    assert_eq!((sites(&[]), sites(&["--field", "到期=vacant_since"])), (0, 1));
}

#[test]
fn a_snapshot_keeps_the_field_that_was_said() {
    let folder = folder();
    let said = ["--field", "到期=vacant_since"];
    let line =
        [&["match", "--brief", "brief.json", "factories.geojson", "-o", "out.geojson"][..], &said].concat();
    let (code, _, err) = run(folder.path(), &line);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(folder.path(), &["verify", "out.geojson"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn a_field_that_cannot_be_said_is_told_with_what_to_write() {
    let folder = folder();
    for (said, code, words) in [
        ("到期", 2, "COLUMN=FIELD"),
        ("=vacant_since", 2, "COLUMN=FIELD"),
        ("到期=", 2, "COLUMN=FIELD"),
        ("到期=nonsense", 2, "three-maps fields"),
        ("到期=metro_m", 2, "three-maps fields"),
        ("到期=desks", 1, "vacant_since"),
        ("哪里=vacant_since", 1, "到期"),
        ("other.geojson=到期=vacant_since", 1, "other.geojson=到期"),
    ] {
        let (found, out, err) = run(folder.path(), &["info", "factories.geojson", "--field", said]);
        assert_eq!((found, err.contains(words)), (code, true), "{said}: {out}{err}");
    }
    let (code, _, err) = run(folder.path(), &["info", "plain.geojson", "--field", "甲=vacant_since"]);
    assert_eq!((code, err.contains("--kind KIND")), (1, true), "{err}");
    let land = ["info", "plain.geojson", "--kind", "land", "--field"];
    let (code, _, err) = run(folder.path(), &[&land[..], &["甲=Area"]].concat());
    assert_eq!((code, err.contains("area_mu, area_m2")), (1, true), "{err}");
    let (code, _, err) = run(folder.path(), &[&land[..], &["甲=area_mu"]].concat());
    assert_eq!(code, 0, "{err}");
}

#[test]
fn what_check_speaks_of_info_shows() {
    let folder = tempfile::tempdir().unwrap();
    let far = FACTORIES.replace("\"大小\"", "\"跨度\"").replace("2800", "\"二十四米\"");
    std::fs::write(folder.path().join("far.geojson"), far).unwrap();
    let (_, out, _) = run(folder.path(), &["check", "far.geojson"]);
    assert!(out.contains("“跨度” should be a number and says “二十四米”"), "{out}");
    let (_, out, _) = run(folder.path(), &["info", "far.geojson"]);
    let line = out.lines().find(|line| line.contains("跨度")).unwrap();
    assert!(line.contains("Span") && line.contains("perhaps; --field says so"), "{line}");
}

#[test]
fn a_table_is_told_how_it_becomes_a_map_and_what_verifies() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.csv"), "名称,经度,纬度\n甲,120.3,30.3\n").unwrap();
    std::fs::write(folder.path().join("list.xlsx"), b"PK\x03\x04[Content_Types].xml").unwrap();
    for (file, ending) in [("list.csv", "(.csv)"), ("list.xlsx", "(.xlsx)")] {
        let (code, _, err) = run(folder.path(), &["info", file]);
        assert_eq!((code, err.contains(ending), err.contains("QGIS")), (1, true, true), "{err}");
        assert_eq!(err.trim().lines().count(), 1, "{err}");
    }
    let (code, _, err) = run(folder.path(), &["verify", "list.csv"]);
    assert_eq!(
        (code, err.contains("no word of its source"), err.contains(".geojson")),
        (1, true, true),
        "{err}"
    );
    // What is a map is read whatever its name says.
    std::fs::write(folder.path().join("map.csv"), PLAIN).unwrap();
    let (code, _, err) = run(folder.path(), &["info", "map.csv"]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn latitude_before_longitude_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let swapped = PLAIN.replace("[120.33,30.31]", "[30.31,120.33]");
    let projected = PLAIN.replace("[120.33,30.31]", "[515348.3,3349745.5]");
    std::fs::write(folder.path().join("swapped.geojson"), swapped).unwrap();
    std::fs::write(folder.path().join("projected.geojson"), projected).unwrap();
    let (_, out, err) = run(folder.path(), &["info", "swapped.geojson"]);
    assert!(
        err.contains("latitude stood before longitude: 30.31, 120.33") && !err.contains("EPSG"),
        "{out}{err}"
    );
    let (_, out, _) = run(folder.path(), &["check", "swapped.geojson", "--json"]);
    let rules = |out: &str| -> Vec<String> {
        let findings = json(out)["findings"].clone();
        findings.as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&out), ["coordinates-swapped", "position-swapped"]);
    let (_, out, _) = run(folder.path(), &["check", "projected.geojson", "--json"]);
    assert_eq!(rules(&out), ["not-degrees", "out-of-range"]);
}
