//! What a layer holds, as a person says it: everything that follows from it follows at once.

use super::desk::Desk;
use super::workspace::{ask, save_as};
use three_maps::app::verify::verify;
use three_maps::app::{
    BottomTab, Command, Effect, ExportOptions, FieldsCommand, LayerEntry, LayerId, SaidKind, WorkspaceCommand,
};
use three_maps::maps::binding::State;
use three_maps::maps::matching::Brief;
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::progress::{CancelToken, Silent};

/// Land by a date alone, as points: the program does not take it for anything.
const UNCLEAR: &str = r#"{"type":"FeatureCollection","name":"Sheet1","features":[
{"type":"Feature","properties":{"名称":"甲","约定动工日":"2022-01-01","原因":"企业原因","现况":"闲置","用地":"A区","面积（公顷）":2.0},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"名称":"乙","约定动工日":"2030-01-01","原因":"企业原因","现况":"闲置","用地":"B区","面积（公顷）":0.2},"geometry":{"type":"Point","coordinates":[120.32,30.31]}}
]}"#;

fn with_unclear() -> (Desk, LayerId) {
    Desk::with_file("某表.geojson", UNCLEAR)
}

fn entry(desk: &Desk, layer: LayerId) -> &LayerEntry {
    desk.session.document().layer(layer).unwrap()
}

fn say(desk: &mut Desk, layer: LayerId, said: SaidKind) {
    desk.send(Command::Fields { layer, ask: FieldsCommand::SetKind { said } });
}

fn is(kind: LayerKind) -> SaidKind {
    SaidKind::Kind { kind }
}

/// Says which columns the idle clock needs.
fn bind_clock(desk: &mut Desk, layer: LayerId) {
    for (column, key) in [("原因", "idle_cause"), ("现况", "status")] {
        let ask = FieldsCommand::Bind { column: column.to_owned(), key: key.to_owned() };
        desk.send(Command::Fields { layer, ask });
    }
}

#[test]
fn a_layer_that_is_not_clear_is_asked_about_and_names_what_it_may_be() {
    let (desk, layer) = with_unclear();
    assert_eq!(entry(&desk, layer).kind, None);
    assert!(entry(&desk, layer).asks_map);
    let guesses = &entry(&desk, layer).binding.recognised().guesses;
    assert_eq!(guesses.first().map(|guess| guess.kind), Some(LayerKind::Land), "{guesses:?}");
    let asked = |it: &Effect| matches!(it, Effect::ShowFields { layer: shown } if *shown == layer);
    assert!(desk.effects.iter().any(asked));
}

#[test]
fn a_kind_brings_fields_derived_columns_cards_and_the_idle_clock_and_is_one_step() {
    let (mut desk, layer) = with_unclear();
    desk.send(Command::SwitchMap { map: MapKind::Industry });
    desk.send(Command::ChooseLayer { layer });
    desk.send(Command::SetBottomTab { tab: BottomTab::Deadlines });
    let steps = desk.session.undo_depth();
    say(&mut desk, layer, is(LayerKind::Land));
    assert_eq!(desk.session.undo_depth(), steps + 1);
    assert_eq!(desk.session.undo_name(), Some("command-set-kind"));
    let now = entry(&desk, layer);
    assert_eq!((now.kind, now.map, now.asks_map), (Some(LayerKind::Land), MapKind::Space, false));
    assert_eq!(desk.session.document().map, MapKind::Space);
    assert_eq!(now.layer.value("idle_state", 0).to_text(), "unknown", "nobody has said yet what 原因 is");
    assert!((now.number_of("area_mu", 0).unwrap() - 30.0).abs() < 1e-9, "2 公顷 are 30 亩");
    assert!(desk.session.shows_idle_land() && desk.session.idle_land().is_some());
    assert_eq!(desk.session.styled(layer).unwrap().style.title.zh, "状态");
    bind_clock(&mut desk, layer);
    assert_eq!(entry(&desk, layer).layer.value("idle_state", 0).to_text(), "idle_2y");
    desk.filter(layer, "idle_state = 'idle_2y'");
    assert_eq!(desk.session.counts(layer), Some((1, 2)));
    for _ in 0..4 {
        desk.send(Command::Undo);
    }
    let before = entry(&desk, layer);
    assert_eq!((before.kind, before.asks_map), (None, true));
    assert!(before.layer.columns.iter().all(|column| !column.is_derived));
    for _ in 0..3 {
        desk.send(Command::Redo);
    }
    assert_eq!(entry(&desk, layer).layer.value("idle_state", 0).to_text(), "idle_2y");
    desk.send(Command::Redo);
    assert_eq!(desk.session.counts(layer), Some((1, 2)));
}

#[test]
fn what_is_derived_comes_back_whenever_the_job_answers() {
    let (mut desk, layer) = with_unclear();
    desk.hold = true;
    say(&mut desk, layer, is(LayerKind::Land));
    // Something else happens before the columns are there.
    desk.send(Command::SetVisible { layer, visible: false });
    desk.hold = false;
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert!(entry(&desk, layer).layer.column("idle_state").is_some());
    desk.send(Command::Undo);
    assert!(entry(&desk, layer).visible && entry(&desk, layer).kind == Some(LayerKind::Land));
    assert!(entry(&desk, layer).layer.column("idle_state").is_some(), "the step before has them too");
}

#[test]
fn rows_follow_what_is_derived_from_columns_that_are_bound_otherwise() {
    let (mut desk, layer) = with_unclear();
    say(&mut desk, layer, is(LayerKind::Land));
    desk.filter(layer, "idle_state = 'unknown'");
    assert_eq!(desk.session.counts(layer), Some((2, 2)));
    bind_clock(&mut desk, layer);
    assert_eq!(entry(&desk, layer).layer.value("idle_state", 0).to_text(), "idle_2y");
    assert_eq!(desk.session.counts(layer), Some((0, 2)), "the same filter, over other dates");
    desk.send(Command::Undo);
    assert_eq!(entry(&desk, layer).layer.value("idle_state", 0).to_text(), "unknown");
    assert_eq!(desk.session.counts(layer), Some((2, 2)));
}

#[test]
fn a_step_before_is_held_against_columns_that_come_late() {
    let (mut desk, layer) = with_unclear();
    say(&mut desk, layer, is(LayerKind::Land));
    desk.filter(layer, "idle_state = 'unknown'");
    desk.hold = true;
    say(&mut desk, layer, SaidKind::NoneOfThem);
    desk.send(Command::SetVisible { layer, visible: false });
    desk.hold = false;
    while !desk.held.is_empty() {
        desk.run_held();
    }
    desk.send(Command::Undo);
    let now = entry(&desk, layer);
    assert!(now.visible && now.layer.column("idle_state").is_none());
    assert!(now.filter.filter.is_none() && now.filter.error.is_some());
    assert!(now.cards.iter().all(|card| now.layer.column(card).is_some()), "{:?}", now.cards);
}

#[test]
fn another_kind_keeps_what_was_said_and_tells_what_no_longer_holds() {
    let (mut desk, layer) = with_unclear();
    say(&mut desk, layer, is(LayerKind::Land));
    let bind =
        |column: &str, key: &str| FieldsCommand::Bind { column: column.to_owned(), key: key.to_owned() };
    desk.send(Command::Fields { layer, ask: bind("用地", "owner") });
    desk.send(Command::Fields { layer, ask: bind("约定动工日", "stopped_on") });
    say(&mut desk, layer, is(LayerKind::Factories));
    let now = entry(&desk, layer);
    assert_eq!(now.kind, Some(LayerKind::Factories));
    let owner = now.binding.entry("用地").unwrap();
    assert_eq!((owner.key.as_deref(), owner.state), (Some("owner"), State::Bound));
    assert!(now.layer.column("idle_state").is_none() && now.layer.column("metro_m").is_some());
    let told = desk.session.notices().last().unwrap();
    assert_eq!(told.diagnostic.code, "kind-words-lost");
    assert!(format!("{:?}", told.diagnostic).contains("约定动工日"));
}

#[test]
fn none_of_the_kinds_takes_fields_away_and_a_filter_on_them_says_so() {
    let (mut desk, layer) = with_unclear();
    say(&mut desk, layer, is(LayerKind::Land));
    desk.filter(layer, "idle_state = 'unknown'");
    say(&mut desk, layer, SaidKind::NoneOfThem);
    let now = entry(&desk, layer);
    assert_eq!((now.kind, now.asks_map, now.map), (None, false, MapKind::Space));
    assert!(now.layer.column("idle_state").is_none() && now.column_of("area_mu").is_none());
    assert!(now.filter.error.is_some() && now.filter.filter.is_none());
    assert_eq!(now.filter.text, "idle_state = 'unknown'", "the text is still there");
    assert_eq!(desk.session.counts(layer), Some((2, 2)));
    // And back: what the filter speaks of is there again.
    say(&mut desk, layer, is(LayerKind::Land));
    let filter = &entry(&desk, layer).filter;
    assert!(filter.error.is_none() && filter.filter.is_some());
    assert_eq!(desk.session.counts(layer), Some((2, 2)));
    say(&mut desk, layer, SaidKind::AsRecognised);
    assert!(!entry(&desk, layer).binding.is_kind_by_person());
    assert_eq!((entry(&desk, layer).kind, entry(&desk, layer).asks_map), (None, true));
}

#[test]
fn the_brief_the_check_and_the_summary_follow() {
    let (mut desk, layer) = with_unclear();
    let lines = r#"{"version":1,"lines":[{"what":"area_m2","at_least":10000}]}"#;
    desk.send(Command::SetBrief { brief: Brief::parse(lines).unwrap() });
    desk.send(Command::ShowBrief { open: true });
    let answer = |desk: &Desk| desk.session.brief().answer().unwrap().answer.clone();
    assert_eq!((answer(&desk).judged, answer(&desk).left_out.len()), (0, 1));
    desk.send(Command::CheckLayer { layer });
    desk.send(Command::SetBottomTab { tab: BottomTab::Overview });
    say(&mut desk, layer, is(LayerKind::Land));
    assert_eq!((answer(&desk).judged, answer(&desk).matches.count), (2, 1));
    assert!(desk.session.are_findings_stale(layer));
    let overview = desk.session.overview().unwrap();
    let area = &overview[0].figures.iter().find(|(figure, _)| figure.key == "overview-area-mu").unwrap().1;
    let all = &area.as_ref().unwrap()[1];
    assert!((all.sum - 33.0).abs() < 1e-9, "2.2 公顷 are 33 亩: {all:?}");
    let of = |feature| three_maps::app::FeatureRef { layer, row: feature };
    desk.send(Command::ToggleShortlist { feature: of(0) });
    desk.send(Command::ToggleShortlist { feature: of(1) });
    desk.send(Command::ShowCompare { open: true });
    assert!(desk.session.brief().comparison().is_some());
    say(&mut desk, layer, SaidKind::NoneOfThem);
    assert_eq!(answer(&desk).judged, 0);
    let (_, table) = desk.session.brief().comparison().unwrap();
    assert!(table.rows.iter().all(|row| row.about != three_maps::maps::compare::About::Area));
}

#[test]
fn a_workspace_keeps_what_was_said_of_the_kind() {
    for (said, kind) in [(is(LayerKind::Land), Some(LayerKind::Land)), (SaidKind::NoneOfThem, None)] {
        let (mut desk, layer) = with_unclear();
        say(&mut desk, layer, said);
        assert!(desk.session.is_unsaved());
        let path = save_as(&mut desk, "w.threemaps.json");
        assert!(!desk.session.is_unsaved());
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("\"kind_by_person\": true"), "{text}");
        let mut later = Desk::new();
        ask(&mut later, WorkspaceCommand::Open { path: path.clone() });
        let now = &later.session.document().layers[0];
        assert_eq!((now.kind, now.binding.is_kind_by_person(), now.asks_map), (kind, true, false));
        assert_eq!(now.layer.column("idle_state").is_some(), kind.is_some());
        assert!(!later.session.is_unsaved());
        // The file read again is still what was said.
        let layer = now.id;
        later.send(Command::ReloadLayer { layer });
        let now = &later.session.document().layers[0];
        assert_eq!((now.kind, now.binding.is_kind_by_person()), (kind, true));
    }
}

#[test]
fn a_snapshot_by_what_was_said_can_be_verified() {
    let (mut desk, layer) = with_unclear();
    say(&mut desk, layer, is(LayerKind::Land));
    bind_clock(&mut desk, layer);
    desk.filter(layer, "idle_state = 'idle_2y'");
    let path = desk.path("due.geojson");
    desk.send(Command::Export { layer, path: path.clone(), options: ExportOptions::default() });
    let verified = verify(&path, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);
}

#[test]
fn colours_and_cards_by_a_derived_field_come_with_it() {
    let mut desk = Desk::new();
    let firm = |name: &str, code: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"名称":"{name}","行业代码":"{code}"}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
        )
    };
    let firms = [firm("甲", "C3911"), firm("乙", "I6510"), firm("丙", "C3911")].join(",");
    let text = format!(r#"{{"type":"FeatureCollection","name":"Sheet1","features":[{firms}]}}"#);
    let path = desk.file("x.geojson", &text);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    assert_eq!(entry(&desk, layer).kind, None);
    desk.send(Command::ShowBottom { open: true });
    say(&mut desk, layer, is(LayerKind::Enterprises));
    let section = Some("industry_section");
    assert_eq!(desk.session.styled(layer).unwrap().style.field.as_deref(), section);
    assert_eq!(entry(&desk, layer).cards.first().map(String::as_str), section);
    assert_eq!(desk.session.document().map, MapKind::Industry, "it goes where it belongs");
    let charted = |desk: &Desk| desk.session.breakdown().flatten().map(|chart| chart.field.clone());
    assert_eq!(charted(&desk).as_deref(), section);
    say(&mut desk, layer, SaidKind::NoneOfThem);
    assert!(charted(&desk).is_none_or(|field| entry(&desk, layer).layer.column(&field).is_some()));
    let coloured = desk.session.styled(layer).unwrap().style.field.clone();
    assert!(coloured.is_none_or(|field| entry(&desk, layer).layer.column(&field).is_some()));
    assert!(entry(&desk, layer).cards.is_empty());
}
