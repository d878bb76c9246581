//! Facets and totals of the rows that a filter leaves, as the panels show them.

use super::FilterRequest;
use crate::filter::Filter;
use crate::filter::facet::with_condition;
use crate::layer::{Column, FieldType, Layer, RowSet};
use crate::maps::schema::{self, FieldDef};
use crate::progress::CancelToken;
use crate::stats::{self, DateHistogram};
use crate::text::Lang;
use std::sync::Arc;

/// What a layer's panels show beside its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// One entry for each field whose card is open, in the cards' order.
    pub facets: Vec<Facet>,
    /// One entry for each number field that adds up.
    pub totals: Vec<Total>,
}

/// A field's values over the rows that all *other* conditions leave, so that a card shows what
/// choosing another value would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The field.
    pub field: String,
    /// Its values.
    pub values: FacetValues,
    /// Rows without a value.
    pub missing: usize,
}

/// The values of a facet.
#[derive(Clone, Debug, PartialEq)]
pub enum FacetValues {
    /// Distinct values of the whole layer, the most frequent first, then by value.
    Categories(Vec<Category>),
    /// More distinct values than [`MOST_CATEGORIES`]: a list of them helps nobody.
    TooMany,
    /// Numbers: counts in bins of equal width between the layer's least and greatest value.
    Histogram {
        /// Least value of the whole layer.
        min: f64,
        /// Greatest value of the whole layer.
        max: f64,
        /// Counts, the last bin with its upper edge.
        counts: Vec<usize>,
    },
    /// Dates: counts in bins of whole years, months or days.
    Dates(DateHistogram),
    /// The field has no values that can be told apart or measured.
    None,
}

/// A distinct value and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The value as plain text.
    pub value: String,
    /// The code of the field's closed set that it is, or is a label of.
    pub code: Option<&'static str>,
    /// What people read for it in Chinese and English; `None` where that is the value itself.
    pub labels: Option<[String; 2]>,
    /// Its rows among those that the other conditions leave; may be 0.
    pub count: usize,
}

impl Category {
    /// A value of a field. Tables of codes are long: this is nothing for every frame.
    pub fn new(field: Option<&FieldDef>, value: String, count: usize) -> Self {
        let label = |lang| field.and_then(|def| schema::value_label(def, &value, lang));
        Self {
            code: field.and_then(|def| schema::code_of(def, &value)),
            labels: label(Lang::Zh).zip(label(Lang::En)).map(<[String; 2]>::from),
            value,
            count,
        }
    }
}

/// A sum over the matching rows. Missing values are counted, never taken as zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The field, whose name carries its unit.
    pub field: String,
    /// Sum of the values.
    pub sum: f64,
    /// Rows with a value.
    pub count: usize,
    /// Rows without one.
    pub missing: usize,
}

/// More distinct values than this are not gathered: a card asks for text instead of listing them.
pub const MOST_CATEGORIES: usize = 400;

/// Bins of a histogram, as many as a card has room for.
const BINS: usize = 20;

/// Sums up; `None` where it was cancelled.
pub(super) fn summarise(request: &FilterRequest, rows: &RowSet, cancel: &CancelToken) -> Option<Summary> {
    let layer = &request.layer;
    let mut facets = Vec::new();
    for field in &request.wanted.facets {
        let Some(column) = layer.column(field) else { continue };
        let others = rows_of_others(layer, request.filter.as_ref(), field, rows, cancel)?;
        if cancel.is_cancelled() {
            return None;
        }
        facets.push(facet(schema::field(&request.binding, field), column, &others));
    }
    let mut totals = Vec::new();
    for field in &request.wanted.totals {
        if cancel.is_cancelled() {
            return None;
        }
        totals.extend(layer.column(field).and_then(|column| total(column, rows)));
    }
    (!cancel.is_cancelled()).then_some(Summary { facets, totals })
}

/// The rows that a filter leaves with the field's own condition taken out; `rows` are those of the whole
/// filter.
pub(super) fn rows_of_others(
    layer: &Layer,
    filter: Option<&Filter>,
    field: &str,
    rows: &RowSet,
    cancel: &CancelToken,
) -> Option<Arc<RowSet>> {
    let others = with_condition(filter, field, None);
    if others.as_ref() == filter {
        return Some(Arc::new(rows.clone()));
    }
    run(layer, others.as_ref(), cancel)
}

/// Runs a filter that is known to bind; all rows where there is none, `None` where cancelled.
fn run(layer: &Layer, filter: Option<&Filter>, cancel: &CancelToken) -> Option<Arc<RowSet>> {
    let Some(filter) = filter else { return Some(Arc::new(RowSet::all(layer.len()))) };
    match filter.plan(layer) {
        Ok(plan) => plan.run(layer, cancel).map(Arc::new),
        // A part of a filter that binds does bind; should it not, the card shows no rows.
        Err(_unbound) => Some(Arc::new(RowSet::none(layer.len()))),
    }
}

fn facet(field: Option<&FieldDef>, column: &Column, rows: &RowSet) -> Facet {
    let missing = rows.iter().filter(|&row| column.value(row).is_none()).count();
    let values = match column.field_type() {
        FieldType::Integer | FieldType::Real => histogram(column, rows),
        FieldType::Bool | FieldType::Text => categories(field, column, rows),
        FieldType::Date | FieldType::DateTime => {
            let all = RowSet::all(column.len());
            stats::date_histogram(column, rows, &all).map_or(FacetValues::None, FacetValues::Dates)
        }
        FieldType::Json => FacetValues::None,
    };
    Facet { field: column.name.clone(), values, missing }
}

/// All values of the layer, also those that no row is left for: a card must not lose the box that
/// unticks them.
fn categories(field: Option<&FieldDef>, column: &Column, rows: &RowSet) -> FacetValues {
    let all = RowSet::all(column.len());
    let Some(counts) = stats::category_counts_up_to(column, rows, &all, MOST_CATEGORIES) else {
        return FacetValues::TooMany;
    };
    let named =
        counts.into_iter().filter_map(|count| Some(Category::new(field, count.value?, count.matching)));
    FacetValues::Categories(named.collect())
}

fn histogram(column: &Column, rows: &RowSet) -> FacetValues {
    let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in (0..column.len()).filter_map(|row| column.value(row).as_f64()) {
        min = min.min(value);
        max = max.max(value);
    }
    if min > max {
        return FacetValues::None;
    }
    let mut counts = vec![0; BINS];
    for value in rows.iter().filter_map(|row| column.value(row).as_f64()) {
        let share = if max > min { (value - min) / (max - min) } else { 0.0 };
        counts[((share * BINS as f64) as usize).min(BINS - 1)] += 1;
    }
    FacetValues::Histogram { min, max, counts }
}

/// The sum of a number field over rows; `None` where the field holds no numbers.
pub(super) fn total(column: &Column, rows: &RowSet) -> Option<Total> {
    if !matches!(column.field_type(), FieldType::Integer | FieldType::Real) {
        return None;
    }
    let summary = stats::summary(column, rows);
    Some(Total { field: column.name.clone(), sum: summary.sum, count: summary.count, missing: summary.none })
}
