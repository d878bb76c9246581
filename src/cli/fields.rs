//! `fields`: what the schema knows of every kind of layer, for those who keep the data.

use super::console::{Console, Stop};
use super::table::{Align, Table};
use crate::maps::schema::{Better, FieldDef, FieldKind, LayerKind};
use crate::text::Lang;
use serde_json::{Value, json};

/// Runs the command.
pub(super) fn run(console: &mut Console) -> Result<(), Stop> {
    if console.json {
        let kinds: Vec<Value> = LayerKind::ALL.iter().map(|kind| described(*kind)).collect();
        return console.answer(&json!({ "kinds": kinds }));
    }
    let lang = console.lang;
    for kind in LayerKind::ALL {
        console.line(format!("{} · {}", kind.label(lang), kind.path()))?;
        let headers = [
            ("cli-fields-key", Align::Left),
            ("cli-info-label", Align::Left),
            ("cli-info-unit", Align::Left),
            ("cli-info-type", Align::Left),
            ("cli-fields-values", Align::Left),
            ("cli-info-remark", Align::Left),
        ];
        let mut table = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
        for def in kind.fields() {
            table.row(vec![
                def.key.to_owned(),
                def.label(lang).to_owned(),
                def.unit_label(lang).to_owned(),
                console.text(type_key(def.kind), &[]),
                values(def, lang),
                remark(console, def),
            ]);
        }
        for line in table.lines() {
            console.line(line)?;
        }
        console.line("")?;
    }
    Ok(())
}

fn described(kind: LayerKind) -> Value {
    let fields: Vec<Value> = kind
        .fields()
        .map(|def| {
            let domain: Vec<Value> = def
                .domain
                .iter()
                .map(|value| json!({ "value": value.value, "zh": value.zh, "en": value.en, "also": value.also }))
                .collect();
            json!({
                "key": def.key,
                "zh": def.zh,
                "en": def.en,
                "aliases": def.aliases,
                "headings": def.headings,
                "type": type_name(def.kind),
                "unit": def.unit.map(|unit| json!({ "zh": unit.zh, "en": unit.en })),
                "domain": domain,
                "private": def.private,
                "derived": def.derived,
                "formula": def.formula.map(|formula| json!({ "zh": formula.zh, "en": formula.en })),
                "better": better(def.better),
            })
        })
        .collect();
    json!({
        "kind": kind,
        "path": kind.path(),
        "zh": kind.label(Lang::Zh),
        "en": kind.label(Lang::En),
        "fields": fields,
    })
}

/// The values that a field may have, where they are few; how many there are otherwise.
fn values(def: &FieldDef, lang: Lang) -> String {
    const FEW: usize = 8;
    if def.domain.len() > FEW {
        return format!("{}…", def.domain.len());
    }
    def.domain.iter().map(|value| value.value).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn remark(console: &Console, def: &FieldDef) -> String {
    let mut marks = Vec::new();
    if def.private {
        marks.push(console.text("cli-info-private", &[]));
    }
    if let Some(formula) = def.formula_label(console.lang) {
        marks.push(format!("{}: {formula}", console.text("cli-info-derived", &[])));
    }
    marks.join(console.lang.pick("；", "; "))
}

fn type_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Integer => "integer",
        FieldKind::Number => "number",
        FieldKind::Bool => "bool",
        FieldKind::Date => "date",
        FieldKind::Code => "code",
        FieldKind::List => "list",
    }
}

fn type_key(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "cli-type-text",
        FieldKind::Integer => "cli-type-integer",
        FieldKind::Number => "cli-type-real",
        FieldKind::Bool => "cli-type-bool",
        FieldKind::Date => "cli-type-date",
        FieldKind::Code => "cli-fields-code",
        FieldKind::List => "cli-fields-list",
    }
}

fn better(better: Better) -> Option<&'static str> {
    match better {
        Better::Higher => Some("higher"),
        Better::Lower => Some("lower"),
        Better::Neither => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_covers_every_kind_and_every_field() {
        for kind in LayerKind::ALL {
            let described = described(*kind);
            let fields = described["fields"].as_array().unwrap();
            assert_eq!(fields.len(), kind.fields().count(), "{kind:?}");
            for (field, def) in fields.iter().zip(kind.fields()) {
                assert_eq!(field["key"], def.key);
                assert_eq!(field["aliases"].as_array().unwrap().len(), def.aliases.len());
                assert_eq!(field["headings"].as_array().unwrap().len(), def.headings.len());
                assert_eq!(field["domain"].as_array().unwrap().len(), def.domain.len());
                assert_eq!(field["formula"].is_null(), def.formula.is_none(), "{}", def.key);
            }
        }
    }
}
