//! What to open: files, `bundled:NAME`s, or, with nothing named, the bundled maps.

use crate::jobs::OpenSource;
pub use crate::layer::BUNDLED_PREFIX;
use crate::layer::{Layer, SourceBytes};
use crate::maps::binding::Binding;
use crate::maps::bundled;
use crate::maps::derive;
pub use crate::maps::derive::kind_of;
use crate::maps::schema::LayerKind;
use std::path::{Path, PathBuf};

/// The sources that a person's arguments name, in their order; nothing named opens nothing.
pub fn sources(paths: &[PathBuf]) -> Vec<OpenSource> {
    paths.iter().map(|path| source(path)).collect()
}

/// The source of one argument.
pub fn source(path: &Path) -> OpenSource {
    bundled::source_of(path).map_or_else(OpenSource::Unknown, OpenSource::Bytes)
}

/// All bundled layers, from the bottom up.
pub fn bundled_sources() -> Vec<OpenSource> {
    bundled::all()
        .iter()
        .map(|layer| OpenSource::Bytes(SourceBytes::Bundled(layer.name, layer.bytes)))
        .collect()
}

/// What a layer's columns are, and with them what it holds.
pub fn binding_of(layer: &Layer) -> Binding {
    Binding::of(layer, derive::kind_by_source(&layer.source.bytes))
}

/// What a source holds, where that is known before it is read.
pub fn kind_of_source(source: &OpenSource) -> Option<LayerKind> {
    match source {
        OpenSource::Bytes(SourceBytes::Bundled(name, _)) => LayerKind::from_path(name),
        OpenSource::Bytes(SourceBytes::File(_)) | OpenSource::Unknown(_) => None,
    }
}
