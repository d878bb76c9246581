//! A filter that could be typed: in the layer's own words, and of values that it has.

use crate::filter::Filter;
use crate::layer::{Column, FieldType, Layer, Value};
use crate::maps::binding::{MeasureUnit, Naming};
use crate::maps::schema;
use crate::progress::CancelToken;
use cql2::Expr;

/// Rows whose values are tried.
const MOST_ROWS: usize = 32;
/// Longer texts are no example.
const LONGEST_TEXT: usize = 12;

/// An example of a filter that some of a layer's rows meet: that of its kind, else the same with the values of
/// a row, else one of any column. `None` where it has nothing to ask for.
pub fn example(layer: &Layer, naming: Naming<'_>) -> Option<String> {
    let of_kind = naming.kind().and_then(|kind| Filter::parse(kind.example_filter()).ok());
    let own = of_kind.and_then(|filter| {
        let rows = (0..MOST_ROWS.min(layer.len())).map(|at| at * layer.len() / MOST_ROWS.min(layer.len()));
        let of_rows =
            rows.filter_map(|row| Filter::from_expr(of_row(filter.expr(), layer, naming, row)?).ok());
        std::iter::once(filter.clone()).chain(of_rows).find_map(|filter| met(&filter, layer, naming))
    });
    own.or_else(|| of_columns(layer, naming))
}

/// The filter in the layer's own words, where it has the columns and some row meets it.
fn met(filter: &Filter, layer: &Layer, naming: Naming<'_>) -> Option<String> {
    let own = super::of(filter, layer, naming).ok()?;
    let rows = own.filter.plan(layer).ok()?.run(layer, &CancelToken::default())?;
    (rows.count() > 0).then(|| own.filter.to_text())
}

/// The filter with the values that a row has in its columns; `None` where the row has none.
fn of_row(expr: &Expr, layer: &Layer, naming: Naming<'_>, row: usize) -> Option<Expr> {
    let Expr::Operation { op, args } = expr else { return Some(expr.clone()) };
    let args = match (op.as_str(), args.as_slice()) {
        ("=" | ">=" | ">", [name, literal]) => {
            let Expr::Property { property } = name.as_ref() else { return None };
            let column = naming.column(layer, property)?;
            let value = match literal.as_ref() {
                Expr::Float(_) => Expr::Float(number(column, naming, row)?),
                Expr::Literal(_) => Expr::Literal(naming.code_at(layer, column, row)?.to_owned()),
                other => other.clone(),
            };
            return Some(Expr::Operation {
                op: if op == ">" { ">=".to_owned() } else { op.clone() },
                args: vec![name.clone(), Box::new(value)],
            });
        }
        ("and", args) => {
            args.iter().map(|arg| of_row(arg, layer, naming, row).map(Box::new)).collect::<Option<_>>()?
        }
        (_, args) => args.to_vec(),
    };
    Some(Expr::Operation { op: op.clone(), args })
}

/// A number of a row in the schema's unit that is a plain one in the file's.
fn number(column: &Column, naming: Naming<'_>, row: usize) -> Option<f64> {
    let own = naming.field(&column.name).and_then(MeasureUnit::of_field);
    match (naming.other_unit(&column.name), column.value(row).as_f64(), own) {
        (Some(unit), Some(number), Some(own)) => unit.convert(floored(number), own),
        _ => naming.number(column, row).map(floored),
    }
}

/// A number that is no greater, with two digits that count.
fn floored(number: f64) -> f64 {
    if number.abs() < 1.0 || !number.is_finite() {
        return number;
    }
    let step = 10_f64.powi((number.abs().log10().floor() as i32 - 1).max(0));
    (number / step).floor() * step
}

/// An example of the columns that the file has, where it is of no kind that has one: a number, else a text.
fn of_columns(layer: &Layer, naming: Naming<'_>) -> Option<String> {
    let tried = layer.columns.iter().filter(|column| {
        !column.is_derived
            && !schema::is_private(naming, &column.name)
            && column.field_type() != FieldType::Json
    });
    let example = |column: &Column| {
        let value = (0..layer.len().min(64)).map(|row| column.value(row)).find(|it| !it.is_none())?;
        let (op, literal) = match value {
            Value::Integer(number) => (">=", Expr::Float(number as f64)),
            Value::Real(number) => (">=", Expr::Float(number.floor())),
            Value::Text(words) if words.chars().count() <= LONGEST_TEXT => {
                ("=", Expr::Literal(words.to_owned()))
            }
            _ => return None,
        };
        let name = Expr::Property { property: column.name.clone() };
        let filter = Filter::from_expr(Expr::Operation {
            op: op.to_owned(),
            args: vec![Box::new(name), Box::new(literal)],
        });
        met(&filter.ok()?, layer, naming)
    };
    let is_number = |column: &&Column| matches!(column.field_type(), FieldType::Integer | FieldType::Real);
    let (numbers, others): (Vec<&Column>, Vec<&Column>) = tried.partition(is_number);
    numbers.into_iter().chain(others).find_map(example)
}
