//! The reference day on the command line: states by day, answers that name it, snapshots that verify on
//! any other.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

/// Runs the program at 2026-11-24, 01:00 in Hangzhou, and gives code, stdout and stderr.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    // 2026-11-23T17:00:00Z
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1795453200").args(["--lang", "en"]);
    let output = command.args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn count(folder: &Path, filter: &str, day: &str) -> u64 {
    let arguments = ["query", "bundled:space/land", "--count", "--json", "--where", filter, "--day", day];
    let (code, out, _) = run(folder, &arguments);
    assert_eq!(code, 0);
    assert_eq!(json(&out)["reference_day"], day);
    json(&out)["matching"].as_u64().unwrap()
}

#[test]
fn states_are_counted_for_the_day_that_is_given_and_every_state_occurs() {
    let folder = tempfile::tempdir().unwrap();
    let states = ["idle_2y", "idle_1y", "watch", "idle_stopped", "not_idle", "government_cause", "unknown"];
    let on = |day: &str| states.map(|state| count(folder.path(), &format!("idle_state = '{state}'"), day));
    let now = on("2026-11-24");
    assert!(now.iter().all(|&count| count > 0), "{now:?}");
    let before = on("2021-06-01");
    assert_eq!(now.iter().sum::<u64>(), before.iter().sum::<u64>(), "each parcel is in one state");
    assert!(before[0] < now[0], "fewer had waited for two years");
}

#[test]
fn without_a_day_the_clocks_is_taken_and_said_and_a_wrong_one_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let filter = ["query", "bundled:space/land", "--count", "--where", "idle_state = 'watch'"];
    let (code, _, said) = run(folder.path(), &filter);
    assert_eq!(code, 0);
    assert!(said.contains("2026-11-24"), "the day of Hangzhou, not of Greenwich: {said}");
    let (_, out, said) = run(folder.path(), &["query", "bundled:space/land", "--count", "--json"]);
    assert!(said.is_empty() && json(&out).get("reference_day").is_none(), "no day, nothing to say");
    let (code, _, said) = run(folder.path(), &["info", "bundled:space/land", "--day", "2026-13-01"]);
    assert_eq!(code, 2, "{said}");
    let (_, out, _) = run(folder.path(), &["info", "bundled:space/land", "--day", "2026-01-31", "--json"]);
    let info = json(&out);
    let layer = &info["files"][0]["layers"][0];
    assert_eq!(layer["reference_day"], "2026-01-31");
    let field = layer["fields"].as_array().unwrap().iter().find(|field| field["name"] == "idle_state");
    let field = field.unwrap();
    assert_eq!(field["derived"], true);
    assert!(field["formula"].as_str().unwrap().contains("Articles 2, 8, 12 and 14"));
    let (_, out, _) = run(folder.path(), &["info", "bundled:space/land"]);
    assert!(out.contains("idle_days") && out.contains("worked out"), "{out}");
}

#[test]
fn a_snapshot_by_state_verifies_whatever_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let export = [
        "export",
        "bundled:space/land",
        "--where",
        "idle_state IN ('idle_1y', 'idle_2y') AND idle_days > 400",
        "--day",
        "2025-02-01",
        "-o",
        "out.geojson",
        "--json",
    ];
    let (code, out, said) = run(folder.path(), &export);
    assert_eq!(code, 0, "{said}");
    assert_eq!(json(&out)["reference_day"], "2025-02-01");
    assert!(json(&out)["matching"].as_u64().unwrap() > 0);
    let (code, out, _) = run(folder.path(), &["verify", "out.geojson", "--day", "2030-01-01"]);
    assert_eq!(code, 0, "{out}");
}
