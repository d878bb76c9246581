//! Turning a selection into a filter: `field IN (…)` over a field that tells the selected features from
//! all others.

use super::LayerId;
use crate::filter::Filter;
use crate::filter::facet::{Condition, Scalar, with_condition};
use crate::layer::{Layer, RowSet, Value};
use crate::progress::CancelToken;
use std::collections::BTreeSet;
use std::sync::Arc;

/// More features than this make a filter that nobody can read.
pub const MOST_KEPT: usize = 1000;

/// Greatest whole number that CQL2's numbers hold exactly.
const MOST_EXACT: u64 = 1 << 53;

/// Which rows of a layer a filter is to leave.
#[derive(Clone, Debug)]
pub struct KeepRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// The rows.
    pub rows: RowSet,
    /// Fields to try, the likeliest first; `id` also means the features' own ids.
    pub fields: Vec<String>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The filter that leaves exactly these rows; `None` where no field tells them from the others.
    pub filter: Option<Filter>,
}

impl KeepRequest {
    /// Finds the filter; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<Kept> {
        for field in &self.fields {
            if cancel.is_cancelled() {
                return None;
            }
            let Some(values) = self.telling_values(field, cancel) else { continue };
            let filter = with_condition(None, field, Some(&Condition::AnyOf { values, missing: false }))
                .filter(|filter| {
                    // What the filter leaves is what counts, not what it was made from.
                    let rows = filter.plan(&self.layer).ok().and_then(|plan| plan.run(&self.layer, cancel));
                    rows.as_ref() == Some(&self.rows)
                });
            if filter.is_some() {
                return Some(Kept { layer_id: self.layer_id, filter });
            }
        }
        (!cancel.is_cancelled()).then_some(Kept { layer_id: self.layer_id, filter: None })
    }

    /// The values of the rows in a field; `None` where two have the same, or one has none, or none that
    /// CQL2 can name exactly.
    fn telling_values(&self, field: &str, cancel: &CancelToken) -> Option<Vec<Scalar>> {
        let ids = self.layer.ids.as_ref().filter(|_| field == "id");
        let column = self.layer.column(field).or(ids)?;
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for row in self.rows.iter() {
            if cancel.is_cancelled() {
                return None;
            }
            let value = column.value(row);
            let scalar = match value {
                Value::Text(text) => Scalar::Text(text.to_owned()),
                Value::Integer(number) if number.unsigned_abs() <= MOST_EXACT => {
                    Scalar::Number(number as f64)
                }
                _ => return None,
            };
            if !seen.insert(value.to_text().into_owned()) {
                return None;
            }
            values.push(scalar);
        }
        Some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use arrow_array::{Int64Array, LargeStringArray};

    fn texts(values: &[Option<&str>]) -> Values {
        Values::Text(TextArray::Plain(values.iter().copied().collect::<LargeStringArray>()))
    }

    fn request(rows: &[u32], fields: &[&str]) -> KeepRequest {
        let columns = vec![
            column("street", texts(&[Some("a"), Some("a"), Some("b"), None])),
            column("name", texts(&[Some("x'1"), Some("2"), Some("3"), Some("2")])),
            column("number", Values::Integer(Int64Array::from(vec![Some(7), Some(8), Some(1 << 60), None]))),
        ];
        KeepRequest {
            layer_id: LayerId(0),
            layer: Arc::new(layer(columns, &vec![Some(point(120.0, 30.0)); 4])),
            rows: RowSet::from_rows(4, rows.iter().copied()),
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
        }
    }

    fn text(rows: &[u32], fields: &[&str]) -> Option<String> {
        request(rows, fields).run(&CancelToken::default()).unwrap().filter.map(|filter| filter.to_text())
    }

    #[test]
    fn the_first_field_that_tells_them_apart_is_taken() {
        let all = ["street", "name", "number"];
        assert_eq!(text(&[2], &all).unwrap(), "street = 'b'");
        assert_eq!(text(&[0, 2], &["name", "number"]).unwrap(), "name IN ('x''1', '3')");
        // Both lie in street a, and row 3 bears the name of row 1.
        assert_eq!(text(&[0, 1], &all).unwrap(), "number IN (7, 8)");
    }

    #[test]
    fn where_no_field_tells_them_apart_there_is_no_filter() {
        // Row 3 shares its name with row 1 and has nothing else; row 2's number is too long to be exact.
        assert_eq!(text(&[3], &["street", "name", "number", "id", "nothing"]), None);
        assert_eq!(text(&[2], &["number"]), None);
    }
}
