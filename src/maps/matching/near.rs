//! The nearest of many places: an R-tree in a local plane, then the geodesic distance to the shape.
//!
//! Distances are straight lines from the middle of a site's box to the nearest point of a place (0
//! inside it): there is no network of ways to walk on.

use crate::geometry::{distance_m, metres_per_degree};
use crate::layer::Layer;
use crate::maps::binding::Naming;
use crate::text::{Lang, number_fixed};
use geo::{Geometry, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Boxes in the local plane may be off by less than this share at the scale of a city.
const PLANE_ERROR: f64 = 0.01;

/// Places that something is near to.
#[derive(Clone, Debug, Default)]
pub struct Places {
    named: Vec<(Named, Geometry<f64>)>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    metres_per_degree: [f64; 2],
    /// Beyond so many metres none of them is near.
    reach_m: Option<f64>,
}

/// What a place is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its name in English, where the file has one.
    pub name_en: Option<String>,
}

impl Named {
    /// What the feature in a row is called.
    pub(super) fn of(layer: &Layer, naming: Naming<'_>, row: usize) -> Self {
        Self { name: naming.name_of(layer, row), name_en: naming.name_en_of(layer, row) }
    }

    /// Whether a name of it, in either language, has a part that is written small.
    pub(super) fn has_part(&self, part: &str) -> bool {
        let mut names = std::iter::once(&self.name).chain(&self.name_en);
        part.is_empty() || names.any(|name| name.to_lowercase().contains(part))
    }
}

/// The nearest place.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// What it is called.
    pub named: Named,
    /// How far it is, in metres.
    pub metres: f64,
}

impl Nearest {
    /// Its name in a language, and how far it is: `金沙湖站 640 m`.
    pub fn words(&self, lang: Lang) -> String {
        let english = self.named.name_en.as_ref().filter(|_| lang == Lang::En);
        format!("{} {} m", english.unwrap_or(&self.named.name), number_fixed(self.metres, 0))
    }
}

impl Places {
    /// The rows of a layer that have a geometry; `name_of` gives the name of a row, or `None` to leave
    /// it out.
    pub fn of(layer: &Layer, mut name_of: impl FnMut(usize) -> Option<Named>) -> Self {
        let bbox = layer.bbox();
        let latitude = if bbox.is_empty() { 0.0 } else { bbox.center()[1] };
        let [east, north] = metres_per_degree(latitude);
        let mut places = Vec::new();
        let mut boxes = Vec::new();
        for row in 0..layer.len() {
            let Some(name) = name_of(row) else { continue };
            let shape = layer.shapes.get(row);
            let Some(geometry) = shape.to_geo() else { continue };
            let bbox = shape.bbox();
            let corners = Rectangle::from_corners(
                [bbox.west * east, bbox.south * north],
                [bbox.east * east, bbox.north * north],
            );
            boxes.push(GeomWithData::new(corners, places.len()));
            places.push((name, geometry));
        }
        let tree = RTree::bulk_load(boxes);
        Self { named: places, tree, metres_per_degree: [east, north], reach_m: None }
    }

    /// The same places, of which none is near beyond so many metres.
    #[must_use]
    pub fn within_reach(self, metres: f64) -> Self {
        Self { reach_m: Some(metres), ..self }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// The place nearest to a position.
    pub fn nearest(&self, at: [f64; 2]) -> Option<Nearest> {
        let [east, north] = self.metres_per_degree;
        let mut best: Option<(f64, usize)> = None;
        let from = [at[0] * east, at[1] * north];
        for (entry, squared) in self.tree.nearest_neighbor_iter_with_distance_2(from) {
            if best.is_some_and(|(metres, _)| squared.sqrt() * (1.0 - PLANE_ERROR) > metres) {
                break;
            }
            let Some(metres) = distance_m(Point::from(at), &self.named[entry.data].1) else { continue };
            // Of places at the same distance the first by name, whatever their order in the file.
            let closer = best.is_none_or(|(known, at)| {
                metres < known
                    || metres.total_cmp(&known).is_eq() && self.named[entry.data].0 < self.named[at].0
            });
            if closer {
                best = Some((metres, entry.data));
            }
        }
        best.filter(|(metres, _)| self.reach_m.is_none_or(|reach| *metres <= reach))
            .map(|(metres, at)| Nearest { named: self.named[at].0.clone(), metres })
    }

    /// How many places are no farther than so many metres.
    pub fn within(&self, at: [f64; 2], metres: f64) -> usize {
        let [east, north] = self.metres_per_degree;
        let reach = metres * (1.0 + PLANE_ERROR);
        let around = AABB::from_corners(
            [at[0] * east - reach, at[1] * north - reach],
            [at[0] * east + reach, at[1] * north + reach],
        );
        self.tree
            .locate_in_envelope_intersecting(around)
            .filter(|entry| {
                distance_m(Point::from(at), &self.named[entry.data].1)
                    .is_some_and(|distance| distance <= metres)
            })
            .count()
    }
}
