//! The ledger per 亩: what idle land could yield a year if it yielded as much as a benchmark.
//!
//! An estimate by one formula: 面积(亩) × (1 − share built, where a parcel is partly idle) × benchmark
//! (万元 a 亩). The benchmark is one of four:
//!
//! - what each parcel's own contract asks of it (fields `tax_per_mu` and `output_per_mu`);
//! - what firms of an industry yield on their own land ([`firms`]): of one industry that a person chooses
//!   for all of the land, or of the industry that each parcel admits (field `allowed_industry`);
//! - figures by industry that a person brings in a file ([`Figures`]): that of the industry that each parcel
//!   admits, of one industry for all of it, or of all industries together;
//! - a figure that a person states with its name, source and year. [`PUBLISHED`] holds what was found in
//!   public documents; a table of figures by industry was found in none that could be read whole.
//!
//! Whatever the benchmark, the ledger says what the same land would yield in the hands of each industry
//! ([`Ledger::by_industry`]). Parcels in use or under construction are not idle and stand apart; so do
//! those without an area, a share or a figure. Nothing is taken as zero.

mod begin;
mod figures;
mod firms;
mod words;

pub use figures::{Figured, Figures, template};
pub use firms::{Firms, LEAST_FIRMS, OfIndustry, firms};
pub use words::{
    amount_words, apart_words, benchmark_words, figure_words, figured_words, figures_words, firms_words,
    held_words, industry_words, yield_words,
};

use super::binding::Naming;
use super::codes::industry::Level;
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

    /// Its name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tax => "tax",
            Self::Output => "output",
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

/// A figure of a public document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// What it is asked of.
    pub of: Yield,
    /// 万元 a 亩 and year.
    pub wan_per_mu: f64,
    /// What it is the figure of, as the document calls it.
    pub name: &'static str,
    /// The same in English.
    pub name_en: &'static str,
    /// The document with its place in it.
    pub source: &'static str,
    /// The year that it speaks of.
    pub year: i16,
}

/// Figures of public documents that a person can take.
pub static PUBLISHED: &[Published] = &[
    // 杭州市钱塘区统计局, section 一（二）发展质效: 规上工业亩均税收40.0万元，增长0.3%.
    Published {
        of: Yield::Tax,
        wan_per_mu: 40.0,
        name: "钱塘区规上工业亩均税收",
        name_en: "tax per mu of industry above scale in Qiantang",
        source: "2023年杭州市钱塘区国民经济和社会发展统计公报，一（二）",
        year: 2023,
    },
];

impl Published {
    /// As a person would state it.
    pub fn figure(&self) -> Figure {
        Figure {
            wan_per_mu: self.wan_per_mu,
            name: self.name.to_owned(),
            source: self.source.to_owned(),
            year: Some(self.year),
        }
    }
}

/// For which industry land is held against its firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Industry {
    /// Whatever each parcel admits.
    Allowed,
    /// One for all of it: a section or a division, such as `C39`.
    Code(String),
}

/// What idle land is held against.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Tax or output.
    pub of: Yield,
    /// A stated figure.
    pub figure: Option<Figure>,
    /// The industry whose firms, or whose figure of the file, it is held against. Without it and without a
    /// figure: what each parcel's own contract asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<Industry>,
    /// The figures of the file that was opened last; they stay at hand while it is held against something
    /// else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    /// Whether it is held against them: those of an industry, or without one that of all together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_figures: bool,
}

impl Benchmark {
    /// Whether it can be reckoned with: a figure is a number above zero, an industry is one of the
    /// standard, and it is not both.
    pub fn is_sensible(&self) -> bool {
        let figure = self
            .figure
            .as_ref()
            .is_none_or(|figure| figure.wan_per_mu.is_finite() && figure.wan_per_mu > 0.0);
        let industry = match &self.industry {
            Some(Industry::Code(code)) => super::codes::industry::is_known(code),
            Some(Industry::Allowed) | None => true,
        };
        let file = match &self.figures {
            Some(figures) if self.by_figures => figures.of == self.of && self.figure.is_none(),
            None => !self.by_figures,
            Some(_) => true,
        };
        figure && industry && file && !(self.figure.is_some() && self.industry.is_some())
    }

    /// The same, held against figures as one would begin: against the industry that each parcel admits
    /// where they tell industries apart.
    #[must_use]
    pub fn with_figures(figures: Figures) -> Self {
        let industry = (!figures.industries.is_empty()).then_some(Industry::Allowed);
        Self { of: figures.of, figure: None, industry, figures: Some(figures), by_figures: true }
    }

    /// The same of tax or of output; figures of a file speak of one of them only, and so does a stated figure:
    /// what was stated of tax is none of output.
    #[must_use]
    pub fn asked_of(&self, of: Yield) -> Self {
        let by_figures = self.by_figures && self.figures.as_ref().is_some_and(|figures| figures.of == of);
        let industry = self.industry.clone().filter(|_| by_figures || !self.by_figures);
        let figure = self.figure.clone().filter(|_| of == self.of);
        Self { of, figure, industry, by_figures, ..self.clone() }
    }

    /// The same, held against something other than the figures of a file.
    #[must_use]
    pub fn against(&self, figure: Option<Figure>, industry: Option<Industry>) -> Self {
        Self { figure, industry, by_figures: false, ..self.clone() }
    }

    /// The figures of the file, where it is held against them.
    pub fn figures_in_force(&self) -> Option<&Figures> {
        self.figures.as_ref().filter(|_| self.by_figures)
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
    /// Parcels for which the benchmark says nothing: their contract asks nothing, they admit no industry
    /// that is known, it has too few firms, or the file has no figure for it.
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
    /// The place in [`Figures::industries`] of the figure that it is held against, where it is one of them.
    pub by: Option<u32>,
}

/// Parcels that share a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The value; `None` where a parcel has none.
    pub value: Option<String>,
    /// What they come to.
    pub sum: Sum,
}

/// What land would yield in the hands of an industry.
#[derive(Clone, Debug, PartialEq)]
pub struct IndustryYield {
    /// Its code, such as `C39` or `C`.
    pub code: String,
    /// Its benchmark, 万元 a 亩; `None` where a parcel admits it and the file has no figure for it.
    pub wan_per_mu: Option<f64>,
    /// The yield a year, 万元.
    pub wan: Option<f64>,
    /// The firms that the benchmark is the median of, where it is one.
    pub firms: Option<usize>,
    /// Its place in [`Figures::industries`], where it stands there.
    pub by: Option<usize>,
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
    /// By the industry that each parcel admits, where any says it.
    pub by_allowed: Vec<Group>,
    /// What all of the land with a known idle area would yield in the hands of each industry, in the order
    /// of the standard: by the figures of a file where it is held against them, else by the medians of firms.
    pub by_industry: Vec<IndustryYield>,
    /// Its idle area.
    pub land_mu: f64,
    /// How many parcels that is.
    pub land_parcels: usize,
    /// What firms of each industry yield; `None` where there is no enterprise layer.
    pub firms: Option<Firms>,
    /// The parcels with the greatest yield, at most as many as were asked for.
    pub parcels: Vec<ParcelYield>,
}

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

/// Why a parcel cannot be reckoned with.
#[derive(Clone, Copy)]
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
    (benchmark, firms): (&'a Benchmark, Option<Firms>),
    most_parcels: usize,
    cancel: &CancelToken,
) -> Option<Ledger> {
    let naming = naming.into();
    let columns = Columns::of(layer, naming, benchmark, firms.as_ref());
    let [street, land_use, allowed] =
        ["street", "land_use", "allowed_industry"].map(|key| naming.column(layer, key));
    let mut ledger = Ledger::default();
    let mut industries: BTreeMap<Option<String>, Sum> = BTreeMap::new();
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
        let area = columns.idle_area(row);
        if let Ok(area) = &area {
            ledger.land_mu += area;
            ledger.land_parcels += 1;
        }
        let parcel = area.and_then(|area_mu| columns.parcel(row, area_mu));
        ledger.total.add(&parcel);
        streets.entry(value(street, row)).or_default().add(&parcel);
        uses.entry(code(layer, naming, land_use, row)).or_default().add(&parcel);
        industries.entry(value(allowed, row).map(division)).or_default().add(&parcel);
        ledger.parcels.extend(parcel.ok());
    }
    ledger.parcels.sort_by(|one, other| other.wan.total_cmp(&one.wan).then(one.row.cmp(&other.row)));
    ledger.parcels.truncate(most_parcels);
    ledger.by_street = groups(streets);
    ledger.by_land_use = groups(uses);
    if industries.keys().any(Option::is_some) {
        ledger.by_allowed = groups(industries);
    }
    ledger.by_industry = match (benchmark.figures_in_force(), &firms) {
        (Some(figures), _) => by_figures(figures, &ledger),
        (None, Some(firms)) => {
            let of = |industry: &OfIndustry| IndustryYield {
                code: industry.code.clone(),
                wan_per_mu: Some(industry.wan_per_mu),
                wan: Some(ledger.land_mu * industry.wan_per_mu),
                firms: Some(industry.firms),
                by: None,
            };
            firms.industries.iter().map(of).collect()
        }
        (None, None) => Vec::new(),
    };
    ledger.firms = firms;
    Some(ledger)
}

/// The land in the hands of each industry of a file; those that parcels admit and that it has no figure for
/// stand among them without one.
fn by_figures(figures: &Figures, ledger: &Ledger) -> Vec<IndustryYield> {
    let told = figures.industries.iter().enumerate().map(|(at, it)| {
        let wan_per_mu = figures.wan_per_mu(it.figure);
        IndustryYield {
            code: it.code.clone(),
            wan_per_mu: Some(wan_per_mu),
            wan: Some(ledger.land_mu * wan_per_mu),
            firms: None,
            by: Some(at),
        }
    });
    let admitted = ledger.by_allowed.iter().filter_map(|group| group.value.as_deref());
    let untold = admitted
        .filter(|code| super::codes::industry::is_known(code) && figures.of_industry(code).is_none())
        .map(|code| IndustryYield {
            code: code.to_owned(),
            wan_per_mu: None,
            wan: None,
            firms: None,
            by: None,
        });
    let mut all: Vec<IndustryYield> = told.chain(untold).collect();
    all.sort_by(|one, other| one.code.cmp(&other.code));
    all
}

/// The division of a code; a text that is none stays as it is.
fn division(code: String) -> String {
    let industry = super::codes::industry::find(&code);
    let division = industry.and_then(|it| it.at(Level::Division).or(Some(it)));
    division.map_or(code, super::codes::industry::Industry::code)
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

/// The value that a cell stands for, so that a value and its labels are one group.
fn code(layer: &Layer, naming: Naming<'_>, column: Option<&Column>, row: usize) -> Option<String> {
    let code = column.and_then(|column| naming.code_at(layer, column, row));
    code.map(str::to_owned).or_else(|| value(column, row))
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
    asked: Asked<'a>,
}

/// Where a parcel's benchmark is found.
enum Asked<'a> {
    Contract(Option<&'a Column>),
    /// The same for all, with its place in the file; `None` where nobody knows it.
    Stated(Option<f64>, Option<u32>),
    Allowed(Option<&'a Column>, &'a Firms),
    Figured(Option<&'a Column>, &'a Figures),
}

impl<'a> Columns<'a> {
    fn of(layer: &'a Layer, naming: Naming<'a>, benchmark: &'a Benchmark, firms: Option<&'a Firms>) -> Self {
        let allowed = || naming.column(layer, "allowed_industry");
        let asked = match (benchmark.figures_in_force(), &benchmark.figure, &benchmark.industry) {
            (Some(figures), _, Some(Industry::Allowed)) => Asked::Figured(allowed(), figures),
            (Some(figures), _, Some(Industry::Code(code))) => {
                let (figure, at) = figured(figures, code).unzip();
                Asked::Stated(figure, at)
            }
            (Some(figures), _, None) => {
                Asked::Stated(figures.overall.map(|overall| figures.wan_per_mu(overall)), None)
            }
            (None, Some(figure), _) => Asked::Stated(Some(figure.wan_per_mu), None),
            (None, None, Some(industry)) => match (firms, industry) {
                (None, _) => Asked::Stated(None, None),
                (Some(firms), Industry::Allowed) => Asked::Allowed(allowed(), firms),
                (Some(firms), Industry::Code(code)) => {
                    Asked::Stated(firms.benchmark(code).map(|it| it.wan_per_mu), None)
                }
            },
            (None, None, None) => Asked::Contract(naming.column(layer, benchmark.of.field())),
        };
        Self {
            naming,
            idle: Fields::of(layer, naming),
            area_mu: naming.column(layer, "area_mu"),
            area_m2: naming.column(layer, "area_m2"),
            asked,
        }
    }

    fn status(&self, row: usize) -> Option<Status> {
        self.idle.status(row)
    }

    fn number(&self, column: Option<&Column>, row: usize) -> Option<f64> {
        column.and_then(|column| self.naming.number(column, row)).filter(|number| number.is_finite())
    }

    fn idle_area(&self, row: usize) -> Result<f64, Gap> {
        let area_m2 = || self.number(self.area_m2, row).map(mu_from_m2);
        let area = self.number(self.area_mu, row).or_else(area_m2);
        let area = area.filter(|area| *area > 0.0).ok_or(Gap::Area)?;
        let idle_share = match self.status(row) {
            Some(Status::PartlyIdle) => {
                let built = self.idle.record(row).built_ratio;
                1.0 - built.filter(|share| (0.0..=1.0).contains(share)).ok_or(Gap::Share)?
            }
            _ => 1.0,
        };
        Ok(area * idle_share)
    }

    fn parcel(&self, row: usize, area_mu: f64) -> Result<ParcelYield, Gap> {
        let (wan_per_mu, by) = match self.asked {
            Asked::Contract(column) => (self.number(column, row), None),
            Asked::Stated(figure, at) => (figure, at),
            Asked::Allowed(column, firms) => {
                let code = value(column, row);
                (code.and_then(|code| Some(firms.benchmark(&code)?.wan_per_mu)), None)
            }
            Asked::Figured(column, figures) => {
                value(column, row).and_then(|code| figured(figures, &code)).unzip()
            }
        };
        let wan_per_mu = wan_per_mu.ok_or(Gap::Figure)?;
        Ok(ParcelYield { row: row as u32, area_mu, wan_per_mu, wan: area_mu * wan_per_mu, by })
    }
}

/// What a file has for an industry: 万元 a 亩, and its place.
fn figured(figures: &Figures, code: &str) -> Option<(f64, u32)> {
    let at = figures.place_of(code)?;
    Some((figures.wan_per_mu(figures.industries.get(at)?.figure), at as u32))
}

#[cfg(test)]
mod tests;
