//! The card of columns and fields: what is clicked becomes a command, in both languages.

use crate::desk::Desk;
use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Command, FieldsCommand, SaidKind};
use three_maps::maps::binding::{MeasureUnit, State};
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::fields_card::FieldsCard;
use three_maps::ui::panels::styling::StylingPanel;

const WINDOW: [f32; 2] = [960.0, 600.0];

fn card(mut desk: Desk) -> Harness<'static, Desk> {
    let layer = desk.layer();
    desk.live = true;
    let mut card = FieldsCard::new(layer);
    let mut harness = desk.harness(WINDOW, move |ui, session, _, commands| {
        let map = ui.max_rect();
        let _stays = card.show(ui, map, session, commands);
    });
    harness.run_steps(8);
    harness
}

#[test]
fn a_column_is_taken_from_its_field_and_given_back() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let mut harness = card(desk);
        let name = text_with(lang, "binding-field-of", &[("column", "name".into())]);
        harness.get_by_label_contains(&name).click();
        harness.run_steps(8);
        harness.get_by_label(&text(lang, "binding-none")).click();
        harness.run_steps(8);
        let command = Command::Fields { layer, ask: FieldsCommand::Unbind { column: "name".to_owned() } };
        assert_eq!(harness.state().sent.last(), Some(&command));
        let binding = &harness.state().session.document().layers[0].binding;
        assert_eq!(binding.entry("name").unwrap().state, State::Free);
    }
}

#[test]
fn a_private_columns_values_are_not_shown() {
    let harness = card(Desk::with_land(Lang::Zh));
    assert!(harness.query_by_label_contains("0571-0000").is_none());
    assert!(harness.query_by_label_contains(&text(Lang::Zh, "value-private")).is_some());
}

#[test]
fn a_person_says_what_the_layer_holds() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let mut harness = card(desk);
        let menu = format!("{}: ", text(lang, "binding-kind"));
        for (line, said, kind) in [
            (
                format!("{} · {}", LayerKind::Factories.label(lang), MapKind::Space.label(lang)),
                SaidKind::Kind { kind: LayerKind::Factories },
                Some(LayerKind::Factories),
            ),
            (text(lang, "binding-kind-none"), SaidKind::NoneOfThem, None),
        ] {
            harness.get_by_label_contains(&menu).click();
            harness.run_steps(8);
            harness.get_by_label(&line).scroll_to_me();
            harness.run_steps(8);
            harness.get_by_label(&line).click();
            harness.run_steps(8);
            let command = Command::Fields { layer, ask: FieldsCommand::SetKind { said } };
            assert_eq!(harness.state().sent.last(), Some(&command));
            let entry = &harness.state().session.document().layers[0];
            assert_eq!((entry.kind, entry.binding.is_kind_by_person()), (kind, true));
        }
    }
}

#[test]
fn escape_closes_the_list_and_then_the_card() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.live = true;
        let mut card = Some(FieldsCard::new(layer));
        let mut harness = desk.harness(WINDOW, move |ui, session, _, commands| {
            // As the window asks, before anything is drawn.
            if StylingPanel::escaped(ui.ctx()) {
                card = None;
            }
            let map = ui.max_rect();
            if let Some(card) = &mut card {
                let _stays = card.show(ui, map, session, commands);
            }
        });
        harness.run_steps(8);
        let name = text_with(lang, "binding-field-of", &[("column", "name".into())]);
        harness.get_by_label_contains(&name).click();
        harness.run_steps(8);
        let search = text(lang, "fields-search");
        harness.get_by_label(&search);
        harness.key_press(egui::Key::Escape);
        harness.run_steps(8);
        assert!(harness.query_by_label(&search).is_none(), "the list is closed");
        harness.get_by_label_contains(&name);
        harness.key_press(egui::Key::Escape);
        harness.run_steps(8);
        assert!(harness.query_by_label_contains(&name).is_none(), "and the card");
    }
}

#[test]
fn a_field_is_looked_up_by_a_part_of_its_name() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let mut harness = card(desk);
        let name = text_with(lang, "binding-field-of", &[("column", "name".into())]);
        harness.get_by_label_contains(&name).click();
        harness.run_steps(8);
        harness.event(egui::Event::Text("height_m".to_owned()));
        harness.run_steps(4);
        assert!(harness.query_by_label(&text(lang, "binding-none")).is_none());
        harness.key_press(egui::Key::Enter);
        harness.run_steps(8);
        let ask = FieldsCommand::Bind { column: "name".to_owned(), key: "height_max".to_owned() };
        assert_eq!(harness.state().sent.last(), Some(&Command::Fields { layer, ask }));
    }
}

#[test]
fn a_columns_unit_is_said_and_taken_back() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let mut harness = card(desk);
        let name = text_with(lang, "binding-unit-of", &[("column", "area_m2".into())]);
        let recognised = text_with(lang, "binding-unit-as-recognised", &[("unit", "m²".into())]);
        let hectare = lang.pick("公顷", "ha");
        let said = text_with(lang, "binding-unit-said", &[("unit", hectare.into())]);
        for (shown, line, unit) in
            [(&recognised, hectare, Some(MeasureUnit::Hectare)), (&said, recognised.as_str(), None)]
        {
            let choice = format!("{name}: {shown}");
            harness.get_by_label(&choice).scroll_to_me();
            harness.run_steps(8);
            harness.get_by_label(&choice).click();
            harness.run_steps(8);
            harness.get_by_label(line).click();
            harness.run_steps(8);
            let ask = FieldsCommand::SetUnit { column: "area_m2".to_owned(), unit };
            assert_eq!(harness.state().sent.last(), Some(&Command::Fields { layer, ask }));
        }
        // What is counted, or has one unit alone, has none to choose.
        for column in ["far_max", "name"] {
            let name = text_with(lang, "binding-unit-of", &[("column", column.into())]);
            assert!(harness.query_by_label_contains(&name).is_none(), "{column}");
        }
    }
}

#[test]
fn signs_do_not_matter_in_looking_up_nor_does_the_language() {
    for (lang, typed) in [(Lang::En, "area m"), (Lang::En, "面积 m2"), (Lang::Zh, "Area (m²")] {
        let desk = Desk::with_land(lang);
        let layer = desk.layer();
        let mut harness = card(desk);
        let name = text_with(lang, "binding-field-of", &[("column", "name".into())]);
        harness.get_by_label_contains(&name).click();
        harness.run_steps(8);
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.run_steps(4);
        let line = format!("{} · area_m2", lang.pick("面积 (m²)", "Area (m²)"));
        harness.get_by_label(&line).click();
        harness.run_steps(8);
        let ask = FieldsCommand::Bind { column: "name".to_owned(), key: "area_m2".to_owned() };
        assert_eq!(harness.state().sent.last(), Some(&Command::Fields { layer, ask }), "{typed}");
    }
}

#[test]
fn a_list_opens_where_the_choice_is_and_a_choice_moves_no_column() {
    let lang = Lang::En;
    let mut desk = Desk::with_land(lang);
    let layer = desk.layer();
    // Far from what the column fits best.
    let ask = FieldsCommand::Bind { column: "name".to_owned(), key: "disposal".to_owned() };
    desk.apply(Command::Fields { layer, ask });
    let mut harness = card(desk);
    let of = |column: &str| text_with(lang, "binding-field-of", &[("column", column.into())]);
    let tops = |harness: &Harness<'_, Desk>| {
        ["id", "name", "street"].map(|it| harness.get_by_label_contains(&of(it)).rect().top())
    };
    let before = tops(&harness);
    for _ in 0..2 {
        harness.get_by_label_contains(&of("name")).click();
        harness.run_steps(8);
        let search = harness.get_by_label(&text(lang, "fields-search")).rect();
        let line = harness.get_by_label("Disposal · disposal").rect();
        assert!(
            line.top() > search.bottom() && line.bottom() < search.bottom() + 320.0,
            "{line:?} {search:?}"
        );
        harness.key_press(egui::Key::Escape);
        harness.run_steps(8);
    }
    harness.get_by_label_contains(&of("id")).click();
    harness.run_steps(8);
    harness.get_by_label(&text(lang, "binding-none")).click();
    harness.run_steps(8);
    let after = tops(&harness);
    assert!(
        (before[0] - after[0]).abs() < 1.0 && after[0] < after[1] && after[1] < after[2],
        "{before:?} {after:?}"
    );
}
