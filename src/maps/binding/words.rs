//! What a layer holds and why, in words: the same in the window and on the command line.

use super::Binding;
use super::recognise::{Guess, KindReason};
use crate::maps::schema::{Drawn, LayerKind};
use crate::text::{Lang, text, text_with};

/// What a layer holds, and by whom or by what.
pub fn kind_words(binding: &Binding, lang: Lang) -> String {
    let named = |key: &str, kind: LayerKind| text_with(lang, key, &[("kind", kind.label(lang).into())]);
    let guesses = &binding.recognised().guesses;
    match (binding.kind(), binding.is_kind_by_person()) {
        (Some(kind), true) => named("kind-said", kind),
        (None, true) => text(lang, "kind-said-none"),
        (Some(kind), false) if binding.recognised().kind == Some(kind) => named("kind-recognised", kind),
        (Some(kind), false) => kind.label(lang).to_owned(),
        (None, false) => match &guesses[..] {
            [] => text(lang, "kind-open"),
            [only] => named("kind-open-one", only.kind),
            [first, second, ..] if binding.recognised().is_mixed => {
                let args =
                    [("first", first.kind.label(lang).into()), ("second", second.kind.label(lang).into())];
                text_with(lang, "kind-open-mixed", &args)
            }
            several => {
                let kinds: Vec<&str> = several.iter().map(|guess| guess.kind.label(lang)).collect();
                let kinds = kinds.join(lang.pick("、", ", "));
                text_with(lang, "kind-open-several", &[("kinds", kinds.into())])
            }
        },
    }
}

/// Why a layer may be of a kind.
pub fn guess_words(guess: &Guess, lang: Lang) -> String {
    let reasons: Vec<String> = guess.reasons.iter().map(|why| reason(why, lang)).collect();
    reasons.join(lang.pick("；", "; "))
}

fn reason(why: &KindReason, lang: Lang) -> String {
    let listed = |key: &str, columns: &[String]| {
        let quoted: Vec<String> = columns.iter().map(|column| format!("“{column}”")).collect();
        let columns = quoted.join(lang.pick("、", ", "));
        text_with(lang, key, &[("columns", columns.into())])
    };
    let drawn = |key: &str, drawn: Drawn| {
        let shapes = match drawn {
            Drawn::Points => "kind-shape-points",
            Drawn::Lines => "kind-shape-lines",
            Drawn::Areas => "kind-shape-areas",
        };
        text_with(lang, key, &[("shapes", text(lang, shapes).into())])
    };
    match why {
        KindReason::Columns { columns } => listed("kind-why-columns", columns),
        KindReason::Values { columns } => listed("kind-why-values", columns),
        KindReason::OtherValues { columns } => listed("kind-why-other-values", columns),
        KindReason::Heading { column } => {
            text_with(lang, "kind-why-heading", &[("column", column.as_str().into())])
        }
        KindReason::Title { word } => text_with(lang, "kind-why-title", &[("word", word.as_str().into())]),
        KindReason::Shapes { drawn: how } => drawn("kind-why-shapes", *how),
        KindReason::OtherShapes { drawn: how } => drawn("kind-why-other-shapes", *how),
    }
}
