//! What a layer's columns are, by what was saved of it.

use super::LayerRecord;
use crate::diagnostic::Diagnostic;
use crate::layer::Layer;
use crate::maps::binding::Binding;
use crate::maps::derive::kind_by_source;

impl LayerRecord {
    /// What the columns of the layer are that was read, with what a person said of them; and what of that
    /// no longer fits.
    pub fn binding(&self, layer: &Layer) -> (Binding, Vec<Diagnostic>) {
        let mut binding = Binding::of(layer, self.kind.or_else(|| kind_by_source(&layer.source.bytes)));
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
                Some(field) => binding = binding.with(&said.column, field),
                None => binding = binding.without(&said.column),
            }
        }
        (binding, notices)
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
