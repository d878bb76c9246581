//! The groups of a chart: rows put together by a field, counted or added up.

use super::LayerId;
use super::summary::rows_of_others;
use crate::filter::Filter;
use crate::layer::{Column, FieldType, Layer, RowSet, well_known};
use crate::maps::binding::{Binding, Naming};
use crate::maps::schema;
use crate::progress::CancelToken;
use crate::scene::Style;
use crate::stats::{Grouping, Groups, Measure, groups};
use std::sync::Arc;

/// Bars that a chart of values has at most.
const MOST_BARS: usize = 12;

/// Rows to group.
#[derive(Clone, Debug)]
pub struct StatisticsRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What its columns are.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
    /// The filter that left them.
    pub filter: Option<Filter>,
    /// The field to group by; `None` for the one that colours layers of its kind.
    pub field: Option<String>,
    /// What is said of each group.
    pub measure: Measure,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The field that rows are grouped by.
    pub field: String,
    /// What is said of each group.
    pub measure: Measure,
    /// The groups. Beside the rows that match they count those that all *other* conditions leave, so
    /// that a bar that was filtered away can be seen and chosen again.
    pub groups: Groups,
}

/// The answer to a [`StatisticsRequest`].
#[derive(Clone, Debug)]
pub struct Counted {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The question that this answers.
    pub revision: u64,
    /// The groups; `None` where the layer has no field to group by.
    pub breakdown: Option<Arc<Breakdown>>,
}

impl StatisticsRequest {
    /// Groups the rows; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<Counted> {
        let answer = |breakdown| Counted { layer_id: self.layer_id, revision: self.revision, breakdown };
        let Some(column) = self.column() else { return Some(answer(None)) };
        let field = &column.name;
        let shown = rows_of_others(&self.layer, self.filter.as_ref(), field, &self.rows, cancel)?;
        let definition = schema::field(&self.binding, field);
        // A short list of values has an order that people know; a table of codes does not.
        let domain: Vec<&str> = definition
            .filter(|definition| definition.domain.len() <= MOST_BARS)
            .map(|definition| definition.domain.iter().map(|value| value.value).collect())
            .unwrap_or_default();
        let grouping = Grouping {
            column,
            measured: match &self.measure {
                Measure::Count => None,
                Measure::Sum { field } => self.layer.column(field),
            },
            matching: &self.rows,
            shown: &shown,
            domain: &domain,
            code_of: &|text| definition.and_then(|definition| schema::code_of(definition, text)),
            most: MOST_BARS,
        };
        let groups = groups(&grouping, cancel)?;
        let breakdown = Breakdown { field: field.clone(), measure: self.measure.clone(), groups };
        Some(answer(Some(Arc::new(breakdown))))
    }

    /// The column to group by: the one asked for, else the one that colours layers of the kind, else the
    /// first that can be grouped.
    fn column(&self) -> Option<&Column> {
        if let Some(column) = self.field.as_ref().and_then(|field| self.layer.column(field)) {
            return Some(column);
        }
        let style = Style::for_layer(&self.binding, &self.layer);
        let can_be = |column: &&Column| can_be_grouped(&self.binding, column);
        let colours = style.field.and_then(|field| self.layer.column(&field)).filter(can_be);
        colours.or_else(|| self.layer.columns.iter().find(can_be))
    }
}

/// Whether a chart can be made of a field: not of nested values, of numbers and names that each stand
/// for one feature, or of what is not for outsiders.
pub fn can_be_grouped<'a>(naming: impl Into<Naming<'a>>, column: &Column) -> bool {
    let name = column.name.as_str();
    let naming = naming.into();
    let key = schema::field(naming, name).map_or(name, |def| def.key);
    column.field_type() != FieldType::Json
        && !matches!(key, "id" | "name" | "name_en")
        && !well_known::ID.contains(&name)
        && !well_known::NAME.contains(&name)
        && !schema::is_private(naming, name)
}
