//! Sites side by side: units, floors, marks, and what a brief says to them.

use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{Column, TextArray, Values};
use crate::maps::binding::{Binding, MeasureUnit};
use crate::maps::matching::Verdict;
use crate::text::Lang;
use arrow_array::{Float64Array, LargeStringArray};
use std::sync::Arc;

fn site(kind: LayerKind, numbers: &[(&str, f64)], texts: &[(&str, &str)]) -> Site {
    let mut columns: Vec<Column> = numbers
        .iter()
        .map(|(name, value)| column(name, Values::Real(Float64Array::from(vec![Some(*value)]))))
        .collect();
    columns.extend(texts.iter().map(|(name, value)| {
        column(name, Values::Text(TextArray::Plain(LargeStringArray::from(vec![Some(*value)]))))
    }));
    of_layer(columns, kind, None)
}

fn of_layer(columns: Vec<Column>, kind: LayerKind, binding: Option<Arc<Binding>>) -> Site {
    let layer = Arc::new(layer(columns, &[Some(point(120.35, 30.30))]));
    Site { of: SiteLayer { layer, kind: Some(kind), binding }, row: 0 }
}

/// A site of a file with headers and units of its own.
fn bound(kind: LayerKind, numbers: &[(&str, f64)], texts: &[(&str, &str)]) -> Site {
    let site = site(kind, numbers, texts);
    let binding = Arc::new(Binding::of(&site.of.layer, Some(kind)));
    Site { of: SiteLayer::bound(&site.of.layer, &binding), row: 0 }
}

#[test]
fn a_file_with_headers_and_units_of_its_own_is_compared_in_those_of_the_schema() {
    let own = bound(
        LayerKind::Factories,
        &[
            ("净层高（米）", 8.0),
            ("楼面荷载(kN/㎡)", 19.62),
            ("可用面积（亩）", 3.0),
            ("租金（元/㎡·天）", 1.2),
        ],
        &[("行车（吨）", "10t")],
    );
    let plain = site(
        LayerKind::Factories,
        &[
            ("clear_height_m", 6.0),
            ("load_t_m2", 2.0),
            ("available_m2", 2000.0),
            ("rent", 36.5),
            ("crane_t", 5.0),
        ],
        &[],
    );
    let compared = compare(&[own, plain], &Surroundings::default(), &Brief::default());
    let number = |about: &About, at: usize| match row(&compared, about).cells[at] {
        Cell::Number(number, written) => (number, written),
        ref other => panic!("{about:?}: {other:?}"),
    };
    let field = |key| About::Field(LayerKind::Factories, key);
    for about in [About::Area, About::Rent, field("load_t_m2")] {
        let ((own, _), (plain, _)) = (number(&about, 0), number(&about, 1));
        assert!((own - plain).abs() < 1e-9, "{about:?}: {own} {plain}");
        assert_eq!(row(&compared, &about).marks, [Mark::None; 2], "{about:?}");
    }
    assert_eq!(number(&About::Height, 0), (8.0, None));
    assert_eq!(number(&field("crane_t"), 0), (10.0, None), "a number in words is one");
    assert_eq!(number(&About::Area, 0).1, Some(AsWritten::InUnit(3.0, MeasureUnit::Mu)));
    assert_eq!(row(&compared, &field("load_t_m2")).cells[0].words(Lang::Zh), "2（文件中为 19.62 kN/m²）");
}

fn row(comparison: &Comparison, about: &About) -> Row {
    comparison.rows.iter().find(|row| row.about == *about).cloned().unwrap()
}

#[test]
fn what_only_the_floors_say_is_compared_and_names_its_floor() {
    let spec =
        r#"[{"floor":1,"clear_height_m":9.5,"load_t_m2":3},{"floor":2,"clear_height_m":5,"load_t_m2":4}]"#;
    let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
    let load = column("load_t_m2", Values::Real(Float64Array::from(vec![None])));
    let by_floor = of_layer(vec![spec, load], LayerKind::Factories, None);
    let whole = site(LayerKind::Factories, &[("clear_height_m", 8.0), ("load_t_m2", 2.0)], &[]);
    let compared = compare(&[by_floor, whole], &Surroundings::default(), &Brief::default());
    let height = row(&compared, &About::Height);
    assert_eq!(height.cells[0], Cell::OnFloor(9.5, "1".to_owned()));
    assert_eq!(height.cells[0].words(Lang::Zh), "9.5（第 1 层）");
    assert_eq!(height.marks, [Mark::Best, Mark::Worst]);
    let load = row(&compared, &About::Field(LayerKind::Factories, "load_t_m2"));
    assert_eq!(load.cells[0], Cell::OnFloor(4.0, "2".to_owned()));
}

#[test]
fn rents_of_a_factory_and_an_office_stand_in_one_row_and_the_lower_is_better() {
    let factory = site(LayerKind::Factories, &[("rent", 30.0), ("available_m2", 3000.0)], &[]);
    let office = site(LayerKind::Offices, &[("rent", 1.2), ("available_m2", 900.0)], &[]);
    let land = site(LayerKind::Land, &[("area_mu", 15.0)], &[]);
    let comparison = compare(&[factory, office, land], &Surroundings::default(), &Brief::default());
    let rent = row(&comparison, &About::Rent);
    assert_eq!(rent.marks, [Mark::Best, Mark::Worst, Mark::None]);
    assert_eq!(rent.cells[1].words(Lang::Zh), "36.5（1.2 元/m²·天 × 365/12）");
    assert_eq!(rent.cells[2], Cell::Missing);
    let area = row(&comparison, &About::Area);
    assert_eq!(area.marks, [Mark::None, Mark::Worst, Mark::Best]);
}

#[test]
fn a_brief_is_answered_in_its_units_and_only_what_fits_can_win() {
    let factory = |area: f64, load: f64| {
        let numbers = [("available_m2", area), ("load_t_m2", load), ("crane_t", load)];
        site(LayerKind::Factories, &numbers, &[])
    };
    let sites = [factory(9000.0, 1.0), factory(5000.0, 4.5), factory(4000.0, 2.1)];
    let brief = |lines: &str| Brief::parse(&format!(r#"{{"version":1,"lines":[{lines}]}}"#)).unwrap();
    let asked = brief(
        r#"{"what":"area_m2","at_least":3000},{"what":"load_t_m2","at_least":20,"unit":"kN/m2"},
           {"what":"freight_lift_t","at_least":2,"must":false}"#,
    );
    let found = compare(&sites, &Surroundings::default(), &asked);
    assert_eq!(found.fits, [Some(Fit::Fails(1)), Some(Fit::Fits), Some(Fit::Fits)]);
    let load = row(&found, &About::Line(asked.lines[1].clone()));
    assert_eq!((load.title(Lang::Zh), load.asks(Lang::Zh)), ("楼面荷载".into(), "必须 ≥ 20 kN/m²".into()));
    let words: Vec<String> = load.cells.iter().map(|cell| cell.words(Lang::Zh)).collect();
    assert_eq!(
        words,
        [
            "9.81 kN/m²（1 t/m²），差 10.19 kN/m²",
            "44.15 kN/m²（4.5 t/m²），富余 24.15 kN/m²",
            "20.6 kN/m²（2.1 t/m²），富余 0.6 kN/m²"
        ]
    );
    assert_eq!(load.cells[0].verdict(), Some(Verdict::Fail));
    let of_those_that_fit = [Mark::None, Mark::Best, Mark::Worst];
    assert_eq!(load.marks, of_those_that_fit);
    assert_eq!(row(&found, &About::Line(asked.lines[0].clone())).marks, of_those_that_fit);
    assert_eq!(row(&found, &About::Field(LayerKind::Factories, "crane_t")).marks, of_those_that_fit);
    let told = [About::Area, About::AreaInAll, About::Field(LayerKind::Factories, "load_t_m2")];
    assert!(found.rows.iter().all(|row| !told.contains(&row.about)), "each field once");
    let lift = row(&found, &About::Line(asked.lines[2].clone()));
    assert_eq!(lift.cells[0].verdict(), Some(Verdict::Unknown));
    let names = ["甲", "乙", "丙"].map(str::to_owned);
    let text = found.to_tsv(&names, &[String::new(), String::new(), String::new()], Lang::Zh);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("字段\t需求单要求\t甲\t乙\t丙"));
    assert_eq!(lines.next(), Some("与需求单\t\t1 项必须不符合\t符合全部必须项\t符合全部必须项"));
    assert!(text.contains("楼面荷载\t必须 ≥ 20 kN/m²\t✗ 9.81 kN/m²"), "{text}");
    // Another kind than the brief wants does not win either.
    let other = Brief { kind: Some(LayerKind::Offices), ..asked };
    let found = compare(&sites, &Surroundings::default(), &other);
    assert_eq!(found.fits[1], Some(Fit::OtherKind(LayerKind::Offices)));
    assert!(found.rows.iter().all(|row| row.marks == [Mark::None; 3]));
}

#[test]
fn the_whole_area_stays_where_less_of_it_fits() {
    let spec =
        r#"[{"floor":1,"load_t_m2":3,"available_m2":2000},{"floor":2,"load_t_m2":1,"available_m2":4000}]"#;
    let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
    let whole = column("available_m2", Values::Real(Float64Array::from(vec![Some(6000.0)])));
    let building = of_layer(vec![spec, whole], LayerKind::Factories, None);
    let lines = r#"{"what":"area_m2","at_least":1000},{"what":"load_t_m2","at_least":2}"#;
    let brief = Brief::parse(&format!(r#"{{"version":1,"lines":[{lines}]}}"#)).unwrap();
    let found = compare(&[building.clone(), building], &Surroundings::default(), &brief);
    let asked = row(&found, &About::Line(brief.lines[0].clone()));
    assert_eq!(asked.cells[0].words(Lang::Zh), "2,000 m²，富余 1,000 m²（第 1 层）");
    assert_eq!(row(&found, &About::AreaInAll).cells[0].words(Lang::Zh), "6,000");
}

#[test]
fn nothing_private_comes_into_it_and_equals_are_not_marked() {
    let private = [("owner_tel", "0571-1"), ("deal", "出租")];
    let sites = [
        site(LayerKind::Factories, &[("crane_t", 5.0), ("start_price", 9.0)], &private),
        site(LayerKind::Factories, &[("crane_t", 5.0)], &private),
    ];
    let comparison = compare(&sites, &Surroundings::default(), &Brief::default());
    let crane = row(&comparison, &About::Field(LayerKind::Factories, "crane_t"));
    assert_eq!(crane.marks, [Mark::None; 2]);
    let names = ["=A".to_owned(), "B".to_owned()];
    let text = comparison.to_tsv(&names, &[String::new(), String::new()], Lang::Zh);
    assert!(!text.contains("0571") && text.contains("出租") && !text.contains("\t=A"), "{text}");
}
