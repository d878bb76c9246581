//! Layers that must be told apart, and those that must stay open.

use super::*;
use crate::layer::testing::{column, layer, point, polygon};
use crate::layer::{SourceBytes, TextArray, Values};
use crate::maps::binding::{Binding, guess_words, kind_words};
use crate::maps::bundled;
use crate::progress::{CancelToken, Silent};
use crate::read::{ReadOptions, read};
use arrow_array::{Float64Array, LargeStringArray};
use geo::{Geometry, LineString};

/// Columns by their texts, `|` between rows; what reads as numbers is numbers, an empty cell is none.
fn columns(table: &[(&str, &str)]) -> Vec<Column> {
    let of = |&(name, cells): &(&str, &str)| {
        let cells: Vec<Option<&str>> =
            cells.split('|').map(|cell| Some(cell).filter(|cell| !cell.is_empty())).collect();
        let numbers: Option<Vec<Option<f64>>> = cells
            .iter()
            .map(|cell| cell.map(|cell| cell.parse().ok()).map_or(Some(None), |it| it.map(Some)))
            .collect();
        match numbers {
            Some(numbers) => column(name, Values::Real(Float64Array::from(numbers))),
            None => column(name, Values::Text(TextArray::Plain(LargeStringArray::from(cells)))),
        }
    };
    table.iter().map(of).collect()
}

enum As {
    Points,
    Lines,
    Areas,
}

fn file(name: &str, drawn: &As, table: &[(&str, &str)]) -> Layer {
    let columns = columns(table);
    let rows = columns[0].len();
    let shape = |at: usize| -> Option<Geometry<f64>> {
        let x = 120.3 + at as f64 * 0.01;
        Some(match drawn {
            As::Points => point(x, 30.3),
            As::Lines => Geometry::LineString(LineString::from(vec![(x, 30.3), (x + 0.005, 30.31)])),
            As::Areas => polygon(&[[x, 30.3], [x + 0.001, 30.3], [x + 0.001, 30.301], [x, 30.301]]),
        })
    };
    let mut layer = layer(columns, &(0..rows).map(shape).collect::<Vec<_>>());
    layer.name = name.to_owned();
    layer
}

fn kind(layer: &Layer) -> Option<LayerKind> {
    Binding::of(layer, None).kind()
}

fn guessed(layer: &Layer) -> Vec<LayerKind> {
    Binding::of(layer, None).recognised().guesses.iter().map(|guess| guess.kind).collect()
}

/// The file that a town keeps of its idle land.
const LAND: &[(&str, &str)] = &[
    ("编号", "A-1|A-2|A-3"),
    ("名称", "甲地块|乙地块|丙地块"),
    ("面积(亩)", "16.0|30.5|12"),
    ("状态", "闲置|已供未建|闲置"),
    ("约定开工", "2023-05-01|2024-03-01|"),
];

#[test]
fn a_small_file_of_land_is_recognised_whatever_it_is_called() {
    for name in ["Sheet1", "排摸", "闲置地块"] {
        let layer = file(name, &As::Areas, LAND);
        let binding = Binding::of(&layer, None);
        assert_eq!(binding.kind(), Some(LayerKind::Land), "{name}: {:?}", binding.recognised());
        for (column, key) in [
            ("编号", "id"),
            ("名称", "name"),
            ("面积(亩)", "area_mu"),
            ("状态", "status"),
            ("约定开工", "contract_start"),
        ] {
            assert_eq!(binding.entry(column).unwrap().key.as_deref(), Some(key), "{column}");
        }
        let why = guess_words(&binding.recognised().guesses[0], crate::text::Lang::Zh);
        assert!(why.contains("面积(亩)") && why.contains("状态") && why.contains('面'), "{why}");
    }
    // Without the date it is land still, for the values of its status; without these nobody can say.
    assert_eq!(kind(&file("Sheet1", &As::Areas, &LAND[..4])), Some(LayerKind::Land));
    let bare = file("Sheet1", &As::Areas, &LAND[..3]);
    assert_eq!((kind(&bare), guessed(&bare).first()), (None, Some(&LayerKind::Land)));
    // Its name says it then.
    assert_eq!(kind(&file("2026年闲置土地", &As::Areas, &LAND[..3])), Some(LayerKind::Land));
}

#[test]
fn files_of_other_kinds_are_recognised_by_a_few_columns() {
    use LayerKind::{Carriers, Enterprises, Factories, Offices, Projects};
    for (name, drawn, table, expected) in [
        (
            "Sheet1",
            As::Points,
            &[
                ("厂房名称", "一号|二号"),
                ("可租面积(㎡)", "3000|1200"),
                ("层高(米)", "8|6"),
                ("状态", "未使用|部分使用"),
            ][..],
            Factories,
        ),
        (
            "导出",
            As::Points,
            &[
                ("楼宇名称", "甲座|乙座"),
                ("等级", "甲|乙"),
                ("空置率(%)", "20|35"),
                ("租金（元/㎡·天）", "2.1|1.8"),
            ],
            Offices,
        ),
        (
            "Sheet1",
            As::Points,
            &[
                ("企业名称", "甲厂|乙厂"),
                ("统一社会信用代码", "91350100M000100Y43|91350100M000100Y43"),
                ("所属行业", "电子|服装"),
            ],
            Enterprises,
        ),
        (
            "table",
            As::Points,
            &[("项目名称", "甲|乙"), ("总投资(亿元)", "3|1.2"), ("阶段", "签约|在建")],
            Projects,
        ),
        (
            "Sheet1",
            As::Points,
            &[
                ("载体名称", "甲|乙"),
                ("类别", "众创空间|孵化器"),
                ("级别", "国家级|市级"),
                ("工位", "80|120"),
            ],
            Carriers,
        ),
    ] {
        let layer = file(name, &drawn, table);
        assert_eq!(kind(&layer), Some(expected), "{:?}", Binding::of(&layer, None).recognised());
    }
}

#[test]
fn what_is_none_of_the_kinds_stays_open() {
    for (name, drawn, table) in [
        // Schools have kinds, areas and a status of their own.
        (
            "学校",
            As::Areas,
            &[
                ("名称", "一小|二中"),
                ("类别", "小学|中学"),
                ("面积", "20000|31000"),
                ("学生数", "900|1200"),
                ("状态", "在用|新建"),
            ][..],
        ),
        (
            "schools",
            As::Points,
            &[
                ("name", "A|B"),
                ("kind", "primary|secondary"),
                ("level", "county|town"),
                ("operator", "x|y"),
                ("area_m2", "9000|12000"),
            ],
        ),
        ("道路", As::Lines, &[("名称", "一号路|二号路"), ("备注", "a|b")]),
        ("Sheet1", As::Lines, &[("名称", "一号路|二号路"), ("面积", "3|4"), ("状态", "在建|已用")]),
        ("land", As::Areas, &[("featurecla", "Land|Land"), ("scalerank", "1|2")]),
        ("landmarks", As::Points, &[("name", "A|B"), ("area_mu", "1|2")]),
    ] {
        let layer = file(name, &drawn, table);
        assert_eq!(kind(&layer), None, "{name}: {:?}", Binding::of(&layer, None).recognised());
    }
}

#[test]
fn a_file_of_two_kinds_stays_open_and_names_both() {
    let mixed = file(
        "Sheet1",
        &As::Areas,
        &[
            ("名称", "甲|乙|丙|丁"),
            ("面积(亩)", "16|30||"),
            ("用地性质", "M1|M2||"),
            ("约定开工", "2023-05-01|2024-03-01||"),
            ("可用面积(㎡)", "||3000|1200"),
            ("净层高（米）", "||8|6"),
            ("行车（吨）", "||10|5"),
        ],
    );
    let binding = Binding::of(&mixed, None);
    assert_eq!(binding.kind(), None, "{:?}", binding.recognised());
    assert!(binding.recognised().is_mixed);
    assert_eq!(guessed(&mixed)[..2], [LayerKind::Land, LayerKind::Factories]);
    let words = kind_words(&binding, crate::text::Lang::Zh);
    assert!(words.contains("闲置土地") && words.contains("闲置厂房"), "{words}");
    // Buildings of which only is said what factories and offices share.
    let close = file(
        "楼房",
        &As::Areas,
        &[("建筑面积", "9000|4000"), ("可用面积", "3000|1200"), ("状态", "未使用|部分使用")],
    );
    assert_eq!(kind(&close), None);
    let mut both = guessed(&close);
    both.truncate(2);
    both.sort();
    assert_eq!(both, [LayerKind::Factories, LayerKind::Offices]);
}

#[test]
fn the_bundled_layers_are_recognised_as_files_too() {
    for it in bundled::all() {
        let source = SourceBytes::Bundled(it.name, it.bytes);
        let mut layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap();
        assert_eq!(kind(&layer), Some(it.kind), "{}: {:?}", it.name, Binding::of(&layer, None).recognised());
        // Without its name a layer of names and a category alone may stay open; never is it another.
        layer.name = "Sheet1".to_owned();
        layer.source.bytes = SourceBytes::Bundled("Sheet1", it.bytes);
        let found = Binding::of(&layer, None);
        assert!(found.kind().is_none_or(|kind| kind == it.kind), "{}: {:?}", it.name, found.recognised());
        if it.kind.map() != crate::maps::MapKind::Base && it.kind != LayerKind::Universities {
            assert_eq!(found.kind(), Some(it.kind), "{}: {:?}", it.name, found.recognised());
        }
    }
}

#[test]
fn what_a_person_says_of_the_kind_wins_and_keeps_what_still_holds() {
    let layer = file("Sheet1", &As::Areas, LAND);
    let land = Binding::of(&layer, None).with("名称", "owner").without("编号").with("约定开工", "stopped_on");
    let factories = Binding::said(&layer, Some(LayerKind::Factories), &land);
    assert!(factories.is_kind_by_person());
    assert_eq!(factories.bound("owner").unwrap().column, "名称");
    assert!(factories.entry("编号").unwrap().by_person && factories.bound("id").is_none());
    assert_eq!(factories.words_lost_since(&land), ["约定开工"], "factories have no such field");
    assert_eq!(factories.recognised(), land.recognised(), "it can be taken back");
    let none = Binding::said(&layer, None, &factories);
    assert_eq!((none.kind(), none.columns().len()), (None, 5));
    let fresh = Binding::of(&layer, None);
    let again = Binding::kept(&layer, none.kind(), true, &fresh).with_words_of(&none);
    assert_eq!(again, none, "read again it is still none of them");
}
