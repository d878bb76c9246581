//! The card of columns and fields: what is clicked becomes a command, in both languages.

use crate::desk::Desk;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Command, FieldsCommand, SaidKind};
use three_maps::maps::binding::State;
use three_maps::maps::schema::{LayerKind, MapKind};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::fields_card::FieldsCard;

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
