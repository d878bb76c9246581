//! The same features in a layer that is read again, told by their identifiers.

use crate::layer::{Column, Layer, well_known};
use crate::maps::binding::Naming;
use std::collections::HashMap;

/// Where features of a layer are in what was read again. Both layers are gone through once, however
/// many features are looked for: somebody may have selected them all.
pub(super) struct SameFeatures<'a> {
    before: Option<&'a Column>,
    /// By identifier.
    found: HashMap<String, Found>,
}

#[derive(Clone, Copy)]
enum Found {
    Nowhere,
    At(u32),
    /// More than one feature goes by it: none is taken for the other.
    Often,
}

impl<'a> SameFeatures<'a> {
    /// Looks for the features of some rows; each layer with what its columns are.
    pub(super) fn new(
        (before, naming_before): (&'a Layer, Naming<'a>),
        (after, naming_after): (&Layer, Naming<'_>),
        rows: impl Iterator<Item = u32>,
    ) -> Self {
        let (before, after) = (identifiers(before, naming_before), identifiers(after, naming_after));
        let mut found: HashMap<String, Found> = HashMap::new();
        if let (Some(before), Some(after)) = (before, after) {
            let values = rows.map(|row| before.value(row as usize)).filter(|value| !value.is_none());
            found.extend(values.map(|value| (value.to_text().into_owned(), Found::Nowhere)));
            // With nothing to look for, nothing is gone through.
            let rows = if found.is_empty() { 0 } else { after.len() };
            for row in 0..rows {
                if let Some(place) = found.get_mut(after.value(row).to_text().as_ref()) {
                    *place = match place {
                        Found::Nowhere => Found::At(row as u32),
                        Found::At(_) | Found::Often => Found::Often,
                    };
                }
            }
        }
        Self { before, found }
    }

    /// The row of the same feature; `None` where it has no identifier, or where not exactly one feature
    /// goes by it.
    pub(super) fn row(&self, row: u32) -> Option<u32> {
        let value = self.before?.value(row as usize);
        match self.found.get(value.to_text().as_ref())? {
            Found::At(row) if !value.is_none() => Some(*row),
            Found::At(_) | Found::Nowhere | Found::Often => None,
        }
    }
}

fn identifiers<'a>(layer: &'a Layer, naming: Naming<'a>) -> Option<&'a Column> {
    let usual = || well_known::ID.into_iter().find_map(|name| layer.column(name));
    layer.ids.as_ref().or_else(|| naming.column(layer, "id")).or_else(usual)
}
