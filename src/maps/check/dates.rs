//! Dates in the future, out of order, or not to be read.

use super::fields::Fields;
use super::sink::{Args, Sink};
use crate::layer::Value;
use crate::maps::idle::read_day;
use crate::maps::schema::FieldKind;

/// Dates of what has happened; a contract's start may well lie ahead, and so may the day on which a tenant
/// moves out.
const PAST: [&str; 4] = ["surveyed_on", "actual_start", "stopped_on", "founded_on"];
/// What cannot come after what.
const ORDER: [(&str, &str); 3] =
    [("actual_start", "stopped_on"), ("actual_start", "surveyed_on"), ("stopped_on", "surveyed_on")];

/// Looks at the dates of a row.
pub(super) fn look(fields: &Fields<'_>, day: Option<jiff::civil::Date>, row: usize, sink: &mut Sink) {
    let rows = [row as u32];
    for bound in fields.bound.iter().filter(|bound| bound.def.kind == FieldKind::Date) {
        let value = bound.column.value(row);
        let args = || -> Args {
            vec![("field", bound.column.name.as_str().into()), ("value", bound.written(row).into())]
        };
        let Some(read) = read_day(value) else {
            // A blank is no date and nothing wrong.
            if !value.is_none() && !bound.written(row).trim().is_empty() {
                sink.add("date-unreadable", &rows, args);
            }
            continue;
        };
        if let Some(day) = day.filter(|&day| PAST.contains(&bound.def.key) && read > day) {
            sink.add("date-future", &rows, || {
                args().into_iter().chain([("day", day.to_string().into())]).collect()
            });
        }
        if let Value::Text(text) = value
            && text.trim() != read.to_string()
        {
            sink.add("date-other-form", &rows, || {
                args().into_iter().chain([("date", read.to_string().into())]).collect()
            });
        }
    }
    for (first, then) in ORDER {
        let (Some(before), Some(after)) = (fields.field(first), fields.field(then)) else { continue };
        let days = read_day(before.column.value(row)).zip(read_day(after.column.value(row)));
        if days.is_some_and(|(earlier, later)| earlier > later) {
            sink.add("date-order", &rows, || {
                vec![
                    ("first", before.column.name.as_str().into()),
                    ("earlier", before.written(row).into()),
                    ("then", after.column.name.as_str().into()),
                    ("later", after.written(row).into()),
                ]
            });
        }
    }
}
