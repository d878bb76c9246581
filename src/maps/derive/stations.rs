//! The metro stations that distances are measured to: those of a layer that a person opened, or else
//! those of the program's own.
//!
//! Stations stand in an R-tree of their positions in space (earth-centred coordinates on WGS 84, metres).
//! There the straight line through the earth orders places as the way over the ground does, at every
//! latitude and across the date line; only where two stations are as good as equally far, and where
//! rounding hangs on a millimetre, the geodesic itself is asked.

use super::metro::FAR_M;
use crate::diagnostic::Diagnostic;
use crate::geometry::distance_between_m;
use crate::layer::{GeometryType, Layer, MeasuredTo, SourceBytes, Value, well_known};
use crate::maps::binding::Naming;
use crate::maps::bundled;
use crate::maps::schema::{self, LayerKind};
use crate::progress::{CancelToken, Silent};
use crate::read::{ReadOptions, read};
use rstar::RTree;
use rstar::primitives::GeomWithData;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A layer of metro stations.
#[derive(Clone, Debug)]
pub struct StationLayer {
    layer: Arc<Layer>,
    name: Option<String>,
    name_en: Option<String>,
    operation: Option<String>,
}

impl StationLayer {
    /// The layer, where it holds metro stations and is none of the program's own: points whose kind says
    /// so, or whose name does where nothing tells their kind.
    pub fn of(layer: &Arc<Layer>, naming: Naming<'_>) -> Option<Self> {
        let is_own = matches!(layer.source.bytes, SourceBytes::Bundled(..));
        let says_so = match naming.kind() {
            Some(kind) => kind == LayerKind::MetroStations,
            // A person's "none of them" stands, whatever the file is called.
            None if naming.is_kind_by_person() => false,
            None => names_stations(&layer.name) || names_stations(&stem(layer)),
        };
        if is_own || !says_so || !is_of_points(layer) {
            return None;
        }
        let naming = if naming.kind().is_some() { naming } else { LayerKind::MetroStations.into() };
        let column = |key: &str| naming.column(layer, key).map(|column| column.name.clone());
        let name = column("name").or_else(|| {
            well_known::NAME.iter().find(|name| layer.column(name).is_some()).map(|name| (*name).to_owned())
        });
        let (name_en, operation) = (column(well_known::NAME_EN), column("operation"));
        Some(Self { layer: Arc::clone(layer), name, name_en, operation })
    }

    /// The layer with the columns that count, by field, as [`MeasuredTo`] kept them; `None` where it holds
    /// no points.
    pub fn with_columns(layer: &Arc<Layer>, columns: &BTreeMap<String, String>) -> Option<Self> {
        let column = |key: &str| columns.get(key).cloned();
        is_of_points(layer).then(|| Self {
            layer: Arc::clone(layer),
            name: column("name"),
            name_en: None,
            operation: column("operation"),
        })
    }

    /// The program's own.
    pub(in crate::maps) fn bundled(cancel: &CancelToken) -> Option<Self> {
        let found = bundled::find("base/metro_stations")?;
        let source = SourceBytes::Bundled(found.name, found.bytes);
        let layer = Arc::new(read(&source, ReadOptions::default(), &Silent, cancel).ok()?);
        let naming = Naming::from(LayerKind::MetroStations);
        let column = |key: &str| naming.column(&layer, key).map(|column| column.name.clone());
        let (name, name_en, operation) = (column("name"), column(well_known::NAME_EN), column("operation"));
        Some(Self { layer, name, name_en, operation })
    }

    /// Their layer.
    pub(in crate::maps) fn layer(&self) -> &Layer {
        &self.layer
    }

    /// The name of the station in a row; `None` where the file does not say, by code or label, that it is in
    /// service. Where it says nothing, it is.
    pub(in crate::maps) fn in_service(&self, row: usize) -> Option<String> {
        let operation = self.text(self.operation.as_ref(), row);
        let is_open = operation.is_empty() || operation_of(&operation) == Some("运营");
        is_open.then(|| self.text(self.name.as_ref(), row))
    }

    /// The name in English of the station in a row, where the file has one.
    pub(in crate::maps) fn name_en(&self, row: usize) -> Option<String> {
        Some(self.text(self.name_en.as_ref(), row)).filter(|name| !name.is_empty())
    }

    /// Says of which stations nobody knows whether they are in service; distances leave them out.
    pub fn unknown_operation(&self) -> Option<Diagnostic> {
        let operation = self.operation.as_ref()?;
        let texts = (0..self.layer.len()).map(|row| self.text(Some(operation), row));
        let mut unknown = texts.filter(|text| !text.is_empty() && operation_of(text).is_none());
        let first = unknown.next()?;
        let count = 1 + unknown.count();
        let said = Diagnostic::warning("stations-operation-unknown").in_file(self.layer.source.name());
        Some(said.with("value", first).with("count", count as u64))
    }

    /// What a layer keeps of the stations that its distances were measured to.
    pub(super) fn measured_to(stations: Option<&Self>) -> MeasuredTo {
        let Some(stations) = stations else { return MeasuredTo::Bundled };
        let columns = [("name", &stations.name), ("operation", &stations.operation)];
        MeasuredTo::Other {
            file: stations.layer.source.file_name(),
            sha256: stations.layer.source.sha256.clone(),
            columns: columns.into_iter().filter_map(|(key, column)| Some((key, column.clone()?))).collect(),
        }
    }

    /// Whether a layer's distances were measured to other stations than these; never where it has none.
    pub fn is_another_than(stations: Option<&Self>, of: &Layer) -> bool {
        of.measured_to.as_ref().is_some_and(|measured| *measured != Self::measured_to(stations))
    }

    fn text(&self, column: Option<&String>, row: usize) -> String {
        let value = column.map_or(Value::Missing, |column| self.layer.value(column, row));
        value.to_text().trim().to_owned()
    }
}

/// The value of the schema's field `operation` that a text stands for.
fn operation_of(text: &str) -> Option<&'static str> {
    let definition = schema::field(Some(LayerKind::MetroStations), "operation")?;
    schema::code_of(definition, text)
}

fn stem(layer: &Layer) -> String {
    let name = layer.source.file_name();
    name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned())
}

/// Whether a layer's name says that it holds metro stations. `metropolis` does not.
fn names_stations(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|char: char| !char.is_ascii_alphabetic()).collect();
    let any = |of: &[&str]| of.iter().any(|word| words.contains(word));
    let of_metro = any(&["metro", "subway"]) || (any(&["mtr", "rail"]) && any(&["station", "stations"]));
    let zh = ["地铁", "轨道交通", "轨道站"].iter().any(|word| name.contains(word));
    // 地铁口的餐馆 is a layer of restaurants: what follows must speak of stations, or nothing.
    let of_lines = ["线路", "保护区", "lines"].iter().any(|word| lower.contains(word));
    (of_metro || zh) && !of_lines && (zh_ends_in_station(name) || of_metro)
}

fn zh_ends_in_station(name: &str) -> bool {
    name.contains('站') || name.ends_with("地铁") || name.ends_with("轨道交通")
}

fn is_of_points(layer: &Layer) -> bool {
    let points = [GeometryType::Point, GeometryType::MultiPoint];
    let has = |of: &GeometryType| layer.shapes.has_type(*of);
    let others = GeometryType::ALL.iter().filter(|of| !points.contains(of) && **of != GeometryType::Null);
    points.iter().any(has) && !others.clone().any(has)
}

/// Stations in service, ready to be searched.
pub(super) struct Stations {
    tree: RTree<GeomWithData<[f64; 3], u32>>,
    /// Their names, in the order of their layer.
    pub(super) names: Vec<String>,
    places: Vec<[f64; 2]>,
}

/// Two stations whose distances differ by less than this are told apart by the geodesic: over ten
/// kilometres the straight line is a millimetre shorter than the way, alike in all directions to a
/// hundredth of that.
const DOUBT_M: f64 = 0.002;

impl Stations {
    /// Those of a layer that are in service; `None` where there is none.
    fn in_service(of: &StationLayer) -> Option<Self> {
        let (mut names, mut places) = (Vec::new(), Vec::new());
        for row in 0..of.layer.len() {
            let Some(name) = of.in_service(row) else { continue };
            if let Some(place) = middle(&of.layer, row) {
                names.push(name);
                places.push(place);
            }
        }
        Self::at(names, places)
    }

    pub(super) fn at(names: Vec<String>, places: Vec<[f64; 2]>) -> Option<Self> {
        if places.is_empty() {
            return None;
        }
        let points = places.iter().enumerate();
        let points = points.map(|(at, place)| GeomWithData::new(in_space(*place), at as u32)).collect();
        Some(Self { tree: RTree::bulk_load(points), names, places })
    }

    /// Those of a layer, or those of the program's own.
    pub(super) fn of(stations: Option<&StationLayer>, cancel: &CancelToken) -> Option<Self> {
        if let Some(stations) = stations {
            return Self::in_service(stations);
        }
        Self::in_service(&StationLayer::bundled(cancel)?)
    }

    /// The nearest station and the whole metres to it; `None` where all are far. Of stations that are
    /// equally far it is the first of its layer.
    pub(super) fn nearest(&self, place: [f64; 2]) -> Option<(usize, f64)> {
        let from = in_space(place);
        let mut candidates = self.tree.nearest_neighbor_iter_with_distance_2(from);
        let (first, squared) = candidates.next()?;
        let straight_m = squared.sqrt();
        if straight_m > FAR_M {
            return None;
        }
        let exact = |at: usize| distance_between_m(place, self.places[at]);
        let mut best = first.data as usize;
        let mut known = None;
        for (other, squared) in candidates {
            if squared.sqrt() > straight_m + DOUBT_M {
                break;
            }
            let other = other.data as usize;
            let so_far = *known.get_or_insert_with(|| exact(best));
            let metres = exact(other);
            if metres < so_far || (metres <= so_far && other < best) {
                (best, known) = (other, Some(metres));
            }
        }
        let metres = known.unwrap_or_else(|| {
            let metres = over_ground(straight_m);
            let on_the_edge = (metres.fract() - 0.5).abs() < DOUBT_M || FAR_M - metres < DOUBT_M;
            if on_the_edge { exact(best) } else { metres }
        });
        (metres <= FAR_M).then_some((best, metres.round()))
    }
}

/// The way over the ground for a straight line through the earth, for ways up to [`FAR_M`]: the arc of a
/// chord, whose next term is below a micrometre; that the earth is no sphere is below a tenth of a
/// millimetre.
fn over_ground(straight_m: f64) -> f64 {
    const MEAN_RADIUS_M: f64 = 6_371_000.0;
    straight_m * (1.0 + straight_m * straight_m / (24.0 * MEAN_RADIUS_M * MEAN_RADIUS_M))
}

/// A place on the ellipsoid of WGS 84 in earth-centred coordinates, in metres.
fn in_space([lon, lat]: [f64; 2]) -> [f64; 3] {
    const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_141_316;
    let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
    let normal = EQUATORIAL_RADIUS_M / (1.0 - ECCENTRICITY_SQUARED * sin_lat * sin_lat).sqrt();
    [normal * cos_lat * cos_lon, normal * cos_lat * sin_lon, normal * (1.0 - ECCENTRICITY_SQUARED) * sin_lat]
}

/// The middle of a feature's box.
pub(super) fn middle(layer: &Layer, row: usize) -> Option<[f64; 2]> {
    let bbox = layer.shapes.get(row).bbox();
    (!bbox.is_empty()).then(|| [f64::midpoint(bbox.west, bbox.east), f64::midpoint(bbox.south, bbox.north)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point, polygon};
    use crate::layer::{Column, TextArray, Values};
    use crate::maps::binding::Binding;
    use crate::text::Lang;
    use arrow_array::LargeStringArray;
    use geo::Geometry;
    use proptest::prelude::*;
    use std::path::PathBuf;

    /// A layer of a file of that name.
    fn file(name: &str, shapes: &[Option<Geometry<f64>>], columns: Vec<Column>) -> Arc<Layer> {
        let mut layer = layer(columns, shapes);
        layer.source.bytes = SourceBytes::File(PathBuf::from(name));
        layer.name = stem(&layer);
        Arc::new(layer)
    }

    #[test]
    fn points_whose_kind_or_name_says_so_are_stations() {
        let points = [Some(point(120.0, 30.0)), None];
        let is = |name: &str| StationLayer::of(&file(name, &points, Vec::new()), None.into()).is_some();
        for name in [
            "地铁站.geojson",
            "杭州地铁站点.geojson",
            "metro.geojson",
            "Metro_Stations.geojson",
            "轨道交通站.geojson",
            "subway-2025.json",
        ] {
            assert!(is(name), "{name}");
        }
        for name in [
            "metropolis.geojson",
            "地铁口餐饮.geojson",
            "metro_lines.geojson",
            "加油站.geojson",
            "stations.geojson",
        ] {
            assert!(!is(name), "{name}");
        }
        let by_kind =
            |kind: LayerKind| StationLayer::of(&file("x.geojson", &points, Vec::new()), kind.into());
        assert!(by_kind(LayerKind::MetroStations).is_some() && by_kind(LayerKind::Carriers).is_none());
        let named_otherwise = file("地铁站.geojson", &points, Vec::new());
        assert!(StationLayer::of(&named_otherwise, LayerKind::Carriers.into()).is_none(), "the kind wins");
        // A person's "none of them" is no want of knowledge: the file's name does not stand against it.
        let unknown = Binding::of(&named_otherwise, None);
        assert!(StationLayer::of(&named_otherwise, (&unknown).into()).is_some());
        let none = Binding::said(&named_otherwise, None, &unknown);
        assert!(StationLayer::of(&named_otherwise, (&none).into()).is_none(), "a person's word wins");
        let ground = [Some(polygon(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]))];
        assert!(StationLayer::of(&file("地铁站.geojson", &ground, Vec::new()), None.into()).is_none());
        let own = Arc::new(layer(Vec::new(), &points));
        assert!(StationLayer::of(&own, LayerKind::MetroStations.into()).is_none(), "bundled");
    }

    #[test]
    fn a_station_is_in_service_by_code_or_label_and_not_by_words_that_nobody_knows() {
        let texts = ["运营", "In service", "", "在建", "Under construction", "规划"];
        let points: Vec<_> = texts.iter().map(|_| Some(point(120.0, 30.0))).collect();
        let values = Values::Text(TextArray::Plain(LargeStringArray::from(texts.to_vec())));
        let of = |columns| {
            StationLayer::of(&file("地铁站.geojson", &points, columns), LayerKind::MetroStations.into())
        };
        let stations = of(vec![column("operation", values)]).unwrap();
        let open: Vec<bool> = (0..texts.len()).map(|row| stations.in_service(row).is_some()).collect();
        assert_eq!(open, [true, true, true, false, false, false]);
        let said = stations.unknown_operation().unwrap();
        assert!(
            said.message(Lang::En).contains("规划") && said.message(Lang::Zh).starts_with("1 "),
            "{said:?}"
        );
        assert!(of(Vec::new()).unwrap().unknown_operation().is_none(), "nothing is said of any");
    }

    /// What a look at every station finds.
    fn by_looking_at_all(places: &[[f64; 2]], site: [f64; 2]) -> Option<(usize, f64)> {
        let all = places.iter().enumerate().map(|(at, place)| (at, distance_between_m(site, *place)));
        let best = all.min_by(|one, other| one.1.total_cmp(&other.1))?;
        (best.1 <= FAR_M).then(|| (best.0, best.1.round()))
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_a_look_at_all_finds(
            (lon, lat) in (-180.0..180.0f64, -85.0..85.0f64),
            offsets in proptest::collection::vec((-0.2..0.2f64, -0.1..0.1f64), 1..40),
            sites in proptest::collection::vec((-0.2..0.2f64, -0.1..0.1f64), 1..20),
            twins in proptest::bool::ANY,
        ) {
            let wrap = |lon: f64| if lon > 180.0 { lon - 360.0 } else if lon < -180.0 { lon + 360.0 } else { lon };
            let mut places: Vec<[f64; 2]> =
                offsets.iter().map(|(x, y)| [wrap(lon + x), lat + y]).collect();
            if twins {
                // Stations at one place, and a hand's breadth apart.
                places.push(places[0]);
                places.push([places[0][0] + 1e-9, places[0][1]]);
            }
            let names = places.iter().enumerate().map(|(at, _)| at.to_string()).collect();
            let stations = Stations::at(names, places.clone()).unwrap();
            for (x, y) in sites {
                let site = [wrap(lon + x), lat + y];
                prop_assert_eq!(stations.nearest(site), by_looking_at_all(&places, site), "{:?}", site);
            }
        }

        #[test]
        fn the_chord_gives_the_way_over_the_ground(
            (lon, lat) in (-180.0..180.0f64, -80.0..80.0f64), (x, y) in (-0.06..0.06f64, -0.06..0.06f64),
        ) {
            let (from, to) = ([lon, lat], [lon + x, lat + y]);
            let way = distance_between_m(from, to);
            let (a, b) = (in_space(from), in_space(to));
            let straight = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
            prop_assert!((over_ground(straight) - way).abs() < DOUBT_M / 10.0, "{way}");
        }
    }
}
