//! The fields that a filter speaks of.

use super::Filter;
use cql2::Expr;
use std::collections::BTreeSet;

impl Filter {
    /// The names of all fields that the filter speaks of, as it writes them.
    pub fn fields(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        gather(self.expr(), &mut found);
        found
    }
}

fn gather<'a>(expr: &'a Expr, found: &mut BTreeSet<&'a str>) {
    match expr {
        Expr::Property { property } => {
            found.insert(property);
        }
        Expr::Operation { args: parts, .. }
        | Expr::Array(parts)
        | Expr::Interval { interval: parts }
        | Expr::BBox { bbox: parts } => parts.iter().for_each(|part| gather(part, found)),
        Expr::Timestamp { timestamp: part } | Expr::Date { date: part } => gather(part, found),
        Expr::Float(_) | Expr::Literal(_) | Expr::Bool(_) | Expr::Geometry(_) | Expr::Null => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_named_once_however_deep_it_stands() {
        let filter = Filter::parse(
            "NOT (idle_state IN ('idle_1y', status) OR area_mu + far > 3) AND T_AFTER(built, DATE('2020-01-01')) \
             AND area_mu BETWEEN least AND 9 AND S_INTERSECTS(geometry, POINT(120 30))",
        )
        .unwrap();
        let fields: Vec<&str> = filter.fields().into_iter().collect();
        assert_eq!(fields, ["area_mu", "built", "far", "geometry", "idle_state", "least", "status"]);
    }
}
