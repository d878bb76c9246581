//! The table of the chosen layer: virtual rows in the order of a listing, sorted by its headings,
//! selected together with the map. Only the cells that show are ever laid out.

use super::table_columns::{ARROW, CELL_PADDING, NARROWEST, PILL, TableColumn, cell, columns, row_as_text};
use crate::app::bottom::BottomJob;
use crate::app::{Command, FeatureRef, LayerEntry, LayerId, SelectMode, Session};
use crate::jobs::Listing;
use crate::layer::Order;
use crate::scene::Style;
use crate::text::{Lang, text, text_with};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{SCROLL_BAR, ScrollBar, elided, focus_ring};
use crate::ui::{fields, format, styles};
use eframe::egui::{
    self, Color32, CornerRadius, CursorIcon, Event, EventFilter, Id, Key, Painter, Rect, Response, Role,
    Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of the headings.
const HEADINGS: f32 = 30.0;
/// The name stays in place while the rest scrolls, unless it takes more than this share of the width.
const FROZEN_SHARE: f32 = 0.5;
const ROW: f64 = size::TABLE_ROW as f64;

/// What belongs to the view of one layer's table, kept between frames.
#[derive(Clone)]
struct View {
    lang: Lang,
    columns: Arc<Vec<TableColumn>>,
    /// Offset of the rows in points.
    top: f64,
    /// Offset of the columns.
    left: f64,
    /// The current feature when it was last scrolled to.
    seen: Option<FeatureRef>,
    /// The row that a stretch of selected rows begins at.
    anchor: Option<u32>,
    /// The cell that the context menu speaks of: row and column.
    cell: Option<(u32, usize)>,
}

/// What the parts of the table know.
struct Table<'a> {
    session: &'a Session,
    entry: &'a LayerEntry,
    listing: &'a Listing,
    style: Option<&'a Style>,
    lang: Lang,
    theme: &'static Theme,
    id: Id,
    columns: Arc<Vec<TableColumn>>,
    headings: Rect,
    body: Rect,
    /// Width of the first column where it stays in place, 0 where it scrolls with the others.
    frozen: f32,
}

/// Draws the table.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    session: &Session,
    entry: &LayerEntry,
    listing: &Listing,
    style: Option<&Style>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let id = Id::unique(("table", entry.id.0));
    let mut view = ui
        .data_mut(|data| data.get_temp::<View>(id))
        .filter(|view| view.lang == lang)
        .unwrap_or_else(|| View {
            lang,
            columns: Arc::new(columns(ui, entry, lang)),
            top: 0.0,
            left: 0.0,
            seen: None,
            anchor: None,
            cell: None,
        });
    let width: f32 = view.columns.iter().map(|column| column.width).sum();
    let height = listing.rows().len() as f64 * ROW;
    let space = area.size() - vec2(0.0, HEADINGS);
    // Each bar takes room from the other direction.
    let wide = width > space.x;
    let tall = height > f64::from(space.y - if wide { SCROLL_BAR } else { 0.0 });
    let wide = width > space.x - if tall { SCROLL_BAR } else { 0.0 };
    let right = area.right() - if tall { SCROLL_BAR } else { 0.0 };
    let bottom = area.bottom() - if wide { SCROLL_BAR } else { 0.0 };
    let body = Rect::from_min_max(pos2(area.left(), area.top() + HEADINGS), pos2(right, bottom));
    let first = view.columns.first().map_or(0.0, |column| column.width);
    let table = Table {
        session,
        entry,
        listing,
        style,
        lang,
        theme: Theme::of(ui),
        id,
        columns: Arc::clone(&view.columns),
        headings: Rect::from_min_max(area.min, pos2(right, body.top())),
        body,
        frozen: if wide && first <= body.width() * FROZEN_SHARE { first } else { 0.0 },
    };
    let builder = egui::UiBuilder::new().max_rect(area).id_salt(("table", entry.id.0));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        table.scroll(ui, &mut view, width, height, wide, tall, area);
        let keyboard = table.keyboard(ui, &mut view, commands);
        table.rows(ui, &mut view, &keyboard, commands);
        table.heading_row(ui, &mut view, commands);
        focus_ring(ui, &keyboard, body, size::ROUND_SMALL);
    });
    ui.data_mut(|data| data.insert_temp(id, view));
}

impl Table<'_> {
    fn layer(&self) -> LayerId {
        self.entry.id
    }

    fn feature(&self, row: u32) -> FeatureRef {
        FeatureRef { layer: self.layer(), row }
    }

    /// Wheel, scroll bars, and the way to a feature that was selected elsewhere.
    #[expect(clippy::too_many_arguments, reason = "the measures of one layout, used once")]
    fn scroll(&self, ui: &Ui, view: &mut View, width: f32, height: f64, wide: bool, tall: bool, area: Rect) {
        self.follow_selection(view);
        if ui.rect_contains_pointer(self.body.union(self.headings)) {
            let wheel = ui.input(egui::InputState::smooth_scroll_delta);
            view.top -= f64::from(wheel.y);
            view.left -= f64::from(wheel.x);
        }
        let names = ["table-scroll-vertical", "table-scroll-horizontal"].map(|key| text(self.lang, key));
        let vertical = ScrollBar {
            horizontal: false,
            name: &names[0],
            rect: Rect::from_min_max(
                pos2(self.body.right(), self.body.top()),
                pos2(area.right(), self.body.bottom()),
            ),
            view: f64::from(self.body.height()),
            content: height,
        };
        let horizontal = ScrollBar {
            horizontal: true,
            name: &names[1],
            rect: Rect::from_min_max(
                pos2(self.body.left(), self.body.bottom()),
                pos2(self.body.right(), area.bottom()),
            ),
            view: f64::from(self.body.width() - self.frozen),
            content: f64::from(width - self.frozen),
        };
        view.top = view.top.clamp(0.0, vertical.end());
        view.left = view.left.clamp(0.0, horizontal.end());
        if tall {
            vertical.show(ui, self.id.with("vertical"), &mut view.top);
        }
        if wide {
            horizontal.show(ui, self.id.with("horizontal"), &mut view.left);
        }
    }

    /// Scrolls to the current feature once after it has changed; not before the rows are up to date.
    fn follow_selection(&self, view: &mut View) {
        let current = self.session.document().current_feature();
        if current == view.seen {
            return;
        }
        let here = current.filter(|feature| feature.layer == self.layer());
        match here.and_then(|feature| self.listing.place_of(feature.row)) {
            Some(place) => {
                let (top, height) = (place as f64 * ROW, f64::from(self.body.height()));
                let off = if top < view.top { view.top - top } else { top + ROW - view.top - height };
                if off > height {
                    // Far away: into the middle, with whole rows at the top.
                    view.top = ((top - (height - ROW) / 2.0) / ROW).floor() * ROW;
                } else if top < view.top {
                    view.top = top;
                } else if off > 0.0 {
                    view.top += off;
                }
                view.seen = current;
            }
            None if self.session.is_bottom_behind(BottomJob::List(self.layer())) => {}
            None => view.seen = current,
        }
    }

    /// Left edge of a column.
    fn left_of(&self, view: &View, column: usize) -> f32 {
        let before: f32 = self.columns[..column].iter().map(|column| column.width).sum();
        let scrolled = if self.frozen > 0.0 && column == 0 { 0.0 } else { view.left as f32 };
        self.body.left() + before - scrolled
    }

    /// Where a column may be drawn.
    fn clip_of(&self, column: usize, rect: Rect) -> Rect {
        if column == 0 || self.frozen == 0.0 { rect } else { rect.with_min_x(self.body.left() + self.frozen) }
    }

    /// The columns that show, the one that stays in place last.
    fn shown_columns(&self, view: &View) -> Vec<usize> {
        let mut shown: Vec<usize> = (0..self.columns.len())
            .filter(|&at| {
                let left = self.left_of(view, at);
                let clip = self.clip_of(at, self.body);
                left < clip.right() && left + self.columns[at].width > clip.left()
            })
            .collect();
        if self.frozen > 0.0 && shown.first() == Some(&0) {
            shown.rotate_left(1);
        }
        shown
    }

    /// The keys of the whole table: it takes the focus as one, its rows do not.
    fn keyboard(&self, ui: &Ui, view: &mut View, commands: &mut Vec<Command>) -> Response {
        let response = ui.interact(self.body, self.id.with("keys"), Sense::focusable_noninteractive());
        let args = [
            ("layer", fields::layer_title(self.entry, self.lang).into()),
            ("rows", format::count(self.listing.rows().len() as u64).into()),
        ];
        let name = text_with(self.lang, "table-name", &args);
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
        if !response.has_focus() {
            return response;
        }
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let (pressed, shift, plain, copied) = ui.input(|input| {
            let pressed = |key| input.key_pressed(key);
            let page = (f64::from(self.body.height()) / ROW).floor().max(1.0) as i64;
            let moves = [
                (Key::ArrowDown, 1),
                (Key::ArrowUp, -1),
                (Key::PageDown, page),
                (Key::PageUp, -page),
                (Key::Home, i64::MIN / 2),
                (Key::End, i64::MAX / 2),
            ];
            let by = moves.into_iter().find(|(key, _)| pressed(*key)).map(|(_, by)| by);
            let sideways = i8::from(pressed(Key::ArrowRight)) - i8::from(pressed(Key::ArrowLeft));
            let copied = input.events.iter().any(|event| matches!(event, Event::Copy));
            ((by, sideways, pressed(Key::Enter)), input.modifiers.shift, input.modifiers.is_none(), copied)
        });
        let (by, sideways, enter) = pressed;
        if plain {
            view.left += f64::from(sideways) * 80.0;
        }
        if let Some(by) = by {
            self.step(view, by, shift, commands);
        }
        let current =
            self.session.document().current_feature().filter(|feature| feature.layer == self.layer());
        if enter && current.is_some() {
            commands.push(Command::ZoomToSelection);
        }
        if let Some(feature) = current.filter(|_| copied) {
            let text = row_as_text(self.entry, &self.columns, feature.row as usize);
            commands.push(Command::Copy { text });
        }
        response
    }

    /// Selects the row so many places further down, or up to there.
    fn step(&self, view: &mut View, by: i64, extend: bool, commands: &mut Vec<Command>) {
        let rows = self.listing.rows();
        let Some(last) = rows.len().checked_sub(1) else { return };
        let current = self.session.document().current_feature();
        let place = current
            .filter(|feature| feature.layer == self.layer())
            .and_then(|feature| self.listing.place_of(feature.row));
        let target = match place {
            Some(place) => (place as i64).saturating_add(by).clamp(0, last as i64) as usize,
            // Where nothing is selected the first row that shows is where one starts from.
            None => ((view.top / ROW).ceil() as usize).min(last),
        };
        self.select(view, rows[target], extend, false, commands);
    }

    fn select(&self, view: &mut View, row: u32, extend: bool, toggle: bool, commands: &mut Vec<Command>) {
        let stretch = extend
            .then(|| {
                let current =
                    self.session.document().current_feature().filter(|one| one.layer == self.layer());
                let from = view.anchor.or(current.map(|feature| feature.row))?;
                Some((self.listing.place_of(from)?, self.listing.place_of(row)?, from))
            })
            .flatten();
        let (features, mode) = match stretch {
            Some((from, to, anchor)) => {
                view.anchor = Some(anchor);
                let (low, high) = (from.min(to), from.max(to));
                let rows = self.listing.rows()[low..=high].iter().map(|&row| self.feature(row));
                // The row that was asked for comes first: it becomes the current one.
                let features = if to >= from { rows.rev().collect() } else { rows.collect() };
                (features, SelectMode::Replace)
            }
            None => {
                view.anchor = Some(row);
                let mode = if toggle { SelectMode::Toggle } else { SelectMode::Replace };
                (vec![self.feature(row)], mode)
            }
        };
        commands.push(Command::Select { features, mode });
    }

    fn rows(&self, ui: &mut Ui, view: &mut View, keyboard: &Response, commands: &mut Vec<Command>) {
        let rows = self.listing.rows();
        let first = (view.top / ROW).floor() as usize;
        let last = (((view.top + f64::from(self.body.height())) / ROW).ceil() as usize).min(rows.len());
        let shown = self.shown_columns(view);
        let selected: BTreeSet<u32> = self
            .session
            .document()
            .selection
            .iter()
            .filter(|feature| feature.layer == self.layer())
            .filter(|feature| {
                self.listing.place_of(feature.row).is_some_and(|place| (first..last).contains(&place))
            })
            .map(|feature| feature.row)
            .collect();
        for place in first..last {
            let row = rows[place];
            let top = self.body.top() + (place as f64 * ROW - view.top) as f32;
            let rect =
                Rect::from_min_size(pos2(self.body.left(), top), vec2(self.body.width(), size::TABLE_ROW));
            self.row(ui, view, keyboard, row, rect, selected.contains(&row), &shown, commands);
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
            .filter(|_| !value.is_none() && !column.private)
            .and_then(|style| styles::color_of(style, &column.field, &value.to_text()));
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

    fn heading_row(&self, ui: &mut Ui, view: &mut View, commands: &mut Vec<Command>) {
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
        let room = rect.width() - 2.0 * CELL_PADDING - if order.is_some() { ARROW } else { 0.0 };
        let galley = elided(ui, &column.heading, font, ink, room);
        let (text_width, middle) = (galley.size().x, rect.center().y);
        let arrow_room = if order.is_some() { ARROW } else { 0.0 };
        let left = if column.on_the_right {
            rect.right() - CELL_PADDING - text_width - arrow_room
        } else {
            rect.left() + CELL_PADDING
        };
        painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, ink);
        if let Some(order) = order {
            let icon = if order.descending { Icon::ArrowDown } else { Icon::ArrowUp };
            let square = Rect::from_center_size(pos2(left + text_width + 9.0, middle), Vec2::splat(11.0));
            icons::paint(&painter, icon, square, self.theme.accent);
        }
        focus_ring(ui, &response, rect.intersect(clip).shrink(1.0), size::ROUND_SMALL);
        let field = text_with(self.lang, "table-field", &[("field", column.field.as_str().into())]);
        let response = response.on_hover_text(format!("{name}\n{field}"));
        let response =
            if column.private { response } else { response.on_hover_cursor(CursorIcon::PointingHand) };
        if response.clicked() {
            let order = next.map(|descending| Order { field: column.field.clone(), descending });
            commands.push(Command::SetTableOrder { layer: self.layer(), order });
        }
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

/// The coloured ground of a value that the map shows in that colour.
fn paint_pill(painter: &Painter, color: Color32, left_middle: egui::Pos2, text: Vec2) {
    let rect = Rect::from_min_size(
        pos2(left_middle.x - 2.0, left_middle.y - text.y / 2.0 - 2.0),
        vec2(text.x + 16.0, text.y + 4.0),
    );
    painter.rect_filled(rect, CornerRadius::same(9), color.gamma_multiply(0.28));
}
