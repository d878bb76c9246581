//! Each panel: click this → that command. Every input has an accessible name: the harness checks it.

use crate::desk::Desk;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{
    Command, ExportRows, FeatureRef, FieldsCommand, SaidKind, SelectMode, Theme, WorkspaceCommand,
};
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::scene::Camera;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::export_dialog::ExportDialog;
use three_maps::ui::panels::status::MapStatus;
use three_maps::ui::panels::{bar, empty, inspector, layers, notices, out_of_view, status};
use three_maps::write::Format;

const BAR: [f32; 2] = [1600.0, 56.0];
const LEFT: [f32; 2] = [312.0, 700.0];
const RIGHT: [f32; 2] = [340.0, 900.0];

fn first_selected(desk: &mut Desk) {
    let feature = FeatureRef { layer: desk.layer(), row: 0 };
    desk.apply(Command::Select { features: vec![feature], mode: SelectMode::Replace });
}

#[test]
fn the_bar_switches_maps_and_sends_its_commands_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness =
            Desk::with_land(lang).harness(BAR, |ui, session, _, commands| bar::show(ui, session, commands));
        let clicks = [
            (MapKind::Industry.label(lang).to_owned(), Command::SwitchMap { map: MapKind::Industry }),
            (MapKind::Startup.label(lang).to_owned(), Command::SwitchMap { map: MapKind::Startup }),
            (text(lang, "bar-open"), Command::OpenDialog),
            (text(lang, "bar-export"), Command::ExportDialog),
            ("中 / EN".to_owned(), Command::SetLang { lang: lang.other() }),
            (text(lang, "bar-theme-dark"), Command::SetTheme { theme: Theme::Dark }),
        ];
        for (label, command) in clicks {
            harness.state_mut().sent.clear();
            harness.get_by_label(&label).click();
            harness.run();
            assert_eq!(harness.state().sent, [command], "{label}");
        }
    }
}

#[test]
fn the_chosen_map_asks_for_nothing_and_nothing_can_be_undone_at_first() {
    let mut harness =
        Desk::with_land(Lang::Zh).harness(BAR, |ui, session, _, commands| bar::show(ui, session, commands));
    harness.get_by_label(MapKind::Space.label(Lang::Zh)).click();
    harness.run();
    harness.get_by_label(&text(Lang::Zh, "bar-undo-nothing")).click();
    harness.run();
    assert_eq!(harness.state().sent, []);
}

#[test]
fn undo_names_the_step_that_it_takes_back() {
    let mut desk = Desk::with_land(Lang::Zh);
    let layer = desk.layer();
    desk.apply(Command::SetFilterText { layer, text: "area_mu > 60".into(), gesture: None });
    let step = text(Lang::Zh, desk.session.undo_name().unwrap());
    let mut harness = desk.harness(BAR, |ui, session, _, commands| bar::show(ui, session, commands));
    harness.get_by_label(&text_with(Lang::Zh, "bar-undo", &[("step", step.into())])).click();
    harness.run();
    assert_eq!(harness.state().sent, [Command::Undo]);
}

#[test]
fn the_bar_keeps_inside_the_smallest_window() {
    for lang in [Lang::Zh, Lang::En] {
        let harness = Desk::with_land(lang)
            .harness([960.0, 56.0], |ui, session, _, commands| bar::show(ui, session, commands));
        let mut parts = ["bar-open", "bar-export", "bar-theme-dark", "bar-undo-nothing"]
            .map(|key| harness.get_by_label(&text(lang, key)).rect())
            .to_vec();
        for map in [MapKind::Space, MapKind::Industry, MapKind::Startup] {
            parts.push(harness.get_by_label(map.label(lang)).rect());
        }
        for (at, part) in parts.iter().enumerate() {
            assert!(part.left() >= 0.0 && part.right() <= 960.0, "{lang:?}: {part:?}");
            for other in &parts[..at] {
                assert!(!part.shrink(1.0).intersects(*other), "{lang:?}: {part:?} over {other:?}");
            }
        }
    }
}

#[test]
fn a_layer_is_hidden_by_its_eye_and_chosen_by_its_row() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = Desk::with_land(lang).harness(LEFT, |ui, session, styles, commands| {
            layers::show(ui, session, styles, commands);
        });
        let layer = harness.state().layer();
        let title = three_maps::maps::schema::LayerKind::Land.label(lang);
        harness.get_by_label(&text_with(lang, "layers-hide", &[("layer", title.into())])).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::SetVisible { layer, visible: false }]);
        // matching / all stands in the row.
        let args = [("layer", title.into()), ("matching", "3".into()), ("all", "3".into())];
        harness.get_by_label(&text_with(lang, "layers-choose", &args));
    }
}

#[test]
fn the_menu_of_a_layer_closes_it() {
    let mut harness = Desk::with_land(Lang::Zh).harness(LEFT, |ui, session, styles, commands| {
        layers::show(ui, session, styles, commands);
    });
    let layer = harness.state().layer();
    harness.get_by_label(&text_with(Lang::Zh, "layers-more", &[("layer", "闲置土地".into())])).click();
    harness.run();
    harness.get_by_label(&text(Lang::Zh, "layers-close")).click();
    harness.run();
    assert_eq!(harness.state().sent, [Command::CloseLayer { layer }]);
}

#[test]
fn the_inspector_says_what_is_known_and_where_it_came_from() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        first_selected(&mut desk);
        let mut harness =
            desk.harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands));
        let name = lang.pick("沿江 22-14", "Riverside 22-14");
        harness.get_by_label(name);
        let args = [("file", "land.geojson".into()), ("number", "1".into())];
        harness.get_by_label(&text_with(lang, "inspector-origin-line", &args));
        // The owner's telephone is masked, wherever it might show.
        let masked = format!("{}: {}", lang.pick("联系电话", "Telephone"), text(lang, "value-private"));
        assert!(
            harness.query_by_label(&masked).is_some()
                || harness.query_all_by_label_contains(&text(lang, "value-private")).count() == 1
        );
        assert_eq!(harness.query_all_by_label_contains("0571").count(), 0);

        let clicks = [
            ("inspector-next", Command::NextSelected),
            ("inspector-previous", Command::PreviousSelected),
            ("inspector-zoom", Command::ZoomToSelection),
            ("inspector-close", Command::ClearSelection),
        ];
        for (key, command) in clicks {
            harness.state_mut().sent.clear();
            harness.get_by_label(&text(lang, key)).click();
            harness.run();
            assert_eq!(harness.state().sent, [command], "{key}");
        }
    }
}

#[test]
fn what_is_copied_leaves_internal_fields_behind() {
    let mut desk = Desk::with_land(Lang::Zh);
    first_selected(&mut desk);
    let mut harness = desk.harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands));
    harness.get_by_label(&text(Lang::Zh, "inspector-copy")).click();
    harness.run();
    let [Command::Copy { text }] = harness.state().sent.as_slice() else {
        panic!("{:?}", harness.state().sent);
    };
    assert!(text.starts_with("沿江 22-14\n"), "{text}");
    assert!(text.contains("68.4 亩"), "{text}");
    assert!(text.contains("land.geojson"), "{text}");
    assert!(!text.contains("0571"), "{text}");
}

#[test]
fn what_is_copied_from_the_inspector_is_no_formula() {
    let mut desk = Desk::empty(Lang::Zh);
    let path = desk.path("formula.geojson");
    let file = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"=1+1","note":"@SUM(A1)","x":-4},"geometry":null}]}"#;
    std::fs::write(&path, file).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    first_selected(&mut desk);
    let mut harness = desk.harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands));
    harness.get_by_label(&text(Lang::Zh, "inspector-copy")).click();
    harness.run();
    let [Command::Copy { text }] = harness.state().sent.as_slice() else {
        panic!("{:?}", harness.state().sent);
    };
    assert!(text.starts_with("'=1+1\n"), "{text}");
    assert!(text.contains("\t'@SUM(A1)\n") && text.contains("x\t-4\n"), "{text}");
}

#[test]
fn with_nothing_selected_the_inspector_says_what_to_do() {
    for lang in [Lang::Zh, Lang::En] {
        let harness = Desk::with_land(lang)
            .harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands));
        harness.get_by_label(&text(lang, "inspector-nothing-hint"));
    }
}

#[test]
fn the_status_line_counts_and_adds_up() {
    let mut desk = Desk::with_land(Lang::Zh);
    let layer = desk.layer();
    desk.apply(Command::SetFilterText { layer, text: "area_mu > 60".into(), gesture: None });
    first_selected(&mut desk);
    let map = MapStatus { pointer_lon_lat: Some([120.348_17, 30.294_62]), denominator: Some(22_013.0) };
    let harness = desk
        .harness([1600.0, 28.0], move |ui, session, _, commands| status::show(ui, session, map, commands));
    harness.get_by_label_contains("/ 3 符合");
    harness.get_by_label_contains("171.2");
    harness.get_by_label_contains("11.4 公顷");
    harness.get_by_label("已选 1 · 68.4 亩");
    harness.get_by_label("120.34817, 30.29462 · WGS 84");
    harness.get_by_label("1 : 22,000");
}

#[test]
fn sums_of_a_file_in_its_own_unit_stand_in_the_schemas_and_name_both() {
    for (lang, selected, total) in [
        (Lang::Zh, "已选 1 · 45.0 亩", "亩 · 5.0 公顷（文件中 0.05 km²）"),
        (Lang::En, "1 selected · 45.0 mu", "mu · 5.0 ha (0.05 km² in the file)"),
    ] {
        let mut desk = Desk::empty(lang);
        let path = desk.path("闲置土地.geojson");
        let feature = |area: f64, at: f64| {
            format!(
                r#"{{"type":"Feature","properties":{{"地块":"A","面积(km²)":{area},"状态":"闲置","约定动工日":"2024-03-01"}},"geometry":{{"type":"Point","coordinates":[{at},30.3]}}}}"#
            )
        };
        let features = [feature(0.03, 120.31), feature(0.02, 120.32)].join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        std::fs::write(&path, text).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.layer();
        let ask = FieldsCommand::SetKind { said: SaidKind::Kind { kind: LayerKind::Land } };
        desk.apply(Command::Fields { layer, ask });
        first_selected(&mut desk);
        let map = MapStatus::default();
        let harness = desk.harness([1600.0, 28.0], move |ui, session, _, commands| {
            status::show(ui, session, map, commands);
        });
        harness.get_by_label(selected);
        harness.get_by_label_contains(&format!("75.0{total}"));
    }
}

#[test]
fn notices_are_listed_and_put_away() {
    let mut desk = Desk::empty(Lang::Zh);
    let missing = desk.path("missing.geojson");
    desk.apply(Command::OpenFiles { paths: vec![missing] });
    let id = desk.session.open_notices().next().unwrap().id;
    let mut harness = desk.harness([800.0, 600.0], |ui, session, _, commands| {
        let map = ui.max_rect();
        notices::toast(ui, map, session, commands);
    });
    harness.run();
    harness.get_by_label(&text(Lang::Zh, "notices-dismiss")).click();
    harness.run();
    assert_eq!(harness.state().sent, [Command::DismissNotice { id }]);
}

#[test]
fn a_notice_that_asks_for_nothing_goes_by_itself_and_a_warning_stays() {
    for (file, goes) in [("kept.geojson", true), ("missing.geojson", false)] {
        let mut desk = Desk::with_land(Lang::Zh);
        if goes {
            let path = desk.path("work.threemaps.json");
            desk.apply(Command::Workspace { ask: WorkspaceCommand::SaveAs { path } });
        } else {
            let paths = vec![desk.path(file)];
            desk.apply(Command::OpenFiles { paths });
        }
        let id = desk.session.open_notices().next().unwrap().id;
        let mut harness = desk.harness([800.0, 600.0], |ui, session, _, commands| {
            let map = ui.max_rect();
            notices::toast(ui, map, session, commands);
        });
        for at in [1.0, 15.0, 22.0] {
            assert!(harness.state().sent.is_empty(), "{file}: before {at} s");
            harness.input_mut().time = Some(at);
            harness.step();
        }
        let gone = harness.state().sent.contains(&Command::DismissNotice { id });
        assert_eq!(gone, goes, "{file}");
    }
}

#[test]
fn an_empty_window_offers_to_open_something() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = Desk::empty(lang).harness([800.0, 600.0], |ui, session, _, commands| {
            let map = ui.max_rect();
            empty::show(ui, map, session, commands);
        });
        harness.run();
        harness.get_by_label(&text(lang, "empty-open")).click();
        harness.run();
        harness.get_by_label(&text(lang, "empty-open-bundled")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::OpenDialog, Command::OpenBundled]);
    }
}

#[test]
fn what_matches_out_of_view_is_said_and_gone_to() {
    for lang in [Lang::Zh, Lang::En] {
        for (center, is_away) in [([120.35, 30.30], false), ([121.5, 31.2], true)] {
            let desk = Desk::with_land(lang);
            let layer = desk.layer();
            let mut harness = desk.harness([800.0, 600.0], move |ui, session, _, commands| {
                let camera = Camera::new(center, 13.0, [800.0, 600.0]);
                let map = ui.max_rect();
                out_of_view::show(ui, map, &camera, session, commands);
            });
            harness.run();
            let go = text(lang, "map-go-there");
            assert_eq!(harness.query_by_label(&go).is_some(), is_away);
            if is_away {
                harness.get_by_label(&go).click();
                harness.run();
                assert_eq!(harness.state().sent, [Command::ZoomToLayer { layer }]);
            }
        }
    }
}

#[test]
fn an_export_leaves_private_fields_out_unless_they_are_asked_for() {
    for lang in [Lang::Zh, Lang::En] {
        for with_private in [false, true] {
            let desk = Desk::with_land(lang);
            let layer = desk.layer();
            let mut dialog = ExportDialog::new(layer, ExportRows::Filtered);
            let mut open = true;
            let mut harness = desk.harness([1000.0, 800.0], move |ui, session, _, commands| {
                if open {
                    open = dialog.show(ui, session, commands);
                }
            });
            harness.run();
            harness.get_by_label("CSV").click();
            harness.run();
            if with_private {
                harness.get_by_label_contains(&text(lang, "export-include-private")).click();
                harness.run();
            } else {
                // Says which stay behind.
                let start = text_with(lang, "export-private", &[("fields", "".into())]);
                harness.get_by_label_contains(start.trim_end());
            }
            harness.get_by_label(&text(lang, "export-save")).click();
            harness.run();
            let [Command::ChooseExportPath { options, .. }] = harness.state().sent.as_slice() else {
                panic!("{:?}", harness.state().sent);
            };
            assert_eq!(options.format, Format::Csv);
            assert_eq!(options.fields, None);
            assert_eq!(options.include_private, with_private);
        }
    }
}

#[test]
fn a_dialog_stands_in_its_place_from_the_first_frame_that_shows_it() {
    let desk = Desk::with_land(Lang::En);
    let mut dialog = ExportDialog::new(desk.layer(), ExportRows::Filtered);
    let mut harness = desk.harness([1000.0, 800.0], move |ui, session, _, commands| {
        if session.brief().is_open() {
            assert!(dialog.show(ui, session, commands));
        }
    });
    harness.run();
    harness.state_mut().apply(Command::ShowBrief { open: true });
    // The first is drawn unseen, to measure it.
    harness.step();
    harness.step();
    let place = |harness: &egui_kittest::Harness<'_, Desk>| {
        harness.get_by_label(&text(Lang::En, "export-title")).rect()
    };
    let first = place(&harness);
    harness.run();
    assert_eq!(place(&harness), first);
}

#[test]
fn a_brief_that_was_opened_as_a_layer_is_opened_with_a_click() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.json");
        std::fs::write(&path, r#"{"version": 1, "lines": []}"#).unwrap();
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::OpenFiles { paths: vec![path.clone()] });
        let id = desk.session.notices().last().unwrap().id;
        let mut harness = desk.harness([700.0, 400.0], |ui, session, _, commands| {
            notices::toast(ui, ui.max_rect(), session, commands);
        });
        harness.run();
        harness.get_by_label(&text(lang, "command-open-brief")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::DismissNotice { id }, Command::OpenBrief { path }]);
    }
}
