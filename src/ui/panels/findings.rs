//! What is wrong with the chosen layer: findings rule by rule, each a way to its features.

use super::findings_list;
use crate::app::{Command, LayerEntry, Session, ShownFindings};
use crate::diagnostic::Severity;
use crate::maps::check::{Findings, RULES};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{Button, check, note, strong_label, wrapped};
use eframe::egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// Severities, the worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

/// Draws the findings of a layer.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    entry: &LayerEntry,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let inner = area.shrink2(vec2(size::PANEL_MARGIN, 0.0));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::top_down(Align::Min))
        .id_salt(("findings", entry.id.0));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(4.0);
        let Some(found) = session.findings(entry.id) else {
            never(ui, session, entry, lang, commands);
            return;
        };
        head(ui, session, entry, found, lang, commands);
        if found.findings.is_empty() {
            strong_label(ui, &text(lang, "check-clean"), size::TEXT);
            let args =
                [("rules", RULES.len().into()), ("rows", format::count(entry.layer.len() as u64).into())];
            note(ui, &text_with(lang, "check-clean-hint", &args));
            return;
        }
        findings_list::show(ui, session, entry, found, commands);
    });
}

/// Nothing was asked yet, or the first answer is still to come.
fn never(ui: &mut Ui, session: &Session, entry: &LayerEntry, lang: Lang, commands: &mut Vec<Command>) {
    if session.is_checking(entry.id) {
        strong_label(ui, &text(lang, "check-running"), size::TEXT);
        return;
    }
    strong_label(ui, &text(lang, "check-never"), size::TEXT);
    note(ui, &text(lang, "check-never-hint"));
    ui.add_space(6.0);
    if Button::primary(&text(lang, "command-check-layer")).show(ui).clicked() {
        commands.push(Command::CheckLayer { layer: entry.id });
    }
}

/// How many there are, which of them show, and what to do with the list.
fn head(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    found: &Findings,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let count = format::count(found.count() as u64);
        strong_label(ui, &text_with(lang, "check-total", &[("count", count.into())]), size::TEXT);
        let shown = session.shown_findings();
        for severity in SEVERITIES {
            let count = count_of(found, severity);
            if count == 0 {
                continue;
            }
            let args = [
                ("severity", text(lang, severity_key(severity)).into()),
                ("count", format::count(count as u64).into()),
            ];
            let label = text_with(lang, "check-severity-count", &args);
            if check(ui, &label, shown.shows(severity), "").clicked() {
                commands.push(Command::ShowFindings { shown: toggled(shown, severity) });
            }
        }
        if session.is_checking(entry.id) {
            note(ui, &text(lang, "check-running"));
        } else {
            if session.are_findings_stale(entry.id) {
                wrapped(ui, &text(lang, "check-stale"), theme.notice_ink);
            }
            if Button::link(&text(lang, "check-again")).icon(Icon::Reload).show(ui).clicked() {
                commands.push(Command::CheckLayer { layer: entry.id });
            }
        }
        if !found.findings.is_empty()
            && Button::link(&text(lang, "check-copy")).show_copying(ui, &text(lang, "copied"))
        {
            commands.push(Command::Copy { text: as_text(found, lang) });
        }
    });
}

fn toggled(shown: ShownFindings, severity: Severity) -> ShownFindings {
    match severity {
        Severity::Error => ShownFindings { errors: !shown.errors, ..shown },
        Severity::Warning => ShownFindings { warnings: !shown.warnings, ..shown },
        Severity::Notice => ShownFindings { notices: !shown.notices, ..shown },
    }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "check-severity-error",
        Severity::Warning => "check-severity-warning",
        Severity::Notice => "check-severity-notice",
    }
}

/// Findings of a severity, those that are only counted too.
fn count_of(found: &Findings, severity: Severity) -> usize {
    let listed = found.findings.iter().filter(|finding| finding.diagnostic.severity == severity).count();
    let more: usize = found
        .rules
        .iter()
        .filter(|rule| rule.severity == severity)
        .map(|rule| rule.count - rule.listed)
        .sum();
    listed + more
}

/// One finding a line, for a spreadsheet.
fn as_text(found: &Findings, lang: Lang) -> String {
    let mut lines = String::new();
    for finding in &found.findings {
        let features: Vec<String> = finding.features.iter().map(u64::to_string).collect();
        let cells = [
            finding.rule().to_owned(),
            features.join(" "),
            finding.diagnostic.message(lang),
            finding.diagnostic.hint(lang),
        ];
        lines.push_str(&cells.map(|cell| cell.replace(['\t', '\n'], " ")).join("\t"));
        lines.push('\n');
    }
    lines
}
