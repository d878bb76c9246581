//! Undo: after any commands, taking back gives the documents before, and doing again the ones after.

use super::desk::{CARRIERS, Desk};
use proptest::prelude::*;
use three_maps::app::{Command, Document, FeatureRef, LayerId, SelectMode, View};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::geometry::Area;
use three_maps::maps::schema::MapKind;
use three_maps::scene::{ColorBy, Styling};
use three_maps::stats::ClassMethod;

/// The document without the camera, which undo leaves where it is.
fn without_view(document: &Document) -> Document {
    Document { view: View::default(), ..document.clone() }
}

#[test]
fn a_drag_of_a_slider_is_one_step() {
    let (mut desk, layer) = Desk::with_land();
    for min in [10.0, 20.0, 50.0, 60.0] {
        let condition = Some(Condition::Range { min: Some(min), max: None, missing: false });
        desk.send(Command::SetCondition { layer, field: "area_mu".to_owned(), condition, gesture: Some(1) });
    }
    assert_eq!(desk.matching(layer), [0, 1]);
    let condition = Some(Condition::Range { min: Some(100.0), max: None, missing: false });
    desk.send(Command::SetCondition { layer, field: "area_mu".to_owned(), condition, gesture: Some(2) });
    assert_eq!(desk.matching(layer), [1]);
    desk.send(Command::Undo);
    assert_eq!(desk.matching(layer), [0, 1]);
    desk.send(Command::Undo);
    assert_eq!(desk.counts(layer), (5, 5));
    assert_eq!(desk.session.undo_name(), None);
    assert_eq!(desk.session.redo_name(), Some("command-set-condition"));
    desk.send(Command::Redo);
    desk.send(Command::Redo);
    assert_eq!(desk.matching(layer), [1]);
}

#[test]
fn a_command_that_changes_nothing_is_no_step() {
    let (mut desk, layer) = Desk::with_land();
    desk.send(Command::SetVisible { layer, visible: true });
    desk.send(Command::ClearAllFilters);
    desk.send(Command::CloseLayer { layer: LayerId(77) });
    desk.send(Command::Select { features: vec![FeatureRef { layer, row: 1 }], mode: SelectMode::Replace });
    assert_eq!(desk.session.undo_name(), None);
    desk.send(Command::Undo);
    desk.send(Command::Redo);
    assert_eq!(desk.session.document().selection.len(), 1);
}

#[test]
fn two_hundred_steps_can_be_taken_back() {
    let (mut desk, layer) = Desk::with_land();
    for step in 0..250 {
        desk.send(Command::SetVisible { layer, visible: step % 2 == 1 });
    }
    let mut taken_back = 0;
    while desk.session.undo_name().is_some() {
        desk.send(Command::Undo);
        taken_back += 1;
    }
    assert_eq!(taken_back, 200);
}

/// An area that holds some of the features.
fn west() -> Area {
    Area::Radius { center: [120.34, 30.29], radius_m: 2500.0 }
}

fn layer() -> impl Strategy<Value = LayerId> {
    (0..3_u32).prop_map(LayerId)
}

fn command() -> impl Strategy<Value = Command> {
    let texts = prop::sample::select(vec!["", "area_mu > 60", "status = '闲置'", "area_mu >", "desks > 40"]);
    let fields = prop::sample::select(vec!["status", "area_mu", "name", "desks"]);
    let maps = prop::sample::select(vec![MapKind::Space, MapKind::Industry, MapKind::Startup]);
    let conditions = prop_oneof![
        Just(None),
        (0..100_u32).prop_map(|min| {
            Some(Condition::Range { min: Some(f64::from(min)), max: None, missing: false })
        }),
        Just(Some(Condition::AnyOf { values: vec![Scalar::Text("闲置".to_owned())], missing: true })),
    ];
    prop_oneof![
        (layer(), texts).prop_map(|(layer, text)| {
            Command::SetFilterText { layer, text: text.to_owned(), gesture: None }
        }),
        (layer(), fields.clone(), conditions, proptest::option::of(0..3_u32)).prop_map(
            |(layer, field, condition, gesture)| {
                Command::SetCondition { layer, field: field.to_owned(), condition, gesture }
            }
        ),
        (layer(), fields.clone())
            .prop_map(|(layer, field)| Command::AddCard { layer, field: field.to_owned() }),
        (layer(), fields).prop_map(|(layer, field)| Command::RemoveCard { layer, field: field.to_owned() }),
        (layer(), any::<bool>()).prop_map(|(layer, visible)| Command::SetVisible { layer, visible }),
        (layer(), 0..4_usize).prop_map(|(layer, to)| Command::MoveLayer { layer, to }),
        (layer(), maps.clone()).prop_map(|(layer, map)| Command::AssignMap { layer, map }),
        maps.prop_map(|map| Command::SwitchMap { map }),
        layer().prop_map(|layer| Command::CloseLayer { layer }),
        layer().prop_map(|layer| Command::ChooseLayer { layer }),
        (layer(), 0..5_u32).prop_map(|(layer, row)| Command::Select {
            features: vec![FeatureRef { layer, row }],
            mode: SelectMode::Toggle,
        }),
        (layer(), prop::sample::select(vec![SelectMode::Replace, SelectMode::Toggle]))
            .prop_map(|(layer, mode)| Command::SelectMatching { layer, mode }),
        layer().prop_map(|layer| Command::KeepSelected { layer }),
        layer().prop_map(|layer| Command::FilterWithin { layer, area: west() }),
        (layer(), 0..5_u32)
            .prop_map(|(layer, row)| Command::ToggleShortlist { feature: FeatureRef { layer, row } }),
        layer().prop_map(|layer| Command::ReloadLayer { layer }),
        any::<bool>().prop_map(|visible| Command::SetBaseVisible { visible }),
        (layer(), 0..4_usize, proptest::option::of(0..3_u32)).prop_map(|(layer, wish, gesture)| {
            let classes = |count| ColorBy::Classes {
                field: "area_mu".to_owned(),
                method: ClassMethod::default(),
                count,
            };
            let color = [ColorBy::Own {}, ColorBy::One {}, classes(3), classes(5)][wish].clone();
            let styling = Some(Styling { color, ..Styling::default() });
            Command::SetStyling { layer, styling, gesture }
        }),
        (1..4_i8, proptest::option::of(0..3_u32)).prop_map(|(month, gesture)| {
            Command::SetReferenceDay { day: jiff::civil::date(2025, month, 1), gesture }
        }),
        Just(Command::NextSelected),
        Just(Command::ClearAllFilters),
        Just(Command::ZoomToAll),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undo_gives_the_documents_before_and_redo_the_last(commands in prop::collection::vec(command(), 0..25)) {
        let (mut desk, _) = Desk::with_land();
        let paths = vec![desk.file("b.geojson", CARRIERS), desk.file("c.geojson", CARRIERS)];
        desk.send(Command::OpenFiles { paths });
        while desk.session.undo_name().is_some() {
            desk.send(Command::Undo);
        }
        desk.send(Command::Redo);
        let first = without_view(desk.session.document());
        let mut befores = Vec::new();
        for command in commands {
            let before = without_view(desk.session.document());
            let steps = desk.session.undo_depth();
            desk.send(command);
            if desk.session.undo_depth() > steps {
                befores.push(before);
            }
        }
        let last = without_view(desk.session.document());
        let matching: Vec<_> = last.layers.iter().map(|entry| desk.matching(entry.id)).collect();
        let steps = befores.len();
        for before in befores.iter().rev() {
            desk.send(Command::Undo);
            prop_assert_eq!(&without_view(desk.session.document()), before);
        }
        // What is left to take back are the files that were opened.
        prop_assert_eq!(desk.session.undo_depth(), 1);
        prop_assert_eq!(&desk.session.document().layers.len(), &first.layers.len());
        for _ in 0..steps {
            desk.send(Command::Redo);
        }
        prop_assert_eq!(&without_view(desk.session.document()), &last);
        // Rows follow the document, also when it comes back.
        let again: Vec<_> = last.layers.iter().map(|entry| desk.matching(entry.id)).collect();
        prop_assert_eq!(again, matching);
    }
}
