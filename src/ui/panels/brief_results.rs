//! What a brief was answered with: ranked cards with a verdict a line, those to ask and near misses apart.

use crate::app::{Command, ExportRows, FeatureRef, LayerEntry, Session};
use crate::jobs::Matched;
use crate::maps::matching::{
    Answer, LeftOut, Ranked, SiteGroup, Verdict, What, Whom, apart_words, area_words, asked, line_title,
    share_words, spare_words, state_remark, verdict_words,
};
use crate::maps::schema::LayerKind;
use crate::text::{Lang, number, text, text_with};
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
    let mut go_to = None;
    for of in SiteGroup::ALL {
        let group = answer.group(of);
        let is_first = of == SiteGroup::Matches;
        if group.count == 0 && !is_first {
            continue;
        }
        ui.add_space(4.0);
        let args = [
            ("count", format::count(group.to_be_had.sites as u64).into()),
            ("all", format::count(answer.judged as u64).into()),
            ("area", area_words(group.to_be_had.area, group.to_be_had.sites, lang).into()),
        ];
        let title = section_title(ui, &text_with(lang, title_key(of), &args));
        if go_to == Some(of) {
            title.scroll_to_me(Some(Align::Min));
        }
        if let Some(apart) = apart_words(group, lang) {
            note(ui, &apart);
        }
        if is_first {
            go_to = ways(ui, answer, lang);
        }
        if group.count > 0 {
            ui.horizontal_wrapped(|ui| {
                let label = text(lang, "command-select-matches");
                if is_first && Button::link(&label).icon(Icon::Select).show(ui).clicked() {
                    commands.push(Command::SelectMatches);
                }
                if Button::link(&text(lang, "brief-export")).icon(Icon::Export).show(ui).clicked() {
                    commands.push(Command::ExportSitesDialog { rows: ExportRows::Brief(of) });
                }
            });
        }
        for (at, ranked) in group.sites.iter().take(MOST_CARDS).enumerate() {
            site(ui, session, matched, ranked, mark_on_map(of, at), commands);
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

fn title_key(of: SiteGroup) -> &'static str {
    match of {
        SiteGroup::Matches => "brief-matches",
        SiteGroup::ToAsk => "brief-to-ask",
        SiteGroup::Near => "brief-near",
    }
}

/// Under the headline: which other sites there are, each a way to them. Gives the group that was asked for.
fn ways(ui: &mut Ui, answer: &Answer, lang: Lang) -> Option<SiteGroup> {
    let others = [("brief-go-to-ask", SiteGroup::ToAsk), ("brief-go-near", SiteGroup::Near)];
    let is_there = |(_, of): &(&str, SiteGroup)| answer.group(*of).count > 0;
    let some = others.iter().any(is_there);
    if answer.matches.count == 0 {
        note(ui, &text(lang, if some { "brief-none-but" } else { "brief-no-match" }));
    }
    let mut go_to = None;
    if some {
        ui.horizontal_wrapped(|ui| {
            for (key, of) in others.into_iter().filter(is_there) {
                let words = text_with(lang, key, &[("count", answer.group(of).count.into())]);
                if Button::link(&words).show(ui).clicked() {
                    go_to = Some(of);
                }
            }
        });
    }
    go_to
}

/// What a card and its place on the map go by: `1` the first that passes, `?1` the first to ask.
fn mark_on_map(of: SiteGroup, at: usize) -> Option<String> {
    match of {
        SiteGroup::Matches => Some((at + 1).to_string()),
        SiteGroup::ToAsk => Some(format!("?{}", at + 1)),
        SiteGroup::Near => None,
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
    mark: Option<String>,
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
                    let words = match mark {
                        Some(mark) => format!("{mark}. {name}"),
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
            let spare = share_words(ranked.spare, ranked.spare_in_full, lang);
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

/// Places of the first sites that pass and of the first to ask, with what their cards go by.
pub fn pins(session: &Session) -> Vec<Pin> {
    let state = session.brief();
    let Some(matched) = state.answer().filter(|_| state.is_open()) else { return Vec::new() };
    let document = session.document();
    let of_group = |of: SiteGroup| {
        let first = matched.answer.group(of).sites.iter().take(MOST_CARDS).enumerate();
        first.filter_map(move |(at, ranked)| {
            let entry = matched.layers.get(ranked.layer).and_then(|id| document.layer(*id))?;
            let is_here = entry.map == document.map && (ranked.row as usize) < entry.layer.len();
            let bbox = is_here.then(|| entry.layer.shapes.get(ranked.row as usize).bbox())?;
            let mark = mark_on_map(of, at).filter(|_| !bbox.is_empty())?;
            Some(Pin { lon_lat: bbox.center(), mark, is_hollow: of == SiteGroup::ToAsk })
        })
    };
    SiteGroup::ALL.into_iter().flat_map(of_group).collect()
}
