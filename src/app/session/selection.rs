//! Selecting features, and stepping through them.

use super::Session;
use crate::app::bottom::BottomJob;
use crate::app::{FeatureRef, LayerId, SelectMode};
use crate::jobs::Listing;

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

    /// A layer's matching rows as its table lists them, where a person has sorted them and sees all of
    /// them: next and previous go the same way.
    fn sorted_listing(&self, layer: LayerId) -> Option<&Listing> {
        self.table_order(layer)?;
        let is_whole = self.bottom().is_open()
            && !self.bottom().only_in_view
            && self.document.chosen == Some(layer)
            && !self.is_bottom_behind(BottomJob::List(layer));
        self.listing().filter(|_| is_whole).map(AsRef::as_ref)
    }

    /// Goes to the next feature or the one before, round at the ends: within the selection where it
    /// holds several, through the chosen layer's matching rows otherwise, in the table's order.
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
        if let Some(listing) = self.sorted_listing(layer) {
            let (rows, len) = (listing.rows(), listing.rows().len());
            let at = row.and_then(|row| listing.place_of(row as u32));
            let next = match (at, forward) {
                _ if len == 0 => None,
                (Some(at), true) => Some((at + 1) % len),
                (Some(at), false) => Some((at + len - 1) % len),
                (None, true) => Some(0),
                (None, false) => Some(len - 1),
            };
            if let Some(row) = next.map(|at| rows[at]) {
                self.select(&[FeatureRef { layer, row }], SelectMode::Replace);
            }
            return;
        }
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
        if let Some(listing) = self.sorted_listing(feature.layer) {
            return Some((listing.place_of(feature.row)? + 1, listing.rows().len()));
        }
        let derived = self.derived.get(&feature.layer)?;
        let row = feature.row as usize;
        derived
            .rows
            .contains(row)
            .then(|| (derived.rows.bits().slice(0, row + 1).count_set_bits(), derived.matching))
    }
}
