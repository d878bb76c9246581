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
    let found = of(&Benchmark { of: Yield::Output, figure: Some(figure), industry: None });
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
    let yields: Vec<_> = found.by_industry.iter().map(|it| (it.industry.code.as_str(), it.wan)).collect();
    assert_eq!(yields, [("C", 63.0 * 25.0), ("C39", 63.0 * 40.0)]);
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
