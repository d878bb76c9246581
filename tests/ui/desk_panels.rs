//! The desk's panels: layer list, shortlist, recent files, first minute, inspector, filter cards and
//! status line; each in both languages where words matter.

use crate::desk::Desk;
use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{Command, Effect, Event, Example, FeatureRef, JobId, LayerId, SelectMode};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::jobs::Report;
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::progress::Tick;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::status::MapStatus;
use three_maps::ui::panels::{bar, empty, filters, inspector, layers, status};

const LEFT: [f32; 2] = [312.0, 700.0];
const RIGHT: [f32; 2] = [340.0, 1000.0];
const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

fn bundled(lang: Lang) -> Desk {
    let mut desk = Desk::empty(lang);
    desk.apply(Command::OpenBundled);
    desk
}

fn layer_of(desk: &Desk, kind: LayerKind) -> LayerId {
    desk.session.document().layers.iter().find(|entry| entry.kind == Some(kind)).unwrap().id
}

fn list(desk: Desk) -> Harness<'static, Desk> {
    desk.harness(LEFT, layers::show)
}

fn row_name(desk: &Desk, kind: LayerKind, lang: Lang) -> String {
    let (matching, all) = desk.session.counts(layer_of(desk, kind)).unwrap();
    let args = [
        ("layer", kind.label(lang).into()),
        ("matching", matching.to_string().into()),
        ("all", all.to_string().into()),
    ];
    text_with(lang, "layers-choose", &args)
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(egui::Event::PointerMoved(from));
    harness.step();
    harness.event(button(from, true));
    harness.step();
    for part in 1..=4 {
        harness.event(egui::Event::PointerMoved(from + (to - from) * (part as f32 / 4.0)));
        harness.step();
    }
    harness.event(button(to, false));
    harness.step();
    harness.run();
}

#[test]
fn a_row_is_dragged_to_its_new_place() {
    let desk = bundled(Lang::Zh);
    let land = layer_of(&desk, LayerKind::Land);
    let names = [LayerKind::Offices, LayerKind::Factories, LayerKind::Land]
        .map(|kind| row_name(&desk, kind, Lang::Zh));
    let mut harness = list(desk);
    let rects = names.map(|name| harness.get_by_label(&name).rect());
    // The lowest row goes to the top: above the first row's middle.
    let from = rects[2].center() + Vec2::new(20.0, 0.0);
    drag(&mut harness, from, rects[0].center_top() + Vec2::new(20.0, 3.0));
    // Six base layers lie below; two others remain under it.
    assert_eq!(harness.state().sent, [Command::MoveLayer { layer: land, to: 8 }]);
    // Back where it came from: nothing is asked.
    harness.state_mut().sent.clear();
    drag(&mut harness, from, rects[2].center_bottom() + Vec2::new(20.0, 200.0));
    let moves = harness.state().sent.iter().filter(|sent| matches!(sent, Command::MoveLayer { .. })).count();
    assert_eq!(moves, 0);
}

#[test]
fn ctrl_and_an_arrow_moves_the_focused_row() {
    let mut desk = bundled(Lang::En);
    desk.live = true;
    let land = layer_of(&desk, LayerKind::Land);
    let name = row_name(&desk, LayerKind::Land, Lang::En);
    let mut harness = list(desk);
    harness.get_by_label(&name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
    harness.run();
    // At the top there is nowhere to go.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
    harness.run();
    assert_eq!(
        harness.state().sent,
        [Command::MoveLayer { layer: land, to: 7 }, Command::MoveLayer { layer: land, to: 8 }]
    );
    // An arrow alone moves the focus to the row below.
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    harness.run();
    let last = harness.state().sent.last().unwrap();
    assert!(matches!(last, Command::MoveLayer { layer, .. } if *layer != land), "{last:?}");
}

#[test]
fn the_base_unfolds_and_has_one_eye_for_all() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        desk.live = true;
        let mut harness = list(desk);
        assert!(harness.query_by_label(&row_name(harness.state(), LayerKind::Roads, lang)).is_none());
        harness.get_by_label(&text(lang, "layers-base")).click();
        harness.run();
        harness.get_by_label(&row_name(harness.state(), LayerKind::Roads, lang));
        assert!(harness.state().session.settings().is_open("base", false));
        harness.get_by_label(&text(lang, "layers-base-hide")).click();
        harness.run();
        assert!(harness.state().session.document().base_layers().all(|entry| !entry.visible));
        harness.get_by_label(&text(lang, "layers-base-show")).click();
        harness.run();
        assert!(harness.state().session.document().base_layers().all(|entry| entry.visible));
    }
}

#[test]
fn a_layer_of_no_known_kind_asks_and_is_answered() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let path = desk.path("x.geojson");
        std::fs::write(
            &path,
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"depth":1},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}]}"#,
        )
        .unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.session.document().chosen.unwrap();
        desk.live = true;
        let mut harness = list(desk);
        let question = text_with(lang, "ask-map", &[("file", "x.geojson".into())]);
        harness.get_by_label(&question);
        harness.get_by_label(MapKind::Base.label(lang));
        harness.get_by_label(MapKind::Industry.label(lang)).click();
        harness.run();
        let expected = [Command::AssignMap { layer, map: MapKind::Industry }, Command::ChooseLayer { layer }];
        assert_eq!(harness.state().sent, expected);
        assert_eq!(harness.state().session.document().map, MapKind::Industry);
        assert!(harness.query_by_label(&question).is_none());
    }
}

#[test]
fn a_file_opened_again_is_offered_to_be_read_again() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        let path = desk.path("land.geojson");
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let mut harness = list(desk);
        harness.get_by_label(&text_with(lang, "open-already", &[("file", "land.geojson".into())]));
        harness.get_by_label(&text(lang, "layers-reload")).click();
        harness.run();
        harness.get_by_label(&text(lang, "open-already-keep")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ReloadLayer { layer }, Command::KeepLayer { layer }]);
    }
}

#[test]
fn recent_files_open_from_the_bar_and_missing_ones_say_so() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let gone = desk.path("gone.geojson");
        std::fs::write(&gone, crate::desk::LAND).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![gone.clone()] });
        std::fs::remove_file(&gone).unwrap();
        let land = desk.path("land.geojson");
        desk.live = true;
        let mut harness =
            desk.harness([1600.0, 600.0], |ui, session, _, commands| bar::show(ui, session, commands));
        harness.get_by_label(&text(lang, "recents-title")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::CheckRecents]);
        harness.get_by_label(&text_with(lang, "recents-missing", &[("file", "gone.geojson".into())]));
        harness.get_by_label(&text_with(lang, "recents-forget", &[("file", "gone.geojson".into())])).click();
        harness.run();
        assert_eq!(harness.state().session.settings().recents, std::slice::from_ref(&land));
        if harness
            .query_by_label(&text_with(lang, "recents-open", &[("file", "land.geojson".into())]))
            .is_none()
        {
            harness.get_by_label(&text(lang, "recents-title")).click();
            harness.run();
        }
        harness.get_by_label(&text_with(lang, "recents-open", &[("file", "land.geojson".into())])).click();
        harness.run();
        assert_eq!(harness.state().sent.last(), Some(&Command::OpenFiles { paths: vec![land] }));
    }
}

#[test]
fn the_shortlist_is_counted_listed_and_emptied_in_the_bar() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        let features = [0, 2].map(|row| FeatureRef { layer, row });
        for feature in features {
            desk.apply(Command::ToggleShortlist { feature });
        }
        let mut harness =
            desk.harness([1600.0, 600.0], |ui, session, _, commands| bar::show(ui, session, commands));
        harness.get_by_label(&text_with(lang, "shortlist-button", &[("count", 2_u64.into())])).click();
        harness.run();
        let name = lang.pick("沿江 22-14", "Riverside 22-14");
        harness.get_by_label(&text_with(lang, "shortlist-go", &[("name", name.into())])).click();
        harness.run();
        harness.get_by_label(&text_with(lang, "shortlist-remove", &[("name", "文泽 19-03".into())])).click();
        harness.run();
        assert_eq!(
            harness.state().sent,
            [
                Command::GoToFeature { feature: features[0] },
                Command::ToggleShortlist { feature: features[1] }
            ]
        );
    }
}

fn over_map(desk: Desk) -> Harness<'static, Desk> {
    let mut harness = desk.harness([700.0, 520.0], |ui, session, _, commands| {
        let map = ui.max_rect();
        empty::show(ui, map, session, commands);
    });
    harness.run();
    harness
}

#[test]
fn the_first_minute_explains_itself_and_asks_three_questions() {
    for lang in BOTH {
        let mut harness = over_map(Desk::empty(lang));
        harness.get_by_label(&text(lang, "empty-what-it-is"));
        harness.get_by_label(&text(lang, "empty-drop-hint"));
        for key in ["example-land", "example-factories", "example-incubators"] {
            let words = text(lang, key);
            let question = harness.get_by_label(&words);
            let rect = question.rect();
            assert!(rect.top() >= 0.0 && rect.bottom() <= 520.0, "{lang:?} {key}: {rect:?}");
            question.click();
            harness.run();
        }
        let asked: Vec<Command> =
            Example::ALL.iter().map(|&example| Command::RunExample { example }).collect();
        assert_eq!(harness.state().sent, asked);
    }
}

#[test]
fn what_could_not_be_opened_is_told_with_reason_place_and_a_way_on() {
    for lang in BOTH {
        let mut desk = Desk::empty(lang);
        let missing = desk.path("missing.geojson");
        let broken = desk.path("broken.geojson");
        std::fs::write(&broken, "no json at all").unwrap();
        desk.apply(Command::OpenFiles { paths: vec![missing, broken] });
        let mut harness = over_map(desk);
        harness.get_by_label_contains("missing.geojson");
        harness.get_by_label_contains("broken.geojson");
        harness.get_by_label(&text(lang, "file-missing"));
        harness.get_by_label(&text(lang, "notices-copy")).click();
        harness.run();
        let [Command::Copy { text: copied }] = harness.state().sent.as_slice() else {
            panic!("{:?}", harness.state().sent)
        };
        assert!(copied.contains("missing.geojson") && copied.contains("broken.geojson"), "{copied}");
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "empty-open-bundled")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::OpenBundled]);
    }
}

/// A desk whose maps are being read: the job was started and has not reported.
fn loading(lang: Lang) -> (Desk, JobId) {
    let mut desk = Desk::empty(lang);
    let effects = desk.session.apply(Command::OpenBundled);
    let Some(Effect::StartJob(job)) = effects.into_iter().next() else { panic!("no job") };
    let tick = Tick { bytes: 25, bytes_total: 100, features: 14_800 };
    let more = desk.session.receive(Event { job: job.id, report: Report::Progress(tick) });
    assert!(more.is_empty());
    (desk, job.id)
}

#[test]
fn a_load_shows_how_far_it_is_and_can_be_stopped_over_the_map_and_in_the_status_line() {
    for lang in BOTH {
        let (desk, job) = loading(lang);
        let mut harness = over_map(desk);
        harness.get_by_label(&text_with(lang, "status-features", &[("count", "14,800".into())]));
        harness.get_by_label(&text(lang, "empty-stop")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::CancelJob { job }]);

        let (desk, job) = loading(lang);
        let mut harness = desk.harness([960.0, 28.0], |ui, session, _, commands| {
            status::show(ui, session, MapStatus::default(), commands);
        });
        let bar = harness.get_by_role(egui::Role::ProgressIndicator);
        assert_eq!(bar.accesskit_node().numeric_value(), Some(0.25));
        harness.get_by_label(&text(lang, "status-cancel")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::CancelJob { job }]);
    }
}

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
        harness.get_by_label(&text_with(lang, "inspector-show-missing", &[("count", 1_u64.into())]));
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
