//! The words that a column has for the values of a closed set: which are usual in it, and which say the same in
//! another way. A column that is written in one language, one word a value, is as it should be.

use super::fields::{Bound, Fields};
use crate::layer::Value;
use crate::maps::schema::{DomainValue, FieldDef, FieldKind, code_of};
use crate::text::Lang;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How a word of a column stands to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spelled {
    /// It is the column's usual word.
    Usual,
    /// The column has another word for the same value, or is written in another language.
    Otherwise {
        /// Its usual word.
        usual: String,
    },
    /// No value of the set.
    Unknown,
}

/// The words of all columns that have a closed set.
pub(super) struct Spellings<'a> {
    columns: Vec<(&'a str, HashMap<&'a str, Spelled>)>,
}

impl<'a> Spellings<'a> {
    pub(super) fn of(fields: &Fields<'a>) -> Self {
        let has_set = |bound: &&Bound<'a>| {
            // Industries and land uses have tables of their own.
            bound.def.kind == FieldKind::Code && !matches!(bound.def.key, "industry" | "land_use")
        };
        let words = |bound: &Bound<'a>| (bound.column.name.as_str(), words(bound));
        Self { columns: fields.bound.iter().filter(has_set).map(words).collect() }
    }

    /// How a word of a column stands; `None` of a column without a closed set.
    pub(super) fn of_word(&self, bound: &Bound<'_>, text: &str) -> Option<&Spelled> {
        let (_, words) = self.columns.iter().find(|(name, _)| *name == bound.column.name)?;
        words.get(text)
    }
}

/// The language that a value is written in.
pub(super) fn lang_of(text: &str) -> Lang {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().any(is_han) { Lang::Zh } else { Lang::En }
}

/// What a value of a set is called in a language: itself where it is written in it.
pub(super) fn word_of(known: &DomainValue, lang: Lang) -> &'static str {
    if lang_of(known.value) == lang { known.value } else { lang.pick(known.zh, known.en) }
}

fn words<'a>(bound: &Bound<'a>) -> HashMap<&'a str, Spelled> {
    let (def, column) = (bound.def, bound.column);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in 0..column.len() {
        if let Value::Text(text) = column.value(row) {
            *counts.entry(text).or_default() += 1;
        }
    }
    let known = counts.iter().filter_map(|(text, count)| Some((*text, *count, code_of(def, text)?)));
    let known: Vec<(&str, usize, &str)> = known.collect();
    let rows_in = |lang: Lang| {
        known.iter().filter(|(text, ..)| lang_of(text) == lang).map(|(_, count, _)| count).sum::<usize>()
    };
    let lang = if rows_in(Lang::En) > rows_in(Lang::Zh) { Lang::En } else { Lang::Zh };
    let usual = |code: &str| -> String {
        let own = known.iter().filter(|(text, _, of)| *of == code && lang_of(text) == lang);
        let most = own.min_by_key(|(text, count, _)| (Reverse(*count), *text != code, *text));
        most.map_or_else(|| label_of(def, code, lang).to_owned(), |(text, ..)| text.trim().to_owned())
    };
    let spelled = |text: &str| match code_of(def, text).map(usual) {
        Some(usual) if usual == text.trim() => Spelled::Usual,
        Some(usual) => Spelled::Otherwise { usual },
        None => Spelled::Unknown,
    };
    counts.keys().map(|text| (*text, spelled(text))).collect()
}

fn label_of(def: &FieldDef, code: &str, lang: Lang) -> &'static str {
    let known = def.domain.iter().find(|known| known.value == code);
    known.map_or("", |known| word_of(known, lang))
}
