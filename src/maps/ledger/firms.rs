//! What firms of an industry yield a 亩 of their own land: benchmarks worked out from an enterprise layer.
//!
//! Of every firm that has land of its own, an industry code (GB/T 4754) and the figure, tax or output is
//! divided by its land; an industry's benchmark is the median, by division (`C39`) and by section (`C`).
//! Industries of fewer than [`LEAST_FIRMS`] such firms have none: one firm is no benchmark, and its tax is
//! its own affair. Firms that lack something are counted, never taken as zero.

use super::Yield;
use crate::layer::{Column, Layer, RowSet, Value};
use crate::maps::binding::Naming;
use crate::maps::codes::industry::{Level, find};
use crate::progress::CancelToken;
use std::collections::BTreeMap;

/// Fewer firms than this are no benchmark.
pub const LEAST_FIRMS: usize = 3;

/// The benchmark of an industry.
#[derive(Clone, Debug, PartialEq)]
pub struct OfIndustry {
    /// Its code, such as `C39` or `C`.
    pub code: String,
    /// Firms that it was worked out from.
    pub firms: usize,
    /// The median of what they yield, 万元 a 亩 and year.
    pub wan_per_mu: f64,
}

/// The benchmarks of an enterprise layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Firms {
    /// By section and division in the order of the standard: a section, then its divisions.
    pub industries: Vec<OfIndustry>,
    /// Firms that were looked at.
    pub looked_at: usize,
    /// Firms that the medians were worked out from.
    pub used: usize,
    /// Firms without land of their own.
    pub without_land: usize,
    /// Firms with land, without the figure.
    pub without_figure: usize,
    /// Firms with both, without a code that the standard has.
    pub without_industry: usize,
    /// Divisions left out because they have fewer than [`LEAST_FIRMS`] firms.
    pub too_few: usize,
    /// The first and the last year in which the firms used were surveyed, where the layer says it.
    pub years: Option<(i16, i16)>,
}

impl Firms {
    /// The benchmark for an industry code: that of its division, or of its section where the division has
    /// none or the code is a section's.
    pub fn benchmark(&self, code: &str) -> Option<&OfIndustry> {
        let industry = find(code)?;
        let of = |level: Level| industry.at(level).map(super::super::codes::industry::Industry::code);
        [Level::Division, Level::Section]
            .into_iter()
            .filter_map(of)
            .find_map(|code| self.industries.iter().find(|it| it.code == code))
    }
}

/// Works the benchmarks of some rows of an enterprise layer out; `None` where it was cancelled.
pub fn firms<'a>(
    layer: &'a Layer,
    naming: impl Into<Naming<'a>>,
    rows: &RowSet,
    of: Yield,
    cancel: &CancelToken,
) -> Option<Firms> {
    let naming = naming.into();
    let figure = match of {
        Yield::Tax => "tax",
        Yield::Output => "output",
    };
    let [land, figure, industry, surveyed] =
        ["land_mu", figure, "industry", "surveyed_on"].map(|key| naming.column(layer, key));
    let number = |column: Option<&Column>, row: usize| {
        column.and_then(|column| naming.number(column, row)).filter(|number| number.is_finite())
    };
    let mut found = Firms::default();
    let mut by_division: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (count, row) in rows.iter().enumerate() {
        if count % super::STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        found.looked_at += 1;
        let Some(land_mu) = number(land, row).filter(|land| *land > 0.0) else {
            found.without_land += 1;
            continue;
        };
        let Some(figure) = number(figure, row) else {
            found.without_figure += 1;
            continue;
        };
        let code = industry.map_or(Value::Missing, |column| column.value(row));
        let Some(industry) = find(&code.to_text()) else {
            found.without_industry += 1;
            continue;
        };
        found.used += 1;
        // A code that is only a section's counts for the section.
        let code = industry.at(Level::Division).unwrap_or(industry).code();
        by_division.entry(code).or_default().push(figure / land_mu);
        if let Some(year) = surveyed.and_then(|column| year_of(&column.value(row))) {
            let (first, last) = found.years.unwrap_or((year, year));
            found.years = Some((first.min(year), last.max(year)));
        }
    }
    let mut by_section: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (code, yields) in &by_division {
        by_section.entry(code[..1].to_owned()).or_default().extend(yields);
    }
    for (section, yields) in by_section {
        found.industries.extend(of_industry(section.clone(), yields));
        let divisions = by_division.iter().filter(|(code, _)| code.len() > 1 && code.starts_with(&section));
        for (code, yields) in divisions {
            match of_industry(code.clone(), yields.clone()) {
                Some(industry) => found.industries.push(industry),
                None => found.too_few += 1,
            }
        }
    }
    Some(found)
}

fn of_industry(code: String, yields: Vec<f64>) -> Option<OfIndustry> {
    let firms = yields.len();
    (firms >= LEAST_FIRMS).then(|| OfIndustry { code, firms, wan_per_mu: median(yields) })
}

/// The middle of some numbers, at least one: the mean of the two in the middle where they are even.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let upper = numbers.len() / 2;
    let lower = (numbers.len() - 1) / 2;
    f64::midpoint(numbers[lower], numbers[upper])
}

fn year_of(value: &Value<'_>) -> Option<i16> {
    value.to_text().get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use crate::maps::schema::LayerKind;
    use arrow_array::{Date32Array, Float64Array, LargeStringArray};
    use proptest::prelude::*;

    type Firm = (Option<f64>, Option<f64>, &'static str);

    fn town(firms: &[Firm]) -> Layer {
        let numbers = |values: Vec<Option<f64>>| Values::Real(Float64Array::from(values));
        let texts = firms.iter().map(|firm| Some(firm.2)).collect::<LargeStringArray>();
        layer(
            vec![
                column("land_mu", numbers(firms.iter().map(|firm| firm.0).collect())),
                column("税收", numbers(firms.iter().map(|firm| firm.1).collect())),
                column("行业", Values::Text(TextArray::Plain(texts))),
                column("surveyed_on", Values::Date(Date32Array::from(vec![18_262 + 400; firms.len()]))),
            ],
            &vec![Some(point(120.3, 30.3)); firms.len()],
        )
    }

    fn of(firms_of: &[Firm]) -> Firms {
        let town = town(firms_of);
        let rows = RowSet::all(firms_of.len());
        firms(&town, LayerKind::Enterprises, &rows, Yield::Tax, &CancelToken::default()).unwrap()
    }

    #[test]
    fn an_industry_is_held_against_the_median_of_its_firms_and_gaps_are_counted() {
        let found = of(&[
            (Some(10.0), Some(100.0), "C3911"),
            (Some(10.0), Some(300.0), "C39"),
            (Some(5.0), Some(1000.0), "3912"),
            (Some(10.0), Some(700.0), "C40"),
            (None, Some(50.0), "C39"),
            (Some(0.0), Some(50.0), "C39"),
            (Some(9.0), None, "C39"),
            (Some(9.0), Some(9.0), "电子"),
        ]);
        let codes: Vec<_> =
            found.industries.iter().map(|it| (it.code.as_str(), it.firms, it.wan_per_mu)).collect();
        assert_eq!(codes, [("C", 4, 50.0), ("C39", 3, 30.0)]);
        assert_eq!((found.looked_at, found.used, found.too_few), (8, 4, 1));
        assert_eq!((found.without_land, found.without_figure, found.without_industry), (2, 1, 1));
        assert_eq!(found.years, Some((2021, 2021)));
    }

    #[test]
    fn a_class_is_held_against_its_division_and_else_against_its_section() {
        let found = of(&[(Some(1.0), Some(1.0), "C39"); 3]);
        let code = |code: &str| found.benchmark(code).map(|it| it.code.clone());
        assert_eq!(code("C3911").as_deref(), Some("C39"));
        assert_eq!(code("C2710").as_deref(), Some("C"), "no firm of its division");
        assert_eq!(code("I65"), None, "no firm of its section");
        assert_eq!(code("电子"), None);
    }

    proptest! {
        #[test]
        fn half_of_the_firms_yield_no_less_and_half_no_more(numbers in proptest::collection::vec(0.0..1e6f64, 1..50)) {
            let middle = median(numbers.clone());
            let no_less = numbers.iter().filter(|number| **number >= middle).count();
            let no_more = numbers.iter().filter(|number| **number <= middle).count();
            prop_assert!(2 * no_less >= numbers.len() && 2 * no_more >= numbers.len());
        }
    }
}
