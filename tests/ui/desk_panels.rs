//! The desk's panels: layer list, shortlist, recent files, first minute, loads and failures; each in both
//! languages where words matter. (Inspector, filter cards and status line: `desk_cards`.)

use crate::desk::Desk;
use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{Command, Effect, Event, Example, FeatureRef, JobId, LayerId};
use three_maps::jobs::Report;
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::progress::Tick;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::status::MapStatus;
use three_maps::ui::panels::{bar, empty, layers, notices, status};

const LEFT: [f32; 2] = [312.0, 700.0];
pub const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

pub fn bundled(lang: Lang) -> Desk {
    let mut desk = Desk::empty(lang);
    desk.apply(Command::OpenBundled);
    desk
}

pub fn layer_of(desk: &Desk, kind: LayerKind) -> LayerId {
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

#[test]
fn a_file_that_could_not_be_opened_beside_others_is_told_with_what_was_come_upon() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let cut = desk.path("cut.geojson");
        std::fs::write(&cut, &crate::desk::LAND[..60]).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![cut] });
        let open: Vec<u64> = desk.session.open_notices().map(|notice| notice.id).collect();
        assert!(open.len() > 1, "{:?}", desk.session.notices());
        let mut harness = desk.harness([800.0, 500.0], |ui, session, _, commands| {
            let map = ui.max_rect();
            notices::toast(ui, map, session, commands);
        });
        harness.run();
        // The reason, and what led to it.
        harness.get_by_label(&text(lang, "no-feature"));
        harness.get_by_label_contains(lang.pick("截断", "ends in the middle"));
        harness.get_by_label(&text(lang, "notices-copy")).click();
        harness.run();
        let [Command::Copy { text: copied }] = harness.state().sent.as_slice() else {
            panic!("{:?}", harness.state().sent)
        };
        assert_eq!(copied.lines().count(), open.len(), "{copied}");
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "notices-dismiss")).click();
        harness.run();
        assert_eq!(harness.state().sent.len(), open.len());
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
