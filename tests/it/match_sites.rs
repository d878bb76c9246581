//! `match` as a program: example briefs over the bundled maps, for people and for machines.

use crate::session::desk::{Desk, json, midnight};
use assert_cmd::Command;
use serde_json::Value;
use std::path::PathBuf;
use three_maps::app::{Command as Do, ExportOptions, ExportRows};
use three_maps::maps::matching::SiteGroup;
use three_maps::write::Format;

fn corpus(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

fn run(brief: &PathBuf, more: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_three-maps"))
        .args(["match", "--brief"])
        .arg(brief)
        .args(more)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_example_briefs_find_sites_and_tell_nothing_private() {
    for name in ["brief-electronics.json", "brief-software.json", "brief-land.json"] {
        let (code, out, err) = run(&corpus(name), &["--json", "--lang", "en"]);
        assert_eq!(code, 0, "{name}: {err}");
        let answer: Value = serde_json::from_str(&out).unwrap();
        let count = |group: &str| answer[group]["count"].as_u64().unwrap();
        assert!(count("matches") > 0, "{name}: {out}");
        let judged = answer["judged"].as_u64().unwrap();
        let all = count("matches") + count("to_ask") + count("near") + answer["failed"].as_u64().unwrap();
        assert_eq!(all, judged, "{name}");
        let lines = answer["brief"]["lines"].as_array().unwrap();
        let asked = json(&corpus(name))["lines"].as_array().unwrap().len();
        assert_eq!(lines.len(), asked);
        for site in answer["matches"]["sites"].as_array().unwrap() {
            assert_eq!(site["lines"].as_array().unwrap().len(), asked);
        }
        for private in ["0571-", "owner", "start_price", "land_price"] {
            assert!(!out.contains(private), "{name} tells {private}");
        }
    }
}

#[test]
fn people_read_a_table_in_their_language() {
    for (lang, words) in [("zh", "符合"), ("en", "Matching")] {
        let (code, out, err) = run(&corpus("brief-electronics.json"), &["--lang", lang, "--limit", "3"]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(words) && out.contains('✓'), "{out}");
        assert!(!out.contains("0571-"));
    }
}

#[test]
fn sites_of_unknown_area_are_counted_where_there_are_such() {
    let folder = tempfile::tempdir().unwrap();
    let hall = |name: &str, area: &str, x: f64| {
        let properties =
            format!(r#""厂房名称":"{name}","净层高":8,"行车":5,"可用面积":{area},"状态":"未使用""#);
        let geometry = format!(r#"{{"type":"Point","coordinates":[{x},30.31]}}"#);
        format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
    };
    let halls = [hall("甲", "3000", 120.31), hall("乙", "null", 120.32)].join(",");
    let halls = format!(r#"{{"type":"FeatureCollection","name":"闲置厂房","features":[{halls}]}}"#);
    std::fs::write(folder.path().join("halls.geojson"), halls).unwrap();
    let brief = r#"{"version":1,"lines":[{"what":"area_m2","at_least":2000}]}"#;
    std::fs::write(folder.path().join("brief.json"), brief).unwrap();
    let asked = ["match", "--brief", "brief.json", "halls.geojson", "--json", "--kind", "factories"];
    let (code, out, err) = crate::cli_day::run(folder.path(), &asked);
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let of = |group: &str| (&answer[group]["count"], answer[group].get("area_unknown"));
    assert_eq!(of("to_ask"), (&1.into(), Some(&1.into())), "{out}");
    assert_eq!(of("matches"), (&1.into(), None), "{out}");
    assert_eq!(answer["matches"]["area_m2"], 3000.0);
}

#[test]
fn what_can_be_had_is_told_apart_from_what_is_out_of_use() {
    let (code, out, err) = run(&corpus("brief-electronics.json"), &["--json"]);
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    for group in ["matches", "to_ask", "near"] {
        let group = &answer[group];
        let (had, apart) = (&group["to_be_had"], &group["set_apart"]);
        assert_eq!(apart["sites"], group["apart"]);
        assert!((number(&had["sites"]) + number(&apart["sites"]) - number(&group["count"])).abs() < 0.5);
        assert!(
            (number(&had["area_m2"]) + number(&apart["area_m2"]) - number(&group["area_m2"])).abs() < 1e-6
        );
    }
    let sites = answer["matches"]["sites"].as_array().unwrap();
    let of_apart = |apart: bool| -> f64 {
        let those = sites.iter().filter(|site| site["apart"] == apart);
        those.map(|site| number(&site["area_m2"])).sum()
    };
    assert!((of_apart(true) - number(&answer["matches"]["set_apart"]["area_m2"])).abs() < 1e-6);
    assert!(of_apart(true) > 0.0 && of_apart(false) > 0.0);
    for site in sites {
        assert!(number(&site["spare_in_full"]) >= number(&site["spare"]));
    }
}

#[test]
fn a_station_has_its_name_in_the_language_of_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let brief = folder.path().join("b.json");
    let text =
        r#"{"version":1,"kind":"factories","lines":[{"what":"metro_m","at_most":600,"name":"Gaosha"}]}"#;
    std::fs::write(&brief, text).unwrap();
    for (lang, told, not) in [("en", "Gaosha Road", "高沙路"), ("zh", "高沙路", "Gaosha Road")] {
        let (code, out, err) = run(&brief, &["--lang", lang]);
        assert_eq!(code, 0, "{err}");
        let rows: Vec<&str> = out.lines().filter(|line| line.contains('✓')).collect();
        assert!(!rows.is_empty(), "asked for by either name: {out}");
        assert!(rows.iter().all(|row| row.contains(told) && !row.contains(not)), "{out}");
        let (_, out, _) = run(&brief, &["--lang", lang, "--json"]);
        let answer: Value = serde_json::from_str(&out).unwrap();
        let found = &answer["matches"]["sites"][0]["lines"][0]["found"];
        assert_eq!((&found["name"], &found["name_en"]), (&"高沙路站".into(), &"Gaosha Road".into()));
    }
}

#[test]
fn a_broken_brief_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.json");
    std::fs::write(&file, "{\"version\":1,\n\"lines\":[{\"what\":\"rooms\"}]}").unwrap();
    let (code, out, err) = run(&file, &["--lang", "en"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("b.json") && err.contains("line 2") && err.contains("area_m2"), "{err}");
    let (code, _, err) = run(&folder.path().join("none.json"), &["--lang", "en"]);
    assert!(code == 1 && err.contains("none.json"), "{err}");
}

#[test]
fn window_and_command_line_give_the_same_answer() {
    let path = corpus("brief-electronics.json");
    let (_, out, _) = run(&path, &["--json", "--lang", "zh"]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let mut desk = Desk::new();
    desk.send(Do::OpenBundled);
    desk.send(Do::OpenBrief { path });
    let matched = desk.session.brief().answer().unwrap();
    for (group, listed) in [
        ("matches", &matched.answer.matches),
        ("to_ask", &matched.answer.to_ask),
        ("near", &matched.answer.near),
    ] {
        assert_eq!(answer[group]["count"], listed.count, "{group}");
        assert_eq!(answer[group]["to_be_had"]["sites"], listed.to_be_had.sites, "{group}");
        let in_window: Vec<(String, f64)> = listed
            .sites
            .iter()
            .map(|site| {
                let entry = desk.session.document().layer(matched.layers[site.layer]).unwrap();
                (entry.layer.value("id", site.row as usize).to_text().into_owned(), site.points)
            })
            .collect();
        let in_line: Vec<(String, f64)> = answer[group]["sites"]
            .as_array()
            .unwrap()
            .iter()
            .map(|site| (site["id"].as_str().unwrap().to_owned(), site["points"].as_f64().unwrap()))
            .collect();
        assert_eq!(in_window, in_line, "{group}");
    }
}

#[test]
fn the_sites_that_pass_are_written_with_the_bytes_of_the_window() {
    let path = corpus("brief-electronics.json");
    let mut desk = Desk::new();
    desk.send(Do::OpenBundled);
    desk.send(Do::OpenBrief { path: path.clone() });
    let rows = ExportRows::Brief(SiteGroup::Matches);
    let [(layer, count)] = desk.session.export_layers(rows).unwrap()[..] else { panic!("of one layer") };
    for (format, ending) in [(Format::GeoJson, "geojson"), (Format::Csv, "csv")] {
        let (window, line) = (desk.path(&format!("window.{ending}")), desk.path(&format!("line.{ending}")));
        let options = ExportOptions { rows, format, ..ExportOptions::default() };
        desk.send(Do::Export { layer, path: window.clone(), options });
        let output = Command::new(env!("CARGO_BIN_EXE_three-maps"))
            .args(["match", "--lang", "en", "--json", "--limit", "1", "--brief"])
            .args([path.as_os_str(), "-o".as_ref(), line.as_os_str()])
            .env("SOURCE_DATE_EPOCH", midnight().as_second().to_string())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["export"]["matching"], count, "all of them, however few are listed");
        assert!(String::from_utf8_lossy(&output.stderr).contains("owner_tel"), "what stays inside is said");
        assert_eq!(std::fs::read(window).unwrap(), std::fs::read(line).unwrap(), "{ending}");
    }
}

#[test]
fn sites_of_several_layers_are_written_layer_by_layer() {
    let folder = tempfile::tempdir().unwrap();
    let brief = folder.path().join("b.json");
    std::fs::write(&brief, r#"{"version":1,"lines":[{"what":"area_m2","at_least":3000}]}"#).unwrap();
    let out = folder.path().join("out.geojson");
    let name = out.display().to_string();
    let (code, answer, err) = run(&brief, &["--lang", "en", "-o", &name]);
    assert_eq!((code, answer.as_str(), out.exists()), (2, "", false), "{err}");
    assert!(err.contains("bundled:space/land (") && err.contains("--layer"), "{err}");
    let (code, answer, err) = run(&brief, &["--lang", "en", "-o", &name, "--layer", "bundled:space/offices"]);
    assert_eq!(code, 0, "{err}");
    assert!(answer.trim_end().lines().last().unwrap().starts_with(&name), "{answer}");
    assert_eq!(json(&out)["three_maps"]["picked"]["by"], "brief");
    let (code, _, err) = run(&brief, &["--lang", "en", "-o", &name, "--layer", "space/parks"]);
    assert!(code == 2 && err.contains("space/parks"), "{err}");
    std::fs::write(&brief, r#"{"version":1,"lines":[{"what":"area_m2","at_least":3e12}]}"#).unwrap();
    let (code, _, err) = run(&brief, &["--lang", "en", "-o", &name]);
    assert!(code == 1 && err.contains("nothing was written"), "{err}");
}

#[test]
fn the_stations_of_the_option_are_those_that_lines_and_columns_are_measured_to() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let points = |features: &[(&str, [f64; 2])]| -> String {
        let feature = |(properties, at): &(&str, [f64; 2])| {
            format!(
                r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Point","coordinates":{at:?}}}}}"#
            )
        };
        let features: Vec<String> = features.iter().map(feature).collect();
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
    };
    // A station under construction is nearer, by its label; of the nearest nobody knows what it is.
    let stations = write(
        "metro.geojson",
        &points(&[
            (r#"{"name":"新站","operation":"In service"}"#, [121.49, 31.2]),
            (r#"{"name":"未来站","operation":"Under construction"}"#, [121.499, 31.2]),
            (r#"{"name":"规划站","operation":"规划"}"#, [121.5, 31.2]),
        ]),
    );
    let sites = write("写字楼.geojson", &points(&[(r#"{"name":"A 座","rent":1.2}"#, [121.5, 31.2])]));
    let brief = write("b.json", r#"{"version":1,"lines":[{"what":"metro_m","at_most":1500}]}"#);
    let more = ["--json", "--lang", "en", "--kind", "offices", "--stations", &stations, &sites];
    let (code, out, err) = run(&PathBuf::from(&brief), &more);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("规划"), "what is left out is said: {err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let found = &answer["matches"]["sites"][0]["lines"][0]["found"];
    assert_eq!(found["name"], "新站", "{out}");
    let metres = found["metres"].as_f64().unwrap().round();
    let count = Command::new(env!("CARGO_BIN_EXE_three-maps"))
        .args(["query", "--count", "--kind", "offices", "--stations", &stations, &sites, "--where"])
        .arg(format!("metro_m = {metres} AND metro_station = '新站'"))
        .output()
        .unwrap();
    let count = String::from_utf8(count.stdout).unwrap();
    assert!(count.contains('1') && !count.contains("0 "), "{count}");
    let (_, words, _) = run(&PathBuf::from(&brief), &more[1..]);
    assert!(words.contains("新站") && !words.contains("bundled layer"), "{words}");
}
