//! Rules on small layers: each is broken once, and what is right is left alone.

use super::*;
use crate::layer::testing::{column, layer, point, polygon};
use crate::layer::{Column, TextArray, Values};
use crate::maps::LayerKind;
use crate::progress::Silent;
use arrow_array::{Date32Array, Float64Array, LargeStringArray};
use geo::{BooleanOps, Geometry};
use proptest::prelude::*;

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn texts(name: &str, values: &[Option<&str>]) -> Column {
    column(name, Values::Text(TextArray::Plain(values.iter().copied().collect::<LargeStringArray>())))
}

fn numbers(name: &str, values: &[Option<f64>]) -> Column {
    column(name, Values::Real(Float64Array::from(values.to_vec())))
}

fn dates(name: &str, values: &[Option<jiff::civil::Date>]) -> Column {
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = values.iter().map(|date| date.map(|date| date.since(epoch).unwrap().get_days()));
    column(name, Values::Date(days.collect::<Date32Array>()))
}

fn look(layer: &Layer, kind: Option<LayerKind>, boundary: Option<&Layer>, most: usize) -> Findings {
    let question = Question { layer, naming: kind.into(), boundary, day: Some(DAY), most };
    check(&question, &Silent, &CancelToken::default()).unwrap()
}

/// Rules with the rows that break them.
fn broken(found: &Findings) -> Vec<(&'static str, Vec<u32>)> {
    found.findings.iter().map(|finding| (finding.rule(), finding.rows.clone())).collect()
}

fn points(columns: Vec<Column>, kind: LayerKind) -> Vec<(&'static str, Vec<u32>)> {
    let places: Vec<_> = (0..columns[0].len()).map(|row| Some(point(120.0 + row as f64, 30.0))).collect();
    broken(&look(&layer(columns, &places), Some(kind), None, 100))
}

/// A parcel of about 96 m by 111 m.
fn parcel(x: f64, y: f64) -> Geometry<f64> {
    let (west, south) = (120.0 + x * 0.001, 30.0 + y * 0.001);
    polygon(&[
        [west, south],
        [west + 0.001, south],
        [west + 0.001, south + 0.001],
        [west, south + 0.001],
        [west, south],
    ])
}

#[test]
fn values_codes_dates_and_totals_are_told_with_their_row() {
    let found = points(
        vec![
            numbers("far_max", &[Some(2.5), Some(35.0), None]),
            numbers("far_min", &[Some(1.0), Some(1.0), Some(-1.0)]),
            numbers("height_max", &[Some(50.0), Some(0.0), None]),
            numbers("built_ratio", &[Some(1.0), Some(1.2), None]),
            numbers("density_max", &[Some(45.0), Some(120.0), None]),
            texts("tenure", &[Some("国有"), Some("国家"), None]),
            texts("land_use", &[Some("M1"), Some("M0"), Some("0601")]),
            dates("actual_start", &[Some(DAY), Some(jiff::civil::date(2026, 11, 24)), None]),
            dates("stopped_on", &[Some(DAY), Some(jiff::civil::date(2020, 1, 1)), None]),
            dates("contract_start", &[Some(jiff::civil::date(2030, 1, 1)), None, None]),
        ],
        LayerKind::Land,
    );
    let impossible = found.iter().filter(|(rule, _)| *rule == "value-impossible").count();
    assert_eq!(impossible, 5, "{found:?}");
    for (rule, row) in [
        ("code-unknown", 1),
        ("land-use-local", 1),
        ("land-use-system-missing", 2),
        ("date-future", 1),
        ("date-order", 1),
    ] {
        assert!(found.contains(&(rule, vec![row])), "{rule} in {found:?}");
    }
    assert!(found.iter().all(|(_, rows)| rows != &[0]), "{found:?}");
}

/// The findings of texts in a column of a kind, each with what it says in English.
fn said_of(kind: LayerKind, name: &str, values: &[Option<&str>]) -> Vec<(&'static str, String)> {
    let places: Vec<_> = (0..values.len()).map(|row| Some(point(120.0 + row as f64, 30.0))).collect();
    let layer = layer(vec![texts(name, values)], &places);
    let binding = crate::maps::binding::Binding::of(&layer, Some(kind));
    let naming = (&binding).into();
    let question = Question { layer: &layer, naming, boundary: None, day: Some(DAY), most: 100 };
    let found = check(&question, &Silent, &CancelToken::default()).unwrap();
    let lang = crate::text::Lang::En;
    let said = |it: &Finding| format!("{}. {}", it.diagnostic.message(lang), it.diagnostic.hint(lang));
    found.findings.iter().map(|finding| (finding.rule(), said(finding))).collect()
}

#[test]
fn a_column_in_one_language_is_right_in_either_and_every_office_has_its_own_words() {
    for (kind, name, values) in [
        (LayerKind::Land, "Reason idle", &["Government", "Enterprise", "Government"][..]),
        (LayerKind::Land, "现状", &["空置", "在用", "建设中"]),
        (LayerKind::Factories, "使用状况", &["空置", "在用", "部分空置"]),
        (LayerKind::Factories, "status", &["Vacant", "In use", "Partly let"]),
    ] {
        let values: Vec<Option<&str>> = values.iter().map(|value| Some(*value)).collect();
        assert_eq!(said_of(kind, name, &values), [], "{name}");
    }
}

#[test]
fn one_value_in_two_words_is_told_with_the_usual_one() {
    let values = [Some("空置"), Some("空置"), Some("未使用"), Some("部分使用"), Some("Partly used")];
    let found = said_of(LayerKind::Factories, "status", &values);
    assert_eq!(found.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["code-label", "code-label"]);
    assert!(found[0].1.contains("“未使用”, which stands for “空置”"), "{}", found[0].1);
    assert!(found[1].1.contains("Write “部分使用”"), "{}", found[1].1);
    let english = [Some("Idle"), Some("Idle"), Some("在建")];
    let found = said_of(LayerKind::Land, "status", &english);
    assert!(found[0].1.contains("“在建”, which stands for “Under construction”"), "{found:?}");
}

#[test]
fn known_values_are_listed_in_the_language_of_the_file() {
    let found = said_of(LayerKind::Factories, "status", &[Some("空置"), Some("看情况"), Some("Sold")]);
    let of = |value: &str| found.iter().find(|(_, said)| said.contains(value)).unwrap().1.clone();
    assert!(of("看情况").contains("未使用, 部分使用, 已停用, 已用"), "{found:?}");
    assert!(of("Sold").contains("Unused, Partly used, Out of use, In use"), "{found:?}");
    let found = said_of(LayerKind::Land, "code_system", &[Some("TD-YDYH"), Some("GB9")]);
    assert!(found[0].1.contains("GB50137, TD-YDYH"), "{found:?}");
}

#[test]
fn dates_that_are_read_are_dates_however_they_are_written() {
    let found = said_of(
        LayerKind::Land,
        "约定开工时间",
        &[Some("2023-05-10"), Some("2024/3/1"), Some("2025年1月15日"), Some("不详"), Some(" "), None],
    );
    let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["date-unreadable", "date-other-form", "date-other-form"]);
    assert!(found[1].1.contains("the date 2024-03-01 as “2024/3/1”"), "{}", found[1].1);
    // One that is read is held against the others too.
    let columns =
        vec![texts("actual_start", &[Some("2027/1/1")]), texts("stopped_on", &[Some("2020年1月1日")])];
    assert_eq!(
        points(columns, LayerKind::Land),
        [
            ("date-future", vec![0]),
            ("date-order", vec![0]),
            ("date-other-form", vec![0]),
            ("date-other-form", vec![0])
        ]
    );
}

#[test]
fn a_number_of_parcels_is_one_parcels_under_any_heading() {
    for name in ["parcel_no", "宗地编号", "地块编号", "Plot number"] {
        let values = [
            Some("钱塘-005"),
            Some("钱塘-006"),
            Some("钱塘-006 "),
            Some("无"),
            Some("无"),
            Some(""),
            Some(""),
        ];
        let found = said_of(LayerKind::Land, name, &values);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert_eq!(found[0].0, "duplicate-parcel-no");
        assert!(found[0].1.contains(&format!("“钱塘-006” in “{name}”")), "{}", found[0].1);
    }
    let code = Some("91350100M000100Y43");
    let found = said_of(LayerKind::Enterprises, "信用代码", &[code, code]);
    assert_eq!(found.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["duplicate-uscc"]);
    let found = said_of(LayerKind::Factories, "厂房编号", &[Some("F1"), Some("F1")]);
    assert!(found[0].0 == "duplicate-id" && found[0].1.contains("“厂房编号”"), "{found:?}");
}

#[test]
fn headings_speak_of_no_single_column() {
    for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
        for rule in RULES {
            let diagnostic = crate::diagnostic::Diagnostic::new(rule.severity, rule.code);
            let heading = diagnostic.rule(lang);
            assert!(!heading.is_empty() && heading != diagnostic.message(lang), "{}: {heading}", rule.code);
            assert!(!heading.contains(['$', '“']), "{}: {heading}", rule.code);
        }
    }
}

#[test]
fn a_text_among_numbers_is_quoted_once() {
    let mixed = [Some("28"), Some("\"面议\""), Some("\" \""), None];
    let json = column("rent", Values::Json(mixed.iter().copied().collect()));
    let places: Vec<_> = (0..4).map(|row| Some(point(120.0 + f64::from(row), 30.0))).collect();
    let found = look(&layer(vec![json], &places), Some(LayerKind::Factories), None, 10);
    assert_eq!(broken(&found), [("value-not-number", vec![1])]);
    let message = found.findings[0].diagnostic.message(crate::text::Lang::Zh);
    assert!(message.ends_with("写作“面议”"), "{message}");
}

#[test]
fn a_label_in_the_place_of_its_code_is_said_to_be_one_and_no_more() {
    let status = texts("status", &[Some("闲置"), Some("Idle"), Some("Sold")]);
    let places = [Some(point(120.0, 30.0)), Some(point(121.0, 30.0)), Some(point(122.0, 30.0))];
    let found = look(&layer(vec![status], &places), Some(LayerKind::Land), None, 100);
    assert_eq!(broken(&found), [("code-unknown", vec![2]), ("code-label", vec![1])]);
    let label = found.findings.iter().find(|finding| finding.rule() == "code-label").unwrap();
    assert_eq!(label.diagnostic.severity, crate::diagnostic::Severity::Notice);
    assert!(label.diagnostic.message(crate::text::Lang::Zh).contains("“Idle”，即“闲置”"));
}

#[test]
fn credit_codes_and_industries_are_held_against_their_tables() {
    let found = points(
        vec![
            texts("uscc", &[Some("91350100M000100Y43"), Some("91350100M000100Y44"), Some("914"), None]),
            texts("industry", &[Some("C3911"), Some("C3999"), Some("39"), None]),
        ],
        LayerKind::Enterprises,
    );
    assert_eq!(
        found,
        [("industry-unknown", vec![1]), ("uscc-length", vec![2]), ("uscc-check-digit", vec![1])]
    );
}

#[test]
fn floors_are_added_up_and_parts_do_not_exceed_wholes() {
    let spec = |areas: [f64; 2]| {
        format!(r#"[{{"floor":1,"available_m2":{}}},{{"floor":2,"available_m2":{}}}]"#, areas[0], areas[1])
    };
    let floors = [Some(spec([1000.0, 1000.0])), Some(spec([1000.0, 900.0])), None];
    let json = column("floor_spec", Values::Json(floors.iter().map(Option::as_deref).collect()));
    let found = points(
        vec![
            json,
            numbers("available_m2", &[Some(2000.0), Some(2000.0), Some(3000.0)]),
            numbers("gfa_m2", &[Some(2000.0), Some(4000.0), Some(2000.0)]),
        ],
        LayerKind::Factories,
    );
    assert_eq!(found, [("part-exceeds-whole", vec![2]), ("parts-differ", vec![1])]);
}

#[test]
fn a_column_in_another_unit_is_told_by_its_ratio() {
    let parcels = [Some(parcel(0., 0.)), Some(parcel(2., 0.)), Some(parcel(4., 0.)), Some(parcel(6., 0.))];
    let layer = layer(vec![numbers("area_m2", &[Some(10_690.0), Some(16.04), Some(8000.0), None])], &parcels);
    let found = look(&layer, Some(LayerKind::Land), None, 10);
    assert_eq!(broken(&found), [("area-unit", vec![1]), ("area-differs", vec![2])]);
    let message = found.findings[0].diagnostic.message(crate::text::Lang::En);
    assert!(message.contains("1/666.") && message.contains("as if it were in mu"), "{message}");
    assert!(message.contains("says 16.04 m², the geometry 10,"), "{message}");
    let message = found.findings[0].diagnostic.message(crate::text::Lang::Zh);
    assert!(message.contains("以 亩 为单位"), "{message}");
}

#[test]
fn limits_hold_in_a_files_own_unit_and_are_told_in_it() {
    let columns = vec![
        numbers("楼面荷载(kN/㎡)", &[Some(20.0), Some(2000.0)]),
        texts("可用面积", &[Some("1,200㎡"), Some("三亩")]),
        texts("厂房编号", &[Some("F-1"), Some("F-2")]),
    ];
    let layer = layer(columns, &[Some(point(120.0, 30.0)), Some(point(121.0, 30.0))]);
    let binding = crate::maps::binding::Binding::of(&layer, Some(LayerKind::Factories));
    let naming = (&binding).into();
    let question = Question { layer: &layer, naming, boundary: None, day: Some(DAY), most: 10 };
    let found = check(&question, &Silent, &CancelToken::default()).unwrap();
    assert_eq!(broken(&found), [("value-impossible", vec![1]), ("value-not-number", vec![1])]);
    let message = found.findings[0].diagnostic.message(crate::text::Lang::Zh);
    assert!(message.ends_with("为 2,000 kN/m²，不在 0.0981–981 kN/m² 之内"), "{message}");
    assert_eq!(found.findings[0].ids, [Some("F-2".to_owned())], "by the number that the file gives it");
}

#[test]
fn the_same_twice_is_told_once() {
    let columns = vec![
        texts("id", &[Some("A"), Some("B"), Some("A"), None, None]),
        texts("name", &[Some("甲"), Some("乙"), Some("乙"), Some("乙"), Some("甲")]),
    ];
    let at = |x: f64| Some(point(120.0 + x, 30.0));
    // The second and the third are 5 m apart; the fourth, of the same name, a kilometre.
    let layer = layer(columns, &[at(1.0), at(0.0), at(0.00005), at(0.01), None]);
    let found = look(&layer, None, None, 10);
    assert_eq!(broken(&found), [("duplicate-id", vec![0, 2]), ("duplicate-name-place", vec![1, 2])]);
}

#[test]
fn what_lies_outside_is_told_and_a_layer_elsewhere_once() {
    let town = layer(
        vec![],
        &[Some(polygon(&[[120.0, 30.0], [120.01, 30.0], [120.01, 30.01], [120.0, 30.01], [120.0, 30.0]]))],
    );
    let inside = |x: f64| Some(parcel(x, 1.0));
    let some = layer(
        vec![],
        &[
            inside(0.0),
            inside(2.0),
            inside(4.0),
            inside(9.5),
            inside(20.0),
            Some(point(120.005, 30.005)),
            Some(point(120.02, 30.0)),
        ],
    );
    let found = look(&some, Some(LayerKind::Land), Some(&town), 10);
    assert_eq!(broken(&found).iter().map(|(_, rows)| rows[0]).collect::<Vec<_>>(), [3, 4, 6], "{found:?}");
    let message = found.findings[0].diagnostic.message(crate::text::Lang::En);
    assert!(message.contains("50.0%"), "{message}");
    let all = layer(vec![], &[inside(30.0), inside(32.0), inside(0.0)]);
    let found = look(&all, Some(LayerKind::Land), Some(&town), 10);
    assert_eq!(broken(&found), [("layer-elsewhere", vec![])]);
}

#[test]
fn neighbours_do_not_overlap_and_slivers_are_told_apart() {
    let parcels =
        [Some(parcel(0., 0.)), Some(parcel(1., 0.)), Some(parcel(1.5, 0.5)), Some(parcel(0., 0.9995))];
    let found = look(&layer(vec![], &parcels), Some(LayerKind::Land), None, 10);
    assert_eq!(broken(&found), [("overlap", vec![1, 2]), ("overlap-sliver", vec![0, 3])]);
    let carriers = look(&layer(vec![], &parcels), Some(LayerKind::Carriers), None, 10);
    assert_eq!(carriers, Findings::default(), "carriers may lie in each other");
}

#[test]
fn what_is_not_listed_is_counted() {
    let values: Vec<Option<f64>> = vec![Some(35.0); 5000];
    let layer = layer(vec![numbers("far_max", &values)], &vec![None; 5000]);
    let found = look(&layer, Some(LayerKind::Land), None, 3);
    assert_eq!(found.findings.iter().map(|finding| finding.rows[0]).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!((found.rules[0].count, found.rules[0].listed, found.count()), (5000, 3, 5000));
}

#[test]
fn cancelled_work_has_no_answer() {
    let layer = layer(vec![], &vec![Some(parcel(0., 0.)); 10]);
    let cancel = CancelToken::default();
    cancel.cancel();
    let question = Question { layer: &layer, naming: None.into(), boundary: None, day: None, most: 10 };
    assert_eq!(check(&question, &Silent, &cancel), None);
}

#[test]
fn every_rule_has_words_and_a_remedy_in_both_languages() {
    for rule in RULES {
        for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
            assert_ne!(crate::text::text(lang, rule.code), rule.code);
            assert_ne!(crate::text::hint_with(lang, rule.code, &[]), "", "{}", rule.code);
        }
    }
}

proptest! {
    #[test]
    fn overlaps_are_those_that_every_pair_would_show(
        places in prop::collection::vec((0..24u8, 0..24u8, any::<bool>()), 1..14),
    ) {
        let shapes: Vec<Option<Geometry<f64>>> = places.iter().map(|&(x, y, dented)| {
            let (x, y) = (f64::from(x) / 4.0, f64::from(y) / 4.0);
            let (west, south) = (120.0 + x * 0.001, 30.0 + y * 0.001);
            // A corner taken out of it makes the general way go.
            Some(if dented { polygon(&[
                [west, south], [west + 0.001, south], [west + 0.0005, south + 0.0005],
                [west + 0.001, south + 0.001], [west, south + 0.001], [west, south],
            ]) } else { parcel(x, y) })
        }).collect();
        let found = look(&layer(vec![], &shapes), Some(LayerKind::Land), None, 1000);
        let mut pairs: Vec<Vec<u32>> = found.findings.iter()
            .filter(|finding| finding.rule() == "overlap").map(|finding| finding.rows.clone()).collect();
        pairs.sort();
        let mut naive = Vec::new();
        for left in 0..shapes.len() {
            for right in left + 1..shapes.len() {
                let (Some(Geometry::Polygon(a)), Some(Geometry::Polygon(b))) =
                    (&shapes[left], &shapes[right]) else { continue };
                let both = Geometry::MultiPolygon(a.intersection(b));
                if crate::geometry::area_m2(&both).is_some_and(|area_m2| area_m2 > 1.0) {
                    naive.push(vec![left as u32, right as u32]);
                }
            }
        }
        prop_assert_eq!(pairs, naive);
    }

    #[test]
    fn what_is_found_does_not_depend_on_the_order_of_rows(
        rows in prop::collection::vec((0..4u8, 0..4u8, 0..50u8, 0..4u8), 1..20),
        seed in any::<u64>(),
    ) {
        let found = |rows: &[(u8, u8, u8, u8)]| {
            let names = ["甲", "乙", "丙", "丁"];
            let ids: Vec<String> = rows.iter().map(|row| row.2.to_string()).collect();
            let columns = vec![
                texts("id", &ids.iter().map(|id| Some(id.as_str())).collect::<Vec<_>>()),
                texts("name", &rows.iter().map(|row| Some(names[row.3 as usize])).collect::<Vec<_>>()),
                numbers("far_max", &rows.iter().map(|row| Some(f64::from(row.2))).collect::<Vec<_>>()),
            ];
            let shapes: Vec<_> = rows.iter()
                .map(|row| Some(parcel(f64::from(row.0) / 2.0, f64::from(row.1) / 2.0))).collect();
            let findings = look(&layer(columns, &shapes), Some(LayerKind::Land), None, 1000);
            let mut told: Vec<_> = findings.findings.iter().map(|finding| {
                let mut values: Vec<_> = finding.rows.iter().map(|&row| rows[row as usize]).collect();
                values.sort_unstable();
                (finding.rule(), values)
            }).collect();
            told.sort();
            told
        };
        let mut shuffled = rows.clone();
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(found(&rows), found(&shuffled));
    }
}
