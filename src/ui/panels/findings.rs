//! What is wrong with the chosen layer: findings rule by rule, each a way to its features.

use crate::app::{Command, LayerEntry, Session, ShownFindings};
use crate::diagnostic::Severity;
use crate::layer::check::Finding;
use crate::maps::check::{Findings, RULES};
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, check, elided, focus_ring, note, strong_label, wrapped};
use eframe::egui::{
    Align, Color32, CornerRadius, CursorIcon, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

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
        list(ui, session, entry, found, lang, commands);
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

/// A line of the list.
enum Line<'a> {
    /// A rule with the number of its findings, and whether it is unfolded.
    Rule { first: &'a Finding, count: usize, open: bool },
    /// A finding.
    Finding(&'a Finding),
    /// So many findings of a rule are not listed.
    More(usize),
}

fn list(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    found: &Findings,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let lines = lines(ui, session, entry, found);
    if lines.is_empty() {
        note(ui, &text(lang, "check-none-shown"));
        note(ui, &text(lang, "check-none-shown-hint"));
        return;
    }
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("findings-list").auto_shrink([false, false]).show_rows(
        ui,
        size::TABLE_ROW,
        lines.len(),
        |ui, rows| {
            for at in rows {
                match &lines[at] {
                    Line::Rule { first, count, open } => rule(ui, entry, first, *count, *open, lang),
                    Line::Finding(one) => finding(ui, entry, one, at, lang, commands),
                    Line::More(count) => {
                        let count = format::count(*count as u64);
                        note(ui, &text_with(lang, "check-more-of-rule", &[("count", count.into())]));
                    }
                }
            }
        },
    );
}

/// What stands in the list: a few findings unfold by themselves.
fn lines<'a>(ui: &Ui, session: &Session, entry: &LayerEntry, found: &'a Findings) -> Vec<Line<'a>> {
    const FEW: usize = 8;
    let shown = session.shown_findings();
    let mut lines = Vec::new();
    let mut rest = found.findings.as_slice();
    while let Some(first) = rest.first() {
        let of_rule = rest.iter().take_while(|finding| finding.rule() == first.rule()).count();
        let (own, later) = rest.split_at(of_rule);
        rest = later;
        if !shown.shows(first.diagnostic.severity) {
            continue;
        }
        let counted = found.rules.iter().find(|rule| rule.rule == first.rule());
        let count = counted.map_or(of_rule, |rule| rule.count);
        let folded: Option<bool> = ui.data(|data| data.get_temp(fold_id(entry, first.rule())));
        let open = folded.unwrap_or(found.findings.len() <= FEW);
        lines.push(Line::Rule { first, count, open });
        if open {
            lines.extend(own.iter().map(Line::Finding));
            if count > of_rule {
                lines.push(Line::More(count - of_rule));
            }
        }
    }
    lines
}

fn fold_id(entry: &LayerEntry, rule: &str) -> eframe::egui::Id {
    eframe::egui::Id::unique(("findings-fold", entry.id.0, rule))
}

fn severity_ink(theme: &Theme, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => theme.error_ink,
        Severity::Warning => theme.notice_ink,
        Severity::Notice => theme.quiet,
    }
}

/// A rule: what is to be done about it, and how many findings it has.
fn rule(ui: &mut Ui, entry: &LayerEntry, first: &Finding, count: usize, open: bool, lang: Lang) {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TABLE_ROW), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("rule", first.rule())), Sense::click());
    let hint = first.diagnostic.hint(lang);
    // The first finding says in words what the rule is about; its code is for whoever looks it up.
    let words = first.diagnostic.message(lang);
    let title = if hint.is_empty() { words.clone() } else { hint };
    let name =
        text_with(lang, if open { "check-fold" } else { "check-unfold" }, &[("rule", first.rule().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let middle = rect.center().y;
    let icon = |left: f32| Rect::from_min_size(pos2(left, middle - 7.0), Vec2::splat(14.0));
    icons::paint(
        ui.painter(),
        if open { Icon::Down } else { Icon::Right },
        icon(rect.left() + 4.0),
        theme.quiet,
    );
    let ink = severity_ink(theme, first.diagnostic.severity);
    icons::paint(ui.painter(), Icon::Warning, icon(rect.left() + 22.0), ink);
    let count =
        ui.painter().layout_no_wrap(format::count(count as u64), theme::strong(size::LABEL), theme.ink);
    let left = rect.left() + 42.0;
    ui.painter().galley(pos2(left, middle - count.size().y / 2.0), count.clone(), theme.ink);
    let words_at = left + count.size().x + 8.0;
    let example = elided(ui, &words, theme::strong(size::LABEL), theme.ink, (rect.right() - words_at) * 0.55);
    let title_at = words_at + example.size().x + 12.0;
    ui.painter().galley(pos2(words_at, middle - example.size().y / 2.0), example, theme.ink);
    let room = rect.right() - title_at - 4.0;
    if room > 60.0 {
        let galley = elided(ui, &title, theme::plain(size::LABEL), theme.quiet, room);
        ui.painter().galley(pos2(title_at, middle - galley.size().y / 2.0), galley, theme.quiet);
    }
    let response = response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(format!("{words}\n{title}\n{}", first.rule()));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(fold_id(entry, first.rule()), !open));
    }
}

/// A finding: its features and what is wrong; a click goes there.
fn finding(
    ui: &mut Ui,
    entry: &LayerEntry,
    finding: &Finding,
    at: usize,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TABLE_ROW), Sense::hover());
    let can_go = !finding.rows.is_empty();
    let sense = if can_go { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(("finding", at)), sense);
    let message = finding.diagnostic.message(lang);
    let what = names(finding, lang);
    let name =
        text_with(lang, "check-go", &[("what", what.as_str().into()), ("message", message.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can_go, &name));
    if response.hovered() && can_go {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let middle = rect.center().y;
    let left = rect.left() + 42.0;
    let width = (rect.width() * 0.26).clamp(90.0, 220.0);
    let names = elided(ui, &what, theme::plain(size::LABEL), theme.quiet, width - 10.0);
    ui.painter().galley(pos2(left, middle - names.size().y / 2.0), names, theme.quiet);
    let room = rect.right() - left - width - 4.0;
    let galley = elided(ui, &message, theme::plain(size::TEXT), theme.ink, room);
    ui.painter().galley(pos2(left + width, middle - galley.size().y / 2.0), galley, theme.ink);
    let hint = finding.diagnostic.hint(lang);
    let response = response.on_hover_text(format!("{message}\n{hint}").trim_end().to_owned());
    if can_go && response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        commands.push(Command::GoToFeatures { layer: entry.id, rows: finding.rows.clone() });
    }
}

/// The features of a finding by their ids, by their numbers where they have none.
fn names(finding: &Finding, lang: Lang) -> String {
    const MOST: usize = 3;
    let of = |(at, number): (usize, &u64)| {
        let id = finding.ids.get(at).cloned().flatten();
        id.unwrap_or_else(|| text_with(lang, "check-features", &[("features", number.to_string().into())]))
    };
    let mut names: Vec<String> = finding.features.iter().enumerate().take(MOST).map(of).collect();
    if finding.features.len() > MOST {
        names.push("…".to_owned());
    }
    names.join(lang.pick("、", ", "))
}
