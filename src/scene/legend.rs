//! The legend: one entry a class, with counts of matching rows and of all.

use super::symbology::{Rgb, Style, Symbol, other_class};
use crate::layer::{Layer, PartType, RowSet};
use crate::text::Lang;

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
    /// Whether it is hatched.
    pub hatched: bool,
    /// Rows that match the filter.
    pub matching: usize,
    /// Rows in all.
    pub total: usize,
}

/// The legend of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// What the classes are of.
    pub title: String,
    /// How swatches are drawn.
    pub swatch: Swatch,
    /// Its lines; classes without a row are left out.
    pub entries: Vec<LegendEntry>,
}

/// The legend of a layer whose rows have the given classes; `rows` are those that match, `None`: all.
pub fn legend(layer: &Layer, style: &Style, classes: &[u8], rows: Option<&RowSet>, lang: Lang) -> Legend {
    let other = other_class(style);
    let mut total = vec![0_usize; usize::from(other) + 1];
    let mut matching = total.clone();
    for (row, &class) in classes.iter().enumerate() {
        let class = usize::from(class.min(other));
        total[class] += 1;
        matching[class] += usize::from(rows.is_none_or(|rows| rows.contains(row)));
    }
    let entries = (0..=other)
        .filter(|&class| total[usize::from(class)] > 0)
        .map(|class| LegendEntry {
            class,
            label: Some(style.class_label(class).get(lang))
                .filter(|label| !label.is_empty())
                .map(str::to_owned),
            rgb: style.rgb(class),
            symbol: style.symbol(class),
            hatched: style.hatched(class),
            matching: matching[usize::from(class)],
            total: total[usize::from(class)],
        })
        .collect();
    let title = match style.title.get(lang) {
        "" => style.field.clone().unwrap_or_else(|| layer.name.clone()),
        title => title.to_owned(),
    };
    Legend { title, swatch: swatch(layer), entries }
}

/// The sort of most features, judged by the first hundred with a position.
fn swatch(layer: &Layer) -> Swatch {
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
