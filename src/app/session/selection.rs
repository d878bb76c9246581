//! Selecting features, and stepping through them.

use super::Session;
use crate::app::{FeatureRef, SelectMode};

impl Session {
    pub(super) fn select(&mut self, features: &[FeatureRef], mode: SelectMode) {
        let document = &mut self.document;
        let kept = document.current_feature();
        document.selection =
            document.selection.joined(features, mode, |layer| document.selectable_len(layer));
        let last = document.selection.len().saturating_sub(1);
        document.current = match mode {
            SelectMode::Replace => 0,
            // The inspector shows the one that joined last.
            SelectMode::Add | SelectMode::Toggle => last,
            SelectMode::Remove | SelectMode::Intersect => kept
                .and_then(|kept| document.selection.iter().position(|&feature| feature == kept))
                .unwrap_or_default(),
        };
    }

    pub(super) fn toggle_shortlist(&mut self, feature: FeatureRef) {
        self.edit("command-toggle-shortlist", None, |document| {
            let before = document.shortlist.len();
            document.shortlist.retain(|known| *known != feature);
            if document.shortlist.len() == before {
                document.shortlist.push(feature);
            }
        });
    }

    /// Goes to the next feature or the one before, round at the ends: within the selection where it
    /// holds several, through the chosen layer's matching rows otherwise.
    pub(super) fn step_selection(&mut self, forward: bool) {
        let len = self.document.selection.len();
        if len > 1 {
            let step = if forward { 1 } else { len - 1 };
            self.document.current = (self.document.current + step) % len;
            return;
        }
        let here = self.document.current_feature();
        let Some(layer) = here.map(|feature| feature.layer).or(self.document.chosen) else { return };
        let Some(rows) = self.derived.get(&layer).map(|derived| &derived.rows) else { return };
        let row = here.map(|feature| feature.row as usize);
        let next = match (row, forward) {
            (None, true) => rows.iter().next(),
            (None, false) => rows.iter().last(),
            (Some(row), true) => rows.iter().find(|&other| other > row).or_else(|| rows.iter().next()),
            (Some(row), false) => {
                rows.iter().take_while(|&other| other < row).last().or_else(|| rows.iter().last())
            }
        };
        if let Some(row) = next {
            self.select(&[FeatureRef { layer, row: row as u32 }], SelectMode::Replace);
        }
    }

    /// Where the inspector stands, counted from 1, and among how many: of the selection where it
    /// holds several, of the matching rows otherwise. `None` where nothing is selected, or where the
    /// selected feature does not match its layer's filter.
    pub fn position(&self) -> Option<(usize, usize)> {
        let feature = self.document.current_feature()?;
        let len = self.document.selection.len();
        if len > 1 {
            return Some((self.document.current + 1, len));
        }
        let derived = self.derived.get(&feature.layer)?;
        let row = feature.row as usize;
        derived
            .rows
            .contains(row)
            .then(|| (derived.rows.bits().slice(0, row + 1).count_set_bits(), derived.matching))
    }
}
