//! Values of a field as a style's classes: the most frequent ones, each with a colour, a sign and, from
//! the fifth on, a hatch.

use super::legend::{Swatch, swatch};
use super::restyle::{colours, missing_class};
use super::schemes::{Scheme, SchemeSort};
use super::symbology::{Class, Hatch, Label, MAX_CLASSES, Rgb, Style, Symbol};
use crate::layer::{Column, FieldType, Layer, RowSet};
use crate::maps::binding::Naming;
use crate::maps::schema::{self, FieldDef, codes};
use crate::stats;
use crate::text::{Lang, text};
use std::collections::{BTreeMap, BTreeSet};

/// So many classes are told apart by colour and lightness alone; the next ones are hatched too.
const PLAIN_CLASSES: usize = 4;
/// Signs of classes; the ring stands for what is not known.
const SYMBOLS: [Symbol; 8] = [
    Symbol::Circle,
    Symbol::Square,
    Symbol::Triangle,
    Symbol::Diamond,
    Symbol::Star,
    Symbol::Cross,
    Symbol::Hexagon,
    Symbol::TriangleDown,
];

/// Adds a class for each of the most frequent values, as many as the scheme has colours; the others
/// stay "other". Industry codes are put together by section.
pub(super) fn add(
    style: &mut Style,
    layer: &Layer,
    naming: Naming<'_>,
    column: &Column,
    scheme: &Scheme,
    official: bool,
    reversed: bool,
) {
    let all = RowSet::all(layer.len());
    let counts = stats::category_counts(column, &all, &all);
    let has_missing = counts.iter().any(|count| count.value.is_none());
    let def = naming.field(&column.name);
    let by_section = def.is_some_and(|def| def.key == "industry");
    let mut values: Vec<(String, usize)> =
        counts.into_iter().filter_map(|count| Some((count.value?, count.total))).collect();
    if by_section {
        values = by_first_letter(&values);
        style.by_prefix = true;
    }
    if official && def.is_some_and(|def| def.key == "land_use") {
        add_official(style, (layer, naming), def, column, &values);
    } else {
        values.truncate(scheme.most());
        in_order_of_domain(&mut values, def);
        let on_ground = swatch(layer) != Swatch::Area;
        let colours = colours(scheme, values.len(), reversed, on_ground);
        let is_ordered = scheme.sort != SchemeSort::Qualitative;
        style.classes.extend(values.iter().zip(colours).enumerate().map(|(at, ((value, _), rgb))| {
            Class {
                values: vec![value.clone()],
                label: label(column, def, value),
                rgb,
                symbol: SYMBOLS[at % SYMBOLS.len()],
                hatch: (at >= PLAIN_CLASSES && !is_ordered)
                    .then(|| Hatch::ALL[(at - PLAIN_CLASSES) % Hatch::ALL.len()]),
                ..Class::default()
            }
        }));
    }
    if has_missing {
        style.classes.push(missing_class());
    }
}

/// Codes put together by their first letter, the most frequent first.
fn by_first_letter(values: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut sections: BTreeMap<&str, usize> = BTreeMap::new();
    for (value, count) in values {
        let end = value.char_indices().nth(1).map_or(value.len(), |(at, _)| at);
        *sections.entry(&value[..end]).or_default() += count;
    }
    let mut sections: Vec<(String, usize)> =
        sections.into_iter().map(|(section, count)| (section.to_owned(), count)).collect();
    sections.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sections
}

/// Grades and states are read in the order that their table has, not by how frequent they are.
fn in_order_of_domain(values: &mut [(String, usize)], def: Option<&FieldDef>) {
    let Some(domain) = def.map(|def| def.domain).filter(|domain| !domain.is_empty()) else { return };
    let place = |value: &str| domain.iter().position(|known| known.value == value).unwrap_or(domain.len());
    values.sort_by_key(|(value, _)| place(value));
}

/// What the legend says of a value.
fn label(column: &Column, def: Option<&FieldDef>, value: &str) -> Label {
    if column.field_type() == FieldType::Bool {
        let key = if value == "true" { "value-yes" } else { "value-no" };
        return Label::new(text(Lang::Zh, key), text(Lang::En, key));
    }
    if value.is_empty() {
        return Label::new(text(Lang::Zh, "value-empty"), text(Lang::En, "value-empty"));
    }
    let known = |lang| def.and_then(|def| schema::value_label(def, value, lang));
    match (known(Lang::Zh), known(Lang::En)) {
        (Some(zh), Some(en)) => Label::new(zh, en),
        _ => Label::plain(value),
    }
}

/// Land-use codes in the colours of official drawings. Codes of digits mean different uses in different
/// systems: they are coloured only where every row says that it is 用地用海; others stay "other".
fn add_official(
    style: &mut Style,
    (layer, naming): (&Layer, Naming<'_>),
    def: Option<&FieldDef>,
    column: &Column,
    values: &[(String, usize)],
) {
    let unclear = codes_of_unclear_system(layer, naming, column);
    let mut values: Vec<(String, usize)> =
        values.iter().filter(|(value, _)| !unclear.contains(value)).cloned().collect();
    in_order_of_domain(&mut values, def);
    let mut seen: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for (value, _) in &values {
        let Some([red, green, blue]) = codes::land_use_colour(value) else { continue };
        if style.classes.len() + 1 >= MAX_CLASSES {
            break;
        }
        // Uses that share a colour differ by hatch; a local code must not pass for a national one.
        let shared = seen.entry([red, green, blue]).or_default();
        let hatch = match (value.as_str(), *shared) {
            ("M0", _) => Some(Hatch::Dots),
            (_, 0) => None,
            (_, before) => Some(Hatch::ALL[(before - 1) % (Hatch::ALL.len() - 1)]),
        };
        if hatch != Some(Hatch::Dots) {
            *shared += 1;
        }
        style.classes.push(Class {
            values: vec![value.clone()],
            label: label(column, def, value),
            rgb: Rgb(red, green, blue),
            symbol: SYMBOLS[style.classes.len() % SYMBOLS.len()],
            hatch,
            ..Class::default()
        });
    }
}

/// Codes of digits of which any row does not say that it means 用地用海.
fn codes_of_unclear_system(layer: &Layer, naming: Naming<'_>, column: &Column) -> BTreeSet<String> {
    let system = naming.column(layer, "code_system");
    let mut unclear = BTreeSet::new();
    for row in 0..layer.len() {
        let value = column.value(row);
        let code = value.to_text();
        let is_digits = code.starts_with(|first: char| first.is_ascii_digit());
        let is_said = system.is_some_and(|system| system.value(row).to_text() == codes::TD_YDYH);
        if is_digits && !is_said && !unclear.contains(code.as_ref()) {
            unclear.insert(code.into_owned());
        }
    }
    unclear
}
