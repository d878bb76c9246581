//! The rows of the table: their cells, clicks and menus.

use super::table::{ROW, Table, View};
use super::table_columns::{CELL_PADDING, PILL, cell, row_as_text};
use crate::app::Command;
use crate::text::{text, text_with};
use crate::ui::styles;
use crate::ui::theme::{self, size};
use crate::ui::widgets::elided;
use eframe::egui::{
    self, Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};

impl Table<'_> {
    pub(super) fn rows(
        &self,
        ui: &mut Ui,
        view: &mut View,
        keyboard: &Response,
        commands: &mut Vec<Command>,
    ) {
        let rows = self.listing.rows();
        let first = (view.top / ROW).floor() as usize;
        let last = (((view.top + f64::from(self.body.height())) / ROW).ceil() as usize).min(rows.len());
        let shown = self.shown_columns(view);
        let selection = &self.session.document().selection;
        for place in first..last {
            let row = rows[place];
            let top = self.body.top() + (place as f64 * ROW - view.top) as f32;
            let rect =
                Rect::from_min_size(pos2(self.body.left(), top), vec2(self.body.width(), size::TABLE_ROW));
            self.row(ui, view, keyboard, row, rect, selection.contains(self.feature(row)), &shown, commands);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row, where it stands and what becomes of it")]
    fn row(
        &self,
        ui: &mut Ui,
        view: &mut View,
        keyboard: &Response,
        row: u32,
        rect: Rect,
        selected: bool,
        shown: &[usize],
        commands: &mut Vec<Command>,
    ) {
        let visible = rect.intersect(self.body);
        let response = ui.interact(visible, self.id.with(("row", row)), Sense::CLICK);
        let current = self.session.document().current_feature() == Some(self.feature(row));
        let painter = ui.painter().with_clip_rect(visible.intersect(ui.clip_rect()));
        let ground = if selected {
            self.theme.tint
        } else if response.hovered() {
            self.theme.ground
        } else {
            self.theme.paper
        };
        painter.rect_filled(rect, CornerRadius::ZERO, ground);
        let mut said = Vec::new();
        let mut cut = None;
        let pointer = response.hover_pos();
        for &at in shown {
            let clip = self.clip_of(at, visible);
            let cell_rect = Rect::from_min_size(
                pos2(self.left_of(view, at), rect.top()),
                vec2(self.columns[at].width, rect.height()),
            );
            let cell_painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
            if self.frozen > 0.0 && at == 0 {
                cell_painter.rect_filled(cell_rect, CornerRadius::ZERO, ground);
            }
            let (words, was_cut) = self.cell(ui, &cell_painter, at, row, cell_rect);
            if was_cut && pointer.is_some_and(|pointer| cell_rect.intersect(clip).contains(pointer)) {
                cut = Some(words.clone());
            }
            said.push((at, words));
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, self.theme.hairline());
        if current {
            let mark = Rect::from_min_size(rect.min + vec2(0.0, 5.0), vec2(3.0, rect.height() - 10.0));
            painter.rect_filled(mark, CornerRadius::same(1), self.theme.accent);
        }
        said.sort_unstable();
        response.widget_info(|| {
            let words: Vec<String> =
                said.iter().map(|(at, words)| format!("{}: {words}", self.columns[*at].heading)).collect();
            WidgetInfo::selected(Role::Row, true, selected, words.join(self.lang.pick("；", "; ")))
        });
        let response = match cut {
            Some(words) => response.on_hover_text_at_pointer(words),
            None => response,
        };
        self.clicked(ui, view, keyboard, &response, row, selected, commands);
        self.menu(view, &response, row, commands);
    }

    /// Draws a cell; gives what it says and whether it was cut.
    fn cell(&self, ui: &Ui, painter: &Painter, at: usize, row: u32, rect: Rect) -> (String, bool) {
        let column = &self.columns[at];
        let value = self.entry.layer.columns[column.index].value(row as usize);
        let words = cell(self.entry, column, value, self.lang);
        let ink = if column.private || value.is_none() { self.theme.faint } else { self.theme.ink };
        let pill = self
            .style
            .filter(|_| !column.private)
            .and_then(|style| styles::color_of_cell(style, &column.field, &value));
        let room = rect.width() - 2.0 * CELL_PADDING - if pill.is_some() { PILL } else { 0.0 };
        let galley = elided(ui, &words, theme::plain(size::TEXT), ink, room);
        let cut = galley.elided;
        let top = rect.center().y - galley.size().y / 2.0;
        let left = if column.on_the_right {
            rect.right() - CELL_PADDING - galley.size().x
        } else {
            rect.left() + CELL_PADDING
        };
        let left = if let Some(color) = pill {
            paint_pill(painter, color, pos2(left, rect.center().y), galley.size());
            left + 6.0
        } else {
            left
        };
        painter.galley(pos2(left, top), galley, ink);
        (words, cut)
    }

    #[expect(clippy::too_many_arguments, reason = "a click, on what, and what becomes of it")]
    fn clicked(
        &self,
        ui: &Ui,
        view: &mut View,
        keyboard: &Response,
        response: &Response,
        row: u32,
        selected: bool,
        commands: &mut Vec<Command>,
    ) {
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            keyboard.request_focus();
            self.select(view, row, modifiers.shift, modifiers.command, commands);
        }
        if response.double_clicked() {
            commands.push(Command::ZoomToSelection);
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos().and_then(|pointer| self.column_at(view, pointer.x));
            view.cell = at.map(|at| (row, at));
            if !selected {
                self.select(view, row, false, false, commands);
            }
        }
    }

    /// The column under a place.
    fn column_at(&self, view: &View, x: f32) -> Option<usize> {
        // What stays in place lies over the others.
        (0..self.columns.len()).find(|&at| {
            let left = self.left_of(view, at);
            (left..left + self.columns[at].width).contains(&x)
        })
    }

    fn menu(&self, view: &View, response: &Response, row: u32, commands: &mut Vec<Command>) {
        response.context_menu(|ui| {
            ui.set_min_width(180.0);
            if let Some((_, at)) = view.cell.filter(|(of, _)| *of == row) {
                let column = &self.columns[at];
                let label =
                    text_with(self.lang, "table-copy-value", &[("column", column.heading.as_str().into())]);
                // What is private is neither shown nor copied.
                if ui.add_enabled(!column.private, egui::Button::new(label)).clicked() {
                    let value = self.entry.layer.columns[column.index].value(row as usize);
                    commands.push(Command::Copy { text: value.to_text().into_owned() });
                }
            }
            if ui.button(text(self.lang, "table-copy-row")).clicked() {
                let text = row_as_text(self.entry, &self.columns, row as usize);
                commands.push(Command::Copy { text });
            }
            ui.separator();
            if ui.button(text(self.lang, "table-zoom")).clicked() {
                commands.push(Command::ZoomToSelection);
            }
        });
    }
}

/// The coloured ground of a value that the map shows in that colour.
fn paint_pill(painter: &Painter, color: Color32, left_middle: egui::Pos2, text: Vec2) {
    let rect = Rect::from_min_size(
        pos2(left_middle.x - 2.0, left_middle.y - text.y / 2.0 - 2.0),
        vec2(text.x + 16.0, text.y + 4.0),
    );
    painter.rect_filled(rect, CornerRadius::same(9), color.gamma_multiply(0.28));
}
