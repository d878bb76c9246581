//! Keys, as the table of actions has them.

use crate::app::{Action, Command, Session, catalogue};
use eframe::egui::{Context, Event, Id, Key, Modifiers, PointerButton, Popup};

/// Sends the commands of the keys that were pressed. While somebody types, keys belong to the text.
pub(super) fn pressed(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    // A list that is open has the keys to itself.
    if Popup::is_any_open(ctx) {
        return;
    }
    let types_now = ctx.egui_wants_keyboard_input() && ctx.text_edit_focused();
    // Escape takes the focus from a field before this is asked: it belonged to the field all the same.
    let typed_before = ctx.data_mut(|data| {
        let id = Id::unique("typed-before");
        let before = data.get_temp(id).unwrap_or(false);
        data.insert_temp(id, types_now);
        before
    });
    let more = catalogue::MORE_KEYS.iter().map(|(action, shortcut)| (*action, *shortcut));
    let keys = catalogue::TABLE.iter().filter_map(|entry| Some((entry.action, entry.shortcut?)));
    for (action, shortcut) in keys.chain(more) {
        let typing = types_now || (typed_before && shortcut.key == "Escape");
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
        modifiers.alt = shortcut.alt;
        let command = action.command(session);
        if let Some(command) = command
            && consumed(ctx, modifiers, key)
        {
            commands.push(command);
        }
    }
}

/// The mouse's own buttons for back and forward.
pub(super) fn mouse_buttons(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    for (button, action) in
        [(PointerButton::Extra1, Action::ViewBack), (PointerButton::Extra2, Action::ViewForward)]
    {
        if ctx.input(|input| input.pointer.button_pressed(button)) {
            commands.extend(action.command(session));
        }
    }
}

/// Whether exactly these keys were pressed; nobody else gets to see them then.
fn consumed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    // Whether a sign needs Shift is the keyboard's affair.
    let is_sign = matches!(key, Key::Plus | Key::Questionmark);
    ctx.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            !matches!(event, Event::Key { key: pressed, modifiers: held, pressed: true, .. }
                if *pressed == key
                    && (held.matches_exact(modifiers)
                        || is_sign && held.matches_exact(modifiers | Modifiers::SHIFT)))
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
