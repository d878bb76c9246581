//! Test towns from the command line: whole files, and nothing half-written after Ctrl+C.

use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn synth(folder: &Path, parcels: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    command.current_dir(folder).args(["--lang", "en", "synth", "--parcels", parcels, "-o", "town.geojson"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_town_is_a_whole_file_of_so_many_parcels() {
    let folder = tempfile::tempdir().unwrap();
    let output = synth(folder.path(), "5000").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let town: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("town.geojson")).unwrap()).unwrap();
    let features = town["features"].as_array().unwrap();
    assert_eq!(features.len(), 5_000);
    assert_eq!(features[4_999]["properties"]["id"], "LP00004999");
}

/// Ends a program as Ctrl+C does.
#[cfg(unix)]
fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[cfg(unix)]
#[test]
fn an_interrupted_town_leaves_the_earlier_file_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("town.geojson");
    std::fs::write(&town, "as it was").unwrap();
    let names = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    // So many that it cannot be done before it is interrupted.
    let mut child = synth(folder.path(), "1000000000").spawn().unwrap();
    while names().len() < 2 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it began to write");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cancelled"));
    assert_eq!(names(), ["town.geojson"]);
    assert_eq!(std::fs::read_to_string(town).unwrap(), "as it was");
}
