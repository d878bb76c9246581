//! What to open: files, `bundled:NAME`s, or, with nothing named, the bundled maps.

use crate::jobs::OpenSource;
use crate::layer::{Layer, SourceBytes};
use crate::maps::{LayerKind, MapKind};
use std::path::{Path, PathBuf};

/// The prefix that names bundled layers.
pub const BUNDLED_PREFIX: &str = "bundled:";

/// The sources that a person's arguments name, in their order; nothing named opens nothing.
pub fn sources(paths: &[PathBuf]) -> Vec<OpenSource> {
    paths.iter().map(|path| source(path)).collect()
}

/// The source of one argument.
pub fn source(path: &Path) -> OpenSource {
    match path.to_str().and_then(|text| text.strip_prefix(BUNDLED_PREFIX)) {
        Some(name) => bundled(name).map_or_else(
            || OpenSource::Unknown(path.display().to_string()),
            OpenSource::Bytes,
        ),
        None => OpenSource::Bytes(SourceBytes::File(path.to_owned())),
    }
}

/// All bundled layers, from the bottom up.
pub fn bundled_sources() -> Vec<OpenSource> {
    Vec::new()
}

fn bundled(_name: &str) -> Option<SourceBytes> {
    None
}

/// What a layer holds, where that can be told from its source or its fields.
pub fn kind_of(_layer: &Layer) -> Option<LayerKind> {
    None
}

/// What a source holds, where that is known before it is read.
pub fn kind_of_source(_source: &OpenSource) -> Option<LayerKind> {
    None
}

/// The map that a kind belongs to.
pub fn map_of(kind: LayerKind) -> MapKind {
    match kind {
        LayerKind::Boundary
        | LayerKind::Water
        | LayerKind::Green
        | LayerKind::Roads
        | LayerKind::MetroLines
        | LayerKind::MetroStations => MapKind::Base,
        LayerKind::Land | LayerKind::Factories | LayerKind::Offices => MapKind::Space,
        LayerKind::Enterprises | LayerKind::Parks | LayerKind::Projects => MapKind::Industry,
        LayerKind::Carriers | LayerKind::Universities => MapKind::Startup,
    }
}
