//! Whose the parcels of a group are: a number, and names where they are not held back.

use crate::layer::Layer;
use crate::maps::binding::Naming;
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
pub(super) fn owners(layer: &Layer, naming: Naming<'_>, rows: &[u32]) -> Owners {
    let Some(column) = naming.column(layer, "owner") else {
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
    let shown = !naming.is_private(&column.name);
    Owners { known, unknown, names: if shown { names.into_iter().collect() } else { Vec::new() } }
}
