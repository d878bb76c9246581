//! The map's tools in the whole window: whole gestures with pointer and keys, and the panels about them.

use crate::desk::{Desk, LAND};
use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Command, FeatureRef, SelectMode};
use three_maps::scene::{Camera, Drawn, Tool};
use three_maps::text::{Lang, hint_with, text, text_with};
use three_maps::ui::panels::{bar, layers};
use three_maps::ui::{Start, ThreeMapsApp};

/// Two parcels of which the second lies on the first, and a third beside them.
const PILE: &str = r#"{"type":"FeatureCollection","name":"land","features":[
{"type":"Feature","properties":{"id":"L1","name":"大块","name_en":"Large","parcel_no":"1","area_mu":9,"land_use":"M1","tenure":"国有"},"geometry":{"type":"Polygon","coordinates":[[[120.34,30.30],[120.36,30.30],[120.36,30.32],[120.34,30.32],[120.34,30.30]]]}},
{"type":"Feature","properties":{"id":"L2","name":"小块","name_en":"Small","parcel_no":"2","area_mu":5,"land_use":"M1","tenure":"国有"},"geometry":{"type":"Polygon","coordinates":[[[120.345,30.305],[120.355,30.305],[120.355,30.315],[120.345,30.315],[120.345,30.305]]]}},
{"type":"Feature","properties":{"id":"L3","name":"旁边","name_en":"Beside","parcel_no":"3","area_mu":4,"land_use":"M1","tenure":"国有"},"geometry":{"type":"Polygon","coordinates":[[[120.37,30.30],[120.38,30.30],[120.38,30.31],[120.37,30.31],[120.37,30.30]]]}}
]}"#;

/// The whole window with one file open.
struct Window {
    harness: Harness<'static, ThreeMapsApp>,
    lang: Lang,
    _folder: tempfile::TempDir,
}

impl Window {
    fn new(lang: Lang, file: &str, size: [f32; 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("land.geojson");
        std::fs::write(&path, file).unwrap();
        let harness = Harness::builder()
            .with_size(size)
            // Fast enough for a double click to be one.
            .with_step_dt(1.0 / 60.0)
            .allow_missing_glyphs()
            .build_eframe(move |creation| {
                let start = Start { lang: Some(lang), files: vec![path], empty: false };
                ThreeMapsApp::without_memory(creation, start).unwrap()
            });
        let mut window = Self { harness, lang, _folder: folder };
        window.settle();
        assert_eq!(window.session().document().layers.len(), 1);
        window
    }

    fn session(&self) -> &three_maps::app::Session {
        self.harness.state().session()
    }

    /// Lets the workers come to their end, and the window draw it.
    fn settle(&mut self) {
        for _ in 0..2000 {
            self.harness.step();
            if self.session().running().next().is_none() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert!(self.session().running().next().is_none(), "the workers did not end");
        self.harness.run_ok();
    }

    fn map(&self) -> egui::Rect {
        self.harness.get_by_label(&text(self.lang, "map-name")).rect()
    }

    /// Where a place of the map is in the window.
    fn at(&self, lon_lat: [f64; 2]) -> Pos2 {
        let (map, view) = (self.map(), self.session().document().view);
        let size = [f64::from(map.width()), f64::from(map.height())];
        let [x, y] = Camera::new(view.center, view.zoom, size).screen_from_lon_lat(lon_lat);
        map.min + Vec2::new(x as f32, y as f32)
    }

    fn button(&mut self, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
        self.harness
            .event_modifiers(egui::Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        self.harness.step();
    }

    fn click_with(&mut self, lon_lat: [f64; 2], button: PointerButton, modifiers: Modifiers) {
        let at = self.at(lon_lat);
        self.harness.hover_at(at);
        self.harness.step();
        self.button(at, button, true, modifiers);
        self.button(at, button, false, modifiers);
        self.settle();
    }

    /// A click, long enough after the one before not to be a double click.
    fn click(&mut self, lon_lat: [f64; 2]) {
        self.harness.run_steps(30);
        self.click_with(lon_lat, PointerButton::Primary, Modifiers::NONE);
    }

    fn double_click(&mut self, lon_lat: [f64; 2]) {
        self.harness.run_steps(30);
        let at = self.at(lon_lat);
        self.harness.hover_at(at);
        self.harness.step();
        for pressed in [true, false, true, false] {
            self.button(at, PointerButton::Primary, pressed, Modifiers::NONE);
        }
        self.settle();
    }

    fn drag(&mut self, from: [f64; 2], to: [f64; 2], button: PointerButton, modifiers: Modifiers) {
        let (from, to) = (self.at(from), self.at(to));
        self.harness.hover_at(from);
        self.harness.step();
        self.button(from, button, true, modifiers);
        for step in 1..=4 {
            self.harness.hover_at(from + (to - from) * step as f32 / 4.0);
            self.harness.step();
        }
        self.button(to, button, false, modifiers);
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    fn selected(&self) -> Vec<u32> {
        self.session().document().selection.iter().map(|feature| feature.row).collect()
    }

    fn has(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }
}

const DRAG: PointerButton = PointerButton::Primary;

#[test]
fn a_box_is_dragged_and_shift_and_ctrl_join_what_it_holds() {
    let mut window = Window::new(Lang::Zh, LAND, [1600.0, 900.0]);
    window.key(Key::B);
    assert_eq!(window.session().drawing().tool(), Tool::Box);
    assert!(window.has(&text(Lang::Zh, "tool-hint-box")));
    let view = window.session().document().view;
    window.drag([120.338, 30.298], [120.345, 30.305], DRAG, Modifiers::NONE);
    assert_eq!(window.selected(), [0]);
    assert_eq!(window.session().document().view, view, "the map stays where it is");
    window.drag([120.355, 30.281], [120.365, 30.305], DRAG, Modifiers::SHIFT);
    assert_eq!(window.selected(), [0, 1, 2]);
    window.drag([120.338, 30.298], [120.345, 30.305], DRAG, Modifiers::COMMAND);
    assert_eq!(window.selected(), [1, 2]);
    window.drag([120.352, 30.282], [120.355, 30.285], DRAG, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(window.selected(), [2]);
    // Two clicks on opposite corners do the same as a drag.
    window.click([120.338, 30.298]);
    assert_eq!(window.session().drawing().corners().len(), 1);
    window.click([120.345, 30.305]);
    assert_eq!(window.selected(), [0]);
    let args = [("layer", "闲置土地".into()), ("count", "1".into())];
    assert!(window.has(&text_with(Lang::Zh, "tool-selected", &args)));
}

#[test]
fn a_polygon_is_clicked_taken_back_and_ended_by_a_double_click() {
    let mut window = Window::new(Lang::En, LAND, [1280.0, 720.0]);
    window.key(Key::P);
    window.click([120.337, 30.297]);
    window.click([120.369, 30.282]);
    assert_eq!(window.session().drawing().corners().len(), 2);
    window.key(Key::Backspace);
    window.click([120.355, 30.297]);
    window.double_click([120.345, 30.311]);
    assert_eq!(window.selected(), [0]);
    let Some(Drawn::Area { area: three_maps::geometry::Area::Polygon { ring } }) =
        window.session().drawing().drawn()
    else {
        panic!("{:?}", window.session().drawing());
    };
    assert_eq!(ring.len(), 3);
    // Escape leaves the tool with what it drew; the selection stays until the next.
    window.key(Key::Escape);
    assert!(window.session().drawing().is_clear());
    assert_eq!(window.session().drawing().tool(), Tool::Pick);
    assert_eq!(window.selected(), [0]);
    window.key(Key::Escape);
    assert!(window.selected().is_empty());
}

#[test]
fn a_radius_is_dragged_or_typed_after_a_click() {
    let mut window = Window::new(Lang::Zh, LAND, [1280.0, 720.0]);
    window.key(Key::R);
    window.drag([120.345, 30.305], [120.361, 30.305], DRAG, Modifiers::NONE);
    assert_eq!(window.selected(), [0, 1]);
    window.click([120.355, 30.285]);
    // The keys go into the field at once.
    let name = text(Lang::Zh, "tool-radius-name");
    window.harness.run_steps(3);
    window.harness.get_by_label(&name).type_text("2 公里");
    window.harness.run_ok();
    window.key(Key::Enter);
    assert_eq!(window.selected(), [0, 1, 2]);
    window.click([120.355, 30.285]);
    window.harness.run_steps(3);
    window.harness.get_by_label(&name).type_text("far");
    window.harness.run_ok();
    window.key(Key::Enter);
    assert!(window.has(&text(Lang::Zh, "tool-radius-wrong")));
    assert_eq!(window.selected(), [0, 1, 2]);
}

#[test]
fn with_a_tool_in_hand_the_other_buttons_and_the_space_bar_move_the_map() {
    let mut window = Window::new(Lang::Zh, LAND, [1280.0, 720.0]);
    window.key(Key::M);
    for button in [PointerButton::Secondary, PointerButton::Middle] {
        let before = window.session().document().view.center;
        window.drag([120.35, 30.30], [120.355, 30.295], button, Modifiers::NONE);
        assert!(window.session().document().view.center[0] < before[0] - 0.004, "{button:?}");
    }
    let before = window.session().document().view.center;
    window.harness.key_down(Key::Space);
    window.drag([120.35, 30.30], [120.355, 30.295], DRAG, Modifiers::NONE);
    window.harness.key_up(Key::Space);
    window.settle();
    assert!(window.session().document().view.center[0] < before[0] - 0.004);
    assert!(window.session().drawing().is_clear(), "nothing was drawn by it");
}

#[test]
fn a_measured_way_says_its_length_and_is_copied() {
    for lang in [Lang::Zh, Lang::En] {
        let mut window = Window::new(lang, LAND, [1280.0, 720.0]);
        window.key(Key::M);
        for place in [[120.34, 30.30], [120.35, 30.30], [120.35, 30.31]] {
            window.click(place);
        }
        window.key(Key::Enter);
        let measured = window.session().drawing().drawn().unwrap().measurement().unwrap();
        assert!((measured.total_m - 2070.8).abs() < 8.0, "{}", measured.total_m);
        let args = [("total", "2.07 km".into()), ("count", 2_usize.into())];
        window.harness.get_by_label(&text_with(lang, "tool-distance-segments", &args));
        window.harness.get_by_label(&text(lang, "tool-copy")).click();
        window.harness.step();
        let copied =
            window.harness.output().platform_output.commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
        assert!(copied.is_none_or(|copied| copied.contains(" + ") && copied.contains(" m")));
        window.settle();
        window.harness.get_by_label(&text(lang, "tool-clear-measure")).click();
        window.settle();
        assert!(window.session().drawing().is_clear());
        assert_eq!(window.session().drawing().tool(), Tool::MeasureDistance);
    }
}

#[test]
fn a_measured_ring_says_area_and_perimeter_or_that_it_crosses_itself() {
    let mut window = Window::new(Lang::En, LAND, [1280.0, 720.0]);
    window.key(Key::A);
    for place in [[120.34, 30.30], [120.35, 30.30], [120.35, 30.31]] {
        window.click(place);
    }
    window.double_click([120.34, 30.31]);
    assert!(window.has("Area 1,06") || window.has("Area 1,07"));
    assert!(window.has("Perimeter 4.14 km"));
    for place in [[120.34, 30.30], [120.35, 30.31], [120.35, 30.30]] {
        window.click(place);
    }
    window.double_click([120.34, 30.31]);
    window.harness.get_by_label(&text(Lang::En, "tool-area-crossing"));
}

#[test]
fn features_on_top_of_each_other_are_listed_and_a_second_click_goes_to_the_next() {
    for lang in [Lang::Zh, Lang::En] {
        let mut window = Window::new(lang, PILE, [1280.0, 720.0]);
        window.click([120.35, 30.31]);
        assert_eq!(window.selected(), [1], "the smaller lies on top");
        assert!(window.has(&text_with(lang, "pick-list", &[("count", 2_usize.into())])));
        window.click([120.35, 30.31]);
        assert_eq!(window.selected(), [0]);
        // The list goes with a choice, by pointer or by keys.
        let small = lang.pick("小块", "Small");
        let layer = three_maps::maps::schema::LayerKind::Land.label(lang);
        let row = text_with(lang, "pick-list-row", &[("name", small.into()), ("layer", layer.into())]);
        window.harness.get_by_label(&row).click();
        window.settle();
        assert_eq!(window.selected(), [1]);
        assert!(window.harness.query_by_label(&row).is_none());
        window.click([120.35, 30.31]);
        window.key(Key::ArrowDown);
        window.key(Key::Enter);
        assert_eq!(window.selected(), [0]);
        window.click([120.35, 30.31]);
        window.key(Key::Escape);
        assert!(window.harness.query_by_label(&row).is_none());
        assert_eq!(window.selected(), [1], "Escape closes the list and nothing else");
        // One feature alone needs no list, and a click beside everything selects nothing.
        window.click([120.375, 30.305]);
        assert_eq!(window.selected(), [2]);
        assert!(!window.has(&text_with(lang, "pick-list", &[("count", 1_usize.into())])));
        window.click([120.365, 30.315]);
        assert!(window.selected().is_empty());
    }
}

#[test]
fn ctrl_and_click_adds_and_takes_away() {
    let mut window = Window::new(Lang::Zh, PILE, [1280.0, 720.0]);
    window.click([120.375, 30.305]);
    window.click_with([120.347, 30.318], DRAG, Modifiers::COMMAND);
    assert_eq!(window.selected(), [2, 0]);
    window.harness.run_steps(30);
    window.click_with([120.375, 30.305], DRAG, Modifiers::COMMAND);
    assert_eq!(window.selected(), [0]);
}

#[test]
fn the_second_button_asks_what_can_be_done_here() {
    for lang in [Lang::Zh, Lang::En] {
        let mut window = Window::new(lang, PILE, [1280.0, 720.0]);
        let right = |window: &mut Window, place: [f64; 2]| {
            window.click_with(place, PointerButton::Secondary, Modifiers::NONE);
            window.harness.run_steps(3);
        };
        right(&mut window, [120.35, 30.31]);
        assert!(window.has("120.350"), "the coordinates to copy");
        window.harness.get_by_label(&text_with(lang, "map-menu-here", &[("count", 2_usize.into())])).click();
        window.settle();
        assert!(window.has(&text_with(lang, "pick-list", &[("count", 2_usize.into())])));
        window.key(Key::Escape);
        right(&mut window, [120.375, 30.305]);
        let radius = text_with(lang, "map-menu-radius", &[("radius", "500 m".into())]);
        window.harness.get_by_label(&radius).click();
        window.settle();
        assert_eq!(window.selected(), [2]);
        assert!(window.session().drawing().drawn().unwrap().area().is_some());
        right(&mut window, [120.375, 30.305]);
        window.harness.get_by_label(&text(lang, "map-menu-measure")).click();
        window.settle();
        assert_eq!(window.session().drawing().tool(), Tool::MeasureDistance);
        assert_eq!(window.session().drawing().corners().len(), 1);
        right(&mut window, [120.365, 30.315]);
        assert!(window.has(&text(lang, "map-menu-nothing")));
    }
}

#[test]
fn the_map_answers_to_its_keys() {
    let mut window = Window::new(Lang::Zh, LAND, [1280.0, 720.0]);
    window.harness.get_by_label(&text(Lang::Zh, "map-name")).focus();
    window.settle();
    window.key(Key::Home);
    let all = window.session().document().view;
    window.key(Key::ArrowRight);
    assert!(window.session().document().view.center[0] > all.center[0]);
    window.key(Key::Plus);
    assert!((window.session().document().view.zoom - all.zoom - 1.0).abs() < 1e-9);
    window.key(Key::Minus);
    window.key(Key::Minus);
    assert!((window.session().document().view.zoom - all.zoom + 1.0).abs() < 1e-9);
    window.key(Key::Home);
    assert!((window.session().document().view.zoom - all.zoom).abs() < 1e-9);
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.settle();
    window.harness.get_by_label(&text(Lang::Zh, "map-menu-measure"));
}

#[test]
fn the_bars_buttons_take_tools_up_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = Desk::with_land(lang)
            .harness([1600.0, 56.0], |ui, session, _, commands| bar::show(ui, session, commands));
        for (key, tool, letter) in [
            ("command-tool-box", Tool::Box, "B"),
            ("command-tool-polygon", Tool::Polygon, "P"),
            ("command-tool-radius", Tool::Radius, "R"),
            ("command-tool-measure-distance", Tool::MeasureDistance, "M"),
            ("command-tool-measure-area", Tool::MeasureArea, "A"),
        ] {
            assert!(!hint_with(lang, key, &[]).is_empty());
            let args = [("name", text(lang, key).into()), ("key", letter.into())];
            harness.state_mut().sent.clear();
            harness.get_by_label(&text_with(lang, "tools-key", &args)).click();
            harness.run();
            assert_eq!(harness.state().sent, [Command::SetTool { tool }]);
        }
        // The tool in hand is not taken up again.
        let args = [("name", text(lang, "command-tool-pick").into()), ("key", "V".into())];
        harness.state_mut().sent.clear();
        harness.get_by_label(&text_with(lang, "tools-key", &args)).click();
        harness.run();
        assert_eq!(harness.state().sent, []);
    }
}

#[test]
fn in_a_narrow_bar_the_tools_fold_into_one_button() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = Desk::with_land(lang)
            .harness([960.0, 400.0], |ui, session, _, commands| bar::show(ui, session, commands));
        let pick = text(lang, "command-tool-pick");
        let name = text_with(lang, "tools-now", &[("tool", pick.into())]);
        let now = harness.get_by_label(&name);
        let select = harness.get_by_label(&text(lang, "select-menu")).rect();
        let open = harness.get_by_label(&text(lang, "bar-undo-nothing")).rect();
        assert!(now.rect().right() <= select.left() && select.right() <= open.left() + 1.0);
        now.click();
        harness.run();
        let args = [("name", text(lang, "command-tool-radius").into()), ("key", "R".into())];
        harness.get_by_label(&text_with(lang, "tools-key", &args)).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::SetTool { tool: Tool::Radius }]);
    }
}

#[test]
fn a_layers_menu_selects_from_it_and_keeps_what_is_selected() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.apply(Command::Select {
            features: vec![FeatureRef { layer, row: 1 }],
            mode: SelectMode::Replace,
        });
        let mut harness = desk.harness([400.0, 700.0], |ui, session, styles, commands| {
            layers::show(ui, session, styles, commands);
        });
        let title = three_maps::maps::schema::LayerKind::Land.label(lang);
        let more = text_with(lang, "layers-more", &[("layer", title.into())]);
        for (key, command) in [
            ("command-select-matching", Command::SelectMatching { layer, mode: SelectMode::Replace }),
            ("command-invert-selection", Command::SelectMatching { layer, mode: SelectMode::Toggle }),
            ("command-clear-selection", Command::ClearSelection),
            ("command-keep-selected", Command::KeepSelected { layer }),
        ] {
            harness.state_mut().sent.clear();
            harness.get_by_label(&more).click();
            harness.run();
            harness.get_by_label(&text(lang, key)).click();
            harness.run();
            assert_eq!(harness.state().sent, [command], "{key}");
        }
    }
}

#[test]
fn beside_another_layers_selection_a_distance_is_typed() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        let land = desk.layer();
        let path = desk.path("more.geojson");
        std::fs::write(&path, PILE.replace("parcel_no", "number")).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let of = desk.session.document().layers[1].id;
        let map = desk.session.document().layers[0].map;
        desk.apply(Command::AssignMap { layer: of, map });
        desk.apply(Command::SwitchMap { map });
        desk.apply(Command::Select {
            features: vec![FeatureRef { layer: of, row: 2 }],
            mode: SelectMode::Replace,
        });
        let other = desk.session.document().layers[1].clone();
        let name = other.kind.map_or(other.title.clone(), |kind| kind.label(lang).to_owned());
        desk.apply(Command::ChooseLayer { layer: land });
        let mut harness = desk.harness([1600.0, 700.0], |ui, session, _, commands| {
            ui.scope(|ui| bar::show(ui, session, commands));
        });
        let args = [("layer", name.as_str().into()), ("count", "1".into())];
        harness.get_by_label(&text(lang, "select-menu")).click();
        harness.run();
        harness.get_by_label(&text_with(lang, "select-touching", &args)).click();
        harness.run();
        let mode = SelectMode::Replace;
        assert_eq!(harness.state().sent, [Command::SelectTouching { layer: land, of, mode }]);
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "select-menu")).click();
        harness.run();
        harness.get_by_label(&text(lang, "select-near-go")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::SelectNear { layer: land, of, distance_m: 500.0, mode }]);
    }
}
