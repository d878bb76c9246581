//! The style that a layer of the three maps starts with: the symbology of its kind, on its own columns.

use super::legend::distinct_values;
use super::symbology::{Class, Hatch, Label, Rgb, Stroke, Style, Symbol};
use crate::layer::{Column, Layer};
use crate::maps::binding::Naming;
use crate::maps::schema::{self, FieldDef, LayerKind, Symbology};

impl Style {
    /// The style that a layer starts with: that of its kind where that is known.
    pub fn for_layer<'a>(naming: impl Into<Naming<'a>>, layer: &'a Layer) -> Self {
        let naming = naming.into();
        match naming.kind() {
            Some(kind) => Self::of_symbology(kind, naming, kind.symbology(), layer),
            None => Self::for_unknown(layer),
        }
    }

    /// The style of a kind over a layer, whose fields may carry the kind's names in either language.
    pub fn for_kind(kind: LayerKind, layer: &Layer) -> Self {
        Self::of_symbology(kind, kind.into(), kind.symbology(), layer)
    }

    /// The ready-made style of a kind by one of its fields; `None` where there is none.
    pub fn for_kind_by<'a>(naming: impl Into<Naming<'a>>, field: &str, layer: &'a Layer) -> Option<Self> {
        let naming = naming.into();
        let kind = naming.kind()?;
        kind.symbology_by(field).map(|symbology| Self::of_symbology(kind, naming, symbology, layer))
    }

    fn of_symbology<'a>(
        kind: LayerKind,
        naming: Naming<'a>,
        symbology: &Symbology,
        layer: &'a Layer,
    ) -> Self {
        let definition = |field: &str| schema::field(Some(kind), field);
        let in_layer = |field: &str| naming.column(layer, field).map(|column| column.name.clone());
        let title = symbology.field.and_then(definition);
        let other = &symbology.other;
        let casing = other.casing.or_else(|| symbology.classes.iter().find_map(|class| class.casing));
        // "Cannot tell" is hatched: it must not look like one more class.
        let is_unknown = other.value == "unknown";
        let mut classes: Vec<Class> = symbology.classes.iter().map(class).collect();
        let column = symbology.field.and_then(|field| naming.column(layer, field));
        if let (Some(column), Some(definition)) = (column, title) {
            take_labels_in(&mut classes, column, definition);
        }
        Self {
            field: symbology.field.and_then(in_layer),
            title: title.map(|known| Label::new(known.zh, known.en)).unwrap_or_default(),
            classes,
            by_prefix: false,
            other: rgb(other.rgb),
            other_symbol: symbol(other.symbol),
            other_label: Label::new(other.zh, other.en),
            other_hatch: is_unknown.then_some(Hatch::Rising),
            fill_opacity: symbology.fill_opacity,
            stroke: (other.width_px > 0.0).then(|| Stroke {
                rgb: symbology.outline.map_or(Rgb(255, 255, 255), rgb),
                width_px: other.width_px,
            }),
            line_width_px: other.width_px,
            casing: casing.map(|edge| Stroke { rgb: rgb(edge), width_px: 1.0 }),
            dash_px: symbology.dashed.then_some([7.0, 5.0]),
            point_size_px: symbology.point_px,
            size_by: None,
            clusters: false,
            label_field: in_layer(kind.label_field()),
            label_field_en: in_layer("name_en"),
            label_max_denominator: Some(labels_from(kind)),
            max_denominator: None,
            min_denominator: None,
        }
    }
}

/// The denominator from which on a kind's features are named: far ones first what one finds one's way by.
fn labels_from(kind: LayerKind) -> f64 {
    match kind {
        LayerKind::Boundary => 200_000.0,
        LayerKind::Water | LayerKind::MetroStations => 90_000.0,
        // One finds one's way by them in the whole of the town.
        LayerKind::Parks => 150_000.0,
        LayerKind::Universities => 60_000.0,
        LayerKind::Roads | LayerKind::MetroLines | LayerKind::Green => 30_000.0,
        LayerKind::Land | LayerKind::Projects | LayerKind::Carriers => 25_000.0,
        LayerKind::Factories | LayerKind::Offices => 12_000.0,
        LayerKind::Enterprises => 4_000.0,
    }
}

/// Adds the labels that a column has in the place of codes to the classes of those codes.
fn take_labels_in(classes: &mut [Class], column: &Column, definition: &FieldDef) {
    for text in distinct_values(column).unwrap_or_default() {
        let code = schema::code_of(definition, &text).filter(|code| *code != text);
        let class = code.and_then(|code| classes.iter_mut().find(|class| class.values[0] == code));
        if let Some(class) = class {
            class.values.push(text);
        }
    }
}

fn class(class: &schema::Class) -> Class {
    Class {
        values: vec![class.value.to_owned()],
        label: Label::new(class.zh, class.en),
        rgb: rgb(class.rgb),
        symbol: symbol(class.symbol),
        hatch: None,
        range: None,
        missing: false,
        width_px: Some(class.width_px),
        casing: class.casing.map(rgb),
    }
}

fn rgb([red, green, blue]: [u8; 3]) -> Rgb {
    Rgb(red, green, blue)
}

fn symbol(symbol: schema::Symbol) -> Symbol {
    match symbol {
        schema::Symbol::Circle => Symbol::Circle,
        schema::Symbol::Square => Symbol::Square,
        schema::Symbol::Triangle => Symbol::Triangle,
        schema::Symbol::Diamond => Symbol::Diamond,
        schema::Symbol::Star => Symbol::Star,
        schema::Symbol::Hexagon => Symbol::Hexagon,
        schema::Symbol::Cross => Symbol::Cross,
        schema::Symbol::TriangleDown => Symbol::TriangleDown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Geo, layer};
    use super::*;

    #[test]
    fn every_kind_has_a_style_with_its_classes_and_labels() {
        let layer = layer(&[(Geo::Point([120.0, 30.0]), None, "station")]);
        for &kind in LayerKind::ALL {
            let style = Style::for_kind(kind, &layer);
            assert_eq!(style.classes.len(), kind.symbology().classes.len(), "{kind:?}");
            assert_eq!(style.label_field.as_deref(), Some("name"), "{kind:?}");
        }
    }

    #[test]
    fn a_firm_belongs_to_the_class_of_its_section() {
        let style =
            Style { field: Some("name".to_owned()), ..Style::for_kind(LayerKind::Enterprises, &layer(&[])) };
        let rows = layer(&[(Geo::Nothing, None, "C"), (Geo::Nothing, None, "I"), (Geo::Nothing, None, "Z")]);
        assert_eq!(super::super::classify(&rows, &style), [0, 1, style.classes.len() as u8]);
    }
}
