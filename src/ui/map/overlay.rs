//! What floats over the map: scale bar, north arrow, zoom buttons, the "illustrative data" mark, and
//! the word that a filter hides everything.

use super::input::STEP;
use super::{MapColors, MapInput};
use crate::scene::{Camera, ScaleBar};
use crate::text::{text, text_with};
use crate::ui::format;
use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
};

/// From the map's edge to what floats over it.
pub(super) const MARGIN_PT: f32 = 12.0;
const ROUNDING: CornerRadius = CornerRadius::same(8);

/// A floating card's ground.
pub(super) fn card(painter: &egui::Painter, rect: Rect, colors: &MapColors) {
    painter.rect_filled(rect.expand(1.0).translate(Vec2::new(0.0, 1.0)), 9.0, Color32::from_black_alpha(14));
    painter.rect(rect, ROUNDING, colors.paper, Stroke::new(1.0, colors.line), StrokeKind::Inside);
}

/// The line of attribution gets no wider than this.
const ATTRIBUTION_PT: f32 = 240.0;

/// Side of a button.
const SIDE_PT: f32 = 32.0;
/// Height of the card that says where north is.
const COMPASS_PT: f32 = 38.0;
/// Between two cards of buttons.
const GAP_PT: f32 = 8.0;

/// Where the buttons at the map's right edge stand; what has no room is left out: everything that they do has
/// keys and menus of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ButtonPlaces {
    /// Where north is.
    pub(super) compass: Option<Rect>,
    /// Nearer and farther, one below the other.
    pub(super) zoom: Option<Rect>,
    /// The window's own.
    pub(super) more: Option<Rect>,
}

/// Where the buttons stand on a map, above what lies in its corner at the bottom right; `more_pt` is the
/// height of the window's own, 0 where there are none. Where the map is low the compass goes first; then the
/// window's own stand beside the zoom buttons; then they go too.
pub(super) fn button_places(rect: Rect, corner: Rect, more_pt: f32) -> ButtonPlaces {
    let right = rect.right() - MARGIN_PT - SIDE_PT;
    let top = rect.top() + MARGIN_PT;
    let room = corner.top() - GAP_PT - top;
    let card = |left: f32, top: f32, height: f32| {
        Some(Rect::from_min_size(Pos2::new(left, top), Vec2::new(SIDE_PT, height)))
    };
    let zoom = 2.0 * SIDE_PT;
    let more = if more_pt > 0.0 { GAP_PT + more_pt } else { 0.0 };
    let more_at = |left: f32, top: f32| if more_pt > 0.0 { card(left, top, more_pt) } else { None };
    if COMPASS_PT + GAP_PT + zoom + more <= room {
        let below = top + COMPASS_PT + GAP_PT;
        let compass = card(right, top, COMPASS_PT);
        return ButtonPlaces {
            compass,
            zoom: card(right, below, zoom),
            more: more_at(right, below + zoom + GAP_PT),
        };
    }
    let none = ButtonPlaces::default();
    if zoom + more <= room {
        return ButtonPlaces {
            zoom: card(right, top, zoom),
            more: more_at(right, top + zoom + GAP_PT),
            ..none
        };
    }
    let has_width = rect.width() >= 240.0;
    if zoom <= room && more_pt <= room && has_width {
        return ButtonPlaces {
            zoom: card(right, top, zoom),
            more: more_at(right - GAP_PT - SIDE_PT, top),
            ..none
        };
    }
    ButtonPlaces { zoom: if zoom <= room { card(right, top, zoom) } else { None }, ..none }
}

/// Where cards lie over the map, roughly: no label is to stand there.
pub(super) fn cards(rect: Rect, input: &MapInput<'_>) -> Vec<Rect> {
    let (right, bottom) = (rect.right() - MARGIN_PT, rect.bottom() - MARGIN_PT);
    let corner =
        Rect::from_min_max(Pos2::new(right - ATTRIBUTION_PT, bottom - 46.0), Pos2::new(right, bottom));
    let places = button_places(rect, corner, input.more_buttons_pt);
    let mut cards = vec![corner];
    cards.extend([places.compass, places.zoom, places.more].into_iter().flatten());
    if input.illustrative {
        cards.push(Rect::from_min_size(rect.min, Vec2::new(260.0, MARGIN_PT + 28.0)));
    }
    cards
}

/// At the bottom right: a bar of a round length, measured at the middle of the view.
pub(super) fn scale_bar(painter: &egui::Painter, rect: Rect, camera: &Camera, colors: &MapColors) -> Rect {
    let bar = ScaleBar::at_middle(camera, 120.0);
    let width = bar.width_pt as f32;
    let galley = painter.layout_no_wrap(bar.text(), FontId::proportional(12.0), colors.ink);
    let size = Vec2::new(width + galley.size().x + 28.0, 28.0);
    let card_rect = Rect::from_min_size(rect.max - size - Vec2::splat(MARGIN_PT), size);
    card(painter, card_rect, colors);
    let (left, y) = (card_rect.left() + 10.0, card_rect.center().y + 3.0);
    let ink = Stroke::new(1.5, colors.ink);
    painter.line_segment([Pos2::new(left, y), Pos2::new(left + width, y)], ink);
    for (part, height) in [(0.0, 7.0), (0.5, 4.0), (1.0, 7.0)] {
        let x = left + width * part;
        painter.line_segment([Pos2::new(x, y - height), Pos2::new(x, y)], ink);
    }
    let text_at = Pos2::new(left + width + 8.0, card_rect.center().y - galley.size().y / 2.0);
    painter.galley(text_at, galley, colors.ink);
    card_rect
}

/// Above the scale bar: whose data it is. Long lines break between the names, not inside one. Gives what
/// both cover.
pub(super) fn attribution(painter: &egui::Painter, bar: Rect, input: &MapInput<'_>) -> Rect {
    if input.attribution.is_empty() {
        return bar;
    }
    let font = FontId::proportional(11.0);
    let width_of =
        |line: &str| painter.layout_no_wrap(line.to_owned(), font.clone(), input.colors.quiet).size().x;
    let lines = in_lines(input.attribution, ATTRIBUTION_PT, width_of);
    let mut job = LayoutJob::simple(lines, font.clone(), input.colors.quiet, ATTRIBUTION_PT);
    job.halign = egui::Align::RIGHT;
    let galley = painter.layout_job(job);
    let top_right = Pos2::new(bar.right(), bar.top() - 3.0 - galley.size().y);
    let ground = galley.rect.translate(top_right.to_vec2()).expand2(Vec2::new(4.0, 1.0));
    painter.rect_filled(ground, CornerRadius::same(4), input.colors.paper.gamma_multiply(0.7));
    painter.galley(top_right, galley, input.colors.quiet);
    bar.union(ground)
}

/// A list in lines of a width that break after its commas. A name that is wider than a line stands alone
/// in it, cut at its end.
fn in_lines(list: &str, width: f32, width_of: impl Fn(&str) -> f32) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in list.split_inclusive(['、', ',']) {
        let part = if lines.is_empty() { part } else { part.trim_start() };
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} {part}")) <= width => {
                if line.ends_with(',') {
                    line.push(' ');
                }
                line.push_str(part);
            }
            _ => lines.push(cut(part, width, &width_of)),
        }
    }
    lines.join("\n")
}

/// A text as far as it fits, with its end where it ends a list.
fn cut(text: &str, width: f32, width_of: &impl Fn(&str) -> f32) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let comma: String = text.chars().last().filter(|last| matches!(last, '、' | ',')).into_iter().collect();
    let mut kept: Vec<char> = text.chars().collect();
    while !kept.is_empty() && width_of(&format!("{}…{comma}", kept.iter().collect::<String>())) > width {
        kept.pop();
    }
    format!("{}…{comma}", kept.iter().collect::<String>())
}

/// At the top left, wherever made-up data shows; gives where the room below it begins.
pub(super) fn illustrative_mark(painter: &egui::Painter, rect: Rect, input: &MapInput<'_>) -> f32 {
    if !input.illustrative {
        return rect.top() + MARGIN_PT;
    }
    let colors = &input.colors;
    // Clear of the buttons, which stand in two rows where there is no room for one.
    let room = (rect.width() - 2.0 * MARGIN_PT - 24.0 - 2.0 * (SIDE_PT + GAP_PT)).max(120.0);
    let words = text(input.lang, "map-illustrative");
    let galley = painter.layout(words, FontId::proportional(12.0), colors.notice_ink, room);
    let mark = Rect::from_min_size(rect.min + Vec2::splat(MARGIN_PT), galley.size() + Vec2::new(24.0, 12.0));
    let edge = Stroke::new(1.0, colors.notice_ink.gamma_multiply(0.35));
    painter.rect(mark, CornerRadius::same(13), colors.notice_ground, edge, StrokeKind::Inside);
    painter.galley(mark.min + Vec2::new(12.0, 6.0), galley, colors.notice_ink);
    mark.bottom() + 6.0
}

/// At the middle of the top, while more of the map is to come.
pub(super) fn preparing(painter: &egui::Painter, rect: Rect, input: &MapInput<'_>) {
    let colors = &input.colors;
    let words = text(input.lang, "map-preparing");
    let galley = painter.layout_no_wrap(words, FontId::proportional(12.0), colors.quiet);
    let size = galley.size() + Vec2::new(24.0, 12.0);
    let place =
        Rect::from_center_size(Pos2::new(rect.center().x, rect.top() + MARGIN_PT + size.y / 2.0), size);
    card(painter, place, colors);
    painter.galley(place.min + Vec2::new(12.0, 6.0), galley, colors.quiet);
}

/// At the top right: where north is, and two buttons; the factor to scale by where one was pressed.
pub(super) fn compass_and_zoom(
    ui: &mut egui::Ui,
    rect: Rect,
    places: &ButtonPlaces,
    input: &MapInput<'_>,
) -> Option<f64> {
    if let Some(place) = places.compass {
        compass(ui, rect, place, input);
    }
    let colors = &input.colors;
    let painter = ui.painter_at(rect);
    let (side, top) = (SIDE_PT, places.zoom?.min);
    card(&painter, places.zoom?, colors);
    let mut factor = None;
    for (number, (sign, key, by)) in
        [("+", "map-zoom-in", STEP), ("−", "map-zoom-out", 1.0 / STEP)].into_iter().enumerate()
    {
        let place = Rect::from_min_size(top + Vec2::new(0.0, number as f32 * side), Vec2::splat(side));
        let name = text(input.lang, key);
        let button = ui.interact(place, ui.scope_id().with(key), egui::Sense::click());
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        let color = if button.hovered() || button.has_focus() { colors.accent } else { colors.ink };
        if button.has_focus() {
            painter.rect_stroke(place.shrink(2.0), 6.0, Stroke::new(2.0, colors.accent), StrokeKind::Inside);
        }
        plus_or_minus(&painter, place.center(), sign == "+", color);
        if button.on_hover_text(name.as_str()).clicked() {
            factor = Some(by);
        }
    }
    let middle = [top + Vec2::new(7.0, side), top + Vec2::new(side - 7.0, side)];
    painter.line_segment(middle, Stroke::new(1.0, colors.line));
    factor
}

/// Where north is.
fn compass(ui: &egui::Ui, rect: Rect, compass: Rect, input: &MapInput<'_>) {
    let colors = &input.colors;
    let painter = ui.painter_at(rect);
    card(&painter, compass, colors);
    let tip = Pos2::new(compass.center().x, compass.top() + 6.0);
    let arrow = |dx: f32, color| {
        let points = vec![tip, tip + Vec2::new(dx, 15.0), tip + Vec2::new(0.0, 11.0)];
        Shape::convex_polygon(points, color, Stroke::NONE)
    };
    painter.extend([arrow(-5.0, colors.ink), arrow(5.0, colors.quiet)]);
    let north = Pos2::new(compass.center().x, compass.bottom() - 3.0);
    painter.text(north, Align2::CENTER_BOTTOM, "N", FontId::proportional(10.0), colors.ink);
    let north_name = text(input.lang, "map-north");
    let about = ui.interact(compass, ui.scope_id().with("map-north"), egui::Sense::hover());
    about.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &north_name));
    about.on_hover_text(north_name.as_str());
}

/// Drawn rather than written: the same in every font.
fn plus_or_minus(painter: &egui::Painter, center: Pos2, is_plus: bool, color: Color32) {
    let stroke = Stroke::new(1.6, color);
    painter.line_segment([center - Vec2::new(5.0, 0.0), center + Vec2::new(5.0, 0.0)], stroke);
    if is_plus {
        painter.line_segment([center - Vec2::new(0.0, 5.0), center + Vec2::new(0.0, 5.0)], stroke);
    }
}

/// In the middle, where the layer of the legend is shown but its filter hides every row; the layer
/// where the person asks to see all again.
pub(super) fn nothing_matches(ui: &mut egui::Ui, rect: Rect, input: &MapInput<'_>) -> Option<u32> {
    let layer = input.layers.iter().find(|layer| Some(layer.id) == input.legend && layer.visible)?;
    let is_hidden = !layer.layer.is_empty() && layer.rows.is_some_and(|rows| rows.count() == 0);
    if !is_hidden {
        return None;
    }
    let colors = &input.colors;
    let painter = ui.painter_at(rect);
    let total = layer.layer.len();
    let args = [("total", total.into()), ("count", format::count(total as u64).into())];
    let words = text_with(input.lang, "map-nothing-matches", &args);
    let galley = painter.layout(words, FontId::proportional(13.0), colors.ink, 320.0);
    let size = Vec2::new(galley.size().x.max(160.0) + 32.0, galley.size().y + 68.0);
    // Above the middle, where what was drawn is less likely to be.
    let middle = Pos2::new(rect.center().x, rect.top() + (rect.height() * 0.22).max(size.y / 2.0 + 64.0));
    let place = Rect::from_center_size(middle, size);
    card(&painter, place, colors);
    painter.galley(place.min + Vec2::splat(16.0), galley, colors.ink);
    let name = text(input.lang, "map-show-all");
    let button_size = Vec2::new(size.x - 32.0, 32.0);
    let button = Rect::from_min_size(place.left_bottom() + Vec2::new(16.0, -44.0), button_size);
    ui.put(button, egui::Button::new(name)).clicked().then_some(layer.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_lie_on_nothing_however_low_the_map_is() {
        for height in 40..400 {
            for width in [120.0, 300.0, 900.0] {
                let rect = Rect::from_min_size(Pos2::new(10.0, 20.0), Vec2::new(width, height as f32));
                let corner =
                    Rect::from_min_max(rect.max - Vec2::new(150.0, 70.0), rect.max - Vec2::splat(12.0));
                let places = button_places(rect, corner, 96.0);
                let all: Vec<Rect> =
                    [places.compass, places.zoom, places.more].into_iter().flatten().collect();
                for (at, one) in all.iter().enumerate() {
                    assert!(
                        rect.contains_rect(*one) && !one.intersects(corner),
                        "{width} × {height}: {places:?}"
                    );
                    assert!(all[..at].iter().all(|other| !one.intersects(*other)), "{width} × {height}");
                }
            }
        }
        let rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(600.0, 600.0));
        let corner = Rect::from_min_max(rect.max - Vec2::new(150.0, 70.0), rect.max);
        let places = button_places(rect, corner, 96.0);
        assert!(places.compass.is_some() && places.zoom.is_some() && places.more.is_some());
        assert!(button_places(rect, corner, 0.0).more.is_none());
    }

    #[test]
    fn a_list_breaks_after_its_commas_and_never_inside_a_name() {
        let width_of = |text: &str| text.chars().count() as f32;
        assert_eq!(in_lines("数据：甲、乙", 20.0, width_of), "数据：甲、乙");
        assert_eq!(
            in_lines("Data: the bundled maps, parcels_2026.geojson, metro.geojson", 26.0, width_of),
            "Data: the bundled maps,\nparcels_2026.geojson,\nmetro.geojson"
        );
        let cut = in_lines("a, a_name_that_is_much_too_long.geojson, b", 12.0, width_of);
        let lines: Vec<&str> = cut.lines().collect();
        assert!(lines.iter().all(|line| width_of(line) <= 12.0), "{lines:?}");
        assert!(lines[1].ends_with("…,") && lines[2] == "b", "{lines:?}");
    }
}
