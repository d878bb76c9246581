use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{Column, TextArray, Values};
use crate::maps::binding::Binding;
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::text::Lang;
use arrow_array::{Float64Array, LargeStringArray};
use proptest::prelude::*;

fn texts(name: &str, values: &[Option<&str>]) -> Column {
    column(name, Values::Text(TextArray::Plain(values.iter().copied().collect::<LargeStringArray>())))
}

fn mixed(name: &str, values: &[Option<&str>]) -> Column {
    column(name, Values::Json(values.iter().copied().collect::<LargeStringArray>()))
}

fn reals(name: &str, values: Vec<Option<f64>>) -> Column {
    column(name, Values::Real(Float64Array::from(values)))
}

fn bound(columns: Vec<Column>, kind: LayerKind, said: &[(&str, &str)]) -> (Layer, Binding) {
    let rows = vec![Some(point(120.3, 30.3)); columns[0].len()];
    let layer = layer(columns, &rows);
    let binding = Binding::of(&layer, Some(kind));
    let binding = said.iter().fold(binding, |binding, (column, key)| binding.with(column, key));
    (layer, binding)
}

/// Plots as an English survey has them: hectares and labels.
fn plots() -> (Layer, Binding) {
    let columns = vec![
        reals("Site area (ha)", vec![Some(1.5), Some(2.0), Some(2.3), None]),
        texts("Current state", &[Some("Idle"), Some("闲置"), Some("In use"), None]),
        texts("Plot name", &[Some("Lot 1"), Some("Lot 2"), Some("Lot 3"), Some("Lot 4")]),
    ];
    let said = [("Site area (ha)", "area_mu"), ("Current state", "status"), ("Plot name", "name")];
    bound(columns, LayerKind::Land, &said)
}

/// Plots as a Chinese survey has them: numbers and days among words.
fn survey() -> (Layer, Binding) {
    let columns = vec![
        mixed(
            "土地面积（亩）",
            &[Some("45.2"), Some("\"30.5亩\""), Some("\"2公顷\""), Some("\"不详\""), Some("12"), None],
        ),
        texts(
            "约定开工时间",
            &[Some("2023-05-10"), Some("2024/3/1"), Some("2025年1月15日"), Some("不详"), None, Some("")],
        ),
        texts("起始价", &[Some("350"), Some("400"), Some("暂无"), Some("500"), None, None]),
    ];
    let said = [("土地面积（亩）", "area_mu"), ("约定开工时间", "contract_start"), ("起始价", "start_price")];
    bound(columns, LayerKind::Land, &said)
}

fn own((layer, binding): &(Layer, Binding), text: &str) -> String {
    read(text, layer, binding.into()).map_or_else(|error| error.code.to_owned(), |own| own.filter.to_text())
}

fn rows((layer, binding): &(Layer, Binding), text: &str) -> Vec<usize> {
    let own = read(text, layer, binding.into()).unwrap();
    own.filter.plan(layer).unwrap().run(layer, &CancelToken::default()).unwrap().iter().collect()
}

#[test]
fn names_units_and_spellings_become_those_of_the_file() {
    let plots = plots();
    for (typed, asked) in [
        ("area_mu >= 30", "\"Site area (ha)\" >= 2"),
        ("30 <= AREA_MU", "2 <= \"Site area (ha)\""),
        ("\"Area\" >= 30", "\"Site area (ha)\" >= 2"),
        ("\"面积\" >= 30", "\"Site area (ha)\" >= 2"),
        ("area_mu BETWEEN 22.5 AND 34.5", "\"Site area (ha)\" BETWEEN 1.5 AND 2.3"),
        ("area_mu IN (30, 34.5)", "\"Site area (ha)\" IN (2, 2.3)"),
        ("area_mu IS NULL", "\"Site area (ha)\" IS NULL"),
        ("status = '闲置'", "\"Current state\" IN ('Idle', '闲置')"),
        ("\"Status\" = 'in use'", "\"Current state\" = 'In use'"),
        ("status <> '已用'", "\"Current state\" <> 'In use'"),
        ("status IN ('闲置', 'In use')", "\"Current state\" IN ('Idle', '闲置', 'In use')"),
        ("status LIKE '已%'", "\"Current state\" = 'In use'"),
        ("status LIKE 'I%'", "\"Current state\" LIKE 'I%'"),
        ("name LIKE '%2' AND NOT area_mu < 30", "\"Plot name\" LIKE '%2' AND NOT \"Site area (ha)\" < 2"),
        ("casei(name) LIKE casei('LOT%')", "casei(\"Plot name\") LIKE casei('LOT%')"),
    ] {
        assert_eq!(own(&plots, typed), Filter::parse(asked).unwrap().to_text(), "{typed}");
    }
    assert_eq!(rows(&plots, "area_mu >= 30"), [1, 2]);
    assert_eq!(rows(&plots, "NOT status = '闲置'"), [2]);
}

#[test]
fn a_column_is_itself_and_nothing_of_it_is_touched() {
    let plots = plots();
    for typed in ["\"Site area (ha)\" >= 30", "\"Current state\" = '闲置'", "geometry IS NULL"] {
        let own = read(typed, &plots.0, (&plots.1).into()).unwrap();
        assert!(!own.is_changed && own.remarks.iter().all(|it| it.code != "filter-understood"), "{typed}");
    }
    // Also where its name is the key of a field that another column is.
    let columns = vec![reals("area_mu", vec![Some(1.0)]), reals("Site area (ha)", vec![Some(2.0)])];
    let said = [("Site area (ha)", "area_mu")];
    let both = bound(columns, LayerKind::Land, &said);
    assert_eq!(own(&both, "area_mu >= 30"), "area_mu >= 30");
    let filter = Filter::parse("area_mu >= 30").unwrap();
    assert_eq!(of_keys(&filter, &both.0, (&both.1).into()).unwrap().to_text(), "\"Site area (ha)\" >= 2");
}

#[test]
fn numbers_and_days_among_words_are_listed_and_what_cannot_be_read_is_told() {
    let survey = survey();
    assert_eq!(own(&survey, "area_mu >= 30.5"), "\"土地面积（亩）\" IN ('45.2', '30.5亩')");
    assert_eq!(rows(&survey, "area_mu >= 30"), [0, 1, 2], "2 公顷 are 30 亩");
    // What cannot be read meets neither a condition nor its opposite.
    assert_eq!(rows(&survey, "NOT area_mu >= 30"), [4]);
    assert_eq!(rows(&survey, "NOT (area_mu >= 30 OR area_mu < 5)"), [4]);
    assert_eq!(rows(&survey, "area_mu IS NULL"), [5]);
    assert_eq!(rows(&survey, "contract_start < '2024-06-01'"), [0, 1]);
    assert_eq!(rows(&survey, "contract_start BETWEEN DATE('2024-03-01') AND DATE('2025-01-15')"), [1, 2]);
    assert_eq!(rows(&survey, "area_mu > 900"), Vec::<usize>::new());
    let own = read("area_mu > 900", &survey.0, (&survey.1).into()).unwrap();
    let codes: Vec<&str> = own.remarks.iter().map(|remark| remark.code).collect();
    assert_eq!(codes, ["filter-understood-none", "filter-values-unread"]);
    let own = read("contract_start < '2024-06-01'", &survey.0, (&survey.1).into()).unwrap();
    let said = own.remarks.iter().map(|remark| remark.report(Lang::En)).collect::<Vec<_>>().join("\n");
    assert!(said.contains("contract_start < '2024-06-01'") && said.contains("不详"), "{said}");
}

#[test]
fn what_cannot_be_put_exactly_is_an_error_that_names_the_column() {
    let (plots, survey) = (plots(), survey());
    for (layer, typed, code, column) in [
        (&plots, "area_mu * 2 >= 30", "filter-other-unit", "Site area (ha)"),
        (&plots, "status > '在建'", "filter-by-values", "Current state"),
        (&survey, "area_mu + 1 > 30", "filter-by-values", "土地面积（亩）"),
        (&survey, "area_mu > '30'", "filter-by-values", "土地面积（亩）"),
        // Its values would stand in the filter for all to read.
        (&survey, "start_price >= 400", "filter-by-values", "起始价"),
        (&plots, "height_max > 3", "filter-field-unbound", "Height limit"),
        (&plots, "site_aera > 3", "filter-unknown-field", "Site area (ha)"),
        (&plots, "aera_mu > 3", "filter-unknown-field", "Site area (ha)"),
    ] {
        let error = read(typed, &layer.0, (&layer.1).into()).unwrap_err();
        assert_eq!(error.code, code, "{typed}");
        assert!(error.report(Lang::En).contains(column), "{typed}: {error}");
    }
    let error = read("area_mu * 2 >= 30", &plots.0, (&plots.1).into()).unwrap_err();
    assert!(error.message(Lang::En).contains("in ha") && error.message(Lang::Zh).contains("公顷"), "{error}");
}

#[test]
fn a_label_of_two_codes_is_no_answer_for_one_of_them() {
    let uses = texts("Zoning", &[Some("一类工业"), Some("M1"), Some("B1")]);
    let zoned = bound(vec![uses], LayerKind::Land, &[("Zoning", "land_use")]);
    assert_eq!(own(&zoned, "land_use = 'M1'"), "filter-by-values");
    assert_eq!(own(&zoned, "land_use = '一类工业'"), "Zoning = '一类工业'");
    assert_eq!(own(&zoned, "land_use = 'B1'"), "Zoning = 'B1'");
}

#[test]
fn a_field_without_a_column_names_what_could_carry_it() {
    let columns = vec![reals("限制高度", vec![Some(24.0)]), texts("备注", &[Some("甲")])];
    let (layer, binding) = bound(columns, LayerKind::Land, &[]);
    let proposed = binding.without("限制高度");
    assert_eq!(own(&(layer, proposed), "height_max > 3"), "filter-field-unbound");
}

#[test]
fn a_text_that_no_row_has_is_told_with_the_nearest() {
    let columns = vec![
        texts("idle_cause", &[Some("企业原因"), Some("政府原因"), None]),
        texts("owner_tel", &[Some("1390"), Some("1391"), None]),
    ];
    let (layer, binding) = bound(columns, LayerKind::Land, &[]);
    let said = |text: &str| {
        let own = read(text, &layer, (&binding).into()).unwrap();
        own.remarks.iter().map(|remark| remark.report(Lang::En)).collect::<Vec<_>>()
    };
    let remarks = said("idle_cause = '企业'");
    assert!(remarks[0].contains("“企业” occurs nowhere in “idle_cause”"), "{remarks:?}");
    assert!(remarks[0].ends_with("Near it: 企业原因"), "{remarks:?}");
    // One that stands for the same value is the nearest.
    assert!(said("idle_cause <> 'Government'")[0].ends_with("Near it: 政府原因"));
    assert!(said("idle_cause IN ('企业原因', '政府原因')").is_empty());
    assert!(said("owner_tel = '1392'").is_empty(), "neither coded nor a list of a few");
}

#[test]
fn the_example_is_of_the_layers_own_values() {
    let example = |(layer, binding): &(Layer, Binding)| example(layer, binding.into()).unwrap();
    assert_eq!(example(&plots()), "\"Current state\" IN ('Idle', '闲置') AND \"Site area (ha)\" >= 2");
    let small = bound(
        vec![
            reals("Site area (ha)", vec![None, Some(0.35)]),
            texts("Current state", &[Some("Idle"), Some("In use")]),
        ],
        LayerKind::Land,
        &[("Site area (ha)", "area_mu"), ("Current state", "status")],
    );
    let text = example(&small);
    assert_eq!(rows(&small, &text), [1], "{text}");
    let error = read("area_mu >", &small.0, (&small.1).into()).unwrap_err();
    assert!(error.hint(Lang::En).contains(&text), "{error}");
    let (layer, binding) = bound(vec![reals("Zahl", vec![Some(3.7)])], LayerKind::Parks, &[]);
    assert_eq!(super::example(&layer, (&binding).into()).as_deref(), Some("Zahl >= 3"));
}

/// Texts of a state, with the value that each stands for.
const STATES: [(&str, &str); 6] = [
    ("Idle", "闲置"),
    ("闲置", "闲置"),
    ("In use", "已用"),
    ("已用", "已用"),
    ("在建", "在建"),
    ("堆场", "堆场"),
];

/// A row: its area in thousandths of a 亩 as a cell of numbers, and as one of words; its state.
#[derive(Clone, Debug)]
struct Row {
    /// Hundredths of a hectare.
    area: Option<i64>,
    /// A cell, and the thousandths of a 亩 that it says.
    cell: Option<(String, Option<i64>)>,
    state: Option<usize>,
}

/// A condition in the schema's words. Areas are in tenths of a 亩.
#[derive(Clone, Debug)]
enum Ask {
    Area(&'static str, i64),
    Between(i64, i64),
    Among(Vec<i64>),
    NoArea,
    State(&'static str, usize),
    States(Vec<usize>),
    Not(Box<Ask>),
    Both(&'static str, Box<Ask>, Box<Ask>),
}

fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

impl Ask {
    fn text(&self) -> String {
        let listed = |items: Vec<String>| items.join(", ");
        match self {
            Self::Area(op, number) => format!("area_mu {op} {}", tenths(*number)),
            Self::Between(low, high) => format!("area_mu BETWEEN {} AND {}", tenths(*low), tenths(*high)),
            Self::Among(items) => {
                format!("area_mu IN ({})", listed(items.iter().map(|it| tenths(*it)).collect()))
            }
            Self::NoArea => "area_mu IS NULL".to_owned(),
            Self::State(op, state) => format!("status {op} '{}'", STATES[*state].0),
            Self::States(items) => {
                format!(
                    "status IN ({})",
                    listed(items.iter().map(|it| format!("'{}'", STATES[*it].0)).collect())
                )
            }
            Self::Not(inner) => format!("NOT ({})", inner.text()),
            Self::Both(op, one, other) => format!("({}) {op} ({})", one.text(), other.text()),
        }
    }

    /// Whether it holds for an area in thousandths of a 亩 and a state.
    fn holds(&self, area: Option<i64>, has_area: bool, state: Option<usize>) -> Option<bool> {
        let same = |one: usize, other: usize| STATES[one].1 == STATES[other].1;
        match self {
            Self::Area(op, number) => {
                let order = area?.cmp(&(number * 100));
                Some(crate::filter::Comparison::of(op).unwrap().holds(order))
            }
            Self::Between(low, high) => Some((low * 100..=high * 100).contains(&area?)),
            Self::Among(items) => area.map(|area| items.iter().any(|it| it * 100 == area)),
            Self::NoArea => Some(!has_area),
            Self::State(op, wanted) => Some(same(state?, *wanted) == (*op == "=")),
            Self::States(items) => state.map(|state| items.iter().any(|it| same(*it, state))),
            Self::Not(inner) => inner.holds(area, has_area, state).map(|holds| !holds),
            Self::Both(op, one, other) => {
                let both = [one.holds(area, has_area, state), other.holds(area, has_area, state)];
                let decides = Some(*op == "OR");
                if both.contains(&decides) {
                    return decides;
                }
                if both.contains(&None) { None } else { Some(*op == "AND") }
            }
        }
    }
}

fn asks() -> impl Strategy<Value = Ask> {
    let number = || 0..400_i64;
    let op = prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        (op, number()).prop_map(|(op, number)| Ask::Area(op, number)),
        (number(), number()).prop_map(|(low, high)| Ask::Between(low, high)),
        prop::collection::vec(number(), 1..4).prop_map(Ask::Among),
        Just(Ask::NoArea),
        (prop::sample::select(vec!["=", "<>"]), 0..6_usize).prop_map(|(op, state)| Ask::State(op, state)),
        prop::collection::vec(0..6_usize, 1..4).prop_map(Ask::States),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|ask| Ask::Not(Box::new(ask))),
            (prop::sample::select(vec!["AND", "OR"]), inner.clone(), inner)
                .prop_map(|(op, one, other)| Ask::Both(op, Box::new(one), Box::new(other))),
        ]
    })
}

fn a_row() -> impl Strategy<Value = Row> {
    let cell = prop_oneof![
        (0..400_i64).prop_map(|it| Some((tenths(it), Some(it * 100)))),
        (0..400_i64).prop_map(|it| Some((format!("\"{}亩\"", tenths(it)), Some(it * 100)))),
        (0..30_i64).prop_map(|it| Some((format!("\"{} 公顷\"", tenths(it)), Some(it * 1500)))),
        Just(Some(("\"不详\"".to_owned(), None))),
        Just(None),
    ];
    (prop::option::of(0..300_i64), cell, prop::option::of(0..6_usize)).prop_map(|(area, cell, state)| Row {
        area,
        cell,
        state,
    })
}

proptest! {
    #[test]
    fn the_layers_own_words_mean_the_same(ask in asks(), all in prop::collection::vec(a_row(), 1..24)) {
        let states: Vec<Option<&str>> = all.iter().map(|row| row.state.map(|it| STATES[it].0)).collect();
        let area: Vec<Option<f64>> =
            all.iter().map(|row| row.area.map(|it| format!("{it}e-2").parse().unwrap())).collect();
        let cells: Vec<Option<&str>> =
            all.iter().map(|row| row.cell.as_ref().map(|(json, _)| json.as_str())).collect();
        let said = [("面积列", "area_mu"), ("状态列", "status")];
        let (layer, binding) = bound(vec![reals("面积列", area), texts("状态列", &states)], LayerKind::Land, &said);
        let hectares = crate::maps::binding::MeasureUnit::Hectare;
        let numbers = (layer, binding.with_unit("面积列", Some(hectares)).unwrap());
        let words = bound(vec![mixed("面积列", &cells), texts("状态列", &states)], LayerKind::Land, &said);
        let text = ask.text();
        let expected = |area: &dyn Fn(&Row) -> (Option<i64>, bool)| -> Vec<usize> {
            let holds = |row: &Row| ask.holds(area(row).0, area(row).1, row.state) == Some(true);
            (0..all.len()).filter(|at| holds(&all[*at])).collect()
        };
        prop_assert_eq!(
            rows(&numbers, &text),
            expected(&|row| (row.area.map(|it| it * 150), row.area.is_some())),
            "{}: {}", text, own(&numbers, &text)
        );
        prop_assert_eq!(
            rows(&words, &text),
            expected(&|row| (row.cell.as_ref().and_then(|(_, said)| *said), row.cell.is_some())),
            "{}: {}", text, own(&words, &text)
        );
    }

    #[test]
    fn a_converted_number_is_the_decimal_that_one_would_write(tenths in 0..100_000_i64) {
        use crate::maps::binding::MeasureUnit::{Hectare, KilonewtonPerM2, M2, Mu, TonnePerM2};
        let decimal = |digits: i64, places: u32| format!("{digits}e-{places}").parse::<f64>().unwrap();
        // 15 亩 are a hectare, 2000 m² are 3.
        prop_assert_eq!(Mu.convert(decimal(tenths * 15, 1), Hectare), Some(decimal(tenths, 1)));
        prop_assert_eq!(Mu.convert(decimal(tenths * 3, 1), M2), Some(decimal(tenths * 2000, 1)));
        prop_assert_eq!(TonnePerM2.convert(decimal(tenths, 1), KilonewtonPerM2), Some(decimal(tenths * 981, 3)));
    }
}
