//! `verify`: does a snapshot still follow from its source?

use super::arguments::VerifyArguments;
use super::console::{Console, Stop};
use super::{input, json};
use crate::app::verify::verify;
use serde_json::json;

/// Runs the command; it fails where one of the answers is no.
pub(super) fn run(console: &mut Console, arguments: &VerifyArguments) -> Result<(), Stop> {
    let source = arguments
        .source
        .as_deref()
        .map(|name| input::source_of(name).map_err(|diagnostic| console.failed(&diagnostic)))
        .transpose()?;
    let verified = {
        let bar = console.bar("cli-verifying", &arguments.snapshot.display().to_string());
        verify(&arguments.snapshot, source, &bar, &console.cancel)
    };
    let verified = verified.map_err(|diagnostics| {
        console.report_all(&diagnostics);
        Stop::Failed
    })?;
    let answers = [
        ("same_source", "cli-verify-source", verified.same_source),
        ("same_rows", "cli-verify-rows", verified.same_rows),
        ("same_totals", "cli-verify-totals", verified.same_totals),
        ("same_bytes", "cli-verify-bytes", verified.same_bytes),
    ];
    if console.json {
        let mut answer = json!({ "source": verified.source });
        for (member, _, same) in answers {
            answer[member] = same.into();
        }
        answer["differences"] = json::warnings(&verified.differences, console.lang);
        console.answer(&answer)?;
    } else {
        console.line(console.text("cli-verify-against", &[("source", verified.source.as_str().into())]))?;
        for (_, key, same) in answers {
            let verdict = console.text(if same { "cli-verify-same" } else { "cli-verify-differs" }, &[]);
            console.line(console.text(key, &[("verdict", verdict.into())]))?;
        }
        for difference in &verified.differences {
            console.line(format!("  {}", difference.typed_report(console.lang)))?;
        }
    }
    console.finish()?;
    if answers.iter().all(|(_, _, same)| *same) { Ok(()) } else { Err(Stop::Failed) }
}
