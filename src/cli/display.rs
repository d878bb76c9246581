//! Before the window: is there a display, are the files there? And what to say where not.

use super::console::say;
use super::input::can_open;
use super::{Arguments, FAILED, NO_DISPLAY};
use crate::text::text_with;
use std::path::Path;
use std::process::ExitCode;

/// Looks whether a window can be opened at all, and whether the files named exist.
///
/// # Errors
/// The exit code, where it cannot; the reason has been printed.
pub fn before_window(arguments: &Arguments) -> Result<(), ExitCode> {
    let lang = arguments.language();
    for file in &arguments.files {
        if let Err(diagnostic) = can_open(file) {
            say(&text_with(lang, "cli-error", &[("report", diagnostic.typed_report(lang).into())]));
            return Err(ExitCode::from(FAILED));
        }
    }
    if has_display() { Ok(()) } else { Err(without_window(arguments, "", None)) }
}

/// Says that no window can be opened, why where it is known, and which commands work without one.
pub fn without_window(arguments: &Arguments, reason: &str, rescued: Option<&Path>) -> ExitCode {
    let lang = arguments.language();
    let key = if !cfg!(feature = "gui") {
        "cli-no-window-in-this-build"
    } else if reason.is_empty() {
        "cli-no-display"
    } else {
        "cli-no-display-because"
    };
    say(&text_with(lang, key, &[("reason", reason.into())]));
    match rescued {
        Some(path) => say(&text_with(lang, "cli-rescued", &[("file", path.display().to_string().into())])),
        None => say(&text_with(lang, "cli-commands", &[])),
    }
    ExitCode::from(NO_DISPLAY)
}

/// Whether the system offers a display. Windows and macOS always do.
fn has_display() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
