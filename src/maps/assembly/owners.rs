//! Whose the parcels of a group are: a number, and names where they are not held back.

use crate::layer::Layer;
use crate::maps::LayerKind;
use crate::maps::schema;
use std::collections::BTreeSet;

/// Owners of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// How many different ones are known; `None` where the layer has no such field.
    pub known: Option<usize>,
    /// Parcels that do not say.
    pub unknown: usize,
    /// Their names, sorted; empty where the field is not for outsiders.
    pub names: Vec<String>,
}

/// The owners of rows.
pub(super) fn owners(layer: &Layer, kind: Option<LayerKind>, rows: &[u32]) -> Owners {
    let is_owner = |name: &str| schema::field(kind, name).map_or(name == "owner", |def| def.key == "owner");
    let Some(column) = layer.columns.iter().find(|column| is_owner(&column.name)) else {
        return Owners { known: None, unknown: rows.len(), names: Vec::new() };
    };
    let mut names = BTreeSet::new();
    let mut unknown = 0;
    for &row in rows {
        let value = column.value(row as usize);
        let name = value.to_text();
        if name.trim().is_empty() {
            unknown += 1;
        } else {
            names.insert(name.trim().to_owned());
        }
    }
    let known = Some(names.len());
    let shown = !schema::is_private(kind, &column.name);
    Owners { known, unknown, names: if shown { names.into_iter().collect() } else { Vec::new() } }
}
