//! Labels: which are shown and where, so that none covers another and none is cut.
//!
//! Greedy by priority over a grid of taken boxes. The text's size comes from a trait, so that this
//! needs no fonts and no window. What stood in the last frame comes first within its priority and goes
//! where it stood, so that panning changes labels at the edges of the view alone. The work of a frame is
//! bounded whatever the layers hold: see [`MAX_CANDIDATES`].

mod candidates;
mod places;
mod taken;
#[cfg(test)]
mod tests;

use super::{Camera, Style};
use crate::layer::{Layer, RowSet};
use crate::text::Lang;
use candidates::{Candidate, collect};
use std::collections::{BTreeMap, BTreeSet};
use taken::Taken;

/// Measures texts in the label font.
pub trait MeasureText {
    /// Width and height in points.
    fn size_pt(&mut self, text: &str) -> [f64; 2];
}

/// A label that found a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel {
    /// Layer and row that it names.
    pub of: (u32, u32),
    /// The text.
    pub text: String,
    /// Its middle in points of the view.
    pub center: [f64; 2],
    /// Width and height in points.
    pub size_pt: [f64; 2],
    /// Clockwise, in radians, between -π/2 and π/2: along its line; 0 for points and areas.
    pub angle: f64,
    /// Which of the places that its feature has.
    slot: u8,
}

/// A layer whose features want labels.
#[derive(Clone, Copy, Debug)]
pub struct LabelSource<'a> {
    /// The layer's number, for [`PlacedLabel::of`].
    pub id: u32,
    /// The layer.
    pub layer: &'a Layer,
    /// Names the field, and the size of its points.
    pub style: &'a Style,
    /// Rows that may be labelled; `None`: all.
    pub rows: Option<&'a RowSet>,
    /// Rows that come before all others.
    pub first: Option<&'a RowSet>,
    /// Layers with a greater one come first.
    pub priority: u8,
    /// The language of names that a layer has in both.
    pub lang: Lang,
}

/// Where labels stood in the last frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelMemory(BTreeMap<(u32, u32), Stood>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Stood {
    slot: u8,
    /// Longitude and latitude of the label's middle.
    lon_lat: [f64; 2],
}

impl LabelMemory {
    /// Of the labels that were placed for a view.
    pub fn of(camera: &Camera, placed: &[PlacedLabel]) -> Self {
        let stood = |label: &PlacedLabel| Stood {
            slot: label.slot,
            lon_lat: camera.lon_lat_from_screen(label.center),
        };
        Self(placed.iter().map(|label| (label.of, stood(label))).collect())
    }

    /// Whether a row's label stood.
    pub fn contains(&self, of: (u32, u32)) -> bool {
        self.0.contains_key(&of)
    }

    /// Rows of a layer whose labels stood.
    fn rows_of(&self, layer: u32) -> impl Iterator<Item = u32> + '_ {
        self.0.range((layer, 0)..=(layer, u32::MAX)).map(|(&(_, row), _)| row)
    }
}

/// More candidates than this in a view are not measured; the greatest and the best spread come first.
pub const MAX_CANDIDATES: usize = 800;
/// Free space around each label.
const GAP_PT: f64 = 3.0;

/// left, top, right, bottom in points of the view.
pub type Bounds = [f64; 4];

/// Places labels for a view. `before` is what stood in the last frame, `keep_out` are boxes of the view
/// in which nothing may stand, for instance under cards.
pub fn place_labels(
    camera: &Camera,
    sources: &[LabelSource<'_>],
    before: &LabelMemory,
    keep_out: &[Bounds],
    measure: &mut dyn MeasureText,
) -> Vec<PlacedLabel> {
    let mut candidates = Vec::new();
    for source in sources {
        collect(camera, source, before, &mut candidates);
    }
    candidates.sort_by(Candidate::order);
    candidates.truncate(MAX_CANDIDATES);
    let mut taken = Taken::default();
    for &bounds in keep_out {
        taken.add(bounds);
    }
    let mut placed: Vec<PlacedLabel> = Vec::new();
    let mut texts_on_lines = BTreeSet::new();
    for candidate in candidates {
        let text = candidate.text();
        let size = measure.size_pt(&text);
        let stood = before.0.get(&candidate.of);
        let free = |center: [f64; 2], angle: f64| {
            let bounds = around(center, size, angle);
            inside_view(camera, bounds) && taken.is_free(bounds)
        };
        let Some(place) = places::find(camera, &candidate, size, stood, &free) else { continue };
        // A road of many pieces is named once.
        if place.is_on_line && !texts_on_lines.insert((candidate.of.0, text.clone())) {
            continue;
        }
        taken.add(around(place.center, size, place.angle));
        placed.push(PlacedLabel {
            of: candidate.of,
            text,
            center: place.center,
            size_pt: size,
            angle: place.angle,
            slot: place.slot,
        });
    }
    placed
}

/// The upright box around a label with its free space.
fn around([x, y]: [f64; 2], [width, height]: [f64; 2], angle: f64) -> Bounds {
    let (sin, cos) = (angle.sin().abs(), angle.cos().abs());
    let half_width = (width * cos + height * sin) * 0.5 + GAP_PT;
    let half_height = (width * sin + height * cos) * 0.5 + GAP_PT;
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

fn inside_view(camera: &Camera, [left, top, right, bottom]: Bounds) -> bool {
    let [width, height] = camera.size_pt();
    left >= 0.0 && top >= 0.0 && right <= width && bottom <= height
}
