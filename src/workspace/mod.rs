//! The workspace file `NAME.threemaps.json`: everything that a person has made of some layers, so that it
//! can be opened again. The layers themselves stay where they are; the file names them.
//!
//! It is JSON with a version. Reading is strict: an unknown member or a value that cannot be meant is an
//! error with line and column, because what is passed over in silence is lost with the next saving.
//! What is not written is as it is without a workspace: a layer may be its source alone. The bundled maps'
//! own workspace is such a file.

mod columns;
mod file;
mod own_files;
mod paths;

pub use columns::Said;
pub use file::{Expected, read, write};
pub use own_files::why_no_layer;
pub use paths::{named, resolved};

use crate::maps::binding::MeasureUnit;
use crate::maps::ledger::Benchmark;
use crate::maps::matching::Brief;
use crate::maps::schema::{LayerKind, MapKind};
use crate::scene::Styling;
use crate::stats::Measure;
use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::path::Path;

/// What a workspace file's name ends with.
pub const ENDING: &str = ".threemaps.json";
/// The version of the file's shape that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// The member that says what the file is.
const FORMAT: &str = "three-maps-workspace";

/// A workspace as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceFile {
    /// What the file is.
    pub format: Format,
    /// The version of its shape.
    pub version: Version,
    /// What the workspace is called, where it has another name than its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Whether its layers are made up.
    #[serde(default, skip_serializing_if = "is_default")]
    pub illustrative: bool,
    /// The map that shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<MapKind>,
    /// Where the camera looks; at all of the map where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<ViewRecord>,
    /// Source of the layer that is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// The day that derived fields count to; today where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_day: Option<Date>,
    /// What the ledger of idle land holds it against.
    #[serde(default, skip_serializing_if = "is_default")]
    pub benchmark: Benchmark,
    /// The layers from the bottom up. A map may stand there more than once, where its layers lie between
    /// those of another.
    pub maps: Vec<MapRecord>,
    /// Sites put aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortlist: Vec<SiteRecord>,
    /// Sites of the shortlist that stand side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<SiteRecord>,
    /// Notes on sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteRecord>,
    /// What a prospect needs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub brief: Brief,
    /// Views to come back to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookmarks: Vec<BookmarkRecord>,
}

/// Layers of a map that follow each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapRecord {
    /// Which map.
    pub map: MapKind,
    /// Its layers, from the bottom up.
    pub layers: Vec<LayerRecord>,
}

/// A layer. In the file it may be its source alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayerRecord {
    /// `bundled:space/land`, or a file, relative to the workspace's where that works.
    pub source: String,
    /// Size of the source in bytes when the workspace was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Its SHA-256 then, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What the layer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LayerKind>,
    /// Whether a person said so; without a kind, that it is none of them.
    #[serde(skip_serializing_if = "is_default")]
    pub kind_by_person: bool,
    /// Its title, where it is another than the source gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it shows.
    #[serde(skip_serializing_if = "is_true")]
    pub visible: bool,
    /// Whether nobody has said yet to which map it belongs.
    #[serde(skip_serializing_if = "is_default")]
    pub asks_map: bool,
    /// What a person said of its columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnRecord>,
    /// Its filter, CQL2 as it was typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// The filter in force, where the text is in error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_in_force: Option<String>,
    /// Fields whose filter card is open; as its kind has them where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cards: Option<Vec<String>>,
    /// How a person wants it drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub styling: Option<Styling>,
    /// What its chart shows, where a person has chosen that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chart: Option<ChartRecord>,
}

/// What the chart of a layer shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartRecord {
    /// The field that rows are grouped by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is said of each group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

/// What a person said of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AnyColumn")]
pub struct ColumnRecord {
    /// The column.
    pub column: String,
    /// Key of the field that it is; none where it is no field of the schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The unit of its numbers, where a person said that too: of the field's measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<MeasureUnit>,
}

/// What may be written of a column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyColumn {
    column: String,
    field: Option<String>,
    unit: Option<MeasureUnit>,
}

impl TryFrom<AnyColumn> for ColumnRecord {
    type Error = &'static str;

    fn try_from(AnyColumn { column, field, unit }: AnyColumn) -> Result<Self, Self::Error> {
        if field.is_none() && unit.is_some() {
            return Err("`unit` is that of a `field`");
        }
        Ok(Self { column, field, unit })
    }
}

/// A site, by the names of layer and feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRecord {
    /// Source of its layer, as [`LayerRecord::source`].
    pub layer: String,
    /// Its identifier, or `#` and its number.
    pub feature: String,
    /// Its number in the source, from 1: of features that share an identifier it tells which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
}

/// A note on a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteRecord {
    /// Source of its layer, as [`LayerRecord::source`].
    pub layer: String,
    /// Its identifier, or `#` and its number.
    pub feature: String,
    /// The note.
    pub text: String,
}

/// A map and a view under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookmarkRecord {
    /// As the person named it.
    pub name: String,
    /// The map.
    pub map: MapKind,
    /// The view.
    pub view: ViewRecord,
}

/// Where a camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "AnyView")]
pub struct ViewRecord {
    /// Longitude and latitude at the middle, in degrees.
    pub center: [f64; 2],
    /// Zoom as web maps count it.
    pub zoom: f64,
}

/// A view that may lie outside of the world.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyView {
    center: [f64; 2],
    zoom: f64,
}

impl TryFrom<AnyView> for ViewRecord {
    type Error = &'static str;

    fn try_from(AnyView { center: [lon, lat], zoom }: AnyView) -> Result<Self, Self::Error> {
        if lon.abs() > 180.0 || lat.abs() > 90.0 || !(0.0..=40.0).contains(&zoom) {
            return Err("center is [longitude, latitude] in degrees, zoom 0 to 40");
        }
        Ok(Self { center: [lon, lat], zoom })
    }
}

/// The member `format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Format {
    /// A workspace.
    #[default]
    #[serde(rename = "three-maps-workspace")]
    Workspace,
}

/// The member `version`; another one is told of before anything else is read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub u64);

impl Default for Version {
    fn default() -> Self {
        Self(VERSION)
    }
}

impl LayerRecord {
    /// A layer of which nothing is said but its source.
    pub fn of_source(source: String) -> Self {
        Self {
            source,
            size: None,
            sha256: None,
            kind: None,
            kind_by_person: false,
            title: None,
            visible: true,
            asks_map: false,
            columns: Vec::new(),
            filter: String::new(),
            filter_in_force: None,
            cards: None,
            styling: None,
            chart: None,
        }
    }
}

/// The members of a layer that is written as an object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerMembers {
    source: String,
    size: Option<u64>,
    sha256: Option<String>,
    kind: Option<LayerKind>,
    #[serde(default)]
    kind_by_person: bool,
    title: Option<String>,
    visible: Option<bool>,
    #[serde(default)]
    asks_map: bool,
    #[serde(default)]
    columns: Vec<ColumnRecord>,
    #[serde(default)]
    filter: String,
    filter_in_force: Option<String>,
    cards: Option<Vec<String>>,
    styling: Option<Styling>,
    chart: Option<ChartRecord>,
}

impl From<LayerMembers> for LayerRecord {
    fn from(it: LayerMembers) -> Self {
        Self {
            source: it.source,
            size: it.size,
            sha256: it.sha256,
            kind: it.kind,
            kind_by_person: it.kind_by_person,
            title: it.title,
            visible: it.visible.unwrap_or(true),
            asks_map: it.asks_map,
            columns: it.columns,
            filter: it.filter,
            filter_in_force: it.filter_in_force,
            cards: it.cards,
            styling: it.styling,
            chart: it.chart,
        }
    }
}

impl<'de> Deserialize<'de> for LayerRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An untagged enum would lose the place of what is wrong.
        struct Either;
        impl<'de> de::Visitor<'de> for Either {
            type Value = LayerRecord;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a source or an object with a member `source`")
            }

            fn visit_str<E: de::Error>(self, source: &str) -> Result<LayerRecord, E> {
                Ok(LayerRecord::of_source(source.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<LayerRecord, A::Error> {
                LayerMembers::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl WorkspaceFile {
    /// The layers with their maps, from the bottom up.
    pub fn layers(&self) -> impl Iterator<Item = (MapKind, &LayerRecord)> {
        self.maps.iter().flat_map(|group| group.layers.iter().map(|layer| (group.map, layer)))
    }

    /// Groups layers by their maps without changing their order.
    pub fn grouped(layers: impl IntoIterator<Item = (MapKind, LayerRecord)>) -> Vec<MapRecord> {
        let mut maps: Vec<MapRecord> = Vec::new();
        for (map, layer) in layers {
            match maps.last_mut().filter(|group| group.map == map) {
                Some(group) => group.layers.push(layer),
                None => maps.push(MapRecord { map, layers: vec![layer] }),
            }
        }
        maps
    }

    /// What a person would miss: the same without what a look around changes (the map that shows, the
    /// chosen layer, the camera, the charts).
    #[must_use]
    pub fn without_look(mut self) -> Self {
        (self.map, self.view, self.chosen) = (None, None, None);
        for layer in self.maps.iter_mut().flat_map(|group| &mut group.layers) {
            layer.chart = None;
        }
        self
    }
}

/// Whether a file is a workspace, by its name.
pub fn is_workspace(path: &Path) -> bool {
    path.file_name().is_some_and(|name| ending_at(&name.to_string_lossy()).is_some())
}

/// What a workspace is called by its file: the file's name without its ending.
pub fn name_by_file(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match ending_at(&name).and_then(|at| name.get(..at)) {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// Where the ending of a workspace's name begins.
fn ending_at(name: &str) -> Option<usize> {
    let at = name.len().checked_sub(ENDING.len())?;
    name.get(at..)?.eq_ignore_ascii_case(ENDING).then_some(at)
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_true(value: &bool) -> bool {
    *value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_is_called_by_its_file_whatever_the_ending() {
        for (file, name, is_one) in [
            ("招商.threemaps.json", "招商", true),
            ("Plan.ThreeMaps.JSON", "Plan", true),
            ("a-long-name-of-a-plan.json", "a-long-name-of-a-plan", false),
            ("一二三四五六.json", "一二三四五六", false),
            ("plan", "plan", false),
        ] {
            let path = Path::new("/somewhere").join(file);
            assert_eq!((name_by_file(&path).as_str(), is_workspace(&path)), (name, is_one), "{file}");
        }
    }
}
