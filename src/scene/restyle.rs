//! The style that a person's wishes make of a layer's own look, and what it makes of each row.
//!
//! A pure function of the layer, its kind and the wishes. Its cost grows with the rows (numbers are
//! sorted, categories counted, rows classified), so the program runs it as a job.

use super::classify::RowLooks;
use super::clusters::{can_gather, gathers_by_itself};
use super::legend::{Swatch, swatch};
use super::schemes::{SCHEMES, Scheme, SchemeSort};
use super::styling::{ColorBy, LabelBy, LabelsFrom, OFFICIAL_SCHEME, Styling};
use super::symbology::{Class, Hatch, Label, MAX_CLASSES, Rgb, SizeBy, Stroke, Style, Symbol};
use super::{classes_of_kinds, classes_of_numbers};
use crate::layer::{Column, FieldType, Layer, RowSet};
use crate::maps::binding::Naming;
use crate::maps::derive;
use crate::progress::CancelToken;
use crate::stats;
use crate::text::{Lang, text};
use std::sync::Arc;

/// A style and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Styled {
    /// The style.
    pub style: Arc<Style>,
    /// Class and size of each row.
    pub looks: Arc<RowLooks>,
    /// The numbers of the field that colours by classes of them.
    pub numbers: Option<FieldNumbers>,
}

/// How the numbers of a field lie, for the person who cuts them into classes.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldNumbers {
    /// Least number.
    pub min: f64,
    /// Greatest number.
    pub max: f64,
    /// Rows in bins of equal width between them.
    pub counts: Vec<u64>,
}

/// Bins of [`FieldNumbers`].
const BINS: usize = 40;
/// Grey of rows without a value.
pub(super) const MISSING: Rgb = Rgb(0x9C, 0xA3, 0xAF);
/// Grey of values that have no class.
const OTHER: Rgb = Rgb(0x8F, 0x97, 0xA3);
/// Diameter of the greatest point where a number sizes them and the person has not chosen one.
const SIZED_POINT_PX: f32 = 26.0;

/// The style of a layer of a kind as a person wants it; `None` where it was cancelled.
pub fn styled<'a>(
    layer: &'a Layer,
    naming: impl Into<Naming<'a>>,
    styling: &Styling,
    cancel: &CancelToken,
) -> Option<Styled> {
    // A kind may be chosen after the styling: what it makes private is left out here too.
    let naming = naming.into();
    let styling = styling.clone().sensible().without_private(naming);
    let mut style = Style::for_layer(naming, layer);
    let mut numbers = None;
    match &styling.color {
        ColorBy::Own {} => with_missing(&mut style, layer),
        ColorBy::One {} => one_colour(&mut style, &styling),
        ColorBy::Categories { field } if has_fixed_colours(layer, field, &styling) => {
            if let Some(made) = Style::for_kind_by(naming, field, layer) {
                style = made;
            }
        }
        ColorBy::Categories { field } => {
            clear(&mut style, naming, layer, field);
            if let Some(column) = layer.column(field) {
                let scheme = scheme(&styling, default_for_kinds(layer));
                let official = styling.scheme.as_deref() == Some(OFFICIAL_SCHEME);
                classes_of_kinds::add(&mut style, layer, naming, column, scheme, official, styling.reversed);
            }
        }
        ColorBy::Classes { field, method, count } => {
            clear(&mut style, naming, layer, field);
            if let Some(column) = layer.column(field) {
                let (values, none) = stats::numbers(column, &RowSet::all(layer.len()));
                if cancel.is_cancelled() {
                    return None;
                }
                let scheme = scheme(&styling, "YlGnBu");
                let on_ground = swatch(layer) != Swatch::Area;
                classes_of_numbers::add(&mut style, &values, *method, *count, |count| {
                    colours(scheme, count, styling.reversed, on_ground)
                });
                numbers = field_numbers(&values);
                if none > 0 {
                    style.classes.push(missing_class());
                }
            }
        }
    }
    if cancel.is_cancelled() {
        return None;
    }
    size_by(&mut style, layer, naming, &styling);
    apply(&mut style, layer, &styling);
    let looks = RowLooks::of(layer, &style);
    (!cancel.is_cancelled()).then(|| Styled { style: Arc::new(style), looks: Arc::new(looks), numbers })
}

/// What the legend calls a field, with its unit.
pub(super) fn title(naming: Naming<'_>, field: &str) -> Label {
    let Some(def) = naming.field(field) else { return Label::plain(field) };
    let (zh, en) = (naming.unit_label(field, Lang::Zh), naming.unit_label(field, Lang::En));
    if def.unit.is_none() {
        return Label::new(def.zh, def.en);
    }
    // Some labels say their unit themselves.
    let own = format!("({zh})");
    let label = def.zh.strip_suffix(own.as_str()).unwrap_or(def.zh);
    Label::new(format!("{label}\u{ff08}{zh}\u{ff09}"), format!("{} ({en})", def.en))
}

/// The class of rows without a value: grey and hatched, so that it is taken for none of the others.
pub(super) fn missing_class() -> Class {
    Class {
        label: Label::new(text(Lang::Zh, "value-missing"), text(Lang::En, "value-missing")),
        rgb: MISSING,
        symbol: Symbol::Ring,
        hatch: Some(Hatch::Rising),
        missing: true,
        ..Class::default()
    }
}

pub(super) fn colours(scheme: &Scheme, count: usize, reversed: bool, on_ground: bool) -> Vec<Rgb> {
    if on_ground { scheme.colours_on_ground(count, reversed) } else { scheme.colours(count, reversed) }
}

/// Whether a field has colours of its own that mean the same on every day, and nobody chose others: a
/// state must not change its colour because another one has come up.
fn has_fixed_colours(layer: &Layer, field: &str, styling: &Styling) -> bool {
    styling.scheme.is_none() && !styling.reversed && derive::follows_day(layer, field)
}

/// Takes the classes of the kind's own look away; strokes, sizes and labels stay.
fn clear(style: &mut Style, naming: Naming<'_>, layer: &Layer, field: &str) {
    style.title = title(naming, field);
    style.field = layer.column(field).map(|column| column.name.clone());
    style.classes.clear();
    style.by_prefix = false;
    style.other = OTHER;
    style.other_symbol = Symbol::Circle;
    style.other_label = Label::default();
    style.other_hatch = None;
}

/// Rows without a value of the own field are no "other".
fn with_missing(style: &mut Style, layer: &Layer) {
    let column: Option<&Column> = style.field.as_deref().and_then(|field| layer.column(field));
    let has_gaps = column.is_some_and(|column| column.values.array().null_count() > 0);
    // Where "other" says "cannot tell" already, a gap is the reason why.
    if has_gaps && style.other_hatch.is_none() && style.classes.len() < MAX_CLASSES {
        style.classes.push(missing_class());
    }
}

fn one_colour(style: &mut Style, styling: &Styling) {
    let own = style.classes.first().map_or(style.other, |class| class.rgb);
    let chosen = styling.scheme.as_deref().and_then(Scheme::by_name).and_then(|scheme| {
        let at = if scheme.sort == SchemeSort::Qualitative { scheme.most() } else { 5 };
        let colours = scheme.colours(at, styling.reversed);
        // The strong end of a ramp, the first of kinds.
        if scheme.sort == SchemeSort::Qualitative {
            colours.first().copied()
        } else {
            colours.last().copied()
        }
    });
    style.field = None;
    style.title = Label::default();
    style.classes.clear();
    style.other = chosen.unwrap_or(own);
    style.other_label = Label::default();
    style.other_hatch = None;
}

fn default_for_kinds(layer: &Layer) -> &'static str {
    if swatch(layer) == Swatch::Area { "Set2" } else { "Dark2" }
}

fn scheme(styling: &Styling, default: &str) -> &'static Scheme {
    let by_name = |name: &str| Scheme::by_name(name);
    styling.scheme.as_deref().and_then(by_name).or_else(|| by_name(default)).unwrap_or(&SCHEMES[0])
}

fn size_by(style: &mut Style, layer: &Layer, naming: Naming<'_>, styling: &Styling) {
    let Some(column) = styling.size_by.as_deref().and_then(|field| layer.column(field)) else { return };
    if !matches!(column.field_type(), FieldType::Integer | FieldType::Real) {
        return;
    }
    let (values, missing) = stats::numbers(column, &RowSet::all(layer.len()));
    let Some(greatest) = values.into_iter().reduce(f64::max).filter(|&greatest| greatest > 0.0) else {
        return;
    };
    let title = title(naming, &column.name);
    style.size_by = Some(SizeBy { field: column.name.clone(), title, greatest, missing });
    style.point_size_px = style.point_size_px.max(SIZED_POINT_PX);
}

/// Sizes, strokes, labels and scales as the person wants them.
fn apply(style: &mut Style, layer: &Layer, styling: &Styling) {
    if let Some(size) = styling.point_size_px {
        style.point_size_px = size;
    }
    let wants = styling.clusters.unwrap_or_else(|| gathers_by_itself(layer));
    style.clusters = wants && can_gather(layer);
    if let Some(opacity) = styling.fill_opacity {
        style.fill_opacity = opacity;
    }
    match styling.outline {
        Some(true) if style.stroke.is_none() => {
            style.stroke = Some(Stroke { rgb: Rgb(255, 255, 255), width_px: style.line_width_px.max(1.0) });
        }
        Some(false) => style.stroke = None,
        _ => {}
    }
    if let Some(width) = styling.line_width_px {
        // Classes with a width of their own keep their proportions.
        let factor = if style.line_width_px > 0.0 { width / style.line_width_px } else { 1.0 };
        for class in &mut style.classes {
            class.width_px = class.width_px.map(|own| own * factor);
        }
        style.line_width_px = width;
        if let Some(stroke) = &mut style.stroke {
            stroke.width_px = width;
        }
    }
    match &styling.label {
        LabelBy::Own {} => {}
        LabelBy::Nothing {} => style.label_field = None,
        LabelBy::Field { field } => {
            style.label_field = layer.column(field).map(|column| column.name.clone());
            style.label_field_en = None;
        }
    }
    match styling.labels_from {
        LabelsFrom::Own {} => {}
        LabelsFrom::Always {} => style.label_max_denominator = None,
        LabelsFrom::Scale { denominator } => style.label_max_denominator = Some(denominator),
    }
    style.max_denominator = styling.max_denominator.or(style.max_denominator);
    style.min_denominator = styling.min_denominator.or(style.min_denominator);
}

fn field_numbers(values: &[f64]) -> Option<FieldNumbers> {
    let min = values.iter().copied().reduce(f64::min)?;
    let max = values.iter().copied().reduce(f64::max)?;
    let mut counts = vec![0; BINS];
    for value in values {
        let share = if max > min { (value - min) / (max - min) } else { 0.0 };
        counts[((share * BINS as f64) as usize).min(BINS - 1)] += 1;
    }
    Some(FieldNumbers { min, max, counts })
}
