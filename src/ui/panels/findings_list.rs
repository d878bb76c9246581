//! The list of findings: rules to unfold, and below each what breaks it. Of thousands of lines those are laid
//! out that are seen, with some around them.

use super::findings_heights::{Heights, Measures};
use crate::app::{Command, LayerEntry, Session};
use crate::diagnostic::Severity;
use crate::layer::check::Finding;
use crate::maps::check::Findings;
use crate::text::{Lang, text, text_with};
use crate::ui::format;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{elided, focus_ring, note};
use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Galley, Id, Rect, Role, ScrollArea, Sense, TextFormat, Ui,
    Vec2, WidgetInfo, pos2, text::LayoutJob, vec2,
};
use std::sync::Arc;

/// Where the words of a line begin, behind its icons.
const WORDS_AT: f32 = 42.0;
/// Room above and below the words of a line, together.
const AROUND: f32 = 8.0;

/// A line of the list; findings go by their places in [`Findings::findings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A rule with its first finding and the number of all, and whether it is unfolded.
    Rule { first: usize, count: usize, open: bool },
    /// A finding, and the first of its rule.
    Finding { at: usize, first: usize },
    /// So many findings of a rule are not listed.
    More { of: usize, count: usize },
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    found: &Arc<Findings>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let lines = lines(ui, session, entry, found);
    if lines.is_empty() {
        note(ui, &text(lang, "check-none-shown"));
        note(ui, &text(lang, "check-none-shown-hint"));
        return;
    }
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    // What is put right of the place scrolled to is put right at once.
    let area = ScrollArea::vertical().id_salt("findings-list").auto_shrink([false, false]).animated(false);
    area.show_viewport(ui, |ui, viewport| {
        let id = Id::unique(("findings-heights", entry.id.0));
        let width = ui.available_width();
        let mut heights = Heights::take(ui, id, found, (lang, width));
        let measure = |ui: &Ui, line: Line| height(ui, &found.findings, line, width, lang);
        let shown = heights.lay_out(viewport, &Measures { ui, lines: &lines, height: &measure });
        heights.keep(ui, id);
        let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
        for &(at, start, height) in &shown.lines {
            let rect = Rect::from_min_size(pos2(left, top + start), vec2(width, height));
            match lines[at] {
                Line::Rule { first, count, open } => {
                    rule(ui, rect, entry, (&found.findings[first], count, open), lang);
                }
                Line::Finding { at, .. } => {
                    finding(ui, rect, entry, (&found.findings[at], at), lang, commands);
                }
                Line::More { of, count } => more(ui, rect, (of, count), lang),
            }
        }
        ui.set_height(shown.total);
        if shown.shift != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -shown.shift));
        }
    });
}

/// What stands in the list: a few findings unfold by themselves.
fn lines(ui: &Ui, session: &Session, entry: &LayerEntry, found: &Findings) -> Vec<Line> {
    const FEW: usize = 8;
    let shown = session.shown_findings();
    let mut lines = Vec::new();
    let mut first = 0;
    while let Some(leader) = found.findings.get(first) {
        let of_rule = found.findings[first..].iter().take_while(|it| it.rule() == leader.rule()).count();
        if shown.shows(leader.diagnostic.severity) {
            let counted = found.rules.iter().find(|rule| rule.rule == leader.rule());
            let count = counted.map_or(of_rule, |rule| rule.count);
            let folded: Option<bool> = ui.data(|data| data.get_temp(fold_id(entry, leader.rule())));
            let open = folded.unwrap_or(found.findings.len() <= FEW);
            lines.push(Line::Rule { first, count, open });
            if open {
                lines.extend((first..first + of_rule).map(|at| Line::Finding { at, first }));
                if count > of_rule {
                    lines.push(Line::More { of: first, count: count - of_rule });
                }
            }
        }
        first += of_rule;
    }
    lines
}

fn fold_id(entry: &LayerEntry, rule: &str) -> Id {
    Id::unique(("findings-fold", entry.id.0, rule))
}

/// The height of a line: what does not fit in its width wraps.
fn height(ui: &Ui, findings: &[Finding], line: Line, width: f32, lang: Lang) -> f32 {
    let theme = Theme::of(ui);
    let words = match line {
        Line::Rule { first, count, .. } => rule_words(ui, theme, &findings[first], count, width, lang),
        Line::Finding { at, .. } => finding_words(ui, theme, &findings[at], width, lang),
        Line::More { .. } => return size::TABLE_ROW,
    };
    (words.size().y + AROUND).max(size::TABLE_ROW)
}

fn severity_ink(theme: &Theme, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => theme.error_ink,
        Severity::Warning => theme.notice_ink,
        Severity::Notice => theme.quiet,
    }
}

/// The words of a rule: how many findings it has, the first of them, what is to be done about it.
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

/// How many findings of a rule are not listed.
fn more(ui: &Ui, rect: Rect, (of, count): (usize, usize), lang: Lang) {
    let words = text_with(lang, "check-more-of-rule", &[("count", format::count(count as u64).into())]);
    let (at, ink) = (pos2(rect.left() + WORDS_AT, rect.center().y), Theme::of(ui).quiet);
    let response = ui.interact(rect, ui.scope_id().with(("more", of)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    ui.painter().text(at, Align2::LEFT_CENTER, &words, theme::plain(size::LABEL), ink);
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
