//! The panel below the map: headings that sort, rows that select, bars that filter, and what is said
//! where there is nothing to show.

use crate::desk::Desk;
use eframe::egui::{self, Key, Modifiers, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{BottomTab, ChartChoice, Command, FeatureRef, LayerId, SelectMode, Theme, View};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::layer::Order;
use three_maps::stats::Measure;
use three_maps::text::{Arg, Lang, text, text_with};
use three_maps::ui::panels::bottom;
use three_maps::ui::panels::status::{self, MapStatus};
use three_maps::ui::{Start, ThreeMapsApp};

const NARROW: [f32; 2] = [860.0, 224.0];
const WIDE: [f32; 2] = [1200.0, 300.0];

fn panel(mut desk: Desk, size: [f32; 2]) -> Harness<'static, Desk> {
    desk.apply(Command::ShowBottom { open: true });
    draw(desk, size)
}

fn draw(desk: Desk, size: [f32; 2]) -> Harness<'static, Desk> {
    let mut harness = desk.harness(size, bottom::show);
    harness.run();
    harness
}

fn feature(layer: LayerId, row: u32) -> FeatureRef {
    FeatureRef { layer, row }
}

fn one(key: &'static str, value: &str) -> [(&'static str, Arg); 1] {
    [(key, value.into())]
}

/// What was sent since the last call.
fn sent(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    std::mem::take(&mut harness.state_mut().sent)
}

/// Presses a button at a place and lets it go.
fn press(harness: &mut Harness<'_, Desk>, pos: egui::Pos2, button: egui::PointerButton) {
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(pos));
        harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        harness.step();
    }
}

/// Many parcels: name, area, and one without either.
fn with_many(rows: usize) -> Desk {
    let mut desk = Desk::empty(Lang::Zh);
    let features: Vec<String> = (0..rows)
        .map(|at| {
            let x = 120.3 + at as f64 * 1e-4;
            format!(
                r#"{{"type":"Feature","properties":{{"name":"P{at:05}","parcel_no":"{at}","tenure":"国有","land_use":"M1","area_mu":{}}},"geometry":{{"type":"Point","coordinates":[{x},30.3]}}}}"#,
                (at * 7919) % rows
            )
        })
        .collect();
    let path = desk.path("many.geojson");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    std::fs::write(&path, text).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    desk
}

#[test]
fn a_heading_sorts_upwards_then_downwards_then_as_in_the_file() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        let layer = desk.layer();
        let mut harness = panel(desk, NARROW);
        let heading = lang.pick("面积 (亩)", "Area (mu)");
        let rows = |harness: &Harness<'_, Desk>| -> Vec<f32> {
            ["22-14", "21-07", "19-03"]
                .map(|name| harness.query_all_by_label_contains(name).next().unwrap().rect().top())
                .to_vec()
        };
        let steps = [
            ("table-sort-ascending", Some(false)),
            ("table-sort-descending", Some(true)),
            ("table-sort-file", None),
        ];
        for (key, descending) in steps {
            harness.get_by_label(&text_with(lang, key, &one("column", heading))).click();
            harness.run();
            let order = descending.map(|descending| Order { field: "area_mu".to_owned(), descending });
            assert_eq!(sent(&mut harness), [Command::SetTableOrder { layer, order }]);
            // 68.4, 102.8, 35.2 in the file.
            let tops = rows(&harness);
            match descending {
                Some(false) => assert!(tops[2] < tops[0] && tops[0] < tops[1], "{tops:?}"),
                Some(true) => assert!(tops[1] < tops[0] && tops[0] < tops[2], "{tops:?}"),
                None => assert!(tops[0] < tops[1] && tops[1] < tops[2], "{tops:?}"),
            }
        }
    }
}

#[test]
fn rows_are_selected_by_click_with_control_and_shift_and_zoomed_to_by_two() {
    let mut desk = Desk::with_land(Lang::Zh);
    desk.live = true;
    let layer = desk.layer();
    let mut harness = panel(desk, NARROW);
    let click = |harness: &mut Harness<'_, Desk>, name: &str, modifiers: Modifiers| {
        harness.query_all_by_label_contains(name).next().unwrap().click_modifiers(modifiers);
        harness.run();
        // Far enough apart not to be one double click.
        harness.run_steps(120);
        sent(harness)
    };
    let select = |rows: &[u32], mode| Command::Select {
        features: rows.iter().map(|&row| feature(layer, row)).collect(),
        mode,
    };
    assert_eq!(click(&mut harness, "22-14", Modifiers::NONE), [select(&[0], SelectMode::Replace)]);
    // From where the click before was, the one clicked first.
    assert_eq!(click(&mut harness, "19-03", Modifiers::SHIFT), [select(&[2, 1, 0], SelectMode::Replace)]);
    assert_eq!(harness.state().session.document().current_feature(), Some(feature(layer, 2)));
    assert_eq!(click(&mut harness, "21-07", Modifiers::COMMAND), [select(&[1], SelectMode::Toggle)]);
    let selected = |harness: &Harness<'_, Desk>, name: &str| {
        harness.query_all_by_label_contains(name).next().unwrap().accesskit_node().toggled()
    };
    use egui::accesskit::Toggled;
    assert_eq!(selected(&harness, "21-07"), Some(Toggled::False));
    assert_eq!(selected(&harness, "22-14"), Some(Toggled::True));
    let row = harness.query_all_by_label_contains("21-07").next().unwrap().rect();
    // The harness's frames are a quarter of a second apart, and each event has one of its own.
    harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 2.0);
    for _ in 0..2 {
        press(&mut harness, row.center(), egui::PointerButton::Primary);
    }
    harness.run();
    let commands = sent(&mut harness);
    assert_eq!(commands.last(), Some(&Command::ZoomToSelection), "{commands:?}");
}

#[test]
fn the_keyboard_walks_through_the_rows_and_zooms() {
    let mut desk = Desk::with_land(Lang::Zh);
    desk.live = true;
    let layer = desk.layer();
    let mut harness = panel(desk, NARROW);
    let args = [("layer", "闲置土地".into()), ("rows", "3".into())];
    harness.get_by_label(&text_with(Lang::Zh, "table-name", &args)).focus();
    harness.run();
    let mut press = |modifiers: Modifiers, key: Key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        sent(&mut harness)
    };
    let select = |rows: &[u32]| {
        let features = rows.iter().map(|&row| feature(layer, row)).collect();
        [Command::Select { features, mode: SelectMode::Replace }]
    };
    assert_eq!(press(Modifiers::NONE, Key::ArrowDown), select(&[0]), "the first that shows");
    assert_eq!(press(Modifiers::NONE, Key::ArrowDown), select(&[1]));
    assert_eq!(press(Modifiers::SHIFT, Key::ArrowDown), select(&[2, 1]));
    assert_eq!(press(Modifiers::NONE, Key::Home), select(&[0]));
    assert_eq!(press(Modifiers::NONE, Key::End), select(&[2]));
    assert_eq!(press(Modifiers::NONE, Key::Enter), [Command::ZoomToSelection]);
}

#[test]
fn of_many_rows_only_those_that_show_are_built_and_a_selection_elsewhere_comes_into_view() {
    let mut desk = with_many(3000);
    desk.live = true;
    let layer = desk.layer();
    let mut harness = panel(desk, NARROW);
    let built = harness.query_all_by_label_contains("名称: P").count();
    assert!((4..12).contains(&built), "{built} rows");
    assert!(harness.query_by_label_contains("名称: P02500").is_none());
    harness
        .state_mut()
        .apply(Command::Select { features: vec![feature(layer, 2500)], mode: SelectMode::Replace });
    harness.run();
    let row = harness.get_by_label_contains("名称: P02500").rect();
    assert!(row.top() >= 30.0 && row.bottom() <= NARROW[1], "{row:?}");
    // Sorted anew, the table stays where it is until the selection changes again.
    harness.state_mut().apply(Command::SetTableOrder {
        layer,
        order: Some(Order { field: "area_mu".to_owned(), descending: false }),
    });
    harness
        .state_mut()
        .apply(Command::Select { features: vec![feature(layer, 0)], mode: SelectMode::Replace });
    harness.run();
    harness.get_by_label_contains("名称: P00000");
    let end = harness.get_by_label(&text(Lang::Zh, "table-scroll-vertical")).rect();
    harness.drag_at(end.center_top() + egui::vec2(0.0, 4.0));
    harness.step();
    harness.drag_at(end.center_bottom());
    harness.step();
    harness.drop_at(end.center_bottom());
    harness.run();
    assert!(harness.query_by_label_contains("面积 (亩): 2,999").is_some(), "the last row by area");
}

#[test]
fn every_column_is_reached_by_scrolling() {
    let mut harness = panel(Desk::with_land(Lang::Zh), [420.0, 224.0]);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..40 {
        for column in ["名称", "街道", "权属", "权利人", "约定动工日", "限高 (m)", "示例", "联系电话"]
        {
            let heading = |key| text_with(Lang::Zh, key, &one("column", column));
            let names = ["table-sort-ascending", "table-sort-private"].map(heading);
            if names.iter().any(|name| harness.query_by_label(name).is_some()) {
                seen.insert(column);
            }
        }
        harness.hover_at(egui::pos2(200.0, 120.0));
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            source: egui::MouseWheelSource::Unknown,
            delta: egui::vec2(-80.0, 0.0),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
        });
        harness.run();
    }
    // All but 权利人, which the file does not have.
    let expected = ["名称", "街道", "权属", "约定动工日", "限高 (m)", "示例", "联系电话"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), {
        let mut sorted = expected.to_vec();
        sorted.sort_unstable();
        sorted
    });
}

#[test]
fn what_is_copied_is_the_raw_value_and_nothing_private() {
    let mut desk = Desk::with_land(Lang::Zh);
    desk.apply(Command::SetTableOrder { layer: desk.layer(), order: None });
    let mut harness = panel(desk, [3600.0, 224.0]);
    harness.get_by_label_contains("45,600");
    let row = harness.get_by_label_contains("名称: 沿江 22-14").rect();
    let menu_at = |harness: &mut Harness<'_, Desk>, column: &str, key: &str| {
        let heading = harness.get_by_label(&text_with(Lang::Zh, key, &one("column", column))).rect();
        let at = egui::pos2(heading.center().x, row.center().y);
        press(harness, at, egui::PointerButton::Secondary);
        harness.run();
        harness.state_mut().sent.clear();
    };
    menu_at(&mut harness, "面积 (m²)", "table-sort-ascending");
    harness.get_by_label(&text_with(Lang::Zh, "table-copy-value", &one("column", "面积 (m²)"))).click();
    harness.run();
    assert_eq!(sent(&mut harness), [Command::Copy { text: "45600".to_owned() }]);
    menu_at(&mut harness, "面积 (m²)", "table-sort-ascending");
    harness.get_by_label(&text(Lang::Zh, "table-copy-row")).click();
    harness.run();
    let copied = sent(&mut harness);
    let [Command::Copy { text: line }] = copied.as_slice() else { panic!("{copied:?}") };
    assert!(line.starts_with("沿江 22-14\t闲置\t68.4\t"), "{line}");
    assert!(line.contains("\t2023-03-01") && !line.contains("0571"), "{line}");
    menu_at(&mut harness, "联系电话", "table-sort-private");
    harness.get_by_label(&text_with(Lang::Zh, "table-copy-value", &one("column", "联系电话"))).click();
    harness.run();
    assert_eq!(sent(&mut harness), []);
    // Nor is it drawn or read out anywhere.
    assert_eq!(harness.query_all_by_label_contains("0571").count(), 0);
    let masked = format!("联系电话: {}", text(Lang::Zh, "value-private"));
    assert_eq!(harness.query_all_by_label_contains(&masked).count(), 3);
    // The heading of what is private does not sort.
    harness.get_by_label(&text_with(Lang::Zh, "table-sort-private", &one("column", "联系电话"))).click();
    harness.run();
    assert_eq!(sent(&mut harness), []);
}

#[test]
fn tabs_switch_and_fold() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = panel(Desk::with_land(lang), NARROW);
        let clicks = [
            ("command-show-statistics", Command::SetBottomTab { tab: BottomTab::Statistics }),
            ("command-show-table", Command::SetBottomTab { tab: BottomTab::Table }),
            ("bottom-only-in-view", Command::SetOnlyInView { only_in_view: true }),
            ("bottom-fold", Command::ShowBottom { open: false }),
        ];
        for (key, command) in clicks {
            harness.get_by_label(&text(lang, key)).click();
            harness.run();
            assert_eq!(sent(&mut harness), [command], "{key}");
        }
        let args = [("matching", "3".into()), ("all", "3".into())];
        harness.get_by_label(&text_with(lang, "bottom-rows", &args));
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::ShowBottom { open: false });
        let mut folded = draw(desk, [NARROW[0], 36.0]);
        folded.get_by_label(&text(lang, "bottom-unfold")).click();
        folded.run();
        assert_eq!(sent(&mut folded), [Command::ShowBottom { open: true }]);
        assert!(folded.query_by_label_contains("22-14").is_none());
    }
}

#[test]
fn every_state_without_rows_says_what_to_do() {
    for lang in [Lang::Zh, Lang::En] {
        // No layer.
        let mut desk = Desk::empty(lang);
        desk.apply(Command::ShowBottom { open: true });
        draw(desk, NARROW).get_by_label(&text(lang, "bottom-no-layer-hint"));
        // A layer without features.
        let mut desk = Desk::empty(lang);
        let path = desk.path("empty.geojson");
        std::fs::write(&path, r#"{"type":"FeatureCollection","features":[]}"#).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        panel(desk, NARROW).get_by_label(&text(lang, "bottom-empty-layer-hint"));
        // Still at it: the jobs have been asked for and not run.
        let mut desk = Desk::with_land(lang);
        let _jobs = desk.session.apply(Command::ShowBottom { open: true });
        let harness = draw(desk, WIDE);
        harness.get_by_label(&text(lang, "bottom-loading"));
        harness.get_by_label(&text(lang, "bottom-counting"));
        harness.get_by_label(&text(lang, "bottom-updating"));
        // Nothing matches.
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.apply(Command::SetFilterText { layer, text: "area_mu > 9999".into(), gesture: None });
        let mut harness = panel(desk, NARROW);
        let args = [("all", 3_u64.into()), ("count", "3".into())];
        harness.get_by_label(&text_with(lang, "bottom-nothing-matches-hint", &args));
        harness.get_by_label(&text(lang, "bottom-clear-filter")).click();
        harness.run();
        assert_eq!(sent(&mut harness), [Command::ClearFilter { layer }]);
        // Nothing is in view.
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::SetOnlyInView { only_in_view: true });
        desk.apply(Command::SetView { view: View { center: [100.0, 20.0], zoom: 14.0 } });
        let mut harness = panel(desk, NARROW);
        harness.get_by_label(&text(lang, "bottom-nothing-in-view-hint"));
        harness.get_by_label(&text(lang, "bottom-list-all")).click();
        harness.run();
        assert_eq!(sent(&mut harness), [Command::SetOnlyInView { only_in_view: false }]);
    }
}

#[test]
fn a_bar_says_its_figure_and_filters() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        desk.live = true;
        desk.apply(Command::SetBottomTab { tab: BottomTab::Statistics });
        let layer = desk.layer();
        let mut harness = draw(desk, NARROW);
        let (idle, mu) = (lang.pick("闲置", "Idle"), lang.pick("亩", "mu"));
        let figure = format!("103.6 {mu}");
        let args = [("group", idle.into()), ("figure", figure.as_str().into())];
        let bar = text_with(lang, "chart-bar", &args);
        harness.get_by_label(&bar).click();
        harness.run();
        let values = vec![Scalar::Text("闲置".to_owned())];
        let condition = Some(Condition::AnyOf { values, missing: false });
        let field = "status".to_owned();
        let set = |condition| Command::SetCondition { layer, field: field.clone(), condition, gesture: None };
        assert_eq!(sent(&mut harness), [set(condition)]);
        // The other bar is still there, and says that it is hidden.
        let supplied = lang.pick("已供未建", "Supplied, not built");
        let hidden = format!("102.8 {mu}");
        let args = [("group", supplied.into()), ("figure", hidden.as_str().into())];
        harness.get_by_label(&text_with(lang, "chart-bar-out", &args));
        harness.get_by_label(&bar).click();
        harness.run();
        assert_eq!(sent(&mut harness), [set(None)]);
        assert_eq!(harness.state().session.counts(layer), Some((3, 3)));
        // Title and total, as the status line has it.
        harness.get_by_label_contains(&format!("206.4 {mu}"));
    }
}

#[test]
fn field_and_measure_are_chosen_from_menus_without_what_is_private() {
    let mut desk = Desk::with_land(Lang::Zh);
    desk.apply(Command::SetBottomTab { tab: BottomTab::Statistics });
    let layer = desk.layer();
    let mut harness = draw(desk, [860.0, 500.0]);
    harness.get_by_label(&text_with(Lang::Zh, "chart-field", &one("field", "状态"))).click();
    harness.run();
    assert!(harness.query_by_label("联系电话").is_none());
    assert!(harness.query_by_label("名称").is_none(), "a bar for each feature is no chart");
    harness.get_by_label("用地性质").click();
    harness.run();
    let field = Some("land_use".to_owned());
    let choice = ChartChoice { field, measure: None };
    assert_eq!(sent(&mut harness), [Command::SetChart { layer, choice }]);
    harness.get_by_label(&text_with(Lang::Zh, "chart-measure", &one("measure", "面积 (亩)"))).click();
    harness.run();
    harness.get_by_label(&text(Lang::Zh, "chart-count")).click();
    harness.run();
    let choice = ChartChoice { field: None, measure: Some(Measure::Count) };
    assert_eq!(sent(&mut harness), [Command::SetChart { layer, choice }]);
}

#[test]
fn nothing_lies_over_anything_else_in_small_and_large_windows() {
    // What the panels left and right leave of a window 960, 1600 and 2560 wide.
    for (lang, width) in
        [Lang::Zh, Lang::En].into_iter().flat_map(|lang| [(lang, 308.0), (lang, 948.0), (lang, 1900.0)])
    {
        for tab in [BottomTab::Table, BottomTab::Statistics] {
            let mut desk = Desk::with_land(lang);
            desk.apply(Command::SetBottomTab { tab });
            let window = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, 224.0));
            let harness = draw(desk, [width, 224.0]);
            let mut parts: Vec<(String, Rect)> = Vec::new();
            let roles = [
                egui::Role::Tab,
                egui::Role::CheckBox,
                egui::Role::Button,
                egui::Role::ColumnHeader,
                egui::Role::Row,
                egui::Role::ScrollBar,
            ];
            for role in roles {
                for node in harness.query_all_by_role(role) {
                    let label = node.accesskit_node().label().unwrap_or_default();
                    assert!(!label.is_empty() || role == egui::Role::ScrollBar, "{role:?} without a name");
                    parts.push((label, node.rect()));
                }
            }
            assert!(parts.len() >= 6, "{parts:?}");
            for (at, (name, rect)) in parts.iter().enumerate() {
                assert!(window.expand(4.5).contains_rect(*rect), "{lang:?} {width} {name}: {rect:?}");
                for (other, over) in &parts[..at] {
                    let common = rect.shrink(1.0).intersect(over.shrink(1.0));
                    assert!(!common.is_positive(), "{lang:?} {width}: {name} {rect:?} over {other} {over:?}");
                }
            }
        }
    }
}

#[test]
fn in_the_whole_window_it_leaves_the_map_its_room_and_folds_by_its_keys() {
    for (lang, size, open) in [(Lang::Zh, [1600.0, 900.0], true), (Lang::En, [960.0, 600.0], false)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("land.geojson");
        std::fs::write(&path, crate::desk::LAND).unwrap();
        let mut harness =
            Harness::builder().with_size(size).allow_missing_glyphs().build_eframe(move |creation| {
                let start = Start { lang: Some(lang), files: vec![path], empty: false };
                ThreeMapsApp::without_memory(creation, start).unwrap()
            });
        settle(&mut harness);
        for open in [open, !open] {
            assert_eq!(harness.state().session().bottom().open, Some(open), "{size:?}");
            let map = harness.get_by_label(&text(lang, "map-name")).rect();
            let tab = harness.get_by_label(&text(lang, "command-show-table")).rect();
            assert!(map.height() >= 200.0 && map.bottom() <= tab.top() + 1.0, "{size:?}: {map:?} {tab:?}");
            assert!(tab.left() >= map.left() && tab.bottom() <= size[1] - 28.0, "{size:?}: {tab:?}");
            let rows: Vec<Rect> = harness.query_all_by_role(egui::Role::Row).map(|row| row.rect()).collect();
            assert_eq!(!rows.is_empty(), open, "{size:?}");
            for row in rows {
                assert!(row.top() >= tab.bottom() && row.bottom() <= size[1] - 28.0, "{size:?}: {row:?}");
                assert!(row.left() >= map.left() && row.right() <= map.right(), "{size:?}: {row:?}");
            }
            harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
            settle(&mut harness);
        }
    }
}

/// Lets the workers come to their end, and the window draw it.
fn settle(harness: &mut Harness<'_, ThreeMapsApp>) {
    for _ in 0..2000 {
        harness.step();
        if harness.state().session().running().next().is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(harness.state().session().running().next().is_none(), "the workers did not end");
    harness.run_ok();
}

#[test]
fn the_panel_draws_in_both_themes_and_languages() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    let (table, statistics) = (BottomTab::Table, BottomTab::Statistics);
    let charts = [
        ("status", None, table, [948.0, 224.0]),
        ("area_mu", Some(Measure::Count), table, [948.0, 224.0]),
        ("contract_start", None, statistics, [948.0, 224.0]),
        ("land_use", None, table, [308.0, 224.0]),
        ("land_use", None, statistics, [308.0, 224.0]),
        ("area_mu", None, statistics, [308.0, 224.0]),
    ];
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        for (at, (field, measure, tab, size)) in charts.iter().enumerate() {
            let mut desk = Desk::empty(lang);
            desk.apply(Command::SetTheme { theme });
            desk.apply(Command::OpenFiles { paths: vec!["bundled:space/land".into()] });
            desk.apply(Command::SetBottomTab { tab: *tab });
            let layer = desk.layer();
            let order = Some(Order { field: "area_mu".to_owned(), descending: true });
            desk.apply(Command::SetTableOrder { layer, order });
            let choice = ChartChoice { field: Some((*field).to_owned()), measure: measure.clone() };
            desk.apply(Command::SetChart { layer, choice });
            desk.apply(Command::Select { features: vec![feature(layer, 3)], mode: SelectMode::Replace });
            let mut harness = panel(desk, *size);
            let picture = harness.render().unwrap();
            let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
            assert!(colours.len() > 100, "{} colours", colours.len());
            if let Some(folder) = &folder {
                picture.save(folder.join(format!("bottom-{at}-{lang:?}-{theme:?}.png"))).unwrap();
            }
        }
    }
}

/// Parcels of which one status has no area, and projects whose sum has two decimals.
fn with_gaps() -> Desk {
    let mut desk = Desk::empty(Lang::Zh);
    let point = r#""geometry":{"type":"Point","coordinates":[120.3,30.3]}"#;
    let land = [(r#""闲置""#, "12.31"), (r#""闲置""#, "null"), (r#""在建""#, "null"), (r#""在建""#, "null")];
    let land: Vec<String> = land
        .iter()
        .map(|(status, area)| {
            format!(
                r#"{{"type":"Feature","properties":{{"name":"P","parcel_no":"1","tenure":"国有","land_use":"M1","status":{status},"area_mu":{area}}},{point}}}"#
            )
        })
        .collect();
    let path = desk.path("gaps.geojson");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, land.join(","));
    std::fs::write(&path, text).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    desk.apply(Command::SetBottomTab { tab: BottomTab::Statistics });
    let choice = ChartChoice { field: Some("status".to_owned()), measure: None };
    desk.apply(Command::SetChart { layer: desk.layer(), choice });
    desk
}

#[test]
fn a_bar_of_rows_without_a_value_does_not_say_zero() {
    let missing = text(Lang::Zh, "value-missing");
    let bar = |group: &str, figure: &str| {
        text_with(Lang::Zh, "chart-bar", &[("group", group.into()), ("figure", figure.into())])
    };
    let harness = draw(with_gaps(), NARROW);
    harness.get_by_label(&bar("在建", &missing));
    harness.get_by_label(&bar("闲置", "12.3 亩"));
    let mut desk = with_gaps();
    let layer = desk.layer();
    desk.apply(Command::SetFilterText { layer, text: "status = '在建'".to_owned(), gesture: None });
    let harness = draw(desk, NARROW);
    // Neither does the total of such rows.
    harness.get_by_label(&bar("在建", &missing));
    assert!(harness.query_by_label_contains("0 亩").is_none());
}

#[test]
fn the_same_sum_is_the_same_figure_in_chart_and_status_line() {
    let mut desk = Desk::empty(Lang::Zh);
    let path = desk.path("projects.geojson");
    let text = r#"{"type":"FeatureCollection","name":"projects","features":[
{"type":"Feature","properties":{"name":"A","stage":"在建","invest":100.5,"kind":"产业","start_on":"2024-01-01"},"geometry":{"type":"Point","coordinates":[120.3,30.3]}},
{"type":"Feature","properties":{"name":"B","stage":"建成","invest":6.43,"kind":"产业","start_on":"2024-01-01"},"geometry":{"type":"Point","coordinates":[120.31,30.3]}}]}"#;
    std::fs::write(&path, text).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    desk.apply(Command::SetBottomTab { tab: BottomTab::Statistics });
    let mut harness = desk.harness([1200.0, 400.0], |ui, session, styles, commands| {
        status::show(ui, session, MapStatus { pointer_lon_lat: None, denominator: None }, commands);
        bottom::show(ui, session, styles, commands);
    });
    harness.run();
    assert!(harness.query_all_by_label_contains("106.93").count() >= 2);
    assert!(harness.query_by_label_contains("106.9 ").is_none());
}
