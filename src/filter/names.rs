//! Names near a misspelt one.

use crate::diagnostic::Diagnostic;
use crate::layer::{FieldType, Layer};

/// Name of a field type in messages, one for machines and catalogues alike.
pub(super) fn type_name(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Bool => "bool",
        FieldType::Integer => "integer",
        FieldType::Real => "real",
        FieldType::Text => "text",
        FieldType::Date => "date",
        FieldType::DateTime => "date-time",
        FieldType::Json => "json",
    }
}

/// A name that is no field of a layer, with the fields near it. `also` tells what else a column is called.
pub fn unknown_field<'a>(layer: &Layer, name: &str, also: impl Fn(&str) -> Vec<&'a str>) -> Box<Diagnostic> {
    let near = nearest(layer, name, also);
    let near = if near.is_empty() { "none".to_owned() } else { near };
    let unknown = Diagnostic::error("filter-unknown-field").with("field", name);
    Box::new(unknown.with("layer", layer.name.as_str()).with("nearest", near))
}

/// How far a text lies from a wanted one, both in small letters: one that holds the other is near.
pub fn distance(wanted: &str, have: &str) -> usize {
    let inside = !wanted.is_empty() && !have.is_empty() && (have.contains(wanted) || wanted.contains(have));
    let distance = edit_distance(wanted, have);
    if inside { distance.min(1) } else { distance }
}

/// Fields of a layer nearest to a name, with their types: `area_mu (real), area_m2 (real)`.
fn nearest<'a>(layer: &Layer, name: &str, also: impl Fn(&str) -> Vec<&'a str>) -> String {
    let wanted = name.to_lowercase();
    let mut scored: Vec<(usize, &str, FieldType)> = layer
        .columns
        .iter()
        .map(|column| {
            let names = std::iter::once(column.name.as_str()).chain(also(&column.name));
            let nearest = names.map(|name| distance(&wanted, &name.to_lowercase())).min();
            (nearest.unwrap_or(usize::MAX), column.name.as_str(), column.field_type())
        })
        .collect();
    scored.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.cmp(right.1)));
    let limit = (wanted.chars().count() / 2).max(2);
    let near = scored.iter().take_while(|scored| scored.0 <= limit).count();
    // Nothing is near: the first fields of the layer tell more than nothing.
    let count = if near == 0 { 8 } else { near.min(4) };
    let listed: Vec<String> = scored
        .iter()
        .take(count)
        .map(|(_, name, field_type)| format!("{name} ({})", type_name(*field_type)))
        .collect();
    listed.join(", ")
}

/// Levenshtein's distance in characters; swapped neighbours count once (optimal string alignment).
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let left: Vec<char> = left.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::edit_distance;

    #[test]
    fn distances_count_edits() {
        assert_eq!(edit_distance("area_mu", "area_mu"), 0);
        assert_eq!(edit_distance("aera_mu", "area_mu"), 1);
        assert_eq!(edit_distance("", "面积"), 2);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
    }
}
