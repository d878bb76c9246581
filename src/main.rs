//! The program: parses the arguments, opens the window or runs one command, and gives the exit code.
//!
//! 0 done · 1 failed · 2 wrong usage · 3 no display.

use std::process::ExitCode;
use three_maps::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = match cli::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if arguments.command.is_some() { cli::run(arguments) } else { open_window(&arguments) }
}

/// Opens the window with the files named, or with the bundled maps where none is.
#[cfg(feature = "gui")]
fn open_window(arguments: &Arguments) -> ExitCode {
    if let Err(code) = cli::before_window(arguments) {
        return code;
    }
    let start = three_maps::ui::Start {
        lang: arguments.language_asked(),
        files: arguments.files.iter().map(Into::into).collect(),
        empty: arguments.empty,
    };
    match three_maps::ui::run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => cli::without_window(arguments, &reason.to_string(), reason.rescued.as_deref()),
    }
}

/// Says that this build has no window, and what it can do.
#[cfg(not(feature = "gui"))]
fn open_window(arguments: &Arguments) -> ExitCode {
    cli::without_window(arguments, "", None)
}
