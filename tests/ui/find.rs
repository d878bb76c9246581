//! Search field and results, palette, list of keys, typed coordinates, bookmarks: by the names that
//! people and screen readers see.

use crate::desk::Desk;
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Action, Command, FeatureRef, Form, Theme, View, palette};
use three_maps::scene::Camera;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::find::{Find, on_map, results, search_box};
use three_maps::ui::panels::bar;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];
const WINDOW: [f32; 2] = [1600.0, 800.0];

/// A live desk with the bar, and the results over it.
fn with_bar<'a>(mut desk: Desk, size: [f32; 2]) -> Harness<'a, Desk> {
    desk.live = true;
    desk.harness(size, |ui, session, styles, commands| {
        egui::Panel::top("bar").exact_size(56.0).show(ui, |ui| bar::show(ui, session, commands));
        results::show(ui, session, styles, commands);
    })
}

/// A live desk with a form over it.
fn with_form<'a>(mut desk: Desk, form: Form) -> Harness<'a, Desk> {
    desk.live = true;
    let mut find = Find::default();
    let mut opened = false;
    desk.harness([1000.0, 760.0], move |ui, session, _, commands| {
        if !opened {
            opened = true;
            find.open(ui.ctx(), form);
        }
        find.show(ui, session, commands);
    })
}

fn type_into(harness: &mut Harness<'_, Desk>, name: &str, typed: &str) {
    harness.get_by_label(name).focus();
    harness.run();
    harness.get_by_label(name).type_text(typed);
    harness.run();
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn sent(harness: &Harness<'_, Desk>) -> Vec<Command> {
    let is_ours = |command: &&Command| !matches!(command, Command::Search { .. });
    harness.state().sent.iter().filter(is_ours).cloned().collect()
}

#[test]
fn typing_finds_and_enter_goes_there() {
    for lang in LANGS {
        let mut harness = with_bar(Desk::with_land(lang), WINDOW);
        let layer = harness.state().layer();
        let field = text(lang, "command-search");
        type_into(&mut harness, &field, "wz");
        assert_eq!(harness.state().sent.last(), Some(&Command::Search { text: "wz".into() }));
        harness.get_by_label("文泽 19-03");
        press(&mut harness, Key::Enter);
        assert_eq!(sent(&harness), [Command::GoToFeature { feature: FeatureRef { layer, row: 2 } }]);
        // The list is put away, the text stays.
        assert!(harness.query_by_label("文泽 19-03").is_none());
        assert_eq!(harness.state().session.search().text(), "wz");
    }
}

#[test]
fn arrows_choose_another_row_and_a_click_takes_one() {
    let mut harness = with_bar(Desk::with_land(Lang::Zh), WINDOW);
    let layer = harness.state().layer();
    let field = text(Lang::Zh, "command-search");
    // Found by their numbers: the name says what it is.
    type_into(&mut harness, &field, "l");
    for name in ["沿江 22-14 · 编号 L1", "下沙东 21-07 · 编号 L2", "文泽 19-03 · 编号 L3"] {
        harness.get_by_label(name);
    }
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(sent(&harness), [Command::GoToFeature { feature: FeatureRef { layer, row: 2 } }]);
    harness.get_by_label(&field).focus();
    harness.run();
    harness.get_by_label("沿江 22-14 · 编号 L1").click();
    harness.run();
    assert_eq!(sent(&harness)[1], Command::GoToFeature { feature: FeatureRef { layer, row: 0 } });
}

#[test]
fn escape_puts_the_list_away_and_nothing_found_says_so() {
    for lang in LANGS {
        let mut harness = with_bar(Desk::with_land(lang), WINDOW);
        let field = text(lang, "command-search");
        type_into(&mut harness, &field, "zzzz");
        harness.get_by_label(&text_with(lang, "search-nothing", &[("text", "zzzz".into())]));
        harness.get_by_label(&text(lang, "search-nothing-hint"));
        press(&mut harness, Key::Escape);
        assert!(harness.query_by_label(&text(lang, "search-nothing-hint")).is_none());
        assert!(!search_box::is_open(&harness.ctx));
        assert!(sent(&harness).is_empty());
        harness.get_by_label(&text(lang, "search-clear")).click();
        harness.run();
        assert_eq!(harness.state().session.search().text(), "");
    }
}

#[test]
fn focus_goes_back_to_where_it_was() {
    let mut harness = with_bar(Desk::with_land(Lang::Zh), WINDOW);
    harness.get_by_label(&text(Lang::Zh, "bar-open")).focus();
    harness.run();
    let before = harness.ctx.memory(|memory| memory.focused());
    assert!(before.is_some());
    search_box::open(&harness.ctx);
    harness.run();
    assert_ne!(harness.ctx.memory(|memory| memory.focused()), before);
    press(&mut harness, Key::Escape);
    harness.run();
    assert_eq!(harness.ctx.memory(|memory| memory.focused()), before);
}

#[test]
fn what_a_filter_hides_is_found_and_marked() {
    for lang in LANGS {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.apply(Command::SetFilterText { layer, text: "area_mu > 60".into(), gesture: None });
        let mut harness = with_bar(desk, WINDOW);
        type_into(&mut harness, &text(lang, "command-search"), "文泽");
        harness.get_by_label(&format!("文泽 19-03 · {}", text(lang, "search-hidden")));
    }
}

#[test]
fn a_typed_coordinate_is_offered_as_a_place() {
    for lang in LANGS {
        let mut harness = with_bar(Desk::with_land(lang), WINDOW);
        type_into(&mut harness, &text(lang, "command-search"), "30.295 120.348");
        let place = [("place", "120.348000°E, 30.295000°N".into())];
        harness.get_by_label_contains(&text_with(lang, "search-go-to", &place));
        press(&mut harness, Key::Enter);
        let [Command::GoToCoordinate { lon_lat }] = sent(&harness)[..] else {
            panic!("{:?}", sent(&harness))
        };
        assert!((lon_lat[0] - 120.348).abs() < 1e-9);
    }
    // A parcel's number is no coordinate.
    let mut harness = with_bar(Desk::with_land(Lang::Zh), WINDOW);
    type_into(&mut harness, &text(Lang::Zh, "command-search"), "22-14");
    assert_eq!(harness.query_all_by_label_contains("°N").count(), 0);
    harness.get_by_label("沿江 22-14 · 地块编号 22-14");
}

#[test]
fn many_rows_unfold() {
    let mut features = String::new();
    for number in 0..30 {
        let comma = if number == 0 { "" } else { "," };
        features.push_str(&format!(
            r#"{comma}{{"type":"Feature","properties":{{"name":"示例企业{number}"}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
        ));
    }
    let mut desk = Desk::empty(Lang::Zh);
    let path = desk.path("many.geojson");
    std::fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    let mut harness = with_bar(desk, WINDOW);
    type_into(&mut harness, &text(Lang::Zh, "command-search"), "slqy");
    assert_eq!(harness.query_all_by_label_contains("示例企业").count(), 10);
    harness.get_by_label(&text_with(Lang::Zh, "search-more", &[("count", "20".into())])).click();
    harness.run();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("示例企业").count(), 30);
}

#[test]
fn in_a_narrow_window_an_icon_stands_for_the_field() {
    for lang in LANGS {
        let mut harness = with_bar(Desk::with_land(lang), [960.0, 600.0]);
        harness.run();
        let name = text(lang, "command-search");
        let icon = harness.get_by_label(&name);
        assert!(icon.rect().width() < 40.0, "{:?}", icon.rect());
        icon.click();
        harness.run();
        harness.run();
        harness.get_by_label(&text(lang, "search-about"));
        let fields: Vec<egui::Rect> = harness.query_all_by_label(&name).map(|found| found.rect()).collect();
        assert_eq!(fields.len(), 2, "icon and field");
        assert!(fields.iter().all(|rect| rect.left() >= 0.0 && rect.right() <= 960.0), "{fields:?}");
        press(&mut harness, Key::Escape);
        assert!(harness.query_by_label(&text(lang, "search-about")).is_none());
    }
}

#[test]
fn the_bar_holds_search_and_tools_side_by_side_at_every_width() {
    for lang in LANGS {
        for width in [960.0, 1100.0, 1180.0, 1280.0, 1366.0, 1440.0, 1600.0] {
            let mut harness = with_bar(Desk::with_land(lang), [width, 400.0]);
            harness.run();
            harness.run();
            let mut parts: Vec<egui::Rect> =
                ["command-search", "bar-export", "bar-theme-dark", "bar-undo-nothing"]
                    .map(|key| harness.get_by_label(&text(lang, key)).rect())
                    .to_vec();
            // The last of the tools: the menu of selection stands behind them, folded or not.
            parts.push(harness.get_by_label(&text(lang, "select-menu")).rect());
            for (at, part) in parts.iter().enumerate() {
                assert!(part.left() >= 0.0 && part.right() <= width, "{lang:?} {width}: {part:?}");
                for other in &parts[..at] {
                    assert!(
                        !part.shrink(1.0).intersects(*other),
                        "{lang:?} {width}: {part:?} over {other:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_palette_runs_what_was_typed() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Palette);
        harness.run();
        let (action, other) = (Action::ZoomToAll.entry(), Action::SwitchTheme.entry());
        harness.get_by_label_contains(&text(lang, other.text));
        type_into(&mut harness, &text(lang, "palette-name"), "sfdqb");
        assert!(harness.query_by_label_contains(&text(lang, other.text)).is_none());
        let keys = palette::label(&action.shortcut.unwrap(), lang);
        harness.get_by_label(&format!("{} · {keys}", text(lang, action.text)));
        press(&mut harness, Key::Enter);
        assert_eq!(harness.state().sent, [Command::ZoomToAll]);
        assert!(harness.query_by_label(&text(lang, "palette-name")).is_none(), "it is put away");
    }
}

#[test]
fn the_palette_says_where_nothing_answers_and_escape_leaves_it() {
    let mut harness = with_form(Desk::with_land(Lang::En), Form::Palette);
    type_into(&mut harness, &text(Lang::En, "palette-name"), "qqqq");
    harness.get_by_label(&text(Lang::En, "palette-nothing"));
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label(&text(Lang::En, "palette-nothing")).is_none());
    assert!(harness.state().sent.is_empty());
}

#[test]
fn all_keys_are_listed_inside_the_window() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Shortcuts);
        harness.run();
        for (action, keys) in palette::keys() {
            let name = text(lang, action.entry().text);
            assert!(harness.query_all_by_label(&name).count() >= 1, "{name}");
            for key in keys {
                let label = palette::label(&key, lang);
                let places: Vec<egui::Rect> =
                    harness.query_all_by_label(&label).map(|found| found.rect()).collect();
                assert!(!places.is_empty(), "{label}");
                assert!(places.iter().all(|rect| rect.right() <= 1000.0 && rect.left() >= 0.0), "{label}");
            }
        }
        harness.get_by_label(&text(lang, "find-close")).click();
        harness.run();
        assert!(harness.query_by_label(&text(lang, "shortcuts-title")).is_none());
    }
}

#[test]
fn a_coordinate_is_understood_before_it_is_gone_to() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Coordinate);
        let field = text(lang, "coordinate-name");
        type_into(&mut harness, &field, "120°20′53.4″E 30°17′40.6″N");
        harness.get_by_label(&text(lang, "coordinate-understood"));
        harness.get_by_label_contains("120.348167°E, 30.294611°N");
        press(&mut harness, Key::Enter);
        let [Command::GoToCoordinate { lon_lat }] = harness.state().sent[..] else {
            panic!("{:?}", harness.state().sent)
        };
        assert!((lon_lat[0] - 120.348_166_7).abs() < 1e-6);
    }
}

#[test]
fn metres_of_an_unnamed_system_are_confirmed_first() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Coordinate);
        type_into(&mut harness, &text(lang, "coordinate-name"), "3349745.54 40515348.29");
        press(&mut harness, Key::Enter);
        assert!(harness.state().sent.is_empty(), "nothing is guessed");
        harness.get_by_label(&text(lang, "coordinate-confirm"));
        harness.get_by_label_contains("EPSG:4528").click();
        harness.run();
        harness.get_by_label(&text(lang, "coordinate-go")).click();
        harness.run();
        let [Command::GoToCoordinate { lon_lat }] = harness.state().sent[..] else {
            panic!("{:?}", harness.state().sent)
        };
        assert!((lon_lat[0] - 120.159_501).abs() < 1e-6);
    }
}

#[test]
fn a_mistake_in_a_coordinate_is_named() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Coordinate);
        type_into(&mut harness, &text(lang, "coordinate-name"), "95N 120E");
        let message = text_with(lang, "typed-latitude-range", &[("value", "95".into())]);
        harness.get_by_label(&message);
        press(&mut harness, Key::Enter);
        assert!(harness.state().sent.is_empty());
    }
}

#[test]
fn a_bookmark_is_named_gone_to_renamed_and_removed() {
    for lang in LANGS {
        let mut harness = with_form(Desk::with_land(lang), Form::Bookmark);
        harness.run();
        press(&mut harness, Key::Enter);
        assert!(harness.state().sent.is_empty(), "a name is needed");
        type_into(&mut harness, &text(lang, "bookmark-name"), "金沙湖");
        press(&mut harness, Key::Enter);
        assert_eq!(harness.state().sent, [Command::AddBookmark { name: "金沙湖".into() }]);

        let mut desk = Desk::with_land(lang);
        desk.apply(Command::AddBookmark { name: "金沙湖".into() });
        let mut harness = on_the_map(desk);
        let name = |key: &str| text_with(lang, key, &[("name", "金沙湖".into())]);
        harness.get_by_label(&text(lang, "bookmarks-title")).click();
        harness.run();
        harness.get_by_label(&name("bookmark-rename")).click();
        harness.run();
        harness.get_by_label(&name("bookmark-new-name")).type_text("江边");
        harness.run();
        press(&mut harness, Key::Enter);
        let renamed = harness.state().session.document().bookmarks[0].name.clone();
        assert!(renamed.contains("江边"), "{renamed}");
        let name = |key: &str| text_with(lang, key, &[("name", renamed.as_str().into())]);
        harness.run();
        harness.get_by_label(&name("bookmark-remove")).click();
        harness.run();
        assert!(harness.state().session.document().bookmarks.is_empty());
        harness.get_by_label(&text(lang, "bookmark-none"));
    }
}

/// A live desk with what stands on the map.
fn on_the_map<'a>(mut desk: Desk) -> Harness<'a, Desk> {
    desk.live = true;
    desk.harness([800.0, 600.0], |ui, session, _, commands| {
        let View { center, zoom } = session.document().view;
        let map = ui.max_rect();
        let camera = Camera::new(center, zoom, [f64::from(map.width()), f64::from(map.height())]);
        let place = egui::Rect::from_min_size(map.min, egui::vec2(32.0, on_map::HEIGHT));
        on_map::show(ui, (map, Some(place)), &camera, session, commands);
    })
}

#[test]
fn views_go_back_by_button_and_the_pin_is_dismissed() {
    for lang in LANGS {
        let mut desk = Desk::with_land(lang);
        let before = desk.session.document().view;
        desk.apply(Command::GoToCoordinate { lon_lat: [120.348, 30.295] });
        let mut harness = on_the_map(desk);
        harness.get_by_label(&text(lang, "command-dismiss-pin")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::DismissPin]);
        assert!(harness.query_by_label(&text(lang, "command-dismiss-pin")).is_none());
        harness.get_by_label_contains(&text(lang, "command-view-back")).click();
        harness.run();
        assert_eq!(harness.state().session.document().view, before);
    }
}

#[test]
fn a_selected_feature_that_the_filter_hides_can_be_shown() {
    for lang in LANGS {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.apply(Command::SetFilterText { layer, text: "area_mu > 60".into(), gesture: None });
        desk.apply(Command::GoToFeature { feature: FeatureRef { layer, row: 2 } });
        let mut harness = on_the_map(desk);
        harness.run();
        harness.get_by_label(&text(lang, "hidden-show")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ClearFilter { layer }]);
        assert!(harness.query_by_label(&text(lang, "hidden-show")).is_none());
    }
}

#[test]
fn forms_and_results_draw_in_both_themes() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    let save = |harness: &mut Harness<'_, Desk>, name: &str| {
        let picture = harness.render().unwrap();
        let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() > 40, "{name}: {} colours", colours.len());
        if let Some(folder) = &folder {
            picture.save(folder.join(format!("{name}.png"))).unwrap();
        }
    };
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        let desk = || {
            let mut desk = Desk::with_land(lang);
            desk.apply(Command::SetTheme { theme });
            desk.apply(Command::GoToCoordinate { lon_lat: [120.348, 30.295] });
            desk.apply(Command::AddBookmark { name: "金沙湖 Jinsha".into() });
            desk
        };
        let mut harness = with_bar(desk(), [1600.0, 500.0]);
        type_into(&mut harness, &text(lang, "command-search"), "14");
        save(&mut harness, &format!("find-results-{lang:?}"));
        for form in [Form::Palette, Form::Shortcuts, Form::Coordinate, Form::Bookmark] {
            let mut harness = with_form(desk(), form);
            harness.run();
            if form == Form::Coordinate {
                type_into(&mut harness, &text(lang, "coordinate-name"), "515348.29 3349745.54");
            }
            save(&mut harness, &format!("find-{form:?}-{lang:?}"));
        }
        let mut harness = on_the_map(desk());
        harness.get_by_label(&text(lang, "bookmarks-title")).click();
        harness.run();
        save(&mut harness, &format!("find-map-{lang:?}"));
    }
}
