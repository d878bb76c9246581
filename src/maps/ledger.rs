//! The ledger per 亩: what idle land could yield a year if it yielded as much as a benchmark.
//!
//! An estimate by one formula: 面积(亩) × (1 − share built, where a parcel is partly idle) × benchmark
//! (万元 a 亩). The benchmark is what each parcel's own contract asks of it (fields `tax_per_mu` and
//! `output_per_mu`), or a figure that a person states with its name, source and year: none is built in,
//! because none was found that can be traced. Parcels in use or under construction are not idle and stand
//! apart; so do those without an area, a share or a figure. Nothing is taken as zero.

use super::binding::Naming;
use super::idle::{Fields, Status};
use crate::layer::{Column, Layer, RowSet};
use crate::progress::CancelToken;
use crate::units::mu_from_m2;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked of a 亩.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Yield {
    /// 亩均税收
    #[default]
    Tax,
    /// 亩均产值
    Output,
}

impl Yield {
    /// Both of them.
    pub const ALL: &[Self] = &[Self::Tax, Self::Output];

    /// The field in which a parcel's own contract asks it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Tax => "tax_per_mu",
            Self::Output => "output_per_mu",
        }
    }
}

/// A figure that somebody states.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// 万元 a 亩 and year.
    pub wan_per_mu: f64,
    /// What it is the figure of.
    pub name: String,
    /// Where it was published.
    pub source: String,
    /// The year that it speaks of.
    pub year: Option<i16>,
}

/// What idle land is held against.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Tax or output.
    pub of: Yield,
    /// The figure; `None`: what each parcel's own contract asks.
    pub figure: Option<Figure>,
}

impl Benchmark {
    /// Whether it can be reckoned with: a figure is a number above zero.
    pub fn is_sensible(&self) -> bool {
        self.figure.as_ref().is_none_or(|figure| figure.wan_per_mu.is_finite() && figure.wan_per_mu > 0.0)
    }
}

/// What some parcels come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// Parcels that are reckoned with.
    pub parcels: usize,
    /// Their idle area.
    pub area_mu: f64,
    /// Their yield a year, 万元.
    pub wan: f64,
    /// Parcels without an area.
    pub without_area: usize,
    /// Partly idle parcels whose share built is not known.
    pub without_share: usize,
    /// Parcels whose contract asks nothing.
    pub without_figure: usize,
}

/// One parcel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParcelYield {
    /// Its row.
    pub row: u32,
    /// Its idle area.
    pub area_mu: f64,
    /// The benchmark that it is held against, 万元 a 亩.
    pub wan_per_mu: f64,
    /// Its yield a year, 万元.
    pub wan: f64,
}

/// Parcels that share a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The value; `None` where a parcel has none.
    pub value: Option<String>,
    /// What they come to.
    pub sum: Sum,
}

/// The ledger of some rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// All parcels that are idle.
    pub total: Sum,
    /// Parcels that are in use or under construction, not reckoned with.
    pub not_idle: usize,
    /// By street, the greatest yield first.
    pub by_street: Vec<Group>,
    /// By land use.
    pub by_land_use: Vec<Group>,
    /// The parcels with the greatest yield, at most as many as were asked for.
    pub parcels: Vec<ParcelYield>,
}

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

/// Why a parcel cannot be reckoned with.
enum Gap {
    Area,
    Share,
    Figure,
}

impl Sum {
    fn add(&mut self, parcel: &Result<ParcelYield, Gap>) {
        match parcel {
            Ok(parcel) => {
                self.parcels += 1;
                self.area_mu += parcel.area_mu;
                self.wan += parcel.wan;
            }
            Err(Gap::Area) => self.without_area += 1,
            Err(Gap::Share) => self.without_share += 1,
            Err(Gap::Figure) => self.without_figure += 1,
        }
    }
}

/// Reckons the ledger of some rows; `None` where it was cancelled.
pub fn ledger<'a>(
    layer: &'a Layer,
    naming: impl Into<Naming<'a>>,
    rows: &RowSet,
    benchmark: &Benchmark,
    most_parcels: usize,
    cancel: &CancelToken,
) -> Option<Ledger> {
    let naming = naming.into();
    let columns = Columns::of(layer, naming, benchmark);
    let [street, land_use] = ["street", "land_use"].map(|key| naming.column(layer, key));
    let mut ledger = Ledger::default();
    let mut streets: BTreeMap<Option<String>, Sum> = BTreeMap::new();
    let mut uses: BTreeMap<Option<String>, Sum> = BTreeMap::new();
    for (count, row) in rows.iter().enumerate() {
        if count % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        if matches!(columns.status(row), Some(Status::InUse | Status::UnderConstruction)) {
            ledger.not_idle += 1;
            continue;
        }
        let parcel = columns.parcel(row);
        ledger.total.add(&parcel);
        streets.entry(value(street, row)).or_default().add(&parcel);
        uses.entry(value(land_use, row)).or_default().add(&parcel);
        ledger.parcels.extend(parcel.ok());
    }
    ledger.parcels.sort_by(|one, other| other.wan.total_cmp(&one.wan).then(one.row.cmp(&other.row)));
    ledger.parcels.truncate(most_parcels);
    ledger.by_street = groups(streets);
    ledger.by_land_use = groups(uses);
    Some(ledger)
}

/// The greatest yield first, the nameless last.
fn groups(sums: BTreeMap<Option<String>, Sum>) -> Vec<Group> {
    let mut groups: Vec<Group> = sums.into_iter().map(|(value, sum)| Group { value, sum }).collect();
    groups.sort_by(|one, other| {
        let nameless = one.value.is_none().cmp(&other.value.is_none());
        nameless.then(other.sum.wan.total_cmp(&one.sum.wan)).then_with(|| one.value.cmp(&other.value))
    });
    groups
}

fn value(column: Option<&Column>, row: usize) -> Option<String> {
    let text = column?.value(row).to_text().trim().to_owned();
    (!text.is_empty()).then_some(text)
}

struct Columns<'a> {
    naming: Naming<'a>,
    idle: Fields<'a>,
    area_mu: Option<&'a Column>,
    area_m2: Option<&'a Column>,
    asked: Option<&'a Column>,
    stated: Option<f64>,
}

impl<'a> Columns<'a> {
    fn of(layer: &'a Layer, naming: Naming<'a>, benchmark: &Benchmark) -> Self {
        Self {
            naming,
            idle: Fields::of(layer, naming),
            area_mu: naming.column(layer, "area_mu"),
            area_m2: naming.column(layer, "area_m2"),
            asked: naming.column(layer, benchmark.of.field()),
            stated: benchmark.figure.as_ref().map(|figure| figure.wan_per_mu),
        }
    }

    fn status(&self, row: usize) -> Option<Status> {
        self.idle.status(row)
    }

    fn parcel(&self, row: usize) -> Result<ParcelYield, Gap> {
        let number = |column: Option<&Column>| {
            column.and_then(|column| self.naming.number(column, row)).filter(|number| number.is_finite())
        };
        let area = number(self.area_mu).or_else(|| number(self.area_m2).map(mu_from_m2));
        let area = area.filter(|area| *area > 0.0).ok_or(Gap::Area)?;
        let idle_share = match self.status(row) {
            Some(Status::PartlyIdle) => {
                let built = self.idle.record(row).built_ratio;
                1.0 - built.filter(|share| (0.0..=1.0).contains(share)).ok_or(Gap::Share)?
            }
            _ => 1.0,
        };
        let wan_per_mu = self.stated.or_else(|| number(self.asked)).ok_or(Gap::Figure)?;
        let area_mu = area * idle_share;
        Ok(ParcelYield { row: row as u32, area_mu, wan_per_mu, wan: area_mu * wan_per_mu })
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::LayerKind;
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
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
            column("tax_per_mu", numbers(&[Some(20.0), Some(30.0), Some(50.0), Some(5.0), Some(5.0), None])),
        ];
        layer(columns, &vec![Some(point(120.0, 30.0)); 6])
    }

    fn of(benchmark: &Benchmark) -> Ledger {
        ledger(&land(), LayerKind::Land, &RowSet::all(6), benchmark, 9, &CancelToken::default()).unwrap()
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
        let found = of(&Benchmark { of: Yield::Output, figure: Some(figure) });
        assert_eq!((found.total.parcels, found.total.area_mu, found.total.wan), (3, 63.0, 630.0));
        assert_eq!(found.total.without_figure, 0);
        assert_eq!(found.by_land_use.len(), 1);
        assert_eq!(found.by_land_use[0].sum, found.total, "groups add up to the whole");
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
}
