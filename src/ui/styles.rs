//! How each layer is drawn: the styles that the session worked out, in the light theme or the dark one.

use crate::app::{LayerEntry, LayerId, Session};
use crate::layer::Value;
use crate::maps::schema::MapKind;
use crate::scene::{Rgb, Style, class_of};
use eframe::egui::Color32;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The styles of the layers, as the window draws them.
#[derive(Debug, Default)]
pub struct Styles {
    is_dark: bool,
    layers: BTreeMap<LayerId, Kept>,
}

/// A style and what it was made of.
#[derive(Debug)]
struct Kept {
    of: Arc<Style>,
    is_base: bool,
    style: Style,
}

impl Styles {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The style of a layer; `None` until its first has been worked out.
    pub fn get(&self, layer: &LayerId) -> Option<&Style> {
        self.layers.get(layer).map(|kept| &kept.style)
    }

    /// Follows the session and the theme; what has not changed is not made again.
    pub fn keep(&mut self, session: &Session, dark: bool) {
        if self.is_dark != dark {
            self.is_dark = dark;
            self.layers.clear();
        }
        let document = session.document();
        self.layers.retain(|id, _| document.layer(*id).is_some());
        for entry in &document.layers {
            let Some(styled) = session.styled(entry.id) else { continue };
            let is_base = entry.map == MapKind::Base;
            let is_kept = self
                .layers
                .get(&entry.id)
                .is_some_and(|kept| Arc::ptr_eq(&kept.of, &styled.style) && kept.is_base == is_base);
            if !is_kept {
                let style = of_entry(entry, &styled.style, dark);
                self.layers.insert(entry.id, Kept { of: Arc::clone(&styled.style), is_base, style });
            }
        }
    }
}

/// The style of a layer, in the light theme or the dark one.
fn of_entry(entry: &LayerEntry, style: &Style, dark: bool) -> Style {
    let mut style = style.clone();
    // Colours that a person chose are left alone.
    let is_own = entry.styling.as_ref().is_none_or(|styling| styling.color == crate::scene::ColorBy::Own {});
    if dark && entry.map == MapKind::Base && is_own {
        darken(&mut style);
    } else if dark && let Some(stroke) = &mut style.stroke {
        // White lines around thousands of points would be all that one sees on dark ground.
        if stroke.rgb == Rgb(255, 255, 255) {
            stroke.rgb = DARK_EDGE;
        }
    }
    style
}

/// What stands for white around the data on dark ground: the dark theme's paper.
const DARK_EDGE: Rgb = Rgb(0x1A, 0x21, 0x2A);

/// Brings a base layer down to the dark ground, so that the data goes on standing out.
fn darken(style: &mut Style) {
    style.other = dark(style.other);
    for class in &mut style.classes {
        class.rgb = dark(class.rgb);
        class.casing = class.casing.map(dark);
    }
    for stroke in [&mut style.stroke, &mut style.casing].into_iter().flatten() {
        stroke.rgb = dark(stroke.rgb);
    }
}

/// A colour of the light base on the dark ground: of the same hue, so that water stays blue. Grounds
/// become dark, lighter ones less so (roads stand on land); lines with a colour of their own keep most
/// of it.
fn dark(light: Rgb) -> Rgb {
    const GROUND_FROM: f32 = 0.7;
    let (hue, saturation, lightness) = hsl(light);
    if lightness > GROUND_FROM {
        from_hsl(hue, saturation * 0.75, 0.6f32.mul_add(lightness - 0.87, 0.215))
    } else {
        from_hsl(hue, saturation * 0.85, lightness * 0.85)
    }
}

/// Hue in sixths of the circle, saturation and lightness 0 to 1 (CSS Color 4, section 7).
fn hsl(Rgb(r, g, b): Rgb) -> (f32, f32, f32) {
    let [r, g, b] = [r, g, b].map(|channel| f32::from(channel) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let (spread, lightness) = (most - least, f32::midpoint(most, least));
    if spread <= 0.0 {
        return (0.0, 0.0, lightness);
    }
    let hue = if most <= r {
        (g - b) / spread
    } else if most <= g {
        (b - r) / spread + 2.0
    } else {
        (r - g) / spread + 4.0
    };
    (hue.rem_euclid(6.0), spread / (1.0 - (2.0 * lightness - 1.0).abs()), lightness)
}

/// The inverse of [`hsl`].
fn from_hsl(hue: f32, saturation: f32, lightness: f32) -> Rgb {
    let reach = saturation * lightness.min(1.0 - lightness);
    let channel = |offset: f32| {
        let at = (offset + 2.0 * hue).rem_euclid(12.0);
        let value = lightness - reach * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0);
        (value * 255.0).round() as u8
    };
    Rgb(channel(0.0), channel(8.0), channel(4.0))
}

/// The colour that stands for a layer in lists.
pub(super) fn swatch(style: &Style) -> Color32 {
    // Of a ramp the middle: its ends say little or nothing.
    let ramp = style.classes.iter().filter(|class| class.range.is_some()).count();
    let class = style.classes.get(if ramp > 0 { ramp / 2 } else { 0 });
    color(class.filter(|class| !class.missing).map_or(style.other, |class| class.rgb))
}

/// The colour of a value of the styled field; `None` where the layer is not coloured by that field.
pub(super) fn color_of(
    style: &Style,
    field: &str,
    value: &str,
    spellings: &[impl AsRef<str>],
) -> Option<Color32> {
    // A number stands for itself: its class is seen on the map.
    let is_ramp = style.classes.iter().any(|class| class.range.is_some());
    if is_ramp || style.field.as_deref() != Some(field) {
        return None;
    }
    let is_in = |value: &str, known: &String| {
        if style.by_prefix { value.starts_with(known) } else { known == value }
    };
    // Classes of a kind have its codes, those that a person made have what the file has.
    let mut values = std::iter::once(value).chain(spellings.iter().map(AsRef::as_ref));
    let class = values.find_map(|value| {
        style.classes.iter().find(|class| class.values.iter().any(|known| is_in(value, known)))
    });
    Some(color(class.map_or(style.other, |class| class.rgb)))
}

/// The colour of a cell of the styled field, classes of numbers too; `None` where the layer is not
/// coloured by that field or the cell has no value.
pub(super) fn color_of_cell(style: &Style, field: &str, value: &Value<'_>) -> Option<Color32> {
    let is_coloured = style.field.as_deref() == Some(field) && !value.is_none();
    is_coloured.then(|| color(style.rgb(class_of(style, value))))
}

fn color(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hue_saturation_and_lightness_go_there_and_back() {
        for rgb in [Rgb(0xCF, 0xE2, 0xEF), Rgb(0xE0, 0x5A, 0x52), Rgb(255, 255, 255), Rgb(0, 128, 1)] {
            let (hue, saturation, lightness) = hsl(rgb);
            let Rgb(r, g, b) = from_hsl(hue, saturation, lightness);
            let near = |a: u8, b: u8| a.abs_diff(b) <= 1;
            assert!(near(r, rgb.0) && near(g, rgb.1) && near(b, rgb.2), "{rgb:?} became {r} {g} {b}");
        }
    }

    #[test]
    fn water_stays_blue_and_green_stays_green_in_the_dark() {
        let Rgb(r, g, b) = dark(Rgb(0xCF, 0xE2, 0xEF));
        assert!(b > g && g > r && b < 120, "{r} {g} {b}");
        let Rgb(r, g, b) = dark(Rgb(0xDC, 0xE9, 0xD5));
        assert!(g > r && g > b && g < 120, "{r} {g} {b}");
    }
}
