//! The names under which a site is remembered: they outlive the run, and a file that is read again.

use super::LayerEntry;
use crate::layer::Layer;
use crate::maps::binding::{Binding, Naming};
use std::collections::{HashMap, HashSet};

/// The names of a site: of its layer's source, and its own.
pub(super) fn site_key(entry: &LayerEntry, row: u32) -> (String, String) {
    (entry.layer.source.name(), feature_key(&entry.layer, entry.into(), row as usize))
}

/// A feature's identifier, of the member or the column that has it, or `#` and its number in the file.
pub(super) fn feature_key(layer: &Layer, naming: Naming<'_>, row: usize) -> String {
    let own = layer.ids.as_ref().map(|ids| ids.value(row).to_text().into_owned());
    let id = own.filter(|id| !id.trim().is_empty()).unwrap_or_else(|| naming.id_of(layer, row));
    if id.trim().is_empty() { format!("#{}", layer.feature_number(row)) } else { id }
}

/// The rows of features by their names; `None` where more than one goes by a name.
pub(super) fn rows_by_key(
    layer: &Layer,
    naming: Naming<'_>,
    wanted: &HashSet<&str>,
) -> HashMap<String, Option<u32>> {
    let mut found: HashMap<String, Option<u32>> = HashMap::new();
    for row in 0..layer.len() {
        let key = feature_key(layer, naming, row);
        if wanted.contains(key.as_str()) {
            let row = u32::try_from(row).ok();
            found.entry(key).and_modify(|known| *known = None).or_insert(row);
        }
    }
    found
}

/// The names that features have where another column is said to hold the identifiers, by those that they had:
/// what was noted of them goes along.
pub(super) fn renamed(
    entry: &LayerEntry,
    before: &Binding,
    names: &HashSet<&str>,
) -> HashMap<String, String> {
    let is_same = |key: &str| {
        let column = |naming: Naming<'_>| naming.column(&entry.layer, key).map(|column| column.name.clone());
        column(before.into()) == column(entry.into())
    };
    if names.is_empty() || is_same("id") {
        return HashMap::new();
    }
    let rows = rows_by_key(&entry.layer, before.into(), names);
    let of_row = |(name, row): (String, Option<u32>)| Some((name, site_key(entry, row?).1));
    rows.into_iter().filter_map(of_row).collect()
}
