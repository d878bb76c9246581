//! The workspace at the desk: what is not saved, and leaving.

use super::desk::{CARRIERS, Desk};
use super::workspace::{ask, file, full_desk, open, save_as};
use std::path::Path;
use three_maps::app::{Command, Effect, LayerId, View, WorkspaceCommand};
use three_maps::maps::schema::MapKind;
use three_maps::text::Lang;

fn last_of<'a, T>(desk: &'a Desk, pick: impl Fn(&'a Effect) -> Option<T>) -> Option<T> {
    desk.effects.iter().rev().find_map(pick)
}

#[test]
fn leaving_asks_while_something_is_unsaved_and_only_then() {
    let is_ask = |effect: &Effect| matches!(effect, Effect::AskToSave).then_some(());
    let is_close = |effect: &Effect| matches!(effect, Effect::CloseWindow).then_some(());
    let (mut desk, layer) = Desk::with_land();
    ask(&mut desk, WorkspaceCommand::Quit);
    assert!(last_of(&desk, is_close).is_some(), "files that were only looked at are no work");
    desk.effects.clear();
    desk.filter(layer, "area_mu > 60");
    ask(&mut desk, WorkspaceCommand::Quit);
    assert!(last_of(&desk, is_ask).is_some() && last_of(&desk, is_close).is_none());
    ask(&mut desk, WorkspaceCommand::SaveAndQuit);
    let suggested = last_of(&desk, |effect| match effect {
        Effect::SaveWorkspaceDialog { suggested_name, .. } => Some(suggested_name.clone()),
        _ => None,
    });
    assert_eq!(suggested.as_deref(), Some("工作区.threemaps.json"));
    // Who does not say where, stays.
    ask(&mut desk, WorkspaceCommand::Stay);
    save_as(&mut desk, "w.threemaps.json");
    assert!(last_of(&desk, is_close).is_none());
    desk.filter(layer, "area_mu > 70");
    // What is changed while the file is being written is written too.
    desk.hold = true;
    ask(&mut desk, WorkspaceCommand::SaveAndQuit);
    desk.filter(layer, "area_mu > 80");
    assert!(last_of(&desk, is_close).is_none());
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert!(last_of(&desk, is_close).is_some());
    assert_eq!(file(&desk.path("w.threemaps.json")).layers().next().unwrap().1.filter, "area_mu > 80");
    // Nothing leaves where nothing could be written.
    desk.hold = false;
    desk.effects.clear();
    desk.filter(layer, "area_mu > 90");
    std::fs::write(desk.path("w.threemaps.json"), "{}").unwrap();
    ask(&mut desk, WorkspaceCommand::SaveAndQuit);
    assert!(last_of(&desk, is_close).is_none() && !desk.session.is_quitting());
}

#[test]
fn work_that_was_left_unsaved_by_opening_another_workspace_is_asked_about_and_saved() {
    let is_ask = |effect: &Effect| matches!(effect, Effect::AskToSave).then_some(());
    let is_close = |effect: &Effect| matches!(effect, Effect::CloseWindow).then_some(());
    let mut first = full_desk();
    let other = save_as(&mut first, "other.threemaps.json");
    let (mut desk, layer) = Desk::with_land();
    let mine = save_as(&mut desk, "mine.threemaps.json");
    desk.filter(layer, "area_mu > 90");
    open(&mut desk, &other);
    assert!(!desk.session.is_unsaved() && desk.session.is_anything_unsaved());
    assert_eq!(desk.session.unsaved_names(Lang::Zh), ["mine"]);
    ask(&mut desk, WorkspaceCommand::Quit);
    assert!(last_of(&desk, is_ask).is_some() && last_of(&desk, is_close).is_none());
    ask(&mut desk, WorkspaceCommand::SaveAndQuit);
    assert!(last_of(&desk, is_close).is_some());
    assert_eq!(file(&mine).layers().next().unwrap().1.filter, "area_mu > 90");
    assert!(!desk.session.is_anything_unsaved());

    // Work that has no file yet comes back to be given one.
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    open(&mut desk, &other);
    desk.send(Command::Undo);
    desk.send(Command::Redo);
    ask(&mut desk, WorkspaceCommand::Quit);
    assert!(last_of(&desk, is_ask).is_some() && last_of(&desk, is_close).is_none());
    ask(&mut desk, WorkspaceCommand::SaveAndQuit);
    let has_dialog = last_of(&desk, |effect| {
        matches!(effect, Effect::SaveWorkspaceDialog { folder: None, .. }).then_some(())
    });
    assert!(has_dialog.is_some());
    assert_eq!(desk.session.document().chosen_layer().unwrap().filter.text, "area_mu > 60");
    save_as(&mut desk, "late.threemaps.json");
    assert!(last_of(&desk, is_close).is_some());

    // Led back to and saved, nothing is left.
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    open(&mut desk, &other);
    desk.send(Command::Undo);
    save_as(&mut desk, "w.threemaps.json");
    desk.send(Command::Redo);
    ask(&mut desk, WorkspaceCommand::Quit);
    assert!(last_of(&desk, is_ask).is_none() && last_of(&desk, is_close).is_some());
}

#[test]
fn what_is_asked_to_be_saved_while_a_file_is_being_written_is_saved_after_it() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    let path = save_as(&mut desk, "w.threemaps.json");
    desk.hold = true;
    ask(&mut desk, WorkspaceCommand::Save);
    desk.hold = false;
    desk.filter(layer, "area_mu > 70");
    ask(&mut desk, WorkspaceCommand::Save);
    desk.filter(layer, "area_mu > 80");
    let copy = save_as(&mut desk, "copy.threemaps.json");
    assert!(!copy.exists());
    while !desk.held.is_empty() {
        desk.run_held();
    }
    let filter = |path: &Path| file(path).layers().next().unwrap().1.filter.clone();
    assert_eq!((filter(&path).as_str(), filter(&copy).as_str()), ("area_mu > 70", "area_mu > 80"));
    assert_eq!(desk.session.workspace_path(), Some(copy.as_path()));
    assert!(!desk.session.is_unsaved());
}

#[test]
fn whatever_was_done_to_layers_that_were_never_saved_is_something_to_be_missed() {
    let day = jiff::civil::date(2027, 3, 1);
    let layer = LayerId(0);
    for command in [
        Command::AssignMap { layer, map: MapKind::Industry },
        Command::MoveLayer { layer, to: 1 },
        Command::SetVisible { layer, visible: false },
        Command::AddCard { layer, field: "parcel_no".to_owned() },
        Command::SetReferenceDay { day, gesture: None },
    ] {
        let (mut desk, _) = Desk::with_land();
        let carriers = desk.file("carriers.geojson", CARRIERS);
        desk.send(Command::OpenFiles { paths: vec![carriers, "bundled:base/roads".into()] });
        assert!(!desk.session.is_unsaved(), "only opened");
        let at = desk.session.document().layers.iter().position(|entry| entry.id == layer).unwrap();
        let command = match command {
            Command::MoveLayer { layer, .. } => Command::MoveLayer { layer, to: at + 1 },
            command => command,
        };
        desk.send(command.clone());
        assert!(desk.session.is_unsaved(), "{command:?}");
        desk.send(Command::Undo);
        assert!(!desk.session.is_unsaved(), "{command:?} was taken back");
        desk.send(Command::ReloadLayer { layer });
        assert!(!desk.session.is_unsaved(), "reading a file again is no work");
    }
}

#[test]
fn a_look_around_is_no_change_and_taking_a_change_back_is_none_either() {
    let (mut desk, layer) = Desk::with_land();
    save_as(&mut desk, "w.threemaps.json");
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    desk.send(Command::SetView { view: View { center: [120.3, 30.2], zoom: 11.0 } });
    assert!(!desk.session.is_unsaved());
    desk.send(Command::SetReferenceDay { day: jiff::civil::date(2027, 3, 1), gesture: None });
    assert!(desk.session.is_unsaved());
    desk.send(Command::Undo);
    assert!(!desk.session.is_unsaved());
    desk.send(Command::SetVisible { layer, visible: false });
    assert!(desk.session.is_unsaved());
}
