//! The command line: one file per subcommand.
//!
//! Answers go to stdout, everything else to stderr. [`parse`] and [`run`] are all that `main` needs;
//! a subcommand takes its arguments and the [`Console`], and returns why it stopped, if it did.

mod arguments;
mod assemble;
mod check;
mod console;
mod display;
mod export;
mod fields;
mod help;
mod info;
mod input;
mod json;
mod ledger;
mod match_out;
mod match_sites;
mod query;
mod said;
mod synth;
mod table;
mod verify;

pub use arguments::{Arguments, Command};
pub use display::{before_window, without_window};

use clap::FromArgMatches;
use console::{Console, Stop};
use std::ffi::OsString;
use std::process::ExitCode;

/// Exit code: something failed.
const FAILED: u8 = 1;
/// Exit code: the command line itself is wrong.
const USAGE: u8 = 2;
/// Exit code: there is no display for a window.
const NO_DISPLAY: u8 = 3;

/// Reads the program's arguments.
///
/// # Errors
/// The exit code, where help or version was asked for (0) or the usage is wrong (2); the text has
/// been printed.
pub fn parse() -> Result<Arguments, ExitCode> {
    let line: Vec<OsString> = std::env::args_os().collect();
    let lang = help::language_of(&line);
    let parsed = help::command(lang)
        .try_get_matches_from(line)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| {
        if !error.use_stderr() {
            // A closed pipe behind `--help | head` is nobody's failure.
            error.print().ok();
            return ExitCode::SUCCESS;
        }
        match help::usage_error(&error, lang) {
            Some(words) => console::say(&words),
            None => {
                error.print().ok();
            }
        }
        ExitCode::from(USAGE)
    })
}

/// Runs the subcommand.
pub fn run(arguments: Arguments) -> ExitCode {
    let mut console = Console::new(&arguments);
    if let Some(file) = &arguments.stations
        && let Err(stop) = input::take_stations(&mut console, file)
    {
        return ExitCode::from(if matches!(stop, Stop::Usage) { USAGE } else { FAILED });
    }
    let outcome = match arguments.command {
        None => Ok(()),
        Some(Command::Info(command)) => info::run(&mut console, &command),
        Some(Command::Check(command)) => check::run(&mut console, &command),
        Some(Command::Assemble(command)) => assemble::run(&mut console, &command),
        Some(Command::Ledger(command)) => ledger::run(&mut console, &command),
        Some(Command::Query(command)) => query::run(&mut console, &command),
        Some(Command::Export(command)) => export::run(&mut console, &command),
        Some(Command::Fields) => fields::run(&mut console),
        Some(Command::Verify(command)) => verify::run(&mut console, &command),
        Some(Command::Match(command)) => match_sites::run(&mut console, &command),
        Some(Command::Synth(command)) => synth::run(&mut console, &command),
    };
    match outcome.and_then(|()| console.finish()) {
        Ok(()) | Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed) => ExitCode::from(FAILED),
        Err(Stop::Usage) => ExitCode::from(USAGE),
    }
}
