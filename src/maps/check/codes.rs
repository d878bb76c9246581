//! Codes that no table has: domains of the schema, land uses by their system, industries, USCCs.

use super::fields::{Bound, Fields};
use super::sink::{Args, Sink};
use super::values::short;
use crate::layer::Value;
use crate::maps::codes::land_use::Standing;
use crate::maps::codes::{industry, land_use, uscc};
use crate::maps::schema::codes::land_use_system;
use crate::maps::schema::{FieldKind, code_of};
use crate::text::Arg;

/// Looks at the codes of a row.
pub(super) fn look(fields: &Fields<'_>, row: usize, sink: &mut Sink) {
    for bound in &fields.bound {
        let Value::Text(text) = bound.column.value(row) else { continue };
        match bound.def.key {
            "uscc" => look_at_uscc(bound, text, row, sink),
            "industry" if !industry::is_known(text) => {
                sink.add("industry-unknown", &[row as u32], || {
                    vec![("field", bound.column.name.as_str().into()), ("value", short(text).into())]
                });
            }
            // Its domain are the sections alone.
            "industry" => {}
            "land_use" => look_at_land_use(fields, bound, text, row, sink),
            _ if bound.def.kind == FieldKind::Code => {
                let args = || -> Args {
                    vec![("field", bound.column.name.as_str().into()), ("value", short(text).into())]
                };
                match code_of(bound.def, text) {
                    Some(code) if code == text => {}
                    // It is read as the code; a filter for the code does not find it.
                    Some(code) => sink.add("code-label", &[row as u32], || {
                        args().into_iter().chain([("code", code.into())]).collect()
                    }),
                    None => sink.add("code-unknown", &[row as u32], || {
                        let known: Vec<&str> =
                            bound.def.domain.iter().take(12).map(|known| known.value).collect();
                        args().into_iter().chain([("known", known.join("、").into())]).collect()
                    }),
                }
            }
            _ => {}
        }
    }
}

fn look_at_uscc(bound: &Bound<'_>, text: &str, row: usize, sink: &mut Sink) {
    let Some(fault) = uscc::fault(text) else { return };
    let rows = [row as u32];
    let value: (&str, Arg) = ("value", short(text).into());
    let field: (&str, Arg) = ("field", bound.column.name.as_str().into());
    match fault {
        uscc::Fault::Length(length) => {
            sink.add("uscc-length", &rows, || vec![field, value, ("length", length.into())]);
        }
        uscc::Fault::Character(character, at) => sink.add("uscc-character", &rows, || {
            vec![field, value, ("character", character.to_string().into()), ("at", at.into())]
        }),
        uscc::Fault::CheckDigit(expected) => {
            sink.add("uscc-check-digit", &rows, || {
                vec![field, value, ("expected", expected.to_string().into())]
            });
        }
    }
}

/// A code of letters says its system; digits are used by two, so that the row must say it.
fn look_at_land_use(fields: &Fields<'_>, bound: &Bound<'_>, text: &str, row: usize, sink: &mut Sink) {
    let said = fields.column("code_system").map(|column| column.value(row));
    let system = match said {
        Some(Value::Text(system)) => Some(system),
        _ => land_use_system(text),
    };
    let rows = [row as u32];
    let known = || -> Args {
        let system_field = fields.column("code_system").map_or("code_system", |column| column.name.as_str());
        vec![
            ("field", bound.column.name.as_str().into()),
            ("value", short(text).into()),
            ("system_field", system_field.into()),
        ]
    };
    let Some(system) = system else {
        sink.add("land-use-system-missing", &rows, known);
        return;
    };
    let args = || known().into_iter().chain([("system", short(system).into())]).collect();
    match land_use::standing(system, text) {
        Some(Standing::Unknown) => sink.add("land-use-unknown", &rows, args),
        Some(Standing::Local) => sink.add("land-use-local", &rows, args),
        // Which systems there are is the domain of `code_system`.
        Some(Standing::Known) | None => {}
    }
}
