//! The idle clock: the reference day and what follows it, deadlines and ledger, snapshots that depend on
//! a day and can be verified.

use super::desk::{Desk, json};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use three_maps::app::verify::verify;
use three_maps::app::{BottomTab, Command, Document, ExportOptions, LayerId, View, WorkspaceCommand};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::jobs::FacetValues;
use three_maps::layer::Order;
use three_maps::maps::idle::IdleState;
use three_maps::maps::ledger::{Benchmark, Figure, Industry, Yield};
use three_maps::progress::{CancelToken, Silent};
use three_maps::scene::{ColorBy, Styling};

/// Not started since 2024-06-01, since 2025-10-01; stopped on 2025-03-10; under construction; nothing known.
const IDLE: &str = r#"{"type":"FeatureCollection","name":"闲置土地","features":[
{"type":"Feature","properties":{"id":"A","status":"闲置","contract_start":"2024-06-01","idle_cause":"企业原因","land_price":1000,"area_mu":30,"tax_per_mu":20,"street":"白杨街道","land_use":"M1"},"geometry":{"type":"Point","coordinates":[120.34,30.29]}},
{"type":"Feature","properties":{"id":"B","status":"闲置","contract_start":"2025-10-01","idle_cause":"企业原因","area_mu":40,"tax_per_mu":10,"street":"白杨街道","land_use":"M1"},"geometry":{"type":"Point","coordinates":[120.35,30.30]}},
{"type":"Feature","properties":{"id":"C","status":"部分闲置","contract_start":"2023-01-01","actual_start":"2023-02-01","stopped_on":"2025-03-10","built_ratio":0.2,"invested_ratio":0.5,"idle_cause":"企业原因","area_mu":50,"tax_per_mu":30,"street":"下沙街道","land_use":"M2"},"geometry":{"type":"Point","coordinates":[120.36,30.31]}},
{"type":"Feature","properties":{"id":"D","status":"在建","contract_start":"2024-01-01","actual_start":"2024-01-05","built_ratio":0.7,"area_mu":60},"geometry":{"type":"Point","coordinates":[120.37,30.30]}},
{"type":"Feature","properties":{"id":"E","status":"闲置","area_mu":null},"geometry":{"type":"Point","coordinates":[120.38,30.32]}}
]}"#;

fn desk() -> (Desk, LayerId) {
    Desk::with_file("land.geojson", IDLE)
}

fn set_day(desk: &mut Desk, day: Date, gesture: Option<u32>) {
    desk.send(Command::SetReferenceDay { day, gesture });
}

fn states(desk: &Desk, layer: LayerId) -> Vec<String> {
    let layer = &desk.session.document().layer(layer).unwrap().layer;
    (0..layer.len()).map(|row| layer.value("idle_state", row).to_text().into_owned()).collect()
}

fn without_view(document: &Document) -> Document {
    Document { view: View::default(), ..document.clone() }
}

#[test]
fn the_day_is_the_clocks_until_somebody_sets_another() {
    let (mut desk, layer) = desk();
    assert_eq!(desk.session.document().reference_day, date(2026, 11, 23));
    assert_eq!(states(&desk, layer), ["idle_2y", "idle_1y", "idle_stopped", "not_idle", "unknown"]);
    let shapes = desk.session.document().layer(layer).unwrap().layer.shapes.clone();
    set_day(&mut desk, date(2025, 9, 1), None);
    assert_eq!(states(&desk, layer), ["idle_1y", "not_idle", "not_idle", "not_idle", "unknown"]);
    let now = &desk.session.document().layer(layer).unwrap().layer;
    assert!(std::sync::Arc::ptr_eq(&shapes, &now.shapes), "only columns are new");
    assert_eq!(desk.session.undo_name(), Some("command-set-reference-day"));
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().reference_day, date(2026, 11, 23));
    assert_eq!(states(&desk, layer)[1], "idle_1y");
    desk.send(Command::Redo);
    assert_eq!(states(&desk, layer)[1], "not_idle");
}

#[test]
fn a_drag_is_one_step_and_the_newest_day_wins() {
    let (mut desk, layer) = desk();
    let before = without_view(desk.session.document());
    desk.hold = true;
    for day in 1..=9 {
        set_day(&mut desk, date(2025, 9, day), Some(1));
    }
    assert_eq!(desk.held.len(), 1, "while one is at work no other begins");
    assert!(desk.session.is_deriving());
    desk.run_held();
    assert_eq!(desk.held.len(), 1, "the last day follows");
    desk.run_held();
    assert!(desk.held.is_empty() && !desk.session.is_deriving());
    assert_eq!(states(&desk, layer)[0], "idle_1y");
    assert_eq!(desk.session.undo_depth(), 1);
    desk.send(Command::Undo);
    assert_eq!(without_view(desk.session.document()), before, "columns of the day before come with it");
    assert!(desk.held.is_empty(), "nothing to work out");
}

#[test]
fn rows_cards_order_and_colours_follow_the_day() {
    let (mut desk, layer) = desk();
    desk.send(Command::ShowBottom { open: true });
    desk.filter(layer, "idle_state IN ('idle_1y', 'idle_2y')");
    desk.send(Command::AddCard { layer, field: "idle_state".to_owned() });
    let order = Order { field: "idle_days".to_owned(), descending: true };
    desk.send(Command::SetTableOrder { layer, order: Some(order) });
    let color = ColorBy::Categories { field: "idle_state".to_owned() };
    let styling = Some(Styling { color, ..Styling::default() });
    desk.send(Command::SetStyling { layer, styling, gesture: None });
    assert_eq!(desk.matching(layer), [0, 1]);
    assert_eq!(desk.session.listing().unwrap().rows()[..], [0, 1]);
    let class = |desk: &Desk, row: usize| desk.session.styled(layer).unwrap().looks.classes[row];
    let before = class(&desk, 0);

    set_day(&mut desk, date(2025, 9, 1), None);
    assert_eq!(desk.matching(layer), [0]);
    assert_eq!(desk.session.listing().unwrap().rows()[..], [0]);
    assert_ne!(class(&desk, 0), before, "one year is not two");
    let facet = desk.session.summary(layer).unwrap().facets.iter().find(|it| it.field == "idle_state");
    let FacetValues::Categories(categories) = &facet.unwrap().values else { panic!("categories") };
    let count = |value: &str| categories.iter().find(|it| it.value == value).map(|it| it.count);
    assert_eq!((count("idle_1y"), count("not_idle")), (Some(1), Some(3)));
    assert!(!desk.session.is_stale(layer));
}

#[test]
fn a_job_that_is_cancelled_leaves_the_day_before_and_the_next_day_asks_again() {
    let (mut desk, layer) = desk();
    desk.hold = true;
    set_day(&mut desk, date(2025, 9, 1), None);
    let job = desk.held.pop_front().unwrap();
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    assert_eq!(desk.notices().last(), Some(&"day-not-derived"));
    assert!(desk.held.is_empty(), "a job that breaks down is not run for ever");
    assert!(desk.session.is_deriving());
    let path = desk.path("out.geojson");
    desk.send(Command::Export { layer, path, options: ExportOptions::default() });
    assert_eq!(desk.notices().last(), Some(&"export-day-behind"));
    desk.hold = false;
    set_day(&mut desk, date(2025, 9, 2), None);
    assert_eq!(states(&desk, layer)[0], "idle_1y");
}

#[test]
fn playing_belongs_to_the_window_and_each_run_is_a_step() {
    let (mut desk, _) = desk();
    desk.send(Command::SetPlayingDays { playing: true });
    assert!(desk.session.is_playing_days() && desk.session.undo_depth() == 0);
    set_day(&mut desk, date(2026, 11, 24), Some(3));
    set_day(&mut desk, date(2026, 11, 25), Some(3));
    desk.send(Command::SetPlayingDays { playing: false });
    desk.send(Command::SetPlayingDays { playing: true });
    set_day(&mut desk, date(2026, 11, 26), Some(3));
    assert_eq!(desk.session.undo_depth(), 2);
    let mut empty = Desk::new();
    empty.send(Command::SetPlayingDays { playing: true });
    assert!(!empty.session.is_playing_days(), "nothing follows the day");
}

#[test]
fn deadlines_and_ledger_follow_filter_day_and_benchmark() {
    let (mut desk, layer) = desk();
    assert!(desk.session.idle_land().is_none());
    desk.send(Command::SetBottomTab { tab: BottomTab::Deadlines });
    let board = desk.session.idle_land().unwrap().board.clone();
    assert_eq!(board.states[IdleState::Idle2y as usize], 1);
    assert_eq!(board.states.iter().sum::<usize>(), 5);
    let rows: Vec<u32> = board.upcoming.iter().map(|upcoming| upcoming.row).collect();
    assert_eq!(rows, [1], "B has its second year before it");

    set_day(&mut desk, date(2025, 1, 1), None);
    let board = desk.session.idle_land().unwrap().board.clone();
    let upcoming: Vec<(u32, String)> =
        board.upcoming.iter().map(|upcoming| (upcoming.row, upcoming.deadline.on.to_string())).collect();
    assert_eq!(upcoming, [(0, "2025-06-01".to_owned()), (1, "2026-10-01".to_owned())]);

    let total = |desk: &Desk| desk.session.idle_land().unwrap().ledger.total;
    assert_eq!((total(&desk).parcels, total(&desk).wan), (3, 30.0 * 20.0 + 40.0 * 10.0 + 40.0 * 30.0));
    assert_eq!(total(&desk).without_area, 1);
    assert_eq!(desk.session.idle_land().unwrap().ledger.not_idle, 1);
    desk.filter(layer, "street = '白杨街道'");
    assert_eq!((total(&desk).parcels, total(&desk).wan), (2, 1000.0));
    let figure = Figure { wan_per_mu: 5.0, name: "x".to_owned(), ..Figure::default() };
    let benchmark = Benchmark { of: Yield::Output, figure: Some(figure), ..Benchmark::default() };
    desk.send(Command::SetBenchmark { benchmark });
    assert_eq!((total(&desk).parcels, total(&desk).wan), (2, 350.0));
    let wrong = Benchmark { figure: Some(Figure::default()), ..Benchmark::default() };
    desk.send(Command::SetBenchmark { benchmark: wrong });
    assert_eq!((total(&desk).parcels, total(&desk).wan), (2, 350.0), "a figure of zero is none");
    desk.send(Command::Undo);
    assert_eq!((total(&desk).parcels, total(&desk).wan), (2, 1000.0));
}

/// Firms with land of their own: three of C39, three of C27, one without a figure.
const FIRMS: &str = r#"{"type":"FeatureCollection","name":"企业","features":[
{"type":"Feature","properties":{"name":"a","uscc":"","industry":"C3911","above_scale":true,"land_mu":10,"tax":100,"output":1000},"geometry":null},
{"type":"Feature","properties":{"name":"b","uscc":"","industry":"C39","above_scale":true,"land_mu":10,"tax":200,"output":2000},"geometry":null},
{"type":"Feature","properties":{"name":"c","uscc":"","industry":"C39","above_scale":true,"land_mu":10,"tax":600,"output":3000},"geometry":null},
{"type":"Feature","properties":{"name":"d","uscc":"","industry":"C27","above_scale":true,"land_mu":10,"tax":500,"output":1000},"geometry":null},
{"type":"Feature","properties":{"name":"e","uscc":"","industry":"C27","above_scale":true,"land_mu":10,"tax":500,"output":1000},"geometry":null},
{"type":"Feature","properties":{"name":"f","uscc":"","industry":"C27","above_scale":false,"land_mu":10,"tax":500,"output":1000},"geometry":null},
{"type":"Feature","properties":{"name":"g","uscc":"","industry":"C39","above_scale":true,"land_mu":10,"tax":null,"output":1000},"geometry":null}
]}"#;

#[test]
fn the_ledger_holds_land_against_the_firms_that_are_open() {
    let (mut desk, layer) = desk();
    desk.send(Command::SetBottomTab { tab: BottomTab::Ledger });
    let ledger = |desk: &Desk| desk.session.idle_land().unwrap().ledger.clone();
    assert!(ledger(&desk).firms.is_none() && ledger(&desk).by_industry.is_empty());
    let path = desk.file("enterprises.geojson", FIRMS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let firms = desk.session.benchmark_firms().unwrap().id;
    desk.send(Command::ChooseLayer { layer });
    let yields = |desk: &Desk| -> Vec<(String, f64)> {
        ledger(desk).by_industry.into_iter().map(|it| (it.code, it.wan_per_mu.unwrap())).collect()
    };
    let of = |code: &str, wan: f64| (code.to_owned(), wan);
    assert_eq!(yields(&desk), [of("C", 50.0), of("C27", 50.0), of("C39", 20.0)]);
    assert_eq!(ledger(&desk).firms.unwrap().without_figure, 1);
    let chosen = |of: Yield| Benchmark {
        of,
        industry: Some(Industry::Code("C39".to_owned())),
        ..Benchmark::default()
    };
    desk.send(Command::SetBenchmark { benchmark: chosen(Yield::Tax) });
    let held = ledger(&desk);
    assert!((held.total.wan - held.land_mu * 20.0).abs() < 1e-9);
    desk.send(Command::SetBenchmark { benchmark: chosen(Yield::Output) });
    assert_eq!(yields(&desk).last(), Some(&of("C39", 150.0)), "the figure without tax has output");
    // The firms are those that their layer's filter leaves.
    desk.filter(firms, "above_scale = TRUE");
    assert_eq!(yields(&desk), [of("C", 100.0), of("C39", 150.0)], "two of C27 are no benchmark");
    desk.send(Command::CloseLayer { layer: firms });
    desk.send(Command::ChooseLayer { layer });
    assert_eq!(ledger(&desk).total.parcels, 0, "nobody knows what firms yield that are not there");
}

#[test]
fn a_file_that_is_no_layer_is_told_for_what_it_is_and_opened_as_that() {
    let (mut desk, layer) = desk();
    let figures =
        r#"{"version": 1, "name": "a", "source": "b", "year": 2024, "measure": "tax", "overall": 40}"#;
    let figures = desk.file("figures.json", figures);
    let brief = r#"{"version": 1, "title": "t", "lines": [{"what": "area_m2", "at_least": 3000}]}"#;
    let brief = desk.file("brief.json", brief);
    let misnamed = desk.file("work.json", r#"{"format": "three-maps-workspace", "version": 1, "maps": []}"#);
    for (path, code, remedy) in [
        (&figures, "layer-is-figures", Some(Command::OpenBenchmark { path: figures.clone() })),
        (&brief, "layer-is-brief", Some(Command::OpenBrief { path: brief.clone() })),
        (&misnamed, "workspace-ending", None),
    ] {
        let before = desk.session.notices().len();
        desk.send(Command::OpenFiles { paths: vec![path.clone()] });
        let said = &desk.session.notices()[before..];
        assert_eq!(said.iter().map(|notice| notice.diagnostic.code).collect::<Vec<_>>(), [code]);
        let found = said[0].remedy();
        assert_eq!(found, remedy, "{code}");
        if let Some(command) = found {
            desk.send(command);
        }
    }
    assert_eq!(desk.session.document().layers.len(), 1);
    assert_eq!(desk.session.document().chosen, Some(layer));
    assert!(desk.session.document().benchmark.by_figures);
    assert_eq!(desk.session.document().brief.title, "t");

    let mut empty = Desk::new();
    empty.send(Command::OpenBenchmark { path: figures });
    assert_eq!(empty.notices(), ["benchmark-without-land"]);
}

#[test]
fn a_file_of_figures_is_opened_kept_with_the_workspace_and_refused_with_its_place() {
    let (mut desk, _) = desk();
    let figures = r#"{"version": 1, "name": "亩均税收", "source": "公报，表 3", "year": 2024, "measure": "tax",
 "unit": "元/m²", "overall": 600, "industries": [{"code": "C39", "figure": 900}]}"#;
    let path = desk.file("figures.json", figures);
    desk.send(Command::OpenBenchmark { path });
    assert!(desk.session.bottom().is_open(), "what came of it shows");
    let benchmark = desk.session.document().benchmark.clone();
    assert_eq!((benchmark.by_figures, benchmark.industry.clone()), (true, None));
    assert_eq!(desk.notices().last(), Some(&"benchmark-begins-overall"), "no parcel admits an industry");
    let total = |desk: &Desk| desk.session.idle_land().unwrap().ledger.total;
    let by_parcel = Benchmark { industry: Some(Industry::Allowed), ..benchmark.clone() };
    desk.send(Command::SetBenchmark { benchmark: by_parcel });
    assert_eq!((total(&desk).parcels, total(&desk).without_figure), (0, 3));
    desk.send(Command::SetBenchmark { benchmark: benchmark.clone() });
    let sum = total(&desk);
    assert_eq!((sum.parcels, (sum.wan / sum.area_mu).round()), (3, 40.0), "600 元/m² are 40 万元 a 亩");
    assert_eq!(desk.session.undo_name(), Some("command-set-benchmark"));

    let saved = desk.path("work.threemaps.json");
    desk.send(Command::Workspace { ask: WorkspaceCommand::SaveAs { path: saved.clone() } });
    let mut again = Desk::new();
    again.send(Command::OpenFiles { paths: vec![saved] });
    assert_eq!(again.session.document().benchmark, desk.session.document().benchmark);

    let broken = desk.file("broken.json", &figures.replace("900", "0"));
    desk.send(Command::OpenBenchmark { path: broken });
    assert_eq!(desk.notices().last(), Some(&"benchmark-value-wrong"));
    let place = desk.session.notices().last().unwrap().diagnostic.place.clone();
    assert_eq!((place.line, place.column), (Some(2), Some(75)));
    assert!(place.file.is_some_and(|file| file.ends_with("broken.json")));
    assert_eq!(total(&desk), sum, "what was before holds");
}

#[test]
fn a_snapshot_that_depends_on_the_day_names_it_and_verifies_on_any_other() {
    let (mut desk, layer) = desk();
    set_day(&mut desk, date(2025, 9, 1), None);
    desk.filter(layer, "idle_state = 'idle_1y'");
    let out = desk.path("out.geojson");
    desk.send(Command::Export { layer, path: out.clone(), options: ExportOptions::default() });
    let written = json(&out);
    assert_eq!(written["three_maps"]["reference_day"], "2025-09-01");
    let features = written["features"].as_array().unwrap();
    assert_eq!(features.len(), 1);
    assert!(features[0]["properties"].get("idle_state").is_none(), "worked out, and not asked for");
    let verified = verify(&out, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);

    // Another day in the manifest gives other rows: the day is what makes them.
    let text = std::fs::read_to_string(&out).unwrap().replace("\"2025-09-01\"", "\"2026-11-23\"");
    let moved = desk.file("moved.geojson", &text);
    let verified = verify(&moved, None, &Silent, &CancelToken::default()).unwrap();
    assert!(!verified.same_rows);

    // Without anything that follows the day there is none.
    desk.filter(layer, "area_mu > 35");
    desk.send(Command::Export { layer, path: out.clone(), options: ExportOptions::default() });
    assert!(json(&out)["three_maps"].get("reference_day").is_none());
}

#[test]
fn derived_fields_go_along_by_name_and_private_ones_only_when_asked() {
    let (mut desk, layer) = desk();
    let names = ["id", "idle_state", "idle_days", "idle_deadline", "idle_fee"];
    let fields = Some(names.map(str::to_owned).to_vec());
    let out = desk.path("out.geojson");
    let options = ExportOptions { fields, ..ExportOptions::default() };
    desk.send(Command::Export { layer, path: out.clone(), options: options.clone() });
    let written = json(&out);
    let first = &written["features"][1]["properties"];
    assert_eq!(first["idle_state"], "idle_1y");
    assert_eq!(
        (first["idle_days"].as_i64(), first["idle_deadline"].as_str()),
        (Some(418), Some("2027-10-01"))
    );
    assert!(written["features"][4]["properties"]["idle_days"].is_null());
    assert!(first.get("idle_fee").is_none(), "it would give the price away");
    assert_eq!(written["three_maps"]["reference_day"], "2026-11-23");
    let verified = verify(&out, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes, "{:?}", verified.differences);
    set_day(&mut desk, date(2025, 9, 1), None);
    let options = ExportOptions { include_private: true, ..options };
    desk.send(Command::Export { layer, path: out.clone(), options });
    assert_eq!(json(&out)["features"][0]["properties"]["idle_fee"], 200.0);
}

#[test]
fn a_click_on_a_state_filters_by_it() {
    let (mut desk, layer) = desk();
    let values = vec![Scalar::Text("idle_stopped".to_owned())];
    let condition = Some(Condition::AnyOf { values, missing: false });
    desk.send(Command::SetCondition { layer, field: "idle_state".to_owned(), condition, gesture: None });
    assert_eq!(desk.session.document().layer(layer).unwrap().filter.text, "idle_state = 'idle_stopped'");
    assert_eq!(desk.matching(layer), [2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_days_are_set_the_last_one_counts_and_undo_goes_back(
        days in prop::collection::vec((0..2000_i32, any::<bool>()), 1..8)
    ) {
        let (mut desk, layer) = desk();
        let before = without_view(desk.session.document());
        for &(days, dragged) in &days {
            let day = date(2023, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            set_day(&mut desk, day, dragged.then_some(1));
            let layer = &desk.session.document().layer(layer).unwrap().layer;
            prop_assert_eq!(layer.derived_for, Some(day));
        }
        let last = desk.session.document().reference_day;
        let found = states(&desk, layer);
        let (mut other, other_layer) = self::desk();
        set_day(&mut other, last, None);
        prop_assert_eq!(found, states(&other, other_layer));
        while desk.session.undo_name().is_some() {
            desk.send(Command::Undo);
        }
        prop_assert_eq!(without_view(desk.session.document()), before);
    }
}
