//! Where answers and messages go: stdout, stderr, a bar of progress on a terminal.

use super::Arguments;
use super::said::{SaidField, SaidUnit};
use crate::app::SaidKind;
use crate::app::export::snapshot_time;
use crate::diagnostic::{Diagnostic, Severity};
use crate::maps::derive;
use crate::progress::{CancelToken, Progress, Tick};
use crate::text::{Arg, Lang, text_with};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// Why a command stops early; what there was to say has been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Nobody reads the answer any more (`| head`): not a failure.
    ClosedPipe,
    /// The work failed.
    Failed,
    /// The command line is wrong.
    Usage,
}

/// The two streams, the language, and what the global options say.
pub(super) struct Console {
    /// Language of texts.
    pub(super) lang: Lang,
    /// Answer in JSON.
    pub(super) json: bool,
    /// Any warning is a failure.
    pub(super) strict: bool,
    /// The day that derived fields count to.
    pub(super) day: jiff::civil::Date,
    /// Whether that was given, and wins over a workspace's.
    pub(super) day_asked: bool,
    /// What the person says that files hold: of all of them, or of one by its name.
    pub(super) kinds: Vec<(Option<String>, SaidKind)>,
    /// What the person says of the fields that columns are.
    pub(super) fields: Vec<SaidField>,
    /// What the person says of the units of columns.
    pub(super) units: Vec<SaidUnit>,
    /// The metro stations that distances are measured to; `None`: the program's own.
    pub(super) stations: Option<derive::StationLayer>,
    /// The file that they were read from.
    pub(super) stations_file: Option<String>,
    /// Asked to stop by Ctrl+C after [`Console::cancel_on_interrupt`]; otherwise the system's own signals
    /// end the program.
    pub(super) cancel: CancelToken,
    out: BufWriter<Stdout>,
}

/// Exit code of a program that a signal ended, as shells have it.
const INTERRUPTED: i32 = 130;

/// Messages of one kind that are printed one by one; beyond them only their number is.
const SHOWN_OF_A_KIND: usize = 20;

impl Console {
    pub(super) fn new(arguments: &Arguments) -> Self {
        Self {
            lang: arguments.language(),
            json: arguments.json,
            strict: arguments.strict,
            day_asked: arguments.day.is_some(),
            stations: None,
            stations_file: arguments.stations.clone(),
            day: arguments.day.unwrap_or_else(|| derive::day_of(snapshot_time())),
            kinds: Vec::new(),
            fields: Vec::new(),
            units: Vec::new(),
            cancel: CancelToken::default(),
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
        }
    }

    /// From here on Ctrl+C cancels the work, so that nothing half-written stays behind; where the work
    /// does not answer, a second one ends the program.
    pub(super) fn cancel_on_interrupt(&self) {
        let cancel = self.cancel.clone();
        let handler = move || {
            if cancel.is_cancelled() {
                std::process::exit(INTERRUPTED);
            }
            cancel.cancel();
        };
        // Where the system takes no handler its signals end the program as before.
        ctrlc::set_handler(handler).ok();
    }

    /// A text of the catalogues.
    pub(super) fn text(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        text_with(self.lang, key, args)
    }

    /// Writes a line of the answer to stdout.
    pub(super) fn line(&mut self, line: impl AsRef<[u8]>) -> Result<(), Stop> {
        let lang = self.lang;
        self.out
            .write_all(line.as_ref())
            .and_then(|()| self.out.write_all(b"\n"))
            .map_err(|error| stopped_by(&error, lang))
    }

    /// Writes bytes of the answer, line breaks and all, to stdout.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let lang = self.lang;
        self.out.write_all(bytes).map_err(|error| stopped_by(&error, lang))
    }

    /// Writes a JSON value as the whole answer.
    pub(super) fn answer(&mut self, value: &serde_json::Value) -> Result<(), Stop> {
        self.line(value.to_string())
    }

    /// Says something on stderr that is no part of the answer.
    pub(super) fn note(line: &str) {
        say(line);
    }

    /// Reports one diagnostic on stderr.
    pub(super) fn report(&self, diagnostic: &Diagnostic) {
        let key = match diagnostic.severity {
            Severity::Notice => "cli-notice",
            Severity::Warning => "cli-warning",
            Severity::Error => "cli-error",
        };
        say(&self.text(key, &[("report", diagnostic.typed_report(self.lang).into())]));
    }

    /// Reports many diagnostics; of each kind the first ones, then how many more there are.
    pub(super) fn report_all(&self, diagnostics: &[Diagnostic]) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let count = seen.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= SHOWN_OF_A_KIND {
                self.report(diagnostic);
            }
        }
        for (code, count) in seen {
            if count > SHOWN_OF_A_KIND {
                let more = count - SHOWN_OF_A_KIND;
                say(&self.text("cli-more-of-a-kind", &[("code", code.into()), ("more", more.into())]));
            }
        }
    }

    /// Reports an error and stops.
    pub(super) fn failed(&self, diagnostic: &Diagnostic) -> Stop {
        self.report(diagnostic);
        Stop::Failed
    }

    /// Reports wrong usage and stops.
    pub(super) fn wrong_usage(&self, diagnostic: &Diagnostic) -> Stop {
        self.report(diagnostic);
        Stop::Usage
    }

    /// Stops where `--strict` was given and there are warnings among these.
    pub(super) fn strict_about(&self, diagnostics: &[Diagnostic]) -> Result<(), Stop> {
        let warnings = diagnostics.iter().filter(|found| found.severity >= Severity::Warning).count();
        if !self.strict || warnings == 0 {
            return Ok(());
        }
        say(&self.text("cli-strict", &[("warnings", warnings.into())]));
        Err(Stop::Failed)
    }

    /// A bar of progress; it draws nothing where stderr is not a terminal.
    pub(super) fn bar(&self, key: &str, file: &str) -> Bar {
        let bar = if io::stderr().is_terminal() {
            indicatif::ProgressBar::new(0)
        } else {
            indicatif::ProgressBar::hidden()
        };
        let template = "{msg} {wide_bar} {bytes}/{total_bytes} {eta}";
        if let Ok(style) = indicatif::ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(self.text(key, &[("file", file.into())]));
        Bar(bar)
    }

    /// Sends what is left of the answer.
    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        let lang = self.lang;
        self.out.flush().map_err(|error| stopped_by(&error, lang))
    }
}

/// A failure of stdout: a reader that went away is none.
fn stopped_by(error: &io::Error, lang: Lang) -> Stop {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Stop::ClosedPipe;
    }
    say(&text_with(lang, "cli-answer-unwritten", &[("reason", error.to_string().into())]));
    Stop::Failed
}

/// Writes a line to stderr; where that is closed nobody wants to know.
pub(super) fn say(line: &str) {
    writeln!(io::stderr(), "{line}").ok();
}

/// A bar of progress that is taken away when it goes out of scope.
pub(super) struct Bar(indicatif::ProgressBar);

impl Progress for Bar {
    fn tick(&self, tick: Tick) {
        // Where the end is not known, the bar shows how far it has come.
        self.0.set_length(tick.bytes_total.max(tick.bytes));
        self.0.set_position(tick.bytes);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
