//! The panel below the map: what its table and its chart show. Belongs to the window, not to the
//! document: nothing here is a step of undo.

use super::{Command, LayerEntry, LayerId, export};
use crate::filter::facet::{Condition, Scalar, condition_of};
use crate::layer::{Column, FieldType};
use crate::maps::schema;
use crate::stats::{GroupKey, Measure};
use serde::{Deserialize, Serialize};

/// A tab of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BottomTab {
    /// The rows.
    #[default]
    Table,
    /// The chart.
    Statistics,
    /// What is wrong with the data.
    Check,
    /// What the map comes to.
    Overview,
    /// Whose line of the idle clock comes next.
    Deadlines,
    /// What idle land could yield.
    Ledger,
}

/// What the panel shows, whatever the layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottom {
    /// Whether it is unfolded; `None` until the window has said how much room there is.
    pub open: Option<bool>,
    /// The tab in front.
    pub tab: BottomTab,
    /// Whether the table lists only what is in view.
    pub only_in_view: bool,
}

impl Bottom {
    /// Whether it is unfolded.
    pub fn is_open(&self) -> bool {
        self.open == Some(true)
    }
}

/// What the chart of a layer shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartChoice {
    /// The field that rows are grouped by; `None` for the one that the layer is coloured by.
    pub field: Option<String>,
    /// What is said of each group; `None` for what matters of the layer.
    pub measure: Option<Measure>,
}

impl ChartChoice {
    /// What is said of each group of a layer.
    pub fn measure_for(&self, entry: &LayerEntry) -> Measure {
        let fits = |measure: &&Measure| match measure {
            Measure::Count => true,
            Measure::Sum { field } => {
                entry.layer.column(field).is_some() && !schema::is_private(entry, field)
            }
        };
        self.measure
            .as_ref()
            .filter(fits)
            .cloned()
            .unwrap_or_else(|| measures(entry).into_iter().next().unwrap_or_default())
    }
}

/// Areas, whose sums matter whatever the layer.
const AREAS: [&str; 4] = ["area_mu", "area_m2", "available_m2", "gfa_m2"];

/// What a chart of a layer can say of its groups, what matters most first: the layer's main field, its
/// areas, and the number of features.
pub fn measures(entry: &LayerEntry) -> Vec<Measure> {
    let totals = export::total_fields(&entry.layer, entry);
    let key_of = |field: &str| schema::field(entry, field).map_or(field.to_owned(), |def| def.key.to_owned());
    let main = entry.kind.and_then(schema::LayerKind::main_field);
    let mut fields: Vec<&String> = Vec::new();
    for key in main.into_iter().chain(AREAS) {
        let field = totals.iter().find(|field| key_of(field) == key);
        fields.extend(field.filter(|field| !fields.contains(field)));
    }
    let sums = fields.into_iter().map(|field| Measure::Sum { field: field.clone() });
    sums.chain([Measure::Count]).collect()
}

/// What a filter asks that keeps one group of a chart; `None` for groups that no card can ask for.
pub fn condition_of_group(key: &GroupKey, column: &Column) -> Option<Condition> {
    let any_of = |values, missing| Some(Condition::AnyOf { values, missing });
    match key {
        GroupKey::Value { value, .. } if column.field_type() == FieldType::Bool => {
            any_of(vec![Scalar::Bool(value == "true")], false)
        }
        GroupKey::Value { spellings, .. } => {
            any_of(spellings.iter().cloned().map(Scalar::Text).collect(), false)
        }
        GroupKey::Missing => any_of(Vec::new(), true),
        GroupKey::Numbers { low, high, greatest } => {
            // A range in words includes its ends, and the next bar begins at `high`.
            let whole = column.field_type() == FieldType::Integer;
            let max = if whole { greatest.map(|_| high - 1.0) } else { *greatest };
            max.map(|max| Condition::Range { min: Some(*low), max: Some(max), missing: false })
        }
        GroupKey::Years { first, last } => Some(Condition::DateRange {
            min: Some(format!("{first:04}-01-01")),
            max: Some(format!("{last:04}-12-31")),
            missing: false,
        }),
        GroupKey::Others { .. } => None,
    }
}

/// Whether a filter asks for exactly one group of a chart.
pub fn is_filtered_by(entry: &LayerEntry, field: &str, key: &GroupKey) -> bool {
    let Some(column) = entry.layer.column(field) else { return false };
    let asked = condition_of(entry.filter.filter.as_ref(), field);
    match (asked, condition_of_group(key, column)) {
        (
            Some(Condition::AnyOf { values: asked, missing }),
            Some(Condition::AnyOf { values, missing: with_missing }),
        ) => {
            // Spellings of one value, in whatever order.
            missing == with_missing
                && asked.len() == values.len()
                && values.iter().all(|value| asked.contains(value))
        }
        (asked, condition) => asked.is_some() && asked == condition,
    }
}

/// The command of a click on a bar: filters by it, or takes the field's condition away where it is
/// filtered by exactly that already. `None` where no card can ask for the group.
pub fn filter_by_group(entry: &LayerEntry, field: &str, key: &GroupKey) -> Option<Command> {
    let column = entry.layer.column(field)?;
    let condition = condition_of_group(key, column)?;
    let already = is_filtered_by(entry, field, key);
    Some(Command::SetCondition {
        layer: entry.id,
        field: field.to_owned(),
        condition: (!already).then_some(condition),
        gesture: None,
    })
}

/// Whether a table can stand in the order of a field: what is not for outsiders must not be guessed
/// from an order either.
pub(super) fn can_order_by(entry: &LayerEntry, field: &str) -> bool {
    entry.layer.column(field).is_some() && !schema::is_private(entry, field)
}

/// A job of the panel, as it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BottomJob {
    /// Puts the rows of the table into their order.
    List(LayerId),
    /// Groups the rows for the chart.
    Count(LayerId),
}
