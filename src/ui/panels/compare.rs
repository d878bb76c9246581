//! Two to four sites of the shortlist side by side, over the window: a small drawing of each, fields in
//! rows with the better and the worse marked, notes; to copy into a spreadsheet. Nothing private is in it.

use super::brief_results::{remark, verdict_sign};
use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::geometry::metres_per_degree;
use crate::layer::Layer;
use crate::maps::compare::{Cell, Comparison, MOST_SITES, Mark, Row, fit_words};
use crate::maps::matching::{Fit, Verdict};
use crate::text::{Lang, text, text_with};
use crate::ui::fields;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{
    Button, choice_line, dialog, hairline, icon_button, note, strong_label, text_field, wrapped,
};
use eframe::egui::{
    self, Align, CornerRadius, Id, Key, Layout, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// Width of the titles of the rows.
const TITLES: f32 = 150.0;
/// A column is at least and at most so wide.
const COLUMN: std::ops::RangeInclusive<f32> = 150.0..=230.0;
/// Height of a drawing.
const DRAWING: f32 = 104.0;
/// The rows below the heads get at least so much of the height.
const LEAST_ROWS: f32 = 120.0;
/// Side of the buttons beside a name.
const HEAD_BUTTON: f32 = 24.0;

/// Draws the comparison where it is asked for.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    if !session.brief().is_comparing() {
        return;
    }
    let window = ui.ctx().content_rect().size();
    let answer = dialog(ui, "compare", 18, |ui| {
        let count = session.compared_sites().len().max(2) as f32;
        let column = ((window.x - 76.0 - TITLES) / count).clamp(*COLUMN.start(), *COLUMN.end());
        ui.set_width((TITLES + count * column).min(window.x - 60.0));
        ui.set_max_height(window.y - 80.0);
        contents(ui, session, column, commands)
    });
    let escaped = !ui.ctx().text_edit_focused() && ui.input(|input| input.key_pressed(Key::Escape));
    if !answer.inner || escaped || answer.should_close() {
        commands.push(Command::ShowCompare { open: false });
    }
}

/// Draws what is in it; whether it stays open.
fn contents(ui: &mut Ui, session: &Session, column: f32, commands: &mut Vec<Command>) -> bool {
    let lang = session.settings().lang;
    ui.spacing_mut().item_spacing = vec2(0.0, 6.0);
    let mut stay = true;
    let found = session.brief().comparison();
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if icon_button(ui, Icon::Close, &text(lang, "compare-close"), size::SMALL_CONTROL, true).clicked()
            {
                stay = false;
            }
            if let Some((sites, table)) = found {
                let label = text(lang, "compare-copy");
                if Button::new(&label).show_copying(ui, &text(lang, "copied")) {
                    commands.push(Command::Copy { text: copied(session, sites, table, lang) });
                }
            }
            add(ui, session, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                strong_label(ui, &text(lang, "compare-title"), size::NAME);
            });
        });
    });
    let Some((sites, table)) = found else {
        note(ui, &text(lang, "brief-running"));
        return stay;
    };
    // Less header, footer and margins.
    let most = ui.ctx().content_rect().height() - 190.0;
    // Sideways the heads go along with their columns; up and down they stay.
    ScrollArea::horizontal().id_salt("compare").auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(TITLES + column * sites.len() as f32);
        let top = ui.cursor().top();
        heads(ui, session, (sites, table), column, commands);
        hairline(ui);
        let most = (most - (ui.cursor().top() - top)).max(LEAST_ROWS);
        ScrollArea::vertical().id_salt("rows").auto_shrink([false, true]).max_height(most).show(ui, |ui| {
            drawings(ui, session, sites, column);
            for row in &table.rows {
                table_row(ui, row, column, lang);
            }
            notes(ui, session, sites, column, commands);
        });
    });
    if table.has_brief() {
        note(ui, &text(lang, "compare-how-brief"));
    }
    note(ui, &text(lang, "compare-how"));
    stay
}

/// Sites of the shortlist that do not stand here yet.
fn add(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let shown = session.compared_sites();
    let others: Vec<FeatureRef> =
        session.document().shortlist.iter().copied().filter(|it| !shown.contains(it)).collect();
    if others.is_empty() || shown.len() == MOST_SITES {
        return;
    }
    let label = text(lang, "compare-add");
    let response = Button::new(&label).icon(Icon::Plus).show(ui);
    let wanted = egui::Popup::menu(&response)
        .width(260.0)
        .show(|ui| {
            ui.set_min_width(240.0);
            others.iter().copied().find(|feature| {
                let name = name_of(session, *feature, lang);
                choice_line(ui, &name, false).clicked()
            })
        })
        .and_then(|shown| shown.inner);
    if let Some(feature) = wanted {
        commands.push(Command::ToggleCompared { feature });
    }
}

fn name_of(session: &Session, feature: FeatureRef, lang: Lang) -> String {
    let entry = session.document().layer(feature.layer);
    entry.map(|entry| fields::feature_name(entry, feature.row as usize, lang)).unwrap_or_default()
}

fn copied(session: &Session, sites: &[FeatureRef], table: &Comparison, lang: Lang) -> String {
    let names: Vec<String> = sites.iter().map(|site| name_of(session, *site, lang)).collect();
    let notes: Vec<String> = sites.iter().map(|site| session.note_on(*site).to_owned()).collect();
    table.to_tsv(&names, &notes, lang)
}

/// Each site's name and layer, what it is to the brief, with the way there and the way out.
fn heads(
    ui: &mut Ui,
    session: &Session,
    (sites, table): (&[FeatureRef], &Comparison),
    column: f32,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    ui.horizontal_top(|ui| {
        ui.add_space(TITLES);
        for (at, &feature) in sites.iter().enumerate() {
            let Some(entry) = session.document().layer(feature.layer) else { continue };
            ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(column - 12.0);
                ui.spacing_mut().item_spacing.y = 3.0;
                let name = fields::feature_name(entry, feature.row as usize, lang);
                ui.horizontal_top(|ui| {
                    let room = ui.available_width() - 2.0 * HEAD_BUTTON;
                    ui.allocate_ui_with_layout(vec2(room, HEAD_BUTTON), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(room);
                        strong_label(ui, &name, size::TEXT);
                    });
                    let go = text_with(lang, "shortlist-go", &[("name", name.as_str().into())]);
                    if icon_button(ui, Icon::Target, &go, HEAD_BUTTON, true).clicked() {
                        commands.push(Command::GoToFeature { feature });
                        commands.push(Command::ShowCompare { open: false });
                    }
                    let out = text_with(lang, "compare-out", &[("name", name.as_str().into())]);
                    if icon_button(ui, Icon::Close, &out, HEAD_BUTTON, sites.len() > 2).clicked() {
                        commands.push(Command::ToggleCompared { feature });
                    }
                });
                note(ui, &fields::layer_title(entry, lang));
                if let Some(fit) = table.fits.get(at).copied().flatten() {
                    let verdict = match fit {
                        Fit::Fits => Verdict::Pass,
                        Fit::Fails(_) | Fit::OtherKind(_) => Verdict::Fail,
                        Fit::ToAsk(_) => Verdict::Unknown,
                    };
                    verdict_line(ui, verdict, Mark::None, &fit_words(fit, lang), lang);
                }
                remark(ui, entry, feature.row as usize, lang);
            });
            ui.add_space(12.0);
        }
    });
}

/// Each site's drawing.
fn drawings(ui: &mut Ui, session: &Session, sites: &[FeatureRef], column: f32) {
    ui.horizontal_top(|ui| {
        ui.add_space(TITLES);
        for &feature in sites {
            let Some(entry) = session.document().layer(feature.layer) else { continue };
            let name = name_of(session, feature, session.settings().lang);
            sized(ui, column, |ui| drawing(ui, entry, feature.row as usize, &name));
        }
    });
}

/// The outline of a site with a bar of a round length.
fn drawing(ui: &mut Ui, entry: &LayerEntry, row: usize, name: &str) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), DRAWING), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    ui.painter().rect(rect, radius, theme.land, theme.hairline(), StrokeKind::Inside);
    let Some(view) = MiniMap::of(&entry.layer, row, rect) else { return };
    let painter = ui.painter_at(rect);
    for part in entry.layer.shapes.get(row).parts() {
        for ring in part.rings() {
            let points: Vec<Pos2> = ring.iter().map(|&at| view.screen(at)).collect();
            match points.as_slice() {
                [point] => {
                    painter.circle_filled(*point, 4.0, theme.accent);
                }
                _ => {
                    painter.add(egui::Shape::line(points, Stroke::new(1.5, theme.accent)));
                }
            }
        }
    }
    let (metres, width) = view.scale_bar();
    let left = pos2(rect.left() + 8.0, rect.bottom() - 7.0);
    painter.line_segment([left, left + vec2(width, 0.0)], Stroke::new(1.5, theme.ink));
    let label = format!("{} m", crate::text::number(metres));
    let galley = painter.layout_no_wrap(label, theme::plain(size::LABEL), theme.ink);
    painter.galley(left + vec2(width + 5.0, -galley.size().y / 2.0 - 2.0), galley, theme.ink);
}

/// Where a small drawing puts positions.
struct MiniMap {
    middle: [f64; 2],
    per_degree: [f64; 2],
    points_per_metre: f64,
    center: Pos2,
    width: f32,
}

impl MiniMap {
    fn of(layer: &Layer, row: usize, rect: Rect) -> Option<Self> {
        let bbox = layer.shapes.get(row).bbox();
        if bbox.is_empty() {
            return None;
        }
        let middle = bbox.center();
        let per_degree = metres_per_degree(middle[1]);
        // A point alone is shown with 100 m around it.
        let wide = ((bbox.east - bbox.west) * per_degree[0]).max(100.0);
        let high = ((bbox.north - bbox.south) * per_degree[1]).max(100.0);
        let room = [f64::from(rect.width()) - 24.0, f64::from(rect.height()) - 40.0];
        let points_per_metre = (room[0] / wide).min(room[1] / high);
        Some(Self {
            middle,
            per_degree,
            points_per_metre,
            center: rect.center() - vec2(0.0, 6.0),
            width: rect.width(),
        })
    }

    fn screen(&self, [lon, lat]: [f64; 2]) -> Pos2 {
        let x = (lon - self.middle[0]) * self.per_degree[0] * self.points_per_metre;
        let y = (lat - self.middle[1]) * self.per_degree[1] * self.points_per_metre;
        self.center + vec2(x as f32, -y as f32)
    }

    /// A round length and its width: no longer than half of the drawing.
    fn scale_bar(&self) -> (f64, f32) {
        let most = f64::from(self.width) * 0.4 / self.points_per_metre;
        let power = 10.0_f64.powf(most.log10().floor());
        let metres = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|it| *it <= most);
        let metres = metres.unwrap_or(power);
        (metres, (metres * self.points_per_metre) as f32)
    }
}

/// A row: title and what the brief asks, then a cell a site; verdict, better and worse have marks for those
/// who do not see colours.
fn table_row(ui: &mut Ui, row: &Row, column: f32, lang: Lang) {
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        sized(ui, TITLES, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // A line of text, and none of controls.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                note(ui, &row.title(lang));
                if row.is_worked_out() {
                    worked_out(ui, row, lang);
                }
            });
            let asks = row.asks(lang);
            if !asks.is_empty() {
                wrapped(ui, &asks, theme.ink);
            }
        });
        for ((cell, mark), is_worked_out) in row.cells.iter().zip(&row.marks).zip(&row.worked_out) {
            sized(ui, column, |ui| {
                table_cell(ui, cell, *mark, lang);
                // Where other sites' files have it themselves, each that does not says so.
                if *is_worked_out && *cell != Cell::Missing && !row.is_worked_out() {
                    worked_out(ui, row, lang);
                }
            });
        }
    });
    hairline(ui);
}

/// The mark of what no file has, as over the columns of the table.
fn worked_out(ui: &mut Ui, row: &Row, lang: Lang) {
    let ink = Theme::of(ui).faint;
    wrapped(ui, &text(lang, "table-worked-out"), ink).on_hover_text(row.how(lang));
}

fn table_cell(ui: &mut Ui, cell: &Cell, mark: Mark, lang: Lang) {
    let theme = Theme::of(ui);
    let words = cell.words(lang);
    if let Some(verdict) = cell.verdict() {
        verdict_line(ui, verdict, mark, &words, lang);
        return;
    }
    let (sign, key) = of_mark(mark);
    let ink = match mark {
        Mark::Best => theme.accent,
        Mark::Worst => theme.error_ink,
        Mark::None => theme.ink,
    };
    let response = wrapped(ui, &format!("{sign}{words}"), ink);
    if let Some(key) = key {
        response.on_hover_text(text(lang, key));
    }
}

/// The sign of a mark, and what it says.
fn of_mark(mark: Mark) -> (&'static str, Option<&'static str>) {
    match mark {
        Mark::Best => ("▲ ", Some("compare-best")),
        Mark::Worst => ("▽ ", Some("compare-worst")),
        Mark::None => ("", None),
    }
}

/// A verdict: its sign, the mark among those that pass, and the words.
fn verdict_line(ui: &mut Ui, verdict: Verdict, mark: Mark, words: &str, lang: Lang) {
    let theme = Theme::of(ui);
    let (icon_ink, ink) = match verdict {
        Verdict::Pass => (theme.accent, theme.ink),
        Verdict::Fail => (theme.error_ink, theme.error_ink),
        Verdict::Unknown => (theme.notice_ink, theme.notice_ink),
    };
    let (sign, key) = of_mark(mark);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        verdict_sign(ui, verdict, icon_ink, words, lang);
        let ink = if mark == Mark::Best { theme.accent } else { ink };
        let response = wrapped(ui, &format!("{sign}{words}"), ink);
        if let Some(key) = key {
            response.on_hover_text(text(lang, key));
        }
    });
}

fn sized(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width - 12.0);
        contents(ui);
    });
    ui.add_space(12.0);
}

/// A note on each site.
fn notes(ui: &mut Ui, session: &Session, sites: &[FeatureRef], column: f32, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let title = text(lang, "compare-note");
    ui.horizontal_top(|ui| {
        sized(ui, TITLES, |ui| {
            note(ui, &title);
        });
        for &feature in sites {
            sized(ui, column, |ui| {
                let name = name_of(session, feature, lang);
                let label = text_with(lang, "compare-note-on", &[("name", name.into())]);
                let id = Id::unique(("note", feature.layer.0, feature.row));
                let hint = text(lang, "compare-note-hint");
                let width = ui.available_width();
                if let Some(text) = text_field(ui, id, &label, session.note_on(feature), &hint, width) {
                    commands.push(Command::SetNote { feature, text });
                }
            });
        }
    });
}
