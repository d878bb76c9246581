//! The styling card and the legend: what is clicked becomes a command, in both languages.

use crate::desk::Desk;
use crate::map::render_state;
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{Command, Theme};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::maps::schema::{self, LayerKind};
use three_maps::scene::{ColorBy, LabelBy, LabelsFrom, Styling};
use three_maps::stats::ClassMethod;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::layers;
use three_maps::ui::panels::styling::StylingPanel;

const WINDOW: [f32; 2] = [1000.0, 900.0];

/// The card of the only layer over an empty map, every command applied at once.
fn card(mut desk: Desk) -> Harness<'static, Desk> {
    let layer = desk.layer();
    desk.live = true;
    let mut panel = Some(StylingPanel::new(layer));
    let mut harness = desk.harness(WINDOW, move |ui, session, styles, commands| {
        let map = ui.max_rect();
        if let Some(open) = &mut panel
            && !open.show(ui, map, session, styles, Some(23_456.0), commands)
        {
            panel = None;
        }
    });
    settle(&mut harness);
    harness
}

fn styling(harness: &Harness<'_, Desk>) -> Styling {
    harness.state().session.document().layers[0].styling.clone().unwrap_or_default()
}

/// What the schema calls a field of idle land.
fn label(lang: Lang, field: &str) -> &'static str {
    schema::field(Some(LayerKind::Land), field).unwrap().label(lang)
}

/// Draws until lists and bars stand still.
fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run_steps(8);
}

/// Opens a choice and takes a line of it.
fn choose(harness: &mut Harness<'_, Desk>, name: &str, line: &str) {
    harness.get_by_label_contains(&format!("{name}: ")).click();
    settle(harness);
    harness.get_by_label(line).click();
    settle(harness);
}

#[test]
fn colours_by_values_and_by_classes_of_numbers() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = card(Desk::with_land(lang));
        harness.get_by_label(&text(lang, "styling-color-kinds")).click();
        settle(&mut harness);
        assert_eq!(styling(&harness).color, ColorBy::Categories { field: "status".to_owned() });
        choose(&mut harness, &text(lang, "styling-field"), label(lang, "land_use"));
        assert_eq!(styling(&harness).color, ColorBy::Categories { field: "land_use".to_owned() });
        choose(&mut harness, &text(lang, "styling-scheme"), &text(lang, "styling-scheme-official"));
        assert_eq!(styling(&harness).scheme.as_deref(), Some("official"));

        harness.get_by_label(&text(lang, "styling-color-classes")).click();
        settle(&mut harness);
        let classes = |method, count| ColorBy::Classes { field: "area_mu".to_owned(), method, count };
        assert_eq!(styling(&harness).color, classes(ClassMethod::Natural, 5));
        assert_eq!(styling(&harness).scheme, None, "a scheme for kinds says nothing of numbers");
        choose(&mut harness, &text(lang, "styling-method"), &text(lang, "styling-method-quantile"));
        assert_eq!(styling(&harness).color, classes(ClassMethod::Quantile, 5));
        choose(&mut harness, &text(lang, "styling-scheme"), "Blues");
        harness.get_by_label_contains(&text(lang, "styling-reversed")).click();
        settle(&mut harness);
        let now = styling(&harness);
        assert_eq!((now.scheme.as_deref(), now.reversed), (Some("Blues"), true));
        // The breaks are said, not only drawn.
        let styled = harness.state().session.styled(harness.state().layer()).unwrap();
        assert_eq!(styled.style.classes.len(), 3, "three numbers make three classes at most");
        let said = text_with(
            lang,
            "styling-breaks",
            &[("field", "".into()), ("count", 3_u64.into()), ("breaks", "".into())],
        );
        let words: Vec<&str> = said.split_whitespace().collect();
        harness.get_by_label_contains(words[0]);
    }
}

#[test]
fn sliders_are_moved_by_keys_and_each_move_is_a_step() {
    let mut harness = card(Desk::with_land(Lang::Zh));
    let name = text(Lang::Zh, "styling-opacity");
    harness.get_by_label(&name).focus();
    settle(&mut harness);
    harness.key_press(Key::ArrowLeft);
    settle(&mut harness);
    harness.key_press(Key::ArrowLeft);
    settle(&mut harness);
    let opacity = styling(&harness).fill_opacity.unwrap();
    assert!((opacity - 0.88).abs() < 1e-6, "{opacity}");
    assert!(
        harness
            .state()
            .sent
            .iter()
            .all(|command| matches!(command, Command::SetStyling { gesture: Some(_), .. }))
    );
    harness.state_mut().apply(Command::Undo);
    let opacity = styling(&harness).fill_opacity.unwrap();
    assert!((opacity - 0.89).abs() < 1e-6, "{opacity}");
}

#[test]
fn labels_outline_and_scales() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = card(Desk::with_land(lang));
        choose(&mut harness, &text(lang, "styling-label"), label(lang, "parcel_no"));
        assert_eq!(styling(&harness).label, LabelBy::Field { field: "parcel_no".to_owned() });
        choose(&mut harness, &text(lang, "styling-labels-from"), "1 : 50,000");
        assert_eq!(styling(&harness).labels_from, LabelsFrom::Scale { denominator: 50_000.0 });
        harness.get_by_label_contains(&text(lang, "styling-outline")).click();
        settle(&mut harness);
        assert_eq!(styling(&harness).outline, Some(false));
        harness.get_all_by_label(&text(lang, "styling-here")).next().unwrap().click();
        settle(&mut harness);
        assert_eq!(styling(&harness).max_denominator, Some(24_000.0));
        harness.get_by_label(&text(lang, "styling-reset")).click();
        settle(&mut harness);
        assert_eq!(harness.state().session.document().layers[0].styling, None);
    }
}

#[test]
fn fields_that_are_not_for_all_colour_and_label_nothing() {
    let mut harness = card(Desk::with_land(Lang::Zh));
    harness.get_by_label_contains(&format!("{}: ", text(Lang::Zh, "styling-label"))).click();
    settle(&mut harness);
    assert_eq!(harness.query_all_by_label_contains("联系电话").count(), 0);
    assert!(harness.query_all_by_label_contains("编号").count() > 0);
}

#[test]
fn the_card_closes_by_its_button_and_has_the_focus_first() {
    let mut harness = card(Desk::with_land(Lang::En));
    let close = text(Lang::En, "styling-close");
    assert!(harness.get_by_label(&close).is_focused());
    harness.get_by_label(&close).click();
    settle(&mut harness);
    assert!(harness.query_by_label(&close).is_none());
    assert!(harness.state().sent.is_empty());
}

#[test]
fn the_swatch_and_the_menu_of_a_layer_lead_to_its_styling() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let title = LayerKind::Land.label(lang);
        let mut harness = desk.harness([312.0, 400.0], |ui, session, styles, commands| {
            layers::show(ui, session, styles, commands);
        });
        harness.get_by_label(&text_with(lang, "styling-open", &[("layer", title.into())])).click();
        settle(&mut harness);
        harness.get_by_label(&text_with(lang, "layers-more", &[("layer", title.into())])).click();
        settle(&mut harness);
        harness.get_by_label(&text(lang, "styling-menu")).click();
        settle(&mut harness);
        let command = Command::ShowStyling { layer };
        assert_eq!(harness.state().sent, [command.clone(), command]);
    }
}

#[test]
fn every_part_of_the_card_lies_inside_it_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        for color in
            ["styling-color-own", "styling-color-one", "styling-color-kinds", "styling-color-classes"]
        {
            let mut harness = card(Desk::with_land(lang));
            harness.get_by_label(&text(lang, color)).click();
            settle(&mut harness);
            let frame = harness.get_by_label(&text(lang, "styling-close")).rect().right() + 16.0;
            for node in harness.root().children_recursive() {
                let role = node.accesskit_node().role();
                if node.accesskit_node().bounding_box().is_none() {
                    continue;
                }
                let named = node.accesskit_node().label().is_some();
                let rect = node.rect();
                if named && rect.is_positive() && role != egui::accesskit::Role::Window {
                    assert!(
                        rect.right() <= frame + 1.0,
                        "{lang:?} {color}: {:?} {rect:?}",
                        node.accesskit_node().label()
                    );
                    assert!(
                        rect.left() >= frame - 360.0,
                        "{lang:?} {color}: {:?} {rect:?}",
                        node.accesskit_node().label()
                    );
                }
            }
        }
    }
}

#[test]
fn the_card_draws_in_both_themes() {
    if render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    for (lang, theme, color) in
        [(Lang::Zh, Theme::Light, "styling-color-classes"), (Lang::En, Theme::Dark, "styling-color-kinds")]
    {
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::SetTheme { theme });
        let mut harness = card(desk);
        harness.get_by_label(&text(lang, color)).click();
        settle(&mut harness);
        let picture = harness.render().unwrap();
        let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() > 100, "{} colours", colours.len());
        if let Some(folder) = std::env::var_os("THREE_MAPS_PICTURES") {
            picture
                .save(std::path::Path::new(&folder).join(format!("styling-{lang:?}-{theme:?}.png")))
                .unwrap();
        }
    }
}

#[test]
fn a_condition_of_a_class_reads_as_its_card_does() {
    // What a click on the legend asks is what a card of the filter panel shows.
    let desk = Desk::with_land(Lang::Zh);
    let entry = &desk.session.document().layers[0];
    let style = desk.styles.get(&entry.id).unwrap();
    let (field, condition) = three_maps::scene::legend::condition_of_class(&entry.layer, style, 0).unwrap();
    assert_eq!(field, "status");
    assert_eq!(condition, Condition::AnyOf { values: vec![Scalar::Text("闲置".to_owned())], missing: false });
}
