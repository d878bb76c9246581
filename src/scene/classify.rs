//! What a style makes of each row: the number of its class, and the size of its point.

use super::symbology::{Class, MAX_CLASSES, SizeBy, Style};
use crate::layer::{Column, Layer, TextArray, Value, Values};
use arrow_array::Array;

/// What a style makes of a layer's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowLooks {
    /// The class number of each row.
    pub classes: Vec<u8>,
    /// The diameter of each row's point, in 255ths of the style's; empty where all have it whole.
    pub sizes: Vec<u8>,
}

impl RowLooks {
    /// Of all rows of a layer.
    pub fn of(layer: &Layer, style: &Style) -> Self {
        let sizes = style.size_by.as_ref().map(|by| row_sizes(layer, by)).unwrap_or_default();
        Self { classes: classify(layer, style), sizes }
    }
}

/// The class number of "other" in a style.
pub fn other_class(style: &Style) -> u8 {
    style.classes.len().min(MAX_CLASSES) as u8
}

/// The class number of each row.
pub fn classify(layer: &Layer, style: &Style) -> Vec<u8> {
    let other = other_class(style);
    let Some(column) = style.field.as_deref().and_then(|field| layer.column(field)) else {
        return vec![other; layer.len()];
    };
    let first = |wanted: &dyn Fn(&Class) -> bool| {
        style.classes.iter().take(MAX_CLASSES).position(wanted).map_or(other, |class| class as u8)
    };
    let missing = first(&|class| class.missing);
    if style.classes.iter().any(|class| class.range.is_some()) {
        let of_number = |number: f64| first(&|class| class.range.is_some_and(|range| range.contains(number)));
        return (0..layer.len())
            .map(|row| match column.value(row) {
                Value::Missing | Value::Null => missing,
                value => value.as_f64().map_or(other, of_number),
            })
            .collect();
    }
    let of_text = |text: &str| first(&|class| names(style, class, text));
    if let Values::Text(TextArray::Dictionary(array)) = &column.values
        && let Some(names) = array.values().as_any().downcast_ref::<arrow_array::StringArray>()
    {
        // One comparison a distinct value instead of one a row.
        let codes: Vec<u8> = (0..names.len())
            .map(|code| if names.is_null(code) { missing } else { of_text(names.value(code)) })
            .collect();
        return (0..array.len()).map(|row| array.key(row).map_or(missing, |code| codes[code])).collect();
    }
    (0..layer.len())
        .map(|row| match column.value(row) {
            Value::Missing | Value::Null => missing,
            value => of_text(&value.to_text()),
        })
        .collect()
}

/// The class number of one cell of the styled field, as [`classify`] gives it to the cell's row.
pub fn class_of(style: &Style, value: &Value<'_>) -> u8 {
    let by_number = style.classes.iter().any(|class| class.range.is_some());
    let text = value.to_text();
    let is_in = |class: &Class| match value {
        Value::Missing | Value::Null => class.missing,
        _ if by_number => {
            let number = value.as_f64();
            class.range.zip(number).is_some_and(|(range, number)| range.contains(number))
        }
        _ => names(style, class, &text),
    };
    let class = style.classes.iter().take(MAX_CLASSES).position(is_in);
    class.map_or(other_class(style), |class| class as u8)
}

/// Whether a class of a style names a text.
pub(super) fn names(style: &Style, class: &Class, text: &str) -> bool {
    class.values.iter().any(|value| {
        value == text || (style.by_prefix && !value.is_empty() && text.starts_with(value.as_str()))
    })
}

/// Points get no smaller than this share of the greatest, or they could not be seen and clicked.
const LEAST_SIZE: f64 = 0.16;

/// The size of each row's point: areas in proportion to the numbers, so diameters to their square roots
/// (J. J. Flannery's correction for how people see is left out: the legend's signs are drawn alike).
/// Rows without a number, and numbers below zero, get the least size.
fn row_sizes(layer: &Layer, by: &SizeBy) -> Vec<u8> {
    let column: Option<&Column> = layer.column(&by.field);
    (0..layer.len())
        .map(|row| {
            let number = column.and_then(|column| column.value(row).as_f64()).unwrap_or(0.0);
            size_of(number, by.greatest)
        })
        .collect()
}

/// The size of a number's point in 255ths of the greatest number's.
pub fn size_of(number: f64, greatest: f64) -> u8 {
    let share = if greatest > 0.0 { (number / greatest).clamp(0.0, 1.0).sqrt() } else { 0.0 };
    (share.max(LEAST_SIZE) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::super::symbology::{Label, NumberRange};
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use arrow_array::{Float64Array, Int64Array};

    fn numbers() -> Layer {
        let areas = Float64Array::from(vec![Some(3.0), Some(20.0), None, Some(500.0), Some(19.999)]);
        let desks = Int64Array::from(vec![Some(0), Some(25), None, Some(100), Some(-5)]);
        let columns = vec![column("area", Values::Real(areas)), column("desks", Values::Integer(desks))];
        layer(columns, &vec![Some(point(120.0, 30.0)); 5])
    }

    #[test]
    fn a_number_belongs_to_the_class_that_it_is_not_too_great_for_and_missing_is_none_of_them() {
        let class = |from, below| Class {
            range: Some(NumberRange { from, below, greatest: None }),
            ..Class::default()
        };
        let missing = Class { missing: true, ..Class::default() };
        let mut style = Style {
            field: Some("area".to_owned()),
            classes: vec![class(None, Some(20.0)), class(Some(20.0), None), missing],
            ..Style::default()
        };
        assert_eq!(classify(&numbers(), &style), [0, 1, 2, 1, 0]);
        let of_cell = |row| class_of(&style, &numbers().value("area", row));
        assert_eq!((0..5).map(of_cell).collect::<Vec<_>>(), [0, 1, 2, 1, 0]);
        style.classes.pop();
        assert_eq!(classify(&numbers(), &style), [0, 1, 2, 1, 0], "other, where no class takes them");
    }

    #[test]
    fn areas_of_points_are_in_proportion_to_the_number() {
        let size_by =
            SizeBy { field: "desks".to_owned(), title: Label::default(), greatest: 100.0, missing: 1 };
        let style = Style { size_by: Some(size_by), ..Style::default() };
        let looks = RowLooks::of(&numbers(), &style);
        let least = (LEAST_SIZE * 255.0).round() as u8;
        assert_eq!(looks.sizes, [least, 128, least, 255, least]);
        assert!(RowLooks::of(&numbers(), &Style::default()).sizes.is_empty());
    }
}
