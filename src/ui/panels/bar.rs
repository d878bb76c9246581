//! The bar at the top: name, the three maps as switches, search, tools, undo, redo, shortlist, open,
//! export, language, theme.

use super::{recents, shortlist, tools};
use crate::app::{Command, Session, Theme as Wear};
use crate::maps::schema::MapKind;
use crate::text::{Lang, text, text_with};
use crate::ui::find::search_box;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, icon_button, switch, switch_width};
use eframe::egui::{Align, Color32, Label, Layout, RichText, Ui};

/// The maps that a person can choose; the base lies under each.
const MAPS: [MapKind; 3] = [MapKind::Space, MapKind::Industry, MapKind::Startup];

/// Room between the parts of the bar.
const GAP: f32 = 8.0;
/// The arrow beside the button that opens files.
const ARROW: f32 = 22.0;

/// What of the bar is there: what is not needed to work goes first, then words give way to icons.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says of one part whether it is there")]
struct Plan {
    name: bool,
    place: bool,
    words: bool,
    folds_tools: bool,
    /// A field to search in; an icon stands for it otherwise.
    search_field: bool,
}

/// From the roomiest to the narrowest.
const PLANS: [Plan; 6] = [
    ROOMIEST,
    Plan { place: false, ..ROOMIEST },
    Plan { place: false, words: false, ..ROOMIEST },
    Plan { place: false, words: false, folds_tools: true, ..ROOMIEST },
    Plan { name: true, ..NARROWEST },
    NARROWEST,
];

const ROOMIEST: Plan = Plan { name: true, place: true, words: true, folds_tools: false, search_field: true };
const NARROWEST: Plan =
    Plan { name: false, place: false, words: false, folds_tools: true, search_field: false };

impl Plan {
    /// The least width of the search.
    fn search(self) -> f32 {
        if self.search_field { search_box::NARROWEST } else { size::CONTROL }
    }
}

/// The texts of the bar, in one language.
struct Words {
    name: String,
    place: String,
    maps: [&'static str; 3],
    open: String,
    export: String,
    language: String,
}

impl Words {
    fn of(lang: Lang) -> Self {
        Self {
            name: text(lang, "window-name"),
            place: text(lang, "window-place"),
            maps: MAPS.map(|map| map.label(lang)),
            open: text(lang, "bar-open"),
            export: text(lang, "bar-export"),
            language: text(lang, "bar-language"),
        }
    }

    fn open(&self, plan: Plan) -> Button<'_> {
        Button::new(&self.open).icon(Icon::Folder).tall().icon_alone(!plan.words)
    }

    fn export(&self) -> Button<'_> {
        Button::primary(&self.export).icon(Icon::Export).tall()
    }

    fn language(&self) -> Button<'_> {
        Button::new(&self.language).tall()
    }

    /// The width that name and place take.
    fn head(&self, ui: &Ui, plan: Plan) -> f32 {
        let width = |words: &str, font| {
            ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size().x + GAP
        };
        let name = if plan.name { width(&self.name, theme::strong(16.0)) } else { 0.0 };
        if plan.place {
            // The maps begin where the map does.
            (name + width(&self.place, theme::plain(size::LABEL))).max(size::LEFT - size::PANEL_MARGIN)
        } else {
            name
        }
    }

    /// The width that the bar needs, with the narrowest search field where it has one.
    fn needed(&self, ui: &Ui, session: &Session, plan: Plan) -> f32 {
        let tools = if plan.folds_tools { tools::FOLDED } else { tools::FULL_WIDTH };
        let left = self.head(ui, plan) + switch_width(ui, &self.maps) + plan.search() + tools + 4.0 * GAP;
        let right = [
            2.0 * size::CONTROL + GAP,
            shortlist::width(ui, session, plan.words),
            self.open(plan).width_in(ui) + ARROW,
            self.export().width_in(ui),
            self.language().width_in(ui),
            size::CONTROL,
        ];
        left + right.iter().map(|width| width + GAP).sum::<f32>()
    }
}

/// Draws the bar.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let words = Words::of(lang);
    let room = ui.available_width();
    let fits = |plan: &Plan| words.needed(ui, session, *plan) <= room;
    let plan = PLANS.into_iter().find(fits).unwrap_or(NARROWEST);
    // The search field takes what is left over.
    let spare = room - words.needed(ui, session, plan);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let left = ui.cursor().left();
        if plan.name {
            let name = RichText::new(&words.name).font(theme::strong(16.0)).color(theme.title);
            ui.add(Label::new(name).extend());
        }
        if plan.place {
            let place = RichText::new(&words.place).size(size::LABEL).color(theme.quiet);
            ui.add(Label::new(place).extend());
        }
        ui.add_space((left + words.head(ui, plan) - ui.cursor().left()).max(0.0));
        let tooltips =
            ["map-space-tooltip", "map-industry-tooltip", "map-startup-tooltip"].map(|key| text(lang, key));
        let tooltips: Vec<&str> = tooltips.iter().map(String::as_str).collect();
        let selected = MAPS.iter().position(|&map| map == session.document().map).unwrap_or(usize::MAX);
        if let Some(at) = switch(ui, &words.maps, selected, &tooltips)
            && at != selected
        {
            commands.push(Command::SwitchMap { map: MAPS[at] });
        }
        search_box::show(ui, session, plan.search() + spare.max(0.0), commands);
        ui.scope(|ui| tools::show(ui, session, plan.folds_tools, commands));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_side(ui, session, &words, plan, commands);
        });
    });
}

/// From the right: theme, language, export, recent files, open, shortlist, redo, undo.
fn right_side(ui: &mut Ui, session: &Session, words: &Words, plan: Plan, commands: &mut Vec<Command>) {
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
    if words.language().tooltip(&tooltip).show(ui).clicked() {
        commands.push(Command::SetLang { lang: lang.other() });
    }
    let can_export = session.document().chosen.is_some();
    let tooltip = text(lang, if can_export { "bar-export-tooltip" } else { "bar-export-nothing" });
    if words.export().enabled(can_export).tooltip(&tooltip).show(ui).clicked() {
        commands.push(Command::ExportDialog);
    }
    // The arrow belongs to the button beside it.
    ui.spacing_mut().item_spacing.x = 0.0;
    recents::button(ui, session, commands);
    ui.spacing_mut().item_spacing.x = GAP;
    let tooltip = text(lang, "bar-open-tooltip");
    if words.open(plan).tooltip(&tooltip).show(ui).clicked() {
        commands.push(Command::OpenDialog);
    }
    shortlist::button(ui, session, plan.words, commands);
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
