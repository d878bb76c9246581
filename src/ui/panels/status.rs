//! The status line: counts, totals, selection; jobs with progress, notices, coordinates, scale.

use super::notices;
use crate::app::{Command, LayerEntry, Running, RunningKind, SelectionTotals, Session};
use crate::jobs::Total;
use crate::layer::RowSet;
use crate::maps::matching::apart_words;
use crate::maps::schema::LayerKind;
use crate::progress::Tick;
use crate::text::{Arg, Lang, text, text_with};
use crate::ui::leave::named_workspace;
use crate::ui::map::MAX_HIGHLIGHTED;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::elided;
use crate::ui::{fields, format, totals};
use crate::units::mu_from_m2;
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Galley, Layout, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use std::sync::Arc;

/// What the map knows and the session does not.
#[derive(Clone, Copy, Debug, Default)]
pub struct MapStatus {
    /// Longitude and latitude under the pointer.
    pub pointer_lon_lat: Option<[f64; 2]>,
    /// The scale as a denominator.
    pub denominator: Option<f64>,
}

/// Between two parts of the line.
const GAP: f32 = 20.0;
/// The most that a job's words take.
const JOB_WORDS: f32 = 220.0;

/// The most that the workspace's name takes.
const WORKSPACE: f32 = 220.0;

/// A part of the line in words. Where the window is too narrow for all, those of the highest rank go
/// first; what is left is never cut.
struct Part {
    rank: u8,
    galley: Arc<Galley>,
    /// Space that the part keeps whatever it says, so that its neighbours stand still.
    width: f32,
    tooltip: String,
}

/// Draws the status line.
pub fn show(ui: &mut Ui, session: &Session, map: MapStatus, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let mut jobs = session.running().filter(|running| running.is_shown());
    let job = jobs.next();
    let more = jobs.count();
    let mut left = left_side(ui, session);
    if let Some(name) = named_workspace(session, lang) {
        let galley = elided(ui, &name, theme::plain(size::LABEL), Theme::of(ui).on_brand_quiet, WORKSPACE);
        let tooltip = session.workspace_path().map(|path| path.display().to_string()).unwrap_or_default();
        left.push(Part { rank: 2, width: galley.size().x.ceil(), galley, tooltip });
    }
    let mut right = right_side(ui, lang, map, job.is_none(), more);
    let fixed = notices::button_width(ui, session) + job.map_or(0.0, |job| job_width(ui, job, lang) + GAP);
    let room = ui.available_width() - fixed - GAP;
    loop {
        let parts = left.iter().chain(&right);
        let taken: f32 = parts.clone().map(|part| part.width + GAP).sum();
        let Some(last) = parts.map(|part| part.rank).max().filter(|&rank| rank > 0 && taken > room) else {
            break;
        };
        left.retain(|part| part.rank < last);
        right.retain(|part| part.rank < last);
    }
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            notices::button(ui, session, commands);
            if let Some(running) = job {
                job_line(ui, running, lang, commands);
            }
            for part in right {
                words(ui, part, true);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for part in left {
                    words(ui, part, false);
                }
            });
        });
    });
}

fn words(ui: &mut Ui, part: Part, to_the_right: bool) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(part.width, part.galley.size().y), Sense::hover());
    let text = part.galley.text().to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    let left = if to_the_right { rect.right() - part.galley.size().x } else { rect.left() };
    ui.painter().galley(egui::pos2(left, rect.top()), part.galley, theme.on_brand_quiet);
    if !part.tooltip.is_empty() {
        response.on_hover_text(part.tooltip);
    }
}

fn left_side(ui: &Ui, session: &Session) -> Vec<Part> {
    let lang = session.settings().lang;
    let Some(entry) = session.document().chosen_layer() else {
        return vec![plain(ui, 0, &text(lang, "status-no-layer"))];
    };
    let (matching, all) = session.counts(entry.id).unwrap_or((entry.layer.len(), entry.layer.len()));
    let args =
        [("all", format::count(all as u64).into()), ("layer", fields::layer_title(entry, lang).into())];
    let matching = format::count(matching as u64);
    let mut parts =
        vec![strip(ui, 0, &[(&matching, true), (&text_with(lang, "status-matching", &args), false)])];
    if session.is_stale(entry.id) {
        parts.push(plain(ui, 1, &text(lang, "status-filtering")));
    } else if let Some((lead, figure, tail)) = total(session, entry, lang) {
        let mut part = strip(ui, 1, &[(&lead, false), (&figure, true), (&tail, false)]);
        let of = main_total(session, entry).filter(|total| total.missing > 0);
        if let Some(total) = of {
            part.tooltip = text_with(lang, "status-total-missing", &[("count", total.missing.into())]);
        }
        let tooltip = part.tooltip.clone();
        parts.push(part);
        let of = of.and_then(|of| totals::measured_of(of.count, of.count + of.missing, lang));
        parts.extend(of.map(|of| Part { tooltip, ..plain(ui, 2, &of) }));
    }
    if let Some(matched) = session.brief().answer().filter(|_| session.brief().is_open()) {
        // The numbers before speak of the chosen layer alone.
        let answer = &matched.answer;
        let args = [
            ("count", format::count(answer.matches.to_be_had.sites as u64).into()),
            ("ask", format::count(answer.to_ask.count as u64).into()),
        ];
        let key = if answer.to_ask.count > 0 { "status-brief-to-ask" } else { "status-brief" };
        let mut part = plain(ui, 1, &text_with(lang, key, &args));
        let apart = apart_words(&answer.matches, lang);
        let hints = apart.into_iter().chain([text(lang, "status-brief-hint")]);
        part.tooltip = hints.collect::<Vec<_>>().join("\n");
        parts.push(part);
    }
    if session.is_selecting() {
        parts.push(plain(ui, 2, &text(lang, "tool-selecting")));
    } else if !session.document().selection.is_empty() {
        parts.push(plain(ui, 2, &selected(session, lang)));
        let selection = &session.document().selection;
        let most = selection.layers().filter_map(|layer| selection.rows_of(layer)).map(RowSet::count).max();
        if most > Some(MAX_HIGHLIGHTED) {
            let args = [("count", format::count(MAX_HIGHLIGHTED as u64).into())];
            parts.push(plain(ui, 2, &text_with(lang, "status-outlined", &args)));
        }
    }
    parts
}

/// How many features are selected, and their area where all that have one are known.
fn selected(session: &Session, lang: Lang) -> String {
    let selection = &session.document().selection;
    let mut args: Vec<(&'static str, Arg)> = vec![("count", format::count(selection.len() as u64).into())];
    let area_mu = match &selection[..] {
        [feature] => session.document().layer(feature.layer).and_then(|entry| {
            let row = feature.row as usize;
            entry.number_of("area_mu", row).or_else(|| entry.number_of("area_m2", row).map(mu_from_m2))
        }),
        _ => session.selection_totals().and_then(|totals| area_mu_of(session, totals)),
    };
    let key = if area_mu.is_some() { "status-selected-area" } else { "status-selected" };
    args.push(("area", format::fixed(area_mu.unwrap_or(0.0), 1).into()));
    text_with(lang, key, &args)
}

/// The area of the selected features of all layers; `None` where one of them has none.
fn area_mu_of(session: &Session, totals: &SelectionTotals) -> Option<f64> {
    let mut areas = totals.layers.iter().map(|(layer, count, sums)| {
        let entry = session.document().layer(*layer)?;
        let of = |key: &str| {
            let is = |total: &&Total| totals::is_field(entry, &total.field, key) && total.count == *count;
            let total = sums.iter().find(is)?;
            Some(totals::in_schema(entry, &total.field, total.sum))
        };
        of("area_mu").or_else(|| of("area_m2").map(mu_from_m2))
    });
    areas.try_fold(0.0, |sum, area| Some(sum + area?))
}

/// The total that matters of the chosen layer.
fn main_total<'a>(session: &'a Session, entry: &LayerEntry) -> Option<&'a Total> {
    if session.is_summary_behind(entry.id) {
        // The sum of other rows would stand beside the new count.
        return None;
    }
    let totals = &session.summary(entry.id)?.totals;
    let wanted = entry.kind.and_then(LayerKind::main_field);
    let is = |total: &&Total, key: &str| totals::is_field(entry, &total.field, key);
    wanted
        .and_then(|key| totals.iter().find(|total| is(total, key)))
        .or_else(|| totals.iter().find(|total| is(total, "area_mu") || is(total, "area_m2")))
}

/// Words before the figure, the figure, words after it.
fn total(session: &Session, entry: &LayerEntry, lang: Lang) -> Option<(String, String, String)> {
    let total = main_total(session, entry)?;
    if total.count == 0 {
        return None;
    }
    let label = fields::label(entry, &total.field, lang);
    let lead = if totals::is_field(entry, &total.field, "area_mu") {
        text(lang, "status-total")
    } else {
        text_with(lang, "status-total-of", &[("field", label.into())])
    };
    let (figure, unit) = totals::figure_of_total(entry, &total.field, total.sum, lang);
    Some((lead, figure, unit))
}

/// From the right, beside the notices and the job.
fn right_side(ui: &Ui, lang: Lang, map: MapStatus, idle: bool, more: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    if idle {
        parts.push(plain(ui, 5, &text(lang, "status-no-jobs")));
    } else if more > 0 {
        parts.push(plain(ui, 3, &text_with(lang, "status-more-jobs", &[("count", more.into())])));
    }
    if let Some(denominator) = map.denominator {
        let rounded = round_figures(denominator);
        let part = plain(ui, 3, &format!("1 : {}", format::fixed(rounded, 0)));
        parts.push(as_wide_as(ui, part, "1 : 1,000,000"));
    }
    let place = map.pointer_lon_lat.map(|[lon, lat]| format!("{lon:.5}, {lat:.5} · WGS 84"));
    let part = plain(ui, 4, &place.unwrap_or_default());
    parts.push(as_wide_as(ui, part, "120.00000, 30.00000 · WGS 84"));
    parts
}

/// Three figures are what a scale on a screen carries.
fn round_figures(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 0.0;
    }
    let unit = 10f64.powf((value.log10().floor() - 2.0).max(0.0));
    (value / unit).round() * unit
}

/// What a job does, in words.
fn job_words(running: &Running, lang: Lang) -> String {
    let what = match &running.kind {
        RunningKind::Load { names, opened, .. } => {
            let at = opened.len().min(names.len().saturating_sub(1));
            let name = names.get(at).map(|name| short(name)).unwrap_or_default();
            text_with(lang, "status-loading", &[("name", name.into())])
        }
        RunningKind::Export { path } => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            text_with(lang, "status-exporting", &[("name", name.into())])
        }
        RunningKind::Index { .. } => text(lang, "status-indexing"),
        RunningKind::Check { .. } => text(lang, "status-checking"),
        RunningKind::Assemble { .. } => text(lang, "status-assembling"),
        _ => text(lang, "status-filtering"),
    };
    let features = running.tick.features;
    if features == 0 {
        return what;
    }
    let count = text_with(lang, "status-features", &[("count", format::count(features).into())]);
    format!("{what} · {count}")
}

fn job_galley(ui: &Ui, running: &Running, lang: Lang) -> Arc<Galley> {
    let theme = Theme::of(ui);
    let font = theme::plain(size::LABEL);
    elided(ui, &job_words(running, lang), font, theme.on_brand_quiet, JOB_WORDS)
}

fn job_button_label(running: &Running, lang: Lang) -> String {
    text(lang, if running.cancelling { "status-cancelling" } else { "status-cancel" })
}

/// The width of a job's part of the line.
fn job_width(ui: &Ui, running: &Running, lang: Lang) -> f32 {
    let label = job_button_label(running, lang);
    let button = ui.painter().layout_no_wrap(label, theme::plain(size::LABEL), Theme::of(ui).on_brand);
    button.size().x + 16.0 + 96.0 + 16.0 + job_galley(ui, running, lang).size().x
}

/// A job: what it does, how far it is, and a button that stops it.
fn job_line(ui: &mut Ui, running: &Running, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let label = job_button_label(running, lang);
        if on_brand_button(ui, &label, !running.cancelling).clicked() {
            commands.push(Command::CancelJob { job: running.id });
        }
        let Tick { bytes, bytes_total, .. } = running.tick;
        let (rect, response) = ui.allocate_exact_size(vec2(96.0, 6.0), Sense::hover());
        let share = if bytes_total > 0 { (bytes as f32 / bytes_total as f32).clamp(0.0, 1.0) } else { 0.0 };
        let what = job_words(running, lang);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &what);
            info.value = Some(f64::from(share));
            info
        });
        ui.painter().rect_filled(rect, CornerRadius::same(3), theme.on_brand_quiet.gamma_multiply(0.35));
        let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
        ui.painter().rect_filled(done, CornerRadius::same(3), theme.on_brand);
        response.on_hover_text(&what);
        let galley = job_galley(ui, running, lang);
        let width = galley.size().x;
        words(ui, Part { rank: 0, galley, width, tooltip: what }, true);
    });
}

fn short(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned()
}

/// A button in words on the dark strip.
pub(super) fn on_brand_button(ui: &mut Ui, label: &str, enabled: bool) -> Response {
    let theme = Theme::of(ui);
    let color = if enabled { theme.on_brand } else { theme.on_brand_quiet };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), theme::plain(size::LABEL), color);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 4.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    let fill = if response.hovered() && enabled { 0.28 } else { 0.14 };
    ui.painter().rect_filled(rect, CornerRadius::same(5), theme.on_brand.gamma_multiply(fill));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if response.has_focus() {
        let stroke = egui::Stroke::new(size::FOCUS, theme.on_brand);
        ui.painter().rect_stroke(rect, CornerRadius::same(5), stroke, egui::StrokeKind::Inside);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn plain(ui: &Ui, rank: u8, text: &str) -> Part {
    strip(ui, rank, &[(text, false)])
}

/// Parts of a line, figures strong.
fn strip(ui: &Ui, rank: u8, pieces: &[(&str, bool)]) -> Part {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    for (at, (text, strong)) in pieces.iter().enumerate() {
        let (font_id, color) = if *strong {
            (theme::strong(size::LABEL), theme.on_brand)
        } else {
            (theme::plain(size::LABEL), theme.on_brand_quiet)
        };
        let gap = if at == 0 { 0.0 } else { 4.0 };
        job.append(text, gap, egui::TextFormat { font_id, color, ..Default::default() });
    }
    let galley = ui.painter().layout_job(job);
    Part { rank, width: galley.size().x.ceil(), galley, tooltip: String::new() }
}

/// The part, with the space of a longer text.
fn as_wide_as(ui: &Ui, part: Part, text: &str) -> Part {
    let width = plain(ui, 0, text).width;
    Part { width: part.width.max(width), ..part }
}

#[cfg(test)]
mod tests {
    use super::round_figures;

    #[test]
    fn scales_have_three_figures() {
        assert!((round_figures(22_013.4) - 22_000.0).abs() < 1e-9);
        assert!((round_figures(1_234_567.0) - 1_230_000.0).abs() < 1e-6);
        assert!((round_figures(57.3) - 57.0).abs() < 1e-9);
        assert!(round_figures(f64::NAN).abs() < 1e-9);
    }
}
