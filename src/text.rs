//! Texts shown to people, in Chinese and English, from the Fluent catalogues in `assets/i18n`.
//!
//! Keys are kebab-case; a test holds both languages to the same keys, and every key used in the
//! sources to the catalogues.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use unic_langid::langid;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language named by a tag such as `zh`, `zh-CN` or `en_US.UTF-8`; Chinese for anything
    /// that starts with `zh`, English otherwise.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// The system's language; Chinese where the system does not say.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::Zh, |tag| Self::from_tag(&tag))
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Picks the text of this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text, put in as it is.
    Text(String),
    /// A count, which also chooses the plural.
    Count(u64),
    /// A text that each language has its own words for.
    Words {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl Arg {
    /// A number with its unit in either language; the number alone where it has none.
    pub fn measured(number: &str, zh: &str, en: &str) -> Self {
        let with = |unit: &str| match unit {
            "" => number.to_owned(),
            "%" => format!("{number}%"),
            unit => format!("{number} {unit}"),
        };
        Self::Words { zh: with(zh), en: with(en) }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// The catalogues: (file, Chinese, English).
pub const CATALOGUES: &[(&str, &str, &str)] = &[
    (
        "diagnostics.ftl",
        include_str!("../assets/i18n/zh/diagnostics.ftl"),
        include_str!("../assets/i18n/en/diagnostics.ftl"),
    ),
    (
        "filter.ftl",
        include_str!("../assets/i18n/zh/filter.ftl"),
        include_str!("../assets/i18n/en/filter.ftl"),
    ),
    (
        "columns.ftl",
        include_str!("../assets/i18n/zh/columns.ftl"),
        include_str!("../assets/i18n/en/columns.ftl"),
    ),
    ("maps.ftl", include_str!("../assets/i18n/zh/maps.ftl"), include_str!("../assets/i18n/en/maps.ftl")),
    ("app.ftl", include_str!("../assets/i18n/zh/app.ftl"), include_str!("../assets/i18n/en/app.ftl")),
    ("tools.ftl", include_str!("../assets/i18n/zh/tools.ftl"), include_str!("../assets/i18n/en/tools.ftl")),
    ("cli.ftl", include_str!("../assets/i18n/zh/cli.ftl"), include_str!("../assets/i18n/en/cli.ftl")),
    ("help.ftl", include_str!("../assets/i18n/zh/help.ftl"), include_str!("../assets/i18n/en/help.ftl")),
    (
        "binding.ftl",
        include_str!("../assets/i18n/zh/binding.ftl"),
        include_str!("../assets/i18n/en/binding.ftl"),
    ),
    (
        "styling.ftl",
        include_str!("../assets/i18n/zh/styling.ftl"),
        include_str!("../assets/i18n/en/styling.ftl"),
    ),
    (
        "window.ftl",
        include_str!("../assets/i18n/zh/window.ftl"),
        include_str!("../assets/i18n/en/window.ftl"),
    ),
    ("desk.ftl", include_str!("../assets/i18n/zh/desk.ftl"), include_str!("../assets/i18n/en/desk.ftl")),
    ("table.ftl", include_str!("../assets/i18n/zh/table.ftl"), include_str!("../assets/i18n/en/table.ftl")),
    (
        "overview.ftl",
        include_str!("../assets/i18n/zh/overview.ftl"),
        include_str!("../assets/i18n/en/overview.ftl"),
    ),
    (
        "drawing.ftl",
        include_str!("../assets/i18n/zh/drawing.ftl"),
        include_str!("../assets/i18n/en/drawing.ftl"),
    ),
    ("find.ftl", include_str!("../assets/i18n/zh/find.ftl"), include_str!("../assets/i18n/en/find.ftl")),
    (
        "matching.ftl",
        include_str!("../assets/i18n/zh/matching.ftl"),
        include_str!("../assets/i18n/en/matching.ftl"),
    ),
    (
        "compare.ftl",
        include_str!("../assets/i18n/zh/compare.ftl"),
        include_str!("../assets/i18n/en/compare.ftl"),
    ),
    (
        "workspace.ftl",
        include_str!("../assets/i18n/zh/workspace.ftl"),
        include_str!("../assets/i18n/en/workspace.ftl"),
    ),
    ("idle.ftl", include_str!("../assets/i18n/zh/idle.ftl"), include_str!("../assets/i18n/en/idle.ftl")),
    ("check.ftl", include_str!("../assets/i18n/zh/check.ftl"), include_str!("../assets/i18n/en/check.ftl")),
    (
        "assembly.ftl",
        include_str!("../assets/i18n/zh/assembly.ftl"),
        include_str!("../assets/i18n/en/assembly.ftl"),
    ),
];

static ZH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Zh));
static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En));

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id = match lang {
        Lang::Zh => langid!("zh-CN"),
        Lang::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks are for right-to-left text; in a terminal they would show.
    bundle.set_use_isolating(false);
    for &(_, zh, en) in CATALOGUES {
        let resource = match FluentResource::try_new(lang.pick(zh, en).to_owned()) {
            // A broken entry leaves the rest of the file usable; the catalogue test names it.
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The text of a key.
pub fn text(lang: Lang, key: &str) -> String {
    text_with(lang, key, &[])
}

/// The text of a key with arguments. An unknown key comes back as itself, which the catalogue test
/// keeps from happening.
pub fn text_with(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    format(lang, key, None, args).unwrap_or_else(|| key.to_owned())
}

/// The attribute `.hint` of a key; empty where it has none.
pub fn hint_with(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    format(lang, key, Some("hint"), args).unwrap_or_default()
}

/// What to type on the command line: the attribute `.typed` of a key, its `.hint` where that goes for both.
pub fn typed_with(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    format(lang, key, Some("typed"), args).unwrap_or_else(|| hint_with(lang, key, args))
}

/// The attribute `.rule` of a key, which says what is wrong without saying where; `None` where it has none.
pub fn rule_of(lang: Lang, key: &str) -> Option<String> {
    format(lang, key, Some("rule"), &[])
}

fn format(lang: Lang, key: &str, attribute: Option<&str>, args: &[(&'static str, Arg)]) -> Option<String> {
    let bundle = match lang {
        Lang::Zh => &*ZH,
        Lang::En => &*EN,
    };
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        values.set(
            *name,
            match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Count(count) => FluentValue::from(*count),
                Arg::Words { zh, en } => FluentValue::from(lang.pick(zh, en)),
            },
        );
    }
    Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
}

/// A number with thousands apart and a fixed number of decimals.
pub fn number_fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return String::from("–");
    }
    let text = format!("{value:.decimals$}");
    // Minus zero is nothing that a person wrote.
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    grouped(&text)
}

/// A number with thousands apart and no more decimals than it has, six at most.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::from("–");
    }
    let text = number_fixed(value, 6);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A count with thousands apart: `14,800`.
pub fn count(value: u64) -> String {
    grouped(&value.to_string())
}

/// Digits with thousands apart: `14,800`.
fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    out.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A unit as it stands behind a figure: one that begins with a number is multiplied (30 × 10k CNY).
pub fn unit_behind(unit: &str) -> String {
    if unit.starts_with(|c: char| c.is_ascii_digit()) { format!("× {unit}") } else { unit.to_owned() }
}

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}
