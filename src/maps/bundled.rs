//! The maps that the program carries: 大创小镇 as a sample, embedded, so that it starts from any folder.

use super::schema::LayerKind;
use crate::layer::{BUNDLED_PREFIX, SourceBytes};
use std::path::Path;

/// A bundled layer.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// Its name, such as `space/land`.
    pub name: &'static str,
    /// What it holds.
    pub kind: LayerKind,
    /// The GeoJSON file.
    pub bytes: &'static [u8],
}

/// The workspace file that names the layers, map by map, from the bottom up.
pub const WORKSPACE: &[u8] = include_bytes!("../../maps/dachuang.threemaps.json");

macro_rules! layer {
    ($kind:ident, $name:literal) => {
        Bundled {
            name: $name,
            kind: LayerKind::$kind,
            bytes: include_bytes!(concat!("../../maps/", $name, ".geojson")),
        }
    };
}

static LAYERS: &[Bundled] = &[
    layer!(Boundary, "base/boundary"),
    layer!(Water, "base/water"),
    layer!(Green, "base/green"),
    layer!(Roads, "base/roads"),
    layer!(MetroLines, "base/metro_lines"),
    layer!(MetroStations, "base/metro_stations"),
    layer!(Land, "space/land"),
    layer!(Factories, "space/factories"),
    layer!(Offices, "space/offices"),
    layer!(Parks, "industry/parks"),
    layer!(Enterprises, "industry/enterprises"),
    layer!(Projects, "industry/projects"),
    layer!(Universities, "startup/universities"),
    layer!(Carriers, "startup/carriers"),
];

/// All bundled layers, from the bottom up.
pub fn all() -> &'static [Bundled] {
    LAYERS
}

/// The source that a path names: a file, or a bundled layer such as `bundled:space/land`.
///
/// # Errors
/// The name of a bundled layer that there is not.
pub fn source_of(path: &Path) -> Result<SourceBytes, String> {
    match path.to_str().and_then(|text| text.strip_prefix(BUNDLED_PREFIX)) {
        Some(name) => {
            find(name).map(|it| SourceBytes::Bundled(it.name, it.bytes)).ok_or_else(|| name.to_owned())
        }
        None => Ok(SourceBytes::File(path.to_owned())),
    }
}

/// The bundled layer of a name such as `space/land`.
pub fn find(name: &str) -> Option<Bundled> {
    LAYERS.iter().find(|layer| layer.name == name).copied()
}
