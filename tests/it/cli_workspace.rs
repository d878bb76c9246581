//! The command line given a workspace: its layers with its bindings, its brief, its day; clear words where
//! one layer is wanted, and where something is not as it was.

use crate::cli_day::{json, run};
use assert_cmd::Command;
use serde_json::Value;

const LAND: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":1,"properties":{"name":"A","status":"闲置","area_mu":45.5,"parcel_no":"P1","contract_start":"2022-01-01"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}},
{"type":"Feature","id":2,"properties":{"name":"B","status":"闲置","area_mu":12,"parcel_no":"P2"},"geometry":{"type":"Point","coordinates":[120.4,30.3]}}
]}"#;

const WORKSPACE: &str = r#"{"format":"three-maps-workspace","version":1,"reference_day":"2027-03-01",
"maps":[{"map":"space","layers":[{"source":"data/land.geojson","kind":"land","filter":"area_mu > 20",
"columns":[{"column":"parcel_no"},{"column":"gone","field":"deal"}],"sha256":"00"}]}],
"brief":{"version":1,"title":"扩产","lines":[{"what":"area_m2","at_least":20,"unit":"mu"}]}}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/land.geojson"), LAND).unwrap();
    std::fs::write(folder.path().join("w.threemaps.json"), WORKSPACE).unwrap();
    folder
}

#[test]
fn info_tells_the_layers_with_bindings_filters_and_what_has_changed() {
    let folder = folder();
    let (code, out, _) = run(folder.path(), &["info", "w.threemaps.json", "--json"]);
    assert_eq!(code, 0);
    let file = &json(&out)["files"][0];
    assert_eq!(file["path"], "data/land.geojson");
    let layer = &file["layers"][0];
    assert_eq!((&layer["kind"], &layer["filter"]), (&"land".into(), &"area_mu > 20".into()));
    assert_eq!(layer["reference_day"], "2027-03-01");
    let parcel =
        layer["fields"].as_array().unwrap().iter().find(|field| field["name"] == "parcel_no").unwrap();
    assert_eq!(parcel["field"], Value::Null, "a person has said that it is none");
    let codes: Vec<&str> =
        file["warnings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(
        codes.contains(&"workspace-column-gone") && codes.contains(&"workspace-source-changed"),
        "{codes:?}"
    );
    let (_, out, _) = run(folder.path(), &["info", "w.threemaps.json"]);
    assert!(out.contains("area_mu > 20"), "{out}");
    // A day that is given wins.
    let (_, out, _) = run(folder.path(), &["info", "w.threemaps.json", "--json", "--day", "2026-01-01"]);
    assert_eq!(json(&out)["files"][0]["layers"][0]["reference_day"], "2026-01-01");
}

#[test]
fn a_kind_is_said_of_a_layer_of_the_workspace_and_never_of_the_workspace() {
    let folder = folder();
    let said = |said: &str| run(folder.path(), &["info", "w.threemaps.json", "--json", "--kind", said]);
    let (code, out, err) = said("data/land.geojson=offices");
    assert_eq!((code, &json(&out)["files"][0]["layers"][0]["kind"]), (0, &"offices".into()), "{err}");
    for command in ["info", "match"] {
        let arguments = [command, "w.threemaps.json", "--kind", "w.threemaps.json=offices"];
        let (code, _, err) = run(folder.path(), &arguments);
        assert_eq!((code, err.contains("data/land.geojson")), (2, true), "{command}: {err}");
        assert!(err.contains("--kind LAYER=KIND"), "{command}: {err}");
    }
    let (code, _, err) =
        run(folder.path(), &["info", "w.threemaps.json", "--unit", "w.threemaps.json=面积=ha"]);
    assert_eq!((code, err.contains("--unit LAYER=COLUMN=UNIT")), (2, true), "{err}");
    assert_eq!(said("land.geojson=offices").0, 2, "no layer of that name");
}

#[test]
fn match_takes_the_layers_and_the_brief_and_says_that_filters_do_not_count() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["match", "w.threemaps.json", "--json"]);
    assert_eq!(code, 0, "{err}");
    let answer = json(&out);
    assert_eq!((&answer["judged"], &answer["matches"]["count"]), (&2.into(), &1.into()));
    assert!(err.contains("area_mu > 20"), "{err}");
    let (code, _, err) = run(folder.path(), &["match", "data/land.geojson"]);
    assert_eq!((code, err.contains("--brief")), (2, true), "{err}");
}

#[test]
fn where_one_layer_is_wanted_those_of_the_workspace_are_named() {
    let folder = folder();
    for arguments in [
        &["query", "w.threemaps.json", "--count"][..],
        &["export", "w.threemaps.json", "-o", "out.geojson"],
        &["check", "w.threemaps.json"],
        &["assemble", "w.threemaps.json", "--area-mu", "10"],
    ] {
        let (code, _, err) = run(folder.path(), arguments);
        assert_eq!(code, 1, "{arguments:?}");
        assert!(err.contains("data/land.geojson"), "{arguments:?}: {err}");
    }
}

#[test]
fn a_broken_workspace_and_a_later_one_fail_with_a_reason() {
    let folder = folder();
    std::fs::write(folder.path().join("bad.threemaps.json"), "{\n\"format\": 3,,}").unwrap();
    let (code, _, err) = run(folder.path(), &["info", "bad.threemaps.json"]);
    assert_eq!(code, 1);
    assert!(err.contains("line 2"), "{err}");
    let later = WORKSPACE.replace("\"version\":1,\"reference_day\"", "\"version\":7,\"reference_day\"");
    std::fs::write(folder.path().join("later.threemaps.json"), later).unwrap();
    let (code, _, err) = run(folder.path(), &["match", "later.threemaps.json"]);
    assert_eq!((code, err.contains("version 7")), (1, true), "{err}");
    std::fs::remove_file(folder.path().join("data/land.geojson")).unwrap();
    let (code, out, err) = run(folder.path(), &["info", "w.threemaps.json", "--json"]);
    assert_eq!((code, err.contains("not there")), (1, true), "{err}");
    assert_eq!(json(&out)["files"][0]["layers"], Value::Array(Vec::new()));
}

#[test]
fn the_window_takes_a_workspace() {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    command.current_dir(folder.path()).arg("w.threemaps.json");
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    // All that is missing here is the display.
    assert_eq!(command.output().unwrap().status.code(), Some(3));
}

#[test]
fn no_file_that_is_read_is_written_onto() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("brief.json"), r#"{"version":1,"lines":[{"what":"area_m2","at_least":20}]}"#)
        .unwrap();
    std::fs::copy(path("data/land.geojson"), path("other.geojson")).unwrap();
    let station = r#"{"type":"Feature","properties":{"name":"站"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}"#;
    std::fs::write(path("metro.geojson"), station).unwrap();
    let brief = ["match", "--brief", "brief.json", "data/land.geojson", "other.geojson"];
    let layers = [&brief[..], &["--layer", "data/land.geojson", "-o"]].concat();
    let of_workspace = ["match", "w.threemaps.json", "-o"];
    let exported = ["export", "data/land.geojson", "-o"];
    let stations = ["--stations", "metro.geojson"];
    for (line, out) in [
        (&layers[..], "data/land.geojson"),
        (&layers[..], "other.geojson"),
        (&layers[..], "./brief.json"),
        (&layers[..], "data/../metro.geojson"),
        (&of_workspace[..], "w.threemaps.json"),
        (&of_workspace[..], "data/land.geojson"),
        (&exported[..], "data/land.geojson"),
        (&exported[..], "metro.geojson"),
    ] {
        let before = std::fs::read(path(out)).unwrap();
        let (code, answer, err) = run(folder.path(), &[&stations[..], line, &[out]].concat());
        assert_eq!((code, answer.as_str()), (2, ""), "{line:?} {out}: {err}");
        assert!(err.contains("one of those that are read"), "{line:?} {out}: {err}");
        assert_eq!(std::fs::read(path(out)).unwrap(), before, "{out}");
    }
    let (code, _, err) = run(folder.path(), &[&layers[..], &["due.geojson"]].concat());
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = run(folder.path(), &[&layers[..], &["due.geojson"]].concat());
    assert_eq!(code, 0, "an earlier snapshot is replaced: {err}");
}
