//! Fields of a layer as people read them: label, unit and value in their language, from the schema.

use super::format;
use crate::app::LayerEntry;
use crate::layer::{Column, FieldType, SourceBytes, Value, well_known};
use crate::maps::binding::Naming;
use crate::maps::derive::stations_in_words;
use crate::maps::schema::{self, FieldDef, LayerKind};
use crate::search::folded;
use crate::text::{Lang, text};
use crate::write::pasted_text;

pub(super) use schema::is_private;

/// The schema's entry for a field of a layer.
pub(super) fn definition<'a>(naming: impl Into<Naming<'a>>, name: &str) -> Option<&'static FieldDef> {
    schema::field(naming, name)
}

/// The column that carries a field of the schema, under its key or any of its other names.
pub(super) fn column<'a>(entry: &'a LayerEntry, key: &str) -> Option<&'a Column> {
    entry.column_of(key)
}

/// A cell of a field of the schema; missing where the layer does not have it.
pub(super) fn cell<'a>(entry: &'a LayerEntry, key: &str, row: usize) -> Value<'a> {
    column(entry, key).map_or(Value::Missing, |column| column.value(row))
}

/// Label of a field; the field's own name where no table knows it.
pub(super) fn label<'a>(naming: impl Into<Naming<'a>>, name: &str, lang: Lang) -> String {
    definition(naming, name).map_or_else(|| name.to_owned(), |definition| definition.label(lang).to_owned())
}

/// Unit of a column's numbers, the file's own where it has another than the schema; empty where there is
/// none.
pub(super) fn unit<'a>(naming: impl Into<Naming<'a>>, name: &str, lang: Lang) -> &'static str {
    naming.into().unit_label(name, lang)
}

/// The same as it stands behind a number.
pub(super) fn unit_behind<'a>(naming: impl Into<Naming<'a>>, name: &str, lang: Lang) -> String {
    crate::text::unit_behind(unit(naming, name, lang))
}

/// Label of a field with its unit in brackets, where fields stand without values: 面积 (亩).
pub(super) fn label_with_unit<'a>(naming: impl Into<Naming<'a>>, name: &str, lang: Lang) -> String {
    let naming = naming.into();
    let (label, unit) = (label(naming, name, lang), unit(naming, name, lang));
    if unit.is_empty() { label } else { format!("{label} ({unit})") }
}

/// Whether what is typed to look a field up is in one of its names, whatever the case and the signs between
/// letters: `area m` finds Area (m²).
pub(super) fn is_found<'a>(typed: &str, mut names: impl Iterator<Item = &'a str>) -> bool {
    let plain = |text: &str| folded(&text.replace('㎡', "m²"));
    let wanted = plain(typed);
    wanted.is_empty() || names.any(|name| plain(name).contains(&wanted))
}

/// What a field is called with its unit, in both languages.
pub(super) fn labels_with_unit<'a>(naming: impl Into<Naming<'a>>, name: &str) -> [String; 2] {
    let naming = naming.into();
    [Lang::Zh, Lang::En].map(|lang| label_with_unit(naming, name, lang))
}

/// What stands where a column has no value: a file left it empty, the program found nothing to say.
pub(super) fn nothing(column: &Column, lang: Lang) -> String {
    text(lang, if column.is_derived { "value-none" } else { "value-missing" })
}

/// How a column of a layer was worked out, with its name; `None` where the file has it.
pub(super) fn formula(entry: &LayerEntry, column: &Column, lang: Lang) -> Option<String> {
    let formula = definition(entry, &column.name)?.formula_label(lang).filter(|_| column.is_derived)?;
    let args = [("field", column.name.as_str().into()), ("formula", formula.into())];
    let mut words = crate::text::text_with(lang, "field-formula", &args);
    if let Some(stations) = stations_in_words(&entry.layer, &column.name, lang) {
        words.push('\n');
        words.push_str(&stations);
    }
    Some(words)
}

/// A value as people read it; `None` where there is none.
pub(super) fn value<'a>(
    naming: impl Into<Naming<'a>>,
    name: &str,
    value: Value<'_>,
    lang: Lang,
) -> Option<String> {
    let naming = naming.into();
    let definition = definition(naming, name);
    Some(match value {
        Value::Missing | Value::Null => return None,
        Value::Bool(value) => text(lang, if value { "value-yes" } else { "value-no" }),
        Value::Integer(number) => {
            // Years and other numbers that count nothing stand without thousands apart.
            let counts = definition
                .is_some_and(|definition| definition.unit.is_some() || !definition.key.ends_with("_year"));
            if counts || number.unsigned_abs() >= 10_000 {
                format::number(number as f64)
            } else {
                number.to_string()
            }
        }
        Value::Real(number) => format::number(number),
        Value::Text(value) => category(definition, value, lang),
        Value::Date(_) | Value::DateTime(_) => value.to_text().into_owned(),
        Value::Json(json) => json_text(naming, json, definition, lang),
    })
}

/// The value of a column as it is shown: what the program worked out with the decimals that it merits.
pub(super) fn shown(entry: &LayerEntry, column: &Column, value: Value<'_>, lang: Lang) -> Option<String> {
    match value {
        Value::Real(number) if column.is_derived => {
            let decimals = definition(entry, &column.name).map_or(2, FieldDef::decimals);
            Some(format::rounded(number, decimals))
        }
        value => self::value(entry, &column.name, value, lang),
    }
}

/// A value, as it is shown, as a cell of text that is copied for a spreadsheet. Numbers stay numbers.
pub(super) fn pasted(value: Value<'_>, shown: &str) -> String {
    match value {
        Value::Text(_) | Value::Json(_) => pasted_text(shown),
        _ => shown.to_owned(),
    }
}

/// A text value with the label of its code, where it is one.
pub(super) fn category(definition: Option<&'static FieldDef>, value: &str, lang: Lang) -> String {
    definition
        .and_then(|definition| schema::value_label(definition, value, lang))
        .unwrap_or_else(|| value.to_owned())
}

/// Lists as lines or with commas, records as `label value`; anything else as its JSON text.
fn json_text(naming: Naming<'_>, json: &str, definition: Option<&'static FieldDef>, lang: Lang) -> String {
    use serde_json::Value as Json;
    let comma = lang.pick("、", ", ");
    let plain = |value: &Json| match value {
        Json::String(text) => category(definition, text, lang),
        Json::Number(number) => number.as_f64().map_or_else(|| number.to_string(), format::number),
        Json::Bool(value) => text(lang, if *value { "value-yes" } else { "value-no" }),
        Json::Null => text(lang, "value-missing"),
        other => other.to_string(),
    };
    let record = |members: &serde_json::Map<String, Json>| {
        let parts: Vec<String> = members
            .iter()
            .map(|(name, value)| {
                let unit = unit_behind(naming, name, lang);
                format!("{} {} {unit}", label(naming, name, lang), plain(value)).trim_end().to_owned()
            })
            .collect();
        parts.join(lang.pick("，", ", "))
    };
    match serde_json::from_str::<Json>(json) {
        Ok(Json::Array(items)) if items.iter().any(Json::is_object) => items
            .iter()
            .map(|item| item.as_object().map_or_else(|| plain(item), record))
            .collect::<Vec<_>>()
            .join("\n"),
        Ok(Json::Array(items)) => items.iter().map(plain).collect::<Vec<_>>().join(comma),
        Ok(Json::Object(members)) => record(&members),
        Ok(other) => plain(&other),
        Err(_not_json) => json.to_owned(),
    }
}

/// Name of a layer: its kind's own in the language, unless a file has another one: two layers of land are
/// to be told apart.
pub(super) fn layer_title(entry: &LayerEntry, lang: Lang) -> String {
    let is_file = matches!(entry.layer.source.bytes, SourceBytes::File(_));
    let is_own = |kind: &LayerKind| !is_file || LayerKind::from_word(&entry.title) == Some(*kind);
    let kind = entry.kind.filter(is_own);
    kind.map_or_else(|| entry.title.clone(), |kind| kind.label(lang).to_owned())
}

/// Name of a feature: its name field in the language, else its number in the file.
pub(super) fn feature_name(entry: &LayerEntry, row: usize, lang: Lang) -> String {
    let mut keys = well_known::NAME.to_vec();
    keys.insert(if lang == Lang::En { 0 } else { keys.len() }, well_known::NAME_EN);
    for key in keys {
        let value = cell(entry, key, row);
        let text = value.to_text();
        if !text.trim().is_empty() {
            return text.into_owned();
        }
    }
    crate::text::text_with(
        lang,
        "inspector-feature-number",
        &[("number", entry.layer.feature_number(row).into())],
    )
}

/// Whether cards can offer a field: everything but nested values.
pub(super) fn can_filter(column: &Column) -> bool {
    column.field_type() != FieldType::Json
}
