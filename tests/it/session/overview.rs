//! The overview of a map, and what lies around a feature: figures that follow filters and selections,
//! and lead to the rows behind them.

use super::desk::Desk;
use three_maps::app::overview::Vicinity;
use three_maps::app::{BottomTab, Command, FeatureRef, LayerId, SelectMode};
use three_maps::jobs::{LayerOverview, Slot};
use three_maps::maps::schema::{LayerKind, MapKind};

/// Firms with their published marks; one without an output, one without an industry.
const FIRMS: &str = r#"{"type":"FeatureCollection","name":"企业","features":[
{"type":"Feature","properties":{"name":"甲","uscc":"1","行业":"C3911","above_scale":true,"four_above":true,"output":120000,"chain":"芯片","chain_stage":"中游"},"geometry":{"type":"Point","coordinates":[120.35,30.30]}},
{"type":"Feature","properties":{"name":"乙","uscc":"2","行业":"C3912","above_scale":true,"four_above":true,"output":5000,"chain":"芯片","chain_stage":"下游"},"geometry":{"type":"Point","coordinates":[120.351,30.30]}},
{"type":"Feature","properties":{"name":"丙","uscc":"3","行业":"I65","above_scale":true,"four_above":false,"output":null,"chain":null,"chain_stage":null},"geometry":{"type":"Point","coordinates":[120.352,30.30]}},
{"type":"Feature","properties":{"name":"丁","uscc":"4","行业":null,"above_scale":null,"four_above":false,"output":300,"chain":"芯片","chain_stage":"上游"},"geometry":{"type":"Point","coordinates":[120.40,30.30]}}
]}"#;

fn with_firms() -> (Desk, LayerId) {
    let (mut desk, layer) = Desk::with_file("firms.geojson", FIRMS);
    assert_eq!(desk.session.document().layer(layer).unwrap().kind, Some(LayerKind::Enterprises));
    desk.send(Command::SetBottomTab { tab: BottomTab::Overview });
    (desk, layer)
}

fn overview(desk: &Desk) -> LayerOverview {
    desk.session.overview().unwrap().first().unwrap().clone()
}

/// A figure: rows that match, rows of the layer.
fn figure(desk: &Desk, key: &str) -> Result<(usize, usize), String> {
    let of = overview(desk);
    let (_, answer) = of.figures.iter().find(|(figure, _)| figure.key == key).unwrap();
    answer.as_ref().map(|[matching, all]| (matching.rows, all.rows)).map_err(|wrong| wrong.code.to_owned())
}

#[test]
fn figures_follow_the_filter_in_the_names_of_the_file() {
    let (mut desk, layer) = with_firms();
    assert_eq!(figure(&desk, "overview-enterprises"), Ok((4, 4)));
    assert_eq!(figure(&desk, "overview-above-scale"), Ok((2, 2)), "行业 is the file's own name");
    assert_eq!(figure(&desk, "overview-output-1bn"), Ok((1, 1)), "no output is not an output of 0");
    assert_eq!(figure(&desk, "overview-employees"), Err("overview-field-missing".to_owned()));
    desk.filter(layer, "name IN ('甲', '丁')");
    assert_eq!(figure(&desk, "overview-enterprises"), Ok((2, 4)));
    assert_eq!(figure(&desk, "overview-above-scale"), Ok((1, 2)));
}

#[test]
fn a_figure_says_which_rows_one_may_miss_in_it() {
    let parcel = |id: &str, more: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","status":"闲置","contract_start":"2022-03-01","area_mu":10,{more}}},"geometry":{{"type":"Point","coordinates":[120.35,30.30]}}}}"#
        )
    };
    let parcels = [
        parcel("a", r#""idle_cause":"企业原因""#),
        parcel("b", r#""idle_cause":"政府原因""#),
        parcel("c", r#""idle_cause":null"#),
        parcel(
            "d",
            r#""idle_cause":"企业原因","actual_start":"2022-04-01","stopped_on":"2022-05-01","built_ratio":0.1"#,
        ),
    ];
    let text =
        format!(r#"{{"type":"FeatureCollection","name":"闲置土地","features":[{}]}}"#, parcels.join(","));
    let (mut desk, layer) = Desk::with_file("land.geojson", &text);
    assert_eq!(desk.session.document().layer(layer).unwrap().kind, Some(LayerKind::Land));
    desk.send(Command::SetReferenceDay { day: jiff::civil::date(2026, 11, 24), gesture: None });
    desk.send(Command::SetBottomTab { tab: BottomTab::Overview });
    let not_among = |desk: &Desk, key: &str| {
        let of = overview(desk);
        let at = of.figures.iter().position(|(figure, _)| figure.key == key).unwrap();
        of.not_among[at].clone()
    };
    assert_eq!(figure(&desk, "overview-idle-2y"), Ok((1, 1)));
    let all = [("overview-not-government", 1), ("overview-not-stopped", 1), ("overview-not-told", 1)];
    assert_eq!(not_among(&desk, "overview-idle-2y"), all);
    assert_eq!(not_among(&desk, "overview-parcels"), []);
    desk.filter(layer, "id = 'b'");
    assert_eq!(not_among(&desk, "overview-idle-2y"), [("overview-not-government", 1)]);
}

#[test]
fn a_figure_leads_to_its_rows_and_back() {
    let (mut desk, layer) = with_firms();
    desk.filter(layer, "output > 1000");
    let of = overview(&desk);
    let (figure, _) = of.figures.iter().find(|(figure, _)| figure.key == "overview-above-scale").unwrap();
    let entry = desk.session.document().layer(layer).unwrap();
    let condition = figure
        .filter(&entry.layer, (&entry.binding).into(), desk.session.document().reference_day)
        .unwrap()
        .unwrap()
        .to_text();
    desk.send(Command::Narrow { layer, condition: condition.clone() });
    let text = |desk: &Desk| desk.session.document().layer(layer).unwrap().filter.text.clone();
    assert_eq!(text(&desk), format!("output > 1000 AND {condition}"));
    assert_eq!(desk.matching(layer), [0, 1]);
    assert_eq!(desk.session.bottom().tab, BottomTab::Table, "the rows are what was asked for");
    desk.send(Command::Narrow { layer, condition });
    assert_eq!(text(&desk), "output > 1000");
    desk.send(Command::Undo);
    desk.send(Command::Undo);
    assert_eq!(text(&desk), "output > 1000", "each click is one step");
    desk.send(Command::Narrow { layer, condition: "nonsense >".to_owned() });
    assert_eq!(text(&desk), "output > 1000", "what cannot be read changes nothing");
    assert!(desk.session.open_notices().next().is_some(), "and is said");
}

#[test]
fn an_overview_is_asked_for_while_it_shows_and_the_newest_wins() {
    let (mut desk, layer) = with_firms();
    desk.hold = true;
    desk.send(Command::SetBottomTab { tab: BottomTab::Table });
    desk.filter(layer, "output > 1000");
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert!(desk.held.iter().all(|job| job.slot() != Slot::Overview), "nobody looks");
    desk.send(Command::SetBottomTab { tab: BottomTab::Overview });
    assert_eq!(desk.held.iter().filter(|job| job.slot() == Slot::Overview).count(), 1);
    assert!(desk.session.is_overview_behind());
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert!(!desk.session.is_overview_behind());
    assert_eq!(figure(&desk, "overview-enterprises"), Ok((2, 4)));
    desk.send(Command::SwitchMap { map: MapKind::Startup });
    assert!(desk.session.overview().is_none(), "the figures of another map are not shown");
}

#[test]
fn around_a_firm_are_its_trade_and_its_chain() {
    let (mut desk, layer) = with_firms();
    let site = FeatureRef { layer, row: 0 };
    desk.send(Command::Select { features: vec![site], mode: SelectMode::Replace });
    assert!(desk.session.surroundings(site).is_none(), "nobody has asked");
    let vicinity = Vicinity { is_open: true, radius_m: 1000.0, need_m2: 100.0 };
    desk.send(Command::SetVicinity { vicinity });
    let around = desk.session.surroundings(site).unwrap();
    let (_, company) = &around.company[0];
    let rows = |list: &[three_maps::maps::nearby::Near]| list.iter().map(|near| near.row).collect::<Vec<_>>();
    assert_eq!(rows(&company.all), [1, 2], "丁 is 4.8 km away");
    assert_eq!(rows(&company.same), [1]);
    assert_eq!((rows(&company.upstream), rows(&company.downstream)), (vec![], vec![1]));
    desk.send(Command::SetVicinity { vicinity: Vicinity { radius_m: 5000.0, ..vicinity } });
    let around = desk.session.surroundings(site).unwrap();
    assert_eq!(rows(&around.company[0].1.upstream), [3]);
    desk.filter(layer, "output > 1000");
    let around = desk.session.surroundings(site).unwrap();
    assert_eq!(rows(&around.company[0].1.all), [1], "one filter drives all");
    desk.send(Command::SetVicinity { vicinity: Vicinity { radius_m: 1e12, ..vicinity } });
    assert!(desk.session.vicinity().radius_m <= 20_000.0);
}
