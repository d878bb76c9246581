//! How each layer is drawn: the styles that the session worked out, in the light theme or the dark one.

use crate::app::{LayerEntry, LayerId, Session};
use crate::maps::schema::MapKind;
use crate::scene::{Rgb, Style};
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
    let is_own = entry.styling.as_ref().is_none_or(|styling| styling.color == crate::scene::ColorBy::Own);
    if dark && entry.map == MapKind::Base && is_own {
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
    // Of a ramp the middle: its ends say little or nothing.
    let ramp = style.classes.iter().filter(|class| class.range.is_some()).count();
    let class = style.classes.get(if ramp > 0 { ramp / 2 } else { 0 });
    color(class.filter(|class| !class.missing).map_or(style.other, |class| class.rgb))
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
