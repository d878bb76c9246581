//! Codes that no table has: domains of the schema, land uses by their system, industries, USCCs.

use super::fields::{Bound, Fields};
use super::sink::{Args, Sink};
use super::spellings::{Spelled, Spellings, lang_of, word_of};
use super::values::short;
use crate::layer::Value;
use crate::maps::codes::land_use::Standing;
use crate::maps::codes::{industry, land_use, uscc};
use crate::maps::schema::codes::land_use_system;
use crate::text::Arg;

/// Looks at the codes of a row.
pub(super) fn look(fields: &Fields<'_>, spellings: &Spellings<'_>, row: usize, sink: &mut Sink) {
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
            _ => {
                let args = || -> Args {
                    vec![("field", bound.column.name.as_str().into()), ("value", short(text).into())]
                };
                match spellings.of_word(bound, text) {
                    None | Some(Spelled::Usual) => {}
                    // It is read as the same; a filter for the usual word does not find it.
                    Some(Spelled::Otherwise { usual }) => sink.add("code-label", &[row as u32], || {
                        args().into_iter().chain([("usual", usual.as_str().into())]).collect()
                    }),
                    Some(Spelled::Unknown) => sink.add("code-unknown", &[row as u32], || {
                        args().into_iter().chain([("known", known_beside(bound, text))]).collect()
                    }),
                }
            }
        }
    }
}

/// The values that a field knows, in the language of a value that it does not.
fn known_beside(bound: &Bound<'_>, text: &str) -> Arg {
    let lang = lang_of(text);
    let words: Vec<&str> = bound.def.domain.iter().take(12).map(|known| word_of(known, lang)).collect();
    Arg::Words { zh: words.join("、"), en: words.join(", ") }
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
