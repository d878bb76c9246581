//! Strict reading of the small JSON files that people write by hand: whatever is wrong with one is an error
//! with line and column.

use crate::diagnostic::Diagnostic;
use crate::json::{Fault, Scanner, line_and_column};

/// What is wrong, and at which byte.
pub(super) struct Problem {
    /// `None` where it is no JSON at all.
    code: Option<&'static str>,
    at: usize,
    args: Vec<(&'static str, String)>,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self { code: None, at: fault.at, args: vec![("found", fault.found)] }
    }
}

/// What was read, or what is wrong with it.
pub(super) type Result<T> = std::result::Result<T, Problem>;

/// A problem with what its message says.
pub(super) fn problem(code: &'static str, at: usize, args: &[(&'static str, &str)]) -> Problem {
    let args = args.iter().map(|&(name, value)| (name, value.to_owned())).collect();
    Problem { code: Some(code), at, args }
}

/// Reads a text, with or without a byte order mark; `no_json` is the code of one that is no JSON.
pub(super) fn read<T>(
    text: &str,
    no_json: &'static str,
    read: impl FnOnce(&mut Scanner<'_>) -> Result<T>,
) -> std::result::Result<T, Box<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(&mut Scanner::new(text)).map_err(|problem| {
        let (line, column) = line_and_column(text.as_bytes(), problem.at);
        let diagnostic = Diagnostic::error(problem.code.unwrap_or(no_json)).at(line, column);
        Box::new(problem.args.into_iter().fold(diagnostic, |it, (name, value)| it.with(name, value)))
    })
}
