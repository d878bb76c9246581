//! How many rows have each value: the counts that facets show.

use crate::layer::{Column, RowSet, TextArray, Values};
use arrow_array::{Array, StringArray};
use std::collections::BTreeMap;

/// One value of a column and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryCount {
    /// The value as plain text; `None` for rows without one.
    pub value: Option<String>,
    /// Rows that match.
    pub matching: usize,
    /// Rows in all.
    pub total: usize,
}

/// Counts of each value among `all` rows and among those of `matching`; most frequent first (by
/// `total`), then by value. Rows without a value come last, where there are any.
pub fn category_counts(column: &Column, matching: &RowSet, all: &RowSet) -> Vec<CategoryCount> {
    category_counts_up_to(column, matching, all, usize::MAX).unwrap_or_default()
}

/// The same where there are no more than `most` values; `None` as soon as there is one more, so that a
/// column of a million ids costs no million texts.
pub fn category_counts_up_to(
    column: &Column,
    matching: &RowSet,
    all: &RowSet,
    most: usize,
) -> Option<Vec<CategoryCount>> {
    let mut none = (0, 0);
    let mut counts: Vec<CategoryCount> = Vec::new();
    if let Values::Text(TextArray::Dictionary(array)) = &column.values
        && let Some(values) = array.values().as_any().downcast_ref::<StringArray>()
    {
        let mut by_code = vec![(0_usize, 0_usize); values.len()];
        for row in all.iter() {
            let count = match array.key(row) {
                Some(code) => &mut by_code[code],
                None => &mut none,
            };
            count.1 += 1;
            count.0 += usize::from(matching.contains(row));
        }
        // Two codes may hold one text: they are one category.
        let mut by_value: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (code, (matching, total)) in by_code.into_iter().enumerate().filter(|(_, count)| count.1 > 0) {
            let count = by_value.entry(values.value(code)).or_default();
            count.0 += matching;
            count.1 += total;
            if by_value.len() > most {
                return None;
            }
        }
        counts.extend(by_value.into_iter().map(|(value, (matching, total))| CategoryCount {
            value: Some(value.to_owned()),
            matching,
            total,
        }));
    } else {
        let mut by_value: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for row in all.iter() {
            let value = column.value(row);
            let count = if value.is_none() {
                &mut none
            } else {
                let text = value.to_text();
                if !by_value.contains_key(text.as_ref()) {
                    if by_value.len() == most {
                        return None;
                    }
                    by_value.insert(text.clone().into_owned(), (0, 0));
                }
                match by_value.get_mut(text.as_ref()) {
                    Some(count) => count,
                    None => continue,
                }
            };
            count.1 += 1;
            count.0 += usize::from(matching.contains(row));
        }
        counts.extend(by_value.into_iter().map(|(value, (matching, total))| CategoryCount {
            value: Some(value),
            matching,
            total,
        }));
    }
    counts.sort_by(|left, right| right.total.cmp(&left.total).then_with(|| left.value.cmp(&right.value)));
    if none.1 > 0 {
        counts.push(CategoryCount { value: None, matching: none.0, total: none.1 });
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::column;
    use arrow_array::{DictionaryArray, LargeStringArray};

    #[test]
    fn both_ways_of_storing_text_count_alike() {
        let texts = [Some("在建"), Some("闲置"), None, Some("闲置"), Some("已用")];
        let dictionary: DictionaryArray<arrow_array::types::Int32Type> = texts.into_iter().collect();
        let plain: LargeStringArray = texts.into_iter().collect();
        let matching = RowSet::from_rows(5, [0, 1, 2]);
        let expected: Vec<(Option<&str>, usize, usize)> =
            vec![(Some("闲置"), 1, 2), (Some("在建"), 1, 1), (Some("已用"), 0, 1), (None, 1, 1)];
        for text in [TextArray::Dictionary(dictionary), TextArray::Plain(plain)] {
            let counts = category_counts(&column("status", Values::Text(text)), &matching, &RowSet::all(5));
            let found: Vec<_> =
                counts.iter().map(|count| (count.value.as_deref(), count.matching, count.total)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn too_many_values_are_not_listed() {
        let texts = [Some("a"), Some("b"), None, Some("a"), Some("c")];
        let dictionary: DictionaryArray<arrow_array::types::Int32Type> = texts.into_iter().collect();
        let plain: LargeStringArray = texts.into_iter().collect();
        let all = RowSet::all(5);
        for text in [TextArray::Dictionary(dictionary), TextArray::Plain(plain)] {
            let column = column("status", Values::Text(text));
            let counts = category_counts(&column, &all, &all);
            assert_eq!(category_counts_up_to(&column, &all, &all, 3), Some(counts));
            assert_eq!(category_counts_up_to(&column, &all, &all, 2), None);
        }
    }
}
