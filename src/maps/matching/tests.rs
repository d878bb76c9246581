//! Briefs against small layers of our own: worked examples, then what must hold of every brief.

use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{Column, TextArray, Values};
use crate::maps::binding::Binding;
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::text::Lang;
use arrow_array::{BooleanArray, Date32Array, Float64Array, LargeStringArray};
use proptest::prelude::*;
use std::sync::Arc;

pub(super) fn numbers(name: &str, values: &[Option<f64>]) -> Column {
    column(name, Values::Real(Float64Array::from(values.to_vec())))
}

fn texts(name: &str, values: &[Option<&str>]) -> Column {
    column(name, Values::Text(TextArray::Plain(LargeStringArray::from(values.to_vec()))))
}

pub(super) fn one(columns: Vec<Column>, kind: LayerKind) -> SiteLayer {
    SiteLayer {
        layer: Arc::new(layer(columns, &[Some(point(120.35, 30.30))])),
        kind: Some(kind),
        binding: None,
    }
}

/// A building described floor by floor.
pub(super) fn floors(spec: &str) -> SiteLayer {
    let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
    one(vec![texts("id", &[Some("F")]), spec], LayerKind::Factories)
}

pub(super) fn brief(lines: &str) -> Brief {
    Brief::parse(&format!(r#"{{"version":1,"lines":[{lines}]}}"#)).unwrap()
}

pub(super) fn ask(brief: &Brief, sites: &[SiteLayer]) -> Answer {
    run(brief, sites, &Surroundings::default(), usize::MAX, &CancelToken::default()).unwrap()
}

/// The verdicts on the only site.
fn judged(lines: &str, site: &SiteLayer) -> Vec<Judged> {
    let prefer = lines.replace("{\"what\"", "{\"must\":false,\"what\"");
    let must = ask(&brief(lines), std::slice::from_ref(site));
    let groups = [must.matches, must.to_ask, must.near];
    let listed = groups.into_iter().flat_map(|group| group.sites).next();
    listed.map_or_else(
        || ask(&brief(&prefer), std::slice::from_ref(site)).matches.sites.remove(0).lines,
        |ranked| ranked.lines,
    )
}

const HIGH_AND_STRONG: &str = r#"{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2}"#;

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
    assert!((answer.matches.area_m2 - 3100.0).abs() < 1e-9, "of the floors that bear so much");
    let near = ask(&brief(r#"{"what":"load_t_m2","at_least":3}"#), &[site]);
    let hint = near.loosen[0].as_ref().unwrap();
    assert_eq!(hint.sites, 1);
    assert!(hint.area_m2 >= 1800.0, "{}", hint.area_m2);
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

#[test]
fn distances_to_the_metro_are_those_of_open_stations_or_else_of_the_programs_own() {
    let line = r#"{"what":"metro_m","at_most":1500}"#;
    let site = |at: [f64; 2]| {
        let layer = layer(Vec::new(), &[Some(point(at[0], at[1]))]);
        SiteLayer { layer: Arc::new(layer), kind: Some(LayerKind::Offices), binding: None }
    };
    let stations = |operation: &str| {
        let columns = vec![texts("name", &[Some("新站")]), texts("operation", &[Some(operation)])];
        let mut layer = layer(columns, &[Some(point(121.49, 31.2))]);
        layer.source.bytes = crate::layer::SourceBytes::File("地铁站.geojson".into());
        let layer = SiteLayer { layer: Arc::new(layer), kind: Some(LayerKind::MetroStations), binding: None };
        let mut around = Surroundings::default();
        around.add(layer);
        around
    };
    let (here, there) = ([120.309, 30.309], [121.5, 31.2]);
    let roads = {
        let mut around = Surroundings::default();
        around.add(one(Vec::new(), LayerKind::Roads));
        around
    };
    for (at, around, words) in [
        (here, Surroundings::default(), "下沙西站 96 m，富余 1,404 m"),
        (here, roads, "下沙西站 96 m，富余 1,404 m"),
        (there, Surroundings::default(), "10 km 内没有内置的地铁站；请打开当地的“地铁站”图层"),
        (there, stations("运营"), "新站 953 m，富余 547 m"),
        (there, stations("在建"), "“地铁站”图层中没有已开通的车站"),
    ] {
        let brief = brief(line);
        let answer = run(&brief, &[site(at)], &around, 9, &CancelToken::default()).unwrap();
        let listed = answer.matches.sites.iter().chain(&answer.to_ask.sites).next().unwrap();
        let found = verdict_words(&brief.lines[0], LayerKind::Offices, &listed.lines[0], Lang::Zh);
        assert_eq!(found, words);
    }
}

#[test]
fn a_state_that_speaks_against_a_site_is_said_though_no_line_asks_it() {
    let of = |status: &str, kind| {
        let site = one(vec![texts("状态", &[Some(status)])], kind);
        state_remark(&site.layer, kind, 0, Lang::En)
    };
    assert_eq!(of("已停用", LayerKind::Factories).as_deref(), Some("Out of use"));
    assert_eq!(of("已停用", LayerKind::Offices).as_deref(), Some("Out of use"));
    assert_eq!(of("停用", LayerKind::Factories).as_deref(), Some("Out of use"));
    assert_eq!(of("在用", LayerKind::Factories).as_deref(), Some("In use"));
    assert_eq!(of("停用", LayerKind::Land).as_deref(), Some("停用"), "as the file has it");
    assert_eq!(of("部分空置", LayerKind::Factories), None);
    assert_eq!(of("部分使用", LayerKind::Factories), None);
    assert_eq!(of("在建", LayerKind::Land).as_deref(), Some("Under construction"));
}

#[test]
fn a_site_that_is_out_of_use_passes_and_stands_after_all_others() {
    let columns = vec![
        texts("id", &[Some("A"), Some("B"), Some("C"), Some("D")]),
        texts("status", &[Some("已停用"), Some("未使用"), Some("已停用"), None]),
        numbers("available_m2", &[Some(9000.0), Some(3100.0), Some(5000.0), Some(4000.0)]),
    ];
    let points = [(); 4].map(|()| Some(point(120.35, 30.30)));
    let layer = Arc::new(layer(columns, &points));
    let site = SiteLayer { layer, kind: Some(LayerKind::Factories), binding: None };
    let brief = brief(r#"{"what":"area_m2","at_least":3000}"#);
    let found = ask(&brief, std::slice::from_ref(&site)).matches;
    assert_eq!((found.count, found.apart), (4, 2));
    assert_eq!(found.sites.iter().map(|site| site.row).collect::<Vec<_>>(), [3, 1, 0, 2]);
    assert_eq!(found.sites.iter().map(|site| site.apart).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!(found.rows[0].count(), 4, "none is left out");
    // A list that is cut short is cut from the end, and its rows are still all of them.
    let cancel = CancelToken::default();
    let short = run(&brief, &[site], &Surroundings::default(), 2, &cancel).unwrap().matches;
    assert_eq!((short.sites.len(), short.apart, short.rows[0].count()), (2, 2, 4));
    assert!(short.sites.iter().all(|site| !site.apart));
}

#[test]
fn what_there_is_to_spare_is_told_line_by_line() {
    let columns = vec![numbers("clear_height_m", &[Some(9.0)]), numbers("rent", &[Some(30.0)])];
    let site = one(columns, LayerKind::Factories);
    let brief = brief(
        r#"{"what":"clear_height_m","at_least":4},{"what":"rent_month","at_most":40},{"what":"deal","must":false,"deal":"出租"}"#,
    );
    let found = ask(&brief, &[site]).matches.sites.remove(0);
    assert!((found.spare - 0.625).abs() < 1e-12, "the mean of 1 and 0.25: {}", found.spare);
    let words = spare_words(&brief.lines, &found.lines, Lang::En);
    assert_eq!(words, ["Clear height: 5 m to spare (100%)", "Rent: 10 CNY/m²·month to spare (25%)"]);
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

#[test]
fn land_in_use_offers_nothing_and_areas_come_in_mu() {
    let land = |status| {
        one(vec![texts("status", &[Some(status)]), numbers("area_mu", &[Some(30.0)])], LayerKind::Land)
    };
    let line = r#"{"what":"area_m2","at_least":30,"unit":"mu"}"#;
    assert!(judged(line, &land("闲置"))[0].passes());
    assert_eq!(judged(line, &land("已用"))[0].found, Some(Found::InUse));
}

#[test]
fn classes_deals_and_dates() {
    let site = one(
        vec![
            texts("fire_class", &[Some("乙")]),
            texts("deal", &[Some("租售")]),
            column("vacant_since", Values::Date(Date32Array::from(vec![Some(20_820)]))), // 2027-01-02
            column("eia_ok", Values::Bool(BooleanArray::from(vec![None]))),
        ],
        LayerKind::Factories,
    );
    let verdict = |line: &str| {
        let judged = judged(line, &site).remove(0);
        (judged.verdict, judged.by)
    };
    assert_eq!(verdict(r#"{"what":"fire_class","class":"丙"}"#), (Verdict::Pass, Some(1.0)));
    assert_eq!(verdict(r#"{"what":"fire_class","class":"甲"}"#), (Verdict::Fail, Some(1.0)));
    assert_eq!(verdict(r#"{"what":"deal","deal":"出售"}"#), (Verdict::Pass, None));
    assert_eq!(verdict(r#"{"what":"available_by","by":"2027-01-02"}"#).0, Verdict::Pass);
    assert_eq!(verdict(r#"{"what":"available_by","by":"2027-01-01"}"#), (Verdict::Fail, Some(1.0)));
    assert_eq!(verdict(r#"{"what":"eia_ok"}"#).0, Verdict::Unknown);
    assert_eq!(verdict(r#"{"what":"campus_m","at_most":500}"#).0, Verdict::Unknown, "no such layer");
}

#[test]
fn layers_that_cannot_answer_a_must_are_left_out_and_said() {
    let land = one(vec![numbers("area_m2", &[Some(9000.0)])], LayerKind::Land);
    let answer = ask(&brief(HIGH_AND_STRONG), &[land]);
    assert_eq!(answer.left_out, [LeftOut { layer: 0, count: 1, why: Whom::Silent(What::ClearHeight) }]);
    assert_eq!(answer.judged, 0);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_line_and_column() {
    for (text, code, line, column) in [
        (
            "{\"version\":1,\n \"lines\":[{\"what\":\"area_m2\",\"at_least\":1,\"colour\":2}]}",
            "brief-member-unknown",
            2,
            42,
        ),
        ("{\"version\":1,\"lines\":[],\n\"size\":1}", "brief-member-unknown", 2, 1),
        ("{\"version\":2,\"lines\":[]}", "brief-version", 1, 12),
        ("{\"lines\":[]}", "brief-member-missing", 1, 1),
        ("{\"version\":1,\"lines\":[{\"what\":\"area\",\"at_least\":1}]}", "brief-value-wrong", 1, 31),
        ("{\"version\":1,\"lines\":[{\"what\":\"area_m2\",\"at_most\":1}]}", "brief-member-other", 1, 41),
        (
            "{\"version\":1,\"lines\":[{\"what\":\"eia_ok\",\"by\":\"2027-01-01\"}]}",
            "brief-member-other",
            1,
            40,
        ),
        ("{\"version\":1,\"lines\":[{\"what\":\"firm_m\",\"at_most\":1}]}", "brief-member-missing", 1, 23),
        ("{\"version\":1,\"lines\":[{\"what\":\"area_m2\",\"at_least\":-1}]}", "brief-value-wrong", 1, 52),
        ("{\"version\":1,\"version\":1,\"lines\":[]}", "brief-member-twice", 1, 14),
        ("{\"version\":1,,}", "brief-json", 1, 14),
    ] {
        let error = Brief::parse(text).unwrap_err();
        let at = (error.code, error.place.line, error.place.column);
        assert_eq!(at, (code, Some(line), Some(column)), "{text}");
        for lang in [Lang::Zh, Lang::En] {
            assert_ne!(error.message(lang), code);
        }
    }
}

fn any_asks(what: What) -> BoxedStrategy<Asks> {
    let number = prop_oneof![(0_u32..100).prop_map(f64::from), 0.0..100.0_f64];
    match what.asks() {
        AsksKind::AtLeast | AsksKind::AtMost => {
            let units = what.units().len();
            (number, 0..units).prop_map(|(number, unit)| Asks::Number { number, unit }).boxed()
        }
        AsksKind::Near(_) => {
            (number, "[a-z\"\\\\松]{1,4}").prop_map(|(metres, name)| Asks::Near { metres, name }).boxed()
        }
        AsksKind::Class => (0..FIRE_CLASSES.len()).prop_map(Asks::Class).boxed(),
        AsksKind::Yes => Just(Asks::Yes).boxed(),
        AsksKind::Deal => (0..DEALS.len()).prop_map(Asks::Deal).boxed(),
        AsksKind::Code => "[A-T]([0-9]{2,4})?".prop_map(Asks::Code).boxed(),
        AsksKind::By => (2000_i16..2100, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Asks::By(jiff::civil::date(year, month, day)))
            .boxed(),
    }
}

fn any_line() -> impl Strategy<Value = Line> {
    (proptest::sample::select(What::all().collect::<Vec<_>>()), any::<bool>(), 0.0..9.0_f64).prop_flat_map(
        |(what, must, weight)| any_asks(what).prop_map(move |asks| Line { what, must, weight, asks }),
    )
}

fn any_brief() -> impl Strategy<Value = Brief> {
    let kind = proptest::option::of(proptest::sample::select(vec![LayerKind::Land, LayerKind::Factories]));
    (".{0,6}", kind, proptest::collection::vec(any_line(), 0..6)).prop_map(|(title, kind, lines)| Brief {
        title,
        kind,
        lines,
    })
}

/// Buildings: floors with gaps, or one figure for all.
pub(super) fn any_sites() -> impl Strategy<Value = Vec<[Option<u8>; 6]>> {
    proptest::collection::vec(proptest::array::uniform6(proptest::option::weighted(0.8, 0_u8..8)), 1..12)
}

pub(super) fn sites_of(rows: &[[Option<u8>; 6]]) -> SiteLayer {
    let field = |name: &str, at: usize, step: f64| {
        let values: Vec<_> = rows.iter().map(|row| row[at].map(|n| f64::from(n) * step)).collect();
        numbers(name, &values)
    };
    let ids: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    let spec: Vec<Option<String>> = rows
        .iter()
        .map(|row| {
            let [a, b, c, d, ..] = row.map(|n| n.map_or("null".to_owned(), |n| n.to_string()));
            (row[5].unwrap_or(0) % 2 == 0).then(|| {
                format!(
                    r#"[{{"floor":1,"clear_height_m":{a},"load_t_m2":{b},"available_m2":{c}}},{{"floor":2,"clear_height_m":{b},"load_t_m2":{d},"available_m2":{a}}}]"#
                )
            })
        })
        .collect();
    let spec: Vec<Option<&str>> = spec.iter().map(Option::as_deref).collect();
    let columns = vec![
        texts("id", &ids.iter().map(|id| Some(id.as_str())).collect::<Vec<_>>()),
        column("floor_spec", Values::Json(LargeStringArray::from(spec))),
        field("clear_height_m", 0, 1.0),
        field("load_t_m2", 1, 1.0),
        field("available_m2", 2, 1.0),
        field("floors", 3, 1.0),
        field("crane_t", 4, 1.0),
        field("rent", 5, 10.0),
    ];
    let places = vec![Some(point(120.35, 30.30)); rows.len()];
    SiteLayer { layer: Arc::new(layer(columns, &places)), kind: Some(LayerKind::Factories), binding: None }
}

/// Lines that the sites above can answer, with numbers on and off the sites' own.
pub(super) fn any_need() -> impl Strategy<Value = Brief> {
    let whats = vec![What::Area, What::ClearHeight, What::Load, What::Crane, What::Rent];
    let line = (proptest::sample::select(whats), any::<bool>(), 0_u8..16).prop_map(|(what, must, half)| {
        let factor = if what == What::Rent { 10.0 } else { 1.0 };
        let asks = Asks::Number { number: f64::from(half) / 2.0 * factor, unit: 0 };
        Line { what, must, weight: f64::from(half), asks }
    });
    proptest::collection::vec(line, 1..6).prop_map(|lines| Brief { lines, ..Brief::default() })
}

pub(super) fn rows_of(group: &Group) -> std::collections::BTreeSet<u32> {
    group.sites.iter().map(|site| site.row).collect()
}

proptest! {
    #[test]
    fn a_brief_written_and_read_is_the_same(brief in any_brief()) {
        prop_assert_eq!(&Brief::parse(&brief.to_text()).unwrap(), &brief);
        let through: Brief = serde_json::from_value(serde_json::to_value(&brief).unwrap()).unwrap();
        prop_assert_eq!(through, brief);
    }

    #[test]
    fn loosening_never_loses_a_site_and_gains_what_it_says(brief in any_need(), rows in any_sites()) {
        let sites = [sites_of(&rows)];
        let answer = ask(&brief, &sites);
        let before = rows_of(&answer.matches);
        for (at, line) in brief.lines.iter().enumerate().filter(|(_, line)| line.must) {
            let Some(looser) = brief.loosened(at) else { continue };
            let after = rows_of(&ask(&looser, &sites).matches);
            prop_assert!(before.is_subset(&after), "{:?}: {:?} then {:?}", line, before, after);
            let gained = answer.loosen[at].as_ref().map_or(0, |loosened| loosened.sites);
            prop_assert_eq!(gained, after.len() - before.len());
            // The same the other way round: what is tightened never gains.
            let tight = ask(&looser, &sites);
            prop_assert!(rows_of(&tight.matches).len() >= before.len());
        }
    }

    #[test]
    fn unknown_never_passes_and_every_site_has_one_fate(brief in any_need(), rows in any_sites()) {
        let answer = ask(&brief, &[sites_of(&rows)]);
        let listed = answer.matches.count + answer.to_ask.count + answer.near.count;
        prop_assert_eq!(listed + answer.failed, rows.len());
        for site in &answer.matches.sites {
            for (line, judged) in brief.lines.iter().zip(&site.lines) {
                prop_assert!(!line.must || judged.verdict == Verdict::Pass);
            }
        }
        let groups = [&answer.matches, &answer.to_ask, &answer.near];
        for judged in groups.iter().flat_map(|group| &group.sites).flat_map(|site| &site.lines) {
            prop_assert_eq!(judged.missing.is_some(), judged.verdict == Verdict::Unknown);
            prop_assert!(judged.by.is_none_or(|by| by >= 0.0));
        }
    }

    #[test]
    fn the_ranking_does_not_depend_on_the_order_of_rows(brief in any_need(), rows in any_sites()) {
        let ids = |rows: &[[Option<u8>; 6]]| -> Vec<Vec<String>> {
            let site = sites_of(rows);
            let answer = ask(&brief, std::slice::from_ref(&site));
            [answer.matches, answer.to_ask, answer.near]
                .iter()
                .map(|group| {
                    let id = |site_at: &Ranked| site.layer.value("id", site_at.row as usize).to_text().into_owned();
                    group.sites.iter().map(id).collect()
                })
                .collect()
        };
        let turned: Vec<_> = rows.iter().rev().copied().collect();
        prop_assert_eq!(ids(&rows), ids(&turned));
    }
}
