//! `check`: data quality, row by row.

use super::arguments::CheckArguments;
use super::console::{Console, Stop};
use super::table::{Align, Table, grouped};
use super::{input, json};
use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::check::{Finding, check};
use crate::text::Lang;
use serde_json::{Value, json};

/// Runs the command. Findings are the answer, not a failure, unless `--strict` says so.
pub(super) fn run(console: &mut Console, arguments: &CheckArguments) -> Result<(), Stop> {
    // `--strict` is about the findings here: all of them are told before it fails.
    let strict = std::mem::replace(&mut console.strict, false);
    let mut all = Vec::new();
    let mut outcome = Ok(());
    for path in &arguments.files {
        let findings = match input::attempt(console, path) {
            Ok(layer) => {
                let bar = console.bar("cli-checking", path);
                check(&layer, &bar, &console.cancel).ok_or(Stop::Failed)?
            }
            Err(diagnostics) => {
                outcome = Err(Stop::Failed);
                console.report_all(&diagnostics);
                diagnostics.into_iter().map(of_file).collect()
            }
        };
        if !console.json {
            print(console, path, &findings)?;
        }
        all.extend(findings);
    }
    if console.json {
        let findings: Vec<Value> = all.iter().map(|finding| describe(finding, console.lang)).collect();
        console.answer(&json!({ "findings": findings }))?;
    }
    console.finish().and(outcome)?;
    console.strict = strict;
    let found: Vec<Diagnostic> = all.into_iter().map(|finding| finding.diagnostic).collect();
    console.strict_about(&found)
}

/// A reason for which a file could not be read at all.
fn of_file(diagnostic: Diagnostic) -> Finding {
    Finding { features: diagnostic.place.feature.into_iter().collect(), ids: Vec::new(), diagnostic }
}

fn describe(finding: &Finding, lang: Lang) -> Value {
    let diagnostic = &finding.diagnostic;
    json!({
        "rule": finding.rule(),
        "severity": json::severity(diagnostic.severity),
        "features": finding.features,
        "ids": finding.ids,
        "message": diagnostic.message(lang),
        "hint": diagnostic.hint(lang),
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
    })
}

/// The findings of a file rule by rule, then how many of each there are.
fn print(console: &mut Console, path: &str, findings: &[Finding]) -> Result<(), Stop> {
    let lang = console.lang;
    if findings.is_empty() {
        return console.line(console.text("cli-check-clean", &[("file", path.into())]));
    }
    let mut rules: Vec<&'static str> = Vec::new();
    for finding in findings {
        if !rules.contains(&finding.rule()) {
            rules.push(finding.rule());
        }
    }
    console
        .line(console.text("cli-check-file", &[("file", path.into()), ("count", findings.len().into())]))?;
    let headers = [
        ("cli-check-rule", Align::Left),
        ("cli-check-severity", Align::Left),
        ("cli-check-count", Align::Right),
        ("cli-check-hint", Align::Left),
    ];
    let mut summary = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
    for &rule in &rules {
        let of_rule: Vec<&Finding> = findings.iter().filter(|finding| finding.rule() == rule).collect();
        let Some(first) = of_rule.first() else { continue };
        summary.row(vec![
            rule.to_owned(),
            console.text(severity_key(first.diagnostic.severity), &[]),
            grouped(of_rule.len() as u64),
            first.diagnostic.hint(lang),
        ]);
    }
    for line in summary.lines() {
        console.line(line)?;
    }
    console.line("")?;
    let headers = [
        ("cli-check-feature", Align::Right),
        ("cli-check-id", Align::Left),
        ("cli-check-place", Align::Right),
        ("cli-check-rule", Align::Left),
        ("cli-check-message", Align::Left),
    ];
    let mut rows = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
    for finding in findings {
        let features: Vec<String> = finding.features.iter().map(u64::to_string).collect();
        let id = finding.ids.first().cloned().flatten().unwrap_or_default();
        let place = &finding.diagnostic.place;
        let place = match (place.line, place.column) {
            (Some(line), Some(column)) => format!("{line}:{column}"),
            _ => String::new(),
        };
        let rule = finding.rule().to_owned();
        rows.row(vec![features.join(","), id, place, rule, finding.diagnostic.message(lang)]);
    }
    for line in rows.lines() {
        console.line(line)?;
    }
    Ok(())
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "cli-severity-notice",
        Severity::Warning => "cli-severity-warning",
        Severity::Error => "cli-severity-error",
    }
}
