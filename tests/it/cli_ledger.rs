//! `ledger` as a program: by contract, by the figures of a file, by the medians of firms; for people and for
//! machines.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::path::Path;

/// Idle: C3911 of 30 亩, C27 of 20, one that admits nothing said; and one in use.
const LAND: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"A","name":"甲","status":"闲置","area_mu":30,"tax_per_mu":20,"street":"白杨街道","land_use":"M1","allowed_industry":"C3911","contract_start":"2024-06-01"},"geometry":null},
{"type":"Feature","properties":{"id":"B","name":"乙","status":"闲置","area_mu":20,"tax_per_mu":null,"street":"下沙街道","land_use":"M1","allowed_industry":"C27","contract_start":"2024-06-01"},"geometry":null},
{"type":"Feature","properties":{"id":"C","name":"丙","status":"闲置","area_mu":10,"tax_per_mu":50,"street":"下沙街道","land_use":"M2","allowed_industry":null,"contract_start":"2024-06-01"},"geometry":null},
{"type":"Feature","properties":{"id":"D","name":"丁","status":"已用","area_mu":99,"tax_per_mu":50,"street":"下沙街道","land_use":"M2","allowed_industry":"C39","contract_start":null},"geometry":null}
]}"#;

const FIGURES: &str = r#"{"version": 1, "name": "亩均税收", "source": "公报，表 3", "year": 2024,
  "measure": "tax", "unit": "万元/亩", "overall": 40,
  "industries": [{"code": "C39", "figure": 60, "source": "年鉴", "note": "12 家"}, {"code": "I", "figure": 80}]}"#;

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    command.current_dir(folder).args(["ledger", "--day", "2026-11-24"]).args(arguments);
    if !arguments.contains(&"--lang") {
        command.args(["--lang", "en"]);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("land.geojson"), LAND).unwrap();
    std::fs::write(folder.path().join("figures.json"), FIGURES).unwrap();
    folder
}

fn answer(folder: &Path, arguments: &[&str]) -> Value {
    let (code, out, err) = run(folder, arguments);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_parcel_has_the_figure_of_its_industry_or_none() {
    let folder = folder();
    let found = answer(folder.path(), &["land.geojson", "--benchmark", "figures.json", "--json"]);
    assert_eq!(found["benchmark"]["by"], "figures");
    assert_eq!(
        (&found["benchmark"]["source"], &found["benchmark"]["year"]),
        (&json!("公报，表 3"), &json!(2024))
    );
    assert!(found["formula"].as_str().unwrap().contains("Estimate"));
    let total = &found["total"];
    assert_eq!(
        (&total["parcels"], &total["yield"], &total["without_figure"]),
        (&json!(1), &json!(1800.0), &json!(2))
    );
    assert_eq!(found["not_idle"], 1);
    let street = found["by_street"].as_array().unwrap().iter().find(|it| it["value"] == "下沙街道").unwrap();
    assert_eq!(
        (&street["yield"], &street["without_figure"]),
        (&Value::Null, &json!(2)),
        "no figure is not zero"
    );
    let industries: Vec<_> = found["by_industry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["code"].clone(), it["yield"].clone()))
        .collect();
    assert_eq!(
        industries,
        [(json!("C27"), Value::Null), (json!("C39"), json!(3600.0)), (json!("I"), json!(4800.0))]
    );
    let sources = ["C27", "C39", "I"].map(|code| {
        let it = found["by_industry"].as_array().unwrap().iter().find(|it| it["code"] == code).unwrap();
        it["source"].clone()
    });
    assert_eq!(sources, [Value::Null, json!("年鉴"), json!("公报，表 3")], "no figure, no source");
    assert_eq!(found["parcels"][0]["industry"], "C39");

    let all = answer(
        folder.path(),
        &["land.geojson", "--benchmark", "figures.json", "--industry", "all", "--json"],
    );
    assert_eq!((&all["total"]["parcels"], &all["total"]["yield"]), (&json!(3), &json!(2400.0)));
    let one =
        answer(folder.path(), &["land.geojson", "--benchmark", "figures.json", "--industry", "65", "--json"]);
    assert_eq!(one["total"]["yield"], 4800.0, "a division without a figure has its section's");
    let contract = answer(folder.path(), &["land.geojson", "--json", "--where", "area_mu < 25"]);
    assert_eq!(
        (&contract["total"]["yield"], &contract["benchmark"]["by"]),
        (&json!(500.0), &json!("contract"))
    );
}

#[test]
fn people_read_formula_source_and_year_in_their_language() {
    let folder = folder();
    for (lang, words) in [
        ("zh", ["估算：面积", "公报，表 3（2024 年）", "无数值", "按各地块准入行业"]),
        (
            "en",
            ["Estimate: area", "公报，表 3 (2024)", "no figure", "by the industry that each parcel admits"],
        ),
    ] {
        let (code, out, err) =
            run(folder.path(), &["land.geojson", "--benchmark", "figures.json", "--lang", lang]);
        assert_eq!(code, 0, "{err}");
        for word in words {
            assert!(out.contains(word), "{word}: {out}");
        }
    }
    let (code, out, _) =
        run(folder.path(), &["bundled:space/land", "--firms", "bundled:industry/enterprises", "--most", "2"]);
    assert_eq!(code, 0);
    assert!(out.contains("medians of") && out.contains("more parcels"), "{out}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_template_is_to_be_filled_in() {
    let folder = folder();
    let (code, template, _) = run(folder.path(), &["--benchmark-template"]);
    assert_eq!(code, 0);
    std::fs::write(folder.path().join("empty.json"), &template).unwrap();
    let (code, out, err) = run(folder.path(), &["land.geojson", "--benchmark", "empty.json"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("empty.json, line 3, column 11"), "{err}");
    let mut value: Value = serde_json::from_str(&template).unwrap();
    assert_eq!(value["industries"].as_array().unwrap().len(), 20);
    (value["name"], value["source"], value["year"]) = (json!("n"), json!("s"), json!(2024));
    value["industries"][2]["figure"] = json!(10);
    std::fs::write(folder.path().join("full.json"), value.to_string()).unwrap();
    let found = answer(folder.path(), &["land.geojson", "--benchmark", "full.json", "--json"]);
    assert_eq!(found["total"]["yield"], 500.0, "C3911 and C27 are of section C");

    for (arguments, code, words) in [
        (&["land.geojson", "--benchmark", "gone.json"][..], 1, "gone.json"),
        (&["land.geojson", "--benchmark", "figures.json", "--per", "output"], 2, "--per"),
        (&["land.geojson", "--benchmark", "figures.json", "--industry", "C99"], 2, "C99"),
        (&["land.geojson", "--industry", "C39"], 2, "--benchmark"),
        (&["bundled:space/offices"], 1, "--kind land"),
        (
            &["bundled:space/land", "--firms", "bundled:space/land"],
            1,
            "--kind bundled:space/land=enterprises",
        ),
        (&["figures.json"], 1, "--benchmark FILE"),
        (&[], 2, "FILE"),
    ] {
        let (found, _, err) = run(folder.path(), arguments);
        assert_eq!(found, code, "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    }
}

#[test]
fn figures_begin_where_there_is_something_to_show() {
    let folder = folder();
    let unsaid = LAND.replace(r#""allowed_industry":"C3911""#, r#""allowed_industry":null"#);
    let unsaid = unsaid.replace(r#""allowed_industry":"C27""#, r#""allowed_industry":"B06""#);
    std::fs::write(folder.path().join("unsaid.geojson"), unsaid).unwrap();
    let arguments = ["unsaid.geojson", "--benchmark", "figures.json", "--json"];
    let found = answer(folder.path(), &arguments);
    assert_eq!((&found["total"]["parcels"], &found["benchmark"]["industry"]), (&json!(3), &Value::Null));
    assert!(found["warnings"].to_string().contains("all industries together"), "{}", found["warnings"]);
    let each = answer(folder.path(), &[&arguments[..], &["--industry", "each"]].concat());
    assert_eq!(each["total"]["parcels"], 0, "who asks for it has it");
}

#[test]
fn both_files_are_told_what_they_hold_and_say_what_was_noticed() {
    let folder = folder();
    // The second is not read: it has no coordinates.
    let firms = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"label":"甲"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}},
{"type":"Feature","properties":{"label":"乙"},"geometry":{"type":"Point","coordinates":["x",30.3]}}
]}"#;
    std::fs::write(folder.path().join("firms.geojson"), firms).unwrap();
    let arguments = ["land.geojson", "--firms", "firms.geojson", "--kind", "land", "--json"];
    let (code, out, err) = run(folder.path(), &arguments);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("--kind firms.geojson=enterprises"), "{err}");
    let said = ["--kind", "firms.geojson=enterprises"];
    let found = answer(folder.path(), &[&arguments[..], &said].concat());
    assert_eq!(found["benchmark"]["by"], "firms");
    let warnings = found["warnings"].to_string();
    assert!(warnings.contains("firms.geojson"), "{warnings}");
}

#[test]
fn small_figures_are_not_shown_as_zero() {
    let folder = folder();
    let small = FIGURES.replace(r#""figure": 60"#, r#""figure": 0.004"#);
    std::fs::write(folder.path().join("small.json"), small).unwrap();
    let (code, out, err) = run(folder.path(), &["land.geojson", "--benchmark", "small.json"]);
    assert_eq!(code, 0, "{err}");
    let industry =
        out.lines().find(|line| line.trim_start().starts_with("C39") && line.contains("年鉴")).unwrap();
    assert!(industry.contains("0.004") && industry.contains("0.24"), "{out}");
    let parcel = out.lines().find(|line| line.trim_start().starts_with("A  ")).unwrap();
    assert!(parcel.contains("0.004") && parcel.contains("0.12"), "{out}");
}
