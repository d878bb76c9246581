//! The search field of the bar: a field where there is room, an icon that opens one where there is not.
//!
//! What is typed goes to the session as `Command::Search`; what was found is drawn by
//! [`results`](super::results) below the field.

use crate::app::{Action, Command, LayerId, Session, palette};
use crate::text::text;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{icon_button, live_field};
use eframe::egui::{Align2, Context, Id, Key, Memory, Modifiers, Rect, Ui, Vec2, pos2};

/// The field is no wider than this.
const WIDEST: f32 = 260.0;
/// Below this width an icon stands for it.
pub const NARROWEST: f32 = 150.0;

/// Room for the keys that stand in the empty field, and around the hint.
const KEYS_ROOM: f32 = 72.0;

/// What of the search belongs to the view alone.
#[derive(Clone, Debug)]
pub(super) struct SearchBox {
    /// As typed.
    pub(super) text: String,
    /// Whether the results show.
    pub(super) open: bool,
    /// The row that Enter takes, counted over all rows.
    pub(super) at: usize,
    /// How the keys moved it this frame, and whether Enter was pressed.
    pub(super) keys: Keys,
    /// Layers of which all rows are listed.
    pub(super) unfolded: Vec<LayerId>,
    /// Where the field, or the icon in its place, stands.
    pub(super) place: Rect,
    /// Whether there is an icon in its place.
    pub(super) is_icon: bool,
    focus: Focus,
}

/// Where the keyboard's focus goes.
#[derive(Clone, Copy, Debug, Default)]
struct Focus {
    /// What had it before the field.
    before: Option<Id>,
    /// Whether the field is to have it when it is drawn next: the click that asks for it takes the focus
    /// from all fields.
    wanted: bool,
    /// Whether the field had it in the last frame.
    had: bool,
}

impl Default for SearchBox {
    fn default() -> Self {
        Self {
            text: String::new(),
            open: false,
            at: 0,
            keys: Keys::default(),
            unfolded: Vec::new(),
            place: Rect::NOTHING,
            is_icon: false,
            focus: Focus::default(),
        }
    }
}

/// Keys for the list while the field has the focus.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys {
    pub(super) down: bool,
    pub(super) up: bool,
    pub(super) enter: bool,
}

fn state_id() -> Id {
    Id::unique("search-box")
}

/// The field itself.
pub(super) fn field_id() -> Id {
    Id::unique("search-field")
}

pub(super) fn load(ctx: &Context) -> SearchBox {
    ctx.data_mut(|data| data.get_temp(state_id())).unwrap_or_default()
}

pub(super) fn store(ctx: &Context, state: SearchBox) {
    ctx.data_mut(|data| data.insert_temp(state_id(), state));
}

/// Gives the field the focus and shows what was found.
pub fn open(ctx: &Context) {
    let mut state = load(ctx);
    let focused = ctx.memory(Memory::focused).filter(|&id| id != field_id());
    state.focus.before = focused.or(state.focus.before.filter(|_| state.open));
    state.open = true;
    state.at = 0;
    state.focus.wanted = true;
    store(ctx, state);
    ctx.request_repaint();
}

/// Puts the results away and gives the focus back to what had it before.
pub fn close(ctx: &Context) {
    let mut state = load(ctx);
    if !state.open {
        return;
    }
    state.open = false;
    state.focus.had = false;
    let before = state.focus.before.take();
    store(ctx, state);
    ctx.memory_mut(|memory| {
        memory.surrender_focus(field_id());
        if let Some(before) = before {
            memory.request_focus(before);
        }
    });
}

/// Whether the results show.
pub fn is_open(ctx: &Context) -> bool {
    load(ctx).open
}

/// Draws the field into the bar, in no more than `room`.
pub fn show(ui: &mut Ui, session: &Session, room: f32, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let is_icon = room < NARROWEST;
    if is_icon {
        let button = icon_button(ui, Icon::Search, &text(lang, "command-search"), size::CONTROL, true);
        if button.clicked() {
            open(ui.ctx());
        }
        let mut state = load(ui.ctx());
        state.is_icon = true;
        state.place = button.rect;
        store(ui.ctx(), state);
    } else {
        let place = field(ui, session, room.min(WIDEST), commands);
        let mut state = load(ui.ctx());
        state.is_icon = false;
        state.place = place;
        store(ui.ctx(), state);
    }
}

/// The field; where it stands.
pub(super) fn field(ui: &mut Ui, session: &Session, width: f32, commands: &mut Vec<Command>) -> Rect {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let ctx = ui.ctx().clone();
    let mut state = load(&ctx);
    let focused = ctx.memory(|memory| memory.has_focus(field_id()));
    // egui takes the focus away at Escape before anybody is asked.
    let escaped = state.focus.had && ui.input(|input| input.key_pressed(Key::Escape));
    state.keys = Keys::default();
    if focused && state.open {
        ui.input_mut(|input| {
            state.keys.down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
            state.keys.up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
            state.keys.enter = input.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    let name = text(lang, "command-search");
    let icon_room = 20.0;
    // The long hint where it and the keys beside it have room.
    let hints = [text(lang, "search-hint"), text(lang, "search-hint-short")];
    let room = width - KEYS_ROOM;
    let fits = |hint: &&String| {
        let galley = ui.painter().layout_no_wrap((*hint).clone(), theme::plain(size::TEXT), theme.faint);
        galley.size().x <= room
    };
    let hint = hints.iter().find(fits).unwrap_or(&hints[1]).clone();
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            live_field(ui, field_id(), &name, &mut state.text, &hint, width)
        })
        .inner;
    let rect = response.rect;
    if state.text.is_empty() && !focused {
        let keys = Action::ShowSearch.entry().shortcut;
        let keys = keys.map(|keys| palette::label(&keys, lang)).unwrap_or_default();
        let galley = ui.painter().layout_no_wrap(keys, theme::plain(11.0), theme.faint);
        let room = rect.shrink(4.0);
        let ground = Rect::from_min_max(
            pos2(room.right() - galley.size().x - 12.0, room.top() + 2.0),
            pos2(room.right(), room.bottom() - 2.0),
        );
        ui.painter().rect_filled(ground, 4.0, theme.ground);
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), ground).min;
        ui.painter().galley(at, galley, theme.faint);
    } else if !state.text.is_empty() {
        let place = Rect::from_center_size(
            pos2(rect.right() - icon_room / 2.0 - 4.0, rect.center().y),
            Vec2::splat(icon_room),
        );
        let clear = ui.interact(place, field_id().with("clear"), eframe::egui::Sense::click());
        let clear_name = text(lang, "search-clear");
        clear
            .widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &clear_name));
        ui.painter().rect_filled(place, 4.0, theme.paper);
        let ink = if clear.hovered() || clear.has_focus() { theme.ink } else { theme.quiet };
        icons::paint(ui.painter(), Icon::Close, icons::square_in(place, 12.0), ink);
        if clear.on_hover_text(&clear_name).clicked() {
            state.text.clear();
            commands.push(Command::Search { text: String::new() });
            state.focus.wanted = true;
        }
    }
    if std::mem::take(&mut state.focus.wanted) {
        response.request_focus();
    }
    if response.gained_focus() {
        state.open = true;
    }
    if response.changed() {
        state.open = true;
        state.at = 0;
        state.unfolded.clear();
        commands.push(Command::Search { text: state.text.clone() });
    }
    state.focus.had = response.has_focus();
    store(&ctx, state);
    if escaped {
        close(&ctx);
    }
    rect
}
