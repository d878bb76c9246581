//! How each layer is drawn: the symbology of its kind as a scene style, or one made for unknown data.

use crate::app::LayerEntry;
use crate::maps::schema::{LayerKind, MapKind, Matching, Symbol as MapSymbol, Symbology};
use crate::scene::{Class, Label, Rgb, Stroke, Style, Symbol};
use eframe::egui::Color32;
use std::collections::BTreeSet;

/// The style of a layer, in the light theme or the dark one.
pub fn of_entry(entry: &LayerEntry, dark: bool) -> Style {
    let mut style = match entry.kind {
        Some(kind) => of_kind(kind, entry),
        None => Style::for_unknown(&entry.layer),
    };
    if dark && entry.map == MapKind::Base {
        darken(&mut style);
    }
    style
}

/// Brings a base layer down to the dark ground, so that the data goes on standing out.
fn darken(style: &mut Style) {
    // Dark land, and how much of it goes into each colour.
    const LAND: [f32; 3] = [32.0, 38.0, 44.0];
    const SHARE: f32 = 0.78;
    let down = |Rgb(r, g, b): Rgb| {
        let mix = |value: u8, land: f32| (f32::from(value) * (1.0 - SHARE) + land * SHARE).round() as u8;
        Rgb(mix(r, LAND[0]), mix(g, LAND[1]), mix(b, LAND[2]))
    };
    style.other = down(style.other);
    for class in &mut style.classes {
        class.rgb = down(class.rgb);
    }
    for stroke in [&mut style.stroke, &mut style.casing].into_iter().flatten() {
        stroke.rgb = down(stroke.rgb);
    }
}

/// The colour that stands for a layer in lists.
pub(super) fn swatch(style: &Style) -> Color32 {
    let rgb = style.classes.first().map_or(style.other, |class| class.rgb);
    color(rgb)
}

/// The colour of a value of the styled field; `None` where the layer is not coloured by that field.
pub(super) fn color_of(style: &Style, field: &str, value: &str) -> Option<Color32> {
    if style.field.as_deref() != Some(field) {
        return None;
    }
    let class = style.classes.iter().find(|class| class.values.iter().any(|known| known == value));
    Some(color(class.map_or(style.other, |class| class.rgb)))
}

fn color(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

fn of_kind(kind: LayerKind, entry: &LayerEntry) -> Style {
    let symbology = kind.symbology();
    let field = symbology
        .field
        .and_then(|field| super::fields::column(entry, field))
        .map(|column| column.name.clone());
    let title = symbology.field.and_then(|field| super::fields::definition(Some(kind), field));
    let casing = symbology.other.casing.or_else(|| symbology.classes.iter().find_map(|class| class.casing));
    // Lines have one width in a scene: that of the middle class.
    let middle = symbology.classes.get(symbology.classes.len() / 2);
    let line_width_px = middle.map_or(symbology.other.width_px, |class| class.width_px);
    let outline = symbology.outline.map_or(Rgb(255, 255, 255), rgb);
    let is_base = kind.map() == MapKind::Base;
    Style {
        title: title.map(|definition| Label::new(definition.zh, definition.en)).unwrap_or_default(),
        classes: classes(symbology, entry, field.as_deref()),
        field,
        other: rgb(symbology.other.rgb),
        other_symbol: symbol(symbology.other.symbol),
        fill_opacity: symbology.fill_opacity,
        stroke: (symbology.other.width_px > 0.0)
            .then_some(Stroke { rgb: outline, width_px: symbology.other.width_px }),
        line_width_px,
        casing: casing.map(|edge| Stroke { rgb: rgb(edge), width_px: 1.0 }),
        dash_px: symbology.dashed.then_some([6.0, 4.0]),
        point_size_px: symbology.point_px,
        label_field: super::fields::column(entry, kind.label_field()).map(|column| column.name.clone()),
        label_max_denominator: Some(match kind {
            LayerKind::Enterprises => 8_000.0,
            LayerKind::MetroStations | LayerKind::Water => 80_000.0,
            LayerKind::Roads => 30_000.0,
            _ if is_base => 60_000.0,
            _ => 25_000.0,
        }),
        ..Style::default()
    }
}

/// The classes with the values that the layer has: a class by prefix names all that begin with it.
fn classes(symbology: &Symbology, entry: &LayerEntry, field: Option<&str>) -> Vec<Class> {
    let values: BTreeSet<String> =
        match (symbology.matching, field.and_then(|field| entry.layer.column(field))) {
            (Matching::Prefix, Some(column)) => (0..column.len())
                .map(|row| column.value(row))
                .filter(|value| !value.is_none())
                .map(|value| value.to_text().into_owned())
                .collect(),
            _ => BTreeSet::new(),
        };
    symbology
        .classes
        .iter()
        .map(|class| Class {
            values: match symbology.matching {
                Matching::Equal => vec![class.value.to_owned()],
                Matching::Prefix => {
                    values.iter().filter(|value| value.starts_with(class.value)).cloned().collect()
                }
            },
            label: Label::new(class.zh, class.en),
            rgb: rgb(class.rgb),
            symbol: symbol(class.symbol),
            hatched: false,
        })
        .collect()
}

fn rgb([r, g, b]: [u8; 3]) -> Rgb {
    Rgb(r, g, b)
}

fn symbol(symbol: MapSymbol) -> Symbol {
    match symbol {
        MapSymbol::Circle => Symbol::Circle,
        MapSymbol::Square => Symbol::Square,
        MapSymbol::Triangle | MapSymbol::TriangleDown => Symbol::Triangle,
        MapSymbol::Diamond => Symbol::Diamond,
        MapSymbol::Star => Symbol::Star,
        MapSymbol::Hexagon => Symbol::Hexagon,
        MapSymbol::Cross => Symbol::Cross,
    }
}
