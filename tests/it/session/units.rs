//! The unit of a column's numbers, as a person says it: everything that reckons with them follows.

use super::desk::Desk;
use super::workspace::{ask, file, open, save_as};
use three_maps::app::verify::verify;
use three_maps::app::{
    BottomTab, Command, ExportOptions, ExportRows, FeatureRef, FieldsCommand, LayerEntry, LayerId,
    WorkspaceCommand,
};
use three_maps::maps::binding::{MeasureUnit, State};
use three_maps::maps::compare::{About, Cell};
use three_maps::maps::matching::{Brief, Found, Judged, SiteGroup, What};
use three_maps::maps::schema::LayerKind;
use three_maps::progress::{CancelToken, Silent};
use three_maps::scene::{ColorBy, Styling};
use three_maps::stats::ClassMethod;
use three_maps::text::Lang;

/// Land as points, its area in hectares: neither the name nor the ground says so.
const HECTARES: &str = r#"{"type":"FeatureCollection","name":"闲置地块","features":[
{"type":"Feature","properties":{"名称":"甲","地块编号":"P1","状态":"闲置","约定动工日":"2022-01-01","面积":4,"亩均税收":40},"geometry":{"type":"Point","coordinates":[120.31,30.31]}},
{"type":"Feature","properties":{"名称":"乙","地块编号":"P2","状态":"闲置","约定动工日":"2022-01-01","面积":1.5,"亩均税收":40},"geometry":{"type":"Point","coordinates":[120.32,30.31]}}
]}"#;

fn with_hectares() -> (Desk, LayerId) {
    let (desk, layer) = Desk::with_file("land.geojson", HECTARES);
    assert_eq!(entry(&desk, layer).kind, Some(LayerKind::Land));
    (desk, layer)
}

fn entry(desk: &Desk, layer: LayerId) -> &LayerEntry {
    desk.session.document().layer(layer).unwrap()
}

fn say(desk: &mut Desk, layer: LayerId, column: &str, unit: Option<MeasureUnit>) {
    let ask = FieldsCommand::SetUnit { column: column.to_owned(), unit };
    desk.send(Command::Fields { layer, ask });
}

fn brief(lines: &str) -> Brief {
    Brief::parse(&format!(r#"{{"version":1,"lines":[{lines}]}}"#)).unwrap()
}

#[test]
fn a_unit_settles_what_the_column_is_and_is_one_step() {
    let (mut desk, layer) = with_hectares();
    assert_eq!(entry(&desk, layer).binding.entry("面积").unwrap().state, State::Proposed);
    let (before, steps) = (entry(&desk, layer).binding.clone(), desk.session.undo_depth());
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    assert_eq!(desk.session.undo_depth(), steps + 1);
    assert_eq!(desk.session.undo_name(), Some("command-set-unit"));
    let of_area = entry(&desk, layer).binding.entry("面积").unwrap();
    assert_eq!((of_area.state, of_area.key.as_deref()), (State::Bound, Some("area_mu")));
    assert!((entry(&desk, layer).number_of("area_mu", 0).unwrap() - 60.0).abs() < 1e-9);
    assert_eq!(entry(&desk, layer).layer.value("面积", 0).as_f64(), Some(4.0), "the file's own stays");
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    assert_eq!(desk.session.undo_depth(), steps + 1, "said already");
    desk.send(Command::Undo);
    assert_eq!(entry(&desk, layer).binding, before);
    desk.send(Command::Redo);
    say(&mut desk, layer, "面积", None);
    let of_area = entry(&desk, layer).binding.entry("面积").unwrap();
    assert_eq!((of_area.state, of_area.said_unit), (State::Bound, None), "the field that it is stays said");
    // Of two fields that their unit alone tells apart it is the one of the unit.
    desk.send(Command::Undo);
    desk.send(Command::Undo);
    say(&mut desk, layer, "面积", Some(MeasureUnit::M2));
    assert_eq!(entry(&desk, layer).binding.entry("面积").unwrap().key.as_deref(), Some("area_m2"));
}

#[test]
fn what_cannot_be_its_unit_is_told_and_changes_nothing() {
    let (mut desk, layer) = with_hectares();
    let steps = desk.session.undo_depth();
    for (column, unit, code) in [
        ("面积", MeasureUnit::TonnePerM2, "unit-other-quantity"),
        ("状态", MeasureUnit::Hectare, "unit-not-measured"),
        ("大小", MeasureUnit::Hectare, "unit-column-unknown"),
    ] {
        say(&mut desk, layer, column, Some(unit));
        assert_eq!(desk.notices().last(), Some(&code));
    }
    for (notice, lang) in desk.session.notices().iter().flat_map(|it| [(it, Lang::Zh), (it, Lang::En)]) {
        let (shown, typed) = (notice.diagnostic.report(lang), notice.diagnostic.typed_report(lang));
        assert!(!shown.contains("--"), "nothing is typed in the window: {shown}");
        assert_eq!(typed == shown, notice.diagnostic.code == "unit-other-quantity", "{typed}");
    }
    let told = desk.session.notices().iter().find(|it| it.diagnostic.code == "unit-other-quantity").unwrap();
    let report = told.diagnostic.report(Lang::En);
    assert!(report.contains("t/m2") && report.contains("m2, mu, ha, km2"), "{report}");
    assert_eq!(desk.session.undo_depth(), steps);
}

#[test]
fn brief_comparison_overview_ledger_and_legend_follow() {
    let (mut desk, layer) = with_hectares();
    desk.send(Command::SetBrief { brief: brief(r#"{"what":"area_m2","at_least":20,"unit":"mu"}"#) });
    desk.send(Command::ShowBrief { open: true });
    for row in [0, 1] {
        desk.send(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
    }
    desk.send(Command::ShowCompare { open: true });
    desk.send(Command::CheckLayer { layer });
    desk.send(Command::SetBottomTab { tab: BottomTab::Ledger });
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    // 4 公顷 are 60 亩, 1.5 are 22.5.
    let answer = desk.session.brief().answer().unwrap().answer.clone();
    assert_eq!(answer.matches.count, 2, "{answer:?}");
    assert!((answer.matches.area().m2 - 55_000.0).abs() < 1e-6, "{}", answer.matches.area().m2);
    let (_, table) = desk.session.brief().comparison().unwrap();
    let is_area = |about: &About| matches!(about, About::Line(line) if line.what == What::Area);
    let area = table.rows.iter().find(|row| is_area(&row.about)).unwrap();
    let found = |cell: &Cell| match cell {
        Cell::Judged(_, _, Judged { found: Some(Found::Number(number, _)), .. }) => Some(*number),
        _ => None,
    };
    let found: Vec<f64> = area.cells.iter().filter_map(found).collect();
    assert!((found[0] - 40_000.0).abs() < 1e-6 && (found[1] - 15_000.0).abs() < 1e-6, "{found:?}");
    let ledger = &desk.session.idle_land().unwrap().ledger;
    assert!((ledger.total.area_mu - 82.5).abs() < 1e-9, "{:?}", ledger.total);
    assert!(desk.session.are_findings_stale(layer), "they were of other numbers");
    desk.send(Command::SetBottomTab { tab: BottomTab::Overview });
    let overview = desk.session.overview().unwrap();
    let area = &overview[0].figures.iter().find(|(figure, _)| figure.key == "overview-area-mu").unwrap().1;
    assert!((area.as_ref().unwrap()[1].sum - 82.5).abs() < 1e-9, "{area:?}");
    // The column's own numbers stay those of the file, with their unit: filter, table, legend.
    desk.filter(layer, "\"面积\" >= 2");
    assert_eq!(desk.matching(layer), [0]);
    let color = ColorBy::Classes { field: "面积".to_owned(), method: ClassMethod::Natural, count: 2 };
    let styling = Styling { color, ..Styling::default() };
    desk.send(Command::SetStyling { layer, styling: Some(styling), gesture: None });
    assert_eq!(desk.session.styled(layer).unwrap().style.title.zh, "面积（公顷）");
    say(&mut desk, layer, "面积", Some(MeasureUnit::Mu));
    assert_eq!(desk.session.styled(layer).unwrap().style.title.zh, "面积（亩）");
    let answer = &desk.session.brief().answer().unwrap().answer;
    assert_eq!(answer.matches.count, 0, "4 亩 are less than 20");
}

#[test]
fn a_limit_of_the_schema_is_asked_in_the_unit_that_was_said() {
    let mut desk = Desk::new();
    let firm = |output: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"企业名称":"甲","统一社会信用代码":"91350100M000100Y43","行业代码":"C3911","产值":{output}}},"geometry":{{"type":"Point","coordinates":[120.3,30.3]}}}}"#
        )
    };
    let text = format!(r#"{{"type":"FeatureCollection","features":[{},{}]}}"#, firm(12.0), firm(9.0));
    let path = desk.file("企业.geojson", &text);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let layer = desk.session.document().chosen.unwrap();
    say(&mut desk, layer, "产值", Some(MeasureUnit::YiYuan));
    let entry = entry(&desk, layer);
    let figure = three_maps::maps::overview::figures(LayerKind::Enterprises)
        .find(|figure| figure.key == "overview-output-1bn")
        .unwrap();
    let condition = figure.filter(&entry.layer, entry.into(), jiff::civil::date(2026, 11, 23)).unwrap();
    let text = condition.unwrap().to_text();
    assert!(text.contains("产值") && text.ends_with(">= 10"), "{text}");
    assert!((entry.number_of("output", 0).unwrap() - 120_000.0).abs() < 1e-6);
}

#[test]
fn a_workspace_keeps_the_unit_and_an_old_one_has_none() {
    let (mut desk, layer) = with_hectares();
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    assert!(desk.session.is_unsaved());
    let path = save_as(&mut desk, "w.threemaps.json");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(r#""unit": "ha""#), "{text}");
    let mut later = Desk::new();
    open(&mut later, &path);
    let again = &later.session.document().layers[0];
    assert_eq!(again.binding, entry(&desk, layer).binding);
    assert!((again.number_of("area_mu", 0).unwrap() - 60.0).abs() < 1e-9);
    assert!(!later.session.is_unsaved());
    // It stays when the file is read again.
    let layer = again.id;
    later.send(Command::ReloadLayer { layer });
    assert!((later.session.document().layers[0].number_of("area_mu", 1).unwrap() - 22.5).abs() < 1e-9);
    // Of a file from before nothing is said of the unit.
    std::fs::write(
        &path,
        text.replace(r#""unit": "ha""#, r#""field": "area_mu""#).replacen(r#""field": "area_mu","#, "", 1),
    )
    .unwrap();
    let columns = file(&path).layers().next().unwrap().1.columns.clone();
    assert_eq!((columns[0].field.as_deref(), columns[0].unit), (Some("area_mu"), None));
    ask(&mut later, WorkspaceCommand::Open { path });
    assert_eq!(later.session.document().layers[0].number_of("area_mu", 0), Some(4.0));
}

#[test]
fn what_was_said_of_fields_and_units_stays_word_for_word() {
    // Of the two fields that its unit tells apart a column is the one that a person chose last.
    let choose = |desk: &mut Desk, layer, column: &str, key: &str| {
        let ask = FieldsCommand::Bind { column: column.to_owned(), key: key.to_owned() };
        desk.send(Command::Fields { layer, ask });
    };
    let kept = |desk: &mut Desk, layer| {
        let path = save_as(desk, "w.threemaps.json");
        let mut later = Desk::new();
        open(&mut later, &path);
        let (now, then) = (&later.session.document().layers[0].binding, &entry(desk, layer).binding);
        for column in then.columns() {
            let again = now.entry(&column.column).unwrap();
            assert_eq!((&again.key, again.said_unit), (&column.key, column.said_unit), "{}", column.column);
        }
        assert!(later.notices().is_empty(), "{:?}", later.notices());
    };
    let (mut desk, layer) = with_hectares();
    say(&mut desk, layer, "面积", Some(MeasureUnit::M2));
    assert_eq!(entry(&desk, layer).binding.entry("面积").unwrap().key.as_deref(), Some("area_m2"));
    choose(&mut desk, layer, "面积", "area_mu");
    let of_area = entry(&desk, layer).binding.entry("面积").unwrap();
    assert_eq!((of_area.key.as_deref(), of_area.said_unit), (Some("area_mu"), Some(MeasureUnit::M2)));
    kept(&mut desk, layer);
    // Another column is the field of that unit, and said before it or after makes no difference.
    choose(&mut desk, layer, "亩均税收", "area_m2");
    kept(&mut desk, layer);
}

#[test]
fn a_unit_in_a_workspace_that_cannot_be_is_told() {
    let (mut desk, layer) = with_hectares();
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    let path = save_as(&mut desk, "w.threemaps.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let with = |unit: &str| std::fs::write(&path, text.replace(r#""unit": "ha""#, unit)).unwrap();
    with(r#""unit": "t/m2""#);
    let mut later = Desk::new();
    open(&mut later, &path);
    assert!(later.notices().contains(&"unit-other-quantity"), "{:?}", later.notices());
    assert_eq!(later.session.document().layers[0].binding.entry("面积").unwrap().said_unit, None);
    with(r#""unit": "furlong""#);
    let mut later = Desk::new();
    open(&mut later, &path);
    let told = later.session.notices().last().unwrap().diagnostic.report(Lang::En);
    assert!(told.contains("furlong") && later.session.document().layers.is_empty(), "{told}");
}

#[test]
fn a_snapshot_says_the_unit_and_can_be_verified() {
    let (mut desk, layer) = with_hectares();
    say(&mut desk, layer, "面积", Some(MeasureUnit::Hectare));
    desk.send(Command::SetBrief { brief: brief(r#"{"what":"area_m2","at_least":30,"unit":"mu"}"#) });
    let rows = ExportRows::Brief(SiteGroup::Matches);
    desk.send(Command::ExportSitesDialog { rows });
    let path = desk.path("due.geojson");
    let options = ExportOptions { rows, ..ExportOptions::default() };
    desk.send(Command::Export { layer, path: path.clone(), options });
    let said = super::desk::json(&path)["three_maps"]["said"]["columns"].clone();
    assert_eq!(said, serde_json::json!([{"column": "面积", "field": "area_mu", "unit": "ha"}]));
    let verified = verify(&path, None, &Silent, &CancelToken::default()).unwrap();
    assert!(verified.same_rows && verified.same_bytes && verified.same_totals, "{:?}", verified.differences);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(super::desk::json(&path)["three_maps"]["picked"]["features"], serde_json::json!([1]));
    // In 亩 it is smaller than the brief asks.
    std::fs::write(&path, text.replacen(r#""unit":"ha""#, r#""unit":"mu""#, 1)).unwrap();
    let verified = verify(&path, None, &Silent, &CancelToken::default()).unwrap();
    assert!(!verified.same_rows, "{verified:?}");
    let told = verified.differences.iter().find(|it| it.code == "verify-brief").unwrap();
    assert_eq!(told.message(Lang::Zh), "按需求单重新匹配：少 1 个，多 0 个");
    // A total that was changed is told with its unit.
    let changed = text.replacen(r#""面积":4"#, r#""面积":5"#, 2);
    assert_ne!(text, changed);
    std::fs::write(&path, changed).unwrap();
    let verified = verify(&path, None, &Silent, &CancelToken::default()).unwrap();
    let told: Vec<String> = verified.differences.iter().map(|it| it.message(Lang::Zh)).collect();
    assert!(told.iter().any(|it| it.contains("公顷")), "{told:?}");
}
