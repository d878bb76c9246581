//! The headings of the table: they sort, and their edges make columns wider or narrower.

use super::table::{HEADINGS, Table, View};
use super::table_columns::{ARROW, CELL_PADDING, NARROWEST};
use crate::app::Command;
use crate::layer::Order;
use crate::text::{text, text_with};
use crate::ui::fields;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, size};
use crate::ui::widgets::{elided, focus_ring};
use eframe::egui::{self, CornerRadius, CursorIcon, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::sync::Arc;

impl Table<'_> {
    pub(super) fn heading_row(&self, ui: &mut Ui, view: &mut View, commands: &mut Vec<Command>) {
        ui.painter().rect_filled(self.headings, CornerRadius::ZERO, self.theme.paper);
        ui.painter().hline(self.headings.x_range(), self.headings.bottom() - 0.5, self.theme.hairline());
        for at in self.shown_columns(view) {
            let rect = Rect::from_min_size(
                pos2(self.left_of(view, at), self.headings.top()),
                vec2(self.columns[at].width, HEADINGS),
            );
            let clip = self.clip_of(at, self.headings);
            self.heading(ui, at, rect, clip, commands);
            self.grip(ui, view, at, rect, clip);
        }
        if self.frozen > 0.0 && view.left > 0.0 {
            let x = self.body.left() + self.frozen;
            ui.painter().vline(x, self.headings.top()..=self.body.bottom(), self.theme.control_edge());
        }
    }

    fn heading(&self, ui: &Ui, at: usize, rect: Rect, clip: Rect, commands: &mut Vec<Command>) {
        let column = &self.columns[at];
        let order = self.session.table_order(self.layer()).filter(|order| order.field == column.field);
        // Upwards, downwards, as in the file.
        let (key, next) = match order {
            _ if column.private => ("table-sort-private", None),
            None => ("table-sort-ascending", Some(false)),
            Some(order) if !order.descending => ("table-sort-descending", Some(true)),
            Some(_) => ("table-sort-file", None),
        };
        let sense = if column.private { Sense::hover() } else { Sense::click() };
        let response = ui.interact(rect.intersect(clip), self.id.with(("heading", &column.field)), sense);
        let name = text_with(self.lang, key, &[("column", column.heading.as_str().into())]);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ColumnHeader, !column.private, order.is_some(), &name)
        });
        let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
        let hovered = response.hovered() && !column.private;
        let ground = if hovered { self.theme.ground } else { self.theme.paper };
        painter.rect_filled(rect.with_max_y(rect.bottom() - 1.0), CornerRadius::ZERO, ground);
        let ink = if order.is_some() || hovered { self.theme.ink } else { self.theme.quiet };
        let font = if order.is_some() { theme::strong(size::LABEL) } else { theme::plain(size::LABEL) };
        let mark = column.is_derived.then(|| {
            let words = text(self.lang, "table-worked-out");
            ui.painter().layout_no_wrap(words, theme::plain(size::LABEL - 1.0), self.theme.faint)
        });
        let mark_width = mark.as_ref().map_or(0.0, |mark| mark.size().x + 5.0);
        let room = rect.width() - 2.0 * CELL_PADDING - mark_width - if order.is_some() { ARROW } else { 0.0 };
        let galley = elided(ui, &column.heading, font, ink, room);
        let (heading_width, middle) = (galley.size().x, rect.center().y);
        let text_width = heading_width + mark_width;
        let arrow_room = if order.is_some() { ARROW } else { 0.0 };
        let left = if column.on_the_right {
            rect.right() - CELL_PADDING - text_width - arrow_room
        } else {
            rect.left() + CELL_PADDING
        };
        painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, ink);
        if let Some(mark) = mark {
            let at = pos2(left + heading_width + 5.0, middle - mark.size().y / 2.0);
            painter.galley(at, mark, self.theme.faint);
        }
        if let Some(order) = order {
            let icon = if order.descending { Icon::ArrowDown } else { Icon::ArrowUp };
            let square = Rect::from_center_size(pos2(left + text_width + 9.0, middle), Vec2::splat(11.0));
            icons::paint(&painter, icon, square, self.theme.accent);
        }
        focus_ring(ui, &response, rect.intersect(clip).shrink(1.0), size::ROUND_SMALL);
        let field = match self.formula(column.index) {
            Some(formula) => formula,
            None => text_with(self.lang, "table-field", &[("field", column.field.as_str().into())]),
        };
        let response = response.on_hover_text(format!("{name}\n{field}"));
        let response =
            if column.private { response } else { response.on_hover_cursor(CursorIcon::PointingHand) };
        if response.clicked() {
            let order = next.map(|descending| Order { field: column.field.clone(), descending });
            commands.push(Command::SetTableOrder { layer: self.layer(), order });
        }
    }

    /// How a column was worked out, where the file does not have it.
    fn formula(&self, index: usize) -> Option<String> {
        fields::formula(self.entry, self.entry.layer.columns.get(index)?, self.lang)
    }

    /// The edge by which a column is made wider or narrower.
    fn grip(&self, ui: &Ui, view: &mut View, at: usize, rect: Rect, clip: Rect) {
        let edge = Rect::from_center_size(pos2(rect.right(), rect.center().y), vec2(7.0, rect.height()));
        let edge = edge.intersect(clip);
        if !edge.is_positive() {
            return;
        }
        let column = &self.columns[at];
        let response = ui.interact(edge, self.id.with(("width", &column.field)), Sense::DRAG);
        let name = text_with(self.lang, "table-width", &[("column", column.heading.as_str().into())]);
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
        let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
        let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
        let stroke = if response.hovered() || response.dragged() {
            egui::Stroke::new(2.0, self.theme.accent)
        } else {
            self.theme.hairline()
        };
        painter.vline(rect.right() - 0.5, rect.shrink2(vec2(0.0, 8.0)).y_range(), stroke);
        if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let columns = Arc::make_mut(&mut view.columns);
            columns[at].width = (pointer.x - rect.left()).max(NARROWEST);
        }
    }
}
