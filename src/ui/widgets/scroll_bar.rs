//! A scroll bar over content that is never built as a whole: its offset is a 64-bit number, so that ten
//! million rows scroll to the point, where egui's own areas would round to the nearest 32 points.

use crate::ui::theme::Theme;
use eframe::egui::{CornerRadius, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Thickness of a scroll bar.
pub const SCROLL_BAR: f32 = 10.0;
/// A handle gets no shorter than this, however long the content.
const SHORTEST_HANDLE: f32 = 28.0;

/// A scroll bar.
#[derive(Clone, Copy, Debug)]
pub struct ScrollBar<'a> {
    /// Whether it scrolls left and right.
    pub horizontal: bool,
    /// Its accessible name.
    pub name: &'a str,
    /// Where it stands.
    pub rect: Rect,
    /// How much of the content shows.
    pub view: f64,
    /// The whole content.
    pub content: f64,
}

impl ScrollBar<'_> {
    /// The greatest offset.
    pub fn end(&self) -> f64 {
        (self.content - self.view).max(0.0)
    }

    /// Draws it, and moves the offset where its handle is dragged or its track clicked.
    pub fn show(&self, ui: &Ui, id: Id, offset: &mut f64) {
        let theme = Theme::of(ui);
        // The keyboard scrolls the content itself; the bar takes no focus.
        let response = ui.interact(self.rect, id, Sense::CLICK | Sense::DRAG);
        let (start, length) = if self.horizontal {
            (self.rect.left(), self.rect.width())
        } else {
            (self.rect.top(), self.rect.height())
        };
        let share = (self.view / self.content.max(1.0)).clamp(0.0, 1.0) as f32;
        let handle = (length * share).clamp(SHORTEST_HANDLE.min(length), length);
        let room = (length - handle).max(1.0);
        if let Some(pointer) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            let along = if self.horizontal { pointer.x } else { pointer.y };
            // Where the handle was taken stays under the pointer; a click on the track brings its middle.
            let grip_id = id.with("grip");
            let at = start + room * (*offset / self.end().max(1.0)) as f32;
            let grip = if response.drag_started() || response.clicked() {
                let inside = (at..=at + handle).contains(&along);
                let grip = if inside { along - at } else { handle / 2.0 };
                ui.data_mut(|data| data.insert_temp(grip_id, grip));
                grip
            } else {
                ui.data_mut(|data| data.get_temp(grip_id).unwrap_or(handle / 2.0))
            };
            *offset = f64::from((along - grip - start) / room).clamp(0.0, 1.0) * self.end();
        }
        let value = if self.end() > 0.0 { 100.0 * *offset / self.end() } else { 0.0 };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ScrollBar, true, self.name);
            info.value = Some(value);
            info
        });
        let at = start + room * (*offset / self.end().max(1.0)) as f32;
        let handle = if self.horizontal {
            Rect::from_min_size(pos2(at, self.rect.top() + 2.0), vec2(handle, self.rect.height() - 4.0))
        } else {
            Rect::from_min_size(pos2(self.rect.left() + 2.0, at), vec2(self.rect.width() - 4.0, handle))
        };
        let color = if response.hovered() || response.dragged() { theme.faint } else { theme.edge };
        ui.painter().rect_filled(handle, CornerRadius::same(3), color);
    }
}
