//! The legend at the map's bottom left: what colours, hatches, signs and sizes of the chosen layer mean,
//! with its counts; the other layers shown in one line each. A click on a line filters by it.

use super::hatch::hatched_box;
use super::overlay::{MARGIN_PT, card};
use super::painter::symbol_shapes;
use super::{MapColors, MapEvent, MapInput};
use crate::scene::Rgb;
use crate::scene::legend::{Legend, LegendEntry, SizeKey, Swatch};
use crate::text::{text, text_with};
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::widgets::{elided, icon_button};
use eframe::egui::{
    self, Align2, Color32, CursorIcon, FontId, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

const ROW_PT: f32 = 22.0;
const TITLE_PT: f32 = 28.0;
const PADDING_PT: f32 = 10.0;
/// Of the map's height and width the card covers no more.
const MOST_HEIGHT: f32 = 0.5;
const MOST_WIDTH: f32 = 0.45;
/// What buttons and margins take of a map's width.
const BESIDE_PT: f32 = 80.0;
/// On maps narrower or lower than this it begins folded.
const FOLDED_BELOW_PT: [f32; 2] = [520.0, 260.0];
const WIDTHS_PT: std::ops::RangeInclusive<f32> = 168.0..=300.0;

/// A line of the card under the title.
enum Line<'a> {
    Entry(&'a LegendEntry),
    SizeTitle(String),
    /// What the rings of gathered points say.
    Rings(String),
    Sizes(&'a SizeKey),
    Layer {
        id: u32,
        title: &'a str,
        color: Color32,
    },
}

impl Line<'_> {
    fn height(&self) -> f32 {
        match self {
            Self::Sizes(key) => key.examples.first().map_or(ROW_PT, |(_, size)| (size + 6.0).max(ROW_PT)),
            _ => ROW_PT,
        }
    }
}

/// Draws the card on the map and says where, clear of what stands in the other corner; what was clicked comes back as events. Clicks on it do not reach the map.
pub(super) fn show(
    ui: &mut Ui,
    [rect, corner]: [Rect; 2],
    input: &MapInput<'_>,
    id: u32,
    (legend, has_rings): (&Legend, bool),
    events: &mut Vec<MapEvent>,
) -> Option<Rect> {
    if legend.entries.is_empty() {
        return None;
    }
    let folded_id = ui.scope_id().with("legend-folded");
    // Until a person says otherwise a small map is not covered by its legend.
    let folded = ui
        .data_mut(|data| data.get_temp::<bool>(folded_id))
        .unwrap_or(rect.width() < FOLDED_BELOW_PT[0] || rect.height() < FOLDED_BELOW_PT[1]);
    let title_of = |id| input.titles.iter().find(|(known, _)| *known == id).map(|(_, title)| title.as_str());
    let title = if legend.title.is_empty() { title_of(id).unwrap_or_default() } else { &legend.title };
    let lines = if folded { Vec::new() } else { lines(input, id, legend, has_rings) };
    let is_filtered = input.layers.iter().any(|layer| layer.id == id && layer.rows.is_some());
    // On a narrow map what the buttons on the right leave.
    let most = (rect.width() * MOST_WIDTH).max(rect.width() - BESIDE_PT);
    let width = width_of(ui, &lines, title, is_filtered, input)
        .clamp(*WIDTHS_PT.start(), most.clamp(*WIDTHS_PT.start(), *WIDTHS_PT.end()));
    let all: f32 = lines.iter().map(Line::height).sum();
    let below = if folded { 4.0 } else { PADDING_PT };
    let most_height = (rect.height() * MOST_HEIGHT).max(TITLE_PT + 2.0 * ROW_PT);
    let height = TITLE_PT + below + in_whole_lines(&lines, all, most_height - TITLE_PT - below);
    // Where it would reach scale bar or attribution it stands above them.
    let left = rect.left() + MARGIN_PT;
    let reaches = left + width + MARGIN_PT > corner.left();
    let bottom = if reaches { corner.top() - 6.0 } else { rect.bottom() - MARGIN_PT };
    let place = Rect::from_min_size(pos2(left, bottom - height), vec2(width, height));
    let whole = ui.interact(place, ui.scope_id().with("map-legend"), Sense::click_and_drag());
    whole.widget_info(|| WidgetInfo::labeled(Role::Group, true, title));
    card(&ui.painter_at(rect), place, &input.colors);
    if title_line(ui, place, input, title, folded, id, events) {
        ui.data_mut(|data| data.insert_temp(folded_id, !folded));
    }
    let inside = Rect::from_min_max(pos2(place.left(), place.top() + TITLE_PT), place.max - vec2(0.0, below));
    if lines.is_empty() || inside.height() <= 0.0 {
        return Some(place);
    }
    let builder = egui::UiBuilder::new().max_rect(inside).id_salt("legend-lines");
    let mut inner = ui.new_child(builder);
    inner.set_clip_rect(inside.intersect(rect));
    egui::ScrollArea::vertical().id_salt("legend").auto_shrink([false, false]).show(&mut inner, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in &lines {
            let size = vec2(ui.available_width(), line.height());
            match line {
                Line::Entry(entry) => {
                    let place = Row { ui, size, input, is_filtered };
                    if place.entry(legend, entry) {
                        events.push(MapEvent::LegendClicked { layer: id, class: entry.class });
                    }
                }
                Line::Layer { id, title, color } => {
                    if (Row { ui, size, input, is_filtered }).layer(title, *color) {
                        events.push(MapEvent::LayerChosen { layer: *id });
                    }
                }
                Line::SizeTitle(words) => (Row { ui, size, input, is_filtered }).words(words),
                Line::Rings(words) => (Row { ui, size, input, is_filtered }).rings(legend, words),
                Line::Sizes(key) => (Row { ui, size, input, is_filtered }).sizes(key),
            }
        }
    });
    Some(place)
}

/// The height of as many lines as there is room for: none is cut in two.
fn in_whole_lines(lines: &[Line<'_>], all: f32, room: f32) -> f32 {
    if all <= room {
        return all;
    }
    let mut height = 0.0;
    for line in lines {
        if height + line.height() > room {
            break;
        }
        height += line.height();
    }
    height
}

fn lines<'a>(input: &'a MapInput<'_>, id: u32, legend: &'a Legend, has_rings: bool) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = legend.entries.iter().map(Line::Entry).collect();
    if has_rings {
        lines.push(Line::Rings(text(input.lang, "legend-rings")));
    }
    if let Some(key) = &legend.sizes {
        let args = [("field", key.title.as_str().into())];
        lines.push(Line::SizeTitle(text_with(input.lang, "legend-size", &args)));
        lines.push(Line::Sizes(key));
        if key.missing > 0 {
            let args = [("count", format::count(key.missing as u64).into())];
            lines.push(Line::SizeTitle(text_with(input.lang, "legend-size-missing", &args)));
        }
    }
    // The topmost first, as in the list of layers.
    for layer in input.layers.iter().rev().filter(|layer| layer.visible && !layer.is_base && layer.id != id) {
        if let Some((_, title)) = input.titles.iter().find(|(known, _)| *known == layer.id) {
            let color = crate::ui::styles::swatch(layer.style);
            lines.push(Line::Layer { id: layer.id, title, color });
        }
    }
    lines
}

/// The width that the longest line asks for.
fn width_of(ui: &Ui, lines: &[Line<'_>], title: &str, is_filtered: bool, input: &MapInput<'_>) -> f32 {
    let font = FontId::proportional(12.0);
    let width =
        |words: &str| ui.painter().layout_no_wrap(words.to_owned(), font.clone(), Color32::BLACK).size().x;
    let of_line = |line: &Line<'_>| match line {
        Line::Entry(entry) => width(&label(entry, input)) + width(&counts(entry, is_filtered)) + 24.0 + 16.0,
        Line::SizeTitle(words) => width(words),
        Line::Rings(words) => width(words) + 24.0,
        Line::Sizes(key) => key.examples.iter().map(|(words, size)| size + width(words) + 16.0).sum(),
        Line::Layer { title, .. } => width(title) + 24.0,
    };
    let widest = lines.iter().map(of_line).fold(0.0, f32::max);
    let button = width(&text(input.lang, "legend-style")) + 60.0;
    (widest + 2.0 * PADDING_PT).max(width(title) * 13.0 / 12.0 + button + PADDING_PT)
}

fn label(entry: &LegendEntry, input: &MapInput<'_>) -> String {
    entry.label.clone().unwrap_or_else(|| text(input.lang, "map-legend-other"))
}

/// "matching / all"; one number where nothing is filtered.
fn counts(entry: &LegendEntry, is_filtered: bool) -> String {
    let all = format::count(entry.total as u64);
    if is_filtered { format!("{} / {all}", format::count(entry.matching as u64)) } else { all }
}

/// Fold, title, and the way to the styling; whether to fold or unfold.
fn title_line(
    ui: &mut Ui,
    place: Rect,
    input: &MapInput<'_>,
    title: &str,
    folded: bool,
    id: u32,
    events: &mut Vec<MapEvent>,
) -> bool {
    let line = Rect::from_min_size(place.min, vec2(place.width(), TITLE_PT));
    let builder = egui::UiBuilder::new()
        .max_rect(line.shrink2(vec2(4.0, 2.0)))
        .id_salt("legend-title")
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 2.0;
    let key = if folded { "legend-unfold" } else { "legend-fold" };
    let icon = if folded { Icon::Right } else { Icon::Down };
    let fold = icon_button(&mut ui, icon, &text(input.lang, key), 22.0, true).clicked();
    let words = text(input.lang, "legend-style");
    let font = FontId::proportional(12.0);
    let button_words = ui.painter().layout_no_wrap(words.clone(), font, input.colors.accent);
    let button = Rect::from_min_max(
        pos2(line.right() - button_words.size().x - 16.0, line.top() + 3.0),
        pos2(line.right() - 4.0, line.bottom() - 3.0),
    );
    let left = line.left() + 28.0;
    let galley = elided(&ui, title, FontId::proportional(13.0), input.colors.ink, button.left() - 4.0 - left);
    ui.painter().galley(pos2(left, line.center().y - galley.size().y / 2.0), galley, input.colors.ink);
    let response = ui.interact(button, ui.scope_id().with("legend-style"), Sense::click());
    let name = text(input.lang, "legend-style-hint");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        let stroke =
            Stroke::new(1.0, if response.has_focus() { input.colors.accent } else { input.colors.line });
        ui.painter().rect_stroke(button, 5.0, stroke, StrokeKind::Inside);
    }
    let at = button.center() - button_words.size() / 2.0;
    ui.painter().galley(at, button_words, input.colors.accent);
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name.as_str()).clicked() {
        events.push(MapEvent::StylingAsked { layer: id });
    }
    fold
}

/// Room for one line, and what it is drawn with.
struct Row<'a, 'b> {
    ui: &'a mut Ui,
    size: Vec2,
    input: &'a MapInput<'b>,
    is_filtered: bool,
}

impl Row<'_, '_> {
    /// Takes the room; ground and ring where the line can be clicked.
    fn place(self, name: &str, selected: bool, can_click: bool) -> (Self, Rect, Response) {
        let sense = if can_click { Sense::click() } else { Sense::hover() };
        let (rect, response) = self.ui.allocate_exact_size(self.size, sense);
        let role = if can_click { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::selected(role, true, selected, name));
        let ground = rect.shrink2(vec2(4.0, 1.0));
        let colors = &self.input.colors;
        if can_click && response.hovered() {
            self.ui.painter().rect_filled(ground, 5.0, colors.accent.gamma_multiply(0.08));
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, colors.accent);
            self.ui.painter().rect_stroke(ground, 5.0, ring, StrokeKind::Inside);
        }
        let response = if can_click { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        (self, rect, response)
    }

    fn entry(self, legend: &Legend, entry: &LegendEntry) -> bool {
        let words = label(entry, self.input);
        let numbers = counts(entry, self.is_filtered);
        // What a filter keeps alone.
        let others = legend.entries.iter().filter(|other| other.class != entry.class);
        let alone =
            self.is_filtered && entry.matching > 0 && others.map(|other| other.matching).sum::<usize>() == 0;
        let name = format!("{words} {numbers}");
        let (row, rect, response) = self.place(&name, alone, entry.can_filter);
        let colors = &row.input.colors;
        let left = rect.left() + PADDING_PT;
        let center = pos2(left + 8.0, rect.center().y);
        let faint = if entry.matching == 0 { 0.5 } else { 1.0 };
        swatch(row.ui.painter(), center, legend.swatch, entry, colors, faint);
        let ink = if entry.matching == 0 { colors.quiet } else { colors.ink };
        let font = FontId::proportional(12.0);
        let right = pos2(rect.right() - PADDING_PT, rect.center().y);
        let drawn = row.ui.painter().text(right, Align2::RIGHT_CENTER, numbers, font.clone(), colors.quiet);
        let room = drawn.left() - 8.0 - (left + 24.0);
        let galley = elided(row.ui, &words, font, ink, room);
        let cut = galley.elided;
        row.ui.painter().galley(pos2(left + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
        let clicked = response.clicked();
        if cut {
            response.on_hover_text(name);
        }
        clicked
    }

    fn layer(self, title: &str, color: Color32) -> bool {
        let name = text_with(self.input.lang, "legend-choose", &[("layer", title.into())]);
        let (row, rect, response) = self.place(&name, false, true);
        let left = rect.left() + PADDING_PT;
        let square = Rect::from_center_size(pos2(left + 8.0, rect.center().y), Vec2::splat(11.0));
        row.ui.painter().rect_filled(square, 3.0, color);
        let ink = row.input.colors.quiet;
        let room = rect.right() - PADDING_PT - left - 24.0;
        let galley = elided(row.ui, title, FontId::proportional(12.0), ink, room);
        let cut = galley.elided;
        row.ui.painter().galley(pos2(left + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
        let clicked = response.clicked();
        if cut {
            response.on_hover_text(name);
        }
        clicked
    }

    fn words(self, words: &str) {
        let (row, rect, _) = self.place(words, false, false);
        let ink = row.input.colors.quiet;
        let room = rect.width() - 2.0 * PADDING_PT;
        let galley = elided(row.ui, words, FontId::proportional(12.0), ink, room);
        let at = pos2(rect.left() + PADDING_PT, rect.center().y - galley.size().y / 2.0);
        row.ui.painter().galley(at, galley, ink);
    }

    /// A small ring in the colours of the first classes, and what it says.
    fn rings(self, legend: &Legend, words: &str) {
        let (row, rect, response) = self.place(words, false, false);
        let center = pos2(rect.left() + PADDING_PT + 8.0, rect.center().y);
        let shown = &legend.entries[..legend.entries.len().min(3)];
        let share = 1.0 / shown.len().max(1) as f32;
        for (at, entry) in shown.iter().enumerate() {
            let corners = (0..=8).map(|step| {
                let turns = (at as f32 + step as f32 / 8.0) * share - 0.25;
                center + 5.5 * Vec2::angled(turns * std::f32::consts::TAU)
            });
            let Rgb(red, green, blue) = entry.rgb;
            let stroke = Stroke::new(3.0, Color32::from_rgb(red, green, blue));
            row.ui.painter().add(egui::Shape::line(corners.collect(), stroke));
        }
        let left = rect.left() + PADDING_PT + 24.0;
        let font = FontId::proportional(12.0);
        let galley = elided(row.ui, words, font, row.input.colors.quiet, rect.right() - PADDING_PT - left);
        let is_cut = galley.elided;
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        row.ui.painter().galley(at, galley, row.input.colors.quiet);
        if is_cut {
            response.on_hover_text(words);
        }
    }

    fn sizes(self, key: &SizeKey) {
        let name: Vec<&str> = key.examples.iter().map(|(words, _)| words.as_str()).collect();
        let (row, rect, _) = self.place(&name.join(" · "), false, false);
        let colors = &row.input.colors;
        let mut left = rect.left() + PADDING_PT;
        for (words, size) in &key.examples {
            let center = pos2(left + size / 2.0, rect.center().y);
            row.ui.painter().circle_stroke(center, size / 2.0, Stroke::new(1.2, colors.quiet));
            let at = pos2(left + size + 4.0, rect.center().y);
            let font = FontId::proportional(12.0);
            left = row.ui.painter().text(at, Align2::LEFT_CENTER, words, font, colors.ink).right() + 12.0;
        }
    }
}

fn swatch(
    painter: &egui::Painter,
    center: Pos2,
    swatch: Swatch,
    entry: &LegendEntry,
    colors: &MapColors,
    strength: f32,
) {
    let Rgb(red, green, blue) = entry.rgb;
    let fill = Color32::from_rgb(red, green, blue).gamma_multiply(strength);
    match swatch {
        Swatch::Area => {
            let place = Rect::from_center_size(center, Vec2::splat(14.0));
            match entry.hatch {
                Some(hatch) => hatched_box(painter, place, hatch, fill),
                None => {
                    painter.rect_filled(place, 2.0, fill);
                }
            }
            // White and pale classes are seen on white paper too.
            painter.rect_stroke(place, 2.0, Stroke::new(1.0, colors.line), StrokeKind::Inside);
        }
        Swatch::Line => {
            let half = vec2(8.0, 0.0);
            painter.line_segment([center - half, center + half], Stroke::new(3.0, fill));
        }
        Swatch::Point => {
            symbol_shapes(painter, entry.symbol, center, 5.5, fill, Stroke::new(1.0, colors.paper));
        }
    }
}
