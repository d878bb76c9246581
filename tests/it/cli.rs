//! The command line as a program: exit codes, messages in both languages, JSON shapes, snapshots that
//! verify, broken files, closed pipes.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Output;

/// Two usable parcels and one without an area; `owner_tel` and `start_price` are private.
const LAND: &str = r#"{"type":"FeatureCollection","name":"land","features":[
{"type":"Feature","id":1,"properties":{"id":"L-1","name":"沿江地块","area_mu":45.5,"status":"闲置","owner_tel":"0571-1","start_price":900},"geometry":{"type":"Polygon","coordinates":[[[120.3,30.3],[120.31,30.3],[120.31,30.31],[120.3,30.3]]]}},
{"type":"Feature","id":2,"properties":{"id":"L-2","name":"B","area_mu":12,"status":"在建","owner_tel":null,"start_price":null},"geometry":{"type":"Polygon","coordinates":[[[120.4,30.3],[120.41,30.3],[120.41,30.31],[120.4,30.3]]]}},
{"type":"Feature","id":3,"properties":{"id":"L-3","name":"C","status":"闲置"},"geometry":null}
]}
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.put("land.geojson", LAND);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn get(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in this folder, in English unless the arguments say otherwise.
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = program(self.0.path());
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        Run::of(command.args(arguments).output().unwrap())
    }
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    command
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET");
    command.env("SOURCE_DATE_EPOCH", "1600000000");
    command
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let run = Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }

    #[track_caller]
    fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no “{text}” in stderr: {}", self.err);
        self
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

#[test]
fn help_and_version_are_answers() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).code(0);
    for command in ["info", "check", "query", "export", "verify", "synth", "--lang", "--json", "--strict"] {
        assert!(help.out.contains(command), "{command} is not in the help");
    }
    let chinese = folder.run(&["export", "--help", "--lang", "zh"]).code(0);
    assert!(chinese.out.contains("导出筛选后的快照") && chinese.out.contains("用法"), "{}", chinese.out);
    folder.run(&["--lang", "zh", "export"]).code(2).says("缺少参数");
    assert!(folder.run(&["--version"]).code(0).out.starts_with("three-maps 0."));
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = Folder::new();
    folder.run(&["info"]).code(2);
    folder.run(&["export", "land.geojson"]).code(2);
    folder.run(&["--no-such-option"]).code(2);
    folder.run(&["synth"]).code(2);
    folder.run(&["export", "land.geojson", "-o", "out.xlsx"]).code(2).says(".geojson, .json or .csv");
    folder.run(&["query", "land.geojson", "--where", "area_mu >="]).code(2);
    folder.run(&["export", "land.geojson", "-o", "land.geojson"]).code(2).says("another name");
    assert_eq!(folder.get("land.geojson"), LAND);
}

#[test]
fn without_a_display_the_commands_are_named() {
    let folder = Folder::new();
    let english = folder.run(&[]).code(3).says("three-maps export");
    assert_eq!(english.out, "");
    folder.run(&["--lang", "zh"]).code(3).says("不需要窗口");
    // A file that is not there is the first thing to say.
    folder.run(&["nowhere.geojson"]).code(if cfg!(feature = "gui") { 1 } else { 3 });
}

#[test]
fn messages_come_in_both_languages() {
    let folder = Folder::new();
    folder.run(&["info", "gone.geojson"]).code(1).says("error: gone.geojson: the file is not there");
    folder.run(&["--lang", "zh", "info", "gone.geojson"]).code(1).says("找不到文件");
    folder.run(&["info", "bundled:space/moon"]).code(1).says("bundled");
    folder.run(&["query", "land.geojson", "--where", "area_m >= 3"]).code(1).says("area_mu");
}

#[test]
fn info_tells_what_a_file_holds() {
    let folder = Folder::new();
    let run = folder.run(&["info", "--json", "land.geojson"]).code(0);
    let answer = run.json();
    let file = &answer["files"][0];
    assert_eq!(file["path"], "land.geojson");
    assert_eq!(file["warnings"], json!([]));
    let layer = &file["layers"][0];
    assert_eq!(layer["name"], "land");
    assert_eq!(layer["features"], 3);
    assert_eq!(layer["geometry"], json!({"Polygon": 2, "null": 1}));
    assert_eq!(layer["bbox"], json!([120.3, 30.3, 120.41, 30.31]));
    let fields = layer["fields"].as_array().unwrap();
    let own = fields.iter().filter(|field| field["derived"] == false);
    let names: Vec<&str> = own.map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["id", "name", "area_mu", "status", "owner_tel", "start_price"]);
    assert_eq!((&fields[2]["type"], &fields[2]["missing"]), (&json!("real"), &json!(1)));
    assert_eq!((&fields[4]["null"], &fields[4]["private"]), (&json!(1), &json!(true)));

    let zh = folder.run(&["--lang", "zh", "info", "land.geojson"]).code(0);
    assert!(zh.out.contains("沿江") || zh.out.contains("字段"), "{}", zh.out);
    let en = folder.run(&["info", "land.geojson"]).code(0);
    assert!(en.out.contains("features") && en.out.contains("area_mu"), "{}", en.out);
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let folder = Folder::new();
    folder.put("empty.geojson", "");
    let run = folder.run(&["info", "--json", "empty.geojson", "land.geojson"]).code(1).says("empty");
    let answer = run.json();
    assert_eq!(answer["files"][0]["layers"], json!([]));
    assert_eq!(answer["files"][0]["warnings"][0]["code"], "file-empty");
    assert_eq!(answer["files"][1]["layers"][0]["features"], 3);
}

#[test]
fn query_counts_and_lists() {
    let folder = Folder::new();
    let count =
        folder.run(&["query", "land.geojson", "--where", "status = '闲置'", "--count", "--json"]).code(0);
    assert_eq!(count.json(), json!({"matching": 2, "total": 3}));
    let plain = folder.run(&["query", "land.geojson", "--where", "area_mu >= 20", "--count"]).code(0);
    assert_eq!(plain.out, "1 / 3\n");
    let rows = folder.run(&["query", "land.geojson", "--where", "area_mu >= 20"]).code(0);
    assert_eq!(rows.out.lines().count(), 1);
    assert_eq!(rows.out.trim_end(), LAND.lines().nth(1).unwrap().trim_end_matches(','));
    assert_eq!(folder.run(&["query", "land.geojson"]).code(0).out.lines().count(), 3);
    let two = folder.run(&["query", "land.geojson", "land.geojson", "--count", "--json"]).code(0).json();
    assert_eq!((&two["matching"], &two["total"]), (&json!(6), &json!(6)));
}

#[test]
fn an_export_tells_what_it_wrote_and_what_it_left_out() {
    let folder = Folder::new();
    let run = folder
        .run(&["export", "land.geojson", "--where", "status = '闲置'", "-o", "out.geojson", "--json"])
        .code(0)
        .says("owner_tel, start_price");
    let answer = run.json();
    assert_eq!(answer["written"], "out.geojson");
    assert_eq!((&answer["matching"], &answer["total"]), (&json!(2), &json!(3)));
    assert_eq!(answer["left_out"], json!(["owner_tel", "start_price"]));
    let text = folder.get("out.geojson");
    assert_eq!(answer["bytes"], text.len());
    assert!(!text.contains("0571"), "a private value left the house: {text}");
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["three_maps"]["matching"], 2);
    assert_eq!(written["three_maps"]["source"]["file"], "land.geojson");
    assert_eq!(written["three_maps"]["written_at"], "2020-09-13T12:26:40Z");

    folder.run(&["export", "land.geojson", "-o", "all.geojson", "--include-private"]).code(0);
    assert!(folder.get("all.geojson").contains("0571-1"));
    folder.run(&["export", "land.geojson", "-o", "two.csv", "--fields", "id,area_mu"]).code(0);
    let csv = folder.get("two.csv");
    assert!(csv.starts_with('\u{feff}') && csv.contains("L-2") && !csv.contains("沿江"), "{csv}");
    folder.run(&["export", "land.geojson", "-o", "x.csv", "--fields", "ids"]).code(1).says("ids");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::new();
    for out in ["a.geojson", "b.geojson"] {
        folder.run(&["export", "land.geojson", "--where", "area_mu > 1", "-o", out]).code(0);
    }
    assert_eq!(folder.get("a.geojson"), folder.get("b.geojson"));
}

#[test]
fn a_snapshot_verifies_until_something_changes() {
    let folder = Folder::new();
    folder.run(&["export", "land.geojson", "--where", "status = '闲置'", "-o", "out.geojson"]).code(0);
    let same = folder.run(&["verify", "out.geojson", "--json"]).code(0).json();
    for member in ["same_source", "same_rows", "same_totals", "same_bytes"] {
        assert_eq!(same[member], true, "{member}: {same}");
    }
    assert_eq!(same["differences"], json!([]));
    let version = |number: u32| {
        let text = folder.get("out.geojson");
        let other = text.replacen(r#""version":1"#, &format!(r#""version":{number}"#), 1);
        assert_eq!(text == other, number == 1);
        folder.put("version.geojson", other);
        folder.run(&["verify", "version.geojson", "--json"])
    };
    version(1).code(0);
    assert_eq!(version(2).code(1).json()["same_rows"], true, "its bytes alone are others");
    version(3).code(1).says("version 3");

    // Somebody edits the snapshot: the source is the same, what follows from it is not.
    folder.put("edited.geojson", folder.get("out.geojson").replace("45.5", "95.5"));
    let edited = folder.run(&["verify", "edited.geojson", "--json"]).code(1).json();
    assert_eq!(edited["same_source"], true);
    assert_eq!((&edited["same_rows"], &edited["same_bytes"]), (&json!(false), &json!(false)));
    assert!(
        edited["differences"]
            .as_array()
            .unwrap()
            .iter()
            .any(|difference| difference["code"] == "verify-feature")
    );

    // Somebody edits the source.
    folder.put("land.geojson", LAND.replace("45.5", "46"));
    let moved = folder.run(&["verify", "out.geojson", "--json"]).code(1).json();
    assert_eq!((&moved["same_source"], &moved["same_totals"]), (&json!(false), &json!(false)));
    folder.put("elsewhere.geojson", LAND);
    folder.run(&["verify", "out.geojson", "--source", "elsewhere.geojson"]).code(1).says("");

    std::fs::remove_file(folder.path("land.geojson")).unwrap();
    folder.run(&["verify", "out.geojson"]).code(1).says("--source");
    folder.run(&["verify", "elsewhere.geojson"]).code(1).says("manifest");
}

#[test]
fn a_renamed_source_is_the_same_source() {
    let folder = Folder::new();
    folder.run(&["export", "land.geojson", "-o", "out.geojson"]).code(0);
    folder.put("moved.geojson", LAND);
    let answer = folder.run(&["verify", "out.geojson", "--source", "moved.geojson", "--json"]).json();
    assert_eq!((&answer["same_source"], &answer["same_rows"]), (&json!(true), &json!(true)));
}

#[test]
fn check_names_rule_feature_and_remedy() {
    let folder = Folder::new();
    let twelve = r#"{"type":"Feature","properties":{"id":"C","parcel_no":"1","tenure":"国有","area_mu":16.0},"geometry":{"type":"Polygon","coordinates":[[[120.3,30.3],[120.301,30.3],[120.301,30.301],[120.3,30.301],[120.3,30.3]]]}}"#;
    folder.put("clean.geojson", twelve);
    let clean = folder.run(&["check", "clean.geojson", "--json"]).code(0).json();
    assert_eq!(clean, json!({"findings": []}));
    folder.put("hectares.geojson", twelve.replace("16.0", "1.0667"));
    let answer = folder.run(&["check", "hectares.geojson", "--json"]).code(0).json();
    assert_eq!(answer["findings"][0]["rule"], "area-unit");
    assert!(answer["findings"][0]["message"].as_str().unwrap().contains("as if it were in ha"), "{answer}");
    assert_eq!(answer["rules"], json!([{"rule": "area-unit", "count": 1, "listed": 1}]));
    folder.put("future.geojson", twelve.replace(r#""area_mu""#, r#""surveyed_on":"2026-11-24","area_mu""#));
    let on = |day: &str| folder.run(&["check", "future.geojson", "--day", day, "--json"]).code(0).json();
    assert_eq!(on("2026-11-23")["findings"][0]["rule"], "date-future");
    assert_eq!(on("2026-11-24"), json!({"findings": []}));
    folder.run(&["check", "clean.geojson", "--day", "yesterday"]).code(2);
    folder.put(
        "bad.geojson",
        r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}},
{"type":"Feature","properties":{"id":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}},
{"type":"Feature","properties":{"id":"B"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}}
]}"#,
    );
    let run = folder.run(&["check", "bad.geojson", "--json"]).code(0);
    let answer = run.json();
    let findings = answer["findings"].as_array().unwrap();
    let of = |rule: &str| {
        findings
            .iter()
            .find(|finding| finding["rule"] == rule)
            .unwrap_or_else(|| panic!("no {rule} in {answer}"))
    };
    assert_eq!(of("self-intersection")["features"], json!([1]));
    assert_eq!(of("self-intersection")["ids"], json!(["A"]));
    assert_eq!(of("wrong-winding")["features"], json!([2]));
    assert_eq!(of("duplicate-id")["features"], json!([1, 2]));
    assert_eq!(of("ring-short")["features"], json!([3]));
    for finding in findings {
        let severity = finding["severity"].as_str().unwrap();
        assert!(["notice", "warning", "error"].contains(&severity));
        assert_ne!(finding["message"], "");
    }
    folder.run(&["check", "bad.geojson", "--strict"]).code(1).says("--strict");
    let table = folder.run(&["--lang", "zh", "check", "bad.geojson"]).code(0);
    assert!(table.out.contains("self-intersection") && table.out.contains("相交"), "{}", table.out);
}

#[test]
fn the_bundled_maps_hold_what_they_say() {
    let folder = Folder::new();
    let answer =
        folder.run(&["check", "bundled:industry/projects", "--day", "2026-11-23", "--json"]).code(0).json();
    let found = answer["findings"].as_array().unwrap();
    let told = found.iter().find(|finding| finding["rule"] == "parts-not-told").unwrap();
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("65") && message.contains("31") && message.contains("24"), "{message}");
    assert_eq!(told["features"].as_array().unwrap().len(), 10);
}

#[test]
fn neighbouring_parcels_are_put_together() {
    let folder = Folder::new();
    let parcel = |id: &str, west: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","owner":"甲"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},30.3],[{east},30.3],[{east},30.301],[{west},30.301],[{west},30.3]]]}}}}"#,
            east = west + 0.001
        )
    };
    let parcels = [parcel("A", 120.3), parcel("B", 120.301), parcel("C", 120.303)].join(",");
    folder.put("parcels.geojson", format!(r#"{{"type":"FeatureCollection","features":[{parcels}]}}"#));
    let run = folder.run(&["assemble", "parcels.geojson", "--area-mu", "30", "--json"]).code(0).json();
    assert_eq!(run["groups"][0]["ids"], json!(["A", "B"]));
    assert_eq!((&run["groups"][1], &run["parcels"]), (&Value::Null, &json!(3)));
    assert_eq!(run["groups"][0]["owners"]["known"], 1);
    let table = folder.run(&["assemble", "parcels.geojson", "--area-mu", "30"]).code(0);
    assert!(table.out.contains("32.0") && table.out.contains("A B"), "{}", table.out);
    folder.run(&["assemble", "parcels.geojson", "--area-mu", "-3"]).code(2);
    folder.run(&["assemble", "parcels.geojson", "--area-mu", "3", "--tolerance-m", "900"]).code(2).says("50");
    let where_a = ["assemble", "parcels.geojson", "--area-mu", "30", "--where", "id <> 'A'", "--json"];
    assert_eq!(folder.run(&where_a).code(0).json()["groups"], json!([]));
}

#[test]
fn strict_turns_warnings_into_failure() {
    let folder = Folder::new();
    let cut = &LAND[..LAND.find(r#"{"type":"Feature","id":3"#).unwrap() + 30];
    folder.put("cut.geojson", cut);
    let count = folder.run(&["query", "cut.geojson", "--count"]).code(0).says("warning:");
    assert_eq!(count.out, "2 / 2\n");
    folder.run(&["query", "cut.geojson", "--count", "--strict"]).code(1);
    folder.run(&["export", "cut.geojson", "-o", "out.geojson", "--strict"]).code(1);
    assert!(!folder.path("out.geojson").exists());
}

#[test]
fn broken_files_fail_with_a_reason() {
    let folder = Folder::new();
    let deep = "[".repeat(100_000);
    for (name, content) in [
        ("empty.geojson", Vec::new()),
        ("html.geojson", b"<html></html>".to_vec()),
        ("zip.geojson", b"PK\x03\x04rest".to_vec()),
        ("deep.geojson", deep.into_bytes()),
        ("binary.geojson", vec![0xff, 0x00, 0xfe, 0x80]),
        ("number.geojson", b"17".to_vec()),
    ] {
        folder.put(name, content);
        for command in [&["info"][..], &["check"], &["query"], &["export", "-o", "out.geojson"], &["verify"]]
        {
            let arguments: Vec<&str> = command.iter().copied().chain([name]).collect();
            folder.run(&arguments).code(1).says(name);
        }
    }
    assert!(!folder.path("out.geojson").exists());
}

#[test]
fn a_failure_leaves_the_earlier_file_and_nothing_beside_it() {
    let folder = Folder::new();
    folder.put("out.geojson", "earlier");
    let before = folder.names();
    folder.run(&["export", "land.geojson", "--where", "nothing = 1", "-o", "out.geojson"]).code(1);
    folder
        .run(&["export", "land.geojson", "-o", "no/such/folder/out.geojson"])
        .code(1)
        .says("no/such/folder");
    assert_eq!(folder.get("out.geojson"), "earlier");
    assert_eq!(folder.names(), before);
    folder.run(&["export", "land.geojson", "-o", "out.geojson"]).code(0).says("replaced");
    assert_ne!(folder.get("out.geojson"), "earlier");
    assert_eq!(folder.names(), before);
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_failure() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let folder = Folder::new();
    let feature = LAND.lines().nth(1).unwrap().trim_end_matches(',');
    folder.put("many.geojson", vec![feature; 5000].join("\n"));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_three-maps"))
        .current_dir(folder.0.path())
        .args(["--lang", "en", "query", "many.geojson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    // `| head -n 1`: one line is read, then the reader goes away.
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"type\":\"Feature\""));
    let run = Run::of(child.wait_with_output().unwrap()).code(0);
    assert_eq!(run.err, "");
}
