//! The selection: features in the order in which they were selected, and the same as row sets. Cheap to
//! clone, and every step takes time in proportion to the features that it touches.

use super::{FeatureRef, LayerId, SelectMode};
use crate::layer::RowSet;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// Selected features. Reads as a slice of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// In the order in which they were selected, each once.
    features: Vec<FeatureRef>,
    /// The same by layer; no set is empty.
    rows: BTreeMap<LayerId, RowSet>,
}

impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.features == other.features
    }
}

impl Eq for Inner {}

impl Selection {
    /// Whether a feature is selected.
    pub fn contains(&self, feature: FeatureRef) -> bool {
        self.rows_of(feature.layer).is_some_and(|rows| rows.contains(feature.row as usize))
    }

    /// The selected rows of a layer; `None` where there are none.
    pub fn rows_of(&self, layer: LayerId) -> Option<&RowSet> {
        self.0.rows.get(&layer)
    }

    /// Layers that have selected features.
    pub fn layers(&self) -> impl Iterator<Item = LayerId> + '_ {
        self.0.rows.keys().copied()
    }

    /// The selection after features have joined it in a mode. `len_of` gives the rows of a layer that
    /// can be selected from; features of other layers and past the end are left out.
    #[must_use]
    pub(super) fn joined(
        &self,
        features: &[FeatureRef],
        mode: SelectMode,
        len_of: impl Fn(LayerId) -> Option<usize>,
    ) -> Self {
        let mut given = Sets::default();
        // Each feature that can be selected, once.
        let features: Vec<FeatureRef> =
            features.iter().copied().filter(|&feature| given.insert(feature, &len_of)).collect();
        let stays = |feature: &FeatureRef| match mode {
            SelectMode::Replace => false,
            SelectMode::Add => true,
            SelectMode::Toggle | SelectMode::Remove => !given.contains(*feature),
            SelectMode::Intersect => given.contains(*feature),
        };
        let mut joined: Vec<FeatureRef> = self.iter().copied().filter(stays).collect();
        match mode {
            SelectMode::Replace => joined = features,
            SelectMode::Add | SelectMode::Toggle => {
                joined.extend(features.into_iter().filter(|&feature| !self.contains(feature)));
            }
            SelectMode::Remove | SelectMode::Intersect => {}
        }
        Self::of(joined, len_of)
    }

    /// The selection without features that are no longer there; the same one where all are.
    #[must_use]
    pub(super) fn mended(&self, len_of: impl Fn(LayerId) -> Option<usize>) -> Self {
        if self.0.rows.iter().all(|(&layer, rows)| len_of(layer) == Some(rows.len_all())) {
            return self.clone();
        }
        Self::of(self.to_vec(), len_of)
    }

    fn of(features: Vec<FeatureRef>, len_of: impl Fn(LayerId) -> Option<usize>) -> Self {
        let mut sets = Sets::default();
        let features: Vec<FeatureRef> =
            features.into_iter().filter(|&feature| sets.insert(feature, &len_of)).collect();
        Self(Arc::new(Inner { features, rows: sets.finish() }))
    }
}

impl Deref for Selection {
    type Target = [FeatureRef];

    fn deref(&self) -> &[FeatureRef] {
        &self.0.features
    }
}

/// Features as flags by layer, while they are gathered.
#[derive(Default)]
struct Sets(BTreeMap<LayerId, Option<Vec<bool>>>);

impl Sets {
    /// Takes a feature in; false where it is in already, or cannot be selected.
    fn insert(&mut self, feature: FeatureRef, len_of: &impl Fn(LayerId) -> Option<usize>) -> bool {
        let flags =
            self.0.entry(feature.layer).or_insert_with(|| len_of(feature.layer).map(|len| vec![false; len]));
        let flag = flags.as_mut().and_then(|flags| flags.get_mut(feature.row as usize));
        flag.is_some_and(|flag| !std::mem::replace(flag, true))
    }

    fn contains(&self, feature: FeatureRef) -> bool {
        let flags = self.0.get(&feature.layer).and_then(Option::as_ref);
        flags.is_some_and(|flags| flags.get(feature.row as usize).is_some_and(|flag| *flag))
    }

    fn finish(self) -> BTreeMap<LayerId, RowSet> {
        self.0
            .into_iter()
            .filter_map(|(layer, flags)| {
                let flags = flags.filter(|flags| flags.contains(&true))?;
                Some((layer, RowSet::from_bits(flags.into())))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MODES: [SelectMode; 5] =
        [SelectMode::Replace, SelectMode::Add, SelectMode::Toggle, SelectMode::Remove, SelectMode::Intersect];

    /// Two layers of 20 rows can be selected from.
    fn len_of(layer: LayerId) -> Option<usize> {
        (layer.0 < 2).then_some(20)
    }

    fn features() -> impl Strategy<Value = Vec<FeatureRef>> {
        let feature =
            (0..3_u32, 0..24_u32).prop_map(|(layer, row)| FeatureRef { layer: LayerId(layer), row });
        prop::collection::vec(feature, 0..40)
    }

    /// The same, word for word and in quadratic time.
    fn naive(before: &[FeatureRef], given: &[FeatureRef], mode: SelectMode) -> Vec<FeatureRef> {
        let mut once: Vec<FeatureRef> = Vec::new();
        for feature in given {
            let fits = len_of(feature.layer).is_some_and(|len| (feature.row as usize) < len);
            if fits && !once.contains(feature) {
                once.push(*feature);
            }
        }
        let both = |feature: &&FeatureRef| once.contains(feature);
        let new = once.iter().filter(|feature| !before.contains(feature));
        match mode {
            SelectMode::Replace => once,
            SelectMode::Add => before.iter().chain(new).copied().collect(),
            SelectMode::Toggle => {
                before.iter().filter(|feature| !both(feature)).chain(new).copied().collect()
            }
            SelectMode::Remove => before.iter().filter(|feature| !both(feature)).copied().collect(),
            SelectMode::Intersect => before.iter().filter(both).copied().collect(),
        }
    }

    proptest! {
        #[test]
        fn joining_is_the_naive_joining(
            before in features(), given in features(), mode in prop::sample::select(MODES.to_vec()),
        ) {
            let before = Selection::default().joined(&before, SelectMode::Replace, len_of);
            let joined = before.joined(&given, mode, len_of);
            prop_assert_eq!(joined.to_vec(), naive(&before, &given, mode));
            for layer in [LayerId(0), LayerId(1)] {
                let rows: Vec<u32> = joined.rows_of(layer).into_iter().flat_map(RowSet::iter).map(|row| row as u32).collect();
                let mut listed: Vec<u32> = joined.iter().filter(|feature| feature.layer == layer).map(|feature| feature.row).collect();
                listed.sort_unstable();
                prop_assert_eq!(rows, listed);
            }
        }
    }

    #[test]
    fn mending_keeps_the_same_selection_where_nothing_is_gone() {
        let all: Vec<FeatureRef> = (0..2)
            .flat_map(|layer| (0..20).map(move |row| FeatureRef { layer: LayerId(layer), row }))
            .collect();
        let selection = Selection::default().joined(&all, SelectMode::Replace, len_of);
        assert!(Arc::ptr_eq(&selection.0, &selection.mended(len_of).0));
        let mended = selection.mended(|layer| (layer.0 == 1).then_some(20));
        assert_eq!(mended.len(), 20);
        assert_eq!(mended.layers().collect::<Vec<_>>(), [LayerId(1)]);
    }

    #[test]
    fn a_million_features_join_in_one_pass() {
        // Quadratic work would not end here.
        let million = |layer: u32| -> Vec<FeatureRef> {
            (0..1_000_000).map(|row| FeatureRef { layer: LayerId(layer), row }).collect()
        };
        let len_of = |_| Some(1_000_000);
        let mut selection = Selection::default().joined(&million(0), SelectMode::Replace, len_of);
        selection = selection.joined(&million(1), SelectMode::Add, len_of);
        selection = selection.joined(&million(0), SelectMode::Toggle, len_of);
        assert_eq!((selection.len(), selection[0].layer), (1_000_000, LayerId(1)));
    }
}
