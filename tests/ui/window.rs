//! The whole window with the bundled maps: every size, density, language and theme; nothing cut off,
//! nothing over another, everything with a name; and rest where nothing happens.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, ImeEvent, Key, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::maps::schema::MapKind;
use three_maps::text::{Lang, text};
use three_maps::ui::{Start, ThreeMapsApp};

/// The window of a size in points and a density, with the bundled maps read.
pub(crate) fn open(lang: Lang, size: [f32; 2], px_per_pt: f32) -> Harness<'static, ThreeMapsApp> {
    let mut harness = Harness::builder()
        .with_size(Vec2::from(size))
        .with_pixels_per_point(px_per_pt)
        .build_eframe(move |creation| {
            let start = Start { lang: Some(lang), ..Start::default() };
            ThreeMapsApp::without_memory(creation, start).unwrap()
        });
    settle(&mut harness);
    assert_eq!(harness.state().session().document().layers.len(), 14);
    harness
}

/// Lets the workers come to their end, and the window draw it.
pub(crate) fn settle(harness: &mut Harness<'static, ThreeMapsApp>) {
    for _ in 0..5000 {
        harness.step();
        if harness.state().session().running().next().is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(harness.state().session().running().next().is_none(), "the workers did not end");
    harness.run_ok();
}

/// Everything that can be pressed or typed into, with what it is called.
fn controls(harness: &Harness<'static, ThreeMapsApp>) -> Vec<(Role, String, Rect)> {
    let is_control = |role: Role| {
        matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::RadioButton
                | Role::Tab
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::Slider
                | Role::ComboBox
                | Role::Link
        )
    };
    harness
        .root()
        .query_all(egui_kittest::kittest::By::new().predicate(|_| true))
        .filter(|node| is_control(node.accesskit_node().role()) && !node.accesskit_node().is_hidden())
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            (node.accesskit_node().role(), name, node.rect())
        })
        .collect()
}

#[test]
fn at_every_size_all_controls_have_names_and_the_bar_has_room_for_its_own() {
    let sizes =
        [([960.0, 600.0], 1.0), ([1280.0, 720.0], 1.0), ([1600.0, 900.0], 1.5), ([1280.0, 720.0], 2.0)];
    for (size, px_per_pt) in sizes {
        for lang in [Lang::Zh, Lang::En] {
            let harness = open(lang, size, px_per_pt);
            let all = controls(&harness);
            assert!(all.len() > 30, "{size:?} {lang:?}: only {} controls", all.len());
            for (role, name, rect) in &all {
                assert!(!name.trim().is_empty(), "{size:?} {lang:?}: a {role:?} at {rect:?} has no name");
            }
            let bar: Vec<_> = all.iter().filter(|(_, _, rect)| rect.bottom() <= 56.0).collect();
            assert!(bar.len() >= 12, "{size:?} {lang:?}: {} controls in the bar", bar.len());
            for (at, (_, name, rect)) in bar.iter().enumerate() {
                let inside = rect.left() >= 0.0 && rect.right() <= size[0];
                assert!(inside, "{size:?} {lang:?}: “{name}” is cut off: {rect:?}");
                for (_, other, beside) in &bar[..at] {
                    let apart = !rect.shrink(0.5).intersects(beside.shrink(0.5));
                    assert!(apart, "{size:?} {lang:?}: “{name}” lies on “{other}”");
                }
            }
        }
    }
}

#[test]
fn however_low_the_map_its_buttons_lie_on_nothing() {
    for height in [430.0, 520.0, 700.0] {
        for lang in [Lang::Zh, Lang::En] {
            let size = [1100.0, height];
            let mut harness = open(lang, size, 1.0);
            if !harness.state().session().bottom().is_open() {
                harness.get_by_label(&text(lang, "bottom-unfold")).click();
                settle(&mut harness);
            }
            let all = controls(&harness);
            let names = ["map-zoom-in", "map-zoom-out", "bookmarks-title"].map(|key| text(lang, key));
            let is_of_map = |name: &str| names.iter().any(|of_map| of_map == name);
            let of_map: Vec<_> = all.iter().filter(|(_, name, _)| is_of_map(name)).collect();
            assert!(!of_map.is_empty() || height < 500.0, "{size:?} {lang:?}: no button on the map");
            for (_, name, rect) in of_map {
                for (_, other, beside) in all.iter().filter(|(_, other, _)| other != name) {
                    let apart = !rect.shrink(0.5).intersects(beside.shrink(0.5));
                    assert!(apart, "{size:?} {lang:?}: “{name}” lies on “{other}”");
                }
            }
        }
    }
}

#[test]
fn what_an_input_method_writes_arrives_in_every_kind_of_field() {
    let lang = Lang::Zh;
    let mut harness = open(lang, [1600.0, 900.0], 1.0);
    let names = [text(lang, "command-search"), text(lang, "cql-title")];
    for name in names {
        let field = harness
            .query_all_by_label(&name)
            .find(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput))
            .unwrap();
        field.focus();
        harness.run_ok();
        let preedit = ImeEvent::Preedit { text: "hang".to_owned(), active_range_chars: Some(4..4) };
        for event in [preedit, ImeEvent::Commit("杭州".to_owned())] {
            harness.event(Event::Ime(event));
            harness.run_ok();
        }
        let value = harness
            .query_all_by_label(&name)
            .filter_map(|node| node.accesskit_node().value())
            .find(|value| !value.is_empty());
        assert_eq!(value.as_deref(), Some("杭州"), "{name}");
        harness.key_press(Key::Escape);
        settle(&mut harness);
    }
}

#[test]
fn the_three_maps_are_switched_and_the_window_comes_to_rest() {
    let lang = Lang::Zh;
    let mut harness = open(lang, [1600.0, 900.0], 1.0);
    for (map, lead) in [(MapKind::Industry, "企业"), (MapKind::Startup, "双创载体")] {
        harness.get_by_label(map.label(lang)).click();
        settle(&mut harness);
        let document = harness.state().session().document();
        assert_eq!(document.map, map);
        let chosen = document.chosen_layer().unwrap();
        assert_eq!(chosen.kind.unwrap().label(lang), lead);
        // Idle: a frame asks for no other.
        let frames = harness.try_run().expect("the window never comes to rest");
        assert!(frames <= 3, "{frames} frames with nothing to do");
    }
}

#[test]
fn the_whole_window_draws_at_every_density_and_in_both_themes() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    for (lang, size, px_per_pt, dark) in [
        (Lang::Zh, [1600.0, 900.0], 1.0, false),
        (Lang::En, [1280.0, 720.0], 1.5, true),
        (Lang::En, [960.0, 600.0], 2.0, false),
    ] {
        let mut harness = open(lang, size, px_per_pt);
        if dark {
            harness.get_by_label(&text(lang, "bar-theme-dark")).click();
            settle(&mut harness);
        }
        let picture = harness.render().unwrap();
        let expected = size.map(|side| (side * px_per_pt) as u32);
        assert_eq!([picture.width(), picture.height()], expected);
        let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() > 200, "{} colours", colours.len());
        if let Some(folder) = &folder {
            let name = format!("window-{lang:?}-{}-{px_per_pt}.png", size[0]);
            picture.save(folder.join(name)).unwrap();
        }
    }
}
