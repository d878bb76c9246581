//! Headers as they are met in the wild, and what must always hold.

use super::*;
use crate::layer::testing::{column, layer, point, polygon};
use crate::layer::{TextArray, Values};
use arrow_array::{Float64Array, LargeStringArray};
use proptest::prelude::*;

fn texts(name: &str, values: &[&str]) -> Column {
    let values: LargeStringArray = values.iter().map(|text| Some(*text)).collect();
    column(name, Values::Text(TextArray::Plain(values)))
}

fn numbers(name: &str, values: &[f64]) -> Column {
    column(name, Values::Real(Float64Array::from(values.to_vec())))
}

fn points(columns: Vec<Column>) -> Layer {
    let rows = columns.first().map_or(0, Column::len);
    layer(columns, &vec![Some(point(120.3, 30.3)); rows])
}

/// The key that a column alone is bound to.
fn key_of(kind: LayerKind, only: Column) -> Option<(String, State)> {
    let binding = Binding::of(&points(vec![only]), Some(kind));
    let entry = &binding.columns()[0];
    entry.key.clone().map(|key| (key, entry.state))
}

#[test]
fn headers_seen_in_the_wild_are_bound_or_proposed() {
    use LayerKind::{Carriers, Enterprises, Factories, Land, Offices, Parks, Projects};
    use State::{Bound, Proposed};
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    let text = |name: &str, value: &str| texts(name, &[value; 4]);
    for (kind, column, key, state) in [
        (Land, number("面积(亩)", 45.0), "area_mu", Bound),
        (Land, number("面积（亩）", 45.0), "area_mu", Bound),
        (Land, number("面积_亩", 45.0), "area_mu", Bound),
        (Land, number("面积亩", 45.0), "area_mu", Bound),
        (Land, number("面积【平方米】", 30000.0), "area_m2", Bound),
        (Land, number("面积（㎡）", 30000.0), "area_m2", Bound),
        (Land, number("AREA_M2", 30000.0), "area_m2", Bound),
        (Land, number("Area (mu)", 45.0), "area_mu", Bound),
        (Land, number("mianji_mu", 45.0), "area_mu", Bound),
        (Land, number("面积", 45.0), "area_mu", Proposed),
        (Land, number("mianji", 45.0), "area_mu", Proposed),
        (Land, number("土地面积(亩)", 45.0), "area_mu", Bound),
        (Land, text("面积(亩)", "12.5亩"), "area_mu", Bound),
        (Land, text("地块编号", "22-14"), "parcel_no", Bound),
        (Land, text("ParcelNo", "22-14"), "parcel_no", Bound),
        (Land, text("parcel no.", "22-14"), "parcel_no", Bound),
        (Land, text("用地性质", "M1"), "land_use", Bound),
        (Land, text("landuse", "M2"), "land_use", Bound),
        (Land, number("容积率", 2.5), "far_max", Bound),
        (Land, number("容积率（上限）", 2.5), "far_max", Bound),
        (Land, number("绿地率(%)", 20.0), "green_max", Bound),
        (Land, text("约定动工日", "2024/5/1"), "contract_start", Bound),
        (Land, text("contract_s", "2024-05-01"), "contract_start", Bound),
        (Land, text("联系电话", "13800000000"), "owner_tel", Bound),
        (Land, text("业主联系电话", "13800000000"), "owner_tel", Proposed),
        (Land, text("F7", "13800000000"), "owner_tel", Proposed),
        (Land, number("起始价（万元）", 900.0), "start_price", Bound),
        (Land, number("起始价（亿元）", 0.9), "start_price", Bound),
        (Factories, number("净层高（米）", 8.0), "clear_height_m", Bound),
        (Factories, number("CLEAR_HEIG", 8.0), "clear_height_m", Bound),
        (Factories, number("楼面荷载(t/㎡)", 2.0), "load_t_m2", Bound),
        (Factories, number("楼面荷载（kN/㎡）", 20.0), "load_t_m2", Bound),
        (Factories, number("可用面积(㎡)", 3000.0), "available_m2", Bound),
        (Factories, number("available_", 3000.0), "available_m2", Bound),
        (Factories, number("keyongmianji", 3000.0), "available_m2", Bound),
        (Factories, number("行车（吨）", 10.0), "crane_t", Bound),
        (Factories, number("xingche", 10.0), "crane_t", Bound),
        (Factories, number("配电(KVA)", 800.0), "power_kva", Bound),
        (Factories, number("租金（元/㎡·月）", 22.0), "rent", Bound),
        (Factories, number("租金(元/平/天)", 0.7), "rent", Bound),
        (Offices, number("租金（元/㎡·天）", 2.2), "rent", Bound),
        (Offices, number("租金", 60.0), "rent", Proposed),
        (Offices, number("空置率（%）", 35.0), "vacancy", Bound),
        (Enterprises, text("统一社会信用代码", "91350100M000100Y43"), "uscc", Bound),
        (Enterprises, text("统一社会信", "91350100M000100Y43"), "uscc", Bound),
        (Enterprises, text("代码", "91350100M000100Y43"), "uscc", Proposed),
        (Enterprises, text("行业代码", "C3911"), "industry", Bound),
        (Enterprises, text("规上", "是"), "above_scale", Bound),
        (Enterprises, number("员工数（人）", 120.0), "employees", Bound),
        (Enterprises, number("产值(亿元)", 1.2), "output", Bound),
        (Parks, number("面积", 30000.0), "area_m2", Bound),
        (Projects, number("总投资（亿元）", 3.0), "invest", Bound),
        (Carriers, number("空余工位(个)", 30.0), "desks_free", Bound),
        (Carriers, text("jibie", "国家级"), "level", Bound),
    ] {
        let name = column.name.clone();
        assert_eq!(key_of(kind, column), Some((key.to_owned(), state)), "{kind:?} {name}");
    }
}

#[test]
fn natural_english_headings_are_bound_or_proposed() {
    use LayerKind::{Carriers, Enterprises, Factories, Land, Offices, Parks, Projects};
    use State::{Bound, Proposed};
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    let text = |name: &str, value: &str| texts(name, &[value; 4]);
    for (kind, column, key, state) in [
        (Land, text("State", "闲置"), "status", Bound),
        (Land, text("Status of parcel", "Idle"), "status", Bound),
        (Land, text("Planned use", "M1"), "land_use", Bound),
        (Land, text("planned_use", "light industry"), "land_use", Proposed),
        (Land, number("Site size (m2)", 30000.0), "area_m2", Bound),
        (Land, number("SiteSize_mu", 45.0), "area_mu", Bound),
        (Land, number("Size", 45.0), "area_mu", Proposed),
        (Land, number("Plot area [ha]", 4.5), "area_mu", Proposed),
        (Land, number("Plot ratio", 2.5), "far_max", Proposed),
        (Land, number("FAR", 2.5), "far_max", Proposed),
        (Land, number("Minimum FAR", 1.5), "far_min", Proposed),
        (Land, text("Contract start date", "2024-05-01"), "contract_start", Proposed),
        (Land, text("Phone number", "0571-0000"), "owner_tel", Proposed),
        (Land, number("Reserve price (万元)", 900.0), "start_price", Bound),
        (Factories, number("Available area (m2)", 3000.0), "available_m2", Bound),
        (Factories, number("Floor loading (kN/m2)", 20.0), "load_t_m2", Proposed),
        (Factories, number("Ceiling height (m)", 8.0), "clear_height_m", Bound),
        (Factories, number("Crane capacity (t)", 10.0), "crane_t", Bound),
        (Factories, number("Storeys", 4.0), "floors", Proposed),
        (Offices, number("Vacancy rate (%)", 35.0), "vacancy", Bound),
        (Offices, number("Service charge", 9.0), "property_fee", Proposed),
        (Enterprises, number("Staff", 120.0), "employees", Proposed),
        (Enterprises, number("Number of employees", 120.0), "employees", Proposed),
        (Enterprises, text("Company size", "大"), "size", Bound),
        (Enterprises, text("Date of establishment", "2008-01-01"), "founded_on", Proposed),
        (Parks, number("Number of firms", 100.0), "firms", Proposed),
        (Projects, text("Project stage", "在建"), "stage", Bound),
        (Carriers, number("Vacant desks", 30.0), "desks_free", Proposed),
    ] {
        let name = column.name.clone();
        assert_eq!(key_of(kind, column), Some((key.to_owned(), state)), "{kind:?} {name}");
    }
}

#[test]
fn headings_of_offices_are_known() {
    use LayerKind::{Carriers, Enterprises, Factories, Land, Offices, Projects};
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    let text = |name: &str, value: &str| texts(name, &[value; 4]);
    for (kind, column, key) in [
        (Land, texts("约定开工时间", &["2023-05-10", "2024/3/1", "2025年1月15日", "不详"]), "contract_start"),
        (Land, text("合同约定动工日期", "2023-05-10"), "contract_start"),
        (Land, text("固定资产投资强度（万元/亩）", "350"), "invest_per_mu"),
        (Land, texts("投资强度（万元/亩）", &["350", "暂无", "暂无", "420"]), "invest_per_mu"),
        (Land, number("亩均税收贡献（万元/亩）", 35.0), "tax_per_mu"),
        (Land, number("亩均产出(万元/亩)", 800.0), "output_per_mu"),
        (Land, text("现状", "闲置"), "status"),
        (Land, text("宗地代码", "330114001001GB00001"), "parcel_no"),
        (Land, text("供地方式", "挂牌"), "supply"),
        (Land, number("用地面积（平方米）", 30_000.0), "area_m2"),
        (Factories, texts("行车吨位", &["5", "10", "无", "16"]), "crane_t"),
        (Factories, number("起重机吨位(t)", 10.0), "crane_t"),
        (Factories, number("货梯载重（吨）", 3.0), "freight_lift_t"),
        (Factories, number("楼面承重(t/㎡)", 2.0), "load_t_m2"),
        (Factories, number("柱间距（m）", 8.0), "column_spacing_m"),
        (Factories, number("变压器容量(kVA)", 800.0), "power_kva"),
        (Factories, text("使用状况", "空置"), "status"),
        (Factories, texts("腾空时间", &["2027-02-15", "即日", "2027-06-30", "2026-12"]), "vacant_since"),
        (Factories, text("结构类型", "框架结构"), "structure"),
        (Factories, texts("租金单价（元/㎡/月）", &["28", "面议", "30", "25"]), "rent"),
        (Offices, number("停车位", 200.0), "parking"),
        (Enterprises, number("工业总产值（万元）", 8000.0), "output"),
        (Enterprises, number("从业人员数", 80.0), "employees"),
        (Projects, number("计划总投资（亿元）", 3.0), "invest"),
        (Carriers, number("剩余工位", 30.0), "desks_free"),
    ] {
        let name = column.name.clone();
        assert_eq!(key_of(kind, column), Some((key.to_owned(), State::Bound)), "{kind:?} {name}");
    }
}

#[test]
fn headings_of_offices_that_mean_something_else_are_no_field() {
    use LayerKind::{Enterprises, Factories, Land};
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    let text = |name: &str, value: &str| texts(name, &[value; 4]);
    for (kind, column) in [
        // Handing over the land, and the end of the works, are no start of them.
        (Land, text("交地时间", "2023-05-10")),
        (Land, text("竣工时间", "2023-05-10")),
        (Land, text("约定竣工时间", "2023-05-10")),
        (Land, text("签约时间", "2023-05-10")),
        (Land, number("亩均销售收入（万元/亩）", 800.0)),
        (Land, number("起拍单价（万元/亩）", 80.0)),
        (Land, text("现状照片", "a.jpg")),
        (Factories, number("行车（台）", 2.0)),
        (Factories, number("货梯（部）", 2.0)),
        (Factories, number("行车轨顶标高（m）", 9.0)),
        (Factories, text("竣工时间", "2018-05-10")),
        (Factories, text("租约到期时间", "2027-05-10")),
        (Factories, text("承重墙", "有")),
        (Enterprises, text("组织机构代码", "M000100Y4")),
    ] {
        let name = column.name.clone();
        let found = key_of(kind, column);
        assert!(found.as_ref().is_none_or(|(_, state)| *state != State::Bound), "{kind:?} {name}: {found:?}");
    }
    // Words alone are no dates and no numbers.
    assert_ne!(key_of(Land, text("约定开工时间", "春节后")).map(|it| it.1), Some(State::Bound));
}

#[test]
fn english_headings_that_mean_something_else_are_no_field() {
    use LayerKind::{Enterprises, Factories, Land};
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    let text = |name: &str, value: &str| texts(name, &[value; 4]);
    for (kind, column) in [
        (Land, text("State", "Zhejiang")),
        (Land, text("Estate", "闲置甲")),
        (Land, text("Statement", "none")),
        (Land, text("Use", "M")),
        (Land, text("Planned", "yes")),
        (Land, text("Size", "large")),
        (Land, text("Size class", "large")),
        (Land, number("Site", 3.0)),
        (Land, number("Parcel", 3.0)),
        (Land, number("Size (m)", 30.0)),
        (Land, number("Population", 3000.0)),
        (Land, number("Area code", 571.0)),
        (Land, text("Date", "2024-05-01")),
        (Land, number("Price", 900.0)),
        (Land, number("Far from the station", 900.0)),
        (Factories, number("Planned area (m2)", 900.0)),
        (Factories, number("Floor", 3.0)),
        (Enterprises, text("Staff canteen", "yes")),
        (Enterprises, number("Tax rate", 13.0)),
        (Enterprises, number("Staff (万元)", 13.0)),
    ] {
        let name = column.name.clone();
        assert_eq!(key_of(kind, column), None, "{kind:?} {name}");
    }
}

#[test]
fn a_unit_that_a_person_says_wins_and_one_that_was_known_is_kept() {
    let layer =
        points(vec![numbers("占地(公顷)", &[2.0]), numbers("面积", &[3.0]), texts("楼面", &["20kN/m2"])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land)).with("占地(公顷)", "area_mu");
    assert!((binding.number(&layer, "area_mu", 0).unwrap() - 30.0).abs() < 1e-9, "its name says its unit");
    let said = binding.with_unit("占地(公顷)", Some(MeasureUnit::M2)).unwrap();
    assert!((said.number(&layer, "area_mu", 0).unwrap() - 0.003).abs() < 1e-12);
    assert_eq!(said.other_unit("占地(公顷)"), Some(MeasureUnit::M2));
    // As another field of the same measure it is still in that unit, as one of another measure it is not.
    assert_eq!(said.with("占地(公顷)", "area_m2").number(&layer, "area_m2", 0), Some(2.0));
    let as_height = said.with("占地(公顷)", "height_max");
    assert_eq!(as_height.entry("占地(公顷)").unwrap().said_unit, None);
    assert_eq!(as_height.number(&layer, "height_max", 0), Some(2.0), "hectares are no height");
    assert!(
        said.with_unit("占地(公顷)", None).unwrap().other_unit("占地(公顷)") == Some(MeasureUnit::Hectare)
    );
    let floors = Binding::of(&layer, Some(LayerKind::Factories)).with("楼面", "load_t_m2");
    let wrong = floors.with_unit("楼面", Some(MeasureUnit::TonnePerM2)).unwrap_err();
    assert_eq!(wrong.code, "unit-in-values");
}

#[test]
fn what_means_something_else_is_left_alone() {
    let number = |name: &str, value: f64| numbers(name, &[value; 4]);
    for (kind, column) in [
        (LayerKind::Land, number("height_of_the_fence", 3.0)),
        (LayerKind::Land, texts("净地", &["是"; 4])),
        (LayerKind::Factories, texts("可用面积说明", &["大"; 4])),
        (LayerKind::Enterprises, number("员工数（万元）", 3.0)),
    ] {
        let found = key_of(kind, column);
        assert!(found.as_ref().is_none_or(|(_, state)| *state != State::Bound), "{found:?}");
    }
}

/// Three squares of a thousandth of a degree at 30° N: 10,696 m² each.
fn squares(columns: Vec<Column>) -> Layer {
    let square = |x: f64| Some(polygon(&[[x, 30.0], [x + 0.001, 30.0], [x + 0.001, 30.001], [x, 30.001]]));
    layer(columns, &[square(120.0), square(120.1), square(120.2), square(120.3)])
}

#[test]
fn the_ground_tells_the_unit_of_an_area() {
    for (name, factor, key, unit) in [
        ("面积", 1.0, "area_m2", MeasureUnit::M2),
        ("area", 1.0, "area_m2", MeasureUnit::M2),
        ("area", 0.0015, "area_mu", MeasureUnit::Mu),
        ("mianji", 0.0015, "area_mu", MeasureUnit::Mu),
    ] {
        let layer = squares(vec![numbers(name, &[10_696.0 * factor; 4])]);
        let binding = Binding::of(&layer, Some(LayerKind::Land));
        let entry = binding.bound(key).unwrap_or_else(|| panic!("{name} {factor}: {binding:?}"));
        assert_eq!(entry.unit, Some(unit));
    }
    let hectares = squares(vec![numbers("面积", &[1.0696; 4])]);
    let binding = Binding::of(&hectares, Some(LayerKind::Land));
    assert_eq!(binding.columns()[0].unit, Some(MeasureUnit::Hectare));
    let binding = binding.confirmed();
    let key = binding.columns()[0].key.clone().unwrap();
    let in_schema = binding.number(&hectares, &key, 0).unwrap();
    let expected = if key == "area_mu" { 16.044 } else { 10_696.0 };
    assert!((in_schema - expected).abs() < 1e-6, "{in_schema}");
}

#[test]
fn a_name_that_the_ground_contradicts_is_asked_about() {
    let layer = squares(vec![numbers("面积(亩)", &[10_696.0; 4])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land));
    assert_eq!(binding.columns()[0].state, State::Proposed, "{binding:?}");
}

#[test]
fn what_something_else_is_as_likely_as_is_confirmed_only_by_itself() {
    // Nothing tells whether they are 亩 or m².
    let layer = points(vec![numbers("面积", &[30.0; 4]), texts("地块名", &["甲", "乙", "丙", "丁"])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land));
    let rival = |column: &BoundColumn| column.evidence.iter().any(|it| matches!(it, Evidence::Rival { .. }));
    assert!(binding.proposed().any(|column| column.column == "面积" && rival(column)), "{binding:?}");
    assert!(binding.confirmable().all(|column| column.column != "面积"));
    assert_eq!(binding.confirmed().entry("面积").unwrap().state, State::Proposed);
    let said = binding.with("面积", "area_mu");
    assert_eq!(said.entry("面积").unwrap().state, State::Bound);
    // Who has decided is told of nothing else that it might be; of no other unit either.
    let in_hectares = binding.with_unit("面积", Some(MeasureUnit::Hectare)).unwrap();
    for said in [said, in_hectares] {
        let entry = said.entry("面积").unwrap();
        assert!(rival(entry) && !entry.reasons().any(Evidence::is_rival), "{entry:?}");
        assert!(entry.reasons().any(|why| *why == Evidence::Person));
    }
}

#[test]
fn other_units_are_converted_and_the_file_keeps_its_own() {
    let load = points(vec![numbers("楼面荷载(kN/㎡)", &[19.62])]);
    let binding = Binding::of(&load, Some(LayerKind::Factories));
    assert!((binding.number(&load, "load_t_m2", 0).unwrap() - 2.0).abs() < 1e-12);
    assert_eq!(Naming::from(&binding).unit_label("楼面荷载(kN/㎡)", crate::text::Lang::Zh), "kN/m²");
    let words = points(vec![texts("面积(亩)", &["12.5亩", "1公顷"])]);
    let binding = Binding::of(&words, Some(LayerKind::Land));
    assert_eq!(binding.number(&words, "area_mu", 0), Some(12.5));
    assert_eq!(binding.number(&words, "area_mu", 1), Some(15.0));
}

#[test]
fn kinds_are_recognised_by_their_columns_and_never_guessed() {
    let recognise = |name: &str, columns: &[&str]| {
        let empty = |name: &&str| {
            column(name, Values::Text(TextArray::Plain(LargeStringArray::from(vec![None::<&str>]))))
        };
        let mut layer = points(columns.iter().map(empty).collect());
        layer.name = name.to_owned();
        Binding::of(&layer, None).kind()
    };
    let land = ["id", "name", "parcel_no", "area_mu", "land_use", "tenure"];
    assert_eq!(recognise("anything", &land), Some(LayerKind::Land));
    assert_eq!(recognise("排摸表", &["编号", "净层高", "可用面积", "行车"]), Some(LayerKind::Factories));
    let headers = ["厂房名称", "净层高（米）", "楼面荷载(t/㎡)", "行车（吨）", "可用面积(㎡)"];
    assert_eq!(recognise("Sheet1", &headers), Some(LayerKind::Factories));
    assert_eq!(recognise("offices", &["id", "grade", "lifts", "vacancy"]), Some(LayerKind::Offices));
    assert_eq!(recognise("enterprises", &["uscc", "industry", "output"]), Some(LayerKind::Enterprises));
    assert_eq!(recognise("land", &["featurecla", "scalerank"]), None);
    assert_eq!(recognise("town", &["id", "name", "status", "area_mu"]), None);
    assert_eq!(recognise("base/water", &["id", "name", "kind"]), Some(LayerKind::Water));
}

#[test]
fn a_private_field_is_private_under_any_name_and_while_it_is_in_doubt() {
    let layer = points(vec![texts("F7", &["13800000000"; 3]), texts("随便", &["x"; 3])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land));
    let private = |binding: &Binding, name: &str| Naming::from(binding).is_private(name);
    assert!(private(&binding, "F7") && !private(&binding, "随便"));
    let binding = binding.without("F7").with("随便", "owner_tel");
    assert!(!private(&binding, "F7") && private(&binding, "随便"));
    let binding = binding.with("随便", "start_price");
    assert!(private(&binding, "随便"));
}

#[test]
fn what_a_person_said_stays_when_the_file_is_read_again() {
    let layer = points(vec![numbers("面积", &[3.0]), texts("甲", &["x"])]);
    let fresh = Binding::of(&layer, Some(LayerKind::Land));
    let said = fresh.with("面积", "area_m2").without("甲");
    let again = Binding::of(&layer, Some(LayerKind::Land)).with_words_of(&said);
    assert_eq!(again.bound("area_m2").map(|it| it.column.as_str()), Some("面积"));
    assert_eq!(again, said);
    let other = points(vec![numbers("别的", &[3.0])]);
    let elsewhere = Binding::of(&other, Some(LayerKind::Land));
    assert_eq!(elsewhere.clone().with_words_of(&said), elsewhere);
}

#[test]
fn a_binding_survives_json() {
    let layer = squares(vec![numbers("area", &[16.0; 4]), texts("联系电话", &["13800000000"; 4])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land));
    let text = serde_json::to_string(&binding).unwrap();
    assert_eq!(serde_json::from_str::<Binding>(&text).unwrap(), binding);
}

const HEADERS: &[&str] = &[
    "面积",
    "面积(亩)",
    "area",
    "AREA_M2",
    "mianji",
    "名称",
    "地块名称",
    "状态",
    "联系电话",
    "电话",
    "容积率",
    "用地性质",
    "约定动工日",
    "备注",
    "x",
    "contract_s",
    "权利人",
    "业主",
];

/// Columns of some of the headers, with values of several types.
fn some_columns() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::sample::subsequence((0..HEADERS.len()).collect::<Vec<_>>(), 1..9)
        .prop_flat_map(|names| {
            let kinds = prop::collection::vec(0..4_usize, names.len());
            (Just(names), kinds).prop_map(|(names, kinds)| names.into_iter().zip(kinds).collect())
        })
        .prop_shuffle()
}

fn built(columns: &[(usize, usize)]) -> Layer {
    let of = |&(name, kind): &(usize, usize)| match kind {
        0 => numbers(HEADERS[name], &[16.0, 15.0, 17.0, 3.0]),
        1 => texts(HEADERS[name], &["闲置", "在建", "闲置", "已用"]),
        2 => texts(HEADERS[name], &["2024-01-02", "2023-02-01", "2020-10-10", "2021-12-31"]),
        _ => texts(HEADERS[name], &["12.5亩", "3亩", "x", "y"]),
    };
    squares(columns.iter().map(of).collect())
}

#[test]
fn the_fields_that_a_column_fits_are_offered_before_the_others() {
    let layer = points(vec![numbers("MJ", &[12.0, 13.5])]);
    let binding = Binding::of(&layer, Some(LayerKind::Land));
    let (offered, fitting) = binding.fitting(&layer, "MJ");
    let keys: Vec<&str> = offered.iter().map(|def| def.key).collect();
    assert!(fitting > 0 && keys[..fitting].contains(&"area_mu"), "{keys:?}");
    let all = LayerKind::Land.fields().filter(|def| !def.derived).count();
    assert_eq!(keys.len(), all, "none is left out, none twice");
    let first = binding.entry("MJ").and_then(|entry| entry.key.clone());
    assert_eq!(first.as_deref(), Some(keys[0]), "what it was bound to is its best fit");
    assert_eq!(Binding::default().fitting(&layer, "MJ").1, 0);
}

proptest! {
    #[test]
    fn the_order_of_the_columns_says_nothing(columns in some_columns()) {
        let sorted = |layer: &Layer| {
            let mut bound = Binding::of(layer, Some(LayerKind::Land)).columns().to_vec();
            bound.sort_by(|a, b| a.column.cmp(&b.column));
            bound
        };
        let mut turned = columns.clone();
        turned.reverse();
        prop_assert_eq!(sorted(&built(&columns)), sorted(&built(&turned)));
    }

    #[test]
    fn a_field_has_one_column_whose_values_are_of_its_type(columns in some_columns()) {
        use crate::maps::schema::FieldKind;
        let layer = built(&columns);
        let binding = Binding::of(&layer, Some(LayerKind::Land));
        let mut keys: Vec<&str> = binding.columns().iter().filter_map(|it| it.key.as_deref()).collect();
        keys.sort_unstable();
        let count = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), count, "one field, one column");
        for entry in binding.columns().iter().filter(|entry| entry.state == State::Bound) {
            let column = layer.column(&entry.column).unwrap();
            let def = binding.definition(entry.key.as_deref().unwrap()).unwrap();
            let fits = (0..column.len()).all(|row| {
                let text = column.value(row).to_text().into_owned();
                match def.kind {
                    FieldKind::Number | FieldKind::Integer => {
                        text.trim_end_matches('亩').parse::<f64>().is_ok()
                    }
                    FieldKind::Date => text.starts_with("20") && text.len() == 10,
                    _ => true,
                }
            });
            prop_assert!(fits, "{} as {}", entry.column, def.key);
        }
    }
}
