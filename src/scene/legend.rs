//! The legend: one entry a class, with counts of matching rows and of all, and what a filter would ask
//! to keep that class alone.

use super::classify::{names, other_class, size_of};
use super::symbology::{Hatch, Rgb, Style, Symbol};
use crate::filter::facet::{Condition, Scalar};
use crate::layer::{Column, FieldType, Layer, PartType, RowSet, TextArray, Values};
use crate::text::{Lang, number};
use arrow_array::{Array, StringArray};

/// What the layer's features look like in the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swatch {
    /// A filled box.
    Area,
    /// A piece of a line.
    Line,
    /// The sign of the class.
    Point,
}

/// One line of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Class number.
    pub class: u8,
    /// What it says; `None` for "other", which the window words itself.
    pub label: Option<String>,
    /// Its colour.
    pub rgb: Rgb,
    /// Its sign.
    pub symbol: Symbol,
    /// How it is hatched, if it is.
    pub hatch: Option<Hatch>,
    /// Rows that match the filter.
    pub matching: usize,
    /// Rows in all.
    pub total: usize,
    /// Whether a filter can keep the class alone.
    pub can_filter: bool,
}

/// What the sizes of points say.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeKey {
    /// The field with its unit.
    pub title: String,
    /// Numbers as text with the diameters of their points in points, the greatest first.
    pub examples: Vec<(String, f32)>,
    /// Rows without a number, drawn smallest.
    pub missing: usize,
}

/// The legend of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// What the classes are of; empty where there are none.
    pub title: String,
    /// How swatches are drawn.
    pub swatch: Swatch,
    /// Its lines; classes without a row are left out.
    pub entries: Vec<LegendEntry>,
    /// What the sizes say, where a number sizes the points.
    pub sizes: Option<SizeKey>,
}

/// How many rows each class has. Costs about 2 ns a row: for large layers count on a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCounts {
    /// Of all rows, by class number.
    total: Vec<usize>,
    /// Of those that match.
    matching: Vec<usize>,
}

impl ClassCounts {
    /// Of rows with the given classes; `rows` are those that match, `None`: all.
    pub fn of(classes: &[u8], rows: Option<&RowSet>) -> Self {
        let mut total = vec![0_usize; 256];
        for &class in classes {
            total[usize::from(class)] += 1;
        }
        let Some(rows) = rows else { return Self { matching: total.clone(), total } };
        let mut matching = vec![0_usize; 256];
        for class in rows.iter().filter_map(|row| classes.get(row)) {
            matching[usize::from(*class)] += 1;
        }
        Self { total, matching }
    }

    /// How many rows match in all.
    pub fn matching(&self) -> usize {
        self.matching.iter().sum()
    }
}

/// The legend of a layer whose rows have the given classes; `rows` are those that match, `None`: all.
pub fn legend(layer: &Layer, style: &Style, classes: &[u8], rows: Option<&RowSet>, lang: Lang) -> Legend {
    legend_of_counts(layer, style, &ClassCounts::of(classes, rows), lang)
}

/// The legend of a layer whose classes have been counted.
pub fn legend_of_counts(layer: &Layer, style: &Style, counts: &ClassCounts, lang: Lang) -> Legend {
    let other = other_class(style);
    let upto_other = |counts: &[usize]| {
        let (named, others) = counts.split_at(usize::from(other));
        let mut counts = named.to_vec();
        counts.push(others.iter().sum());
        counts
    };
    let (total, matching) = (upto_other(&counts.total), upto_other(&counts.matching));
    let entries = (0..=other)
        .filter(|&class| total[usize::from(class)] > 0)
        .map(|class| LegendEntry {
            class,
            label: Some(style.class_label(class).get(lang))
                .filter(|label| !label.is_empty())
                .map(str::to_owned),
            rgb: style.rgb(class),
            symbol: style.symbol(class),
            hatch: style.hatch(class),
            matching: matching[usize::from(class)],
            total: total[usize::from(class)],
            can_filter: condition_of_class(layer, style, class).is_some(),
        })
        .collect();
    let title = match (style.title.get(lang), &style.field) {
        (_, None) => String::new(),
        ("", Some(field)) => field.clone(),
        (title, _) => title.to_owned(),
    };
    Legend { title, swatch: swatch(layer), entries, sizes: size_key(style, lang) }
}

fn size_key(style: &Style, lang: Lang) -> Option<SizeKey> {
    let by = style.size_by.as_ref()?;
    let examples = [1.0, 0.25, 0.0625]
        .map(|share| {
            let value = two_figures(by.greatest * share);
            (number(value), style.point_size_px * f32::from(size_of(value, by.greatest)) / 255.0)
        })
        .to_vec();
    Some(SizeKey { title: by.title.get(lang).to_owned(), examples, missing: by.missing })
}

/// A number cut down to two figures.
fn two_figures(value: f64) -> f64 {
    let unit = 10_f64.powf(value.abs().max(1e-9).log10().floor() - 1.0);
    (value / unit).floor() * unit
}

/// More values than this make no readable filter.
const MOST_VALUES: usize = 60;

/// The field and the condition that keep the rows of one class and no others; `None` where no card could
/// show such a condition.
pub fn condition_of_class(layer: &Layer, style: &Style, class: u8) -> Option<(String, Condition)> {
    let column = layer.column(style.field.as_deref()?)?;
    let field = column.name.clone();
    let Some(wanted) = style.classes.get(usize::from(class)) else {
        let values = distinct_values(column)?
            .into_iter()
            .filter(|value| !style.classes.iter().any(|class| names(style, class, value)))
            .collect();
        // Where gaps have no class of their own they are "other" too.
        let missing = !style.classes.iter().any(|class| class.missing) && has_gaps(column);
        return any_of(column, values, missing).map(|condition| (field, condition));
    };
    if wanted.missing {
        return Some((field, Condition::AnyOf { values: Vec::new(), missing: true }));
    }
    if let Some(range) = wanted.range {
        // The end of a condition is included, the end of a class is not.
        let max = range.below.and(range.greatest);
        let is_bounded = range.from.is_some() || max.is_some();
        return is_bounded.then_some((field, Condition::Range { min: range.from, max, missing: false }));
    }
    let values = if style.by_prefix {
        let first = |value: &str| style.classes.iter().position(|class| names(style, class, value));
        let distinct = distinct_values(column)?;
        distinct.into_iter().filter(|value| first(value) == Some(usize::from(class))).collect()
    } else {
        wanted.values.clone()
    };
    any_of(column, values, false).map(|condition| (field, condition))
}

fn has_gaps(column: &Column) -> bool {
    column.values.array().null_count() > 0
}

fn any_of(column: &Column, values: Vec<String>, missing: bool) -> Option<Condition> {
    if values.len() > MOST_VALUES || (values.is_empty() && !missing) {
        return None;
    }
    let scalar = |value: String| match column.field_type() {
        FieldType::Text => Some(Scalar::Text(value)),
        FieldType::Bool => Some(Scalar::Bool(value == "true")),
        FieldType::Integer | FieldType::Real => value.parse().ok().map(Scalar::Number),
        FieldType::Date | FieldType::DateTime | FieldType::Json => None,
    };
    if column.field_type() == FieldType::Date
        && let [day] = values.as_slice()
    {
        return Some(Condition::DateRange { min: Some(day.clone()), max: Some(day.clone()), missing });
    }
    let values = values.into_iter().map(scalar).collect::<Option<Vec<_>>>()?;
    Some(Condition::AnyOf { values, missing })
}

/// The distinct values of a text column that has few, in order.
pub(super) fn distinct_values(column: &Column) -> Option<Vec<String>> {
    let Values::Text(TextArray::Dictionary(array)) = &column.values else { return None };
    let names = array.values().as_any().downcast_ref::<StringArray>()?;
    let mut values: Vec<String> =
        (0..names.len()).filter(|&at| names.is_valid(at)).map(|at| names.value(at).to_owned()).collect();
    values.sort_unstable();
    values.dedup();
    Some(values)
}

/// The sort of most features, judged by the first hundred with a position.
pub(super) fn swatch(layer: &Layer) -> Swatch {
    let mut counts = [0_usize; 3];
    for row in 0..layer.len().min(100) {
        if let Some(part) = layer.shapes.get(row).parts().next() {
            counts[match part.part_type {
                PartType::Polygon => 0,
                PartType::Line => 1,
                PartType::Point => 2,
            }] += 1;
        }
    }
    if counts[0] >= counts[1] && counts[0] >= counts[2] {
        Swatch::Area
    } else if counts[1] >= counts[2] {
        Swatch::Line
    } else {
        Swatch::Point
    }
}
