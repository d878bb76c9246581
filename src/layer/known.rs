//! What is worked out of a layer once, when it is first asked for, and shared by its clones.

use super::{Layer, Values};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is known of a layer beside what its file says.
#[derive(Debug, Default)]
pub struct Known {
    /// By field, whether any row says yes.
    says_yes: Mutex<BTreeMap<String, bool>>,
    /// By field, the place of each row's text among all, or of each of a dictionary's.
    ranks: Mutex<BTreeMap<String, Arc<[u32]>>>,
}

impl Known {
    fn all_ranks(&self) -> MutexGuard<'_, BTreeMap<String, Arc<[u32]>>> {
        // Only whole entries are put in.
        self.ranks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all_that_say_yes(&self) -> MutexGuard<'_, BTreeMap<String, bool>> {
        self.says_yes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn ranks(&self, field: &str) -> Option<Arc<[u32]>> {
        self.all_ranks().get(field).cloned()
    }

    pub(super) fn keep_ranks(&self, field: &str, ranks: &Arc<[u32]>) {
        self.all_ranks().insert(field.to_owned(), Arc::clone(ranks));
    }

    /// What stays true of fields that are the same in another layer.
    pub(super) fn of_fields(&self, is_same: impl Fn(&str) -> bool) -> Self {
        let mut ranks = self.all_ranks().clone();
        ranks.retain(|field, _| is_same(field));
        let mut says_yes = self.all_that_say_yes().clone();
        says_yes.retain(|field, _| is_same(field));
        Self { says_yes: Mutex::new(says_yes), ranks: Mutex::new(ranks) }
    }

    /// Bytes held in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        self.all_ranks().values().map(|ranks| size_of_val::<[u32]>(ranks)).sum()
    }
}

impl Layer {
    /// Whether any row of a field says yes. Found out once a field: a map asks each frame.
    pub fn says_yes(&self, field: &str) -> bool {
        let mut known = self.known.all_that_say_yes();
        if let Some(says_yes) = known.get(field) {
            return *says_yes;
        }
        // Null is false in none of the bits that are counted.
        let values = self.column(field).map(|column| &column.values);
        let says_yes = matches!(values, Some(Values::Bool(flags)) if flags.true_count() > 0);
        known.insert(field.to_owned(), says_yes);
        says_yes
    }
}

#[cfg(test)]
mod tests {
    use crate::layer::Values;
    use crate::layer::testing::{column, layer};
    use arrow_array::BooleanArray;

    #[test]
    fn one_row_that_says_so_is_enough() {
        let made_up = |flags: Vec<Option<bool>>| {
            let len = flags.len();
            let flags = column("illustrative", Values::Bool(BooleanArray::from(flags)));
            layer(vec![flags], &vec![None; len]).says_yes("illustrative")
        };
        assert!(made_up(vec![None, Some(false), Some(true)]));
        assert!(!made_up(vec![None, Some(false)]));
        assert!(!layer(Vec::new(), &[None]).says_yes("illustrative"));
    }
}
