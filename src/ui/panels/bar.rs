//! The bar at the top: name, the three maps as switches, tools, open, undo, redo, export, language, theme.

use super::{recents, shortlist, tools};
use crate::app::{Command, Session, Theme as Wear};
use crate::maps::schema::MapKind;
use crate::text::{Lang, text, text_with};
use crate::ui::find::search_box;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, icon_button, switch};
use eframe::egui::{Align, Id, Label, Layout, RichText, Ui};

/// The maps that a person can choose; the base lies under each.
const MAPS: [MapKind; 3] = [MapKind::Space, MapKind::Industry, MapKind::Startup];

/// Below this width the bar leaves out what is not needed to work.
const ROOMY_WIDTH: f32 = 1180.0;

/// Below this width buttons stand closer, and lose words that their icons say too.
const CRAMPED_WIDTH: f32 = 1100.0;

/// Room for the right side until it was drawn once.
const RIGHT_WIDTH: f32 = 420.0;

/// Draws the bar.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    // Roomy only where everything had room when it was last drawn so, in this language.
    let roomy_id = Id::unique(("bar-roomy", lang == Lang::En));
    let needed = ui.data_mut(|data| data.get_temp(roomy_id)).unwrap_or(ROOMY_WIDTH);
    let roomy = ui.available_width() >= needed.max(ROOMY_WIDTH);
    let left = ui.cursor().left();
    let gap_pt = if ui.available_width() < CRAMPED_WIDTH { 4.0 } else { 8.0 };
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = gap_pt;
        // The window's own title says the name too.
        if gap_pt >= 8.0 {
            let name = text(lang, "window-name");
            ui.add(Label::new(RichText::new(name).font(theme::strong(16.0)).color(theme.title)).extend());
        }
        if roomy {
            let place = text(lang, "window-place");
            ui.add(Label::new(RichText::new(place).size(size::LABEL).color(theme.quiet)).extend());
            let gap = left + size::LEFT - size::PANEL_MARGIN - ui.cursor().left();
            ui.add_space(gap.max(8.0));
        } else {
            ui.add_space(8.0);
        }
        let labels = MAPS.map(|map| map.label(lang));
        let tooltips =
            ["map-space-tooltip", "map-industry-tooltip", "map-startup-tooltip"].map(|key| text(lang, key));
        let tooltips: Vec<&str> = tooltips.iter().map(String::as_str).collect();
        let selected = MAPS.iter().position(|&map| map == session.document().map).unwrap_or(usize::MAX);
        if let Some(at) = switch(ui, &labels, selected, &tooltips)
            && at != selected
        {
            commands.push(Command::SwitchMap { map: MAPS[at] });
        }
        ui.add_space(4.0);
        // The right side is as wide as it was in the last frame.
        let right_id = Id::unique("bar-right");
        let right = ui.data_mut(|data| data.get_temp(right_id)).unwrap_or(RIGHT_WIDTH);
        let room = ui.available_width() - tools::FULL_WIDTH - right - 24.0;
        let before = ui.cursor().left() - left;
        search_box::show(ui, session, room, commands);
        let room = ui.available_width() - right - 16.0;
        ui.scope(|ui| tools::show(ui, session, room, commands));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_side(ui, session, commands, roomy);
            let right = ui.min_rect().width();
            ui.data_mut(|data| data.insert_temp(right_id, right));
            if roomy {
                let needed = before + search_box::WANTED_WIDTH + tools::FULL_WIDTH + right + 32.0;
                ui.data_mut(|data| data.insert_temp(roomy_id, needed));
            }
        });
    });
}

/// From the right: theme, language, export, recent files, open, shortlist, redo, undo.
fn right_side(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>, roomy: bool) {
    let lang = session.settings().lang;
    let (icon, wear, key) = if Theme::of(ui).dark {
        (Icon::Sun, Wear::Light, "bar-theme-light")
    } else {
        (Icon::Moon, Wear::Dark, "bar-theme-dark")
    };
    if icon_button(ui, icon, &text(lang, key), size::CONTROL, true).clicked() {
        commands.push(Command::SetTheme { theme: wear });
    }
    let tooltip = text(lang, "bar-language-tooltip");
    if Button::new(&text(lang, "bar-language")).tall().tooltip(&tooltip).show(ui).clicked() {
        commands.push(Command::SetLang { lang: lang.other() });
    }
    let can_export = session.document().chosen.is_some();
    let tooltip = text(lang, if can_export { "bar-export-tooltip" } else { "bar-export-nothing" });
    let label = text(lang, "bar-export");
    let export =
        Button::primary(&label).icon(Icon::Export).tall().enabled(can_export).tooltip(&tooltip).show(ui);
    if export.clicked() {
        commands.push(Command::ExportDialog);
    }
    let tooltip = text(lang, "bar-open-tooltip");
    let label = text(lang, "bar-open");
    recents::button(ui, session, commands);
    let gap_pt = ui.spacing().item_spacing.x;
    ui.add_space(2.0 - gap_pt);
    let is_cramped = gap_pt < 8.0;
    let open = if is_cramped {
        icon_button(ui, Icon::Folder, &label, size::CONTROL, true)
    } else {
        Button::new(&label).icon(Icon::Folder).tall().tooltip(&tooltip).show(ui)
    };
    if open.clicked() {
        commands.push(Command::OpenDialog);
    }
    shortlist::button(ui, session, roomy, commands);
    if roomy {
        ui.add_space(8.0);
    }
    let steps = [
        (Icon::Redo, session.redo_name(), "bar-redo", "bar-redo-nothing", Command::Redo),
        (Icon::Undo, session.undo_name(), "bar-undo", "bar-undo-nothing", Command::Undo),
    ];
    for (icon, step, key, nothing, command) in steps {
        let name = match step {
            Some(step) => text_with(lang, key, &[("step", text(lang, step).into())]),
            None => text(lang, nothing),
        };
        if icon_button(ui, icon, &name, size::CONTROL, step.is_some()).clicked() {
            commands.push(command);
        }
    }
}
