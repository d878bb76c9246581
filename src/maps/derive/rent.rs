//! Rent per m² and month, so that factories and offices compare: what goes by the day is taken times
//! 365 / 12, what goes by the month as it is.

use super::{Context, Derivation, STRIDE, column_of, derived};
use crate::layer::{Column, Layer, Values};
use crate::maps::binding::{MeasureUnit, Naming};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use arrow_array::Float64Array;

/// The rent of factories and offices in one unit.
pub(super) const MONTHLY: Derivation = Derivation {
    kinds: &[LayerKind::Factories, LayerKind::Offices],
    fields: &["rent_m2_month"],
    needs: &["rent"],
    follows_day: false,
    measures: false,
    columns,
};

fn columns(
    layer: &Layer,
    naming: Naming<'_>,
    _context: &Context,
    cancel: &CancelToken,
) -> Option<Vec<Column>> {
    let Some(rent) = column_of(layer, naming, "rent") else { return Some(Vec::new()) };
    let field = naming.field(&rent.name).and_then(MeasureUnit::of_field);
    let mut monthly = Vec::with_capacity(layer.len());
    for row in 0..layer.len() {
        if row % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        // In the unit of the kind: a file may state its own.
        let value = naming.number(rent, row);
        let factor = field.and_then(|unit| unit.factor_to(MeasureUnit::YuanPerM2Month));
        // Fen are enough: a longer fraction is no better known.
        monthly.push(value.zip(factor).map(|(value, factor)| (value * factor * 100.0).round() / 100.0));
    }
    Some(vec![derived("rent_m2_month", Values::Real(Float64Array::from(monthly)))])
}

#[cfg(test)]
mod tests {
    use super::super::with_derived;
    use super::*;
    use crate::layer::Value;
    use crate::layer::testing::{column, layer};
    use crate::maps::binding::Binding;
    use jiff::civil::date;
    use std::sync::Arc;

    fn monthly(kind: LayerKind, name: &str, rents: Vec<Option<f64>>) -> Vec<Option<f64>> {
        let rows = rents.len();
        let own = column(name, Values::Real(Float64Array::from(rents)));
        let layer = Arc::new(layer(vec![own], &vec![None; rows]));
        let binding = Binding::of(&layer, Some(kind));
        let context = Context::on(date(2026, 1, 1));
        let layer = with_derived(layer, &binding, &context, &CancelToken::default()).unwrap();
        let value = |row| layer.column("rent_m2_month").map(|column| column.value(row));
        (0..rows).map(|row| value(row).as_ref().and_then(Value::as_f64)).collect()
    }

    #[test]
    fn days_become_months_and_months_stay() {
        let offices = monthly(LayerKind::Offices, "rent", vec![Some(1.2), None, Some(3.0)]);
        assert_eq!(offices, [Some(36.5), None, Some(91.25)]);
        assert_eq!(monthly(LayerKind::Factories, "rent", vec![Some(22.0)]), [Some(22.0)]);
    }

    #[test]
    fn a_unit_of_the_files_own_counts() {
        let by_day = monthly(LayerKind::Factories, "租金（元/㎡·天）", vec![Some(0.6)]);
        assert_eq!(by_day, [Some(18.25)]);
        assert_eq!(monthly(LayerKind::Offices, "租金(元/平米/月)", vec![Some(45.0)]), [Some(45.0)]);
    }
}
