//! Drawing on the map, without a window: the tool in hand, the corners set so far, and what was drawn
//! last. Where the pointer is belongs to nobody's state: [`Drawing::ended_at`] says what would come of it.

use crate::geometry::{Area, BBox, Measurement, distance_between_m, is_on_globe};
use serde::{Deserialize, Serialize};

/// A tool of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// Points at features and selects what is clicked; drags move the map.
    #[default]
    Pick,
    /// Selects what a box touches.
    Box,
    /// Selects what a polygon touches.
    Polygon,
    /// Selects what lies within so many metres of a place.
    Radius,
    /// Measures a way.
    MeasureDistance,
    /// Measures the ground inside a ring.
    MeasureArea,
}

impl Tool {
    /// All tools, in the order of the bar.
    pub const ALL: [Self; 6] =
        [Self::Pick, Self::Box, Self::Polygon, Self::Radius, Self::MeasureDistance, Self::MeasureArea];

    /// Whether clicks set corners.
    pub fn draws(self) -> bool {
        self != Self::Pick
    }

    /// Whether what is drawn selects features.
    pub fn selects(self) -> bool {
        matches!(self, Self::Box | Self::Polygon | Self::Radius)
    }

    /// Whether two corners are all that there are, so that one drag draws it.
    pub fn is_dragged(self) -> bool {
        matches!(self, Self::Box | Self::Radius)
    }

    /// Corners that the shape needs.
    pub fn fewest_corners(self) -> usize {
        match self {
            Self::Pick => 0,
            Self::Box | Self::Radius | Self::MeasureDistance => 2,
            Self::Polygon | Self::MeasureArea => 3,
        }
    }
}

/// Something that was drawn, and stays on the map until the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "drawn")]
pub enum Drawn {
    /// An area that features were selected by.
    Area {
        /// The area.
        area: Area,
    },
    /// A way that was measured.
    Way {
        /// Its corners.
        corners: Vec<[f64; 2]>,
    },
    /// A ring that was measured.
    Ring {
        /// Its corners, the first not repeated.
        corners: Vec<[f64; 2]>,
    },
}

impl Drawn {
    /// What was measured; `None` of an area that selects.
    pub fn measurement(&self) -> Option<Measurement> {
        match self {
            Self::Area { .. } => None,
            Self::Way { corners } => Some(Measurement::of_way(corners)),
            Self::Ring { corners } => Some(Measurement::of_ring(corners)),
        }
    }

    /// The area that selects; `None` of a measurement.
    pub fn area(&self) -> Option<&Area> {
        match self {
            Self::Area { area } => Some(area),
            Self::Way { .. } | Self::Ring { .. } => None,
        }
    }
}

/// The tool in hand, the corners set so far, and what was drawn last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    tool: Tool,
    corners: Vec<[f64; 2]>,
    drawn: Option<Drawn>,
}

impl Drawing {
    /// The tool in hand.
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// The corners of the draft, in order; none where nothing is being drawn.
    pub fn corners(&self) -> &[[f64; 2]] {
        &self.corners
    }

    /// What was drawn last, until the next is begun.
    pub fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// Whether there is nothing on the map: no draft, nothing drawn.
    pub fn is_clear(&self) -> bool {
        self.corners.is_empty() && self.drawn.is_none()
    }

    /// Takes a tool up; draft and drawn shape go.
    pub fn take_up(&mut self, tool: Tool) {
        *self = Self { tool, ..Self::default() };
    }

    /// Sets a corner. The first of a new draft takes the place of what was drawn. A corner where the
    /// last one is, one off the globe, and one too many change nothing.
    pub fn set_corner(&mut self, at: [f64; 2]) {
        let at = to_the_centimetre(at);
        let is_full = self.tool.is_dragged() && self.corners.len() >= self.tool.fewest_corners();
        let same = |last: &[f64; 2]| last.map(f64::to_bits) == at.map(f64::to_bits);
        if !self.tool.draws() || is_full || !is_on_globe(at) || self.corners.last().is_some_and(same) {
            return;
        }
        self.drawn = None;
        self.corners.push(at);
    }

    /// Takes the last corner back.
    pub fn take_back(&mut self) {
        self.corners.pop();
    }

    /// Throws the draft away; what was drawn before it is gone already.
    pub fn cancel(&mut self) {
        self.corners.clear();
    }

    /// Throws draft and drawn shape away; the tool stays.
    pub fn clear(&mut self) {
        self.take_up(self.tool);
    }

    /// Shows an area that was not drawn by hand but named (a typed radius); the draft goes.
    pub fn show(&mut self, area: Area) {
        self.corners.clear();
        self.drawn = Some(Drawn::Area { area });
    }

    /// Ends the draft: what came of it stays drawn. `None`, and the draft stays, where corners are
    /// missing yet.
    pub fn end(&mut self) -> Option<&Drawn> {
        let drawn = shape(self.tool, &self.corners)?;
        self.corners.clear();
        Some(self.drawn.insert(drawn))
    }

    /// What would come of the draft with one more corner at the pointer. Before corners suffice for an
    /// area, the way between them. `None` where nothing is being drawn.
    pub fn ended_at(&self, pointer: Option<[f64; 2]>) -> Option<Drawn> {
        if self.corners.is_empty() {
            return None;
        }
        let is_full = self.tool.is_dragged() && self.corners.len() >= self.tool.fewest_corners();
        let mut corners = self.corners.clone();
        corners.extend(pointer.map(to_the_centimetre).filter(|&at| !is_full && is_on_globe(at)));
        shape(self.tool, &corners).or(Some(Drawn::Way { corners }))
    }
}

/// Seven decimals of a degree: what a hand draws is no finer, and goes into filters that people read.
fn to_the_centimetre(at: [f64; 2]) -> [f64; 2] {
    at.map(|degrees| (degrees * 1e7).round() / 1e7)
}

/// The shape that a tool makes of corners; `None` where they are too few or enclose nothing.
fn shape(tool: Tool, corners: &[[f64; 2]]) -> Option<Drawn> {
    if corners.len() < tool.fewest_corners() {
        return None;
    }
    let area = |area: Area| area.is_valid().then_some(Drawn::Area { area });
    match tool {
        Tool::Pick => None,
        Tool::Box => area(Area::Box { bbox: BBox::of(&corners[..2]) }),
        Tool::Polygon => area(Area::Polygon { ring: corners.to_vec() }),
        Tool::Radius => {
            let radius_m = (distance_between_m(corners[0], corners[1]) * 100.0).round() / 100.0;
            area(Area::Radius { center: corners[0], radius_m })
        }
        Tool::MeasureDistance => Some(Drawn::Way { corners: corners.to_vec() }),
        Tool::MeasureArea => Some(Drawn::Ring { corners: corners.to_vec() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: [f64; 2] = [120.34, 30.30];
    const B: [f64; 2] = [120.35, 30.30];
    const C: [f64; 2] = [120.35, 30.31];

    fn drawing(tool: Tool, corners: &[[f64; 2]]) -> Drawing {
        let mut drawing = Drawing::default();
        drawing.take_up(tool);
        for &at in corners {
            drawing.set_corner(at);
        }
        drawing
    }

    #[test]
    fn each_tool_makes_its_shape() {
        let mut radius = drawing(Tool::Radius, &[A, B]);
        let Some(Drawn::Area { area: Area::Radius { center, radius_m } }) = radius.end() else {
            panic!("{radius:?}");
        };
        assert!(
            center.map(f64::to_bits) == A.map(f64::to_bits) && (radius_m - 962.0).abs() < 1.0,
            "{radius_m}"
        );
        let mut boxed = drawing(Tool::Box, &[C, A]);
        let bbox = BBox::new(120.34, 30.30, 120.35, 30.31);
        assert_eq!(boxed.end(), Some(&Drawn::Area { area: Area::Box { bbox } }));
        let mut polygon = drawing(Tool::Polygon, &[A, B]);
        assert_eq!(polygon.end(), None);
        assert_eq!(polygon.corners(), [A, B], "the draft goes on");
        polygon.set_corner(C);
        assert!(polygon.end().is_some() && polygon.corners().is_empty());
        assert!(matches!(drawing(Tool::MeasureDistance, &[A, B]).end(), Some(Drawn::Way { .. })));
        let mut ring = drawing(Tool::MeasureArea, &[A, B, C]);
        assert!(ring.end().unwrap().measurement().unwrap().area_m2.is_some());
    }

    #[test]
    fn corners_are_set_once_taken_back_and_never_too_many() {
        let mut way = drawing(Tool::MeasureDistance, &[A, A, B, [f64::NAN, 0.0], [200.0, 0.0]]);
        assert_eq!(way.corners(), [A, B]);
        way.take_back();
        way.take_back();
        way.take_back();
        assert!(way.corners().is_empty() && way.end().is_none());
        assert_eq!(drawing(Tool::Box, &[A, B, C]).corners(), [A, B]);
        assert_eq!(drawing(Tool::Pick, &[A]).corners(), [] as [[f64; 2]; 0]);
    }

    #[test]
    fn what_was_drawn_stays_until_the_next_is_begun_or_another_tool_taken() {
        let mut way = drawing(Tool::MeasureDistance, &[A, B]);
        way.end();
        assert!(way.drawn().is_some());
        way.set_corner(C);
        assert!(way.drawn().is_none());
        way.cancel();
        assert!(way.is_clear() && way.tool() == Tool::MeasureDistance);
        way.show(Area::Radius { center: A, radius_m: 500.0 });
        way.take_up(Tool::Pick);
        assert!(way.is_clear());
    }

    #[test]
    fn the_pointer_shows_what_would_come() {
        let polygon = drawing(Tool::Polygon, &[A]);
        assert_eq!(polygon.ended_at(Some(B)), Some(Drawn::Way { corners: vec![A, B] }));
        assert_eq!(drawing(Tool::Polygon, &[]).ended_at(Some(B)), None);
        let radius = drawing(Tool::Radius, &[A]);
        assert!(radius.ended_at(Some(B)).unwrap().area().is_some());
        assert_eq!(radius.ended_at(None), Some(Drawn::Way { corners: vec![A] }));
    }

    proptest! {
        #[test]
        fn what_the_pointer_shows_is_what_ending_there_gives(
            tool in prop::sample::select(Tool::ALL.to_vec()),
            corners in prop::collection::vec((-179.0..179.0f64, -80.0..80.0f64), 1..6),
            pointer in (-179.0..179.0f64, -80.0..80.0f64),
        ) {
            let corners: Vec<[f64; 2]> = corners.into_iter().map(|(x, y)| [x, y]).collect();
            let mut drawing = drawing(tool, &corners);
            let pointer = [pointer.0, pointer.1];
            let shown = drawing.ended_at(Some(pointer));
            drawing.set_corner(pointer);
            if let Some(drawn) = drawing.end() {
                prop_assert_eq!(Some(drawn), shown.as_ref());
            } else {
                let is_way = shown.is_none_or(|shown| matches!(shown, Drawn::Way { .. }));
                prop_assert!(is_way);
            }
        }
    }
}
