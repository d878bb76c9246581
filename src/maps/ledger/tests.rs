//! The ledger of six parcels, reckoned by hand.

use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{TextArray, Values};
use crate::maps::schema::LayerKind;
use arrow_array::{Float64Array, LargeStringArray};

fn texts(values: &[Option<&str>]) -> Values {
    Values::Text(TextArray::Plain(values.iter().copied().collect::<LargeStringArray>()))
}

fn numbers(values: &[Option<f64>]) -> Values {
    Values::Real(values.iter().copied().collect::<Float64Array>())
}

/// Six parcels: idle, partly idle, in use, no area, no share, no contract figure.
fn land() -> Layer {
    let status =
        [Some("闲置"), Some("部分闲置"), Some("已用"), Some("闲置"), Some("部分闲置"), Some("已供未建")];
    let columns = vec![
        column("面积(亩)", numbers(&[Some(30.0), Some(40.0), Some(99.0), None, Some(10.0), None])),
        column("area_m2", numbers(&[None, None, None, None, None, Some(2000.0)])),
        column("status", texts(&status)),
        column("built_ratio", numbers(&[None, Some(0.25), None, None, None, None])),
        column("street", texts(&[Some("甲"), Some("乙"), Some("甲"), Some("甲"), Some("乙"), None])),
        column("land_use", texts(&[Some("M1"); 6])),
        column("准入行业", texts(&[Some("C3911"), Some("C27"), None, None, Some("C39"), Some("电子")])),
        column("tax_per_mu", numbers(&[Some(20.0), Some(30.0), Some(50.0), Some(5.0), Some(5.0), None])),
    ];
    layer(columns, &vec![Some(point(120.0, 30.0)); 6])
}

fn of(benchmark: &Benchmark) -> Ledger {
    with_firms(benchmark, None)
}

fn with_firms(benchmark: &Benchmark, firms: Option<Firms>) -> Ledger {
    let (rows, cancel) = (RowSet::all(6), CancelToken::default());
    ledger(&land(), LayerKind::Land, &rows, (benchmark, firms), 9, &cancel).unwrap()
}

/// Firms of two divisions.
fn town() -> Firms {
    let of = |code: &str, wan_per_mu| OfIndustry { code: code.to_owned(), firms: 5, wan_per_mu };
    Firms { industries: vec![of("C", 25.0), of("C39", 40.0)], ..Firms::default() }
}

#[test]
fn each_parcel_is_held_against_its_own_contract_and_gaps_are_counted_apart() {
    let found = of(&Benchmark::default());
    let expected = Sum {
        parcels: 2,
        area_mu: 60.0,
        wan: 30.0 * 20.0 + 40.0 * 0.75 * 30.0,
        without_area: 1,
        without_share: 1,
        without_figure: 1,
    };
    assert_eq!((found.total, found.not_idle), (expected, 1));
    assert_eq!(found.parcels.iter().map(|parcel| parcel.row).collect::<Vec<_>>(), [1, 0]);
    let streets: Vec<_> = found.by_street.iter().map(|group| group.value.as_deref()).collect();
    assert_eq!(streets, [Some("乙"), Some("甲"), None], "the greatest first, the nameless last");
    assert_eq!(found.by_street[1].sum.without_area, 1);
}

#[test]
fn a_stated_figure_is_the_same_for_all_and_square_metres_are_an_area_too() {
    let figure = Figure { wan_per_mu: 10.0, ..Figure::default() };
    let found = of(&Benchmark { of: Yield::Output, figure: Some(figure), ..Benchmark::default() });
    assert_eq!((found.total.parcels, found.total.area_mu, found.total.wan), (3, 63.0, 630.0));
    assert_eq!(found.total.without_figure, 0);
    assert_eq!(found.by_land_use.len(), 1);
    assert_eq!(found.by_land_use[0].sum, found.total, "groups add up to the whole");
}

#[test]
fn the_same_land_yields_what_the_firms_of_each_industry_do() {
    let found = with_firms(&Benchmark::default(), Some(town()));
    // Idle: 30 亩, 40 × 3/4 and 3; the contract of the third asks nothing, which is no matter here.
    assert_eq!((found.land_mu, found.total.area_mu), (63.0, 60.0));
    assert_eq!((found.land_parcels, found.total.parcels), (3, 2));
    let yields: Vec<_> = found.by_industry.iter().map(|it| (it.code.as_str(), it.wan)).collect();
    assert_eq!(yields, [("C", Some(63.0 * 25.0)), ("C39", Some(63.0 * 40.0))]);
    assert!(of(&Benchmark::default()).by_industry.is_empty(), "no enterprise layer, no table");
    let chosen = Benchmark { industry: Some(Industry::Code("C39".to_owned())), ..Benchmark::default() };
    let found = with_firms(&chosen, Some(town()));
    assert_eq!((found.total.parcels, found.total.wan), (3, 63.0 * 40.0), "as its line in the table says");
    assert_eq!(of(&chosen).total.without_figure, 3, "nobody knows what its firms yield");
}

#[test]
fn a_parcel_is_held_against_the_industry_that_it_admits() {
    let allowed = Benchmark { industry: Some(Industry::Allowed), ..Benchmark::default() };
    let found = with_firms(&allowed, Some(town()));
    assert_eq!(found.total.parcels, 2, "电子 is no code");
    assert_eq!(
        (found.total.wan, 0),
        (30.0 * 40.0 + 30.0 * 25.0, 0),
        "C27 has no firms of its own: its section"
    );
    let groups: Vec<_> = found.by_allowed.iter().map(|group| group.value.as_deref()).collect();
    assert_eq!(groups, [Some("C39"), Some("C27"), Some("电子"), None]);
    let sum = |key: fn(&Sum) -> usize| found.by_allowed.iter().map(|group| key(&group.sum)).sum::<usize>();
    assert_eq!(sum(|sum| sum.without_figure), found.total.without_figure);
}

fn file(overall: Option<f64>, industries: &[(&str, f64)]) -> Figures {
    let of = |&(code, figure): &(&str, f64)| Figured { code: code.to_owned(), figure, ..Figured::default() };
    Figures {
        name: "x".to_owned(),
        source: "y".to_owned(),
        year: 2023,
        of: Yield::Tax,
        unit: "元/m²".to_owned(),
        overall,
        industries: industries.iter().map(of).collect(),
    }
}

#[test]
fn a_parcel_is_held_against_the_files_figure_of_its_industry_or_against_none() {
    // 600 元/m² are 40 万元 a 亩.
    let figures = file(Some(150.0), &[("C39", 600.0), ("I", 900.0)]);
    let by_parcel = Benchmark::with_figures(figures.clone());
    assert!(by_parcel.is_sensible());
    let found = with_firms(&by_parcel, Some(town()));
    let rounded = |wan: f64| wan.round();
    assert_eq!((found.total.parcels, rounded(found.total.wan)), (1, 1200.0), "30 亩 of C3911");
    assert_eq!(found.total.without_figure, 2, "C27 has no figure, nor has 电子: not zero, and not overall");
    assert_eq!(found.parcels[0].by, Some(0));
    let c27 = found.by_allowed.iter().find(|group| group.value.as_deref() == Some("C27")).unwrap();
    assert_eq!((c27.sum.parcels, c27.sum.without_figure), (0, 1));
    let all: Vec<_> =
        found.by_industry.iter().map(|it| (it.code.as_str(), it.wan.map(rounded), it.firms)).collect();
    assert_eq!(
        all,
        [("C27", None, None), ("C39", Some(63.0 * 40.0), None), ("I", Some(63.0 * 60.0), None)],
        "the file's, though firms are there; what parcels admit and the file lacks has none"
    );
    let street =
        |name: &str| found.by_street.iter().find(|it| it.value.as_deref() == Some(name)).unwrap().sum;
    assert_eq!((street("乙").parcels, street("乙").without_figure), (0, 1));

    let overall = Benchmark { industry: None, ..by_parcel.clone() };
    let found = with_firms(&overall, None);
    assert_eq!((found.total.parcels, rounded(found.total.wan), found.parcels[0].by), (3, 630.0, None));
    let code = |code: &str| Some(Industry::Code(code.to_owned()));
    let found = with_firms(&Benchmark { industry: code("I65"), ..by_parcel.clone() }, None);
    assert_eq!((found.total.parcels, rounded(found.total.wan)), (3, 3780.0), "its section's");
    let found = with_firms(&Benchmark { industry: code("A"), ..by_parcel.clone() }, None);
    assert_eq!((found.total.parcels, found.total.without_figure), (0, 3));
    let no_overall = Benchmark::with_figures(file(None, &[("C", 1.0)]));
    let found = with_firms(&Benchmark { industry: None, ..no_overall }, None);
    assert_eq!(found.total.without_figure, 3, "no figure for all together");
}

#[test]
fn figures_of_a_file_stay_at_hand_and_speak_of_tax_or_of_output() {
    let brought = Benchmark::with_figures(file(Some(1.0), &[]));
    assert_eq!(brought.industry, None, "nothing is told of industries");
    let contract = brought.against(None, None);
    assert!(contract.figures.is_some() && contract.figures_in_force().is_none() && contract.is_sensible());
    let output = brought.asked_of(Yield::Output);
    assert!(output.is_sensible() && output.figures_in_force().is_none());
    assert_eq!(brought.asked_of(Yield::Tax), brought);
    assert!(!Benchmark { of: Yield::Output, ..brought.clone() }.is_sensible(), "it speaks of tax");
    let figure = Some(Figure { wan_per_mu: 1.0, ..Figure::default() });
    let stated = brought.against(figure.clone(), None);
    assert_eq!(stated.asked_of(Yield::Tax), stated);
    let output = stated.asked_of(Yield::Output);
    assert_eq!(
        (output.of, &output.figure),
        (Yield::Output, &None),
        "what was stated of tax is none of output"
    );
    assert!(output.is_sensible() && output.figures.is_some());
    assert!(!Benchmark { figure, ..brought.clone() }.is_sensible(), "one or the other");
    assert!(!Benchmark { figures: None, ..brought }.is_sensible());
    assert_eq!(
        of(&Benchmark { by_figures: true, ..Benchmark::default() }).total,
        of(&Benchmark::default()).total
    );
}

#[test]
fn small_figures_are_not_shown_as_zero() {
    let figures = [(0.04, "0.04"), (0.004, "0.004"), (0.000_31, "0.00031"), (0.5, "0.5"), (0.126, "0.13")];
    for (number, words) in figures {
        assert_eq!((figure_words(number).as_str(), amount_words(number, 0).as_str()), (words, words));
    }
    assert_eq!([0.0, 0.999, 1.0, 20.0, 1234.567].map(figure_words), ["0", "1", "1", "20", "1,234.57"]);
    assert_eq!([0.0, 0.999, 1.0, 1234.567].map(|it| amount_words(it, 1)), ["0.0", "1", "1.0", "1,234.6"]);
}

#[test]
fn a_label_of_a_land_use_is_in_the_group_of_its_code_in_the_system_of_its_row() {
    let columns = vec![
        column(
            "land_use",
            texts(&[Some("一类工业"), Some("100101"), Some("一类工业"), Some("M1"), Some("一类工业")]),
        ),
        column("code_system", texts(&[Some("TD-YDYH"), Some("TD-YDYH"), Some("GB50137"), None, None])),
        column("area_mu", numbers(&[Some(1.0); 5])),
        column("tax_per_mu", numbers(&[Some(1.0); 5])),
    ];
    let land = layer(columns, &vec![Some(point(120.0, 30.0)); 5]);
    let (rows, cancel) = (RowSet::all(5), CancelToken::default());
    let held = (&Benchmark::default(), None);
    let found = ledger(&land, LayerKind::Land, &rows, held, 9, &cancel).unwrap();
    let groups: Vec<_> =
        found.by_land_use.iter().map(|it| (it.value.as_deref().unwrap(), it.sum.parcels)).collect();
    assert_eq!(groups, [("100101", 2), ("M1", 2), ("一类工业", 1)], "without a system it is left as it is");
}

#[test]
fn published_figures_say_where_they_are_from() {
    for published in PUBLISHED {
        let figure = published.figure();
        assert!(!figure.name.is_empty() && figure.source.contains("年") && figure.year.is_some());
        let benchmark = Benchmark { figure: Some(figure), ..Benchmark::default() };
        assert!(benchmark.is_sensible());
        let both = Benchmark { industry: Some(Industry::Allowed), ..benchmark };
        assert!(!both.is_sensible(), "one or the other");
    }
    let unknown = Industry::Code("C99".to_owned());
    assert!(!Benchmark { industry: Some(unknown), ..Benchmark::default() }.is_sensible());
}

#[test]
fn a_figure_is_a_number_above_zero() {
    let with = |wan_per_mu| Benchmark {
        figure: Some(Figure { wan_per_mu, ..Figure::default() }),
        ..Benchmark::default()
    };
    assert!(Benchmark::default().is_sensible() && with(0.5).is_sensible());
    assert!(!with(0.0).is_sensible() && !with(f64::NAN).is_sensible());
}
