//! The idle clock's finding about a parcel, in the inspector's head: state, articles, evidence, what
//! follows, or what is missing; and that it is a reminder.

use crate::app::{LayerEntry, Session};
use crate::maps::idle::{self, Fields};
use crate::maps::schema::LayerKind;
use crate::text::{text, text_with};
use crate::ui::idle_words;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{note, wrapped};
use eframe::egui::{CornerRadius, Frame, Label, Margin, Rect, RichText, Ui, vec2};

/// Draws the badge of a parcel whose layer has the clock.
pub(super) fn show(ui: &mut Ui, session: &Session, entry: &LayerEntry, row: usize) {
    if entry.kind != Some(LayerKind::Land) || !idle_words::has_clock(&entry.layer) {
        return;
    }
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let day = session.document().reference_day;
    let record = Fields::of(&entry.layer, entry).record(row);
    let finding = idle::test(&record, day);
    let color = idle_words::color(finding.state);
    ui.add_space(6.0);
    let frame = Frame::new()
        .fill(theme.ground)
        .corner_radius(CornerRadius::same(size::ROUND_CONTROL))
        .inner_margin(Margin { left: 14, right: 10, top: 8, bottom: 8 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let name = idle_words::state(finding.state, lang);
            let name = RichText::new(name).font(theme::strong(size::TEXT)).color(theme.ink);
            ui.add(Label::new(name).wrap());
            let articles = idle_words::articles(&finding, lang);
            if !articles.is_empty() {
                let articles = RichText::new(articles).size(size::LABEL).color(theme.quiet);
                ui.add(Label::new(articles).wrap()).on_hover_text(text(lang, "idle-law"));
            }
        });
        for line in idle_words::evidence(&finding, &record, day, lang) {
            wrapped(ui, &line, theme.ink);
        }
        for line in idle_words::reasons(&finding, lang) {
            wrapped(ui, &line, theme.notice_ink);
        }
        let consequence = idle_words::consequence(finding.state, lang);
        if !consequence.is_empty() {
            wrapped(ui, &consequence, theme.ink);
        }
        // The fee gives the price away: it stands behind the eye, as the price does.
        if finding.fee_wan.is_some() {
            note(ui, &text(lang, "idle-fee-below"));
        }
        let mut basis = text_with(lang, "idle-as-of", &[("day", day.to_string().into())]);
        if let Some(survey) = record.surveyed_on.filter(|survey| *survey < day) {
            let args = [("survey", survey.to_string().into())];
            basis.push_str(lang.pick("，", ", "));
            basis.push_str(&text_with(lang, "idle-from-survey", &args));
        }
        note(ui, &format!("{basis} · {}", text(lang, "idle-reminder")));
    });
    // The colour of the map, at the badge's edge.
    let rect = shown.response.rect;
    let edge = Rect::from_min_size(rect.min, vec2(5.0, rect.height()));
    let radius = CornerRadius { nw: size::ROUND_CONTROL, sw: size::ROUND_CONTROL, ne: 0, se: 0 };
    ui.painter().rect_filled(edge, radius, color);
}
