//! The nearest metro station of every site: its name, and how far it is in a straight line.
//!
//! Stations are those of the bundled layer that are in service. A site farther than [`FAR_M`] from all of
//! them has no value: the stations of one town say nothing of another.

use super::{Context, Derivation, MOST_ROWS, STRIDE, derived};
use crate::geometry::{distance_between_m, metres_per_degree};
use crate::layer::{Column, Layer, SourceBytes, TextArray, Value, Values};
use crate::maps::binding::Naming;
use crate::maps::bundled;
use crate::maps::schema::LayerKind;
use crate::progress::{CancelToken, Silent};
use crate::read::{ReadOptions, read};
use arrow_array::types::Int32Type;
use arrow_array::{DictionaryArray, Float64Array, Int32Array, StringArray};
use rstar::RTree;
use rstar::primitives::GeomWithData;
use std::sync::Arc;

/// The nearest station of sites.
pub(super) const NEAREST: Derivation = Derivation {
    kinds: &[LayerKind::Land, LayerKind::Factories, LayerKind::Offices, LayerKind::Carriers],
    fields: &["metro_m", "metro_station"],
    needs: &[],
    follows_day: false,
    columns,
};

/// Beyond this no station is near, in metres.
const FAR_M: f64 = 10_000.0;

/// Stations in a local plane of metres, in which the nearest is found; how far it is, is geodesic.
struct Stations {
    tree: RTree<GeomWithData<[f64; 2], usize>>,
    names: Vec<String>,
    places: Vec<[f64; 2]>,
    metres: [f64; 2],
}

impl Stations {
    fn of(layer: &Layer) -> Option<Self> {
        let naming = Naming::from(LayerKind::MetroStations);
        let text = |key: &str, row: usize| {
            naming
                .column(layer, key)
                .map_or(Value::Missing, |column| column.value(row))
                .to_text()
                .into_owned()
        };
        let (mut names, mut places) = (Vec::new(), Vec::new());
        for row in (0..layer.len()).filter(|&row| text("operation", row) != "在建") {
            if let Some(place) = middle(layer, row) {
                names.push(text("name", row));
                places.push(place);
            }
        }
        let [lon, lat] = metres_per_degree(places.first()?[1]);
        let in_plane = |&[x, y]: &[f64; 2]| [x * lon, y * lat];
        let points = places.iter().enumerate();
        let points = points.map(|(at, place)| GeomWithData::new(in_plane(place), at)).collect();
        Some(Self { tree: RTree::bulk_load(points), names, places, metres: [lon, lat] })
    }

    /// The nearest station and its distance in metres; `None` where all are far.
    fn nearest(&self, [x, y]: [f64; 2]) -> Option<(usize, f64)> {
        let at = self.tree.nearest_neighbor([x * self.metres[0], y * self.metres[1]])?.data;
        let metres = distance_between_m([x, y], self.places[at]);
        (metres <= FAR_M).then_some((at, metres))
    }
}

/// The middle of a feature's box.
fn middle(layer: &Layer, row: usize) -> Option<[f64; 2]> {
    let bbox = layer.shapes.get(row).bbox();
    (!bbox.is_empty()).then(|| [f64::midpoint(bbox.west, bbox.east), f64::midpoint(bbox.south, bbox.north)])
}

fn bundled_stations(cancel: &CancelToken) -> Option<Stations> {
    let found = bundled::find("base/metro_stations")?;
    let source = SourceBytes::Bundled(found.name, found.bytes);
    Stations::of(&read(&source, ReadOptions::default(), &Silent, cancel).ok()?)
}

fn columns(
    layer: &Layer,
    _naming: Naming<'_>,
    _context: Context,
    cancel: &CancelToken,
) -> Option<Vec<Column>> {
    if layer.len() > MOST_ROWS {
        return Some(Vec::new());
    }
    let Some(stations) = bundled_stations(cancel) else {
        return if cancel.is_cancelled() { None } else { Some(Vec::new()) };
    };
    let (mut metres, mut names) = (Vec::with_capacity(layer.len()), Vec::with_capacity(layer.len()));
    for row in 0..layer.len() {
        if row % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        let found = middle(layer, row).and_then(|place| stations.nearest(place));
        metres.push(found.map(|(_, metres)| metres.round()));
        names.push(found.and_then(|(at, _)| i32::try_from(at).ok()));
    }
    if metres.iter().all(Option::is_none) {
        return Some(Vec::new());
    }
    let values: StringArray = stations.names.iter().map(|name| Some(name.as_str())).collect();
    let names = DictionaryArray::<Int32Type>::try_new(Int32Array::from(names), Arc::new(values)).ok()?;
    Some(vec![
        derived("metro_m", Values::Real(Float64Array::from(metres))),
        derived("metro_station", Values::Text(TextArray::Dictionary(names))),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{layer, point};
    use proptest::prelude::*;

    #[test]
    fn the_nearest_station_is_named_with_its_distance() {
        // 下沙西站 lies at 120.308, 30.309.
        let sites = layer(Vec::new(), &[Some(point(120.309, 30.309)), Some(point(121.5, 31.2)), None]);
        let context = Context { reference_day: jiff::civil::date(2026, 1, 1) };
        let cancel = CancelToken::default();
        let found = columns(&sites, Some(LayerKind::Offices).into(), context, &cancel).unwrap();
        assert_eq!(found[0].value(0).as_f64(), Some(96.0));
        assert_eq!(found[1].value(0).to_text(), "下沙西站");
        assert!(found[0].value(1).is_none() && found[1].value(1).is_none(), "another town");
        assert!(found[0].value(2).is_none(), "no place");
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_a_linear_scan_finds(x in 120.28..120.42f64, y in 30.25..30.36f64) {
            let stations = bundled_stations(&CancelToken::default()).unwrap();
            let (_, metres) = stations.nearest([x, y]).unwrap();
            let least = stations
                .places
                .iter()
                .map(|&place| distance_between_m([x, y], place))
                .fold(f64::INFINITY, f64::min);
            prop_assert!((metres - least).abs() <= 1e-3 * least + 0.5, "{metres} {least}");
        }
    }
}
