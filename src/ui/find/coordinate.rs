//! "Go to coordinate": what was typed, what was understood of it, and the system that it is in.

use super::modal;
use crate::app::{Command, Session};
use crate::crs::AxisOrder;
use crate::crs::coordinate::{Notation, Place, Reading, decimal_text, dms_text, parse};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{
    Button, OptionRow, framed_message, live_field, note, option_row, section_title, strong_label,
};
use eframe::egui::{Align, ComboBox, Id, Key, Layout, Modifiers, Ui};

/// Systems that are offered by name; any other can be typed.
const SYSTEMS: [u32; 6] = [4490, 4549, 4528, 32_651, 32_650, 3857];

/// What was typed and chosen so far.
#[derive(Debug, Default)]
pub struct CoordinateForm {
    typed: String,
    system: Option<u32>,
    /// The reading that was chosen, by its position.
    chosen: Option<usize>,
    was_shown: bool,
}

/// How a place was understood, in a few words: `EPSG:4549 · northing first`.
pub(super) fn understood_as(place: &Place, lang: Lang) -> String {
    match &place.notation {
        Notation::Degrees { crs, latitude_first } => {
            let key =
                if *latitude_first { "coordinate-latitude-first" } else { "coordinate-longitude-first" };
            text_with(lang, key, &[("crs", crs.as_str().into())])
        }
        Notation::Grid { code, order } => {
            let key = match order {
                AxisOrder::EastingFirst => "coordinate-easting-first",
                AxisOrder::NorthingFirst => "coordinate-northing-first",
            };
            text_with(lang, key, &[("crs", system_name(*code, lang).into())])
        }
    }
}

/// A system by its code and what it is.
fn system_name(code: u32, lang: Lang) -> String {
    let about = match code {
        4490 => text(lang, "crs-cgcs2000-degrees"),
        4534..=4554 => {
            text_with(lang, "crs-cgcs2000-meridian", &[("degrees", u64::from((code - 4534) * 3 + 75).into())])
        }
        4513..=4533 => text_with(lang, "crs-cgcs2000-zone", &[("zone", u64::from(code - 4513 + 25).into())]),
        4491..=4501 => {
            text_with(lang, "crs-cgcs2000-zone-6", &[("zone", u64::from(code - 4491 + 13).into())])
        }
        32_601..=32_660 => format!("UTM {}N", code - 32_600),
        32_701..=32_760 => format!("UTM {}S", code - 32_700),
        3857 => text(lang, "crs-web"),
        _ => return format!("EPSG:{code}"),
    };
    format!("EPSG:{code} {about}")
}

impl CoordinateForm {
    /// Draws the form; whether it stays open.
    #[must_use]
    pub fn show(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        modal(ui, "coordinate", 480.0, |ui| self.contents(ui, session, commands))
    }

    fn contents(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let lang = session.settings().lang;
        strong_label(ui, &text(lang, "coordinate-title"), size::NAME);
        note(ui, &text(lang, "coordinate-examples"));
        let (enter, down, up) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::Enter),
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
            )
        });
        let width = ui.available_width();
        let (name, hint) = (text(lang, "coordinate-name"), text(lang, "coordinate-hint"));
        let field = live_field(ui, Id::unique("coordinate-field"), &name, &mut self.typed, &hint, width);
        if !self.was_shown {
            self.was_shown = true;
            field.request_focus();
        }
        if field.changed() {
            self.chosen = None;
        }
        self.system(ui, lang);
        let reading = parse(&self.typed, self.system, session.document().view.center);
        if let Ok(reading) = &reading
            && (down || up)
        {
            let last = reading.places.len() - 1;
            self.chosen = Some(match self.chosen {
                Some(at) if down => (at + 1).min(last),
                Some(at) => at.saturating_sub(1),
                None => 0,
            });
        }
        let place = match &reading {
            Ok(reading) => self.readings(ui, reading, lang),
            Err(_) if self.typed.trim().is_empty() => None,
            Err(problem) => {
                let theme = Theme::of(ui);
                let (message, hint) = (problem.message(lang), problem.hint(lang));
                framed_message(ui, theme.error_ground, theme.error_ink, &message, &hint);
                None
            }
        };
        note(ui, &text(lang, "coordinate-web-maps"));
        let mut stays = true;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let label = text(lang, "coordinate-go");
            let go = Button::primary(&label).tall().enabled(place.is_some()).show(ui).clicked();
            if let Some(lon_lat) = place
                && (go || enter)
            {
                commands.push(Command::GoToCoordinate { lon_lat });
                stays = false;
            }
            if Button::new(&text(lang, "find-cancel")).tall().show(ui).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn system(&mut self, ui: &mut Ui, lang: Lang) {
        let label = |system: Option<u32>| match system {
            Some(code) => system_name(code, lang),
            None => text(lang, "coordinate-any-system"),
        };
        ui.horizontal(|ui| {
            section_title(ui, &text(lang, "coordinate-system"));
            let before = self.system;
            let combo = ComboBox::from_id_salt("coordinate-system")
                .width(ui.available_width() - 8.0)
                .selected_text(label(self.system))
                .show_ui(ui, |ui| {
                    for system in std::iter::once(None).chain(SYSTEMS.map(Some)) {
                        ui.selectable_value(&mut self.system, system, label(system));
                    }
                });
            combo.response.accessible_name(text(lang, "coordinate-system"));
            if before != self.system {
                self.chosen = None;
            }
        });
    }

    /// What was understood: one reading, or several to choose from. The place that is chosen.
    fn readings(&mut self, ui: &mut Ui, reading: &Reading, lang: Lang) -> Option<[f64; 2]> {
        if reading.certain {
            self.chosen = Some(0);
        }
        let key = match reading.places.len() {
            _ if reading.certain => "coordinate-understood",
            1 => "coordinate-confirm",
            _ => "coordinate-choose",
        };
        section_title(ui, &text(lang, key));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, place) in reading.places.iter().enumerate() {
                let row = OptionRow {
                    text: &understood_as(place, lang),
                    right: &decimal_text(place.lon_lat),
                    chosen: self.chosen == Some(at),
                    ..OptionRow::default()
                };
                if option_row(ui, &row).clicked() {
                    self.chosen = Some(at);
                }
            }
        });
        let chosen = reading.places.get(self.chosen?)?;
        note(ui, &dms_text(chosen.lon_lat));
        Some(chosen.lon_lat)
    }
}
