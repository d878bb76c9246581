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
    Align, Color32, CornerRadius, CursorIcon, Galley, Layout, Rect, Role, ScrollArea, Sense, TextFormat, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, text::LayoutJob, vec2,
};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Where the words of a line begin, behind its icons.
const WORDS_AT: f32 = 42.0;
/// Room above and below the words of a line, together.
const AROUND: f32 = 8.0;

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
    ScrollArea::vertical().id_salt("findings-list").auto_shrink([false, false]).show_viewport(
        ui,
        |ui, viewport| {
            let ends = ends(ui, &lines, lang);
            ui.set_height(ends.last().copied().unwrap_or(0.0));
            let (top, width) = (ui.max_rect().top(), ui.available_width());
            let from = ends.partition_point(|end| *end <= viewport.min.y);
            for at in from..lines.len() {
                let (start, end) = (if at == 0 { 0.0 } else { ends[at - 1] }, ends[at]);
                if start > viewport.max.y {
                    break;
                }
                let rect =
                    Rect::from_min_size(pos2(ui.max_rect().left(), top + start), vec2(width, end - start));
                match &lines[at] {
                    Line::Rule { first, count, open } => rule(ui, rect, entry, (first, *count, *open), lang),
                    Line::Finding(one) => finding(ui, rect, entry, (one, at), lang, commands),
                    Line::More(count) => {
                        let count = format::count(*count as u64);
                        let words = text_with(lang, "check-more-of-rule", &[("count", count.into())]);
                        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| note(ui, &words));
                    }
                }
            }
        },
    );
}

/// Where the lines end, from the top: what does not fit in a line's width wraps. Worked out once for a list
/// and a width.
fn ends(ui: &Ui, lines: &[Line<'_>], lang: Lang) -> Arc<Vec<f32>> {
    let width = ui.available_width();
    let mut hasher = std::hash::DefaultHasher::new();
    for line in lines {
        match line {
            Line::Rule { first, count, open } => {
                (std::ptr::from_ref(*first), *count, *open).hash(&mut hasher);
            }
            Line::Finding(finding) => {
                // Another list may stand where this one stood.
                let said = (finding.diagnostic.code, finding.diagnostic.place.feature);
                (std::ptr::from_ref(*finding), said).hash(&mut hasher);
            }
            Line::More(count) => count.hash(&mut hasher),
        }
    }
    (lang, width.to_bits(), ui.pixels_per_point().to_bits()).hash(&mut hasher);
    let (id, of) = (eframe::egui::Id::unique("findings-ends"), hasher.finish());
    let known = ui.data(|data| data.get_temp::<(u64, Arc<Vec<f32>>)>(id)).filter(|known| known.0 == of);
    if let Some((_, ends)) = known {
        return ends;
    }
    let theme = Theme::of(ui);
    let height = |line: &Line<'_>| match line {
        Line::Rule { first, count, .. } => rule_words(ui, theme, first, *count, width, lang).size().y,
        Line::Finding(finding) => finding_words(ui, theme, finding, width, lang).size().y,
        Line::More(_) => 0.0,
    };
    let mut end = 0.0;
    let ends = lines.iter().map(|line| {
        end += (height(line) + AROUND).max(size::TABLE_ROW);
        end
    });
    let ends = Arc::new(ends.collect::<Vec<f32>>());
    ui.data_mut(|data| data.insert_temp(id, (of, Arc::clone(&ends))));
    ends
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

/// The words of a rule: how many findings it has, what they have in common, what is to be done about it.
fn rule_words(ui: &Ui, theme: &Theme, first: &Finding, count: usize, width: f32, lang: Lang) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let strong = TextFormat::simple(theme::strong(size::LABEL), theme.ink);
    job.append(&format::count(count as u64), 0.0, strong.clone());
    job.append(&first.diagnostic.rule(lang), 8.0, strong);
    // Where it differs from one to the next, each says it itself.
    let hint = first.diagnostic.common_hint(lang).unwrap_or_default();
    job.append(&hint, 12.0, TextFormat::simple(theme::plain(size::LABEL), theme.quiet));
    job.wrap.max_width = width - WORDS_AT - 4.0;
    ui.painter().layout_job(job)
}

/// A rule: how many findings it has, and what is to be done about it; a click folds or unfolds it.
fn rule(
    ui: &mut Ui,
    rect: Rect,
    entry: &LayerEntry,
    (first, count, open): (&Finding, usize, bool),
    lang: Lang,
) {
    let theme = Theme::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("rule", first.rule())), Sense::click());
    let name =
        text_with(lang, if open { "check-fold" } else { "check-unfold" }, &[("rule", first.rule().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let middle = rect.top() + size::TABLE_ROW / 2.0;
    let icon = |left: f32| Rect::from_min_size(pos2(left, middle - 7.0), Vec2::splat(14.0));
    icons::paint(
        ui.painter(),
        if open { Icon::Down } else { Icon::Right },
        icon(rect.left() + 4.0),
        theme.quiet,
    );
    let ink = severity_ink(theme, first.diagnostic.severity);
    icons::paint(ui.painter(), Icon::Warning, icon(rect.left() + 22.0), ink);
    let words = rule_words(ui, theme, first, count, rect.width(), lang);
    let at = pos2(rect.left() + WORDS_AT, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, theme.ink);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(first.rule());
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(fold_id(entry, first.rule()), !open));
    }
}

/// Room for the features of a finding, on the left of its message.
fn names_width(width: f32) -> f32 {
    (width * 0.26).clamp(90.0, 220.0)
}

/// The message of a finding, and what to do about it where its rule cannot say.
fn finding_words(ui: &Ui, theme: &Theme, finding: &Finding, width: f32, lang: Lang) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let said = |size: f32, ink: Color32| TextFormat::simple(theme::plain(size), ink);
    job.append(&finding.diagnostic.message(lang), 0.0, said(size::TEXT, theme.ink));
    if finding.diagnostic.common_hint(lang).is_none() {
        job.append(&finding.diagnostic.hint(lang), 12.0, said(size::LABEL, theme.quiet));
    }
    job.wrap.max_width = width - WORDS_AT - names_width(width) - 4.0;
    ui.painter().layout_job(job)
}

/// A finding: its features and what is wrong; a click goes there.
fn finding(
    ui: &mut Ui,
    rect: Rect,
    entry: &LayerEntry,
    (finding, at): (&Finding, usize),
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
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
    let left = rect.left() + WORDS_AT;
    let width = names_width(rect.width());
    let names = elided(ui, &what, theme::plain(size::LABEL), theme.quiet, width - 10.0);
    let words = finding_words(ui, theme, finding, rect.width(), lang);
    let top = rect.center().y - words.size().y / 2.0;
    // Beside the first line of the message.
    let line = words.rows.first().map_or(0.0, |row| row.rect().height());
    ui.painter().galley(pos2(left, top + (line - names.size().y) / 2.0), names, theme.quiet);
    ui.painter().galley(pos2(left + width, top), words, theme.ink);
    let hint = finding.diagnostic.hint(lang);
    let response = response.on_hover_text(format!("{what}\n{message}\n{hint}").trim_end().to_owned());
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
