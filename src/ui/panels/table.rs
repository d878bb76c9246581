//! The table of the chosen layer: virtual rows in the order of a listing, sorted by its headings,
//! selected together with the map. Only the cells that show are ever laid out.

use super::table_columns::{TableColumn, columns, row_as_text};
use crate::app::bottom::BottomJob;
use crate::app::{Command, FeatureRef, LayerEntry, LayerId, SelectMode, Session};
use crate::jobs::Listing;
use crate::maps::binding::Binding;
use crate::scene::Style;
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{SCROLL_BAR, ScrollBar, focus_ring};
use crate::ui::{fields, format};
use eframe::egui::{
    self, Event, EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Height of the headings.
pub(super) const HEADINGS: f32 = 30.0;
/// The name stays in place while the rest scrolls, unless it takes more than this share of the width.
const FROZEN_SHARE: f32 = 0.5;
pub(super) const ROW: f64 = size::TABLE_ROW as f64;

/// What belongs to the view of one layer's table, kept between frames.
#[derive(Clone)]
pub(super) struct View {
    /// What the columns were taken for: headings, places and what is masked follow from it.
    binding: Arc<Binding>,
    pub(super) lang: Lang,
    pub(super) columns: Arc<Vec<TableColumn>>,
    /// Offset of the rows in points.
    pub(super) top: f64,
    /// Offset of the columns.
    pub(super) left: f64,
    /// The current feature when it was last scrolled to.
    pub(super) seen: Option<FeatureRef>,
    /// The row that a stretch of selected rows begins at.
    pub(super) anchor: Option<u32>,
    /// The cell that the context menu speaks of: row and column.
    pub(super) cell: Option<(u32, usize)>,
}

/// What the parts of the table know.
pub(super) struct Table<'a> {
    pub(super) session: &'a Session,
    pub(super) entry: &'a LayerEntry,
    pub(super) listing: &'a Listing,
    pub(super) style: Option<&'a Style>,
    pub(super) lang: Lang,
    pub(super) theme: &'static Theme,
    pub(super) id: Id,
    pub(super) columns: Arc<Vec<TableColumn>>,
    pub(super) headings: Rect,
    pub(super) body: Rect,
    /// Width of the first column where it stays in place, 0 where it scrolls with the others.
    pub(super) frozen: f32,
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
        .filter(|view| {
            let are_columns = view.columns.len() == entry.layer.columns.len();
            view.lang == lang && are_columns && Arc::ptr_eq(&view.binding, &entry.binding)
        })
        .unwrap_or_else(|| View {
            lang,
            binding: Arc::clone(&entry.binding),
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
    pub(super) fn layer(&self) -> LayerId {
        self.entry.id
    }

    pub(super) fn feature(&self, row: u32) -> FeatureRef {
        FeatureRef { layer: self.layer(), row }
    }

    /// Wheel, scroll bars, and the way to a feature that was selected elsewhere.
    #[expect(clippy::too_many_arguments, reason = "the measures of one layout, used once")]
    fn scroll(&self, ui: &Ui, view: &mut View, width: f32, height: f64, wide: bool, tall: bool, area: Rect) {
        self.follow_selection(view);
        if ui.rect_contains_pointer(area) {
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
    pub(super) fn left_of(&self, view: &View, column: usize) -> f32 {
        let before: f32 = self.columns[..column].iter().map(|column| column.width).sum();
        let scrolled = if self.frozen > 0.0 && column == 0 { 0.0 } else { view.left as f32 };
        self.body.left() + before - scrolled
    }

    /// Where a column may be drawn.
    pub(super) fn clip_of(&self, column: usize, rect: Rect) -> Rect {
        if column == 0 || self.frozen == 0.0 { rect } else { rect.with_min_x(self.body.left() + self.frozen) }
    }

    /// The columns that show, the one that stays in place last.
    pub(super) fn shown_columns(&self, view: &View) -> Vec<usize> {
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
        let page = (f64::from(self.body.height()) / ROW).floor().max(1.0) as i64;
        let far = i64::from(u32::MAX);
        let moves = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, page),
            (Key::PageUp, -page),
            (Key::Home, -far),
            (Key::End, far),
        ];
        // A key that repeats faster than frames come moves as often as it was pressed.
        let presses = |key| ui.input(|input| input.num_presses(key)) as i64;
        let shift = ui.input(|input| input.modifiers.shift);
        let by: Vec<i64> = moves.into_iter().map(|(key, by)| by * presses(key)).collect();
        if by.iter().any(|by| *by != 0) {
            self.step(view, by.iter().sum(), shift, commands);
        }
        if ui.input(|input| input.modifiers.is_none()) {
            view.left += 80.0 * (presses(Key::ArrowRight) - presses(Key::ArrowLeft)) as f64;
        }
        let enter = presses(Key::Enter) > 0;
        let copied = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy)));
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

    pub(super) fn select(
        &self,
        view: &mut View,
        row: u32,
        extend: bool,
        toggle: bool,
        commands: &mut Vec<Command>,
    ) {
        let stretch = extend
            .then(|| {
                let current =
                    self.session.document().current_feature().filter(|one| one.layer == self.layer());
                let from = view.anchor.or(current.map(|feature| feature.row))?;
                Some((self.listing.place_of(from)?, self.listing.place_of(row)?, from))
            })
            .flatten();
        let (features, mode) = if let Some((from, to, anchor)) = stretch {
            view.anchor = Some(anchor);
            let (low, high) = (from.min(to), from.max(to));
            let rows = self.listing.rows()[low..=high].iter().map(|&row| self.feature(row));
            // The row that was asked for comes first: it becomes the current one.
            let features = if to >= from { rows.rev().collect() } else { rows.collect() };
            (features, SelectMode::Replace)
        } else {
            view.anchor = Some(row);
            let mode = if toggle { SelectMode::Toggle } else { SelectMode::Replace };
            (vec![self.feature(row)], mode)
        };
        commands.push(Command::Select { features, mode });
    }
}
