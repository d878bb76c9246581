//! `check`: data quality, rule by rule and row by row.

use super::arguments::CheckArguments;
use super::console::{Console, Stop};
use super::input::{self, Read};
use super::json;
use super::said;
use super::table::{Align, Table, grouped};
use crate::diagnostic::{Diagnostic, Severity};
use crate::layer::check::Finding;
use crate::layer::{BUNDLED_PREFIX, Layer};
use crate::maps::LayerKind;
use crate::maps::check::{Findings, MOST_LISTED, Question, RuleCount, check};
use crate::text::Lang;
use serde_json::{Value, json};
use std::sync::Arc;

/// Runs the command. Findings are the answer, not a failure, unless `--strict` says so.
pub(super) fn run(console: &mut Console, arguments: &CheckArguments) -> Result<(), Stop> {
    // `--strict` is about the findings here: all of them are told before it fails.
    let strict = std::mem::replace(&mut console.strict, false);
    let day = console.day;
    let boundary = arguments.boundary.as_ref().map(|name| input::layer(console, name)).transpose()?;
    let boundary = boundary.map(|read| read.layer);
    said::take(console, &arguments.said, &arguments.files)?;
    let town = std::cell::OnceCell::new();
    let mut all = Vec::new();
    let mut counts: Vec<RuleCount> = Vec::new();
    let mut outcome = Ok(());
    for path in &arguments.files {
        let findings = match input::attempt(console, path) {
            Ok(Read { layer, binding, notices }) => {
                console.report_all(&notices);
                let bar = console.bar("cli-checking", path);
                let bundled = || bundled_boundary(console, path);
                let question = Question {
                    layer: &layer,
                    naming: (&binding).into(),
                    boundary: boundary.as_deref().or_else(|| town.get_or_init(bundled).as_deref()),
                    day: Some(day),
                    most: arguments.most.unwrap_or(MOST_LISTED),
                };
                check(&question, &bar, &console.cancel).ok_or(Stop::Failed)?
            }
            Err(diagnostics) => {
                outcome = Err(Stop::Failed);
                console.report_all(&diagnostics);
                Findings { findings: diagnostics.into_iter().map(of_file).collect(), ..Findings::default() }
            }
        };
        if !console.json {
            print(console, path, &findings)?;
        }
        for rule in findings.rules {
            match counts.iter_mut().find(|known| known.rule == rule.rule) {
                Some(known) => {
                    known.count += rule.count;
                    known.listed += rule.listed;
                }
                None => counts.push(rule),
            }
        }
        all.extend(findings.findings);
    }
    if console.json {
        let findings: Vec<Value> = all.iter().map(|finding| describe(finding, console.lang)).collect();
        // A file with nothing wrong answers with an empty list and nothing else.
        let mut answer = json!({ "findings": findings });
        if !counts.is_empty() {
            answer["rules"] = counts
                .iter()
                .map(|rule| json!({ "rule": rule.rule, "count": rule.count, "listed": rule.listed }))
                .collect();
        }
        console.answer(&answer)?;
    }
    console.finish().and(outcome)?;
    console.strict = strict;
    let found: Vec<Diagnostic> = all.into_iter().map(|finding| finding.diagnostic).collect();
    console.strict_about(&found)
}

/// A reason for which a file could not be read at all.
fn of_file(diagnostic: Diagnostic) -> Finding {
    let features = diagnostic.place.feature.into_iter().collect();
    Finding { features, ids: Vec::new(), rows: Vec::new(), diagnostic }
}

/// The boundary that bundled layers lie in; files of other towns have none unless one is named.
fn bundled_boundary(console: &Console, path: &str) -> Option<Arc<Layer>> {
    let name = path.strip_prefix(BUNDLED_PREFIX).filter(|name| !name.starts_with("base/"))?;
    let _other = LayerKind::from_path(name)?;
    input::attempt(console, "bundled:base/boundary").ok().map(|read| read.layer)
}

fn describe(finding: &Finding, lang: Lang) -> Value {
    let diagnostic = &finding.diagnostic;
    json!({
        "rule": finding.rule(),
        "severity": json::severity(diagnostic.severity),
        "features": finding.features,
        "ids": finding.ids,
        "message": diagnostic.message(lang),
        "hint": diagnostic.typed_hint(lang),
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
    })
}

/// The findings of a file rule by rule, then how many of each there are.
fn print(console: &mut Console, path: &str, found: &Findings) -> Result<(), Stop> {
    let lang = console.lang;
    let findings = &found.findings;
    if findings.is_empty() {
        return console.line(console.text("cli-check-clean", &[("file", path.into())]));
    }
    // What the reader noticed is listed whole, and counted here.
    let mut rules: Vec<(&'static str, Severity, usize)> = Vec::new();
    for finding in findings {
        let rule = finding.rule();
        if let Some(known) = rules.iter_mut().find(|known| known.0 == rule) {
            known.2 += 1;
        } else {
            rules.push((rule, finding.diagnostic.severity, 1));
        }
    }
    for known in &mut rules {
        if let Some(rule) = found.rules.iter().find(|rule| rule.rule == known.0) {
            known.2 = rule.count;
        }
    }
    console
        .line(console.text("cli-check-file", &[("file", path.into()), ("count", found.count().into())]))?;
    let headers = [
        ("cli-check-rule", Align::Left),
        ("cli-check-severity", Align::Left),
        ("cli-check-count", Align::Right),
        ("cli-check-hint", Align::Left),
    ];
    let mut summary = Table::new(headers.map(|(key, align)| (console.text(key, &[]), align)));
    for &(rule, severity, count) in &rules {
        let Some(first) = findings.iter().find(|finding| finding.rule() == rule) else { continue };
        summary.row(vec![
            rule.to_owned(),
            console.text(severity_key(severity), &[]),
            grouped(count as u64),
            first.diagnostic.common_typed_hint(lang).unwrap_or_default(),
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
        let message = finding.diagnostic.message_with_own_hint(lang);
        rows.row(vec![shortened(&features), id, place, rule, message]);
    }
    for line in rows.lines() {
        console.line(line)?;
    }
    let more = found.count() - findings.len();
    if more > 0 {
        let args = [("more", grouped(more as u64).into()), ("listed", grouped(findings.len() as u64).into())];
        console.line(console.text("cli-check-more", &args))?;
    }
    Ok(())
}

/// Numbers of features; of many the first ones.
fn shortened(features: &[String]) -> String {
    const MOST: usize = 6;
    if features.len() <= MOST { features.join(",") } else { format!("{},…", features[..MOST].join(",")) }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "cli-severity-notice",
        Severity::Warning => "cli-severity-warning",
        Severity::Error => "cli-severity-error",
    }
}
