//! The names under which a site is remembered: they outlive the run, and a file that is read again.

use super::LayerEntry;
use crate::layer::{Layer, well_known};

/// The names of a site: of its layer's source, and its own.
pub(super) fn site_key(entry: &LayerEntry, row: u32) -> (String, String) {
    (entry.layer.source.name(), feature_key(&entry.layer, row as usize))
}

/// A feature's identifier, or `#` and its number in the file.
pub(super) fn feature_key(layer: &Layer, row: usize) -> String {
    let own = layer.ids.as_ref().map(|ids| ids.value(row).to_text().into_owned());
    let fields = well_known::ID.iter().map(|key| layer.value(key, row).to_text().into_owned());
    let id = own.into_iter().chain(fields).find(|id| !id.trim().is_empty());
    id.unwrap_or_else(|| format!("#{}", layer.feature_number(row)))
}
