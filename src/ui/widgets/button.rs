//! Buttons: primary, plain and link; icon buttons; the switch of several choices.

use super::focus_ring;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Galley, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// What a button looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one main action of a view.
    Primary,
    /// Any other action.
    #[default]
    Plain,
    /// An action in a line of text.
    Link,
}

/// A button with a text, and an icon before it if wanted.
#[derive(Clone, Debug, Default)]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<Icon>,
    look: Look,
    height: f32,
    width: Option<f32>,
    disabled: bool,
    icon_alone: bool,
    tooltip: &'a str,
}

impl<'a> Button<'a> {
    /// A plain button.
    pub fn new(text: &'a str) -> Self {
        Self { text, height: size::SMALL_CONTROL, ..Self::default() }
    }

    /// The main action.
    pub fn primary(text: &'a str) -> Self {
        Self { look: Look::Primary, ..Self::new(text) }
    }

    /// An action in a line of text.
    pub fn link(text: &'a str) -> Self {
        Self { look: Look::Link, height: 22.0, ..Self::new(text) }
    }

    /// With an icon before the text.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// As high as the controls of the bar.
    #[must_use]
    pub fn tall(self) -> Self {
        Self { height: size::CONTROL, ..self }
    }

    /// With a width of its own.
    #[must_use]
    pub fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// Whether it can be used.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { disabled: !enabled, ..self }
    }

    /// With a tooltip.
    #[must_use]
    pub fn tooltip(self, tooltip: &'a str) -> Self {
        Self { tooltip, ..self }
    }

    /// With the icon alone, where the text has no room; it is the button's name all the same.
    #[must_use]
    pub fn icon_alone(self, icon_alone: bool) -> Self {
        Self { icon_alone, ..self }
    }

    /// The width that it takes.
    pub fn width_in(&self, ui: &Ui) -> f32 {
        if self.icon_alone {
            return self.height;
        }
        self.width.unwrap_or_else(|| self.content(ui, Color32::PLACEHOLDER).1 + 2.0 * self.padding())
    }

    fn padding(&self) -> f32 {
        if self.look == Look::Link { 4.0 } else { 12.0 }
    }

    /// The text, and the width of text and icon.
    fn content(&self, ui: &Ui, ink: Color32) -> (Arc<Galley>, f32) {
        let font = match self.look {
            Look::Primary => theme::strong(size::TEXT),
            _ => theme::plain(size::TEXT),
        };
        let words = if self.icon_alone { String::new() } else { self.text.to_owned() };
        let galley = ui.painter().layout_no_wrap(words, font, ink);
        let gap = if self.icon_alone { 0.0 } else { 4.0 };
        let icon = if self.icon.is_some() { size::ICON + gap } else { 0.0 };
        let width = galley.size().x + icon;
        (galley, width)
    }

    /// Draws it as one that copies: for a moment afterwards a tick and `copied` say so. Whether it was clicked.
    pub fn show_copying(self, ui: &mut Ui, copied: &'a str) -> bool {
        let id = ui.scope_id().with(("copied", self.text));
        let (icon, text) = if has_copied(ui, id) { (Icon::Check, copied) } else { (Icon::Copy, self.text) };
        // As wide as before: nothing beside it moves.
        let width = self.clone().icon(Icon::Copy).width_in(ui);
        let clicked = Self { icon: Some(icon), text, ..self }.width(width).show(ui).clicked();
        if clicked {
            copies_now(ui, id);
        }
        clicked
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let (fill, hover_fill, edge, ink) = match self.look {
            Look::Primary => {
                (theme.accent, theme.accent_hover, Stroke::new(1.0, theme.accent), theme.on_accent)
            }
            Look::Plain => (theme.paper, theme.tint, theme.control_edge(), theme.ink),
            Look::Link => (Color32::TRANSPARENT, theme.tint, Stroke::NONE, theme.accent),
        };
        let (galley, content) = self.content(ui, ink);
        let width = self.width_in(ui);
        let sense = if self.disabled { Sense::hover() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, !self.disabled, self.text));
        if ui.is_rect_visible(rect) {
            let hovered = response.hovered() && !self.disabled;
            let fade = |color: Color32| {
                if self.disabled { color.gamma_multiply(ui.visuals().disabled_alpha()) } else { color }
            };
            let radius = CornerRadius::same(size::ROUND_CONTROL);
            let painter = ui.painter();
            painter.rect(
                rect,
                radius,
                fade(if hovered { hover_fill } else { fill }),
                edge,
                StrokeKind::Inside,
            );
            let mut left = rect.center().x - content / 2.0;
            if let Some(icon) = self.icon {
                let square = Rect::from_min_size(
                    pos2(left.round(), (rect.center().y - size::ICON / 2.0).round()),
                    Vec2::splat(size::ICON),
                );
                icons::paint(painter, icon, square, fade(ink));
                left += size::ICON + 4.0;
            }
            painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, fade(ink));
            focus_ring(ui, &response, rect, size::ROUND_CONTROL);
        }
        let response =
            if self.disabled { response } else { response.on_hover_cursor(CursorIcon::PointingHand) };
        match (self.tooltip, self.icon_alone) {
            ("", false) => response,
            ("", true) => response.on_hover_text(self.text),
            (tooltip, _) => response.on_hover_text(tooltip),
        }
    }
}

/// For so long a button says that it has copied.
const COPIED_S: f64 = 1.5;

/// Whether the button of this id has copied a moment ago.
fn has_copied(ui: &Ui, id: Id) -> bool {
    let now = ui.input(|input| input.time);
    let at = ui.data(|data| data.get_temp::<f64>(id)).filter(|at| now < at + COPIED_S);
    if let Some(at) = at {
        ui.ctx().request_repaint_after_secs((at + COPIED_S - now) as f32);
    }
    at.is_some()
}

fn copies_now(ui: &Ui, id: Id) {
    let now = ui.input(|input| input.time);
    ui.data_mut(|data| data.insert_temp(id, now));
    ui.ctx().request_repaint();
}

/// An icon button that copies; for a moment afterwards a tick and `copied` say so. Whether it was clicked.
pub fn copy_icon_button(ui: &mut Ui, name: &str, copied: &str, side: f32, enabled: bool) -> bool {
    let id = ui.scope_id().with(("copied", name));
    let (icon, words) = if has_copied(ui, id) { (Icon::Check, copied) } else { (Icon::Copy, name) };
    let clicked = icon_button(ui, icon, words, side, enabled).clicked();
    if clicked {
        copies_now(ui, id);
    }
    clicked
}

/// A square button with an icon; its name is its tooltip.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, side: f32, enabled: bool) -> Response {
    let theme = Theme::of(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() && enabled {
            ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
        }
        let color = if !enabled {
            theme.edge
        } else if response.hovered() {
            theme.ink
        } else {
            theme.quiet
        };
        let icon_side = if side < 24.0 { 12.0 } else { size::ICON };
        icons::paint(ui.painter(), icon, icons::square_in(rect, icon_side), color);
        focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    }
    response.on_hover_text(name)
}

/// Room around a switch's choices, and beside each of them.
const SWITCH_GAP: f32 = 4.0;
const SWITCH_PADDING: f32 = 32.0;

/// The width that a switch takes, whichever of its choices is on.
pub fn switch_width(ui: &Ui, choices: &[&str]) -> f32 {
    let width_of = |text: &&str, font| {
        ui.painter().layout_no_wrap((*text).to_owned(), font, Color32::PLACEHOLDER).size().x
    };
    let plain: f32 = choices.iter().map(|text| width_of(text, theme::plain(size::TEXT))).sum();
    let growth = choices
        .iter()
        .map(|text| width_of(text, theme::strong(size::TEXT)) - width_of(text, theme::plain(size::TEXT)))
        .fold(0.0, f32::max);
    plain + growth + SWITCH_PADDING * choices.len() as f32 + 2.0 * SWITCH_GAP
}

/// A row of choices of which one is on; returns the one clicked.
pub fn switch(ui: &mut Ui, choices: &[&str], selected: usize, tooltips: &[&str]) -> Option<usize> {
    let theme = Theme::of(ui);
    let gap = SWITCH_GAP;
    let galleys: Vec<_> = choices
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let on = at == selected;
            let font = if on { theme::strong(size::TEXT) } else { theme::plain(size::TEXT) };
            let color = if on { theme.ink } else { theme.quiet };
            ui.painter().layout_no_wrap((*text).to_owned(), font, color)
        })
        .collect();
    let widths: Vec<f32> = galleys.iter().map(|galley| galley.size().x + SWITCH_PADDING).collect();
    let total = widths.iter().sum::<f32>() + 2.0 * gap;
    let (rect, _) = ui.allocate_exact_size(vec2(total, size::CONTROL + 4.0), Sense::hover());
    ui.painter().rect(
        rect,
        CornerRadius::same(size::ROUND_CARD),
        theme.ground,
        theme.hairline(),
        StrokeKind::Inside,
    );
    let mut clicked = None;
    let mut left = rect.left() + gap;
    for (at, galley) in galleys.into_iter().enumerate() {
        let on = at == selected;
        let part =
            Rect::from_min_size(pos2(left, rect.top() + gap), vec2(widths[at], rect.height() - 2.0 * gap));
        left += widths[at];
        let id = ui.scope_id().with(("switch", choices[at]));
        let mut response = ui.interact(part, id, Sense::click());
        let name = choices[at];
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
        if on {
            ui.painter().rect(
                part,
                CornerRadius::same(size::ROUND_CONTROL),
                theme.paper,
                theme.control_edge(),
                StrokeKind::Inside,
            );
        } else if response.hovered() {
            ui.painter().rect_filled(part, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
        }
        let color = if on { theme.ink } else { theme.quiet };
        ui.painter().galley(part.center() - galley.size() / 2.0, galley, color);
        focus_ring(ui, &response, part, size::ROUND_CONTROL);
        response = response.on_hover_cursor(CursorIcon::PointingHand);
        if let Some(tooltip) = tooltips.get(at).filter(|tooltip| !tooltip.is_empty()) {
            response = response.on_hover_text(*tooltip);
        }
        if response.clicked() {
            clicked = Some(at);
        }
    }
    clicked
}
