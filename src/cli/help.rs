//! `--help` and usage errors in the person's language: the words of the definition in `arguments`,
//! replaced by those of the catalogue.

use super::arguments::{Arguments, LangArgument};
use crate::text::{Lang, text, text_with};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error, ValueEnum};
use std::ffi::OsString;

/// The language to speak before the arguments are read: the one after `--lang`, else the system's.
pub(super) fn language_of(arguments: &[OsString]) -> Lang {
    let texts = || arguments.iter().filter_map(|argument| argument.to_str());
    let after = texts().zip(texts().skip(1)).find(|(flag, _)| *flag == "--lang").map(|(_, tag)| tag);
    match after.or_else(|| texts().find_map(|text| text.strip_prefix("--lang="))) {
        Some(tag) if LangArgument::from_str(tag, true).is_ok() => Lang::from_tag(tag),
        _ => Lang::of_system(),
    }
}

/// The definition of the command line with its help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let mut root = Arguments::command();
    // Help and version become arguments like any other only once the definition is built.
    root.build();
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        root = root.mut_subcommand(name.clone(), |sub| {
            let about = text(lang, &format!("help-command-{name}"));
            worded(sub, lang, &name).about(about.clone()).long_about(about)
        });
    }
    worded(root, lang, "program")
        .about(text(lang, "help-about"))
        .long_about(text(lang, "help-about-long"))
        .subcommand_help_heading(text(lang, "help-heading-commands"))
}

/// A command with the help of its arguments and its headings in a language.
fn worded(command: Command, lang: Lang, name: &str) -> Command {
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}\n", text(lang, "help-usage"));
    command.help_template(template).mut_args(|arg| {
        let help = help_of(&arg, lang, name);
        let heading = if arg.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
        arg.help(help.clone()).long_help(help).help_heading(text(lang, heading)).hide_possible_values(true)
    })
}

/// The words of an argument: its own under a command where it has such, else what it means anywhere.
fn help_of(arg: &Arg, lang: Lang, command: &str) -> String {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = format!("help-{command}-{id}");
    let words = text(lang, &own);
    if words == own { text(lang, &format!("help-any-{id}")) } else { words }
}

/// A usage error in a language; clap's own words where the catalogue has none for it.
pub(super) fn usage_error(error: &Error, lang: Lang) -> Option<String> {
    let context = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(lang.pick("、", ", "))),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            Some(texts.join(lang.pick("、", ", ")))
        }
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::InvalidValue if value.is_empty() => "usage-value-needed",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
        ErrorKind::ArgumentConflict => "usage-conflict",
        _ => return None,
    };
    let mut lines = vec![text_with(lang, key, &[("argument", argument.into()), ("value", value.into())])];
    if let Some(valid) = context(ContextKind::ValidValue).filter(|valid| !valid.is_empty()) {
        lines.push(text_with(lang, "usage-valid-values", &[("values", valid.into())]));
    }
    let suggested = context(ContextKind::SuggestedArg).or_else(|| context(ContextKind::SuggestedValue));
    if let Some(suggested) = suggested {
        lines.push(text_with(lang, "usage-suggestion", &[("suggested", suggested.into())]));
    }
    lines.push(text(lang, "usage-see-help"));
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let root = command(lang);
            for command in std::iter::once(&root).chain(root.get_subcommands()) {
                let name = command.get_name();
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("help-"),
                        "{name} {}: {help}",
                        arg.get_id()
                    );
                }
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("help-"), "{name}: {about}");
            }
        }
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are_read() {
        let of = |line: &[&str]| language_of(&line.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["three-maps", "--lang", "en", "--help"]), Lang::En);
        assert_eq!(of(&["three-maps", "info", "--lang=zh", "--nonsense"]), Lang::Zh);
        assert_eq!(of(&["three-maps", "--lang", "xx"]), Lang::of_system());
    }

    #[test]
    fn usage_errors_say_what_and_where_to_look() {
        for (line, zh, en) in [
            (&["three-maps", "info"][..], "缺少参数", "missing"),
            (&["three-maps", "info", "--nonsense"], "--nonsense", "--nonsense"),
            (&["three-maps", "--lang", "xx"], "xx", "xx"),
            (&["three-maps", "synth", "--bundled", "d", "--out", "x"], "不能", "cannot"),
        ] {
            for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
                let error = command(lang).try_get_matches_from(line).unwrap_err();
                let words = usage_error(&error, lang).unwrap_or_else(|| panic!("{line:?}: {error}"));
                assert!(words.contains(expected) && words.contains("--help"), "{words}");
            }
        }
    }
}
