//! What single lines ask: distances, land, classes, deals and dates.

use super::super::*;
use super::{brief, judged, numbers, one, texts};
use crate::layer::Values;
use crate::layer::testing::{column, layer, point};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::text::Lang;
use arrow_array::{BooleanArray, Date32Array};
use std::sync::Arc;

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
