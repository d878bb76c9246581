//! Sources opened twice, and what a layer keeps that is read again.

use super::desk::{Desk, LAND};
use three_maps::app::{Command, Example, LayerId};
use three_maps::progress::CancelToken;

fn run_all_held(desk: &mut Desk) {
    while !desk.held.is_empty() {
        desk.run_held();
    }
}

fn ids(desk: &Desk) -> Vec<LayerId> {
    desk.session.document().layers.iter().map(|entry| entry.id).collect()
}

#[test]
fn what_is_being_read_is_not_read_twice() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", LAND);
    // Named twice at once, and once more while it is being read.
    desk.send(Command::OpenFiles { paths: vec![path.clone(), path.clone()] });
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenFiles { paths: vec!["bundled:startup/carriers".into()] });
    assert_eq!(desk.held.len(), 2);
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 15);
    // What was closed can be opened again; so can what was stopped.
    let layer = ids(&desk)[14];
    desk.send(Command::CloseLayer { layer });
    desk.send(Command::OpenBundled);
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 15);
}

#[test]
fn a_load_that_was_stopped_stands_in_nobodys_way() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    let job = desk.held.pop_front().unwrap();
    desk.send(Command::CancelJob { job: job.id });
    desk.send(Command::OpenFiles { paths: vec![path] });
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    run_all_held(&mut desk);
    assert_eq!(ids(&desk).len(), 1);
}

#[test]
fn a_question_waits_for_maps_that_are_being_read() {
    for &example in Example::ALL {
        let mut desk = Desk::new();
        desk.hold = true;
        desk.send(Command::OpenBundled);
        desk.send(Command::RunExample { example });
        assert_eq!(desk.held.len(), 1);
        desk.hold = false;
        desk.run_held();
        let document = desk.session.document();
        assert_eq!(document.layers.len(), 14);
        assert_eq!(document.chosen_layer().unwrap().filter.text, example.question().filter);
    }
}
