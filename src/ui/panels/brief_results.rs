//! What a brief was answered with: ranked cards with a verdict a line, near misses and unknown apart.

use crate::app::{Command, ExportRows, FeatureRef, LayerEntry, Session};
use crate::jobs::Matched;
use crate::maps::matching::{
    LeftOut, Ranked, SiteGroup, Verdict, What, Whom, area_words, asked, line_title, spare_words,
    state_remark, verdict_words,
};
use crate::maps::schema::LayerKind;
use crate::text::{Lang, number, number_fixed, text, text_with};
use crate::ui::icons::{self, Icon};
use crate::ui::map::Pin;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, card, icon_button, note, section_title, wrapped};
use crate::ui::{fields, format};
use eframe::egui::{
    Align, Color32, CursorIcon, Label, Layout, Rect, RichText, Role, Sense, Ui, Vec2, WidgetInfo, vec2,
};

/// Cards of a group; what lies behind them is counted.
const MOST_CARDS: usize = 20;

/// Draws the answer.
pub(super) fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(matched) = session.brief().answer() else {
        let waiting = session.brief().is_running();
        if waiting {
            note(ui, &text(lang, "brief-running"));
        }
        return;
    };
    let answer = &matched.answer;
    let groups = [
        ("brief-matches", SiteGroup::Matches),
        ("brief-near", SiteGroup::Near),
        ("brief-to-ask", SiteGroup::ToAsk),
    ];
    for (key, of) in groups {
        let group = answer.group(of);
        let numbered = of == SiteGroup::Matches;
        if group.count == 0 && !numbered {
            continue;
        }
        ui.add_space(4.0);
        let args = [
            ("count", format::count(group.count as u64).into()),
            ("all", format::count(answer.judged as u64).into()),
            ("area", area_words(group.area, group.count, lang).into()),
        ];
        section_title(ui, &text_with(lang, key, &args));
        if group.count > 0 {
            ui.horizontal_wrapped(|ui| {
                let label = text(lang, "command-select-matches");
                if numbered && Button::link(&label).icon(Icon::Select).show(ui).clicked() {
                    commands.push(Command::SelectMatches);
                }
                if Button::link(&text(lang, "brief-export")).icon(Icon::Export).show(ui).clicked() {
                    commands.push(Command::ExportSitesDialog { rows: ExportRows::Brief(of) });
                }
            });
        }
        if group.count == 0 {
            note(ui, &text(lang, "brief-no-match"));
        }
        if group.apart > 0 {
            let args = [("count", format::count(group.apart as u64).into())];
            note(ui, &text_with(lang, "match-apart", &args));
        }
        for (at, ranked) in group.sites.iter().take(MOST_CARDS).enumerate() {
            site(ui, session, matched, ranked, numbered.then_some(at + 1), commands);
        }
        let more = group.count - group.sites.len().min(MOST_CARDS).min(group.count);
        if more > 0 {
            note(ui, &text_with(lang, "brief-more", &[("more", format::count(more as u64).into())]));
        }
    }
    if answer.failed > 0 {
        ui.add_space(4.0);
        note(ui, &text_with(lang, "brief-failed", &[("count", format::count(answer.failed as u64).into())]));
    }
    for left in &answer.left_out {
        note(ui, &left_out(session, matched, left, lang));
    }
    note(ui, &text(lang, "brief-how"));
    let asks_metro = matched.brief.lines.iter().any(|line| line.what == What::Metro);
    if asks_metro && session.document().metro_stations().is_none() {
        note(ui, &text(lang, "stations-bundled"));
    }
}

/// A layer that was not asked, and why.
fn left_out(session: &Session, matched: &Matched, left: &LeftOut, lang: Lang) -> String {
    let entry = matched.layers.get(left.layer).and_then(|id| session.document().layer(*id));
    let layer = entry.map(|entry| fields::layer_title(entry, lang)).unwrap_or_default();
    let args = [("layer", layer.into()), ("count", format::count(left.count as u64).into())];
    match left.why {
        Whom::OtherKind => text_with(lang, "match-left-other", &args),
        Whom::UnknownKind => text_with(lang, "match-left-unknown", &args),
        Whom::Silent(what) => {
            let [layer, count] = args;
            text_with(lang, "match-left-silent", &[layer, count, ("what", asked(what, lang).into())])
        }
    }
}

/// A card: name, points, star, and a line for each line of the brief.
fn site(
    ui: &mut Ui,
    session: &Session,
    matched: &Matched,
    ranked: &Ranked,
    number_on_map: Option<usize>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let Some(entry) = matched.layers.get(ranked.layer).and_then(|id| session.document().layer(*id)) else {
        return;
    };
    let feature = FeatureRef { layer: entry.id, row: ranked.row };
    let kind = entry.kind.unwrap_or(LayerKind::Land);
    let name = fields::feature_name(entry, ranked.row as usize, lang);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let listed = session.document().shortlist.contains(&feature);
                let key = if listed { "shortlist-remove" } else { "brief-star" };
                let star = text_with(lang, key, &[("name", name.as_str().into())]);
                let icon = if listed { Icon::StarFull } else { Icon::Star };
                if icon_button(ui, icon, &star, size::SMALL_CONTROL, true).clicked() {
                    commands.push(Command::ToggleShortlist { feature });
                }
                ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
                    let words = match number_on_map {
                        Some(number) => format!("{number}. {name}"),
                        None => name.clone(),
                    };
                    let words = RichText::new(words).font(theme::strong(size::TEXT)).color(theme.accent);
                    let response = ui.add(Label::new(words).wrap().sense(Sense::click()));
                    let go = text_with(lang, "shortlist-go", &[("name", name.as_str().into())]);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &go));
                    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                        commands.push(Command::GoToFeature { feature });
                    }
                });
            });
        });
        let mut about = vec![fields::layer_title(entry, lang)];
        let most = matched.brief.most_points();
        if most > 0.0 {
            let args = [("points", number(ranked.points).into()), ("most", number(most).into())];
            about.push(text_with(lang, "brief-points", &args));
        }
        let spares = spare_words(&matched.brief.lines, &ranked.lines, lang);
        if spares.is_empty() {
            note(ui, &about.join(" · "));
        } else {
            let spare = number_fixed(100.0 * ranked.spare, 0);
            about.push(text_with(lang, "brief-spare", &[("share", spare.into())]));
            let how = std::iter::once(text(lang, "brief-spare-how")).chain(spares);
            note(ui, &about.join(" · ")).on_hover_text(how.collect::<Vec<_>>().join("\n"));
        }
        remark(ui, entry, ranked.row as usize, lang);
        for (line, judged) in matched.brief.lines.iter().zip(&ranked.lines) {
            let words = verdict_words(line, kind, judged, lang);
            verdict(ui, judged.verdict, &line_title(line, lang), &words, lang);
        }
    });
}

/// What is to be known of a site whatever the brief says: that nobody may move in, as of one out of use.
pub(super) fn remark(ui: &mut Ui, entry: &LayerEntry, row: usize, lang: Lang) {
    if let Some(state) = state_remark(&entry.layer, entry, row, lang) {
        let words = text_with(lang, "brief-state", &[("state", state.into())]);
        wrapped(ui, &words, Theme::of(ui).notice_ink);
    }
}

/// The sign of a verdict; `words` say of what to those who hear the window.
pub(super) fn verdict_sign(ui: &mut Ui, verdict: Verdict, ink: Color32, words: &str, lang: Lang) {
    let key = match verdict {
        Verdict::Pass => "brief-pass",
        Verdict::Fail => "brief-fail",
        Verdict::Unknown => "brief-unknown",
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(14.0, 16.0), Sense::hover());
    let spoken = format!("{}: {words}", text(lang, key));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let square = Rect::from_center_size(rect.center(), Vec2::splat(11.0));
    match verdict {
        Verdict::Pass => icons::paint(ui.painter(), Icon::Check, square, ink),
        Verdict::Fail => icons::paint(ui.painter(), Icon::Close, square, ink),
        Verdict::Unknown => {
            let galley = ui.painter().layout_no_wrap("?".to_owned(), theme::strong(size::TEXT), ink);
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
        }
    }
    response.on_hover_text(text(lang, key));
}

/// The mark of a verdict, the line, and what was found.
fn verdict(ui: &mut Ui, verdict: Verdict, line: &str, words: &str, lang: Lang) {
    let theme = Theme::of(ui);
    let ink = match verdict {
        Verdict::Pass => theme.accent,
        Verdict::Fail => theme.error_ink,
        Verdict::Unknown => theme.notice_ink,
    };
    ui.horizontal_top(|ui| {
        verdict_sign(ui, verdict, ink, &format!("{line}: {words}"), lang);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            wrapped(ui, line, theme.quiet);
            wrapped(ui, words, if verdict == Verdict::Pass { theme.ink } else { ink });
        });
    });
}

/// Places of the first matches, with the numbers that their cards have.
pub fn pins(session: &Session) -> Vec<Pin> {
    let state = session.brief();
    let Some(matched) = state.answer().filter(|_| state.is_open()) else { return Vec::new() };
    let first = matched.answer.matches.sites.iter().take(MOST_CARDS).enumerate();
    first
        .filter_map(|(at, ranked)| {
            let entry = matched.layers.get(ranked.layer).and_then(|id| session.document().layer(*id))?;
            let is_here = entry.map == session.document().map && (ranked.row as usize) < entry.layer.len();
            let bbox = is_here.then(|| entry.layer.shapes.get(ranked.row as usize).bbox())?;
            (!bbox.is_empty()).then(|| Pin { lon_lat: bbox.center(), number: at + 1 })
        })
        .collect()
}
