//! What is worked out of a layer once, when it is first asked for, and shared by its clones.

use super::{Layer, Values, well_known};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What is known of a layer beside what its file says.
#[derive(Debug, Default)]
pub struct Known {
    is_made_up: OnceLock<bool>,
    /// By field, the place of each row's text among all, or of each of a dictionary's.
    ranks: Mutex<BTreeMap<String, Arc<[u32]>>>,
}

impl Known {
    fn all_ranks(&self) -> MutexGuard<'_, BTreeMap<String, Arc<[u32]>>> {
        // Only whole entries are put in.
        self.ranks.lock().unwrap_or_else(PoisonError::into_inner)
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
        Self { is_made_up: self.is_made_up.clone(), ranks: Mutex::new(ranks) }
    }

    /// Bytes held in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        self.all_ranks().values().map(|ranks| size_of_val::<[u32]>(ranks)).sum()
    }
}

impl Layer {
    /// Whether it holds rows that say of themselves that they are made up.
    pub fn holds_made_up_rows(&self) -> bool {
        *self.known.is_made_up.get_or_init(|| {
            let column = well_known::ILLUSTRATIVE.into_iter().find_map(|name| self.column(name));
            // Null is false in none of the bits that are counted.
            matches!(column.map(|column| &column.values), Some(Values::Bool(flags)) if flags.true_count() > 0)
        })
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
            layer(vec![flags], &vec![None; len]).holds_made_up_rows()
        };
        assert!(made_up(vec![None, Some(false), Some(true)]));
        assert!(!made_up(vec![None, Some(false)]));
        assert!(!layer(Vec::new(), &[None]).holds_made_up_rows());
    }
}
