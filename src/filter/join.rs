//! Filters joined and taken apart again at their top.

use super::Filter;
use cql2::Expr;

impl Filter {
    /// Both filters joined by AND; a conjunct that is there already is not written twice.
    #[must_use]
    pub fn joined(before: Option<&Self>, more: &Self) -> Option<Self> {
        let mut conjuncts: Vec<Expr> =
            before.map(|filter| filter.conjuncts().into_iter().cloned().collect()).unwrap_or_default();
        let more = more.conjuncts().into_iter().filter(|more| !conjuncts.contains(more)).cloned();
        let more: Vec<Expr> = more.collect();
        conjuncts.extend(more);
        Self::all(conjuncts)
    }

    /// What is left of the filter without the conjuncts of another; `None` where nothing is.
    #[must_use]
    pub fn without(&self, other: &Self) -> Option<Self> {
        let theirs = other.conjuncts();
        Self::all(self.conjuncts().into_iter().filter(|own| !theirs.contains(own)).cloned().collect())
    }

    /// Whether every conjunct of another filter is one of this.
    pub fn includes(&self, other: &Self) -> bool {
        let own = self.conjuncts();
        other.conjuncts().iter().all(|conjunct| own.contains(conjunct))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(text: &str) -> Filter {
        Filter::parse(text).unwrap()
    }

    #[test]
    fn what_is_joined_can_be_taken_away_again() {
        let before = filter("a = 1 AND b = 2");
        let more = filter("b = 2 AND c = 3");
        let joined = Filter::joined(Some(&before), &more).unwrap();
        assert_eq!(joined.to_text(), "a = 1 AND b = 2 AND c = 3");
        assert!(joined.includes(&more) && !before.includes(&more));
        assert_eq!(joined.without(&more).unwrap().to_text(), "a = 1");
        assert_eq!(more.without(&more), None);
        assert_eq!(Filter::joined(None, &more), Some(more));
    }
}
