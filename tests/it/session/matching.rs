//! A brief at the desk: lines, answers, files, the shortlist side by side, notes.

use super::desk::{Desk, json};
use three_maps::app::{Command, Effect, FeatureRef, SelectMode};
use three_maps::jobs::JobRequest;
use three_maps::maps::compare::{About, Mark, Row};
use three_maps::maps::matching::{Brief, Fit, What};
use three_maps::maps::schema::LayerKind;

fn brief(lines: &str) -> Brief {
    Brief::parse(&format!(r#"{{"version":1,"title":"T","lines":[{lines}]}}"#)).unwrap()
}

fn bundled() -> Desk {
    let mut desk = Desk::new();
    desk.send(Command::OpenBundled);
    desk
}

fn first_sites(desk: &Desk, most: usize) -> Vec<FeatureRef> {
    let matched = desk.session.brief().answer().unwrap();
    let sites = matched.answer.matches.sites.iter().take(most);
    sites.map(|site| FeatureRef { layer: matched.layers[site.layer], row: site.row }).collect()
}

const HIGH: &str = r#"{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2},{"what":"metro_m","at_most":2000}"#;

#[test]
fn a_brief_is_answered_while_it_shows_and_each_change_asks_again() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    assert!(desk.session.brief().answer().is_none(), "nobody looks");
    desk.send(Command::ShowBrief { open: true });
    let before = desk.session.brief().answer().unwrap().answer.matches.count;
    assert!(before >= 3, "three sites on the screen in a minute: {before}");
    // Each hint keeps its word: the line one step looser gives so many more.
    let hints = desk.session.brief().answer().unwrap().answer.loosen.clone();
    for (at, hint) in hints.iter().enumerate() {
        let looser = desk.session.document().brief.loosened(at).unwrap();
        desk.send(Command::SetBrief { brief: looser });
        let after = desk.session.brief().answer().unwrap().answer.matches.count;
        assert_eq!(after, before + hint.as_ref().unwrap().sites, "line {at}");
        desk.send(Command::Undo);
        assert_eq!(desk.session.brief().answer().unwrap().answer.matches.count, before);
    }
}

#[test]
fn the_newest_question_wins() {
    let mut desk = bundled();
    desk.send(Command::ShowBrief { open: true });
    desk.hold = true;
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::SetBrief { brief: brief(r#"{"what":"area_m2","at_least":1}"#) });
    desk.held.retain(|job| matches!(job.request, JobRequest::Match(_)));
    assert_eq!(desk.held.len(), 2);
    let (old, new) = (desk.held.pop_front().unwrap(), desk.held.pop_front().unwrap());
    desk.run(&new, &three_maps::progress::CancelToken::default());
    let answer = desk.session.brief().answer().unwrap().clone();
    desk.run(&old, &three_maps::progress::CancelToken::default());
    assert_eq!(desk.session.brief().answer(), Some(&answer));
    assert!(!desk.session.brief().is_running());
}

#[test]
fn matches_are_selected_shortlisted_and_laid_side_by_side() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::ShowBrief { open: true });
    desk.send(Command::SelectMatches);
    let count = desk.session.brief().answer().unwrap().answer.matches.sites.len();
    assert_eq!(desk.session.document().selection.len(), count);
    let sites = first_sites(&desk, 3);
    desk.send(Command::ShowCompare { open: true });
    assert!(!desk.session.brief().is_comparing(), "there is nothing to compare yet");
    for &feature in &sites {
        desk.send(Command::ToggleShortlist { feature });
    }
    desk.send(Command::ShowCompare { open: true });
    let (shown, table) = desk.session.brief().comparison().unwrap();
    assert_eq!(shown, sites);
    let is_area = |row: &&Row| matches!(&row.about, About::Line(line) if line.what == What::Area);
    let area = table.rows.iter().find(is_area).unwrap();
    assert!(area.marks.contains(&Mark::Best) && area.marks.contains(&Mark::Worst));
    assert!(table.rows.iter().any(|row| row.about == About::Campus));
    assert!(table.rows.iter().all(|row| row.about != About::Metro), "the brief's line tells it");
    desk.send(Command::ToggleCompared { feature: sites[0] });
    assert_eq!(desk.session.brief().comparison().unwrap().0, &sites[1..]);
    // Off the shortlist is out of the comparison; one alone is not compared.
    desk.send(Command::ToggleShortlist { feature: sites[1] });
    assert!(!desk.session.brief().is_comparing());
}

#[test]
fn selected_matches_follow_the_brief_and_what_a_person_selects_stays() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::ShowBrief { open: true });
    desk.send(Command::SelectMatches);
    let matches = |desk: &Desk| desk.session.brief().answer().unwrap().answer.matches.count;
    let (before, selected) = (matches(&desk), desk.session.document().selection.len());
    assert_eq!(before, selected);
    let larger = brief(&HIGH.replace("3000", "9000"));
    desk.send(Command::SetBrief { brief: larger.clone() });
    assert!(matches(&desk) < before);
    assert_eq!(desk.session.document().selection.len(), matches(&desk), "the count is that of the matches");
    let own = first_sites(&desk, 1);
    desk.send(Command::Select { features: own.clone(), mode: SelectMode::Replace });
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    assert_eq!(desk.session.document().selection[..], own[..], "a person's selection is the person's");
}

#[test]
fn the_comparison_answers_the_brief_as_it_is_now() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::ShowBrief { open: true });
    for feature in first_sites(&desk, 2) {
        desk.send(Command::ToggleShortlist { feature });
    }
    desk.send(Command::ShowCompare { open: true });
    let fits = |desk: &Desk| desk.session.brief().comparison().unwrap().1.fits.clone();
    assert_eq!(fits(&desk), [Some(Fit::Fits), Some(Fit::Fits)]);
    desk.send(Command::SetBrief { brief: brief(&HIGH.replace("3000", "900000")) });
    assert_eq!(fits(&desk), [Some(Fit::Fails(1)), Some(Fit::Fails(1))]);
    desk.send(Command::SetBrief { brief: Brief::default() });
    assert_eq!(fits(&desk), [], "without a brief there is nothing to fail");
}

#[test]
fn notes_go_by_file_and_feature_and_can_be_taken_back() {
    let (mut desk, layer) = Desk::with_land();
    let feature = FeatureRef { layer, row: 1 };
    desk.send(Command::SetNote { feature, text: " 业主周五回电 ".to_owned() });
    assert_eq!(desk.session.note_on(feature), "业主周五回电");
    assert_eq!(desk.session.document().notes[0].feature, "2", "the feature's own id");
    desk.send(Command::ReloadLayer { layer });
    let again = FeatureRef { layer: desk.session.document().chosen.unwrap(), row: 1 };
    assert_eq!(desk.session.note_on(again), "业主周五回电");
    desk.send(Command::SetNote { feature: again, text: String::new() });
    assert!(desk.session.document().notes.is_empty());
    desk.send(Command::Undo);
    assert_eq!(desk.session.note_on(again), "业主周五回电");
}

#[test]
fn a_brief_is_saved_and_opened_and_a_broken_one_is_told() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::SaveBriefDialog);
    assert!(matches!(
        desk.effects.last(),
        Some(Effect::SaveBriefDialog { suggested_name }) if suggested_name == "T.json"
    ));
    let path = desk.path("T.json");
    desk.send(Command::SaveBrief { path: path.clone() });
    assert_eq!(json(&path)["lines"].as_array().unwrap().len(), 4);
    desk.send(Command::SetBrief { brief: Brief::default() });
    desk.send(Command::OpenBrief { path });
    assert_eq!(desk.session.document().brief, brief(HIGH));
    assert!(desk.session.brief().is_open() && desk.session.brief().answer().is_some());
    let broken = desk.file("broken.json", r#"{"version":1,"lines":[{"what":"rooms"}]}"#);
    desk.send(Command::OpenBrief { path: broken });
    assert_eq!(desk.notices().last(), Some(&"brief-value-wrong"));
    assert_eq!(desk.session.document().brief, brief(HIGH), "the brief before stays");
}

#[test]
fn layers_that_cannot_answer_are_told_not_dropped() {
    let mut desk = bundled();
    desk.send(Command::SetBrief { brief: brief(HIGH) });
    desk.send(Command::ShowBrief { open: true });
    let matched = desk.session.brief().answer().unwrap();
    let left: Vec<_> = matched
        .answer
        .left_out
        .iter()
        .map(|left| desk.session.document().layer(matched.layers[left.layer]).unwrap().kind)
        .collect();
    assert_eq!(left, [Some(LayerKind::Land), Some(LayerKind::Offices)]);
}
