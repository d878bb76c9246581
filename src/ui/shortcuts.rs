//! Keys, as the table of actions has them.

use crate::app::{Command, Session, catalogue};
use eframe::egui::{Context, Event, Key, Modifiers, Popup};

/// Sends the commands of the keys that were pressed. While somebody types, keys belong to the text.
pub(super) fn pressed(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    // A list that is open has the keys to itself.
    if Popup::is_any_open(ctx) {
        return;
    }
    let typing = ctx.egui_wants_keyboard_input() && ctx.text_edit_focused();
    for entry in catalogue::TABLE {
        let Some(shortcut) = entry.shortcut else { continue };
        let Some(key) = Key::from_name(shortcut.key) else { continue };
        // Undo inside a field undoes the typing, Ctrl+A selects the text; keys without Ctrl are part of the text.
        if typing
            && (!shortcut.command
                || matches!(shortcut.key, "A" | "Z" | "ArrowLeft" | "ArrowRight" | "Backspace"))
        {
            continue;
        }
        let mut modifiers = Modifiers::NONE;
        modifiers.command = shortcut.command;
        modifiers.shift = shortcut.shift;
        let command = entry.action.command(session);
        if let Some(command) = command
            && consumed(ctx, modifiers, key)
        {
            commands.push(command);
        }
    }
}

/// Whether exactly these keys were pressed; nobody else gets to see them then.
fn consumed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            !matches!(event, Event::Key { key: pressed, modifiers: held, pressed: true, .. }
                if *pressed == key && held.matches_exact(modifiers))
        });
        input.events.len() < before
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_names_a_key_of_egui() {
        for entry in catalogue::TABLE {
            if let Some(shortcut) = entry.shortcut {
                assert!(Key::from_name(shortcut.key).is_some(), "{}", shortcut.key);
            }
        }
    }
}
