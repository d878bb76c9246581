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

    /// The filter with each comparison of a property with a text for equality asking for all texts that stand
    /// for it; `spellings` says which of a property do.
    ///
    /// # Errors
    /// `filter-invalid` where they cannot be written.
    pub fn spelt(&self, spellings: &dyn Fn(&str, &str) -> Vec<String>) -> Result<Self, Box<Diagnostic>> {
        Self::from_expr(spelt(self.expr(), spellings))
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

fn spelt(expr: &Expr, spellings: &dyn Fn(&str, &str) -> Vec<String>) -> Expr {
    let Expr::Operation { op, args } = expr else { return expr.clone() };
    if let ("=", [left, right]) = (op.as_str(), args.as_slice())
        && let (Expr::Property { property }, Expr::Literal(text)) = (left.as_ref(), right.as_ref())
    {
        let all = spellings(property, text);
        if all.len() > 1 {
            let list = all.into_iter().map(|text| Box::new(Expr::Literal(text))).collect();
            return Expr::Operation {
                op: "in".to_owned(),
                args: vec![left.clone(), Box::new(Expr::Array(list))],
            };
        }
    }
    let args = args.iter().map(|expr| Box::new(spelt(expr, spellings))).collect();
    Expr::Operation { op: op.clone(), args }
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
    fn an_equality_asks_for_all_that_stands_for_its_text() {
        let of = |property: &str, text: &str| match (property, text) {
            ("stage", "在建") => vec!["在建".to_owned(), "Under way".to_owned()],
            (_, text) => vec![text.to_owned()],
        };
        let spelt = filter("kind = '在建' AND NOT (stage = '在建' OR stage = '投产')").spelt(&of).unwrap();
        let wanted = "kind = '在建' AND NOT (stage IN ('在建', 'Under way') OR stage = '投产')";
        assert_eq!(spelt, filter(wanted));
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
