//! What to open: files, `bundled:NAME`s, or, with nothing named, the bundled maps.

use crate::jobs::OpenSource;
use crate::layer::SourceBytes;
use crate::maps::bundled;
pub use crate::maps::derive::kind_of;
use crate::maps::schema::LayerKind;
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
        Some(name) => bundled::find(name).map_or_else(
            || OpenSource::Unknown(name.to_owned()),
            |layer| OpenSource::Bytes(SourceBytes::Bundled(layer.name, layer.bytes)),
        ),
        None => OpenSource::Bytes(SourceBytes::File(path.to_owned())),
    }
}

/// All bundled layers, from the bottom up.
pub fn bundled_sources() -> Vec<OpenSource> {
    bundled::all()
        .iter()
        .map(|layer| OpenSource::Bytes(SourceBytes::Bundled(layer.name, layer.bytes)))
        .collect()
}

/// What a source holds, where that is known before it is read.
pub fn kind_of_source(source: &OpenSource) -> Option<LayerKind> {
    match source {
        OpenSource::Bytes(SourceBytes::Bundled(name, _)) => LayerKind::from_path(name),
        OpenSource::Bytes(SourceBytes::File(_)) | OpenSource::Unknown(_) => None,
    }
}
