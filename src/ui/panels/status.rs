//! The status line: counts, totals, selection; jobs with progress, notices, coordinates, scale.

use super::notices;
use crate::app::{Command, LayerEntry, LayerId, Running, RunningKind, Session};
use crate::jobs::Total;
use crate::layer::{Column, RowSet};
use crate::maps::schema::LayerKind;
use crate::progress::Tick;
use crate::text::{Arg, Lang, text, text_with};
use crate::ui::map::MAX_HIGHLIGHTED;
use crate::ui::theme::{self, Theme, size};
use crate::ui::{fields, format};
use crate::units::{M2_PER_HECTARE, m2_from_mu, mu_from_m2};
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Label, Layout, Rect, Response, RichText, Role, Sense, Ui,
    WidgetInfo, vec2,
};

/// What the map knows and the session does not.
#[derive(Clone, Copy, Debug, Default)]
pub struct MapStatus {
    /// Longitude and latitude under the pointer.
    pub pointer_lon_lat: Option<[f64; 2]>,
    /// The scale as a denominator.
    pub denominator: Option<f64>,
}

/// Below this width the line leaves out what the map shows too.
const ROOMY_WIDTH: f32 = 1240.0;

/// Draws the status line.
pub fn show(ui: &mut Ui, session: &Session, map: MapStatus, commands: &mut Vec<Command>) {
    let roomy = ui.available_width() >= ROOMY_WIDTH;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_side(ui, session, map, roomy, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| left_side(ui, session, roomy));
        });
    });
}

fn left_side(ui: &mut Ui, session: &Session, roomy: bool) {
    let lang = session.settings().lang;
    let Some(entry) = session.document().chosen_layer() else {
        quiet(ui, &text(lang, "status-no-layer"));
        return;
    };
    let (matching, all) = session.counts(entry.id).unwrap_or((entry.layer.len(), entry.layer.len()));
    let args =
        [("all", format::count(all as u64).into()), ("layer", fields::layer_title(entry, lang).into())];
    counted(ui, &format::count(matching as u64), &text_with(lang, "status-matching", &args));
    if session.is_stale(entry.id) {
        quiet(ui, &text(lang, "status-filtering"));
    } else if let Some((lead, figure, tail)) = total(session, entry, lang) {
        let response = strip(ui, &[(&lead, false), (&figure, true), (&tail, false)]);
        if let Some(total) = main_total(session, entry).filter(|total| total.missing > 0) {
            response.on_hover_text(text_with(
                lang,
                "status-total-missing",
                &[("count", total.missing.into())],
            ));
        }
    }
    if session.is_selecting() {
        quiet(ui, &text(lang, "tool-selecting"));
        return;
    }
    let selection = &session.document().selection;
    if !selection.is_empty() && roomy {
        let mut args: Vec<(&'static str, Arg)> =
            vec![("count", format::count(selection.len() as u64).into())];
        let areas: Option<f64> = selection.layers().map(|layer| selected_mu(session, layer)).sum();
        let key = if areas.is_some() { "status-selected-area" } else { "status-selected" };
        args.push(("area", format::fixed(areas.unwrap_or(0.0), 1).into()));
        quiet(ui, &text_with(lang, key, &args));
        let most = selection.layers().filter_map(|layer| selection.rows_of(layer)).map(RowSet::count).max();
        if most > Some(MAX_HIGHLIGHTED) {
            let args = [("count", format::count(MAX_HIGHLIGHTED as u64).into())];
            quiet(ui, &text_with(lang, "status-outlined", &args));
        }
    }
}

/// The ground of a layer's selected features in 亩; `None` where one of them does not say.
fn selected_mu(session: &Session, layer: LayerId) -> Option<f64> {
    let entry = session.document().layer(layer)?;
    // The columns are looked for once: a selection may hold a great many features.
    let (mu, m2) = (fields::column(entry, "area_mu"), fields::column(entry, "area_m2"));
    let number = |column: Option<&Column>, row: usize| column.and_then(|column| column.value(row).as_f64());
    let rows = session.document().selection.rows_of(layer)?;
    rows.iter().map(|row| number(mu, row).or_else(|| number(m2, row).map(mu_from_m2))).sum()
}

/// The total that matters of the chosen layer.
fn main_total<'a>(session: &'a Session, entry: &LayerEntry) -> Option<&'a Total> {
    let totals = &session.summary(entry.id)?.totals;
    let wanted = entry.kind.and_then(LayerKind::main_field);
    let is = |total: &&Total, key: &str| {
        fields::definition(entry.kind, &total.field).is_some_and(|definition| definition.key == key)
            || total.field == key
    };
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
    let label = fields::label(entry.kind, &total.field, lang);
    let definition = fields::definition(entry.kind, &total.field);
    if definition.is_some_and(|definition| definition.key == "area_mu") {
        let hectares = m2_from_mu(total.sum) / M2_PER_HECTARE;
        let args = [("hectares", format::fixed(hectares, 1).into())];
        return Some((
            text(lang, "status-total"),
            format::fixed(total.sum, 1),
            text_with(lang, "status-total-area", &args),
        ));
    }
    let lead = text_with(lang, "status-total-of", &[("field", label.into())]);
    let unit = fields::unit(entry.kind, &total.field, lang);
    let figure = if total.sum.fract().abs() < 1e-9 {
        format::fixed(total.sum, 0)
    } else {
        format::fixed(total.sum, 2)
    };
    Some((lead, figure, unit.to_owned()))
}

fn right_side(ui: &mut Ui, session: &Session, map: MapStatus, roomy: bool, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    notices::button(ui, session, commands);
    let mut jobs = session
        .running()
        .filter(|running| !matches!(running.kind, RunningKind::Filter { .. } | RunningKind::Select { .. }));
    match jobs.next() {
        None if roomy => quiet(ui, &text(lang, "status-no-jobs")),
        None => {}
        Some(running) => {
            job(ui, running, lang, commands);
            let more = jobs.count();
            if more > 0 {
                quiet(ui, &text_with(lang, "status-more-jobs", &[("count", more.into())]));
            }
        }
    }
    if let Some(denominator) = map.denominator {
        let rounded = round_figures(denominator);
        quiet(ui, &format!("1 : {}", format::fixed(rounded, 0)));
    }
    if let Some([lon, lat]) = map.pointer_lon_lat
        && roomy
    {
        quiet(ui, &format!("{lon:.5}, {lat:.5} · WGS 84"));
    }
}

/// Three figures are what a scale on a screen carries.
fn round_figures(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 0.0;
    }
    let unit = 10f64.powf((value.log10().floor() - 2.0).max(0.0));
    (value / unit).round() * unit
}

/// A job: what it does, how far it is, and a button that stops it.
fn job(ui: &mut Ui, running: &Running, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let label = text(lang, if running.cancelling { "status-cancelling" } else { "status-cancel" });
        if on_brand_button(ui, &label, !running.cancelling).clicked() {
            commands.push(Command::CancelJob { job: running.id });
        }
        let Tick { bytes, bytes_total, features } = running.tick;
        let (rect, response) = ui.allocate_exact_size(vec2(96.0, 6.0), Sense::hover());
        let share = if bytes_total > 0 { (bytes as f32 / bytes_total as f32).clamp(0.0, 1.0) } else { 0.0 };
        let what = match &running.kind {
            RunningKind::Load { names, opened, .. } => {
                let at = opened.len().min(names.len().saturating_sub(1));
                let name = names.get(at).map(|name| short(name)).unwrap_or_default();
                text_with(lang, "status-loading", &[("name", name.into())])
            }
            RunningKind::Export { path } => {
                let name =
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                text_with(lang, "status-exporting", &[("name", name.into())])
            }
            RunningKind::Filter { .. } => text(lang, "status-filtering"),
            RunningKind::Select { .. } => text(lang, "tool-selecting"),
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &what);
            info.value = Some(f64::from(share));
            info
        });
        ui.painter().rect_filled(rect, CornerRadius::same(3), theme.on_brand_quiet.gamma_multiply(0.35));
        let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
        ui.painter().rect_filled(done, CornerRadius::same(3), theme.on_brand);
        let count = text_with(lang, "status-features", &[("count", format::count(features).into())]);
        response.on_hover_text(&count);
        let line = if features > 0 { format!("{what} · {count}") } else { what };
        quiet(ui, &line);
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

fn quiet(ui: &mut Ui, text: &str) {
    let theme = Theme::of(ui);
    ui.add(Label::new(RichText::new(text).size(size::LABEL).color(theme.on_brand_quiet)).extend());
}

fn counted(ui: &mut Ui, figure: &str, words: &str) {
    strip(ui, &[(figure, true), (words, false)]);
}

/// Parts of a line, figures strong.
fn strip(ui: &mut Ui, parts: &[(&str, bool)]) -> Response {
    let theme = Theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    for (at, (text, strong)) in parts.iter().enumerate() {
        let (font_id, color) = if *strong {
            (theme::strong(size::LABEL), theme.on_brand)
        } else {
            (theme::plain(size::LABEL), theme.on_brand_quiet)
        };
        let gap = if at == 0 { 0.0 } else { 4.0 };
        job.append(text, gap, egui::TextFormat { font_id, color, ..Default::default() });
    }
    ui.add(Label::new(job).extend())
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
