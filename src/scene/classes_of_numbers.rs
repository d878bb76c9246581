//! Classes of a number as a style's classes: a ramp of colours, and labels such as `20–60`.

use super::symbology::{Class, Label, NumberRange, Rgb, Style};
use crate::stats::{ClassMethod, NumberClass, number_classes};
use crate::text::{number, number_fixed};

/// Adds the classes of some numbers to a style; `ramp` gives so many colours, the first for the least.
pub(super) fn add(
    style: &mut Style,
    values: &[f64],
    method: ClassMethod,
    count: usize,
    ramp: impl Fn(usize) -> Vec<Rgb>,
) {
    let classes = number_classes(values, method, count);
    let colours = ramp(classes.len());
    style.classes.extend(classes.iter().zip(colours).map(|(class, rgb)| Class {
        label: Label::plain(&label(class, method == ClassMethod::Pretty)),
        rgb,
        range: Some(NumberRange {
            from: class.from,
            below: class.below,
            greatest: class.extent.map(|[_, greatest]| greatest),
        }),
        ..Class::default()
    }));
}

/// `20–60`; at the ends `< 20` and `≥ 120` where edges are round, and the least and greatest number
/// where they are not.
fn label(class: &NumberClass, open_ends: bool) -> String {
    match (class.from, class.below, class.extent) {
        (None, Some(below), _) if open_ends => format!("< {}", number(below)),
        (Some(from), None, _) if open_ends => format!("\u{2265} {}", number(from)),
        (from, below, extent) => {
            let [least, greatest] = extent.unwrap_or_default();
            let low = from.map_or_else(|| shortened(least), number);
            let high = below.map_or_else(|| shortened(greatest), number);
            if low == high {
                low
            } else if low.starts_with('-') || high.starts_with('-') {
                // Signs and dashes would run together.
                format!("{low} \u{2013} {high}")
            } else {
                format!("{low}\u{2013}{high}")
            }
        }
    }
}

/// A number of the data without decimals that nobody reads in a legend.
fn shortened(value: f64) -> String {
    let text = number_fixed(value, if value.abs() >= 1.0 { 2 } else { 4 });
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], method: ClassMethod, count: usize) -> Vec<String> {
        let mut style = Style::default();
        add(&mut style, values, method, count, |count| vec![Rgb(0, 0, 0); count]);
        style.classes.into_iter().map(|class| class.label.zh).collect()
    }

    #[test]
    fn labels_are_ranges_with_thousands_apart() {
        let values = [12.0, 1_500.0, 2_600.0, 3_999.5, 7_000.25];
        assert_eq!(
            labels(&values, ClassMethod::Pretty, 4),
            ["< 2,000", "2,000\u{2013}4,000", "4,000\u{2013}6,000", "\u{2265} 6,000"]
        );
        assert_eq!(labels(&values, ClassMethod::Quantile, 2), ["12\u{2013}2,000", "2,000\u{2013}7,000.25"]);
        assert_eq!(labels(&[-7.0, -1.0, 50.0], ClassMethod::Natural, 2), ["-7 \u{2013} 0", "0\u{2013}50"]);
        assert_eq!(labels(&[3.0, 3.0], ClassMethod::Equal, 5), ["3"]);
    }
}
