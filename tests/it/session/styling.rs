//! How layers are drawn: undo, gestures, jobs of which the newest counts.

use super::desk::Desk;
use three_maps::app::{Action, Command, Effect, Event};
use three_maps::jobs::{JobRequest, Report};
use three_maps::maps::schema::LayerKind;
use three_maps::progress::CancelToken;
use three_maps::scene::{ColorBy, Style, Styling};
use three_maps::stats::ClassMethod;

fn by_area(count: usize) -> Styling {
    let color = ColorBy::Classes { field: "area_mu".to_owned(), method: ClassMethod::Equal, count };
    Styling { color, ..Styling::default() }
}

fn by_status() -> Styling {
    Styling { color: ColorBy::Categories { field: "status".to_owned() }, ..Styling::default() }
}

#[test]
fn a_layer_begins_with_the_look_of_its_kind() {
    let (desk, layer) = Desk::with_land();
    let entry = desk.session.document().layer(layer).unwrap();
    assert_eq!((entry.kind, &entry.styling), (Some(LayerKind::Land), &None));
    let styled = desk.session.styled(layer).unwrap();
    assert_eq!(*styled.style, Style::for_kind(LayerKind::Land, &entry.layer));
    assert_eq!(styled.looks.classes.len(), 5);
    assert!(!desk.session.is_restyling(layer));
}

#[test]
fn a_styling_is_one_step_and_comes_back_with_its_style() {
    let (mut desk, layer) = Desk::with_land();
    let own = desk.session.styled(layer).unwrap().style.clone();
    desk.send(Command::SetStyling { layer, styling: Some(by_area(4)), gesture: None });
    let classes = desk.session.styled(layer).unwrap().looks.classes.clone();
    // Four classes of 35.2 to 102.8, and the one without an area.
    assert_eq!(classes, [1, 3, 0, 4, 1]);
    assert_eq!(desk.session.undo_name(), Some("command-set-styling"));
    desk.send(Command::SetStyling { layer, styling: Some(by_status()), gesture: None });
    desk.send(Command::Undo);
    assert_eq!(desk.session.styled(layer).unwrap().looks.classes, classes);
    desk.send(Command::Undo);
    assert_eq!(desk.session.styled(layer).unwrap().style, own);
    assert_eq!(desk.session.undo_name(), None);
    desk.send(Command::Redo);
    assert_eq!(desk.session.styled(layer).unwrap().looks.classes, classes);
}

#[test]
fn a_drag_is_one_step_and_wishes_for_nothing_are_none() {
    let (mut desk, layer) = Desk::with_land();
    for size in [10.0, 14.0, 400.0] {
        let styling = Some(Styling { point_size_px: Some(size), ..Styling::default() });
        desk.send(Command::SetStyling { layer, styling, gesture: Some(3) });
    }
    // What makes no sense is brought back.
    assert!((desk.session.styled(layer).unwrap().style.point_size_px - 48.0).abs() < f32::EPSILON);
    assert_eq!(desk.session.undo_depth(), 1);
    desk.send(Command::SetStyling { layer, styling: Some(Styling::default()), gesture: None });
    assert_eq!(desk.session.document().layer(layer).unwrap().styling, None);
    let depth = desk.session.undo_depth();
    desk.send(Command::SetStyling { layer, styling: None, gesture: None });
    assert_eq!(desk.session.undo_depth(), depth);
}

#[test]
fn drags_in_a_card_that_was_opened_anew_are_a_step_of_their_own() {
    let (mut desk, layer) = Desk::with_land();
    let drag = |desk: &mut Desk, count| {
        desk.send(Command::SetStyling { layer, styling: Some(by_area(count)), gesture: Some(0) });
    };
    drag(&mut desk, 2);
    drag(&mut desk, 3);
    assert_eq!(desk.session.undo_depth(), 1);
    desk.send(Command::ShowStyling { layer });
    drag(&mut desk, 4);
    drag(&mut desk, 5);
    assert_eq!(desk.session.undo_depth(), 2);
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().layer(layer).unwrap().styling, Some(by_area(3)));
}

#[test]
fn the_old_style_stays_until_the_newest_is_there() {
    let (mut desk, layer) = Desk::with_land();
    let own = desk.session.styled(layer).unwrap().style.clone();
    desk.hold = true;
    desk.send(Command::SetStyling { layer, styling: Some(by_area(2)), gesture: None });
    desk.send(Command::SetStyling { layer, styling: Some(by_status()), gesture: None });
    assert_eq!(desk.held.len(), 2);
    assert!(desk.session.is_restyling(layer));
    assert_eq!(desk.session.styled(layer).unwrap().style, own);
    let (first, second) = (desk.held.pop_front().unwrap(), desk.held.pop_front().unwrap());
    assert_eq!(first.slot(), second.slot(), "the newer takes the place of the older");
    desk.run(&second, &CancelToken::default());
    assert_eq!(desk.session.styled(layer).unwrap().style.field.as_deref(), Some("status"));
    // An answer to an older question comes late and is dropped.
    desk.run(&first, &CancelToken::default());
    assert_eq!(desk.session.styled(layer).unwrap().style.field.as_deref(), Some("status"));
    assert!(!desk.session.is_restyling(layer));
}

#[test]
fn a_cancelled_style_changes_nothing_and_a_filter_asks_for_no_new_one() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    let is_style = |job: &three_maps::jobs::Job| matches!(job.request, JobRequest::Style(_));
    assert!(!desk.held.iter().any(is_style));
    desk.send(Command::SetStyling { layer, styling: Some(by_area(2)), gesture: None });
    let job = desk.held.pop_back().unwrap();
    assert!(is_style(&job));
    desk.receive(Event { job: job.id, report: Report::Cancelled });
    assert_eq!(desk.notices(), ["style-not-run"]);
    assert_eq!(desk.session.styled(layer).unwrap().style.field.as_deref(), Some("status"));
}

#[test]
fn a_styling_of_a_layer_that_is_closed_is_forgotten() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.send(Command::SetStyling { layer, styling: Some(by_area(2)), gesture: None });
    desk.send(Command::CloseLayer { layer });
    assert!(desk.session.styled(layer).is_none());
    desk.run_held();
    assert!(desk.session.styled(layer).is_none());
    desk.hold = false;
    desk.send(Command::Undo);
    assert_eq!(desk.session.styled(layer).unwrap().style.classes.len(), 3);
}

#[test]
fn the_action_opens_the_card_of_the_chosen_layer() {
    let (mut desk, layer) = Desk::with_land();
    let command = Action::ShowStyling.command(&desk.session).unwrap();
    assert_eq!(command, Command::ShowStyling { layer });
    desk.send(command);
    assert!(matches!(desk.effects.last(), Some(Effect::ShowStyling { layer: shown }) if *shown == layer));
    assert_eq!(desk.session.undo_name(), None);
    assert_eq!(Action::ShowStyling.command(&Desk::new().session), None);
}
