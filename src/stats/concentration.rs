//! Location quotients: how much stronger a category is in an area than in the whole.
//!
//! LQ = (eᵢ / e) / (Eᵢ / E): a category's share of the area's total, divided by its share of the whole's
//! total, as the U.S. Bureau of Economic Analysis defines it ("What are location quotients (LQs)?",
//! FAQ 478). 1 is as in the whole; 1.8 is a share 80 % larger.

use crate::layer::{Column, RowSet};
use std::collections::BTreeMap;

/// A category in an area and in the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// The category, as plain text.
    pub key: String,
    /// Its weight in the area (eᵢ): rows, or what a measured field adds up to.
    pub in_area: f64,
    /// Its weight in the whole (Eᵢ).
    pub in_whole: f64,
    /// Rows of it in the area.
    pub rows_in_area: usize,
    /// The quotient; `None` where area or whole weigh nothing.
    pub quotient: Option<f64>,
}

/// The quotients of all categories of a column that occur in the area, the most concentrated first.
///
/// Each row weighs 1, or its value of `measured`; rows without a category are left out of all totals,
/// and so are those without a measured value.
pub fn location_quotients(
    column: &Column,
    measured: Option<&Column>,
    area: &RowSet,
    whole: &RowSet,
) -> Vec<Concentration> {
    let mut of: BTreeMap<String, Concentration> = BTreeMap::new();
    let (mut total_area, mut total_whole) = (0.0, 0.0);
    for row in whole.or(area).iter() {
        let weight = match measured {
            None => Some(1.0),
            Some(measured) => measured.value(row).as_f64().filter(|weight| weight.is_finite()),
        };
        let value = column.value(row);
        let (Some(weight), false) = (weight, value.is_none()) else { continue };
        let key = value.to_text();
        let entry = match of.get_mut(key.as_ref()) {
            Some(entry) => entry,
            None => of.entry(key.clone().into_owned()).or_insert_with(|| Concentration {
                key: key.into_owned(),
                in_area: 0.0,
                in_whole: 0.0,
                rows_in_area: 0,
                quotient: None,
            }),
        };
        if whole.contains(row) {
            entry.in_whole += weight;
            total_whole += weight;
        }
        if area.contains(row) {
            entry.in_area += weight;
            entry.rows_in_area += 1;
            total_area += weight;
        }
    }
    let mut all: Vec<Concentration> = of.into_values().filter(|entry| entry.rows_in_area > 0).collect();
    for entry in &mut all {
        let share = (entry.in_area / total_area, entry.in_whole / total_whole);
        let quotient = share.0 / share.1;
        entry.quotient = quotient.is_finite().then_some(quotient);
    }
    // Equals stand by their weight, then by name, so that the order is the same each time.
    all.sort_by(|left, right| {
        let by = |entry: &Concentration| entry.quotient.unwrap_or(f64::NEG_INFINITY);
        by(right)
            .total_cmp(&by(left))
            .then(right.in_area.total_cmp(&left.in_area))
            .then_with(|| left.key.cmp(&right.key))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::column;
    use crate::layer::{TextArray, Values};
    use arrow_array::{DictionaryArray, Float64Array, types::Int32Type};
    use proptest::prelude::*;

    fn texts(values: &[Option<&str>]) -> Column {
        column(
            "industry",
            Values::Text(TextArray::Dictionary(
                values.iter().copied().collect::<DictionaryArray<Int32Type>>(),
            )),
        )
    }

    /// The definition's own reading: an area where mining has 1.8 times the share that it has in the
    /// nation has LQ 1.8. Shares here: 9 of 50 in the area, 10 of 100 in the whole.
    #[test]
    fn a_share_eighty_per_cent_larger_is_one_point_eight() {
        let industries: Vec<Option<&str>> =
            (0..100).map(|row| Some(if (41..51).contains(&row) { "B06" } else { "C39" })).collect();
        let area = RowSet::from_rows(100, 0..50);
        let found = location_quotients(&texts(&industries), None, &area, &RowSet::all(100));
        assert_eq!((found[0].key.as_str(), found[0].in_area, found[0].in_whole), ("B06", 9.0, 10.0));
        assert!((found[0].quotient.unwrap() - 1.8).abs() < 1e-12);
        assert!((found[1].quotient.unwrap() - (41.0 / 50.0) / (90.0 / 100.0)).abs() < 1e-12);
    }

    #[test]
    fn people_weigh_instead_of_firms_and_what_is_not_known_weighs_nothing() {
        let industries = texts(&[Some("A"), Some("B"), None, Some("A")]);
        let people = column(
            "employees",
            Values::Real(Float64Array::from(vec![Some(10.0), Some(30.0), Some(99.0), None])),
        );
        let found =
            location_quotients(&industries, Some(&people), &RowSet::from_rows(4, [0, 2, 3]), &RowSet::all(4));
        assert_eq!(found.len(), 1, "B is not in the area: {found:?}");
        assert_eq!((found[0].in_area, found[0].in_whole, found[0].rows_in_area), (10.0, 10.0, 1));
        assert_eq!(found[0].quotient, Some(4.0));
    }

    proptest! {
        #[test]
        fn the_whole_against_itself_is_one_and_weighted_quotients_average_to_one(
            rows in prop::collection::vec((0..4_usize, any::<bool>()), 1..60),
        ) {
            let names = ["A", "B", "C", "D"];
            let column = texts(&rows.iter().map(|(at, _)| Some(names[*at])).collect::<Vec<_>>());
            let whole = RowSet::all(rows.len());
            for found in location_quotients(&column, None, &whole, &whole) {
                prop_assert!((found.quotient.unwrap() - 1.0).abs() < 1e-12);
            }
            let inside = (0..rows.len() as u32).filter(|row| rows[*row as usize].1);
            let area = RowSet::from_rows(rows.len(), inside);
            let found = location_quotients(&column, None, &area, &whole);
            if area.count() > 0 {
                // Σ LQᵢ · Eᵢ/E = Σ eᵢ/e = 1
                let sum: f64 = found.iter().map(|it| it.quotient.unwrap() * it.in_whole / rows.len() as f64).sum();
                prop_assert!((sum - 1.0).abs() < 1e-9);
            }
        }
    }
}
