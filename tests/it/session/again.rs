//! Jobs that end without an answer: said, never asked again by themselves, and asked again by a person.

use super::desk::{Desk, LAND};
use three_maps::app::bottom::BottomJob;
use three_maps::app::{Action, BottomTab, Command, Event, FeatureRef, RunningKind, SelectMode};
use three_maps::diagnostic::Diagnostic;
use three_maps::jobs::{Job, JobRequest, Report};

/// Takes the held job of a sort away.
fn take(desk: &mut Desk, is: fn(&JobRequest) -> bool) -> Job {
    let at = desk.held.iter().position(|job| is(&job.request)).unwrap();
    desk.held.remove(at).unwrap()
}

fn holds(desk: &Desk, is: fn(&JobRequest) -> bool) -> bool {
    desk.held.iter().any(|job| is(&job.request))
}

fn ends() -> [Report; 2] {
    [Report::Cancelled, Report::Failed(Diagnostic::error("job-broke-down").with("reason", "a fault"))]
}

#[test]
fn a_layer_whose_first_style_was_not_worked_out_is_drawn_when_it_is_chosen_again() {
    let is_style = |request: &JobRequest| matches!(request, JobRequest::Style(_));
    for end in ends() {
        let mut desk = Desk::new();
        desk.hold = true;
        let path = desk.file("land.geojson", LAND);
        desk.send(Command::OpenFiles { paths: vec![path] });
        desk.run_held();
        let layer = desk.session.document().chosen.unwrap();
        let job = take(&mut desk, is_style);
        desk.receive(Event { job: job.id, report: end });
        assert_eq!(desk.notices()[0], "style-not-run");
        // A job that always breaks down must not run for ever.
        desk.send(Command::SetView { view: desk.session.document().view });
        assert!(!holds(&desk, is_style));
        desk.hold = false;
        desk.send(Command::ChooseLayer { layer });
        assert!(desk.session.styled(layer).is_some());
        // Once is enough.
        let before = desk.effects.len();
        desk.send(Command::ChooseLayer { layer });
        assert_eq!(desk.effects.len(), before);
    }
}

#[test]
fn sums_that_were_not_worked_out_say_so_and_come_with_the_next_selection() {
    let is_sum = |request: &JobRequest| matches!(request, JobRequest::Sum(_));
    for end in ends() {
        let (mut desk, layer) = Desk::with_land();
        desk.hold = true;
        let features: Vec<_> = (0..3).map(|row| FeatureRef { layer, row }).collect();
        desk.send(Command::Select { features: features.clone(), mode: SelectMode::Replace });
        assert!(!desk.session.has_sum_failed());
        let job = take(&mut desk, is_sum);
        desk.receive(Event { job: job.id, report: end });
        assert!(desk.session.has_sum_failed());
        assert_eq!(desk.notices()[0], "sum-not-run");
        assert!(!holds(&desk, is_sum));
        desk.hold = false;
        desk.send(Command::Select { features, mode: SelectMode::Replace });
        assert!(!desk.session.has_sum_failed());
        assert_eq!(desk.session.selection_totals().unwrap().layers[0].1, 3);
    }
}

#[test]
fn a_table_that_was_stopped_has_its_notice_and_comes_back_with_its_panel() {
    let is_list = |request: &JobRequest| matches!(request, JobRequest::List(_));
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.send(Command::ShowBottom { open: true });
    let job = take(&mut desk, is_list);
    desk.receive(Event { job: job.id, report: Report::Cancelled });
    assert_eq!(desk.notices(), ["bottom-not-run"]);
    assert!(desk.session.has_bottom_failed(BottomJob::List(layer)));
    assert!(!holds(&desk, is_list));
    desk.hold = false;
    desk.send(Command::SetBottomTab { tab: BottomTab::Table });
    assert!(!desk.session.has_bottom_failed(BottomJob::List(layer)));
    assert_eq!(desk.session.listing().unwrap().rows().len(), 5);
}

#[test]
fn stopping_means_a_job_that_the_status_line_shows() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    assert!(desk.session.running().next().is_some());
    assert_eq!(Action::CancelJob.command(&desk.session), None);
    let path = desk.file("again.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let load = desk.session.running().find(|job| matches!(job.kind, RunningKind::Load { .. })).unwrap().id;
    assert_eq!(Action::CancelJob.command(&desk.session), Some(Command::CancelJob { job: load }));
}
