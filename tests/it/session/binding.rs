//! Files with headers of their own: what is bound, what is asked, and what a person says of it.

use super::desk::Desk;
use three_maps::app::{Command, Effect, ExportOptions, FeatureRef, FieldsCommand, LayerId};
use three_maps::maps::binding::State;
use three_maps::maps::schema::LayerKind;
use three_maps::text::Lang;

/// Factories with Chinese headers; one column whose unit is another, two that are in doubt.
const FACTORIES: &str = r#"{"type":"FeatureCollection","name":"厂房排摸表","features":[
{"type":"Feature","properties":{"厂房名称":"甲栋","净层高（米）":8.0,"楼面荷载(kN/㎡)":19.62,"可用面积(㎡)":3000,"状态":"未使用","租金（元/㎡·天）":0.6,"业主手机":"13800000001"},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"厂房名称":"乙栋","净层高（米）":6.0,"楼面荷载(kN/㎡)":9.81,"可用面积(㎡)":1200,"状态":"部分使用","租金（元/㎡·天）":0.8,"业主手机":"13800000002"},"geometry":{"type":"Point","coordinates":[120.32,30.31]}}
]}"#;

fn with_factories() -> (Desk, LayerId) {
    Desk::with_file("排摸.geojson", FACTORIES)
}

fn entry(desk: &Desk, layer: LayerId) -> &three_maps::app::LayerEntry {
    desk.session.document().layer(layer).unwrap()
}

fn state(desk: &Desk, layer: LayerId, column: &str) -> (State, Option<String>) {
    let bound = entry(desk, layer).binding.entry(column).unwrap();
    (bound.state, bound.key.clone())
}

#[test]
fn a_file_with_chinese_headers_works_as_the_kind_that_it_is() {
    let (desk, layer) = with_factories();
    let entry = entry(&desk, layer);
    assert_eq!(entry.kind, Some(LayerKind::Factories));
    assert_eq!(entry.column_of("clear_height_m").unwrap().name, "净层高（米）");
    assert!(entry.cards.contains(&"状态".to_owned()), "{:?}", entry.cards);
    // The file's own unit stays; what compares is in the schema's.
    assert!((entry.number_of("load_t_m2", 0).unwrap() - 2.0).abs() < 1e-9);
    assert_eq!(entry.number_of("rent_m2_month", 0), Some(18.25));
    assert_eq!(entry.layer.value("楼面荷载(kN/㎡)", 0).as_f64(), Some(19.62));
    // Sums and the layer's own colours speak of the file's columns.
    let totals = &desk.session.summary(layer).unwrap().totals;
    assert!(
        totals.iter().any(|total| total.field == "可用面积(㎡)" && (total.sum - 4200.0).abs() < 1e-9),
        "{totals:?}"
    );
    assert_eq!(desk.session.styled(layer).unwrap().style.field.as_deref(), Some("状态"));
}

#[test]
fn sites_go_by_the_column_that_holds_their_numbers_and_notes_follow_another() {
    let (mut desk, layer) = with_factories();
    let feature = FeatureRef { layer, row: 1 };
    desk.send(Command::SetNote { feature, text: "周五看房".to_owned() });
    let key = |desk: &Desk| desk.session.document().notes[0].feature.clone();
    assert_eq!(key(&desk), "#2", "no column is known to hold numbers");
    let ask = FieldsCommand::Bind { column: "厂房名称".to_owned(), key: "id".to_owned() };
    desk.send(Command::Fields { layer, ask });
    assert_eq!(key(&desk), "乙栋");
    assert_eq!(desk.session.note_on(feature), "周五看房");
    desk.send(Command::Undo);
    assert_eq!((key(&desk).as_str(), desk.session.note_on(feature)), ("#2", "周五看房"));
}

#[test]
fn the_mark_of_made_up_data_goes_by_what_the_columns_are() {
    let mut desk = Desk::new();
    let made_up = FACTORIES.replace(r#""业主手机""#, r#""样本":true,"业主手机""#);
    let path = desk.file("排摸.geojson", &made_up);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    assert!(!entry(&desk, layer).holds_made_up_rows());
    let ask = FieldsCommand::Bind { column: "样本".to_owned(), key: "illustrative".to_owned() };
    desk.send(Command::Fields { layer, ask });
    assert!(entry(&desk, layer).holds_made_up_rows());
}

#[test]
fn doubtful_columns_are_asked_about_when_the_file_is_opened() {
    let (desk, layer) = with_factories();
    let asked =
        desk.effects.iter().any(|it| matches!(it, Effect::ShowFields { layer: shown } if *shown == layer));
    assert!(asked);
    assert_eq!(state(&desk, layer, "业主手机"), (State::Proposed, Some("owner_tel".to_owned())));
    // Nothing doubtful, nothing asked.
    let (plain, _) = Desk::with_land();
    assert!(!plain.effects.iter().any(|it| matches!(it, Effect::ShowFields { .. })));
}

#[test]
fn what_may_be_a_telephone_stays_in_the_house() {
    let (desk, layer) = with_factories();
    let preview = desk.session.export_preview(layer, &ExportOptions::default()).unwrap();
    assert_eq!(preview.private, ["业主手机"]);
}

#[test]
fn a_correction_is_one_step_and_comes_back() {
    let (mut desk, layer) = with_factories();
    let before = entry(&desk, layer).binding.clone();
    let steps = desk.session.undo_depth();
    desk.send(Command::Fields {
        layer,
        ask: FieldsCommand::Unbind { column: "租金（元/㎡·天）".to_owned() },
    });
    assert_eq!(state(&desk, layer, "租金（元/㎡·天）"), (State::Free, None));
    assert_eq!(desk.session.undo_depth(), steps + 1);
    assert_eq!(desk.session.undo_name(), Some("command-unbind-field"));
    assert!(entry(&desk, layer).layer.column("rent_m2_month").is_none(), "nothing to work it out from");
    desk.send(Command::Undo);
    assert_eq!(entry(&desk, layer).binding, before);
    assert_eq!(entry(&desk, layer).number_of("rent_m2_month", 0), Some(18.25));
    desk.send(Command::Redo);
    assert_eq!(state(&desk, layer, "租金（元/㎡·天）"), (State::Free, None));
    let (column, key) = ("租金（元/㎡·天）".to_owned(), "rent".to_owned());
    desk.send(Command::Fields { layer, ask: FieldsCommand::Bind { column, key } });
    assert_eq!(entry(&desk, layer).number_of("rent_m2_month", 1), Some(24.33));
}

#[test]
fn a_field_goes_from_one_column_to_another() {
    let (mut desk, layer) = with_factories();
    let (column, key) = ("厂房名称".to_owned(), "owner".to_owned());
    desk.send(Command::Fields { layer, ask: FieldsCommand::Bind { column, key } });
    assert_eq!(state(&desk, layer, "厂房名称").1.as_deref(), Some("owner"));
    let (column, key) = ("业主手机".to_owned(), "owner".to_owned());
    desk.send(Command::Fields { layer, ask: FieldsCommand::Bind { column, key } });
    assert_eq!(state(&desk, layer, "厂房名称"), (State::Free, None));
    assert_eq!(state(&desk, layer, "业主手机"), (State::Bound, Some("owner".to_owned())));
    // No such field, no such column: nothing happens.
    let steps = desk.session.undo_depth();
    desk.send(Command::Fields {
        layer,
        ask: FieldsCommand::Bind { column: "业主手机".to_owned(), key: "nonsense".to_owned() },
    });
    desk.send(Command::Fields { layer, ask: FieldsCommand::Unbind { column: "nonsense".to_owned() } });
    assert_eq!(desk.session.undo_depth(), steps);
}

#[test]
fn all_that_is_proposed_is_confirmed_at_once() {
    let (mut desk, layer) = with_factories();
    desk.send(Command::Fields { layer, ask: FieldsCommand::Confirm });
    assert_eq!(entry(&desk, layer).binding.proposed().count(), 0);
    assert_eq!(state(&desk, layer, "业主手机"), (State::Bound, Some("owner_tel".to_owned())));
    let label = three_maps::maps::schema::field(entry(&desk, layer), "业主手机").unwrap().label(Lang::Zh);
    assert_eq!(label, "联系电话");
    desk.send(Command::ReloadLayer { layer });
    let again = desk.session.document().chosen.unwrap();
    assert_eq!(state(&desk, again, "业主手机").0, State::Bound, "what a person said stays");
}
