//! The idle clock as columns: state, days, next deadline and fee of every parcel.

use super::{Context, Derivation};
use crate::layer::{Column, Layer, TextArray, Values};
use crate::maps::binding::Naming;
use crate::maps::idle::{self, Fields, IdleState};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use arrow_array::types::Int32Type;
use arrow_array::{Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, StringArray};
use std::sync::Arc;

/// What the idle clock makes of a parcel.
pub(super) const IDLE: Derivation = Derivation {
    kinds: &[LayerKind::Land],
    fields: &["idle_state", "idle_days", "idle_deadline", "idle_fee"],
    needs: &["contract_start", "actual_start", "stopped_on"],
    follows_day: true,
    measures: false,
    columns,
};

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

fn columns(
    layer: &Layer,
    naming: Naming<'_>,
    context: &Context,
    cancel: &CancelToken,
) -> Option<Vec<Column>> {
    let fields = Fields::of(layer, naming);
    let mut states: Vec<i32> = Vec::with_capacity(layer.len());
    let mut days: Vec<Option<i64>> = Vec::with_capacity(layer.len());
    let mut deadlines: Vec<Option<i32>> = Vec::with_capacity(layer.len());
    let mut fees: Vec<Option<f64>> = Vec::with_capacity(layer.len());
    for row in 0..layer.len() {
        if row % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        let finding = idle::test(&fields.record(row), context.reference_day);
        states.push(finding.state as i32);
        days.push(finding.days.map(i64::from));
        deadlines.push(finding.deadline.map(|deadline| idle::days_since_epoch(deadline.on)));
        fees.push(finding.fee_wan);
    }
    let values: StringArray = IdleState::ALL.iter().map(|state| Some(state.value())).collect();
    let keys = Int32Array::from(states);
    // The keys are places in the list of all states.
    let states = DictionaryArray::<Int32Type>::try_new(keys, Arc::new(values)).ok()?;
    let column = |name: &str, values| Column {
        name: name.to_owned(),
        values,
        missing: None,
        others: None,
        is_derived: true,
    };
    Some(vec![
        column("idle_state", Values::Text(TextArray::Dictionary(states))),
        column("idle_days", Values::Integer(Int64Array::from(days))),
        column("idle_deadline", Values::Date(Date32Array::from(deadlines))),
        column("idle_fee", Values::Real(Float64Array::from(fees))),
    ])
}
