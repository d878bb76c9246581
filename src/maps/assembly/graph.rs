//! Which parcels are neighbours: the index proposes, the shared length of their boundaries decides.

use super::{Assemblies, Question};
use crate::geometry::{Plane, area_m2, polygons_of, shared_length_m};
use crate::progress::CancelToken;
use geo::MultiPolygon;
use std::collections::BTreeMap;

/// Two parcels that meet in a corner are within the tolerance of each other along twice its length; what
/// they share beyond that, in metres, makes them neighbours.
const LEAST_SHARED_M: f64 = 1.0;

/// A parcel.
pub(super) struct Parcel {
    pub(super) row: u32,
    pub(super) area_m2: f64,
    pub(super) perimeter_m: f64,
    /// Middle of its box: tells parcels apart whatever their rows are.
    key: [u64; 2],
}

/// Parcels and who is beside whom.
pub(super) struct Graph {
    pub(super) parcels: Vec<Parcel>,
    /// For each parcel its neighbours with the length that both share.
    pub(super) beside: Vec<Vec<(u32, f64)>>,
    place_of: BTreeMap<u32, u32>,
}

impl Graph {
    /// Finds all neighbours; `None` where it was cancelled.
    pub(super) fn build(
        question: &Question<'_>,
        cancel: &CancelToken,
        answer: &mut Assemblies,
    ) -> Option<Self> {
        let mut parcels = Vec::new();
        for row in question.rows.iter() {
            if row % 1024 == 0 && cancel.is_cancelled() {
                return None;
            }
            let shape = question.layer.shapes.get(row);
            let polygons = shape.to_geo().and_then(polygons_of);
            let geometry = polygons.map(geo::Geometry::MultiPolygon);
            let Some(area_m2) = geometry.as_ref().and_then(area_m2).filter(|area_m2| *area_m2 > 0.0) else {
                answer.unplaced += 1;
                continue;
            };
            answer.parcels += 1;
            let row = row as u32;
            if area_m2 >= question.area_m2 {
                answer.alone.push(row);
                continue;
            }
            let [x, y] = shape.bbox().center();
            // Bits of a shifted number stand in the order of the numbers.
            let key = [(x + 1000.0).to_bits(), (y + 1000.0).to_bits()];
            parcels.push(Parcel { row, area_m2, perimeter_m: 0.0, key });
        }
        parcels.sort_by_key(|parcel| (parcel.key, parcel.area_m2.to_bits()));
        let place_of: BTreeMap<u32, u32> =
            parcels.iter().enumerate().map(|(place, parcel)| (parcel.row, place as u32)).collect();
        let mut graph = Self { beside: vec![Vec::new(); parcels.len()], parcels, place_of };
        for place in 0..graph.parcels.len() {
            if place % 64 == 0 && cancel.is_cancelled() {
                return None;
            }
            graph.join(question, place);
        }
        for neighbours in &mut graph.beside {
            neighbours.sort_by_key(|(place, _)| *place);
        }
        Some(graph)
    }

    /// Joins a parcel with those after it.
    fn join(&mut self, question: &Question<'_>, place: usize) {
        let layer = question.layer;
        let row = self.parcels[place].row;
        let bbox = layer.shapes.get(row as usize).bbox();
        let plane = Plane::around(bbox.center());
        let own = sides(layer, row, &plane);
        self.parcels[place].perimeter_m = own.iter().map(|[a, b]| (b[0] - a[0]).hypot(b[1] - a[1])).sum();
        let reach = bbox.grown_m(question.tolerance_m).unwrap_or(bbox);
        let mut others: Vec<u32> = layer
            .index
            .rows_in(&reach)
            .filter_map(|other| self.place_of.get(&other).copied())
            .filter(|&other| other as usize > place)
            .collect();
        others.sort_unstable();
        for other in others {
            let theirs = sides(layer, self.parcels[other as usize].row, &plane);
            let shared = |left: &[[[f64; 2]; 2]], right: &[[[f64; 2]; 2]]| {
                shared_length_m(left, right, question.tolerance_m)
            };
            let shared_m = shared(&own, &theirs).min(shared(&theirs, &own)) - 2.0 * question.tolerance_m;
            if shared_m >= LEAST_SHARED_M {
                self.beside[place].push((other, shared_m));
                self.beside[other as usize].push((place as u32, shared_m));
            }
        }
    }

    /// What tells a group of rows from others, whatever the order of the layer's rows.
    pub(super) fn key(&self, rows: &[u32]) -> Vec<u32> {
        let mut places: Vec<u32> = rows.iter().filter_map(|row| self.place_of.get(row).copied()).collect();
        places.sort_unstable();
        places
    }
}

/// The sides of a row's polygons in a plane.
fn sides(layer: &crate::layer::Layer, row: u32, plane: &Plane) -> Vec<[[f64; 2]; 2]> {
    layer
        .shapes
        .get(row as usize)
        .parts()
        .filter(|part| part.part_type == crate::layer::PartType::Polygon)
        .flat_map(|part| part.rings())
        .flat_map(|ring| ring.windows(2).map(|pair| [plane.metres_from(pair[0]), plane.metres_from(pair[1])]))
        .collect()
}

/// The polygons of a row.
pub(super) fn polygons(layer: &crate::layer::Layer, row: u32) -> Option<MultiPolygon<f64>> {
    layer.shapes.get(row as usize).to_geo().and_then(polygons_of)
}
