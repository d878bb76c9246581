//! The figures that the user of a map asks for first: one table. Each is a filter over one kind of layer
//! and what the rows come to, so that a figure and the rows behind it cannot disagree.

use super::binding::Naming;
use super::own_words;
use super::schema::{self, LayerKind, MapKind};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::layer::{Column, Layer, RowSet};
use crate::progress::CancelToken;
use crate::stats::{Tally, tally};
use jiff::civil::Date;

/// A longer list of values is a table of codes, whose order says nothing.
const LONGEST_DOMAIN: usize = 12;

/// What is said of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// How many they are.
    Count,
    /// What a field adds up to.
    Sum(&'static str),
}

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Name of its text, `overview-…`.
    pub key: &'static str,
    /// The kind of layer that it is of.
    pub kind: LayerKind,
    /// What is said of the rows.
    pub said: Said,
    /// The rows, as CQL2 in the schema's keys and units; all of the layer where `None`. `{1y}` and `{2y}`
    /// stand for the day one and two years before the reference day.
    pub rows: Option<&'static str>,
    /// Rows that one may look for among these and that are not there: the name of their text and a filter,
    /// as [`Figure::rows`].
    pub not_among: &'static [(&'static str, &'static str)],
}

const fn count(key: &'static str, kind: LayerKind, rows: Option<&'static str>) -> Figure {
    Figure { key, kind, said: Said::Count, rows, not_among: &[] }
}

const fn sum(key: &'static str, kind: LayerKind, field: &'static str) -> Figure {
    Figure { key, kind, said: Said::Sum(field), rows: None, not_among: &[] }
}

const fn but(figure: Figure, not_among: &'static [(&'static str, &'static str)]) -> Figure {
    Figure { not_among, ..figure }
}

/// Of parcels that no work goes on for so long.
const NOT_IDLE_1Y: &[(&str, &str)] = &[
    ("overview-not-government", "idle_state = 'government_cause' AND idle_days > 365"),
    ("overview-not-stopped", "idle_state = 'idle_stopped' AND idle_days > 365"),
    ("overview-not-told", "idle_state = 'unknown'"),
];
const NOT_IDLE_2Y: &[(&str, &str)] = &[
    ("overview-not-government", "idle_state = 'government_cause' AND idle_days > 730"),
    ("overview-not-stopped", "idle_state = 'idle_stopped' AND idle_days > 730"),
    ("overview-not-told", "idle_state = 'unknown'"),
];

/// All figures, in the order in which they are shown.
#[rustfmt::skip]
pub static FIGURES: &[Figure] = &[
    count("overview-parcels", LayerKind::Land, None),
    sum("overview-area-mu", LayerKind::Land, "area_mu"),
    but(count("overview-idle-1y", LayerKind::Land, Some("idle_state IN ('idle_1y', 'idle_2y')")), NOT_IDLE_1Y),
    but(count("overview-idle-2y", LayerKind::Land, Some("idle_state = 'idle_2y'")), NOT_IDLE_2Y),
    count("overview-factories", LayerKind::Factories, None),
    sum("overview-available-m2", LayerKind::Factories, "available_m2"),
    count("overview-vacant-1y", LayerKind::Factories, Some("vacant_since <= DATE('{1y}')")),
    count("overview-vacant-2y", LayerKind::Factories, Some("vacant_since <= DATE('{2y}')")),
    count("overview-offices", LayerKind::Offices, None),
    sum("overview-available-m2", LayerKind::Offices, "available_m2"),
    count("overview-enterprises", LayerKind::Enterprises, None),
    count("overview-four-above", LayerKind::Enterprises, Some("four_above = TRUE")),
    count("overview-above-scale", LayerKind::Enterprises, Some("above_scale = TRUE AND industry LIKE 'C%'")),
    count("overview-output-1bn", LayerKind::Enterprises, Some("output >= 100000")),
    sum("overview-employees", LayerKind::Enterprises, "employees"),
    count("overview-projects", LayerKind::Projects, None),
    count("overview-building", LayerKind::Projects, Some("stage = '在建'")),
    sum("overview-invest", LayerKind::Projects, "invest"),
    count("overview-parks", LayerKind::Parks, None),
    count("overview-carriers", LayerKind::Carriers, None),
    count("overview-carriers-national", LayerKind::Carriers, Some("level = '国家级'")),
    sum("overview-desks", LayerKind::Carriers, "desks"),
    sum("overview-desks-free", LayerKind::Carriers, "desks_free"),
    sum("overview-tenants", LayerKind::Carriers, "tenants"),
    count("overview-universities", LayerKind::Universities, None),
];

/// The fields by which the layers of a kind are broken down, in order.
pub fn breakdowns(kind: LayerKind) -> &'static [&'static str] {
    match kind {
        LayerKind::Land => &["idle_state", "status", "street"],
        LayerKind::Factories => &["status", "street"],
        LayerKind::Offices => &["grade", "street"],
        LayerKind::Enterprises => &["industry_section", "industry_division", "size", "ladder", "mu_grade"],
        LayerKind::Projects => &["stage", "kind"],
        LayerKind::Parks => &["kind"],
        LayerKind::Carriers => &["level", "kind"],
        _ => &[],
    }
}

/// The figures of a kind, in order.
pub fn figures(kind: LayerKind) -> impl Iterator<Item = &'static Figure> {
    FIGURES.iter().filter(move |figure| figure.kind == kind)
}

impl Figure {
    /// The map that shows it.
    pub fn map(&self) -> MapKind {
        self.kind.map()
    }

    /// The filter of its rows in a layer's own words; `None` for all rows.
    ///
    /// # Errors
    /// `overview-field-missing` with the field that the layer does not have.
    pub fn filter(
        &self,
        layer: &Layer,
        naming: Naming<'_>,
        day: Date,
    ) -> Result<Option<Filter>, Box<Diagnostic>> {
        self.rows.map(|rows| filter_of(rows, layer, naming, day)).transpose()
    }

    /// How many of the matching rows are none of its own though one may look for them there, with the names
    /// of their texts; `None` where it was cancelled.
    pub fn not_among(
        &self,
        layer: &Layer,
        naming: Naming<'_>,
        matching: &RowSet,
        day: Date,
        cancel: &CancelToken,
    ) -> Option<Vec<(&'static str, usize)>> {
        let mut counts = Vec::new();
        for (key, rows) in self.not_among {
            // A layer without the fields has no such rows to tell of.
            let Ok(plan) = filter_of(rows, layer, naming, day).and_then(|filter| filter.plan(layer)) else {
                continue;
            };
            match plan.run(layer, cancel)?.and(matching).count() {
                0 => {}
                count => counts.push((*key, count)),
            }
        }
        Some(counts)
    }

    /// What the rows of a layer come to: those that match its filter, and all of it.
    ///
    /// # Errors
    /// Where the layer lacks a field that the figure needs: missing is not zero.
    pub fn of(
        &self,
        layer: &Layer,
        naming: Naming<'_>,
        matching: &RowSet,
        day: Date,
        cancel: &CancelToken,
    ) -> Result<Option<[Tally; 2]>, Box<Diagnostic>> {
        let behind = match self.filter(layer, naming, day)? {
            None => RowSet::all(layer.len()),
            Some(filter) => match filter.plan(layer)?.run(layer, cancel) {
                Some(rows) => rows,
                None => return Ok(None),
            },
        };
        let measured = match self.said {
            Said::Count => None,
            Said::Sum(key) => Some(naming.column(layer, key).ok_or_else(|| Box::new(lacking(key)))?),
        };
        Ok(Some([&behind.and(matching), &behind].map(|rows| in_schema(measured, naming, rows))))
    }
}

/// A filter in the names that a layer has for the fields.
fn filter_of(rows: &str, layer: &Layer, naming: Naming<'_>, day: Date) -> Result<Filter, Box<Diagnostic>> {
    let before = |years: i64| {
        day.checked_sub(jiff::Span::new().years(years))
            .map_or_else(|_| day.to_string(), |day| day.to_string())
    };
    let text = rows.replace("{1y}", &before(1)).replace("{2y}", &before(2));
    let filter = Filter::parse(&text)?;
    let lacks = |key: &&str| naming.column(layer, key).is_none();
    if let Some(key) = filter.fields().into_iter().find(lacks) {
        return Err(Box::new(lacking(key)));
    }
    own_words::of_keys(&filter, layer, naming)
}

/// What rows come to in the schema's unit, whatever the file's.
fn in_schema(measured: Option<&Column>, naming: Naming<'_>, rows: &RowSet) -> Tally {
    let Some(column) = measured.filter(|column| naming.in_units_of(column, 1.0) != Some(1.0)) else {
        return tally(measured, rows);
    };
    let numbers = rows.iter().filter_map(|row| naming.number(column, row)).filter(|it| it.is_finite());
    let (count, sum) = numbers.fold((0, 0.0), |(count, sum), number| (count + 1, sum + number));
    let rows = rows.count();
    Tally { rows, sum, unmeasured: rows - count }
}

fn lacking(field: &str) -> Diagnostic {
    Diagnostic::warning("overview-field-missing").with("field", field)
}

/// The values of a field in an order that people know; empty where it has none.
pub fn domain(kind: LayerKind, key: &str) -> Vec<&'static str> {
    let def = schema::field(Some(kind), key).filter(|def| def.domain.len() <= LONGEST_DOMAIN);
    def.map(|def| def.domain.iter().map(|value| value.value).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use arrow_array::LargeStringArray;

    #[test]
    fn a_label_counts_as_its_code() {
        let day = jiff::civil::date(2026, 11, 24);
        for (key, kind, field, texts) in [
            (
                "overview-building",
                LayerKind::Projects,
                "stage",
                ["在建", "Under construction", "under construction", "投产"],
            ),
            (
                "overview-carriers-national",
                LayerKind::Carriers,
                "level",
                ["国家级", "National", "市级", "national"],
            ),
        ] {
            let texts: LargeStringArray = texts.into_iter().map(Some).collect();
            let columns = vec![column(field, Values::Text(TextArray::Plain(texts)))];
            let layer = layer(columns, &vec![Some(point(120.0, 30.0)); 4]);
            let figure = figures(kind).find(|figure| figure.key == key).unwrap();
            let (all, cancel) = (RowSet::all(4), CancelToken::default());
            let [_, tally] = figure.of(&layer, kind.into(), &all, day, &cancel).unwrap().unwrap();
            assert_eq!(tally.rows, 3, "{key}");
        }
    }
}
