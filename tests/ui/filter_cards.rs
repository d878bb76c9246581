//! The filter panel: cards write CQL2, and CQL2 typed by hand shows up in the cards.

use crate::desk::Desk;
use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::Command;
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::maps::schema::{self, LayerKind};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::filters;

const LEFT: [f32; 2] = [312.0, 900.0];

/// The panel with cards for the given fields, every command applied at once.
fn panel(fields: &[&str], filter: &str) -> Harness<'static, Desk> {
    let mut desk = Desk::with_land(Lang::Zh);
    let layer = desk.layer();
    let open: Vec<String> = desk.session.document().layers[0].cards.clone();
    for field in open {
        desk.apply(Command::RemoveCard { layer, field });
    }
    for field in fields {
        desk.apply(Command::AddCard { layer, field: (*field).to_owned() });
    }
    if !filter.is_empty() {
        desk.apply(Command::SetFilterText { layer, text: filter.to_owned(), gesture: None });
    }
    desk.live = true;
    desk.harness(LEFT, |ui, session, styles, commands| {
        filters::show(ui, session, styles, commands);
        filters::cql(ui, session, commands);
    })
}

fn filter_text(harness: &Harness<'_, Desk>) -> String {
    harness.state().session.document().layers[0].filter.text.clone()
}

fn matching(harness: &Harness<'_, Desk>) -> usize {
    let desk = harness.state();
    desk.session.counts(desk.layer()).unwrap().0
}

#[test]
fn a_category_is_chosen_by_its_row() {
    let mut harness = panel(&["land_use"], "");
    harness.get_by_label_contains("M1").click();
    harness.run();
    let layer = harness.state().layer();
    let values = vec![Scalar::Text("M1".to_owned())];
    let condition = Some(Condition::AnyOf { values, missing: false });
    let field = "land_use".to_owned();
    assert_eq!(harness.state().sent, [Command::SetCondition { layer, field, condition, gesture: None }]);
    assert_eq!(matching(&harness), 2);
    assert!(filter_text(&harness).contains("land_use"), "{}", filter_text(&harness));
    // Once more takes it away again.
    harness.get_by_label_contains("M1").click();
    harness.run();
    assert_eq!(matching(&harness), 3);
    assert_eq!(filter_text(&harness), "");
}

#[test]
fn rows_without_a_value_are_a_choice_of_their_own() {
    let mut harness = panel(&["far_min"], "");
    harness.get_by_label_contains(&text(Lang::Zh, "value-missing")).click();
    harness.run();
    assert_eq!(matching(&harness), 1);
    assert!(filter_text(&harness).to_uppercase().contains("IS NULL"), "{}", filter_text(&harness));
}

#[test]
fn two_spellings_of_a_value_are_one_line_unless_the_filter_tells_them_apart() {
    let spelt = |harness: &Harness<'_, Desk>, value: &str| {
        let args = [("label", "闲置".into()), ("value", value.into())];
        let words = text_with(Lang::Zh, "facet-spelt", &args);
        harness.query_all_by_label_contains(&words).count()
    };
    let harness = panel(&["status"], "status IN ('Idle')");
    assert!(
        spelt(&harness, "Idle") > 0 && spelt(&harness, "闲置") > 0,
        "one of them is in force, and not the other"
    );
    let mut harness = panel(&["status"], "status IN ('闲置', 'Idle')");
    assert_eq!(harness.query_all_by_label_contains("（“").count(), 0);
    let boxes = harness.query_all_by_label_contains("闲置");
    let boxes: Vec<_> = boxes.filter(|node| node.accesskit_node().toggled().is_some()).collect();
    let [line] = boxes.as_slice() else { panic!("{} lines", boxes.len()) };
    assert_eq!(line.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    line.click();
    harness.run();
    assert_eq!(filter_text(&harness), "", "both go with their line");
}

#[test]
fn a_number_is_typed_into_the_field_of_a_range() {
    let mut harness = panel(&["area_mu"], "");
    let label = schema::field(Some(LayerKind::Land), "area_mu").unwrap().label(Lang::Zh);
    let name = text_with(Lang::Zh, "filters-from", &[("field", label.into())]);
    let field = harness.get_by_label(&name);
    field.focus();
    harness.run();
    harness.event(egui::Event::Text("60".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(filter_text(&harness), "area_mu >= 60");
    assert_eq!(matching(&harness), 2);
}

#[test]
fn text_typed_by_hand_checks_the_boxes() {
    let harness = panel(&[], "land_use IN ('B2') AND area_mu > 1");
    let row = harness.get_by_label_contains("B2 ");
    assert_eq!(row.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn an_error_stands_under_the_line_with_what_to_do() {
    let harness = panel(&[], "area_nu > 3");
    let error = harness.state().session.document().layers[0].filter.error.clone().unwrap();
    harness.get_by_label_contains(&error.message(Lang::Zh));
    harness.get_by_label(&error.hint(Lang::Zh));
}

#[test]
fn the_filter_that_applies_meanwhile_stands_under_an_error() {
    let mut harness = panel(&[], "area_mu > 60");
    let layer = harness.state().layer();
    harness.state_mut().apply(Command::SetFilterText { layer, text: "area_mu >".to_owned(), gesture: None });
    harness.run();
    let still = text_with(Lang::Zh, "cql-still", &[("filter", "area_mu > 60".into())]);
    harness.get_by_label(&still);
    // What could be written instead is of the layer itself.
    harness.get_by_label_contains("status = '闲置' AND area_mu >= 30");
    harness.state_mut().apply(Command::Undo);
    harness.run();
    assert!(harness.query_by_label(&still).is_none());
    let harness = panel(&[], "area_mu >");
    harness.get_by_label(&text(Lang::Zh, "cql-still-none"));
}

#[test]
fn what_was_understood_and_what_occurs_nowhere_stand_under_the_line() {
    let harness = panel(&[], "\"状态\" = 'Idle' AND area_mu > 60");
    assert_eq!(filter_text(&harness), "status = '闲置' AND area_mu > 60");
    let args = [("from", "\"状态\" = 'Idle'".into()), ("to", "status = '闲置'".into())];
    harness.get_by_label(&text_with(Lang::Zh, "filter-understood", &args));
    let harness = panel(&[], "status = '闲'");
    assert_eq!(matching(&harness), 0);
    let args = [("text", "闲".into()), ("column", "status".into())];
    harness.get_by_label_contains(&text_with(Lang::Zh, "filter-text-nowhere", &args));
}

#[test]
fn a_card_is_added_and_removed() {
    let mut harness = panel(&["land_use"], "");
    harness.get_by_label(&text(Lang::Zh, "filters-add")).click();
    harness.run();
    harness.get_by_label("权属").click();
    harness.run();
    assert_eq!(harness.state().session.document().layers[0].cards, ["land_use", "tenure"]);
    harness.get_by_label(&text_with(Lang::Zh, "filters-remove", &[("field", "权属".into())])).click();
    harness.run();
    assert_eq!(harness.state().session.document().layers[0].cards, ["land_use"]);
}

#[test]
fn a_wrong_filter_is_corrected_from_its_end() {
    // What is marked as wrong stands at the end, where the first keystroke takes it away.
    for wrong in ["area_mu >", "land_use = 闲置", "status LIKE '闲", "闲置"] {
        let mut harness = panel(&[], wrong);
        assert!(harness.state().session.document().layers[0].filter.error.is_some(), "{wrong}");
        let line = harness.get_by_role(egui::accesskit::Role::MultilineTextInput);
        line.focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::End);
        for _ in wrong.chars() {
            harness.key_press(egui::Key::Backspace);
            harness.run();
        }
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(filter_text(&harness), "", "{wrong}");
    }
}

#[test]
fn what_is_private_has_no_card_to_read_it_from() {
    let mut harness = panel(&["land_use"], "owner_tel LIKE '%0001%'");
    assert_eq!(matching(&harness), 1);
    // The condition has its card, or it could not be taken away; the values have none.
    let label = schema::field(Some(LayerKind::Land), "owner_tel").unwrap().label(Lang::Zh);
    harness.get_by_label(&text(Lang::Zh, "value-private"));
    assert!(harness.query_by_label_contains("0571").is_none());
    harness.get_by_label(&text_with(Lang::Zh, "filters-remove", &[("field", label.into())])).click();
    harness.run();
    assert_eq!(matching(&harness), 3);
    harness.get_by_label(&text(Lang::Zh, "filters-add")).click();
    harness.run();
    assert!(harness.query_by_label("权属").is_some());
    assert!(harness.query_by_label(label).is_none());
}

/// A card of more values than are listed, with a condition that lists some of them.
#[test]
fn a_long_list_of_values_keeps_its_condition() {
    for (field, filter) in
        [("parcel_no", "parcel_no IN ('P1', 'P2', 'P3')"), ("number", "number IN (1, 2, 3)")]
    {
        let mut desk = Desk::empty(Lang::Zh);
        let features: Vec<String> = (0..450)
            .map(|at| {
                let values = if at == 449 { String::new() } else { format!(r#""parcel_no":"P{at}","number":{at}"#) };
                format!(
                    r#"{{"type":"Feature","properties":{{{values}}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
                )
            })
            .collect();
        let path = desk.path("many.geojson");
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        std::fs::write(&path, file).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.layer();
        desk.apply(Command::SetFilterText { layer, text: filter.to_owned(), gesture: None });
        desk.live = true;
        let mut harness = desk.harness(LEFT, |ui, session, styles, commands| {
            filters::show(ui, session, styles, commands);
        });
        assert_eq!(matching(&harness), 3, "{field}");
        harness.get_by_label(&text_with(Lang::Zh, "facet-values", &[("count", 3_usize.into())]));
        harness.get_by_label_contains(&text(Lang::Zh, "value-missing")).click();
        harness.run();
        assert_eq!(matching(&harness), 4, "{field}: {}", filter_text(&harness));
        harness.get_by_label_contains(&text(Lang::Zh, "value-missing")).click();
        harness.run();
        assert_eq!(matching(&harness), 3, "{field}");
        // The card's own link stands below that of the panel.
        let clear = text(Lang::Zh, "filters-clear");
        let links = harness.query_all_by_label(&clear);
        links.max_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap().click();
        harness.run();
        assert_eq!(matching(&harness), 450, "{field}");
    }
}

#[test]
fn a_converted_limit_is_shown_rounded_and_a_typed_one_as_it_was_typed() {
    let label = schema::field(Some(LayerKind::Land), "area_m2").unwrap().label(Lang::Zh);
    let name = text_with(Lang::Zh, "filters-from", &[("field", label.into())]);
    // 20 亩
    let mut harness = panel(&["area_m2"], "area_m2 >= 13333.333333333334");
    let shown = |harness: &Harness<'_, Desk>| harness.get_by_label(&name).accesskit_node().value();
    assert_eq!(shown(&harness).as_deref(), Some("13333.3"));
    harness.get_by_label(&name).focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(filter_text(&harness), "area_m2 >= 13333.333333333334", "what was only looked at is the same");
    harness.get_by_label(&name).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.event(egui::Event::Text("0.123456789".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(filter_text(&harness), "area_m2 >= 0.123456789");
    assert_eq!(shown(&harness).as_deref(), Some("0.123456789"));
}
