//! Rows that no filter says: found again by their numbers, and where a brief picked them by that brief.

use crate::diagnostic::Diagnostic;
use crate::jobs::Picked;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Binding;
use crate::maps::derive::StationLayer;
use crate::maps::matching::{SiteLayer, Surroundings, What, run};
use crate::progress::CancelToken;
use serde::Deserialize;
use std::sync::Arc;

/// How the rows of a snapshot came about, as its manifest has it.
#[derive(Debug, Deserialize)]
pub(super) struct ManifestPicked {
    /// By whom.
    #[serde(flatten)]
    pub(super) picked: Picked,
    /// The features' numbers in the source.
    features: Vec<u64>,
}

impl ManifestPicked {
    /// The rows that the manifest names; a number that the source does not have is none.
    pub(super) fn rows(&self, layer: &Layer) -> RowSet {
        let rows = self.features.iter().filter_map(|&number| layer.row_of_number(number));
        RowSet::from_rows(layer.len(), rows.map(|row| row as u32))
    }

    /// Puts the brief to the source again. `Some` where it takes other rows, or where it cannot be put: the
    /// layers that it asks of are in no snapshot.
    ///
    /// # Errors
    /// `cancelled` where it was cancelled.
    pub(super) fn put_again(
        &self,
        (layer, binding): (&Arc<Layer>, &Arc<Binding>),
        stations: Option<StationLayer>,
        cancel: &CancelToken,
    ) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        let Picked::Brief { group, brief } = &self.picked else { return Ok(None) };
        if brief.lines.iter().any(|line| matches!(line.what, What::Campus | What::Firm)) {
            return Ok(Some(Diagnostic::notice("verify-brief-not-put")));
        }
        let around = Surroundings { metro: stations, ..Surroundings::default() };
        let answer = run(brief, &[SiteLayer::bound(layer, binding)], &around, 0, cancel)
            .ok_or_else(|| Box::new(Diagnostic::error("cancelled")))?;
        let rows = answer.group(*group).rows.first().cloned().unwrap_or_else(|| RowSet::none(layer.len()));
        let then = self.rows(layer);
        let (gone, new) = (then.and(&rows.not()).count(), rows.and(&then.not()).count());
        let differ = gone + new > 0;
        Ok(differ.then(|| Diagnostic::error("verify-brief").with("gone", gone).with("new", new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::workspace;
    use crate::jobs::OpenSource;
    use crate::maps::matching::{Brief, SiteGroup};
    use crate::progress::Silent;
    use crate::read::{ReadOptions, read};
    use std::path::Path;

    #[test]
    fn a_brief_that_was_cancelled_is_no_answer() {
        let OpenSource::Bytes(source) = workspace::source(Path::new("bundled:space/factories")) else {
            panic!("it is bundled")
        };
        let cancel = CancelToken::default();
        let layer = Arc::new(read(&source, ReadOptions::default(), &Silent, &cancel).unwrap());
        let binding = Arc::new(workspace::binding_of(&layer));
        let brief = Brief::parse(r#"{"version":1,"lines":[{"what":"area_m2","at_least":3000}]}"#).unwrap();
        let picked = Picked::Brief { group: SiteGroup::Matches, brief };
        let manifest = ManifestPicked { picked, features: Vec::new() };
        let put = || manifest.put_again((&layer, &binding), None, &cancel);
        assert_eq!(put().unwrap().unwrap().code, "verify-brief");
        cancel.cancel();
        assert_eq!(put().unwrap_err().code, "cancelled");
    }
}
