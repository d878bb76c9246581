//! How each layer is drawn: the symbology of its kind as a scene style, or one made for unknown data.

use crate::app::LayerEntry;
use crate::maps::schema::MapKind;
use crate::scene::{Rgb, Style};
use eframe::egui::Color32;

/// The style of a layer, in the light theme or the dark one.
pub fn of_entry(entry: &LayerEntry, dark: bool) -> Style {
    let mut style = match entry.kind {
        Some(kind) => Style::for_kind(kind, &entry.layer),
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
        class.casing = class.casing.map(down);
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
    let class = style.classes.iter().find(|class| {
        class
            .values
            .iter()
            .any(|known| if style.by_prefix { value.starts_with(known) } else { known == value })
    });
    Some(color(class.map_or(style.other, |class| class.rgb)))
}

fn color(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}
