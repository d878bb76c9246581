//! Units: of the file, of the question, and the steps and roundings between them.

use super::super::*;
use super::{HIGH_AND_STRONG, ask, brief, floors, judged, numbers, one, texts};
use crate::maps::binding::Binding;
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use std::sync::Arc;

#[test]
fn a_verdict_says_by_how_much_in_both_languages() {
    let site = floors(r#"[{"floor":1,"clear_height_m":4,"load_t_m2":2,"available_m2":4000}]"#);
    let lines = r#"{"must":false,"what":"clear_height_m","at_least":6},{"must":false,"what":"load_t_m2","at_least":20,"unit":"kN/m2"}"#;
    let brief = brief(lines);
    let ranked = ask(&brief, &[site]).matches.sites.remove(0);
    let words =
        |at: usize, lang| verdict_words(&brief.lines[at], LayerKind::Factories, &ranked.lines[at], lang);
    assert_eq!(words(0, Lang::Zh), "4 m，差 2 m");
    assert_eq!(words(0, Lang::En), "4 m, 2 m wanting");
    // 2 t/m² are 19.62 kN/m²: in the unit that was asked in, and no pass.
    assert_eq!(words(1, Lang::Zh), "19.62 kN/m²（2 t/m²），差 0.38 kN/m²，只差在单位取整");
    assert_eq!(
        words(1, Lang::En),
        "19.62 kN/m² (2 t/m²), 0.38 kN/m² wanting, by the rounding of units alone"
    );
    assert_eq!(line_title(&brief.lines[1], Lang::Zh), "楼面荷载 ≥ 20 kN/m²");
}

#[test]
fn columns_are_found_by_what_they_were_bound_to_and_units_are_converted() {
    let columns = vec![
        texts("id", &[Some("F")]),
        numbers("floors", &[Some(1.0)]),
        numbers("free", &[Some(4000.0)]),
        numbers("楼面荷载(kN/m²)", &[Some(25.0)]),
        numbers("净层高", &[Some(7.0)]),
    ];
    let by_name = one(columns, LayerKind::Factories);
    let unknown = judged(HIGH_AND_STRONG, &by_name);
    assert!(matches!(unknown[0].verdict, Verdict::Unknown), "nobody said what `free` is: {unknown:?}");
    let binding = Binding::of(&by_name.layer, by_name.kind).with("free", "available_m2");
    let bound = SiteLayer { binding: Some(Arc::new(binding)), ..by_name };
    let verdicts = judged(HIGH_AND_STRONG, &bound);
    assert!(verdicts.iter().all(|judged| matches!(judged.verdict, Verdict::Pass)), "{verdicts:?}");
    // 25 kN/m² are 2.55 t/m², and not 25.
    let heavy = judged(r#"{"what":"load_t_m2","at_least":3}"#, &bound);
    assert!(matches!(heavy[0].verdict, Verdict::Fail), "{heavy:?}");
}

#[test]
fn a_step_is_round_in_the_unit_that_was_asked() {
    let loosened = |line: &str| match brief(line).lines[0].loosened().unwrap().asks {
        Asks::Number { number, .. } => number,
        _ => f64::NAN,
    };
    for (line, to) in [
        (r#"{"what":"load_t_m2","at_least":20,"unit":"kN/m2"}"#, 15.0),
        (r#"{"what":"load_t_m2","at_least":19.6,"unit":"kN/m2"}"#, 14.6),
        (r#"{"what":"load_t_m2","at_least":2}"#, 1.5),
        (r#"{"what":"clear_height_m","at_least":6}"#, 5.5),
        (r#"{"what":"area_m2","at_least":3000}"#, 2400.0),
        (r#"{"what":"area_m2","at_least":4.5,"unit":"mu"}"#, 3.6),
        (r#"{"what":"rent_month","at_most":1.2,"unit":"CNY/m2/day"}"#, 1.32),
    ] {
        assert!((loosened(line) - to).abs() < 1e-9, "{line}: {}", loosened(line));
    }
}

#[test]
fn what_is_missed_by_rounding_fails_and_says_how_it_may_have_been_meant() {
    let load = |name: &str, load: f64| {
        let site = one(vec![numbers(name, &[Some(load)])], LayerKind::Factories);
        let binding = Binding::of(&site.layer, site.kind);
        SiteLayer::bound(&site.layer, &Arc::new(binding))
    };
    let rent = |kind, rent| one(vec![numbers("rent", &[Some(rent)])], kind);
    let kn = r#"{"what":"load_t_m2","at_least":20,"unit":"kN/m2"}"#;
    let tonnes = r#"{"what":"load_t_m2","at_least":2}"#;
    let month = r#"{"what":"rent_month","at_most":30}"#;
    for (line, site, meant) in [
        (kn, load("load_t_m2", 2.0), Some("20 kN/m² → 2 t/m²")),
        (kn, load("load_t_m2", 1.9), None),
        // The file's own unit is the one that was asked in: nobody converted anything.
        (kn, load("楼面荷载(kN/㎡)", 19.8), None),
        (tonnes, load("楼面荷载(kN/㎡)", 19.6), Some("2 t/m² → 19.6 kN/m²")),
        (tonnes, load("load_t_m2", 1.999), None),
        (month, rent(LayerKind::Offices, 1.0), Some("30 元/m²·月 → 1 元/m²·天")),
        (month, rent(LayerKind::Factories, 30.2), None),
    ] {
        let brief = brief(line);
        let answer = ask(&brief, std::slice::from_ref(&site));
        assert_eq!(answer.matches.count, 0, "{line}: {site:?}");
        let found = answer.rounded[0].as_ref().map(|hint| {
            assert_eq!(hint.sites, 1);
            step_words(&brief.lines[0], &hint.line, Lang::Zh).unwrap()
        });
        assert_eq!(found.as_deref(), meant, "{line}");
        if let Some(hint) = &answer.rounded[0] {
            let mut meant = brief.clone();
            meant.lines[0] = hint.line.clone();
            assert_eq!(ask(&meant, &[site]).matches.count, 1, "the hint is right: {line}");
        }
    }
    let small = ask(&brief(tonnes), &[load("楼面荷载(kN/㎡)", 19.6)]).near.sites.remove(0);
    let words = verdict_words(&brief(tonnes).lines[0], LayerKind::Factories, &small.lines[0], Lang::Zh);
    assert_eq!(words, "1.998 t/m²（文件中为 19.6 kN/m²），差 0.002 t/m²，只差在单位取整");
}

#[test]
fn a_step_says_from_what_to_what() {
    for (line, words) in [
        (r#"{"what":"load_t_m2","at_least":20,"unit":"kN/m2"}"#, Some("20 → 15 kN/m²")),
        (r#"{"what":"metro_m","at_most":1000}"#, Some("1,000 → 1,500 m")),
        (r#"{"what":"fire_class","class":"丙"}"#, Some("C → D")),
        (r#"{"what":"available_by","by":"2027-01-01"}"#, Some("2027-01-01 → 2027-04-01")),
        (r#"{"what":"eia_ok"}"#, None),
    ] {
        let line = &brief(line).lines[0];
        assert_eq!(step_words(line, &line.loosened().unwrap(), Lang::En).as_deref(), words);
    }
}

#[test]
fn verdicts_speak_in_the_unit_that_was_asked_in() {
    let land = one(vec![numbers("area_mu", &[Some(30.0)])], LayerKind::Land);
    let office = one(vec![numbers("rent", &[Some(1.2)])], LayerKind::Offices);
    let factory = one(vec![numbers("rent", &[Some(36.5)])], LayerKind::Factories);
    let floor = floors(r#"[{"floor":1,"load_t_m2":4.5,"available_m2":4000}]"#);
    for (site, line, words) in [
        (&land, r#"{"what":"area_m2","at_least":20,"unit":"mu"}"#, "30 亩，富余 10 亩"),
        (&land, r#"{"what":"area_m2","at_least":1,"unit":"ha"}"#, "2 公顷（30 亩），富余 1 公顷"),
        (&land, r#"{"what":"area_m2","at_least":15000}"#, "20,000 m²（30 亩），富余 5,000 m²"),
        (
            &office,
            r#"{"what":"rent_month","at_most":1.5,"unit":"CNY/m2/day"}"#,
            "1.2 元/m²·天，富余 0.3 元/m²·天",
        ),
        (
            &factory,
            r#"{"what":"rent_month","at_most":1.5,"unit":"CNY/m2/day"}"#,
            "1.2 元/m²·天（36.5 元/m²·月），富余 0.3 元/m²·天",
        ),
        (
            &floor,
            r#"{"what":"load_t_m2","at_least":20,"unit":"kN/m2"}"#,
            "44.15 kN/m²（4.5 t/m²），富余 24.15 kN/m²",
        ),
    ] {
        let judged = judged(line, site).remove(0);
        let kind = site.kind.unwrap();
        assert_eq!(verdict_words(&brief(line).lines[0], kind, &judged, Lang::Zh), words, "{line}");
    }
}

#[test]
fn rents_by_day_and_by_month_meet() {
    let rent = |kind, rent| one(vec![numbers("rent", &[Some(rent)])], kind);
    let line = r#"{"what":"rent_month","at_most":30}"#;
    assert!(judged(line, &rent(LayerKind::Factories, 30.0))[0].passes());
    let office = judged(line, &rent(LayerKind::Offices, 1.0)).remove(0);
    assert!(!office.passes(), "30.42 a month");
    assert!((office.by.unwrap() - 5.0 / 12.0).abs() < 1e-9, "{office:?}");
    assert!(
        judged(r#"{"what":"rent_month","at_most":1,"unit":"CNY/m2/day"}"#, &rent(LayerKind::Offices, 1.0))[0]
            .passes()
    );
}
