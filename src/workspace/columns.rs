//! What a layer holds and what its columns are, by what was saved of it.

use super::{ColumnRecord, LayerRecord};
use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::Layer;
use crate::maps::binding::Binding;
use crate::maps::derive::kind_by_source;
use crate::maps::schema::LayerKind;
use serde::{Deserialize, Serialize};

/// What a person said of a layer: a workspace keeps it, and so does the manifest of a snapshot, because
/// what is derived follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What the layer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<LayerKind>,
    /// Whether a person said so; without a kind, that it is none of them.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub kind_by_person: bool,
    /// What was said of its columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnRecord>,
}

impl Said {
    /// What was said of a layer's columns, with what it holds.
    pub fn of(binding: &Binding) -> Self {
        let said = binding.columns().iter().filter(|column| column.by_person);
        let record = |it: &crate::maps::binding::BoundColumn| ColumnRecord {
            column: it.column.clone(),
            field: it.key.clone(),
            unit: it.said_unit,
        };
        Self {
            kind: binding.kind(),
            kind_by_person: binding.is_kind_by_person(),
            columns: said.map(record).collect(),
        }
    }

    /// Whether a person said anything.
    pub fn is_anything(&self) -> bool {
        self.kind_by_person || !self.columns.is_empty()
    }

    /// What the columns of the layer are that was read, with what was said of them; and what of that no
    /// longer fits.
    pub fn binding(&self, layer: &Layer) -> (Binding, Vec<Diagnostic>) {
        let fresh = Binding::of(layer, kind_by_source(&layer.source.bytes));
        let mut binding = Binding::kept(layer, self.kind, self.kind_by_person, &fresh);
        let mut notices = Vec::new();
        for said in &self.columns {
            let notice = |code: &'static str| {
                Diagnostic::warning(code)
                    .with("column", said.column.as_str())
                    .with("field", said.field.as_deref().unwrap_or("–"))
                    .in_file(layer.source.name())
            };
            match &said.field {
                _ if binding.entry(&said.column).is_none() => {
                    notices.push(notice("workspace-column-gone"));
                }
                Some(field) if binding.definition(field).is_none() => {
                    notices.push(notice("workspace-field-unknown"));
                }
                Some(field) => {
                    binding = binding.with(&said.column, field);
                    match said.unit.map(|unit| binding.of_unit(&said.column, Some(unit))) {
                        Some(Ok(of_unit)) => binding = of_unit,
                        Some(Err(wrong)) => {
                            let wrong = Diagnostic { severity: Severity::Warning, ..*wrong };
                            notices.push(wrong.in_file(layer.source.name()));
                        }
                        None => {}
                    }
                }
                None => binding = binding.without(&said.column),
            }
        }
        (binding, notices)
    }
}

impl LayerRecord {
    /// What a person said of the layer.
    pub fn said(&self) -> Said {
        Said { kind: self.kind, kind_by_person: self.kind_by_person, columns: self.columns.clone() }
    }

    /// What the columns of the layer are that was read, with what a person said of them; and what of that
    /// no longer fits.
    pub fn binding(&self, layer: &Layer) -> (Binding, Vec<Diagnostic>) {
        self.said().binding(layer)
    }

    /// Says so where a source is another than the one that was saved.
    pub fn change(&self, layer: &Layer) -> Option<Diagnostic> {
        let source = &layer.source;
        let same = match (&self.sha256, self.size) {
            (Some(sha256), _) => sha256.eq_ignore_ascii_case(&source.sha256),
            (None, size) => size.is_none_or(|size| size == source.size),
        };
        (!same).then(|| Diagnostic::warning("workspace-source-changed").in_file(source.name()))
    }
}
