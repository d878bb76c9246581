//! The command line: one file per subcommand.
//!
//! Answers go to stdout, everything else to stderr. [`parse`] and [`run`] are all that `main` needs;
//! a subcommand takes its arguments and the [`Console`], and returns why it stopped, if it did.

mod arguments;
mod check;
mod console;
mod display;
mod export;
mod info;
mod input;
mod json;
mod query;
mod table;
mod verify;

pub use arguments::{Arguments, Command};
pub use display::{before_window, without_window};

use clap::Parser;
use console::{Console, Stop};
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
    Arguments::try_parse().map_err(|error| {
        // A closed pipe behind `--help | head` is nobody's failure.
        error.print().ok();
        if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
    })
}

/// Runs the subcommand.
pub fn run(arguments: Arguments) -> ExitCode {
    let mut console = Console::new(&arguments);
    let outcome = match arguments.command {
        None => Ok(()),
        Some(Command::Info(command)) => info::run(&mut console, &command),
        Some(Command::Check(command)) => check::run(&mut console, &command),
        Some(Command::Query(command)) => query::run(&mut console, &command),
        Some(Command::Export(command)) => export::run(&mut console, &command),
        Some(Command::Verify(command)) => verify::run(&mut console, &command),
        Some(Command::Synth(_)) => Err(Stop::Usage),
    };
    match outcome.and_then(|()| console.finish()) {
        Ok(()) | Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed) => ExitCode::from(FAILED),
        Err(Stop::Usage) => ExitCode::from(USAGE),
    }
}
