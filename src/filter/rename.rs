//! A filter in other names: what is written in the schema's keys is asked in the names of a file. And
//! filters joined and taken apart again at their top.

use super::Filter;
use crate::diagnostic::Diagnostic;
use cql2::Expr;

impl Filter {
    /// The filter with its properties under other names; a property that `name_of` has no name for keeps
    /// its own.
    ///
    /// # Errors
    /// `filter-invalid` where the new names cannot be written.
    pub fn renamed(&self, name_of: &dyn Fn(&str) -> Option<String>) -> Result<Self, Box<Diagnostic>> {
        Self::from_expr(renamed(self.expr(), name_of))
    }

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

fn renamed(expr: &Expr, name_of: &dyn Fn(&str) -> Option<String>) -> Expr {
    let all = |list: &[Box<Expr>]| list.iter().map(|expr| Box::new(renamed(expr, name_of))).collect();
    match expr {
        Expr::Property { property } => {
            Expr::Property { property: name_of(property).unwrap_or_else(|| property.clone()) }
        }
        Expr::Operation { op, args } => Expr::Operation { op: op.clone(), args: all(args) },
        Expr::Interval { interval } => Expr::Interval { interval: all(interval) },
        Expr::Array(list) => Expr::Array(all(list)),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(text: &str) -> Filter {
        Filter::parse(text).unwrap()
    }

    #[test]
    fn properties_take_other_names_wherever_they_stand() {
        let name_of = |key: &str| (key == "area_mu").then(|| "面积(亩)".to_owned());
        let renamed =
            filter("area_mu > 20 AND (status IN ('闲置') OR NOT area_mu < 2)").renamed(&name_of).unwrap();
        assert_eq!(renamed, filter("\"面积(亩)\" > 20 AND (status IN ('闲置') OR NOT \"面积(亩)\" < 2)"));
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
