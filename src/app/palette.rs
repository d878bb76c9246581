//! The palette: which actions answer to what was typed, in which order; and the keys of all actions.

use super::catalogue::{MORE_KEYS, TABLE};
use super::{Action, Command, Session, Shortcut};
use crate::search::{Rank, answers};
use crate::text::{Lang, hint_with, text};

/// Actions that a person can start now, with the commands that they send. With nothing typed those
/// used last come first, the last one foremost; otherwise those that answer best to what was typed in
/// either language, by pinyin or initials. An action that has nothing to do is left out.
pub fn actions(session: &Session, typed: &str, recent: &[Action]) -> Vec<(Action, Command)> {
    let mut found: Vec<(Option<Rank>, usize, usize, Action, Command)> = TABLE
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.action != Action::ShowPalette)
        .filter_map(|(at, entry)| {
            let command = entry.action.command(session)?;
            let rank = if typed.trim().is_empty() { None } else { Some(rank(entry.text, typed)?) };
            let used = recent.iter().position(|&action| action == entry.action).unwrap_or(usize::MAX);
            Some((rank, used, at, entry.action, command))
        })
        .collect();
    found.sort_by_key(|&(rank, used, at, ..)| (rank, used, at));
    found.into_iter().map(|(.., action, command)| (action, command)).collect()
}

/// How well a text answers: in either language; its hint counts where it holds what was typed.
fn rank(key: &str, typed: &str) -> Option<Rank> {
    let of_text = [Lang::Zh, Lang::En].into_iter().filter_map(|lang| answers(&text(lang, key), typed)).min();
    of_text.or_else(|| {
        [Lang::Zh, Lang::En]
            .into_iter()
            .filter_map(|lang| answers(&hint_with(lang, key, &[]), typed))
            .filter(|&rank| rank <= Rank::Substring)
            .map(|_| Rank::Letters)
            .min()
    })
}

/// All actions that have keys, in the order of the table, with all their keys.
pub fn keys() -> Vec<(Action, Vec<Shortcut>)> {
    TABLE
        .iter()
        .filter_map(|entry| {
            let more = MORE_KEYS.iter().filter(|(action, _)| *action == entry.action);
            let keys: Vec<Shortcut> =
                entry.shortcut.into_iter().chain(more.map(|&(_, shortcut)| shortcut)).collect();
            (!keys.is_empty()).then_some((entry.action, keys))
        })
        .collect()
}

/// A shortcut as the window writes it: `Ctrl+←`, `Esc`.
pub fn label(shortcut: &Shortcut, lang: Lang) -> String {
    let key = match shortcut.key {
        "ArrowLeft" => text(lang, "key-arrow-left"),
        "ArrowRight" => text(lang, "key-arrow-right"),
        "ArrowUp" => text(lang, "key-arrow-up"),
        "ArrowDown" => text(lang, "key-arrow-down"),
        "Backspace" => text(lang, "key-backspace"),
        "Escape" => text(lang, "key-escape"),
        "Plus" => text(lang, "key-plus"),
        "Equals" => String::from("="),
        "Minus" => text(lang, "key-minus"),
        "Questionmark" => text(lang, "key-questionmark"),
        other => other.to_owned(),
    };
    let label = shortcut.label();
    format!("{}{key}", label.strip_suffix(shortcut.key).unwrap_or_default())
}
