//! The desk's inspector, filter cards and status line, in both languages where words matter.

use crate::desk::Desk;
use crate::desk_panels::{BOTH, bundled, layer_of};
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{Command, FeatureRef, SelectMode};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::maps::schema::LayerKind;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::status::MapStatus;
use three_maps::ui::panels::{filters, inspector, status};

const RIGHT: [f32; 2] = [340.0, 1000.0];

fn inspected(desk: Desk) -> Harness<'static, Desk> {
    desk.harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands))
}

fn select(desk: &mut Desk, rows: &[u32]) {
    let layer = desk.session.document().chosen.unwrap();
    let features = rows.iter().map(|&row| FeatureRef { layer, row }).collect();
    desk.apply(Command::Select { features, mode: SelectMode::Replace });
}

#[test]
fn areas_stand_side_by_side_and_missing_fields_can_be_hidden() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        select(&mut desk, &[1]);
        let mut harness = inspected(desk);
        harness.get_by_label_contains("102.8 亩 · 68,508 m²".replace('亩', lang.pick("亩", "mu")).as_str());
        let missing = text(lang, "value-missing");
        assert!(harness.query_all_by_label_contains(&missing).count() > 0);
        harness.get_by_label(&text_with(lang, "inspector-hide-missing", &[("count", 0_u64.into())])).click();
        harness.run();
        assert!(harness.state().session.settings().hide_missing);
        assert_eq!(harness.query_all_by_label_contains(&format!(": {missing}")).count(), 0);
        // Its own missing field, and those that cannot be worked out without it.
        let shows = |count: u64| text_with(lang, "inspector-show-missing", &[("count", count.into())]);
        assert!((1..12).any(|count| harness.query_by_label(&shows(count)).is_some()));
    }
}

#[test]
fn a_private_field_shows_to_its_own_eye_for_one_feature_and_is_never_copied() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        select(&mut desk, &[0]);
        let mut harness = inspected(desk);
        let field = lang.pick("联系电话", "Telephone");
        harness.get_by_label(&text_with(lang, "private-show", &[("field", field.into())])).click();
        harness.run();
        harness.get_by_label_contains("0571-0000");
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "inspector-copy")).click();
        harness.run();
        let [Command::Copy { text: copied }] = harness.state().sent.as_slice() else {
            panic!("{:?}", harness.state().sent)
        };
        assert!(!copied.contains("0571"), "{copied}");
        // The next feature's is masked, and so is this one when the person comes back.
        for key in ["inspector-next", "inspector-previous"] {
            harness.get_by_label(&text(lang, key)).click();
            harness.run();
            assert_eq!(harness.query_all_by_label_contains("0571").count(), 0, "{key}");
        }
    }
}

#[test]
fn a_field_copies_its_raw_value() {
    let mut desk = Desk::with_land(Lang::Zh);
    select(&mut desk, &[0]);
    let mut harness = inspected(desk);
    harness.get_by_label_contains("68.4 亩 · 45,600 m²").click();
    harness.run();
    harness.get_by_label(&text(Lang::Zh, "inspector-copy-value")).click();
    harness.run();
    assert_eq!(harness.state().sent, [Command::Copy { text: "68.4".to_owned() }]);
}

#[test]
fn floors_stand_in_a_small_table_with_units() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        let layer = layer_of(&desk, LayerKind::Factories);
        desk.apply(Command::ChooseLayer { layer });
        select(&mut desk, &[0]);
        let harness = inspected(desk);
        let header = format!(
            "{} | {} m | {} t/m² | {} m²",
            text(lang, "nested-floor"),
            lang.pick("净层高", "Clear height"),
            lang.pick("楼面荷载", "Floor load"),
            lang.pick("可用面积", "Available area")
        );
        harness.get_by_label_contains(&header);
        harness.get_by_label("1 | 7.2 | 2.5 | 6,122");
    }
}

#[test]
fn the_inspector_puts_a_feature_on_the_shortlist_and_takes_it_off() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        select(&mut desk, &[0]);
        let mut harness = inspected(desk);
        harness.get_by_label(&text(lang, "shortlist-add")).click();
        harness.run();
        assert_eq!(harness.state().session.document().shortlist.len(), 1);
        harness.get_by_label(&text(lang, "shortlist-take-off")).click();
        harness.run();
        assert!(harness.state().session.document().shortlist.is_empty());
    }
}

#[test]
fn several_selected_features_show_their_sums_and_a_list() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        select(&mut desk, &[0, 2]);
        let mut harness = inspected(desk);
        harness.get_by_label(&text_with(lang, "many-title", &[("count", "2".into())]));
        // 68.4 + 35.2 亩, 6.9 公顷.
        let tail = text_with(lang, "status-total-area", &[("hectares", "6.9".into())]);
        harness.get_by_label_contains(&format!("103.6 {tail}"));
        harness.get_by_label("文泽 19-03").click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ShowSelected { at: 1 }]);
        assert_eq!(harness.state().session.document().current, 1);
    }
}

fn cards(desk: Desk) -> Harness<'static, Desk> {
    desk.harness([312.0, 900.0], |ui, session, styles, commands| {
        filters::show(ui, session, styles, commands);
        filters::cql(ui, session, commands);
    })
}

#[test]
fn dates_have_a_histogram_whose_handles_rest_on_whole_bins() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        let layer = layer_of(&desk, LayerKind::Land);
        for field in desk.session.document().layer(layer).unwrap().cards.clone() {
            desk.apply(Command::RemoveCard { layer, field });
        }
        desk.apply(Command::AddCard { layer, field: "contract_start".to_owned() });
        desk.live = true;
        let mut harness = cards(desk);
        harness.get_by_label(&text(lang, "facet-by-year"));
        let field = lang.pick("约定动工日", "Start by contract");
        let low = text_with(lang, "filters-handle-low", &[("field", field.into())]);
        harness.get_by_label(&low).focus();
        harness.run();
        harness.key_press(Key::ArrowRight);
        harness.run();
        let entry = harness.state().session.document().layer(layer).unwrap();
        let condition =
            three_maps::filter::facet::condition_of(entry.filter.filter.as_ref(), "contract_start");
        let Some(Condition::DateRange { min: Some(min), max: None, missing: false }) = condition else {
            panic!("{condition:?}")
        };
        assert!(min.ends_with("-01-01"), "{min}");
        let (matching, all) = harness.state().session.counts(layer).unwrap();
        assert!(matching < all);
    }
}

#[test]
fn a_long_list_is_searched_and_the_search_can_be_the_condition() {
    let mut desk = bundled(Lang::Zh);
    let layer = layer_of(&desk, LayerKind::Enterprises);
    desk.apply(Command::ChooseLayer { layer });
    for field in desk.session.document().layer(layer).unwrap().cards.clone() {
        desk.apply(Command::RemoveCard { layer, field });
    }
    desk.apply(Command::AddCard { layer, field: "industry".to_owned() });
    desk.live = true;
    let mut harness = cards(desk);
    harness.get_by_label(&text_with(Lang::Zh, "facet-search", &[("field", "行业".into())])).focus();
    harness.run();
    harness.event(egui::Event::Text("C39".to_owned()));
    harness.run();
    harness.get_by_label_contains("C39 计算机通信电子");
    assert!(harness.query_by_label_contains("C38").is_none());
    let contains = text_with(Lang::Zh, "facet-contains", &[("text", "C39".into())]);
    harness.get_by_label_contains(&contains).click();
    harness.run();
    let (matching, all) = harness.state().session.counts(layer).unwrap();
    assert!(0 < matching && matching < all, "{matching} of {all}");
    let condition = Some(Condition::Contains { text: "C39".to_owned() });
    let field = "industry".to_owned();
    assert_eq!(harness.state().sent, [Command::SetCondition { layer, field, condition, gesture: None }]);
}

#[test]
fn the_menu_of_fields_is_grouped_and_searched() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.live = true;
        let mut harness = cards(desk);
        harness.get_by_label(&text(lang, "filters-add")).click();
        harness.run();
        for group in ["fields-categories", "fields-numbers", "fields-dates", "fields-texts"] {
            harness.get_by_label(&text(lang, group));
        }
        harness.event(egui::Event::Text("contract".to_owned()));
        harness.run();
        assert!(harness.query_by_label(&text(lang, "fields-numbers")).is_none());
        harness.key_press(Key::Enter);
        harness.run();
        let field = "contract_start".to_owned();
        assert_eq!(harness.state().sent, [Command::AddCard { layer, field }]);
    }
}

#[test]
fn chosen_values_are_kept_when_one_is_added() {
    let mut desk = Desk::with_land(Lang::Zh);
    let layer = desk.layer();
    for field in desk.session.document().layers[0].cards.clone() {
        desk.apply(Command::RemoveCard { layer, field });
    }
    desk.apply(Command::SetFilterText { layer, text: "land_use = 'M1'".into(), gesture: None });
    let mut harness = cards(desk);
    harness.get_by_label_contains("B2 ").click();
    harness.run();
    let values = ["M1", "B2"].map(|value| Scalar::Text(value.to_owned())).to_vec();
    let condition = Some(Condition::AnyOf { values, missing: false });
    let field = "land_use".to_owned();
    assert_eq!(harness.state().sent, [Command::SetCondition { layer, field, condition, gesture: None }]);
}

#[test]
fn the_status_line_fits_every_width_in_both_languages_and_keeps_the_count() {
    for lang in BOTH {
        for width in [700.0, 960.0, 1280.0, 1600.0] {
            let mut desk = bundled(lang);
            let layer = layer_of(&desk, LayerKind::Enterprises);
            desk.apply(Command::ChooseLayer { layer });
            desk.apply(Command::SetFilterText { layer, text: "output > 10".into(), gesture: None });
            let features = (0..1234).map(|row| FeatureRef { layer, row }).collect();
            desk.apply(Command::Select { features, mode: SelectMode::Replace });
            let map =
                MapStatus { pointer_lon_lat: Some([120.348_17, 30.294_62]), denominator: Some(22_013.0) };
            let harness = desk.harness([width, 28.0], move |ui, session, _, commands| {
                status::show(ui, session, map, commands);
            });
            let (matching, _) = harness.state().session.counts(layer).unwrap();
            let shown = matching.to_string();
            let digits = shown.split_at(shown.len().saturating_sub(3));
            harness.get_by_label_contains(&format!("{},{}", digits.0, digits.1));
            let mut rects: Vec<egui::Rect> = Vec::new();
            for node in harness.root().children_recursive() {
                let node_of = node.accesskit_node();
                if node_of.label().or_else(|| node_of.value()).is_some_and(|text| !text.is_empty()) {
                    rects.push(node.rect());
                }
            }
            assert!(rects.len() >= 3, "{lang:?} {width}: {rects:?}");
            for (at, rect) in rects.iter().enumerate() {
                assert!(rect.left() >= 0.0 && rect.right() <= width, "{lang:?} {width}: {rect:?}");
                for other in &rects[..at] {
                    let apart = rect.right() <= other.left() + 0.5 || other.right() <= rect.left() + 0.5;
                    assert!(apart, "{lang:?} {width}: {rect:?} over {other:?}");
                }
            }
        }
    }
}
