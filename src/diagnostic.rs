//! One type for everything that can be wrong with an input: what, where, what to do.
//!
//! A [`Diagnostic`] is data (a code, a place, arguments); its text is made from the catalogues in
//! `assets/i18n` when somebody reads it, in their language. Rooms return diagnostics; only the
//! command line and the window show them.

use crate::text::{Arg, Lang, text_with};
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Notice,
    /// Something of the input is not as it should be; the rest is there.
    Warning,
    /// The work asked for was not done.
    Error,
}

/// Where in an input; unknown places stay `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the person named it.
    pub file: Option<String>,
    /// Number of the feature in the file, counted from 1.
    pub feature: Option<u64>,
    /// Line, counted from 1.
    pub line: Option<u64>,
    /// Column in that line, in characters counted from 1.
    pub column: Option<u64>,
}

/// A notice, warning or error with its place.
///
/// `code` names an entry of the catalogues: the message, with its attribute `.hint` saying what to do, and
/// `.typed` what to type instead where the command line says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Key in `diagnostics.ftl`, kebab-case, stable for machines.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What the message speaks of.
    pub args: Vec<(&'static str, Arg)>,
}

impl Diagnostic {
    /// A diagnostic with no place and no arguments yet.
    pub fn new(severity: Severity, code: &'static str) -> Self {
        Self { code, severity, place: Place::default(), args: Vec::new() }
    }

    /// An error.
    pub fn error(code: &'static str) -> Self {
        Self::new(Severity::Error, code)
    }

    /// A warning.
    pub fn warning(code: &'static str) -> Self {
        Self::new(Severity::Warning, code)
    }

    /// A notice.
    pub fn notice(code: &'static str) -> Self {
        Self::new(Severity::Notice, code)
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Names the feature, counted from 1.
    #[must_use]
    pub fn at_feature(mut self, feature: u64) -> Self {
        self.place.feature = Some(feature);
        self
    }

    /// Names line and column, counted from 1.
    #[must_use]
    pub fn at(mut self, line: u64, column: u64) -> Self {
        self.place.line = Some(line);
        self.place.column = Some(column);
        self
    }

    /// What is wrong, in one sentence without the place.
    pub fn message(&self, lang: Lang) -> String {
        text_with(lang, self.code, &self.args)
    }

    /// What to do about it; empty where there is nothing to do.
    pub fn hint(&self, lang: Lang) -> String {
        crate::text::hint_with(lang, self.code, &self.args)
    }

    /// What to do about it on the command line.
    pub fn typed_hint(&self, lang: Lang) -> String {
        crate::text::typed_with(lang, self.code, &self.args)
    }

    /// What is wrong with all that have its code, whatever their arguments: a heading over several.
    pub fn rule(&self, lang: Lang) -> String {
        crate::text::rule_of(lang, self.code).unwrap_or_else(|| self.message(lang))
    }

    /// What to do about all that have its code; `None` where that depends on the arguments of each.
    pub fn common_hint(&self, lang: Lang) -> Option<String> {
        let hint = self.hint(lang);
        (hint == crate::text::hint_with(lang, self.code, &[])).then_some(hint)
    }

    /// The same for the command line.
    pub fn common_typed_hint(&self, lang: Lang) -> Option<String> {
        let hint = self.typed_hint(lang);
        (hint == crate::text::typed_with(lang, self.code, &[])).then_some(hint)
    }

    /// What is wrong and, where that differs from one of its code to the next, what to type against it.
    pub fn message_with_own_hint(&self, lang: Lang) -> String {
        let message = self.message(lang);
        match self.common_typed_hint(lang) {
            Some(_) => message,
            None => format!("{message}{}{}", lang.pick("。", ". "), self.typed_hint(lang)),
        }
    }

    /// Place, message and hint on one line.
    pub fn report(&self, lang: Lang) -> String {
        self.reported(lang, &self.hint(lang))
    }

    /// The same for the command line.
    pub fn typed_report(&self, lang: Lang) -> String {
        self.reported(lang, &self.typed_hint(lang))
    }

    fn reported(&self, lang: Lang, hint: &str) -> String {
        let mut line = self.place.describe(lang);
        if !line.is_empty() {
            line.push_str(if lang == Lang::Zh { "：" } else { ": " });
        }
        line.push_str(&self.message(lang));
        if !hint.is_empty() {
            line.push_str(if lang == Lang::Zh { "。" } else { ". " });
            line.push_str(hint);
        }
        line
    }
}

impl Place {
    /// The place in words; empty where nothing is known.
    pub fn describe(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            parts.push(file.clone());
        }
        if let Some(feature) = self.feature {
            parts.push(text_with(lang, "place-feature", &[("number", feature.into())]));
        }
        if let (Some(line), Some(column)) = (self.line, self.column) {
            let args = [("line", line.into()), ("column", column.into())];
            parts.push(text_with(lang, "place-line-column", &args));
        }
        parts.join(if lang == Lang::Zh { "，" } else { ", " })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report(Lang::En))
    }
}

impl std::error::Error for Diagnostic {}
