//! A choice of one out of several: a button that says what is chosen and opens a list.

use super::{elided, focus_ring, hairline, live_field};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    self, CornerRadius, CursorIcon, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

/// Height of a list that is longer.
const LIST_HEIGHT: f32 = 300.0;

/// Draws the button over the width that is left; `contents` draws the list while it is open. The
/// accessible name is the name and what is chosen.
pub fn choice<R>(
    ui: &mut Ui,
    name: &str,
    chosen: &str,
    contents: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    choice_of(ui, name, chosen, |_, _| {}, contents)
}

/// The same with something painted on the left of the text: it is given the room, and the text follows.
pub fn choice_of<R>(
    ui: &mut Ui,
    name: &str,
    chosen: &str,
    paint: impl FnOnce(&mut Ui, Rect),
    contents: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    let response = button(ui, name, chosen, paint);
    let rect = response.rect;
    opens(ui, &response);
    Popup::menu(&response)
        .width(rect.width())
        .show(|ui| {
            ui.set_min_width(rect.width() - 12.0);
            list(ui, scroll_area(), contents)
        })
        .and_then(|shown| shown.inner)
}

fn scroll_area() -> egui::ScrollArea {
    egui::ScrollArea::vertical().id_salt("choice").max_height(LIST_HEIGHT)
}

/// Draws the lines and closes the list where one was chosen.
fn list<R>(ui: &mut Ui, area: egui::ScrollArea, contents: impl FnOnce(&mut Ui) -> Option<R>) -> Option<R> {
    let list = area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        contents(ui)
    });
    // Its room is not known yet while it is measured.
    if !ui.is_sizing_pass() {
        to_chosen(ui, false);
    }
    if list.inner.is_some() {
        ui.close();
    }
    list.inner
}

/// Whether a click on the button opens its list: it then begins where the chosen line is.
fn opens(ui: &Ui, button: &Response) -> bool {
    let opens = button.clicked() && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(button));
    if opens {
        to_chosen(ui, true);
    }
    opens
}

/// Whether the list that is open, of which there is one at most, is to be scrolled to what is chosen.
fn to_chosen(ui: &Ui, wanted: bool) {
    ui.data_mut(|data| data.insert_temp(egui::Id::unique("choice-to-chosen"), wanted));
}

fn goes_to_chosen(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(egui::Id::unique("choice-to-chosen"))).unwrap_or(false)
}

/// What somebody looks for in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// As typed.
    pub text: String,
    /// Whether Enter was pressed: the first that is found is meant.
    pub entered: bool,
}

/// The same for a long list, with a field above it to look something up; `contents` is told what is typed.
pub fn choice_searched<R>(
    ui: &mut Ui,
    name: &str,
    chosen: &str,
    hint: &str,
    contents: impl FnOnce(&mut Ui, &Searched) -> Option<R>,
) -> Option<R> {
    let response = button(ui, name, chosen, |_, _| {});
    let width = response.rect.width();
    let id = response.id.with("searched");
    let opened = opens(ui, &response);
    if opened {
        ui.data_mut(|data| data.remove::<String>(id));
    }
    Popup::menu(&response)
        .width(width)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_min_width(width - 12.0);
            let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
            let field = live_field(ui, id.with("field"), hint, &mut text, hint, width - 12.0);
            if opened {
                field.request_focus();
            }
            let mut area = scroll_area();
            if field.changed() {
                ui.data_mut(|data| data.insert_temp(id, text.clone()));
                // What is found begins with the best.
                area = area.vertical_scroll_offset(0.0);
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            hairline(ui);
            list(ui, area, |ui| {
                // The bar floats over the right edge.
                ui.set_width(width - 12.0 - 10.0);
                contents(ui, &Searched { text, entered })
            })
        })
        .and_then(|shown| shown.inner)
}

/// The button that says what is chosen.
fn button(ui: &mut Ui, name: &str, chosen: &str, paint: impl FnOnce(&mut Ui, Rect)) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::SMALL_CONTROL), Sense::click());
    let spoken = format!("{name}: {chosen}");
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), &spoken));
    let fill = if response.hovered() { theme.tint } else { theme.paper };
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    ui.painter().rect(rect, radius, fill, theme.control_edge(), StrokeKind::Inside);
    let arrow = Rect::from_center_size(pos2(rect.right() - 14.0, rect.center().y), Vec2::splat(11.0));
    icons::paint(ui.painter(), Icon::Down, arrow, theme.quiet);
    let inside = Rect::from_min_max(rect.min + vec2(10.0, 0.0), pos2(arrow.left() - 6.0, rect.bottom()));
    let galley = elided(ui, chosen, theme::plain(size::TEXT), theme.ink, inside.width());
    let cut = galley.elided;
    ui.painter().galley(pos2(inside.left(), rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    paint(ui, inside);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut { response.on_hover_text(chosen) } else { response }
}

/// One line of the list; whether it was clicked.
pub fn choice_line(ui: &mut Ui, text: &str, chosen: bool) -> Response {
    choice_line_of(ui, text, chosen, 0.0, |_, _| {})
}

/// The same with something painted before the text, so wide.
pub fn choice_line_of(
    ui: &mut Ui,
    text: &str,
    chosen: bool,
    width: f32,
    paint: impl FnOnce(&mut Ui, Rect),
) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::SMALL_CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, text));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    if chosen && goes_to_chosen(ui) {
        response.scroll_to_me_animation(Some(egui::Align::Center), egui::style::ScrollAnimation::none());
    }
    let left = rect.left() + 8.0;
    if width > 0.0 {
        let room = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        paint(ui, room);
    }
    let start = left + if width > 0.0 { width + 8.0 } else { 0.0 };
    let font = if chosen { theme::strong(size::TEXT) } else { theme::plain(size::TEXT) };
    let galley = elided(ui, text, font, theme.ink, rect.right() - 8.0 - start);
    let cut = galley.elided;
    ui.painter().galley(pos2(start, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut { response.on_hover_text(text) } else { response }
}
