//! Floors together, one by one, and spoken of as one.

use super::super::*;
use super::{HIGH_AND_STRONG, ask, brief, floors, judged, numbers, one, texts};
use crate::layer::Values;
use crate::layer::testing::{column, layer, point};
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use arrow_array::LargeStringArray;
use std::sync::Arc;

#[test]
fn floors_give_the_area_together_and_are_named() {
    let site = floors(
        r#"[{"floor":1,"clear_height_m":7.2,"load_t_m2":2.5,"available_m2":1800},
            {"floor":2,"clear_height_m":6,"load_t_m2":2,"available_m2":1300},
            {"floor":3,"clear_height_m":5.8,"load_t_m2":2,"available_m2":9000},
            {"floor":4,"clear_height_m":9,"load_t_m2":3,"available_m2":0}]"#,
    );
    let [area, height, load] = judged(HIGH_AND_STRONG, &site).try_into().unwrap();
    assert_eq!((area.verdict, area.by), (Verdict::Pass, Some(100.0)));
    assert_eq!(area.floors, ["1", "2"]);
    // The fourth floor is let: its nine metres are nobody's.
    assert_eq!(height.found, Some(Found::Number(7.2, None)));
    assert!(load.passes());
}

#[test]
fn sites_have_an_area_whether_a_line_asks_for_one_or_none() {
    let site = floors(
        r#"[{"floor":1,"load_t_m2":2.5,"available_m2":1800},{"floor":2,"load_t_m2":2,"available_m2":1300},
            {"floor":3,"load_t_m2":1.5,"available_m2":700}]"#,
    );
    let answer = ask(&brief(r#"{"what":"load_t_m2","at_least":2}"#), std::slice::from_ref(&site));
    assert_eq!(answer.matches.count, 1);
    assert!((answer.matches.area().m2 - 3100.0).abs() < 1e-9, "of the floors that bear so much");
    let near = ask(&brief(r#"{"what":"load_t_m2","at_least":3}"#), &[site]);
    let hint = near.loosen[0].as_ref().unwrap();
    assert_eq!(hint.sites, 1);
    assert!(hint.area.m2 >= 1800.0, "{}", hint.area.m2);
}

#[test]
fn sites_whose_area_nobody_knows_are_counted_beside_the_sum() {
    let columns = vec![
        numbers("clear_height_m", &[Some(6.0), Some(6.0), Some(6.0), Some(5.5), Some(5.5)]),
        numbers("available_m2", &[Some(3000.0), None, Some(0.0), None, None]),
    ];
    let places = vec![Some(point(120.35, 30.30)); 5];
    let site = SiteLayer {
        layer: Arc::new(layer(columns, &places)),
        kind: Some(LayerKind::Factories),
        binding: None,
    };
    let answer = ask(&brief(r#"{"what":"clear_height_m","at_least":6}"#), std::slice::from_ref(&site));
    assert_eq!((answer.matches.count, answer.matches.area()), (3, AreaSum { m2: 3000.0, unknown: 1 }));
    let words = |area, sites| [Lang::Zh, Lang::En].map(|lang| area_words(area, sites, lang));
    let said = words(answer.matches.area(), answer.matches.count);
    assert_eq!(said, ["3,000 m²，另有 1 处面积不详", "3,000 m² and 1 of unknown area"]);
    let hint = answer.loosen[0].clone().unwrap();
    assert_eq!((hint.sites, hint.area), (2, AreaSum { m2: 0.0, unknown: 2 }));
    assert_eq!(words(hint.area, hint.sites), ["面积不详", "area unknown"], "unknown is not zero");
    assert_eq!(words(AreaSum::default(), 0), ["0 m²", "0 m²"]);
    // A line that every area would reach is no pass where nobody knows the area.
    let any = ask(&brief(r#"{"what":"area_m2","at_least":0}"#), &[site]);
    assert_eq!((any.matches.count, any.to_ask.count), (2, 3));
    // What is in use is known to offer nothing.
    let land =
        one(vec![texts("status", &[Some("已用")]), numbers("area_mu", &[Some(30.0)])], LayerKind::Land);
    let used = ask(&Brief::default(), &[land]).matches;
    assert_eq!((used.count, used.area()), (1, AreaSum::default()));
}

#[test]
fn height_and_load_must_be_of_the_same_floor() {
    let site = floors(
        r#"[{"floor":1,"clear_height_m":7,"load_t_m2":1,"available_m2":4000},
            {"floor":2,"clear_height_m":4,"load_t_m2":3,"available_m2":4000}]"#,
    );
    let answer = ask(&brief(HIGH_AND_STRONG), std::slice::from_ref(&site));
    assert_eq!((answer.matches.count, answer.to_ask.count), (0, 0));
}

#[test]
fn several_floors_spoken_of_as_one_are_unknown_and_one_floor_is_not() {
    let building = |floors: Option<f64>, area: f64| {
        let columns = vec![
            numbers("floors", &[floors]),
            numbers("clear_height_m", &[Some(6.3)]),
            numbers("load_t_m2", &[Some(2.0)]),
            numbers("available_m2", &[Some(area)]),
        ];
        one(columns, LayerKind::Factories)
    };
    let [area, height, _] = judged(HIGH_AND_STRONG, &building(Some(3.0), 9000.0)).try_into().unwrap();
    assert_eq!((area.verdict, area.missing), (Verdict::Unknown, Some(Missing::Field("floor_spec"))));
    assert!(height.passes());
    assert!(judged(HIGH_AND_STRONG, &building(Some(1.0), 9000.0)).iter().all(Judged::passes));
    assert!(judged(HIGH_AND_STRONG, &building(None, 9000.0)).iter().all(Judged::passes));
    // Even all floors together are too small: that is known.
    let short = ask(&brief(HIGH_AND_STRONG), &[building(Some(3.0), 2500.0)]);
    assert_eq!(short.to_ask.count, 0);
    assert_eq!(short.near.count, 0);
}

#[test]
fn the_only_floor_of_a_building_needs_no_name() {
    let with_floors = |storeys: f64| {
        let spec = r#"[{"floor":1,"clear_height_m":7,"load_t_m2":3,"available_m2":4000}]"#;
        let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
        let site = one(vec![spec, numbers("floors", &[Some(storeys)])], LayerKind::Factories);
        judged(HIGH_AND_STRONG, &site).remove(0).floors
    };
    assert_eq!(with_floors(1.0), Vec::<String>::new());
    assert_eq!(with_floors(3.0), ["1"], "the others are let, or nobody described them");
}
