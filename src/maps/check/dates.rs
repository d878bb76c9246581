//! Dates in the future, out of order, or not to be read.

use super::fields::Fields;
use super::sink::Sink;
use super::values::short;
use crate::layer::Value;
use crate::maps::schema::FieldKind;

/// Dates of what has happened; a contract's start may well lie ahead.
const PAST: [&str; 5] = ["surveyed_on", "actual_start", "stopped_on", "founded_on", "vacant_since"];
/// What cannot come after what.
const ORDER: [(&str, &str); 4] = [
    ("actual_start", "stopped_on"),
    ("actual_start", "surveyed_on"),
    ("stopped_on", "surveyed_on"),
    ("vacant_since", "surveyed_on"),
];

/// Looks at the dates of a row.
pub(super) fn look(fields: &Fields<'_>, day: Option<jiff::civil::Date>, row: usize, sink: &mut Sink) {
    let rows = [row as u32];
    for bound in fields.bound.iter().filter(|bound| bound.def.kind == FieldKind::Date) {
        match bound.column.value(row) {
            Value::Date(days) => {
                let Some(day) = day.filter(|&day| PAST.contains(&bound.def.key) && days > days_of(day))
                else {
                    continue;
                };
                sink.add("date-future", &rows, || {
                    vec![
                        ("field", bound.column.name.as_str().into()),
                        ("value", Value::Date(days).to_text().into_owned().into()),
                        ("day", day.to_string().into()),
                    ]
                });
            }
            Value::Missing | Value::Null | Value::DateTime(_) => {}
            other => {
                let text = other.to_text();
                if text.parse::<jiff::civil::Date>().is_err() {
                    sink.add("date-unreadable", &rows, || {
                        vec![("field", bound.column.name.as_str().into()), ("value", short(&text).into())]
                    });
                }
            }
        }
    }
    for (first, then) in ORDER {
        let (Some(before), Some(after)) = (fields.column(first), fields.column(then)) else { continue };
        let (Value::Date(earlier), Value::Date(later)) = (before.value(row), after.value(row)) else {
            continue;
        };
        if earlier > later {
            sink.add("date-order", &rows, || {
                vec![
                    ("first", before.name.as_str().into()),
                    ("earlier", Value::Date(earlier).to_text().into_owned().into()),
                    ("then", after.name.as_str().into()),
                    ("later", Value::Date(later).to_text().into_owned().into()),
                ]
            });
        }
    }
}

/// Days since 1970-01-01.
fn days_of(day: jiff::civil::Date) -> i32 {
    day.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}
