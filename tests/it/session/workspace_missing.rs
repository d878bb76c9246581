//! Layers of a workspace whose files are missing: located, given up, and what comes back with them; what
//! a workspace keeps of charts; the mark of what is made up.

use super::desk::{Desk, LAND};
use super::workspace::{ask, file, full_desk, layer_named, open, save_as};
use std::path::PathBuf;
use three_maps::app::bottom::ChartChoice;
use three_maps::app::{Command, Effect, WorkspaceCommand};
use three_maps::stats::Measure;

/// A desk that has opened a workspace whose idle parcels are gone; their place is given.
fn without_land() -> (Desk, String) {
    let mut before = full_desk();
    let path = save_as(&mut before, "work.threemaps.json");
    std::fs::rename(before.path("land.geojson"), before.path("moved.geojson")).unwrap();
    let mut desk = before;
    open(&mut desk, &path);
    let source = desk.session.document().absent.layers[0].2.source.clone();
    (desk, source)
}

fn locate(desk: &mut Desk, source: &str, path: PathBuf) {
    ask(desk, WorkspaceCommand::Locate { source: source.to_owned(), path });
}

#[test]
fn another_file_is_chosen_for_a_missing_layer_and_all_that_was_made_of_it_is_back() {
    let (mut desk, source) = without_land();
    assert!(source.ends_with("land.geojson"));
    let (shortlist, notes) = (desk.session.document().shortlist.len(), desk.session.document().notes.len());
    ask(&mut desk, WorkspaceCommand::LocateDialog { source: source.clone() });
    assert!(
        matches!(desk.effects.last(), Some(Effect::LocateLayerDialog { source: asked }) if *asked == source)
    );
    let moved = desk.path("moved.geojson");
    locate(&mut desk, &source, moved);
    let document = desk.session.document();
    assert!(document.absent.layers.is_empty());
    let land = document.layer(layer_named(&desk, "闲置土地")).unwrap();
    assert_eq!(land.filter.text, "area_mu >= 30 AND status = '闲置'");
    assert!(land.styling.is_some());
    assert_eq!(document.shortlist.len(), shortlist + 2, "its sites are back");
    assert_eq!(document.notes.len(), notes);
    assert!(document.notes[0].source.ends_with("moved.geojson"), "the note goes with the file");
    assert!(desk.notices().contains(&"workspace-layer-back"), "the hash was compared: {:?}", desk.notices());
    assert!(!desk.notices().contains(&"workspace-source-changed"));
}

#[test]
fn a_file_with_other_bytes_is_told_and_one_that_is_open_already_is_taken() {
    let (mut desk, source) = without_land();
    let other = desk.file("other.geojson", &LAND.replace("68.4", "70.5"));
    desk.send(Command::OpenFiles { paths: vec![other.clone()] });
    let layers = desk.session.document().layers.len();
    locate(&mut desk, &source, other);
    let document = desk.session.document();
    assert_eq!(document.layers.len(), layers, "nothing is opened twice");
    assert!(document.absent.layers.is_empty());
    assert!(desk.notices().contains(&"workspace-source-changed"));
    let land = document.layer(layer_named(&desk, "闲置土地")).unwrap();
    assert_eq!(land.filter.text, "area_mu >= 30 AND status = '闲置'");
}

#[test]
fn what_is_no_layer_and_what_cannot_be_read_stand_in_for_nothing() {
    let (mut desk, source) = without_land();
    let workspace = desk.path("work.threemaps.json");
    locate(&mut desk, &source, workspace);
    assert_eq!(desk.notices().last(), Some(&"locate-no-layer"));
    assert_eq!(desk.session.document().absent.layers[0].2.source, source);
    let gone = desk.path("nowhere.geojson");
    locate(&mut desk, &source, gone);
    assert_eq!(desk.session.document().absent.layers.len(), 1, "it is missing still");
    assert_eq!(desk.session.document().absent.layers[0].2.source, source, "under its own name");
    locate(&mut desk, "/not/of/this/workspace.geojson", PathBuf::from("x.geojson"));
    assert_eq!(desk.session.document().absent.layers[0].2.source, source);
}

#[test]
fn a_missing_layer_is_given_up_with_all_that_was_made_of_it_and_undo_brings_it_back() {
    let (mut desk, source) = without_land();
    ask(&mut desk, WorkspaceCommand::Forget { source });
    let document = desk.session.document();
    assert!(document.absent.layers.is_empty() && document.absent.shortlist.is_empty());
    assert!(document.notes.is_empty());
    let path = save_as(&mut desk, "without.threemaps.json");
    let saved = file(&path);
    assert!(saved.layers().all(|(_, record)| !record.source.contains("land")));
    assert_eq!(saved.shortlist.len(), 1, "the carrier");
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().absent.layers.len(), 1);
    assert_eq!(desk.session.document().notes.len(), 1);
}

#[test]
fn what_a_chart_shows_is_kept_and_no_step_of_undo() {
    let (mut desk, land) = Desk::with_land();
    let choice = ChartChoice { field: Some("status".to_owned()), measure: Some(Measure::Count) };
    let depth = desk.session.undo_depth();
    desk.send(Command::SetChart { layer: land, choice: choice.clone() });
    assert_eq!(desk.session.undo_depth(), depth);
    assert!(!desk.session.is_unsaved(), "a look is nothing to be missed");
    desk.filter(land, "area_mu > 1");
    desk.send(Command::Undo);
    assert_eq!(desk.session.chart_choice(land), choice, "the filter is taken back, the chart stays");
    let path = save_as(&mut desk, "work.threemaps.json");
    let mut again = Desk::new();
    open(&mut again, &path);
    let land = layer_named(&again, "闲置土地");
    assert_eq!(again.session.chart_choice(land), choice);
    // A field that is gone is passed over.
    std::fs::write(desk.path("land.geojson"), LAND.replace("\"status\"", "\"zustand\"")).unwrap();
    open(&mut again, &path);
    let land = layer_named(&again, "闲置土地");
    assert_eq!(again.session.chart_choice(land), ChartChoice { field: None, ..choice });
}

#[test]
fn the_first_save_of_the_bundled_maps_says_that_they_are_made_up() {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    let bundled = save_as(&mut desk, "maps.threemaps.json");
    assert!(file(&bundled).illustrative);
    let (mut own, _) = Desk::with_land();
    let path = save_as(&mut own, "own.threemaps.json");
    assert!(!file(&path).illustrative, "nobody says so of these");
}

#[test]
fn what_was_made_of_an_open_layer_is_not_given_up_for_a_missing_one() {
    let (mut desk, source) = without_land();
    let other = desk.file("other.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![other.clone()] });
    let open = desk.session.document().layers.last().unwrap().id;
    desk.filter(open, "area_mu > 1");
    locate(&mut desk, &source, other);
    assert!(desk.notices().contains(&"locate-open-already"), "{:?}", desk.notices());
    let document = desk.session.document();
    assert_eq!(document.layer(open).unwrap().filter.text, "area_mu > 1");
    assert_eq!(document.absent.layers[0].2.source, source, "it is missing as before");
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_missing_layer_as_it_was() {
    let (mut desk, source) = without_land();
    let steps = desk.session.undo_depth();
    let broken = desk.file("broken.geojson", "no layer at all");
    locate(&mut desk, &source, broken);
    assert_eq!(desk.session.document().absent.layers[0].2.source, source, "by its own name");
    assert_eq!(desk.session.undo_depth(), steps, "nothing was located");
    let moved = desk.path("moved.geojson");
    locate(&mut desk, &source, moved);
    assert!(desk.session.document().absent.layers.is_empty());
}
