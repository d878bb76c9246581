//! Filtering by cards and by text: one filter, and everything follows it.

use super::desk::Desk;
use std::sync::Arc;
use three_maps::app::{Command, Event, FieldsCommand, LayerId, Session};
use three_maps::filter::Filter;
use three_maps::filter::facet::{Condition, Scalar, condition_of};
use three_maps::jobs::{Category, FacetValues, MOST_CATEGORIES, Report, run_now};
use three_maps::progress::CancelToken;

fn any_of(values: &[&str]) -> Condition {
    let values = values.iter().map(|value| Scalar::Text((*value).to_owned())).collect();
    Condition::AnyOf { values, missing: false }
}

fn at_least(min: f64) -> Condition {
    Condition::Range { min: Some(min), max: None, missing: false }
}

fn set(desk: &mut Desk, layer: LayerId, field: &str, condition: Condition) {
    desk.send(Command::SetCondition {
        layer,
        field: field.to_owned(),
        condition: Some(condition),
        gesture: None,
    });
}

fn text(session: &Session, layer: LayerId) -> &str {
    &session.document().layer(layer).unwrap().filter.text
}

/// The counts of a category card.
fn card(desk: &Desk, layer: LayerId, field: &str) -> Vec<(String, usize)> {
    let summary = desk.session.summary(layer).unwrap();
    let facet = summary.facets.iter().find(|facet| facet.field == field).unwrap();
    match &facet.values {
        FacetValues::Categories(list) => list.iter().map(|one| (one.value.clone(), one.count)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_values_stand_for_is_counted_with_them() {
    let features: Vec<String> = ["M1", "一类工业用地", "X9", "M1 "]
        .iter()
        .map(|code| {
            format!(
                r#"{{"type":"Feature","properties":{{"land_use":"{code}","status":"Idle","parcel_no":"1","area_mu":1}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
            )
        })
        .collect();
    let file = format!(r#"{{"type":"FeatureCollection","name":"land","features":[{}]}}"#, features.join(","));
    let (mut desk, layer) = Desk::with_file("land.geojson", &file);
    let read = |desk: &Desk, field: &str| {
        let facets = &desk.session.summary(layer).unwrap().facets;
        match &facets.iter().find(|it| it.field == field).unwrap().values {
            FacetValues::Categories(listed) => listed.clone(),
            other => panic!("{other:?}"),
        }
    };
    let add = |desk: &mut Desk, field: &str| desk.send(Command::AddCard { layer, field: field.to_owned() });
    add(&mut desk, "land_use");
    add(&mut desk, "status");
    let idle = |code, labels: Option<[&str; 2]>| {
        let labels = labels.map(|labels| labels.map(str::to_owned));
        [Category { value: "Idle".to_owned(), code, labels, count: 4 }]
    };
    assert_eq!(read(&desk, "status"), idle(Some("闲置"), Some(["闲置", "Idle"])));
    let uses = read(&desk, "land_use");
    let of = |value: &str| uses.iter().find(|it| it.value == value).unwrap();
    assert_eq!((of("M1").code, of("M1 ").code, of("X9").code), (Some("M1"), Some("M1"), None));
    assert!(of("M1").labels.as_ref().unwrap()[0].starts_with("M1 ") && of("X9").labels.is_none());
    // A column that is no field any more has values of its own, and no codes.
    let ask = FieldsCommand::Unbind { column: "status".to_owned() };
    desk.send(Command::Fields { layer, ask });
    add(&mut desk, "status");
    assert_eq!(read(&desk, "status"), idle(None, None));
}

#[test]
fn cards_write_the_text_and_counts_follow() {
    let (mut desk, layer) = Desk::with_land();
    set(&mut desk, layer, "status", any_of(&["闲置", "在建"]));
    let typed = Filter::parse("status in ('闲置', '在建')").unwrap();
    assert_eq!(text(&desk.session, layer), typed.to_text());
    assert_eq!(desk.counts(layer), (4, 5));
    set(&mut desk, layer, "area_mu", at_least(60.0));
    assert_eq!(desk.matching(layer), [0, 1]);
    // A card counts what choosing another value would bring: its own condition does not count.
    let of = |value: &str| {
        card(&desk, layer, "status").into_iter().find_map(|(name, count)| (name == value).then_some(count))
    };
    assert_eq!((of("闲置"), of("在建"), of("已用")), (Some(2), Some(0), Some(0)));
    let total =
        desk.session.summary(layer).unwrap().totals.iter().find(|total| total.field == "area_mu").unwrap();
    assert!((total.sum - 171.2).abs() < 1e-9 && total.count == 2 && total.missing == 0);
    desk.send(Command::RemoveCard { layer, field: "area_mu".to_owned() });
    assert_eq!(desk.counts(layer), (4, 5));
    assert_eq!(desk.session.document().layer(layer).unwrap().cards, ["status"]);
}

#[test]
fn text_typed_by_hand_shows_in_the_cards() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "status = '闲置' and area_mu >= 100");
    assert_eq!(desk.matching(layer), [1]);
    // The text stays as it was typed.
    assert_eq!(text(&desk.session, layer), "status = '闲置' and area_mu >= 100");
    let filter = desk.session.document().layer(layer).unwrap().filter.filter.clone();
    assert_eq!(condition_of(filter.as_ref(), "status"), Some(any_of(&["闲置"])));
    assert_eq!(condition_of(filter.as_ref(), "area_mu"), Some(at_least(100.0)));
    // Missing is never zero.
    desk.filter(layer, "area_mu < 1000");
    assert_eq!(desk.counts(layer), (4, 5));
    desk.filter(layer, "area_mu IS NULL");
    assert_eq!(desk.matching(layer), [3]);
    desk.filter(layer, "  ");
    assert_eq!(desk.counts(layer), (5, 5));
}

#[test]
fn a_broken_text_says_what_is_wrong_and_the_rows_stay() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu >= 60");
    desk.filter(layer, "area_mu >= ");
    let state = &desk.session.document().layer(layer).unwrap().filter;
    assert_eq!(state.text, "area_mu >= ");
    assert!(state.error.is_some());
    assert_eq!(desk.matching(layer), [0, 1]);
    desk.filter(layer, "aera_mu >= 60");
    let error = desk.session.document().layer(layer).unwrap().filter.error.clone().unwrap();
    assert!(error.report(three_maps::text::Lang::En).contains("area_mu"), "{error}");
    desk.filter(layer, "area_mu >= 100");
    assert_eq!(desk.session.document().layer(layer).unwrap().filter.error, None);
    assert_eq!(desk.matching(layer), [1]);
}

#[test]
fn cards_open_and_filters_clear() {
    let (mut desk, layer) = Desk::with_land();
    desk.send(Command::AddCard { layer, field: "name".to_owned() });
    desk.send(Command::AddCard { layer, field: "no such field".to_owned() });
    assert_eq!(desk.session.document().layer(layer).unwrap().cards, ["status", "area_mu", "name"]);
    assert_eq!(card(&desk, layer, "name").len(), 5);
    set(&mut desk, layer, "name", Condition::Contains { text: "22".to_owned() });
    assert_eq!(desk.matching(layer), [0, 4]);
    desk.send(Command::ClearFilter { layer });
    assert_eq!(desk.counts(layer), (5, 5));
    desk.filter(layer, "area_mu > 60");
    desk.send(Command::ClearAllFilters);
    assert_eq!(desk.counts(layer), (5, 5));
}

#[test]
fn rows_come_before_their_sums_and_a_new_card_leaves_the_rows_alone() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    let job = desk.held.pop_front().unwrap();
    let before = desk.session.summary(layer).unwrap().clone();
    for event in run_now(&job, &CancelToken::default()) {
        let is_rows = matches!(event.report, Report::Filtered(_));
        desk.receive(event);
        if is_rows {
            assert_eq!(desk.matching(layer), [0, 1]);
            assert!(!desk.session.is_stale(layer) && desk.session.is_summary_behind(layer));
            assert!(Arc::ptr_eq(desk.session.summary(layer).unwrap(), &before));
        }
    }
    assert!(!desk.session.is_summary_behind(layer));
    let rows = Arc::clone(desk.session.matching(layer).unwrap());
    desk.send(Command::AddCard { layer, field: "name".to_owned() });
    assert!(!desk.session.is_stale(layer) && !desk.session.is_summary_behind(layer));
    let job = desk.held.pop_front().unwrap();
    desk.run(&job, &CancelToken::default());
    assert!(Arc::ptr_eq(desk.session.matching(layer).unwrap(), &rows), "the map need not be filled anew");
    assert_eq!(card(&desk, layer, "name").iter().map(|(_, count)| count).sum::<usize>(), 2);
    // Sums that do not come leave the rows right.
    desk.filter(layer, "area_mu > 100");
    let job = desk.held.pop_front().unwrap();
    let events = run_now(&job, &CancelToken::default());
    desk.receive(events[0].clone());
    desk.receive(events[1].clone());
    desk.receive(Event { job: job.id, report: Report::Cancelled });
    assert!(!desk.session.is_stale(layer) && desk.session.is_summary_behind(layer));
    assert_eq!(desk.notices(), ["summary-not-run"]);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    // While the first filter runs, the rows before stay, marked as stale.
    assert!(desk.session.is_stale(layer));
    assert_eq!(desk.counts(layer), (5, 5));
    desk.filter(layer, "area_mu > 100");
    assert_eq!(desk.held.len(), 2);
    desk.run_held();
    assert!(desk.session.is_stale(layer));
    assert_eq!(desk.counts(layer), (5, 5));
    desk.run_held();
    assert!(!desk.session.is_stale(layer));
    assert_eq!(desk.matching(layer), [1]);
    assert!(desk.notices().is_empty());
}

#[test]
fn values_of_a_private_field_are_not_gathered_for_its_card() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "owner_tel LIKE '0571%' AND status = '闲置'");
    desk.send(Command::AddCard { layer, field: "start_price".to_owned() });
    let summary = desk.session.summary(layer).unwrap();
    let fields: Vec<&str> = summary.facets.iter().map(|facet| facet.field.as_str()).collect();
    assert!(fields.contains(&"status"), "{fields:?}");
    assert!(!fields.contains(&"owner_tel") && !fields.contains(&"start_price"), "{fields:?}");
    assert_eq!(desk.matching(layer), [0, 1]);
    // And nothing is asked again and again.
    desk.hold = true;
    desk.send(Command::ClearSelection);
    assert!(desk.held.is_empty());
}

#[test]
fn a_card_gathers_no_more_values_than_it_lists() {
    for (values, listed) in [(MOST_CATEGORIES, true), (MOST_CATEGORIES + 1, false)] {
        let mut desk = Desk::new();
        // Each value twice, so that they are no ids, and one feature without any.
        let features: Vec<String> = (0..=values * 2)
            .map(|at| {
                let code = if at == 0 { "null".to_owned() } else { format!(r#""c{}""#, at % values) };
                format!(
                    r#"{{"type":"Feature","properties":{{"code":{code}}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
                )
            })
            .collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let path = desk.file("codes.geojson", &file);
        desk.send(Command::OpenFiles { paths: vec![path] });
        let layer = desk.session.document().chosen.unwrap();
        desk.send(Command::AddCard { layer, field: "code".to_owned() });
        let facet = &desk.session.summary(layer).unwrap().facets[0];
        assert_eq!(facet.missing, 1);
        match &facet.values {
            FacetValues::Categories(categories) => assert!(listed && categories.len() == values),
            FacetValues::TooMany => assert!(!listed),
            other => panic!("{other:?}"),
        }
    }
}
