//! The text catalogues: both languages say the same things, and the sources use what is there.

use crate::sources::{rust_files, string_literals};
use std::collections::{BTreeMap, BTreeSet};
use three_maps::text::CATALOGUES;

/// Keys that no source names, with the reason.
const KEPT: &[(&str, &str)] = &[];

/// An entry or attribute: `key` or `key.attribute` → its text.
type Entries = BTreeMap<String, String>;

/// Reads a catalogue as the lines of Fluent that we write: `key = text`, `    .attribute = text`,
/// and further lines indented.
fn entries(file: &str, catalogue: &str) -> Entries {
    let mut found = Entries::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in catalogue.lines() {
        let text = line.trim();
        if text.is_empty() || line.starts_with('#') {
            continue;
        }
        let named = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        match named {
            Some((name, value)) if !line.starts_with(' ') => {
                assert!(is_name(name), "{file}: `{name}` is not a kebab-case key");
                name.clone_into(&mut message);
                current.clone_from(&message);
                let twice = found.insert(current.clone(), value.to_owned());
                assert!(twice.is_none(), "{file}: `{name}` is there twice");
            }
            Some((name, value)) if name.strip_prefix('.').is_some_and(is_name) => {
                current = format!("{message}{name}");
                found.insert(current.clone(), value.to_owned());
            }
            _ => {
                // `}` ends a choice between plurals, and text may go on after it.
                assert!(line.starts_with([' ', '}']), "{file}: cannot read the line `{line}`");
                let value = found.get_mut(&current).unwrap();
                value.push(' ');
                value.push_str(text);
            }
        }
    }
    found
}

/// The arguments that a text speaks of.
fn arguments(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|after| after.chars().take_while(|&c| c.is_alphanumeric() || c == '_' || c == '-').collect())
        .collect()
}

/// All entries of all files in (Chinese, English).
fn all() -> (Entries, Entries) {
    let (mut zh, mut en) = (Entries::new(), Entries::new());
    for (file, zh_text, en_text) in CATALOGUES {
        for (into, lang, text) in [(&mut zh, "zh", zh_text), (&mut en, "en", en_text)] {
            for (key, value) in entries(&format!("{lang}/{file}"), text) {
                let other = into.insert(key.clone(), value);
                assert!(other.is_none(), "{lang}/{file}: `{key}` is in another file too");
            }
        }
    }
    (zh, en)
}

#[test]
fn the_catalogues_parse() {
    for (file, zh, en) in CATALOGUES {
        for (lang, text) in [("zh", zh), ("en", en)] {
            if let Err((_, errors)) = fluent_bundle::FluentResource::try_new((*text).to_owned()) {
                panic!("{lang}/{file}: {errors:?}");
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (zh, en) = all();
    let mut wrong = Vec::new();
    for (ours, theirs, lang, other) in [(&zh, &en, "Chinese", "English"), (&en, &zh, "English", "Chinese")] {
        for (key, text) in ours {
            let has_attributes = ours.keys().any(|attribute| attribute.starts_with(&format!("{key}.")));
            if text.is_empty() && !has_attributes {
                wrong.push(format!("`{key}` is empty in {lang}"));
            }
            match theirs.get(key) {
                None => wrong.push(format!("`{key}` is in {lang} only, not in {other}")),
                Some(their_text) if lang == "Chinese" && arguments(text) != arguments(their_text) => {
                    wrong.push(format!(
                        "`{key}`: arguments {:?} in {lang}, {:?} in {other}",
                        arguments(text),
                        arguments(their_text)
                    ));
                }
                Some(_) => {}
            }
        }
    }
    assert!(zh.len() > 50, "only {} texts were found", zh.len());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn what_is_typed_stands_apart_from_what_the_window_says() {
    let (zh, en) = all();
    let mut seen = 0;
    for (key, typed) in zh.iter().chain(&en) {
        let Some(hint) = key.strip_suffix(".typed").map(|message| format!("{message}.hint")) else {
            continue;
        };
        assert!(typed.contains("--") || typed.contains("three-maps"), "{key}: {typed}");
        for texts in [&zh, &en] {
            let shown = texts.get(&hint).unwrap_or_else(|| panic!("{key}: the window says nothing"));
            assert!(!shown.contains("--") && !shown.contains("three-maps"), "{hint}: {shown}");
        }
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn english_says_money_as_the_schema_does() {
    let units: BTreeSet<&str> = three_maps::maps::LayerKind::ALL
        .iter()
        .flat_map(|kind| kind.fields())
        .map(|def| def.unit_label(three_maps::text::Lang::En))
        .filter(|unit| unit.contains("CNY"))
        .collect();
    assert!(units.contains("10k CNY") && units.contains("100M CNY"), "{units:?}");
    let (_, en) = all();
    let mut seen = 0;
    for (key, text) in en {
        assert!(!text.contains('元') && !text.contains("yuan") && !text.contains("RMB"), "{key}: {text}");
        // A figure in front of the currency, if there is one, is that of a unit.
        for (at, _) in text.match_indices("CNY") {
            let before = text[..at].trim_end();
            let word = before.rsplit([' ', '(']).next().unwrap_or_default();
            let begins_with_a_number = word.starts_with(|c: char| c.is_ascii_digit());
            seen += usize::from(begins_with_a_number);
            let unit = format!("{word} CNY");
            assert!(!begins_with_a_number || units.contains(&*unit), "{key}: “{unit}” in “{text}”");
        }
    }
    assert!(seen > 3, "{seen}");
}

/// The functions whose first literal argument is a key.
const TEXT_FUNCTIONS: &[&str] = &["text(", "text_with(", "hint_with("];
const DIAGNOSTICS: &[&str] =
    &["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::notice(", "Diagnostic::new("];

/// The first string literal between the opening bracket of a call and its closing one.
fn first_literal(call: &str) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in call.char_indices() {
        match c {
            '"' => return string_literals(&call[at..]).first().copied(),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    None
}

fn is_key(literal: &str) -> bool {
    !literal.is_empty() && literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn every_text_that_the_sources_ask_for_is_there() {
    let (zh, _) = all();
    let mut asked = 0;
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let code = file.code();
        for function in TEXT_FUNCTIONS.iter().chain(DIAGNOSTICS) {
            for (at, _) in code.match_indices(function) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let literal = first_literal(&code[at + function.len()..]);
                let Some(key) = literal.filter(|literal| is_key(literal)) else { continue };
                // `text` is the name of other functions too: keys of ours have a dash.
                if TEXT_FUNCTIONS.contains(function) && !key.contains('-') {
                    continue;
                }
                asked += 1;
                if !zh.contains_key(key) {
                    wrong.push(format!("{}: {function}… \"{key}\") has no text", file.path));
                }
            }
        }
    }
    assert!(asked > 30, "only {asked} uses were found: does the search still work?");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_text_is_used() {
    let (zh, _) = all();
    let files = rust_files("src");
    let codes: Vec<String> = files.iter().map(crate::sources::SourceFile::code).collect();
    let literals: BTreeSet<&str> = codes.iter().flat_map(|code| string_literals(code)).collect();
    // Keys made with format!("rule-{name}") are used by their beginning.
    let families: Vec<&str> = literals
        .iter()
        .filter_map(|literal| literal.split_once('{').map(|(beginning, _)| beginning))
        .filter(|beginning| beginning.ends_with('-') && is_key(beginning))
        .collect();
    let unused: Vec<&String> = zh
        .keys()
        .filter(|key| !key.contains('.'))
        .filter(|key| !literals.contains(key.as_str()))
        .filter(|key| !families.iter().any(|family| key.starts_with(family)))
        .filter(|key| !KEPT.iter().any(|(kept, _)| kept == key))
        .collect();
    assert!(unused.is_empty(), "texts that nothing shows: {unused:#?}");
}

/// Rooms whose texts must come from the catalogues; field labels of the schema live in `maps`.
const ROOMS_WITHOUT_CHINESE: &[&str] =
    &["ui", "cli", "app", "main", "read", "write", "filter", "render", "scene", "jobs", "stats", "layer"];

#[test]
fn no_chinese_hides_in_the_sources() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        if !ROOMS_WITHOUT_CHINESE.contains(&file.room()) {
            continue;
        }
        let code = file.code();
        for literal in string_literals(&code) {
            let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            // Names of fields in data files are not shown; a font is tried with some characters.
            let is_data = file.path == "src/layer/well_known.rs" || file.path == "src/ui/fonts.rs";
            // A language is named in itself, whatever the language of the window.
            if literal.chars().any(is_han) && !is_data && literal != "中文" && literal != "简体中文" {
                wrong.push(format!("{}: \"{literal}\" belongs into assets/i18n", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
